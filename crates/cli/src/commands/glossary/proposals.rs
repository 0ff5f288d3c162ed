//! `yaddash glossary extract` and `yaddash glossary discover`: what texts name, for a person to accept.

use std::io::Write;
use std::path::Path;

use anyhow::{Context as _, Result};
use serde::Serialize;
use yaddash_glossary::discovery::{
    DiscoveryOptions, ProposedConcept, ProposedTerm, VariantCluster, VariantKind,
};
use yaddash_glossary::{
    ConceptEntry, LanguageSection, Status, Term, Termbase, TermbaseFormat, WriteOptions,
    write_termbase,
};

use super::super::Context;
use super::texts::extraction;
use crate::args::{GlossaryDiscoverArgs, GlossaryExtractArgs, ProposalArgs, ProposalFormat};
use crate::exit::Outcome;
use crate::output::Output;
use crate::terms;

/// Proposes the terms and names of texts, with their translations.
pub(super) fn extract(args: &GlossaryExtractArgs, context: &Context) -> Result<Outcome> {
    let options = DiscoveryOptions {
        min_count: args.min_count,
        min_score: args.min_score,
    };
    let (mut extraction, outcome) = extraction(&args.texts, options, context)?;
    if let Some(most) = args.limit {
        extraction.limit(most);
    }
    write(&args.texts, &extraction.concepts(), context)?;
    Ok(outcome)
}

/// Proposes which spellings and renderings are one, and which of them is usual.
pub(super) fn discover(args: &GlossaryDiscoverArgs, context: &Context) -> Result<Outcome> {
    // A spelling that stands once is what is looked for.
    let options = DiscoveryOptions {
        min_count: 1,
        ..DiscoveryOptions::default()
    };
    let (extraction, outcome) = extraction(&args.texts, options, context)?;
    write(&args.texts, &extraction.variants(), context)?;
    Ok(outcome)
}

/// Something that a glossary can take up.
trait Proposal {
    /// As a line of JSON.
    type Line<'a>: Serialize
    where
        Self: 'a;

    fn line(&self) -> Self::Line<'_>;

    fn entry(&self) -> ConceptEntry;
}

fn write<P: Proposal>(args: &ProposalArgs, proposals: &[P], context: &Context) -> Result<()> {
    let mut output = Output::open(args.output.as_deref())?;
    let format = match format(args) {
        ProposalFormat::Jsonl => {
            for proposal in proposals {
                serde_json::to_writer(&mut output, &proposal.line())?;
                output.write_all(b"\n")?;
            }
            return output.finish();
        }
        ProposalFormat::Csv => TermbaseFormat::Csv,
        ProposalFormat::Tsv => TermbaseFormat::Tsv,
        ProposalFormat::Tbx => TermbaseFormat::Tbx,
    };
    let termbase = Termbase {
        concepts: proposals.iter().map(Proposal::entry).collect(),
        ..Termbase::default()
    };
    let losses = write_termbase(&termbase, format, &WriteOptions::default(), &mut output)
        .context("cannot write the proposals")?;
    if !losses.is_empty() {
        context.messages.warning(format_args!(
            "not kept, since the format has no place for it: {losses}"
        ));
    }
    output.finish()
}

/// The format that the arguments ask for.
fn format(args: &ProposalArgs) -> ProposalFormat {
    let by_name = |path: &Path| match terms::extension(path).as_str() {
        "tsv" => ProposalFormat::Tsv,
        "tbx" => ProposalFormat::Tbx,
        "jsonl" => ProposalFormat::Jsonl,
        _ => ProposalFormat::Csv,
    };
    let named = args.output.as_deref().map(by_name);
    args.to.or(named).unwrap_or(ProposalFormat::Csv)
}

/// A concept as a line of JSON.
#[derive(Serialize)]
struct ConceptLine<'a> {
    id: &'a str,
    terms: Vec<TermLine<'a>>,
}

#[derive(Serialize)]
struct TermLine<'a> {
    language: &'a str,
    text: &'a str,
    kind: &'static str,
    count: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    score: Option<f64>,
}

impl Proposal for ProposedConcept {
    type Line<'a> = ConceptLine<'a>;

    fn line(&self) -> ConceptLine<'_> {
        let terms = self.terms.iter().map(|term| TermLine {
            language: term.language.as_str(),
            text: &term.text,
            kind: term.kind.name(),
            count: term.count,
            score: term.score.map(rounded),
        });
        ConceptLine {
            id: &self.id,
            terms: terms.collect(),
        }
    }

    fn entry(&self) -> ConceptEntry {
        let section = |term: &ProposedTerm| LanguageSection {
            language: term.language.clone(),
            terms: vec![proposed(&term.text, Status::Preferred, note_of(term))],
            details: Vec::new(),
        };
        ConceptEntry {
            id: self.id.clone(),
            sections: self.terms.iter().map(section).collect(),
            ..ConceptEntry::default()
        }
    }
}

fn note_of(term: &ProposedTerm) -> String {
    let places = places(term.count);
    match term.score {
        Some(score) => format!("{}, {places}, score {:.2}", term.kind.name(), score),
        None => format!("{}, {places}", term.kind.name()),
    }
}

/// A cluster as a line of JSON.
#[derive(Serialize)]
struct ClusterLine<'a> {
    id: &'a str,
    language: &'a str,
    variants: Vec<VariantLine<'a>>,
}

#[derive(Serialize)]
struct VariantLine<'a> {
    text: &'a str,
    count: u32,
    /// How it differs from the first.
    #[serde(skip_serializing_if = "Option::is_none")]
    differs: Option<&'static str>,
}

impl Proposal for VariantCluster {
    type Line<'a> = ClusterLine<'a>;

    fn line(&self) -> ClusterLine<'_> {
        let variants = self.variants.iter().map(|variant| VariantLine {
            text: &variant.text,
            count: variant.count,
            differs: variant.kind.map(VariantKind::name),
        });
        ClusterLine {
            id: &self.id,
            language: self.language.as_str(),
            variants: variants.collect(),
        }
    }

    fn entry(&self) -> ConceptEntry {
        let terms = self.variants.iter().map(|variant| {
            let places = places(variant.count);
            match variant.kind {
                None => proposed(&variant.text, Status::Preferred, places),
                Some(kind) => {
                    let note = format!("{places}, differs by {}", kind.name());
                    proposed(&variant.text, Status::Deprecated, note)
                }
            }
        });
        ConceptEntry {
            id: self.id.clone(),
            sections: vec![LanguageSection {
                language: self.language.clone(),
                terms: terms.collect(),
                details: Vec::new(),
            }],
            ..ConceptEntry::default()
        }
    }
}

fn proposed(text: &str, status: Status, note: String) -> Term {
    Term {
        text: text.to_owned(),
        status,
        is_status_stated: true,
        note: Some(note),
        ..Term::default()
    }
}

fn places(count: u32) -> String {
    if count == 1 {
        "1 place".to_owned()
    } else {
        format!("{count} places")
    }
}

/// To three decimals, as other scores are written.
fn rounded(score: f64) -> f64 {
    (score * 1000.0).round() / 1000.0
}
