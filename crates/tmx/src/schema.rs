//! What TMX 1.4b allows where, as its DTD says (TMX 1.4b, appendix A).

/// An element of TMX.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Element {
    Tmx,
    Header,
    Body,
    Note,
    Prop,
    Ude,
    Map,
    Tu,
    Tuv,
    Seg,
    Bpt,
    Ept,
    It,
    Ph,
    Hi,
    Ut,
    Sub,
    /// An element that TMX does not know.
    Foreign,
}

/// The attributes that a `tu` and a `tuv` share.
const HISTORY: [&str; 11] = [
    "o-encoding",
    "datatype",
    "usagecount",
    "lastusagedate",
    "creationtool",
    "creationtoolversion",
    "creationdate",
    "creationid",
    "changedate",
    "changeid",
    "o-tmf",
];

impl Element {
    pub(crate) fn of(name: &str) -> Self {
        match name {
            "tmx" => Self::Tmx,
            "header" => Self::Header,
            "body" => Self::Body,
            "note" => Self::Note,
            "prop" => Self::Prop,
            "ude" => Self::Ude,
            "map" => Self::Map,
            "tu" => Self::Tu,
            "tuv" => Self::Tuv,
            "seg" => Self::Seg,
            "bpt" => Self::Bpt,
            "ept" => Self::Ept,
            "it" => Self::It,
            "ph" => Self::Ph,
            "hi" => Self::Hi,
            "ut" => Self::Ut,
            "sub" => Self::Sub,
            _ => Self::Foreign,
        }
    }

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Tmx => "tmx",
            Self::Header => "header",
            Self::Body => "body",
            Self::Note => "note",
            Self::Prop => "prop",
            Self::Ude => "ude",
            Self::Map => "map",
            Self::Tu => "tu",
            Self::Tuv => "tuv",
            Self::Seg => "seg",
            Self::Bpt => "bpt",
            Self::Ept => "ept",
            Self::It => "it",
            Self::Ph => "ph",
            Self::Hi => "hi",
            Self::Ut => "ut",
            Self::Sub => "sub",
            Self::Foreign => "an element that TMX does not know",
        }
    }

    /// Whether `child` may stand directly in this element.
    pub(crate) const fn allows(self, child: Self) -> bool {
        use Element::{
            Body, Bpt, Ept, Header, Hi, It, Map, Note, Ph, Prop, Seg, Sub, Tmx, Tu, Tuv, Ude, Ut,
        };
        match self {
            Tmx => matches!(child, Header | Body),
            Header => matches!(child, Note | Prop | Ude),
            Body => matches!(child, Tu),
            Ude => matches!(child, Map),
            Tu => matches!(child, Note | Prop | Tuv),
            Tuv => matches!(child, Note | Prop | Seg),
            Seg | Hi | Sub => matches!(child, Bpt | Ept | It | Ph | Hi | Ut),
            Bpt | Ept | It | Ph | Ut => matches!(child, Sub),
            Note | Prop | Map | Element::Foreign => false,
        }
    }

    /// Whether text may stand directly in this element.
    pub(crate) const fn allows_text(self) -> bool {
        !matches!(
            self,
            Self::Tmx | Self::Header | Self::Body | Self::Ude | Self::Map | Self::Tu | Self::Tuv
        )
    }

    /// Whether the element may have the attribute.
    pub(crate) fn has_attribute(self, name: &str) -> bool {
        match self {
            Self::Tmx => name == "version",
            Self::Header => {
                self.required().contains(&name)
                    || matches!(
                        name,
                        "o-encoding" | "creationdate" | "creationid" | "changedate" | "changeid"
                    )
            }
            Self::Note => matches!(name, "xml:lang" | "lang" | "o-encoding"),
            Self::Prop => matches!(name, "type" | "xml:lang" | "lang" | "o-encoding"),
            Self::Ude => matches!(name, "name" | "base"),
            Self::Map => matches!(name, "unicode" | "code" | "ent" | "subst"),
            Self::Tu => matches!(name, "tuid" | "segtype" | "srclang") || HISTORY.contains(&name),
            Self::Tuv => matches!(name, "xml:lang" | "lang") || HISTORY.contains(&name),
            Self::Bpt => matches!(name, "i" | "x" | "type"),
            Self::Ept => name == "i",
            Self::It => matches!(name, "pos" | "x" | "type"),
            Self::Ph => matches!(name, "x" | "assoc" | "type"),
            Self::Hi => matches!(name, "x" | "type"),
            Self::Ut => name == "x",
            Self::Sub => matches!(name, "datatype" | "type"),
            Self::Body | Self::Seg | Self::Foreign => false,
        }
    }

    /// The attributes that the element must have; the language of a `tuv`, which has two names, is not among them.
    pub(crate) const fn required(self) -> &'static [&'static str] {
        match self {
            Self::Tmx => &["version"],
            Self::Header => &[
                "creationtool",
                "creationtoolversion",
                "segtype",
                "o-tmf",
                "adminlang",
                "srclang",
                "datatype",
            ],
            Self::Prop => &["type"],
            Self::Ude => &["name"],
            Self::Map => &["unicode"],
            Self::Bpt | Self::Ept => &["i"],
            Self::It => &["pos"],
            _ => &[],
        }
    }

    /// The values that an attribute of the element may have, where there are only some.
    pub(crate) fn values(self, attribute: &str) -> Option<&'static [&'static str]> {
        match (self, attribute) {
            (Self::Header | Self::Tu, "segtype") => {
                Some(&["block", "paragraph", "sentence", "phrase"])
            }
            (Self::It, "pos") => Some(&["begin", "end"]),
            (Self::Ph, "assoc") => Some(&["p", "f", "b"]),
            _ => None,
        }
    }

    /// Whether the attribute may stand here with this value.
    pub(crate) fn accepts(self, attribute: &str, value: &str) -> bool {
        self.has_attribute(attribute)
            && self
                .values(attribute)
                .is_none_or(|values| values.contains(&value))
    }
}
