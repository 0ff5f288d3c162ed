//! Writing messages.

use std::io::Write;

use yaddash_model::{LanguageTag, Property, TranslationUnit};

use super::{Header, kind, string};
use crate::Error;
use crate::units::losses::count;
use crate::units::seen::Seen;
use crate::units::{Losses, columns};

/// How wide lines of references may be.
const WIDTH: usize = 78;

/// Writes units as messages of gettext, in UTF-8.
///
/// A unit needs a text in the source language that is not empty; others are left out and counted, and so are units whose
/// context and source text were written already, since a PO file may hold a message only once.
pub struct Writer<W> {
    output: W,
    source: LanguageTag,
    target: Option<LanguageTag>,
    /// How many forms a message with plural has.
    forms: usize,
    /// The message whose last form may not be there yet.
    pending: Option<Message>,
    seen: Seen,
    losses: Losses,
}

/// A message that is to be written.
struct Message {
    properties: Vec<Property>,
    comments: Vec<String>,
    context: Option<String>,
    id: String,
    plural: Option<String>,
    strings: Vec<String>,
}

impl<W: Write> Writer<W> {
    /// Writes the header: `header` with what gettext asks for added, for translations into `target`, or for none yet.
    ///
    /// # Errors
    /// [`Error::Stream`] where `output` fails.
    pub fn new(
        output: W,
        mut header: Header,
        source: LanguageTag,
        target: Option<LanguageTag>,
    ) -> Result<Self, Error> {
        header.complete(&source, target.as_ref());
        let mut writer = Self {
            output,
            source,
            target,
            forms: header.forms().unwrap_or(2),
            pending: None,
            seen: Seen::default(),
            losses: Losses::default(),
        };
        if let Some(comment) = &header.comment {
            writer.comment("#", comment)?;
        }
        writer.text("", "msgid", "")?;
        writer.text("", "msgstr", &header.text())?;
        Ok(writer)
    }

    /// Writes one unit.
    ///
    /// # Errors
    /// [`Error::Stream`] where the output fails.
    pub fn write(&mut self, unit: &TranslationUnit) -> Result<(), Error> {
        let mut languages = vec![self.source.clone()];
        languages.extend(self.target.clone());
        let mut passed = Losses::default();
        let places = columns::arranged(unit, &languages, &mut passed);
        let text_of = |place: usize| {
            let variant = places.get(place).copied().flatten();
            variant.map_or("", |variant| variant.segment.text())
        };
        let (id, translation) = (text_of(0), text_of(1));
        if id.is_empty() {
            self.losses.units += 1;
            return Ok(());
        }
        if let Some((form, message)) = self.continued(unit, id) {
            message.strings.resize(form, String::new());
            message.strings.push(translation.to_owned());
            return Ok(());
        }
        let message = message(unit, id, translation);
        let is_obsolete = property(unit, kind::OBSOLETE).is_some();
        if !is_obsolete && !self.seen.insert((&message.context, &message.id)) {
            self.losses.duplicates += 1;
            return Ok(());
        }
        // What the message keeps of it is taken off again.
        passed.properties = passed
            .properties
            .saturating_sub(count(unit.properties.len()))
            + count(
                unit.properties
                    .iter()
                    .filter(|property| !is_kept(property))
                    .count(),
            );
        passed.notes = passed.notes.saturating_sub(count(unit.notes.len()));
        self.losses += passed;
        self.finish_message()?;
        self.pending = Some(message);
        Ok(())
    }

    /// Writes the last message and flushes the output, and gives it with what was lost.
    ///
    /// # Errors
    /// [`Error::Stream`] where the output fails.
    pub fn finish(mut self) -> Result<(W, Losses), Error> {
        self.finish_message()?;
        self.output.flush()?;
        Ok((self.output, self.losses))
    }

    /// The message that `unit` gives a further form of, and which.
    fn continued(&mut self, unit: &TranslationUnit, id: &str) -> Option<(usize, &mut Message)> {
        let form = form(unit)?;
        let message = self.pending.as_mut()?;
        let is_same = message.strings.len() <= form
            && message.plural.as_deref() == Some(id)
            && message.context.as_deref() == property(unit, kind::CONTEXT)
            && Some(message.id.as_str()) == property(unit, kind::MSGID);
        is_same.then_some((form, message))
    }

    fn finish_message(&mut self) -> Result<(), Error> {
        let Some(mut message) = self.pending.take() else {
            return Ok(());
        };
        writeln!(self.output)?;
        self.remarks(&message)?;
        let is_obsolete = value(&message.properties, kind::OBSOLETE).is_some();
        let before = if is_obsolete { "#~ " } else { "" };
        if let Some(context) = &message.context {
            self.text(before, "msgctxt", context)?;
        }
        self.text(before, "msgid", &message.id)?;
        let Some(plural) = &message.plural else {
            let translation = message.strings.first().map_or("", String::as_str);
            return self.text(before, "msgstr", translation);
        };
        self.text(before, "msgid_plural", plural)?;
        let forms = self.forms.max(message.strings.len());
        message.strings.resize(forms, String::new());
        for (form, text) in message.strings.iter().enumerate() {
            self.text(before, &format!("msgstr[{form}]"), text)?;
        }
        Ok(())
    }

    /// Writes what stands above the texts of a message, in the order of gettext.
    fn remarks(&mut self, message: &Message) -> Result<(), Error> {
        for comment in &message.comments {
            self.comment("#", comment)?;
        }
        for extracted in values(&message.properties, kind::EXTRACTED) {
            self.comment("#.", extracted)?;
        }
        self.references(values(&message.properties, kind::REFERENCE))?;
        let flags: Vec<&str> = values(&message.properties, kind::FLAG)
            .filter(|flag| is_flag(flag))
            .collect();
        if !flags.is_empty() {
            writeln!(self.output, "#, {}", flags.join(", "))?;
        }
        let is_obsolete = value(&message.properties, kind::OBSOLETE).is_some();
        let before = if is_obsolete { "#~| " } else { "#| " };
        for (kind, name) in kind::PREVIOUS
            .into_iter()
            .zip(["msgctxt", "msgid", "msgid_plural"])
        {
            if let Some(text) = value(&message.properties, kind) {
                self.text(before, name, text)?;
            }
        }
        Ok(())
    }

    fn references<'m>(&mut self, references: impl Iterator<Item = &'m str>) -> Result<(), Error> {
        let mut line = String::new();
        for reference in references.filter(|reference| is_reference(reference)) {
            let reference = if reference.contains(char::is_whitespace) {
                format!("\u{2068}{reference}\u{2069}")
            } else {
                reference.to_owned()
            };
            if !line.is_empty() && line.chars().count() + reference.chars().count() > WIDTH {
                writeln!(self.output, "#:{line}")?;
                line.clear();
            }
            line.push(' ');
            line.push_str(&reference);
        }
        if !line.is_empty() {
            writeln!(self.output, "#:{line}")?;
        }
        Ok(())
    }

    /// Writes a comment, a line a line; a carriage return, which a comment cannot hold at the end of a line, is a space.
    fn comment(&mut self, mark: &str, text: &str) -> Result<(), Error> {
        for line in text.split('\n') {
            self.losses.line_breaks += count(line.matches('\r').count());
            let line = line.replace('\r', " ");
            let space = if line.is_empty() { "" } else { " " };
            writeln!(self.output, "{mark}{space}{line}")?;
        }
        Ok(())
    }

    fn text(&mut self, before: &str, name: &str, text: &str) -> Result<(), Error> {
        let mut name = format!("{name} ");
        for string in string::written(text) {
            writeln!(self.output, "{before}{name}{string}")?;
            name.clear();
        }
        Ok(())
    }
}

fn message(unit: &TranslationUnit, id: &str, translation: &str) -> Message {
    let form = form(unit);
    let singular = form.filter(|form| *form > 0);
    let (id, plural) = match (form, singular) {
        (None, _) => (id, None),
        (Some(_), None) => (id, property(unit, kind::MSGID_PLURAL)),
        (Some(_), Some(_)) => (property(unit, kind::MSGID).unwrap_or(id), Some(id)),
    };
    let mut strings = vec![String::new(); singular.unwrap_or(0)];
    strings.push(translation.to_owned());
    Message {
        properties: unit.properties.clone(),
        comments: unit.notes.iter().map(|note| note.text.clone()).collect(),
        context: property(unit, kind::CONTEXT).map(str::to_owned),
        id: id.to_owned(),
        plural: plural.map(str::to_owned),
        strings,
    }
}

/// Which plural form a unit is; `None` where it is no form, or none of a message that is known whole.
fn form(unit: &TranslationUnit) -> Option<usize> {
    let form: usize = property(unit, kind::PLURAL)?.parse().ok()?;
    let is_whole = form < 32
        && property(unit, kind::MSGID).is_some_and(|text| !text.is_empty())
        && property(unit, kind::MSGID_PLURAL).is_some();
    is_whole.then_some(form)
}

fn property<'u>(unit: &'u TranslationUnit, kind: &str) -> Option<&'u str> {
    value(&unit.properties, kind)
}

fn value<'p>(properties: &'p [Property], kind: &str) -> Option<&'p str> {
    values(properties, kind).next()
}

fn values<'p>(properties: &'p [Property], kind: &str) -> impl Iterator<Item = &'p str> {
    properties
        .iter()
        .filter(move |property| property.kind == kind)
        .map(|property| property.value.as_str())
}

/// Whether a PO file has a place for the property.
fn is_kept(property: &Property) -> bool {
    let text = property.value.as_str();
    match property.kind.as_str() {
        kind::CONTEXT
        | kind::EXTRACTED
        | kind::OBSOLETE
        | kind::PLURAL
        | kind::MSGID
        | kind::MSGID_PLURAL => true,
        kind::FLAG => is_flag(text),
        kind::REFERENCE => is_reference(text),
        other => kind::PREVIOUS.contains(&other),
    }
}

fn is_flag(flag: &str) -> bool {
    !flag.is_empty() && flag == flag.trim() && !flag.contains([',', '\n', '\r'])
}

fn is_reference(reference: &str) -> bool {
    let bad = ['\n', '\r', '\u{2068}', '\u{2069}'];
    !reference.is_empty() && reference == reference.trim() && !reference.contains(bad)
}
