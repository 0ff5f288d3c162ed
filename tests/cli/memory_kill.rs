//! Imports that are killed: nothing that a reader has seen is lost, and the same command finishes the work.
//!
//! `YADDASH_KILLS` says how often; `make test-kill` does it a hundred times.

use std::process::Stdio;
use std::thread;
use std::time::Duration;

use crate::memory::tmx;
use crate::program::Folder;

/// Files of an import; each ends a batch.
const FILES: usize = 30;
/// Units of a file.
const UNITS: usize = 200;

/// The units of file `file`.
fn units(file: usize) -> String {
    let texts: Vec<(String, String)> = (0..UNITS)
        .map(|n| (format!("Article {file} {n}"), format!("Maddə {file} {n}")))
        .collect();
    let units: Vec<(&str, &str, &str)> = texts
        .iter()
        .map(|(source, target)| (source.as_str(), target.as_str(), ""))
        .collect();
    tmx(&units)
}

/// How many units there are, for a reader beside the import; none before there is a store.
fn seen(folder: &Folder) -> u64 {
    let run = folder.call("memory info --format json");
    if run.code != 0 {
        return 0;
    }
    units_in(&run.out)
}

fn units_in(json: &str) -> u64 {
    let digits = json.strip_prefix("{\"units\":").unwrap();
    digits.split(',').next().unwrap().parse().unwrap()
}

#[test]
fn an_import_that_is_killed_loses_nothing() {
    let kills: u64 = std::env::var("YADDASH_KILLS").map_or(3, |kills| kills.parse().unwrap());
    let folder = Folder::new();
    for file in 0..FILES {
        folder.write(format!("in/{file:02}.tmx"), units(file));
    }
    let all = (FILES * UNITS) as u64;
    let mut midway = 0;
    for kill in 0..kills {
        let _ = std::fs::remove_dir_all(folder.path("yaddash.memory"));
        let program = env!("CARGO_BIN_EXE_yaddash");
        let mut import = std::process::Command::new(program)
            .args(["memory", "import", "in", "--quiet"])
            .current_dir(folder.path(""))
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // Another moment each time, spread over the time that an import takes.
        thread::sleep(Duration::from_millis(5 + kill * 37 % 150));
        let before = seen(&folder);
        import.kill().unwrap();
        import.wait().unwrap();

        let after = seen(&folder);
        assert!(
            after >= before,
            "kill {kill}: {before} units were seen, {after} are left"
        );
        assert!(
            after.is_multiple_of(UNITS as u64),
            "kill {kill}: {after} units are half a batch"
        );
        midway += u64::from(after > 0 && after < all);
        folder.call("memory import in --quiet").clean();
        assert_eq!(seen(&folder), all, "kill {kill}");
        let again = folder
            .call("memory import in --format json --quiet")
            .clean();
        assert!(
            again.starts_with("{\"created\":0,\"updated\":0,\"unchanged\":6000,"),
            "{again}"
        );
        let store = rusqlite::Connection::open(folder.path("yaddash.memory/store.sqlite")).unwrap();
        let sound: String = store
            .query_row("PRAGMA integrity_check", [], |row| row.get(0))
            .unwrap();
        assert_eq!(sound, "ok", "kill {kill}");
    }
    eprintln!("{midway} of {kills} imports were killed midway");
}
