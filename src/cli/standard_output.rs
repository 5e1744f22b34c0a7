//! Standard output as it is: whether it was open at all, and whether any of it was taken.

use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};

/// Standard output was closed when the program began. The runtime puts `/dev/null` in its place before `main`, so that
/// whatever is written there seems to be written.
static WAS_CLOSED: AtomicBool = AtomicBool::new(false);

/// Looks whether standard output is open: to be called before `main`, where the runtime has not yet put something else in
/// its place.
#[cfg(unix)]
pub fn look_at_standard_output() {
    use std::os::fd::AsFd;
    WAS_CLOSED.store(io::stdout().as_fd().try_clone_to_owned().is_err(), Ordering::Relaxed);
}

#[cfg(unix)]
type Raw = std::fs::File;
#[cfg(not(unix))]
type Raw = io::Stdout;

/// Standard output without a buffer. Who reads its beginning has read enough, and closes it; who takes not a byte reads
/// nothing, and that is an error like any other.
#[derive(Debug)]
pub struct StandardOutput {
    raw: Raw,
    /// Some of it was taken.
    has_begun: bool,
}

impl StandardOutput {
    /// Opens it; an error where it was closed when the program began.
    pub fn open() -> io::Result<StandardOutput> {
        if WAS_CLOSED.load(Ordering::Relaxed) {
            return Err(io::Error::other(word!("standard output is closed", "標準出力が閉じられています")));
        }
        Ok(StandardOutput { raw: raw()?, has_begun: false })
    }

    /// Whether somebody looks at it.
    pub fn is_terminal(&self) -> bool {
        self.raw.is_terminal()
    }

    /// The error of who takes not a byte is none of a reader that has enough.
    fn told(&mut self, result: io::Result<usize>) -> io::Result<usize> {
        match result {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe && !self.has_begun => Err(io::Error::other(word!(
                "standard output was closed before anything could be written",
                "何も書き込まないうちに標準出力が閉じられました"
            ))),
            Ok(count) => {
                self.has_begun |= count > 0;
                Ok(count)
            }
            other => other,
        }
    }
}

#[cfg(unix)]
fn raw() -> io::Result<Raw> {
    use std::os::fd::AsFd;
    Ok(io::stdout().as_fd().try_clone_to_owned()?.into())
}

#[cfg(not(unix))]
fn raw() -> io::Result<Raw> {
    Ok(io::stdout())
}

impl Write for StandardOutput {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.raw.write(bytes);
        self.told(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.raw.flush()
    }
}
