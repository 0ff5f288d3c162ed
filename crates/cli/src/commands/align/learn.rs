//! The first pass over a batch: the words that its documents teach each other.

use std::collections::BTreeMap;
use std::path::PathBuf;

use rayon::prelude::*;
use yaddash_align::Prepared;
use yaddash_lexicon::{Lexicon, Sample, Trainer, TrainerOptions};

use super::{Files, Job, PORTION, name_of};
use crate::align::batch::Group;
use crate::align::batch_lexicon::samples;
use crate::align::manifest::Key;
use crate::align::{Aligned, prepared};
use crate::messages::Messages;
use crate::progress::Progress;

/// Bytes of memory for what the first pass keeps of documents.
const MOST_KEPT: usize = 48 << 20;

/// What the first pass leaves for the second one.
#[derive(Default)]
pub(super) struct Taught {
    /// What the documents teach each other.
    pub(super) lexicon: Option<Lexicon>,
    kept: BTreeMap<PathBuf, Kept>,
    bytes: usize,
}

/// A document as the first pass saw it.
struct Kept {
    content: String,
    prepared: Prepared,
}

impl Taught {
    /// What an earlier run has learnt.
    pub(super) fn by(lexicon: Lexicon) -> Self {
        Self {
            lexicon: Some(lexicon),
            ..Self::default()
        }
    }

    /// What was prepared of a document, if its files are what they were then.
    pub(super) fn prepared(&self, group: &Group, files: &Files<'_>) -> Option<&Prepared> {
        let kept = self.kept.get(&group.stem)?;
        (kept.content == content(files)).then_some(&kept.prepared)
    }

    /// Keeps a document if there is room for it.
    fn keep(&mut self, group: &Group, kept: Kept) {
        let bytes = kept.prepared.bytes();
        if self.bytes + bytes <= MOST_KEPT {
            self.bytes += bytes;
            self.kept.insert(group.stem.clone(), kept);
        }
    }
}

/// What tells the content of some files from any other.
fn content(files: &Files<'_>) -> String {
    let mut key = Key::new("");
    for (_, _, bytes) in files {
        key.add(bytes);
    }
    key.finish()
}

impl Job<'_> {
    /// The lexicon of all documents, in memory that does not grow with their number; none where there is nothing to learn
    /// from others.
    ///
    /// Documents are taken in the order of their names, so that the lexicon does not depend on the number of threads.
    pub(super) fn learn(&self, groups: &[Group]) -> Taught {
        let mut taught = Taught::default();
        if !self.learns || groups.len() < 2 {
            return taught;
        }
        let progress = Progress::start("learning words", groups.len(), self.context.messages);
        let mut trainer = Trainer::new(TrainerOptions::default());
        for portion in groups.chunks(PORTION) {
            let learnt: Vec<Option<(Vec<Sample>, Kept)>> = portion
                .par_iter()
                .map(|group| self.samples(group))
                .inspect(|_| progress.advance())
                .collect();
            for (group, learnt) in portion.iter().zip(learnt) {
                let Some((samples, kept)) = learnt else {
                    continue;
                };
                for sample in &samples {
                    trainer.add(sample);
                }
                // The content of the files does not tell what vectors come with them.
                if self.args.vectors.is_empty() {
                    taught.keep(group, kept);
                }
            }
        }
        progress.finish();
        taught.lexicon = Some(trainer.finish());
        taught
    }

    /// What a document teaches by itself. One that cannot be read teaches nothing; that is said when it is its turn to be
    /// aligned, as are all other messages.
    fn samples(&self, group: &Group) -> Option<(Vec<Sample>, Kept)> {
        let files = Self::read(group).ok()?;
        let content = content(&files);
        let versions = self.versions(&group.stem, files, Messages::silent()).ok()?;
        let prepared = prepared(&versions).ok()?;
        let name = name_of(&group.stem);
        let aligned = Aligned::of(name, versions, &prepared, &self.lexicons);
        Some((samples(&aligned), Kept { content, prepared }))
    }
}
