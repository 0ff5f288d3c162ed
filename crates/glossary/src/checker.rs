//! The rules run over documents and units.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use yaddash_model::{
    Block, ByteSpan, Document, Finding, LanguageTag, LineColumn, LineIndex, Place, Segment,
    TranslationUnit,
};

use crate::matcher::Matcher;
use crate::rules::{
    self, Asked, BlockText, DocumentRules, Issue, Names, Renderings, VersionText, unit_issue,
    variant_issues, version_issues,
};
use crate::termbase::Termbase;

/// Checks documents and translation units against a termbase.
///
/// Terms are compiled once for each language, when it is first met; a checker can be shared between threads. Findings
/// come in the order of the text.
///
/// ```
/// use yaddash_glossary::{Checker, read_csv};
/// use yaddash_model::{Block, BlockKind, Document};
/// let glossary = "concept,language,term,status\npace,az,AŞPA,preferred\npace,az,ECPA,deprecated\n";
/// let checker = Checker::new(read_csv(glossary)?.termbase);
/// let text = "ECPA-nın sessiyası";
/// let document = Document { language: None, blocks: vec![Block::verbatim(BlockKind::Paragraph, text, 0)] };
/// let findings = checker.check_document(&document, text, "a.txt".as_ref(), &"az".parse()?);
/// assert_eq!(findings[0].rule.as_str(), "deprecated-term");
/// assert_eq!(findings[0].suggestions, ["AŞPA-nın"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Checker {
    termbase: Termbase,
    asked: Asked,
    compiled: Mutex<Vec<Arc<Compiled>>>,
}

/// What a language needs.
#[derive(Debug)]
struct Compiled {
    language: LanguageTag,
    matcher: Matcher,
    names: Names,
}

/// A document in one of its languages.
#[derive(Clone, Copy, Debug)]
pub struct Version<'a> {
    /// The document.
    pub document: &'a Document,
    /// The text of the file, decoded, as [`Checker::check_document`] takes it.
    pub source: &'a str,
    /// The file.
    pub path: &'a Path,
    /// The language.
    pub language: &'a LanguageTag,
}

impl Version<'_> {
    /// What was found in its blocks as findings, in the order of the text.
    fn findings(&self, mut found: Vec<(usize, Issue)>) -> Vec<Finding> {
        if found.is_empty() {
            return Vec::new();
        }
        found.sort_by_key(|(at, issue)| (*at, issue.span, issue.rule.id));
        let lines = LineIndex::new(self.source);
        found
            .into_iter()
            .filter_map(|(at, issue)| {
                let block = self.document.blocks.get(at)?;
                let place = document_place(block, at, issue.span, self.source, &lines, self.path);
                Some(finding(issue, place, block.content.text(), self.language))
            })
            .collect()
    }
}

impl Checker {
    /// A checker with all rules. An empty termbase is fine: some rules need none.
    pub fn new(termbase: Termbase) -> Self {
        Self {
            termbase,
            asked: Asked::default(),
            compiled: Mutex::new(Vec::new()),
        }
    }

    /// The same without the rules of these names.
    #[must_use]
    pub fn without_rules<S: AsRef<str>>(mut self, rules: impl IntoIterator<Item = S>) -> Self {
        for rule in rules {
            self.asked.leave_out(rule.as_ref());
        }
        self
    }

    /// The termbase.
    pub fn termbase(&self) -> &Termbase {
        &self.termbase
    }

    fn compiled(&self, language: &LanguageTag) -> Arc<Compiled> {
        // A thread that panicked leaves the list whole: an entry is pushed in one step.
        let mut compiled = self.compiled.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = compiled.iter().find(|known| known.language == *language) {
            return Arc::clone(known);
        }
        let fresh = Arc::new(Compiled {
            language: language.clone(),
            matcher: Matcher::new(&self.termbase, language),
            names: Names::new(&self.termbase, language),
        });
        compiled.push(Arc::clone(&fresh));
        fresh
    }

    /// Checks a document in `language`. `source` is the text of the file, decoded, in which the source maps of the blocks
    /// count bytes; it is not looked at for blocks without such a map, whose findings name the paragraph as the line.
    pub fn check_document(
        &self,
        document: &Document,
        source: &str,
        path: &Path,
        language: &LanguageTag,
    ) -> Vec<Finding> {
        let compiled = self.compiled(language);
        let checked = document
            .blocks
            .iter()
            .enumerate()
            .filter(|(_, block)| is_checked(block));
        let size = checked
            .clone()
            .map(|(_, block)| block.content.text().len())
            .sum();
        let mut rules = DocumentRules::new(size, self.asked);
        for (at, block) in checked {
            let text = self.block(&compiled, &block.content, &block.not_text);
            rules.add(at, &text, &compiled.names);
        }
        let found = rules.finish(document);
        let version = Version {
            document,
            source,
            path,
            language,
        };
        version.findings(found)
    }

    /// Holds versions of a document in several languages against each other. Gives the findings of each, in the order of
    /// the text; those of a version alone are for [`Checker::check_document`] to tell.
    pub fn check_versions(&self, versions: &[Version<'_>]) -> Vec<Vec<Finding>> {
        if !rules::compares_versions(self.asked) {
            return versions.iter().map(|_| Vec::new()).collect();
        }
        let compiled: Vec<Arc<Compiled>> = versions
            .iter()
            .map(|version| self.compiled(version.language))
            .collect();
        let texts: Vec<VersionText<'_>> = versions
            .iter()
            .zip(&compiled)
            .map(|(version, compiled)| VersionText {
                blocks: version
                    .document
                    .blocks
                    .iter()
                    .enumerate()
                    .filter(|(_, block)| is_checked(block))
                    .map(|(at, block)| (at, self.block(compiled, &block.content, &block.not_text)))
                    .collect(),
                names: &compiled.names,
            })
            .collect();
        let mut found: Vec<Vec<(usize, Issue)>> = versions.iter().map(|_| Vec::new()).collect();
        for (version, block, issue) in version_issues(&texts) {
            if let Some(list) = found
                .get_mut(version)
                .filter(|_| self.asked.has(issue.rule))
            {
                list.push((block, issue));
            }
        }
        versions
            .iter()
            .zip(found)
            .map(|(version, found)| version.findings(found))
            .collect()
    }

    /// Checks a translation unit: each variant on its own, and all of them against the source, which is the variant that
    /// serves for `source`, else the first. `place` says where the bytes of the plain text of the variant with that
    /// number stand.
    pub fn check_unit(
        &self,
        unit: &TranslationUnit,
        source: Option<&LanguageTag>,
        place: &dyn Fn(usize, ByteSpan) -> Place,
    ) -> Vec<Finding> {
        self.check_variants(unit, source, place, None)
    }

    /// As [`Checker::check_unit`], for a unit of a memory whose names are taken up in `renderings`.
    pub fn check_unit_of_memory(
        &self,
        unit: &TranslationUnit,
        source: Option<&LanguageTag>,
        place: &dyn Fn(usize, ByteSpan) -> Place,
        renderings: &mut Renderings,
    ) -> Vec<Finding> {
        self.check_variants(unit, source, place, Some(renderings))
    }

    fn check_variants(
        &self,
        unit: &TranslationUnit,
        source: Option<&LanguageTag>,
        place: &dyn Fn(usize, ByteSpan) -> Place,
        mut renderings: Option<&mut Renderings>,
    ) -> Vec<Finding> {
        let compiled: Vec<Arc<Compiled>> = unit
            .variants
            .iter()
            .map(|variant| self.compiled(&variant.language))
            .collect();
        let texts: Vec<BlockText<'_>> = unit
            .variants
            .iter()
            .zip(&compiled)
            .map(|(variant, compiled)| self.block(compiled, &variant.segment, &[]))
            .collect();
        let source = source
            .and_then(|wanted| {
                unit.variants
                    .iter()
                    .position(|variant| wanted.accepts(&variant.language))
            })
            .unwrap_or(0);
        let mut findings = Vec::new();
        for (at, ((text, compiled), variant)) in
            texts.iter().zip(&compiled).zip(&unit.variants).enumerate()
        {
            let origin = texts.get(source).filter(|_| at != source);
            if let (Some(renderings), Some(origin)) = (renderings.as_deref_mut(), origin)
                && self.asked.has(&rules::INCONSISTENT_NAME)
            {
                renderings.add(origin, text, &|span| place(at, span));
            }
            let mut issues = variant_issues(text, origin, &compiled.names, self.asked);
            if at == source && texts.len() > 2 {
                issues.extend(unit_issue(&texts, source, self.asked));
            }
            issues.sort_by_key(|issue| (issue.span, issue.rule.id));
            findings.extend(issues.into_iter().map(|issue| {
                let is_missing = issue.rule.id == "missing-term";
                let shown = if is_missing {
                    ""
                } else {
                    variant.segment.text()
                };
                finding_at(issue, shown, &variant.language, |span| place(at, span))
            }));
        }
        findings
    }

    fn block<'a>(
        &'a self,
        compiled: &'a Compiled,
        segment: &'a Segment,
        masks: &[ByteSpan],
    ) -> BlockText<'a> {
        BlockText::new(
            &self.termbase,
            &compiled.matcher,
            &compiled.language,
            segment,
            masks,
        )
    }
}

/// Whether a block is text, and no comment of plain text that suppresses findings.
fn is_checked(block: &Block) -> bool {
    let comment = block.content.text().trim_start_matches('#');
    let is_comment =
        comment.len() < block.content.text().len() && comment.trim_start().starts_with("yaddash-");
    block.kind.is_text() && !is_comment
}

fn document_place(
    block: &Block,
    at: usize,
    span: ByteSpan,
    source: &str,
    lines: &LineIndex,
    path: &Path,
) -> Place {
    if let Some(span) = block.source.to_source(span) {
        return Place {
            path: path.to_owned(),
            start: lines.line_column(source, span.start()),
            end: lines.line_column(source, span.end()),
            span,
        };
    }
    let text = block.content.text();
    let column = |offset| text.get(..offset).unwrap_or_default().chars().count() + 1;
    let place = |offset| LineColumn {
        line: at + 1,
        column: column(offset),
    };
    Place {
        path: path.to_owned(),
        start: place(span.start()),
        end: place(span.end()),
        span: ByteSpan::new(0, 0),
    }
}

fn finding(issue: Issue, place: Place, text: &str, language: &LanguageTag) -> Finding {
    finding_at(issue, text, language, |_| place)
}

fn finding_at(
    issue: Issue,
    text: &str,
    language: &LanguageTag,
    place: impl FnOnce(ByteSpan) -> Place,
) -> Finding {
    Finding {
        rule: issue.rule.rule_id(),
        severity: issue.rule.severity,
        place: place(issue.span),
        language: Some(language.clone()),
        text: issue.span.of(text).unwrap_or_default().to_owned(),
        concept: issue.concept,
        suggestions: issue.suggestions,
        message: issue.message,
    }
}

#[cfg(test)]
mod tests;
