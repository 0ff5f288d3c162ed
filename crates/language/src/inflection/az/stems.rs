//! The stems of an Azerbaijani word.

use super::grammar::{Last, Start, StemKind};
use super::harmony::{Vowel, is_vowel, syllables};
use crate::inflection::{Endings, Stem};

/// Nouns whose last vowel falls before a vowel: `beyin`, `beyni`.
const SYNCOPATED: &[&str] = &[
    "ağız", "alın", "bağır", "beyin", "boyun", "böyür", "burun", "cisim", "cürüm", "çiyin", "əmir",
    "əqil", "əsil", "ətir", "feil", "fikir", "heyif", "hüsün", "isim", "izin", "könül", "küfür",
    "qarın", "qəbir", "qədir", "qəhir", "qəsir", "qisim", "ləfiz", "məkir", "mətin", "nəqil",
    "nəsil", "oğul", "ovuc", "ömür", "rəsim", "səbir", "sətir", "sinif", "şəkil", "şükür", "üzür",
    "xeyir", "zehin", "zikir", "zülüm",
];

/// The stems of `word`, folded, with all their endings.
pub fn word(word: &str) -> Vec<Stem> {
    let mut stems = vec![Stem::new(word, Endings::Harmonic(Start::of_word(word)))];
    before_vowel(word, &mut stems);
    // A compound written as one word that ends in the possessive: dəvəquşu, dəvəquşları.
    if syllables(word) > 2
        && let Some(base) = possessed_base(word)
    {
        stems.push(possessible(&base));
    }
    stems
}

/// The stems of the last word of a name of several words, which may stand in the possessive: `Avropa Şurası`.
pub(crate) fn head(word_text: &str) -> Vec<Stem> {
    let Some(base) = possessed_base(word_text) else {
        return word(word_text);
    };
    let possessed = Start::of(word_text, StemKind::Possessed);
    let mut stems = vec![
        Stem::new(word_text, Endings::Harmonic(possessed)),
        possessible(&base),
    ];
    if !is_certainly_possessed(word_text) {
        stems.push(Stem::new(
            word_text,
            Endings::Harmonic(Start::of_word(word_text)),
        ));
    }
    stems
}

fn possessible(base: &str) -> Stem {
    Stem::new(
        base,
        Endings::Harmonic(Start::of(base, StemKind::Possessible)),
    )
}

/// What `word` is without the possessive of the third person; `None` where it cannot stand in it.
///
/// `şurası` is `şura`, `nazirliyi` is `nazirlik`, `bankı` is `bank`.
pub fn possessed_base(word: &str) -> Option<String> {
    let mut letters = word.chars();
    let ending = letters.next_back()?;
    let before = letters.as_str();
    if !matches!(ending, 'ı' | 'i' | 'u' | 'ü')
        || Vowel::of_word(before) == Vowel::Any
        || Vowel::of_word(before).fourfold() != ending
    {
        return None;
    }
    if let Some(base) = before.strip_suffix('s')
        && base.ends_with(is_vowel)
    {
        return Some(base.to_owned());
    }
    match before.chars().next_back()? {
        'y' if ends_in_vowel_before(before, 'y') => Some(replace_last(before, 'k')),
        'ğ' if ends_in_vowel_before(before, 'ğ') => Some(replace_last(before, 'q')),
        last if !is_vowel(last) => Some(before.to_owned()),
        _ => None,
    }
}

/// Whether the letters alone show the possessive: `-sI` behind a vowel, `-yI` and `-ğI` for `k` and `q`, `-lArI`.
fn is_certainly_possessed(word: &str) -> bool {
    let before: String = {
        let mut letters = word.chars();
        letters.next_back();
        letters.as_str().to_owned()
    };
    (before.ends_with('s')
        && before
            .strip_suffix('s')
            .is_some_and(|base| base.ends_with(is_vowel)))
        || before.ends_with("liy")
        || before.ends_with("lüy")
        || before.ends_with("lığ")
        || before.ends_with("luğ")
        || before.ends_with("lər")
        || before.ends_with("lar")
}

/// Adds the stems that stand before a vowel only.
fn before_vowel(word: &str, stems: &mut Vec<Stem>) {
    let mut push = |text: String| {
        // Harmony is that of the whole word: the vowel that fell still counts.
        let start = Start {
            vowel: Vowel::of_word(word),
            last: Last::Consonant,
            kind: StemKind::BeforeVowel,
        };
        stems.push(Stem::new(text, Endings::Harmonic(start)));
    };
    if syllables(word) > 1 {
        if word.ends_with('k') {
            push(replace_last(word, 'y'));
        } else if word.ends_with('q') {
            push(replace_last(word, 'ğ'));
        }
    }
    if SYNCOPATED.contains(&word) {
        let mut letters: Vec<char> = word.chars().collect();
        let at = letters.len().saturating_sub(2);
        letters.remove(at);
        push(letters.into_iter().collect());
    }
    if word == "su" || word == "nə" {
        push(format!("{word}y"));
    }
}

/// Whether the `k` or `q` at the end of `word` certainly becomes `y` or `ğ` before a vowel: in the suffixes `-lIk` and
/// `-Ak`; loans such as `hüquq` and `ittifaq` keep theirs.
pub(crate) fn is_softening_certain(word: &str) -> bool {
    ["lik", "lük", "lıq", "luq", "ək"]
        .iter()
        .any(|suffix| word.ends_with(suffix))
}

/// Where an abbreviation in capitals enters the grammar, by how it is read: as a word where it ends as words do
/// (`AŞPA`, `ATƏT`, `NATO`), else by the names of its letters, which all have front vowels (`BMT`: be-em-te).
pub(crate) fn acronym_start(acronym: &str) -> Option<Start> {
    let last = acronym.chars().next_back()?;
    let kind = StemKind::Full;
    let syllables = syllables(acronym);
    if is_vowel(last) || syllables > 1 || acronym == "abş" {
        let vowel = if acronym == "abş" {
            Vowel::BackOpen
        } else {
            Vowel::of_word(acronym)
        };
        return Some(Start {
            vowel,
            last: if is_vowel(last) {
                Last::Vowel
            } else {
                Last::Consonant
            },
            kind,
        });
    }
    if syllables == 1 {
        // Read as a word or letter by letter: the letters do not tell.
        return None;
    }
    let last = if matches!(last, 'f' | 'l' | 'm' | 'n' | 'r' | 's') {
        Last::Consonant
    } else {
        Last::Vowel
    };
    Some(Start {
        vowel: Vowel::FrontOpen,
        last,
        kind,
    })
}

fn ends_in_vowel_before(word: &str, last: char) -> bool {
    word.strip_suffix(last)
        .is_some_and(|rest| rest.ends_with(is_vowel))
}

fn replace_last(word: &str, letter: char) -> String {
    let mut letters = word.chars();
    letters.next_back();
    format!("{}{letter}", letters.as_str())
}
