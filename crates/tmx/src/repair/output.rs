//! Where the mended file goes.

use std::io::Write;

use yaddash_io::xml::XmlWriteError;

use crate::Error;

/// Writes pieces of XML that are well-formed each, and together too.
pub(super) struct Output<W> {
    output: W,
    /// How many `]` the last text ends with, at most two.
    brackets: usize,
}

impl<W: Write> Output<W> {
    pub(super) fn new(output: W) -> Self {
        Self {
            output,
            brackets: 0,
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
        self.output
            .flush()
            .map_err(|error| Error::from(XmlWriteError::from(error)))
    }

    fn write(&mut self, xml: &str) -> Result<(), Error> {
        self.output
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
            for piece in pieces {
                output.text(piece).unwrap();
            }
            assert_eq!(bytes, expected.as_bytes());
        }
    }
}
