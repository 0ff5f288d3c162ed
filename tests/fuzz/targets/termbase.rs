//! Termbases: any file of any format is read or refused; what was read is written in every format and read back. Where a
//! format loses nothing, what is read back is what was written.
#![no_main]

use libfuzzer_sys::fuzz_target;
use yaddash_fuzz::{choose, parted, text_of};
use yaddash_glossary::{
    Detail, DetailKind, Losses, Node, ReadOptions, TbxDialect, TbxStyle, Termbase, TermbaseFormat,
    WriteOptions, read_termbase, validate_text, write_termbase,
};

fuzz_target!(|input: &[u8]| {
    let ([choice], bytes) = parted(input);
    let format = choose(choice, &TermbaseFormat::ALL);
    let text = text_of(bytes);
    let _ = TermbaseFormat::detect(text, "txt");
    let _ = validate_text(text, format, &languages());
    let Ok(read) = read_termbase(text, format, &languages()) else {
        return;
    };
    for to in TermbaseFormat::ALL {
        // A character that XML cannot hold, or a termbase of one language, cannot be written everywhere.
        let Some((again, losses)) = through(&read.termbase, to, &options()) else {
            continue;
        };
        if to == format && losses.is_empty() {
            assert_eq!(
                comparable(again),
                comparable(read.termbase.clone()),
                "{to:?}"
            );
        }
    }
    // One dialect an input: long inputs go through many formats already.
    let styles = [TbxStyle::Attributes, TbxStyle::Elements];
    let options = WriteOptions {
        dialect: TbxDialect::ALL.into_iter().cycle().nth(bytes.len()),
        style: styles.into_iter().cycle().nth(bytes.len() / 4),
        ..options()
    };
    through(&read.termbase, TermbaseFormat::Tbx, &options);
});

/// The languages of formats that do not name them.
fn languages() -> ReadOptions {
    ReadOptions {
        source: "en".parse().ok(),
        target: "az".parse().ok(),
    }
}

fn options() -> WriteOptions {
    let ReadOptions { source, target } = languages();
    WriteOptions {
        source,
        target,
        ..WriteOptions::default()
    }
}

/// Writes and reads back; what was written can be read.
fn through(
    termbase: &Termbase,
    format: TermbaseFormat,
    options: &WriteOptions,
) -> Option<(Termbase, Losses)> {
    let mut bytes = Vec::new();
    let losses = write_termbase(termbase, format, options, &mut bytes).ok()?;
    let text = String::from_utf8(bytes).expect("written in UTF-8");
    // Where no term has a translation, a list of pairs is empty, and an empty list is no glossary; nor is a table of no
    // language.
    let has_pairs = format != TermbaseFormat::Omegat || text.contains('\t');
    if !has_pairs || termbase.languages().is_empty() {
        return None;
    }
    let read = read_termbase(&text, format, &languages())
        .unwrap_or_else(|error| panic!("what was written as {format:?} is read: {error}\n{text}"));
    Some((read.termbase, losses))
}

/// Without what may differ: where terms were read, identifiers that readers make of that, which columns were empty, and
/// the names of blank nodes.
fn comparable(mut termbase: Termbase) -> Termbase {
    termbase.details.retain(|detail| {
        !matches!(
            detail.kind,
            DetailKind::Column | DetailKind::Attribute | DetailKind::Comment
        )
    });
    for detail in &mut termbase.details {
        rename(&mut detail.name);
        rename_within(detail);
        if detail
            .attributes
            .get("subject")
            .is_some_and(|subject| subject.starts_with("_:"))
        {
            detail.attributes.set("subject", "_:");
        }
        unname(&mut detail.value);
    }
    for concept in &mut termbase.concepts {
        if concept.is_id_made {
            concept.id.clear();
        }
        unname(&mut concept.id);
        for detail in &mut concept.details {
            unname(&mut detail.value);
        }
        let sections = concept.sections.iter_mut();
        let below = sections.flat_map(|section| {
            let terms = section.terms.iter_mut().flat_map(|term| &mut term.details);
            section.details.iter_mut().chain(terms)
        });
        concept
            .details
            .iter_mut()
            .chain(below)
            .for_each(rename_within);
        concept
            .details
            .retain(|detail| detail.kind != DetailKind::Comment);
        for term in concept
            .sections
            .iter_mut()
            .flat_map(|section| &mut section.terms)
        {
            term.place = None;
            // Forms and statements of one kind keep their order among themselves.
            term.details
                .sort_by(|one, other| (one.kind, &one.name).cmp(&(other.kind, &other.name)));
        }
    }
    termbase
}

/// Gives elements that each version of TBX names in its own way the name of version 3.
fn rename(name: &mut String) {
    let new = match name.as_str() {
        "martifHeader" | "header" => "tbxHeader",
        "refObjectList" => "refObjectSec",
        "bpt" => "sc",
        "ept" => "ec",
        _ => return,
    };
    new.clone_into(name);
}

fn rename_within(detail: &mut Detail) {
    rename_nodes(&mut detail.content);
    let group = detail.group.iter_mut();
    group
        .flat_map(|group| &mut group.details)
        .for_each(rename_within);
}

fn rename_nodes(content: &mut [Node]) {
    for node in content {
        if let Node::Element(element) = node {
            rename(&mut element.name);
            rename_nodes(&mut element.content);
        }
    }
}

fn unname(node: &mut String) {
    if node.starts_with("_:") {
        node.truncate(2);
    }
}
