//! `iijtax completions` and `iijtax man`.

use clap::CommandFactory;

use super::args::{Cli, CompletionsArgs};
use super::output::Output;
use super::{Exit, Failure};

pub fn completions(args: &CompletionsArgs, out: &mut Output) -> Result<Exit, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "iijtax", &mut script);
    out.print(&String::from_utf8_lossy(&script));
    Ok(Exit::Determined)
}

/// The manual page of the program, followed by one for each command.
pub fn man(out: &mut Output) -> Result<Exit, Failure> {
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
