//! The page of the documentation on all rules.

use std::fmt::Write;

use super::{Rule, all};

/// What stands before the rules.
const INTRODUCTION: &str = include_str!("introduction.md");

/// `docs/rules.md`: the introduction, a table of all rules, and their texts, headings a level lower.
pub fn page() -> String {
    let mut page = INTRODUCTION.to_owned();
    page.push_str("\n## All rules\n\n| rule | severity | `--fix` | reports |\n|---|---|---|---|\n");
    for rule in all() {
        let Rule { id, severity, .. } = rule;
        let fix = if rule.is_fixable { "yes" } else { "" };
        // Writing to a text does not fail.
        let _ = writeln!(
            page,
            "| [`{id}`](#{id}) | {severity} | {fix} | {} |",
            summary(rule.doc)
        );
    }
    for rule in all() {
        page.push('\n');
        let mut is_code = false;
        for line in rule.doc.lines() {
            is_code ^= line.starts_with("```");
            if line.starts_with('#') && !is_code {
                page.push('#');
            }
            page.push_str(line);
            page.push('\n');
        }
    }
    page
}

/// The first sentence behind the first heading of a section, without `Reports`.
fn summary(doc: &str) -> String {
    let lines = doc
        .lines()
        .map(str::trim)
        .skip_while(|line| line.is_empty() || line.starts_with('#'));
    let paragraph: Vec<&str> = lines.take_while(|line| !line.is_empty()).collect();
    let paragraph = paragraph.join(" ");
    let ends = [". ", ": ", " ("]
        .iter()
        .filter_map(|end| paragraph.find(end));
    let end = ends.min().unwrap_or(paragraph.len());
    let sentence = paragraph
        .get(..end)
        .unwrap_or_default()
        .trim_end_matches('.');
    sentence
        .strip_prefix("Reports ")
        .unwrap_or(sentence)
        .to_owned()
}

#[cfg(test)]
mod tests {
    /// Made anew by `cargo run -p yaddash-glossary --example rules_page > docs/rules.md`.
    #[test]
    fn docs_are_the_texts_of_the_rules() {
        let is_same = super::page() == include_str!("../../../../docs/rules.md");
        assert!(
            is_same,
            "docs/rules.md is not what the rules say; make it anew"
        );
    }
}
