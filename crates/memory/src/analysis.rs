//! Analysis: how much of a text is new, and how much a memory or the text itself has already.
//!
//! Each segment counts in one [`Band`], the first of these that fits:
//!
//! 1. [`Band::Context`] and [`Band::Exact`]: a memory has it, with its context or without;
//! 2. [`Band::Repetition`]: the same text with the same codes stood before in the same file;
//! 3. [`Band::CrossFile`]: it stood in a file before;
//! 4. by the score of the best match of the memories, or of the segments before it where these are asked for and one of
//!    them is better: 95–99, 85–94, 75–84, 50–74. Parts of a point are cut off;
//! 5. [`Band::New`].
//!
//! So what a memory has exactly is never a repetition, and the first of several like segments counts as what it is by
//! itself. Segments without anything but white space and codes do not count.

mod counts;
mod internal;

use rustc_hash::FxHashMap;
use yaddash_language::Language;
use yaddash_model::{LanguageTag, Segment};

use crate::words::normal;

pub use counts::Counts;
pub use internal::Internal;

/// What a segment is to the translator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Band {
    /// A memory has the same text in the same context: 101 and more.
    Context,
    /// A memory has the same text: 100.
    Exact,
    /// The same text stood before in the same file.
    Repetition,
    /// The same text stood in a file before.
    CrossFile,
    /// A memory has a text that differs in numbers, codes, case, punctuation or white space: 95 to 99.
    Near,
    /// A memory has a text like it: 85 to 94.
    High,
    /// 75 to 84.
    Medium,
    /// 50 to 74.
    Low,
    /// A segment before it is like it by 95 to 99, and the memories have none that is as near.
    InternalNear,
    /// By 85 to 94.
    InternalHigh,
    /// By 75 to 84.
    InternalMedium,
    /// By 50 to 74.
    InternalLow,
    /// Nothing is like it.
    New,
}

impl Band {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 13] = [
        Self::Context,
        Self::Exact,
        Self::Repetition,
        Self::CrossFile,
        Self::Near,
        Self::High,
        Self::Medium,
        Self::Low,
        Self::InternalNear,
        Self::InternalHigh,
        Self::InternalMedium,
        Self::InternalLow,
        Self::New,
    ];

    /// Its name in data and options, such as `exact` and `95-99`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Context => "context",
            Self::Exact => "exact",
            Self::Repetition => "repetition",
            Self::CrossFile => "cross-file",
            Self::Near => "95-99",
            Self::High => "85-94",
            Self::Medium => "75-84",
            Self::Low => "50-74",
            Self::InternalNear => "internal-95-99",
            Self::InternalHigh => "internal-85-94",
            Self::InternalMedium => "internal-75-84",
            Self::InternalLow => "internal-50-74",
            Self::New => "new",
        }
    }

    /// Its name for people.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Context => "Context match",
            Self::Exact => "100 %",
            Self::Repetition => "Repetitions",
            Self::CrossFile => "Cross-file repetitions",
            Self::Near => "95–99 %",
            Self::High => "85–94 %",
            Self::Medium => "75–84 %",
            Self::Low => "50–74 %",
            Self::InternalNear => "Internal 95–99 %",
            Self::InternalHigh => "Internal 85–94 %",
            Self::InternalMedium => "Internal 75–84 %",
            Self::InternalLow => "Internal 50–74 %",
            Self::New => "New",
        }
    }

    /// What a word counts where nothing else is agreed: nothing in context, a tenth where the text is the same, and up to
    /// all of it where a match helps little.
    pub const fn default_weight(self) -> f64 {
        match self {
            Self::Context => 0.0,
            Self::Exact | Self::Repetition | Self::CrossFile => 0.1,
            Self::Near | Self::InternalNear => 0.2,
            Self::High | Self::InternalHigh => 0.4,
            Self::Medium | Self::InternalMedium => 0.6,
            Self::Low | Self::InternalLow | Self::New => 1.0,
        }
    }

    /// Whether it is a likeness within the files.
    pub const fn is_internal(self) -> bool {
        matches!(
            self,
            Self::InternalNear | Self::InternalHigh | Self::InternalMedium | Self::InternalLow
        )
    }

    /// The band of a score of a memory.
    fn of_match(score: f64) -> Option<Self> {
        Some(match score {
            101.0.. => Self::Context,
            100.0.. => Self::Exact,
            95.0.. => Self::Near,
            85.0.. => Self::High,
            75.0.. => Self::Medium,
            50.0.. => Self::Low,
            _ => return None,
        })
    }

    /// The same for a likeness within the files.
    const fn within(self) -> Self {
        match self {
            Self::High => Self::InternalHigh,
            Self::Medium => Self::InternalMedium,
            Self::Low => Self::InternalLow,
            _ => Self::InternalNear,
        }
    }
}

/// What is counted of a file, or of all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Analysis {
    bands: [Counts; Band::ALL.len()],
}

impl Analysis {
    /// The counts of a band.
    pub fn band(&self, band: Band) -> Counts {
        Band::ALL
            .iter()
            .zip(&self.bands)
            .find_map(|(known, counts)| (*known == band).then_some(*counts))
            .unwrap_or_default()
    }

    /// The counts of all bands together.
    pub fn total(&self) -> Counts {
        self.bands.iter().copied().sum()
    }

    /// The words, each counted as `weight` says of its band.
    pub fn weighted_words(&self, weight: impl Fn(Band) -> f64) -> f64 {
        Band::ALL
            .iter()
            .zip(&self.bands)
            .map(|(band, counts)| weight(*band) * counts.words as f64)
            .sum()
    }

    fn add(&mut self, band: Band, counts: Counts) {
        let slots = Band::ALL.iter().zip(&mut self.bands);
        for (known, slot) in slots {
            if *known == band {
                *slot += counts;
            }
        }
    }

    /// Adds what another counts.
    pub fn merge(&mut self, other: &Self) {
        for (one, more) in self.bands.iter_mut().zip(&other.bands) {
            *one += *more;
        }
    }
}

/// Counts the segments of files one after another.
#[derive(Debug)]
pub struct Analyzer {
    language: &'static Language,
    /// In which file each text stood last.
    seen: FxHashMap<String, usize>,
    files: Vec<Analysis>,
}

impl Analyzer {
    /// Nothing counted yet; the segments are in `language`.
    #[must_use]
    pub fn new(language: &LanguageTag) -> Self {
        Self {
            language: Language::of(language),
            seen: FxHashMap::default(),
            files: Vec::new(),
        }
    }

    /// Begins the next file.
    pub fn begin_file(&mut self) {
        self.files.push(Analysis::default());
    }

    /// Counts a segment of the file begun last, and tells its band. `matched` is the score of its best match in the
    /// memories, 0 to 102; `internal` that of the segment before it that is most like it, where that counts. `None` where
    /// the segment has no text.
    pub fn add(
        &mut self,
        segment: &Segment,
        matched: Option<f64>,
        internal: Option<f64>,
    ) -> Option<Band> {
        if segment.text().trim().is_empty() {
            return None;
        }
        if self.files.is_empty() {
            self.begin_file();
        }
        let file = self.files.len();
        let before = self.seen.insert(key(segment), file);
        let matched = matched.unwrap_or(0.0);
        let found = Band::of_match(matched);
        let band = match (found, before) {
            (Some(band @ (Band::Context | Band::Exact)), _) => band,
            (_, Some(before)) if before == file => Band::Repetition,
            (_, Some(_)) => Band::CrossFile,
            (_, None) => internal
                .filter(|internal| *internal > matched)
                .and_then(Band::of_match)
                .map(Band::within)
                .or(found)
                .unwrap_or(Band::New),
        };
        let counts = Counts::of(segment, self.language);
        if let Some(analysis) = self.files.last_mut() {
            analysis.add(band, counts);
        }
        Some(band)
    }

    /// What was counted, a file each in the order in which they were begun.
    pub fn finish(self) -> Vec<Analysis> {
        self.files
    }
}

/// What makes two segments the same: their text, composed, and what their codes are.
fn key(segment: &Segment) -> String {
    let text = normal(segment.text());
    let mut key = String::with_capacity(text.len() + 8);
    key.push_str(&text);
    for placed in segment.codes() {
        key.extend([
            '\0'.to_string(),
            placed.offset.to_string(),
            format!("{:?}", placed.code.kind),
        ]);
    }
    key
}

#[cfg(test)]
mod tests;
