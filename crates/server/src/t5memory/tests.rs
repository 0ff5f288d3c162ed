//! What translate5 sends, and what it reads of the answers.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::testing::Testing;

const TMX: &str = r#"<tmx version="1.4"><header srclang="en"/><body><tu><tuv xml:lang="en"><seg>Press <bpt i="1"/>Start<ept i="1"/></seg></tuv><tuv xml:lang="az"><seg><bpt i="1"/>Başla<ept i="1"/> basın</seg></tuv></tu></body></tmx>"#;

fn post(server: &Testing, path: &str, body: &Value, status: u16) -> Value {
    server
        .send("POST", &format!("/t5memory/{path}"), &body.to_string())
        .json(status)
}

fn imported(server: &Testing, memory: &str) {
    for _ in 0..500 {
        let status = server.get(&format!("/t5memory/{memory}/status")).json(200);
        if status["tmxImportStatus"] != "import" {
            assert_eq!(status["tmxImportStatus"], "available", "{status}");
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    panic!("the import does not end");
}

#[test]
fn fuzzy_search() {
    let server = Testing::new();
    let mut search = json!({
        "source": "Open file", "sourceLang": "en-GB", "targetLang": "az", "documentName": "a.docx",
        "segmentNumber": 1, "markupTable": "OTMXUXLF", "context": "menu",
    });
    let found = post(&server, "main/fuzzysearch", &search, 200);
    assert_eq!(
        (&found["ReturnValue"], &found["NumOfFoundProposals"]),
        (&json!(0), &json!(1))
    );
    let first = &found["results"][0];
    assert_eq!(first["target"], "Faylı aç");
    assert_eq!(
        (&first["matchType"], &first["matchRate"]),
        (&json!("ExactExact"), &json!(101))
    );
    assert_eq!(first["type"], "Manual");

    search["source"] = json!("The court adopted the decisions.");
    search["numOfProposals"] = json!(1);
    let found = post(&server, "main/fuzzysearch", &search, 200);
    let first = &found["results"][0];
    assert_eq!(found["results"].as_array().unwrap().len(), 1);
    assert_eq!(first["matchType"], "Fuzzy");
    assert!(
        first["matchRate"].is_u64() && first["fuzzyWords"] == 5,
        "{first}"
    );

    search["source"] = json!("xyzzy");
    assert_eq!(
        post(&server, "main/fuzzysearch", &search, 200)["NumOfFoundProposals"],
        0
    );
    let error = post(&server, "other/fuzzysearch", &search, 404);
    assert_eq!(error["ReturnValue"], 404);
    assert!(error["ErrorMsg"].as_str().unwrap().contains("other"));
    assert_eq!(
        post(&server, "main/fuzzysearch", &json!({}), 400)["ReturnValue"],
        400
    );
}

#[test]
fn concordance_a_page_at_a_time() {
    let server = Testing::new();
    let mut search = json!({
        "searchString": "DECISION", "searchType": "source", "searchPosition": "",
        "sourceLang": "en", "targetLang": "az", "numResults": 1, "msSearchAfterNumResults": 100,
    });
    let first = post(&server, "main/concordancesearch", &search, 200);
    assert_eq!(first["results"][0]["target"], "Məhkəmə qərarı qəbul etdi.");
    search["searchPosition"] = first["NewSearchPosition"].clone();
    let second = post(&server, "main/concordancesearch", &search, 200);
    assert_eq!(second["results"][0]["target"], "Məhkəmə qərarı rədd etdi.");
    assert_eq!(second["NewSearchPosition"], Value::Null);
    search["searchPosition"] = json!("x");
    post(&server, "main/concordancesearch", &search, 400);
    search["searchPosition"] = Value::Null;
    search["searchType"] = json!("target");
    let none = post(&server, "main/concordancesearch", &search, 200);
    assert_eq!(none["results"], json!([]));
}

#[test]
fn entries() {
    let server = Testing::new();
    let entry = json!({
        "source": "R &amp; D <ph/>", "target": "TTİ <ph/>", "sourceLang": "en", "targetLang": "az",
        "documentName": "a.docx", "segmentNumber": 7, "author": "A", "timeStamp": "20240101T000000Z",
        "type": "Manual", "markupTable": "OTMXUXLF", "context": "",
    });
    assert_eq!(
        post(&server, "main/entry", &entry, 200)["timestamp"],
        "20240101T000000Z"
    );
    let search = json!({"source": "R &amp; D <ph/>", "sourceLang": "en", "targetLang": "az", "documentName": "a.docx"});
    let found = post(&server, "main/fuzzysearch", &search, 200);
    let first = &found["results"][0];
    assert_eq!(first["matchType"], "ExactSameDoc");
    assert_eq!(
        (&first["author"], &first["timestamp"]),
        (&json!("A"), &json!("20240101T000000Z"))
    );
    assert_eq!(first["target"], "TTİ <ph/>");
    let mut other = entry.clone();
    other["documentName"] = json!("b.docx");
    post(&server, "main/entrydelete", &other, 404);
    post(&server, "main/entrydelete", &entry, 200);
    post(&server, "main/entrydelete", &entry, 404);
    other["target"] = json!("");
    post(&server, "main/entry", &other, 400);
}

#[test]
fn memories_are_made_filled_copied_and_removed() {
    let server = Testing::new();
    let names = || {
        let list = server.get("/t5memory/").json(200);
        let names: Vec<String> = list["Open"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["name"].as_str().unwrap().to_owned())
            .collect();
        names.join(" ")
    };
    assert_eq!(names(), "main");
    let new = json!({"name": "new", "sourceLang": "en", "loggingThreshold": 0});
    assert_eq!(post(&server, "", &new, 201)["name"], "new");
    post(&server, "", &new, 409);
    post(&server, "", &json!({"name": "../out"}), 400);
    let filled = json!({"name": "filled", "sourceLang": "en", "data": STANDARD.encode(TMX)});
    post(&server, "", &filled, 201);
    post(&server, "", &json!({"name": "wrong", "data": "%"}), 400);

    post(
        &server,
        "new/import",
        &json!({"tmxData": STANDARD.encode(TMX)}),
        201,
    );
    imported(&server, "new");
    server.send("POST", "/t5memory/new/import", TMX).json(201);
    imported(&server, "new");
    post(&server, "new/import", &json!({"tmxData": 7}), 400);
    let search = json!({"source": "Press <bpt i=\"1\"/>Start<ept i=\"1\"/>", "sourceLang": "en", "targetLang": "az"});
    for memory in ["new", "filled"] {
        let found = post(&server, &format!("{memory}/fuzzysearch"), &search, 200);
        assert_eq!(found["results"].as_array().unwrap().len(), 1);
        assert_eq!(found["results"][0]["matchRate"], 100);
    }
    let tmx = server.get("/t5memory/new/");
    assert!(
        tmx.text.contains("<seg>Press <bpt i=\"1\"/>Start"),
        "{}",
        tmx.text
    );
    assert_eq!(tmx.header("content-type"), "application/xml");
    let zip = server.call(
        "GET",
        "/t5memory/new/",
        &[("accept", "application/zip")],
        "",
    );
    zip.json(406);

    post(&server, "new/clone", &json!({"newName": "copy"}), 200);
    assert_eq!(
        post(&server, "copy/fuzzysearch", &search, 200)["results"][0]["matchRate"],
        100
    );
    server.get("/t5memory/copy/reorganize").json(200);
    for memory in ["copy", "new", "filled"] {
        server
            .send("DELETE", &format!("/t5memory/{memory}/"), "")
            .json(200);
    }
    assert_eq!(names(), "main");
    server.send("DELETE", "/t5memory/copy/", "").json(404);
    assert!(!server.folder.path().join("copy").exists());
}
