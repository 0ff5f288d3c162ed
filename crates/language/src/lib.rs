//! What Yaddash knows of Azerbaijani, English and Russian

pub mod casing;
mod language;
mod languages;
pub mod script;

pub use language::Language;
