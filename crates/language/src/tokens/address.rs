//! Web and e-mail addresses, each one token.

use memchr::{memchr, memmem};

use super::class::Class;

/// Where the next signs of an address are, so that most tokens need no look at what follows.
#[derive(Clone, Debug)]
pub(super) struct Addresses {
    next_at: usize,
    next_scheme_end: usize,
}

/// The longest local part of an e-mail address (RFC 5321, section 4.5.3.1.1), in bytes.
const LONGEST_LOCAL_PART: usize = 64;
const LONGEST_SCHEME: usize = 12;
const NOWHERE: usize = usize::MAX;

impl Addresses {
    pub(super) fn new(text: &str) -> Self {
        Self {
            next_at: find_at(text, 0),
            next_scheme_end: find_scheme_end(text, 0),
        }
    }

    /// The end of the address that begins at `start`, with a character of `class`.
    #[inline]
    pub(super) fn at(&mut self, text: &str, start: usize, class: Class) -> Option<usize> {
        if class != Class::Letter && class != Class::Digit {
            return None;
        }
        if self.next_at < start {
            self.next_at = find_at(text, start);
        }
        if self.next_scheme_end < start {
            self.next_scheme_end = find_scheme_end(text, start);
        }
        if self.next_scheme_end - start <= LONGEST_SCHEME {
            let scheme = text.get(start..self.next_scheme_end)?;
            if is_scheme(scheme) {
                return web_end(text, start, self.next_scheme_end + "://".len());
            }
        }
        if self.next_at - start <= LONGEST_LOCAL_PART
            && let Some(end) = mail_end(text, start, self.next_at)
        {
            return Some(end);
        }
        let www = text.as_bytes().get(start..start + 4)?;
        if www.eq_ignore_ascii_case(b"www.") {
            return web_end(text, start, start + 4);
        }
        None
    }
}

fn find_at(text: &str, from: usize) -> usize {
    let rest = text.as_bytes().get(from..).unwrap_or_default();
    memchr(b'@', rest).map_or(NOWHERE, |at| from + at)
}

fn find_scheme_end(text: &str, from: usize) -> usize {
    let rest = text.as_bytes().get(from..).unwrap_or_default();
    memmem::find(rest, b"://").map_or(NOWHERE, |at| from + at)
}

/// RFC 3986, section 3.1.
fn is_scheme(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
}

/// The end of a web address whose host begins at `host`. Punctuation at the end belongs to the sentence, and so does a
/// closing bracket that was not opened inside.
fn web_end(text: &str, start: usize, host: usize) -> Option<usize> {
    let rest = text.get(host..)?;
    let length = rest
        .find(|c: char| c.is_whitespace() || c.is_control() || "<>\"«»“”„".contains(c))
        .unwrap_or(rest.len());
    let mut address = text.get(start..host + length)?;
    let unopened = [('(', ')'), ('[', ']'), ('{', '}')]
        .into_iter()
        .filter(|&(open, _)| !address.contains(open))
        .map(|(_, close)| close);
    let after_sentence: String = ".,;:!?'’…*_`".chars().chain(unopened).collect();
    address = address.trim_end_matches(|c| after_sentence.contains(c));
    (start + address.len() > host).then_some(start + address.len())
}

/// The end of the e-mail address from `start` with its `@` at `at`.
fn mail_end(text: &str, start: usize, at: usize) -> Option<usize> {
    let is_local =
        |byte: u8| byte.is_ascii_alphanumeric() || b".!#$%&'*+-/=?^_`{|}~".contains(&byte);
    let local = text.as_bytes().get(start..at)?;
    if !local.last()?.is_ascii_alphanumeric() || !local.iter().copied().all(is_local) {
        return None;
    }
    let domain = text.get(at + 1..)?;
    let length = domain
        .find(|c: char| !(c.is_ascii_alphanumeric() || c == '.' || c == '-'))
        .unwrap_or(domain.len());
    let domain = domain.get(..length)?.trim_end_matches(['.', '-']);
    let is_domain = domain.starts_with(|c: char| c.is_ascii_alphanumeric()) && domain.contains('.');
    is_domain.then_some(at + 1 + domain.len())
}
