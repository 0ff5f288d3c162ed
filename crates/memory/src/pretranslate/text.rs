//! Plain text.

use yaddash_model::{ByteSpan, Segment};

use super::{Gap, Place};
use crate::store::Context;

/// The segments of a plain text: `cut` gives those of a line, in order.
pub fn gaps(text: &str, cut: impl Fn(&str) -> Vec<ByteSpan>) -> Vec<Gap> {
    let mut found: Vec<Gap> = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let content = line.trim_end_matches(['\n', '\r']);
        for span in cut(content) {
            let source = span.of(content).unwrap_or_default();
            if source.trim().is_empty() {
                continue;
            }
            let previous = found.last().map(|gap| gap.source.text().to_owned());
            if let Some(before) = found.last_mut() {
                before.context.next = Some(source.to_owned());
            }
            found.push(Gap {
                source: Segment::from(source),
                context: Context {
                    previous,
                    ..Context::default()
                },
                place: Place::Text(span.shifted(start)),
            });
        }
        start += line.len();
    }
    found
}
