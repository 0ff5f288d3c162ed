//! The counts of one pair of languages.

use std::cmp::Ordering;

use crate::Key;

/// Counts are kept in parts of one, as integers, so that sums do not depend on their order.
pub(crate) const UNIT: u32 = 64;

/// `count` in units, rounded; at least 0.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to the range of the type"
)]
pub(crate) fn to_units(count: f64) -> u32 {
    (count * f64::from(UNIT))
        .round()
        .clamp(0.0, f64::from(u32::MAX)) as u32
}

/// The words of one language in a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Words {
    /// In order.
    pub(crate) keys: Vec<Key>,
    /// How often each word was seen, in units.
    pub(crate) totals: Vec<u32>,
}

/// How often two words stood for each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Link {
    /// Number of the word in the first language.
    pub(crate) first: u32,
    /// Number of the word in the second language.
    pub(crate) second: u32,
    /// In units.
    pub(crate) count: u32,
}

/// What was counted for two languages: words, and links between them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Table {
    pub(crate) words: [Words; 2],
    /// In order of both words.
    links: Vec<Link>,
    /// Where the links of each word of the first language begin; one more at the end.
    starts: Vec<u32>,
    /// The numbers of the links, in order of the second word and then the first.
    back: Vec<u32>,
    /// Where the links of each word of the second language begin in `back`; one more at the end.
    back_starts: Vec<u32>,
    /// For each word of both sides, its total or the sum of its links, whichever is more.
    denominators: [Vec<u32>; 2],
}

impl Table {
    /// A table of `words`, in order, and of `links` between their numbers, in order and without repetition.
    pub(crate) fn new(words: [Words; 2], links: Vec<Link>) -> Self {
        let [first, second] = &words;
        let starts = bounds(first.keys.len(), links.iter().map(|link| link.first));
        let mut back: Vec<u32> = (0..number(links.len())).collect();
        let second_of = |at: &u32| links.get(*at as usize).map(|link| link.second);
        back.sort_by_key(second_of);
        let back_starts = bounds(second.keys.len(), back.iter().filter_map(second_of));
        let mut sums = [
            vec![0_u32; first.keys.len()],
            vec![0_u32; second.keys.len()],
        ];
        for link in &links {
            for (sums, word) in sums.iter_mut().zip([link.first, link.second]) {
                if let Some(sum) = sums.get_mut(word as usize) {
                    *sum = sum.saturating_add(link.count);
                }
            }
        }
        for (sums, words) in sums.iter_mut().zip(&words) {
            for (sum, total) in sums.iter_mut().zip(&words.totals) {
                *sum = (*sum).max(*total);
            }
        }
        Self {
            words,
            links,
            starts,
            back,
            back_starts,
            denominators: sums,
        }
    }

    /// A table of words with their totals and of links by keys, all in any order; what is there twice is added up.
    pub(crate) fn of_counts(totals: [Vec<(Key, u32)>; 2], mut links: Vec<(Key, Key, u32)>) -> Self {
        let words = totals.map(|mut totals| {
            totals.sort_unstable();
            totals.dedup_by(|next, kept| {
                let is_same = next.0 == kept.0;
                if is_same {
                    kept.1 = kept.1.saturating_add(next.1);
                }
                is_same
            });
            let (keys, totals) = totals.into_iter().unzip();
            Words { keys, totals }
        });
        links.sort_unstable();
        let mut numbered: Vec<Link> = Vec::with_capacity(links.len());
        let [first, second] = &words;
        for (one, other, count) in links {
            let (Ok(one), Ok(other)) = (
                first.keys.binary_search(&one),
                second.keys.binary_search(&other),
            ) else {
                continue;
            };
            let (one, other) = (number(one), number(other));
            match numbered.last_mut() {
                Some(last) if (last.first, last.second) == (one, other) => {
                    last.count = last.count.saturating_add(count);
                }
                _ => numbered.push(Link {
                    first: one,
                    second: other,
                    count,
                }),
            }
        }
        Self::new(words, numbered)
    }

    /// The sum of both. The order of the operands, and of several sums, makes no difference.
    pub(crate) fn plus(&self, other: &Self) -> Self {
        let (first, first_maps) = self.words[0].plus(&other.words[0]);
        let (second, second_maps) = self.words[1].plus(&other.words[1]);
        let renumbered = |table: &Self, side: usize| -> Vec<Link> {
            let map = |maps: &[Vec<u32>; 2], word: u32| {
                maps.get(side)
                    .and_then(|map| map.get(word as usize))
                    .copied()
                    .unwrap_or_default()
            };
            let renumber = |link: &Link| Link {
                first: map(&first_maps, link.first),
                second: map(&second_maps, link.second),
                count: link.count,
            };
            table.links.iter().map(renumber).collect()
        };
        let place = |link: &Link| (link.first, link.second);
        let links = merged(
            renumbered(self, 0),
            renumbered(other, 1),
            |one, other| place(one).cmp(&place(other)),
            |one, other| Link {
                count: one.count.saturating_add(other.count),
                ..one
            },
        );
        Self::new([first, second], links)
    }

    /// The table with the links that `keep` wants, and the words that then have any.
    pub(crate) fn retain(&self, mut keep: impl FnMut(&Link) -> bool) -> Self {
        let kept: Vec<Link> = self
            .links
            .iter()
            .copied()
            .filter(|link| keep(link))
            .collect();
        let (first, first_map) = self.words[0].used(kept.iter().map(|link| link.first));
        let (second, second_map) = self.words[1].used(kept.iter().map(|link| link.second));
        let at = |map: &[u32], word: u32| map.get(word as usize).copied().unwrap_or_default();
        let links = kept
            .into_iter()
            .map(|link| Link {
                first: at(&first_map, link.first),
                second: at(&second_map, link.second),
                ..link
            })
            .collect();
        Self::new([first, second], links)
    }

    /// At most `most` links: those with the highest counts, of equal ones the first in order.
    pub(crate) fn pruned(&self, most: usize) -> Self {
        if self.links.len() <= most {
            return self.clone();
        }
        let mut counts: Vec<u32> = self.links.iter().map(|link| link.count).collect();
        counts.sort_unstable_by(|one, other| other.cmp(one));
        let least = counts
            .get(most.saturating_sub(1))
            .copied()
            .unwrap_or(u32::MAX);
        let above = counts.iter().filter(|count| **count > least).count();
        let mut equal = most.saturating_sub(above);
        self.retain(|link| match link.count.cmp(&least) {
            Ordering::Greater => most > 0,
            Ordering::Equal if equal > 0 => {
                equal -= 1;
                true
            }
            _ => false,
        })
    }

    /// All links, in order.
    pub(crate) fn links(&self) -> &[Link] {
        &self.links
    }

    /// The key of a word of a side, 0 or 1.
    pub(crate) fn key(&self, side: usize, word: u32) -> Option<Key> {
        self.words.get(side)?.keys.get(word as usize).copied()
    }

    /// The number of a word of a side.
    pub(crate) fn word(&self, side: usize, key: Key) -> Option<u32> {
        self.words
            .get(side)?
            .keys
            .binary_search(&key)
            .ok()
            .map(number)
    }

    /// How often a word was seen, in units; never less than its links.
    pub(crate) fn denominator(&self, side: usize, word: u32) -> u32 {
        self.denominators
            .get(side)
            .and_then(|all| all.get(word as usize))
            .copied()
            .unwrap_or_default()
    }

    /// The links of a word of a side, in order of the other word.
    pub(crate) fn links_of(&self, side: usize, word: u32) -> impl Iterator<Item = &Link> + '_ {
        let starts = if side == 0 {
            &self.starts
        } else {
            &self.back_starts
        };
        let at = |word: usize| starts.get(word).map_or(0, |start| *start as usize);
        let range = at(word as usize)..at(word as usize + 1);
        range.filter_map(move |place| {
            let place = if side == 0 {
                place
            } else {
                *self.back.get(place)? as usize
            };
            self.links.get(place)
        })
    }

    /// The link between two words.
    pub(crate) fn link(&self, first: u32, second: u32) -> Option<&Link> {
        let at = |word: u32| self.starts.get(word as usize).copied().unwrap_or_default() as usize;
        let row = self.links.get(at(first)..at(first.saturating_add(1)))?;
        let place = row.binary_search_by_key(&second, |link| link.second).ok()?;
        row.get(place)
    }
}

impl Words {
    /// The words of both with their totals added, and for each the new numbers of its words.
    fn plus(&self, other: &Self) -> (Self, [Vec<u32>; 2]) {
        let (mut one, mut two) = (self.pairs().peekable(), other.pairs().peekable());
        let mut sum = Self::default();
        let mut maps = [
            Vec::with_capacity(self.keys.len()),
            Vec::with_capacity(other.keys.len()),
        ];
        loop {
            let order = match (one.peek(), two.peek()) {
                (Some((one, _)), Some((two, _))) => one.cmp(two),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (None, None) => return (sum, maps),
            };
            let at = number(sum.keys.len());
            let mut total = 0_u32;
            let [ours, theirs] = &mut maps;
            if order != Ordering::Greater
                && let Some((key, count)) = one.next()
            {
                ours.push(at);
                total = count;
                if order == Ordering::Less {
                    sum.keys.push(key);
                }
            }
            if order != Ordering::Less
                && let Some((key, count)) = two.next()
            {
                theirs.push(at);
                total = total.saturating_add(count);
                sum.keys.push(key);
            }
            sum.totals.push(total);
        }
    }

    /// The words with the numbers `used`, and for each word its new number.
    fn used(&self, used: impl Iterator<Item = u32>) -> (Self, Vec<u32>) {
        let mut is_used = vec![false; self.keys.len()];
        for word in used {
            if let Some(mark) = is_used.get_mut(word as usize) {
                *mark = true;
            }
        }
        let mut kept = Self::default();
        let mut map = Vec::with_capacity(self.keys.len());
        for ((key, total), is_used) in self.pairs().zip(is_used) {
            map.push(number(kept.keys.len()));
            if is_used {
                kept.keys.push(key);
                kept.totals.push(total);
            }
        }
        (kept, map)
    }

    fn pairs(&self) -> impl Iterator<Item = (Key, u32)> + '_ {
        self.keys.iter().copied().zip(self.totals.iter().copied())
    }
}

/// Where the items of each of `count` words begin, given the words of all items in order; one more at the end.
fn bounds(count: usize, words: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut starts = vec![0_u32; count + 1];
    for word in words {
        if let Some(after) = starts.get_mut(word as usize + 1) {
            *after += 1;
        }
    }
    let mut sum = 0;
    for start in &mut starts {
        sum += *start;
        *start = sum;
    }
    starts
}

/// Both lists, in order, as one; what is equal by `order` is joined.
fn merged<T: Copy>(
    one: Vec<T>,
    other: Vec<T>,
    order: impl Fn(&T, &T) -> Ordering,
    join: impl Fn(T, T) -> T,
) -> Vec<T> {
    let mut all = Vec::with_capacity(one.len() + other.len());
    let (mut one, mut other) = (one.into_iter().peekable(), other.into_iter().peekable());
    while let (Some(left), Some(right)) = (one.peek(), other.peek()) {
        match order(left, right) {
            Ordering::Less => all.extend(one.next()),
            Ordering::Greater => all.extend(other.next()),
            Ordering::Equal => all.extend(
                one.next()
                    .zip(other.next())
                    .map(|(left, right)| join(left, right)),
            ),
        }
    }
    all.extend(one);
    all.extend(other);
    all
}

/// Words and links are counted in 32 bits; a table of more does not fit the memory that training allows.
pub(crate) fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
