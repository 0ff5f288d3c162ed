//! `yaddash explain`: what a rule finds, why, and what to do.

use anyhow::{Result, bail};
use yaddash_report::RuleInfo;

use super::{check, tmx};
use crate::args::ExplainArgs;
use crate::exit::Outcome;
use crate::output;

pub(super) fn run(args: &ExplainArgs) -> Result<Outcome> {
    let rules: Vec<RuleInfo<'static>> = check::rules().into_iter().chain(tmx::rules()).collect();
    let text = match &args.rule {
        Some(name) => match rules.iter().find(|rule| rule.id.as_str() == name) {
            Some(rule) => format!("{} ({})\n\n{}\n", rule.id, rule.severity, rule.help.trim()),
            None => bail!("there is no rule `{name}`; `yaddash explain` lists all rules"),
        },
        None => {
            let width = rules
                .iter()
                .map(|rule| rule.id.as_str().len())
                .max()
                .unwrap_or(0);
            rules
                .iter()
                .map(|rule| {
                    format!(
                        "{:width$}  {:7}  {}\n",
                        rule.id.as_str(),
                        rule.severity.name(),
                        rule.summary
                    )
                })
                .collect()
        }
    };
    output::write_all(None, text.as_bytes())?;
    Ok(Outcome::Clean)
}
