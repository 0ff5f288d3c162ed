//! PO files of gettext: messages in a source language and their translations.
//!
//! A message is a unit of one or two variants. What PO says beside the texts becomes properties, so that it is kept in
//! other formats and comes back:
//!
//! | in PO | property of the unit |
//! |---|---|
//! | `msgctxt` | `x-context` |
//! | a flag after `#,`, such as `fuzzy` | `x-flag` |
//! | a reference after `#:` | `x-reference` |
//! | `#.` lines | `x-extracted-comment` |
//! | `#| msgctxt`, `#| msgid`, `#| msgid_plural` | `x-previous-context`, `x-previous-msgid`, `x-previous-msgid-plural` |
//! | `#~` | `x-obsolete`, `yes` |
//!
//! `# ` lines are a note. A message with plural forms gives a unit a form: the first pairs `msgid` with `msgstr[0]`, the
//! others pair `msgid_plural` with `msgstr[1]` and so on; `x-plural` says which form it is, `x-msgid` and
//! `x-msgid-plural` name both source texts in each. The writer makes one message of such units again where they follow
//! each other.

mod entries;
mod entry;
mod header;
mod message;
mod plural;
mod reader;
mod string;
#[cfg(test)]
mod tests;
mod writer;

pub use header::Header;
pub use reader::Reader;
pub use writer::Writer;

/// Properties that messages have, by their types.
mod kind {
    pub(super) const CONTEXT: &str = "x-context";
    pub(super) const FLAG: &str = "x-flag";
    pub(super) const REFERENCE: &str = "x-reference";
    pub(super) const EXTRACTED: &str = "x-extracted-comment";
    pub(super) const OBSOLETE: &str = "x-obsolete";
    /// The value of [`OBSOLETE`].
    pub(super) const YES: &str = "yes";
    pub(super) const PLURAL: &str = "x-plural";
    pub(super) const MSGID: &str = "x-msgid";
    pub(super) const MSGID_PLURAL: &str = "x-msgid-plural";
    /// Previous texts, in the order of [`super::entry::Previous`].
    pub(super) const PREVIOUS: [&str; 3] = [
        "x-previous-context",
        "x-previous-msgid",
        "x-previous-msgid-plural",
    ];
}
