//! Which files a command reads and writes, and that none is written that is read or written as well.

use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};

use super::{Failure, inputs};

/// What is done with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Use {
    Read,
    Write,
}

/// The files of a command, before any is opened.
#[derive(Debug, Default)]
pub struct Places {
    known: Vec<Place>,
}

#[derive(Debug)]
struct Place {
    /// How the user calls it.
    name: String,
    used: Use,
    file: Identity,
}

/// What makes two names those of one file.
#[derive(Debug, PartialEq, Eq)]
enum Identity {
    /// Device and number, whatever the name.
    #[cfg(unix)]
    Node(u64, u64),
    /// Where it will stand, or stands.
    At(PathBuf),
}

impl Places {
    /// A file that is read.
    pub fn reads(&mut self, what: &str, path: &Path) -> Result<(), Failure> {
        self.add(what, path, Use::Read)
    }

    /// A file that is written.
    pub fn writes(&mut self, what: &str, path: &Path) -> Result<(), Failure> {
        self.add(what, path, Use::Write)
    }

    fn add(&mut self, what: &str, path: &Path, used: Use) -> Result<(), Failure> {
        let is_standard = path == Path::new("-");
        let metadata = match (is_standard, used) {
            (true, Use::Read) => standard(&io::stdin()),
            (true, Use::Write) => standard(&io::stdout()),
            (false, _) => fs::metadata(path),
        };
        // Devices, terminals among them, and pipes of a shell lose nothing.
        let file = match metadata {
            Ok(metadata) if is_stream(&metadata, is_standard) => return Ok(()),
            Ok(metadata) => of(&metadata, path),
            Err(_) if is_standard => return Ok(()),
            Err(_) => Identity::At(resolved(path)),
        };
        let shown = match (is_standard, used) {
            (true, Use::Read) => word!("standard input", "標準入力").to_owned(),
            (true, Use::Write) => word!("standard output", "標準出力").to_owned(),
            _ => inputs::shown(path),
        };
        let name = match is_standard {
            true => shown,
            // An option is written apart from its value in Japanese too.
            false if what.starts_with("--") => format!("{what} {shown}"),
            false => said!("{what} {shown}", "{what}{shown}"),
        };
        let clash = self.known.iter().find(|known| known.file == file && (known.used, used) != (Use::Read, Use::Read));
        if let Some(known) = clash {
            let why = match (known.used, used) {
                (Use::Write, Use::Write) => {
                    word!("two outputs would be written over each other", "2つの出力が互いに上書きされます")
                }
                _ => word!("what is read would be lost", "読み取る内容が失われます"),
            };
            return Err(Failure::Usage(said!(
                "{} and {name} are the same file: {why}; name another file",
                "{}と{name}は同じファイルです。{why}。別のファイルを指定してください。",
                known.name
            )));
        }
        self.known.push(Place { name, used, file });
        Ok(())
    }
}

#[cfg(unix)]
fn standard(stream: &impl std::os::fd::AsFd) -> io::Result<Metadata> {
    fs::File::from(stream.as_fd().try_clone_to_owned()?).metadata()
}

#[cfg(not(unix))]
fn standard<T>(_: &T) -> io::Result<Metadata> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(unix)]
fn is_stream(metadata: &Metadata, is_standard: bool) -> bool {
    use std::os::unix::fs::FileTypeExt;
    let kind = metadata.file_type();
    kind.is_char_device() || kind.is_socket() || is_standard && kind.is_fifo()
}

#[cfg(not(unix))]
fn is_stream(metadata: &Metadata, _: bool) -> bool {
    !metadata.is_file() && !metadata.is_dir()
}

#[cfg(unix)]
fn of(metadata: &Metadata, _: &Path) -> Identity {
    use std::os::unix::fs::MetadataExt;
    Identity::Node(metadata.dev(), metadata.ino())
}

#[cfg(not(unix))]
fn of(_: &Metadata, path: &Path) -> Identity {
    Identity::At(resolved(path))
}

/// The file that a name leads to through all links, whether or not it is there.
pub fn resolved(path: &Path) -> PathBuf {
    /// More links than systems follow.
    const MOST: usize = 40;
    let mut path = path.to_owned();
    for _ in 0..MOST {
        if let Ok(found) = fs::canonicalize(&path) {
            return found;
        }
        match fs::read_link(&path) {
            // What a link says is said from the folder it stands in.
            Ok(target) => path = path.parent().unwrap_or(Path::new("")).join(target),
            Err(_) => break,
        }
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    match (fs::canonicalize(folder), path.file_name()) {
        (Ok(folder), Some(name)) => folder.join(name),
        _ => path,
    }
}
