//! SARIF 2.1.0 (OASIS standard), as code scanning services read it.
//!
//! Columns are Unicode code points and say so. GitHub keeps 5,000 results of a run and refuses more than 25,000; beyond
//! 5,000 the gravest are written, in the order given, and a notification says how many were left out.

mod result;
mod tool;

use std::collections::HashMap;
use std::io::{self, Write};

use serde_json::{Value, json};
use yaddash_model::Severity;

use super::tally::Tally;
use super::{Findings, FindingsReport, Fingerprints};
use result::{BASE, SarifResult};
use tool::Tool;

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// Results that a code scanning service keeps.
const MOST_RESULTS: usize = 5_000;

pub(super) fn write(report: &FindingsReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    write!(
        out,
        "{{\"$schema\":\"{SCHEMA}\",\"version\":\"2.1.0\",\"runs\":[{{\"tool\":"
    )?;
    serde_json::to_writer(&mut *out, &Tool::new(report))?;
    out.write_all(b",\n\"columnKind\":\"unicodeCodePoints\",\"originalUriBaseIds\":")?;
    let base = json!({BASE: {"description": {"text": "The folder that the program ran in."}}});
    serde_json::to_writer(&mut *out, &base)?;
    let left_out = report.findings.count().saturating_sub(MOST_RESULTS);
    write!(out, ",\"invocations\":[{{\"executionSuccessful\":true")?;
    if left_out > 0 {
        write!(
            out,
            ",\"toolExecutionNotifications\":[{}]",
            left_out_note(left_out)
        )?;
    }
    out.write_all(b"}],\n\"results\":[")?;
    write_results(report, out)?;
    out.write_all(b"\n]}]}\n")
}

fn left_out_note(left_out: usize) -> Value {
    let text = format!(
        "{left_out} findings were left out, the least grave first: code scanning services keep {MOST_RESULTS} results."
    );
    json!({"level": "warning", "message": {"text": text}})
}

fn write_results(report: &FindingsReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let rule_index: HashMap<_, _> = report
        .rules
        .iter()
        .enumerate()
        .map(|(index, rule)| (rule.id.as_str(), index))
        .collect();
    let mut fingerprints = Fingerprints::new(report.sources);
    let mut room = Room::new(report.findings, MOST_RESULTS)?;
    let mut separator = "\n";
    report.findings.each(&mut |finding| {
        // Findings that are left out count in the running numbers of fingerprints, which must not depend on the limit.
        let fingerprint = fingerprints.next(finding);
        if !room.takes(finding.severity) {
            return Ok(());
        }
        out.write_all(separator.as_bytes())?;
        let index = rule_index.get(finding.rule.as_str()).copied();
        let stands_there = fingerprints.stands_there(finding);
        let result = SarifResult::new(finding, index, &fingerprint, stands_there);
        serde_json::to_writer(&mut *out, &result)?;
        separator = ",\n";
        Ok(())
    })?;
    for (finding, reason) in report.suppressed.iter().take(MOST_RESULTS) {
        out.write_all(separator.as_bytes())?;
        let index = rule_index.get(finding.rule.as_str()).copied();
        let fingerprint = fingerprints.next(finding);
        let result = SarifResult::new(finding, index, &fingerprint, false).suppressed(reason);
        serde_json::to_writer(&mut *out, &result)?;
        separator = ",\n";
    }
    Ok(())
}

/// How many more findings of each severity fit in.
struct Room {
    errors: usize,
    warnings: usize,
    infos: usize,
}

impl Room {
    /// Gives `most` places to errors first, then to warnings, then to the rest.
    fn new(findings: &dyn Findings, most: usize) -> io::Result<Self> {
        let tally = Tally::of(findings, 0)?;
        let errors = tally.errors.min(most);
        let warnings = tally.warnings.min(most - errors);
        Ok(Self {
            errors,
            warnings,
            infos: most - errors - warnings,
        })
    }

    fn takes(&mut self, severity: Severity) -> bool {
        let places = match severity {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
            Severity::Info => &mut self.infos,
        };
        let fits = *places > 0;
        *places = places.saturating_sub(1);
        fits
    }
}

#[cfg(test)]
mod tests {
    use super::super::FindingsFormat;
    use super::super::samples::{Sample, hard};
    use super::*;

    fn parsed(sample: &Sample) -> Value {
        serde_json::from_str(&sample.written(FindingsFormat::Sarif)).unwrap()
    }

    #[test]
    fn suppressed_findings_are_results_with_suppressions() {
        let sample = Sample::empty()
            .with("a.md", "ECPA", "ECPA")
            .suppressed("a quotation");
        let results = &parsed(&sample)["runs"][0]["results"];
        let expected = json!([{"kind": "inSource", "justification": "a quotation"}]);
        assert_eq!(results[0]["suppressions"], expected);
    }

    #[test]
    fn a_result() {
        let sample = Sample::empty().with("sənəd 1.md", "İclas ECPA", "ECPA");
        let written = sample.written(FindingsFormat::Sarif);
        let (_, results) = written.split_once("\"results\":").unwrap();
        insta::assert_snapshot!(results, @r#"
        [
        {"ruleId":"deprecated-term","ruleIndex":0,"level":"error","message":{"text":"`ECPA` is a deprecated term."},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"s%C9%99n%C9%99d%201.md","uriBaseId":"%SRCROOT%"},"region":{"startLine":1,"startColumn":7,"endLine":1,"endColumn":11,"snippet":{"text":"ECPA"}}}}],"partialFingerprints":{"primaryLocationLineHash":"19dcf5ea768c2111e94d676f455906d7","yaddash/v1":"19dcf5ea768c2111e94d676f455906d7"},"fixes":[{"description":{"text":"Write `AŞPA`."},"artifactChanges":[{"artifactLocation":{"uri":"s%C9%99n%C9%99d%201.md","uriBaseId":"%SRCROOT%"},"replacements":[{"deletedRegion":{"startLine":1,"startColumn":7,"endLine":1,"endColumn":11},"insertedContent":{"text":"AŞPA"}}]}]}],"properties":{"language":"az","concept":"pace","suggestions":["AŞPA"]}}
        ]}]}
        "#);
    }

    #[test]
    fn tool_and_rules() {
        let written = Sample::empty().written(FindingsFormat::Sarif);
        insta::assert_snapshot!(written.lines().next().unwrap(), @r#"{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{"tool":{"driver":{"name":"yaddash","version":"1.2.3","informationUri":"https://github.com/yaddash/yaddash","rules":[{"id":"deprecated-term","name":"DeprecatedTerm","shortDescription":{"text":"A term that the glossary forbids."},"fullDescription":{"text":"A term that the glossary forbids."},"help":{"text":"Write the preferred term of the concept instead.","markdown":"Write the preferred term of the concept instead."},"defaultConfiguration":{"level":"error"}},{"id":"number-mismatch","name":"NumberMismatch","shortDescription":{"text":"A number of the source is missing in the target."},"fullDescription":{"text":"A number of the source is missing in the target."},"help":{"text":"Compare the numbers of both sides.","markdown":"Compare the numbers of both sides."},"defaultConfiguration":{"level":"warning"}}]}},"#);
    }

    /// The constraints of the 2.1.0 schema on the members that are written here: which are required, of which type, with
    /// which values; no member beside those that the schema knows.
    #[test]
    fn schema_constraints() {
        let one_info = hard().but(|finding| finding.severity = Severity::Info);
        for sample in [Sample::empty(), hard(), one_info] {
            let log = parsed(&sample);
            assert_eq!(log["version"], "2.1.0");
            members(&log, &["$schema", "version", "runs"]);
            let run = &log["runs"][0];
            members(
                run,
                &[
                    "tool",
                    "columnKind",
                    "originalUriBaseIds",
                    "invocations",
                    "results",
                ],
            );
            assert_eq!(run["columnKind"], "unicodeCodePoints");
            assert!(run["invocations"][0]["executionSuccessful"].is_boolean());

            let driver = &run["tool"]["driver"];
            members(driver, &["name", "version", "informationUri", "rules"]);
            assert!(
                driver["name"].is_string()
                    && driver["informationUri"]
                        .as_str()
                        .unwrap()
                        .starts_with("https://")
            );
            for rule in driver["rules"].as_array().unwrap() {
                members(
                    rule,
                    &[
                        "id",
                        "name",
                        "shortDescription",
                        "fullDescription",
                        "help",
                        "defaultConfiguration",
                    ],
                );
                let id = rule["id"].as_str().unwrap();
                let name = rule.get("name").and_then(Value::as_str);
                assert!(name.is_none_or(|name| !name.eq_ignore_ascii_case(id)));
                assert!(rule["shortDescription"]["text"].is_string());
                assert!(rule["help"]["text"].is_string());
                check_level(&rule["defaultConfiguration"]["level"]);
            }

            let results = run["results"].as_array().unwrap();
            assert_eq!(results.len(), sample.findings.len());
            for result in results {
                check_result(result, driver["rules"].as_array().unwrap());
            }
        }
    }

    fn check_result(result: &Value, rules: &[Value]) {
        members(
            result,
            &[
                "ruleId",
                "ruleIndex",
                "level",
                "message",
                "locations",
                "partialFingerprints",
                "properties",
                "fixes",
            ],
        );
        assert!(result["message"]["text"].is_string());
        check_level(&result["level"]);
        if let Some(index) = result.get("ruleIndex") {
            let index = usize::try_from(index.as_u64().unwrap()).unwrap();
            assert_eq!(rules[index]["id"], result["ruleId"]);
        }
        for fingerprint in result["partialFingerprints"].as_object().unwrap().values() {
            assert!(fingerprint.is_string());
        }
        for location in result["locations"].as_array().unwrap() {
            let physical = &location["physicalLocation"];
            members(physical, &["artifactLocation", "region"]);
            check_artifact(&physical["artifactLocation"]);
            check_region(&physical["region"]);
            assert!(physical["region"]["snippet"]["text"].is_string());
        }
        for fix in result
            .get("fixes")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
        {
            members(fix, &["description", "artifactChanges"]);
            let change = &fix["artifactChanges"][0];
            check_artifact(&change["artifactLocation"]);
            check_region(&change["replacements"][0]["deletedRegion"]);
            assert!(change["replacements"][0]["insertedContent"]["text"].is_string());
        }
    }

    fn check_artifact(artifact: &Value) {
        members(artifact, &["uri", "uriBaseId"]);
        let uri = artifact["uri"].as_str().unwrap();
        assert!(
            uri.bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"-._~/%".contains(&byte)),
            "{uri}"
        );
        assert_eq!(artifact["uriBaseId"], BASE);
    }

    fn check_region(region: &Value) {
        members(
            region,
            &[
                "startLine",
                "startColumn",
                "endLine",
                "endColumn",
                "snippet",
            ],
        );
        for member in ["startLine", "startColumn", "endLine", "endColumn"] {
            assert!(region[member].as_u64().unwrap() >= 1, "{region}");
        }
    }

    fn check_level(level: &Value) {
        assert!(["error", "warning", "note", "none"].contains(&level.as_str().unwrap()));
    }

    fn members(object: &Value, known: &[&str]) {
        for name in object.as_object().unwrap().keys() {
            assert!(known.contains(&name.as_str()), "{name}");
        }
    }

    #[test]
    fn only_a_sole_suggestion_is_a_fix() {
        let log = parsed(&hard());
        let fixes = |index: usize| log["runs"][0]["results"][index].get("fixes").is_some();
        assert!(fixes(0));
        assert!(!fixes(1), "there are two");
        assert!(!fixes(2), "there is none");
        assert!(!fixes(3), "the text of the file is not to be had");
        let moved = Sample::empty()
            .with("a", "bir ECPA", "ECPA")
            .but(|finding| {
                finding.place.end = finding.place.start;
            });
        assert!(
            parsed(&moved)["runs"][0]["results"][0]
                .get("fixes")
                .is_none(),
            "nothing stands there"
        );
    }

    #[test]
    fn beyond_the_limit_the_gravest_stay() {
        let mut sample = Sample::empty();
        for severity in [Severity::Info, Severity::Warning, Severity::Error] {
            sample = sample
                .with("a", "ECPA", "ECPA")
                .but(|finding| finding.severity = severity);
            let last = sample.findings.last().unwrap().clone();
            sample.findings.extend(std::iter::repeat_n(last, 2_999));
        }
        let log = parsed(&sample);
        let run = &log["runs"][0];
        let levels: Vec<_> = run["results"]
            .as_array()
            .unwrap()
            .iter()
            .map(|result| result["level"].as_str().unwrap())
            .collect();
        assert_eq!(levels.len(), MOST_RESULTS);
        assert_eq!(
            levels.iter().filter(|level| **level == "error").count(),
            3_000
        );
        assert_eq!(
            levels.iter().filter(|level| **level == "warning").count(),
            2_000
        );
        assert_eq!(levels[0], "warning", "the order stays");
        let note = &run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"];
        assert!(
            note.as_str()
                .unwrap()
                .starts_with("4000 findings were left out"),
            "{note}"
        );
    }

    #[test]
    fn places_outside_the_text_stay_within_the_schema() {
        let sample = Sample::empty().with("a", "ECPA", "ECPA").but(|finding| {
            finding.place.start = yaddash_model::LineColumn { line: 0, column: 0 };
            finding.place.end = finding.place.start;
        });
        check_region(
            &parsed(&sample)["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"],
        );
    }
}
