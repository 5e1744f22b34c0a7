//! `iijtax init`.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::output::Output;
use super::{Exit, Failure, Run, new_file};
use crate::render::starter;

/// Write a file to begin with: the keys that matter, with comments on what to fill in.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct InitArgs {
    /// What the file is to describe.
    pub of: InitOf,
    /// Where to write it; by default the kind's name, such as holder.json. - for standard output.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Overwrite a file that is there.
    #[arg(long)]
    pub force: bool,
}

const EXAMPLES: &str = "\
Examples:
  iijtax init holder
  iijtax init sale --output 2024.json

Keys that begin with # are comments, which are not read; null is as good as absent.";

/// What a file can describe.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum InitOf {
    /// A holder, with its dividend.
    Holder,
    /// A dividend that many holders share.
    Dividend,
    /// A sale.
    Sale,
    /// A holding of a passive foreign investment company.
    Holding,
    /// A company, year by year.
    Company,
    /// What a register calls its columns.
    Map,
}

impl InitOf {
    fn file(self) -> (&'static str, String) {
        match self {
            InitOf::Holder => ("holder.json", starter::holder()),
            InitOf::Dividend => ("dividend.json", starter::dividend()),
            InitOf::Sale => ("sale.json", starter::sale()),
            InitOf::Holding => ("holding.json", starter::holding()),
            InitOf::Company => ("company.json", starter::company()),
            InitOf::Map => ("map.json", starter::map()),
        }
    }
}

impl Run for InitArgs {
    fn run(&self, out: &mut Output) -> Result<Exit, Failure> {
        let (name, text) = self.of.file();
        let path = self.output.as_deref().unwrap_or(Path::new(name));
        if path == Path::new("-") {
            out.print_data(&text);
        } else {
            new_file::write(path, &text, self.force)?;
            out.print(&format!("{}\n", crate::input::visible(&path.display().to_string())));
        }
        Ok(Exit::Determined)
    }
}
