//! The termbase, its readers and writers.

mod model;
mod table;
mod tbx;
mod validate;

pub use model::{CaseRule, ConceptEntry, LanguageSection, ReadTermbase, Status, Term, Termbase};
pub use table::{Delimiter, read_csv, write_csv};
pub use tbx::{TbxStyle, TbxVersion, read_tbx, write_tbx};
pub use validate::{Problem, ProblemKind, validate};
