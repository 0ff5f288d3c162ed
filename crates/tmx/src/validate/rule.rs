//! The rules, each with what it asks for and why.

use yaddash_model::{RuleId, Severity};

/// A rule of the validator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Rule {
    /// Its stable name.
    pub id: &'static str,
    /// How grave a breach is.
    pub severity: Severity,
    /// What it asks for and why, in a few sentences.
    pub doc: &'static str,
}

impl Rule {
    /// The name as findings carry it.
    pub const fn rule_id(&self) -> RuleId {
        RuleId::new(self.id)
    }
}

/// The rule of that name.
pub fn rule(id: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.id == id)
}

macro_rules! rules {
    ($($name:ident $severity:ident $id:literal $doc:literal)*) => {
        $(
            #[doc = $doc]
            pub const $name: &Rule = &Rule { id: $id, severity: Severity::$severity, doc: $doc };
        )*

        /// Every rule, in the order of the standard.
        pub const RULES: &[&Rule] = &[$($name),*];
    };
}

rules! {
    NOT_WELL_FORMED Error "tmx-not-well-formed"
        "A TMX file is well-formed XML 1.0. Other programs stop at the first fault, and every unit behind it is lost to them."
    ENCODING Warning "tmx-encoding"
        "TMX 1.4b (section 2, XML details) allows UTF-8, UTF-16 and US-ASCII. Other encodings are read here, but not by every program."
    ENCODING_CONTRADICTION Error "tmx-encoding-contradiction"
        "The XML declaration and the bytes of a file agree on the encoding. Where they do not, programs show wrong characters or refuse the file."
    NO_BYTE_ORDER_MARK Error "tmx-no-byte-order-mark"
        "A file in UTF-16 starts with a byte order mark (XML 1.0 section 4.3.3)."
    UNDECODABLE Error "tmx-undecodable"
        "Every byte of a file is part of a character of its encoding. Others are lost: each is read as U+FFFD."
    ROOT Error "tmx-root"
        "The document's element is `tmx`, in lower case."
    VERSION Warning "tmx-version"
        "The version is one of 1.1, 1.2, 1.3 and 1.4; the DTD of 1.4b says `1.4`."
    DOCTYPE Warning "tmx-doctype"
        "A DOCTYPE, where there is one, names the root `tmx` and the DTD of the file's version, such as `tmx14.dtd`."
    INTERNAL_SUBSET Warning "tmx-internal-subset"
        "A file declares no entities of its own: many programs refuse every DTD for the sake of security, and TMX needs only the five entities of XML."
    NAMESPACE Warning "tmx-namespace"
        "Elements of TMX stand in no namespace; TMX 1.4b gives one, `http://www.lisa.org/tmx14`, only for TMX inside other XML."
    UNKNOWN_ELEMENT Error "tmx-unknown-element"
        "Every element is one of TMX 1.4b; names are in lower case. Programs that check against the schema refuse the file."
    MISPLACED_ELEMENT Error "tmx-misplaced-element"
        "Every element stands where TMX 1.4b (appendix A) lets it: for instance `tu` in `body`, `sub` only in a code."
    ELEMENT_ORDER Error "tmx-element-order"
        "`header` stands before `body`; `note` and `prop` stand before the first `tuv` of a unit and before the `seg` of a variant."
    REPEATED_ELEMENT Error "tmx-repeated-element"
        "There is one `header` and one `body`, and one `seg` in a `tuv`."
    MISSING_ELEMENT Error "tmx-missing-element"
        "`tmx` has `header` and `body`, `tu` has a `tuv`, `tuv` has a `seg`, `ude` has a `map`."
    MISPLACED_TEXT Error "tmx-misplaced-text"
        "Text stands only in `seg`, in what is inside of it, and in `note` and `prop`."
    UNKNOWN_ATTRIBUTE Error "tmx-unknown-attribute"
        "Every attribute is one of TMX 1.4b. Programs that check against the schema refuse the file; a `prop` is the place for what TMX does not know."
    MISSING_ATTRIBUTE Error "tmx-missing-attribute"
        "Attributes that TMX 1.4b requires are there: seven of the header, the language of a `tuv`, `type` of `prop`, `i` of `bpt` and `ept`, `pos` of `it`."
    ATTRIBUTE_VALUE Error "tmx-attribute-value"
        "Attributes with a list of values have one of them: `segtype`, `pos`, `assoc`."
    LANGUAGE Warning "tmx-language"
        "Languages are named by valid tags (BCP 47), such as `az`, `en-GB`, `az-Cyrl`."
    LANGUAGE_UNDERSCORE Warning "tmx-language-underscore"
        "The parts of a language tag are joined by `-`; the schema of TMX refuses `_`."
    LANGUAGE_CONFLICT Warning "tmx-language-conflict"
        "Where both `xml:lang` and `lang` stand, they name the same language; `xml:lang` counts."
    BARE_LANG Warning "tmx-bare-lang"
        "`lang` of `note` and `prop` became `xml:lang` in TMX 1.3. Programs that read later versions may not see it."
    EARLY_XML_LANG Error "tmx-early-xml-lang"
        "Files of TMX 1.1 and 1.2 give the language of a `tuv` by `lang`; `xml:lang` came with TMX 1.3."
    DATATYPE Warning "tmx-datatype"
        "`datatype` is one of the values that TMX 1.4b recommends, such as `plaintext`, `html`, `xml`. Each other value is reported once."
    DATE Warning "tmx-date"
        "Dates are ISO 8601 in UTC, `YYYYMMDDThhmmssZ`, and are days that exist."
    NUMBER Warning "tmx-number"
        "`usagecount` is a number."
    PROPERTY_TYPE Warning "tmx-property-type"
        "The type of a `prop` that is not published by its maker starts with `x-`. Each other type is reported once."
    UDE_BASE Error "tmx-ude-base"
        "A `ude` in which a `map` has `code` names with `base` the encoding that it changes."
    MAP Error "tmx-map"
        "A `map` gives `unicode` as `#x` and a hexadecimal number, and at least one of `code` (in the same form), `ent` and `subst` (in ASCII)."
    TUID_SPACE Warning "tmx-tuid-space"
        "`tuid` holds no white space."
    REPEATED_TUID Warning "tmx-repeated-tuid"
        "No two units have the same `tuid`. TMX does not ask for it, but many programs then keep only one of them."
    SINGLE_VARIANT Warning "tmx-single-variant"
        "A unit has at least two variants; one alone translates nothing."
    REPEATED_LANGUAGE Warning "tmx-repeated-language"
        "A unit has each language once. Several are allowed, but many programs keep only the first or the last."
    NO_SOURCE_VARIANT Error "tmx-no-source-variant"
        "A unit has a variant in its source language, `srclang` of the unit or else of the header, unless that is `*all*`."
    SOURCE_REGION Warning "tmx-source-region"
        "The variant in the source language has the region of `srclang` too; programs that compare whole tags do not find it."
    EMPTY_SEGMENT Warning "tmx-empty-segment"
        "A segment has text."
    SEGMENT_SPACE Warning "tmx-segment-space"
        "A segment has no white space at its start and end (TMX 1.4b, element `seg`). Here it is kept all the same."
    PAIR_NUMBER Error "tmx-pair-number"
        "`i` is a number."
    REPEATED_PAIR Error "tmx-repeated-pair"
        "No two `bpt` of a segment have the same `i`."
    UNPAIRED_BPT Error "tmx-unpaired-bpt"
        "Every `bpt` has an `ept` of the same `i` behind it, in the same `seg`, `hi` or `sub`. A half alone is an `it`."
    UNPAIRED_EPT Error "tmx-unpaired-ept"
        "Every `ept` has a `bpt` of the same `i` before it, in the same `seg`, `hi` or `sub`. A half alone is an `it`."
    ISOLATED_PAIR Warning "tmx-isolated-pair"
        "`it` is for codes whose other half is in another segment; two halves in one segment are `bpt` and `ept`."
    X_NUMBER Warning "tmx-x-number"
        "`x` is a number."
    REPEATED_X Warning "tmx-repeated-x"
        "No two codes of one kind in a segment have the same `x`, which ties each to its counterpart in other languages."
    NO_COUNTERPART Warning "tmx-no-counterpart"
        "A code with `x` has a counterpart of the same kind and `x` in every variant of the unit."
    DEPRECATED_UT Warning "tmx-deprecated-ut"
        "`ut` is deprecated and no part of level 2; `bpt`, `ept`, `it` and `ph` say what a code is."
}
