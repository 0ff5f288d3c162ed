//! XLIFF of any version: any file is read or refused; what was read is written in both versions and read back, and from
//! the second time on the file stays as it is.
#![no_main]

use libfuzzer_sys::fuzz_target;
use yaddash_formats::Error;
use yaddash_formats::units::Languages;
use yaddash_formats::units::xliff::{Reader, one, two};
use yaddash_model::{LanguageTag, TranslationUnit};

fuzz_target!(|input: &[u8]| {
    let Ok(units) = read(input) else {
        return;
    };
    let Some(source) = units.first().and_then(|unit| language(unit, 0)) else {
        return;
    };
    let target = units
        .iter()
        .filter_map(|unit| language(unit, 1))
        .find(|target| source.fit(target).is_none());
    for version in [1, 2] {
        let write = |units: &[TranslationUnit]| write(version, units, &source, target.as_ref());
        let first = write(&read(input).unwrap());
        let second = write(&again(&first));
        let third = write(&again(&second));
        assert_eq!(
            String::from_utf8(second).unwrap(),
            String::from_utf8(third).unwrap()
        );
    }
});

fn read(bytes: &[u8]) -> Result<Vec<TranslationUnit>, Error> {
    let languages = Languages {
        source: LanguageTag::parse("en").ok(),
        target: LanguageTag::parse("az").ok(),
    };
    Reader::new(bytes, languages)?.collect()
}

/// What was written must be readable.
fn again(bytes: &[u8]) -> Vec<TranslationUnit> {
    read(bytes).unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(bytes)))
}

fn language(unit: &TranslationUnit, at: usize) -> Option<LanguageTag> {
    Some(unit.variants.get(at)?.language.clone())
}

fn write(
    version: u8,
    units: &[TranslationUnit],
    source: &LanguageTag,
    target: Option<&LanguageTag>,
) -> Vec<u8> {
    let (source, target) = (source.clone(), target.cloned());
    if version == 1 {
        let mut writer = one::Writer::new(Vec::new(), source, target).unwrap();
        units.iter().for_each(|unit| writer.write(unit).unwrap());
        writer.finish().unwrap().0
    } else {
        let mut writer = two::Writer::new(Vec::new(), source, target).unwrap();
        units.iter().for_each(|unit| writer.write(unit).unwrap());
        writer.finish().unwrap().0
    }
}
