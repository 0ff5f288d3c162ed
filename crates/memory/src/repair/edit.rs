//! Changes of a text that keep the codes beside it.

use yaddash_model::{ByteSpan, Segment};

use super::Repair;

/// A piece of the target with what takes its place.
#[derive(Clone, Debug)]
pub(super) struct Edit {
    pub(super) span: ByteSpan,
    pub(super) text: String,
    pub(super) what: Repair,
}

/// `segment` with all `edits`, which are put in the order of the text. `None` where two overlap, where one does not fit
/// the text, or where a code stands within or beside an empty one, so that its place would be a guess.
pub(super) fn applied(segment: &Segment, edits: &mut [Edit]) -> Option<Segment> {
    edits.sort_by_key(|edit| (edit.span.start(), edit.span.end()));
    let mut changed = Segment::new();
    let mut codes = segment.codes().iter().peekable();
    let mut at = 0;
    for edit in &*edits {
        let (start, end) = (edit.span.start(), edit.span.end());
        while let Some(placed) = codes.next_if(|placed| placed.offset <= start) {
            if edit.span.is_empty() && placed.offset == start {
                return None;
            }
            changed.push_text(segment.text().get(at..placed.offset)?);
            changed.push_code(placed.code.clone());
            at = placed.offset;
        }
        if codes.peek().is_some_and(|placed| placed.offset < end) {
            return None;
        }
        changed.push_text(segment.text().get(at..start)?);
        changed.push_text(&edit.text);
        at = end;
    }
    for placed in codes {
        changed.push_text(segment.text().get(at..placed.offset)?);
        changed.push_code(placed.code.clone());
        at = placed.offset;
    }
    changed.push_text(segment.text().get(at..)?);
    Some(changed)
}
