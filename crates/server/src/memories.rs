//! The memories that are served.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use axum::http::StatusCode;
use yaddash_memory::Memory;
use yaddash_memory::lookup::{Match, Query};
use yaddash_memory::store::{Access, Moment, SqliteStore};
use yaddash_model::LanguageTag;

use crate::failure::Failure;
use crate::{Error, ErrorKind};

/// A memory with its name.
#[derive(Debug)]
pub(crate) struct Named {
    name: String,
    directory: PathBuf,
    memory: Memory,
    /// The languages as of a moment.
    languages: Mutex<Option<(Moment, Arc<[LanguageTag]>)>>,
}

/// A match with the memory that it is from.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) memory: Arc<Named>,
    pub(crate) found: Match,
}

/// Memories in the order in which they count.
#[derive(Debug)]
pub(crate) struct Memories {
    list: RwLock<Vec<Arc<Named>>>,
    /// Where memories may be made.
    folder: Option<PathBuf>,
    access: Access,
}

impl Named {
    fn open(directory: &Path, access: Access) -> Result<Self, yaddash_memory::Error> {
        let name = directory.canonicalize().ok();
        let name = name.as_deref().unwrap_or(directory).file_name();
        Ok(Self {
            name: name.unwrap_or_default().to_string_lossy().into_owned(),
            directory: directory.to_owned(),
            memory: Memory::open(directory, access)?,
            languages: Mutex::default(),
        })
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    pub(crate) fn memory(&self) -> &Memory {
        &self.memory
    }

    /// The languages that there are texts in.
    pub(crate) fn languages(&self) -> Result<Arc<[LanguageTag]>, Failure> {
        let store = self.memory.store();
        let now = store.moment()?;
        let mut known = self
            .languages
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some((as_of, languages)) = &*known
            && *as_of == now
        {
            return Ok(Arc::clone(languages));
        }
        let languages = store.languages()?;
        let parsed = languages
            .keys()
            .filter_map(|tag| LanguageTag::parse(tag).ok());
        let languages: Arc<[LanguageTag]> = parsed.collect();
        *known = Some((now, Arc::clone(&languages)));
        Ok(languages)
    }

    /// Whether there is a text that serves where `language` is asked for.
    pub(crate) fn has(&self, language: &LanguageTag) -> Result<bool, Failure> {
        let languages = self.languages()?;
        Ok(languages.iter().any(|offered| language.accepts(offered)))
    }
}

impl Memories {
    /// Opens the memories in `directories`, and those in the folders of `folder`.
    pub(crate) fn open(
        directories: &[PathBuf],
        folder: Option<&Path>,
        access: Access,
    ) -> Result<Self, Error> {
        let mut list: Vec<Arc<Named>> = Vec::new();
        let mut all = directories.to_vec();
        if let Some(folder) = folder {
            all.extend(memories_in(folder)?);
        }
        for directory in all {
            // A server makes no memory of a name that was mistyped.
            drop(SqliteStore::open(&directory, Access::Read)?);
            let named = Named::open(&directory, access)?;
            if list.iter().any(|other| other.name == named.name) {
                return Err(ErrorKind::SameName(named.name).into());
            }
            list.push(Arc::new(named));
        }
        if list.is_empty() && folder.is_none() {
            return Err(ErrorKind::NoMemory.into());
        }
        Ok(Self {
            list: RwLock::new(list),
            folder: folder.map(Path::to_owned),
            access,
        })
    }

    /// All memories.
    pub(crate) fn all(&self) -> Vec<Arc<Named>> {
        let list = self.list.read().unwrap_or_else(PoisonError::into_inner);
        list.clone()
    }

    /// The memory of this name.
    pub(crate) fn get(&self, name: &str) -> Result<Arc<Named>, Failure> {
        let all = self.all();
        let found = all.into_iter().find(|memory| memory.name == name);
        found.ok_or_else(|| Failure::not_found(format!("there is no memory `{name}`")))
    }

    /// The memories of these names, all where there are none.
    pub(crate) fn chosen(&self, names: &[String]) -> Result<Vec<Arc<Named>>, Failure> {
        if names.is_empty() {
            return Ok(self.all());
        }
        names.iter().map(|name| self.get(name)).collect()
    }

    /// The memory that is written where a request names none.
    pub(crate) fn first(&self) -> Result<Arc<Named>, Failure> {
        let first = self.all().into_iter().next();
        first.ok_or_else(|| Failure::not_found("there is no memory yet"))
    }

    /// Refuses to write where the server only reads.
    pub(crate) fn check_writable(&self) -> Result<(), Failure> {
        match self.access {
            Access::Write => Ok(()),
            Access::Read => Err(Failure::forbidden("the server only reads its memories")),
        }
    }

    /// Makes an empty memory in the folder.
    pub(crate) fn create(&self, name: &str) -> Result<Arc<Named>, Failure> {
        let directory = self.place_of(name)?;
        let mut list = self.list.write().unwrap_or_else(PoisonError::into_inner);
        if directory.exists() || list.iter().any(|memory| memory.name == name) {
            return Err(Failure::new(
                StatusCode::CONFLICT,
                format!("there is a memory `{name}` already"),
            ));
        }
        let named = Arc::new(Named::open(&directory, self.access)?);
        list.push(Arc::clone(&named));
        Ok(named)
    }

    /// Removes a memory of the folder. Look-ups under way end as if it were there.
    pub(crate) fn delete(&self, name: &str) -> Result<(), Failure> {
        let directory = self.place_of(name)?;
        let mut list = self.list.write().unwrap_or_else(PoisonError::into_inner);
        let place = list
            .iter()
            .position(|memory| memory.name == name)
            .ok_or_else(|| Failure::not_found(format!("there is no memory `{name}`")))?;
        if list
            .get(place)
            .is_none_or(|memory| memory.directory != directory)
        {
            return Err(Failure::forbidden(format!(
                "`{name}` is not in the folder in which memories may be deleted"
            )));
        }
        list.remove(place);
        fs::remove_dir_all(&directory)
            .map_err(|error| Failure::internal(format!("cannot remove `{name}`: {error}")))
    }

    /// The directory of a memory in the folder.
    fn place_of(&self, name: &str) -> Result<PathBuf, Failure> {
        self.check_writable()?;
        let folder = self.folder.as_ref().ok_or_else(|| {
            Failure::forbidden("the server was started without a folder for further memories")
        })?;
        if !is_name(name) {
            return Err(Failure::bad_request(
                "a memory is named by up to 100 letters, digits, `-`, `_` and `.`, none of these two first or last",
            ));
        }
        Ok(folder.join(name))
    }
}

/// Whether a memory may be called so: nothing that leads out of a folder, and nothing that a file system cannot write.
fn is_name(name: &str) -> bool {
    let is_letter = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    name.chars().all(is_letter)
        && name.chars().count() <= 100
        && name.starts_with(char::is_alphanumeric)
        && name.ends_with(char::is_alphanumeric)
}

fn memories_in(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let is_named = entry.file_name().to_str().is_some_and(is_name);
        if is_named && entry.path().join("store.sqlite").is_file() {
            found.push(entry.path());
        }
    }
    found.sort();
    Ok(found)
}

/// The matches in several memories, the best first; of equal ones that of the earlier memory, and no text twice.
pub(crate) fn look_up(memories: &[Arc<Named>], query: &Query<'_>) -> Result<Vec<Found>, Failure> {
    let mut all: Vec<Found> = Vec::new();
    for memory in memories {
        all.extend(memory.memory.lookup(query)?.into_iter().map(|found| Found {
            memory: Arc::clone(memory),
            found,
        }));
    }
    if let [_] = memories {
        return Ok(all);
    }
    all.sort_by(|one, other| other.found.score.value.total_cmp(&one.found.score.value));
    let mut kept: Vec<Found> = Vec::new();
    for next in all {
        let is_known = kept.iter().any(|known| {
            known.found.source().segment == next.found.source().segment
                && known.found.target().segment == next.found.target().segment
        });
        if !is_known {
            kept.push(next);
        }
    }
    kept.truncate(query.limit);
    Ok(kept)
}

/// Whether one of the memories has a text in `language`.
pub(crate) fn any_has(memories: &[Arc<Named>], language: &LanguageTag) -> Result<bool, Failure> {
    for memory in memories {
        if memory.has(language)? {
            return Ok(true);
        }
    }
    Ok(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        for name in ["a", "az-en", "Kontrakt_2.1", "müqavilə", "договор"] {
            assert!(is_name(name), "{name}");
        }
        let long = "a".repeat(101);
        for name in [
            "", ".", "..", "-rf", "a/b", "a\\b", "a.", "a b", "a\0", "nul:", &long,
        ] {
            assert!(!is_name(name), "{name}");
        }
    }
}
