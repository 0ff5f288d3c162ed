//! Files that appear whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::{NamedTempFile, TempPath};

use crate::{Error, ErrorKind};

/// How many links in a row are followed before they are taken for a circle.
const LINKS: usize = 40;

/// A file that is written beside its place and moved there by [`AtomicFile::commit`].
///
/// Whoever reads the path sees the old content or the new one, never a part. Dropped without a commit it leaves nothing
/// behind and the old file as it was. The mode of an existing file is kept; where the path is a symbolic link, the file
/// that it points to is replaced and the link stays. A path that names a device or a pipe is written to directly.
///
/// ```
/// use std::io::Write;
/// let folder = tempfile::tempdir()?;
/// let path = folder.path().join("memory.tmx");
/// let mut file = yaddash_io::AtomicFile::create(&path)?;
/// file.write_all(b"<tmx/>")?;
/// assert!(!path.exists());
/// file.commit()?;
/// assert_eq!(std::fs::read(&path)?, b"<tmx/>");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct AtomicFile {
    target: PathBuf,
    output: Output,
}

#[derive(Debug)]
enum Output {
    Temporary(BufWriter<NamedTempFile>),
    Direct(BufWriter<File>),
}

impl AtomicFile {
    /// Starts a file that will stand at `path`.
    ///
    /// # Errors
    /// [`ErrorKind::IsDirectory`] where `path` is a folder, [`ErrorKind::NotFound`] where its folder does not exist,
    /// [`ErrorKind::Denied`] or [`ErrorKind::Write`] where the folder cannot be written to.
    pub fn create(path: &Path) -> Result<Self, Error> {
        let failed = |source| Error::from_write(source, path);
        let target = follow_links(path).map_err(failed)?;
        let existing = match fs::metadata(&target) {
            Ok(metadata) => Some(metadata),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(failed(error)),
        };
        if existing.as_ref().is_some_and(fs::Metadata::is_dir) {
            return Err(Error::new(ErrorKind::IsDirectory).with_path(path));
        }
        let output = if existing.as_ref().is_some_and(|old| !old.is_file()) {
            let device = OpenOptions::new()
                .write(true)
                .open(&target)
                .map_err(failed)?;
            Output::Direct(BufWriter::new(device))
        } else {
            let temporary = temporary_beside(&target, existing.as_ref()).map_err(failed)?;
            Output::Temporary(BufWriter::with_capacity(1 << 16, temporary))
        };
        Ok(Self { target, output })
    }

    /// Writes what is still buffered, makes sure that it is on the disk, and moves the file to its place.
    ///
    /// # Errors
    /// [`ErrorKind::Write`] where one of the steps fails; the old file then stays as it was.
    pub fn commit(self) -> Result<(), Error> {
        self.finish()?.commit()
    }

    /// Writes what is still buffered, makes sure that it is on the disk, and closes the file, which still stands beside
    /// its place: for several files that appear together or not at all.
    ///
    /// # Errors
    /// [`ErrorKind::Write`] where one of the steps fails.
    pub fn finish(self) -> Result<FinishedFile, Error> {
        let Self { target, output } = self;
        let failed = |source| Error::from_write(source, &target);
        let temporary = match output {
            Output::Direct(mut device) => {
                device.flush().map_err(failed)?;
                None
            }
            Output::Temporary(buffered) => {
                let temporary = buffered
                    .into_inner()
                    .map_err(|error| failed(error.into_error()))?;
                temporary.as_file().sync_all().map_err(failed)?;
                Some(temporary.into_temp_path())
            }
        };
        Ok(FinishedFile { target, temporary })
    }
}

/// A file that is written and closed and waits to be moved to its place. Dropped without a commit it leaves nothing
/// behind, as an [`AtomicFile`] does.
#[derive(Debug)]
pub struct FinishedFile {
    target: PathBuf,
    /// `None` for a device, which was written to directly.
    temporary: Option<TempPath>,
}

impl FinishedFile {
    /// Moves the file to its place.
    ///
    /// # Errors
    /// [`ErrorKind::Write`] where that fails; the old file then stays as it was.
    pub fn commit(self) -> Result<(), Error> {
        let Self { target, temporary } = self;
        let failed = |source| Error::from_write(source, &target);
        let Some(temporary) = temporary else {
            return Ok(());
        };
        temporary
            .persist(&target)
            .map_err(|error| failed(error.error))?;
        sync_folder(folder_of(&target)).map_err(failed)
    }
}

impl Write for AtomicFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.output {
            Output::Temporary(file) => file.write(bytes),
            Output::Direct(file) => file.write(bytes),
        }
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        match &mut self.output {
            Output::Temporary(file) => file.write_all(bytes),
            Output::Direct(file) => file.write_all(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.output {
            Output::Temporary(file) => file.flush(),
            Output::Direct(file) => file.flush(),
        }
    }
}

/// Where `path` leads once symbolic links are followed; the last one may point to nothing yet.
fn follow_links(path: &Path) -> io::Result<PathBuf> {
    let mut target = path.to_owned();
    for _ in 0..LINKS {
        match fs::symlink_metadata(&target) {
            Ok(metadata) if metadata.is_symlink() => {
                target = folder_of(&target).join(fs::read_link(&target)?);
            }
            _ => return Ok(target),
        }
    }
    Err(io::Error::other("too many symbolic links"))
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

fn temporary_beside(target: &Path, existing: Option<&fs::Metadata>) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".yaddash-").suffix(".part");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let file = builder.tempfile_in(folder_of(target))?;
    if let Some(existing) = existing {
        file.as_file().set_permissions(existing.permissions())?;
    }
    Ok(file)
}

/// Makes sure that the new name is on the disk too, where the system can do that.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    fn write(path: &Path, bytes: &[u8]) -> Result<(), Error> {
        let mut file = AtomicFile::create(path)?;
        file.write_all(bytes).unwrap();
        file.commit()
    }

    #[test]
    fn dropped_without_commit_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        fs::write(&path, "old").unwrap();
        let mut file = AtomicFile::create(&path).unwrap();
        file.write_all(b"new").unwrap();
        drop(file);
        assert_eq!(fs::read(&path).unwrap(), b"old");
        assert_eq!(names(folder.path()), ["a"]);
    }

    #[test]
    fn finished_files_wait_for_their_commit() {
        let folder = tempfile::tempdir().unwrap();
        let finished = |name: &str| {
            let mut file = AtomicFile::create(&folder.path().join(name)).unwrap();
            file.write_all(name.as_bytes()).unwrap();
            file.finish().unwrap()
        };
        let (one, other) = (finished("a"), finished("b"));
        assert_eq!(names(folder.path()).len(), 2);
        assert!(!folder.path().join("a").exists());
        one.commit().unwrap();
        drop(other);
        assert_eq!(names(folder.path()), ["a"]);
        assert_eq!(fs::read(folder.path().join("a")).unwrap(), b"a");
    }

    #[test]
    fn folders_and_missing_folders_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let error = AtomicFile::create(folder.path()).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::IsDirectory), "{error}");
        let error = AtomicFile::create(&folder.path().join("no/such")).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::NotFound), "{error}");
        assert!(error.to_string().contains("no/such"), "{error}");
    }

    #[cfg(unix)]
    #[test]
    fn mode_and_link_are_kept() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let (path, link) = (folder.path().join("a"), folder.path().join("link"));
        fs::write(&path, "old").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        symlink("a", &link).unwrap();
        write(&link, b"new").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read(&path).unwrap(), b"new");
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o640);
        assert_eq!(names(folder.path()), ["a", "link"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_new_file_is_as_readable_as_any() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let (ours, plain) = (folder.path().join("ours"), folder.path().join("plain"));
        write(&ours, b"x").unwrap();
        fs::write(&plain, b"x").unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode();
        assert_eq!(mode(&ours), mode(&plain));
    }

    #[cfg(unix)]
    #[test]
    fn devices_are_written_to_and_not_replaced() {
        write(Path::new("/dev/null"), b"x").unwrap();
        assert!(!fs::metadata("/dev/null").unwrap().is_file());
    }
}
