use std::io::Write;
use std::path::PathBuf;

use flate2::Compression;
use flate2::write::GzEncoder;
use zip::write::SimpleFileOptions;

use super::*;

fn file(folder: &tempfile::TempDir, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn archive(entries: &[(&str, &[u8])], method: CompressionMethod) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(io::Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        let options = SimpleFileOptions::default().compression_method(method);
        writer.start_file(*name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn text(path: &Path) -> Result<String, Error> {
    Ok(String::from_utf8(read(path, 1 << 20)?).unwrap())
}

#[test]
fn plain_and_packed_files_read_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let tmx = "<tmx>Milli Məclis</tmx>".as_bytes();
    let two_parts = [gzip(b"<tmx>Milli "), gzip("Məclis</tmx>".as_bytes())].concat();
    let files = [
        ("a.tmx", tmx.to_vec()),
        ("b.tmx.gz", gzip(tmx)),
        ("c.gz", two_parts),
        (
            "d.zip",
            archive(&[("x/a.tmx", tmx)], CompressionMethod::Deflated),
        ),
        (
            "e.tmx.zip",
            archive(
                &[("a.tmx", tmx), ("readme.txt", b"x")],
                CompressionMethod::Stored,
            ),
        ),
        (
            "f.zip",
            archive(
                &[("__MACOSX/a.tmx", b"x"), ("a.TMX", tmx)],
                CompressionMethod::Deflated,
            ),
        ),
    ];
    for (name, bytes) in files {
        let path = file(&folder, name, &bytes);
        assert_eq!(text(&path).unwrap().as_bytes(), tmx, "{name}");
    }
}

#[test]
fn errors_name_the_path_and_say_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let two = archive(
        &[("a.tmx", b"1"), ("b.tmx", b"2")],
        CompressionMethod::Stored,
    );
    let mut damaged = archive(&[("a.tmx", b"12345")], CompressionMethod::Stored);
    let at = damaged
        .windows(5)
        .position(|five| five == b"12345")
        .unwrap();
    damaged[at] = b'9';
    let mut cut = gzip(&b"abc".repeat(99));
    cut.truncate(cut.len() - 9);
    let cases = [
        (folder.path().join("none.tmx"), "no such file"),
        (folder.path().to_owned(), "is a folder"),
        (file(&folder, "two.zip", &two), "2 files"),
        (file(&folder, "damaged.zip", &damaged), "checksum"),
        (file(&folder, "cut.gz", &cut), "cannot be unpacked"),
        (
            file(&folder, "broken.zip", b"PK\x03\x04 and no more"),
            "cannot be unpacked",
        ),
    ];
    for (path, expected) in cases {
        let message = text(&path).unwrap_err().to_string();
        assert!(message.contains(expected), "{message}");
        assert!(message.starts_with(&*path.to_string_lossy()), "{message}");
    }
}

#[test]
fn sizes_are_limited() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(&folder, "a.txt", &[b'x'; 100]);
    assert_eq!(read(&path, 100).unwrap().len(), 100);
    let error = read(&path, 99).unwrap_err();
    assert!(
        matches!(error.kind(), ErrorKind::TooLarge { limit: 99, .. }),
        "{error}"
    );
}

#[test]
fn bombs_are_stopped_early() {
    let folder = tempfile::tempdir().unwrap();
    let zeros = vec![0; 64 << 20];
    for (name, bomb) in [
        ("bomb.gz", gzip(&zeros)),
        (
            "bomb.zip",
            archive(&[("a.tmx", &zeros)], CompressionMethod::Deflated),
        ),
    ] {
        let path = file(&folder, name, &bomb);
        let mut input = open(&path).unwrap();
        let error = io::copy(&mut input, &mut io::sink()).unwrap_err();
        let error = Error::from_io(error, ErrorKind::Read);
        assert!(
            matches!(error.kind(), ErrorKind::Ratio { .. }),
            "{name}: {error}"
        );
    }
}
