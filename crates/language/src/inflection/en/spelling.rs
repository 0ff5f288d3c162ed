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
    ("aluminium", "aluminum"),
    ("analogue", "analog"),
    ("catalogue", "catalog"),
    ("centre", "center"),
    ("counsellor", "counselor"),
    ("defence", "defense"),
    ("dialogue", "dialog"),
    ("enrolment", "enrollment"),
    ("fibre", "fiber"),
    ("fulfilment", "fulfillment"),
    ("grey", "gray"),
    ("jewellery", "jewelry"),
    ("judgement", "judgment"),
    ("kilometre", "kilometer"),
    ("licence", "license"),
    ("litre", "liter"),
    ("metre", "meter"),
    ("offence", "offense"),
    ("plough", "plow"),
    ("practice", "practise"),
    ("pretence", "pretense"),
    ("programme", "program"),
    ("sceptic", "skeptic"),
    ("theatre", "theater"),
    ("traveller", "traveler"),
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
