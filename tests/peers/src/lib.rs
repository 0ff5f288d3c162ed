//! What the peers have in common: paragraphs come a line each from standard input, segments go a line each to standard
//! output, and the first argument is the language.

use std::io::{self, BufRead, BufWriter, Write};

/// Cuts all paragraphs. `cut` calls its second argument with each segment; white space at the ends is taken off, and
/// segments of nothing else are left out.
///
/// # Errors
/// Those of standard input, which has to be UTF-8, and output.
pub fn run(mut cut: impl FnMut(&str, &mut dyn FnMut(&str))) -> io::Result<()> {
    let mut input = io::stdin().lock();
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let mut paragraph = String::new();
    while input.read_line(&mut paragraph)? > 0 {
        let mut written = Ok(());
        cut(paragraph.trim_end(), &mut |segment| {
            let segment = segment.trim();
            if written.is_ok() && !segment.is_empty() {
                written = out
                    .write_all(segment.as_bytes())
                    .and_then(|()| out.write_all(b"\n"));
            }
        });
        written?;
        paragraph.clear();
    }
    out.flush()
}

/// The language that the command line names.
///
/// # Errors
/// Where it names none.
pub fn language() -> io::Result<String> {
    std::env::args()
        .nth(1)
        .ok_or_else(|| io::Error::other("usage: PEER LANGUAGE <TEXT"))
}
