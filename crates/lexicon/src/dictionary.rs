//! Dictionaries that users have, as lexicons.
//!
//! A dictionary is made for people. Of each entry the words are taken that look like translations, by rules that
//! [`Dictionary::define`] lists; the rest of the definition is left.

mod definition;
mod dictd;
mod stardict;

use yaddash_language::Language;
use yaddash_language::script::Script;
use yaddash_model::LanguageTag;

use crate::key::language_name;
use crate::table::{Table, to_units};
use crate::{Error, Key, Lexicon, keys};

pub use stardict::StarDict;

/// Occurrences that an entry counts for each of its translations.
const OCCURRENCES: f64 = 2.0;
/// Words of a headword and of a translation at most; what is longer explains and does not translate.
const MOST_WORDS: usize = 3;

/// Entries of a dictionary from one language into another.
#[derive(Debug)]
pub struct Dictionary {
    tags: [LanguageTag; 2],
    languages: [&'static Language; 2],
    entries: usize,
    /// Each word of an entry beside each word of its translation, in units.
    links: Vec<(Key, Key, u32)>,
    totals: [Vec<(Key, u32)>; 2],
}

impl Dictionary {
    /// An empty dictionary of words of `source` in `target`.
    pub fn new(source: &LanguageTag, target: &LanguageTag) -> Self {
        Self {
            tags: [source.clone(), target.clone()],
            languages: [Language::of(source), Language::of(target)],
            entries: 0,
            links: Vec::new(),
            totals: [Vec::new(), Vec::new()],
        }
    }

    /// Adds one translation of a headword. Where one of the two has several words, each counts less; with more than
    /// three it is left out.
    pub fn add(&mut self, headword: &str, translation: &str) {
        let [source, target] = self.languages;
        let (from, to) = (words(headword, source), words(translation, target));
        if from.is_empty() || to.is_empty() {
            return;
        }
        self.entries += 1;
        let count = to_units(OCCURRENCES / (from.len() * to.len()) as f64);
        for source in &from {
            for target in &to {
                self.links.push((*source, *target, count));
                self.totals[0].push((*source, count));
                self.totals[1].push((*target, count));
            }
        }
    }

    /// Adds an entry as a dictionary for people has it.
    ///
    /// Of the definition these are left out: tags, what stands in brackets or between slashes (pronunciation, remarks),
    /// words that begin with `_`, end with a point or are a letter from a to z (marks of grammar), and the headword itself. What is left
    /// is parted at line ends, commas, semicolons, bars, numbers and single letters that count meanings. A part is a
    /// translation where it has at most three words, all in the script of the language; of an entry the first sixteen
    /// are taken.
    pub fn define(&mut self, headword: &str, definition: &str) {
        let script = self.target_script();
        for translation in definition::translations(headword, definition, script) {
            self.add(headword, &translation);
        }
    }

    /// Adds the lines of a table: headword, tab, translation; a third column and more are left out, and so are lines
    /// that are empty or begin with `#`.
    pub fn add_table(&mut self, text: &str) {
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let mut columns = line.split('\t');
            if let (Some(headword), Some(translation)) = (columns.next(), columns.next()) {
                self.add(headword, translation);
            }
        }
    }

    /// Adds the entries of a dictionary in the format of dictd (RFC 2229 servers): its index, and its unpacked data.
    ///
    /// # Errors
    /// [`Index`](crate::ErrorKind::Index) where a line of the index is not a word, a place and a length in the data.
    pub fn add_dictd(&mut self, index: &str, data: &[u8]) -> Result<(), Error> {
        dictd::entries(index, data, |headword, definition| {
            self.define(headword, definition);
        })
    }

    /// Adds the entries of a `StarDict` dictionary, with its synonyms.
    ///
    /// # Errors
    /// [`Index`](crate::ErrorKind::Index) where its parts do not fit together.
    pub fn add_stardict(&mut self, dictionary: &StarDict<'_>) -> Result<(), Error> {
        dictionary.entries(|headword, definition| self.define(headword, definition))
    }

    /// Translations that were taken.
    pub const fn len(&self) -> usize {
        self.entries
    }

    /// Whether no translation was taken.
    pub const fn is_empty(&self) -> bool {
        self.entries == 0
    }

    /// The dictionary as a lexicon, of both directions.
    pub fn finish(self) -> Lexicon {
        let [source, target] = self.tags.each_ref().map(language_name);
        let [sources, targets] = self.totals;
        let mut lexicon = Lexicon::new();
        if source == target || self.links.is_empty() {
            return lexicon;
        }
        if source < target {
            let table = Table::of_counts([sources, targets], self.links);
            lexicon.tables.insert((source, target), table);
        } else {
            let turned = self
                .links
                .into_iter()
                .map(|(source, target, count)| (target, source, count));
            let table = Table::of_counts([targets, sources], turned.collect());
            lexicon.tables.insert((target, source), table);
        }
        lexicon
    }

    fn target_script(&self) -> Script {
        match self.tags[1].script_or_default() {
            Some("Latn") => Script::Latin,
            Some("Cyrl") => Script::Cyrillic,
            _ => Script::None,
        }
    }
}

/// The keys of a headword or a translation; none where it has too many. In English `to`, `a` and `the` before a word
/// are grammar.
fn words(text: &str, language: &Language) -> Vec<Key> {
    let text = text.trim();
    let bare = match language.code() {
        "en" => ["to ", "a ", "an ", "the "]
            .iter()
            .find_map(|word| text.strip_prefix(word))
            .unwrap_or(text),
        _ => text,
    };
    let found: Vec<Key> = keys(bare, language).take(MOST_WORDS + 1).collect();
    if found.len() > MOST_WORDS {
        Vec::new()
    } else {
        found
    }
}
