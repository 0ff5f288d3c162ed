//! Entities of HTML that people use in XML without defining them.

/// The characters from U+00A0 to U+00FF in order (HTML 4.01, section 24.2).
const LATIN_1: [&str; 96] = [
    "nbsp", "iexcl", "cent", "pound", "curren", "yen", "brvbar", "sect", "uml", "copy", "ordf",
    "laquo", "not", "shy", "reg", "macr", "deg", "plusmn", "sup2", "sup3", "acute", "micro",
    "para", "middot", "cedil", "sup1", "ordm", "raquo", "frac14", "frac12", "frac34", "iquest",
    "Agrave", "Aacute", "Acirc", "Atilde", "Auml", "Aring", "AElig", "Ccedil", "Egrave", "Eacute",
    "Ecirc", "Euml", "Igrave", "Iacute", "Icirc", "Iuml", "ETH", "Ntilde", "Ograve", "Oacute",
    "Ocirc", "Otilde", "Ouml", "times", "Oslash", "Ugrave", "Uacute", "Ucirc", "Uuml", "Yacute",
    "THORN", "szlig", "agrave", "aacute", "acirc", "atilde", "auml", "aring", "aelig", "ccedil",
    "egrave", "eacute", "ecirc", "euml", "igrave", "iacute", "icirc", "iuml", "eth", "ntilde",
    "ograve", "oacute", "ocirc", "otilde", "ouml", "divide", "oslash", "ugrave", "uacute", "ucirc",
    "uuml", "yacute", "thorn", "yuml",
];

/// Others that stand in running text (HTML 4.01, section 24.4).
const OTHERS: [(&str, char); 34] = [
    ("OElig", 'Œ'),
    ("oelig", 'œ'),
    ("Scaron", 'Š'),
    ("scaron", 'š'),
    ("Yuml", 'Ÿ'),
    ("fnof", 'ƒ'),
    ("circ", 'ˆ'),
    ("tilde", '˜'),
    ("ensp", '\u{2002}'),
    ("emsp", '\u{2003}'),
    ("thinsp", '\u{2009}'),
    ("zwnj", '\u{200C}'),
    ("zwj", '\u{200D}'),
    ("lrm", '\u{200E}'),
    ("rlm", '\u{200F}'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("sbquo", '‚'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("bdquo", '„'),
    ("dagger", '†'),
    ("Dagger", '‡'),
    ("permil", '‰'),
    ("lsaquo", '‹'),
    ("rsaquo", '›'),
    ("euro", '€'),
    ("bull", '•'),
    ("hellip", '…'),
    ("trade", '™'),
    ("minus", '−'),
    ("numero", '№'),
];

/// The character that HTML means by `&name;`.
pub(super) fn character(name: &str) -> Option<char> {
    if let Some(at) = LATIN_1.iter().position(|known| *known == name) {
        return char::from_u32(0xA0 + u32::try_from(at).ok()?);
    }
    OTHERS
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, character)| *character)
}

#[cfg(test)]
mod tests {
    use super::character;

    #[test]
    fn names_stand_at_their_characters() {
        for (name, expected) in [
            ("nbsp", '\u{A0}'),
            ("Agrave", 'À'),
            ("szlig", 'ß'),
            ("yuml", 'ÿ'),
            ("mdash", '—'),
        ] {
            assert_eq!(character(name), Some(expected), "{name}");
        }
        assert_eq!(character("no"), None);
    }
}
