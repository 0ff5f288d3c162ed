//! Statements for which the model has no field of its own.

use yaddash_model::Attributes;

/// A statement about a termbase, a concept, a language or a term, as its file makes it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Detail {
    /// What kind of statement it is.
    pub kind: DetailKind,
    /// The data category (`definition`), the column, or the property (an IRI).
    pub name: String,
    /// What it says, in plain text.
    pub value: String,
    /// What else stands in the tag: `id`, `target`, `xml:lang`.
    pub attributes: Attributes,
    /// The value with its inline elements, where it has any; empty where [`Detail::value`] says all.
    pub content: Vec<Node>,
    /// What is said about the statement, where it stands in a group.
    pub group: Option<Box<Group>>,
}

/// What stands in a group beside its first statement, as in the `descripGrp` of TBX.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Group {
    /// The attributes of the group.
    pub attributes: Attributes,
    /// Its further statements in order.
    pub details: Vec<Detail>,
}

/// Kinds of statements: the elements of ISO 30042, and what other formats have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum DetailKind {
    /// About the concept: subject field, definition, context.
    Descrip,
    /// About a [`DetailKind::Descrip`].
    DescripNote,
    /// About the management of the data: source, customer, project.
    Admin,
    /// About a [`DetailKind::Admin`].
    AdminNote,
    /// What was done, and by whom.
    Transac,
    /// About a [`DetailKind::Transac`].
    TransacNote,
    /// About a term: grammar, register, type.
    TermNote,
    /// A reference to something inside the file.
    Ref,
    /// A reference to something outside the file.
    Xref,
    /// A remark.
    Note,
    /// A date.
    Date,
    /// A column of a table.
    #[default]
    Column,
    /// An attribute of the element that stands for the concept, the language or the term.
    Attribute,
    /// The tag of a term itself, where it has attributes or inline elements.
    Term,
    /// Any other element, whole.
    Element,
    /// A comment line.
    Comment,
    /// A property of RDF with a text.
    Literal,
    /// A property of RDF with another resource.
    Resource,
}

/// A piece of text or an element inside of it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Node {
    /// Text.
    Text(String),
    /// An element.
    Element(Element),
}

/// An element of XML without a meaning to us.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Element {
    /// Its name, with the prefix.
    pub name: String,
    /// Its attributes.
    pub attributes: Attributes,
    /// What is in it.
    pub content: Vec<Node>,
}

impl DetailKind {
    /// The element of TBX for it; `None` for kinds that other formats have.
    pub const fn element(self) -> Option<&'static str> {
        Some(match self {
            Self::Descrip => "descrip",
            Self::DescripNote => "descripNote",
            Self::Admin => "admin",
            Self::AdminNote => "adminNote",
            Self::Transac => "transac",
            Self::TransacNote => "transacNote",
            Self::TermNote => "termNote",
            Self::Ref => "ref",
            Self::Xref => "xref",
            Self::Note => "note",
            Self::Date => "date",
            _ => return None,
        })
    }

    /// The kind of that element of TBX.
    pub(crate) fn of_element(name: &str) -> Option<Self> {
        Some(match name {
            "descrip" => Self::Descrip,
            "descripNote" => Self::DescripNote,
            "admin" => Self::Admin,
            "adminNote" => Self::AdminNote,
            "transac" => Self::Transac,
            "transacNote" => Self::TransacNote,
            "termNote" => Self::TermNote,
            "ref" => Self::Ref,
            "xref" => Self::Xref,
            "note" => Self::Note,
            "date" => Self::Date,
            _ => return None,
        })
    }

    /// How losses and messages name the kind.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Column => "column",
            Self::Attribute => "attribute",
            Self::Term => "markup",
            Self::Element => "element",
            Self::Comment => "comment",
            Self::Literal | Self::Resource => "property",
            _ => match self.element() {
                Some(element) => element,
                None => "statement",
            },
        }
    }
}

impl Detail {
    /// A plain statement.
    pub fn new(kind: DetailKind, name: impl Into<String>, value: impl Into<String>) -> Self {
        Self {
            kind,
            name: name.into(),
            value: value.into(),
            ..Self::default()
        }
    }

    /// Whether it says nothing but its name and value.
    pub fn is_plain(&self) -> bool {
        self.attributes.is_empty() && self.content.is_empty() && self.group.is_none()
    }

    /// The same kind of statement without what is said beside its value.
    pub(crate) fn is(&self, kind: DetailKind, name: &str) -> bool {
        self.kind == kind && self.name == name
    }
}
