//! Where the mended file goes.

use std::io::Write;

use yaddash_io::xml::XmlWriteError;

use crate::{Error, ErrorKind};

/// Bytes that are held back at most.
const HELD: usize = 32 << 20;

/// Writes pieces of XML that are well-formed each, and together too. All is held back until it is clear that the file is a
/// memory, so that nothing is left of one that is not.
pub(super) struct Output<W> {
    target: W,
    held: Option<String>,
    /// How many `]` the last text ends with, at most two.
    brackets: usize,
}

impl<W: Write> Output<W> {
    pub(super) fn new(output: W) -> Self {
        Self {
            target: output,
            held: Some(String::new()),
            brackets: 0,
        }
    }

    /// Whether what is written is held back.
    pub(super) const fn is_held(&self) -> bool {
        self.held.is_some()
    }

    /// Writes what was held back, and from now on all at once.
    pub(super) fn release(&mut self) -> Result<(), Error> {
        match self.held.take() {
            Some(held) => self.write(&held),
            None => Ok(()),
        }
    }

    /// Writes markup, or several pieces at once as they stand in the file.
    pub(super) fn markup(&mut self, xml: &str) -> Result<(), Error> {
        self.brackets = 0;
        self.write(xml)
    }

    /// Writes text that is escaped already. Where pieces of text come together that were apart, they may make `]]>`.
    pub(super) fn text(&mut self, text: &str) -> Result<(), Error> {
        if self.brackets > 0 {
            let own = text.len() - text.trim_start_matches(']').len();
            if own + self.brackets >= 2
                && own <= 2
                && let Some(behind) = text.get(own..).and_then(|rest| rest.strip_prefix('>'))
            {
                self.write(text.get(..own).unwrap_or_default())?;
                self.write("&gt;")?;
                self.brackets = 0;
                return self.text(behind);
            }
        }
        let own = text.len() - text.trim_end_matches(']').len();
        self.brackets = if own == text.len() {
            self.brackets + own
        } else {
            own
        }
        .min(2);
        self.write(text)
    }

    pub(super) fn finish(mut self) -> Result<(), Error> {
        if self.held.is_some() {
            return Err(Error::new(ErrorKind::NothingOfTmx));
        }
        self.target
            .flush()
            .map_err(|error| Error::from(XmlWriteError::from(error)))
    }

    fn write(&mut self, xml: &str) -> Result<(), Error> {
        if let Some(held) = &mut self.held {
            if held.len() + xml.len() > HELD {
                return Err(Error::new(ErrorKind::NothingOfTmx));
            }
            held.push_str(xml);
            return Ok(());
        }
        self.target
            .write_all(xml.as_bytes())
            .map_err(|error| Error::from(XmlWriteError::from(error)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_of_text_do_not_make_the_end_of_cdata() {
        for (pieces, expected) in [
            (&["]]", ">"][..], "]]&gt;"),
            (&["]", "]>"], "]]&gt;"),
            (&["]", "]", ">>"], "]]&gt;>"),
            (&["a]", ">"], "a]>"),
            (&["]]", "", ">"], "]]&gt;"),
        ] {
            let mut bytes = Vec::new();
            let mut output = Output::new(&mut bytes);
            output.release().unwrap();
            for piece in pieces {
                output.text(piece).unwrap();
            }
            assert_eq!(bytes, expected.as_bytes());
        }
    }

    #[test]
    fn nothing_is_written_before_the_release() {
        let mut bytes = Vec::new();
        let mut output = Output::new(&mut bytes);
        output.markup("<a>").unwrap();
        output.text("b").unwrap();
        assert!(output.target.is_empty());
        output.release().unwrap();
        output.text("c").unwrap();
        output.finish().unwrap();
        assert_eq!(bytes, b"<a>bc");

        let mut bytes = Vec::new();
        let mut output = Output::new(&mut bytes);
        output.markup("<a>").unwrap();
        let error = output.finish().unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::NothingOfTmx));
        let mut output = Output::new(&mut bytes);
        output.text(&" ".repeat(HELD)).unwrap();
        output.text(" ").unwrap_err();
        assert!(bytes.is_empty());
    }
}
