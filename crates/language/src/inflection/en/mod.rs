//! English: plural, possessive, and spelling variants.

mod head;
mod plural;
mod spelling;

pub use head::heads;
pub use plural::{acronym, bare, word};
pub use spelling::{is_closed, variants};

/// The cell of the singular.
pub(crate) const SINGULAR: u32 = 1;
/// The cell of the plural.
pub(crate) const PLURAL: u32 = 1 << 1;
