//! Finding the entries of a part that are like a text.
//!
//! Entries are passed over where the words or the pairs of characters that they lack say that they cannot be like enough.
//! Those that share few pairs are passed over too, as [`super::bounds`] says: of texts of up to 65 characters nothing is
//! missed that is alike by 70 %.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::bounds::{Bounds, LONGEST};
use super::chosen::{counted, rarest, stem_lists};
use super::count::{Counts, MOST_LISTS};
use super::lists::{BLOCK, List};
use super::pairs::Pairs;
use super::part::Part;
use super::top::{Hit, Top};
use crate::score::{Comparison, Differences, Measures, Score, Scoring, Text, most_edits};
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

    /// Looks at entries that have enough words of the text, the rarest ones, to be alike by `focus`.
    fn like_words(&mut self, searched: &mut Searched<'_>, focus: f64) {
        let Some(least) = self.focused(focus) else {
            return;
        };
        let query = self.comparison.query();
        let words = match self.scoring {
            Scoring::OmegaT => crate::score::bare(&query.forms),
            _ => query.forms.clone(),
        };
        let (count, part) = (words.len(), searched.part);
        // How many words of the text may be missing: each costs an edit, and a longer entry costs further ones.
        let missing = most_edits(count, least);
        let mut lists = stem_lists(part, &words);
        lists.sort_by_key(|list| list.count);
        let absent = lists.iter().take_while(|list| list.count == 0).count();
        if lists.is_empty() || absent > missing {
            return;
        }
        let taken = rarest(&lists, missing);
        lists.truncate(taken);
        let needed = taken.saturating_sub(missing).max(1);
        let mut short = Vec::new();
        let counted = counted(&lists, &mut short);
        for block in 0..part.blocks() {
            let words = block_words(part, block);
            self.counts.count(block, &counted, &words);
            for word in words {
                let mut found = self.counts.at_least(word, needed);
                while found != 0 {
                    let entry = block * BLOCK + word * 64 + found.trailing_zeros() as usize;
                    found &= found - 1;
                    let Some(least) = self.needed() else { return };
                    if self.scoring == Scoring::OmegaT || is_of_count(part, entry, count, least) {
                        self.judge(searched, entry, Among::LikeWords(least));
                    }
                }
            }
        }
    }

    /// Looks at entries that have enough pairs of characters of the text to be alike by `focus`.
    fn like_characters(&mut self, searched: &mut Searched<'_>, focus: f64) {
        let Some(least) = self.focused(focus) else {
            return;
        };
        let (part, length) = (searched.part, self.comparison.query().length);
        let of_pairs = part.pair_lists();
        let mut lists: Vec<List<'_>> = self
            .pairs
            .iter()
            .map(|&slot| of_pairs.get(usize::from(slot)))
            .collect();
        lists.sort_by_key(|list| list.count);
        lists.truncate(MOST_LISTS);
        let mut short = Vec::new();
        let counted = counted(&lists, &mut short);
        let bounds = Bounds {
            length,
            pairs: self.pairs.len(),
            counted: counted.len(),
        };
        let window = part.of_lengths(bounds.lengths(least));
        let centre = part.of_lengths(length..length + 1).start;
        for block in outward(&window, centre) {
            let Some(least) = self.focused(focus) else {
                return;
            };
            let lengths = bounds.lengths(least);
            let window = part.of_lengths(lengths.clone());
            let start = window.start.max(block * BLOCK);
            let end = window.end.min((block + 1) * BLOCK);
            if start >= end {
                continue;
            }
            let words = (start % BLOCK) / 64..((end - 1) % BLOCK) / 64 + 1;
            self.counts.count(block, &counted, &words);
            self.enough_pairs(searched, block, start..end, &bounds, focus);
        }
    }

    /// Looks at those of `entries`, all of one block that was counted, that have enough pairs.
    fn enough_pairs(
        &mut self,
        searched: &mut Searched<'_>,
        block: usize,
        entries: Range<usize>,
        bounds: &Bounds,
        focus: f64,
    ) {
        let mut start = entries.start;
        while start < entries.end {
            let length = searched.part.length(start);
            let end = searched
                .part
                .of_lengths(length..length + 1)
                .end
                .min(entries.end);
            let Some(least) = self.focused(focus) else {
                return;
            };
            let Some(mut missing) = bounds.missing(length, least) else {
                start = end;
                continue;
            };
            for word in start / 64..=(end - 1) / 64 {
                let pairs = searched.part.pairs(word * 64);
                let needed = bounds.needed(length, pairs, missing);
                let mut found = self.counts.at_least(word - block * BLOCK / 64, needed);
                found &= within(word * 64, start..end);
                while found != 0 {
                    let entry = word * 64 + found.trailing_zeros() as usize;
                    found &= found - 1;
                    let Some(least) = self.needed() else { return };
                    if self.judge(searched, entry, Among::LikeCharacters(least)) {
                        let now = self.focused(focus);
                        match now.and_then(|least| bounds.missing(length, least)) {
                            Some(fewer) => missing = fewer,
                            None => return,
                        }
                    }
                }
            }
            start = end;
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

/// The blocks of `window`, from that of `centre` outward.
fn outward(window: &Range<usize>, centre: usize) -> Vec<usize> {
    if window.is_empty() {
        return Vec::new();
    }
    let middle = centre / BLOCK;
    let mut blocks: Vec<usize> = (window.start / BLOCK..=(window.end - 1) / BLOCK).collect();
    blocks.sort_by_key(|block| block.abs_diff(middle));
    blocks
}

/// The machine words of a block that hold entries.
fn block_words(part: &Part, block: usize) -> Range<usize> {
    0..(part.len() - block * BLOCK).min(BLOCK).div_ceil(64)
}

/// The bits of the entries of `range` among the 64 from `start` on.
fn within(start: usize, range: Range<usize>) -> u64 {
    let from = range.start.saturating_sub(start).min(63);
    let until = (range.end - start).min(64);
    u64::MAX << from & u64::MAX >> (64 - until)
}

/// Whether the number of words of an entry allows that it is alike by `least` to a text of `count` words.
fn is_of_count(part: &Part, entry: usize, count: usize, least: f64) -> bool {
    let (words, _) = part.pieces(entry);
    let words = usize::from(words);
    if words == usize::from(u8::MAX) {
        return true;
    }
    words.abs_diff(count) <= most_edits(words.max(count), least)
}
