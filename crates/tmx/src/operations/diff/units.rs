//! Where two units differ.

use yaddash_model::{
    Attributes, CodeContent, CodeKind, InlineCode, Item, LanguageTag, Note, Property, Segment,
    TranslationUnit, Variant,
};

use crate::content::{end_markup, start_markup};

/// One thing in which two units differ.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Difference {
    /// The language of the variant that it is about; none for the unit itself.
    pub language: Option<LanguageTag>,
    /// What differs.
    pub what: What,
    /// How it was; none where it was not there.
    pub old: Option<String>,
    /// How it is.
    pub new: Option<String>,
}

/// What may differ.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum What {
    /// The text of a variant with its codes, which are written as tags.
    Text,
    /// The attribute of this name.
    Attribute(String),
    /// The property of this type.
    Property(String),
    /// A note.
    Note,
}

/// Where two units differ, order aside.
pub(super) fn differences(old: &TranslationUnit, new: &TranslationUnit) -> Vec<Difference> {
    let mut found = Vec::new();
    remarks(
        None,
        (&old.attributes, &old.properties, &old.notes),
        (&new.attributes, &new.properties, &new.notes),
        &mut found,
    );
    let mut languages: Vec<&LanguageTag> = Vec::new();
    for variant in old.variants.iter().chain(&new.variants) {
        if !languages.contains(&&variant.language) {
            languages.push(&variant.language);
        }
    }
    for language in languages {
        let of = |unit: &'_ TranslationUnit| -> Vec<Variant> {
            let variants = unit.variants.iter();
            variants
                .filter(|variant| variant.language == *language)
                .cloned()
                .collect()
        };
        let (old, new) = (of(old), of(new));
        for at in 0..old.len().max(new.len()) {
            compare(language, old.get(at), new.get(at), &mut found);
        }
    }
    found
}

fn compare(
    language: &LanguageTag,
    old: Option<&Variant>,
    new: Option<&Variant>,
    found: &mut Vec<Difference>,
) {
    let shown = |variant: Option<&Variant>| variant.map(|variant| shown(&variant.segment));
    let (old_text, new_text) = (shown(old), shown(new));
    if old_text != new_text {
        found.push(Difference {
            language: Some(language.clone()),
            what: What::Text,
            old: old_text,
            new: new_text,
        });
    }
    if let (Some(old), Some(new)) = (old, new) {
        remarks(
            Some(language),
            (&old.attributes, &old.properties, &old.notes),
            (&new.attributes, &new.properties, &new.notes),
            found,
        );
    }
}

type Remarks<'u> = (&'u Attributes, &'u [Property], &'u [Note]);

fn remarks(
    language: Option<&LanguageTag>,
    old: Remarks<'_>,
    new: Remarks<'_>,
    found: &mut Vec<Difference>,
) {
    let entries = |(attributes, properties, notes): Remarks<'_>| -> Vec<(What, String)> {
        let attributes = attributes
            .iter()
            .map(|(name, value)| (What::Attribute(name.to_owned()), value.to_owned()));
        let properties = properties.iter().map(|property| {
            (
                What::Property(property.kind.clone()),
                property.value.clone(),
            )
        });
        let notes = notes.iter().map(|note| (What::Note, note.text.clone()));
        attributes.chain(properties).chain(notes).collect()
    };
    let mut old = entries(old);
    let mut new = entries(new);
    // What is there on both sides is no difference, wherever it stands.
    old.retain(|entry| match new.iter().position(|other| other == entry) {
        Some(at) => {
            new.remove(at);
            false
        }
        None => true,
    });
    for (what, value) in old {
        let counterpart = new.iter().position(|(other, _)| *other == what);
        found.push(Difference {
            language: language.cloned(),
            what,
            old: Some(value),
            new: counterpart.map(|at| new.remove(at).1),
        });
    }
    found.extend(new.into_iter().map(|(what, value)| Difference {
        language: language.cloned(),
        what,
        old: None,
        new: Some(value),
    }));
}

/// A segment for people: its text as it is, its codes as tags.
fn shown(segment: &Segment) -> String {
    let mut text = String::new();
    for item in segment.items() {
        match item {
            Item::Text(run) => text.push_str(run),
            Item::Code(code) => show_code(code, &mut text),
        }
    }
    text
}

fn show_code(code: &InlineCode, text: &mut String) {
    let name = match &code.kind {
        CodeKind::Bpt => "bpt",
        CodeKind::Ept => "ept",
        CodeKind::It => "it",
        CodeKind::Ph => "ph",
        CodeKind::Ut => "ut",
        CodeKind::HiStart => "hi",
        CodeKind::ForeignStart(name) => name,
        CodeKind::HiEnd => return text.push_str("</hi>"),
        CodeKind::ForeignEnd(name) => return text.push_str(&end_markup(name)),
        _ => return,
    };
    let is_open = code.is_wrapping() || !code.content.is_empty();
    text.push_str(&start_markup(
        name,
        &code.attributes,
        if is_open { ">" } else { "/>" },
    ));
    for content in &code.content {
        match content {
            CodeContent::Native(native) => text.push_str(native),
            CodeContent::Sub { segment, .. } => {
                text.push_str("<sub>");
                text.push_str(&shown(segment));
                text.push_str("</sub>");
            }
            _ => {}
        }
    }
    if is_open && !code.is_wrapping() {
        text.push_str(&end_markup(name));
    }
}
