//! Reads the regular expressions of SRX files.
//!
//! SRX 2.0 section 3.3 asks for the syntax of ICU; files in the wild are written for Java. Where the two differ, the
//! wider reading is taken: classes are Unicode's, `\h`, nested classes, `&&`, `--` and `[:alpha:]` are known.

use regex_syntax::hir::ClassUnicode;

use super::class;
use super::syntax::{Look, Node};

/// Groups may nest this deep.
pub(super) const DEPTH_LIMIT: usize = 200;

/// Counted repetitions may not pass this.
const COUNT_LIMIT: u32 = 100_000;

/// What is wrong with a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ParseError {
    /// Character of the pattern, from 1.
    pub(crate) character: usize,
    /// What is wrong there.
    pub(crate) problem: String,
}

/// Reads a pattern.
pub(crate) fn parse(pattern: &str) -> Result<Node, ParseError> {
    let mut parser = Parser {
        characters: pattern.chars().collect(),
        at: 0,
        flags: Flags::default(),
        captures: 0,
        names: Vec::new(),
        depth: 0,
    };
    let node = parser.alternation()?;
    match parser.peek() {
        None => Ok(node),
        Some(_) => Err(parser.error("this parenthesis closes nothing")),
    }
}

#[derive(Clone, Copy, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "four independent flags of the syntax"
)]
pub(super) struct Flags {
    ignore_case: bool,
    multi_line: bool,
    dot_all: bool,
    pub(super) comments: bool,
}

pub(super) struct Parser {
    pub(super) characters: Vec<char>,
    pub(super) at: usize,
    pub(super) flags: Flags,
    captures: u32,
    names: Vec<(String, u32)>,
    pub(super) depth: usize,
}

impl Parser {
    pub(super) fn error(&self, problem: &str) -> ParseError {
        ParseError {
            character: self.at + 1,
            problem: problem.to_owned(),
        }
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.characters.get(self.at).copied()
    }

    pub(super) fn next(&mut self) -> Option<char> {
        let character = self.peek()?;
        self.at += 1;
        Some(character)
    }

    /// Takes `text` if it comes next.
    pub(super) fn take(&mut self, text: &str) -> bool {
        let fits = text
            .chars()
            .enumerate()
            .all(|(ahead, wanted)| self.characters.get(self.at + ahead) == Some(&wanted));
        if fits {
            self.at += text.chars().count();
        }
        fits
    }

    /// Everything up to `end`, which is taken too.
    pub(super) fn until(&mut self, end: char) -> Result<String, ParseError> {
        let mut text = String::new();
        while let Some(character) = self.next() {
            if character == end {
                return Ok(text);
            }
            text.push(character);
        }
        Err(self.error(&format!("`{end}` is missing")))
    }

    fn alternation(&mut self) -> Result<Node, ParseError> {
        self.depth += 1;
        if self.depth > DEPTH_LIMIT {
            return Err(self.error("groups nest too deep"));
        }
        let mut branches = vec![self.concatenation()?];
        while self.take("|") {
            branches.push(self.concatenation()?);
        }
        self.depth -= 1;
        Ok(match branches.pop() {
            Some(only) if branches.is_empty() => only,
            Some(last) => {
                branches.push(last);
                Node::Alternate(branches)
            }
            None => Node::Empty,
        })
    }

    fn concatenation(&mut self) -> Result<Node, ParseError> {
        let mut nodes = Vec::new();
        loop {
            if self.flags.comments {
                self.skip_comments();
            }
            match self.peek() {
                None | Some('|' | ')') => break,
                Some(_) => {}
            }
            if self.take(r"\Q") {
                while !self.take(r"\E") {
                    let Some(character) = self.next() else { break };
                    nodes.push(self.literal(character));
                }
                self.quantify_last(&mut nodes)?;
                continue;
            }
            if let Some(atom) = self.atom()? {
                nodes.push(atom);
                self.quantify_last(&mut nodes)?;
            }
        }
        Ok(match nodes.pop() {
            None => Node::Empty,
            Some(only) if nodes.is_empty() => only,
            Some(last) => {
                nodes.push(last);
                Node::Concat(nodes)
            }
        })
    }

    fn skip_comments(&mut self) {
        while let Some(character) = self.peek() {
            if character.is_whitespace() {
                self.at += 1;
            } else if character == '#' {
                while self.next().is_some_and(|character| character != '\n') {}
            } else {
                break;
            }
        }
    }

    /// Applies the quantifiers that follow to the last node.
    fn quantify_last(&mut self, nodes: &mut Vec<Node>) -> Result<(), ParseError> {
        loop {
            if self.flags.comments {
                self.skip_comments();
            }
            let (min, max) = match self.peek() {
                Some('*') => (0, None),
                Some('+') => (1, None),
                Some('?') => (0, Some(1)),
                Some('{') => {
                    self.at += 1;
                    let (min, max) = self.counts()?;
                    self.at -= 1;
                    (min, max)
                }
                _ => return Ok(()),
            };
            self.at += 1;
            // A lazy quantifier matches the same texts as a greedy one.
            let possessive = !self.take("?") && self.take("+");
            let node = nodes
                .pop()
                .ok_or_else(|| self.error("there is nothing to repeat"))?;
            nodes.push(Node::Repeat {
                node: Box::new(node),
                min,
                max,
                possessive,
            });
        }
    }

    /// The counts of `{n}`, `{n,}` and `{n,m}`, up to the closing brace, which is taken too.
    fn counts(&mut self) -> Result<(u32, Option<u32>), ParseError> {
        let text = self.until('}')?;
        let (low, high) = match text.split_once(',') {
            None => (text.trim(), Some(text.trim())),
            Some((low, high)) => (
                low.trim(),
                Some(high.trim()).filter(|high| !high.is_empty()),
            ),
        };
        let number = |digits: &str| {
            digits
                .parse::<u32>()
                .ok()
                .filter(|count| *count <= COUNT_LIMIT)
                .ok_or_else(|| self.error("a repetition count is missing or too high"))
        };
        let min = number(low)?;
        let max = high.map(number).transpose()?;
        if max.is_some_and(|max| max < min) {
            return Err(self.error("the repetition counts are in the wrong order"));
        }
        Ok((min, max))
    }

    fn literal(&self, character: char) -> Node {
        Node::Class(self.folded(class::single(character)))
    }

    pub(super) fn folded(&self, class: ClassUnicode) -> ClassUnicode {
        if self.flags.ignore_case {
            class::case_folded(class)
        } else {
            class
        }
    }

    /// One atom; `None` where flags or a comment stand there.
    fn atom(&mut self) -> Result<Option<Node>, ParseError> {
        let Some(character) = self.next() else {
            return Ok(None);
        };
        Ok(Some(match character {
            '.' => Node::Class(class::negated(if self.flags.dot_all {
                ClassUnicode::empty()
            } else {
                class::line_terminators()
            })),
            '^' if self.flags.multi_line => Node::Look(Look::LineStart),
            '^' => Node::Look(Look::Start),
            '$' if self.flags.multi_line => Node::Look(Look::LineEnd),
            '$' => Node::Look(Look::End),
            '[' => {
                let class = self.class()?;
                Node::Class(self.folded(class))
            }
            '(' => return self.group(),
            '\\' => self.escape()?,
            '*' | '+' | '?' | '{' => {
                self.at -= 1;
                return Err(self.error(
                    "there is nothing to repeat; write a backslash before it to mean the character",
                ));
            }
            _ => self.literal(character),
        }))
    }

    fn group(&mut self) -> Result<Option<Node>, ParseError> {
        let flags_outside = self.flags;
        let close = |parser: &mut Self| {
            parser.flags = flags_outside;
            if parser.take(")") {
                Ok(())
            } else {
                Err(parser.error("a closing parenthesis is missing"))
            }
        };
        let around = |parser: &mut Self, behind, negative| {
            let node = Box::new(parser.alternation()?);
            close(parser)?;
            Ok(Some(Node::Around {
                node,
                behind,
                negative,
            }))
        };
        if !self.take("?") {
            return self.capture(close).map(Some);
        }
        if self.take("#") {
            self.until(')')?;
            return Ok(None);
        }
        if self.take(":") {
            let node = self.alternation()?;
            close(self)?;
            return Ok(Some(node));
        }
        if self.take(">") {
            let node = Box::new(self.alternation()?);
            close(self)?;
            return Ok(Some(Node::Atomic(node)));
        }
        if self.take("=") {
            return around(self, false, false);
        }
        if self.take("!") {
            return around(self, false, true);
        }
        if self.take("<=") {
            return around(self, true, false);
        }
        if self.take("<!") {
            return around(self, true, true);
        }
        if self.take("<") {
            let name = self.until('>')?;
            self.names.push((name, self.captures + 1));
            return self.capture(close).map(Some);
        }
        self.read_flags();
        if self.take(")") {
            // The flags hold to the end of the group around.
            return Ok(None);
        }
        if !self.take(":") {
            return Err(self.error("this kind of group is not known"));
        }
        let node = self.alternation()?;
        close(self)?;
        Ok(Some(node))
    }

    fn capture(
        &mut self,
        close: impl Fn(&mut Self) -> Result<(), ParseError>,
    ) -> Result<Node, ParseError> {
        self.captures += 1;
        let number = self.captures;
        let node = Box::new(self.alternation()?);
        close(self)?;
        Ok(Node::Capture(number, node))
    }

    fn read_flags(&mut self) {
        let mut on = true;
        while let Some(character) = self.peek() {
            match character {
                '-' => on = false,
                'i' => self.flags.ignore_case = on,
                'm' => self.flags.multi_line = on,
                's' => self.flags.dot_all = on,
                'x' => self.flags.comments = on,
                // Unicode case and classes are always on; Unix lines change nothing inside a paragraph.
                'u' | 'U' | 'w' | 'd' => {}
                _ => break,
            }
            self.at += 1;
        }
    }

    /// What follows a backslash outside a class.
    fn escape(&mut self) -> Result<Node, ParseError> {
        let Some(character) = self.peek() else {
            return Err(self.error("the backslash at the end escapes nothing"));
        };
        let look = match character {
            'b' => Some(Look::WordBoundary),
            'B' => Some(Look::NotWordBoundary),
            'A' => Some(Look::Start),
            'z' | 'Z' => Some(Look::End),
            _ => None,
        };
        if let Some(look) = look {
            self.at += 1;
            return Ok(Node::Look(look));
        }
        match character {
            '1'..='9' => {
                self.at += 1;
                let number = character.to_digit(10).unwrap_or_default();
                self.reference(number)
            }
            'k' => {
                self.at += 1;
                if !self.take("<") {
                    return Err(self.error("the name of a group is missing"));
                }
                let name = self.until('>')?;
                let number = self
                    .names
                    .iter()
                    .find(|(known, _)| *known == name)
                    .map_or(0, |(_, number)| *number);
                self.reference(number)
            }
            'R' => {
                self.at += 1;
                let crlf = Node::Concat(vec![
                    Node::Class(class::single('\r')),
                    Node::Class(class::single('\n')),
                ]);
                Ok(Node::Alternate(vec![
                    crlf,
                    Node::Class(class::vertical_space()),
                ]))
            }
            'X' => {
                self.at += 1;
                let mark = class::property("M").unwrap_or_else(ClassUnicode::empty);
                Ok(Node::Concat(vec![
                    Node::Class(class::negated(mark.clone())),
                    Node::Repeat {
                        node: Box::new(Node::Class(mark)),
                        min: 0,
                        max: None,
                        possessive: false,
                    },
                ]))
            }
            _ => {
                let class = self.class_escape()?;
                Ok(Node::Class(self.folded(class)))
            }
        }
    }

    fn reference(&self, number: u32) -> Result<Node, ParseError> {
        if number == 0 || number > self.captures {
            return Err(self.error("there is no such group to refer to"));
        }
        Ok(Node::Backreference(number))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn class_of(pattern: &str) -> ClassUnicode {
        match parse(pattern) {
            Ok(Node::Class(class)) => class,
            other => panic!("{pattern}: {other:?}"),
        }
    }

    fn has(pattern: &str, character: char) -> bool {
        class_of(pattern)
            .iter()
            .any(|range| range.start() <= character && character <= range.end())
    }

    #[test]
    fn classes_nest_intersect_and_subtract() {
        for (pattern, inside, outside) in [
            ("[a-c[x-z]]", "abcxyz", "dw"),
            ("[a-z&&[^aeiou]]", "bcz", "aeA"),
            (r"[\p{L}--[a-z]]", "Aə", "az1"),
            ("[]a]", "]a", "b"),
            ("[^]a]", "b", "]a"),
            ("[a-]", "a-", "b"),
            (r"[\Q[-]\E]", "[-]", "Qa"),
            ("[[:upper:]x]", "Əx", "y"),
            (r"[\w&&[^\d_]]", "aə", "1_"),
            (r"\h", " \u{a0}\t", "\n"),
            ("(?i)[a-c]", "AbC", "d"),
            ("(?i)q", "qQ", "k"),
            (r"[\x41\u0042\x{43}]", "ABC", "D"),
            (".", "aə", "\n"),
            ("(?s).", "a\n", ""),
        ] {
            for character in inside.chars() {
                assert!(has(pattern, character), "{pattern} has {character:?}");
            }
            for character in outside.chars() {
                assert!(!has(pattern, character), "{pattern} lacks {character:?}");
            }
        }
    }

    #[test]
    fn faults_are_told_with_their_place() {
        for (pattern, character) in [
            ("a)", 2),
            ("(a", 3),
            ("[a", 3),
            ("*a", 1),
            (r"\", 2),
            (r"\y", 2),
            (r"\p{Nothing}", 12),
            ("a{3,2}", 7),
            (r"(a)\2", 6),
            ("[b-a]", 5),
        ] {
            let error = parse(pattern).expect_err(pattern);
            assert_eq!(error.character, character, "{pattern}: {}", error.problem);
        }
    }

    #[test]
    fn quoting_and_flags_end_where_they_should() {
        let Ok(Node::Concat(nodes)) = parse(r"(?i:a)\Q.*\Eb") else {
            panic!("not a concatenation")
        };
        assert_eq!(nodes.len(), 4);
        assert_eq!(nodes[3], Node::Class(class::single('b')));
    }
}
