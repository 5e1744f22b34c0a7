//! What an interrupt leaves behind: nothing. Files that are not whole are removed before the program ends by the signal.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The files that stand beside their places.
static UNFINISHED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

fn unfinished() -> MutexGuard<'static, Vec<PathBuf>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Creates a file that is removed on a signal from its first moment on.
pub fn guarding<T>(create: impl FnOnce() -> io::Result<(PathBuf, T)>) -> io::Result<(PathBuf, T)> {
    listen()?;
    let mut unfinished = unfinished();
    let (path, created) = create()?;
    unfinished.push(path.clone());
    Ok((path, created))
}

/// Puts such a file into its place or takes it away, while signals wait.
pub fn releasing<T>(path: &Path, end: impl FnOnce() -> T) -> T {
    let mut unfinished = unfinished();
    unfinished.retain(|other| other != path);
    end()
}

/// Begins to wait for signals, once.
#[cfg(unix)]
fn listen() -> io::Result<()> {
    use std::sync::OnceLock;

    use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGXFSZ};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    static LISTENS: OnceLock<Result<(), io::ErrorKind>> = OnceLock::new();
    let begun = LISTENS.get_or_init(|| {
        let mut signals = Signals::new([SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGXFSZ]).map_err(|error| error.kind())?;
        let wait = move || {
            for signal in signals.forever() {
                // A file beyond the limit of the shell fails to be written, and says so itself.
                if signal == SIGXFSZ {
                    continue;
                }
                // The lock is held to the end: nothing is put into place any more.
                let unfinished = unfinished();
                for path in unfinished.iter() {
                    let _ = std::fs::remove_file(path);
                }
                let _ = emulate_default_handler(signal);
            }
        };
        std::thread::Builder::new().name("signals".to_owned()).spawn(wait).map_err(|error| error.kind())?;
        Ok(())
    });
    (*begun).map_err(io::Error::from)
}

#[cfg(not(unix))]
fn listen() -> io::Result<()> {
    Ok(())
}
