//! Breaking rules in groups, by the symbols next to the position that they need.

use crate::pattern::{Alphabet, Beside, Nearest};
use crate::sets;

/// At most this many groups.
const GROUPS: usize = 8;

/// The symbols that a rule, or a group of them, needs at three places; the edge of the text is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Places {
    pub(super) before: Vec<u64>,
    pub(super) beyond: Vec<u64>,
    pub(super) after: Vec<u64>,
}

impl Places {
    /// What the rules need, given by what their parts can match next to the position. A rule can have several: what may
    /// stand beyond depends on what stands before.
    pub(super) fn of_rules(alphabet: &Alphabet, rules: &[(&Nearest, &Nearest)]) -> Vec<Self> {
        let set = |beside: &Beside| {
            let edge = alphabet.edge();
            let mut set = vec![0; edge.number() / 64 + 1];
            for symbol in alphabet.symbols().chain([edge]) {
                if beside.allows(alphabet, symbol) {
                    sets::insert(&mut set, symbol.number());
                }
            }
            set
        };
        let mut found: Vec<Self> = Vec::new();
        for (before, after) in rules {
            let after = set(&after.first);
            let places = before.with_beyond().map(|(before, beyond)| Self {
                before: set(&before),
                beyond: set(&beyond),
                after: after.clone(),
            });
            for places in places {
                if !found.contains(&places) {
                    found.push(places);
                }
            }
        }
        found
    }

    /// The number of texts that fit.
    fn volume(&self) -> u32 {
        [&self.before, &self.beyond, &self.after]
            .map(|set| set.iter().map(|word| word.count_ones()).sum::<u32>())
            .iter()
            .product()
    }

    fn united(&self, other: &Self) -> Self {
        let mut all = self.clone();
        sets::unite_with(&mut all.before, &other.before);
        sets::unite_with(&mut all.beyond, &other.beyond);
        sets::unite_with(&mut all.after, &other.after);
        all
    }
}

/// A few groups of them: two share one where that lets in few texts that fit none.
pub(super) fn groups(places: Vec<Places>) -> Vec<Places> {
    let mut groups: Vec<Places> = Vec::new();
    for one in places {
        let is_full = groups.len() == GROUPS;
        let best = groups
            .iter_mut()
            .map(|group| {
                let all = group.united(&one);
                (all.volume() - group.volume(), all, group)
            })
            .min_by_key(|(more, ..)| *more);
        match best {
            Some((more, all, group)) if is_full || more <= one.volume() => *group = all,
            _ => groups.push(one),
        }
    }
    groups
}
