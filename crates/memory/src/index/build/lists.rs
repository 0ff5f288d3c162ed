//! The lists of a part: in which entries each stem and each pair of characters stands.

use rustc_hash::FxHashMap;

use super::{Builder, Draft, to_u32};
use crate::index::layout::Section;
use crate::index::lists::{BLOCK, ListWriter};
use crate::index::pairs::SLOTS;
use crate::index::stems::StemKeys;

impl Builder {
    /// Writes the lists of stems, the second and later ones of a text apart from the first.
    pub(super) fn write_stems(&self, put: &mut impl FnMut(Section, Vec<u8>)) {
        let mut keys = StemKeys::default();
        let mut lists_of_keys: FxHashMap<u32, u32> = FxHashMap::default();
        let mut known = Vec::new();
        let writers = self.write_lists(|draft, _, lists| {
            let pieces = self
                .texts
                .get(draft.pieces.0..draft.pieces.1)
                .unwrap_or_default();
            let stems = pieces
                .iter()
                .filter_map(|&piece| Some(self.pieces.get(piece as usize >> 1)?.form?.stem));
            for &key in keys.of(stems) {
                let list = lists_of_keys.entry(key).or_insert_with(|| {
                    known.push(key);
                    to_u32(known.len() - 1)
                });
                lists.push(*list);
            }
        });
        let mut ordered: Vec<(u32, ListWriter)> = known.into_iter().zip(writers).collect();
        ordered.sort_unstable_by_key(|&(key, _)| key);
        let keys = ordered.iter().flat_map(|(key, _)| key.to_le_bytes());
        put(Section::Stems, keys.collect());
        let (places, lists) = self.finish_lists(ordered.into_iter().map(|(_, writer)| writer));
        put(Section::StemPlaces, places);
        put(Section::StemLists, lists);
    }

    pub(super) fn write_pairs(&mut self, put: &mut impl FnMut(Section, Vec<u8>)) {
        let mut pairs = std::mem::take(&mut self.pairs);
        let names = self.names();
        let mut writers = self.write_lists(|draft, text, lists| {
            text.clear();
            for &piece in self
                .texts
                .get(draft.pieces.0..draft.pieces.1)
                .unwrap_or_default()
            {
                if piece & 1 == 0 {
                    text.push(' ');
                }
                text.push_str(names.get(piece as usize >> 1).copied().unwrap_or_default());
            }
            lists.extend(pairs.of(text).iter().map(|&slot| u32::from(slot)));
        });
        writers.resize_with(SLOTS, ListWriter::default);
        let (places, lists) = self.finish_lists(writers);
        put(Section::PairPlaces, places);
        put(Section::PairLists, lists);
    }

    /// Writes lists of entries; `lists_of` tells in which an entry stands, once or more.
    fn write_lists(
        &self,
        mut lists_of: impl FnMut(&Draft, &mut String, &mut Vec<u32>),
    ) -> Vec<ListWriter> {
        let mut writers: Vec<ListWriter> = Vec::new();
        // The entries of the present block for each list, and which lists have any.
        let mut of_block: Vec<Vec<u32>> = Vec::new();
        let mut touched = Vec::new();
        let (mut text, mut lists) = (String::new(), Vec::new());
        for (block, drafts) in self.drafts.chunks(BLOCK).enumerate() {
            for (entry, draft) in (to_u32(block * BLOCK)..).zip(drafts) {
                lists.clear();
                lists_of(draft, &mut text, &mut lists);
                for &list in &lists {
                    if of_block.len() <= list as usize {
                        of_block.resize_with(list as usize + 1, Vec::new);
                    }
                    let Some(entries) = of_block.get_mut(list as usize) else {
                        continue;
                    };
                    if entries.is_empty() {
                        touched.push(list);
                    }
                    if entries.last() != Some(&entry) {
                        entries.push(entry);
                    }
                }
            }
            writers.resize_with(of_block.len(), ListWriter::default);
            for list in touched.drain(..) {
                let list = list as usize;
                if let (Some(writer), Some(entries)) =
                    (writers.get_mut(list), of_block.get_mut(list))
                {
                    writer.push_block(block, entries);
                    entries.clear();
                }
            }
        }
        writers
    }

    /// Where the lists begin, and the lists.
    fn finish_lists(&self, writers: impl IntoIterator<Item = ListWriter>) -> (Vec<u8>, Vec<u8>) {
        let blocks = self.drafts.len().div_ceil(BLOCK);
        let (mut places, mut data) = (Vec::new(), Vec::new());
        for writer in writers {
            places.extend((data.len() as u64).to_le_bytes());
            writer.finish(blocks, &mut data);
        }
        places.extend((data.len() as u64).to_le_bytes());
        (places, data)
    }
}
