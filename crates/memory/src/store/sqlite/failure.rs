//! What the database reports, as errors of a memory.

use std::path::Path;

use rusqlite::ErrorCode;

use crate::{Error, ErrorKind};

/// Why something failed, before it is known which file it is about.
#[derive(Debug)]
pub(super) struct Failure(pub(super) ErrorKind);

impl Failure {
    pub(super) fn at(self, path: &Path) -> Error {
        Error::at(self.0, path)
    }
}

impl From<ErrorKind> for Failure {
    fn from(kind: ErrorKind) -> Self {
        Self(kind)
    }
}

impl From<rusqlite::Error> for Failure {
    fn from(error: rusqlite::Error) -> Self {
        Self(match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => ErrorKind::Busy,
            Some(ErrorCode::ReadOnly) => ErrorKind::ReadOnly,
            Some(ErrorCode::DiskFull) => ErrorKind::Full,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                ErrorKind::Corrupt(error.to_string())
            }
            _ => ErrorKind::Database(Box::new(error)),
        })
    }
}

/// The number of the database as it is meant.
pub(super) fn unsigned(number: i64) -> Result<u64, Failure> {
    u64::try_from(number).map_err(|_| ErrorKind::Corrupt("a number below zero".to_owned()).into())
}

/// The number as the database keeps it.
pub(super) fn signed(number: u64) -> Result<i64, Failure> {
    i64::try_from(number)
        .map_err(|_| ErrorKind::Unstorable("a number is too large for the database").into())
}
