//! Answers for scripts: `name(…)` in place of JSON, where a page asks for it.

use axum::response::Response;
use serde::Serialize;

use crate::failure::{self, Failure};
use crate::parameters::Parameters;
use crate::routes;

/// Longer names are no functions.
const LONGEST: usize = 128;

/// A value as JSON, or as a call of the function that the parameters name; with the name of the state that it is from,
/// where it may be asked for again.
pub(super) fn answer(
    value: &impl Serialize,
    parameters: &Parameters,
    tag: Option<&str>,
) -> Result<Response, Failure> {
    let json =
        serde_json::to_string(value).map_err(|error| Failure::internal(error.to_string()))?;
    let (media_type, body) = match function(parameters)? {
        None => ("application/json", json),
        Some(name) => ("application/javascript; charset=utf-8", call(name, &json)),
    };
    Ok(match tag {
        Some(tag) => routes::fresh(tag, body, media_type),
        None => failure::typed(media_type, body),
    })
}

/// The function that the parameters name: `callback` as tmserver, `jsoncallback` as amaGama.
fn function(parameters: &Parameters) -> Result<Option<&str>, Failure> {
    let name = parameters
        .text("callback")
        .or_else(|| parameters.text("jsoncallback"));
    match name.filter(|name| !name.is_empty()) {
        Some(name) if !is_name(name) => Err(Failure::bad_request(
            "a callback is named by letters, digits, `_` and `$`, parted by `.`",
        )),
        name => Ok(name),
    }
}

/// A call of a function. The comment keeps the name from being the first bytes of the answer; line separators are
/// letters in JSON and ends of lines in old scripts.
fn call(name: &str, json: &str) -> String {
    let json = json
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029");
    format!("/**/{name}({json})")
}

/// Whether a text names a function and is nothing else.
fn is_name(name: &str) -> bool {
    let is_part = |part: &str| {
        let is_letter = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '$');
        part.chars().all(is_letter)
            && part.starts_with(|c: char| is_letter(c) && !c.is_ascii_digit())
    };
    name.len() <= LONGEST && name.split('.').all(is_part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_functions() {
        for name in ["cb", "jQuery1720_13", "a.b.$c", "_"] {
            assert!(is_name(name), "{name}");
        }
        let long = "a".repeat(129);
        for name in [
            "",
            "1a",
            "a.",
            ".a",
            "a..b",
            "a[0]",
            "alert(1)//",
            "a;b",
            "ə",
            "a b",
            &long,
        ] {
            assert!(!is_name(name), "{name}");
        }
    }

    #[test]
    fn line_separators_are_escaped() {
        assert_eq!(call("f", "[\"a\u{2028}b\"]"), "/**/f([\"a\\u2028b\"])");
    }
}
