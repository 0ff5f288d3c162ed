//! Bilingual and multilingual files of units.
//!
//! Writers take units one by one and write as they come; readers are iterators of units that end at the first error.
//! JSON Lines keep everything. Of the other formats tables and Moses files keep texts, PO also what is said about them,
//! XLIFF their codes too: what is left out is counted in [`Losses`].
//!
//! | format | shape | line breaks in a text |
//! |---|---|---|
//! | [`tsv`] | a header of language tags, a unit a line, a language a column | `\n`, as `\t` and `\\` |
//! | [`csv`] | the same, quoted as RFC 4180 says | kept inside quotation marks |
//! | [`xlsx`] | the same as a sheet of a workbook | kept |
//! | [`jsonl`] | an object a line | kept |
//! | `sdltm` | a database of Trados Studio, read-only; with the feature of this name | kept |
//! | [`moses`] | a file a language, a unit a line | a space |
//! | [`po`] | messages of gettext, two languages | `\n` |
//! | [`xliff`] | XLIFF 1.2 and 2.1, two languages | kept |
//!
//! ```
//! use yaddash_formats::units::{TableOptions, tsv};
//! let table = "az\ten\nSalam!\tHello!\n";
//! let units: Vec<_> = tsv::Reader::new(table.as_bytes())?.collect::<Result<_, _>>()?;
//! let languages = vec!["en".parse()?, "az".parse()?];
//! let mut writer = tsv::Writer::new(Vec::new(), languages, TableOptions::default())?;
//! for unit in &units {
//!     writer.write(unit)?;
//! }
//! let (bytes, losses) = writer.finish()?;
//! assert_eq!(bytes, b"en\taz\nHello!\tSalam!\n");
//! assert!(losses.is_empty());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod columns;
pub mod csv;
mod fused;
pub mod jsonl;
mod line;
mod losses;
pub mod moses;
pub mod po;
mod property;
#[cfg(feature = "sdltm")]
pub mod sdltm;
mod seen;
pub mod tsv;
pub mod xliff;
pub mod xlsx;

pub use columns::languages_of;
pub use losses::Losses;

use yaddash_model::LanguageTag;

/// The languages of a bilingual file, as far as they are known without it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Languages {
    /// The language of the source texts.
    pub source: Option<LanguageTag>,
    /// The language of the translations.
    pub target: Option<LanguageTag>,
}

/// The byte-order mark of UTF-8.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// How to write a table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct TableOptions {
    /// Begin with a byte-order mark, by which spreadsheets know UTF-8.
    pub byte_order_mark: bool,
    /// Put an apostrophe before texts that a spreadsheet would take for a formula: those that begin with `=`, `+`,
    /// `-`, `@`, a tab or a carriage return. This changes the texts, so they are counted in [`Losses::guarded`].
    pub guard_formulas: bool,
}

impl TableOptions {
    /// The same options with [`TableOptions::byte_order_mark`] set.
    #[must_use]
    pub const fn with_byte_order_mark(mut self, byte_order_mark: bool) -> Self {
        self.byte_order_mark = byte_order_mark;
        self
    }

    /// The same options with [`TableOptions::guard_formulas`] set.
    #[must_use]
    pub const fn with_guard_formulas(mut self, guard_formulas: bool) -> Self {
        self.guard_formulas = guard_formulas;
        self
    }
}
