//! Units as values of the model.

use std::io::Read;

use yaddash_io::xml::{Attribute, XmlReader};
use yaddash_model::{Attributes, LanguageTag, Segment, TranslationUnit, Variant};

use super::walk::{Owner, Remark, UnitVisitor};
use crate::Error;
use crate::content;

/// Builds a unit of what it is handed.
#[derive(Default)]
pub(crate) struct UnitBuilder {
    pub(crate) unit: TranslationUnit,
    /// Which remark started last.
    remark: Option<(Owner, Remark)>,
}

fn owned<'t>(attributes: impl Iterator<Item = Attribute<'t>>) -> Attributes {
    attributes
        .map(|attribute| (attribute.name, attribute.value))
        .collect()
}

impl UnitVisitor for UnitBuilder {
    const PLACES: bool = true;

    fn unit<'t>(&mut self, attributes: impl Iterator<Item = Attribute<'t>>) {
        self.unit = TranslationUnit {
            attributes: owned(attributes),
            ..TranslationUnit::default()
        };
    }

    fn variant<'t>(
        &mut self,
        language: &LanguageTag,
        attributes: impl Iterator<Item = Attribute<'t>>,
    ) {
        self.unit.variants.push(Variant {
            attributes: owned(attributes),
            ..Variant::new(language.clone(), Segment::new())
        });
    }

    fn remark<'t>(
        &mut self,
        owner: Owner,
        remark: Remark,
        attributes: impl Iterator<Item = Attribute<'t>>,
    ) {
        self.remark = Some((owner, remark));
        let attributes = owned(attributes);
        let (properties, notes) = match (owner, self.unit.variants.last_mut()) {
            (Owner::Variant, Some(variant)) => (&mut variant.properties, &mut variant.notes),
            _ => (&mut self.unit.properties, &mut self.unit.notes),
        };
        match remark {
            Remark::Property => properties.push(content::property(attributes, String::new())),
            Remark::Note => notes.push(content::note(attributes, String::new())),
        }
    }

    fn remark_text<R: Read>(&mut self, xml: &mut XmlReader<R>) -> Result<(), Error> {
        let text = content::text(xml)?;
        let Some((owner, remark)) = self.remark else {
            return Ok(());
        };
        let (properties, notes) = match (owner, self.unit.variants.last_mut()) {
            (Owner::Variant, Some(variant)) => (&mut variant.properties, &mut variant.notes),
            _ => (&mut self.unit.properties, &mut self.unit.notes),
        };
        match remark {
            Remark::Property => {
                if let Some(property) = properties.last_mut() {
                    property.value = text;
                }
            }
            Remark::Note => {
                if let Some(note) = notes.last_mut() {
                    note.text = text;
                }
            }
        }
        Ok(())
    }

    fn segment<R: Read>(&mut self, xml: &mut XmlReader<R>) -> Result<(), Error> {
        let segment = content::segment(xml)?;
        if let Some(variant) = self.unit.variants.last_mut() {
            variant.segment = segment;
        }
        Ok(())
    }
}
