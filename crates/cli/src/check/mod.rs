//! Files checked: what `yaddash check` does beside the checker itself.

pub(crate) mod baseline;
pub(crate) mod changes;
pub(crate) mod files;
pub(crate) mod policy;
mod units;

use std::path::Path;

use anyhow::Result;
use yaddash_formats::document::{DocumentFormat, ReadOptions};
use yaddash_glossary::{Checker, CommentStyle, Suppressed, suppress};
use yaddash_language::detect;
use yaddash_model::{Document, Finding, LanguageTag};

use crate::args::ConvertFormat;
use crate::documents::{self, Loaded};
use crate::messages::Messages;
use policy::Policy;

/// What files are checked with.
pub(crate) struct Checks {
    pub(crate) checker: Checker,
    pub(crate) policy: Policy,
    /// The language of all files, where it was named.
    pub(crate) language: Option<LanguageTag>,
    pub(crate) messages: Messages,
}

/// What was found in a file.
pub(crate) struct Checked {
    pub(crate) findings: Vec<Finding>,
    /// Findings that comments in the file suppress.
    pub(crate) suppressed: Vec<Suppressed>,
    /// The document, where the file is one.
    pub(crate) loaded: Option<Loaded>,
    /// The language that the document was checked in.
    pub(crate) language: Option<LanguageTag>,
    /// The lines at which units start, where the file is one of units.
    pub(crate) unit_starts: Vec<usize>,
    /// How many units cannot be read.
    pub(crate) unreadable: u64,
}

impl Checks {
    /// Checks a file: a bilingual one across its languages, any other as a document.
    pub(crate) fn file(&self, path: &Path) -> Result<Checked> {
        // A name such as `terms.txt` is a document; `memory.tmx.gz` is a memory.
        if let Some(format) = crate::units::format_of(path)
            && DocumentFormat::of_path(path).is_none()
        {
            return self.units(path, format);
        }
        let named = self.language.clone().or_else(|| files::language_of(path));
        let options = ReadOptions::default();
        let loaded = documents::load(path, options, named.as_ref(), self.messages)?;
        let told = named
            .or_else(|| loaded.document.language.clone())
            .or_else(|| detected(&loaded.document));
        let language = if let Some(language) = told {
            language
        } else {
            self.messages.warning(format_args!(
                "{}: its language cannot be told; name it with --lang or in the file name, as in name.az.txt",
                path.display()
            ));
            "und".parse()?
        };
        Ok(self.document(loaded, language))
    }

    /// Checks a document; bytes are those of its file.
    pub(crate) fn document(&self, loaded: Loaded, language: LanguageTag) -> Checked {
        let mut findings =
            self.checker
                .check_document(&loaded.document, &loaded.text, &loaded.path, &language);
        for finding in &mut findings {
            if !finding.place.span.is_empty() {
                finding.place.span = finding.place.span.shifted(loaded.mark);
            }
        }
        let style = match DocumentFormat::of_path(&loaded.path) {
            Some(DocumentFormat::Markdown) => CommentStyle::Markdown,
            Some(DocumentFormat::Html) => CommentStyle::Html,
            _ => CommentStyle::Text,
        };
        let suppressed = self.judge(
            &loaded.text,
            style,
            &loaded.path,
            loaded.mark,
            &mut findings,
        );
        Checked {
            findings,
            suppressed,
            loaded: Some(loaded),
            language: Some(language),
            unit_starts: Vec::new(),
            unreadable: 0,
        }
    }

    fn units(&self, path: &Path, format: ConvertFormat) -> Result<Checked> {
        let found = units::check(path, format, &self.checker, self.messages)?;
        let mut findings = found.findings;
        let style = match format {
            ConvertFormat::Tmx | ConvertFormat::Xliff => Some(CommentStyle::Units),
            ConvertFormat::Po => Some(CommentStyle::Po),
            _ => None,
        };
        let suppressed = if let Some(style) = style {
            let text = crate::findings::source(path, style == CommentStyle::Units);
            self.judge(&text.unwrap_or_default(), style, path, 0, &mut findings)
        } else {
            self.policy.apply(&mut findings);
            Vec::new()
        };
        Ok(Checked {
            findings,
            suppressed,
            loaded: None,
            language: None,
            unit_starts: found.starts,
            unreadable: found.unreadable,
        })
    }

    /// Applies what the configuration and comments in the file say of its findings.
    fn judge(
        &self,
        text: &str,
        style: CommentStyle,
        path: &Path,
        mark: usize,
        findings: &mut Vec<Finding>,
    ) -> Vec<Suppressed> {
        self.policy.apply(findings);
        let suppressed = suppress(text, style, path, mark, findings);
        // Comments without use are findings of a rule, too.
        self.policy.apply(findings);
        suppressed
    }
}

/// How much text tells the language of a document, in bytes.
const ENOUGH: usize = 20_000;

fn detected(document: &Document) -> Option<LanguageTag> {
    let mut text = String::new();
    for block in document.blocks.iter().filter(|block| block.kind.is_text()) {
        text.push_str(block.content.text());
        text.push('\n');
        if text.len() > ENOUGH {
            break;
        }
    }
    let detection =
        detect::detect(&text).filter(|detection| detection.confidence >= documents::SURE)?;
    detection.language.code().parse().ok()
}
