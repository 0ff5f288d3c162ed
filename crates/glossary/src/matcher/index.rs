//! A termbase compiled for one language.

use rustc_hash::FxHashMap;
use yaddash_language::Language;
use yaddash_language::inflection::{Gap, TermPattern, WordPattern, fold_word};
use yaddash_model::{ByteSpan, LanguageTag};

use super::letters::{LetterTrie, StemEnd};
use super::misses::Looked;
use super::{Occurrence, TermRef, Text, scan};
use crate::termbase::{CaseRule, Status, Termbase};

/// Finds the terms of one language of a termbase in text of that language.
///
/// All terms are compiled into two tries: one of letters, from folded stems to words, and one of words, from words to
/// terms. A text is read once, whatever the number of terms; at each place the longest term wins, and a term inside it
/// is not reported.
///
/// ```
/// use yaddash_glossary::{Matcher, Termbase, read_csv};
/// let csv = "concept,language,term,status\npace,az,AŞPA,preferred\ncouncil,az,Avropa Şurası,preferred\n";
/// let termbase: Termbase = read_csv(csv)?.termbase;
/// let matcher = Matcher::new(&termbase, &"az".parse()?);
/// let text = "Avropa Şurasının AŞPA-dakı nümayəndəsi";
/// let found: Vec<_> = matcher.find(text, &[]).iter().filter_map(|o| o.span.of(text)).collect();
/// assert_eq!(found, ["Avropa Şurasının", "AŞPA-dakı"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Matcher {
    pub(super) looked: Looked,
    language: &'static Language,
    pub(super) letters: LetterTrie,
    pub(super) words: Vec<IndexedWord>,
    pub(super) phrases: PhraseTrie,
    /// In the order of their references.
    pub(super) terms: Vec<IndexedTerm>,
}

/// A word that one or several terms have.
#[derive(Debug)]
pub(super) struct IndexedWord {
    pub(super) is_acronym: bool,
}

/// A term of the termbase with what a match must know of it.
#[derive(Debug)]
pub(super) struct IndexedTerm {
    pub(super) term: TermRef,
    pub(super) status: Status,
    pub(super) case: CaseRule,
    /// The words in the spelling of the term.
    pub(super) spelling: Vec<String>,
}

/// Terms by word.
#[derive(Debug, Default)]
pub(super) struct PhraseTrie {
    next: FxHashMap<(u32, u32, u32), u32>,
    terms: Vec<Vec<u32>>,
    /// Whether a longer term leads on from the node.
    goes_on: Vec<bool>,
    gaps: Vec<Gap>,
}

impl PhraseTrie {
    /// The number by which `gap` is known.
    pub(super) fn gap(&self, gap: &Gap) -> Option<u32> {
        let at = self.gaps.iter().position(|known| known == gap)?;
        u32::try_from(at).ok()
    }

    /// Where the word leads from `node` behind the gap of that number (any for the first word).
    pub(super) fn step(&self, node: u32, gap: u32, word: u32) -> Option<u32> {
        self.next.get(&(node, gap, word)).copied()
    }

    /// Whether a longer term leads on from `node`.
    pub(super) fn goes_on(&self, node: u32) -> bool {
        self.goes_on.get(node as usize).copied().unwrap_or(false)
    }

    /// The terms that end at `node`.
    pub(super) fn terms(&self, node: u32) -> &[u32] {
        self.terms.get(node as usize).map_or(&[], Vec::as_slice)
    }

    fn insert(&mut self, words: &[u32], gaps: &[Gap], term: u32) {
        if self.terms.is_empty() {
            self.terms.push(Vec::new());
        }
        let mut node = 0;
        for (at, word) in words.iter().enumerate() {
            let gap = at
                .checked_sub(1)
                .and_then(|at| gaps.get(at))
                .map_or(0, |gap| self.intern(gap));
            let fresh = u32::try_from(self.terms.len()).unwrap_or(u32::MAX);
            self.goes_on.resize(self.terms.len(), false);
            if let Some(goes_on) = self.goes_on.get_mut(node as usize) {
                *goes_on = true;
            }
            node = *self.next.entry((node, gap, *word)).or_insert_with(|| {
                self.terms.push(Vec::new());
                fresh
            });
        }
        if let Some(terms) = self.terms.get_mut(node as usize)
            && !words.is_empty()
            && !terms.contains(&term)
        {
            terms.push(term);
        }
    }

    fn intern(&mut self, gap: &Gap) -> u32 {
        self.gap(gap).unwrap_or_else(|| {
            self.gaps.push(gap.clone());
            u32::try_from(self.gaps.len() - 1).unwrap_or(u32::MAX)
        })
    }
}

/// Builds a matcher term by term.
struct Builder {
    matcher: Matcher,
    stems: Vec<(String, StemEnd)>,
    known_words: FxHashMap<(String, usize, bool), u32>,
}

impl Builder {
    fn finish(mut self) -> Matcher {
        self.matcher.letters = LetterTrie::new(self.stems);
        self.matcher
    }

    fn new(language: &'static Language) -> Self {
        Self {
            matcher: Matcher {
                looked: Looked::default(),
                language,
                letters: LetterTrie::default(),
                words: Vec::new(),
                phrases: PhraseTrie::default(),
                terms: Vec::new(),
            },
            stems: Vec::new(),
            known_words: FxHashMap::default(),
        }
    }

    /// The number of `word`; words with the same letters and stems are one.
    fn word(&mut self, word: &WordPattern) -> u32 {
        let language = self.matcher.language;
        let kind = word.role as usize;
        let key = (
            fold_word(&word.text, language).into_owned(),
            kind * 1000 + word.stems.len(),
            word.is_acronym,
        );
        if let Some(&known) = self.known_words.get(&key) {
            return known;
        }
        let id = u32::try_from(self.matcher.words.len()).unwrap_or(u32::MAX);
        self.matcher.words.push(IndexedWord {
            is_acronym: word.is_acronym,
        });
        for stem in &word.stems {
            let end = StemEnd {
                word: id,
                endings: stem.endings,
            };
            self.stems.push((stem.text.clone(), end));
        }
        self.known_words.insert(key, id);
        id
    }

    /// Adds a term; `models` are terms that it takes endings of where it lacks only their diacritics.
    fn add<'t>(
        &mut self,
        text: &str,
        forms: &[String],
        models: impl Iterator<Item = &'t str>,
        mut term: IndexedTerm,
    ) {
        let id = u32::try_from(self.matcher.terms.len()).unwrap_or(u32::MAX);
        let mut pattern = TermPattern::compile(text, self.matcher.language);
        for model in models {
            pattern.take_endings_of(&TermPattern::compile(model, self.matcher.language));
        }
        self.add_pattern(&pattern, id);
        if let Some(closed) = pattern.closed() {
            self.add_pattern(&closed, id);
        }
        for form in forms {
            let exact = TermPattern::exact(form, self.matcher.language);
            self.add_pattern(&exact, id);
        }
        term.spelling = pattern
            .words()
            .iter()
            .map(|word| word.text.clone())
            .collect();
        self.matcher.terms.push(term);
    }

    fn add_pattern(&mut self, pattern: &TermPattern, id: u32) {
        let words: Vec<u32> = pattern.words().iter().map(|word| self.word(word)).collect();
        self.matcher.phrases.insert(&words, pattern.gaps(), id);
    }
}

impl Matcher {
    /// Compiles the terms of `termbase` that serve for `language`.
    pub fn new(termbase: &Termbase, language: &LanguageTag) -> Self {
        let mut builder = Builder::new(Language::of(language));
        for (concept, entry) in termbase.concepts.iter().enumerate() {
            for (section, terms) in entry.sections.iter().enumerate() {
                if !language.accepts(&terms.language) {
                    continue;
                }
                for (at, term) in terms.terms.iter().enumerate() {
                    let indexed = IndexedTerm {
                        term: TermRef {
                            concept,
                            section,
                            term: at,
                        },
                        status: term.status,
                        case: term.case,
                        spelling: Vec::new(),
                    };
                    let models = entry
                        .terms(language)
                        .filter(|model| model.status.is_approved() && !term.status.is_approved())
                        .map(|model| model.text.as_str());
                    builder.add(&term.text, &term.forms, models, indexed);
                }
            }
        }
        builder.finish()
    }

    /// Compiles one term.
    pub(super) fn of_term(term: &str, language: &'static Language) -> Self {
        let mut builder = Builder::new(language);
        let indexed = IndexedTerm {
            term: TermRef {
                concept: 0,
                section: 0,
                term: 0,
            },
            status: Status::Preferred,
            case: CaseRule::Strict,
            spelling: Vec::new(),
        };
        builder.add(term, &[], std::iter::empty(), indexed);
        builder.finish()
    }

    /// The language that it was compiled for.
    pub fn language(&self) -> &'static Language {
        self.language
    }

    /// Number of terms.
    pub fn len(&self) -> usize {
        self.terms.len()
    }

    /// Whether there is no term.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// The terms in `text`, in order. `masks` are spans, in order, that are not text; addresses, code and the like are
    /// passed over without being named. A place where several concepts have the same term gives an occurrence for each.
    pub fn find(&self, text: &str, masks: &[ByteSpan]) -> Vec<Occurrence> {
        self.find_in(&Text::new(text, masks, self.language), false)
    }

    /// As [`Matcher::find`], in a text that was read already; `any_case` asks for abbreviations that lack their capitals
    /// too.
    pub(crate) fn find_in(&self, text: &Text<'_>, any_case: bool) -> Vec<Occurrence> {
        scan::find(self, text, any_case)
    }
}
