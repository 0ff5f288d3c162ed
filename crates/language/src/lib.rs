//! What Yaddash knows of Azerbaijani, English and Russian

mod az;
pub mod casing;
pub mod dates;
pub mod detect;
mod en;
pub mod inflection;
mod items;
mod language;
mod languages;
pub mod lookalike;
pub mod numbers;
mod pattern;
mod ru;
pub mod script;
pub mod tokens;
pub mod translit;

pub use language::Language;
