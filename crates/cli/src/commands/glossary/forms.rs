//! `yaddash glossary forms`.

use anyhow::Result;
use yaddash_glossary::forms_of;

use crate::args::GlossaryFormsArgs;
use crate::exit::Outcome;
use crate::output;

/// Lists the forms of terms, one a line.
pub(super) fn forms(args: &GlossaryFormsArgs) -> Result<Outcome> {
    let mut listed = String::new();
    for term in &args.terms {
        for form in forms_of(term, &args.lang) {
            listed.push_str(&form);
            listed.push('\n');
        }
    }
    output::write_all(None, listed.as_bytes())?;
    Ok(Outcome::Clean)
}
