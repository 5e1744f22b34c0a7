//! A long answer on a terminal is read in a pager: what `PAGER` names, or else `less`.

use std::io::Write;
use std::process::{Command, Stdio};

/// Shows `text` in the pager; whether it could be started. How the pager ends is its own affair.
pub fn show(text: &[u8]) -> bool {
    let named = std::env::var("PAGER").unwrap_or_else(|_| "less -FRX".to_owned());
    let mut words = named.split_whitespace();
    let Some(program) = words.next().filter(|program| *program != "cat") else { return false };
    let Ok(mut pager) = Command::new(program).args(words).stdin(Stdio::piped()).spawn() else { return false };
    if let Some(mut into) = pager.stdin.take() {
        // Who leaves the pager early has read enough.
        let _ = into.write_all(text);
    }
    let _ = pager.wait();
    true
}
