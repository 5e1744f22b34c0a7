//! `iijtax man`.

use std::fs;
use std::path::{Path, PathBuf};

use clap::{Args, Command, CommandFactory};

use super::output::Output;
use super::{Cli, Exit, Failure, Run};

/// Print the manual page, in roff, or write one for each command.
#[derive(Debug, Args)]
pub struct ManArgs {
    /// Write a page for the program and one for each command into this folder, which is made where it is not there:
    /// iijtax.1, iijtax-dividend.1 and so on.
    #[arg(long, value_name = "DIR")]
    pub dir: Option<PathBuf>,
}

impl Run for ManArgs {
    /// The manual page of the program, followed by one for each command.
    fn run(&self, out: &mut Output) -> Result<Exit, Failure> {
        let mut command = Cli::command();
        command.build();
        let mut pages = Vec::new();
        pages_of(&command, &mut pages)?;
        match &self.dir {
            Some(dir) => write(dir, &pages)?,
            None => pages.iter().for_each(|(_, page)| out.print(&String::from_utf8_lossy(page))),
        }
        Ok(Exit::Determined)
    }
}

/// The page of a command, by the name of its file, and those of the commands below it.
fn pages_of(command: &Command, pages: &mut Vec<(String, Vec<u8>)>) -> Result<(), Failure> {
    let mut page = Vec::new();
    let man = clap_mangen::Man::new(command.clone());
    let name = man.get_filename();
    man.render(&mut page).map_err(Failure::Output)?;
    pages.push((name, page));
    let below = command.get_subcommands().filter(|below| below.get_name() != "help" && !below.is_hide_set());
    below.into_iter().try_for_each(|below| pages_of(below, pages))
}

fn write(dir: &Path, pages: &[(String, Vec<u8>)]) -> Result<(), Failure> {
    fs::create_dir_all(dir).map_err(|error| named(dir, &error))?;
    for (name, page) in pages {
        let path = dir.join(name);
        fs::write(&path, page).map_err(|error| named(&path, &error))?;
    }
    Ok(())
}

fn named(path: &Path, error: &std::io::Error) -> Failure {
    let path = crate::input::visible(&path.display().to_string());
    let wanted = word!("a place that can be written", "書き込める場所");
    Failure::Input(format!("--dir: {path}: {}", crate::input::got_wanted(crate::lang::of_io(error), wanted)))
}
