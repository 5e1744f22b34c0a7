//! Files that a command writes for the user to go on with: never over one that is there, unless that is asked for.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::path::Path;

use super::Failure;
use crate::input::{got_wanted, visible};
use crate::lang;

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
        _ => {
            let wanted = word!("a file that can be written", "書き込めるファイル");
            Failure::Input(format!("{}: {}", shown(path), got_wanted(lang::of_io(&error), wanted)))
        }
    })
}

fn is_there(path: &Path) -> Failure {
    Failure::Input(said!(
        "{}: got a file that is there already, wanted a new one; --force overwrites it",
        "{}: 既に存在します。別の名前を指定するか、--forceで上書きしてください。",
        shown(path)
    ))
}

fn shown(path: &Path) -> String {
    visible(&path.display().to_string())
}
