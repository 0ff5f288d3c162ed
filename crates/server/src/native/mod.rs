//! Our own interface, `/api/yaddash/v1`, described by `openapi.json`.

mod concordance;
mod files;
mod jobs;
mod lookup;
mod memories;
mod status;
#[cfg(test)]
mod tests;
mod units;

use axum::http::Method;

use crate::guard::Right::{Open, Read, Write};
use crate::routes::Route;

pub(crate) use files::{tmx, write_tmx};

/// The description of the routes.
const OPENAPI: &str = include_str!("openapi.json");

/// Where all routes begin.
macro_rules! path {
    ($rest:literal) => {
        concat!("/api/yaddash/v1", $rest)
    };
}

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::new(Method::GET, path!("/health"), Open, status::health),
        Route::new(Method::GET, path!("/openapi.json"), Open, status::openapi),
        Route::new(Method::GET, path!("/metrics"), Read, status::metrics),
        Route::new(Method::GET, path!("/lookup"), Read, lookup::one),
        Route::new(Method::POST, path!("/lookup"), Read, lookup::many),
        Route::new(Method::GET, path!("/memories"), Read, memories::list),
        Route::new(
            Method::GET,
            path!("/memories/{memory}"),
            Read,
            memories::show,
        ),
        Route::new(
            Method::PUT,
            path!("/memories/{memory}"),
            Write,
            memories::create,
        ),
        Route::new(
            Method::DELETE,
            path!("/memories/{memory}"),
            Write,
            memories::delete,
        ),
        Route::new(
            Method::GET,
            path!("/memories/{memory}/units"),
            Read,
            units::list,
        ),
        Route::new(
            Method::POST,
            path!("/memories/{memory}/units"),
            Write,
            units::write,
        ),
        Route::new(
            Method::GET,
            path!("/memories/{memory}/units/{id}"),
            Read,
            units::show,
        ),
        Route::new(
            Method::PUT,
            path!("/memories/{memory}/units/{id}"),
            Write,
            units::replace,
        ),
        Route::new(
            Method::DELETE,
            path!("/memories/{memory}/units/{id}"),
            Write,
            units::delete,
        ),
        Route::new(
            Method::POST,
            path!("/memories/{memory}/import"),
            Write,
            files::import,
        )
        .long(),
        Route::new(
            Method::GET,
            path!("/memories/{memory}/export"),
            Read,
            files::export,
        )
        .long(),
        Route::new(
            Method::GET,
            path!("/memories/{memory}/concordance"),
            Read,
            concordance::search,
        ),
        Route::new(Method::GET, path!("/jobs"), Read, jobs::list),
        Route::new(Method::GET, path!("/jobs/{id}"), Read, jobs::show),
        Route::new(Method::DELETE, path!("/jobs/{id}"), Write, jobs::cancel),
    ]
}

#[cfg(test)]
mod description {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::*;

    #[test]
    fn the_description_agrees_with_the_routes() {
        let description: Value = serde_json::from_str(OPENAPI).unwrap();
        let described: BTreeSet<(String, String)> = description["paths"]
            .as_object()
            .unwrap()
            .iter()
            .flat_map(|(path, methods)| {
                let methods = methods.as_object().unwrap().keys();
                methods.map(|method| (method.to_ascii_uppercase(), path.clone()))
            })
            .collect();
        let served: BTreeSet<(String, String)> = routes()
            .iter()
            .map(|route| (route.method.to_string(), route.path.to_owned()))
            .collect();
        assert_eq!(described, served);
    }

    #[test]
    fn the_description_says_what_each_route_needs_and_answers() {
        let description: Value = serde_json::from_str(OPENAPI).unwrap();
        for route in routes() {
            let method = route.method.as_str().to_ascii_lowercase();
            let operation = &description["paths"][route.path][&method];
            let place = format!("{method} {}", route.path);
            assert!(operation["summary"].is_string(), "{place}");
            assert!(operation["responses"].is_object(), "{place}");
            let right = match operation["x-right"].as_str() {
                None => Open,
                Some("read") => Read,
                Some("write") => Write,
                Some(other) => panic!("{other}"),
            };
            assert_eq!(right, route.right, "{place}");
            let variables = route.path.matches('{').count();
            let described = operation["parameters"].as_array().map_or(0, |all| {
                all.iter().filter(|one| one["in"] == "path").count()
            });
            assert_eq!(described, variables, "{place}");
        }
    }

    #[test]
    fn references_in_the_description_lead_somewhere() {
        fn follow(value: &Value, root: &Value) {
            match value {
                Value::Object(fields) => {
                    if let Some(Value::String(target)) = fields.get("$ref") {
                        let pointer = target.strip_prefix('#').unwrap();
                        assert!(root.pointer(pointer).is_some(), "{target}");
                    }
                    fields.values().for_each(|value| follow(value, root));
                }
                Value::Array(values) => values.iter().for_each(|value| follow(value, root)),
                _ => {}
            }
        }
        let description: Value = serde_json::from_str(OPENAPI).unwrap();
        follow(&description, &description);
    }
}
