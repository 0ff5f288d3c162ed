//! Names of findings that outlive edits elsewhere.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use twox_hash::XxHash3_128;
use unicode_normalization::UnicodeNormalization;
use yaddash_model::Finding;

use super::excerpt::Excerpt;
use super::path::repository_path;
use super::sources::{LastSource, Sources};

/// Words on each side that tell one occurrence from another.
const NEIGHBOURS: usize = 4;

/// Characters on each side in which they are looked for.
const NEIGHBOURHOOD: usize = 240;

/// How many different findings are remembered: beyond these, findings that agree in everything have the same name.
const REMEMBERED: usize = 100_000;

/// Gives each finding a name of 32 hexadecimal digits that stays when other lines of the file change.
///
/// The name is a hash (XXH3, 128 bits) of the rule, the path (without `./` at its start), the matched text, the four words
/// before and after it on its line (normalised: NFC, white space as one space), and a running number among findings that
/// agree in all of these, which are the *content* of the finding. Line numbers do not enter. Where the text of the file is
/// not to be had, the neighbours count as none.
///
/// ```
/// # use yaddash_report::Fingerprints;
/// let mut fingerprints = Fingerprints::new(&|_path| None);
/// # let findings: Vec<yaddash_model::Finding> = Vec::new();
/// for finding in &findings {
///     println!("{}", fingerprints.next(finding));
/// }
/// ```
pub struct Fingerprints<'a> {
    sources: LastSource<'a>,
    seen: HashMap<u128, u64>,
}

impl<'a> Fingerprints<'a> {
    /// Fingerprints of the findings of one run; `sources` gives the texts of their files.
    pub fn new(sources: &'a Sources<'a>) -> Self {
        Self {
            sources: LastSource::new(sources),
            seen: HashMap::new(),
        }
    }

    /// The name of the next finding. Findings of one file are to come in the order of the file.
    pub fn next(&mut self, finding: &Finding) -> String {
        let mut key = self.key(finding);
        let content = XxHash3_128::oneshot(key.as_bytes());
        push_part(&mut key, &self.count(content).to_string());
        name(&key)
    }

    /// The name of the content of a finding, which findings that agree in it share.
    pub fn content(&mut self, finding: &Finding) -> String {
        name(&self.key(finding))
    }

    /// Whether the text of the finding stands in its file where the finding says.
    pub(super) fn stands_there(&mut self, finding: &Finding) -> bool {
        let source = self.sources.of(&finding.place.path);
        source.is_some_and(|source| source.holds(finding))
    }

    fn key(&mut self, finding: &Finding) -> String {
        let excerpt = self
            .sources
            .of(&finding.place.path)
            .and_then(|source| source.excerpt(&finding.place, NEIGHBOURHOOD));
        let mut key = String::new();
        push_part(&mut key, finding.rule.as_str());
        push_part(&mut key, &repository_path(&finding.place.path));
        push_part(&mut key, &normal(&finding.text));
        if let Some(excerpt) = excerpt {
            push_neighbours(&mut key, &excerpt);
        }
        key
    }

    /// How many agreed with the finding before.
    fn count(&mut self, content: u128) -> u64 {
        let is_full = self.seen.len() == REMEMBERED;
        match self.seen.entry(content) {
            Entry::Occupied(mut seen) => {
                *seen.get_mut() += 1;
                *seen.get()
            }
            Entry::Vacant(new) => {
                if !is_full {
                    new.insert(0);
                }
                0
            }
        }
    }
}

fn name(key: &str) -> String {
    format!("{:032x}", XxHash3_128::oneshot(key.as_bytes()))
}

/// Adds a part so that two lists of parts never make the same key.
fn push_part(key: &mut String, part: &str) {
    key.push_str(&part.len().to_string());
    key.push(':');
    key.push_str(part);
}

fn push_neighbours(key: &mut String, excerpt: &Excerpt<'_>) {
    let mut before: Vec<_> = excerpt
        .before
        .split_whitespace()
        .rev()
        .take(NEIGHBOURS)
        .collect();
    before.reverse();
    let after: Vec<_> = excerpt.after.split_whitespace().take(NEIGHBOURS).collect();
    for words in [before, after] {
        push_part(key, &normal(&words.join(" ")));
    }
}

fn normal(text: &str) -> String {
    text.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .nfc()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::samples::Sample;
    use super::*;

    fn of(sample: &Sample) -> Vec<String> {
        let sources = |path: &std::path::Path| sample.source_of(path);
        let mut fingerprints = Fingerprints::new(&sources);
        sample
            .findings
            .iter()
            .map(|finding| fingerprints.next(finding))
            .collect()
    }

    fn one(text: &str) -> String {
        of(&Sample::empty().with("a", text, "ECPA")).remove(0)
    }

    #[test]
    fn edits_elsewhere_change_nothing() {
        let name = one("İclasda ECPA və\u{301} sonra");
        assert_eq!(name.len(), 32);
        for other in [
            "sətir\n\nİclasda ECPA və\u{301} sonra\n",
            "I\u{307}clasda  ECPA\tvə\u{301} sonra",
        ] {
            assert_eq!(one(other), name, "{other}");
        }
        for other in ["Onda ECPA və sonra", "İclasda ECPA və əvvəl"] {
            assert_ne!(one(other), name, "{other}");
        }
        assert_eq!(
            one("0 1 2 3 4 ECPA 5 6 7 8 9"),
            one("x 1 2 3 4 ECPA 5 6 7 8 y"),
            "four words count"
        );
    }

    #[test]
    fn equal_findings_are_counted() {
        let twice = Sample::empty()
            .with("a", "ECPA\nECPA", "ECPA")
            .with("a", "ECPA\nECPA", "ECPA");
        let names = of(&twice);
        assert_ne!(names[0], names[1]);
        assert_eq!(names, of(&twice), "the same in each run");
        let sources = |path: &std::path::Path| twice.source_of(path);
        let mut fingerprints = Fingerprints::new(&sources);
        let contents: Vec<_> = twice
            .findings
            .iter()
            .map(|finding| fingerprints.content(finding))
            .collect();
        assert_eq!(contents[0], contents[1], "they agree in their content");
    }

    #[test]
    fn a_path_has_one_name() {
        let at = |path: &str| of(&Sample::empty().with(path, "ECPA", "ECPA")).remove(0);
        assert_eq!(at("./a/b"), at("a/b"));
        assert_ne!(at("a/b"), at("b"));
    }

    #[test]
    fn names_are_stable_across_releases() {
        assert_eq!(one("ECPA"), "e694528f722809c21be01d3eb6cc10e0");
    }
}
