//! srx: SRX rules of the file that the second argument names, a regular expression each.

use std::io;
use std::str::FromStr;

fn main() -> io::Result<()> {
    let language = yaddash_peers::language()?;
    let path = std::env::args()
        .nth(2)
        .ok_or_else(|| io::Error::other("usage: srx LANGUAGE RULES.srx <TEXT"))?;
    let rules = srx::SRX::from_str(&std::fs::read_to_string(path)?).map_err(io::Error::other)?;
    let rules = rules.language_rules(language);
    yaddash_peers::run(|paragraph, write| rules.split(paragraph).for_each(write))
}
