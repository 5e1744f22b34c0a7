//! `iijtax verify`.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::output::Output;
use super::receipt::answer_again;
use super::tape::Kept;
use super::{Exit, Failure, Run, inputs};
use crate::input::{got_wanted, named, visible};
use crate::lang;
use crate::receipt::rows::{self, Proof, RowForm, RunReceipt};
use crate::receipt::{Difference, Receipt, Verdict, cite_said, leaves};
use crate::register;
use crate::render::json::to_json;
use crate::render::page::{FIGURE, Page, WARNING};

/// Answer again what receipts hold, and say what differs, figure by figure.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct VerifyArgs {
    /// Receipts, as --receipt writes them.
    #[arg(required = true, value_name = "RECEIPT")]
    pub receipts: Vec<PathBuf>,
    /// Read the files again where they stand, and not as the receipt holds them: whether the facts are still the same.
    #[arg(long, conflicts_with_all = ["rows", "proof"])]
    pub files: bool,
    /// Of the receipt of a run: the rows that it wrote, not packed.
    #[arg(long, value_name = "FILE")]
    pub rows: Option<PathBuf>,
    /// Print what proves this row, counted from 1, without the others.
    #[arg(long, value_name = "N", requires = "rows", conflicts_with = "format")]
    pub row: Option<u64>,
    /// Of the receipt of a run: what --row printed, held against it without any other row.
    #[arg(long, value_name = "FILE", conflicts_with = "rows")]
    pub proof: Option<PathBuf>,
    /// How to print what was found.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: VerifyFormat,
}

/// The forms of what was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum VerifyFormat {
    /// For people.
    Text,
    /// An object for each receipt.
    Json,
}

const EXAMPLES: &str = "\
Exit codes: 0 everything is as the receipts hold it, 3 something differs, 1 a file could not be read, 2 usage.

Examples:
  iijtax dividend --holder profile.json --receipt 2024.receipt.json
  iijtax verify 2024.receipt.json
  iijtax verify --files 2024.receipt.json
  iijtax batch holders.ndjson -o rows.ndjson --dividend 2024.json --receipt run.receipt.json
  iijtax verify run.receipt.json --rows rows.ndjson
  iijtax verify run.receipt.json --rows rows.ndjson --row 42 > row-42.json
  iijtax verify run.receipt.json --proof row-42.json";

/// No receipt is larger.
const MAX_RECEIPT: u64 = 64 * 1024 * 1024;

/// Differences that are printed for people.
const MOST_SHOWN: usize = 20;

impl Run for VerifyArgs {
    fn run(&self, out: &mut Output) -> Result<Exit, Failure> {
        let one = self.rows.is_some() || self.proof.is_some();
        if one && self.receipts.len() > 1 {
            let why = word!(
                "--rows and --proof are for the receipt of one run",
                "--rowsと--proofは、1件の一括処理の検証用記録についてのみ使用できます。"
            );
            return Err(Failure::Usage(why.to_owned()));
        }
        let mut all_hold = true;
        for path in &self.receipts {
            let name = inputs::name(path);
            let text = text(path)?;
            let wrong = |why: String| {
                Failure::Usage(said!(
                    "{}: no receipt: got {why}",
                    "{}: 検証用記録ではありません（{why}）。",
                    visible(named(&name))
                ))
            };
            let found = if is_of_run(&text) {
                let receipt = RunReceipt::read(&text).map_err(wrong)?;
                match self.row {
                    Some(row) => {
                        out.print_data(&to_json(&self.proof_of(&receipt, row)?));
                        return Ok(Exit::Determined);
                    }
                    None => self.run_found(&name, &receipt)?,
                }
            } else {
                if one {
                    return Err(Failure::Usage(said!(
                        "{}: --rows and --proof are for the receipt of a run",
                        "{}: --rowsと--proofは、一括処理の検証用記録についてのみ使用できます。",
                        visible(named(&name))
                    )));
                }
                let receipt = Receipt::read(&text).map_err(wrong)?;
                self.found(&name, &receipt).map_err(wrong)?
            };
            all_hold &= found.holds;
            match self.format {
                VerifyFormat::Json => out.print_data(&to_json(&found)),
                VerifyFormat::Text => out.print(&found.text()),
            }
        }
        Ok(if all_hold { Exit::Determined } else { Exit::InvalidFacts })
    }

    fn wants_json(&self) -> bool {
        self.format == VerifyFormat::Json
    }
}

impl VerifyArgs {
    fn found(&self, name: &str, receipt: &Receipt) -> Result<Found, String> {
        let mut files: Vec<Kept> = receipt.files.iter().map(kept).collect();
        let mut moved = Vec::new();
        if self.files {
            for (file, held) in files.iter_mut().zip(&receipt.files) {
                let bytes = inputs::bytes(Path::new(&file.name)).map_err(|failure| failure.message(false))?;
                if bytes != file.bytes {
                    moved.push(Moved::new(&held.name, &held.text, &String::from_utf8_lossy(&bytes)));
                }
                file.bytes = bytes;
            }
        }
        let again = answer_again(&receipt.command, files);
        let again = again.as_ref().map(|(answer, _)| answer.as_str()).map_err(|failure| failure.message(false));
        let verdict = receipt.verify(again)?;
        Ok(Found::new(name, verdict, moved))
    }

    /// What is found of a run: whether its rows, or one of them, are those of the receipt.
    fn run_found(&self, name: &str, receipt: &RunReceipt) -> Result<Found, Failure> {
        let mut found = Found { receipt: name.to_owned(), figures: 0, ..Found::default() };
        found.seal_broken = receipt.sealed() != receipt.seal;
        found.facts_changed =
            receipt.files.iter().filter(|file| !file.is_whole()).map(|file| file.name.clone()).collect();
        let own = crate::receipt::Maker::own();
        found.law_then = Some(receipt.program.law_digest.clone()).filter(|then| *then != own.law_digest);
        found.version_then = Some(receipt.program.version.clone()).filter(|then| *then != own.version);
        found.rows_differ = match (&self.rows, &self.proof) {
            (Some(rows), _) => {
                let (now, _) = digested(rows, receipt, None)?;
                let (then, now) = (&receipt.rows, &now);
                match now == then {
                    true => None,
                    false if now.count != then.count => {
                        Some(said!("{} rows then, {} now", "当時{}行、現在{}行", then.count, now.count))
                    }
                    false => Some(said!(
                        "rows whose digest was {}, and is {}",
                        "行のダイジェストが当時は{}、現在は{}",
                        then.root,
                        now.root
                    )),
                }
            }
            (None, Some(path)) => {
                let proof: Proof = serde_json::from_str(&text(path)?).map_err(|error| {
                    let (name, error) = (inputs::shown(path), lang::of_json_error(&error));
                    Failure::Usage(said!(
                        "{name}: no proof of a row: got {error}",
                        "{name}: 行の証明ではありません（{error}）。"
                    ))
                })?;
                let why = || {
                    said!("row {} is not the one that was written there", "{}行目は書き出された行と異なる", proof.row)
                };
                (!receipt.proves(&proof)).then(why)
            }
            (None, None) => {
                return Err(Failure::Usage(said!(
                    "{}: of a run, name its rows with --rows, or the proof of one with --proof",
                    "{}: 一括処理については、出力行を--rowsで、又は1行の証明を--proofで指定してください。",
                    visible(named(name))
                )));
            }
        };
        found.rows = receipt.rows.count;
        found.holds = !found.seal_broken && found.facts_changed.is_empty() && found.rows_differ.is_none();
        Ok(found)
    }

    fn proof_of(&self, receipt: &RunReceipt, row: u64) -> Result<Proof, Failure> {
        let refused = |why: String| Failure::Usage(format!("--row {row}: {why}"));
        let Some(path) = &self.rows else {
            return Err(refused(word!("name the rows with --rows", "出力行を--rowsで指定してください。").to_owned()));
        };
        let at = row.checked_sub(1).filter(|at| *at < receipt.rows.count);
        let at = at.ok_or_else(|| {
            refused(said!("wanted a row from 1 to {}", "1から{}までの行を指定してください。", receipt.rows.count))
        })?;
        let (now, proof) = digested(path, receipt, Some(at))?;
        let proof = proof.filter(|_| now == receipt.rows);
        proof.ok_or_else(|| {
            let why = word!(
                "the rows are not those of the receipt; see --rows without --row",
                "出力行が検証用記録と一致しません。--rowを外し--rowsのみで確認してください。"
            );
            refused(why.to_owned())
        })
    }
}

fn digested(path: &Path, receipt: &RunReceipt, wanted: Option<u64>) -> Result<(rows::Rows, Option<Proof>), Failure> {
    let failed = |error: std::io::Error| Failure::Input(format!("{}: {}", inputs::shown(path), lang::of_io(&error)));
    let file = File::open(path).map_err(failed)?;
    if receipt.rows.form == RowForm::Columns {
        return Ok(register::digested_columns(file, &inputs::shown(path), wanted)?);
    }
    rows::digested(BufReader::with_capacity(1 << 16, file), receipt.rows.form, wanted).map_err(failed)
}

fn kept(file: &crate::receipt::File) -> Kept {
    Kept { name: file.name.clone(), bytes: file.text.clone().into_bytes() }
}

fn is_of_run(text: &str) -> bool {
    #[derive(serde::Deserialize)]
    struct Schema {
        schema: String,
    }
    serde_json::from_str::<Schema>(text).is_ok_and(|it| it.schema == rows::RUN_SCHEMA)
}

fn text(path: &Path) -> Result<String, Failure> {
    let name = inputs::shown(path);
    let mut text = String::new();
    let read = File::open(path).and_then(|file| file.take(MAX_RECEIPT + 1).read_to_string(&mut text));
    let wanted = word!("a receipt", "検証用記録");
    read.map_err(|error| Failure::Input(format!("{name}: {}", got_wanted(lang::of_io(&error), wanted))))?;
    match text.len() as u64 > MAX_RECEIPT {
        true => {
            let got = said!("more than {} MiB", "{}MiBを超えるファイル", MAX_RECEIPT >> 20);
            Err(Failure::Input(format!("{name}: {}", got_wanted(got, wanted))))
        }
        false => Ok(text),
    }
}

/// What was found of a receipt.
#[derive(Debug, Default, Serialize)]
struct Found {
    receipt: String,
    /// Everything is as the receipt holds it.
    holds: bool,
    /// Figures and words that were compared, or rows.
    figures: usize,
    rows: u64,
    seal_broken: bool,
    facts_changed: Vec<String>,
    answer_changed: bool,
    /// Files that say something else where they stand.
    files_differ: Vec<Moved>,
    law_then: Option<String>,
    version_then: Option<String>,
    rules_changed: Vec<RuleChange>,
    rows_differ: Option<String>,
    differences: Vec<Change>,
    failed: Option<String>,
}

/// A file that says something else than the receipt holds.
#[derive(Debug, Serialize)]
struct Moved {
    file: String,
    facts: Vec<Change>,
}

#[derive(Debug, Serialize)]
struct RuleChange {
    rule: String,
    cite_then: String,
    /// Null where the rule is gone.
    cite_now: Option<String>,
}

#[derive(Debug, Serialize)]
struct Change {
    path: String,
    then: Option<String>,
    now: Option<String>,
    rule_then: Option<String>,
    cite_then: Option<String>,
    rule_now: Option<String>,
    cite_now: Option<String>,
}

impl Change {
    fn new(it: Difference) -> Change {
        let said = |(rule, cite): (String, String)| {
            let cite = cite_said(&rule, &cite);
            (rule, cite)
        };
        let (rule_then, cite_then) = it.rule_then.map(said).unzip();
        let (rule_now, cite_now) = it.rule_now.map(said).unzip();
        Change { path: it.path, then: it.then, now: it.now, rule_then, cite_then, rule_now, cite_now }
    }

    fn text(&self) -> String {
        let nothing = || word!("nothing", "値なし").to_owned();
        let value = |value: &Option<String>| value.as_ref().map_or_else(nothing, |value| visible(value));
        let mut text = said!(
            "{}: {} then, {} now",
            "{}：当時{}、現在{}",
            visible(&self.path),
            value(&self.then),
            value(&self.now)
        );
        let by = |rule: &Option<String>, cite: &Option<String>| {
            rule.as_ref()
                .map(|rule| said!("{} ({})", "{}（{}）", visible(rule), visible(cite.as_deref().unwrap_or_default())))
        };
        match (by(&self.rule_then, &self.cite_then), by(&self.rule_now, &self.cite_now)) {
            (Some(then), Some(now)) if then == now => text.push_str(&said!("; by {now}", "。根拠：{now}")),
            (Some(then), Some(now)) => {
                text.push_str(&said!("; by {then} then, by {now} now", "。根拠：当時{then}、現在{now}"));
            }
            (Some(then), None) => text.push_str(&said!("; by {then} then", "。根拠：当時{then}")),
            (None, Some(now)) => text.push_str(&said!("; by {now} now", "。根拠：現在{now}")),
            (None, None) => {}
        }
        text
    }
}

impl Moved {
    fn new(file: &str, then: &str, now: &str) -> Moved {
        let facts = match (leaves(then), leaves(now)) {
            (Ok(then), Ok(now)) => crate::receipt::differences(&then, &now, &[]),
            // A table or a statement, of which no fact is named.
            _ => Vec::new(),
        };
        Moved { file: file.to_owned(), facts: facts.into_iter().map(Change::new).collect() }
    }
}

impl Found {
    fn new(receipt: &str, verdict: Verdict, moved: Vec<Moved>) -> Found {
        let rule = |(then, now): (crate::receipt::Used, Option<crate::receipt::Used>)| RuleChange {
            cite_then: cite_said(&then.id, &then.cite),
            cite_now: now.map(|now| cite_said(&now.id, &now.cite)),
            rule: then.id,
        };
        Found {
            receipt: receipt.to_owned(),
            holds: verdict.holds() && moved.is_empty(),
            figures: verdict.figures,
            rows: 0,
            seal_broken: verdict.seal_broken,
            facts_changed: verdict.facts_changed,
            answer_changed: verdict.answer_changed,
            files_differ: moved,
            law_then: verdict.law_changed,
            version_then: verdict.version_changed,
            rules_changed: verdict.rules_changed.into_iter().map(rule).collect(),
            rows_differ: None,
            differences: verdict.differences.into_iter().map(Change::new).collect(),
            failed: verdict.failed,
        }
    }

    fn text(&self) -> String {
        let mut page = Page::new(2);
        let name = visible(named(&self.receipt));
        let what = match self.rows {
            0 => said!("{} figures and words", "数値と語句{}件", self.figures),
            rows => said!("{rows} rows", "{rows}行"),
        };
        let style = if self.holds { FIGURE } else { WARNING };
        let said = match self.holds {
            true => said!("as it was, {what}", "一致（{what}）"),
            false => word!("differs", "不一致").to_owned(),
        };
        page.line(style, &said!("{name}: {said}", "{name}：{said}"));
        for file in &self.facts_changed {
            page.item(&said!(
                "the facts were changed in the receipt: {} is not what it was",
                "検証用記録中の事実が変更されています：{}が当時と異なります",
                visible(file)
            ));
        }
        if self.answer_changed {
            page.item(word!(
                "the answer was changed in the receipt: it is not what it was",
                "検証用記録中の回答が変更されています"
            ));
        }
        if self.seal_broken && self.facts_changed.is_empty() && !self.answer_changed {
            page.item(word!(
                "the receipt was changed after it was written: its seal is not that of what it says",
                "検証用記録が書き出された後に変更されています（封印が内容と一致しません）"
            ));
        }
        for moved in &self.files_differ {
            page.item(&said!(
                "{} says something else than the receipt holds",
                "{}の内容が検証用記録と異なります",
                visible(&moved.file)
            ));
            shown(&mut page, &moved.facts);
        }
        if let Some(then) = &self.law_then {
            let now = crate::law::digest();
            page.item(&said!(
                "the law has changed since: {} then, {now} now",
                "その後、収録している法令が変更されています：当時{}、現在{now}",
                visible(then)
            ));
        }
        if let Some(then) = &self.version_then {
            page.item(&said!(
                "another version of the program: {} then, {} now",
                "本プログラムのバージョンが異なります：当時{}、現在{}",
                visible(then),
                env!("CARGO_PKG_VERSION")
            ));
        }
        for it in &self.rules_changed {
            let now = it.cite_now.as_ref().map_or(word!("which is gone", "現在は廃止").to_owned(), |cite| {
                said!("which says something else ({cite})", "現在は別の内容（{cite}）")
            });
            page.item(&said!(
                "a rule of the answer has changed: {} ({}), {now}",
                "回答に用いたルールが変更されています：{}（{}）、{now}",
                visible(&it.rule),
                visible(&it.cite_then)
            ));
        }
        if let Some(why) = &self.rows_differ {
            page.item(&visible(why));
        }
        if let Some(why) = &self.failed {
            page.item(&said!("it cannot be answered again: {}", "再度回答できません：{}", why.trim_end()));
        }
        let is_untouched = self.law_then.is_none() && self.version_then.is_none() && self.files_differ.is_empty();
        if !self.differences.is_empty() && is_untouched && self.facts_changed.is_empty() && !self.answer_changed {
            page.item(word!(
                "this answer does not follow from these facts by the law and the program that it names",
                "この回答は、記録された法令とプログラムによりこれらの事実から導かれるものではありません"
            ));
        }
        shown(&mut page, &self.differences);
        page.into_text()
    }
}

fn shown(page: &mut Page, changes: &[Change]) {
    for change in changes.iter().take(MOST_SHOWN) {
        page.item(&change.text());
    }
    if changes.len() > MOST_SHOWN {
        page.item(&said!("and {} more: --format json", "他{}件：--format json", changes.len() - MOST_SHOWN));
    }
}
