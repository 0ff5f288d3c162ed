//! How the codes of a segment can be written: which pairs nest as elements must.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

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
    let mut set = |at: usize, shape: Shape| {
        if let Some(place) = shapes.get_mut(at) {
            *place = shape;
        }
    };
    let mut open = Open::default();
    for (at, code) in codes.iter().enumerate() {
        match code.kind {
            CodeKind::Bpt => open.begin(at, code.attributes.get("i")),
            CodeKind::HiStart => open.wrap(at),
            CodeKind::Ept => match open.end(code.attributes.get("i")) {
                Some((start, true)) => {
                    set(start, Shape::Open(at));
                    set(at, Shape::Close(start));
                }
                Some((start, false)) => {
                    set(start, Shape::Begin(at));
                    set(at, Shape::End(start));
                }
                None => {}
            },
            CodeKind::HiEnd if !open.unwrap() => set(at, Shape::Lost),
            _ => {}
        }
    }
    shapes
}

/// What is open while codes are looked through, by the places of the codes.
#[derive(Default)]
struct Open<'s> {
    /// Starts of pairs and elements, the innermost last. Starts whose end was met below the top still stand here.
    stack: Vec<(usize, Nesting<'s>)>,
    /// Starts whose end was met below the top of the stack.
    ended: HashSet<usize>,
    /// Elements on the stack.
    elements: usize,
    /// Starts on the stack that have no end yet, by the names of their pairs.
    starts: HashMap<Option<&'s str>, Vec<usize>>,
    /// Starts that were cut by the end of an element around them.
    crossed: HashMap<Option<&'s str>, Vec<usize>>,
}

/// What stands on the stack.
#[derive(Clone, Copy)]
enum Nesting<'s> {
    Pair(Option<&'s str>),
    Element,
}

impl<'s> Open<'s> {
    fn begin(&mut self, at: usize, pair: Option<&'s str>) {
        self.stack.push((at, Nesting::Pair(pair)));
        self.starts.entry(pair).or_default().push(at);
    }

    fn wrap(&mut self, at: usize) {
        self.stack.push((at, Nesting::Element));
        self.elements += 1;
    }

    /// Ends a pair: gives where it starts, and whether it nests in all that is open.
    fn end(&mut self, pair: Option<&'s str>) -> Option<(usize, bool)> {
        while let Some((top, _)) = self.stack.last()
            && self.ended.remove(top)
        {
            self.stack.pop();
        }
        let Some(start) = self.starts.get_mut(&pair).and_then(Vec::pop) else {
            let crossed = self.crossed.get_mut(&pair).and_then(Vec::pop);
            return crossed.map(|start| (start, false));
        };
        if self.stack.pop_if(|(top, _)| *top == start).is_none() {
            self.ended.insert(start);
            return Some((start, false));
        }
        Some((start, true))
    }

    /// Ends the innermost element: pairs that start in it and are still open cannot nest. Gives whether there is one.
    fn unwrap(&mut self) -> bool {
        if self.elements == 0 {
            return false;
        }
        self.elements -= 1;
        let mut cut = Vec::new();
        while let Some((at, Nesting::Pair(pair))) = self.stack.pop() {
            if !self.ended.remove(&at) {
                self.starts.get_mut(&pair).and_then(Vec::pop);
                cut.push((pair, at));
            }
        }
        for (pair, at) in cut.into_iter().rev() {
            self.crossed.entry(pair).or_default().push(at);
        }
        true
    }
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
        .filter_map(|placed| placed.code.attributes.get("i")?.parse::<u32>().ok());
    let mut highest = u64::from(numbers.max().unwrap_or(0));
    let mut open: HashMap<&str, Vec<u64>> = HashMap::new();
    let mut known = Segment::new();
    for item in segment.items() {
        match item {
            Item::Text(text) => known.push_text(text),
            Item::Code(code) => match &code.kind {
                CodeKind::ForeignStart(name) => {
                    highest = highest.saturating_add(1);
                    open.entry(name).or_default().push(highest);
                    let half =
                        InlineCode::new(CodeKind::Bpt).with_attribute("i", highest.to_string());
                    known.push_code(half.with_native(start_tag(name, code)));
                }
                CodeKind::ForeignEnd(name) => {
                    let pair = open.get_mut(name.as_str()).and_then(Vec::pop);
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
        let mut highest = 0_u32;
        for placed in unit.into_iter().flat_map(Segment::codes) {
            for name in ["x", "id"] {
                let number = placed.code.attributes.get(name);
                // Numbers above are names like any other, so that there are always free ones behind the highest.
                let number = number.and_then(|number| number.parse().ok());
                highest = highest.max(number.unwrap_or(0));
            }
        }
        Self {
            free: highest.into(),
        }
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

    #[test]
    fn pairs_that_overlap_do_not_nest() {
        let mut segment = Segment::new();
        for (kind, i) in [
            (CodeKind::Bpt, "1"),
            (CodeKind::Bpt, "2"),
            (CodeKind::Bpt, "3"),
            (CodeKind::Ept, "2"),
            (CodeKind::Ept, "3"),
            (CodeKind::Ept, "1"),
            (CodeKind::Ept, "1"),
        ] {
            segment.push_code(InlineCode::new(kind).with_attribute("i", i));
        }
        assert_eq!(
            shapes(&segment),
            [
                Shape::Open(5),
                Shape::Begin(3),
                Shape::Open(4),
                Shape::End(1),
                Shape::Close(2),
                Shape::Close(0),
                Shape::Half
            ]
        );
    }
}
