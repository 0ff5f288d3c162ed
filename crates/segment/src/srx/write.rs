//! Writes SRX 2.0.

use std::fmt::Write as _;

use super::SrxDocument;

impl SrxDocument {
    /// The document as an SRX 2.0 file in UTF-8. Reading it again gives an equal document.
    ///
    /// Characters that XML cannot hold are written in patterns as `\x{…}`, which means the same, and left out of names
    /// and descriptions.
    pub fn to_xml(&self) -> String {
        let yes_or_no = |value: bool| if value { "yes" } else { "no" };
        let mut out = String::from(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<srx xmlns=\"http://www.lisa.org/srx20\" version=\"2.0\">\n",
        );
        let header = &self.header;
        // Writing to a string does not fail.
        let _ = writeln!(
            out,
            "  <header segmentsubflows=\"{}\" cascade=\"{}\">",
            yes_or_no(header.segment_subflows),
            yes_or_no(header.cascade)
        );
        for (kind, include) in [
            ("start", header.codes.start_before),
            ("end", header.codes.end_before),
            ("isolated", header.codes.isolated_before),
        ] {
            let include = yes_or_no(include);
            let _ = writeln!(
                out,
                "    <formathandle type=\"{kind}\" include=\"{include}\"/>"
            );
        }
        out.push_str("  </header>\n  <body>\n    <languagerules>\n");
        for rules in &self.language_rules {
            let name = escaped(&rules.name, Place::Name);
            let _ = writeln!(out, "      <languagerule languagerulename=\"{name}\">");
            for rule in &rules.rules {
                if !rule.description.is_empty() {
                    let text = comment(&rule.description);
                    let _ = writeln!(out, "        <!-- {text} -->");
                }
                let _ = writeln!(
                    out,
                    "        <rule break=\"{}\">\n          <beforebreak>{}</beforebreak>\n          <afterbreak>{}</afterbreak>\n        </rule>",
                    yes_or_no(rule.breaks),
                    escaped(&rule.before, Place::Pattern),
                    escaped(&rule.after, Place::Pattern)
                );
            }
            out.push_str("      </languagerule>\n");
        }
        out.push_str("    </languagerules>\n    <maprules>\n");
        for map in &self.language_maps {
            let _ = writeln!(
                out,
                "      <languagemap languagepattern=\"{}\" languagerulename=\"{}\"/>",
                escaped(&map.pattern, Place::Pattern),
                escaped(&map.rules_name, Place::Name)
            );
        }
        out.push_str("    </maprules>\n  </body>\n</srx>\n");
        out
    }
}

/// Where a text stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// In a pattern, where a character can be written as an escape.
    Pattern,
    /// In a name.
    Name,
}

/// Whether XML 1.0 (section 2.2) allows the character.
fn is_allowed(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r' | '\u{20}'..='\u{fffd}' | '\u{10000}'..)
}

fn escaped(text: &str, place: Place) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // Readers turn these into spaces or line feeds when they are written plainly.
            '\t' => out.push_str("&#9;"),
            '\n' => out.push_str("&#10;"),
            '\r' => out.push_str("&#13;"),
            _ if is_allowed(character) => out.push(character),
            _ if place == Place::Pattern => {
                let _ = write!(out, "\\x{{{:X}}}", u32::from(character));
            }
            _ => {}
        }
    }
    out
}

/// A comment may hold no two hyphens in a row and not end in one (XML 1.0 section 2.5).
fn comment(text: &str) -> String {
    let mut out: String = text.chars().filter(|&c| is_allowed(c)).collect();
    while out.contains("--") {
        out = out.replace("--", "- -");
    }
    out
}
