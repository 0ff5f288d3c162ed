//! `yaddash memory pretranslate`.

use std::path::Path;

use anyhow::{Context as _, Result, bail, ensure};
use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};
use yaddash_formats::document::DocumentFormat;
use yaddash_io::encoding::Hint;
use yaddash_memory::lookup::Query;
use yaddash_memory::pretranslate::{FileForm, Gap, Proposal, filled, gaps, text_gaps};
use yaddash_memory::{Memories, PenaltyRule};

use super::super::Context;
use super::memories;
use crate::args::{ConvertFormat, MemoryPretranslateArgs};
use crate::check::mend::Whole;
use crate::exit::Outcome;
use crate::segmenters::Segmenters;
use crate::{input, output, units};

/// Matches that are tried for a text, in case the codes of the best one do not fit.
const TRIED: usize = 3;

/// What is asked, and how.
struct Translator<'a> {
    args: &'a MemoryPretranslateArgs,
    memories: Memories,
    penalties: Vec<PenaltyRule>,
    segmenters: Segmenters,
}

/// The bytes of a file with what the memories know, and how much that is.
struct Filled {
    bytes: Vec<u8>,
    exact: usize,
    others: usize,
    left: usize,
}

pub(super) fn run(args: &MemoryPretranslateArgs, context: &Context) -> Result<Outcome> {
    ensure!(
        args.in_place || args.files.len() == 1,
        "several files are written back to where they are: say so by --in-place"
    );
    let (memories, penalties) = memories::open(&args.question.memories)?;
    let translator = Translator {
        args,
        memories,
        penalties,
        segmenters: Segmenters::new(None, &[], context)?,
    };
    let mut outcome = Outcome::Clean;
    for path in &args.files {
        if let Err(error) = one(path, &translator, context) {
            context.messages.failure(&error);
            outcome = Outcome::Failed;
        }
    }
    Ok(outcome)
}

fn one(path: &Path, translator: &Translator<'_>, context: &Context) -> Result<()> {
    let args = translator.args;
    ensure!(
        !(args.in_place && input::is_stdin(path)),
        "standard input cannot be written in place"
    );
    let bytes = input::read(path)?;
    let done = translator
        .filled(path, &bytes)
        .with_context(|| format!("cannot fill {}", input::name(path)))?;
    let place = if args.in_place {
        Some(path)
    } else {
        args.output.as_deref()
    };
    if !(args.in_place && done.bytes == bytes) {
        output::write_all(place, &done.bytes)?;
    }
    context.messages.note(format_args!(
        "{}: {} translated exactly, {} by near and fuzzy matches, {} left",
        input::name(path),
        done.exact,
        done.others,
        done.left
    ));
    Ok(())
}

impl Translator<'_> {
    fn filled(&self, path: &Path, bytes: &[u8]) -> Result<Filled> {
        let args = self.args;
        let whole = Whole::read(bytes, hint(path, args));
        let found = if let Some(form) = form(path)? {
            gaps(&whole.text, form)?
        } else {
            let segmenter = self.segmenters.get(&args.question.from)?;
            text_gaps(&whole.text, |line| segmenter.trimmed_segments(line))
        };
        let proposals: Vec<Option<Proposal>> = found
            .par_iter()
            .map(|gap| self.proposal(gap))
            .collect::<Result<_>>()?;
        let text = filled(&whole.text, &found, &proposals);
        let exact = proposals
            .iter()
            .flatten()
            .filter(|one| one.is_exact)
            .count();
        let all = proposals.iter().flatten().count();
        Ok(Filled {
            bytes: whole.rewritten(bytes, &text)?,
            exact,
            others: all - exact,
            left: proposals.len() - all,
        })
    }

    /// The best match of the memories whose codes go with those of `gap`.
    fn proposal(&self, gap: &Gap) -> Result<Option<Proposal>> {
        let args = self.args;
        let mut query = Query::new(&gap.source, &args.question.from, &args.question.to);
        query.min = args.min;
        query.limit = TRIED;
        query.penalties = &self.penalties;
        query.context = gap.context.clone();
        let found = self.memories.lookup(&query)?;
        let names = self.memories.attached();
        Ok(found.iter().find_map(|found| {
            let origin = names
                .get(found.memory)
                .map_or("", |memory| memory.name.as_str());
            Proposal::of(
                &found.found,
                origin,
                gap,
                &args.question.from,
                &args.question.to,
            )
        }))
    }
}

/// The form of a file with places for translations; `None` for plain text.
fn form(path: &Path) -> Result<Option<FileForm>> {
    let document = DocumentFormat::of_path(path);
    Ok(match units::format_of(path) {
        Some(_) if is_packed(path) => bail!("packed files are not filled: unpack it first"),
        Some(ConvertFormat::Xliff | ConvertFormat::Xliff2) => Some(FileForm::Xliff),
        Some(ConvertFormat::Po) => Some(FileForm::Po),
        Some(_) => bail!("only XLIFF, PO and plain text can be filled"),
        None if document.is_some_and(|document| document != DocumentFormat::Text) => {
            bail!("only XLIFF, PO and plain text can be filled")
        }
        None => None,
    })
}

fn is_packed(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension == "gz" || extension == "zip")
}

fn hint<'a>(path: &Path, args: &'a MemoryPretranslateArgs) -> Hint<'a> {
    let is_text = units::format_of(path).is_none();
    Hint {
        language: is_text.then(|| args.question.from.language()),
        ..Hint::default()
    }
}
