//! Texts with inline codes, which this protocol writes as the inside of a TMX segment.

use yaddash_model::{LanguageTag, Segment, SourceLanguage, TranslationUnit, Variant};
use yaddash_tmx::{Header, TmxOptions, TmxReader, TmxWriter};

/// Names of codes as XLIFF has them, which translate5 sends too, and their likes in TMX.
const NAMES: [(&str, &str); 4] = [
    ("<x ", "<ph "),
    ("<bx ", "<bpt "),
    ("<ex ", "<ept "),
    (" rid=", " i="),
];

/// The segment that a text stands for; where it is not well-formed, the text as it is.
pub(super) fn read(text: &str) -> Segment {
    if !text.contains(['<', '&']) {
        return Segment::from(text);
    }
    let mut content = text.to_owned();
    for (of_xliff, of_tmx) in NAMES {
        content = content.replace(of_xliff, of_tmx);
    }
    let file = format!(
        "<tmx version=\"1.4\"><header/><body><tu><tuv xml:lang=\"en\"><seg>{content}</seg></tuv></tu></body></tmx>"
    );
    let units: Result<Vec<_>, _> = match TmxReader::new(file.as_bytes()) {
        Ok(reader) => reader.collect(),
        Err(_) => return Segment::from(text),
    };
    let mut variants = units.into_iter().flatten().flat_map(|unit| unit.variants);
    match (variants.next(), variants.next()) {
        (Some(variant), None) => variant.segment,
        _ => Segment::from(text),
    }
}

/// The text that stands for a segment.
pub(super) fn write(segment: &Segment) -> String {
    const START: &str = "<seg>";
    let plain = || segment.text().to_owned();
    let Ok(language) = LanguageTag::parse("en") else {
        return plain();
    };
    let unit = TranslationUnit {
        variants: vec![Variant::new(language, segment.clone())],
        ..TranslationUnit::default()
    };
    let header = Header::new(&SourceLanguage::Any);
    let written =
        TmxWriter::new(Vec::new(), &header, TmxOptions::default()).and_then(|mut writer| {
            writer.write(&unit)?;
            writer.finish()
        });
    let file = written
        .ok()
        .and_then(|(bytes, _)| String::from_utf8(bytes).ok());
    let content = file.as_deref().and_then(|file| {
        let (_, rest) = file.split_once(START)?;
        rest.rsplit_once("</seg>").map(|(content, _)| content)
    });
    content.map_or_else(plain, str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_with_and_without_codes() {
        for (text, plain, codes) in [
            ("Salam", "Salam", 0),
            ("R &amp; D", "R & D", 0),
            (
                "Press <bpt i=\"1\"/>Start<ept i=\"1\"/><ph/>",
                "Press Start",
                3,
            ),
            ("a <x x=\"2\"/> b", "a  b", 1),
            ("3 < 4 & 5", "3 < 4 & 5", 0),
            ("</seg></tuv></tu><tu>", "</seg></tuv></tu><tu>", 0),
        ] {
            let segment = read(text);
            assert_eq!(segment.text(), plain, "{text}");
            assert_eq!(segment.codes().len(), codes, "{text}");
            assert_eq!(read(&write(&segment)), segment, "{text}");
        }
        assert_eq!(write(&"3 < 4 & 5".into()), "3 &lt; 4 &amp; 5");
    }
}
