//! Writes `docs/rules.md`: `cargo run -p yaddash-glossary --example rules_page > docs/rules.md`.

use std::io::Write;

fn main() -> std::io::Result<()> {
    std::io::stdout().write_all(yaddash_glossary::rules::page().as_bytes())
}
