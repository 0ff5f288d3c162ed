//! Units into bytes.

use yaddash_model::{
    Attributes, CodeContent, CodeKind, CutCode, InlineCode, Note, PlacedCode, Property,
    SourceLanguage, TranslationUnit,
};

use super::{DEEPEST, VERSION, flag, kind, names};
use crate::ErrorKind;

/// Adds the record of a unit to `out`. The same unit gives the same bytes.
///
/// # Errors
/// Where the unit has inline codes that a record has no form for.
pub(crate) fn encode(
    unit: &TranslationUnit,
    source: &SourceLanguage,
    out: &mut Vec<u8>,
) -> Result<(), ErrorKind> {
    out.push(VERSION);
    match source {
        SourceLanguage::Any => text(out, ""),
        SourceLanguage::Tag(tag) => text(out, tag.as_str()),
    }
    number(out, unit.variants.len());
    for variant in &unit.variants {
        text(out, variant.language.as_str());
        text(out, variant.segment.text());
    }
    about(out, &unit.attributes, &unit.properties, &unit.notes, &[])?;
    for variant in &unit.variants {
        about(
            out,
            &variant.attributes,
            &variant.properties,
            &variant.notes,
            variant.segment.codes(),
        )?;
    }
    Ok(())
}

/// What is said of a unit or a variant, and the codes of its segment.
fn about(
    out: &mut Vec<u8>,
    attributes: &Attributes,
    properties: &[Property],
    notes: &[Note],
    codes: &[PlacedCode],
) -> Result<(), ErrorKind> {
    let has = |any: bool, flag: u8| if any { flag } else { 0 };
    out.push(
        has(!attributes.is_empty(), flag::ATTRIBUTES)
            | has(!properties.is_empty(), flag::PROPERTIES)
            | has(!notes.is_empty(), flag::NOTES)
            | has(!codes.is_empty(), flag::CODES),
    );
    if !attributes.is_empty() {
        pairs(out, attributes);
    }
    if !properties.is_empty() {
        number(out, properties.len());
        for property in properties {
            text(out, &property.kind);
            text(out, &property.value);
            pairs(out, &property.attributes);
        }
    }
    if !notes.is_empty() {
        number(out, notes.len());
        for note in notes {
            text(out, &note.text);
            pairs(out, &note.attributes);
        }
    }
    if !codes.is_empty() {
        self::codes(out, codes, DEEPEST)?;
    }
    Ok(())
}

/// Adds inline codes with their places, and those in their subflows.
pub(crate) fn codes(
    out: &mut Vec<u8>,
    codes: &[PlacedCode],
    depth: usize,
) -> Result<(), ErrorKind> {
    let Some(depth) = depth.checked_sub(1) else {
        return Err(ErrorKind::Unstorable(
            "its inline codes are nested too deep",
        ));
    };
    number(out, codes.len());
    for placed in codes {
        number(out, placed.offset);
        code(out, &placed.code, depth)?;
    }
    Ok(())
}

fn code(out: &mut Vec<u8>, code: &InlineCode, depth: usize) -> Result<(), ErrorKind> {
    let name = match &code.kind {
        CodeKind::ForeignStart(name) | CodeKind::ForeignEnd(name) => Some(name),
        _ => None,
    };
    out.push(match code.kind {
        CodeKind::Bpt => kind::BPT,
        CodeKind::Ept => kind::EPT,
        CodeKind::It => kind::IT,
        CodeKind::Ph => kind::PH,
        CodeKind::Ut => kind::UT,
        CodeKind::HiStart => kind::HI_START,
        CodeKind::HiEnd => kind::HI_END,
        CodeKind::ForeignStart(_) => kind::FOREIGN_START,
        CodeKind::ForeignEnd(_) => kind::FOREIGN_END,
        CodeKind::Comment => kind::COMMENT,
        CodeKind::ProcessingInstruction => kind::PROCESSING_INSTRUCTION,
        _ => {
            return Err(ErrorKind::Unstorable(
                "it has an inline code of unknown kind",
            ));
        }
    });
    if let Some(name) = name {
        text(out, name);
    }
    pairs(out, &code.attributes);
    number(out, code.content.len());
    for content in &code.content {
        match content {
            CodeContent::Native(native) => {
                out.push(0);
                text(out, native);
            }
            CodeContent::Sub {
                attributes,
                segment,
            } => {
                out.push(1);
                pairs(out, attributes);
                text(out, segment.text());
                codes(out, segment.codes(), depth)?;
            }
            _ => {
                return Err(ErrorKind::Unstorable(
                    "it has an inline code of unknown content",
                ));
            }
        }
    }
    match &code.cut {
        None => out.push(0),
        Some(CutCode::Added) => out.push(1),
        Some(CutCode::Isolated(attributes)) => {
            out.push(2);
            pairs(out, attributes);
        }
        Some(_) => return Err(ErrorKind::Unstorable("it has an inline code that was cut")),
    }
    Ok(())
}

fn pairs(out: &mut Vec<u8>, attributes: &Attributes) {
    number(out, attributes.len());
    for (name, value) in attributes.iter() {
        if let Some(place) = names::place(name) {
            number(out, place * 2 + 1);
        } else {
            number(out, name.len() * 2);
            out.extend_from_slice(name.as_bytes());
        }
        text(out, value);
    }
}

fn text(out: &mut Vec<u8>, text: &str) {
    number(out, text.len());
    out.extend_from_slice(text.as_bytes());
}

/// Seven bits a byte, the lowest first; the eighth says that more follow.
fn number(out: &mut Vec<u8>, mut number: usize) {
    loop {
        let [low, ..] = number.to_le_bytes();
        number >>= 7;
        if number == 0 {
            out.push(low & 0x7F);
            return;
        }
        out.push(low | 0x80);
    }
}
