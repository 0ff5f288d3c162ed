//! `yaddash serve`, as a process: started, called over a socket, stopped.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use crate::program::{Folder, MEMORY};

/// A server that runs until this is dropped.
struct Server {
    child: Child,
    address: String,
    messages: BufReader<std::process::ChildStderr>,
}

impl Server {
    fn start(folder: &Folder, arguments: &str) -> Self {
        let mut command = std::process::Command::new(folder.program().get_program());
        command
            .current_dir(folder.path(""))
            .args(["serve", "--listen", "127.0.0.1:0"]);
        let arguments = arguments.split(' ').filter(|argument| !argument.is_empty());
        command.args(arguments).stderr(Stdio::piped());
        command.env_remove("YADDASH_READ_TOKEN");
        command.env("YADDASH_WRITE_TOKEN", "");
        let mut child = command.spawn().unwrap();
        let mut messages = BufReader::new(child.stderr.take().unwrap());
        let mut line = String::new();
        messages.read_line(&mut line).unwrap();
        let address = line
            .split("http://")
            .nth(1)
            .unwrap_or_else(|| panic!("{line}"));
        let address = address.split(' ').next().unwrap().to_owned();
        Self {
            child,
            address,
            messages,
        }
    }

    /// Sends a request as it stands here, and gives the whole answer.
    fn send(&self, request: &[u8]) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_mins(1)))
            .unwrap();
        // A server that has heard enough answers and closes.
        let _ = stream.write_all(request);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn get(&self, path: &str) -> String {
        let head = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        self.send(head.as_bytes())
    }

    fn put(&self, path: &str, body: &[u8]) -> String {
        let head = format!(
            "PUT {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        self.send(&[head.as_bytes(), body].concat())
    }

    /// Tells the server to stop, and gives its exit code and what it said.
    #[cfg(unix)]
    fn stop(mut self) -> (Option<i32>, String) {
        let id = self.child.id().to_string();
        assert!(
            std::process::Command::new("kill")
                .args(["-TERM", &id])
                .status()
                .unwrap()
                .success()
        );
        let start = Instant::now();
        let code = loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                break status.code();
            }
            assert!(
                start.elapsed() < Duration::from_secs(30),
                "it does not stop"
            );
            std::thread::sleep(Duration::from_millis(20));
        };
        let mut said = String::new();
        self.messages.read_to_string(&mut said).unwrap();
        (code, said)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn imported() -> Folder {
    let folder = Folder::with(&[("all.tmx", MEMORY)]);
    folder.call("memory import --quiet all.tmx").ends(0);
    folder
}

#[test]
#[cfg(unix)]
fn a_memory_is_served_until_the_server_is_told_to_stop() {
    let folder = imported();
    let server = Server::start(&folder, "");
    let found = server.get("/tmserver/en/ru/unit/R%26D%2C%20twice");
    assert!(found.starts_with("HTTP/1.1 200"), "{found}");
    assert!(found.contains("НИОКР, дважды"), "{found}");
    let unit = r#"{"source":"Law","target":"Qanun"}"#;
    assert!(
        server
            .put("/tmserver/en/az/unit/Law", unit.as_bytes())
            .starts_with("HTTP/1.1 200")
    );
    // Another process writes, and the server finds it.
    folder.write("more.tsv", "en\taz\nJudge\tHakim\n");
    folder
        .call("memory import --quiet --source en more.tsv")
        .ends(0);
    assert!(server.get("/api/v1/en/az/unit/Judge").contains("Hakim"));
    let (code, said) = server.stop();
    assert_eq!((code, said.as_str()), (Some(0), ""));
    let info = folder.call("memory info --format json").clean();
    assert!(info.contains("\"units\":4"), "{info}");
}

#[test]
#[cfg(unix)]
fn bad_input_leaves_the_server_alive() {
    let folder = imported();
    let server = Server::start(&folder, "--max-upload 1");
    let status = |answer: &str| answer.split(' ').nth(1).unwrap_or_default().to_owned();
    let large = vec![b' '; 30 << 20];
    assert_eq!(status(&server.put("/tmserver/en/az/unit/a", &large)), "413");
    assert_eq!(
        status(&server.put("/tmserver/en/az/store/a.po", &large)),
        "413"
    );
    let segment = format!(r#"{{"source":"{}","target":"b"}}"#, "a".repeat(10 << 20));
    assert_eq!(
        status(&server.put("/tmserver/en/az/unit/a", segment.as_bytes())),
        "413"
    );
    assert_eq!(
        status(&server.put("/tmserver/en/az/unit/a", b"{\"source\"")),
        "400"
    );
    assert_eq!(status(&server.get("/tmserver/en/az/unit/%zz")), "400");
    assert_eq!(status(&server.get("/tmserver/e_n_g/az/unit/a")), "400");
    assert_eq!(status(&server.get("/tmserver/de/az/unit/a")), "404");
    let long = format!("/tmserver/en/az/unit/{}", "a".repeat(10 << 20));
    let answer = status(&server.get(&long));
    assert!(["414", "431", ""].contains(&answer.as_str()), "{answer}");
    assert_eq!(
        status(&server.send(b"GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n")),
        "421"
    );
    assert_eq!(
        status(&server.send(b"\x16\x03\x01\x02\x00 no HTTP\r\n\r\n")),
        "400"
    );
    assert_eq!(status(&server.get("/api/yaddash/v1/health")), "200");
    assert_eq!(server.stop().0, Some(0));
}

#[test]
#[cfg(unix)]
fn tokens_are_asked_for() {
    let folder = imported();
    folder.write("tokens", "read abcdefghijklmnop\n");
    let server = Server::start(&folder, "--tokens tokens --read-only");
    let path = "/tmserver/en/ru/unit/a";
    assert!(server.get(path).starts_with("HTTP/1.1 401"));
    let head = format!(
        "GET {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer abcdefghijklmnop\r\nConnection: close\r\n\r\n"
    );
    assert!(server.send(head.as_bytes()).starts_with("HTTP/1.1 200"));
    assert_eq!(server.stop().0, Some(0));
}

#[test]
fn servers_that_do_not_start() {
    let folder = imported();
    let said = folder.call("serve --listen 0.0.0.0:0").says(2);
    assert!(said.contains("tokens are needed"), "{said}");
    let said = folder
        .call("serve --memory none --listen 127.0.0.1:0")
        .says(2);
    assert!(
        said.contains("none") && said.contains("is no memory"),
        "{said}"
    );
    assert!(!folder.path("none").exists());
    folder.write("tokens", "read short\n");
    let said = folder.call("serve --tokens tokens").says(2);
    assert!(
        said.contains("tokens") && said.contains("line 1") && !said.contains("short\n"),
        "{said}"
    );
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap();
    let said = folder.call(&format!("serve --listen {address}")).says(2);
    assert!(
        said.contains(&format!("cannot listen on {address}")),
        "{said}"
    );
    folder
        .call("serve --memory yaddash.memory --memory ./yaddash.memory --listen 127.0.0.1:0")
        .says(2);
}
