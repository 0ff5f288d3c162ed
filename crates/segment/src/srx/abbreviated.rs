//! Rules of abbreviations put before those of a file.

use yaddash_model::LanguageTag;

use super::{LanguageMap, LanguageRules, SrxDocument, portable};
use crate::{AbbreviationList, Error};

impl SrxDocument {
    /// The same rules with those of a list of abbreviations before them, for one language with its varieties or for all:
    /// what [`Segmenter::with_abbreviations`](crate::Segmenter::with_abbreviations) does, as a file for other programs, in
    /// patterns that they read alike.
    ///
    /// # Errors
    /// As [`SrxDocument::rules_for`].
    pub fn with_abbreviations(
        mut self,
        language: Option<&LanguageTag>,
        list: &AbbreviationList,
    ) -> Result<Self, Error> {
        if list.is_empty() {
            return Ok(self);
        }
        let mut own = LanguageRules {
            name: match language {
                Some(language) => format!("Abbreviations ({language})"),
                None => "Abbreviations".to_owned(),
            },
            rules: list.rules().iter().map(portable).collect(),
        };
        if !self.header.cascade {
            // One map alone decides, so its rules have to hold all.
            let Some(language) = language else {
                for set in &mut self.language_rules {
                    set.rules.splice(0..0, own.rules.iter().cloned());
                }
                return Ok(self);
            };
            for set in self.rules_for(language)? {
                own.name = format!("{} with abbreviations", set.name);
                own.rules.extend(set.rules.iter().cloned());
            }
        }
        let map = LanguageMap {
            pattern: match language {
                Some(language) => format!("{}([-_].*)?", language.normal()),
                None => ".*".to_owned(),
            },
            rules_name: own.name.clone(),
            ..LanguageMap::default()
        };
        self.language_maps.insert(0, map);
        self.language_rules.insert(0, own);
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Segmenter;

    const RULES: &str = r#"<srx version="2.0"><header cascade="no"/><body><languagerules>
<languagerule languagerulename="Any"><rule><beforebreak>\.</beforebreak><afterbreak>\s</afterbreak></rule></languagerule>
</languagerules><maprules><languagemap languagepattern=".*" languagerulename="Any"/></maprules></body></srx>"#;

    #[test]
    fn the_file_cuts_as_the_segmenter() {
        let list = AbbreviationList::parse("qst.\n[end]\nvə ilax.\n", None).unwrap();
        let az: LanguageTag = "az".parse().unwrap();
        let text = "Bu, qst. Bakı deməkdir. Alma və ilax. var. Heyva və ilax. Bitdi.";
        for cascade in [true, false] {
            let mut document = SrxDocument::parse(RULES, None).unwrap();
            document.header.cascade = cascade;
            let plain = Segmenter::from_srx(&document, &az).unwrap();
            let expected = plain.with_abbreviations(&list).unwrap().segments(text);
            assert_ne!(plain.segments(text), expected);
            for language in [None, Some(&az)] {
                let written = document
                    .clone()
                    .with_abbreviations(language, &list)
                    .unwrap();
                let again = SrxDocument::parse(&written.to_xml(), None).unwrap();
                let segmenter = Segmenter::from_srx(&again, &az).unwrap();
                assert_eq!(segmenter.segments(text), expected, "{cascade} {language:?}");
                let en = "en".parse().unwrap();
                let changed = Segmenter::from_srx(&again, &en).unwrap().identity().hash
                    != Segmenter::from_srx(&document, &en).unwrap().identity().hash;
                assert_eq!(changed, language.is_none());
            }
        }
    }
}
