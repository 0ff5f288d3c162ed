//! Formatting of runs that becomes codes.

use crate::document::builder::BlockBuilder;

/// A property of a run that matters to text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Property {
    Bold,
    Italic,
    Underline,
    Strikethrough,
    Superscript,
    Subscript,
    /// Not shown in the document.
    Hidden,
}

/// Those that are written as codes.
const WRITTEN: [Property; 6] = [
    Property::Bold,
    Property::Italic,
    Property::Underline,
    Property::Strikethrough,
    Property::Superscript,
    Property::Subscript,
];

impl Property {
    /// The property that the element `name` of run properties sets (ISO/IEC 29500-1 section 17.3.2).
    pub(super) fn of_element(name: &str) -> Option<Self> {
        Some(match name {
            "b" => Self::Bold,
            "i" => Self::Italic,
            "u" => Self::Underline,
            "strike" | "dstrike" => Self::Strikethrough,
            "vertAlign" => Self::Superscript,
            "vanish" => Self::Hidden,
            _ => return None,
        })
    }

    const fn native(self) -> &'static str {
        match self {
            Self::Bold => "<w:b/>",
            Self::Italic => "<w:i/>",
            Self::Underline => "<w:u w:val=\"single\"/>",
            Self::Strikethrough => "<w:strike/>",
            Self::Superscript => "<w:vertAlign w:val=\"superscript\"/>",
            Self::Subscript => "<w:vertAlign w:val=\"subscript\"/>",
            Self::Hidden => "<w:vanish/>",
        }
    }

    /// The `type` of the code, where TMX recommends one.
    const fn code_type(self) -> Option<&'static str> {
        match self {
            Self::Bold => Some("bold"),
            Self::Italic => Some("italic"),
            Self::Underline => Some("ulined"),
            _ => None,
        }
    }

    const fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// A set of properties.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Format(u8);

impl Format {
    pub(super) const fn contains(self, property: Property) -> bool {
        self.0 & property.bit() != 0
    }

    /// Sets a property as the attribute `w:val` of its element says; without the attribute it is on.
    pub(super) fn set(&mut self, property: Property, value: Option<&str>) {
        if property == Property::Superscript {
            let raised = matches!(value, Some("superscript"));
            self.put(Property::Superscript, raised);
            self.put(Property::Subscript, matches!(value, Some("subscript")));
            return;
        }
        self.put(
            property,
            !matches!(value, Some("0" | "false" | "off" | "none")),
        );
    }

    const fn put(&mut self, property: Property, is_on: bool) {
        if is_on {
            self.0 |= property.bit();
        } else {
            self.0 &= !property.bit();
        }
    }

    /// Writes the codes that lead from this formatting to `next`.
    pub(super) fn change_to(&mut self, next: Self, builder: &mut BlockBuilder<'_>) {
        for property in WRITTEN.iter().rev() {
            if self.contains(*property) && !next.contains(*property) {
                builder.close(property.native(), "");
            }
        }
        for property in WRITTEN {
            if next.contains(property) && !self.contains(property) {
                builder.open(property.native(), property.native(), property.code_type());
            }
        }
        *self = next;
    }
}
