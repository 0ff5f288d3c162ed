//! Which lists are counted for a text.

use super::count::{Counted, MOST_LISTS};
use super::lists::{List, Lists};
use super::part::Part;
use super::stems::StemKeys;
use crate::words::Form;

/// The lists of the stems of `words`, each once; empty ones for stems that the part does not know.
pub(super) fn stem_lists<'p>(part: &'p Part, words: &[Form]) -> Vec<List<'p>> {
    let lists: Lists<'p> = part.stem_lists();
    let mut keys = StemKeys::default();
    let mut keys = keys.of(words.iter().map(|word| word.stem)).to_vec();
    keys.sort_unstable();
    keys.dedup();
    keys.into_iter()
        .map(|key| match part.stem(key) {
            Some(index) => lists.get(index),
            None => List::default(),
        })
        .collect()
}

/// How many of `lists`, the shortest first, are counted where `missing` of them may miss: one more than may miss, and
/// further ones as long as counting them costs less than looking at the entries that they rule out.
pub(super) fn rarest(lists: &[List<'_>], missing: usize) -> usize {
    let mut taken = (missing + 1).min(lists.len()).min(MOST_LISTS);
    let mut entries: usize = lists.iter().take(taken).map(|list| list.count).sum();
    while let Some(next) = lists.get(taken)
        && taken < MOST_LISTS
        && next.count <= entries * COUNTED_FOR_LOOK
    {
        taken += 1;
        entries /= RULED_OUT;
    }
    taken
}

/// As many entries are counted in the time in which one is looked at.
const COUNTED_FOR_LOOK: usize = 150;
/// One of so many entries is left when one word more is asked for.
const RULED_OUT: usize = 8;

/// Lists ready to be counted; the entries of short ones are read into `short`.
pub(super) fn counted<'l>(lists: &[List<'l>], short: &'l mut Vec<u32>) -> Vec<Counted<'l>> {
    let mut places = Vec::with_capacity(lists.len());
    for list in lists {
        let start = short.len();
        if !list.is_long() {
            list.short_entries(short);
        }
        places.push(start..short.len());
    }
    let short = &*short;
    lists
        .iter()
        .zip(places)
        .map(|(list, place)| {
            if list.is_long() {
                Counted::Long(*list)
            } else {
                Counted::Short(short.get(place).unwrap_or_default())
            }
        })
        .collect()
}
