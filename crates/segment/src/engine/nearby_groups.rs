//! Breaking rules in groups, by the symbols next to the position that they need.

use super::frequencies::Frequencies;
use crate::pattern::{Alphabet, Beside, Nearest, Symbol};
use crate::sets;

/// At most this many groups.
const GROUPS: usize = 16;

/// The symbols that a rule, or a group of them, needs at four places; the edge of the text is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Places {
    pub(super) before: Vec<u64>,
    pub(super) beyond: Vec<u64>,
    pub(super) after: Vec<u64>,
    pub(super) ahead: Vec<u64>,
}

impl Places {
    /// What the rules need, given by what their parts can match next to the position. A rule can have several: what may
    /// stand beyond depends on what stands before.
    pub(super) fn of_rules(alphabet: &Alphabet, rules: &[(&Nearest, &Nearest)]) -> Vec<Self> {
        let where_allowed = |allows: &dyn Fn(Symbol) -> bool| {
            let edge = alphabet.edge();
            let mut set = vec![0; edge.number() / 64 + 1];
            for symbol in alphabet.symbols().chain([edge]) {
                if allows(symbol) {
                    sets::insert(&mut set, symbol.number());
                }
            }
            set
        };
        let set =
            |beside: &Beside| where_allowed(&|symbol: Symbol| beside.allows(alphabet, symbol));
        let mut found: Vec<Self> = Vec::new();
        for (before, after) in rules {
            let ahead = where_allowed(&|symbol| after.allows_beyond(alphabet, symbol));
            let after = set(&after.first);
            let places = before.with_beyond().map(|(before, beyond)| Self {
                before: set(&before),
                beyond: set(&beyond),
                after: after.clone(),
                ahead: ahead.clone(),
            });
            for places in places {
                if !found.contains(&places) {
                    found.push(places);
                }
            }
        }
        found
    }

    /// About how often a text fits both or either: the product of how often each place does.
    fn share_with(&self, other: &Self, frequencies: &Frequencies) -> u64 {
        let places = self.sets().into_iter().zip(other.sets());
        places
            .map(|(one, other)| frequencies.of_union(one, other))
            .fold(1, u64::saturating_mul)
    }

    fn sets(&self) -> [&[u64]; 4] {
        [&self.before, &self.beyond, &self.after, &self.ahead]
    }

    fn unite_with(&mut self, other: &Self) {
        sets::unite_with(&mut self.before, &other.before);
        sets::unite_with(&mut self.beyond, &other.beyond);
        sets::unite_with(&mut self.after, &other.after);
        sets::unite_with(&mut self.ahead, &other.ahead);
    }
}

/// A few groups of them: two share one where that lets in few texts that fit none.
pub(super) fn groups(places: &[Places], frequencies: &Frequencies) -> Vec<Places> {
    let mut groups: Vec<(u64, Places)> = Vec::new();
    for one in places {
        let share = one.share_with(one, frequencies);
        let is_full = groups.len() == GROUPS;
        let best = groups
            .iter_mut()
            .map(|group| (group.1.share_with(one, frequencies), group))
            .min_by_key(|(both, group)| both - group.0);
        match best {
            Some((both, group)) if is_full || both - group.0 <= share => {
                group.1.unite_with(one);
                group.0 = both;
            }
            _ => groups.push((share, one.clone())),
        }
    }
    groups.into_iter().map(|(_, places)| places).collect()
}
