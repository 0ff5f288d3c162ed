//! Names that no glossary has, in the spellings of one document.

use rustc_hash::{FxHashMap, FxHashSet};
use yaddash_language::Language;
use yaddash_language::casing;
use yaddash_language::inflection::{Endings, az};
use yaddash_language::translit::name_key;
use yaddash_model::ByteSpan;

use super::name_variant::{RULE, SHORTEST, is_candidate, with_ending};
use super::sounds::{Likeness, SharedStem, Sounds, shared_stems};
use super::{BlockText, Issue};

/// A key of fewer sounds is shared by too many names; as many are compared to gather the forms of a name.
const KEY: usize = 4;
/// Names of one key that are compared with each other; a document with more is no prose.
const MOST_FORMS: usize = 400;
/// The longest abbreviation of a title before a name.
const LONGEST_TITLE: usize = 4;

/// The capitalised words of a document that are in no glossary.
#[derive(Debug, Default)]
pub(crate) struct DocumentNames {
    language: Option<&'static Language>,
    forms: Vec<Form>,
    by_letters: FxHashMap<String, usize>,
    small: FxHashSet<String>,
}

/// A word as it is spelt, in all its places.
#[derive(Debug)]
struct Form {
    folded: String,
    spelled: String,
    /// Block and bytes.
    places: Vec<(usize, ByteSpan)>,
    /// Whether one place is within a sentence.
    is_inside: bool,
    neighbours: Vec<Neighbour>,
}

/// A word or an initial beside a name that may belong to it.
#[derive(Debug)]
struct Neighbour {
    folded: String,
    key: String,
    is_initial: bool,
    /// Whether its capital is its own: it does not begin a sentence.
    is_certain: bool,
    /// Its first place: block and first byte.
    first: (usize, usize),
    is_repeated: bool,
}

impl DocumentNames {
    /// Notes the words of the block with the number `at`; places that `issues` name are passed over.
    pub(crate) fn add(&mut self, at: usize, block: &BlockText<'_>, issues: &[Issue]) {
        self.language = Some(block.text.language());
        for (index, word) in block.text.words().iter().enumerate() {
            if word.is_masked {
                continue;
            }
            let folded = block.text.folded(word);
            if block.text.spelled(word).starts_with(casing::is_lower) {
                if folded.len() >= SHORTEST && !self.small.contains(folded) {
                    self.small.insert(folded.to_owned());
                }
                continue;
            }
            let span = ByteSpan::from(word.span.clone());
            let is_known = |known: ByteSpan| known.overlaps(span);
            if !is_candidate(block, word, SHORTEST)
                || block.occurrences.iter().any(|found| is_known(found.span))
                || issues.iter().any(|issue| is_known(issue.span))
            {
                continue;
            }
            self.note(block, index, (at, span));
        }
    }

    fn note(&mut self, block: &BlockText<'_>, index: usize, place: (usize, ByteSpan)) {
        let Some(word) = block.text.words().get(index) else {
            return;
        };
        let folded = block.text.folded(word);
        let at = if let Some(at) = self.by_letters.get(folded) {
            *at
        } else {
            self.by_letters.insert(folded.to_owned(), self.forms.len());
            self.forms.push(Form {
                folded: folded.to_owned(),
                spelled: block.text.spelled(word).to_owned(),
                places: Vec::new(),
                is_inside: false,
                neighbours: Vec::new(),
            });
            self.forms.len() - 1
        };
        let Some(form) = self.forms.get_mut(at) else {
            return;
        };
        form.places.push(place);
        form.is_inside |= !block.text.begins_sentence(index) || follows_title(block, index);
        for (at, is_initial) in neighbours(block, index) {
            form.add_neighbour(block, at, is_initial, place.0);
        }
    }

    /// The places of the rarer spellings of names that stand in two, by block.
    pub(crate) fn issues(&self) -> Vec<(usize, Issue)> {
        let Some(language) = self.language else {
            return Vec::new();
        };
        let mut small: Vec<&str> = self.small.iter().map(String::as_str).collect();
        small.sort_unstable();
        let mut groups: FxHashMap<String, Vec<&Form>> = FxHashMap::default();
        for form in &self.forms {
            let key: String = name_key(&form.folded, language).chars().take(KEY).collect();
            if key.chars().count() == KEY {
                groups.entry(key).or_default().push(form);
            }
        }
        let mut issues = Vec::new();
        for mut forms in groups.into_values().filter(|forms| forms.len() > 1) {
            forms.truncate(MOST_FORMS);
            let sounds = forms
                .iter()
                .map(|form| Sounds::of(&form.folded, language))
                .collect();
            let group = Group {
                forms,
                sounds,
                small: &small,
                language,
            };
            group.issues(&mut issues);
        }
        issues.sort_by_key(|(block, issue)| (*block, issue.span));
        issues
    }
}

impl Form {
    /// Notes the word at `at` of the block with the number `number`, which stands beside the form.
    fn add_neighbour(&mut self, block: &BlockText<'_>, at: usize, is_initial: bool, number: usize) {
        let Some(word) = block.text.words().get(at) else {
            return;
        };
        let folded = block.text.folded(word);
        let is_certain = is_initial || !block.text.begins_sentence(at);
        let known = self
            .neighbours
            .iter_mut()
            .find(|known| known.folded == folded);
        if let Some(known) = known {
            known.is_repeated = true;
            known.is_certain |= is_certain;
            return;
        }
        self.neighbours.push(Neighbour {
            folded: folded.to_owned(),
            key: name_key(folded, block.text.language()),
            is_initial,
            is_certain,
            first: (number, word.span.start),
            is_repeated: false,
        });
    }
}

/// Whether the word at `index` stands behind initials or the abbreviation of a title, whose full stop ends no sentence.
fn follows_title(block: &BlockText<'_>, index: usize) -> bool {
    let Some(before) = index.checked_sub(1) else {
        return false;
    };
    block.text.words().get(before).is_some_and(|word| {
        let spelled = block.text.spelled(word);
        spelled.starts_with(casing::is_upper)
            && spelled.chars().count() <= LONGEST_TITLE
            && block.text.gap_behind(before).is_some_and(is_after_stop)
    })
}

/// A full stop with no more than a space behind it.
fn is_after_stop(gap: &str) -> bool {
    let rest = gap.strip_prefix('.').map(|rest| rest.chars());
    rest.is_some_and(|rest| rest.clone().count() <= 1 && rest.clone().all(char::is_whitespace))
}

fn is_joined(gap: &str) -> bool {
    gap.chars().count() == 1 && gap.chars().all(|c| c.is_whitespace() || c == '-')
}

/// The capitalised words directly beside the word at `index`, and whether they are initials.
fn neighbours(block: &BlockText<'_>, index: usize) -> impl Iterator<Item = (usize, bool)> {
    let text = &block.text;
    let initial = |at: usize, gap: Option<&str>| -> Option<bool> {
        let word = text.words().get(at).filter(|word| !word.is_masked)?;
        let spelled = text.spelled(word);
        let is_initial = spelled.chars().nth(1).is_none();
        let joins = gap.is_some_and(|gap| is_joined(gap) || is_initial && is_after_stop(gap));
        (joins && spelled.starts_with(casing::is_upper)).then_some(is_initial)
    };
    let before = |back: usize| {
        let at = index.checked_sub(back)?;
        Some((at, initial(at, text.gap_behind(at))?))
    };
    let one = before(1);
    // Initials stand one behind the other: R. M. Ahmadov.
    let two = one
        .filter(|(_, is_initial)| *is_initial)
        .and_then(|_| before(2));
    let behind =
        initial(index + 1, text.gap_behind(index)).map(|is_initial| (index + 1, is_initial));
    [one, two, behind].into_iter().flatten()
}

/// Forms whose sounds begin alike.
struct Group<'a> {
    forms: Vec<&'a Form>,
    /// Those of the forms; none in a language of which too little is known.
    sounds: Vec<Option<Sounds<'a>>>,
    /// Words in small letters, in order.
    small: &'a [&'a str],
    language: &'static Language,
}

/// A spelling of a name: the forms that have a stem in common.
struct Spelling<'a> {
    stem: &'a str,
    forms: Vec<&'a Form>,
}

impl Spelling<'_> {
    fn places(&self) -> usize {
        self.forms.iter().map(|form| form.places.len()).sum()
    }

    /// The form with the most places, of several the shortest: it is nearest to the dictionary form.
    fn most_frequent(&self) -> Option<&Form> {
        let rank = |form: &&&Form| (form.places.len(), std::cmp::Reverse(form.folded.len()));
        self.forms.iter().max_by_key(rank).copied()
    }

    fn first_place(&self) -> Option<(usize, ByteSpan)> {
        let places = self.forms.iter().filter_map(|form| form.places.first());
        places.min().copied()
    }
}

impl<'a> Group<'a> {
    fn issues(&self, issues: &mut Vec<(usize, Issue)>) {
        for (form, sounds) in self.forms.iter().zip(&self.sounds) {
            let best = self
                .forms
                .iter()
                .zip(&self.sounds)
                .filter(|(other, _)| other.folded != form.folded)
                .filter_map(|(other, other_sounds)| {
                    let stems = shared_stems(sounds.as_ref()?, other_sounds.as_ref()?);
                    let shared = self.shortest(&stems, form, other)?;
                    self.judged(form, other, shared)
                })
                .max_by_key(|(spelling, ..)| (spelling.places(), spelling.stem.len()));
            let Some((right, count, suggestion)) = best else {
                continue;
            };
            let Some(usual) = right.most_frequent() else {
                continue;
            };
            for (block, span) in &form.places {
                let message = format!(
                    "elsewhere the document spells this name `{}` ({} to {count})",
                    usual.spelled,
                    right.places(),
                );
                let issue = Issue {
                    rule: &RULE,
                    span: *span,
                    concept: None,
                    suggestions: suggestion.iter().cloned().collect(),
                    message,
                };
                issues.push((*block, issue));
            }
        }
    }

    /// The shortest of the `stems` that two forms share but for letters that are confused: with it all forms of the name
    /// are counted.
    fn shortest(&self, stems: &[SharedStem], form: &Form, other: &Form) -> Option<SharedStem> {
        let is_ending =
            |word: &str, stem: usize| word.get(stem..).is_some_and(|rest| self.is_ending(rest));
        let fits = |shared: &&SharedStem| {
            is_ending(&form.folded, shared.one) && is_ending(&other.folded, shared.other)
        };
        stems.iter().rev().find(fits).copied()
    }

    /// Where `form` has the rarer spelling of the name that `other` is: the usual spelling, how often the rarer one
    /// stands, and the form as it should be.
    fn judged(
        &self,
        form: &'a Form,
        other: &'a Form,
        shared: SharedStem,
    ) -> Option<(Spelling<'a>, usize, Option<String>)> {
        let (stem, ending) = form.folded.split_at_checked(shared.one)?;
        let right_stem = other.folded.get(..shared.other)?;
        if self.is_word(stem) || self.is_word(right_stem) {
            return None;
        }
        let (wrong, right) = (self.spelling(stem), self.spelling(right_stem));
        let (few, many) = (wrong.places(), right.places());
        let relation = self.relation(&wrong, &right);
        let is_rarer = match (shared.likeness, relation) {
            (_, Relation::Others) | (Likeness::Likely, Relation::Unknown) => false,
            (Likeness::Certain, Relation::Unknown) => {
                many > few && right.forms.iter().any(|form| form.is_inside)
            }
            (Likeness::Likely, Relation::Same) => many > few,
            (Likeness::Certain, Relation::Same) => {
                many > few || many == few && right.first_place() < wrong.first_place()
            }
        };
        is_rarer.then(|| {
            let suggestion = self.suggestion(form, stem, ending, other, right_stem);
            (right, few, suggestion)
        })
    }

    /// The forms of a name with that stem.
    fn spelling(&self, stem: &'a str) -> Spelling<'a> {
        let has_stem = |form: &&&Form| {
            form.folded
                .strip_prefix(stem)
                .is_some_and(|ending| self.is_ending(ending))
        };
        Spelling {
            stem,
            forms: self.forms.iter().filter(has_stem).copied().collect(),
        }
    }

    /// Whether the document has a word in small letters that begins so.
    fn is_word(&self, stem: &str) -> bool {
        let at = self.small.partition_point(|word| *word < stem);
        self.small
            .get(at)
            .is_some_and(|word| word.starts_with(stem))
    }

    fn is_ending(&self, rest: &str) -> bool {
        rest.is_empty()
            || match self.language.code() {
                "az" => az::attached(rest),
                "en" => rest == "s",
                "ru" => RUSSIAN_ENDINGS.contains(&rest),
                _ => false,
            }
    }

    /// `form` with the stem of `other`.
    fn suggestion(
        &self,
        form: &Form,
        stem: &str,
        ending: &str,
        other: &Form,
        right_stem: &str,
    ) -> Option<String> {
        let spelled = |form: &Form, stem: &str| -> Option<String> {
            let is_whole = form.spelled.chars().count() == form.folded.chars().count();
            is_whole.then(|| form.spelled.chars().take(stem.chars().count()).collect())
        };
        let right = spelled(other, right_stem)?;
        let is_harmonic = self.language.code() == "az" && !ending.is_empty();
        if is_harmonic {
            let start = az::Start::of(right_stem, az::StemKind::Full);
            if !Endings::Harmonic(start).accept(ending) {
                return with_ending(&spelled(form, stem)?, ending, &right, self.language);
            }
        }
        Some(format!("{right}{ending}"))
    }

    /// What the words beside two spellings say of them.
    fn relation(&self, one: &Spelling<'a>, other: &Spelling<'a>) -> Relation {
        let all = |spelling: &Spelling<'a>| -> Vec<&'a Neighbour> {
            let neighbours = spelling.forms.iter().flat_map(|form| &form.neighbours);
            neighbours
                .filter(|neighbour| neighbour.is_initial || !self.is_word(&neighbour.folded))
                .collect()
        };
        let (one, other) = (all(one), all(other));
        let is_named = |neighbours: &[&Neighbour]| neighbours.iter().any(|one| one.is_certain);
        if one.iter().any(|a| other.iter().any(|b| a.is_same_name(b))) {
            Relation::Same
        } else if is_named(&one) && is_named(&other) {
            Relation::Others
        } else {
            Relation::Unknown
        }
    }
}

impl Neighbour {
    /// Whether two neighbours may be the same name: in other forms, or one of them as the initial of the other. One word
    /// between two names says nothing of them: `Mohammed Abdulla Mohamed`.
    fn is_same_name(&self, other: &Self) -> bool {
        if self.first == other.first && !self.is_repeated && !other.is_repeated {
            return false;
        }
        let (one, other_key) = (&self.key, &other.key);
        if self.is_initial || other.is_initial {
            let first = one.chars().next();
            return first.is_some() && first == other_key.chars().next();
        }
        let pairs = one.chars().zip(other_key.chars());
        let shared = pairs.take_while(|(a, b)| a == b).count();
        shared >= KEY || shared > 1 && (shared == one.len() || shared == other_key.len())
    }
}

/// What the given names and initials beside two spellings of a surname say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Relation {
    /// They are the same person's.
    Same,
    /// They are those of different people.
    Others,
    /// Nothing.
    Unknown,
}

/// The endings that names take, as nouns and as adjectives, but for those that surnames are made with.
const RUSSIAN_ENDINGS: &[&str] = &[
    "а", "ам", "ами", "ах", "ая", "е", "ей", "ем", "его", "ему", "и", "ие", "ий", "им", "ими",
    "их", "ого", "ое", "ой", "ом", "ому", "ою", "у", "ую", "ы", "ые", "ый", "ым", "ыми", "ых", "ь",
    "ю", "я", "ям", "ями", "ях",
];
