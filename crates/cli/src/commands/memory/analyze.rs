//! `yaddash memory analyze`.

use anyhow::Result;
use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};
use yaddash_memory::analysis::{Analysis, Analyzer, Band, Counts, Internal};
use yaddash_memory::lookup::Query;
use yaddash_memory::{Memories, PenaltyRule};
use yaddash_report::{
    AnalysedBand, AnalysedFile, AnalysisFigures, AnalysisReport, write_analysis_csv,
    write_analysis_json, write_analysis_page, write_analysis_text,
};

use super::super::Context;
use super::memories;
use super::texts::{SourceReader, SourceText};
use crate::args::{AnalysisFormat, MemoryAnalyzeArgs};
use crate::exit::Outcome;
use crate::input;
use crate::output::Output;

/// The least score that counts.
const LEAST: f64 = 50.0;

pub(super) fn run(args: &MemoryAnalyzeArgs, context: &Context) -> Result<Outcome> {
    let (memories, penalties) = memories::open(&args.question.memories)?;
    let reader = SourceReader::new(context)?;
    let mut outcome = Outcome::Clean;
    let mut files = Vec::new();
    for path in &args.files {
        match reader.read(path, &args.question.from, context) {
            Ok(texts) => files.push((input::name(path), texts)),
            Err(error) => {
                context.messages.failure(&error);
                outcome = Outcome::Failed;
            }
        }
    }
    let analyses = analyses(args, &files, &memories, &penalties)?;
    let mut total = Analysis::default();
    for analysis in &analyses {
        total.merge(analysis);
    }
    let report = AnalysisReport {
        from: args.question.from.as_str().to_owned(),
        to: args.question.to.as_str().to_owned(),
        files: files
            .iter()
            .zip(&analyses)
            .map(|((name, _), analysis)| table(name, analysis, args))
            .collect(),
        total: table("total", &total, args),
    };
    let mut out = Output::open(args.output.as_deref())?;
    match args.format {
        AnalysisFormat::Text => write_analysis_text(&report, &mut out)?,
        AnalysisFormat::Json => write_analysis_json(&report, &mut out)?,
        AnalysisFormat::Csv => write_analysis_csv(&report, &mut out)?,
        AnalysisFormat::Html => write_analysis_page(&report, &mut out)?,
    }
    out.finish()?;
    Ok(outcome)
}

/// Looks all segments up at once, and counts them one after another.
fn analyses(
    args: &MemoryAnalyzeArgs,
    files: &[(String, Vec<SourceText>)],
    memories: &Memories,
    penalties: &[PenaltyRule],
) -> Result<Vec<Analysis>> {
    let all: Vec<&SourceText> = files.iter().flat_map(|(_, texts)| texts).collect();
    let matched: Vec<Option<f64>> = all
        .par_iter()
        .map(|text| {
            let mut query = Query::new(&text.segment, &args.question.from, &args.question.to);
            query.min = LEAST;
            query.limit = 1;
            query.penalties = penalties;
            query.context = text.context.clone();
            let found = memories.lookup(&query)?;
            Ok(found.first().map(|found| found.found.score.value))
        })
        .collect::<Result<_>>()?;
    let internal: Vec<Option<f64>> = if args.internal {
        let segments = Internal::new(all.iter().map(|text| &text.segment), &args.question.from);
        let places: Vec<usize> = (0..all.len()).collect();
        places.par_iter().map(|at| segments.best(*at)).collect()
    } else {
        vec![None; all.len()]
    };
    let mut scores = matched.into_iter().zip(internal);
    let mut analyzer = Analyzer::new(&args.question.from);
    for (_, texts) in files {
        analyzer.begin_file();
        for (text, (matched, internal)) in texts.iter().zip(&mut scores) {
            analyzer.add(&text.segment, matched, internal);
        }
    }
    Ok(analyzer.finish())
}

fn table(path: &str, analysis: &Analysis, args: &MemoryAnalyzeArgs) -> AnalysedFile {
    let weight = |band: Band| {
        let set = args.weights.iter().rev().find(|(known, _)| *known == band);
        set.map_or_else(|| band.default_weight(), |(_, weight)| *weight)
    };
    let bands = Band::ALL
        .into_iter()
        .filter(|band| args.internal || !band.is_internal());
    AnalysedFile {
        path: path.to_owned(),
        bands: bands
            .map(|band| AnalysedBand {
                band: band.name(),
                title: band.title(),
                weight: weight(band),
                figures: figures(analysis.band(band)),
            })
            .collect(),
        all: figures(analysis.total()),
        weighted_words: analysis.weighted_words(weight),
    }
}

fn figures(counts: Counts) -> AnalysisFigures {
    AnalysisFigures {
        segments: counts.segments,
        words: counts.words,
        characters: counts.characters,
        characters_with_spaces: counts.characters_with_spaces,
        tags: counts.tags,
        placeables: counts.placeables,
    }
}
