//! Segments: text with inline codes.

use serde::de::{SeqAccess, Visitor};
use serde::ser::SerializeSeq;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{ByteSpan, CodeKind, CutCode, InlineCode};

/// A code and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PlacedCode {
    /// Byte of the plain text before which the code stands; a character boundary.
    pub offset: usize,
    /// The code.
    pub code: InlineCode,
}

/// A run of text or a code, in reading order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item<'a> {
    /// Text between two codes, never empty.
    Text(&'a str),
    /// A code.
    Code(&'a InlineCode),
}

/// On which side of a break the codes fall that stand exactly there (SRX 2.0 section 4.1, `formathandle`): `true` keeps
/// them with the text before the break.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CodePlacement {
    /// Codes that open something.
    pub start_before: bool,
    /// Codes that close something.
    pub end_before: bool,
    /// Codes that stand alone.
    pub isolated_before: bool,
}

impl Default for CodePlacement {
    /// What SRX 2.0 sets by default: only closing codes stay with the text before the break.
    fn default() -> Self {
        Self {
            start_before: false,
            end_before: true,
            isolated_before: false,
        }
    }
}

impl CodePlacement {
    fn is_before(self, code: &InlineCode) -> bool {
        if code.is_start() {
            self.start_before
        } else if code.is_end() {
            self.end_before
        } else {
            self.isolated_before
        }
    }
}

/// Text with inline codes.
///
/// The plain text is one string, and the codes stand beside it, each at a byte offset, in reading order. So
/// algorithms borrow the text as it is, and no code is ever lost by looking at the text alone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Segment {
    text: String,
    codes: Vec<PlacedCode>,
}

impl Segment {
    /// A segment without text or codes.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            text: String::new(),
            codes: Vec::new(),
        }
    }

    /// The plain text, without codes.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The codes in reading order; offsets never fall.
    pub fn codes(&self) -> &[PlacedCode] {
        &self.codes
    }

    /// Whether there is neither text nor code.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty() && self.codes.is_empty()
    }

    /// Adds text at the end.
    pub fn push_text(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Adds a code at the end.
    pub fn push_code(&mut self, code: InlineCode) {
        self.codes.push(PlacedCode {
            offset: self.text.len(),
            code,
        });
    }

    /// Text runs and codes in reading order.
    pub fn items(&self) -> impl Iterator<Item = Item<'_>> {
        let mut codes = self.codes.iter().peekable();
        let mut at = 0;
        std::iter::from_fn(move || {
            let next = codes.peek().map_or(self.text.len(), |placed| placed.offset);
            if at < next {
                let run = self.text.get(at..next)?;
                at = next;
                return Some(Item::Text(run));
            }
            codes.next().map(|placed| Item::Code(&placed.code))
        })
    }

    /// Cuts the segment at the byte `offsets`, which must rise; offsets that lie outside the text or inside a character
    /// are moved down to the nearest character boundary. Gives one segment more than there are offsets; their texts
    /// add up to the text of this one.
    ///
    /// Codes that stand exactly at a cut go as `placement` says. A pair whose halves part becomes two isolated codes
    /// (`it`), and a wrapping element is closed before the cut and opened again behind it, so that every piece can be
    /// written as well-formed XML. [`Segment::join`] undoes all of it.
    #[must_use]
    pub fn split(&self, offsets: &[usize], placement: CodePlacement) -> Vec<Self> {
        let mut cuts = Vec::with_capacity(offsets.len());
        for &offset in offsets {
            cuts.push(floor_boundary(&self.text, offset).max(cuts.last().copied().unwrap_or(0)));
        }
        let starts = std::iter::once(0).chain(cuts.iter().copied());
        let ends = cuts.iter().copied().chain(std::iter::once(self.text.len()));
        let mut pieces: Vec<(usize, Self)> = starts
            .zip(ends)
            .map(|(start, end)| {
                (
                    start,
                    Self {
                        text: self.text.get(start..end).unwrap_or_default().to_owned(),
                        codes: Vec::new(),
                    },
                )
            })
            .collect();

        for group in self.codes.chunk_by(|one, next| one.offset == next.offset) {
            let Some(offset) = group.first().map(|placed| placed.offset) else {
                continue;
            };
            let piece_before = cuts.partition_point(|cut| *cut < offset);
            let piece_after = cuts.partition_point(|cut| *cut <= offset);
            // Codes keep their order: all up to the last one that belongs before the cut stay before it.
            let before = if piece_before == piece_after {
                group.len()
            } else {
                group
                    .iter()
                    .rposition(|placed| placement.is_before(&placed.code))
                    .map_or(0, |at| at + 1)
            };
            for (at, placed) in group.iter().enumerate() {
                if let Some((start, piece)) = pieces.get_mut(if at < before {
                    piece_before
                } else {
                    piece_after
                }) {
                    piece.codes.push(PlacedCode {
                        offset: offset - *start,
                        code: placed.code.clone(),
                    });
                }
            }
        }

        let mut pieces: Vec<Self> = pieces.into_iter().map(|(_, piece)| piece).collect();
        isolate_cut_pairs(&mut pieces);
        close_cut_elements(&mut pieces);
        pieces
    }

    /// The text and codes of several segments as one; what [`Segment::split`] did to codes at the seams is undone.
    #[must_use]
    pub fn join<'a>(segments: impl IntoIterator<Item = &'a Self>) -> Self {
        let mut joined = Self::new();
        for segment in segments {
            let mut codes = segment.codes.as_slice();
            while let Some((first, rest)) = codes.split_first()
                && first.offset == 0
                && first.code.cut == Some(CutCode::Added)
                && first.code.is_start()
                && joined
                    .codes
                    .pop_if(|last| last.offset == joined.text.len() && is_added_end(&last.code))
                    .is_some()
            {
                codes = rest;
            }
            let start = joined.text.len();
            joined.text.push_str(&segment.text);
            joined.codes.extend(codes.iter().map(|placed| PlacedCode {
                offset: start + placed.offset,
                code: placed.code.clone(),
            }));
        }
        restore_cut_pairs(&mut joined.codes);
        joined
    }

    /// The same segment without white space at both ends; codes that stood in it move to the ends of what is left.
    #[must_use]
    pub fn trimmed(&self) -> Self {
        let start = self.text.len() - self.text.trim_start().len();
        let text = self.text.trim();
        let codes = self
            .codes
            .iter()
            .map(|placed| PlacedCode {
                offset: placed.offset.saturating_sub(start).min(text.len()),
                code: placed.code.clone(),
            })
            .collect();
        Self {
            text: text.to_owned(),
            codes,
        }
    }

    /// The text of `span`, or `None` where it reaches beyond the text or cuts a character.
    pub fn slice(&self, span: ByteSpan) -> Option<&str> {
        span.of(&self.text)
    }
}

impl From<String> for Segment {
    fn from(text: String) -> Self {
        Self {
            text,
            codes: Vec::new(),
        }
    }
}

impl From<&str> for Segment {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

impl<'a> FromIterator<Item<'a>> for Segment {
    fn from_iter<I: IntoIterator<Item = Item<'a>>>(items: I) -> Self {
        let mut segment = Self::new();
        for item in items {
            match item {
                Item::Text(text) => segment.push_text(text),
                Item::Code(code) => segment.push_code(code.clone()),
            }
        }
        segment
    }
}

fn floor_boundary(text: &str, offset: usize) -> usize {
    (0..=offset.min(text.len()))
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0)
}

fn is_added_end(code: &InlineCode) -> bool {
    code.cut == Some(CutCode::Added) && code.is_end()
}

/// Makes isolated codes of pairs whose halves stand in different pieces.
fn isolate_cut_pairs(pieces: &mut [Segment]) {
    let mut open: Vec<(String, usize, usize)> = Vec::new();
    let mut cut: Vec<(usize, usize, &str)> = Vec::new();
    for (piece_at, piece) in pieces.iter().enumerate() {
        for (code_at, placed) in piece.codes.iter().enumerate() {
            let Some(pair) = placed.code.attributes.get("i") else {
                continue;
            };
            match placed.code.kind {
                CodeKind::Bpt => open.push((pair.to_owned(), piece_at, code_at)),
                CodeKind::Ept => {
                    let Some(at) = open.iter().rposition(|(name, ..)| name == pair) else {
                        continue;
                    };
                    let (_, begin_piece, begin_code) = open.swap_remove(at);
                    if begin_piece != piece_at {
                        cut.push((begin_piece, begin_code, "begin"));
                        cut.push((piece_at, code_at, "end"));
                    }
                }
                _ => {}
            }
        }
    }
    for (piece_at, code_at, position) in cut {
        let Some(placed) = pieces
            .get_mut(piece_at)
            .and_then(|piece| piece.codes.get_mut(code_at))
        else {
            continue;
        };
        let code = &mut placed.code;
        code.cut = Some(CutCode::Isolated(code.attributes.clone()));
        code.kind = CodeKind::It;
        code.attributes.remove("i");
        code.attributes.set("pos", position);
    }
}

/// Gives the halves that [`isolate_cut_pairs`] parted their kind and attributes back where both are here.
fn restore_cut_pairs(codes: &mut [PlacedCode]) {
    let mut open: Vec<(String, usize)> = Vec::new();
    let mut pairs = Vec::new();
    for (at, placed) in codes.iter().enumerate() {
        let Some(CutCode::Isolated(original)) = &placed.code.cut else {
            continue;
        };
        let Some(pair) = original.get("i") else {
            continue;
        };
        if placed.code.is_start() {
            open.push((pair.to_owned(), at));
        } else if let Some(found) = open.iter().rposition(|(name, _)| name == pair) {
            pairs.push((open.swap_remove(found).1, CodeKind::Bpt));
            pairs.push((at, CodeKind::Ept));
        }
    }
    for (at, kind) in pairs {
        let Some(placed) = codes.get_mut(at) else {
            continue;
        };
        if let Some(CutCode::Isolated(original)) = placed.code.cut.take() {
            placed.code.kind = kind;
            placed.code.attributes = original;
        }
    }
}

/// Ends wrapping elements at the end of a piece and starts them again in the next one.
fn close_cut_elements(pieces: &mut [Segment]) {
    let mut open: Vec<InlineCode> = Vec::new();
    let last = pieces.len().saturating_sub(1);
    for (at, piece) in pieces.iter_mut().enumerate() {
        let again: Vec<PlacedCode> = open
            .iter()
            .map(|code| PlacedCode {
                offset: 0,
                code: added(code.clone()),
            })
            .collect();
        for placed in &piece.codes {
            if placed.code.closing().is_some() {
                open.push(placed.code.clone());
            } else if placed.code.is_wrapping()
                && open.last().and_then(InlineCode::closing).as_ref() == Some(&placed.code.kind)
            {
                open.pop();
            }
        }
        piece.codes.splice(0..0, again);
        if at < last {
            let ends: Vec<CodeKind> = open.iter().rev().filter_map(InlineCode::closing).collect();
            for end in ends {
                piece.push_code(added(InlineCode::new(end)));
            }
        }
    }
}

fn added(code: InlineCode) -> InlineCode {
    InlineCode {
        cut: Some(CutCode::Added),
        ..code
    }
}

/// A segment is a list of strings (text) and objects (codes).
impl Serialize for Segment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(None)?;
        for item in self.items() {
            match item {
                Item::Text(text) => list.serialize_element(text)?,
                Item::Code(code) => list.serialize_element(code)?,
            }
        }
        list.end()
    }
}

impl<'de> Deserialize<'de> for Segment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Items;

        impl<'de> Visitor<'de> for Items {
            type Value = Segment;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a list of strings and codes")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Segment, A::Error> {
                let mut segment = Segment::new();
                while let Some(item) = list.next_element()? {
                    match item {
                        OwnedItem::Text(text) => segment.push_text(&text),
                        OwnedItem::Code(code) => segment.push_code(code),
                    }
                }
                Ok(segment)
            }
        }

        deserializer.deserialize_seq(Items)
    }
}

/// A string or a code, told apart by the JSON type alone.
enum OwnedItem {
    Text(String),
    Code(InlineCode),
}

impl<'de> Deserialize<'de> for OwnedItem {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TextOrCode;

        impl<'de> Visitor<'de> for TextOrCode {
            type Value = OwnedItem;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a string or a code")
            }

            fn visit_str<E>(self, text: &str) -> Result<OwnedItem, E> {
                Ok(OwnedItem::Text(text.to_owned()))
            }

            fn visit_map<A: serde::de::MapAccess<'de>>(
                self,
                map: A,
            ) -> Result<OwnedItem, A::Error> {
                InlineCode::deserialize(serde::de::value::MapAccessDeserializer::new(map))
                    .map(OwnedItem::Code)
            }
        }

        deserializer.deserialize_any(TextOrCode)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn bpt(i: &str) -> InlineCode {
        InlineCode::new(CodeKind::Bpt)
            .with_attribute("i", i)
            .with_native("<b>")
    }

    fn ept(i: &str) -> InlineCode {
        InlineCode::new(CodeKind::Ept)
            .with_attribute("i", i)
            .with_native("</b>")
    }

    fn hi(start: bool) -> InlineCode {
        InlineCode::new(if start {
            CodeKind::HiStart
        } else {
            CodeKind::HiEnd
        })
    }

    /// Segments with pairs that cross, elements that nest and codes that stand alone.
    fn segments() -> impl Strategy<Value = Segment> {
        let piece = prop_oneof!["[ a-cəıİ.я\u{301}]{1,5}".prop_map(Some), Just(None),];
        (prop::collection::vec((piece, 0..6_u8), 0..12)).prop_map(|pieces| {
            let mut segment = Segment::new();
            let (mut pair, mut open_pairs, mut open_elements) = (0, Vec::new(), 0);
            for (text, action) in pieces {
                if let Some(text) = text {
                    segment.push_text(&text);
                }
                match action {
                    0 => {
                        pair += 1;
                        open_pairs.push(pair);
                        segment.push_code(bpt(&pair.to_string()));
                    }
                    1 if !open_pairs.is_empty() => {
                        segment.push_code(ept(&open_pairs.remove(0).to_string()));
                    }
                    2 => {
                        open_elements += 1;
                        segment.push_code(hi(true));
                    }
                    3 if open_elements > 0 => {
                        open_elements -= 1;
                        segment.push_code(hi(false));
                    }
                    4 => segment.push_code(InlineCode::new(CodeKind::Ph)),
                    _ => {}
                }
            }
            for pair in open_pairs {
                segment.push_code(ept(&pair.to_string()));
            }
            for _ in 0..open_elements {
                segment.push_code(hi(false));
            }
            segment
        })
    }

    fn is_balanced(segment: &Segment) -> bool {
        let (mut depth, mut pairs) = (0_i32, Vec::new());
        for placed in segment.codes() {
            match placed.code.kind {
                CodeKind::HiStart => depth += 1,
                CodeKind::HiEnd => depth -= 1,
                CodeKind::Bpt => pairs.push(placed.code.attributes.get("i")),
                CodeKind::Ept => match pairs
                    .iter()
                    .position(|open| *open == placed.code.attributes.get("i"))
                {
                    Some(at) => drop(pairs.remove(at)),
                    None => return false,
                },
                _ => {}
            }
            if depth < 0 {
                return false;
            }
        }
        depth == 0 && pairs.is_empty()
    }

    #[test]
    fn a_cut_pair_becomes_isolated_codes() {
        let mut segment = Segment::from("One ");
        segment.push_code(bpt("1"));
        segment.push_text("two. Three");
        segment.push_code(ept("1"));
        let pieces = segment.split(&["One two. ".len()], CodePlacement::default());
        assert_eq!(pieces[0].text(), "One two. ");
        assert_eq!(pieces[0].codes()[0].code.kind, CodeKind::It);
        assert_eq!(
            pieces[0].codes()[0].code.attributes.get("pos"),
            Some("begin")
        );
        assert_eq!(pieces[1].codes()[0].code.attributes.get("pos"), Some("end"));
        assert_eq!(pieces[1].codes()[0].code.attributes.get("i"), None);
        assert_eq!(Segment::join(&pieces), segment);
    }

    #[test]
    fn codes_at_a_cut_go_by_placement() {
        let mut segment = Segment::from("One.");
        segment.push_code(ept("1"));
        segment.push_code(bpt("2"));
        segment.push_text("Two.");
        let pieces = segment.split(&[4], CodePlacement::default());
        assert_eq!((pieces[0].codes().len(), pieces[1].codes().len()), (1, 1));
        let all_before = CodePlacement {
            start_before: true,
            end_before: true,
            isolated_before: true,
        };
        assert_eq!(segment.split(&[4], all_before)[1].codes().len(), 0);
    }

    #[test]
    fn json_is_a_list_of_text_and_codes() {
        let mut segment = Segment::from("a");
        segment.push_code(bpt("1"));
        segment.push_text("ə");
        let json = serde_json::to_string(&segment).unwrap();
        assert_eq!(
            json,
            r#"["a",{"kind":"bpt","attributes":{"i":"1"},"content":[{"native":"<b>"}]},"ə"]"#
        );
        assert_eq!(serde_json::from_str::<Segment>(&json).unwrap(), segment);
    }

    proptest! {
        #[test]
        fn split_then_join_is_the_identity(segment in segments(), mut offsets in prop::collection::vec(0..60_usize, 0..5)) {
            offsets.sort_unstable();
            let placement = CodePlacement::default();
            let pieces = segment.split(&offsets, placement);
            prop_assert_eq!(pieces.len(), offsets.len() + 1);
            let text: String = pieces.iter().map(Segment::text).collect();
            prop_assert_eq!(&text, segment.text());
            for piece in &pieces {
                prop_assert!(is_balanced(piece), "{:?}", piece);
            }
            let kept = pieces.iter().flat_map(Segment::codes).filter(|placed| placed.code.cut != Some(CutCode::Added)).count();
            prop_assert_eq!(kept, segment.codes().len());
            prop_assert_eq!(Segment::join(&pieces), segment);
        }

        #[test]
        fn items_give_everything_back(segment in segments()) {
            prop_assert_eq!(segment.items().collect::<Segment>(), segment.clone());
            let json = serde_json::to_string(&segment).unwrap();
            prop_assert_eq!(serde_json::from_str::<Segment>(&json).unwrap(), segment);
        }

        #[test]
        fn trimming_keeps_codes(segment in segments()) {
            let trimmed = segment.trimmed();
            prop_assert_eq!(trimmed.text(), segment.text().trim());
            prop_assert_eq!(trimmed.codes().len(), segment.codes().len());
        }
    }
}
