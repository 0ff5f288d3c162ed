//! Our own interface as clients use it.

use serde_json::{Value, json};

use crate::testing::{Testing, memory};

const BASE: &str = "/api/yaddash/v1";

fn get(server: &Testing, path: &str, status: u16) -> Value {
    server.get(&format!("{BASE}{path}")).json(status)
}

fn send(server: &Testing, method: &str, path: &str, body: &Value, status: u16) -> Value {
    let answer = server.send(method, &format!("{BASE}{path}"), &body.to_string());
    if status == 204 {
        assert_eq!((answer.status.as_u16(), answer.text.as_str()), (204, ""));
        return Value::Null;
    }
    answer.json(status)
}

/// Waits for the job of an import.
fn finished(server: &Testing, job: &Value) -> Value {
    for _ in 0..500 {
        let job = get(server, &format!("/jobs/{}", job["id"]), 200);
        if job["state"] != "waiting" && job["state"] != "running" {
            return job;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    panic!("the import does not end");
}

#[test]
fn look_ups() {
    let server = Testing::new();
    let one = get(&server, "/lookup?from=en&to=az&q=Open+file", 200);
    let first = &one["results"][0]["matches"][0];
    assert_eq!(first["target"], "Faylı aç");
    assert_eq!(
        (&first["score"], &first["breakdown"]["kind"]),
        (&json!(100.0), &json!("exact"))
    );
    assert_eq!(first["memory"], "main");

    let asked = json!({"from": "en", "to": "az", "queries": ["xyzzy", {"text": "Open file", "id": "menu"}], "limit": 1});
    let many = send(&server, "POST", "/lookup", &asked, 200);
    assert_eq!(many["results"][0], json!({"query": "xyzzy", "matches": []}));
    assert_eq!(
        many["results"][1]["matches"][0]["score"], 101.0,
        "in context"
    );

    for query in [
        "from=en&to=az",
        "from=en&q=a",
        "from=e+n&to=az&q=a",
        "from=en&to=az&q=a&min=200",
        "from=en&to=az&q=a&scoring=best",
        "from=en&to=az&q=a&exact=perhaps",
    ] {
        get(&server, &format!("/lookup?{query}"), 400);
    }
    get(&server, "/lookup?from=en&to=az&q=a&memory=other", 404);
    for body in [
        json!({}),
        json!({"from": "en", "to": "az", "queries": [7]}),
        json!({"from": "en", "to": "az", "queries": [], "minimum": 7}),
    ] {
        send(&server, "POST", "/lookup", &body, 400);
    }
}

#[test]
fn several_memories_answer_as_one() {
    let server = Testing::with(|options| {
        let folder = options.folder.clone().unwrap();
        memory(
            &folder,
            "later",
            &[
                ("Open file", "Faylı aç", ""),
                ("Open file", "Sənədi aç", ""),
            ],
        );
    });
    let found = get(&server, "/lookup?from=en&to=az&q=Open+file", 200);
    let matches = found["results"][0]["matches"].as_array().unwrap().clone();
    let targets: Vec<&str> = matches
        .iter()
        .map(|one| one["target"].as_str().unwrap())
        .collect();
    assert_eq!(targets, ["Faylı aç", "Sənədi aç"]);
    let asked = json!({"from": "en", "to": "az", "queries": ["Open file"], "memories": ["main"]});
    let found = send(&server, "POST", "/lookup", &asked, 200);
    assert_eq!(found["results"][0]["matches"].as_array().unwrap().len(), 1);
}

#[test]
fn units_are_written_read_changed_and_removed() {
    let server = Testing::new();
    let unit = json!({"source_language": "en", "origin": "a.po", "variants": [{"language": "en", "text": "Judge"}, {"language": "az", "text": "Hakim"}]});
    let units = "/memories/main/units";
    let written = send(&server, "POST", units, &json!({"units": [unit, unit]}), 200);
    let outcomes = written["outcomes"].as_array().unwrap();
    assert_eq!(
        (&outcomes[0]["outcome"], &outcomes[1]["outcome"]),
        (&json!("created"), &json!("unchanged"))
    );
    let place = format!("{units}/{}", outcomes[0]["id"]);
    let mut read = get(&server, &place, 200);
    assert_eq!(
        (&read["origin"], &read["source_language"]),
        (&json!("a.po"), &json!("en"))
    );
    read["variants"][1] = json!({"language": "az", "text": "Hakimlər"});
    send(&server, "PUT", &place, &read, 204);
    send(&server, "PUT", &place, &read, 204);
    assert_eq!(get(&server, &place, 200)["variants"][1]["text"], "Hakimlər");
    let found = get(&server, "/lookup?from=en&to=az&q=Judge", 200);
    assert_eq!(
        found["results"][0]["matches"][0]["target"], "Hakimlər",
        "the index follows"
    );
    send(&server, "DELETE", &place, &json!(null), 204);
    send(&server, "DELETE", &place, &json!(null), 404);
    send(&server, "PUT", &place, &read, 404);
    get(&server, &place, 404);
    get(&server, &format!("{units}/seven"), 404);
    send(&server, "POST", units, &json!({"units": [{}]}), 400);
    send(
        &server,
        "POST",
        units,
        &json!({"units": [], "policy": "best"}),
        400,
    );

    let mut seen = Vec::new();
    let mut after = 0;
    loop {
        let page = get(&server, &format!("{units}?limit=2&after={after}"), 200);
        seen.extend(
            page["units"]
                .as_array()
                .unwrap()
                .iter()
                .map(|unit| unit["id"].clone()),
        );
        match page["next"].as_u64() {
            Some(next) => after = next,
            None => break,
        }
    }
    assert_eq!(seen.len(), 5);
}

#[test]
fn files_come_in_and_go_out() {
    let server = Testing::new();
    let place = "/memories/main/import?name=law.tsv&source=en";
    let answer = server.send(
        "POST",
        &format!("{BASE}{place}"),
        "en\taz\nLaw\tQanun\nCourt\tMəhkəmə\n",
    );
    let job = answer.json(202);
    assert_eq!(
        answer.header("location"),
        format!("{BASE}/jobs/{}", job["id"])
    );
    let job = finished(&server, &job);
    assert_eq!(
        (&job["state"], &job["created"], &job["name"]),
        (&json!("done"), &json!(2), &json!("law.tsv"))
    );
    let again = server
        .send("POST", &format!("{BASE}{place}"), "en\taz\nLaw\tQanun\n")
        .json(202);
    assert_eq!(finished(&server, &again)["unchanged"], 1);
    let broken = server
        .send(
            "POST",
            &format!("{BASE}/memories/main/import"),
            "<tmx><header/><body><tu>",
        )
        .json(202);
    let broken = finished(&server, &broken);
    assert_eq!(broken["state"], "failed");
    assert!(
        !broken["messages"].as_array().unwrap().is_empty(),
        "{broken}"
    );
    assert_eq!(
        get(&server, "/jobs", 200)["jobs"].as_array().unwrap().len(),
        3
    );
    get(&server, "/jobs/99", 404);
    send(
        &server,
        "POST",
        "/memories/main/import?format=exe",
        &json!(null),
        415,
    );

    let tmx = server.get(&format!("{BASE}/memories/main/export"));
    assert_eq!(
        tmx.text.matches("<tu").count() - tmx.text.matches("<tuv").count(),
        7,
        "{}",
        tmx.text
    );
    assert!(tmx.text.contains("srclang=\"en\""), "{}", tmx.text);
    let lines = server.get(&format!("{BASE}/memories/main/export?format=jsonl"));
    assert_eq!(lines.text.lines().count(), 7);
    get(&server, "/memories/main/export?format=pdf", 400);
}

#[test]
fn concordance() {
    let server = Testing::new();
    let found = get(
        &server,
        "/memories/main/concordance?q=m%C9%99hk%C9%99m%C9%99&limit=1",
        200,
    );
    assert_eq!(
        found["hits"][0]["places"],
        json!([{"variant": 1, "spans": [[0, 10]]}])
    );
    let next = found["next"].as_u64().unwrap();
    let rest = get(
        &server,
        &format!("/memories/main/concordance?q=m%C9%99hk%C9%99m%C9%99&after={next}"),
        200,
    );
    assert_eq!(
        (rest["hits"].as_array().unwrap().len(), &rest["next"]),
        (1, &Value::Null)
    );
    let none = get(
        &server,
        "/memories/main/concordance?q=court&language=az,ru",
        200,
    );
    assert_eq!(none["hits"], json!([]));
    let stems = get(
        &server,
        "/memories/main/concordance?q=decisions&mode=stems&language=en&with=az",
        200,
    );
    assert_eq!(stems["hits"].as_array().unwrap().len(), 2);
    for query in ["", "q=", "q=a&mode=best", "q=a&language=e+n", "q=a&limit=0"] {
        get(&server, &format!("/memories/main/concordance?{query}"), 400);
    }
}

#[test]
fn memories_and_status() {
    let server = Testing::new();
    let list = get(&server, "/memories", 200);
    assert_eq!(list["memories"][0]["languages"], json!({"az": 5, "en": 5}));
    assert_eq!(
        send(&server, "PUT", "/memories/new", &json!(null), 201)["units"],
        0
    );
    send(&server, "PUT", "/memories/new", &json!(null), 409);
    send(&server, "PUT", "/memories/..%2Fout", &json!(null), 400);
    send(&server, "DELETE", "/memories/new", &json!(null), 204);
    get(&server, "/memories/new", 404);
    assert_eq!(get(&server, "/health", 200)["status"], "ok");
    assert_eq!(get(&server, "/openapi.json", 200)["openapi"], "3.1.0");
    let metrics = server.get(&format!("{BASE}/metrics"));
    assert!(
        metrics
            .text
            .contains("yaddash_memory_units{memory=\"main\"} 5\n"),
        "{}",
        metrics.text
    );
}

#[test]
fn memories_outside_of_the_folder_stay() {
    let server = Testing::new();
    let place = server.folder.path().join("main");
    let options = crate::Options::new(([127, 0, 0, 1], 0).into());
    let opened = crate::Server::open(
        std::slice::from_ref(&place),
        yaddash_memory::store::Access::Write,
        options,
    );
    let other = Testing::of(&opened.unwrap());
    send(&other, "DELETE", "/memories/main", &json!(null), 403);
    send(&other, "PUT", "/memories/new", &json!(null), 403);
    assert!(place.is_dir());
}
