//! British and American spellings of one word.

/// Nouns in `-our` that are spelt `-or` in American English.
const OUR: &[&str] = &[
    "arbour",
    "ardour",
    "armour",
    "behaviour",
    "candour",
    "clamour",
    "colour",
    "demeanour",
    "endeavour",
    "favour",
    "fervour",
    "flavour",
    "glamour",
    "harbour",
    "honour",
    "humour",
    "labour",
    "misdemeanour",
    "neighbour",
    "odour",
    "parlour",
    "rancour",
    "rigour",
    "rumour",
    "saviour",
    "savour",
    "splendour",
    "succour",
    "tumour",
    "valour",
    "vapour",
    "vigour",
];

/// Pairs of whole words, British first.
const PAIRS: &[(&str, &str)] = &[
    ("acknowledgement", "acknowledgment"),
    ("ageing", "aging"),
    ("aluminium", "aluminum"),
    ("anaemia", "anemia"),
    ("anaesthesia", "anesthesia"),
    ("anaesthetic", "anesthetic"),
    ("analogue", "analog"),
    ("archaeologist", "archeologist"),
    ("archaeology", "archeology"),
    ("artefact", "artifact"),
    ("axe", "ax"),
    ("caesarean", "cesarean"),
    ("calibre", "caliber"),
    ("catalogue", "catalog"),
    ("centre", "center"),
    ("chequebook", "checkbook"),
    ("cosy", "cozy"),
    ("counsellor", "counselor"),
    ("defence", "defense"),
    ("dialogue", "dialog"),
    ("distil", "distill"),
    ("encyclopaedia", "encyclopedia"),
    ("enrol", "enroll"),
    ("enrolment", "enrollment"),
    ("fibre", "fiber"),
    ("foetus", "fetus"),
    ("fulfil", "fulfill"),
    ("fulfilment", "fulfillment"),
    ("grey", "gray"),
    ("gynaecology", "gynecology"),
    ("haemoglobin", "hemoglobin"),
    ("haemorrhage", "hemorrhage"),
    ("homoeopathy", "homeopathy"),
    ("instalment", "installment"),
    ("jewellery", "jewelry"),
    ("judgement", "judgment"),
    ("leukaemia", "leukemia"),
    ("licence", "license"),
    ("louvre", "louver"),
    ("lustre", "luster"),
    ("manoeuvre", "maneuver"),
    ("meagre", "meager"),
    ("mediaeval", "medieval"),
    ("mitre", "miter"),
    ("mould", "mold"),
    ("moustache", "mustache"),
    ("oesophagus", "esophagus"),
    ("oestrogen", "estrogen"),
    ("offence", "offense"),
    ("orthopaedic", "orthopedic"),
    ("paediatric", "pediatric"),
    ("paediatrician", "pediatrician"),
    ("plough", "plow"),
    ("practice", "practise"),
    ("pretence", "pretense"),
    ("programme", "program"),
    ("pyjamas", "pajamas"),
    ("sabre", "saber"),
    ("sceptic", "skeptic"),
    ("sceptical", "skeptical"),
    ("scepticism", "skepticism"),
    ("sceptre", "scepter"),
    ("skilful", "skillful"),
    ("sombre", "somber"),
    ("speciality", "specialty"),
    ("spectre", "specter"),
    ("sulphur", "sulfur"),
    ("theatre", "theater"),
    ("titbit", "tidbit"),
    ("wilful", "willful"),
    ("woollen", "woolen"),
];

/// Endings that are spelt in two ways behind a stem of five letters or more, British first.
const ENDINGS: &[(&str, &str)] = &[
    ("isation", "ization"),
    ("isational", "izational"),
    ("ise", "ize"),
    ("ised", "ized"),
    ("iser", "izer"),
    ("ising", "izing"),
    ("yse", "yze"),
    ("yser", "yzer"),
];

/// Ends of words that are spelt in two ways whatever stands before, British first.
const SUFFIXES: &[(&str, &str)] = &[("litre", "liter"), ("metre", "meter")];

/// Verbs in `-l` behind a vowel without stress, of which British English doubles the `l` before an ending.
const DOUBLED: &[&str] = &[
    "cancel", "channel", "counsel", "dial", "equal", "fuel", "initial", "label", "level",
    "marshal", "model", "panel", "parcel", "pencil", "quarrel", "rival", "shovel", "signal",
    "spiral", "total", "travel", "tunnel", "unravel",
];

/// `word`, folded, and its other spellings. The plural is no concern of this list.
///
/// ```
/// use yaddash_language::inflection::en::variants;
/// assert_eq!(variants("organization"), ["organization", "organisation"]);
/// ```
pub fn variants(word: &str) -> Vec<String> {
    let mut variants = vec![word.to_owned()];
    for british in OUR {
        let stem = british.strip_suffix("our").unwrap_or(british);
        if let Some(rest) = word.strip_prefix(british) {
            variants.push(format!("{stem}or{rest}"));
        } else if let Some(rest) = word
            .strip_prefix(stem)
            .and_then(|rest| rest.strip_prefix("or"))
        {
            variants.push(format!("{british}{rest}"));
        }
    }
    for (british, american) in PAIRS {
        if word == *british {
            variants.push((*american).to_owned());
        } else if word == *american {
            variants.push((*british).to_owned());
        }
    }
    for (british, american) in SUFFIXES {
        for (one, other) in [(british, american), (american, british)] {
            if let Some(stem) = word.strip_suffix(one) {
                variants.push(format!("{stem}{other}"));
            }
        }
    }
    for verb in DOUBLED {
        let Some(ending) = word.strip_prefix(verb) else {
            continue;
        };
        match ending {
            "ed" | "ing" | "er" => variants.push(format!("{verb}l{ending}")),
            "led" | "ling" | "ler" => {
                let single = ending.trim_start_matches('l');
                variants.push(format!("{verb}{single}"));
            }
            _ => {}
        }
    }
    for (british, american) in ENDINGS {
        for (one, other) in [(british, american), (american, british)] {
            if let Some(stem) = word.strip_suffix(one)
                && stem.chars().count() >= 4
            {
                variants.push(format!("{stem}{other}"));
            }
        }
    }
    variants.dedup();
    variants
}

/// Whether a compound of `first` and `next` may be written with a hyphen or as one word (`e-mail`, `email`). Behind
/// `re-` the hyphen tells words apart (`re-form`, `reform`), but before `e` (`re-elect`).
pub fn is_closed(first: &str, next: &str) -> bool {
    let letters = first.chars().count() + next.chars().count();
    let is_told_apart = first.eq_ignore_ascii_case("re") && !next.starts_with(['e', 'E']);
    let has_letters =
        first.chars().any(char::is_alphabetic) && next.chars().any(char::is_alphabetic);
    letters >= 5 && has_letters && !is_told_apart
}
