//! `iijtax ask`.

use std::io::{self, BufRead, Write};
use std::path::PathBuf;

use clap::Args;
use serde_json::{Map, Value};

use super::args::{FxArg, LawArg};
use super::facts::{FactFlags, OfDividend};
use super::inputs::{Files, decided};
use super::output::Output;
use super::{Exit, Failure, Run, new_file};
use crate::answer::{DividendAnswer, Status};
use crate::dividend;
use crate::facts::{Field, FieldSet, ValueType};
use crate::input::Question::Dividend;
use crate::input::{GivenFlag, fact_flag, got_wanted, listed, read_case};
use crate::lang;
use crate::render::screen;

/// Ask for the facts of a holder one by one, as few as settle the answer, and write a profile.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct AskArgs {
    /// Where to write the profile.
    #[arg(short, long, value_name = "FILE", default_value = "profile.json")]
    pub output: PathBuf,
    /// Overwrite a file that is there.
    #[arg(long)]
    pub force: bool,
    #[command(flatten)]
    pub fx: FxArg,
    #[command(flatten)]
    pub law: LawArg,
    #[command(flatten)]
    pub facts: FactFlags<OfDividend>,
}

const EXAMPLES: &str = "\
Examples:
  iijtax ask
  iijtax ask --residence US --kind corporation --output fund.json
  printf 'US\\nindividual\\n2024-06-28\\nshare\\n60000\\n35\\n' | iijtax ask

An answer is a line of standard input; an empty one leaves the fact open. What is asked stands on standard error, the
answer on standard output, and the exit code follows it. Facts that are given as flags are not asked for.";

/// What is asked of everybody, before what the answer turns on. Who holds ADSs and is not asked would be taken to hold
/// as many shares.
const FIRST: [Field; 7] = [
    Field::Residence,
    Field::Kind,
    Field::PaymentDate,
    Field::Instrument,
    Field::Shares,
    Field::AdsPerShare,
    Field::PerShare,
];

impl Run for AskArgs {
    fn run(&self, out: &mut Output) -> Result<Exit, Failure> {
        new_file::check(&self.output, self.force)?;
        let mut talk = Talk { facts: self.facts.given.clone(), asked: FieldSet::NONE, files: self.files()? };
        let mut lines = io::stdin().lock().lines();
        while let Some(field) = talk.next(&self.law)? {
            talk.asked.insert(field);
            while let Some(flag) = fact_flag(Dividend, field) {
                prompt(field);
                let Some(line) = lines.next().transpose().map_err(unread)? else {
                    // Who has nothing more to say leaves all else open.
                    return self.finish(&talk, out);
                };
                match line.trim() {
                    "" => break,
                    written if talk.take(GivenFlag::new(flag, written)) => break,
                    _ => {}
                }
            }
        }
        self.finish(&talk, out)
    }
}

impl AskArgs {
    fn files(&self) -> Result<Files, Failure> {
        Files::of_rates(self.fx.file.as_deref())
    }

    /// Writes the profile and answers.
    fn finish(&self, talk: &Talk, out: &mut Output) -> Result<Exit, Failure> {
        let (case, law) = decided(&talk.files.given(&talk.facts), &self.law)?;
        new_file::write(&self.output, &profile(&talk.facts), self.force)?;
        let answer = dividend::determine(&case, law);
        let path = crate::input::visible(&self.output.display().to_string());
        say(&said!("\nwritten: {path}\n\n", "\n書き込みました：{path}\n\n"));
        out.print(&screen::dividend(&answer, None));
        Ok(Exit::from(answer.japan.status))
    }
}

/// What was said so far.
struct Talk {
    facts: Vec<GivenFlag>,
    asked: FieldSet,
    files: Files,
}

impl Talk {
    fn states(&self, field: Field) -> bool {
        self.facts.iter().any(|flag| flag.flag.field == field)
    }

    /// What is asked next: what everybody is asked, then the fewest facts that settle the answer.
    fn next(&self, law: &LawArg) -> Result<Option<Field>, Failure> {
        let is_open = |field: &Field| !self.states(*field) && !self.asked.contains(*field);
        let has_amount = [Field::Gross, Field::GrossUsd].into_iter().any(|field| self.states(field));
        let is_ads = self.facts.iter().any(|flag| flag.flag.field == Field::Instrument && flag.written == "ads");
        let is_meant = |field: &Field| match field {
            Field::AdsPerShare => is_ads && !has_amount,
            Field::PerShare => self.states(Field::Shares) && !has_amount,
            _ => true,
        };
        if let Some(field) = FIRST.into_iter().find(|field| is_open(field) && is_meant(field)) {
            return Ok(Some(field));
        }
        if !self.states(Field::Residence) || !self.states(Field::Kind) {
            return Ok(None);
        }
        let (case, law) = decided(&self.files.given(&self.facts), law)?;
        let answer = dividend::determine(&case, law);
        Ok(questions(&answer).into_iter().find(is_open))
    }

    /// Takes an answer, unless something is wrong with it that was not before, which is said.
    fn take(&mut self, answer: GivenFlag) -> bool {
        let before = self.problems();
        self.facts.push(answer);
        let new: Vec<_> = self.problems().into_iter().filter(|problem| !before.contains(problem)).collect();
        if !new.is_empty() {
            self.facts.pop();
            say(&new.iter().map(|problem| format!("  {problem}\n")).collect::<String>());
        }
        new.is_empty()
    }

    fn problems(&self) -> Vec<String> {
        let problems = read_case(&self.files.given(&self.facts)).err().unwrap_or_default();
        problems.into_iter().map(|problem| format!("{}: {}", problem.place, problem.message())).collect()
    }
}

/// The facts that settle what Japan does, and whether the United States has a part.
fn questions(answer: &DividendAnswer<'_>) -> Vec<Field> {
    let us = answer.us.questions.iter().filter(|_| answer.us.status == Status::Undetermined);
    answer.japan.questions.iter().copied().chain(us).collect()
}

fn prompt(field: Field) {
    let spec = crate::input::spec_of(field);
    let asked = match (field.question(), spec) {
        ("", Some(spec)) => spec.meaning(),
        (question, _) => question,
    };
    let wanted = match field.value_type() {
        ValueType::List(ValueType::Word(words)) => {
            let words = listed(words.iter().copied());
            said!("{words}, with commas between them", "{words}（カンマ区切り）")
        }
        value => value.wanted(),
    };
    say(&format!("{}: {asked}\n  {wanted}\n> ", field.path()));
}

/// What is asked stands on standard error, and where that is closed nobody can read it.
fn say(text: &str) {
    let _ = io::stderr().write_all(text.as_bytes());
}

fn unread(error: io::Error) -> Failure {
    let wanted = word!("lines of text", "テキストの行");
    let name = word!("standard input", "標準入力");
    Failure::Input(format!("{name}: {}", got_wanted(lang::of_io(&error), wanted)))
}

/// The facts as a profile.
fn profile(facts: &[GivenFlag]) -> String {
    let mut profile = Map::new();
    facts.iter().for_each(|flag| put(&mut profile, flag.flag.field.path(), flag.json()));
    format!("{:#}\n", Value::Object(profile))
}

fn put(object: &mut Map<String, Value>, path: &str, value: Value) {
    match path.split_once('.') {
        None => {
            object.insert(path.to_owned(), value);
        }
        Some((key, rest)) => {
            let inner = object.entry(key).or_insert_with(|| Value::Object(Map::new()));
            if let Value::Object(inner) = inner {
                put(inner, rest, value);
            }
        }
    }
}
