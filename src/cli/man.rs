//! `iijtax man`.

use clap::{Args, CommandFactory};

use super::output::Output;
use super::{Cli, Exit, Failure, Run};

/// Print the manual page, in roff.
#[derive(Debug, Args)]
pub struct ManArgs {}

impl Run for ManArgs {
    /// The manual page of the program, followed by one for each command.
    fn run(&self, out: &mut Output) -> Result<Exit, Failure> {
        let mut command = Cli::command();
        command.build();
        let pages = std::iter::once(command.clone()).chain(command.get_subcommands().cloned());
        for page in pages {
            let mut roff = Vec::new();
            clap_mangen::Man::new(page).render(&mut roff).map_err(Failure::Output)?;
            out.print(&String::from_utf8_lossy(&roff));
        }
        Ok(Exit::Determined)
    }
}
