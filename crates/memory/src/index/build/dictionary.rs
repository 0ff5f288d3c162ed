//! The dictionary of a part, and its texts as numbers of words.

use super::{Builder, SPACE, TEXTS_OF_PLACE, to_u32};
use crate::index::layout::Section;
use crate::index::varint;
use crate::words::WordKind;

impl Builder {
    /// The pieces by their numbers.
    pub(super) fn names(&self) -> Vec<&str> {
        let mut names = vec![""; self.pieces.len()];
        #[expect(
            clippy::iter_over_hash_type,
            reason = "each piece goes to its place, in whatever order"
        )]
        for (name, &number) in &self.known {
            if let Some(slot) = names.get_mut(number as usize) {
                *slot = name;
            }
        }
        names
    }

    /// Writes the dictionary, frequent pieces first, and tells the place of each piece in it.
    pub(super) fn write_dictionary(&self, put: &mut impl FnMut(Section, Vec<u8>)) -> Vec<u32> {
        let names = self.names();
        let mut by_count: Vec<(u32, u32)> = (0..)
            .zip(&self.pieces)
            .map(|(number, piece)| (u32::MAX - piece.count, number))
            .collect();
        by_count.sort_unstable();
        let (mut places, mut words, mut forms) = (Vec::new(), Vec::new(), Vec::new());
        let mut order = vec![0; self.pieces.len()];
        for (rank, &(_, number)) in (0_u32..).zip(&by_count) {
            if let Some(slot) = order.get_mut(number as usize) {
                *slot = rank;
            }
            places.extend(to_u32(words.len()).to_le_bytes());
            let name = names.get(number as usize).copied().unwrap_or_default();
            words.extend_from_slice(name.as_bytes());
            let form = self
                .pieces
                .get(number as usize)
                .and_then(|piece| piece.form);
            forms.push(form.map_or(SPACE, |form| kind_number(form.kind)));
            forms.extend(form.map_or(0, |form| form.folded).to_le_bytes());
            forms.extend(form.map_or(0, |form| form.stem).to_le_bytes());
        }
        places.extend(to_u32(words.len()).to_le_bytes());
        put(Section::WordPlaces, places);
        put(Section::Words, words);
        put(Section::Forms, forms);
        order
    }

    pub(super) fn write_texts(&self, order: &[u32], put: &mut impl FnMut(Section, Vec<u8>)) {
        let (mut places, mut texts) = (Vec::new(), Vec::new());
        let mut pieces = Vec::new();
        for (entry, draft) in self.drafts.iter().enumerate() {
            if entry % TEXTS_OF_PLACE == 0 {
                places.extend((texts.len() as u64).to_le_bytes());
            }
            pieces.clear();
            for &piece in self
                .texts
                .get(draft.pieces.0..draft.pieces.1)
                .unwrap_or_default()
            {
                let rank = order.get(piece as usize >> 1).copied().unwrap_or_default();
                varint::write(u64::from(rank) << 1 | u64::from(piece & 1), &mut pieces);
            }
            varint::write(pieces.len() as u64, &mut texts);
            texts.push(draft.words);
            texts.extend_from_slice(&pieces);
        }
        put(Section::TextPlaces, places);
        put(Section::Texts, texts);
    }
}

fn kind_number(kind: WordKind) -> u8 {
    match kind {
        WordKind::Letters => 0,
        WordKind::Number => 1,
        WordKind::Sign => 2,
    }
}
