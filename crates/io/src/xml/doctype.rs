//! The document type declaration (XML 1.0 section 2.8).

use std::borrow::Cow;

use super::XmlProblem;
use super::entity::Entities;
use super::name::is_xml_name;
use super::subset::Subset;

/// A DOCTYPE, read but not obeyed: nothing outside the file is looked up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Doctype<'a>(Box<Parts<'a>>);

/// What a DOCTYPE says; boxed, since it comes once a file and would make every event large.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Parts<'a> {
    raw: Cow<'a, str>,
    name: String,
    public_id: Option<String>,
    system_id: Option<String>,
    has_internal_subset: bool,
}

impl<'a> Doctype<'a> {
    /// Reads what stands between `<!DOCTYPE` and `>`, and adds the general entities that it defines to `entities`.
    ///
    /// # Errors
    /// [`XmlProblem::Doctype`].
    pub fn parse(raw: &'a str, entities: &mut Entities) -> Result<Self, XmlProblem> {
        if !raw.starts_with([' ', '\t', '\n', '\r']) {
            let reason = "white space is missing";
            return Err(XmlProblem::Doctype { reason });
        }
        read(Cow::Borrowed(raw), entities).map_err(|reason| XmlProblem::Doctype { reason })
    }
}

impl Doctype<'_> {
    /// What stands between `<!DOCTYPE` and `>`.
    pub fn raw(&self) -> &str {
        &self.0.raw
    }

    /// The name of the root.
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// The public identifier.
    pub fn public_id(&self) -> Option<&str> {
        self.0.public_id.as_deref()
    }

    /// The system identifier, such as `tmx14.dtd`.
    pub fn system_id(&self) -> Option<&str> {
        self.0.system_id.as_deref()
    }

    /// Whether declarations stand in the file itself.
    pub fn has_internal_subset(&self) -> bool {
        self.0.has_internal_subset
    }
}

/// Reads what stands between `<!DOCTYPE` and `>`; adds every general entity to `entities`.
pub(super) fn read<'a>(
    raw: Cow<'a, str>,
    entities: &mut Entities,
) -> Result<Doctype<'a>, &'static str> {
    let mut doctype = Parts::default();
    {
        let mut rest = Cursor(raw.trim_ascii_start());
        let name = rest.name().ok_or("the name of the root is missing")?;
        name.clone_into(&mut doctype.name);
        let has_space = rest.space();
        if has_space && rest.word("PUBLIC") {
            rest.must_space()?;
            doctype.public_id = Some(rest.public_id()?.to_owned());
            rest.must_space()?;
            let system_id = rest.literal().ok_or("the system identifier is missing")?;
            doctype.system_id = Some(system_id.to_owned());
        } else if has_space && rest.word("SYSTEM") {
            rest.must_space()?;
            let system_id = rest
                .literal()
                .ok_or("the system identifier is not quoted")?;
            doctype.system_id = Some(system_id.to_owned());
        }
        rest.space();
        if rest.word("[") {
            doctype.has_internal_subset = true;
            Subset::new(entities, doctype.system_id.is_some()).read(&mut rest)?;
            rest.space();
        }
        if !rest.0.is_empty() {
            return Err("something stands behind the identifiers");
        }
    }
    doctype.raw = raw;
    Ok(Doctype(Box::new(doctype)))
}

/// Whether a public identifier may have the character (XML 1.0, production 13).
const fn is_public_character(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(
            byte,
            b' ' | b'\r'
                | b'\n'
                | b'-'
                | b'\''
                | b'('
                | b')'
                | b'+'
                | b','
                | b'.'
                | b'/'
                | b':'
                | b'='
                | b'?'
                | b';'
                | b'!'
                | b'*'
                | b'#'
                | b'@'
                | b'$'
                | b'_'
                | b'%'
        )
}

/// What is still to be read.
pub(super) struct Cursor<'a>(&'a str);

impl<'a> Cursor<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self(text)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Goes behind white space; gives whether there was any.
    pub(super) fn space(&mut self) -> bool {
        let behind = self.0.trim_start_matches([' ', '\t', '\n', '\r']);
        let has_space = behind.len() < self.0.len();
        self.0 = behind;
        has_space
    }

    /// Goes behind white space that must be there.
    pub(super) fn must_space(&mut self) -> Result<(), &'static str> {
        if self.space() {
            Ok(())
        } else {
            Err("white space is missing")
        }
    }

    /// Takes `word` where it stands next.
    pub(super) fn word(&mut self, word: &str) -> bool {
        match self.0.strip_prefix(word) {
            Some(rest) => {
                self.0 = rest;
                true
            }
            None => false,
        }
    }

    pub(super) fn name(&mut self) -> Option<&'a str> {
        self.token().filter(|name| is_xml_name(name))
    }

    /// Production 7: characters of names, in which any may come first.
    pub(super) fn name_token(&mut self) -> Option<&'a str> {
        self.token()
            .filter(|token| is_xml_name(&format!("_{token}")) && !token.is_empty())
    }

    fn token(&mut self) -> Option<&'a str> {
        let delimiters = " \t\n\r[]()<>\"'%;|,?*+#&";
        let end = self.0.find(|c| delimiters.contains(c));
        let (token, rest) = self.0.split_at_checked(end.unwrap_or(self.0.len()))?;
        self.0 = rest;
        Some(token)
    }

    pub(super) fn public_id(&mut self) -> Result<&'a str, &'static str> {
        let public_id = self
            .literal()
            .ok_or("the public identifier is not quoted")?;
        if public_id.bytes().all(is_public_character) {
            Ok(public_id)
        } else {
            Err("the public identifier has a character that it may not have")
        }
    }

    pub(super) fn literal(&mut self) -> Option<&'a str> {
        let quote = self.0.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let (literal, rest) = self.0.strip_prefix(quote)?.split_once(quote)?;
        self.0 = rest;
        Some(literal)
    }

    /// Goes behind the next `end`; gives what stands before it.
    pub(super) fn through(&mut self, end: &str) -> Option<&'a str> {
        let (before, behind) = self.0.split_once(end)?;
        self.0 = behind;
        Some(before)
    }
}
