//! How the codes of a segment can be written: which pairs nest as elements must.

use std::borrow::Cow;

use yaddash_io::xml::XmlWriter;
use yaddash_model::{CodeContent, CodeKind, InlineCode, Item, Segment};

/// What becomes of a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Starts a pair that nests; the number of its end among the codes.
    Open(usize),
    /// Ends a pair that nests; the number of its start.
    Close(usize),
    /// Starts a pair that overlaps with something.
    Begin(usize),
    /// Ends a pair that overlaps with something.
    End(usize),
    /// A half whose other half is not here.
    Half,
    /// Stands alone.
    Alone,
    /// Starts an element around text.
    Wrap,
    /// Ends it.
    Unwrap,
    /// Cannot be written: an end of an element that is not open.
    Lost,
}

/// The shape of each code of a segment.
pub(super) fn shapes(segment: &Segment) -> Vec<Shape> {
    let codes: Vec<&InlineCode> = segment.codes().iter().map(|placed| &placed.code).collect();
    let mut shapes: Vec<Shape> = codes.iter().map(|code| alone(code)).collect();
    // Codes that are open: starts of pairs that still nest, and elements.
    let mut open: Vec<usize> = Vec::new();
    // Starts of pairs that were cut by the end of an element around them.
    let mut crossed: Vec<usize> = Vec::new();
    let mut set = |at: usize, shape: Shape| {
        if let Some(place) = shapes.get_mut(at) {
            *place = shape;
        }
    };
    for (at, code) in codes.iter().enumerate() {
        match code.kind {
            CodeKind::Bpt | CodeKind::HiStart => open.push(at),
            CodeKind::Ept => {
                let fits = |start: &usize| {
                    codes.get(*start).is_some_and(|begin| {
                        begin.kind == CodeKind::Bpt
                            && begin.attributes.get("i") == code.attributes.get("i")
                    })
                };
                if let Some(start) = open.pop_if(|start| fits(start)) {
                    set(start, Shape::Open(at));
                    set(at, Shape::Close(start));
                } else if let Some(found) = open.iter().rposition(fits) {
                    let start = open.remove(found);
                    set(start, Shape::Begin(at));
                    set(at, Shape::End(start));
                } else if let Some(found) = crossed.iter().rposition(fits) {
                    let start = crossed.remove(found);
                    set(start, Shape::Begin(at));
                    set(at, Shape::End(start));
                }
            }
            CodeKind::HiEnd => {
                let is_wrap = |start: &usize| {
                    codes
                        .get(*start)
                        .is_some_and(|begin| begin.kind == CodeKind::HiStart)
                };
                match open.iter().rposition(is_wrap) {
                    Some(found) => crossed.extend(open.split_off(found).into_iter().skip(1)),
                    None => set(at, Shape::Lost),
                }
            }
            _ => {}
        }
    }
    shapes
}

fn alone(code: &InlineCode) -> Shape {
    match code.kind {
        CodeKind::Bpt | CodeKind::Ept | CodeKind::It => Shape::Half,
        CodeKind::HiStart => Shape::Wrap,
        CodeKind::HiEnd => Shape::Unwrap,
        _ => Shape::Alone,
    }
}

/// The segment with elements that XLIFF does not know as pairs of codes that hold their tags, and how many there were.
pub(super) fn without_foreign(segment: &Segment) -> (Cow<'_, Segment>, u64) {
    let is_foreign = |code: &InlineCode| {
        matches!(
            code.kind,
            CodeKind::ForeignStart(_) | CodeKind::ForeignEnd(_)
        )
    };
    let foreign = segment
        .codes()
        .iter()
        .filter(|placed| is_foreign(&placed.code))
        .count();
    if foreign == 0 {
        return (Cow::Borrowed(segment), 0);
    }
    let numbers = segment
        .codes()
        .iter()
        .filter_map(|placed| placed.code.attributes.get("i")?.parse().ok());
    let mut highest: u64 = numbers.max().unwrap_or(0);
    let mut open: Vec<(&str, u64)> = Vec::new();
    let mut known = Segment::new();
    for item in segment.items() {
        match item {
            Item::Text(text) => known.push_text(text),
            Item::Code(code) => match &code.kind {
                CodeKind::ForeignStart(name) => {
                    highest = highest.saturating_add(1);
                    open.push((name, highest));
                    let half =
                        InlineCode::new(CodeKind::Bpt).with_attribute("i", highest.to_string());
                    known.push_code(half.with_native(start_tag(name, code)));
                }
                CodeKind::ForeignEnd(name) => {
                    let pair = open
                        .iter()
                        .rposition(|(opened, _)| opened == name)
                        .map(|at| open.remove(at).1);
                    let half = match pair {
                        Some(pair) => {
                            InlineCode::new(CodeKind::Ept).with_attribute("i", pair.to_string())
                        }
                        None => InlineCode::new(CodeKind::It).with_attribute("pos", "end"),
                    };
                    known.push_code(half.with_native(format!("</{name}>")));
                }
                _ => known.push_code(code.clone()),
            },
        }
    }
    (Cow::Owned(known), foreign as u64)
}

fn start_tag(name: &str, code: &InlineCode) -> String {
    let mut writer = XmlWriter::new(Vec::new());
    let mut written = writer.start(name);
    for (name, value) in code.attributes.iter() {
        written = written.and_then(|()| writer.attribute(name, value));
    }
    // What XML cannot hold was not read from XML; without it the name alone stands for the tag.
    let tag = written
        .and_then(|()| writer.finish())
        .ok()
        .and_then(|bytes| String::from_utf8(bytes).ok());
    match tag.as_deref().and_then(|tag| tag.strip_suffix("/>")) {
        Some(tag) => format!("{tag}>"),
        None => format!("<{name}>"),
    }
}

/// The native markup in a code; that of sub-flows is their text.
pub(super) fn native(code: &InlineCode) -> String {
    let parts = code.content.iter().map(|content| match content {
        CodeContent::Native(native) => native.as_str(),
        CodeContent::Sub { segment, .. } => segment.text(),
        _ => "",
    });
    parts.collect()
}

/// Names for codes in what is written: that of the code, else a number that no code of the unit has.
#[derive(Debug)]
pub(super) struct Names {
    free: u64,
}

impl Names {
    /// For a segment of a unit with these segments: codes without a number get the same ones in each of them.
    pub(super) fn new<'s>(unit: impl IntoIterator<Item = &'s Segment>) -> Self {
        let mut highest = 0_u64;
        for placed in unit.into_iter().flat_map(Segment::codes) {
            for name in ["x", "id"] {
                let number = placed
                    .code
                    .attributes
                    .get(name)
                    .and_then(|number| number.parse().ok());
                highest = highest.max(number.unwrap_or(0));
            }
        }
        Self { free: highest }
    }

    pub(super) fn of(&mut self, code: &InlineCode) -> String {
        let known = code
            .attributes
            .get("id")
            .or_else(|| code.attributes.get("x"));
        if let Some(name) = known.filter(|name| !name.is_empty()) {
            return name.to_owned();
        }
        self.free = self.free.saturating_add(1);
        self.free.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_that_cross_elements_do_not_nest() {
        let pair = |kind, i: &str| InlineCode::new(kind).with_attribute("i", i);
        let mut segment = Segment::new();
        for code in [
            InlineCode::new(CodeKind::HiStart),
            pair(CodeKind::Bpt, "1"),
            pair(CodeKind::Bpt, "2"),
            pair(CodeKind::Ept, "2"),
            InlineCode::new(CodeKind::HiEnd),
            pair(CodeKind::Ept, "1"),
            pair(CodeKind::Ept, "9"),
            InlineCode::new(CodeKind::HiEnd),
        ] {
            segment.push_code(code);
        }
        assert_eq!(
            shapes(&segment),
            [
                Shape::Wrap,
                Shape::Begin(5),
                Shape::Open(3),
                Shape::Close(2),
                Shape::Unwrap,
                Shape::End(1),
                Shape::Half,
                Shape::Lost
            ]
        );
    }
}
