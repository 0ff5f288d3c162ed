//! What the database reports, as errors of a memory.

use rusqlite::ErrorCode;

use crate::ErrorKind;
pub(super) use crate::store::failure::{Failure, signed, unsigned};

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
