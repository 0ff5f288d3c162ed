//! Aligns files of one segment a line and writes the ladder: `ladder az=FILE en=FILE [ru=FILE]`.

use std::error::Error;
use std::io::Write;

use yaddash_align::{Aligner, Side};

fn main() -> Result<(), Box<dyn Error>> {
    let mut texts = Vec::new();
    for argument in std::env::args().skip(1) {
        let (language, path) = argument.split_once('=').ok_or("an argument is LANG=FILE")?;
        texts.push((language.parse()?, std::fs::read_to_string(path)?));
    }
    let sides: Vec<Side<'_>> = texts
        .iter()
        .map(|(language, text): &(_, String)| {
            Side::from_lines(Clone::clone(language), text.lines())
        })
        .collect();
    let alignment = Aligner::default().align(&sides)?;
    write!(std::io::stdout().lock(), "{}", alignment.ladder())?;
    Ok(())
}
