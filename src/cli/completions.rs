//! `iijtax completions`.

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::output::Output;
use super::{Cli, Exit, Failure, Run};

/// Print a completion script for a shell.
#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// The shell.
    pub shell: Shell,
}

impl Run for CompletionsArgs {
    fn run(&self, out: &mut Output) -> Result<Exit, Failure> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Cli::command(), "iijtax", &mut script);
        out.print(&String::from_utf8_lossy(&script));
        Ok(Exit::Determined)
    }
}
