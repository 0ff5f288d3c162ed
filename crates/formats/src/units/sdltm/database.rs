//! The database of a memory, opened so that nothing can write it.

use std::collections::{HashMap, HashSet};
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::{Connection, OpenFlags};

use super::field::text;
use crate::Error;

/// The most bytes of a value; no segment is longer.
const LONGEST_VALUE: i32 = 64 << 20;
/// The first bytes of a database (the file format of `SQLite`, section 1.3).
const MAGIC: &[u8] = b"SQLite format 3\0";

/// A memory of the file.
#[derive(Clone, Debug)]
pub(super) struct Memory {
    pub(super) name: String,
    pub(super) source: String,
    pub(super) target: String,
}

/// Opens the database at `path`.
pub(super) fn open(path: &Path) -> Result<Connection, Error> {
    check_file(path)?;
    // `immutable` keeps SQLite from making a journal or a lock beside the file.
    let mut name = OsString::from("file:");
    name.push(encoded(path)?);
    name.push("?mode=ro&immutable=1");
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_URI
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(PathBuf::from(name), flags)?;
    connection.set_limit(Limit::SQLITE_LIMIT_LENGTH, LONGEST_VALUE)?;
    // A hostile file may hold views and triggers that never end.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    connection.execute_batch("PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0;")?;
    Ok(connection)
}

/// Sees to it that the file is a database and that no program is writing it.
fn check_file(path: &Path) -> Result<(), Error> {
    use std::io::Read as _;
    let mut start = Vec::new();
    std::fs::File::open(path)?
        .take(MAGIC.len() as u64)
        .read_to_end(&mut start)?;
    if start != MAGIC {
        return Err(Error::Memory {
            message: "it is no SQLite database, as memories of Trados Studio are".to_owned(),
        });
    }
    for suffix in ["-wal", "-journal"] {
        let mut beside = path.as_os_str().to_owned();
        beside.push(suffix);
        let beside = PathBuf::from(beside);
        if beside.metadata().is_ok_and(|found| found.len() > 0) {
            return Err(Error::Memory {
                message: format!(
                    "its changes stand in {} yet: close the program that has it open",
                    beside.display()
                ),
            });
        }
    }
    Ok(())
}

/// `path` with the characters escaped that mean something in a URI.
fn encoded(path: &Path) -> Result<String, Error> {
    let Some(path) = path.to_str() else {
        return Err(Error::Memory {
            message: "its name is not Unicode: rename it".to_owned(),
        });
    };
    let mut encoded = String::with_capacity(path.len());
    for character in path.chars() {
        match character {
            '%' => encoded.push_str("%25"),
            '?' => encoded.push_str("%3f"),
            '#' => encoded.push_str("%23"),
            '\\' if cfg!(windows) => encoded.push('/'),
            other => encoded.push(other),
        }
    }
    Ok(encoded)
}

/// The names of the columns of `table`; none where there is no such table.
pub(super) fn columns(connection: &Connection, table: &str) -> Result<HashSet<String>, Error> {
    let sql = "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?1";
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query([table])?;
    let Some(row) = rows.next()? else {
        return Ok(HashSet::new());
    };
    let made = text(row.get_ref(0)?).unwrap_or_default();
    if made
        .trim_start()
        .to_ascii_uppercase()
        .starts_with("CREATE VIRTUAL")
    {
        return Ok(HashSet::new());
    }
    let mut statement = connection.prepare("SELECT name FROM pragma_table_info(?1)")?;
    let mut rows = statement.query([table])?;
    let mut columns = HashSet::new();
    while let Some(row) = rows.next()? {
        columns.extend(text(row.get_ref(0)?));
    }
    Ok(columns)
}

/// The memories of the file by their identifiers.
pub(super) fn memories(connection: &Connection) -> Result<HashMap<i64, Memory>, Error> {
    let found = columns(connection, "translation_memories")?;
    let needed = ["id", "source_language", "target_language"];
    if !needed.iter().all(|column| found.contains(*column)) {
        return Err(Error::Memory {
            message:
                "it has no table `translation_memories` with languages: is it another kind of \
                      database?"
                    .to_owned(),
        });
    }
    let name = if found.contains("name") { "name" } else { "''" };
    let mut statement = connection.prepare(&format!(
        "SELECT id, {name}, source_language, target_language FROM translation_memories"
    ))?;
    let mut rows = statement.query([])?;
    let mut memories = HashMap::new();
    while let Some(row) = rows.next()? {
        let value = |column| Ok::<_, Error>(text(row.get_ref(column)?).unwrap_or_default());
        let memory = Memory {
            name: value(1)?,
            source: value(2)?,
            target: value(3)?,
        };
        memories.insert(row.get(0)?, memory);
    }
    Ok(memories)
}
