//! The termbase, its readers and writers.

mod category;
mod detail;
mod field;
mod format;
mod language_name;
mod lines;
mod losses;
mod model;
mod multiterm;
mod omegat;
mod pairs;
mod problem;
mod skos;
mod table;
mod tbx;
mod told;
mod utx;
mod validate;
mod values;
mod wide;
mod xml;

pub use detail::{Detail, DetailKind, Element, Group, Node};
pub use format::{ReadOptions, TermbaseFormat, WriteOptions, read_termbase, write_termbase};
pub use losses::Losses;
pub use model::{ConceptEntry, LanguageSection, ReadTermbase, Term, Termbase};
pub use problem::{Problem, ProblemKind};
pub use table::{Delimiter, read_csv, write_csv};
pub use tbx::{TbxDialect, TbxOptions, TbxStyle, TbxVersion, read_tbx, write_tbx};
pub use validate::{validate, validate_text};
pub use values::{Animacy, CaseRule, Gender, Status};

#[cfg(test)]
mod tests;
