//! What Yaddash knows of Azerbaijani, English and Russian

mod az;
pub mod casing;
mod en;
mod language;
mod languages;
mod ru;
pub mod script;
pub mod tokens;

pub use language::Language;
