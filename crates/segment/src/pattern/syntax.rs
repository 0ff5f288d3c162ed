//! The syntax tree of a pattern.

use regex_syntax::hir::ClassUnicode;

/// A place between characters that a pattern can ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Look {
    /// The start of the text.
    Start,
    /// The end of the text.
    End,
    /// The start of a line.
    LineStart,
    /// The end of a line.
    LineEnd,
    /// Between a word character and another or none.
    WordBoundary,
    /// Not between these.
    NotWordBoundary,
}

/// A part of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Node {
    /// Nothing, which matches everywhere.
    Empty,
    /// One character of a class.
    Class(ClassUnicode),
    /// One after another.
    Concat(Vec<Self>),
    /// One or another.
    Alternate(Vec<Self>),
    /// The same several times.
    Repeat {
        node: Box<Self>,
        min: u32,
        max: Option<u32>,
        /// Whether it never gives back what it took.
        possessive: bool,
    },
    /// A place.
    Look(Look),
    /// Look-ahead and look-behind.
    Around {
        node: Box<Self>,
        behind: bool,
        negative: bool,
    },
    /// A group that never gives back what it took.
    Atomic(Box<Self>),
    /// A capturing group, by its number.
    Capture(u32, Box<Self>),
    /// The text of a capturing group again.
    Backreference(u32),
}

impl Node {
    /// Whether an automaton can match the pattern: there is no look-around, back-reference or possessive repetition.
    pub(crate) fn is_regular(&self) -> bool {
        match self {
            Self::Empty | Self::Class(_) | Self::Look(_) => true,
            Self::Concat(nodes) | Self::Alternate(nodes) => nodes.iter().all(Self::is_regular),
            Self::Repeat {
                node, possessive, ..
            } => !possessive && node.is_regular(),
            Self::Capture(_, node) => node.is_regular(),
            Self::Around { .. } | Self::Atomic(_) | Self::Backreference(_) => false,
        }
    }

    /// Whether an automaton that reads backwards, or one that reads forwards, can match the pattern: it is regular but for
    /// looks back at what was read, and these end where the reading began, not beyond.
    pub(crate) fn is_regular_reading(&self, backwards: bool) -> bool {
        self.is_regular() || self.looks_stay_inside(backwards, 0)
    }

    /// Whether no look back at what was read goes over more than that: at least `read` characters, and what comes first
    /// of the pattern itself.
    fn looks_stay_inside(&self, backwards: bool, mut read: u32) -> bool {
        match self {
            Self::Concat(nodes) => {
                let mut stays_inside = |node: &Self| {
                    let is_inside = node.looks_stay_inside(backwards, read);
                    read = read.saturating_add(node.lengths().0);
                    is_inside
                };
                if backwards {
                    nodes.iter().rev().all(&mut stays_inside)
                } else {
                    nodes.iter().all(&mut stays_inside)
                }
            }
            Self::Alternate(nodes) => nodes
                .iter()
                .all(|node| node.looks_stay_inside(backwards, read)),
            Self::Repeat {
                node, possessive, ..
            } => !possessive && node.looks_stay_inside(backwards, read),
            Self::Capture(_, node) => node.looks_stay_inside(backwards, read),
            Self::Around { node, behind, .. } => {
                *behind != backwards
                    && node.is_regular()
                    && node.lengths().1.is_some_and(|longest| longest <= read)
            }
            _ => self.is_regular(),
        }
    }

    /// Whether there is look-around in the pattern.
    pub(crate) fn looks_around(&self) -> bool {
        match self {
            Self::Around { .. } => true,
            Self::Concat(nodes) | Self::Alternate(nodes) => nodes.iter().any(Self::looks_around),
            Self::Repeat { node, .. } | Self::Atomic(node) | Self::Capture(_, node) => {
                node.looks_around()
            }
            Self::Empty | Self::Class(_) | Self::Look(_) | Self::Backreference(_) => false,
        }
    }

    /// The fewest and the most characters that the pattern takes; `None` where there is no limit.
    fn lengths(&self) -> (u32, Option<u32>) {
        let sum = |one: u32, other: u32| one.saturating_add(other);
        match self {
            Self::Empty | Self::Look(_) | Self::Around { .. } => (0, Some(0)),
            Self::Class(_) => (1, Some(1)),
            Self::Concat(nodes) => nodes.iter().map(Self::lengths).fold(
                (0, Some(0)),
                |(least, most), (node_least, node_most)| {
                    let most = most.zip(node_most).map(|(one, other)| sum(one, other));
                    (sum(least, node_least), most)
                },
            ),
            Self::Alternate(nodes) => {
                let lengths = nodes.iter().map(Self::lengths);
                let least = lengths.clone().map(|(least, _)| least).min();
                let most = lengths
                    .map(|(_, most)| most)
                    .try_fold(0, |one, other| Some(one.max(other?)));
                (least.unwrap_or(0), most)
            }
            Self::Repeat { node, min, max, .. } => {
                let (least, most) = node.lengths();
                let most = most.zip(*max).map(|(one, times)| one.saturating_mul(times));
                (least.saturating_mul(*min), most)
            }
            Self::Atomic(node) | Self::Capture(_, node) => node.lengths(),
            Self::Backreference(_) => (0, None),
        }
    }

    /// Whether the pattern can go over whole sentences: a repetition without an end takes letters and spaces alike.
    pub(crate) fn reaches_far(&self) -> bool {
        match self {
            Self::Repeat {
                node, max: None, ..
            } => (node.can_take('a') && node.can_take(' ')) || node.reaches_far(),
            Self::Concat(nodes) | Self::Alternate(nodes) => nodes.iter().any(Self::reaches_far),
            Self::Repeat { node, .. }
            | Self::Around { node, .. }
            | Self::Atomic(node)
            | Self::Capture(_, node) => node.reaches_far(),
            Self::Empty | Self::Class(_) | Self::Look(_) | Self::Backreference(_) => false,
        }
    }

    /// A character that every text has that the pattern matches: the rarest by kind, a sign before a letter or digit,
    /// and no space or full stop, which nearly every text has.
    pub(crate) fn needs(&self) -> Option<char> {
        match self {
            Self::Class(class) => match class.ranges() {
                [range] if range.start() == range.end() => {
                    Some(range.start()).filter(|one| !matches!(one, ' ' | '.'))
                }
                _ => None,
            },
            Self::Concat(nodes) => {
                let mut needs = nodes.iter().filter_map(Self::needs);
                let first = needs.next()?;
                Some(needs.fold(first, |best, next| {
                    if best.is_alphanumeric() && !next.is_alphanumeric() {
                        next
                    } else {
                        best
                    }
                }))
            }
            Self::Repeat { node, min: 1.., .. } | Self::Capture(_, node) => node.needs(),
            _ => None,
        }
    }

    /// Whether the character is in a class of the pattern.
    fn can_take(&self, character: char) -> bool {
        match self {
            Self::Class(class) => class
                .iter()
                .any(|range| range.start() <= character && character <= range.end()),
            Self::Concat(nodes) | Self::Alternate(nodes) => {
                nodes.iter().any(|node| node.can_take(character))
            }
            Self::Repeat { node, .. }
            | Self::Around { node, .. }
            | Self::Atomic(node)
            | Self::Capture(_, node) => node.can_take(character),
            Self::Empty | Self::Look(_) | Self::Backreference(_) => false,
        }
    }

    /// Whether the pattern asks for word boundaries, and whether for line boundaries.
    pub(crate) fn looks(&self) -> (bool, bool) {
        let any = |nodes: &[Self]| {
            nodes
                .iter()
                .map(Self::looks)
                .fold((false, false), |a, b| (a.0 || b.0, a.1 || b.1))
        };
        match self {
            Self::Look(Look::WordBoundary | Look::NotWordBoundary) => (true, false),
            Self::Look(Look::LineStart | Look::LineEnd) => (false, true),
            Self::Concat(nodes) | Self::Alternate(nodes) => any(nodes),
            Self::Repeat { node, .. }
            | Self::Around { node, .. }
            | Self::Atomic(node)
            | Self::Capture(_, node) => node.looks(),
            Self::Empty | Self::Class(_) | Self::Look(_) | Self::Backreference(_) => (false, false),
        }
    }
}
