//! Tokens, which say what the one who has them may do.

use std::fmt;

use axum::http::{HeaderMap, StatusCode, header};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::failure::Failure;
use crate::{Error, ErrorKind};

/// What one may do; who may write may read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Right {
    /// See that the server is there.
    Open,
    /// Look up, search and export.
    Read,
    /// Add, change and remove units and memories.
    Write,
}

/// Tokens with their rights. They are in no message and no log, and are not shown by `Debug`.
#[derive(Clone, Default)]
pub struct Tokens(Vec<(Box<[u8]>, Right)>);

/// Shorter ones are guessed.
const SHORTEST: usize = 16;

impl Tokens {
    /// Reads tokens, one a line: `read TOKEN` or `write TOKEN`. Blank lines, and lines that begin with `#`, are passed
    /// over.
    ///
    /// # Errors
    /// [`ErrorKind::Tokens`] with the line that is not so, or whose token is shorter than 16 characters or has others
    /// than visible ones of ASCII.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let mut tokens = Self::default();
        for (index, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let failure = |reason| ErrorKind::Tokens {
                line: index + 1,
                reason,
            };
            let (right, token) = line
                .split_once(char::is_whitespace)
                .ok_or_else(|| failure("a token stands behind `read` or `write`"))?;
            let right = match right {
                "read" => Right::Read,
                "write" => Right::Write,
                _ => return Err(failure("it begins with neither `read` nor `write`").into()),
            };
            tokens.add(right, token.trim()).map_err(failure)?;
        }
        Ok(tokens)
    }

    /// Adds a token.
    ///
    /// # Errors
    /// The reason where it is none.
    pub fn add(&mut self, right: Right, token: &str) -> Result<(), &'static str> {
        if token.len() < SHORTEST {
            return Err("a token has 16 characters or more");
        }
        if !token.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err("a token has visible characters of ASCII alone");
        }
        self.0.push((token.as_bytes().into(), right));
        Ok(())
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The greatest right that `given` has. Takes as long whatever is given and however much of it is right.
    fn right_of(&self, given: &[u8]) -> Option<Right> {
        let mut found = None;
        for (token, right) in &self.0 {
            if is_same(token, given) {
                found = found.max(Some(*right));
            }
        }
        found
    }

    /// Whether the headers of a request give the right to do what needs `needed`.
    pub(crate) fn check(&self, headers: &HeaderMap, needed: Right) -> Result<(), Failure> {
        if needed == Right::Open || self.is_empty() {
            return Ok(());
        }
        let Some(given) = given(headers) else {
            return Err(Failure::new(
                StatusCode::UNAUTHORIZED,
                "a token is needed: `Authorization: Bearer TOKEN`, or as the password of basic authentication",
            ));
        };
        match self.right_of(&given) {
            None => Err(Failure::new(
                StatusCode::UNAUTHORIZED,
                "the token is not known",
            )),
            Some(right) if right < needed => Err(Failure::forbidden(
                "the token gives the right to read alone",
            )),
            Some(_) => Ok(()),
        }
    }
}

impl fmt::Debug for Tokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rights = self.0.iter().map(|(_, right)| right);
        f.debug_list().entries(rights).finish()
    }
}

/// The token of a request: the one of `Bearer`, or the password of `Basic`, which clients take from `http://:TOKEN@host`.
fn given(headers: &HeaderMap) -> Option<Vec<u8>> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, rest) = value.split_once(' ')?;
    let rest = rest.trim();
    if scheme.eq_ignore_ascii_case("bearer") {
        return Some(rest.as_bytes().to_vec());
    }
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let pair = STANDARD.decode(rest).ok()?;
    let colon = pair.iter().position(|byte| *byte == b':')?;
    pair.get(colon + 1..).map(<[u8]>::to_vec)
}

/// Compares to the end, so that the time does not tell where the difference is.
fn is_same(token: &[u8], given: &[u8]) -> bool {
    let mut difference = token.len() ^ given.len();
    for (index, byte) in token.iter().enumerate() {
        let other = given.get(index).copied().unwrap_or_default();
        difference |= usize::from(std::hint::black_box(byte ^ other));
    }
    std::hint::black_box(difference) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "# who reads\nread  abcdefghijklmnop\n\nwrite\tABCDEFGHIJKLMNOP\n";

    fn status(authorization: &str, needed: Right) -> Option<StatusCode> {
        let mut headers = HeaderMap::new();
        if !authorization.is_empty() {
            headers.insert(header::AUTHORIZATION, authorization.parse().unwrap());
        }
        let tokens = Tokens::parse(FILE).unwrap();
        tokens
            .check(&headers, needed)
            .err()
            .map(|failure| failure.status())
    }

    #[test]
    fn rights() {
        use Right::{Open, Read, Write};
        let unknown = Some(StatusCode::UNAUTHORIZED);
        let basic = |pair: &str| format!("Basic {}", STANDARD.encode(pair));
        for (authorization, needed, expected) in [
            ("", Open, None),
            ("", Read, unknown),
            ("Bearer abcdefghijklmnop", Read, None),
            (
                "bearer abcdefghijklmnop",
                Write,
                Some(StatusCode::FORBIDDEN),
            ),
            ("Bearer ABCDEFGHIJKLMNOP", Read, None),
            ("Bearer ABCDEFGHIJKLMNOP", Write, None),
            ("Bearer ABCDEFGHIJKLMNO", Read, unknown),
            ("Bearer ABCDEFGHIJKLMNOPQ", Read, unknown),
            ("Bearer ", Read, unknown),
            ("Digest abcdefghijklmnop", Read, unknown),
            (&basic("anyone:ABCDEFGHIJKLMNOP"), Write, None),
            (&basic(":abcdefghijklmnop"), Read, None),
            (&basic("abcdefghijklmnop"), Read, unknown),
            ("Basic %%%", Read, unknown),
        ] {
            assert_eq!(
                status(authorization, needed),
                expected,
                "{authorization} for {needed:?}"
            );
        }
        let none = Tokens::default();
        assert!(
            none.check(&HeaderMap::new(), Write).is_ok(),
            "no tokens, no questions"
        );
    }

    #[test]
    fn files_that_are_not_in_order() {
        for (text, line) in [
            ("read short", 1),
            ("\nabcdefghijklmnop", 2),
            ("admin abcdefghijklmnop", 1),
            ("read abcdefghijklmnopə", 1),
            ("read abcdefgh ijklmnop", 1),
        ] {
            let error = Tokens::parse(text).unwrap_err();
            assert!(
                matches!(error.kind(), ErrorKind::Tokens { line: found, .. } if *found == line),
                "{text}: {error}"
            );
            assert!(!error.to_string().contains("abc"), "no token in a message");
        }
    }

    #[test]
    fn tokens_are_not_shown() {
        let shown = format!("{:?}", Tokens::parse(FILE).unwrap());
        assert_eq!(shown, "[Read, Write]");
    }
}
