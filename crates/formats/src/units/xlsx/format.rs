//! Which number formats show dates (ISO/IEC 29500-1 section 18.8.30, `numFmt`).

use std::collections::HashMap;

use crate::Error;
use crate::document::package::{Element, PartReader, Visit, read_part};

/// For each style of a cell, whether it shows a number as a date.
#[derive(Debug, Default)]
pub(super) struct Formats {
    /// By the identifier of the number format, for those that the workbook defines.
    defined: HashMap<u32, bool>,
    styles: Vec<bool>,
    in_styles: bool,
}

impl Formats {
    /// Reads the styles of a workbook.
    pub(super) fn read(part: &str, xml: &[u8]) -> Result<Self, Error> {
        let mut formats = Self::default();
        read_part(part, xml, &mut formats)?;
        Ok(formats)
    }

    /// Whether cells of `style` show dates.
    pub(super) fn is_date(&self, style: usize) -> bool {
        self.styles.get(style).copied().unwrap_or(false)
    }
}

impl PartReader for Formats {
    fn start(&mut self, element: &Element) -> Visit {
        let number = |name| element.attribute("", name)?.parse::<u32>().ok();
        match element.name().1 {
            "numFmt" => {
                if let Some(id) = number("numFmtId") {
                    let code = element.attribute("", "formatCode").unwrap_or_default();
                    self.defined.insert(id, shows_date(code));
                }
            }
            "cellXfs" => self.in_styles = true,
            "xf" if self.in_styles => {
                let id = number("numFmtId").unwrap_or(0);
                let is_date = self.defined.get(&id).copied();
                self.styles
                    .push(is_date.unwrap_or_else(|| is_date_by_default(id)));
            }
            _ => {}
        }
        Visit::Inside
    }

    fn end(&mut self, name: (&str, &str)) {
        if name.1 == "cellXfs" {
            self.in_styles = false;
        }
    }

    fn text(&mut self, _: &str) {}
}

/// Whether the built-in format `id` is one of a date or time.
fn is_date_by_default(id: u32) -> bool {
    matches!(id, 14..=22 | 27..=36 | 45..=47 | 50..=58)
}

/// Whether a format code has a part of a date or time outside quotation marks, brackets and escapes.
fn shows_date(code: &str) -> bool {
    let mut characters = code.chars();
    while let Some(character) = characters.next() {
        match character {
            '"' => {
                characters.by_ref().find(|next| *next == '"');
            }
            // `[h]` is a count of hours; `[Red]` and `[$-F800]` are colours and locales.
            '[' => {
                let inside: String = characters
                    .by_ref()
                    .take_while(|next| *next != ']')
                    .collect();
                if !inside.is_empty() && inside.chars().all(|unit| "hHmMsS".contains(unit)) {
                    return true;
                }
            }
            '\\' | '_' | '*' => {
                characters.next();
            }
            'd' | 'D' | 'm' | 'M' | 'y' | 'Y' | 'h' | 'H' | 's' | 'S' => return true,
            'G' if characters.as_str().starts_with("eneral") => return false,
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_told_from_numbers() {
        for code in ["yyyy-mm-dd", "[h]:mm", "[$-419]d mmmm", "hh:mm", "mm:ss.0"] {
            assert!(shows_date(code), "{code}");
        }
        for code in [
            "General",
            "0.00",
            "# ##0\" dollars\"",
            "[Red]0",
            "0\\d",
            "@",
            "0_s",
        ] {
            assert!(!shows_date(code), "{code}");
        }
    }
}
