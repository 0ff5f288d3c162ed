//! The pages from which the server is called.
//!
//! A browser sends requests of any page to any address, also to one of this machine. Programs do not say where a request
//! comes from, browsers do: `Origin` or `Sec-Fetch-Site`, which a page cannot change. So requests of pages are refused
//! unless their origin was told.

use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::failure::Failure;

/// Refuses what pages send that are not of an allowed origin.
pub(crate) fn check_origin(headers: &HeaderMap, allowed: &[String]) -> Result<(), Failure> {
    let is_allowed = match headers.get(header::ORIGIN) {
        Some(origin) => fits(origin, allowed),
        None => match headers.get("sec-fetch-site") {
            None => true,
            Some(site) if site == "none" || site == "same-origin" => true,
            // Scripts, such as those of JSONP, are asked for without an origin.
            Some(_) => headers
                .get(header::REFERER)
                .and_then(origin_of)
                .is_some_and(|origin| fits(&origin, allowed)),
        },
    };
    if is_allowed {
        return Ok(());
    }
    Err(Failure::forbidden(
        "pages of this origin may not call the server; origins are allowed when it is started",
    ))
}

/// Tells the browser that a page may read an answer.
pub(crate) fn allow_origin(request: &HeaderMap, allowed: &[String], response: &mut Response) {
    if allowed.is_empty() {
        return;
    }
    let headers = response.headers_mut();
    headers.append(header::VARY, HeaderValue::from_static("Origin"));
    if let Some(origin) = request.get(header::ORIGIN)
        && fits(origin, allowed)
    {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone());
    }
}

/// The answer where a browser asks what a page may send.
pub(crate) fn preflight(method: &Method, headers: &HeaderMap) -> Option<Response> {
    let asks =
        method == Method::OPTIONS && headers.contains_key(header::ACCESS_CONTROL_REQUEST_METHOD);
    asks.then(|| {
        let headers = [
            (
                header::ACCESS_CONTROL_ALLOW_METHODS,
                "GET, PUT, POST, DELETE",
            ),
            (
                header::ACCESS_CONTROL_ALLOW_HEADERS,
                "Authorization, Content-Type",
            ),
            (header::ACCESS_CONTROL_MAX_AGE, "600"),
        ];
        (StatusCode::NO_CONTENT, headers).into_response()
    })
}

fn fits(origin: &HeaderValue, allowed: &[String]) -> bool {
    allowed
        .iter()
        .any(|allowed| allowed == "*" || origin == allowed.as_str())
}

/// The scheme and host of an address.
fn origin_of(address: &HeaderValue) -> Option<HeaderValue> {
    let (scheme, rest) = address.to_str().ok()?.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?;
    HeaderValue::from_str(&format!("{scheme}://{host}")).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_served(pairs: &[(&'static str, &str)], allowed: &[&str]) -> bool {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.insert(*name, value.parse().unwrap());
        }
        let allowed: Vec<String> = allowed.iter().map(|text| (*text).to_owned()).collect();
        check_origin(&headers, &allowed).is_ok()
    }

    #[test]
    fn programs_are_served_and_pages_that_were_told() {
        let editor = ["https://editor.example"];
        let script = ("sec-fetch-site", "cross-site");
        assert!(is_served(&[], &[]), "a program");
        assert!(
            is_served(&[("sec-fetch-site", "none")], &[]),
            "typed by the user"
        );
        assert!(!is_served(&[("origin", "https://evil.example")], &editor));
        assert!(!is_served(&[("origin", "null")], &editor));
        assert!(is_served(&[("origin", "https://editor.example")], &editor));
        assert!(is_served(&[("origin", "https://any.example")], &["*"]));
        assert!(!is_served(&[script], &[]), "a script of another site");
        assert!(!is_served(&[script], &editor));
        assert!(!is_served(
            &[script, ("referer", "https://editor.example.evil/")],
            &editor
        ));
        assert!(is_served(
            &[script, ("referer", "https://editor.example/a?b")],
            &editor
        ));
        assert!(
            is_served(&[("referer", "https://weblate.example/")], &[]),
            "programs send it too"
        );
    }
}
