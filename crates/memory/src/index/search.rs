//! Finding the entries of a part that are like a text.
//!
//! Entries are passed over where the words or the pairs of characters that they lack say that they cannot be like enough.
//! Those that share few pairs are passed over too, as [`super::bounds`] says: of texts of up to 65 characters nothing is
//! missed that is alike by 70 %.

mod characters;
mod words;

use rustc_hash::FxHashSet;

use super::bounds::LONGEST;
use super::count::Counts;
use super::pairs::Pairs;
use super::part::Part;
use super::top::{Hit, Top};
use crate::score::{Comparison, Differences, Measures, Score, Scoring, Text};
use crate::store::UnitId;
use crate::words::{Form, Forms, skeleton};

/// The most entries with the same words whose numbers and signs are compared.
const MOST_SAME_WORDS: usize = 2000;
/// Entries that are so like are looked at before others, so that fewer of those need be looked at.
const FIRST: f64 = 0.7;

/// Which entries of a part may be found.
pub(super) struct Live<'a> {
    /// For each number of a set of languages, whether it has the target language.
    pub(super) sets: [bool; 256],
    /// Units that were changed or removed since the part was made.
    pub(super) dead: &'a FxHashSet<UnitId>,
}

/// A part that is searched.
pub(super) struct Searched<'a> {
    pub(super) part: &'a Part,
    pub(super) live: Live<'a>,
    judged: FxHashSet<u32>,
}

impl<'a> Searched<'a> {
    pub(super) fn new(part: &'a Part, live: Live<'a>) -> Self {
        Self {
            part,
            live,
            judged: FxHashSet::default(),
        }
    }
}

/// A search for one text.
pub(super) struct Search<'a> {
    comparison: Comparison<'a>,
    forms: Forms,
    scoring: Scoring,
    top: Top,
    pairs: Vec<u16>,
    finder: Pairs,
    counts: Counts,
    bytes: Vec<u8>,
    words: Vec<Form>,
}

impl<'a> Search<'a> {
    /// A search for the best `limit` entries that are like `text` by `least` or more.
    pub(super) fn new(
        text: Text<'a>,
        forms: Forms,
        scoring: Scoring,
        limit: usize,
        least: f64,
    ) -> Self {
        let mut finder = Pairs::default();
        Self {
            pairs: finder.of(&text.text).to_vec(),
            finder,
            comparison: Comparison::new(text),
            forms,
            scoring,
            top: Top::new(limit, least),
            counts: Counts::default(),
            bytes: Vec::new(),
            words: Vec::new(),
        }
    }

    /// Searches parts of one language.
    pub(super) fn run(mut self, parts: &mut [Searched<'_>], is_exact: bool) -> Vec<Hit> {
        for part in &mut *parts {
            self.same_text(part);
        }
        if is_exact || self.comparison.query().length > LONGEST {
            return self.top.into_hits();
        }
        if self.scoring == Scoring::Blend {
            for part in &mut *parts {
                self.same_words(part);
            }
        }
        for focus in [FIRST, 0.0] {
            for part in &mut *parts {
                if self.scoring != Scoring::Char {
                    self.like_words(part, focus);
                }
            }
            for part in &mut *parts {
                if matches!(self.scoring, Scoring::Blend | Scoring::Char) {
                    self.like_characters(part, focus);
                }
            }
            if self.needed().is_none_or(|least| least >= FIRST) {
                break;
            }
        }
        self.top.into_hits()
    }

    /// How like an entry must be to be of interest, 0 to 1; `None` where no entry with other words can be.
    fn needed(&self) -> Option<f64> {
        Score::needed(self.top.bound(), self.scoring)
    }

    /// The same, where only entries are looked at that are alike by `focus`.
    fn focused(&self, focus: f64) -> Option<f64> {
        self.needed().map(|least| least.max(focus))
    }

    fn same_text(&mut self, searched: &mut Searched<'_>) {
        let query = self.comparison.query();
        let (length, pairs) = (query.length, self.pairs.len());
        for entry in searched
            .part
            .same(&query.text, length, pairs, &mut self.finder)
        {
            self.judge(searched, entry, Among::SameWords);
        }
    }

    fn same_words(&mut self, searched: &mut Searched<'_>) {
        let Some(wanted) = self.comparison.skeleton() else {
            return;
        };
        // Nothing that is not the same is worth as much.
        if self.top.bound() >= 100.0 {
            return;
        }
        let part = searched.part;
        let places = part.of_skeleton(wanted, |forms| skeleton(forms.iter().copied()));
        // Entries of the same words are in the order of their lengths; those nearest to the text's own come first.
        let length = self.comparison.query().length;
        let mut entries: Vec<usize> = places.map(|at| part.skeleton_entry(at)).collect();
        if entries.len() > MOST_SAME_WORDS {
            entries.sort_by_cached_key(|&entry| part.length(entry).abs_diff(length));
            entries.truncate(MOST_SAME_WORDS);
        }
        for entry in entries {
            self.judge(searched, entry, Among::SameWords);
        }
    }

    /// Compares an entry with the text and keeps it where it is one of the best, which is told.
    fn judge(&mut self, searched: &mut Searched<'_>, entry: usize, among: Among) -> bool {
        let part = searched.part;
        let is_live = searched
            .live
            .sets
            .get(usize::from(part.set_number(entry)))
            .is_some_and(|&is_wanted| is_wanted);
        if !is_live {
            return false;
        }
        let number = u32::try_from(entry).unwrap_or(u32::MAX);
        if searched.judged.contains(&number) {
            return false;
        }
        let unit = part.unit(entry);
        if !searched.live.dead.is_empty() && searched.live.dead.contains(&unit) {
            return false;
        }
        let value = self.value(part, entry, among);
        // An entry whose words are not like enough may have characters that are.
        if value.is_some() || matches!(among, Among::LikeCharacters(_)) {
            searched.judged.insert(number);
        }
        let Some(value) = value else { return false };
        if value < self.top.bound() {
            return false;
        }
        self.top.push(Hit { unit, value });
        true
    }

    /// What an entry is worth, as far as it was not found out already.
    fn value(&mut self, part: &Part, entry: usize, among: Among) -> Option<f64> {
        if let Among::LikeWords(least) = among {
            return self.value_by_words(part, entry, least);
        }
        part.text(entry, &mut self.bytes);
        let text = std::str::from_utf8(&self.bytes).ok()?;
        if let Among::LikeCharacters(least) = among {
            let alike = self
                .comparison
                .characters(text, part.length(entry), least)?;
            let measures = Measures {
                characters: alike,
                ..Measures::default()
            };
            return Some(Score::new(&measures, Differences::default(), self.scoring).value);
        }
        if text == self.comparison.query().text {
            return Some(100.0);
        }
        let text = Text::new(text, &mut self.forms);
        let measures = self.comparison.measures(&text);
        let query = self.comparison.query();
        let differences =
            Differences::between((&query.text, &query.words), (&text.text, &text.words));
        Some(Score::new(&measures, differences, self.scoring).value)
    }

    /// What an entry is worth by its words, and by its characters where its words are like enough; what is worth more by
    /// its characters has pairs in common, and is found by these.
    fn value_by_words(&mut self, part: &Part, entry: usize, least: f64) -> Option<f64> {
        part.forms(entry, &mut self.words);
        let mut measures = Measures::default();
        match self.scoring {
            Scoring::Blend => {
                measures.stems = self.comparison.stems(&self.words);
                if measures.stems < least {
                    return None;
                }
                part.text(entry, &mut self.bytes);
                let text = std::str::from_utf8(&self.bytes).ok()?;
                let alike = self.comparison.characters(text, part.length(entry), least);
                measures.characters = alike.unwrap_or_default();
            }
            Scoring::Word => measures.words = self.comparison.words(&self.words),
            Scoring::OmegaT => measures.bare_stems = self.comparison.bare_stems(&self.words),
            Scoring::Char => {}
        }
        Some(Score::new(&measures, Differences::default(), self.scoring).value)
    }
}

/// Why an entry is looked at. What is like by less than a number told is of no interest.
#[derive(Clone, Copy)]
enum Among {
    /// It has the same words, or is the same.
    SameWords,
    /// It has some of the words.
    LikeWords(f64),
    /// It has some of the pairs of characters, and too few of the words unless it was looked at before.
    LikeCharacters(f64),
}
