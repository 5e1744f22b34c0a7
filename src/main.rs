//! Arguments in, exit code out.

use std::process::ExitCode;

fn main() -> ExitCode {
    // A panic is a bug, and has its own exit code like everything else.
    let code = std::panic::catch_unwind(|| iijtax::cli::run(std::env::args_os()));
    ExitCode::from(code.unwrap_or_else(|_| iijtax::cli::bug()))
}
