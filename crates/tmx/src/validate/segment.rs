//! Checks inside one segment.

use std::collections::{HashMap, HashSet};

use yaddash_model::LanguageTag;

use super::attributes::Noted;
use super::report::{Report, Stretch};
use super::rule;
use crate::schema::Element;

/// Codes of one segment beyond which counterparts and halves are no longer looked for.
const MANY: usize = 1_000;

/// A code that names its counterpart in other variants.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Tie {
    pub(super) element: u8,
    pub(super) x: String,
}

/// What was met in the segment that is being read.
#[derive(Clone, Default)]
pub(super) struct SegmentChecks {
    /// Where pairs must close: the segment, and each `hi` and `sub` inside.
    scopes: Vec<Scope>,
    /// Halves of pairs given as `it`, begins only.
    isolated: Vec<(Option<String>, Option<String>)>,
    /// The codes with `x`, in order.
    pub(super) ties: Vec<(Tie, Stretch)>,
    has_text: bool,
    starts_with_space: bool,
    ends_with_space: bool,
}

#[derive(Clone, Default)]
struct Scope {
    open: HashMap<String, Stretch>,
    /// The numbers of pairs that were closed.
    closed: HashSet<String>,
}

/// How a code is named in a tie.
const fn tied(element: Element) -> Option<(u8, &'static str)> {
    Some(match element {
        Element::Bpt => (0, "bpt"),
        Element::It => (1, "it"),
        Element::Ph => (2, "ph"),
        Element::Hi => (3, "hi"),
        Element::Ut => (4, "ut"),
        _ => return None,
    })
}

/// The name of the element of a tie.
pub(super) fn tie_name(tie: &Tie) -> &'static str {
    ["bpt", "it", "ph", "hi", "ut"]
        .get(usize::from(tie.element))
        .copied()
        .unwrap_or_default()
}

impl SegmentChecks {
    /// A segment starts.
    pub(super) fn start(&mut self) {
        *self = Self {
            ties: std::mem::take(&mut self.ties),
            ..Self::default()
        };
        self.ties.clear();
        self.scopes.push(Scope::default());
    }

    /// Text of the segment itself, not of its codes.
    pub(super) fn text(&mut self, text: &str) {
        let (Some(first), Some(last)) = (text.chars().next(), text.chars().next_back()) else {
            return;
        };
        if !self.has_text {
            self.has_text = true;
            self.starts_with_space = first.is_whitespace();
        }
        self.ends_with_space = last.is_whitespace();
    }

    /// An element starts inside the segment.
    pub(super) fn open(
        &mut self,
        element: Element,
        noted: Noted,
        stretch: Stretch,
        language: Option<&LanguageTag>,
        report: &mut Report<'_>,
    ) {
        match (element, &noted.pair) {
            (Element::Bpt, Some(pair)) => {
                if let Some(scope) = self.scopes.last_mut() {
                    let is_open = scope.open.insert(pair.clone(), stretch).is_some();
                    if is_open || scope.closed.contains(pair) {
                        let message = format!("a second `bpt` has i=\"{pair}\"");
                        report.add(rule::REPEATED_PAIR, stretch, language, pair, message);
                    }
                }
            }
            (Element::Ept, Some(pair)) => {
                if let Some(scope) = self.scopes.last_mut() {
                    if let Some((pair, _)) = scope.open.remove_entry(pair) {
                        scope.closed.insert(pair);
                    } else {
                        let message = format!("`ept` with i=\"{pair}\" has no `bpt` before it");
                        report.add(rule::UNPAIRED_EPT, stretch, language, pair, message);
                    }
                }
            }
            (Element::It, _) => self.isolated(&noted, stretch, language, report),
            (Element::Ut, _) => {
                let message = "`ut` is deprecated: say what the code is".to_owned();
                report.add(rule::DEPRECATED_UT, stretch, language, "", message);
            }
            (Element::Hi | Element::Sub, _) => self.scopes.push(Scope::default()),
            _ => {}
        }
        if let (Some((number, name)), Some(x)) = (tied(element), noted.x)
            && self.ties.len() < MANY
        {
            let tie = Tie { element: number, x };
            if self.ties.iter().any(|(known, _)| *known == tie) {
                let message = format!("a second `{name}` has x=\"{}\"", tie.x);
                report.add(rule::REPEATED_X, stretch, language, &tie.x, message);
            }
            self.ties.push((tie, stretch));
        }
    }

    fn isolated(
        &mut self,
        noted: &Noted,
        stretch: Stretch,
        language: Option<&LanguageTag>,
        report: &mut Report<'_>,
    ) {
        if noted.is_begin {
            if self.isolated.len() < MANY {
                self.isolated.push((noted.x.clone(), noted.kind.clone()));
            }
            return;
        }
        let is_half = |(x, kind): &(Option<String>, Option<String>)| match (x, &noted.x) {
            (Some(one), Some(other)) => one == other && *kind == noted.kind,
            _ => kind.is_some() && *kind == noted.kind,
        };
        if let Some(at) = self.isolated.iter().rposition(is_half) {
            self.isolated.swap_remove(at);
            let message =
                "both halves of an `it` are in this segment: they are `bpt` and `ept`".to_owned();
            report.add(rule::ISOLATED_PAIR, stretch, language, "", message);
        }
    }

    /// `hi` or `sub` ends inside the segment.
    pub(super) fn close_scope(&mut self, language: Option<&LanguageTag>, report: &mut Report<'_>) {
        let open = self.scopes.pop().unwrap_or_default().open;
        let mut open: Vec<(String, Stretch)> = open.into_iter().collect();
        open.sort_unstable_by_key(|(_, stretch)| stretch.start);
        for (pair, stretch) in open {
            let message = format!("`bpt` with i=\"{pair}\" has no `ept` behind it");
            report.add(rule::UNPAIRED_BPT, stretch, language, &pair, message);
        }
    }

    /// The segment ends.
    pub(super) fn end(
        &mut self,
        stretch: Stretch,
        language: Option<&LanguageTag>,
        report: &mut Report<'_>,
    ) {
        while !self.scopes.is_empty() {
            self.close_scope(language, report);
        }
        if !self.has_text {
            let message = "a segment has no text".to_owned();
            report.add(rule::EMPTY_SEGMENT, stretch, language, "", message);
        } else if self.starts_with_space || self.ends_with_space {
            let place = match (self.starts_with_space, self.ends_with_space) {
                (true, true) => "at both ends",
                (true, false) => "at its start",
                _ => "at its end",
            };
            let message = format!("a segment has white space {place}");
            report.add(rule::SEGMENT_SPACE, stretch, language, "", message);
        }
    }
}
