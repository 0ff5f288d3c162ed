//! Opening the database, and making it.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::failure::Failure;
use super::schema::{self, Kind, STEPS};
use super::{FILE_NAME, SqliteStore};
use crate::store::Access;
use crate::{Error, ErrorKind};

/// How long to wait for another writer.
const PATIENCE: Duration = Duration::from_secs(30);
/// What may stand in a directory that becomes a memory: an index whose store was taken away.
const INDEX: &str = "index";

/// How the files are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// With a journal and locks, beside other readers and a writer.
    Shared,
    /// As they are, since the journal can neither be there nor be made.
    Immutable,
}

impl Mode {
    /// A connection for reading.
    pub(super) fn connect(self, path: &Path) -> Result<Connection, Failure> {
        let connection = match self {
            Self::Shared => connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?,
            Self::Immutable => connect(
                &immutable(path),
                OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI,
            )?,
        };
        connection.execute_batch("PRAGMA query_only = ON; PRAGMA cache_size = -16384;")?;
        Ok(connection)
    }
}

/// The name by which the database is opened as a file that nobody writes.
fn immutable(path: &Path) -> PathBuf {
    let mut name = std::ffi::OsString::from("file:");
    // Of the characters of a path, those mean something in a URI.
    for part in path.to_string_lossy().chars() {
        match part {
            '%' => name.push("%25"),
            '?' => name.push("%3f"),
            '#' => name.push("%23"),
            other => name.push(other.to_string()),
        }
    }
    name.push("?immutable=1");
    name.into()
}

/// A connection with what every one of them needs.
fn connect(path: &Path, flags: OpenFlags) -> Result<Connection, Failure> {
    let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.busy_timeout(PATIENCE)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    connection.execute_batch("PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0;")?;
    Ok(connection)
}

/// See [`SqliteStore::open`].
pub(super) fn open(directory: &Path, access: Access) -> Result<SqliteStore, Error> {
    let path = directory.join(FILE_NAME);
    let (mode, writer) = match access {
        Access::Write => {
            make_directory(directory)?;
            let is_there = path.exists();
            let writer = writer(&path).map_err(|failure| {
                // What is there and cannot be opened for writing has no place for its journal.
                if is_there && is_unwritable(&failure) {
                    Error::at(ErrorKind::ReadOnly, &path)
                } else {
                    failure.at(&path)
                }
            })?;
            (Mode::Shared, Some(writer))
        }
        Access::Read => {
            if !path.exists() {
                return Err(Error::at(ErrorKind::NotMemory, directory));
            }
            let mode = reader_mode(&path).map_err(|failure| match failure.0 {
                ErrorKind::NotMemory => Error::at(failure.0, directory),
                kind => Error::at(kind, &path),
            })?;
            (mode, None)
        }
    };
    Ok(SqliteStore {
        path,
        mode,
        writer: Mutex::new(writer),
        readers: Mutex::default(),
    })
}

/// Makes the directory, unless there is a store in it already.
fn make_directory(directory: &Path) -> Result<(), Error> {
    let failed = |error| Error::at(ErrorKind::Io(error), directory);
    if directory.join(FILE_NAME).exists() {
        return Ok(());
    }
    if !directory.exists() {
        fs::create_dir_all(directory).map_err(failed)?;
        // A name in a directory is durable when the directory is.
        if let Some(parent) = directory.parent() {
            let parent = if parent.as_os_str().is_empty() {
                Path::new(".")
            } else {
                parent
            };
            File::open(parent)
                .and_then(|parent| parent.sync_all())
                .map_err(failed)?;
        }
        return Ok(());
    }
    for entry in fs::read_dir(directory).map_err(failed)? {
        let name = entry.map_err(failed)?.file_name();
        let name = name.to_string_lossy();
        if name != INDEX && !name.starts_with(FILE_NAME) {
            return Err(Error::at(ErrorKind::NotEmpty, directory));
        }
    }
    Ok(())
}

/// The connection that writes; makes the database, or takes it over from an older version.
fn writer(path: &Path) -> Result<Connection, Failure> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
    let mut connection = connect(path, flags)?;
    // Not before it is known whose database it is.
    let kind = schema::kind(&connection, STEPS)?;
    connection.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -131072; \
         PRAGMA wal_autocheckpoint = 16384; PRAGMA journal_size_limit = 67108864;",
    )?;
    if kind != Kind::Current {
        schema::make(&mut connection, STEPS)?;
    }
    Ok(connection)
}

/// How a store can be read; takes it over from an older version.
fn reader_mode(path: &Path) -> Result<Mode, Failure> {
    match kind_of(Mode::Shared, path) {
        Ok(kind) => {
            match kind {
                Kind::Empty => return Err(ErrorKind::NotMemory.into()),
                Kind::Older => drop(writer(path)?),
                Kind::Current => {}
            }
            Ok(Mode::Shared)
        }
        Err(failure) if is_unwritable(&failure) => {
            if has_journal(path) {
                return Err(ErrorKind::Unrecovered.into());
            }
            match kind_of(Mode::Immutable, path)? {
                Kind::Empty => Err(ErrorKind::NotMemory.into()),
                Kind::Older => Err(ErrorKind::ReadOnly.into()),
                Kind::Current => Ok(Mode::Immutable),
            }
        }
        Err(failure) => Err(failure),
    }
}

fn kind_of(mode: Mode, path: &Path) -> Result<Kind, Failure> {
    schema::kind(&mode.connect(path)?, STEPS)
}

/// Whether a database could not be opened as it has to write something beside itself.
fn is_unwritable(failure: &Failure) -> bool {
    match &failure.0 {
        ErrorKind::ReadOnly => true,
        ErrorKind::Database(error) => error
            .downcast_ref::<rusqlite::Error>()
            .and_then(rusqlite::Error::sqlite_error_code)
            .is_some_and(|code| code == ErrorCode::CannotOpen),
        _ => false,
    }
}

/// Whether the journal has something that the database may lack.
fn has_journal(path: &Path) -> bool {
    let mut journal = path.as_os_str().to_owned();
    journal.push("-wal");
    fs::metadata(journal).is_ok_and(|journal| journal.len() > 0)
}
