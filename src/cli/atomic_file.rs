//! Files that appear only when they are whole.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Seek, Write};
use std::path::{Path, PathBuf};

use super::places;
use super::signals;

/// A file that is written beside its place and put there when it is whole; dropped before, it is removed, and so it is
/// when the run is interrupted.
pub struct Beside {
    file: File,
    place: PathBuf,
    /// None where there is nothing to put in place: a device, a pipe.
    beside: Option<PathBuf>,
    /// The place has other names, which are to have the new content too.
    has_links: bool,
}

impl Beside {
    /// Creates the file beside `place`; what is no regular file is written as it is.
    pub fn create(place: &Path) -> io::Result<Beside> {
        if place.is_dir() {
            return Err(io::Error::new(
                io::ErrorKind::IsADirectory,
                word!("a folder, not a file", "ファイルではなくフォルダです"),
            ));
        }
        let before = fs::metadata(place).ok();
        if before.as_ref().is_some_and(|metadata| !metadata.is_file()) {
            let file = File::options().write(true).open(place)?;
            return Ok(Beside { file, place: place.to_owned(), beside: None, has_links: false });
        }
        // A link stays one: the file that it names is replaced.
        let place = places::resolved(place);
        let (beside, file) = signals::guarding(|| new_beside(&place))?;
        let has_links = before.as_ref().is_some_and(has_links);
        let created = Beside { file, place, beside: Some(beside), has_links };
        if let Some(before) = before {
            created.take_after(&before)?;
        }
        Ok(created)
    }

    /// Where the rows are written meanwhile.
    pub fn writer(&self) -> io::Result<File> {
        self.file.try_clone()
    }

    /// Puts the whole file into its place.
    pub fn keep(mut self) -> io::Result<()> {
        self.file.flush()?;
        let Some(beside) = self.beside.take() else { return Ok(()) };
        // A full disk may only show now, and must before the name says that all is there.
        let synced = self.file.sync_all();
        signals::releasing(&beside, || {
            let kept =
                synced.and_then(|()| if self.has_links { self.copy() } else { fs::rename(&beside, &self.place) });
            match kept {
                Ok(()) if self.has_links => fs::remove_file(&beside),
                Ok(()) => Ok(()),
                // A copy may have stopped half-way: what is whole is the file beside it.
                Err(error) if self.has_links => {
                    let (why, beside) = (crate::lang::of_io(&error), beside.display());
                    let said = said!("{why}; the whole output is {beside}", "{why}。出力の全体は{beside}にあります");
                    Err(io::Error::new(error.kind(), said))
                }
                Err(error) => {
                    let _ = fs::remove_file(&beside);
                    Err(error)
                }
            }
        })
    }

    /// Writes what stands beside into the place itself, which has other names.
    fn copy(&mut self) -> io::Result<()> {
        self.file.rewind()?;
        let mut place = OpenOptions::new().write(true).truncate(true).open(&self.place)?;
        io::copy(&mut self.file, &mut place)?;
        place.sync_all()
    }

    /// Takes mode and owner of the file that it replaces. Who may not give files away keeps them.
    fn take_after(&self, before: &Metadata) -> io::Result<()> {
        #[cfg(unix)]
        {
            use std::os::unix::fs::{MetadataExt, fchown};
            let own = self.file.metadata()?;
            if (own.uid(), own.gid()) != (before.uid(), before.gid()) {
                let _ = fchown(&self.file, Some(before.uid()), Some(before.gid()));
            }
        }
        self.file.set_permissions(before.permissions())
    }
}

/// A new file beside a place, and nothing that stood there before: the process's number keeps two runs with the same
/// output apart.
fn new_beside(place: &Path) -> io::Result<(PathBuf, File)> {
    const MOST: u32 = 1000;
    let process = std::process::id();
    let mut attempt = 0;
    loop {
        let mut name = place.file_name().unwrap_or_default().to_owned();
        match attempt {
            0 => name.push(format!(".{process}.partial")),
            attempt => name.push(format!(".{process}-{attempt}.partial")),
        }
        let beside = place.with_file_name(name);
        match OpenOptions::new().read(true).write(true).create_new(true).open(&beside) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && attempt < MOST => attempt += 1,
            Err(error) => return Err(error),
            Ok(file) => return Ok((beside, file)),
        }
    }
}

#[cfg(unix)]
fn has_links(metadata: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    metadata.nlink() > 1
}

#[cfg(not(unix))]
fn has_links(_: &Metadata) -> bool {
    false
}

impl Drop for Beside {
    fn drop(&mut self) {
        if let Some(beside) = &self.beside {
            let _ = signals::releasing(beside, || fs::remove_file(beside));
        }
    }
}
