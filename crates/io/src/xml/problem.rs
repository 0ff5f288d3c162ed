//! Why XML is refused.

use thiserror::Error;

use super::Position;

/// Why XML is refused. The place is in the [`Error`](crate::Error) that holds it.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum XmlProblem {
    /// The input ends inside a tag, a comment or another token.
    #[error("the file ends inside {inside}: it may have been cut off")]
    Truncated {
        /// What is not finished.
        inside: &'static str,
    },
    /// The input ends while elements are open.
    #[error(
        "the file ends before element `{name}` of {opened} is closed: it may have been cut off"
    )]
    Unclosed {
        /// The innermost open element.
        name: String,
        /// Where it starts.
        opened: Position,
    },
    /// There is no element at all.
    #[error("there is no element: the file is empty or no XML")]
    NoRoot,
    /// A second element after the root.
    #[error("a second document starts with `{name}` after the end of the first: keep one per file")]
    SecondRoot {
        /// Its name.
        name: String,
    },
    /// Text outside the root.
    #[error("text stands outside the document's element: remove it")]
    Outside,
    /// An XML declaration that is not the first thing in the file.
    #[error("an XML declaration stands only at the very start of a file")]
    LateDeclaration,
    /// An XML declaration that is wrong.
    #[error("the XML declaration is wrong: {reason}")]
    Declaration {
        /// What is wrong.
        reason: &'static str,
    },
    /// A DOCTYPE in the wrong place or twice.
    #[error("DOCTYPE stands only once, before the document's element")]
    LateDoctype,
    /// A DOCTYPE that is wrong.
    #[error("DOCTYPE is wrong: {reason}")]
    Doctype {
        /// What is wrong.
        reason: &'static str,
    },
    /// A character that XML 1.0 section 2.2 forbids.
    #[error("character U+{code:04X} is forbidden in XML: remove it")]
    ForbiddenCharacter {
        /// Its code point.
        code: u32,
    },
    /// Bytes that are not UTF-8.
    #[error("these bytes are not UTF-8: name the encoding of the file, or mend them")]
    NotUtf8,
    /// `&` that starts no reference.
    #[error("`&` starts no reference: write `&amp;`")]
    BareAmpersand,
    /// A character reference to no character.
    #[error("`&{reference};` refers to no character that XML allows")]
    CharacterReference {
        /// What stands between `&` and `;`.
        reference: String,
    },
    /// A reference to an entity that the file does not define.
    #[error("entity `&{name};` is not defined: write the character itself")]
    UndefinedEntity {
        /// Its name.
        name: String,
    },
    /// A reference to an entity outside the file.
    #[error("entity `&{name};` is outside the file, and nothing outside a file is read")]
    ExternalEntity {
        /// Its name.
        name: String,
    },
    /// A reference to an entity whose text refers to itself.
    #[error("entity `&{name};` refers to itself")]
    EntityLoop {
        /// Its name.
        name: String,
    },
    /// A reference to an entity whose text holds markup.
    #[error("entity `&{name};` holds markup, which is not supported: write it out")]
    EntityMarkup {
        /// Its name.
        name: String,
    },
    /// Entities that grow beyond a limit.
    #[error("entities grow beyond the limit of {limit} bytes: write them out")]
    Expansion {
        /// The limit in bytes.
        limit: u64,
    },
    /// `]]>` in text.
    #[error("`]]>` stands in text: write `]]&gt;`")]
    CDataEnd,
    /// `--` in a comment.
    #[error("`--` stands inside a comment")]
    DoubleHyphen,
    /// A processing instruction that is wrong.
    #[error("a processing instruction starts with a name, and `xml` is reserved")]
    ProcessingInstruction,
    /// A name that XML does not allow.
    #[error("`{name}` is no name that XML allows: `<` in text is written `&lt;`")]
    Name {
        /// What stands where a name should.
        name: String,
    },
    /// `<!` that starts nothing known.
    #[error("`<!` starts neither a comment nor CDATA nor DOCTYPE")]
    Markup,
    /// `<` in the value of an attribute.
    #[error("`<` stands in the value of attribute `{name}`: write `&lt;`")]
    LessThanInAttribute {
        /// The attribute.
        name: String,
    },
    /// An attribute without a quoted value.
    #[error("attribute `{name}` is not of the form name=\"value\"")]
    Attribute {
        /// The attribute as far as it was read.
        name: String,
    },
    /// Two attributes without white space between.
    #[error("white space is missing before attribute `{name}`")]
    AttributeSpace {
        /// The attribute.
        name: String,
    },
    /// An attribute that stands twice.
    #[error("attribute `{name}` stands twice in one element")]
    DuplicateAttribute {
        /// The attribute.
        name: String,
    },
    /// A prefix that no `xmlns` declares.
    #[error("prefix `{prefix}` is not declared: add xmlns:{prefix}=\"…\"")]
    UndeclaredPrefix {
        /// The prefix.
        prefix: String,
    },
    /// Two attributes whose prefixes stand for the same namespace.
    #[error(
        "attributes `{other}` and `{name}` are one: both prefixes stand for the same namespace"
    )]
    SameAttribute {
        /// The attribute.
        name: String,
        /// The one before it.
        other: String,
    },
    /// A declaration of a namespace that has no address, or one that is reserved.
    #[error("`{name}` declares no namespace: its address is missing, or it is reserved")]
    Namespace {
        /// The attribute that declares it.
        name: String,
    },
    /// An end tag that does not fit the innermost open element.
    #[error("`</{found}>` does not close `{expected}` of {opened}")]
    Mismatch {
        /// The innermost open element.
        expected: String,
        /// Where it starts.
        opened: Position,
        /// The end tag.
        found: String,
    },
    /// An end tag where no element is open.
    #[error("`</{name}>` closes nothing")]
    UnmatchedEnd {
        /// The end tag.
        name: String,
    },
    /// Too many elements inside each other.
    #[error("elements are nested deeper than the limit of {limit}")]
    TooDeep {
        /// The limit.
        limit: usize,
    },
    /// Too many attributes.
    #[error("an element has more attributes than the limit of {limit}")]
    TooManyAttributes {
        /// The limit.
        limit: usize,
    },
    /// A token that is too long.
    #[error("a tag or a run of text is longer than the limit of {limit} bytes")]
    TokenTooLong {
        /// The limit in bytes.
        limit: u64,
    },
}

impl XmlProblem {
    /// Whether the reader stands behind the problem and its next event is as good as any; where it is not, only
    /// [`XmlReader::skip_to`](super::XmlReader::skip_to) finds a way on.
    pub const fn is_local(&self) -> bool {
        !matches!(
            self,
            Self::Truncated { .. }
                | Self::Unclosed { .. }
                | Self::NoRoot
                | Self::SecondRoot { .. }
                | Self::NotUtf8
                | Self::Mismatch { .. }
                | Self::UnmatchedEnd { .. }
                | Self::Name { .. }
                | Self::Markup
                | Self::TooDeep { .. }
                | Self::TokenTooLong { .. }
                | Self::Expansion { .. }
                | Self::Doctype { .. }
        )
    }
}
