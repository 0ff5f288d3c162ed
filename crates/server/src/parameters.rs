//! What a request says in its path and its query.

use std::ops::RangeInclusive;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use yaddash_model::LanguageTag;

use crate::failure::Failure;
use crate::percent;

/// The variables of a path by the names that its template gives them, decoded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct PathVariables(Vec<(&'static str, String)>);

impl PathVariables {
    /// Reads what the variables of `template` stand for in `path`, which is as it came: split before it is decoded, so
    /// that `%2F` is part of a text. `{name}` is one part of the path, `{*name}` all that is left.
    pub(crate) fn read(template: &'static str, path: &str) -> Result<Self, Failure> {
        let mut variables = Vec::new();
        let mut rest = path;
        for part in template.split('/') {
            let (here, behind) = rest.split_once('/').unwrap_or((rest, ""));
            let name = part
                .strip_prefix('{')
                .and_then(|part| part.strip_suffix('}'));
            if let Some(name) = name {
                let (name, encoded) = match name.strip_prefix('*') {
                    Some(name) => (name, rest),
                    None => (name, here),
                };
                let text = percent::decode(encoded).map_err(|error| {
                    Failure::bad_request(format!("{name} in the path: {error}"))
                })?;
                variables.push((name, text));
            }
            rest = behind;
        }
        Ok(Self(variables))
    }

    /// The text of a variable; empty where the template has none of this name.
    pub(crate) fn text(&self, name: &str) -> &str {
        let found = self.0.iter().find(|(given, _)| *given == name);
        found.map_or("", |(_, text)| text)
    }

    /// A variable that is a language.
    pub(crate) fn language(&self, name: &str) -> Result<LanguageTag, Failure> {
        language(self.text(name))
    }

    /// A variable that is a number.
    pub(crate) fn number(&self, name: &str) -> Result<u64, Failure> {
        let text = self.text(name);
        text.parse()
            .map_err(|_| Failure::not_found(format!("`{text}` is not a number")))
    }
}

/// A language as clients write it, `az`, `pt_br` or `en-US`.
pub(crate) fn language(text: &str) -> Result<LanguageTag, Failure> {
    LanguageTag::parse(text).map_err(|error| Failure::bad_request(error.to_string()))
}

impl<S: Sync> FromRequestParts<S> for PathVariables {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        Ok(parts.extensions.get().cloned().unwrap_or_default())
    }
}

/// The parameters behind `?`, decoded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Parameters(Vec<(String, String)>);

impl Parameters {
    /// Reads a query.
    pub(crate) fn read(query: &str) -> Result<Self, Failure> {
        let decode = |encoded: &str| {
            percent::decode_form(encoded)
                .map_err(|error| Failure::bad_request(format!("the query: {error}")))
        };
        let parts = query.split('&').filter(|part| !part.is_empty());
        let pair = |part: &str| {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            Ok((decode(name)?, decode(value)?))
        };
        parts.map(pair).collect::<Result<_, Failure>>().map(Self)
    }

    /// The first parameter of this name.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(given, _)| given == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The first parameter of this name, which must be there.
    pub(crate) fn required(&self, name: &str) -> Result<&str, Failure> {
        self.text(name)
            .ok_or_else(|| Failure::bad_request(format!("the parameter `{name}` is missing")))
    }

    /// A parameter that is a number of `range`.
    pub(crate) fn number<N>(
        &self,
        name: &str,
        range: RangeInclusive<N>,
    ) -> Result<Option<N>, Failure>
    where
        N: std::str::FromStr + PartialOrd + std::fmt::Display,
    {
        let Some(text) = self.text(name) else {
            return Ok(None);
        };
        let number = text.parse().ok();
        match number.filter(|number| range.contains(number)) {
            Some(number) => Ok(Some(number)),
            None => Err(Failure::bad_request(format!(
                "`{name}` must be a number from {} to {}, not `{text}`",
                range.start(),
                range.end()
            ))),
        }
    }

    /// A parameter that is `true` or `1`, `false` or `0`; false where it is not there.
    pub(crate) fn flag(&self, name: &str) -> Result<bool, Failure> {
        match self.text(name) {
            None | Some("0" | "false") => Ok(false),
            Some("" | "1" | "true") => Ok(true),
            Some(text) => Err(Failure::bad_request(format!(
                "`{name}` must be true or false, not `{text}`"
            ))),
        }
    }

    /// A parameter that is a language, which must be there.
    pub(crate) fn language(&self, name: &str) -> Result<LanguageTag, Failure> {
        language(self.required(name)?)
    }
}

impl<S: Sync> FromRequestParts<S> for Parameters {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        Self::read(parts.uri.query().unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::StatusCode;
    use proptest::prelude::*;

    const UNIT: &str = "/tmserver/{source}/{target}/unit/{*text}";

    #[test]
    fn a_path_is_split_before_it_is_decoded() {
        let path = "/tmserver/en/az/unit/and%2For%3F%20100%25%20%23";
        let variables = PathVariables::read(UNIT, path).unwrap();
        assert_eq!(variables.text("source"), "en");
        assert_eq!(variables.language("target").unwrap().as_str(), "az");
        assert_eq!(variables.text("text"), "and/or? 100% #");
        assert_eq!(variables.text("other"), "");

        let variables = PathVariables::read(UNIT, "/tmserver/en/az/unit/and/or/").unwrap();
        assert_eq!(
            variables.text("text"),
            "and/or/",
            "clients that leave `/` as it is"
        );
    }

    #[test]
    fn paths_that_are_refused() {
        for path in ["/tmserver/en/az/unit/100%", "/tmserver/e%FF/az/unit/a"] {
            let failure = PathVariables::read(UNIT, path).unwrap_err();
            assert_eq!(failure.status(), StatusCode::BAD_REQUEST, "{path}");
        }
        let variables = PathVariables::read(UNIT, "/tmserver/e%20n/../unit/a").unwrap();
        assert!(variables.language("source").is_err());
    }

    #[test]
    fn queries() {
        let parameters = Parameters::read("q=a+b%26&q=c&min=70&flag&none=").unwrap();
        assert_eq!(parameters.text("q"), Some("a b&"));
        assert_eq!(parameters.text("none"), Some(""));
        assert_eq!(parameters.number("min", 0..=100), Ok(Some(70)));
        assert_eq!(parameters.number::<u8>("max", 0..=100), Ok(None));
        assert_eq!(parameters.flag("flag"), Ok(true));
        assert_eq!(parameters.flag("other"), Ok(false));
        for query in ["min=101", "min=-1", "min=seventy", "min=", "min=%"] {
            let number = Parameters::read(query).and_then(|read| read.number("min", 0..=100));
            assert!(number.is_err(), "{query}");
        }
        assert!(Parameters::read("from=").unwrap().language("from").is_err());
    }

    proptest! {
        #[test]
        fn any_path_and_query_is_read_or_refused(path in "/tmserver/[%0-9a-f/əБ]*", query in "[%0-9a-f&=+ə]*") {
            let _ = PathVariables::read(UNIT, &path);
            let _ = Parameters::read(&query);
        }
    }
}
