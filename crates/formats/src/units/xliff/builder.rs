//! Segments put together from what a file holds, and their codes paired.

use std::collections::{HashMap, HashSet};

use yaddash_model::{Attributes, CodeContent, CodeKind, InlineCode, Item, Segment};

use crate::units::Losses;
use crate::units::losses::count;

/// Adds text and codes in reading order. Starts and ends of pairs come with the names by which the file pairs them.
#[derive(Debug, Default)]
pub(super) struct Builder {
    segment: Segment,
    /// The numbers of the pairs that are open by their names, the innermost last.
    open: HashMap<String, Vec<usize>>,
    pairs: usize,
}

impl Builder {
    pub(super) fn text(&mut self, text: &str) {
        self.segment.push_text(text);
    }

    pub(super) fn code(&mut self, code: InlineCode) {
        self.segment.push_code(code);
    }

    /// Adds the start of a pair; `attributes` are those besides its number.
    pub(super) fn begin(
        &mut self,
        name: String,
        attributes: &Attributes,
        content: Vec<CodeContent>,
    ) {
        self.pairs += 1;
        self.open.entry(name).or_default().push(self.pairs);
        self.push(CodeKind::Bpt, self.pairs, attributes, content);
    }

    /// Adds the end of the innermost open pair of this name, or an end without a start.
    pub(super) fn end(&mut self, name: &str, attributes: &Attributes, content: Vec<CodeContent>) {
        let open = self.open.get_mut(name).and_then(Vec::pop);
        let pair = open.unwrap_or_else(|| {
            self.pairs += 1;
            self.pairs
        });
        self.push(CodeKind::Ept, pair, attributes, content);
    }

    /// Whether a pair of this name is open.
    pub(super) fn is_open(&self, name: &str) -> bool {
        self.open.get(name).is_some_and(|open| !open.is_empty())
    }

    fn push(
        &mut self,
        kind: CodeKind,
        pair: usize,
        attributes: &Attributes,
        content: Vec<CodeContent>,
    ) {
        let mut code = InlineCode::new(kind).with_attribute("i", pair.to_string());
        for (name, value) in attributes.iter() {
            code.attributes.set(name, value);
        }
        code.content = content;
        self.segment.push_code(code);
    }

    pub(super) fn finish(self) -> Segment {
        paired(&self.segment)
    }
}

/// The same segment with its pairs numbered from 1, and halves that stand alone as isolated codes.
pub(super) fn paired(segment: &Segment) -> Segment {
    let codes = || segment.codes().iter().map(|placed| &placed.code);
    let ends: HashSet<&str> = codes()
        .filter(|code| code.kind == CodeKind::Ept)
        .filter_map(|code| code.attributes.get("i"))
        .collect();
    let mut whole: HashMap<&str, usize> = HashMap::new();
    for code in codes().filter(|code| code.kind == CodeKind::Bpt) {
        if let Some(pair) = code.attributes.get("i").filter(|pair| ends.contains(pair)) {
            let next = whole.len() + 1;
            whole.entry(pair).or_insert(next);
        }
    }
    let mut paired = Segment::new();
    for item in segment.items() {
        let code = match item {
            Item::Text(text) => {
                paired.push_text(text);
                continue;
            }
            Item::Code(code) => code,
        };
        let mut code = code.clone();
        if matches!(code.kind, CodeKind::Bpt | CodeKind::Ept) {
            let pair = code.attributes.get("i").unwrap_or_default();
            match whole.get(pair) {
                Some(number) => code.attributes.set("i", number.to_string()),
                None => isolate(&mut code),
            }
        }
        paired.push_code(code);
    }
    paired
}

/// Makes half a pair a code of its own.
fn isolate(code: &mut InlineCode) {
    let position = if code.kind == CodeKind::Bpt {
        "begin"
    } else {
        "end"
    };
    code.kind = CodeKind::It;
    let mut attributes = Attributes::new().with("pos", position);
    for (name, value) in code.attributes.iter().filter(|(name, _)| *name != "i") {
        attributes.set(name, value);
    }
    code.attributes = attributes;
}

/// A segment that stands inside others, marked as such.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Marked {
    pub(super) mark: Mark,
    pub(super) segment: Segment,
}

/// What a segment is marked with (`mid`), which is optional.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Mark {
    Named(String),
    /// Which of the marks it is, from 1.
    Nth(usize),
}

impl Mark {
    pub(super) fn name(&self) -> String {
        match self {
            Self::Named(name) => name.clone(),
            Self::Nth(number) => number.to_string(),
        }
    }
}

/// The segments that are marked (`mrk` of type `seg`) in a text, and what stands outside of them: texts as elements,
/// codes, and what the marks say beside their names. White space outside counts as nothing. `None` where nothing is
/// marked.
pub(super) fn marked(segment: &Segment) -> Option<(Vec<Marked>, Losses)> {
    let is_mark = |code: &InlineCode| {
        code.kind == CodeKind::HiStart && code.attributes.get("type") == Some("seg")
    };
    if !segment.codes().iter().any(|placed| is_mark(&placed.code)) {
        return None;
    }
    let (mut found, mut outside): (Vec<Marked>, Losses) = (Vec::new(), Losses::default());
    // How many elements are open inside the mark that is open.
    let mut inside: Option<usize> = None;
    for item in segment.items() {
        match (item, &mut inside) {
            (Item::Code(code), None) if is_mark(code) => {
                let name = code.attributes.get("mid").filter(|name| !name.is_empty());
                found.push(Marked {
                    mark: match name {
                        Some(name) => Mark::Named(name.to_owned()),
                        None => Mark::Nth(found.len() + 1),
                    },
                    segment: Segment::new(),
                });
                let more = code.attributes.iter();
                let more = more.filter(|(name, _)| !matches!(*name, "type" | "mid"));
                outside.attributes += count(more.count());
                inside = Some(0);
            }
            (Item::Text(text), None) => {
                outside.elements += u64::from(!text.trim().is_empty());
            }
            (Item::Code(_), None) => outside.codes += 1,
            (Item::Code(code), Some(0)) if code.kind == CodeKind::HiEnd => inside = None,
            (item, Some(depth)) => {
                let Some(Marked { segment, .. }) = found.last_mut() else {
                    continue;
                };
                match item {
                    Item::Text(text) => segment.push_text(text),
                    Item::Code(code) => {
                        match code.kind {
                            CodeKind::HiStart => *depth += 1,
                            CodeKind::HiEnd => *depth -= 1,
                            _ => {}
                        }
                        segment.push_code(code.clone());
                    }
                }
            }
        }
    }
    for one in &mut found {
        one.segment = paired(&one.segment);
    }
    Some((found, outside))
}

/// Gives codes whose names are no numbers the numbers by which TMX ties those of one language to those of another (`x`),
/// the same for the same name in all of the segments.
pub(super) fn number(segments: &mut [&mut Segment]) {
    let (mut names, mut highest): (HashMap<String, u64>, u32) = (HashMap::new(), 0);
    for segment in &*segments {
        for placed in segment.codes() {
            let attributes = &placed.code.attributes;
            let is_end = placed.code.kind == CodeKind::Ept;
            if let Some(name) = attributes
                .get("id")
                .filter(|name| !is_end && !names.contains_key(*name))
            {
                let next = count(names.len() + 1);
                names.insert(name.to_owned(), next);
            }
            let number = attributes.get("x").and_then(|number| number.parse().ok());
            highest = highest.max(number.unwrap_or(0));
        }
    }
    if names.is_empty() {
        return;
    }
    for segment in segments {
        let mut numbered = Segment::new();
        for item in segment.items() {
            let code = match item {
                Item::Text(text) => {
                    numbered.push_text(text);
                    continue;
                }
                Item::Code(code) => code,
            };
            let mut code = code.clone();
            let is_numbered = !matches!(code.kind, CodeKind::Ept | CodeKind::HiEnd);
            let nth = code.attributes.get("id").and_then(|name| names.get(name));
            if let Some(nth) = nth.filter(|_| is_numbered) {
                let number = nth.saturating_add(highest.into());
                code.attributes = first(&code.attributes, number);
            }
            numbered.push_code(code);
        }
        **segment = numbered;
    }
}

/// The attributes with the number behind those that say which pair or half the code is.
fn first(attributes: &Attributes, number: u64) -> Attributes {
    let is_first = |name: &str| matches!(name, "i" | "pos");
    let mut numbered: Attributes = attributes
        .iter()
        .filter(|(name, _)| is_first(name))
        .collect();
    numbered.set("x", number.to_string());
    for (name, value) in attributes.iter().filter(|(name, _)| !is_first(name)) {
        numbered.set(name, value);
    }
    numbered
}

/// Puts the name of a code into its attributes: a number as `x`, any other as `id`.
pub(super) fn name_code(attributes: &mut Attributes, name: &str) {
    let is_number = name.len() < 19
        && name.bytes().all(|byte| byte.is_ascii_digit())
        && !(name.starts_with('0') && name.len() > 1)
        && !name.is_empty();
    attributes.set(if is_number { "x" } else { "id" }, name);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_alone_are_isolated_and_pairs_numbered() {
        let mut builder = Builder::default();
        builder.end("9", &Attributes::new(), Vec::new());
        builder.begin("a".into(), &Attributes::new(), Vec::new());
        builder.begin("b".into(), &Attributes::new().with("x", "7"), Vec::new());
        builder.text("t");
        builder.end("b", &Attributes::new(), Vec::new());
        let segment = builder.finish();
        let told: Vec<String> = segment
            .codes()
            .iter()
            .map(|placed| {
                let attributes: Vec<_> = placed.code.attributes.iter().collect();
                format!("{:?} {attributes:?}", placed.code.kind)
            })
            .collect();
        assert_eq!(
            told,
            [
                r#"It [("pos", "end")]"#,
                r#"It [("pos", "begin")]"#,
                r#"Bpt [("i", "1"), ("x", "7")]"#,
                r#"Ept [("i", "1")]"#
            ]
        );
    }

    #[test]
    fn names_get_numbers_that_are_free() {
        let code = |name: &str| {
            let mut code = InlineCode::new(CodeKind::Ph);
            name_code(&mut code.attributes, name);
            code
        };
        let mut one = Segment::new();
        one.push_code(code("4"));
        one.push_code(code("pt1"));
        let mut two = Segment::new();
        two.push_code(code("pt1"));
        number(&mut [&mut one, &mut two]);
        for segment in [&one, &two] {
            let last = &segment.codes().last().unwrap().code.attributes;
            assert_eq!((last.get("x"), last.get("id")), (Some("5"), Some("pt1")));
        }
    }
}
