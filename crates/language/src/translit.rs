//! Names across scripts: plain Latin spelling, and keys under which the spellings of a name in several languages meet.
//!
//! Nothing here decides that two words are the same; keys gather candidates. From the closest to the widest:
//!
//! - [`romanise`] writes a text in plain Latin letters, for people to read;
//! - [`name_key`] is the sound of a name in coarse classes, with a mark wherever vowels stand: `Xankəndi`, `Ханкенди` and
//!   `Khankendi` have one key;
//! - [`cognate_key`] is the consonants alone, in even coarser classes, as a small number: words that share the first
//!   three or four classes are likely to be cognates.
//!
//! The rows of each language are its own data: which letters sound how. They speak of these sounds, coarse enough to be
//! the same across languages:
//!
//! | sound | Azerbaijani | Russian | English |
//! |---|---|---|---|
//! | `a` | any vowel, `y` | any vowel, `й` | any vowel, `y` |
//! | `c` | `ç` | `ч` | `ch`, `tch` |
//! | `h` | `h`, `x` | `х` | `h`, `kh` |
//! | `j` | `c`, `j` | `дж`, `ж` | `j`, `zh` |
//! | `k` | `k`, `q`, `g`, `ğ` | `к`, `г` | `k`, `c`, `q`, `g`, `gh` |
//! | `s` | `s`, `ts` | `с`, `ц` | `s`, `ts`, `c` before `e`, `i`, `y` |
//! | `v` | `v` | `в` | `v`, `w` |
//! | `w` | `ş` | `ш`, `щ` | `sh`, `sch` |
//! | `b d f l m n p r t z` | as written | as written | as written, `ph` as `f`, `th` as `t` |

mod cognate;
mod name;
mod rewriting;
mod roman;

pub use cognate::{CognateKey, cognate_key};
pub use name::name_key;
pub use roman::romanise;

pub(crate) use rewriting::{Rewriting, Row};
pub(crate) use roman::composed;

#[cfg(test)]
mod tests;
