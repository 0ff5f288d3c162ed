//! What holds for every route.

use axum::body::Body;

use crate::guard::Right;
use crate::testing::Testing;
use crate::{Tokens, routes};

const UNIT: &str = "/tmserver/en/az/unit/Open%20file";

#[test]
fn there_is_json_where_nothing_is_served() {
    let server = Testing::new();
    server.get("/").json(404);
    server.get("/tmserver/en/az/nothing").json(404);
    let answer = server.send("PATCH", "/tmserver/languages/", "");
    answer.json(405);
    assert!(answer.header("allow").contains("GET"), "{answer:?}");
}

#[test]
fn other_names_and_pages_are_not_served() {
    let server = Testing::new();
    let status = |headers: &[(&str, &str)]| server.call("GET", UNIT, headers, "").status.as_u16();
    assert_eq!(status(&[]), 200);
    assert_eq!(status(&[("host", "evil.example")]), 400, "two hosts");
    assert_eq!(status(&[("origin", "https://evil.example")]), 403);
    assert_eq!(status(&[("sec-fetch-site", "cross-site")]), 403);
    let write = server.call(
        "PUT",
        UNIT,
        &[
            ("origin", "https://evil.example"),
            ("content-type", "text/plain"),
        ],
        r#"{"source":"a","target":"b"}"#,
    );
    write.json(403);
    assert!(
        server
            .get(UNIT)
            .header("access-control-allow-origin")
            .is_empty()
    );
}

#[test]
fn pages_that_were_told_are_served() {
    let server =
        Testing::with(|options| options.origins = vec!["https://editor.example".to_owned()]);
    let origin = ("origin", "https://editor.example");
    let answer = server.call("GET", UNIT, &[origin], "");
    assert_eq!(answer.header("access-control-allow-origin"), origin.1);
    assert_eq!(answer.header("vary"), "Origin");
    let asks = ("access-control-request-method", "PUT");
    let answer = server.call("OPTIONS", UNIT, &[origin, asks], "");
    assert_eq!(answer.status, 204);
    assert!(
        answer
            .header("access-control-allow-methods")
            .contains("PUT")
    );
    let refused = server.call("GET", UNIT, &[("origin", "https://evil.example")], "");
    refused.json(403);
    assert_eq!(refused.header("access-control-allow-origin"), "");
}

#[test]
fn tokens_give_rights_on_every_route() {
    let server = Testing::with(|options| {
        options.tokens = Tokens::parse("read abcdefghijklmnop\nwrite ABCDEFGHIJKLMNOP").unwrap();
    });
    let status = |method: &str, path: &str, token: &str| {
        let header = ("authorization", token);
        let headers: &[_] = if token.is_empty() { &[] } else { &[header] };
        server.call(method, path, headers, "").status.as_u16()
    };
    for route in routes::all() {
        let (method, path) = (route.method.as_str(), route.path);
        let path = path
            .replace("{source}", "en")
            .replace("{target}", "az")
            .replace("{*text}", "nothing")
            .replace("{*name}", "nothing.po")
            .replace("{memory}", "nothing")
            .replace("{id}", "999");
        let without = status(method, &path, "");
        assert_eq!(
            without == 401,
            route.right != Right::Open,
            "{method} {path}: {without}"
        );
        let reads = status(method, &path, "Bearer abcdefghijklmnop");
        assert_eq!(
            reads == 403,
            route.right == Right::Write,
            "{method} {path}: {reads}"
        );
        let writes = status(method, &path, "Bearer ABCDEFGHIJKLMNOP");
        let is_missing_folder = writes == 403;
        assert!(
            writes != 401 && !is_missing_folder,
            "{method} {path}: {writes}"
        );
        assert_eq!(
            status(method, &path, "Bearer abcdefghijklmnoq") == 401,
            route.right != Right::Open
        );
    }
}

#[test]
fn what_is_too_much_is_refused() {
    let server = Testing::with(|options| {
        options.limits.body = 1000;
        options.limits.upload = 2000;
        options.limits.text = 100;
        options.limits.queries = 2;
    });
    let long = "a".repeat(101);
    server
        .get(&format!("/tmserver/en/az/unit/{long}"))
        .json(413);
    let unit = format!(r#"{{"source":"{long}","target":"b"}}"#);
    server.send("PUT", UNIT, &unit).json(413);
    let large = format!("[{}]", " ".repeat(1001));
    server
        .send("POST", "/tmserver/en/az/store/a.po", &large)
        .json(413);
    server
        .send("PUT", "/tmserver/en/az/store/a.po", &" ".repeat(2001))
        .json(413);
    let many = r#"{"from":"en","to":"az","queries":["a","b","c"]}"#;
    server
        .send("POST", "/api/yaddash/v1/lookup", many)
        .json(413);
    let deep = "[".repeat(900);
    server
        .send("POST", "/api/yaddash/v1/lookup", &deep)
        .json(400);
    let not_utf8 = server.call("PUT", UNIT, &[], Body::from(vec![b'"', 0xFF, b'"']));
    not_utf8.json(400);
    assert_eq!(server.get(UNIT).status, 200, "and the server is there");
}

#[test]
fn too_many_requests_are_told_to_come_again() {
    let server = Testing::with(|options| options.limits.requests = 0);
    let answer = server.get(UNIT);
    answer.json(503);
    assert_eq!(answer.header("retry-after"), "1");
}

#[test]
fn a_server_that_only_reads_writes_nothing() {
    let server = Testing::with(|options| {
        options.limits.time = std::time::Duration::from_secs(5);
    });
    let folder = server.folder.path().join("main");
    let options = crate::Options::new(([127, 0, 0, 1], 0).into());
    let access = yaddash_memory::store::Access::Read;
    let reading = crate::Server::open(&[folder], access, options).unwrap();
    let reading = Testing::of(&reading);
    assert_eq!(reading.get(UNIT).json(200)[0]["target"], "Faylı aç");
    for (method, path, body) in [
        ("PUT", UNIT, r#"{"source":"a","target":"b"}"#),
        ("DELETE", UNIT, ""),
        ("POST", "/api/yaddash/v1/memories/main/import", "<tmx/>"),
        ("PUT", "/api/yaddash/v1/memories/new", ""),
    ] {
        reading.send(method, path, body).json(403);
    }
}
