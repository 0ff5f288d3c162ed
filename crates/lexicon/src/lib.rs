//! Word-translation lexicons: which words of one language stand for which of another, and how often they did.
//!
//! A [`Lexicon`] is learnt by a [`Trainer`] from pairs of sentences, read from a file, or made of a dictionary. It
//! holds counts for any number of pairs of languages and answers with probabilities. Use it where words must be matched
//! across languages without a rule: to align sentences, to find the translation of a term in a sentence. For the
//! spellings of one name in several languages, see `yaddash_language::translit`.
//!
//! Words are looked up by [`Key`], which is what is left of a word without its endings; [`keys`] makes the keys of a text.
//!
//! ```
//! use yaddash_language::Language;
//! use yaddash_lexicon::{Key, Sample, Trainer, TrainerOptions};
//! use yaddash_model::LanguageTag;
//!
//! let (az, en): (LanguageTag, LanguageTag) = ("az".parse()?, "en".parse()?);
//! // One sample a document; samples can be made on many threads.
//! let mut sample = Sample::new(&az, &en);
//! sample.push("Qapı bağlıdır.", "The door is closed.");
//! sample.push("Pəncərə bağlıdır.", "The window is closed.");
//! sample.push("Qapı və pəncərə.", "The door and the window.");
//! sample.push("Qapını açın.", "Open the door.");
//!
//! // Samples are added in a fixed order, and give the same lexicon each time.
//! let mut trainer = Trainer::new(TrainerOptions::default());
//! trainer.add(&sample);
//! let lexicon = trainer.finish();
//!
//! let pair = lexicon.pair(&az, &en).ok_or("no such pair")?;
//! let door = Key::of_word("qapılar", Language::of(&az)).ok_or("no word")?;
//! let best = pair.translations(door).max_by(|one, other| one.forward.total_cmp(&other.forward));
//! assert_eq!(best.map(|best| best.key), Key::of_word("doors", Language::of(&en)));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! | type | what it is |
//! |---|---|
//! | [`Lexicon`], [`PairLexicon`] | the counts, and the view of one pair of languages in one direction |
//! | [`Layers`] | several lexicons of a pair, of which the higher one decides where it has evidence |
//! | [`Sample`], [`Trainer`] | sentences to learn from, and the learning |
//! | [`Dictionary`], [`StarDict`] | dictionaries for people, made lexicons |
//!
//! [`Lexicon::seed`] is a small lexicon that is part of the program, and `docs/lexicon.md` describes the files.
//!
//! # Guarantees
//!
//! - Probabilities are from 0 to 1, and those of the translations of a word are not more than 1 in sum.
//! - Merging adds counts exactly: neither the order nor the grouping matters.
//! - Training takes memory by its options, not by its input, and the same samples in the same order give the same result.
//! - Nothing panics on any input.

#![forbid(unsafe_code)]

mod dictionary;
mod error;
mod file;
mod key;
mod layers;
mod lexicon;
mod sample;
mod seed;
mod table;
mod train;

pub use dictionary::{Dictionary, StarDict};
pub use error::{Error, ErrorKind};
pub use key::{Key, keys, language_name};
pub use layers::Layers;
pub use lexicon::{Lexicon, PairLexicon, PairSummary, Translation};
pub use sample::Sample;
pub use train::{Trainer, TrainerOptions, TrainingSummary};
