//! From words to an expression, by recursive descent.

use super::ExpressionError;
use super::expression::Node;
use super::fields;
use super::lexer::{Token, TokenKind, tokens};

/// Parentheses and `not` inside each other.
const DEPTH: usize = 100;

/// Reads an expression.
pub(super) fn parse(text: &str) -> Result<Node, ExpressionError> {
    let tokens = tokens(text)?;
    let mut parser = Parser {
        tokens: &tokens,
        end: text.chars().count() + 1,
        depth: 0,
    };
    let node = parser.any()?;
    match parser.tokens {
        [] => Ok(node),
        [next, ..] => Err(ExpressionError::new(
            next.column,
            match next.kind {
                TokenKind::Close => "`)` closes nothing",
                _ => "`and` or `or` is missing here",
            },
        )),
    }
}

pub(super) struct Parser<'t> {
    tokens: &'t [Token],
    /// The column behind the expression.
    end: usize,
    depth: usize,
}

impl<'t> Parser<'t> {
    /// The next token, without taking it.
    pub(super) fn peek(&self) -> Option<&'t Token> {
        self.tokens.first()
    }

    /// Takes the next token.
    pub(super) fn take(&mut self) -> Option<&'t Token> {
        let (first, rest) = self.tokens.split_first()?;
        self.tokens = rest;
        Some(first)
    }

    /// The column of the next token.
    pub(super) fn column(&self) -> usize {
        self.peek().map_or(self.end, |token| token.column)
    }

    /// Takes the word `keyword`, in small or capital letters, where it is next.
    fn keyword(&mut self, keyword: &str) -> bool {
        let is_next = self.peek().is_some_and(|token| match &token.kind {
            TokenKind::Word(word) => !word.is_quoted && word.text.eq_ignore_ascii_case(keyword),
            _ => false,
        });
        if is_next {
            self.take();
        }
        is_next
    }

    fn any(&mut self) -> Result<Node, ExpressionError> {
        let first = self.all()?;
        let mut nodes = vec![first];
        while self.keyword("or") {
            nodes.push(self.all()?);
        }
        Ok(one_or(nodes, Node::Any))
    }

    fn all(&mut self) -> Result<Node, ExpressionError> {
        let first = self.negated()?;
        let mut nodes = vec![first];
        while self.keyword("and") {
            nodes.push(self.negated()?);
        }
        Ok(one_or(nodes, Node::All))
    }

    fn negated(&mut self) -> Result<Node, ExpressionError> {
        let column = self.column();
        if self.depth == DEPTH {
            let problem = format!("more than {DEPTH} parentheses and `not` inside each other");
            return Err(ExpressionError::new(column, problem));
        }
        self.depth += 1;
        let node = if self.keyword("not") {
            Node::Not(Box::new(self.negated()?))
        } else if self
            .peek()
            .is_some_and(|token| token.kind == TokenKind::Open)
        {
            self.take();
            let node = self.any()?;
            match self.take() {
                Some(token) if token.kind == TokenKind::Close => node,
                Some(token) => {
                    let problem = "`and`, `or` or `)` is missing here";
                    return Err(ExpressionError::new(token.column, problem));
                }
                None => {
                    return Err(ExpressionError::new(column, "this `(` is not closed"));
                }
            }
        } else {
            Node::Test(fields::test(self)?)
        };
        self.depth -= 1;
        Ok(node)
    }
}

fn one_or(mut nodes: Vec<Node>, join: fn(Vec<Node>) -> Node) -> Node {
    match nodes.pop() {
        Some(only) if nodes.is_empty() => only,
        Some(last) => {
            nodes.push(last);
            join(nodes)
        }
        None => join(nodes),
    }
}
