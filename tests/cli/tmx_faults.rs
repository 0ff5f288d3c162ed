//! Memories that are not well-formed: whatever reads them says the same, with the place, and writes nothing.

use crate::program::{Folder, MEMORY};

/// Every way to read a memory that does not look for faults itself.
const READERS: [&str; 13] = [
    "tmx info m.tmx",
    "tmx info m.tmx --jobs 1",
    "tmx merge m.tmx ok.tmx -o out.tmx",
    "tmx filter m.tmx variants -o out.tmx",
    "tmx dedupe m.tmx -o out.tmx",
    "tmx diff ok.tmx m.tmx",
    "tmx split m.tmx --units 1 -o out.{n}.tmx",
    "tmx sample m.tmx --units 9 -o out.tmx",
    "tmx convert m.tmx -o out.tmx",
    "tmx convert m.tmx --level 1 -o out.tmx",
    "tmx convert m.tmx -o out.jsonl",
    "tmx convert m.tmx -o out.tsv",
    "memory import m.tmx --memory memory",
];

#[test]
fn whatever_reads_a_memory_refuses_what_is_not_well_formed() {
    let (cut_off, _) = MEMORY.split_once("twice").unwrap();
    for (tmx, place) in [
        (cut_off.to_owned(), "m.tmx:8:38: the file ends before"),
        (
            MEMORY.replace("twice", "<b>twice"),
            "m.tmx:8:46: `</seg>` does not close `b` of 8:38",
        ),
        (
            MEMORY.replace("<tu>", "<tu t5:n='1'>"),
            "m.tmx:8:5: prefix `t5` is not declared",
        ),
        (MEMORY.replace("<note>", "<note><t5:n/>"), "m.tmx:5:"),
        (
            MEMORY.replace("<tu>", "<tu a='1' a='2'>"),
            "m.tmx:8:11: attribute `a` stands twice",
        ),
        (
            format!("{MEMORY}{MEMORY}"),
            "m.tmx:10:1: an XML declaration stands only",
        ),
    ] {
        for reader in READERS {
            let folder = Folder::with(&[("m.tmx", &*tmx), ("ok.tmx", MEMORY)]);
            let run = folder.call(reader);
            let said = format!("{reader}: {}", run.err);
            assert_eq!(run.code, 2, "{said}");
            assert!(run.err.starts_with(&format!("error: {place}")), "{said}");
            assert!(run.err.contains("`yaddash tmx repair` saves"), "{said}");
            let left = folder.files();
            let left = left.iter().filter(|file| file.starts_with("out."));
            assert_eq!(left.count(), 0, "{said}");
        }
    }
}
