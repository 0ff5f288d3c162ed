//! Why a database failed, before it is known which store it is about.

use std::path::Path;

use crate::{Error, ErrorKind};

/// Why something failed.
#[derive(Debug)]
pub(crate) struct Failure(pub(crate) ErrorKind);

impl Failure {
    pub(crate) fn at(self, path: &Path) -> Error {
        Error::at(self.0, path)
    }
}

impl From<ErrorKind> for Failure {
    fn from(kind: ErrorKind) -> Self {
        Self(kind)
    }
}

/// The number of the database as it is meant.
pub(crate) fn unsigned(number: i64) -> Result<u64, Failure> {
    u64::try_from(number).map_err(|_| ErrorKind::Corrupt("a number below zero".to_owned()).into())
}

/// The number as the database keeps it.
pub(crate) fn signed(number: u64) -> Result<i64, Failure> {
    i64::try_from(number)
        .map_err(|_| ErrorKind::Unstorable("a number is too large for the database").into())
}
