//! The first pass over a batch: the words that its documents teach each other.

use rayon::prelude::*;
use yaddash_lexicon::{Lexicon, Sample, Trainer, TrainerOptions};

use super::{Job, PORTION, name_of};
use crate::align::Aligned;
use crate::align::batch::Group;
use crate::align::batch_lexicon::samples;
use crate::messages::Messages;
use crate::progress::Progress;

impl Job<'_> {
    /// The lexicon of all documents, in memory that does not grow with their number; none where there is nothing to learn
    /// from others.
    ///
    /// Documents are taken in the order of their names, so that the lexicon does not depend on the number of threads.
    pub(super) fn learn(&self, groups: &[Group]) -> Option<Lexicon> {
        if !self.learns || groups.len() < 2 {
            return None;
        }
        let progress = Progress::start("learning words", groups.len(), self.context.messages);
        let mut trainer = Trainer::new(TrainerOptions::default());
        for portion in groups.chunks(PORTION) {
            let learnt: Vec<Vec<Sample>> = portion
                .par_iter()
                .map(|group| self.samples(group))
                .inspect(|_| progress.advance())
                .collect();
            for sample in learnt.iter().flatten() {
                trainer.add(sample);
            }
        }
        progress.finish();
        Some(trainer.finish())
    }

    /// What a document teaches by itself. One that cannot be read teaches nothing; that is said when it is its turn to be
    /// aligned, as are all other messages.
    fn samples(&self, group: &Group) -> Vec<Sample> {
        let messages = Messages::silent();
        Self::read(group)
            .and_then(|files| self.versions(&group.stem, files, messages))
            .and_then(|versions| Aligned::new(name_of(&group.stem), versions, &self.lexicons))
            .map(|aligned| samples(&aligned))
            .unwrap_or_default()
    }
}
