//! What Yaddash knows of Azerbaijani, English and Russian, as data and small functions on text.
//!
//! Programs that handle these languages go wrong in the same places: they turn `İLHAM` into `i̇lham` and `BAKI` into
//! `baki`, cut `AŞPA-nın` in two, miss `Xаnkəndi` with a Cyrillic `а`, and see no link between `Qarabağ` and `Карабах`.
//! This crate has the knowledge that it takes to do better. It reads no file, keeps no state and panics on no input.
//!
//! Everything begins with a [`Language`], found by its tag:
//!
//! ```
//! use yaddash_language::{Language, casing, dates::dates, detect::detect, numbers::numbers, translit::name_key};
//!
//! let az = Language::of(&"az-AZ".parse()?);
//! let en = Language::of(&"en".parse()?);
//! assert_eq!(casing::lower("BAKI, İLHAM", az), "bakı, ilham");
//!
//! let text = "Xankəndidə 15 may 2024-cü ildə 1,5 mln. manatlıq layihə başladı.";
//! assert_eq!(detect(text).map(|found| found.language), Some(az));
//! assert_eq!(dates(text, az)[0].value, dates("May 15, 2024", en)[0].value);
//! assert!(numbers(text, az).iter().any(|number| number.value == numbers("1.5 million", en)[0].value));
//! assert_eq!(name_key("Xankəndi", az), name_key("Khankendi", en));
//! # Ok::<(), yaddash_model::LanguageTagError>(())
//! ```
//!
//! | module | what it answers |
//! |---|---|
//! | [`casing`] | upper, lower and folded case, with the Turkic `i`; the shape of a word |
//! | [`script`], [`lookalike`] | which script a letter is of; words that mix scripts, and how they were meant |
//! | [`detect`] | in which language a paragraph is, and how sure that is |
//! | [`tokens`] | words with their suffixes, numbers, punctuation, symbols |
//! | [`numbers`], [`dates`] | values that compare across languages |
//! | [`translit`] | plain Latin spelling; keys under which the spellings of a name meet |
//! | [`inflection`] | which forms are forms of a term |
//! | [`stem`] | a key under which the forms of a word are counted together |
//!
//! # Guarantees
//!
//! - Offsets are bytes of the text that was given, half-open, on boundaries of characters, in order, without overlap.
//! - The same text gives the same answer, always. Data is compiled on first use, in well under a millisecond a language.
//! - Time grows with the length of the text alone. On one core [`tokens`] reads 300 MB/s and more, [`casing::fold`]
//!   1 GB/s, and [`translit::cognate_key`] 130 MB/s (`cargo bench -p yaddash-language`).
//! - Text is taken as it comes. Where composed and decomposed letters (NFC, NFD) make a difference, the functions say so;
//!   detection and the keys of [`translit`] compose by themselves.
//!
//! # Non-guarantees
//!
//! Keys gather candidates and prove nothing; detection of a word or two is a guess with a low confidence. The languages
//! of the table alone have numbers in words, names of months and inflection; any other gets general rules.
//!
//! # A further language
//!
//! is a folder of data and a row in the table: see `docs/adding-a-language.md` and the template that it copies.

#![forbid(unsafe_code)]

mod az;
pub mod casing;
pub mod dates;
pub mod detect;
mod en;
mod function_words;
pub mod inflection;
mod items;
mod language;
mod languages;
pub mod lookalike;
pub mod numbers;
mod pattern;
mod ru;
pub mod script;
pub mod stem;
#[cfg(test)]
mod template;
pub mod tokens;
pub mod translit;

pub use function_words::FunctionWords;
pub use language::Language;
