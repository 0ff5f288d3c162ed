//! The kinds of faults that are mended.

/// A kind of fault, with its stable name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Kind {
    /// The name in lists.
    pub id: &'static str,
    /// What is wrong, and what is done about it.
    pub doc: &'static str,
}

macro_rules! kinds {
    ($($name:ident $id:literal $doc:literal)*) => {
        $(
            #[doc = $doc]
            pub(super) const $name: &Kind = &Kind { id: $id, doc: $doc };
        )*

        /// Every kind, in the order in which a file is looked at: bytes, characters, markup, structure, codes.
        pub const KINDS: &[&Kind] = &[$($name),*];
    };
}

kinds! {
    ENCODING "encoding"
        "The XML declaration is wrong about the encoding, or a mark that XML asks for is missing. The bytes decide, and the file is written in UTF-8."
    WRONG_BYTES "wrong-bytes"
        "Bytes that are no character of the file's encoding are read in the encoding that they most likely are in; those that cannot be read become U+FFFD."
    FORBIDDEN_CHARACTER "forbidden-character"
        "XML forbids the character. A line tabulation or a form feed becomes a space, others are left out."
    CHARACTER_REFERENCE "character-reference"
        "A reference to a character that XML forbids, or one that is not written as XML asks. Halves of a surrogate pair are joined; what has no character is left out or becomes U+FFFD."
    BARE_AMPERSAND "bare-ampersand"
        "`&` that starts no reference is written `&amp;`."
    UNDEFINED_ENTITY "undefined-entity"
        "The file does not define the entity. Names of HTML become their characters; others stay as text."
    REFUSED_ENTITY "refused-entity"
        "The entity lies outside the file, refers to itself, holds markup or grows too large. Its name stays as text; it is never expanded."
    BARE_LESS_THAN "bare-less-than"
        "`<` that starts no tag is written `&lt;`."
    CDATA_END "cdata-end"
        "`]]>` in text is written `]]&gt;`."
    UNCLOSED_MARKUP "unclosed-markup"
        "A comment, a CDATA section, a processing instruction or a declaration has no end. Its start is left out, and what follows is read as if it were not there."
    COMMENT "comment"
        "`--` in a comment becomes `- -`."
    INSTRUCTION "processing-instruction"
        "A processing instruction without a valid name is left out."
    DECLARATION "xml-declaration"
        "The XML declaration is wrong or not the first thing in the file; it is put right."
    DOCTYPE "doctype"
        "A DOCTYPE is wrong, in the wrong place or there twice; it is left out."
    TAG "tag"
        "A tag lacks its `<` or `>`, or holds what is no attribute."
    ATTRIBUTE "attribute"
        "An attribute has no quotes, no value, or `<` in its value; it is written as XML asks."
    REPEATED_ATTRIBUTE "repeated-attribute"
        "An attribute stands twice in a tag. The first is kept; another value becomes a property where there is a place for one."
    UNDECLARED_PREFIX "undeclared-prefix"
        "No `xmlns` declares the prefix; a declaration is added."
    ELEMENT_CASE "element-case"
        "The name of an element of TMX is written in lower case."
    BEFORE_DOCUMENT "before-document"
        "Something stands before the XML declaration; it is left out."
    SECOND_DOCUMENT "second-document"
        "Another document starts behind the end of the first. Its units are kept in one file."
    SECOND_HEADER "second-header"
        "There is a second header. It is left out; its units get its source language where that is another."
    CUT_OFF "cut-off"
        "The file ends while elements are open; they are closed."
    UNCLOSED_ELEMENT "unclosed-element"
        "An element is not closed where it must be; it is closed."
    UNMATCHED_END "unmatched-end"
        "An end tag closes nothing that is open; it is left out, or closes what it most likely was meant for."
    TOO_DEEP "too-deep"
        "Elements are nested deeper than programs read. The tags of those below the limit are left out, their text is kept."
    MISPLACED_ELEMENT "misplaced-element"
        "An element stands where TMX does not let it; it is moved, or its tags are left out and its text is kept."
    MISPLACED_TEXT "misplaced-text"
        "Text stands where only elements may. In a variant it becomes text of the segment, in a unit or a header a note; elsewhere it is left out."
    REPEATED_ELEMENT "repeated-element"
        "An element that may stand once stands twice. A second segment gets a variant of its own."
    UNKNOWN_ELEMENT "unknown-element"
        "TMX does not know the element. In a segment it becomes a pair of codes or a code, in a unit, a variant or the header a property; elsewhere its tags are left out."
    MISSING_ELEMENT "missing-element"
        "An element that must be there is added: `header`, `body`, a variant, a segment."
    MISSING_ATTRIBUTE "missing-attribute"
        "An attribute that must be there is added."
    LANGUAGE "language"
        "The language of a variant is missing, under the name of another version of TMX, or joined by `_`."
    UNKNOWN_ATTRIBUTE "unknown-attribute"
        "TMX does not know the attribute; it becomes a property."
    ATTRIBUTE_VALUE "attribute-value"
        "The value is none of those that the attribute may have; it is replaced."
    UNPAIRED_CODE "unpaired-code"
        "A `bpt` or an `ept` has no other half; it becomes an `it`."
    PAIR_NUMBER "pair-number"
        "`i` is missing, no number, or there twice in a segment; it gets a number of its own."
    UNIT_TOO_LARGE "unit-too-large"
        "A unit or a header is larger than the limit; it is left out."
    USER_ENCODING "user-encoding"
        "What a `ude` or a `map` says of a character is not what TMX allows. Only its author knows what is meant; it is kept as it is."
    SOURCE_VARIANT "source-variant"
        "A unit has no text in its source language. It is kept as it is."
    DATE "date"
        "A date is not of the form that TMX asks for, or does not exist. It is kept as it is."
}
