//! Writing messages.

use std::io::Write;

use yaddash_model::{LanguageTag, TranslationUnit};

use super::message::{Message, is_flag, is_reference};
use super::{Header, kind, string};
use crate::Error;
use crate::units::losses::count;
use crate::units::property::{value, values};
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
        writer.message(&Message::of_header(header))?;
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
        if let Some(message) = &mut self.pending
            && message.take_form(unit, id, translation)
        {
            self.losses += message.not_kept(unit, passed);
            return Ok(());
        }
        let message = Message::new(unit, id, translation);
        if !message.is_obsolete && !self.seen.insert(&message.key()) {
            self.losses.duplicates += 1;
            return Ok(());
        }
        self.losses += message.not_kept(unit, passed);
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

    fn finish_message(&mut self) -> Result<(), Error> {
        let Some(mut message) = self.pending.take() else {
            return Ok(());
        };
        message.complete(self.forms);
        writeln!(self.output)?;
        self.message(&message)
    }

    fn message(&mut self, message: &Message) -> Result<(), Error> {
        self.remarks(message)?;
        let before = if message.is_obsolete { "#~ " } else { "" };
        if let Some(context) = &message.context {
            self.text(before, "msgctxt", context)?;
        }
        self.text(before, "msgid", &message.id)?;
        let Some(plural) = &message.plural else {
            let translation = message.strings.first().map_or("", String::as_str);
            return self.text(before, "msgstr", translation);
        };
        self.text(before, "msgid_plural", plural)?;
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
        let before = if message.is_obsolete { "#~| " } else { "#| " };
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
