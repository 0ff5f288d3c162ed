//! Languages as columns.

use yaddash_model::{LanguageTag, Property, Segment, TranslationUnit, Variant};

use super::TableOptions;
use super::losses::{Losses, count};
use crate::Error;

/// The languages of `units` in the order in which they first appear, to write all of them as columns.
pub fn languages_of<'u>(units: impl IntoIterator<Item = &'u TranslationUnit>) -> Vec<LanguageTag> {
    let mut languages: Vec<LanguageTag> = Vec::new();
    for variant in units.into_iter().flat_map(|unit| &unit.variants) {
        if !languages.contains(&variant.language) {
            languages.push(variant.language.clone());
        }
    }
    languages
}

/// The variant of each language, in the order of `languages`: the first one of exactly this language, else the one
/// that serves it best and belongs to none of the other languages. No variant is given twice.
pub(super) fn arranged<'u>(
    unit: &'u TranslationUnit,
    languages: &[LanguageTag],
    losses: &mut Losses,
) -> Vec<Option<&'u Variant>> {
    let mut is_placed = vec![false; unit.variants.len()];
    let mut places: Vec<Option<&Variant>> = Vec::with_capacity(languages.len());
    for language in languages {
        let found = unit
            .variants
            .iter()
            .zip(&mut is_placed)
            .find(|(variant, is_placed)| !**is_placed && variant.language == *language);
        places.push(found.map(|(variant, is_placed)| {
            *is_placed = true;
            variant
        }));
    }
    for (language, place) in languages.iter().zip(&mut places) {
        if place.is_some() {
            continue;
        }
        let best = unit
            .variants
            .iter()
            .zip(&mut is_placed)
            .filter(|(variant, is_placed)| !**is_placed && !languages.contains(&variant.language))
            .filter_map(|pair| Some((language.fit(&pair.0.language)?, pair)))
            .reduce(|best, next| if next.0 > best.0 { next } else { best });
        if let Some((_, (variant, is_placed))) = best {
            *is_placed = true;
            *place = Some(variant);
        }
    }
    losses.variants += count(unit.variants.len() - places.iter().flatten().count());
    for variant in places.iter().flatten() {
        losses.add_variant(variant);
    }
    losses.add_unit(unit);
    places
}

/// The texts of a row, guarded as the options say.
pub(super) fn cells(
    unit: &TranslationUnit,
    languages: &[LanguageTag],
    options: TableOptions,
    losses: &mut Losses,
) -> Vec<String> {
    let places = arranged(unit, languages, losses);
    let texts = places
        .into_iter()
        .map(|variant| variant.map_or("", |variant| variant.segment.text()));
    texts
        .map(|text| {
            if options.guard_formulas && text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
                losses.guarded += 1;
                format!("'{text}")
            } else {
                text.to_owned()
            }
        })
        .collect()
}

/// What the columns of a table that is read are.
#[derive(Debug)]
pub(super) struct Header(Vec<Column>);

#[derive(Debug)]
enum Column {
    Language(LanguageTag),
    /// Any other column: a property of the unit.
    Property(String),
}

impl Header {
    /// Reads the cells of the header. A cell is a language where it is a tag whose primary language has two or three
    /// letters (RFC 5646 section 2.2.1); other columns become properties `x-NAME`.
    pub(super) fn read<'c>(cells: impl Iterator<Item = &'c str>) -> Result<Self, Error> {
        let columns: Vec<Column> = cells
            .map(|cell| {
                let name = cell.trim();
                match LanguageTag::parse(name) {
                    Ok(tag) if matches!(tag.language().len(), 2..=3) => Column::Language(tag),
                    _ => Column::Property(format!("x-{name}")),
                }
            })
            .collect();
        if columns
            .iter()
            .any(|column| matches!(column, Column::Language(_)))
        {
            return Ok(Self(columns));
        }
        Err(Error::Table {
            line: 1,
            message: "no column of the header is a language tag such as `az` or `en-GB`".to_owned(),
        })
    }

    /// The unit of a row; empty cells are no variants. `None` where the row has no text at all.
    pub(super) fn unit<'c>(
        &self,
        cells: impl Iterator<Item = &'c str> + Clone,
        line: u64,
    ) -> Result<Option<TranslationUnit>, Error> {
        let found = cells.clone().count();
        if found != self.0.len() {
            let expected = self.0.len();
            return Err(Error::Table {
                line,
                message: format!("{found} cells where the header has {expected}"),
            });
        }
        let mut unit = TranslationUnit::default();
        for (column, cell) in self.0.iter().zip(cells) {
            match column {
                _ if cell.is_empty() => {}
                Column::Language(language) => unit
                    .variants
                    .push(Variant::new(language.clone(), Segment::from(cell))),
                Column::Property(kind) => {
                    unit.properties.push(Property::new(kind.as_str(), cell));
                }
            }
        }
        Ok((!unit.variants.is_empty()).then_some(unit))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(variants: &[(&str, &str)]) -> TranslationUnit {
        TranslationUnit {
            variants: variants
                .iter()
                .map(|(language, text)| Variant::new(language.parse().unwrap(), *text))
                .collect(),
            ..TranslationUnit::default()
        }
    }

    #[test]
    fn every_variant_has_one_column() {
        let languages: Vec<LanguageTag> = ["en", "en-GB", "az"]
            .iter()
            .map(|tag| tag.parse().unwrap())
            .collect();
        for (variants, expected, lost) in [
            (vec![("en-GB", "b"), ("AZ-az", "a")], ["", "b", "a"], 0),
            (vec![("en-US", "u"), ("en-GB", "b")], ["u", "b", ""], 0),
            (
                vec![("en", "1"), ("en", "2"), ("ru", "r")],
                ["1", "", ""],
                2,
            ),
            (vec![("az-Cyrl", "а")], ["", "", ""], 1),
        ] {
            let mut losses = Losses::default();
            let found = cells(
                &unit(&variants),
                &languages,
                TableOptions::default(),
                &mut losses,
            );
            assert_eq!(found, expected, "{variants:?}");
            assert_eq!(losses.variants, lost, "{variants:?}");
        }
    }

    #[test]
    fn other_columns_are_properties() {
        let header = Header::read(["az", "subject", "en"].into_iter()).unwrap();
        let read = header
            .unit(["a", "law", ""].into_iter(), 2)
            .unwrap()
            .unwrap();
        assert_eq!(read.variants.len(), 1);
        assert_eq!(read.properties, [Property::new("x-subject", "law")]);
        assert!(
            header
                .unit(["", "law", ""].into_iter(), 2)
                .unwrap()
                .is_none()
        );
        assert!(header.unit(["a"].into_iter(), 2).is_err());
        assert!(Header::read(["subject"].into_iter()).is_err());
    }
}
