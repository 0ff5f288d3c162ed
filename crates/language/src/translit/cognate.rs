//! Keys for cognates.

use std::fmt;

use super::roman::composed;
use crate::Language;

/// The consonants of a word as classes, up to [`CognateKey::MOST`] of them; made by [`cognate_key`].
///
/// A key is eight bytes, compares and hashes as a number, and is ordered by that number, which means nothing.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CognateKey(u64);

/// Bits of a class; the number of classes lies in the highest ones.
const WIDTH: usize = 4;
const LENGTH_SHIFT: u32 = 60;

/// The classes by number. `a` is a vowel at the beginning of a word.
const CLASSES: [char; 15] = [
    'a', 'b', 'c', 'd', 'f', 'j', 'k', 'l', 'm', 'n', 'p', 'r', 's', 't', 'v',
];
/// The class of `w`, for the sixteenth.
const SH: u64 = 15;

impl CognateKey {
    /// How many classes a key can hold; what follows them in a word is left out.
    pub const MOST: usize = 15;

    /// Number of classes.
    #[must_use]
    pub const fn len(self) -> usize {
        (self.0 >> LENGTH_SHIFT) as usize
    }

    /// Whether there is no class: the word has no letter, or none but vowels after the first.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The key of the first `n` classes, or the whole key where it is no longer than that.
    #[must_use]
    pub const fn prefix(self, n: usize) -> Self {
        if n >= self.len() {
            return self;
        }
        let classes = self.0 & ((1 << (WIDTH * n)) - 1);
        Self((n as u64) << LENGTH_SHIFT | classes)
    }

    /// How many classes the two keys have in common before the first that differs.
    #[must_use]
    pub const fn common_prefix(self, other: &Self) -> usize {
        let equal = ((self.0 ^ other.0).trailing_zeros() as usize) / WIDTH;
        let mut shortest = self.len();
        if other.len() < shortest {
            shortest = other.len();
        }
        if equal < shortest { equal } else { shortest }
    }

    /// The classes, each as the letter that names it.
    pub fn classes(self) -> impl Iterator<Item = char> {
        (0..self.len()).map(move |index| {
            let class = self.0 >> (WIDTH * index) & 0xF;
            CLASSES.get(class as usize).copied().unwrap_or('w')
        })
    }

    fn push(&mut self, class: u64) {
        let length = self.len();
        if length < Self::MOST {
            self.0 |= class << (WIDTH * length);
            self.0 += 1 << LENGTH_SHIFT;
        }
    }
}

impl fmt::Debug for CognateKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CognateKey({})", self.classes().collect::<String>())
    }
}

/// The consonants of `word` as classes that hold across languages: `x`, `х` and `kh` are one, and so are `c`, `дж` and
/// `j`.
///
/// As in [`super::name_key`], throat sounds are one class and a doubled consonant counts once; besides, `z` is `s`
/// (`prezident`, `president`) and vowels are left out, except that a word that begins with one says so in its first
/// class. Case, accents and everything that is no letter do not matter. Composed words (NFC) need no allocation.
///
/// Over 600 news sentences in three languages, the words that share the first four classes find the translation of a
/// sentence among all 600 in 45 of 100 cases, by themselves.
///
/// ```
/// use yaddash_language::{Language, translit::cognate_key};
/// let [az, ru, en] = ["az", "ru", "en"].map(|tag| Language::of(&tag.parse().unwrap()));
/// let key = cognate_key("prezidentinin", az);
/// assert_eq!(key.common_prefix(&cognate_key("президент", ru)), 6);
/// assert_eq!(key.prefix(6), cognate_key("president", en));
/// ```
pub fn cognate_key(word: &str, language: &Language) -> CognateKey {
    let word = composed(word);
    let mut key = CognateKey::default();
    let mut last = None;
    for piece in language.sounds.pieces(&word, language) {
        for sound in piece.into.unwrap_or_default().bytes() {
            let class = class_of(sound);
            if last != Some(class) && (class != VOWEL || last.is_none()) {
                key.push(class);
            }
            last = Some(class);
        }
    }
    key
}

const VOWEL: u64 = 0;

/// The class of a sound.
const fn class_of(sound: u8) -> u64 {
    match sound {
        b'b' => 1,
        b'c' => 2,
        b'd' => 3,
        b'f' => 4,
        b'j' => 5,
        b'k' | b'h' => 6,
        b'l' => 7,
        b'm' => 8,
        b'n' => 9,
        b'p' => 10,
        b'r' => 11,
        b's' | b'z' => 12,
        b't' => 13,
        b'v' => 14,
        b'w' => SH,
        _ => VOWEL,
    }
}
