//! How two spellings of a name differ in their sounds.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;
use yaddash_language::Language;

/// How sure it is that two spellings are one name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Likeness {
    /// The letters that differ are those that transliterations differ in.
    Certain,
    /// Some of them part other names too: `Кулиев` and `Гулиев`, but also `Колосов` and `Голосов`.
    Likely,
}

/// A stem that two words share but for letters that transliterations confuse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct SharedStem {
    /// Bytes of the first word.
    pub(super) one: usize,
    /// Bytes of the second word.
    pub(super) other: usize,
    pub(super) likeness: Likeness,
}

/// What transliterations into a language confuse. Sounds are single letters but for `clusters`.
#[derive(Debug)]
struct Confusions {
    clusters: &'static [&'static str],
    vowels: &'static str,
    /// A consonant that is written as a vowel behind another one, and that vowel: `Moreyra`, `Moreira`.
    glide: (&'static str, &'static str),
    /// A letter without a sound of its own.
    silent: Option<&'static str>,
    certain: &'static [(&'static str, &'static str)],
    /// Certain in names with an ending of `eastern`, which have been transliterated, else likely: English has `Barnard`
    /// and `Bernard`, `Hill` and `Gill` of its own.
    in_eastern: &'static [(&'static str, &'static str)],
    likely: &'static [(&'static str, &'static str)],
    eastern: &'static [&'static str],
    /// Whether a glide at the very end is no ending: `Sergey`, `Sergei`.
    glide_may_end: bool,
    /// What each confused sound counts as in a key.
    classes: OnceLock<FxHashMap<&'static str, &'static str>>,
}

static AZERBAIJANI: Confusions = Confusions {
    clusters: &["dzh", "dj", "kh", "gh", "sh", "zh"],
    vowels: "aeəiıoöuü",
    glide: ("y", "i"),
    silent: None,
    certain: &[
        ("a", "ə"),
        ("e", "ə"),
        ("i", "ı"),
        ("o", "ö"),
        ("u", "ü"),
        ("g", "q"),
        ("g", "ğ"),
        ("gh", "ğ"),
        ("h", "x"),
        ("kh", "x"),
        ("c", "j"),
        ("c", "dj"),
        ("c", "dzh"),
        ("sh", "ş"),
        ("j", "zh"),
        ("v", "w"),
    ],
    in_eastern: &[],
    likely: &[("a", "e"), ("k", "q"), ("g", "k"), ("g", "h"), ("h", "kh")],
    eastern: &[],
    glide_may_end: false,
    classes: OnceLock::new(),
};

static ENGLISH: Confusions = Confusions {
    clusters: &[
        "dzh", "tch", "dj", "kh", "gh", "sh", "zh", "ch", "th", "ph", "qu",
    ],
    vowels: "aeiou",
    glide: ("y", "i"),
    silent: None,
    certain: &[
        ("h", "kh"),
        ("g", "gh"),
        ("j", "dj"),
        ("j", "dzh"),
        ("j", "zh"),
        ("dzh", "zh"),
        ("dj", "dzh"),
        ("ch", "tch"),
    ],
    in_eastern: &[("a", "e"), ("g", "h"), ("g", "kh"), ("g", "q"), ("v", "w")],
    likely: &[
        ("g", "k"),
        ("k", "kh"),
        ("k", "q"),
        ("c", "k"),
        ("ph", "f"),
        ("th", "t"),
    ],
    eastern: &[
        "ov", "ova", "ev", "eva", "zade", "zadeh", "oglu", "oghlu", "ski", "skiy", "sky", "skaya",
    ],
    glide_may_end: true,
    classes: OnceLock::new(),
};

static RUSSIAN: Confusions = Confusions {
    clusters: &["дж"],
    vowels: "аеиоуыэюя",
    glide: ("й", "и"),
    silent: Some("ь"),
    certain: &[
        ("а", "е"),
        ("а", "я"),
        ("е", "я"),
        ("е", "э"),
        ("а", "э"),
        ("и", "ы"),
        ("у", "ю"),
        ("г", "х"),
        ("ж", "дж"),
    ],
    in_eastern: &[],
    likely: &[("г", "к"), ("к", "х")],
    eastern: &[],
    glide_may_end: false,
    classes: OnceLock::new(),
};

/// Letters that a stem needs to be told from others.
const SHORTEST_STEM: usize = 5;
/// Sounds behind the last one that differs: what stands at the end may be an ending.
const SOUNDS_BEHIND: usize = 2;
/// Sounds that may differ.
const MOST: u32 = 3;

/// What a pair of sounds costs; a likely one weighs more than all that are certain.
const CERTAIN: u32 = 1;
const LIKELY: u32 = 16;

fn confusions(language: &Language) -> Option<&'static Confusions> {
    match language.code() {
        "az" => Some(&AZERBAIJANI),
        "en" => Some(&ENGLISH),
        "ru" => Some(&RUSSIAN),
        _ => None,
    }
}

/// How `one` and `other`, folded, are spellings of one name as a whole; `None` where they are the same or are not.
pub(crate) fn likeness(one: &str, other: &str, language: &Language) -> Option<Likeness> {
    let (one, other) = (Sounds::of(one, language)?, Sounds::of(other, language)?);
    let comparison = Comparison::of(&one, &other)?;
    likeness_at(comparison.cost(comparison.one.len(), comparison.other.len())?)
}

/// What all words have in common that are certainly spellings of one name with the folded `word`: its sounds, those that
/// are confused taken as one, without those that may be left out. `None` in a language without a table.
pub(super) fn key_of_confused(word: &str, language: &Language) -> Option<String> {
    let confusions = confusions(language)?;
    let mut key = String::with_capacity(word.len());
    let mut last = "";
    for sound in confusions.sounds(word) {
        let class = confusions.class(sound.text);
        if confusions.silent != Some(sound.text) && class != last {
            key.push_str(class);
            // Sounds of two letters are no two sounds.
            key.push('\0');
            last = class;
        }
    }
    Some(key)
}

/// The stems that `one` and `other` share but for a few sounds that transliterations confuse, none of them near
/// the end; the longest first.
pub(super) fn shared_stems(one: &Sounds<'_>, other: &Sounds<'_>) -> Vec<SharedStem> {
    let Some(comparison) = Comparison::of(one, other) else {
        return Vec::new();
    };
    let mut stems = Vec::new();
    for at in (0..=comparison.one.len()).rev() {
        for there in (0..=comparison.other.len()).rev() {
            let likeness = comparison.cost(at, there).and_then(likeness_at);
            if let Some(likeness) = likeness.filter(|_| comparison.ends_alike(at, there)) {
                let end = |sounds: &[Sound<'_>], count: usize| {
                    count
                        .checked_sub(1)
                        .and_then(|last| sounds.get(last))
                        .map_or(0, |sound| sound.end)
                };
                stems.push(SharedStem {
                    one: end(comparison.one, at),
                    other: end(comparison.other, there),
                    likeness,
                });
            }
        }
    }
    stems.retain(|stem| {
        let is_long = |word: &str, end| {
            word.get(..end)
                .is_some_and(|stem| stem.chars().count() >= SHORTEST_STEM)
        };
        is_long(one.word, stem.one) && is_long(other.word, stem.other)
    });
    stems
}

/// `None` for no difference, and for too many.
fn likeness_at(cost: u32) -> Option<Likeness> {
    let count = cost / LIKELY + cost % LIKELY;
    (1..=MOST).contains(&count).then_some(if cost < LIKELY {
        Likeness::Certain
    } else {
        Likeness::Likely
    })
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Sound<'a> {
    text: &'a str,
    /// The byte behind it.
    end: usize,
}

/// A word sound by sound, to be compared with others.
#[derive(Debug)]
pub(super) struct Sounds<'a> {
    word: &'a str,
    confusions: &'static Confusions,
    list: Vec<Sound<'a>>,
    is_eastern: bool,
}

impl<'a> Sounds<'a> {
    /// The sounds of `word`, folded; `None` in a language without a table.
    pub(super) fn of(word: &'a str, language: &Language) -> Option<Self> {
        let confusions = confusions(language)?;
        let stem = word.strip_suffix('s').unwrap_or(word);
        let mut endings = confusions.eastern.iter();
        Some(Self {
            word,
            confusions,
            list: confusions.sounds(word),
            is_eastern: endings.any(|ending| stem.ends_with(ending)),
        })
    }
}

/// Two words sound by sound.
struct Comparison<'a> {
    confusions: &'static Confusions,
    is_eastern: bool,
    one: &'a [Sound<'a>],
    other: &'a [Sound<'a>],
    /// The least cost of making the first sounds of the one the first sounds of the other, row by row.
    costs: Vec<Option<u32>>,
}

impl<'a> Comparison<'a> {
    fn of(one: &'a Sounds<'a>, other: &'a Sounds<'a>) -> Option<Self> {
        let confusions = one.confusions;
        if !confusions.may_begin_alike(one.word, other.word) {
            return None;
        }
        let mut comparison = Self {
            confusions,
            is_eastern: one.is_eastern && other.is_eastern,
            one: &one.list,
            other: &other.list,
            costs: Vec::new(),
        };
        comparison.fill();
        Some(comparison)
    }

    fn cost(&self, one: usize, other: usize) -> Option<u32> {
        let width = self.other.len() + 1;
        if other >= width {
            return None;
        }
        self.costs.get(one * width + other).copied().flatten()
    }

    /// Fills the rows as far as any cost is possible.
    fn fill(&mut self) {
        for one in 0..=self.one.len() {
            let row = self.costs.len();
            for other in 0..=self.other.len() {
                let cost = if one == 0 && other == 0 {
                    Some(0)
                } else {
                    self.least(one, other)
                };
                self.costs.push(cost);
            }
            let is_dead = |row: &[Option<u32>]| row.iter().all(Option::is_none);
            if self.costs.get(row..).is_some_and(is_dead) {
                break;
            }
        }
    }

    fn least(&self, one: usize, other: usize) -> Option<u32> {
        let both = one.checked_sub(1).zip(other.checked_sub(1));
        let paired = both.and_then(|(one, other)| {
            let cost = self.cost(one, other)?;
            Some(cost + self.pair(one, other)?)
        });
        let dropped_one = one
            .checked_sub(1)
            .filter(|at| self.confusions.is_droppable(self.one, *at))
            .and_then(|at| Some(self.cost(at, other)? + CERTAIN));
        let dropped_other = other
            .checked_sub(1)
            .filter(|at| self.confusions.is_droppable(self.other, *at))
            .and_then(|at| Some(self.cost(one, at)? + CERTAIN));
        [paired, dropped_one, dropped_other]
            .into_iter()
            .flatten()
            .min()
    }

    /// What the sounds at these places cost, where one can stand for the other.
    fn pair(&self, one: usize, other: usize) -> Option<u32> {
        let (a, b) = (self.one.get(one)?.text, self.other.get(other)?.text);
        if a == b {
            return Some(0);
        }
        let has = |pairs: &[(&str, &str)]| {
            pairs
                .iter()
                .any(|(x, y)| (*x, *y) == (a, b) || (*x, *y) == (b, a))
        };
        let confusions = self.confusions;
        if has(&[confusions.glide]) {
            let follows_vowel = one
                .checked_sub(1)
                .and_then(|before| self.one.get(before))
                .is_some_and(|before| confusions.is_vowel(before.text));
            return Some(if follows_vowel || self.is_eastern {
                CERTAIN
            } else {
                LIKELY
            });
        }
        if has(confusions.certain) || self.is_eastern && has(confusions.in_eastern) {
            Some(CERTAIN)
        } else if has(confusions.likely) || has(confusions.in_eastern) {
            Some(LIKELY)
        } else {
            None
        }
    }

    /// Whether the last of so many sounds are the same in both.
    fn ends_alike(&self, one: usize, other: usize) -> bool {
        let last = one.checked_sub(1).zip(other.checked_sub(1));
        let glide = last.is_some_and(|(one, other)| {
            let texts = self.one.get(one).zip(self.other.get(other));
            let (consonant, vowel) = self.confusions.glide;
            self.confusions.glide_may_end
                && texts.is_some_and(|(a, b)| {
                    (a.text, b.text) == (consonant, vowel) || (a.text, b.text) == (vowel, consonant)
                })
        });
        let same = (1..=SOUNDS_BEHIND).all(|back| {
            let places = one.checked_sub(back).zip(other.checked_sub(back));
            places.is_some_and(|(a, b)| {
                let texts = self.one.get(a).zip(self.other.get(b));
                texts.is_some_and(|(x, y)| x.text == y.text)
                    && self.cost(a, b) == self.cost(one, other)
            })
        });
        glide || same
    }
}

impl Confusions {
    fn sounds<'a>(&self, word: &'a str) -> Vec<Sound<'a>> {
        let mut sounds = Vec::with_capacity(word.len());
        let mut start = 0;
        while let Some(rest) = word.get(start..).filter(|rest| !rest.is_empty()) {
            let cluster = self
                .clusters
                .iter()
                .find(|cluster| rest.starts_with(**cluster))
                .map(|cluster| cluster.len());
            let length =
                cluster.unwrap_or_else(|| rest.chars().next().map_or(rest.len(), char::len_utf8));
            let end = start + length;
            sounds.push(Sound {
                text: word.get(start..end).unwrap_or_default(),
                end,
            });
            start = end;
        }
        sounds
    }

    /// Whether the words begin with the same letter or with one that is confused with it, as far as first letters show.
    fn may_begin_alike(&self, one: &str, other: &str) -> bool {
        let (Some(a), Some(b)) = (one.chars().next(), other.chars().next()) else {
            return false;
        };
        let are_these = |(x, y): &(&str, &str)| {
            x.starts_with(a) && y.starts_with(b) || x.starts_with(b) && y.starts_with(a)
        };
        a == b
            || are_these(&self.glide)
            || [self.certain, self.in_eastern, self.likely]
                .iter()
                .any(|pairs| pairs.iter().any(are_these))
    }

    /// The one sound that stands for all which `sound` is confused with, directly or through others.
    fn class<'a>(&'static self, sound: &'a str) -> &'a str {
        let classes = self.classes.get_or_init(|| {
            let pairs = || {
                let listed = [self.certain, self.in_eastern].into_iter().flatten();
                listed.copied().chain([self.glide])
            };
            let mut classes: FxHashMap<&str, &str> = pairs()
                .flat_map(|(one, other)| [(one, one), (other, other)])
                .collect();
            // Each round takes the smaller class of both over, until none is smaller.
            let mut is_changed = true;
            while is_changed {
                is_changed = false;
                for (one, other) in pairs() {
                    let least = classes.get(one).copied().min(classes.get(other).copied());
                    for sound in [one, other] {
                        if let Some(least) = least
                            && classes.insert(sound, least) != Some(least)
                        {
                            is_changed = true;
                        }
                    }
                }
            }
            classes
        });
        classes.get(sound).copied().unwrap_or(sound)
    }

    fn is_vowel(&self, sound: &str) -> bool {
        self.vowels.contains(sound)
    }

    /// Whether the sound may be left out: a letter written twice, a letter without a sound, a glide behind its vowel
    /// (`Aliyev`, `Aliev`).
    fn is_droppable(&self, sounds: &[Sound<'_>], at: usize) -> bool {
        let Some(sound) = sounds.get(at).map(|sound| sound.text) else {
            return false;
        };
        let before = at
            .checked_sub(1)
            .and_then(|before| sounds.get(before))
            .map(|sound| sound.text);
        let (glide, vowel) = self.glide;
        self.silent == Some(sound)
            || before == Some(sound) && !self.is_vowel(sound)
            || sound == glide && before == Some(vowel)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(language: &str, one: &str, other: &str) -> Option<Likeness> {
        likeness(one, other, Language::of(&language.parse().unwrap()))
    }

    #[test]
    fn spellings_of_one_name() {
        use Likeness::{Certain, Likely};
        for (language, one, other, expected) in [
            ("az", "zeynalov", "zeinalov", Some(Certain)),
            ("az", "cəfərova", "jafarova", Some(Certain)),
            ("az", "quliyev", "kuliyev", Some(Likely)),
            ("az", "əliyev", "vəliyev", None),
            ("az", "əsgərov", "əsgərova", None),
            ("en", "guseynov", "huseynov", Some(Certain)),
            ("en", "husseinov", "huseynov", Some(Certain)),
            ("en", "mamedov", "mammadov", Some(Certain)),
            ("en", "veliev", "valiyev", Some(Certain)),
            ("en", "bernard", "barnard", Some(Likely)),
            ("en", "mahmudov", "makhmudov", Some(Certain)),
            ("en", "hanson", "hansen", None),
            ("ru", "джафаров", "жафаров", Some(Certain)),
            ("ru", "аскеров", "аскяров", Some(Certain)),
            ("ru", "голосов", "колосов", Some(Likely)),
            ("ru", "иванов", "иванова", None),
            ("ru", "усманов", "османов", None),
            ("de", "maier", "mayer", None),
        ] {
            assert_eq!(of(language, one, other), expected, "{one} {other}");
        }
    }

    #[test]
    fn stems_end_alike() {
        let az = Language::of(&"az".parse().unwrap());
        let stems = |one, other| -> Vec<(usize, usize)> {
            let sounds = |word| Sounds::of(word, az).unwrap();
            shared_stems(&sounds(one), &sounds(other))
                .iter()
                .map(|stem| (stem.one, stem.other))
                .collect()
        };
        assert_eq!(stems("nəsirovun", "nasirovla").first(), Some(&(8, 7)));
        // The letters that differ may be an ending.
        assert_eq!(stems("kərimə", "kərima"), []);
        assert_eq!(stems("nadirdən", "nadirdan"), []);
        assert_eq!(stems("nadir", "nadirin"), []);
    }

    proptest! {
        #[test]
        fn likeness_has_no_direction(one in "[aehgkyijsvz]{0,8}", other in "[aehgkyijsvz]{0,8}") {
            for tag in ["az", "en", "ru"] {
                prop_assert_eq!(of(tag, &one, &other).is_some(), of(tag, &other, &one).is_some());
            }
        }

        #[test]
        fn certain_likeness_shows_in_the_key(one in "[aeəhgkyijsv]{1,7}", other in "[aeəhgkyijsv]{1,7}") {
            for tag in ["az", "en", "ru"] {
                let language = Language::of(&tag.parse().unwrap());
                if likeness(&one, &other, language) == Some(Likeness::Certain) {
                    let keys = [&one, &other].map(|word| key_of_confused(word, language));
                    prop_assert_eq!(&keys[0], &keys[1]);
                }
            }
        }

        #[test]
        fn any_words_can_be_compared(one in any::<String>(), other in any::<String>()) {
            for tag in ["az", "en", "ru", "de"] {
                let language = Language::of(&tag.parse().unwrap());
                let sounds = (Sounds::of(&one, language), Sounds::of(&other, language));
                let (Some(sounds), Some(others)) = sounds else {
                    prop_assert_eq!(tag, "de");
                    continue;
                };
                for stem in shared_stems(&sounds, &others) {
                    prop_assert!(one.get(..stem.one).is_some() && other.get(..stem.other).is_some());
                }
            }
        }
    }
}
