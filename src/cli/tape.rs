//! What a command read, kept for its receipt, and put in the place of its files when the receipt is verified.
//!
//! Commands read all their files through one function, on the thread that they run on; so what they read is kept there,
//! and none of them needs to know of receipts.

use std::cell::RefCell;

/// A file as it was read.
#[derive(Clone, Debug)]
pub struct Kept {
    /// As the user named it; standard input by its name.
    pub name: String,
    pub bytes: Vec<u8>,
}

#[derive(Debug)]
enum Tape {
    Off,
    Keeps(Vec<Kept>),
    Plays(Vec<Kept>),
}

thread_local! {
    static TAPE: RefCell<Tape> = const { RefCell::new(Tape::Off) };
}

/// Keeps what is read from now on.
pub fn keep() {
    TAPE.replace(Tape::Keeps(Vec::new()));
}

/// Ends the keeping, and returns what was read.
pub fn kept() -> Vec<Kept> {
    match TAPE.replace(Tape::Off) {
        Tape::Keeps(files) => files,
        Tape::Off | Tape::Plays(_) => Vec::new(),
    }
}

/// Runs something that reads these files and no others.
pub fn play<T>(files: Vec<Kept>, run: impl FnOnce() -> T) -> T {
    TAPE.replace(Tape::Plays(files));
    let result = run();
    TAPE.replace(Tape::Off);
    result
}

/// What stands in the place of a file: none where files are read, nothing inside where it was not kept.
pub fn played(name: &str) -> Option<Option<Vec<u8>>> {
    TAPE.with_borrow(|tape| match tape {
        Tape::Plays(files) => Some(files.iter().find(|file| file.name == name).map(|file| file.bytes.clone())),
        Tape::Off | Tape::Keeps(_) => None,
    })
}

/// Notes a file that was read.
pub fn note(name: &str, bytes: &[u8]) {
    TAPE.with_borrow_mut(|tape| {
        if let Tape::Keeps(files) = tape
            && !files.iter().any(|file| file.name == name)
        {
            files.push(Kept { name: name.to_owned(), bytes: bytes.to_vec() });
        }
    });
}
