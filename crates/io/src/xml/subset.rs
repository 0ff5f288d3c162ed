//! The internal subset of a DOCTYPE (XML 1.0, sections 2.8 and 4.4.8).

use std::collections::HashMap;
use std::rc::Rc;

use super::declaration;
use super::doctype::Cursor;
use super::entity::{Entities, with_characters};
use super::name::is_xml_name;

/// Parameter entities may stand inside each other so deep.
const DEPTH: usize = 64;
/// Bytes that all references to parameter entities may add up to.
const PARAMETER_BYTES: usize = 1 << 20;

/// What declarations have said so far.
pub(super) struct Subset<'e> {
    pub(super) entities: &'e mut Entities,
    /// The text of each parameter entity, `None` where that is outside the file.
    parameters: HashMap<String, Option<Rc<str>>>,
    /// Whether something may be declared that is not read: outside the file, or in a parameter entity.
    is_partial: bool,
    bytes_left: usize,
}

impl<'e> Subset<'e> {
    /// No declarations. `is_partial` tells whether there are others outside the file.
    pub(super) fn new(entities: &'e mut Entities, is_partial: bool) -> Self {
        Self {
            entities,
            parameters: HashMap::new(),
            is_partial,
            bytes_left: PARAMETER_BYTES,
        }
    }

    /// Takes a parameter entity up; the first of a name counts.
    pub(super) fn declare_parameter(&mut self, name: &str, value: Option<&str>) {
        let text = value.map(|literal| with_characters(literal).into());
        self.parameters.entry(name.to_owned()).or_insert(text);
    }

    /// Reads declarations up to `]`, and behind it.
    pub(super) fn read(&mut self, rest: &mut Cursor<'_>) -> Result<(), &'static str> {
        loop {
            rest.space();
            if rest.word("]") {
                return Ok(());
            }
            self.next(rest, 0)?;
        }
    }

    /// Reads what is between declarations, or one of them.
    fn next(&mut self, rest: &mut Cursor<'_>, depth: usize) -> Result<(), &'static str> {
        if rest.word("%") {
            let name = rest
                .through(";")
                .ok_or("a parameter reference is not closed")?;
            self.refer(name, depth)
        } else if rest.word("<!--") {
            comment(rest)
        } else if rest.word("<?") {
            instruction(rest)
        } else if declaration::read(rest, self)? {
            Ok(())
        } else {
            Err("something in the internal subset is no declaration")
        }
    }

    /// Reads what a parameter entity holds, whole declarations only.
    fn refer(&mut self, name: &str, depth: usize) -> Result<(), &'static str> {
        if !is_xml_name(name) {
            return Err("a parameter reference has no name");
        }
        let text = match self.parameters.get(name) {
            None if !self.is_partial => return Err("a parameter entity is not declared"),
            None | Some(None) => None,
            Some(Some(text)) => Some(Rc::clone(text)),
        };
        self.is_partial = true;
        let Some(text) = text else {
            return Ok(());
        };
        if depth == DEPTH {
            return Err("a parameter entity refers to itself, or is nested too deep");
        }
        self.bytes_left = self
            .bytes_left
            .checked_sub(text.len())
            .ok_or("parameter entities grow too large")?;
        let mut inner = Cursor::new(&text);
        loop {
            inner.space();
            if inner.is_empty() {
                return Ok(());
            }
            self.next(&mut inner, depth + 1)?;
        }
    }
}

/// Production 15, behind `<!--`.
fn comment(rest: &mut Cursor<'_>) -> Result<(), &'static str> {
    rest.through("--").ok_or("a comment is not closed")?;
    if rest.word(">") {
        Ok(())
    } else {
        Err("`--` stands inside a comment")
    }
}

/// Production 16, behind `<?`.
fn instruction(rest: &mut Cursor<'_>) -> Result<(), &'static str> {
    let content = rest
        .through("?>")
        .ok_or("a processing instruction is not closed")?;
    let target = content.split([' ', '\t', '\n', '\r']).next();
    if target.is_some_and(|name| is_xml_name(name) && !name.eq_ignore_ascii_case("xml")) {
        Ok(())
    } else {
        Err("a processing instruction starts with a name, and `xml` is reserved")
    }
}
