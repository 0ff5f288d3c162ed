//! Azerbaijani in Latin letters: stems and the grammar of nominal endings.
//!
//! The slots and their order follow the descriptive grammars of the language: plural, possessive, case, `-kI`,
//! predicative or question clitic. Derivation (`-lI`, `-lIq`, `-sIz`, `-çI`) is no part of it.

mod grammar;
mod harmony;
mod plain;
mod stems;

pub(crate) use grammar::{APART, Path, generate, paths, paths_attached};
pub use grammar::{Last, Start, StemKind, attached, is_derivation};
pub use harmony::Vowel;
pub use plain::{plain_letter, without_diacritics};
pub(crate) use stems::{acronym_start, head, is_softening_certain};
pub use stems::{possessed_base, word};
