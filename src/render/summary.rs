//! What a batch came to, for its end: text for people, JSON for programs.

#[cfg(test)]
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::value::RawValue;

use textwrap::core::display_width;

use super::breaks;
use super::digits::Digits;
use super::page::grouped;
use super::rows::INVALID;
use crate::input::{quoted, visible};
use crate::lang::{self, Lang, chosen};
use crate::units::Total;

/// The version of a summary.
pub const SUMMARY_SCHEMA: &str = "iijtax.summary/2";

/// The closing summary of a batch.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
pub struct Summary {
    pub schema: &'static str,
    pub records: u64,
    /// Records that are no valid holder; each has its row.
    pub invalid: u64,
    /// Which fields these were refused for, each record for the first of its own; the most first.
    pub refused: Vec<Refused>,
    pub statuses: Vec<Count>,
    /// By status, law, regime and rate, the most first.
    pub groups: Vec<Group>,
    pub totals: Totals,
    pub identities: Vec<Identity>,
    pub duplicate_ids: Duplicates,
    /// How something was read that could have been read otherwise.
    pub notes: Vec<String>,
    #[cfg_attr(test, schemars(with = "f64"))]
    pub seconds: Box<RawValue>,
    pub records_per_second: u64,
}

/// The records that were refused for one field, and the first of them.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
pub struct Refused {
    /// The path of the fact; empty where the record could not be read at all.
    pub path: String,
    pub records: u64,
    /// Of the first: its file where there are several.
    pub file: Option<String>,
    /// Its line, or its number where there are no lines.
    pub line: u64,
    pub got: String,
    pub wanted: String,
    pub hint: Option<String>,
    /// The `--map` that reads the whole column, and whatever else has another name, as these records have it.
    pub map: Option<String>,
    /// The same for people, with fewer words where there are many.
    #[serde(skip)]
    pub shown_map: Option<String>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
pub struct Count {
    pub status: &'static str,
    pub records: u64,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
pub struct Group {
    pub status: &'static str,
    pub law: Option<&'static str>,
    pub regime: Option<&'static str>,
    pub rate_percent: Option<Digits>,
    pub records: u64,
    pub gross_jpy: ColumnTotal,
    pub tax_jpy: ColumnTotal,
}

/// Exact sums of columns of the rows, by the columns' names.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
pub struct Totals {
    pub gross_jpy: ColumnTotal,
    pub tax_jpy: ColumnTotal,
    pub at_source_tax_jpy: ColumnTotal,
    pub withheld_jpy: ColumnTotal,
    pub over_withheld_jpy: ColumnTotal,
    pub refundable_jpy: ColumnTotal,
    pub net_jpy: ColumnTotal,
    pub creditable_jpy: ColumnTotal,
}

/// The sum of a column over the rows that have a value there; null where none has.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
pub struct ColumnTotal {
    #[cfg_attr(test, schemars(with = "Option<f64>"))]
    pub sum: Option<Box<RawValue>>,
    /// How many rows have one.
    pub records: u64,
}

/// What must hold between totals that were summed up apart.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
pub struct Identity {
    pub identity: &'static str,
    #[cfg_attr(test, schemars(with = "f64"))]
    pub left_jpy: Box<RawValue>,
    #[cfg_attr(test, schemars(with = "f64"))]
    pub right_jpy: Box<RawValue>,
    pub holds: bool,
}

/// Ids that came more than once.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
pub struct Duplicates {
    /// Records whose id an earlier one had; null where there were more ids than are compared.
    pub records: Option<u64>,
    /// How many ids are compared, all with each other.
    pub compared_up_to: u64,
}

impl Identity {
    /// Two totals that must be the same.
    pub fn new(identity: &'static str, left: Total, right: Total) -> Identity {
        Identity { identity, left_jpy: raw(left), right_jpy: raw(right), holds: left == right }
    }
}

impl Summary {
    /// Seconds to the millisecond.
    #[expect(clippy::expect_used, reason = "a run takes a number of seconds, and its digits are a number of JSON")]
    pub fn seconds(seconds: f64) -> Box<RawValue> {
        RawValue::from_string(format!("{seconds:.3}")).expect("a number")
    }

    /// Whether every identity holds; if not, the program is wrong.
    pub fn holds(&self) -> bool {
        self.identities.iter().all(|identity| identity.holds)
    }

    /// For people: at most 25 lines.
    pub fn text(&self) -> String {
        let status = |count: &Count| said!("{} {}", "{1}{0}件", number(count.records), said_of(count.status));
        let statuses: Vec<_> = self.statuses.iter().map(status).collect();
        let statuses =
            if statuses.is_empty() { word!("none", "なし").to_owned() } else { statuses.join(word!(", ", "、")) };
        let mut text = said!("{}: {statuses}\n", "{}：{statuses}\n", records(self.records));
        text += &self.refusals();
        let shown = if self.refused.is_empty() { GROUPS } else { GROUPS_BESIDE_REFUSALS };
        let cells = self.groups.iter().take(shown).map(Group::cells);
        text += &table(&cells.collect::<Vec<_>>(), &[0, 4, 5, 6]);
        if let Some(more) = self.groups.get(shown..).filter(|more| !more.is_empty()) {
            let count = more.iter().map(|group| group.records).sum();
            text += &said!(
                "  and {} more groups of {}; --summary FILE has them all\n",
                "  ほか{}区分（{}）。全ては--summary FILEに出力します\n",
                more.len(),
                records(count)
            );
        }
        let totals = &self.totals;
        let columns = [
            ("gross_jpy", &totals.gross_jpy),
            ("tax_jpy", &totals.tax_jpy),
            ("at_source_tax_jpy", &totals.at_source_tax_jpy),
            ("withheld_jpy", &totals.withheld_jpy),
            ("over_withheld_jpy", &totals.over_withheld_jpy),
            ("refundable_jpy", &totals.refundable_jpy),
            ("net_jpy", &totals.net_jpy),
            ("creditable_jpy", &totals.creditable_jpy),
        ];
        let known = columns.into_iter().filter(|(_, column)| column.records > 0);
        let rows: Vec<_> = known.map(|(name, column)| column.cells(name, self.records)).collect();
        if !rows.is_empty() {
            text += word!("sums of columns, in yen\n", "列の合計（円）\n");
        }
        text += &table(&rows, &[1]);
        for identity in &self.identities {
            let holds = if identity.holds { word!("holds", "成立") } else { word!("DOES NOT HOLD", "不成立") };
            text += &said!("{}: {holds}\n", "{}：{holds}\n", identity.identity);
        }
        let duplicates = &self.duplicate_ids;
        text += &match duplicates.records {
            Some(0) => word!("no id came twice\n", "idの重複なし\n").to_owned(),
            Some(count) => {
                said!("{} had an id that an earlier one had\n", "{}のidが先の記録と重複\n", records(count))
            }
            None => said!(
                "whether an id came twice was not looked at: there were more than {}\n",
                "idの重複は未確認：idが{}件を超えるため\n",
                number(duplicates.compared_up_to)
            ),
        };
        for note in &self.notes {
            text += &format!("{note}\n");
        }
        let (seconds, per_second) = (&self.seconds, number(self.records_per_second));
        text + &said!("{seconds} seconds, {per_second} records per second\n", "{seconds}秒、毎秒{per_second}件\n")
    }
}

/// So many groups are shown to people.
const GROUPS: usize = 9;
const GROUPS_BESIDE_REFUSALS: usize = 5;
/// So many lines on fields that records were refused for, of at most so many columns.
const REFUSALS: usize = 4;
const WIDTH: usize = 100;
/// Stands for each letter of what no line is broken in, while lines are broken.
const HELD: &str = "\u{e000}";

/// A map that is to be copied, held together.
fn held(map: &str) -> String {
    HELD.repeat(display_width(&quoted(map)))
}

impl Summary {
    /// What records were refused for, and what to do about it.
    fn refusals(&self) -> String {
        let options = textwrap::Options::new(WIDTH).initial_indent("  ").subsequent_indent("    ").break_words(false);
        // A map is to be copied whole.
        let options = options.word_splitter(textwrap::WordSplitter::NoHyphenation);
        let mut lines = Vec::new();
        let mut shown = 0;
        for it in &self.refused {
            let text = it.text();
            let own = textwrap::wrap(&text, options.clone().word_separator(breaks::separator(&text)));
            if shown > 0 && lines.len() + own.len() > REFUSALS {
                break;
            }
            let map = it.shown_map.as_deref().map_or((String::new(), String::new()), |map| (held(map), quoted(map)));
            lines.extend(own.into_iter().map(|line| match map.0.as_str() {
                "" => line.into_owned(),
                held => line.replace(held, &map.1),
            }));
            shown += 1;
        }
        let more = self.refused.len() - shown;
        if more > 0 {
            let fields = if more == 1 { "field" } else { "fields" };
            lines.push(match chosen() {
                Lang::En => format!("  and {more} more {fields}; --summary FILE has them all"),
                Lang::Ja => format!("  ほか{more}項目。全ては--summary FILEに出力します"),
            });
        }
        lines.into_iter().map(|line| line + "\n").collect()
    }
}

impl Refused {
    fn text(&self) -> String {
        match chosen() {
            Lang::En => self.in_english(),
            Lang::Ja => self.in_japanese(),
        }
    }

    fn in_english(&self) -> String {
        let file = self.file.as_deref().map_or(String::new(), |file| format!("{}, ", visible(file)));
        let path = if self.path.is_empty() { String::new() } else { format!("{}, ", visible(&self.path)) };
        let rest = if self.map == self.shown_map { "" } else { " and more words: --summary FILE" };
        let map = self.shown_map.as_ref().map(|map| format!("--map {}{rest}", held(map)));
        let (what, map) = match (&self.hint, map) {
            (Some(hint), Some(map)) => {
                (hint.clone(), format!("{} or {map}", if hint.ends_with('?') { "" } else { ";" }))
            }
            (Some(hint), None) => (hint.clone(), String::new()),
            (None, Some(map)) => (format!("did you mean {map}?"), String::new()),
            (None, None) => (format!("wanted {}", visible(&self.wanted)), String::new()),
        };
        let (count, line, got) = (records(self.records), self.line, &self.got);
        format!("{count} invalid: {path}first in {file}line {line}: got {got}; {what}{map}")
    }

    fn in_japanese(&self) -> String {
        let file = self.file.as_deref().map_or(String::new(), |file| format!("{}の", visible(file)));
        let path = if self.path.is_empty() { String::new() } else { format!("{}、", visible(&self.path)) };
        let rest =
            if self.map == self.shown_map { "" } else { "（全ての語は--summary FILEに出力します）" };
        let map = self.shown_map.as_ref().map(|map| format!("--map {}{rest}", held(map)));
        let (what, map) = match (&self.hint, map) {
            (Some(hint), Some(map)) => (hint.clone(), format!("、又は{map}")),
            (Some(hint), None) => (hint.clone(), String::new()),
            (None, Some(map)) => (format!("{map}の誤りではありませんか"), String::new()),
            (None, None) => (format!("条件：{}", visible(&self.wanted)), String::new()),
        };
        let what = what.trim_end_matches('。');
        let (count, line, got) = (records(self.records), self.line, &self.got);
        format!("不正{count}：{path}最初は{file}{line}行目、入力：{got}。{what}{map}")
    }
}

impl Group {
    fn cells(&self) -> Vec<String> {
        let rate = self.rate_percent.map_or("-".to_owned(), |rate| format!("{}%", rate.0));
        let amount = |name: &str, column: &ColumnTotal| match &column.sum {
            None => said!("{name} not known", "{name} 不明"),
            Some(sum) if column.records < self.records => {
                said!("{name} {} of {}", "{name} {}（{}件分）", yen(sum), number(column.records))
            }
            Some(sum) => format!("{name} {}", yen(sum)),
        };
        vec![
            number(self.records),
            said_of(self.status),
            self.law.unwrap_or("-").to_owned(),
            self.regime.unwrap_or("-").to_owned(),
            rate,
            amount(word!("gross", "支払金額"), &self.gross_jpy),
            amount(word!("tax", "税額"), &self.tax_jpy),
        ]
    }
}

impl ColumnTotal {
    fn cells(&self, name: &str, all: u64) -> Vec<String> {
        let of = match all - self.records {
            0 => word!("of all records", "全ての記録").to_owned(),
            rest => said!("of {}, not known of {}", "{}分、{}件は不明", records(self.records), number(rest)),
        };
        vec![name.to_owned(), self.sum.as_deref().map(yen).unwrap_or_default(), of]
    }
}

/// Rows of cells under each other; those at the positions of `right` stand to the right.
fn table(rows: &[Vec<String>], right: &[usize]) -> String {
    let columns = rows.first().map_or(0, Vec::len);
    let width =
        |at: usize| rows.iter().filter_map(|row| row.get(at)).map(|cell| display_width(cell)).max().unwrap_or_default();
    let widths: Vec<_> = (0..columns).map(width).collect();
    let line = |row: &Vec<String>| {
        let cells = row.iter().zip(&widths).enumerate().map(|(at, (cell, width))| {
            let gap = " ".repeat(width - display_width(cell));
            if right.contains(&at) { format!("{gap}{cell}") } else { format!("{cell}{gap}") }
        });
        format!("  {}", cells.collect::<Vec<_>>().join("  ")).trim_end().to_owned() + "\n"
    };
    rows.iter().map(line).collect()
}

fn number(value: u64) -> String {
    grouped(value.into())
}

fn records(count: u64) -> String {
    match chosen() {
        Lang::En => format!("{} record{}", grouped(count.into()), if count == 1 { "" } else { "s" }),
        Lang::Ja => format!("{}件", grouped(count.into())),
    }
}

/// A status as a line of the summary calls it.
fn said_of(status: &str) -> String {
    if status == INVALID { word!("invalid", "不正").to_owned() } else { lang::code(status) }
}

/// A total with all its digits.
#[expect(clippy::expect_used, reason = "the digits of a total are a number of JSON")]
pub fn raw(total: Total) -> Box<RawValue> {
    RawValue::from_string(total.digits()).expect("digits are a number")
}

fn yen(digits: &RawValue) -> String {
    digits.get().parse().map_or_else(|_| digits.get().to_owned(), grouped)
}
