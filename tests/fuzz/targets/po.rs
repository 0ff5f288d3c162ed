//! PO: any file is read or refused; what was read is written and read back, and from the second time on the file stays as
//! it is.
#![no_main]

use libfuzzer_sys::fuzz_target;
use yaddash_formats::Error;
use yaddash_formats::units::Languages;
use yaddash_formats::units::po::{Reader, Writer};
use yaddash_model::LanguageTag;

fuzz_target!(|input: &[u8]| {
    let Ok(first) = copy(input) else {
        return;
    };
    let second = copy(&first).unwrap();
    let third = copy(&second).unwrap();
    assert_eq!(
        String::from_utf8(second).unwrap(),
        String::from_utf8(third).unwrap()
    );
});

/// The file as it is written from what was read.
fn copy(bytes: &[u8]) -> Result<Vec<u8>, Error> {
    let languages = Languages {
        source: LanguageTag::parse("ru").ok(),
        target: LanguageTag::parse("az").ok(),
    };
    let reader = Reader::new(bytes, languages)?;
    let (header, source, target) = (
        reader.header().clone(),
        reader.source().clone(),
        reader.target().cloned(),
    );
    let mut writer = Writer::new(Vec::new(), header, source, target)?;
    for unit in reader {
        writer.write(&unit?)?;
    }
    Ok(writer.finish()?.0)
}
