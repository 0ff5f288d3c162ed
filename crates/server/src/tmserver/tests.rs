//! What clients of tmserver and amaGama send, and what they read of the answers.

use crate::testing::{Testing, memory};

#[test]
fn weblate_looks_up() {
    let server = Testing::new();
    // Every character is encoded, also `/`; languages are in lower case with `_`.
    for (prefix, text, target) in [
        (
            "/tmserver",
            "and%2For%20100%25%20sure%3F%20%231",
            "və ya 100% əmin? #1",
        ),
        ("/api/v1", "Open%20file", "Faylı aç"),
        ("/tmserver", "C%2B%2B%20compiler", "C++ kompilyatoru"),
        ("/tmserver", "C++%20compiler", "C++ kompilyatoru"),
    ] {
        let answer = server.get(&format!("{prefix}/en/az/unit/{text}"));
        let found = answer.json(200);
        assert_eq!(found[0]["target"], target);
        assert_eq!(found[0]["quality"], 100.0);
        assert_eq!(answer.header("content-type"), "application/json");
    }
    let found = server
        .get("/tmserver/az/en/unit/Fayl%C4%B1%20a%C3%A7")
        .json(200);
    assert_eq!(found[0]["target"], "Open file");
    let found = server.get("/tmserver/en_us/az/unit/Open%20file").json(200);
    assert_eq!(
        found[0]["context"], "menu",
        "a region that the memory does not tell apart"
    );
    assert_eq!(
        server.get("/tmserver/en/az/unit/xyzzy").json(200),
        serde_json::json!([])
    );
}

#[test]
fn quality_is_the_floor_and_the_best_comes_first() {
    let server = Testing::new();
    let path = "/tmserver/en/az/unit/The%20court%20adopted%20the%20decisions.";
    let found = server.get(path).json(200);
    let found = found.as_array().unwrap();
    let quality = |at: usize| found[at]["quality"].as_f64().unwrap();
    assert!(quality(0) < 100.0 && quality(0) > quality(1), "{found:?}");
    let one = server.get(&format!("{path}?max_candidates=1")).json(200);
    assert_eq!(one.as_array().unwrap().len(), 1);
    let none = server.get(&format!("{path}?min_similarity=99.9")).json(200);
    assert_eq!(none, serde_json::json!([]));
    for query in [
        "min_similarity=101",
        "max_candidates=many",
        "min_similarity=%zz",
    ] {
        server.get(&format!("{path}?{query}")).json(400);
    }
}

#[test]
fn languages() {
    let server = Testing::new();
    memory(server.folder.path(), "other", &[]);
    let languages = server.get("/tmserver/languages/").json(200);
    let expected = serde_json::json!({
        "sourceLanguages": ["az", "en"],
        "targetLanguages": ["az", "en"],
    });
    assert_eq!(languages, expected);
    assert_eq!(server.get("/api/v1/languages/").json(200), expected);
    assert_eq!(server.get("/api/v1/languages").json(200), expected);
}

#[test]
fn languages_that_are_not_served() {
    let server = Testing::new();
    for path in [
        "/tmserver/de/az/unit/a",
        "/api/v1/en/en/unit/a",
        "/api/v1/en/EN/unit/a",
    ] {
        assert!(server.get(path).json(404)["error"].is_string(), "{path}");
    }
    assert_eq!(
        server.get("/tmserver/en/de/unit/a").json(200),
        serde_json::json!([])
    );
    for path in [
        "/tmserver/e%20n/az/unit/a",
        "/tmserver/en/az/unit/%FF",
        "/tmserver/en/az/unit/50%",
    ] {
        server.get(path).json(400);
    }
    server.get("/tmserver/en/az/unit/").json(404);
    let found = server.get("/api/v1/en/az/unit/?source=Open+file").json(200);
    assert_eq!(found[0]["target"], "Faylı aç");
}

#[test]
fn answers_for_scripts() {
    let server = Testing::new();
    for parameter in ["callback", "jsoncallback"] {
        let path = format!("/tmserver/en/az/unit/Open%20file?{parameter}=jQuery1.cb_2");
        let answer = server.get(&path);
        assert!(
            answer.text.starts_with("/**/jQuery1.cb_2([{"),
            "{}",
            answer.text
        );
        assert!(answer.text.ends_with("}])"), "{}", answer.text);
        assert_eq!(
            answer.header("content-type"),
            "application/javascript; charset=utf-8"
        );
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
    }
    let answer = server.get("/tmserver/languages/?callback=cb");
    assert!(answer.text.starts_with("/**/cb({"), "{}", answer.text);
    server
        .get("/tmserver/en/az/unit/a?callback=alert(1)//")
        .json(400);
}

#[test]
fn an_answer_holds_until_a_memory_changes() {
    let server = Testing::new();
    let path = "/tmserver/en/az/unit/Open%20file";
    let first = server.get(path);
    let tag = first.header("etag").to_owned();
    assert!(!tag.is_empty() && first.header("cache-control").contains("no-cache"));
    let again = server.call("GET", path, &[("if-none-match", &tag)], "");
    assert_eq!((again.status.as_u16(), again.text.as_str()), (304, ""));
    server
        .send(
            "PUT",
            "/tmserver/en/az/unit/New",
            r#"{"source":"New","target":"Yeni"}"#,
        )
        .json(200);
    let changed = server.call("GET", path, &[("if-none-match", &tag)], "");
    assert_eq!(changed.status, 200);
}

#[test]
fn virtaal_writes_units() {
    let server = Testing::new();
    let unit = r#"{"source":"Save all","target":"Hamısını saxla","context":"menu"}"#;
    // Every answer is read as JSON.
    server
        .send("PUT", "/tmserver/en/az/unit/Save%20all", unit)
        .json(200);
    let path = "/tmserver/en/az/unit/Save%20all";
    let found = server.get(path).json(200);
    assert_eq!(found[0]["target"], "Hamısını saxla");
    assert_eq!(found[0]["context"], "menu");
    let unit = r#"{"source":"Save all","target":"Hamısını yadda saxla","context":"menu"}"#;
    server.send("POST", path, unit).json(200);
    server
        .send("DELETE", "/tmserver/en/az/unit/Open%20file", "")
        .json(200);
    assert_eq!(
        server.get("/tmserver/en/az/unit/Open%20file").json(200),
        serde_json::json!([])
    );
    server
        .send("DELETE", "/tmserver/en/az/unit/Open%20file", "")
        .json(404);
    for body in [
        "",
        "{",
        "[]",
        r#"{"source":"a"}"#,
        r#"{"source":"","target":"b"}"#,
        r#"{"source":7,"target":"b"}"#,
    ] {
        server.send("PUT", path, body).json(400);
    }
}

#[test]
fn virtaal_saves_a_file() {
    let server = Testing::new();
    let units = r#"[{"source":"One","target":"Bir","context":""},{"source":"Two","target":"İki"},{"source":"Three","target":""}]"#;
    let path = "/tmserver/en/az/store/po%2Faz.po";
    let answer = server.send("POST", path, units).json(200);
    assert_eq!(answer, "added 2 units from po/az.po");
    let found = server.get(path).json(200);
    assert_eq!(found[0]["source"], "One");
    assert_eq!(found.as_array().unwrap().len(), 2);
    assert_eq!(
        server.get("/tmserver/store/po%2Faz.po").json(200)["units"],
        2
    );
    assert_eq!(
        server.get("/tmserver/en/ru/store/po%2Faz.po").json(200),
        serde_json::json!([])
    );
    server.send("DELETE", path, "").json(200);
    server.send("DELETE", path, "").json(404);
    server.get("/tmserver/store/po%2Faz.po").json(404);
    server.send("POST", path, r#"[{"source":"One"}]"#).json(400);
}

#[test]
fn files_are_uploaded() {
    let server = Testing::new();
    let po = "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n\nmsgid \"Close\"\nmsgstr \"Bağla\"\n";
    let answer = server
        .send("PUT", "/api/v1/en/az/store/menu.po", po)
        .json(200);
    assert_eq!(answer, "added 1 units from menu.po");
    let found = server.get("/api/v1/en/az/unit/Close").json(200);
    assert_eq!(found[0]["target"], "Bağla");
    let again = server
        .send("PUT", "/api/v1/en/az/store/menu.po", po)
        .json(200);
    assert_eq!(again, "added 0 units from menu.po", "nothing twice");
    server
        .send("PUT", "/api/v1/en/az/store/menu.exe", po)
        .json(415);
    let error = server
        .send("PUT", "/api/v1/en/az/store/a.tmx", "<tmx><body><tu>")
        .json(400);
    assert!(error["error"].is_string());
    server.send("DELETE", "/api/v1/store/menu.po", "").json(200);
}

#[test]
fn a_unit_of_three_languages_loses_one() {
    let server = Testing::new();
    let unit = r#"{"units":[{"source_language":"en","variants":[{"language":"en","text":"Judge"},{"language":"az","text":"Hakim"},{"language":"ru","text":"Судья"}]}]}"#;
    server
        .send("POST", "/api/yaddash/v1/memories/main/units", unit)
        .json(200);
    server
        .send("DELETE", "/tmserver/en/az/unit/Judge", "")
        .json(200);
    assert_eq!(
        server.get("/tmserver/en/az/unit/Judge").json(200),
        serde_json::json!([])
    );
    let found = server.get("/tmserver/en/ru/unit/Judge").json(200);
    assert_eq!(found[0]["target"], "Судья");
}

#[test]
fn styles_of_access_keys() {
    let server = Testing::new();
    let found = server
        .get("/api/v1/en/az/unit/_Open%20file?style=gnome")
        .json(200);
    assert_eq!(found[0]["quality"], 100.0);
    let unit = r#"{"source":"&Paste","target":"&Yapışdır"}"#;
    server
        .send("PUT", "/api/v1/en/az/unit/%26Paste?style=kde", unit)
        .json(200);
    let found = server.get("/api/v1/en/az/unit/Paste").json(200);
    assert_eq!(found[0]["target"], "Yapışdır");
}
