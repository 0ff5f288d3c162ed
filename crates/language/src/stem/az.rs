//! Azerbaijani: suffixes of nouns and verbs, one after another from the end, as vowel harmony allows.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

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
        let shorter = left.last().and_then(|last| {
            let suffixes = SUFFIXES.get(&sign(*last))?;
            suffixes.iter().find_map(|suffix| suffix.cut(left))
        });
        match shorter {
            Some(shorter) => left = shorter,
            None => break,
        }
    }
    hardened(left)
}

/// The suffixes by the sign of their last letter, the longest first.
static SUFFIXES: LazyLock<FxHashMap<char, Vec<Suffix>>> = LazyLock::new(|| {
    let mut suffixes: FxHashMap<char, Vec<Suffix>> = FxHashMap::default();
    for signs in OF_NOUNS.iter().chain(OF_VERBS).chain(OF_EITHER) {
        if let Some(last) = signs.chars().next_back() {
            suffixes.entry(last).or_default().push(Suffix::of(signs));
        }
    }
    #[expect(clippy::iter_over_hash_type, reason = "each list is sorted by itself")]
    for suffixes in suffixes.values_mut() {
        suffixes.sort_by_key(|suffix| std::cmp::Reverse(suffix.signs.len()));
    }
    suffixes
});

/// What stands for a letter in suffixes.
const fn sign(letter: char) -> char {
    match letter {
        'a' | 'ə' => 'A',
        'ı' | 'i' | 'u' | 'ü' => 'I',
        other => other,
    }
}

/// A suffix with what it asks of the letter before it.
struct Suffix {
    signs: Vec<char>,
    needs_vowel: bool,
    needs_consonant: bool,
    begins_with_y: bool,
}

impl Suffix {
    fn of(signs: &str) -> Self {
        Self {
            signs: signs.chars().collect(),
            // Two vowels do not meet, and most buffers stand behind vowels alone.
            needs_vowel: signs.starts_with(['y', 'n']) || matches!(signs, "sI" | "mIz" | "s" | "d"),
            needs_consonant: signs.starts_with(['A', 'I']) || signs == "sIn",
            begins_with_y: signs.starts_with('y'),
        }
    }

    /// The letters before the suffix, if the word has it and enough is left.
    fn cut<'a>(&self, word: &'a [char]) -> Option<&'a [char]> {
        let (before, end) = word.split_at_checked(word.len().checked_sub(self.signs.len())?)?;
        if !self
            .signs
            .iter()
            .zip(end)
            .all(|(wanted, letter)| *wanted == sign(*letter))
        {
            return None;
        }
        let is_short = matches!(before, [first, second] if Vowel::of(*first).is_some() && Vowel::of(*second).is_none());
        if !(is_short || before.len() >= LEAST) {
            return None;
        }
        let mut vowel = before.iter().rev().find_map(|letter| Vowel::of(*letter))?;
        for (wanted, letter) in self.signs.iter().zip(end) {
            let fits = match wanted {
                'A' => *letter == vowel.twofold(),
                'I' => *letter == vowel.fourfold(),
                _ => true,
            };
            if !fits {
                return None;
            }
            vowel = Vowel::of(*letter).unwrap_or(vowel);
        }
        let ends_in_vowel = before
            .last()
            .is_some_and(|letter| Vowel::of(*letter).is_some());
        // In `nazirliyi` the `y` is the `k` of `nazirlik`.
        let is_softened = self.begins_with_y && matches!(before, [.., 'l', 'i' | 'ü']);
        let fits = if ends_in_vowel {
            !self.needs_consonant
        } else {
            !self.needs_vowel
        };
        (fits && !is_softened).then_some(before)
    }
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
