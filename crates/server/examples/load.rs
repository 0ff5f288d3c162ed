//! Many clients at once: `load ADDRESS QUERIES FROM TO CLIENTS SECONDS PAUSE` looks the lines of a file of queries up by
//! the protocol of tmserver, each client on a connection of its own that it keeps, with a pause of so many milliseconds
//! between an answer and the next text. Prints how many answers came, how many failed, and how long they took.

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::thread;
use std::time::{Duration, Instant};

type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

/// What one client saw: times of answers, and failures.
type Seen = (Vec<Duration>, usize);

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [address, queries, from, to, clients, seconds, pause] = arguments.as_slice() else {
        return Err("usage: load ADDRESS QUERIES FROM TO CLIENTS SECONDS PAUSE".into());
    };
    let clients: usize = clients.parse()?;
    let end = Instant::now() + Duration::from_secs(seconds.parse()?);
    let pause = Duration::from_millis(pause.parse()?);
    let texts = fs::read_to_string(queries)?;
    let requests: Vec<Vec<u8>> = texts
        .lines()
        .map(|text| request(address, from, to, text))
        .collect();
    let seen: Vec<Result<Seen>> = thread::scope(|scope| {
        let running: Vec<_> = (0..clients)
            .map(|client| {
                let requests = &requests;
                scope.spawn(move || run(address, requests, client * 997, end, pause))
            })
            .collect();
        let ended = running.into_iter().map(|client| {
            let ended = client.join();
            ended.unwrap_or_else(|_| Err("a client failed".into()))
        });
        ended.collect()
    });
    let mut times = Vec::new();
    let mut failures = 0;
    for seen in seen {
        let (of_client, failed) = seen?;
        times.extend(of_client);
        failures += failed;
    }
    times.sort();
    let at = |percent: usize| {
        let time = times.get(times.len() * percent / 100).or(times.last());
        time.map_or(0.0, |time| time.as_secs_f64() * 1000.0)
    };
    let summary = format!(
        "{} answers, {failures} failures; ms: p50 {:.2}, p95 {:.2}, p99 {:.2}, most {:.2}\n",
        times.len(),
        at(50),
        at(95),
        at(99),
        at(100)
    );
    std::io::stdout().write_all(summary.as_bytes())?;
    Ok(())
}

fn request(address: &str, from: &str, to: &str, text: &str) -> Vec<u8> {
    let mut path = format!("/tmserver/{from}/{to}/unit/");
    for byte in text.bytes() {
        let _ = write!(path, "%{byte:02X}");
    }
    format!("GET {path} HTTP/1.1\r\nHost: {address}\r\n\r\n").into_bytes()
}

/// One client, until `end`.
fn run(
    address: &str,
    requests: &[Vec<u8>],
    first: usize,
    end: Instant,
    pause: Duration,
) -> Result<Seen> {
    let stream = TcpStream::connect(address)?;
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut writer = stream;
    let mut seen = (Vec::new(), 0);
    for request in requests.iter().cycle().skip(first % requests.len().max(1)) {
        if Instant::now() >= end {
            break;
        }
        let start = Instant::now();
        writer.write_all(request)?;
        if !is_answered(&mut reader)? {
            seen.1 += 1;
        }
        seen.0.push(start.elapsed());
        thread::sleep(pause);
    }
    Ok(seen)
}

/// Reads an answer to its end; whether it is 200.
fn is_answered(reader: &mut BufReader<TcpStream>) -> Result<bool> {
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let is_good = line.starts_with("HTTP/1.1 200");
    let mut length = 0;
    loop {
        line.clear();
        reader.read_line(&mut line)?;
        let header = line.trim_end();
        if header.is_empty() {
            break;
        }
        if let Some((name, value)) = header.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse()?;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    Ok(is_good)
}
