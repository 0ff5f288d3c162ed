//! Writing TBX.

use std::io::Write;

use yaddash_io::xml::{XmlWriteError, XmlWriter};
use yaddash_model::Attributes;

use super::category::{CASE, FORM, NOTE, module_of};
use crate::termbase::{CaseRule, ConceptEntry, Term, Termbase};
use crate::{Error, Result};

/// Which edition of ISO 30042 to write.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum TbxVersion {
    /// ISO 30042:2008, TBX-Basic: `martif`, `termEntry`, `langSet`, `tig`.
    V2,
    /// ISO 30042:2019: `tbx`, `conceptEntry`, `langSec`, `termSec`.
    #[default]
    V3,
}

/// How version 3 names data categories. Version 2 knows attributes alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum TbxStyle {
    /// As values of the attribute `type` (DCA).
    #[default]
    Attributes,
    /// As elements in the namespaces of the modules (DCT); categories of no module stay attributes.
    Elements,
}

/// Writes `termbase` as TBX-Basic in UTF-8. The case rule and further forms, for which TBX has no category, are written
/// as `x-caseRule` and `x-form`, and [`read_tbx`](super::read_tbx) reads them back.
///
/// # Errors
/// [`Error::Write`] where `out` fails, or where a text has a character that XML cannot hold.
pub fn write_tbx(
    termbase: &Termbase,
    version: TbxVersion,
    style: TbxStyle,
    out: impl Write,
) -> Result<()> {
    let mut output = Output {
        xml: XmlWriter::new(out),
        depth: 0,
        names: Names::of(version),
        by_element: style == TbxStyle::Elements && version == TbxVersion::V3,
    };
    output
        .document(termbase, version)
        .map_err(|error| Error::Write(std::io::Error::other(error)))
}

struct Names {
    entry: &'static str,
    section: &'static str,
    term: &'static str,
}

impl Names {
    const fn of(version: TbxVersion) -> Self {
        match version {
            TbxVersion::V2 => Self {
                entry: "termEntry",
                section: "langSet",
                term: "tig",
            },
            TbxVersion::V3 => Self {
                entry: "conceptEntry",
                section: "langSec",
                term: "termSec",
            },
        }
    }
}

struct Output<W: Write> {
    xml: XmlWriter<W>,
    depth: usize,
    names: Names,
    by_element: bool,
}

type Written = std::result::Result<(), XmlWriteError>;

impl<W: Write> Output<W> {
    fn document(&mut self, termbase: &Termbase, version: TbxVersion) -> Written {
        let language = termbase
            .languages()
            .first()
            .map_or("en", |language| language.as_str())
            .to_owned();
        self.xml.declaration()?;
        match version {
            TbxVersion::V2 => {
                self.xml.text("\n")?;
                self.xml
                    .doctype("martif SYSTEM \"TBXBasiccoreStructV02.dtd\"")?;
                self.open("martif", &[("type", "TBX-Basic"), ("xml:lang", &language)])?;
                self.open("martifHeader", &[])?;
            }
            TbxVersion::V3 => {
                let mut attributes = vec![
                    ("xmlns", "urn:iso:std:iso:30042:ed-2"),
                    ("style", if self.by_element { "dct" } else { "dca" }),
                    ("type", "TBX-Basic"),
                    ("xml:lang", &language),
                ];
                if self.by_element {
                    attributes.push(("xmlns:min", "http://www.tbxinfo.net/ns/min"));
                    attributes.push(("xmlns:basic", "http://www.tbxinfo.net/ns/basic"));
                }
                self.open("tbx", &attributes)?;
                self.open("tbxHeader", &[])?;
            }
        }
        self.open("fileDesc", &[])?;
        self.open("sourceDesc", &[])?;
        self.leaf("p", &[], "Yaddash termbase")?;
        self.close()?;
        self.close()?;
        self.close()?;
        self.open("text", &[])?;
        self.open("body", &[])?;
        for concept in &termbase.concepts {
            self.concept(concept)?;
        }
        self.close()?;
        self.close()?;
        self.close()?;
        self.xml.text("\n")
    }

    fn concept(&mut self, concept: &ConceptEntry) -> Written {
        self.open(self.names.entry, &[("id", &concept.id)])?;
        self.extra(&concept.extra, "descrip")?;
        for section in &concept.sections {
            let language = [("xml:lang", section.language.as_str())];
            self.open(self.names.section, &language)?;
            self.extra(&section.extra, "descrip")?;
            for term in &section.terms {
                self.term(term)?;
            }
            self.close()?;
        }
        self.close()
    }

    fn term(&mut self, term: &Term) -> Written {
        self.open(self.names.term, &[])?;
        self.leaf("term", &[], &term.text)?;
        if let Some(part) = &term.part_of_speech {
            self.category("termNote", "partOfSpeech", part)?;
        }
        self.category("termNote", "administrativeStatus", term.status.tbx_name())?;
        if term.case != CaseRule::Free {
            self.category("termNote", CASE, term.case.name())?;
        }
        for form in &term.forms {
            self.category("termNote", FORM, form)?;
        }
        self.extra(&term.extra, "termNote")?;
        if let Some(note) = &term.note {
            self.leaf("note", &[], note)?;
        }
        self.close()
    }

    fn extra(&mut self, extra: &Attributes, generic: &str) -> Written {
        for (name, value) in extra.iter() {
            if name == NOTE {
                self.leaf("note", &[], value)?;
                continue;
            }
            let generic = match name {
                "context" | "definition" | "subjectField" => "descrip",
                "source" | "customerSubset" | "projectSubset" => "admin",
                "crossReference" => "ref",
                "externalCrossReference" | "xGraphic" => "xref",
                _ => generic,
            };
            self.category(generic, name, value)?;
        }
        Ok(())
    }

    fn category(&mut self, generic: &str, name: &str, value: &str) -> Written {
        match module_of(name).filter(|_| self.by_element) {
            Some((prefix, _)) => self.leaf(&format!("{prefix}:{name}"), &[], value),
            None => self.leaf(generic, &[("type", name)], value),
        }
    }

    fn indent(&mut self) -> Written {
        let indent = format!("\n{}", "  ".repeat(self.depth));
        self.xml.text(&indent)
    }

    fn open(&mut self, name: &str, attributes: &[(&str, &str)]) -> Written {
        self.indent()?;
        self.depth += 1;
        self.start(name, attributes)
    }

    fn start(&mut self, name: &str, attributes: &[(&str, &str)]) -> Written {
        self.xml.start(name)?;
        for (name, value) in attributes {
            self.xml.attribute(name, value)?;
        }
        Ok(())
    }

    fn leaf(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) -> Written {
        self.indent()?;
        self.start(name, attributes)?;
        self.xml.text(text)?;
        self.xml.end()
    }

    fn close(&mut self) -> Written {
        self.depth = self.depth.saturating_sub(1);
        self.indent()?;
        self.xml.end()
    }
}
