//! What becomes of a unit of which the store has the same source already.

use yaddash_model::TranslationUnit;
use yaddash_tmx::operations::last_date;

use super::Policy;
use super::key::says_same;

/// A unit that is about the same as the new one, with whatever names it.
pub(crate) struct Rival<'u, N> {
    pub(crate) name: N,
    pub(crate) unit: &'u TranslationUnit,
}

/// What is to be done with a new unit.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Decision<N> {
    /// It is added.
    Add,
    /// It takes the place of the first, and the others go.
    Replace(N, Vec<N>),
    /// This one stays instead.
    Keep(N),
}

impl Policy {
    /// What becomes of `unit`, none of `rivals` being the same in everything.
    pub(crate) fn decide<N: Copy>(
        self,
        unit: &TranslationUnit,
        rivals: &[Rival<'_, N>],
    ) -> Decision<N> {
        let Some(first) = rivals.first() else {
            return Decision::Add;
        };
        let names = || rivals.iter().skip(1).map(|rival| rival.name).collect();
        match self {
            Self::KeepAll => Decision::Add,
            Self::KeepFirst => Decision::Keep(first.name),
            Self::Overwrite => Decision::Replace(first.name, names()),
            Self::NewestWins => {
                let newest = rivals.iter().map(|rival| last_date(rival.unit)).max();
                let newest = newest.unwrap_or(0);
                let date = last_date(unit);
                if date > newest {
                    return Decision::Replace(first.name, names());
                }
                let stays = rivals.iter().find(|rival| {
                    last_date(rival.unit) == newest
                        && (date < newest || says_same(unit, rival.unit))
                });
                stays.map_or(Decision::Add, |rival| Decision::Keep(rival.name))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use yaddash_model::{Attributes, LanguageTag, Variant};

    fn unit(target: &str, date: &str) -> TranslationUnit {
        let language = |tag| LanguageTag::parse(tag).unwrap();
        TranslationUnit {
            attributes: match date {
                "" => Attributes::new(),
                date => Attributes::new().with("changedate", date),
            },
            variants: vec![
                Variant::new(language("en"), "Court"),
                Variant::new(language("az"), target),
            ],
            ..TranslationUnit::default()
        }
    }

    fn decide(policy: Policy, new: (&str, &str), rivals: &[(&str, &str)]) -> Decision<usize> {
        let units: Vec<TranslationUnit> = rivals
            .iter()
            .map(|(target, date)| unit(target, date))
            .collect();
        let rivals: Vec<Rival<'_, usize>> = units
            .iter()
            .enumerate()
            .map(|(name, unit)| Rival { name, unit })
            .collect();
        policy.decide(&unit(new.0, new.1), &rivals)
    }

    #[test]
    fn policies() {
        use Decision::{Add, Keep, Replace};
        let old = ("Məhkəmə", "20240101");
        let two = [old, ("Divan", "20240101")];
        for (policy, new, rivals, expected) in [
            (
                Policy::NewestWins,
                ("Hakim", "20250101"),
                &two[..],
                Replace(0, vec![1]),
            ),
            (Policy::NewestWins, ("Hakim", "20230101"), &two, Keep(0)),
            (Policy::NewestWins, ("Hakim", "20240101"), &two, Add),
            (Policy::NewestWins, ("Divan", "20240101"), &two, Keep(1)),
            (Policy::NewestWins, ("Hakim", ""), &two, Keep(0)),
            (Policy::NewestWins, ("Hakim", ""), &[("Divan", "")], Add),
            (Policy::NewestWins, ("Hakim", ""), &[], Add),
            (Policy::KeepAll, ("Hakim", ""), &two, Add),
            (Policy::KeepFirst, ("Hakim", "20250101"), &two, Keep(0)),
            (
                Policy::Overwrite,
                ("Hakim", "20200101"),
                &two,
                Replace(0, vec![1]),
            ),
        ] {
            assert_eq!(decide(policy, new, rivals), expected, "{policy:?} {new:?}");
        }
    }
}
