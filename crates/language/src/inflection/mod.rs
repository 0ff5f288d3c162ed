//! Inflection: which forms of a word and of a term are the same term.
//!
//! A word is compiled to a few *stems*, each with the *endings* it takes; forms are never expanded blindly. Endings of
//! Azerbaijani are walked as a grammar with vowel harmony ([`az`]), those of Russian and English are short lists
//! ([`ru`], [`en`]). A form that inflects a word, a clitic, and an ending after a hyphen, an apostrophe or a closing
//! quotation mark are the word; a derived word (`bakılı`, `мировой`, `European`) is another one.
//!
//! The lists are generous where a word alone does not show how it inflects (the gender of `тень`): a matcher asks
//! whether a form can be the word, and forms that no one writes do no harm. [`inflect_like`] gives a form only where
//! all readings agree.
//!
//! ```
//! use yaddash_language::{Language, inflection::TermPattern};
//! let az = Language::of(&"az".parse()?);
//! let council = TermPattern::compile("Avropa Şurası", az);
//! assert!(council.is_form("Avropa Şurasının"));
//! assert!(!council.is_form("Avropa Şurasılı"));
//! # Ok::<(), yaddash_model::LanguageTagError>(())
//! ```

pub mod az;
mod compile;
pub mod en;
mod fold;
mod gap;
mod like;
pub mod ru;
mod term;
#[cfg(test)]
mod tests;
mod word;
mod words;

pub use fold::{Folding, WordLetter, fold_letter, fold_word};
pub use gap::{Attachment, Gap, attachment};
pub use like::inflect_like;
pub use term::{Role, TermPattern, WordPattern, has_capitals};
pub use word::{Ending, Endings, Stem};
pub use words::words;
