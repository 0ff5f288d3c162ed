//! Azerbaijani: suffixes of nouns and verbs, one after another from the end, as vowel harmony allows.

use crate::inflection::az::Vowel;

/// Plural, possession and case; `A` stands for a/ə and `I` for ı/i/u/ü, which follow the vowel before them.
const OF_NOUNS: &[&str] = &[
    "lAr", "I", "sI", "Im", "ImIz", "mIz", "InIz", "nIz", "In", "nIn", "yI", "nI", "A", "yA", "nA",
    "dA", "ndA", "dAn", "ndAn", "lA", "ylA", "cA", "dAkI", "ndAkI", "dIr", "dAk", "yAdAk", "AdAk",
    "sIz",
];
/// Infinitive, tenses, moods, participles, verbal nouns, passive.
const OF_VERBS: &[&str] = &[
    "mAq", "mAk", "mA", "mAsI", "Ir", "yIr", "Ar", "yAr", "dI", "mIş", "AcAq", "yAcAq", "AcAğ",
    "yAcAğ", "An", "yAn", "Ib", "yIb", "ArAq", "yArAq", "ArkAn", "sA", "sIn", "mAlI", "Il", "dIğ",
    "dIq",
];
/// Consonants that may belong to the ending or to the stem: `məclisi` reads as `məclis-i` and `məcli-si`, `sərhədi` as
/// `sərhəd-i` and `sərhə-di`, `ekranın` as `ekran-ın` and `ekra-nın`. So they go from `məclis` too.
const OF_EITHER: &[&str] = &["n", "s", "d"];
/// Letters that are left, unless it is a vowel and a consonant (`ev`, `il`, `et`).
const LEAST: usize = 3;
/// Suffixes that are cut at most.
const MOST: usize = 6;

/// Cyrillic letters, as they were written from 1958 on, and the Latin ones that replaced them; first the old letters.
const LETTERS: (&str, &str) = (
    "абвгғдежзиыјкҝлмноөпрстуүфхһчҹшәйэ",
    "abvqğdejziıykglmnoöprstuüfxhçcşəye",
);

/// A folded word of Cyrillic letters in Latin ones; letters of Russian words stay.
pub(super) fn latin(word: &str) -> String {
    let letter = |c: char| {
        let mut pairs = LETTERS.0.chars().zip(LETTERS.1.chars());
        pairs.find(|(from, _)| *from == c).map_or(c, |(_, to)| to)
    };
    word.chars().map(letter).collect()
}

/// The stem of a folded word in Latin letters.
pub(super) fn stem(word: &str) -> String {
    let letters: Vec<char> = word.chars().collect();
    let mut left = letters.as_slice();
    for _ in 0..MOST {
        let suffixes = OF_NOUNS.iter().chain(OF_VERBS).chain(OF_EITHER);
        let shorter = suffixes
            .filter_map(|suffix| without(left, suffix))
            .min_by_key(|shorter| shorter.len());
        match shorter {
            Some(shorter) => left = shorter,
            None => break,
        }
    }
    hardened(left)
}

/// The letters before `suffix`, if the word has it and enough is left.
fn without<'a>(word: &'a [char], suffix: &str) -> Option<&'a [char]> {
    let length = suffix.chars().count();
    let (before, end) = word.split_at_checked(word.len().checked_sub(length)?)?;
    let is_short = matches!(before, [first, second] if Vowel::of(*first).is_some() && Vowel::of(*second).is_none());
    if !(is_short || before.len() >= LEAST) {
        return None;
    }
    let mut vowel = before.iter().rev().find_map(|letter| Vowel::of(*letter))?;
    for (wanted, letter) in suffix.chars().zip(end) {
        let fits = match wanted {
            'A' => *letter == vowel.twofold(),
            'I' => *letter == vowel.fourfold(),
            other => *letter == other,
        };
        if !fits {
            return None;
        }
        vowel = Vowel::of(*letter).unwrap_or(vowel);
    }
    // Two vowels do not meet, and most buffers stand behind vowels alone.
    let ends_in_vowel = before
        .last()
        .is_some_and(|letter| Vowel::of(*letter).is_some());
    let needs_vowel = suffix.starts_with(['y', 'n']) || matches!(suffix, "sI" | "mIz" | "s" | "d");
    let needs_consonant = suffix.starts_with(['A', 'I']) || suffix == "sIn";
    // In `nazirliyi` the `y` is the `k` of `nazirlik`.
    let is_softened = suffix.starts_with('y') && matches!(before, [.., 'l', 'i' | 'ü']);
    let fits = if ends_in_vowel {
        !needs_consonant
    } else {
        !needs_vowel
    };
    (fits && !is_softened).then_some(before)
}

/// The stem with the consonant that stands at the end of the dictionary form: `nazirliy` is `nazirlik`, `ed` is `et`.
fn hardened(stem: &[char]) -> String {
    let mut word: String = stem.iter().collect();
    let hard = match stem {
        [_, .., 'i' | 'ü' | 'ə', 'y'] if stem.len() > LEAST => 'k',
        [_, .., vowel, 'ğ'] if Vowel::of(*vowel).is_some() && stem.len() > LEAST => 'q',
        [_, 'd'] | [_, _, 'd'] => 't',
        _ => return word,
    };
    word.pop();
    word.push(hard);
    word
}
