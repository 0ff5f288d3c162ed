//! Repair of near matches: the target of a match, made to fit a query that says the same words.
//!
//! A match whose source differs from the query in numbers, inline codes, the first capital, the final punctuation or
//! outer white space alone can often be made right without understanding it. What is changed is what corresponds without
//! doubt, and nothing else:
//!
//! - **Numbers** are replaced where the numbers of source and target are the same, each that changes changes everywhere
//!   alike, and the words beside it need no other form: `1 file` does not become `5 file`, nor `5 файлов` `2 файлов`.
//!   They are written with the signs that the target had, or those of its language; ordinals get their suffix
//!   (`4-cü`, `6-cı`). A number that changes and cannot be replaced leaves the match unrepaired.
//! - **Codes** of the query take the place of those of the target where all three segments have them in like places.
//!   Pairs that the query does not have are left out; a pair around the whole query is put around the target.
//! - **White space** at both ends becomes that of the query.
//! - **Final punctuation** becomes that of the query where source and target had the same. Questions are left alone: they
//!   have words of their own in other languages.
//! - **The first letter** becomes a capital where that of the query is one and that of the source was not. The other way
//!   is never taken, since the target may begin with a name.

mod codes;
mod edges;
mod edit;
mod numbers;
mod reading;

use yaddash_language::Language;
use yaddash_model::{LanguageTag, Segment};

use reading::Reading;

/// A target that was made to fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repaired {
    /// The proposal.
    pub segment: Segment,
    /// What was changed, in the order of the text; codes last.
    pub what: Vec<Repair>,
}

/// A change that repair made.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Repair {
    /// A number was replaced.
    Number {
        /// What the target had.
        from: String,
        /// What stands there now.
        to: String,
    },
    /// The suffix of a number was made to go with it.
    Suffix {
        /// What the target had.
        from: String,
        /// What stands there now.
        to: String,
    },
    /// The final punctuation was replaced.
    Punctuation {
        /// What the target had.
        from: String,
        /// What stands there now.
        to: String,
    },
    /// White space at an end was replaced.
    WhiteSpace,
    /// The first letter was made a capital.
    Capital,
    /// Inline codes were taken over from the query.
    Codes,
}

impl Repair {
    /// A word for the kind of change: `number`, `suffix`, `punctuation`, `white-space`, `capital`, `codes`.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Number { .. } => "number",
            Self::Suffix { .. } => "suffix",
            Self::Punctuation { .. } => "punctuation",
            Self::WhiteSpace => "white-space",
            Self::Capital => "capital",
            Self::Codes => "codes",
        }
    }
}

/// The `target` of a match, made to fit `query` where that is safe; `source` is what the match was found by, in `from` as
/// the query is, and the target is in `to`.
///
/// `None` where the words of query and source are not the same, where a number differs that cannot be replaced for sure,
/// and where there is nothing to change.
///
/// ```
/// use yaddash_memory::repair::repair;
/// let (en, az) = ("en".parse()?, "az".parse()?);
/// let repaired = repair(
///     &"The 6th session of 2026 lasted 2.5 hours.".into(),
///     &"The 4th session of 2024 lasted 1.5 hours.".into(),
///     &"2024-cü ilin 4-cü iclası 1,5 saat davam etdi.".into(),
///     &en,
///     &az,
/// );
/// assert_eq!(repaired.unwrap().segment.text(), "2026-cı ilin 6-cı iclası 2,5 saat davam etdi.");
/// # Ok::<(), yaddash_model::LanguageTagError>(())
/// ```
pub fn repair(
    query: &Segment,
    source: &Segment,
    target: &Segment,
    from: &LanguageTag,
    to: &LanguageTag,
) -> Option<Repaired> {
    let readings = Readings::of(query, source, target, from, to);
    if !readings.query.says_the_same(&readings.source) {
        return None;
    }
    let mut edits = numbers::edits(&readings)?;
    edits.extend(edges::edits(&readings));
    let segment = edit::applied(target, &mut edits)?;
    let mut what: Vec<Repair> = edits.into_iter().map(|edit| edit.what).collect();
    let segment = match codes::transplanted(query, source, target, &segment, &readings) {
        Some(with_codes) => {
            what.push(Repair::Codes);
            with_codes
        }
        None => segment,
    };
    (!what.is_empty()).then_some(Repaired { segment, what })
}

/// `target` with the codes of `query`; `None` where their places are not sure. See [`repair`].
pub(crate) fn with_codes_of(
    query: &Segment,
    source: &Segment,
    target: &Segment,
    from: &LanguageTag,
    to: &LanguageTag,
) -> Option<Segment> {
    let readings = Readings::of(query, source, target, from, to);
    codes::with_codes_of(query, source, target, &readings)
}

/// The three texts of a repair.
struct Readings<'a> {
    query: Reading<'a>,
    source: Reading<'a>,
    target: Reading<'a>,
}

impl<'a> Readings<'a> {
    fn of(
        query: &'a Segment,
        source: &'a Segment,
        target: &'a Segment,
        from: &LanguageTag,
        to: &LanguageTag,
    ) -> Self {
        let (from, to) = (Language::of(from), Language::of(to));
        Self {
            query: Reading::of(query.text(), from),
            source: Reading::of(source.text(), from),
            target: Reading::of(target.text(), to),
        }
    }
}

#[cfg(test)]
mod tests;
