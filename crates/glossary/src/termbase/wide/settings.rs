//! The column `Term_Info` of memoQ: `CasePermissive;HalfPrefix;Forbidden`.

use super::super::CaseRule;

/// What memoQ says of a term: letter case and whether it is forbidden. How inflected forms are matched is memoQ's own
/// affair.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Settings<'a> {
    pub(super) case: CaseRule,
    pub(super) is_forbidden: bool,
    /// Words that are no settings.
    pub(super) unknown: Vec<&'a str>,
}

impl<'a> Settings<'a> {
    pub(super) fn of(info: &'a str) -> Self {
        let mut settings = Self::default();
        for word in info.split(';').map(str::trim) {
            match word {
                "CaseSense" | "CaseSensitive" => settings.case = CaseRule::Strict,
                "CasePermissive" => settings.case = CaseRule::Sentence,
                "CaseInsense" | "CaseInsensitive" => settings.case = CaseRule::Free,
                "Forbidden" | "Forbidden=True" => settings.is_forbidden = true,
                "" | "HalfPrefix" | "Prefix" | "Exact" | "Fuzzy" | "Custom" => {}
                other => settings.unknown.push(other),
            }
        }
        settings
    }
}
