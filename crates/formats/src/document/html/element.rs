//! What elements of HTML are to a reader of text.

use yaddash_model::BlockKind;

/// What an element does to the flow of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Stands inside a line.
    Inline,
    /// Begins and ends a block.
    Block(BlockRole),
    /// Holds no text of the page.
    Skipped,
}

/// What a block element makes of the blocks inside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BlockRole {
    /// Leaves it to the elements around it.
    Plain,
    /// Makes them blocks of a kind.
    Of(BlockKind),
    /// Begins a part of the page with paragraphs of its own.
    Part,
}

impl BlockRole {
    /// The kind of a block inside this element, which stands inside blocks of the kind `outer`.
    pub(super) const fn within(self, outer: BlockKind) -> BlockKind {
        match (self, outer) {
            (_, BlockKind::Code) | (Self::Plain, _) => outer,
            (Self::Of(kind), _) => kind,
            (Self::Part, _) => BlockKind::Paragraph,
        }
    }
}

/// The role of the element `name`, in lower case; unknown elements stand inside a line (HTML, section 15.3).
pub(super) fn role(name: &str) -> Role {
    let block = match name {
        "pre" | "listing" | "xmp" | "plaintext" => BlockRole::Of(BlockKind::Code),
        "li" | "dt" | "dd" => BlockRole::Of(BlockKind::Item),
        "td" | "th" => BlockRole::Of(BlockKind::Cell),
        "table" | "ul" | "ol" | "dl" | "menu" | "body" | "caption" | "figcaption" => {
            BlockRole::Part
        }
        "address" | "article" | "aside" | "blockquote" | "center" | "col" | "colgroup"
        | "details" | "dialog" | "dir" | "div" | "fieldset" | "figure" | "footer" | "form"
        | "frameset" | "head" | "header" | "hgroup" | "hr" | "html" | "legend" | "link"
        | "main" | "meta" | "nav" | "optgroup" | "option" | "p" | "search" | "section"
        | "summary" | "tbody" | "textarea" | "tfoot" | "thead" | "tr" => BlockRole::Plain,
        "iframe" | "math" | "noembed" | "noframes" | "noscript" | "script" | "style" | "svg"
        | "template" | "title" => return Role::Skipped,
        _ => match heading_level(name) {
            Some(level) => BlockRole::Of(BlockKind::Heading(level)),
            None => return Role::Inline,
        },
    };
    Role::Block(block)
}

/// The level of a heading element.
pub(super) fn heading_level(name: &str) -> Option<u8> {
    match name {
        "h1" => Some(1),
        "h2" => Some(2),
        "h3" => Some(3),
        "h4" => Some(4),
        "h5" => Some(5),
        "h6" => Some(6),
        _ => None,
    }
}

/// Whether the element never has content (HTML, section 13.1.2).
pub(in crate::document) fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "basefont"
            | "bgsound"
            | "br"
            | "col"
            | "embed"
            | "frame"
            | "hr"
            | "img"
            | "input"
            | "keygen"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

/// Whether the element holds code rather than natural text.
pub(super) fn is_code(name: &str) -> bool {
    matches!(name, "code" | "kbd" | "samp" | "tt" | "var")
}

/// The `type` of a code for the element, where TMX recommends one (TMX 1.4b, section 3.1).
pub(in crate::document) fn code_type(name: &str) -> Option<&'static str> {
    match name {
        "b" | "strong" => Some("bold"),
        "i" | "em" | "cite" | "dfn" => Some("italic"),
        "u" | "ins" => Some("ulined"),
        "a" => Some("link"),
        "font" => Some("font"),
        _ => None,
    }
}
