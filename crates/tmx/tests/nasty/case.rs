//! What a case is, and how it is checked.

use yaddash_model::{Severity, TranslationUnit};
use yaddash_tmx::operations::Scratch;
use yaddash_tmx::repair::{Repair, RepairOptions, Repaired, repair};
use yaddash_tmx::{CopyEncoding, TmxReader, rewrite, validate};

/// A file, what a strict reader says of it, and what is saved of it.
pub(crate) struct Case {
    pub(crate) name: &'static str,
    pub(crate) file: &'static str,
    /// `line:column` and the start of the message of the first fault of the XML; empty where there is none.
    pub(crate) strict: &'static str,
    /// The units that are saved, as `language=text` parted by ` / `, units parted by ` | `.
    pub(crate) saved: &'static str,
    /// The kinds of faults in the order of the list, each once; `!` stands behind those at which something was lost.
    pub(crate) list: &'static str,
}

/// A row of a table of cases.
pub(crate) const fn case(
    name: &'static str,
    file: &'static str,
    strict: &'static str,
    saved: &'static str,
    list: &'static str,
) -> Case {
    Case {
        name,
        file,
        strict,
        saved,
        list,
    }
}

/// Errors of the validator that no repair can mend.
const OF_AUTHORS: [&str; 3] = ["tmx-no-source-variant", "tmx-ude-base", "tmx-map"];

/// Checks all cases and tells of every one that fails.
pub(crate) fn check(cases: &[Case], whole: impl Fn(&Case) -> Vec<u8>) {
    let failures: Vec<String> = cases
        .iter()
        .filter_map(|case| {
            let file = whole(case);
            let found = Found::of(&file);
            let is_right = found.strict.starts_with(case.strict)
                && found.strict.is_empty() == case.strict.is_empty()
                && found.saved == case.saved
                && found.list == case.list
                && found.errors.is_empty();
            (!is_right).then(|| format!("{}: {found:#?}\n{}", case.name, found.output))
        })
        .collect();
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

/// What was made of a file.
pub(crate) struct Found {
    pub(crate) strict: String,
    pub(crate) saved: String,
    pub(crate) list: String,
    /// What the validator has against the output.
    pub(crate) errors: Vec<String>,
    pub(crate) output: String,
}

impl std::fmt::Debug for Found {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Found")
            .field("strict", &self.strict)
            .field("saved", &self.saved)
            .field("list", &self.list)
            .field("errors", &self.errors)
            .finish_non_exhaustive()
    }
}

impl Found {
    pub(crate) fn of(file: &[u8]) -> Self {
        let strict = match rewrite(file, std::io::sink(), CopyEncoding::Utf8) {
            Ok(_) => String::new(),
            Err(error) => error.to_string(),
        };
        let (output, list, _) = repaired(file);
        let (again, _, redone) = repaired(&output);
        assert_eq!(again, output, "a second repair changes the file");
        assert!(!redone.is_changed(), "a second repair finds faults");
        Self {
            strict,
            saved: shown(&units(&output)),
            list: kinds(&list),
            errors: errors(&output),
            output: String::from_utf8(output).unwrap(),
        }
    }
}

pub(crate) fn repaired(file: &[u8]) -> (Vec<u8>, Vec<Repair>, Repaired) {
    let (mut output, mut list) = (Vec::new(), Vec::new());
    let options = RepairOptions::default();
    let done = repair(file, &mut output, options, &mut |entry| list.push(entry)).unwrap();
    (output, list, done)
}

/// All units of a file that can be read.
pub(crate) fn units(file: &[u8]) -> Vec<TranslationUnit> {
    TmxReader::new(file).unwrap().map(Result::unwrap).collect()
}

pub(crate) fn shown(units: &[TranslationUnit]) -> String {
    let unit = |unit: &TranslationUnit| {
        let variants = unit.variants.iter();
        let texts =
            variants.map(|variant| format!("{}={}", variant.language, variant.segment.text()));
        texts.collect::<Vec<_>>().join(" / ")
    };
    units.iter().map(unit).collect::<Vec<_>>().join(" | ")
}

fn kinds(list: &[Repair]) -> String {
    let mut kinds: Vec<String> = Vec::new();
    // Units of the cases have one variant, in whatever language; `tests/repair.rs` checks that this is told.
    for entry in list.iter().filter(|entry| entry.kind != "source-variant") {
        let mark = match entry.action.name() {
            "lost" => "!",
            "kept" => "?",
            _ => "",
        };
        let kind = format!("{}{mark}", entry.kind);
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    kinds.join(" ")
}

fn errors(file: &[u8]) -> Vec<String> {
    let mut errors = Vec::new();
    validate(
        file,
        "a.tmx".as_ref(),
        Scratch::new(&tempfile::tempfile),
        &mut |finding| {
            if finding.severity == Severity::Error && !OF_AUTHORS.contains(&finding.rule.as_str()) {
                errors.push(format!("{} {}", finding.place.start, finding.message));
            }
        },
    )
    .unwrap();
    errors
}
