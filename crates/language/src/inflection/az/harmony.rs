//! Vowel harmony.

/// What the last vowel of a word says about the vowels of its endings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Vowel {
    /// `a`, `ı`: endings with `a` and `ı`.
    BackOpen,
    /// `o`, `u`: endings with `a` and `u`.
    BackRounded,
    /// `e`, `ə`, `i`: endings with `ə` and `i`.
    FrontOpen,
    /// `ö`, `ü`: endings with `ə` and `ü`.
    FrontRounded,
    /// Not known: any vowel will do.
    Any,
}

impl Vowel {
    /// The class of a vowel; `None` for any other letter.
    pub fn of(letter: char) -> Option<Self> {
        Some(match letter {
            'a' | 'ı' => Self::BackOpen,
            'o' | 'u' => Self::BackRounded,
            'e' | 'ə' | 'i' => Self::FrontOpen,
            'ö' | 'ü' => Self::FrontRounded,
            _ => return None,
        })
    }

    /// The class of the last vowel of `word`; [`Vowel::Any`] where it has none.
    pub fn of_word(word: &str) -> Self {
        word.chars().rev().find_map(Self::of).unwrap_or(Self::Any)
    }

    /// The vowel of a twofold ending (`-lAr`).
    pub fn twofold(self) -> char {
        match self {
            Self::BackOpen | Self::BackRounded => 'a',
            Self::FrontOpen | Self::FrontRounded | Self::Any => 'ə',
        }
    }

    /// The vowel of a fourfold ending (`-In`).
    pub fn fourfold(self) -> char {
        match self {
            Self::BackOpen => 'ı',
            Self::BackRounded => 'u',
            Self::FrontOpen | Self::Any => 'i',
            Self::FrontRounded => 'ü',
        }
    }

    /// Whether a twofold ending may have `letter` here.
    pub(super) fn allows_twofold(self, letter: char) -> bool {
        matches!(letter, 'a' | 'ə') && (self == Self::Any || letter == self.twofold())
    }

    /// Whether a fourfold ending may have `letter` here.
    pub(super) fn allows_fourfold(self, letter: char) -> bool {
        matches!(letter, 'ı' | 'i' | 'u' | 'ü') && (self == Self::Any || letter == self.fourfold())
    }
}

/// Whether `letter` is a vowel.
pub(super) fn is_vowel(letter: char) -> bool {
    Vowel::of(letter).is_some()
}

/// How many vowels, which is to say syllables, `word` has.
pub(super) fn syllables(word: &str) -> usize {
    word.chars().filter(|letter| is_vowel(*letter)).count()
}
