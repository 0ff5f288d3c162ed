//! What is known of the entries of a part beside their texts.

use super::{Builder, ENTRIES_OF_PAIRS};
use crate::index::layout::Section;

impl Builder {
    /// Writes what is known of entries beside their texts.
    pub(super) fn write_entries(&self, put: &mut impl FnMut(Section, Vec<u8>)) {
        let most = self.drafts.iter().map(|draft| draft.unit.0).max();
        let width = width_of(most.unwrap_or_default());
        let entry_width = width_of(self.drafts.len() as u64);
        let facts = [self.drafts.len(), width, entry_width];
        put(
            Section::Facts,
            facts
                .iter()
                .flat_map(|&fact| (fact as u64).to_le_bytes())
                .collect(),
        );
        let units = self
            .drafts
            .iter()
            .flat_map(|draft| low_bytes(draft.unit.0, width));
        put(Section::Units, units.collect());
        put(
            Section::Sets,
            self.drafts.iter().map(|draft| draft.set).collect(),
        );
        put(Section::SetNames, self.sets.join("\n").into_bytes());

        let (mut lengths, mut last) = (Vec::new(), None);
        for (entry, draft) in self.drafts.iter().enumerate() {
            let length = draft.key >> 40;
            if last.replace(length) != Some(length) {
                lengths.extend(length.to_le_bytes());
                lengths.extend((entry as u64).to_le_bytes());
            }
        }
        put(Section::Lengths, lengths);
        let pairs = self.drafts.chunks(ENTRIES_OF_PAIRS).map(|drafts| {
            let pairs = drafts.iter().map(|draft| draft.key >> 32 & 0xFF).min();
            u8::try_from(pairs.unwrap_or_default()).unwrap_or(u8::MAX)
        });
        put(Section::Pairs, pairs.collect());

        let mut skeletons: Vec<(u64, u64)> = (0..)
            .zip(&self.drafts)
            .filter_map(|(entry, draft)| Some((draft.skeleton?, entry)))
            .collect();
        skeletons.sort_unstable();
        let skeletons = skeletons
            .iter()
            .flat_map(|&(_, entry)| low_bytes(entry, entry_width));
        put(Section::Skeletons, skeletons.collect());
    }
}

/// How many bytes a number takes.
fn width_of(number: u64) -> usize {
    (u64::BITS - number.leading_zeros()).div_ceil(8).max(1) as usize
}

fn low_bytes(number: u64, width: usize) -> impl Iterator<Item = u8> {
    number.to_le_bytes().into_iter().take(width)
}
