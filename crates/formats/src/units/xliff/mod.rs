//! XLIFF 1.2 and 2.1.
//!
//! A unit is a segment: of a `trans-unit` that is parted into segments (`seg-source`), each is a unit of its own. What
//! XLIFF says beside the texts becomes properties, so that it is kept in other formats and comes back; what units say
//! and XLIFF has no place for is carried as `context` of a type `x-…`, which other programs pass over.
//!
//! | in XLIFF 1.2 | in a unit |
//! |---|---|
//! | `trans-unit` `id` | `tuid`; with `/mid` for one of several segments, whose `mid` is the property `x-segment` |
//! | `file` `original` | property `x-file` |
//! | attributes of `trans-unit` | properties `x-NAME`, such as `x-approved`, `x-translate`, `x-resname` |
//! | attributes of `target` | properties `x-NAME` of the variant, such as `x-state`, `x-state-qualifier` |
//! | `note` | a note, of the variant that it annotates or of the unit |
//! | `context` of a type `x-NAME`, or another | property `x-NAME`, or `x-context-NAME` |
//! | `alt-trans` | a unit of its own behind, with `x-match-of`, `x-match-quality`, `x-match-origin`, `x-match-type` |
//!
//! Codes: what XLIFF holds no native code of is a code without content.
//!
//! | in XLIFF 1.2 | code |
//! |---|---|
//! | `g`, paired `bx` and `ex` | `bpt` and `ept` without content |
//! | `bpt` and `ept` | `bpt` and `ept` |
//! | `bx`, `ex`, `bpt` or `ept` alone; `it` | `it` |
//! | `x`, `ph` | `ph` |
//! | `mrk` | `hi` |
//! | `sub` | `sub` |
//! | `id` | `x`; `id` too where it is no number |
//! | `ctype`, `mtype` | `type` |
//!
//! XLIFF 2 is the same in its own words: `unit` with one or more `segment`; `state` and `subState` (`x-substate`) of the
//! target, where states of XLIFF 1.2 are kept as sub-states; `pc`, or `sc` and `ec`, for `bpt` and `ept`; `mtc:match`
//! for a match, `mda:meta` of a type for the property of this name. Native code is in `originalData`.

mod assembled;
mod builder;
mod carried;
mod file;
mod nodes;
pub mod one;
mod output;
mod reader;
mod shape;
#[cfg(test)]
mod tests;
pub mod two;

pub use reader::{Reader, Version};

/// Properties that units of XLIFF have, by their types.
mod kind {
    pub(super) const FILE: &str = "x-file";
    pub(super) const SEGMENT: &str = "x-segment";
    pub(super) const NAME: &str = "x-resname";
    pub(super) const TRANSLATE: &str = "x-translate";
    pub(super) const STATE: &str = "x-state";
    pub(super) const STATE_QUALIFIER: &str = "x-state-qualifier";
    pub(super) const SUB_STATE: &str = "x-substate";
    pub(super) const MATCH_OF: &str = "x-match-of";
    pub(super) const MATCH_QUALITY: &str = "x-match-quality";
    pub(super) const MATCH_ORIGIN: &str = "x-match-origin";
    pub(super) const MATCH_TYPE: &str = "x-match-type";
    /// Before the names of contexts that XLIFF 1.2 knows.
    pub(super) const CONTEXT_OF: &str = "x-context-";
    /// The name of the document of units that name none.
    pub(super) const NO_FILE: &str = "unknown";
}
