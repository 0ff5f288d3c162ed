//! sentencex: marks of ends, abbreviation lists and heuristics for quotation marks.

use std::io;

fn main() -> io::Result<()> {
    let language = yaddash_peers::language()?;
    yaddash_peers::run(|paragraph, write| {
        for segment in sentencex::segment(&language, paragraph) {
            write(segment.as_ref());
        }
    })
}
