//! Where bytes that come in parts are not UTF-8.

use std::borrow::Cow;

use super::Position;

/// Follows bytes of one token through parts that may cut characters.
#[derive(Clone, Debug, Default)]
pub(super) struct Utf8Parts {
    /// The bytes of a character that the last part cut, and where it starts.
    cut: Option<(Vec<u8>, Position)>,
    /// Where the first bytes stand that are not UTF-8.
    invalid: Option<Position>,
}

impl Utf8Parts {
    /// Takes the next part, which starts at `position`.
    pub(super) fn feed(&mut self, part: &[u8], position: Position) {
        if self.invalid.is_some() {
            return;
        }
        let (bytes, start) = match self.cut.take() {
            None => (Cow::Borrowed(part), position),
            Some((mut bytes, start)) => {
                bytes.extend_from_slice(part);
                (Cow::Owned(bytes), start)
            }
        };
        let Err(error) = std::str::from_utf8(&bytes) else {
            return;
        };
        let (valid, rest) = bytes
            .split_at_checked(error.valid_up_to())
            .unwrap_or_default();
        let start = start.after(valid);
        match error.error_len() {
            Some(_) => self.invalid = Some(start),
            None => self.cut = Some((rest.to_vec(), start)),
        }
    }

    /// Where the first bytes stand that are not UTF-8; a character that is cut counts, as nothing follows.
    pub(super) fn invalid(&self) -> Option<Position> {
        let cut = self.cut.as_ref().map(|(_, start)| *start);
        self.invalid.or(cut)
    }
}
