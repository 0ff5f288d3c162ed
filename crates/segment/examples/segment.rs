//! `segment LANG`: paragraphs from standard input, one a line, to segments, one a line.

use std::io::{self, BufWriter, Read, Write};

use yaddash_segment::Segmenter;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let language = std::env::args().nth(1).unwrap_or_else(|| "az".to_owned());
    let explain = std::env::args()
        .nth(2)
        .is_some_and(|arg| arg == "--explain");
    let segmenter = Segmenter::builtin(&language.parse()?);
    let mut text = String::new();
    io::stdin().read_to_string(&mut text)?;
    let mut out = BufWriter::new(io::stdout().lock());
    for paragraph in text.lines() {
        for span in segmenter.trimmed_segments(paragraph) {
            writeln!(out, "{}", span.of(paragraph).unwrap_or_default())?;
        }
        if explain {
            for candidate in segmenter.explain(paragraph) {
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
