//! `iijtax help`: what a command takes, and the topics of the reference.

use clap::{Args, CommandFactory};

use super::output::Output;
use super::{Cli, Exit, Failure, Run};
use crate::input::{got_wanted, listed};
use crate::render::topic;

/// A topic of the reference: its name, what it is about, its text.
type Topic = (&'static str, &'static str, &'static str);

/// The reference that the README leads to, printed from the same files.
const TOPICS: &[Topic] = &[
    ("form-20f", "the rows of the Form 20-F that decide the rate", include_str!("../help/form-20f.md")),
    ("jq", "recipes for answers in JSON", include_str!("../help/jq.md")),
    ("pfics", "whether the company is a PFIC, and what its years cost", include_str!("../help/pfics.md")),
    ("sales", "gains on shares and ADSs", include_str!("../help/sales.md")),
    ("spark", "registers on Apache Spark", include_str!("../help/spark.md")),
];

/// Print the help of a command, or a topic of the reference.
#[derive(Debug, Args)]
pub struct HelpArgs {
    /// A command, or a topic: the list is printed without one.
    #[arg(value_name = "COMMAND|TOPIC")]
    names: Vec<String>,

    /// Do not show a topic in a pager.
    #[arg(long)]
    no_pager: bool,
}

impl Run for HelpArgs {
    fn run(&self, out: &mut Output) -> Result<Exit, Failure> {
        let [name, rest @ ..] = &self.names[..] else {
            out.print(&help_of(&[])?);
            out.print(&list());
            return Ok(Exit::Determined);
        };
        match TOPICS.iter().find(|(topic, ..)| topic == name && rest.is_empty()) {
            Some((.., text)) => out.print_long(&topic::page(text), self.no_pager),
            None => out.print(&help_of(&self.names)?),
        }
        Ok(Exit::Determined)
    }
}

/// The help of a command, whose names lead down from the program.
fn help_of(names: &[String]) -> Result<String, Failure> {
    let mut command = Cli::command();
    command.build();
    let mut found = &mut command;
    for name in names {
        let Some(next) = found.find_subcommand_mut(name) else {
            let topics: Vec<_> = TOPICS.iter().map(|(topic, ..)| *topic).collect();
            let wanted =
                said!("a command, or one of the topics {}", "コマンド名又はトピック名（{}）のいずれか", listed(topics));
            let got = format!("{:?}", names.join(" "));
            return Err(Failure::Usage(format!("help: {}", got_wanted(got, wanted))));
        };
        found = next;
    }
    Ok(found.render_long_help().to_string())
}

fn list() -> String {
    let lines = TOPICS.iter().map(|(topic, about, _)| format!("  {topic:<12} {about}\n"));
    format!("\nTopics (iijtax help TOPIC):\n{}", lines.collect::<String>())
}
