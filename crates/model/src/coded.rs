//! The coded view of a segment, and offsets between it and the plain text.

use crate::{InlineCode, Item, Segment};

/// On which side of the codes that stand at an offset of the plain text its counterpart lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bias {
    /// Before the codes: for the end of a span, so that it does not take in what follows.
    Before,
    /// After the codes: for the start of a span.
    After,
}

/// Offsets in bytes between the plain text of a segment and its coded view.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OffsetMap {
    /// For each place that has codes: the offset in the plain text, and where its codes start and end in the coded view.
    anchors: Vec<Anchor>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Anchor {
    plain: usize,
    codes_start: usize,
    codes_end: usize,
}

impl OffsetMap {
    /// The offset in the coded view of a `plain` offset.
    pub fn to_coded(&self, plain: usize, bias: Bias) -> usize {
        let after = self.anchors.partition_point(|anchor| anchor.plain <= plain);
        let Some(anchor) = after.checked_sub(1).and_then(|at| self.anchors.get(at)) else {
            return plain;
        };
        match bias {
            Bias::Before if anchor.plain == plain => anchor.codes_start,
            _ => anchor.codes_end + (plain - anchor.plain),
        }
    }

    /// The offset in the plain text of a `coded` offset; inside a code it is where the code stands.
    pub fn to_plain(&self, coded: usize) -> usize {
        let after = self
            .anchors
            .partition_point(|anchor| anchor.codes_start <= coded);
        match after.checked_sub(1).and_then(|at| self.anchors.get(at)) {
            Some(anchor) => anchor.plain + coded.saturating_sub(anchor.codes_end),
            None => coded,
        }
    }
}

/// A segment as one string in which the codes are shown, with the map between this string and the plain text.
///
/// ```
/// use yaddash_model::{Bias, CodeKind, CodedView, InlineCode, Segment};
/// let mut segment = Segment::from("Milli ");
/// segment.push_code(InlineCode::new(CodeKind::Ph));
/// segment.push_text("Məclis");
/// let view = CodedView::new(&segment, |_| "<1/>".to_owned());
/// assert_eq!(view.text(), "Milli <1/>Məclis");
/// assert_eq!(view.map().to_coded(6, Bias::After), 10);
/// assert_eq!(view.map().to_plain(8), 6);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CodedView {
    text: String,
    map: OffsetMap,
}

impl CodedView {
    /// The view of `segment` in which `show` writes each code.
    #[must_use]
    pub fn new(segment: &Segment, mut show: impl FnMut(&InlineCode) -> String) -> Self {
        let (mut text, mut anchors, mut plain) = (String::new(), Vec::<Anchor>::new(), 0);
        for item in segment.items() {
            match item {
                Item::Text(run) => {
                    text.push_str(run);
                    plain += run.len();
                }
                Item::Code(code) => {
                    let codes_start = text.len();
                    text.push_str(&show(code));
                    match anchors.last_mut().filter(|anchor| anchor.plain == plain) {
                        Some(anchor) => anchor.codes_end = text.len(),
                        None => anchors.push(Anchor {
                            plain,
                            codes_start,
                            codes_end: text.len(),
                        }),
                    }
                }
            }
        }
        Self {
            text,
            map: OffsetMap { anchors },
        }
    }

    /// The text with codes.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The map between this text and the plain text.
    pub fn map(&self) -> &OffsetMap {
        &self.map
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::CodeKind;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_offset_round_trips(runs in prop::collection::vec(("[aəİя\\u{301}]{0,4}", 0..3_usize), 0..8)) {
            let mut segment = Segment::new();
            for (text, codes) in &runs {
                segment.push_text(text);
                for _ in 0..*codes {
                    segment.push_code(InlineCode::new(CodeKind::Ph));
                }
            }
            let view = CodedView::new(&segment, |_| "⟨x⟩".to_owned());
            for plain in 0..=segment.text().len() {
                for bias in [Bias::Before, Bias::After] {
                    let coded = view.map().to_coded(plain, bias);
                    prop_assert_eq!(view.map().to_plain(coded), plain);
                    prop_assert!(coded <= view.text().len());
                    prop_assert_eq!(segment.text().is_char_boundary(plain), view.text().is_char_boundary(coded));
                }
            }
            for coded in 0..view.text().len() {
                let plain = view.map().to_plain(coded);
                prop_assert!(view.map().to_coded(plain, Bias::Before) <= coded);
                prop_assert!(view.map().to_coded(plain, Bias::After) >= coded);
            }
            // Text keeps its bytes in both views.
            for (at, character) in segment.text().char_indices() {
                let coded = view.map().to_coded(at, Bias::After);
                prop_assert!(view.text().get(coded..).is_some_and(|rest| rest.starts_with(character)));
            }
        }
    }
}
