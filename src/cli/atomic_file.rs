//! Files that appear only when they are whole.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// A file that is written beside its place and renamed when it is whole; dropped before, it is removed.
pub struct Beside {
    file: File,
    place: PathBuf,
    /// None where there is nothing to rename: a device, a pipe.
    beside: Option<PathBuf>,
}

impl Beside {
    /// Creates the file beside `place`; what is no regular file is written as it is.
    pub fn create(place: &Path) -> io::Result<Beside> {
        if fs::metadata(place).is_ok_and(|metadata| !metadata.is_file()) {
            let file = File::options().write(true).open(place)?;
            return Ok(Beside { file, place: place.to_owned(), beside: None });
        }
        // The process's number keeps two runs with the same output apart.
        let mut name = place.file_name().unwrap_or_default().to_owned();
        name.push(format!(".{}.partial", std::process::id()));
        let beside = place.with_file_name(name);
        Ok(Beside { file: File::create(&beside)?, place: place.to_owned(), beside: Some(beside) })
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
        let whole = self.file.sync_all().and_then(|()| fs::rename(&beside, &self.place));
        whole.inspect_err(|_| {
            let _ = fs::remove_file(&beside);
        })
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        if let Some(beside) = &self.beside {
            let _ = fs::remove_file(beside);
        }
    }
}
