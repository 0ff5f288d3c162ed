//! Iterators that end after the first error.

use crate::Error;

/// What `reader` reads next; nothing from the first end or error on, which `is_done` remembers.
pub(super) fn next<R, T>(
    reader: &mut R,
    is_done: fn(&mut R) -> &mut bool,
    read: fn(&mut R) -> Result<Option<T>, Error>,
) -> Option<Result<T, Error>> {
    if *is_done(reader) {
        return None;
    }
    let next = read(reader).transpose();
    *is_done(reader) = !matches!(next, Some(Ok(_)));
    next
}
