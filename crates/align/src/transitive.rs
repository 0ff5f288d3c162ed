//! From the alignments of all pairs of versions to beads over all of them.
//!
//! What is linked by any pair belongs together, and so does what is linked by way of a third version (Simard, "Three
//! Languages Are Better than Two", EMNLP 1999). One wrong link would glue neighbours together, so a link without which
//! its bead falls into beads of their own is cut: what belongs together is held together by more than one pair.

use std::ops::Range;

use crate::evidence::{Evidence, Span};
use crate::pair::Link;

/// Two sides with what is known about them.
pub(crate) struct Pair<'a> {
    pub(crate) sides: (usize, usize),
    pub(crate) evidence: Evidence<'a>,
    pub(crate) links: Vec<Link>,
    /// For each link the logarithm of its likelihood ratio; 0 where a side of it is empty.
    scores: Vec<f64>,
}

impl<'a> Pair<'a> {
    pub(crate) fn new(sides: (usize, usize), evidence: Evidence<'a>, links: Vec<Link>) -> Self {
        let score = |link: &Link| {
            if link.source.is_empty() || link.target.is_empty() {
                return 0.0;
            }
            evidence.score_alone(Span {
                source: (link.source.start, link.source.end),
                target: (link.target.start, link.target.end),
            })
        };
        let scores = links.iter().map(score).collect();
        Self {
            sides,
            evidence,
            links,
            scores,
        }
    }

    /// The links that have segments in these ranges, and some between them, with their scores.
    pub(crate) fn links_within(
        &self,
        source: &Range<usize>,
        target: &Range<usize>,
    ) -> impl Iterator<Item = (&Link, f64)> {
        let is_before =
            |link: &Link| link.source.end <= source.start && link.target.end <= target.start;
        let is_behind =
            |link: &Link| link.source.start >= source.end && link.target.start >= target.end;
        let first = self.links.partition_point(is_before);
        let rest = self
            .links
            .iter()
            .zip(self.scores.iter().copied())
            .skip(first);
        rest.take_while(move |(link, _)| !is_behind(link))
    }
}

/// Links of a group beyond which the weakest are cut without a closer look.
const MOST_LINKS: usize = 48;

/// Logarithm of the likelihood ratio from which on a link is never cut.
const SURE_TIE: f64 = 8.0;

/// A segment: its side and its number there.
type Node = (usize, usize);

/// A link of a pair that has segments on both sides.
struct Tie {
    nodes: Vec<Node>,
    score: f64,
}

/// The beads over sides of these numbers of segments; they cover every segment once, and their order is that of every
/// side.
pub(crate) fn joined(counts: &[usize], pairs: &[Pair<'_>]) -> Vec<Vec<Range<usize>>> {
    let mut ties: Vec<Tie> = Vec::new();
    for pair in pairs {
        for (link, score) in pair.links.iter().zip(&pair.scores) {
            if !link.source.is_empty() && !link.target.is_empty() {
                ties.push(Tie::new(pair, link, *score));
            }
        }
    }
    let mut groups = Groups::new(counts);
    let mut kept = Vec::new();
    let mut waiting = groups.of_ties(&ties, (0..ties.len()).collect());
    while let Some(mut group) = waiting.pop() {
        if group.len() > MOST_LINKS {
            let score = |tie: &usize| ties.get(*tie).map_or(0.0, |tie| tie.score);
            group.sort_by(|one, other| score(one).total_cmp(&score(other)).then(one.cmp(other)));
            group.drain(..group.len() / 4);
            waiting.extend(groups.of_ties(&ties, group));
        } else if let Some(cut) = groups.weakest_bridge(&ties, &group) {
            group.remove(cut);
            waiting.extend(groups.of_ties(&ties, group));
        } else {
            kept.extend(group);
        }
    }
    kept.sort_unstable();
    groups.reset();
    for tie in kept.iter().filter_map(|tie| ties.get(*tie)) {
        groups.tie(&tie.nodes);
    }
    ordered(counts, groups)
}

impl Tie {
    fn new(pair: &Pair<'_>, link: &Link, score: f64) -> Self {
        let of = |side: usize, range: &Range<usize>| range.clone().map(move |at| (side, at));
        Self {
            nodes: of(pair.sides.0, &link.source)
                .chain(of(pair.sides.1, &link.target))
                .collect(),
            score,
        }
    }
}

/// Segments that belong together, as a forest in which each segment points to another one of its group.
struct Groups {
    starts: Vec<usize>,
    parents: Vec<usize>,
}

impl Groups {
    fn new(counts: &[usize]) -> Self {
        let mut starts = Vec::with_capacity(counts.len());
        let mut sum = 0;
        for count in counts {
            starts.push(sum);
            sum += count;
        }
        Self {
            starts,
            parents: (0..sum).collect(),
        }
    }

    /// Parts all groups.
    fn reset(&mut self) {
        self.parents = (0..self.parents.len()).collect();
    }

    /// Parts the groups of some segments; no group may hold other ones.
    fn part(&mut self, nodes: &[Node]) {
        for node in nodes {
            let number = self.number(*node);
            if let Some(parent) = self.parents.get_mut(number) {
                *parent = number;
            }
        }
    }

    fn number(&self, (side, at): Node) -> usize {
        self.starts.get(side).copied().unwrap_or_default() + at
    }

    fn root(&mut self, node: Node) -> usize {
        let mut number = self.number(node);
        loop {
            let parent = self.parents.get(number).copied().unwrap_or(number);
            if parent == number {
                return number;
            }
            let grandparent = self.parents.get(parent).copied().unwrap_or(parent);
            if let Some(parent) = self.parents.get_mut(number) {
                *parent = grandparent;
            }
            number = grandparent;
        }
    }

    /// Puts some segments into one group.
    fn tie(&mut self, nodes: &[Node]) {
        let Some(first) = nodes.first() else { return };
        for node in nodes {
            let (one, other) = (self.root(*first), self.root(*node));
            if let Some(parent) = self.parents.get_mut(one.max(other)) {
                *parent = one.min(other);
            }
        }
    }

    /// The numbers of ties by group. Segments of other ties must not be grouped with those of these.
    fn of_ties(&mut self, all: &[Tie], numbers: Vec<usize>) -> Vec<Vec<usize>> {
        let ties = |numbers: &[usize]| -> Vec<&Tie> {
            numbers.iter().filter_map(|tie| all.get(*tie)).collect()
        };
        for tie in ties(&numbers) {
            self.part(&tie.nodes);
        }
        for tie in ties(&numbers) {
            self.tie(&tie.nodes);
        }
        let mut by_root: Vec<(usize, usize)> = numbers
            .into_iter()
            .filter_map(|number| {
                let first = all.get(number)?.nodes.first()?;
                Some((self.root(*first), number))
            })
            .collect();
        by_root.sort_unstable();
        by_root
            .chunk_by(|one, other| one.0 == other.0)
            .map(|group| group.iter().map(|(_, tie)| *tie).collect())
            .collect()
    }

    /// The place among the ties of a group of the weakest one without which the group falls into several that each have
    /// segments on two sides or more.
    fn weakest_bridge(&mut self, all: &[Tie], group: &[usize]) -> Option<usize> {
        let ties: Vec<&Tie> = group.iter().filter_map(|tie| all.get(*tie)).collect();
        let mut nodes: Vec<Node> = ties.iter().flat_map(|tie| tie.nodes.clone()).collect();
        nodes.sort_unstable();
        nodes.dedup();
        if !nodes.windows(2).any(|two| match two {
            [one, other] => one.0 == other.0,
            _ => false,
        }) {
            return None;
        }
        let mut weakest: Option<(f64, usize)> = None;
        for (left_out, tie) in ties.iter().enumerate() {
            if tie.score > SURE_TIE || weakest.is_some_and(|(score, _)| score <= tie.score) {
                continue;
            }
            self.part(&nodes);
            for (at, other) in ties.iter().enumerate() {
                if at != left_out {
                    self.tie(&other.nodes);
                }
            }
            if self.beads_among(&nodes) > 1 {
                weakest = Some((tie.score, left_out));
            }
        }
        weakest.map(|(_, at)| at)
    }

    /// How many groups of these segments, in order, have segments on two sides or more.
    fn beads_among(&mut self, nodes: &[Node]) -> usize {
        let mut found: Vec<(usize, usize)> = nodes
            .iter()
            .map(|node| (self.root(*node), node.0))
            .collect();
        found.sort_unstable();
        found.dedup();
        found
            .chunk_by(|one, other| one.0 == other.0)
            .filter(|sides| sides.len() > 1)
            .count()
    }
}

/// The groups as beads that follow each other on every side. Of a group that is not in one piece on a side, or that
/// would have to come before and after another one, what does not fit stands alone.
fn ordered(counts: &[usize], mut groups: Groups) -> Vec<Vec<Range<usize>>> {
    // For each group by its root the longest run of its segments on each side.
    let mut runs: Vec<Vec<Range<usize>>> = vec![Vec::new(); groups.parents.len()];
    for (side, count) in counts.iter().enumerate() {
        let mut at = 0;
        while at < *count {
            let root = groups.root((side, at));
            let mut end = at + 1;
            while end < *count && groups.root((side, end)) == root {
                end += 1;
            }
            if let Some(runs) = runs.get_mut(root) {
                runs.resize(counts.len(), 0..0);
                if let Some(known) = runs.get_mut(side).filter(|known| known.len() < end - at) {
                    *known = at..end;
                }
            }
            at = end;
        }
    }
    let mut beads = Vec::new();
    let mut places = vec![0; counts.len()];
    loop {
        let waiting: Vec<(usize, usize)> = counts
            .iter()
            .zip(&places)
            .enumerate()
            .filter(|(_, (count, place))| place < count)
            .map(|(side, (_, place))| (side, *place))
            .collect();
        let Some(first) = waiting.first() else { break };
        let is_ready = |runs: &[Range<usize>]| {
            runs.iter()
                .zip(&places)
                .all(|(run, place)| run.is_empty() || run.start == *place)
        };
        let ready = waiting.iter().find_map(|node| {
            let root = groups.root(*node);
            let runs = runs.get(root)?;
            // What is no part of the longest run stands alone.
            let is_in = runs.get(node.0).is_some_and(|run| run.contains(&node.1));
            (is_in && is_ready(runs)).then(|| runs.clone())
        });
        let bead = ready.unwrap_or_else(|| {
            // A segment waits for those before the rest of its group; following this leads into a circle, of which the
            // segment whose group lies farthest ahead is taken out.
            let mut behind = |node: &(usize, usize)| {
                let runs = runs.get(groups.root(*node))?;
                runs.get(node.0).filter(|run| run.contains(&node.1))?;
                let missing = runs.iter().zip(&places).enumerate();
                missing
                    .filter(|(_, (run, place))| !run.is_empty() && run.start > **place)
                    .map(|(side, (run, place))| (side, run.start - place))
                    .next()
            };
            let mut way: Vec<(Node, usize)> = Vec::new();
            let mut node = *first;
            while !way.iter().any(|(known, _)| *known == node) {
                // What is in no run of its group waits for nothing.
                let Some((side, distance)) = behind(&node) else {
                    way = vec![(node, 0)];
                    break;
                };
                way.push((node, distance));
                node = (side, places.get(side).copied().unwrap_or_default());
            }
            let circle = way.iter().skip_while(|(known, _)| *known != node);
            let farthest = circle.max_by_key(|(_, distance)| *distance);
            let alone = farthest.map_or(*first, |(node, _)| *node);
            let root = groups.root(alone);
            // A segment that is taken out of a run shortens it.
            if let Some(run) = runs.get_mut(root).and_then(|runs| runs.get_mut(alone.0))
                && run.start == alone.1
            {
                run.start += 1;
            }
            let mut bead: Vec<Range<usize>> = places.iter().map(|place| *place..*place).collect();
            if let Some(range) = bead.get_mut(alone.0) {
                range.end += 1;
            }
            bead
        });
        let bead: Vec<Range<usize>> = bead
            .into_iter()
            .zip(&mut places)
            .map(|(range, place)| {
                if range.is_empty() {
                    return *place..*place;
                }
                *place = range.end;
                range
            })
            .collect();
        beads.push(bead);
    }
    beads
}
