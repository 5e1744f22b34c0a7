//! Arguments in, exit code out.

use std::process::ExitCode;

// Before the runtime puts something else in place of a standard output that is closed. What the macro writes is the only
// code here that is not safe by itself, which is why the package denies such code and the library forbids it.
#[cfg(unix)]
ctor::declarative::ctor! {
    #[ctor(unsafe)]
    fn look() {
        iijtax::cli::look_at_standard_output();
    }
}

fn main() -> ExitCode {
    // A panic is a bug, and has its own exit code like everything else.
    let code = std::panic::catch_unwind(|| iijtax::cli::run(std::env::args_os()));
    ExitCode::from(code.unwrap_or_else(|_| iijtax::cli::bug()))
}
