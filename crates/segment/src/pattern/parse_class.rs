//! Reads what stands for one character: escapes, and classes in brackets.

use regex_syntax::hir::ClassUnicode;

use super::class;
use super::parse::{DEPTH_LIMIT, ParseError, Parser};

impl Parser {
    /// What follows a backslash and stands for one character, inside a class or outside.
    pub(super) fn class_escape(&mut self) -> Result<ClassUnicode, ParseError> {
        let Some(character) = self.next() else {
            return Err(self.error("the backslash at the end escapes nothing"));
        };
        Ok(match character {
            'd' => class::digit(),
            'D' => class::negated(class::digit()),
            'w' => class::word(),
            'W' => class::negated(class::word()),
            's' => class::space(),
            'S' => class::negated(class::space()),
            'h' => class::horizontal_space(),
            'H' => class::negated(class::horizontal_space()),
            'v' => class::vertical_space(),
            'V' => class::negated(class::vertical_space()),
            'p' => self.property()?,
            'P' => class::negated(self.property()?),
            't' => class::single('\t'),
            'n' => class::single('\n'),
            'r' => class::single('\r'),
            'f' => class::single('\u{c}'),
            'a' => class::single('\u{7}'),
            'e' => class::single('\u{1b}'),
            'x' if self.take("{") => {
                let digits = self.until('}')?;
                self.code_point(&digits)?
            }
            'x' => self.hexadecimal(2)?,
            'u' => self.hexadecimal(4)?,
            'U' => self.hexadecimal(8)?,
            '0' => {
                let mut digits = String::new();
                while digits.len() < 3
                    && let Some(digit @ '0'..='7') = self.peek()
                {
                    digits.push(digit);
                    self.at += 1;
                }
                let number = u32::from_str_radix(&digits, 8)
                    .map_err(|_| self.error("`\\0` needs octal digits"))?;
                class::single(char::from_u32(number).unwrap_or_default())
            }
            'c' => {
                let control = self
                    .next()
                    .filter(char::is_ascii)
                    .ok_or_else(|| self.error("`\\c` needs a letter"))?;
                class::single(char::from(
                    u8::try_from(control)
                        .unwrap_or_default()
                        .to_ascii_uppercase()
                        ^ 0x40,
                ))
            }
            _ if character.is_ascii_alphanumeric() => {
                self.at -= 1;
                return Err(self.error(&format!("`\\{character}` has no meaning here")));
            }
            _ => class::single(character),
        })
    }

    fn hexadecimal(&mut self, length: usize) -> Result<ClassUnicode, ParseError> {
        let end = (self.at + length).min(self.characters.len());
        let digits: String = self
            .characters
            .get(self.at..end)
            .unwrap_or_default()
            .iter()
            .collect();
        self.at = end;
        if digits.len() != length {
            return Err(self.error("hexadecimal digits are missing"));
        }
        self.code_point(&digits)
    }

    fn code_point(&self, digits: &str) -> Result<ClassUnicode, ParseError> {
        u32::from_str_radix(digits, 16)
            .ok()
            .and_then(char::from_u32)
            .map(class::single)
            .ok_or_else(|| self.error("this number is not that of a character"))
    }

    fn property(&mut self) -> Result<ClassUnicode, ParseError> {
        let name = if self.take("{") {
            self.until('}')?
        } else {
            self.next().map(String::from).unwrap_or_default()
        };
        let (name, negative) = match name.strip_prefix('^') {
            Some(rest) => (rest.to_owned(), true),
            None => (name, false),
        };
        let class = class::property(&name)
            .ok_or_else(|| self.error(&format!("the class `{name}` is not known")))?;
        Ok(if negative {
            class::negated(class)
        } else {
            class
        })
    }

    /// A class in brackets; the opening one is taken already.
    pub(super) fn class(&mut self) -> Result<ClassUnicode, ParseError> {
        self.depth += 1;
        if self.depth > DEPTH_LIMIT {
            return Err(self.error("classes nest too deep"));
        }
        let negative = self.take("^");
        let class = self.class_items(true)?;
        self.depth -= 1;
        Ok(if negative {
            class::negated(self.folded(class))
        } else {
            class
        })
    }

    /// The items of a class up to its closing bracket, which is taken too.
    fn class_items(&mut self, mut first: bool) -> Result<ClassUnicode, ParseError> {
        let mut class = ClassUnicode::empty();
        loop {
            if self.take("&&") {
                let other = self.class_items(false)?;
                class.intersect(&other);
                return Ok(class);
            }
            if !first && self.take("--[") {
                let other = self.class()?;
                class.difference(&other);
                continue;
            }
            let Some(character) = self.next() else {
                return Err(self.error("a closing bracket is missing"));
            };
            match character {
                ']' if !first => return Ok(class),
                '[' if self.take(":") => {
                    let negative = self.take("^");
                    let name = self.until(':')?;
                    if !self.take("]") {
                        return Err(self.error("`:]` is missing"));
                    }
                    let named = class::property(&name)
                        .ok_or_else(|| self.error(&format!("the class `{name}` is not known")))?;
                    class.union(&if negative {
                        class::negated(named)
                    } else {
                        named
                    });
                }
                '[' => {
                    let inner = self.class()?;
                    class.union(&inner);
                }
                '\\' if self.peek() == Some('Q') => {
                    self.at += 1;
                    while !self.take(r"\E") {
                        let Some(quoted) = self.next() else { break };
                        class.union(&class::single(quoted));
                    }
                }
                _ if self.flags.comments && character.is_whitespace() => {}
                _ => self.class_range(character, &mut class)?,
            }
            first = false;
        }
    }

    /// One character or escape of a class, or a range that it begins.
    fn class_range(&mut self, character: char, class: &mut ClassUnicode) -> Result<(), ParseError> {
        let low = if character == '\\' {
            self.class_escape()?
        } else {
            class::single(character)
        };
        let is_range = self.peek() == Some('-')
            && !matches!(self.characters.get(self.at + 1), None | Some(']' | '['))
            && self.characters.get(self.at + 1) != Some(&'-');
        let Some(start) = only(&low).filter(|_| is_range) else {
            class.union(&low);
            return Ok(());
        };
        self.at += 1;
        let high = match self.next() {
            Some('\\') => self.class_escape()?,
            Some(character) => class::single(character),
            None => return Err(self.error("a closing bracket is missing")),
        };
        match only(&high) {
            Some(end) if start <= end => {
                class.union(&class::range(start, end));
                Ok(())
            }
            Some(_) => Err(self.error("the ends of the range are in the wrong order")),
            None => {
                // `[a-\d]`: the hyphen is meant.
                class.union(&low);
                class.union(&class::single('-'));
                class.union(&high);
                Ok(())
            }
        }
    }
}

/// The only character of a class that has one.
fn only(class: &ClassUnicode) -> Option<char> {
    match class.ranges() {
        [range] if range.start() == range.end() => Some(range.start()),
        _ => None,
    }
}
