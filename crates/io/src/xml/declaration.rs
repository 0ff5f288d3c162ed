//! The form of markup declarations in the internal subset of a DOCTYPE (XML 1.0, sections 3.2, 3.3, 4.2 and 4.7).

use super::XmlProblem;
use super::doctype::Cursor;
use super::entity::{is_reference, references};
use super::subset::Subset;

/// Groups of an element's content may stand inside each other so deep.
const DEEPEST: usize = 256;

/// Reads a declaration up to its `>`, if one stands next. Adds an entity to `subset`.
pub(super) fn read(rest: &mut Cursor<'_>, subset: &mut Subset<'_>) -> Result<bool, &'static str> {
    if rest.word("<!ENTITY") {
        entity(rest, subset)?;
    } else if rest.word("<!ELEMENT") {
        element(rest)?;
    } else if rest.word("<!ATTLIST") {
        attributes(rest, subset)?;
    } else if rest.word("<!NOTATION") {
        notation(rest)?;
    } else {
        return Ok(false);
    }
    rest.space();
    if rest.word(">") {
        Ok(true)
    } else {
        Err("a declaration has no end, or something that does not belong there")
    }
}

/// Productions 70 to 76.
fn entity(rest: &mut Cursor<'_>, subset: &mut Subset<'_>) -> Result<(), &'static str> {
    rest.must_space()?;
    let is_parameter = rest.word("%");
    if is_parameter {
        rest.must_space()?;
    }
    let name = rest.name().ok_or("an entity has no name")?;
    rest.must_space()?;
    let value = rest.literal();
    match value {
        Some(value) if value.contains('%') => {
            return Err(
                "the value of an entity has a `%`, which the internal subset does not allow",
            );
        }
        Some(value) => {
            let is_right = |found: Option<&str>| found.is_some_and(is_reference);
            if !references(value).all(is_right) {
                return Err("the value of an entity has an `&` that starts no reference");
            }
        }
        None => {
            external_id(rest)?;
            if rest.space() && rest.word("NDATA") {
                if is_parameter {
                    return Err("a parameter entity has a notation");
                }
                rest.must_space()?;
                rest.name().ok_or("the notation of an entity has no name")?;
            }
        }
    }
    if is_parameter {
        subset.declare_parameter(name, value);
    } else {
        subset.entities.declare(name, value);
    }
    Ok(())
}

/// Production 75.
fn external_id(rest: &mut Cursor<'_>) -> Result<(), &'static str> {
    if rest.word("PUBLIC") {
        rest.must_space()?;
        rest.public_id()?;
    } else if !rest.word("SYSTEM") {
        return Err("an entity has neither a value nor an identifier");
    }
    rest.must_space()?;
    rest.literal()
        .map(|_| ())
        .ok_or("the system identifier is not quoted")
}

/// Productions 82 and 83.
fn notation(rest: &mut Cursor<'_>) -> Result<(), &'static str> {
    rest.must_space()?;
    rest.name().ok_or("a notation has no name")?;
    rest.must_space()?;
    if !rest.word("PUBLIC") {
        return external_id(rest);
    }
    rest.must_space()?;
    rest.public_id()?;
    if rest.space() {
        rest.literal();
    }
    Ok(())
}

/// Production 45.
fn element(rest: &mut Cursor<'_>) -> Result<(), &'static str> {
    rest.must_space()?;
    rest.name().ok_or("an element has no name")?;
    rest.must_space()?;
    if rest.word("EMPTY") || rest.word("ANY") {
        return Ok(());
    }
    if !rest.word("(") {
        return Err("the content of an element is not declared");
    }
    rest.space();
    if rest.word("#PCDATA") {
        mixed(rest)
    } else {
        children(rest)
    }
}

/// Production 51, behind `#PCDATA`.
fn mixed(rest: &mut Cursor<'_>) -> Result<(), &'static str> {
    let mut has_names = false;
    loop {
        rest.space();
        if rest.word("|") {
            rest.space();
            rest.name()
                .ok_or("an element in mixed content has no name")?;
            has_names = true;
        } else if rest.word(")*") || (!has_names && rest.word(")")) {
            return Ok(());
        } else {
            return Err("mixed content is not closed");
        }
    }
}

/// Productions 47 to 50, behind the first bracket.
fn children(rest: &mut Cursor<'_>) -> Result<(), &'static str> {
    const WRONG: &str = "the content of an element is not in order";
    // What parts each open group, where that is known.
    let mut groups: Vec<Option<&str>> = vec![None];
    loop {
        rest.space();
        if rest.word("(") {
            if groups.len() == DEEPEST {
                return Err("the content of an element has too many groups inside each other");
            }
            groups.push(None);
            continue;
        }
        rest.name().ok_or(WRONG)?;
        let _ = rest.word("?") || rest.word("*") || rest.word("+");
        loop {
            rest.space();
            let part = ["|", ","].into_iter().find(|part| rest.word(part));
            let Some(group) = groups.last_mut() else {
                return Err(WRONG);
            };
            match part {
                Some(part) if group.is_none_or(|known| known == part) => {
                    *group = Some(part);
                    break;
                }
                None if rest.word(")") => {
                    groups.pop();
                    let _ = rest.word("?") || rest.word("*") || rest.word("+");
                    if groups.is_empty() {
                        return Ok(());
                    }
                }
                _ => return Err(WRONG),
            }
        }
    }
}

/// Production 52.
fn attributes(rest: &mut Cursor<'_>, subset: &mut Subset<'_>) -> Result<(), &'static str> {
    rest.must_space()?;
    rest.name().ok_or("a list of attributes has no name")?;
    while rest.space() {
        let Some(_) = rest.name() else {
            break;
        };
        rest.must_space()?;
        attribute_type(rest)?;
        rest.must_space()?;
        default(rest, subset)?;
    }
    Ok(())
}

/// Productions 54 to 59.
fn attribute_type(rest: &mut Cursor<'_>) -> Result<(), &'static str> {
    const TYPES: [&str; 8] = [
        "CDATA", "IDREFS", "IDREF", "ID", "ENTITY", "ENTITIES", "NMTOKENS", "NMTOKEN",
    ];
    if TYPES.into_iter().any(|name| rest.word(name)) {
        return Ok(());
    }
    let is_notation = rest.word("NOTATION");
    if is_notation {
        rest.must_space()?;
    }
    if !rest.word("(") {
        return Err("an attribute has no type");
    }
    loop {
        rest.space();
        let value = if is_notation {
            rest.name()
        } else {
            rest.name_token()
        };
        value.ok_or("a value of an attribute's type is not in order")?;
        rest.space();
        if rest.word(")") {
            return Ok(());
        }
        if !rest.word("|") {
            return Err("the values of an attribute's type are not closed");
        }
    }
}

const BARE_IN_DEFAULT: &str = "the default of an attribute has an `&` that starts no reference";

/// Production 60.
fn default(rest: &mut Cursor<'_>, subset: &mut Subset<'_>) -> Result<(), &'static str> {
    if rest.word("#REQUIRED") || rest.word("#IMPLIED") {
        return Ok(());
    }
    if rest.word("#FIXED") {
        rest.must_space()?;
    }
    let value = rest.literal().ok_or("an attribute has no default")?;
    if value.contains('<') {
        return Err("the default of an attribute has a `<`");
    }
    for reference in references(value) {
        let reference = reference.ok_or(BARE_IN_DEFAULT)?;
        match subset.entities.check(reference) {
            Ok(()) => {}
            Err(XmlProblem::UndefinedEntity { .. }) => {
                return Err("the default of an attribute has an entity that is not yet declared");
            }
            Err(XmlProblem::BareAmpersand) => return Err(BARE_IN_DEFAULT),
            Err(_) => return Err("the default of an attribute has a reference that is refused"),
        }
    }
    Ok(())
}
