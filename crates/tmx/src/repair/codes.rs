//! The codes of a segment: pairs, halves, and what is no code of TMX.

use std::collections::{HashMap, HashSet};
use std::io::{Read, Write};

use super::block::{Fate, NodeKind, Start};
use super::inside::is_code;
use super::kind;
use super::machine::Machine;
use super::text::escaped;
use crate::schema::Element;

/// Where pairs must close: the segment, and each `hi` and `sub` inside.
#[derive(Default)]
struct Scope {
    /// The `bpt`s that wait for their other half, by `i`.
    open: HashMap<String, Vec<usize>>,
    /// Pairs in the order of their ends.
    pairs: Vec<(usize, usize)>,
    /// Halves that have no other.
    halves: Vec<usize>,
}

/// What stands around a node of a segment.
enum Around {
    Scope(Scope),
    Code,
}

impl<R: Read, W: Write> Machine<'_, R, W> {
    /// Puts the codes of a segment right.
    pub(super) fn check_segment(&mut self, segment: usize) {
        let end = self.block.start(segment).map_or(segment, |start| start.end);
        if !(segment + 1..end).any(|node| self.block.start(node).is_some()) {
            return;
        }
        let mut numbers = None;
        let mut around = vec![Around::Scope(Scope::default())];
        // The elements that are open in the segment: where each ends, and whether it is in `around`.
        let mut open: Vec<(usize, bool)> = Vec::new();
        let mut node = segment + 1;
        while node < end {
            let Some(current) = self.block.nodes.get(node).copied() else {
                break;
            };
            if let Some((_, is_around)) = open.pop_if(|(at, _)| *at == node) {
                if is_around && let Some(Around::Scope(scope)) = around.pop() {
                    self.close_scope(scope, &mut numbers, segment);
                }
                node += 1;
                continue;
            }
            let NodeKind::Start(start) = current.kind else {
                node += 1;
                continue;
            };
            if current.fate == Fate::Move {
                node = self.block.behind(node);
                continue;
            }
            let is_kept = current.fate == Fate::Keep
                && self.check_code(node, start, &mut around, &mut numbers, segment);
            // An empty tag has nothing inside, even where what follows was once taken for it.
            if start.end > node && !start.is_empty {
                let inner = match start.element {
                    Element::Hi | Element::Sub => Some(Around::Scope(Scope::default())),
                    element if is_code(element) => Some(Around::Code),
                    _ => None,
                };
                let is_around = is_kept && inner.is_some();
                around.extend(inner.filter(|_| is_around));
                open.push((start.end, is_around));
            }
            node += 1;
        }
        while let Some(last) = around.pop() {
            if let Around::Scope(scope) = last {
                self.close_scope(scope, &mut numbers, segment);
            }
        }
    }

    /// Checks one element of a segment; gives whether its tags are kept as they are.
    fn check_code(
        &mut self,
        node: usize,
        start: Start,
        around: &mut [Around],
        numbers: &mut Option<Numbers>,
        segment: usize,
    ) -> bool {
        let Some(around) = around.last_mut() else {
            return true;
        };
        match (start.element, around) {
            (Element::Foreign, Around::Scope(_)) => {
                self.foreign_code(node, start, false, numbers, segment);
                false
            }
            (Element::Foreign, Around::Code) => {
                self.foreign_code(node, start, true, numbers, segment);
                false
            }
            (Element::Sub, Around::Scope(_)) => {
                self.dissolve(node, "`sub` outside of a code");
                false
            }
            (Element::Sub, Around::Code) => true,
            (element, Around::Code) => {
                self.dissolve(node, &format!("`{}` in another code", element.name()));
                false
            }
            (Element::Bpt, Around::Scope(scope)) => {
                let i = self.pair_number(node);
                scope.open.entry(i).or_default().push(node);
                true
            }
            (Element::Ept, Around::Scope(scope)) => {
                let i = self.pair_number(node);
                match scope.open.get_mut(&i).and_then(Vec::pop) {
                    Some(begin) => scope.pairs.push((begin, node)),
                    None => scope.halves.push(node),
                }
                true
            }
            (Element::It, Around::Scope(_)) => {
                if self
                    .block
                    .attribute(&self.scanner.window, node, "pos")
                    .is_none()
                {
                    self.position_of_half(node);
                }
                true
            }
            _ => true,
        }
    }

    fn pair_number(&self, node: usize) -> String {
        let i = self.block.attribute(&self.scanner.window, node, "i");
        i.unwrap_or_default().trim().to_owned()
    }

    /// Leaves out the tags of an element that may not stand here.
    fn dissolve(&mut self, node: usize, what: &str) {
        self.block.skip_tags(node);
        let at = self.at(node);
        self.mended(
            kind::MISPLACED_ELEMENT,
            at,
            format!("{what}: its tags are left out, what is in it is kept"),
        );
    }

    /// Makes codes of an element that TMX does not know; text of it where it is in a code or was not closed.
    fn foreign_code(
        &mut self,
        node: usize,
        start: Start,
        is_in_code: bool,
        numbers: &mut Option<Numbers>,
        segment: usize,
    ) {
        if self.options.keep_foreign && !start.is_unclosed {
            return;
        }
        let window = &self.scanner.window;
        let name = self.block.text(window, start.name).to_owned();
        let piece = self.block.nodes.get(node).map(|node| node.piece);
        let tag = piece.map_or(String::new(), |piece| {
            escaped(self.block.text(window, piece))
        });
        let at = self.at(node);
        let message = if is_in_code || start.is_unclosed {
            self.set_text(node, &tag);
            if start.is_unclosed {
                self.block.set_fate(start.end, Fate::Skip);
            } else if start.end > node {
                self.set_text(start.end, &format!("&lt;/{}&gt;", escaped(&name)));
            }
            format!("the tag `{name}` is kept as text")
        } else if start.is_empty || start.end == node {
            self.block.set_piece(node, &format!("<ph>{tag}</ph>"));
            format!("`{name}` is no element of TMX; it becomes a code")
        } else {
            let i = self.numbers(numbers, segment).fresh();
            self.block
                .set_piece(node, &format!("<bpt i=\"{i}\">{tag}</bpt>"));
            let end = format!("<ept i=\"{i}\">&lt;/{}&gt;</ept>", escaped(&name));
            self.block.set_piece(start.end, &end);
            format!("`{name}` is no element of TMX; it becomes a pair of codes")
        };
        self.mended(kind::UNKNOWN_ELEMENT, at, message);
    }

    fn set_text(&mut self, node: usize, text: &str) {
        self.block.set_piece(node, text);
    }

    /// The pairs of a scope are complete: those left become halves, and numbers are made different.
    fn close_scope(&mut self, scope: Scope, numbers: &mut Option<Numbers>, segment: usize) {
        let Scope {
            open,
            mut pairs,
            mut halves,
        } = scope;
        halves.extend(open.into_values().flatten());
        halves.sort_unstable();
        for node in halves {
            self.isolate(node);
        }
        pairs.sort_unstable();
        let mut used = HashSet::with_capacity(pairs.len());
        for (begin, end) in pairs {
            let i = self.pair_number(begin);
            let is_number = !i.is_empty() && i.bytes().all(|byte| byte.is_ascii_digit());
            let is_exact = self.block.attribute(&self.scanner.window, begin, "i") == Some(&i)
                && self.block.attribute(&self.scanner.window, end, "i") == Some(&i);
            if is_number && is_exact && used.insert(i.clone()) {
                continue;
            }
            let fresh = self.numbers(numbers, segment).fresh().to_string();
            let at = self.at(begin);
            self.mended(
                kind::PAIR_NUMBER,
                at,
                format!("`i` of a pair is `{i}`; it is `{fresh}` now, a number of its own"),
            );
            for node in [begin, end] {
                let mut attributes = self.block.owned_attributes(&self.scanner.window, node);
                attributes.retain(|(name, _)| name != "i");
                attributes.insert(0, ("i".to_owned(), fresh.clone()));
                self.block.set_attributes(node, &attributes);
                self.block.rewrite_tag(&self.scanner.window, node);
            }
            used.insert(fresh);
        }
    }

    /// Makes an `it` of a half of a pair.
    fn isolate(&mut self, node: usize) {
        let Some(start) = self.block.start(node).copied() else {
            return;
        };
        let position = if start.element == Element::Bpt {
            "begin"
        } else {
            "end"
        };
        let at = self.at(node);
        self.mended(
            kind::UNPAIRED_CODE,
            at,
            format!(
                "`{}` has no other half; it becomes `it`",
                start.element.name()
            ),
        );
        let mut attributes = self.block.owned_attributes(&self.scanner.window, node);
        attributes.retain(|(name, _)| name != "i");
        attributes.insert(0, ("pos".to_owned(), position.to_owned()));
        let name = self.block.make("it");
        if let Some(start) = self.block.start_mut(node) {
            start.element = Element::It;
            start.name = name;
        }
        self.block.set_attributes(node, &attributes);
        self.block.rewrite_tag(&self.scanner.window, node);
        if start.end > node {
            self.block.set_piece(start.end, "</it>");
        }
    }

    /// Says which half an `it` is, by what stands in it.
    fn position_of_half(&mut self, node: usize) {
        let window = &self.scanner.window;
        let first = self.block.nodes.get(node + 1).map(|inner| inner.piece);
        let text = first.map_or("", |piece| self.block.text(window, piece));
        let position = if text.trim_start().starts_with("&lt;/") {
            "end"
        } else {
            "begin"
        };
        let mut attributes = self.block.owned_attributes(window, node);
        attributes.insert(0, ("pos".to_owned(), position.to_owned()));
        self.block.set_attributes(node, &attributes);
        self.block.rewrite_tag(&self.scanner.window, node);
        let at = self.at(node);
        self.mended(
            kind::MISSING_ATTRIBUTE,
            at,
            format!("`it` has no `pos`; it is `{position}`"),
        );
    }

    /// The numbers that a segment has left.
    fn numbers<'n>(&self, numbers: &'n mut Option<Numbers>, segment: usize) -> &'n mut Numbers {
        numbers.get_or_insert_with(|| {
            let end = self.block.start(segment).map_or(segment, |start| start.end);
            let highest = (segment + 1..end)
                .filter(|node| {
                    matches!(self.block.element(*node), Some(Element::Bpt | Element::Ept))
                })
                .filter_map(|node| self.pair_number(node).parse::<u64>().ok())
                .filter(|number| *number < u64::MAX / 2)
                .max();
            Numbers {
                last: highest.unwrap_or(0),
            }
        })
    }
}

/// Numbers for pairs that no pair of the segment has.
struct Numbers {
    last: u64,
}

impl Numbers {
    fn fresh(&mut self) -> u64 {
        self.last += 1;
        self.last
    }
}
