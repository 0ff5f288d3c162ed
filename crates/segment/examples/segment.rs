//! `segment LANG [--explain] [RULES.srx]`: paragraphs from standard input, one a line, to segments, one a line.
//! `segment --print-rules`: the built-in rules as an SRX file.

use std::io::{self, BufWriter, Read, Write};

use yaddash_segment::{Segmenter, SrxDocument, builtin_srx};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let language = arguments.next().unwrap_or_else(|| "az".to_owned());
    if language == "--print-rules" {
        io::stdout().write_all(builtin_srx().to_xml().as_bytes())?;
        return Ok(());
    }
    let language = language.parse()?;
    let (mut explain, mut segmenter) = (false, None);
    for argument in arguments {
        if argument == "--explain" {
            explain = true;
        } else {
            let document = SrxDocument::read(&std::fs::read(&argument)?, Some(&argument))?;
            segmenter = Some(Segmenter::from_srx(&document, &language)?);
        }
    }
    let segmenter = segmenter.unwrap_or_else(|| Segmenter::builtin(&language).clone());

    let mut text = String::new();
    io::stdin().read_to_string(&mut text)?;
    let mut out = BufWriter::new(io::stdout().lock());
    for paragraph in text.lines() {
        for span in segmenter.trimmed_segments(paragraph) {
            writeln!(out, "{}", span.of(paragraph).unwrap_or_default())?;
        }
        if explain {
            for candidate in segmenter.explain(paragraph)? {
                writeln!(
                    out,
                    "    {} {} {}",
                    candidate.offset, candidate.verdict, candidate.rule
                )?;
            }
        }
    }
    out.flush()?;
    Ok(())
}
