//! Messages on standard input, which name it, though a copy of it may be read.

use crate::program::Folder;

#[test]
fn messages_name_standard_input() {
    let folder = Folder::new();
    let unit = "<tu><tuv><seg>x</seg></tuv></tu>";
    let memory = |units: &str| {
        format!(
            "<tmx version=\"1.4\"><header creationtool=\"t\" creationtoolversion=\"1\" segtype=\"sentence\" o-tmf=\"t\" \
             adminlang=\"en\" srclang=\"en\" datatype=\"plaintext\"/><body>{units}\
             <tu><tuv xml:lang=\"en\"><seg>One</seg></tuv><tuv xml:lang=\"az\"><seg>Bir</seg></tuv></tu></body></tmx>"
        )
    };
    let cases: [(&str, Vec<u8>, i32); 11] = [
        (
            "tmx convert - --from tmx --to csv",
            memory("<tu>").into(),
            2,
        ),
        ("tmx convert - --from tmx --to tsv", b"<tmx".to_vec(), 2),
        ("tmx convert - --from tmx --to csv", memory(unit).into(), 1),
        (
            "tmx convert - --from tmx --to xliff",
            memory(unit).into(),
            1,
        ),
        (
            "tmx convert - --from tmx --to po --target ru",
            memory("").into(),
            1,
        ),
        (
            "tmx convert - --from xlsx --to csv",
            b"PK\x03\x04".to_vec(),
            2,
        ),
        (
            "tmx convert - --from sdltm --to csv",
            b"no database".to_vec(),
            2,
        ),
        ("tmx convert - --from po --to csv", b"msgid".to_vec(), 2),
        ("tmx convert - --from xliff --to po", b"<xliff".to_vec(), 2),
        ("tmx dedupe -", memory("<tu>").into(), 2),
        (
            "tmx split - --size 1KB -o part-{n}.tmx",
            b"\x1f\x8b\x08broken".to_vec(),
            2,
        ),
    ];
    for (arguments, input, code) in cases {
        let told = folder.feed(arguments, input).says(code);
        assert!(
            told.contains("standard input") || told.contains("<stdin>"),
            "{arguments}: {told}"
        );
        let temporary = std::env::temp_dir();
        assert!(
            !told.contains(temporary.to_str().unwrap()),
            "{arguments}: {told}"
        );
    }
}
