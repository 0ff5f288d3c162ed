//! The grammar of endings: a small automaton whose arrows are suffixes.

use super::harmony::{Vowel, is_vowel, syllables};

/// Where a stem enters the grammar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Start {
    /// The last vowel of the stem.
    pub vowel: Vowel,
    /// What the stem ends in.
    pub last: Last,
    /// Which endings the stem takes.
    pub kind: StemKind,
}

/// What a stem ends in, which decides about buffer consonants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Last {
    /// A vowel: `Bakı-nın`.
    Vowel,
    /// A consonant: `kitab-ın`.
    Consonant,
    /// Not known, as in an abbreviation: both are tried.
    Either,
}

/// Which endings a stem takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StemKind {
    /// All of them, and none.
    Full,
    /// All of them, `-kI` directly behind the stem too (`dünənki`, `axşamkı`).
    Timed,
    /// Only those that begin with a vowel: `köynəy-`, `uşağ-`, `burn-`, `suy-`.
    BeforeVowel,
    /// The stem ends in the possessive of the third person: `Şurası-nın`.
    Possessed,
    /// The stem without that possessive, which other possessives replace: `Şura-lar-ı`, `Şura-mız`.
    Possessible,
}

/// A place in the grammar: what was said last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum State {
    Stem,
    Timed,
    BeforeVowel,
    Possessed,
    Possessible,
    Plural,
    PluralOfPossessed,
    PluralOfRelative,
    Possessive,
    Genitive,
    Dative,
    Locative,
    OtherCase,
    Relative,
    Past,
    Predicate,
    Question,
    End,
}

/// A suffix: `A` is the twofold vowel, `I` the fourfold one.
struct Suffix {
    name: Name,
    after_vowel: Option<&'static str>,
    after_consonant: Option<&'static str>,
    next: State,
}

/// What a suffix says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Name {
    Plural,
    My,
    Your,
    Its,
    Our,
    YourPlural,
    Genitive,
    Dative,
    Accusative,
    Locative,
    Ablative,
    Instrumental,
    Until,
    Relative,
    Am,
    Are,
    Is,
    We,
    You,
    Was,
    Seems,
    If,
    While,
    Person,
    They,
    Question,
}

impl Name {
    /// Whether official prose rarely has it behind a name: persons other than the third, and predicates.
    pub(crate) const fn is_rare(self) -> bool {
        !matches!(
            self,
            Self::Plural
                | Self::Its
                | Self::Genitive
                | Self::Dative
                | Self::Accusative
                | Self::Locative
                | Self::Ablative
                | Self::Instrumental
                | Self::Relative
                | Self::Is
                | Self::Until
        )
    }
}

/// A way through the grammar.
pub(crate) type Path = Vec<Name>;

const fn suffix(
    name: Name,
    after_vowel: &'static str,
    after_consonant: &'static str,
    next: State,
) -> Suffix {
    Suffix {
        name,
        after_vowel: Some(after_vowel),
        after_consonant: Some(after_consonant),
        next,
    }
}

const fn after_consonant(name: Name, template: &'static str, next: State) -> Suffix {
    Suffix {
        name,
        after_vowel: None,
        after_consonant: Some(template),
        next,
    }
}

const fn after_vowel(name: Name, template: &'static str, next: State) -> Suffix {
    Suffix {
        name,
        after_vowel: Some(template),
        after_consonant: None,
        next,
    }
}

const PLURAL: &[Suffix] = &[suffix(Name::Plural, "lAr", "lAr", State::Plural)];
const PLURAL_OF_POSSESSIBLE: &[Suffix] =
    &[suffix(Name::Plural, "lAr", "lAr", State::PluralOfPossessed)];
const PLURAL_OF_RELATIVE: &[Suffix] =
    &[suffix(Name::Plural, "lAr", "lAr", State::PluralOfRelative)];
const THIRD_PERSON: &[Suffix] = &[suffix(Name::Its, "sI", "I", State::Possessed)];
const OTHER_PERSONS: &[Suffix] = &[
    suffix(Name::My, "m", "Im", State::Possessive),
    suffix(Name::Your, "n", "In", State::Possessive),
    suffix(Name::Our, "mIz", "ImIz", State::Possessive),
    suffix(Name::YourPlural, "nIz", "InIz", State::Possessive),
];
const CASES: &[Suffix] = &[
    suffix(Name::Genitive, "nIn", "In", State::Genitive),
    suffix(Name::Dative, "yA", "A", State::Dative),
    suffix(Name::Accusative, "nI", "I", State::OtherCase),
    suffix(Name::Locative, "dA", "dA", State::Locative),
    suffix(Name::Ablative, "dAn", "dAn", State::OtherCase),
    suffix(Name::Instrumental, "ylA", "lA", State::OtherCase),
];
/// Cases behind the possessive of the third person and behind `-kI`, with the pronominal n.
const PRONOMINAL_CASES: &[Suffix] = &[
    after_vowel(Name::Genitive, "nIn", State::Genitive),
    after_vowel(Name::Dative, "nA", State::Dative),
    after_vowel(Name::Accusative, "nI", State::OtherCase),
    after_vowel(Name::Locative, "ndA", State::Locative),
    after_vowel(Name::Ablative, "ndAn", State::OtherCase),
    after_vowel(Name::Instrumental, "ylA", State::OtherCase),
];
const UNTIL: &[Suffix] = &[
    suffix(Name::Until, "dək", "dək", State::OtherCase),
    suffix(Name::Until, "cAn", "cAn", State::OtherCase),
];
const RELATIVE: &[Suffix] = &[suffix(Name::Relative, "kI", "kI", State::Relative)];
const PREDICATES: &[Suffix] = &[
    suffix(Name::Is, "dIr", "dIr", State::Predicate),
    suffix(Name::Am, "yAm", "Am", State::Predicate),
    suffix(Name::Are, "sAn", "sAn", State::Predicate),
    suffix(Name::We, "yIq", "Iq", State::Predicate),
    suffix(Name::We, "yIk", "Ik", State::Predicate),
    suffix(Name::You, "sInIz", "sInIz", State::Predicate),
    suffix(Name::Was, "ydI", "dI", State::Past),
    suffix(Name::Seems, "ymIş", "mIş", State::Past),
    suffix(Name::If, "ysA", "sA", State::Past),
    suffix(Name::While, "ykən", "kən", State::End),
];
const PERSONS: &[Suffix] = &[
    after_vowel(Name::Person, "m", State::Predicate),
    after_vowel(Name::Person, "n", State::Predicate),
    after_vowel(Name::Person, "q", State::Predicate),
    after_vowel(Name::Person, "k", State::Predicate),
    after_vowel(Name::Person, "nIz", State::Predicate),
    after_consonant(Name::Person, "Am", State::Predicate),
    after_consonant(Name::Person, "sAn", State::Predicate),
];
const THEY: &[Suffix] = &[suffix(Name::They, "lAr", "lAr", State::End)];
const QUESTION: &[Suffix] = &[suffix(Name::Question, "mI", "mI", State::Question)];
const QUESTIONED: &[Suffix] = &[
    suffix(Name::Is, "dIr", "dIr", State::End),
    suffix(Name::Am, "yAm", "yAm", State::End),
    suffix(Name::Are, "sAn", "sAn", State::End),
    suffix(Name::We, "yIq", "yIq", State::End),
    suffix(Name::We, "yIk", "yIk", State::End),
    suffix(Name::You, "sInIz", "sInIz", State::End),
    suffix(Name::Was, "ydI", "ydI", State::End),
];

impl State {
    const fn arrows(self) -> &'static [&'static [Suffix]] {
        match self {
            Self::Stem => &[
                CASES,
                PLURAL,
                THIRD_PERSON,
                OTHER_PERSONS,
                QUESTION,
                PREDICATES,
            ],
            Self::Timed => &[
                CASES,
                PLURAL,
                THIRD_PERSON,
                OTHER_PERSONS,
                RELATIVE,
                QUESTION,
                PREDICATES,
            ],
            Self::BeforeVowel => &[CASES, THIRD_PERSON, OTHER_PERSONS, PREDICATES],
            Self::Possessed => &[PRONOMINAL_CASES, QUESTION, PREDICATES],
            Self::Possessible => &[PLURAL_OF_POSSESSIBLE, OTHER_PERSONS],
            Self::PluralOfPossessed => &[THIRD_PERSON, OTHER_PERSONS],
            Self::Plural => &[CASES, THIRD_PERSON, OTHER_PERSONS, QUESTION, PREDICATES],
            Self::PluralOfRelative | Self::Possessive => &[CASES, QUESTION, PREDICATES],
            Self::Genitive | Self::Locative => &[RELATIVE, QUESTION, PREDICATES],
            Self::Dative => &[UNTIL, QUESTION, PREDICATES],
            Self::OtherCase => &[QUESTION, PREDICATES],
            Self::Relative => &[PRONOMINAL_CASES, PLURAL_OF_RELATIVE, QUESTION, PREDICATES],
            Self::Past => &[PERSONS, THEY, QUESTION],
            Self::Predicate => &[THEY, QUESTION],
            Self::Question => &[QUESTIONED],
            Self::End => &[],
        }
    }

    /// Whether neither predicate nor question was said yet.
    const fn is_nominal(self) -> bool {
        !matches!(
            self,
            Self::Past | Self::Predicate | Self::Question | Self::End
        )
    }

    /// Whether a form may end here.
    const fn is_final(self) -> bool {
        !matches!(
            self,
            Self::BeforeVowel | Self::Possessible | Self::PluralOfPossessed
        )
    }
}

impl StemKind {
    const fn state(self) -> State {
        match self {
            Self::Full => State::Stem,
            Self::Timed => State::Timed,
            Self::BeforeVowel => State::BeforeVowel,
            Self::Possessed => State::Possessed,
            Self::Possessible => State::Possessible,
        }
    }
}

/// Where a walk through the grammar stands.
#[derive(Clone, Copy)]
struct Position {
    state: State,
    vowel: Vowel,
    last: Last,
}

impl Position {
    /// The shapes that `suffix` has here.
    fn templates(self, suffix: &Suffix) -> impl Iterator<Item = &'static str> {
        let (vowel, consonant) = match self.last {
            Last::Vowel => (suffix.after_vowel, None),
            Last::Consonant => (None, suffix.after_consonant),
            Last::Either => (
                suffix.after_vowel,
                suffix
                    .after_consonant
                    .filter(|template| suffix.after_vowel != Some(template)),
            ),
        };
        let before_vowel = self.state == State::BeforeVowel;
        vowel
            .into_iter()
            .chain(consonant)
            .filter(move |template| !before_vowel || template.starts_with(['A', 'I']))
    }

    /// The position behind `template` where `rest` begins with it, and what then remains of `rest`.
    fn read<'r>(self, template: &str, next: State, rest: &'r str) -> Option<(Self, &'r str)> {
        let mut vowel = self.vowel;
        let mut letters = rest.chars();
        let mut last = Last::Consonant;
        for wanted in template.chars() {
            let letter = letters.next()?;
            let fits = match wanted {
                'A' => vowel.allows_twofold(letter),
                'I' => vowel.allows_fourfold(letter),
                _ => wanted == letter,
            };
            if !fits {
                return None;
            }
            vowel = Vowel::of(letter).unwrap_or(vowel);
            last = last_of(letter);
        }
        let state = next;
        Some((Self { state, vowel, last }, letters.as_str()))
    }

    /// The position behind `template`, which is written to `form`.
    fn write(self, template: &str, next: State, form: &mut String) -> Self {
        let mut vowel = self.vowel;
        let mut last = Last::Consonant;
        for wanted in template.chars() {
            let letter = match wanted {
                'A' => vowel.twofold(),
                'I' => vowel.fourfold(),
                _ => wanted,
            };
            form.push(letter);
            vowel = Vowel::of(letter).unwrap_or(vowel);
            last = last_of(letter);
        }
        Self {
            state: next,
            vowel,
            last,
        }
    }

    fn suffixes(self) -> impl Iterator<Item = &'static Suffix> {
        self.state.arrows().iter().flat_map(|group| group.iter())
    }

    fn accepts(self, rest: &str) -> bool {
        if rest.is_empty() {
            return self.state.is_final();
        }
        self.suffixes().any(|suffix| {
            self.templates(suffix).any(|template| {
                self.read(template, suffix.next, rest)
                    .is_some_and(|(position, rest)| position.accepts(rest))
            })
        })
    }

    fn collect_paths(self, rest: &str, path: &mut Path, paths: &mut Vec<Path>) {
        if rest.is_empty() {
            if self.state.is_final() && !paths.contains(path) {
                paths.push(path.clone());
            }
            return;
        }
        for suffix in self.suffixes() {
            for template in self.templates(suffix) {
                if let Some((position, rest)) = self.read(template, suffix.next, rest) {
                    path.push(suffix.name);
                    position.collect_paths(rest, path, paths);
                    path.pop();
                }
            }
        }
    }

    /// Writes what `path` says, in the first of the shapes that a suffix has.
    fn generate(self, path: &[Name], form: &mut String) -> bool {
        let Some((name, path)) = path.split_first() else {
            return self.state.is_final();
        };
        for suffix in self.suffixes().filter(|suffix| suffix.name == *name) {
            let length = form.len();
            for template in self.templates(suffix) {
                let position = self.write(template, suffix.next, form);
                if position.generate(path, form) {
                    return true;
                }
                form.truncate(length);
            }
        }
        false
    }
}

fn last_of(letter: char) -> Last {
    if is_vowel(letter) {
        Last::Vowel
    } else {
        Last::Consonant
    }
}

impl Start {
    /// The start for a `stem`, by its last letters.
    pub fn of(stem: &str, kind: StemKind) -> Self {
        let last = stem.chars().next_back().map_or(Last::Either, last_of);
        let vowel = Vowel::of_word(stem);
        let last = if vowel == Vowel::Any {
            Last::Either
        } else {
            last
        };
        Self { vowel, last, kind }
    }

    /// The start for a whole word that may be a word of time.
    pub(super) fn of_word(word: &str) -> Self {
        let kind = if syllables(word) > 1 {
            StemKind::Timed
        } else {
            StemKind::Full
        };
        Self::of(word, kind)
    }

    fn position(self) -> Position {
        Position {
            state: self.kind.state(),
            vowel: self.vowel,
            last: self.last,
        }
    }

    /// Whether `rest`, in small letters, is an ending of the stem.
    pub fn accepts(self, rest: &str) -> bool {
        self.position().accepts(rest)
    }

    /// The endings, the shorter ways through the grammar first: every nominal one, and behind each at most one
    /// predicate or question. Chains of these match as well, but there is no end of listing them.
    pub fn endings(self) -> Vec<String> {
        let mut endings = Vec::new();
        let mut seen = rustc_hash::FxHashSet::default();
        let mut layer = vec![(self.position(), String::new(), false)];
        while !layer.is_empty() {
            let mut next = Vec::new();
            for (position, form, is_relative) in layer {
                if position.state.is_final() && seen.insert(form.clone()) {
                    endings.push(form.clone());
                }
                if !position.state.is_nominal() {
                    continue;
                }
                for suffix in position.suffixes() {
                    // The only circle of the grammar is through `-kI`.
                    let repeats = suffix.name == Name::Relative;
                    if is_relative && (repeats || !suffix.next.is_nominal()) {
                        continue;
                    }
                    for template in position.templates(suffix) {
                        let mut longer = form.clone();
                        let there = position.write(template, suffix.next, &mut longer);
                        next.push((there, longer, is_relative || repeats));
                    }
                }
            }
            layer = next;
        }
        endings
    }
}

/// Where any stem might enter: for an ending that stands apart, behind a hyphen, an apostrophe or a quotation mark.
/// The word before it is read as it is in its own language, so nothing is known of its harmony.
pub(crate) const APART: Start = Start {
    vowel: Vowel::Any,
    last: Last::Either,
    kind: StemKind::Full,
};

/// Whether `rest`, in small letters, can be an ending behind a hyphen, an apostrophe or a closing quotation mark.
pub fn attached(rest: &str) -> bool {
    !rest.is_empty()
        && (APART.accepts(rest)
            || Start {
                kind: StemKind::Possessed,
                ..APART
            }
            .accepts(rest))
}

/// Whether `rest` begins with a suffix that makes another word of a name: `-lI`, `-lIq`, `-sIz`, `-çI`.
pub fn is_derivation(rest: &str) -> bool {
    let mut letters = rest.chars();
    let starts = matches!(letters.next(), Some('l' | 's' | 'ç'))
        && letters
            .next()
            .is_some_and(|letter| Vowel::Any.allows_fourfold(letter));
    starts && !attached(rest)
}

/// The ways in which `rest` is an ending of a stem that enters at `start`.
pub(crate) fn paths(start: Start, rest: &str) -> Vec<Path> {
    let mut paths = Vec::new();
    start
        .position()
        .collect_paths(rest, &mut Vec::new(), &mut paths);
    paths
}

/// The ways in which `rest` is an ending that stands apart.
pub(crate) fn paths_attached(rest: &str) -> Vec<Path> {
    paths(APART, rest)
}

/// The ending that says what `path` says behind a stem that enters at `start`; `None` where the stem cannot say it.
pub(crate) fn generate(start: Start, path: &[Name]) -> Option<String> {
    let mut form = String::new();
    start.position().generate(path, &mut form).then_some(form)
}
