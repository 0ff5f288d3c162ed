//! unicode-segmentation: UAX #29 as it is.

use std::io;

use unicode_segmentation::UnicodeSegmentation;

fn main() -> io::Result<()> {
    yaddash_peers::run(|paragraph, write| paragraph.split_sentence_bounds().for_each(write))
}
