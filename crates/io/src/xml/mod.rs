//! XML 1.0 as a stream: a reader that refuses what is not well-formed, and a writer that cannot write it.
//!
//! [`XmlReader`] reads tokens with `quick-xml` and checks what that leaves to its callers: one root and nothing beside
//! it, every element closed, no forbidden character, every reference defined, every prefix declared, no attribute twice.
//! Each error has its line, column and byte. Work and memory are bounded by [`XmlLimits`] whatever the input: depth,
//! attributes, length of a token and growth by entities. External entities and DTDs are never read.
//!
//! What is left out: default values of attributes that a DTD gives, and entities whose text holds markup, which are
//! refused.

mod attribute;
mod block;
mod check;
mod declaration;
mod doctype;
mod entity;
mod event;
mod limits;
mod name;
mod namespace;
mod normal;
mod open;
mod position;
mod prefixes;
mod problem;
mod reader;
mod source;
mod subset;
mod token;
mod utf8;
mod writer;

pub use attribute::{Attribute, Tag};
pub use doctype::Doctype;
pub use entity::Entities;
pub use event::{Declaration, EndTag, ProcessingInstruction, XmlEvent};
pub use limits::XmlLimits;
pub use name::{is_xml_character, is_xml_name};
pub use position::Position;
pub use prefixes::is_reserved_declaration;
pub use problem::XmlProblem;
pub use reader::{XmlContext, XmlReader};
pub use writer::{ForbiddenCharacters, XmlWriteError, XmlWriter};

#[cfg(test)]
mod tests;
