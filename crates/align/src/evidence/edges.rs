//! How segments begin and end: translations of whole sentences begin with a capital letter and end with a full stop
//! together, and what is cut off in the middle of a sentence does so on both sides.

use super::Span;
use super::features::Features;

/// How a segment begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Begin {
    Small,
    #[default]
    Other,
    Digit,
    Dash,
}

/// How a segment ends, quotation marks and brackets aside.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum End {
    #[default]
    Stop,
    Question,
    Exclamation,
    Ellipsis,
    /// In the middle of a sentence.
    Comma,
    Colon,
    /// A letter, a digit or another sign.
    Open,
}

/// How a segment begins and ends.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Edges {
    begin: Begin,
    end: End,
}

const BEGINS: usize = 4;
const ENDS: usize = 7;

impl Edges {
    pub(crate) fn of(text: &str) -> Self {
        let is_frame = |c: &char| c.is_whitespace() || "\"'«»“”„‟‘’‚‹›()[]{}*_".contains(*c);
        let begin = match text.chars().find(|c| !is_frame(c)) {
            Some(c) if yaddash_language::casing::is_lower(c) => Begin::Small,
            Some(c) if c.is_numeric() => Begin::Digit,
            Some('-' | '–' | '—' | '•') => Begin::Dash,
            _ => Begin::Other,
        };
        let mut last = text.chars().rev().filter(|c| !is_frame(c));
        let end = match last.next() {
            Some('.') if last.next() == Some('.') => End::Ellipsis,
            Some('.' | '。' | '।' | '۔' | '։') => End::Stop,
            Some('?' | '？' | '؟') => End::Question,
            Some('!' | '！') => End::Exclamation,
            Some('…') => End::Ellipsis,
            Some(',' | ';' | '–' | '—' | '-' | '،' | '、') => End::Comma,
            Some(':' | '：') => End::Colon,
            _ => End::Open,
        };
        Self { begin, end }
    }
}

/// How likely the edges of translations agree at the most.
const AGREE: f64 = 0.95;
/// What is added to the count of each kind of edge.
const SMOOTHING: f64 = 1.0;

/// What agreement and disagreement of one kind of edge mean.
#[derive(Debug)]
struct Table<const KINDS: usize> {
    /// Logarithms of likelihood ratios where both sides have the kind.
    both: [f64; KINDS],
    /// The same where they differ.
    differ: f64,
}

impl<const KINDS: usize> Table<KINDS> {
    /// The table of two sides by how often each kind occurs on them.
    fn new(source: [f64; KINDS], target: [f64; KINDS]) -> Self {
        let shares = |counts: [f64; KINDS]| {
            let total: f64 = counts.iter().sum::<f64>() + SMOOTHING * KINDS as f64;
            counts.map(|count| (count + SMOOTHING) / total)
        };
        let (source, target) = (shares(source), shares(target));
        let pairs = || source.iter().zip(&target);
        // Where the sides use the kinds differently, they cannot agree as often.
        let distance = pairs().map(|(one, other)| (one - other).abs()).sum::<f64>() / 2.0;
        let agree = (1.0 - distance).min(AGREE);
        let mut both = [0.0; KINDS];
        for (both, (one, other)) in both.iter_mut().zip(pairs()) {
            let by_chance = (one * other).sqrt();
            *both = (agree / by_chance + 1.0 - agree).ln();
        }
        Self {
            both,
            differ: (1.0 - agree).ln(),
        }
    }

    fn score(&self, one: usize, other: usize) -> f64 {
        if one == other {
            self.both.get(one).copied().unwrap_or_default()
        } else {
            self.differ
        }
    }
}

/// What the edges of the segments of two sides say.
#[derive(Debug)]
pub(crate) struct EdgeModel<'a> {
    source: &'a [Edges],
    target: &'a [Edges],
    begins: Table<BEGINS>,
    ends: Table<ENDS>,
}

impl<'a> EdgeModel<'a> {
    pub(crate) fn new(source: &'a Features, target: &'a Features) -> Self {
        let begins = |edges: &[Edges]| {
            let mut counts = [0.0; BEGINS];
            for edges in edges {
                if let Some(count) = counts.get_mut(edges.begin as usize) {
                    *count += 1.0;
                }
            }
            counts
        };
        let ends = |edges: &[Edges]| {
            let mut counts = [0.0; ENDS];
            for edges in edges {
                if let Some(count) = counts.get_mut(edges.end as usize) {
                    *count += 1.0;
                }
            }
            counts
        };
        let (source, target) = (source.edges(), target.edges());
        Self {
            begins: Table::new(begins(source), begins(target)),
            ends: Table::new(ends(source), ends(target)),
            source,
            target,
        }
    }

    /// Logarithm of the likelihood ratio of how the bead's sides begin and end.
    pub(crate) fn score(&self, bead: Span) -> f64 {
        let (Some(source), Some(target)) = (
            self.source.get(bead.source.0),
            self.target.get(bead.target.0),
        ) else {
            return 0.0;
        };
        let begin = self
            .begins
            .score(source.begin as usize, target.begin as usize);
        let last =
            |edges: &[Edges], to: usize| to.checked_sub(1).and_then(|at| edges.get(at).copied());
        let (Some(source), Some(target)) = (
            last(self.source, bead.source.1),
            last(self.target, bead.target.1),
        ) else {
            return begin;
        };
        begin + self.ends.score(source.end as usize, target.end as usize)
    }
}
