//! Fields of a term as other formats name them and fill them.

use super::detail::Detail;
use super::{Animacy, CaseRule, Gender, Status, Term};

/// A field of a term that a data category or a column can fill.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    Status,
    PartOfSpeech,
    Gender,
    Animacy,
    Indeclinable,
    Case,
    Form,
}

impl Field {
    /// The field of that name, whatever its capitals, spaces and hyphens: names of TBX, of tables, and those that users
    /// of `MultiTerm` choose.
    pub(crate) fn of(name: &str) -> Option<Self> {
        let mut folded: String = name
            .chars()
            .filter(|c| !(c.is_whitespace() || matches!(c, '-' | '_')))
            .map(|c| c.to_ascii_lowercase())
            .collect();
        if let Some(rest) = folded.strip_prefix("xyaddash") {
            folded = rest.to_owned();
        }
        Some(match folded.as_str() {
            "administrativestatus"
            | "normativeauthorization"
            | "status"
            | "termstatus"
            | "usagestatus" => Self::Status,
            "partofspeech" | "pos" | "wordclass" => Self::PartOfSpeech,
            "grammaticalgender" | "gender" => Self::Gender,
            "animacy" => Self::Animacy,
            "indeclinable" | "xindeclinable" => Self::Indeclinable,
            "case" | "caserule" | "xcaserule" => Self::Case,
            "form" | "forms" | "xform" => Self::Form,
            _ => return None,
        })
    }

    /// What a value of the field is, for messages.
    pub(crate) const fn what(self) -> &'static str {
        match self {
            Self::Status => "status",
            Self::PartOfSpeech => "part of speech",
            Self::Gender => "gender",
            Self::Animacy => "animacy",
            Self::Indeclinable => "value for `indeclinable`",
            Self::Case => "case rule",
            Self::Form => "form",
        }
    }

    /// The values that there are, for messages.
    pub(crate) const fn expected(self) -> &'static str {
        match self {
            Self::Status => "preferred, admitted, deprecated or superseded",
            Self::Gender => "masculine, feminine, neuter or other",
            Self::Animacy => "animate or inanimate",
            Self::Indeclinable => "yes or no",
            Self::Case => "strict, sentence or free",
            Self::PartOfSpeech | Self::Form => "any text",
        }
    }
}

impl Term {
    /// Fills `field` from `value`. Gives whether the value is understood; where it is not, nothing is changed.
    pub(crate) fn fill(&mut self, field: Field, value: &str) -> bool {
        let value = value.trim();
        if value.is_empty() {
            return true;
        }
        match field {
            Field::Status => {
                let Some(status) = Status::parse(value) else {
                    return false;
                };
                self.status = status;
                self.is_status_stated = true;
            }
            Field::PartOfSpeech => self.part_of_speech = Some(value.to_owned()),
            Field::Gender => {
                let Some(gender) = Gender::parse(value) else {
                    return false;
                };
                self.gender = Some(gender);
            }
            Field::Animacy => {
                let Some(animacy) = Animacy::parse(value) else {
                    return false;
                };
                self.animacy = Some(animacy);
            }
            Field::Indeclinable => {
                let Some(is_indeclinable) = yes_or_no(value) else {
                    return false;
                };
                self.is_indeclinable = is_indeclinable;
            }
            Field::Case => {
                let Some(case) = CaseRule::parse(value) else {
                    return false;
                };
                self.case = case;
            }
            Field::Form => self.forms.push(value.to_owned()),
        }
        true
    }

    /// Whether `value` says of `field` what the term has in it.
    pub(crate) fn says(&self, field: Field, value: &str) -> bool {
        let mut probe = Self::default();
        if value.trim().is_empty() || !probe.fill(field, value) {
            return false;
        }
        match field {
            Field::Status => probe.status == self.status,
            Field::PartOfSpeech => probe.part_of_speech == self.part_of_speech,
            Field::Gender => probe.gender == self.gender,
            Field::Animacy => probe.animacy == self.animacy,
            Field::Indeclinable => probe.is_indeclinable == self.is_indeclinable,
            Field::Case => probe.case == self.case,
            Field::Form => self.forms.iter().any(|form| form == value.trim()),
        }
    }

    /// Whether a detail says, in other words, only what a field says, so that another format need not keep it.
    pub(crate) fn is_told(&self, detail: &Detail) -> bool {
        detail.is_plain()
            && Field::of(&detail.name).is_some_and(|field| self.says(field, &detail.value))
    }

    /// What there is to say of the status: nothing where the file says nothing and it counts as preferred.
    pub(crate) fn stated_status(&self) -> Option<Status> {
        (self.is_status_stated || self.status != Status::default()).then_some(self.status)
    }
}

/// What tables and XML write for yes and no.
pub(crate) fn yes_or_no(value: &str) -> Option<bool> {
    match value.trim().to_ascii_lowercase().as_str() {
        "yes" | "true" | "1" | "y" | "x" => Some(true),
        "no" | "false" | "0" | "n" | "" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::Field;

    #[test]
    fn names_are_those_of_fields_but_for_capitals_spaces_and_hyphens() {
        for name in ["partOfSpeech", "Part of speech", "part_of-speech"] {
            assert_eq!(Field::of(name), Some(Field::PartOfSpeech), "{name}");
        }
        for name in ["case (дело)", "stat*us", "форма form", "case №"] {
            assert_eq!(Field::of(name), None, "{name}");
        }
    }
}
