//! Stems by letter.

use std::ops::Range;

use yaddash_language::inflection::Endings;

/// A stem that ends at a node: the word that it belongs to, and what may follow.
#[derive(Clone, Copy, Debug)]
pub(super) struct StemEnd {
    pub(super) word: u32,
    pub(super) endings: Endings,
}

/// A trie of folded stems in three arrays. The children of a node stand together, and a node without siblings stands
/// behind its parent, so that a walk down a single stem reads memory in order.
#[derive(Debug, Default)]
pub(super) struct LetterTrie {
    /// The nodes of the first letters, 0 for none: most words of a text end here.
    first: Vec<u32>,
    nodes: Vec<Node>,
    /// Letters with the nodes that they lead to, by letter for each node.
    edges: Vec<(char, u32)>,
    ends: Vec<StemEnd>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Node {
    first_edge: u32,
    edges: u32,
    first_end: u32,
    ends: u32,
}

/// First letters below this have a place of their own: Latin, Greek, Cyrillic.
const DENSE: usize = 0x530;

/// A node with more children is searched by halving.
const FEW: usize = 8;

fn number(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

impl LetterTrie {
    /// The trie of `stems`.
    pub(super) fn new(mut stems: Vec<(String, StemEnd)>) -> Self {
        stems.sort_by(|(one, _), (other, _)| one.cmp(other));
        let mut trie = Self {
            first: vec![0; DENSE],
            nodes: vec![Node::default()],
            edges: Vec::new(),
            ends: Vec::new(),
        };
        // Nodes to be filled: which one, the stems below it, and how many bytes of them lead there.
        let mut open: Vec<(u32, Range<usize>, usize)> = vec![(0, 0..stems.len(), 0)];
        while let Some((node, range, depth)) = open.pop() {
            trie.fill(node, range, depth, &stems, &mut open);
        }
        for (letter, node) in trie.edges_of(0) {
            if let Some(first) = trie.first.get_mut(letter as usize) {
                *first = node;
            }
        }
        trie
    }

    fn fill(
        &mut self,
        node: u32,
        range: Range<usize>,
        depth: usize,
        stems: &[(String, StemEnd)],
        open: &mut Vec<(u32, Range<usize>, usize)>,
    ) {
        let below = stems.get(range.clone()).unwrap_or_default();
        let here = below.iter().take_while(|(stem, _)| stem.len() == depth);
        let filled = Node {
            first_end: number(self.ends.len()),
            first_edge: number(self.edges.len()),
            ..Node::default()
        };
        let ends = self.ends.len();
        self.ends.extend(here.map(|(_, end)| *end));
        let ends = self.ends.len() - ends;
        let letter =
            |(stem, _): &(String, StemEnd)| stem.get(depth..).and_then(|rest| rest.chars().next());
        let mut start = range.start + ends;
        for group in below
            .get(ends..)
            .unwrap_or_default()
            .chunk_by(|one, next| letter(one) == letter(next))
        {
            let end = start + group.len();
            if let Some(letter) = group.first().and_then(letter) {
                let child = number(self.nodes.len());
                self.nodes.push(Node::default());
                self.edges.push((letter, child));
                open.push((child, start..end, depth + letter.len_utf8()));
            }
            start = end;
        }
        let edges = number(self.edges.len()) - filled.first_edge;
        if let Some(place) = self.nodes.get_mut(node as usize) {
            *place = Node {
                edges,
                ends: number(ends),
                ..filled
            };
        }
    }

    fn edges_of(&self, node: u32) -> Vec<(char, u32)> {
        self.nodes
            .get(node as usize)
            .map(|node| self.edges(*node).to_vec())
            .unwrap_or_default()
    }

    fn edges(&self, node: Node) -> &[(char, u32)] {
        let start = node.first_edge as usize;
        self.edges
            .get(start..start + node.edges as usize)
            .unwrap_or_default()
    }

    /// Where `letter` leads from `node`.
    fn step(&self, node: u32, letter: char) -> Option<u32> {
        if node == 0
            && let Some(first) = self.first.get(letter as usize)
        {
            return (*first != 0).then_some(*first);
        }
        let edges = self.edges(*self.nodes.get(node as usize)?);
        if edges.len() <= FEW {
            return edges
                .iter()
                .find(|(known, _)| *known == letter)
                .map(|(_, node)| *node);
        }
        let at = edges
            .binary_search_by_key(&letter, |(known, _)| *known)
            .ok()?;
        edges.get(at).map(|(_, node)| *node)
    }

    /// Calls `found` with each stem that `folded` begins with: the bytes of the stem, and its end.
    pub(super) fn walk(&self, folded: &str, mut found: impl FnMut(usize, &StemEnd)) {
        let mut node = 0;
        for (at, letter) in folded.char_indices() {
            let Some(there) = self.step(node, letter) else {
                return;
            };
            node = there;
            let Some(here) = self.nodes.get(node as usize).filter(|here| here.ends > 0) else {
                continue;
            };
            let start = here.first_end as usize;
            let ends = self.ends.get(start..start + here.ends as usize);
            for end in ends.unwrap_or_default() {
                found(at + letter.len_utf8(), end);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_walk_finds_every_stem_that_a_word_begins_with(
            stems in prop::collection::vec("[abəж中]{1,4}", 0..40),
            word in "[abəж中]{0,6}",
        ) {
            let ends = stems.iter().zip(0..).map(|(stem, word)| {
                (stem.clone(), StemEnd { word, endings: Endings::Bare })
            });
            let trie = LetterTrie::new(ends.collect());
            let mut found = Vec::new();
            trie.walk(&word, |length, end| found.push((length, end.word)));
            found.sort_unstable();
            let mut expected: Vec<(usize, u32)> = stems.iter().zip(0..)
                .filter(|(stem, _)| word.starts_with(stem.as_str()))
                .map(|(stem, word)| (stem.len(), word))
                .collect();
            expected.sort_unstable();
            prop_assert_eq!(found, expected);
        }
    }
}
