//! Plurals.

use super::{PLURAL, SINGULAR};
use crate::inflection::{Ending, Endings, Stem};

static S: &[Ending] = &[("", SINGULAR), ("s", PLURAL)];
static ES: &[Ending] = &[("", SINGULAR), ("es", PLURAL)];
static S_OR_ES: &[Ending] = &[("", SINGULAR), ("s", PLURAL), ("es", PLURAL)];
static Y: &[Ending] = &[("y", SINGULAR), ("ies", PLURAL)];
static Y_NAME: &[Ending] = &[("y", SINGULAR), ("ies", PLURAL), ("ys", PLURAL)];
static UNCHANGED: &[Ending] = &[("", SINGULAR | PLURAL)];
static ONLY_PLURAL: &[Ending] = &[("", PLURAL)];

/// Plurals that no rule gives.
const IRREGULAR: &[(&str, &str)] = &[
    ("addendum", "addenda"),
    ("alga", "algae"),
    ("alumna", "alumnae"),
    ("alumnus", "alumni"),
    ("analysis", "analyses"),
    ("antenna", "antennae"),
    ("appendix", "appendices"),
    ("axis", "axes"),
    ("bacillus", "bacilli"),
    ("bacterium", "bacteria"),
    ("basis", "bases"),
    ("cactus", "cacti"),
    ("calf", "calves"),
    ("child", "children"),
    ("codex", "codices"),
    ("corpus", "corpora"),
    ("corrigendum", "corrigenda"),
    ("crisis", "crises"),
    ("criterion", "criteria"),
    ("curriculum", "curricula"),
    ("datum", "data"),
    ("diagnosis", "diagnoses"),
    ("die", "dice"),
    ("dwarf", "dwarves"),
    ("elf", "elves"),
    ("ellipsis", "ellipses"),
    ("erratum", "errata"),
    ("foot", "feet"),
    ("focus", "foci"),
    ("formula", "formulae"),
    ("forum", "fora"),
    ("fungus", "fungi"),
    ("genus", "genera"),
    ("goose", "geese"),
    ("half", "halves"),
    ("hoof", "hooves"),
    ("hypothesis", "hypotheses"),
    ("index", "indices"),
    ("knife", "knives"),
    ("larva", "larvae"),
    ("leaf", "leaves"),
    ("life", "lives"),
    ("loaf", "loaves"),
    ("louse", "lice"),
    ("matrix", "matrices"),
    ("medium", "media"),
    ("memorandum", "memoranda"),
    ("millennium", "millennia"),
    ("mouse", "mice"),
    ("nucleus", "nuclei"),
    ("oasis", "oases"),
    ("opus", "opera"),
    ("ovum", "ova"),
    ("ox", "oxen"),
    ("parenthesis", "parentheses"),
    ("penny", "pence"),
    ("person", "people"),
    ("phenomenon", "phenomena"),
    ("quiz", "quizzes"),
    ("radius", "radii"),
    ("referendum", "referenda"),
    ("scarf", "scarves"),
    ("self", "selves"),
    ("sheaf", "sheaves"),
    ("shelf", "shelves"),
    ("spectrum", "spectra"),
    ("stadium", "stadia"),
    ("stimulus", "stimuli"),
    ("stratum", "strata"),
    ("syllabus", "syllabi"),
    ("symposium", "symposia"),
    ("synopsis", "synopses"),
    ("synthesis", "syntheses"),
    ("thesis", "theses"),
    ("thief", "thieves"),
    ("tooth", "teeth"),
    ("vertebra", "vertebrae"),
    ("vertex", "vertices"),
    ("wharf", "wharves"),
    ("wife", "wives"),
    ("wolf", "wolves"),
];

/// Irregular plurals whose regular one is another word or none at all.
const NEVER_REGULAR: &[&str] = &[
    "child", "foot", "goose", "louse", "mouse", "ox", "tooth", "calf", "half", "knife", "leaf",
    "life", "loaf", "shelf", "thief", "wife", "wolf", "self", "sheaf", "elf",
];

/// Words whose plural is the singular.
const INVARIANT: &[&str] = &[
    "aircraft",
    "series",
    "species",
    "sheep",
    "deer",
    "fish",
    "offspring",
    "spacecraft",
    "hovercraft",
    "means",
    "headquarters",
    "crossroads",
    "chinese",
    "japanese",
    "portuguese",
    "swiss",
    "personnel",
];

/// Nouns in `-man` that are no compounds of `man`.
const NOT_MAN: &[&str] = &[
    "german", "roman", "human", "ottoman", "talisman", "norman", "shaman", "caiman",
];

/// The stems of `word`, folded, in singular and plural. `is_name` says that it is written with a capital.
pub fn word(word: &str, is_name: bool) -> Vec<Stem> {
    let listed = |text: &str, endings| Stem::new(text, Endings::Listed(endings));
    if INVARIANT.contains(&word) {
        return vec![listed(word, UNCHANGED)];
    }
    let mut stems = Vec::new();
    for (singular, plural) in IRREGULAR {
        if let Some(prefix) = word.strip_suffix(singular)
            && (prefix.is_empty() || prefix.chars().count() >= 3 && singular.len() >= 4)
        {
            stems.push(listed(&format!("{prefix}{plural}"), ONLY_PLURAL));
            if NEVER_REGULAR.contains(singular) && prefix.is_empty() {
                stems.push(Stem::new(word, Endings::Listed(SINGULAR_ONLY)));
                return stems;
            }
        }
    }
    if let Some(prefix) = word.strip_suffix("man")
        && !NOT_MAN.contains(&word)
    {
        stems.push(listed(&format!("{prefix}men"), ONLY_PLURAL));
        let endings = if is_name && !prefix.is_empty() {
            S
        } else {
            SINGULAR_ONLY
        };
        stems.push(listed(word, endings));
        return stems;
    }
    stems.push(regular(word, is_name));
    if matches!(word, "gas" | "bus" | "plus" | "yes") {
        stems.push(listed(&format!("{word}ses"), ONLY_PLURAL));
    }
    stems
}

static SINGULAR_ONLY: &[Ending] = &[("", SINGULAR)];

fn regular(word: &str, is_name: bool) -> Stem {
    if let Some(stem) = word.strip_suffix('y')
        && !stem.is_empty()
        && !stem.ends_with(['a', 'e', 'i', 'o', 'u'])
    {
        return Stem::new(stem, Endings::Listed(if is_name { Y_NAME } else { Y }));
    }
    let endings = if word.ends_with("ch") || word.ends_with('o') || word.ends_with('i') {
        S_OR_ES
    } else if ["s", "x", "z", "sh"]
        .iter()
        .any(|ending| word.ends_with(ending))
    {
        ES
    } else {
        S
    };
    Stem::new(word, Endings::Listed(endings))
}

/// A word that stands as it is.
pub fn bare(word: &str) -> Vec<Stem> {
    vec![Stem::new(word, Endings::Listed(SINGULAR_ONLY))]
}

/// An abbreviation in capitals: `NGO`, `NGOs`.
pub fn acronym(folded: &str) -> Vec<Stem> {
    vec![Stem::new(folded, Endings::Listed(S_OR_ES))]
}
