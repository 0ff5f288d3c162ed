//! Look-around at the open end of a pattern, rewritten as plain matching.
//!
//! Where a part before the break starts is free: `(?<=x)y` matches up to a position exactly where `xy` does, and
//! `(?<!x)y` exactly where `y` does after another character or at the start of the text. The same holds, mirrored, for
//! look-ahead at the end of a part after the break. So most look-around in real rules needs no backtracking.

use regex_syntax::hir::ClassUnicode;

use super::class;
use super::syntax::{Look, Node};

/// Rewrites look-behind at the start of a part before the break.
pub(crate) fn hoist_behind(node: Node) -> Node {
    hoist(node, true)
}

/// Rewrites look-ahead at the end of a part after the break.
pub(crate) fn hoist_ahead(node: Node) -> Node {
    hoist(node, false)
}

fn hoist(node: Node, at_start: bool) -> Node {
    match node {
        Node::Concat(mut nodes) => {
            let end = if at_start {
                merge_refusals(&mut nodes);
                nodes.first_mut()
            } else {
                nodes.last_mut()
            };
            if let Some(end) = end {
                *end = hoist(std::mem::replace(end, Node::Empty), at_start);
            }
            Node::Concat(nodes)
        }
        Node::Alternate(nodes) => Node::Alternate(
            nodes
                .into_iter()
                .map(|node| hoist(node, at_start))
                .collect(),
        ),
        Node::Capture(number, node) => Node::Capture(number, Box::new(hoist(*node, at_start))),
        Node::Around {
            node,
            behind,
            negative: false,
        } if behind == at_start => hoist(*node, at_start),
        Node::Around {
            node,
            behind,
            negative: true,
        } if behind == at_start => match refusal(&node, at_start) {
            Some(plain) => plain,
            None => Node::Around {
                node,
                behind,
                negative: true,
            },
        },
        other => other,
    }
}

/// Makes one look-behind of several in a row that each refuse one character: `(?<!a)(?<!b)`.
fn merge_refusals(nodes: &mut Vec<Node>) {
    let refused = |node: &Node| match node {
        Node::Around {
            node,
            behind: true,
            negative: true,
        } => one_of(node),
        _ => None,
    };
    while let [first, second, ..] = nodes.as_slice()
        && let (Some(mut class), Some(other)) = (refused(first), refused(second))
    {
        class.union(&other);
        nodes.remove(0);
        if let Some(first) = nodes.first_mut() {
            *first = Node::Around {
                node: Box::new(Node::Class(class)),
                behind: true,
                negative: true,
            };
        }
    }
}

/// What matches where `node` does not: at the edge of the text, after another character, or after the right character
/// that stands after a wrong one, and so on. `None` where `node` is more than one character or one sequence of them.
fn refusal(node: &Node, at_start: bool) -> Option<Node> {
    let mut sequence = match one_of(node) {
        Some(class) => vec![class],
        None => sequence(node)?,
    };
    if !at_start {
        sequence.reverse();
    }
    // From here on the sequence reads towards the position that the look-behind stands at.
    let edge = Node::Look(if at_start { Look::Start } else { Look::End });
    let mut branches = Vec::new();
    for (wrong, class) in sequence.iter().enumerate() {
        let other = Node::Alternate(vec![
            edge.clone(),
            Node::Class(class::negated(class.clone())),
        ]);
        let right = sequence.iter().skip(wrong + 1).cloned().map(Node::Class);
        let mut nodes: Vec<Node> = std::iter::once(other).chain(right).collect();
        if !at_start {
            nodes.reverse();
        }
        branches.push(Node::Concat(nodes));
    }
    Some(Node::Alternate(branches))
}

/// The characters of a pattern that matches exactly one.
fn one_of(node: &Node) -> Option<ClassUnicode> {
    match node {
        Node::Class(class) => Some(class.clone()),
        Node::Capture(_, node) => one_of(node),
        Node::Alternate(nodes) => {
            let mut all = ClassUnicode::empty();
            for node in nodes {
                all.union(&one_of(node)?);
            }
            Some(all)
        }
        _ => None,
    }
}

/// The classes of a pattern that is one sequence of characters.
fn sequence(node: &Node) -> Option<Vec<ClassUnicode>> {
    match node {
        Node::Concat(nodes) => nodes.iter().map(one_of).collect(),
        Node::Capture(_, node) => sequence(node),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pattern::parse;

    #[test]
    fn look_around_at_the_open_end_becomes_plain() {
        for pattern in [
            r"(?<=a)b",
            r"(?<!a)b",
            r"(?<!abc)b",
            r"(?<![a-z])(?<!\d)b",
            r"(?:(?<!a)b|(?<=x|y)c)",
            r"((?<!a|b)c)",
        ] {
            let node = parse(pattern).unwrap();
            assert!(!node.is_regular(), "{pattern}");
            assert!(hoist_behind(node).is_regular(), "{pattern}");
        }
        for pattern in [r"b(?=a)", r"b(?!a)", r"b(?!abc)"] {
            assert!(
                hoist_ahead(parse(pattern).unwrap()).is_regular(),
                "{pattern}"
            );
        }
        assert!(!hoist_behind(parse("b(?<!a+)c").unwrap()).is_regular());
    }
}
