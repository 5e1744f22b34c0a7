//! Files that a command writes for the user to go on with: never over one that is there, unless that is asked for.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::path::Path;

use super::Failure;
use crate::input::visible;

/// Fails where the file is there already; with `force`, nothing is in the way.
pub fn check(path: &Path, force: bool) -> Result<(), Failure> {
    if force || path.symlink_metadata().is_err() { Ok(()) } else { Err(is_there(path)) }
}

/// Writes the text into a new file.
pub fn write(path: &Path, text: &str, force: bool) -> Result<(), Failure> {
    let mut options = OpenOptions::new();
    // Whoever creates it between a look and the writing has it too.
    let options = if force { options.create(true).truncate(true) } else { options.create_new(true) };
    let written = options.write(true).open(path).and_then(|mut file| file.write_all(text.as_bytes()));
    written.map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => is_there(path),
        _ => Failure::Input(format!("{}: got {error}, wanted a file that can be written", shown(path))),
    })
}

fn is_there(path: &Path) -> Failure {
    Failure::Input(format!(
        "{}: got a file that is there already, wanted a new one; --force overwrites it",
        shown(path)
    ))
}

fn shown(path: &Path) -> String {
    visible(&path.display().to_string())
}
