//! `yaddash explain`: what a rule finds, why, and what to do.

use std::fmt::Write;

use anyhow::{Result, bail};
use yaddash_report::RuleInfo;

use super::{check, glossary, tmx};
use crate::args::ExplainArgs;
use crate::exit::Outcome;
use crate::output;

pub(super) fn run(args: &ExplainArgs) -> Result<Outcome> {
    let rules: Vec<RuleInfo<'static>> = check::rules()
        .into_iter()
        .chain(tmx::rules())
        .chain(glossary::rules())
        .collect();
    let text = if let Some(name) = &args.rule {
        let Some(rule) = rules.iter().find(|rule| rule.id.as_str() == name) else {
            bail!("there is no rule `{name}`; `yaddash explain` lists all rules");
        };
        format!("{} ({})\n\n{}\n", rule.id, rule.severity, rule.help.trim())
    } else {
        list(&rules)
    };
    output::write_all(None, text.as_bytes())?;
    Ok(Outcome::Clean)
}

/// All rules, one a line.
fn list(rules: &[RuleInfo<'_>]) -> String {
    let width = rules
        .iter()
        .map(|rule| rule.id.as_str().len())
        .max()
        .unwrap_or(0);
    let mut list = String::new();
    for rule in rules {
        let (name, severity) = (rule.id.as_str(), rule.severity.name());
        let _ = writeln!(list, "{name:width$}  {severity:7}  {}", rule.summary);
    }
    list
}
