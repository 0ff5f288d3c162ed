//! Front matter: metadata before the text.

/// Where the front matter at the start of `source` ends, after the line feed of its last line; 0 where there is none.
/// It stands between lines of three hyphens (YAML, which may also end with three full stops) or three plus signs
/// (TOML).
pub(super) fn end(source: &str) -> usize {
    let mut lines = source.split_inclusive('\n');
    let Some(first) = lines.next() else {
        return 0;
    };
    let closings: &[&str] = match first.trim_end() {
        "---" => &["---", "..."],
        "+++" => &["+++"],
        _ => return 0,
    };
    let mut end = first.len();
    for (number, line) in lines.enumerate() {
        // A thematic break is followed by a blank line, metadata is not.
        if number == 0 && line.trim().is_empty() {
            return 0;
        }
        end += line.len();
        if closings.contains(&line.trim_end()) {
            return end;
        }
    }
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_start_of_a_file_is_front_matter() {
        for (source, expected) in [
            ("---\na: b\n---\nc", 13),
            ("+++\r\na = 1\r\n+++\r\n", 17),
            ("---\n---\n", 8),
            ("---\n\nText\n\n---\n", 0),
            ("---\na: b\n", 0),
            ("a\n---\nb\n---\n", 0),
            ("", 0),
        ] {
            assert_eq!(end(source), expected, "{source}");
        }
    }
}
