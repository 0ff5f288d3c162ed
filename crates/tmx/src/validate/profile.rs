//! What a program that reads memories makes of each breach.

use yaddash_model::{Finding, Severity};

use super::rule::{self, Rule};

/// A program that imports TMX.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Tool {
    /// OmegaT 6.1 and newer, which checks every memory against a schema before it loads it.
    Omegat,
    /// Trados Studio.
    Trados,
    /// memoQ.
    Memoq,
}

/// What a breach costs in a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Consequence {
    /// The whole file is refused.
    RefusesFile,
    /// The unit is not imported.
    SkipsUnit,
    /// Something of a unit that is imported is lost or changed.
    Loses(&'static str),
}

/// The rules that a program cares for, with what a breach costs there.
type Clause = (&'static [&'static Rule], Consequence);

/// From its source (`TMXReader2`, the schema gate of 6.1): any error against the schema of TMX 1.4 keeps the file from
/// being loaded, declarations in DOCTYPE are not read, and only two forms of dates are.
const OMEGAT: &[Clause] = &[
    (
        &[
            rule::NOT_WELL_FORMED,
            rule::ENCODING_CONTRADICTION,
            rule::NO_BYTE_ORDER_MARK,
            rule::ROOT,
            rule::VERSION,
            rule::INTERNAL_SUBSET,
            rule::UNKNOWN_ELEMENT,
            rule::MISPLACED_ELEMENT,
            rule::ELEMENT_ORDER,
            rule::REPEATED_ELEMENT,
            rule::MISSING_ELEMENT,
            rule::MISPLACED_TEXT,
            rule::UNKNOWN_ATTRIBUTE,
            rule::MISSING_ATTRIBUTE,
            rule::ATTRIBUTE_VALUE,
            rule::LANGUAGE_UNDERSCORE,
            rule::EARLY_XML_LANG,
            rule::BARE_LANG,
        ],
        Consequence::RefusesFile,
    ),
    (
        &[rule::SINGLE_VARIANT, rule::NO_SOURCE_VARIANT],
        Consequence::SkipsUnit,
    ),
    (
        &[rule::REPEATED_LANGUAGE],
        Consequence::Loses("keeps the first variant of a language alone"),
    ),
    (&[rule::DATE], Consequence::Loses("reads no date there")),
    (
        &[rule::UNDECODABLE],
        Consequence::Loses("loads the wrong characters"),
    ),
    (
        &[rule::UNPAIRED_BPT, rule::UNPAIRED_EPT],
        Consequence::Loses("cannot pair the tag"),
    ),
];

/// From the vendor's documentation of TM import and what its users report: languages must be those of the memory, codes
/// must be anchored once, and properties need `x-` to become fields.
const TRADOS: &[Clause] = &[
    (
        &[
            rule::NOT_WELL_FORMED,
            rule::ENCODING_CONTRADICTION,
            rule::ROOT,
            rule::UNKNOWN_ELEMENT,
            rule::MISPLACED_ELEMENT,
            rule::REPEATED_ELEMENT,
            rule::MISSING_ELEMENT,
        ],
        Consequence::RefusesFile,
    ),
    (
        &[
            rule::MISSING_ATTRIBUTE,
            rule::LANGUAGE,
            rule::LANGUAGE_UNDERSCORE,
            rule::SINGLE_VARIANT,
            rule::NO_SOURCE_VARIANT,
            rule::EMPTY_SEGMENT,
            rule::REPEATED_PAIR,
            rule::REPEATED_X,
            rule::UNPAIRED_BPT,
            rule::UNPAIRED_EPT,
        ],
        Consequence::SkipsUnit,
    ),
    (
        &[rule::PROPERTY_TYPE],
        Consequence::Loses("imports no field for it"),
    ),
    (
        &[rule::REPEATED_LANGUAGE],
        Consequence::Loses("keeps one variant of a language alone"),
    ),
    (
        &[rule::UNDECODABLE],
        Consequence::Loses("loads the wrong characters"),
    ),
    (&[rule::DATE], Consequence::Loses("reads no date there")),
];

/// From the vendor's documentation: versions 1.1 to 1.4b are read, of each file two languages.
const MEMOQ: &[Clause] = &[
    (
        &[
            rule::NOT_WELL_FORMED,
            rule::ENCODING_CONTRADICTION,
            rule::ROOT,
            rule::VERSION,
            rule::MISSING_ELEMENT,
        ],
        Consequence::RefusesFile,
    ),
    (
        &[
            rule::SINGLE_VARIANT,
            rule::NO_SOURCE_VARIANT,
            rule::EMPTY_SEGMENT,
        ],
        Consequence::SkipsUnit,
    ),
    (
        &[rule::LANGUAGE, rule::LANGUAGE_UNDERSCORE],
        Consequence::Loses("asks which language is meant"),
    ),
    (
        &[rule::REPEATED_LANGUAGE],
        Consequence::Loses("keeps one variant of a language alone"),
    ),
    (
        &[rule::UNPAIRED_BPT, rule::UNPAIRED_EPT],
        Consequence::Loses("imports the tag without its other half"),
    ),
    (
        &[rule::UNDECODABLE],
        Consequence::Loses("loads the wrong characters"),
    ),
    (&[rule::DATE], Consequence::Loses("reads no date there")),
];

impl Tool {
    /// Every program that there is a profile of.
    pub const ALL: [Self; 3] = [Self::Omegat, Self::Trados, Self::Memoq];

    /// The name as its makers write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Omegat => "OmegaT",
            Self::Trados => "Trados",
            Self::Memoq => "memoQ",
        }
    }

    const fn clauses(self) -> &'static [Clause] {
        match self {
            Self::Omegat => OMEGAT,
            Self::Trados => TRADOS,
            Self::Memoq => MEMOQ,
        }
    }

    /// What a finding of [`validate`](super::validate()) means to the program: an error where the program refuses the
    /// file or leaves the unit out, a warning where it loses less, with that said at the end of the message; `None` where
    /// the program does not mind.
    pub fn judge(self, mut finding: Finding) -> Option<Finding> {
        let (_, consequence) = self
            .clauses()
            .iter()
            .find(|(rules, _)| rules.iter().any(|rule| rule.id == finding.rule.as_str()))?;
        let name = self.name();
        let (severity, said) = match consequence {
            Consequence::RefusesFile => (Severity::Error, format!("{name} refuses the file")),
            Consequence::SkipsUnit => (Severity::Error, format!("{name} leaves the unit out")),
            Consequence::Loses(what) => (Severity::Warning, format!("{name} {what}")),
        };
        finding.severity = severity;
        finding.message = format!("{}; {said}", finding.message);
        Some(finding)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operations::Scratch;
    use crate::validate::{RULES, validate};

    fn judged(tool: Tool, tmx: &str) -> Vec<(String, Severity, String)> {
        let mut all = Vec::new();
        validate(
            tmx.as_bytes(),
            "a.tmx".as_ref(),
            Scratch::new(&tempfile::tempfile),
            &mut |finding| {
                all.extend(tool.judge(finding));
            },
        )
        .unwrap();
        all.into_iter()
            .map(|finding| (finding.rule.to_string(), finding.severity, finding.message))
            .collect()
    }

    #[test]
    fn each_program_minds_other_things() {
        let tmx = r#"<tmx version="1.4"><header creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="t"
            adminlang="en" srclang="en" datatype="plaintext" x="y"/><body>
            <tu><prop type="domain">law</prop><tuv xml:lang="en"><seg>One</seg></tuv><tuv xml:lang="az"><seg></seg></tuv></tu>
            </body></tmx>"#;
        let rules = |tool| {
            judged(tool, tmx)
                .into_iter()
                .map(|(rule, severity, _)| (rule, severity))
                .collect::<Vec<_>>()
        };
        assert_eq!(
            rules(Tool::Omegat),
            [("tmx-unknown-attribute".to_owned(), Severity::Error)]
        );
        assert_eq!(
            rules(Tool::Trados),
            [
                ("tmx-property-type".to_owned(), Severity::Warning),
                ("tmx-empty-segment".to_owned(), Severity::Error)
            ]
        );
        assert_eq!(
            rules(Tool::Memoq),
            [("tmx-empty-segment".to_owned(), Severity::Error)]
        );
        assert!(
            judged(Tool::Omegat, tmx)[0]
                .2
                .ends_with("; OmegaT refuses the file")
        );
    }

    #[test]
    fn no_profile_names_a_rule_twice() {
        for tool in Tool::ALL {
            for rule in RULES {
                let times = tool
                    .clauses()
                    .iter()
                    .flat_map(|(rules, _)| rules.iter())
                    .filter(|named| named.id == rule.id)
                    .count();
                assert!(times <= 1, "{} in {}", rule.id, tool.name());
            }
        }
    }
}
