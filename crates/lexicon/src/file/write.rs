//! Lexicons to bytes.

use twox_hash::XxHash3_128;

use super::{MAGIC, VERSION};
use crate::Lexicon;
use crate::table::{Table, Words};

pub(super) fn bytes(lexicon: &Lexicon) -> Vec<u8> {
    let mut out = MAGIC.to_vec();
    out.push(VERSION);
    number(lexicon.tables.len(), &mut out);
    for ((first, second), table) in &lexicon.tables {
        for name in [first, second] {
            number(name.len(), &mut out);
            out.extend_from_slice(name.as_bytes());
        }
        for side in &table.words {
            words(side, &mut out);
        }
        links(table, &mut out);
    }
    let checksum = XxHash3_128::oneshot(&out);
    out.extend_from_slice(&checksum.to_le_bytes());
    out
}

/// Words in order; of each what it does not share with the one before.
fn words(words: &Words, out: &mut Vec<u8>) {
    number(words.keys.len(), out);
    let mut before = String::new();
    for (key, total) in words.keys.iter().zip(&words.totals) {
        let text = key.text();
        let same = before
            .bytes()
            .zip(text.bytes())
            .take_while(|(one, other)| one == other)
            .count();
        let rest = text.as_bytes().get(same..).unwrap_or_default();
        number(same, out);
        number(rest.len(), out);
        out.extend_from_slice(rest);
        number(*total as usize, out);
        before = text;
    }
}

/// For each word of the first language its links, in order; of each how far it is from the one before.
fn links(table: &Table, out: &mut Vec<u8>) {
    for word in 0..crate::table::number(table.words[0].keys.len()) {
        number(table.links_of(0, word).count(), out);
        let mut before = 0;
        for link in table.links_of(0, word) {
            number((link.second - before) as usize, out);
            number(link.count as usize, out);
            before = link.second;
        }
    }
}

/// Seven bits a byte, the lowest first; the highest bit says that more follow.
fn number(value: usize, out: &mut Vec<u8>) {
    let mut rest = value;
    while rest >= 0x80 {
        out.push(low_bits(rest) | 0x80);
        rest >>= 7;
    }
    out.push(low_bits(rest));
}

fn low_bits(value: usize) -> u8 {
    u8::try_from(value & 0x7F).unwrap_or_default()
}
