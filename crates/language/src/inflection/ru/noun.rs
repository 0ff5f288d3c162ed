//! Nouns, and words that may be nouns or adjectives used as nouns.

use super::adjective::{alone, is_adjectival};
use super::irregular;
use super::tables::{
    A_HARD, A_MIXED, A_TS, E_MIXED, E_SOFT, GENITIVE_PLURAL, IE, IYA, MASCULINE_HARD,
    MASCULINE_SIBILANT, MASCULINE_TS, MASCULINE_VELAR, MYA, O_HARD, O_VELAR, PLURAL_ANE,
    PLURAL_ATA, PLURAL_I, PLURAL_MIXED, PLURAL_Y, PLURAL_YA, SHORT_I, SHORT_I_FLEETING, SOFT_SIGN,
    SOFT_SIGN_FLEETING, SOFT_SIGN_SIBILANT, SURNAME, SURNAME_FEMININE, YA, YA_BEHIND_VOWEL,
};
use crate::inflection::{Ending, Endings, Stem};

/// The stems of `word`, folded, with all their endings. `is_name` says that it is written with a capital.
pub fn word(word: &str, is_name: bool) -> Vec<Stem> {
    if is_indeclinable(word, is_name) {
        return vec![Stem::new(word, Endings::Bare)];
    }
    let mut stems = Vec::new();
    if is_adjectival(word) {
        stems.extend(alone(word));
    }
    let mut letters = word.chars();
    match letters.next_back() {
        Some('ь') => soft_sign(letters.as_str(), &mut stems),
        Some('й') => short_i(letters.as_str(), &mut stems),
        Some('а') => in_a(letters.as_str(), is_name, &mut stems),
        Some('я') => in_ya(letters.as_str(), &mut stems),
        Some('о') => in_o(letters.as_str(), &mut stems),
        Some('е') => in_e(letters.as_str(), &mut stems),
        Some('ы') => in_y(letters.as_str(), &mut stems),
        Some('и') => in_i(letters.as_str(), &mut stems),
        Some('у' | 'ю' | 'э') | None => {}
        Some(last) => consonant(word, last, is_name, &mut stems),
    }
    stems.extend(irregular::further_stems(word));
    if stems.is_empty() {
        stems.push(Stem::new(word, Endings::Bare));
    }
    stems
}

/// The stems of a noun in `-а` or `-я` that stands in the plural, as an adjective before it shows (`новые дома`).
pub(super) fn plural_in_a(word: &str) -> Vec<Stem> {
    let mut stems = Vec::new();
    if let Some(stem) = word.strip_suffix('а') {
        let last = stem.chars().next_back();
        listed(&mut stems, stem, PLURAL_ATA);
        let genitive = if last.is_some_and(is_sibilant) {
            "ей"
        } else {
            "ов"
        };
        listed(&mut stems, format!("{stem}{genitive}"), GENITIVE_PLURAL);
        inserted(stem, &mut stems);
    } else if let Some(stem) = word.strip_suffix('я') {
        listed(&mut stems, stem, PLURAL_YA);
        listed(&mut stems, format!("{stem}ей"), GENITIVE_PLURAL);
        listed(&mut stems, format!("{stem}й"), GENITIVE_PLURAL);
    }
    stems
}

/// Whether `word` has one form: common nouns by a list, names by their ending (`Баку`, `Ханкенди`, `Осло`, `Шевченко`).
pub fn is_indeclinable(word: &str, is_name: bool) -> bool {
    if irregular::is_indeclinable(word) || word.ends_with(['у', 'ю', 'э']) {
        return true;
    }
    if !is_name {
        return false;
    }
    if let Some(stem) = word.strip_suffix('о') {
        return !["ов", "ев", "ин", "ын"]
            .iter()
            .any(|suffix| stem.ends_with(suffix))
            && !is_common_neuter(stem);
    }
    word.strip_suffix('и').is_some_and(|stem| {
        !stem.ends_with(['к', 'г', 'х', 'ж', 'ш', 'щ', 'ч', 'и', 'л', 'т'])
            || stem.ends_with("ат") && stem.chars().count() < 5
    })
}

/// Native neuters keep inflecting where a name is made of them: `Министерство`, `Агентство`, `Собрание`.
fn is_common_neuter(stem: &str) -> bool {
    [
        "ств", "тв", "ел", "ест", "ал", "ил", "вл", "ерк", "лн", "ск", "ядр", "ов", "сл", "окн",
    ]
    .iter()
    .any(|suffix| stem.ends_with(suffix))
}

fn listed(stems: &mut Vec<Stem>, stem: impl Into<String>, endings: &'static [Ending]) {
    stems.push(Stem::new(stem, Endings::Listed(endings)));
}

fn is_sibilant(letter: char) -> bool {
    matches!(letter, 'ж' | 'ш' | 'щ' | 'ч')
}

fn is_velar(letter: char) -> bool {
    matches!(letter, 'к' | 'г' | 'х')
}

fn is_vowel(letter: char) -> bool {
    matches!(letter, 'а' | 'е' | 'и' | 'о' | 'у' | 'ы' | 'э' | 'ю' | 'я')
}

fn syllables(word: &str) -> usize {
    word.chars().filter(|letter| is_vowel(*letter)).count()
}

/// The last two letters of `stem`, the one before last first.
fn last_two(stem: &str) -> (Option<char>, Option<char>) {
    let mut letters = stem.chars().rev();
    let last = letters.next();
    (letters.next(), last)
}

/// The endings of a masculine stem that ends in `last`.
fn masculine(last: char) -> &'static [Ending] {
    match last {
        _ if is_velar(last) => MASCULINE_VELAR,
        _ if is_sibilant(last) => MASCULINE_SIBILANT,
        'ц' => MASCULINE_TS,
        _ => MASCULINE_HARD,
    }
}

fn soft_sign(stem: &str, stems: &mut Vec<Stem>) {
    if stem.ends_with(is_sibilant) {
        return listed(stems, stem, SOFT_SIGN_SIBILANT);
    }
    listed(stems, stem, SOFT_SIGN);
    // день, камень, ноготь.
    for (ending, rest) in [("ен", "н"), ("от", "т")] {
        if let Some(before) = stem.strip_suffix(ending)
            && !before.ends_with(is_vowel)
        {
            listed(stems, format!("{before}{rest}"), SOFT_SIGN_FLEETING);
        }
    }
}

fn short_i(stem: &str, stems: &mut Vec<Stem>) {
    // A word that can only be an adjective is one already.
    if stem.ends_with('ы') || (stem.ends_with("ски")) {
        return;
    }
    listed(stems, stem, SHORT_I);
    if let Some(before) = stem.strip_suffix('е')
        && !before.is_empty()
        && !before.ends_with(is_vowel)
    {
        listed(stems, format!("{before}ь"), SHORT_I_FLEETING);
    }
}

/// Adds the genitive plural of `stem` that puts a vowel into its last two consonants.
fn inserted(stem: &str, stems: &mut Vec<Stem>) {
    let (Some(first), Some(last)) = last_two(stem) else {
        return;
    };
    if is_vowel(first) || is_vowel(last) {
        return;
    }
    let before: String = {
        let mut letters = stem.chars();
        letters.next_back();
        letters.as_str().to_owned()
    };
    if matches!(first, 'ь' | 'й') {
        let mut letters = before.chars();
        letters.next_back();
        return listed(
            stems,
            format!("{}е{last}", letters.as_str()),
            GENITIVE_PLURAL,
        );
    }
    // окно: окон; сказка: сказок; ручка: ручек; песня: песен.
    let is_o = is_velar(first) || last == 'к' && !is_sibilant(first) && first != 'ц';
    let vowel = if is_o { 'о' } else { 'е' };
    listed(stems, format!("{before}{vowel}{last}"), GENITIVE_PLURAL);
}

fn in_a(stem: &str, is_name: bool, stems: &mut Vec<Stem>) {
    let endings = match stem.chars().next_back() {
        Some('ц') => A_TS,
        Some(last) if is_velar(last) || is_sibilant(last) => A_MIXED,
        Some(_) if is_name && is_surname(stem) => SURNAME_FEMININE,
        _ => A_HARD,
    };
    listed(stems, stem, endings);
    inserted(stem, stems);
    half(stem, stems);
}

/// The stem of `полчаса`, `полгода`, `полметра`, whose first part takes an ending too: `получаса`, `полугодом`.
fn half(stem: &str, stems: &mut Vec<Stem>) {
    if let Some(whole) = stem.strip_prefix("пол")
        && syllables(whole) > 0
        && !whole.ends_with(is_vowel)
    {
        listed(stems, format!("полу{whole}"), MASCULINE_HARD);
    }
}

/// Whether `stem` has the suffix of a surname: `-ов`, `-ев`, `-ин`, `-ын`.
fn is_surname(stem: &str) -> bool {
    syllables(stem) > 1
        && ["ов", "ев", "ин", "ын"]
            .iter()
            .any(|suffix| stem.ends_with(suffix))
}

fn in_ya(stem: &str, stems: &mut Vec<Stem>) {
    match stem.chars().next_back() {
        Some('м') if syllables(stem) == 1 => {
            listed(stems, stem, MYA);
            listed(stems, stem, YA);
        }
        Some('и') => listed(stems, stem, IYA),
        Some(last) if is_vowel(last) => listed(stems, stem, YA_BEHIND_VOWEL),
        Some('ь') => {
            listed(stems, stem, YA_BEHIND_VOWEL);
            let mut letters = stem.chars();
            letters.next_back();
            // статья: статей; гостья: гостий.
            listed(stems, format!("{}ей", letters.as_str()), GENITIVE_PLURAL);
            listed(stems, format!("{}ий", letters.as_str()), GENITIVE_PLURAL);
        }
        _ => {
            listed(stems, stem, YA);
            let count = stems.len();
            inserted(stem, stems);
            // деревня: деревень; песня: песен.
            let soft: Vec<String> = stems
                .iter()
                .skip(count)
                .map(|stem| format!("{}ь", stem.text))
                .collect();
            for text in soft {
                listed(stems, text, GENITIVE_PLURAL);
            }
        }
    }
}

fn in_o(stem: &str, stems: &mut Vec<Stem>) {
    let endings = if stem.ends_with(is_velar) {
        O_VELAR
    } else {
        O_HARD
    };
    listed(stems, stem, endings);
    inserted(stem, stems);
}

fn in_e(stem: &str, stems: &mut Vec<Stem>) {
    match stem.chars().next_back() {
        Some('и') => listed(stems, stem, IE),
        Some('ц') => {
            listed(stems, stem, E_MIXED);
            inserted(stem, stems);
        }
        Some(last) if is_sibilant(last) => listed(stems, stem, E_MIXED),
        Some('ь') => {
            listed(stems, stem, E_SOFT);
            let mut letters = stem.chars();
            letters.next_back();
            // копьё: копий; ружьё: ружей.
            listed(stems, format!("{}ий", letters.as_str()), GENITIVE_PLURAL);
            listed(stems, format!("{}ей", letters.as_str()), GENITIVE_PLURAL);
        }
        Some('н') => {
            listed(stems, stem, PLURAL_ANE);
            listed(stems, stem, E_SOFT);
        }
        Some('л' | 'р') => listed(stems, stem, E_SOFT),
        _ => {}
    }
}

fn in_y(stem: &str, stems: &mut Vec<Stem>) {
    listed(stems, stem, PLURAL_Y);
    inserted(stem, stems);
}

fn in_i(stem: &str, stems: &mut Vec<Stem>) {
    match stem.chars().next_back() {
        Some(last) if is_velar(last) || is_sibilant(last) => {
            listed(stems, stem, PLURAL_MIXED);
            inserted(stem, stems);
        }
        _ => {
            listed(stems, stem, PLURAL_I);
            let count = stems.len();
            inserted(stem, stems);
            let soft: Vec<String> = stems
                .iter()
                .skip(count)
                .map(|stem| format!("{}ь", stem.text))
                .collect();
            for text in soft {
                listed(stems, text, GENITIVE_PLURAL);
            }
        }
    }
}

fn consonant(word: &str, last: char, is_name: bool, stems: &mut Vec<Stem>) {
    let endings = if is_name && is_surname(word) {
        SURNAME
    } else {
        masculine(last)
    };
    listed(stems, word, endings);
    // Some have no ending in the genitive plural: солдат, раз, грамм.
    fleeting(word, stems);
    if let Some(before) = word.strip_suffix("ин")
        && (before.ends_with("ан") || before.ends_with("ян"))
    {
        listed(stems, before, PLURAL_ANE);
    }
    for (ending, young) in [("онок", "ат"), ("енок", "ят")] {
        if let Some(before) = word.strip_suffix(ending)
            && syllables(before) > 0
        {
            listed(stems, format!("{before}{young}"), PLURAL_ATA);
        }
    }
}

/// `-ок`, `-ек`, `-ец`: the vowel falls, and leaves `й` behind a vowel and `ь` behind `л`.
fn fleeting(word: &str, stems: &mut Vec<Stem>) {
    if syllables(word) < 2 {
        return;
    }
    for (ending, consonant) in [("ок", 'к'), ("ек", 'к'), ("ец", 'ц')] {
        let Some(before) = word.strip_suffix(ending) else {
            continue;
        };
        let Some(last) = before.chars().next_back() else {
            continue;
        };
        let endings = masculine(consonant);
        if is_vowel(last) {
            listed(stems, format!("{before}й{consonant}"), endings);
        } else {
            listed(stems, format!("{before}{consonant}"), endings);
            if matches!(last, 'л' | 'н' | 'з' | 'р') && ending != "ок" {
                listed(stems, format!("{before}ь{consonant}"), endings);
            }
        }
    }
}
