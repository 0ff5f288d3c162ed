//! The tables of the database, and how those of an older version become those of today.

use rusqlite::{Connection, TransactionBehavior};

use super::failure::Failure;
use crate::ErrorKind;

/// By which a database is known as ours: the letters `Ydme`.
const APPLICATION: i64 = 0x5964_6D65;

/// Step N leads from version N to version N + 1; version 0 is an empty database.
pub(super) const STEPS: &[&str] = &["
    CREATE TABLE state (
        identity INTEGER NOT NULL, -- random
        counter INTEGER NOT NULL,  -- batches that changed something
        next INTEGER NOT NULL,     -- the identifier of the next unit
        units INTEGER NOT NULL     -- how many there are
    );
    INSERT INTO state VALUES (random(), 0, 1, 0);
    CREATE TABLE units (
        id INTEGER PRIMARY KEY,
        changed INTEGER NOT NULL,  -- the batch that wrote it last
        origin INTEGER,            -- of origins
        data BLOB NOT NULL         -- the record
    );
    CREATE TABLE keys (hash INTEGER NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (hash, id)) WITHOUT ROWID;
    CREATE TABLE origins (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
    CREATE TABLE languages (tag TEXT NOT NULL PRIMARY KEY, variants INTEGER NOT NULL) WITHOUT ROWID;
    -- Of each batch, the identifier that the next unit had behind it; units that were written again, and those that were
    -- removed, with the batch that did it.
    CREATE TABLE batches (counter INTEGER PRIMARY KEY, next INTEGER NOT NULL);
    CREATE TABLE rewritten (id INTEGER PRIMARY KEY, changed INTEGER NOT NULL);
    CREATE INDEX rewritten_by_batch ON rewritten (changed);
    CREATE TABLE removed (id INTEGER PRIMARY KEY, changed INTEGER NOT NULL);
    CREATE INDEX removed_by_batch ON removed (changed);
    ", "
    -- What a file said of all its units.
    ALTER TABLE origins ADD COLUMN header TEXT;
    ", "
    -- A random number of each batch, by which a copy that was put back and written again is known.
    ALTER TABLE batches ADD COLUMN stamp INTEGER NOT NULL DEFAULT 0;
    "];

/// What a database is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// It has nothing in it.
    Empty,
    /// It is a memory of an older version.
    Older,
    /// It is a memory of this version.
    Current,
}

/// What the database is, `steps` being what is known.
///
/// # Errors
/// Where it is of another program, of a newer version, or cannot be read.
pub(super) fn kind(connection: &Connection, steps: &[&str]) -> Result<Kind, Failure> {
    let number = |pragma: &str| connection.query_row(pragma, [], |row| row.get::<_, i64>(0));
    let application = number("PRAGMA application_id")?;
    if application != APPLICATION {
        let objects = number("SELECT count(*) FROM sqlite_schema")?;
        return if application == 0 && objects == 0 {
            Ok(Kind::Empty)
        } else {
            Err(ErrorKind::Foreign.into())
        };
    }
    let found = number("PRAGMA user_version")?;
    let known = i64::try_from(steps.len()).unwrap_or(i64::MAX);
    match found {
        _ if found == known => Ok(Kind::Current),
        _ if found > known => Err(ErrorKind::Newer { found, known }.into()),
        1.. => Ok(Kind::Older),
        _ => Err(ErrorKind::Corrupt(format!("its version is {found}")).into()),
    }
}

/// Makes the tables, or takes them over from an older version.
///
/// # Errors
/// As [`kind`], and where the database cannot be written.
pub(super) fn make(connection: &mut Connection, steps: &[&str]) -> Result<(), Failure> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Another process may have been faster.
    let done = match kind(&transaction, steps)? {
        Kind::Current => return Ok(()),
        Kind::Empty => 0,
        Kind::Older => {
            transaction.query_row("PRAGMA user_version", [], |row| row.get::<_, i64>(0))?
        }
    };
    for step in steps.iter().skip(usize::try_from(done).unwrap_or(0)) {
        transaction.execute_batch(step)?;
    }
    transaction.execute_batch(&format!(
        "PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {};",
        steps.len()
    ))?;
    transaction.commit()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn older_versions_are_taken_over_and_newer_ones_refused() {
        let mut connection = Connection::open_in_memory().unwrap();
        assert_eq!(kind(&connection, STEPS).unwrap(), Kind::Empty);
        make(&mut connection, STEPS).unwrap();
        assert_eq!(kind(&connection, STEPS).unwrap(), Kind::Current);

        let mut newer = STEPS.to_vec();
        newer.push("CREATE TABLE more (id INTEGER PRIMARY KEY);");
        assert_eq!(kind(&connection, &newer).unwrap(), Kind::Older);
        make(&mut connection, &newer).unwrap();
        make(&mut connection, &newer).unwrap();
        connection.execute_batch("SELECT * FROM more").unwrap();
        let refused = kind(&connection, STEPS).unwrap_err();
        assert!(
            matches!(refused.0, ErrorKind::Newer { found: 4, known: 3 }),
            "{refused:?}"
        );
    }

    #[test]
    fn databases_of_others_are_refused() {
        let mut connection = Connection::open_in_memory().unwrap();
        connection.execute_batch("CREATE TABLE t (a)").unwrap();
        let refused = make(&mut connection, STEPS).unwrap_err();
        assert!(matches!(refused.0, ErrorKind::Foreign));
    }
}
