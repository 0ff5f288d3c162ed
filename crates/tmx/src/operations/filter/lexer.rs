//! The words of a filter expression.

use super::ExpressionError;

/// A word, an operator or a parenthesis, with the column of its first character.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token {
    pub(super) column: usize,
    pub(super) kind: TokenKind,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum TokenKind {
    Open,
    Close,
    Operator(Operator),
    /// A word: what it says, the part behind its first colon, and whether all of it was quoted.
    Word(Word),
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Word {
    pub(super) text: String,
    pub(super) is_quoted: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operator {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Matches,
    MatchesNot,
}

impl Operator {
    const ALL: [(&'static str, Self); 9] = [
        ("==", Self::Equal),
        ("!=", Self::NotEqual),
        ("<=", Self::LessOrEqual),
        (">=", Self::GreaterOrEqual),
        ("!~", Self::MatchesNot),
        ("=", Self::Equal),
        ("<", Self::Less),
        (">", Self::Greater),
        ("~", Self::Matches),
    ];

    /// How the operator is written.
    pub(super) fn sign(self) -> &'static str {
        Self::ALL
            .iter()
            .rev()
            .find(|(_, operator)| *operator == self)
            .map_or("", |(sign, _)| sign)
    }
}

/// Cuts an expression into tokens.
pub(super) fn tokens(text: &str) -> Result<Vec<Token>, ExpressionError> {
    let mut tokens = Vec::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start();
        let column = column_of(text, rest);
        let Some(first) = rest.chars().next() else {
            return Ok(tokens);
        };
        let operator = Operator::ALL
            .iter()
            .find_map(|(sign, operator)| Some((rest.strip_prefix(sign)?, *operator)));
        let (kind, behind) = if let Some((behind, operator)) = operator {
            (TokenKind::Operator(operator), behind)
        } else {
            match first {
                '(' => (TokenKind::Open, behind(rest, first)),
                ')' => (TokenKind::Close, behind(rest, first)),
                '!' => {
                    let problem = "`!` stands before `=` or `~`; use `not` to turn a test around";
                    return Err(ExpressionError::new(column, problem));
                }
                _ => word(text, rest)?,
            }
        };
        tokens.push(Token { column, kind });
        rest = behind;
    }
}

/// The column, from 1 in characters, at which `rest`, the end of `text`, starts.
fn column_of(text: &str, rest: &str) -> usize {
    let before = text.get(..text.len() - rest.len()).unwrap_or_default();
    before.chars().count() + 1
}

fn behind(rest: &str, first: char) -> &str {
    rest.get(first.len_utf8()..).unwrap_or_default()
}

/// A word at the start of `rest`: bare, quoted, or bare up to a colon and quoted behind it.
fn word<'t>(text: &str, rest: &'t str) -> Result<(TokenKind, &'t str), ExpressionError> {
    let mut word = Word {
        text: String::new(),
        is_quoted: rest.starts_with(['"', '\'']),
    };
    let mut left = rest;
    loop {
        match left.chars().next() {
            Some(quote @ ('"' | '\'')) if left.len() == rest.len() || word.text.ends_with(':') => {
                left = quoted(text, left, quote, &mut word.text)?;
                return Ok((TokenKind::Word(word), left));
            }
            Some(c) if !(c.is_whitespace() || "()=<>~!\"'".contains(c)) => {
                word.text.push(c);
                left = behind(left, c);
            }
            _ => return Ok((TokenKind::Word(word), left)),
        }
    }
}

/// Reads a quoted text into `word`; `\` stands before a quote or a `\` that is meant as such, and stays otherwise, as
/// regular expressions want it. Gives what is left.
fn quoted<'t>(
    text: &str,
    rest: &'t str,
    quote: char,
    word: &mut String,
) -> Result<&'t str, ExpressionError> {
    let mut left = behind(rest, quote);
    while let Some(c) = left.chars().next() {
        left = behind(left, c);
        if c == quote {
            return Ok(left);
        }
        match left.chars().next() {
            Some(next) if c == '\\' && next == quote => {
                word.push(next);
                left = behind(left, next);
            }
            Some('\\') if c == '\\' => {
                word.push_str("\\\\");
                left = behind(left, '\\');
            }
            _ => word.push(c),
        }
    }
    let column = column_of(text, rest);
    Err(ExpressionError::new(
        column,
        format!("the text that starts with {quote} has no end: add another {quote}"),
    ))
}
