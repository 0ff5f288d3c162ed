//! Names of codes.

use std::collections::{HashMap, HashSet};

use yaddash_model::{CodeKind, InlineCode, Segment};

use super::is_name_token;
use crate::units::xliff::shape::Names;

/// Names of the codes of a segment: each once, also beside that of the segment. A code of the target has the name of the
/// code of the source that it is like.
pub(super) struct CodeNames {
    names: Names,
    used: HashSet<String>,
    written: Written,
    /// What was written of the source, while the target is.
    of_source: Written,
    /// Names of codes of which others may be copies.
    originals: HashSet<String>,
}

/// The names that were written.
#[derive(Default)]
struct Written {
    /// By the names that codes have themselves, and what they are.
    by_own: HashMap<(String, Kind), String>,
    /// What each of them is.
    kinds: HashMap<String, Kind>,
}

/// What codes are like each other: an element around text is like two empty ones at its ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Kind {
    Pair,
    Mark,
    Alone,
}

impl Kind {
    fn of(element: &str) -> Self {
        match element {
            "pc" | "sc" | "ec" => Self::Pair,
            "mrk" | "sm" => Self::Mark,
            _ => Self::Alone,
        }
    }
}

impl CodeNames {
    /// For the segments of a unit; `holder` is the name of the element that they stand in.
    pub(super) fn new<'s>(
        segments: impl Iterator<Item = &'s Segment> + Clone,
        holder: &str,
    ) -> Self {
        let codes = segments.clone().flat_map(Segment::codes);
        let originals = codes
            .map(|placed| &placed.code)
            .filter(|code| code.content.is_empty() && code.attributes.get("canCopy") != Some("no"));
        Self {
            names: Names::new(segments),
            used: HashSet::from([holder.to_owned()]),
            written: Written::default(),
            of_source: Written::default(),
            originals: originals.filter_map(own).map(str::to_owned).collect(),
        }
    }

    /// The names for the target, when the source was written with these; `names` is a new start.
    pub(super) fn of_target(self, holder: &str, names: Names) -> Self {
        Self {
            names,
            used: HashSet::from([holder.to_owned()]),
            written: Written::default(),
            of_source: self.written,
            originals: self.originals,
        }
    }

    /// The name of the next code, which is written as `element`.
    pub(super) fn of(&mut self, code: &InlineCode, element: &str) -> String {
        let kind = Kind::of(element);
        let Some(own) = own(code) else {
            let name = self.free(kind);
            return self.taken(name, kind);
        };
        let own = (own.to_owned(), kind);
        let like = self.of_source.by_own.get(&own);
        let name = match like.filter(|name| !self.used.contains(*name)) {
            Some(name) => name.clone(),
            // Codes of two kinds that have one number in both texts keep it.
            None if is_name_token(&own.0) && !self.used.contains(&own.0) => own.0.clone(),
            None => self.free(kind),
        };
        self.written
            .by_own
            .entry(own)
            .or_insert_with(|| name.clone());
        self.taken(name, kind)
    }

    fn taken(&mut self, name: String, kind: Kind) -> String {
        self.used.insert(name.clone());
        self.written.kinds.insert(name.clone(), kind);
        name
    }

    /// A name that no code has, but for one of the source of this kind.
    fn free(&mut self, kind: Kind) -> String {
        loop {
            let name = self.names.of(&InlineCode::new(CodeKind::Ph));
            let other = self.of_source.kinds.get(&name);
            if !self.used.contains(&name) && other.is_none_or(|other| *other == kind) {
                return name;
            }
        }
    }

    /// Whether a code may say that it is a copy of the one of this name.
    pub(super) fn is_original(&self, name: &str) -> bool {
        self.originals.contains(name)
    }
}

/// The name that a code has itself.
fn own(code: &InlineCode) -> Option<&str> {
    let names = ["id", "x"];
    let mut names = names.iter().filter_map(|name| code.attributes.get(name));
    names.find(|name| !name.is_empty())
}
