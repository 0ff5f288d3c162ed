//! Data categories: which value of TBX is which field of a term.

/// The categories of a term that have a field of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Category {
    Status,
    PartOfSpeech,
    Case,
    Form,
}

/// The category for the case rule, which TBX has not.
pub(super) const CASE: &str = "x-caseRule";
/// The category for a further form, which TBX has not.
pub(super) const FORM: &str = "x-form";
/// The name of a plain note among the categories that are kept.
pub(super) const NOTE: &str = "note";

impl Category {
    /// The category of that name, as the `type` of a `termNote` or as the name of an element.
    pub(super) fn of(name: &str) -> Option<Self> {
        Some(match name {
            "administrativeStatus" | "normativeAuthorization" => Self::Status,
            "partOfSpeech" => Self::PartOfSpeech,
            CASE => Self::Case,
            FORM => Self::Form,
            _ => return None,
        })
    }
}

/// The namespace of the module that has the category, for DCT.
pub(super) fn module_of(name: &str) -> Option<(&'static str, &'static str)> {
    Some(match name {
        "administrativeStatus" | "partOfSpeech" | "subjectField" | "customerSubset" => {
            ("min", "http://www.tbxinfo.net/ns/min")
        }
        "definition"
        | "context"
        | "termType"
        | "termLocation"
        | "grammaticalGender"
        | "crossReference"
        | "externalCrossReference"
        | "source"
        | "projectSubset"
        | "xGraphic"
        | "responsibility"
        | "transactionType"
        | "geographicalUsage" => ("basic", "http://www.tbxinfo.net/ns/basic"),
        _ => return None,
    })
}
