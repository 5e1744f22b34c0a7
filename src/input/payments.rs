//! The entries of a year: files of records over one profile, read by the one reader.
//!
//! A record states what only it states: the facts of its dividend or sale, and what is held of that company. Beside the
//! facts it has a few keys of its own, which are taken out before the reader sees it: who pays, what kind of entry it
//! is, when it was booked, and the amount of what is no dividend.

mod lots;
mod split;

use std::collections::HashMap;

use rust_decimal::Decimal;

use self::split::{Own, without_keys};
use super::booked::{OWN_KEYS, Row};
use super::csv_line::CsvLine;
use super::json::{self, Value};
use super::keys::{COLUMNS, Level};
use super::layer::{Layer, Text, first_of, in_order};
use super::question::Question;
use super::reader::Reader;
use super::sale::read_layers;
use super::statement::Lots;
use super::{Document, GivenFlag, Place, Problem, meant, scalar};
use crate::facts::{Case, Field, FieldSet, FxTable, MOST_USD, MOST_YEN};
use crate::law::{self, Law};
use crate::units::{Day, Decimal28, Exact};
use crate::year::{Booked, Dollars, Entry, EntryKind, Origin};

/// What a year is read from.
#[derive(Debug)]
pub struct GivenYear<'a> {
    /// The profile; without one flags state the holder.
    pub holder: Option<&'a Document>,
    /// Facts of the holder that flags state, over the profile and below the records.
    pub flags: &'a [GivenFlag],
    /// Files of records.
    pub payments: Vec<&'a Document>,
    /// Entries that were made out of statements.
    pub booked: Vec<Row>,
    /// Purchases that statements have, by security: lots of its sales.
    pub lots: Vec<Lots>,
    pub fx: Option<(&'a str, &'a FxTable)>,
    /// The law that was asked for, which must cover every payment.
    pub law: Option<&'static Law>,
}

impl GivenYear<'_> {
    fn flags(&self) -> Layer<'_> {
        layer("the flags", 1, Text::Flags { flags: self.flags, question: Question::Dividend }, false)
    }
}

/// The entries of all files, the profile's own dividend and sale first; or everything that is wrong with them.
pub fn read_year(given: &GivenYear<'_>) -> Result<Vec<Entry>, Vec<Problem>> {
    let mut year = Year {
        given,
        base: given.holder.map_or(String::new(), |holder| without_keys(holder.text(), &["dividend", "sale"])),
        reader: Reader::new(Question::Dividend),
        entries: Vec::new(),
        problems: Vec::new(),
        sales: Vec::new(),
    };
    year.of_profile();
    for document in &given.payments {
        match document.name().to_ascii_lowercase().ends_with(".csv") {
            true => year.csv(document),
            false => year.json(document),
        }
    }
    given.booked.iter().for_each(|row| year.row(row));
    year.sales();
    if year.entries.is_empty() && year.problems.is_empty() {
        year.problems.push(Problem {
            place: Place { file: given.holder.map_or("--payments", Document::name).to_owned(), at: None },
            path: String::new(),
            got: word!("no payment and no sale", "配当及び売却の記載なし").to_owned(),
            wanted: word!(
                "a dividend or a sale in the profile, or files of them by --payments or --statement",
                "プロファイル中の配当若しくは売却の記載、又は--payments若しくは--statementによるファイル"
            )
            .to_owned(),
            hint: None,
        });
    }
    let Year { entries, mut problems, .. } = year;
    problems.extend(beyond_sums(&entries));
    problems = first_of(in_order(problems));
    if problems.is_empty() { Ok(entries) } else { Err(problems) }
}

/// The first entry with which there is more than the sums of a year are bounded to.
fn beyond_sums(entries: &[Entry]) -> Option<Problem> {
    let (mut yen, mut usd) = (Decimal28::ZERO, Decimal28::ZERO);
    let (most_yen, most_usd) = (Exact::whole(MOST_YEN_OF_A_YEAR).into(), Exact::whole(MOST_USD_OF_A_YEAR).into());
    let entry = entries.iter().find(|entry| {
        let (in_yen, in_usd) = amounts(entry);
        (yen, usd) = (yen + in_yen, usd + in_usd);
        yen > most_yen || usd > most_usd
    })?;
    Some(Problem {
        place: Place { file: entry.origin.file.clone(), at: entry.origin.line.map(|line| (line, 1)) },
        path: String::new(),
        got: word!("more in all payments and sales together", "上限を超える額（配当及び売却の合計）").to_owned(),
        wanted: said!(
            "at most {MOST_YEN_OF_A_YEAR} yen and {MOST_USD_OF_A_YEAR} dollars, so that every sum stays exact",
            "すべての合計を正確に計算できる{MOST_YEN_OF_A_YEAR}円以下及び{MOST_USD_OF_A_YEAR}ドル以下の額"
        ),
        hint: None,
    })
}

/// What an entry adds to sums: its yen, and its dollars.
fn amounts(entry: &Entry) -> (Decimal28, Decimal28) {
    let case = &entry.case;
    let exact = |amount: Option<Exact>| amount.map_or(Decimal28::ZERO, Decimal28::from);
    let stated = |amount: Option<Decimal>| amount.map_or(Decimal28::ZERO, |amount| amount.abs().into());
    if let Some(sale) = &case.sale {
        let bases = sale.parts.iter().map(|part| exact(case.basis_sold(part))).sum();
        return (Decimal28::ZERO, [exact(sale.proceeds_usd()), stated(sale.expenses_usd), bases].into_iter().sum());
    }
    let Dollars { gross, withheld, fee } = entry.dollars;
    let yen = case.gross().or(case.dividend.withheld.map(Exact::from));
    let (booked_yen, booked_usd) = (entry.amount.and_then(Booked::jpy), entry.amount.and_then(Booked::usd));
    (exact(yen) + stated(booked_yen), [gross.or(withheld), fee, booked_usd].map(stated).into_iter().sum())
}

/// What all entries together may come to: ten times what one amount can be, and far below what whole yen can hold.
const MOST_YEN_OF_A_YEAR: i64 = 10 * MOST_YEN;
/// Five times what one amount can be: what a sale brings, costs and has as its basis, and more. In yen, at any rate, they
/// are far below what whole yen can hold.
const MOST_USD_OF_A_YEAR: i64 = 5 * MOST_USD;

/// A year being read.
struct Year<'g> {
    given: &'g GivenYear<'g>,
    /// The profile without its own dividend and sale, which are entries like the others.
    base: String,
    reader: Reader,
    entries: Vec<Entry>,
    problems: Vec<Problem>,
    /// They are read in the order of their days, since an earlier one leaves fewer shares.
    sales: Vec<(Option<Day>, Record)>,
}

/// An entry before its facts are read.
struct Record {
    source: Source,
    origin: Origin,
    own: Own,
    states: FieldSet,
}

enum Source {
    /// The profile's own dividend or sale.
    Profile(String),
    Json(String),
    Cells(Vec<(Field, String)>),
}

impl Year<'_> {
    fn of_profile(&mut self) {
        let Some(document) = self.given.holder else { return self.of_flags() };
        let states =
            layer(document.name(), 1, Text::Json { text: document.text(), level: Level::Holder }, false).states();
        let has = |prefix: &str| states.iter().any(|field| field.path().starts_with(prefix));
        let kinds = [("dividend", EntryKind::Dividend), ("sale", EntryKind::Sale)];
        let stated: Vec<_> = kinds.into_iter().filter(|(prefix, _)| has(prefix)).collect();
        for (_, kind) in &stated {
            let origin = Origin { file: document.name().to_owned(), line: None };
            let (text, own, wrong) = split::record(document.text());
            self.problems.extend(wrong.into_iter().map(|it| {
                let at = it.at;
                it.located(layer(document.name(), 1, Text::Json { text: &text, level: Level::Holder }, false).place(at))
            }));
            let own = Own { kind: Some(*kind), ..own };
            self.take(Record { source: Source::Profile(text.clone()), origin, own, states });
        }
        if stated.is_empty() {
            // What is wrong with the profile is said even where no record is read over it.
            let text = Text::Json { text: &self.base, level: Level::Holder };
            let layers = [layer(document.name(), 1, text, false), self.given.flags()];
            let problems = self.reader.read(&layers, 0, self.given.fx);
            self.problems.extend(problems);
        }
    }

    /// What is wrong with the flags is said even where no record is read over them.
    fn of_flags(&mut self) {
        let problems = self.reader.read(&[self.given.flags()], 0, self.given.fx);
        self.problems.extend(problems);
    }

    fn json(&mut self, document: &Document) {
        let text = document.text();
        let body = text.trim_start_matches('\u{feff}');
        let skipped = text.len() - body.len();
        if body.trim_start().starts_with('[') && json::syntax_error(body).is_none() {
            let at_list = skipped + body.len() - body.trim_start().len();
            let mut records = Vec::new();
            let list = text.get(at_list..).unwrap_or_default().trim_end();
            if json::items(list, |at, _| records.push(at_list + at)).is_ok() {
                for from in records {
                    if let Some(record) = split::value_at(text, from) {
                        self.record(document.name(), line_of(text, from), record);
                    }
                }
                return;
            }
        }
        if body.trim_start().starts_with('{') && json::syntax_error(body).is_none() {
            let at = text.len() - body.trim_start().len();
            return self.record(document.name(), line_of(text, at), body.trim());
        }
        for (at, line) in text.lines().enumerate() {
            let line = line.trim_start_matches('\u{feff}');
            if !line.trim().is_empty() {
                self.record(document.name(), at + 1, line);
            }
        }
    }

    /// One record as JSON.
    fn record(&mut self, name: &str, line: usize, text: &str) {
        let (text, own, wrong) = split::record(text);
        let layer = layer(name, line, Text::Json { text: &text, level: Level::Holder }, true);
        self.problems.extend(wrong.into_iter().map(|it| {
            let place = layer.place(it.at);
            it.located(place)
        }));
        let (states, origin) = (layer.states(), Origin { file: name.to_owned(), line: Some(line) });
        self.take(Record { source: Source::Json(text), origin, own, states });
    }

    fn csv(&mut self, document: &Document) {
        let text = document.text().trim_start_matches('\u{feff}');
        let mut lines = CsvLine::default();
        let (mut at, mut line) = (0, 1);
        let mut header: Vec<String> = Vec::new();
        let place = |line| Place { file: document.name().to_owned(), at: Some((line, 1)) };
        while at < text.len() {
            let mut cells = Vec::new();
            let (_, next) = lines.cells(text, at, |_, cell| cells.push(cell.trim().to_owned()));
            let first_line = line;
            line += 1 + lines.newlines() as usize;
            at = next;
            if cells.iter().all(String::is_empty) {
                continue;
            }
            if header.is_empty() {
                let unknown = cells.iter().filter(|name| !OWN_KEYS.contains(&name.as_str()) && column(name).is_none());
                let wanted = word!(
                    "a column that `iijtax schema payment` lists, dotted where nested",
                    "`iijtax schema payment`にある列名（入れ子はピリオドで区切る）"
                );
                let known = || COLUMNS.iter().map(|column| column.path).chain(OWN_KEYS);
                let problems = unknown.map(|name| Problem {
                    place: place(first_line),
                    path: name.clone(),
                    got: word!("an unknown column", "未知の列").to_owned(),
                    wanted: wanted.to_owned(),
                    hint: scalar::nearest(name, known()).map(|near| meant(format_args!("{near:?}"))),
                });
                let problems: Vec<_> = problems.collect();
                if !problems.is_empty() {
                    return self.problems.extend(problems);
                }
                header = cells;
                continue;
            }
            if cells.len() != header.len() {
                self.problems.push(Problem {
                    place: place(first_line),
                    path: String::new(),
                    got: said!("{} cells", "{}個のセル", cells.len()),
                    wanted: said!("{}, as many as the header has", "見出し行と同じ{}個のセル", header.len()),
                    hint: None,
                });
                continue;
            }
            let mut row = Row { file: document.name().to_owned(), line: first_line, ..Row::default() };
            for (name, cell) in header.iter().zip(cells).filter(|(_, cell)| !cell.is_empty()) {
                match (OWN_KEYS.iter().find(|key| *key == name), column(name)) {
                    (Some(key), _) => row.own.push((key, cell)),
                    (None, Some(field)) => row.cells.push((field, cell)),
                    (None, None) => {}
                }
            }
            self.row(&row);
        }
    }

    /// One record as cells.
    fn row(&mut self, row: &Row) {
        let mut cells = row.cells.clone();
        let (own, wrong) = split::cells(&row.own, &mut cells);
        let place = Place { file: row.file.clone(), at: Some((row.line, 1)) };
        self.problems.extend(wrong.into_iter().map(|it| it.located(place.clone())));
        let states = cells.iter().map(|(field, _)| *field).collect();
        let origin = Origin { file: row.file.clone(), line: Some(row.line) };
        self.take(Record { source: Source::Cells(cells), origin, own, states });
    }

    /// Reads an entry; a sale once all are known.
    fn take(&mut self, mut record: Record) {
        let is_sale = |field: Field| field.path().starts_with("sale");
        let kind = *record.own.kind.get_or_insert(match record.states.iter().any(is_sale) {
            true => EntryKind::Sale,
            false => EntryKind::Dividend,
        });
        if kind == EntryKind::Sale {
            let mut reader = Reader::new(Question::Sale);
            self.with_layers(&record, None, |layers| reader.read(layers, 0, self.given.fx));
            return self.sales.push((reader.stated.sale.date, record));
        }
        let mut reader = std::mem::replace(&mut self.reader, Reader::new(Question::Dividend));
        let read = self.with_layers(&record, None, |layers| self.dividend(&mut reader, layers, kind, &record.own));
        let stated = &reader.stated;
        let dollars = Dollars { gross: stated.gross_usd, withheld: stated.withheld_usd, fee: stated.fee_usd };
        self.push(record, kind, read, dollars);
        self.reader = reader;
    }

    fn push(&mut self, record: Record, kind: EntryKind, read: Result<Case, Vec<Problem>>, dollars: Dollars) {
        let Record { origin, own, states, .. } = record;
        match read {
            Ok(case) => self.entries.push(Entry {
                origin,
                payer: own.payer,
                kind,
                is_reversal: own.is_reversal,
                booked: own.booked,
                amount: own.amount,
                dollars,
                case,
                own: states,
            }),
            Err(problems) => self.problems.extend(problems),
        }
    }

    /// The layers of an entry, the holder's first; other lots than the holder's between.
    fn with_layers<T>(&self, record: &Record, lots: Option<&str>, read: impl FnOnce(&[Layer<'_>]) -> T) -> T {
        let name = self.given.holder.map_or("the flags", Document::name);
        let profile = |text| layer(name, 1, Text::Json { text, level: Level::Holder }, false);
        let left = lots.map(|lots| [(Field::Lots, Some(Value::List(lots)))]);
        let left = left.as_ref().map(|cells| layer(name, 1, Text::Cells(cells), false));
        let below = |text| {
            let profile = self.given.holder.map(|_| profile(text));
            [profile, Some(self.given.flags()), left].into_iter().flatten()
        };
        let Origin { file, line } = &record.origin;
        let line = line.unwrap_or(1);
        match &record.source {
            Source::Profile(text) => read(&below(text).collect::<Vec<_>>()),
            Source::Json(text) => {
                let own = layer(file, line, Text::Json { text, level: Level::Holder }, true);
                read(&below(&self.base).chain([own]).collect::<Vec<_>>())
            }
            Source::Cells(cells) => {
                let cells: Vec<_> = cells.iter().map(|(field, cell)| (*field, value_of(*field, cell))).collect();
                read(&below(&self.base).chain([layer(file, line, Text::Cells(&cells), true)]).collect::<Vec<_>>())
            }
        }
    }

    fn dividend(
        &self,
        reader: &mut Reader,
        layers: &[Layer<'_>],
        kind: EntryKind,
        own: &Own,
    ) -> Result<Case, Vec<Problem>> {
        let mut problems = reader.read(layers, 0, self.given.fx);
        if !problems.is_empty() {
            return Err(problems);
        }
        let case = reader.stated.case.clone();
        #[expect(clippy::expect_used, reason = "an entry is read over the holder's profile, which is a layer")]
        let last = layers.last().expect("there is the holder's layer at least");
        let mut missing = |path: &str, wanted: &str| {
            let (path, got, wanted) = (path.to_owned(), word!("nothing", "記載なし").to_owned(), wanted.to_owned());
            problems.push(Problem { place: last.place(last.start()), path, got, wanted, hint: None });
        };
        let is_dated = case.dividend.payment_date.is_some();
        match kind {
            EntryKind::Dividend | EntryKind::Tax | EntryKind::Refund if !is_dated => {
                let wanted =
                    word!("the day of the payment, by which it is placed in a year", "帰属年を定めるための支払日");
                missing("dividend.payment_date", wanted);
            }
            EntryKind::Fee | EntryKind::PaymentInLieu if !is_dated && own.booked.is_none() => {
                missing("booked", word!("the day on which it was booked", "記帳日"));
            }
            _ => {}
        }
        if kind != EntryKind::Dividend && own.amount.is_none() {
            let wanted = word!("amount_jpy or amount_usd: how much was booked", "記帳額（amount_jpy又はamount_usd）");
            missing("amount_usd", wanted);
        }
        if problems.is_empty()
            && kind == EntryKind::Dividend
            && let Err(outside) = law::choose(self.given.law, &case)
        {
            problems.push(Problem::outside(last.place_of(outside.field), &outside));
        }
        if problems.is_empty() { Ok(case) } else { Err(problems) }
    }

    /// The sales, the earliest first: each of the profile's lots has what the sales before it left of it.
    fn sales(&mut self) {
        let mut sales = std::mem::take(&mut self.sales);
        sales.sort_by_key(|(date, _)| *date);
        let mut left = split::member(&self.base, "lots").map(lots::Left::new);
        let mut by_payer = HashMap::new();
        for it in &self.given.lots {
            by_payer.entry(it.payer.as_str()).or_insert_with(|| lots::Left::new("[]")).add(&it.list);
        }
        for (_, record) in sales {
            let of_payer = record.own.payer.as_deref().and_then(|payer| by_payer.get_mut(payer));
            let is_of_payer = of_payer.is_some();
            let mut left = of_payer
                .or(left.as_mut())
                .filter(|_| matches!(record.source, Source::Profile(_)) || !record.states.contains(Field::Lots));
            let lots = left.as_ref().filter(|left| is_of_payer || left.is_touched()).map(|left| left.json());
            let read =
                self.with_layers(&record, lots.as_deref(), |layers| read_layers(layers, 0, self.given.fx, false));
            if let (Ok(case), Some(left)) = (&read, &mut left) {
                left.take(case, self.given.law);
            }
            self.push(record, EntryKind::Sale, read, Dollars::default());
        }
    }
}

fn layer<'l>(name: &'l str, first_line: usize, text: Text<'l>, is_record: bool) -> Layer<'l> {
    // A key that is no fact is a mistake here, and not passed on as a register's is.
    Layer { name, first_line, text, is_record: false, has_full_paths: is_record, is_shared: false }
}

fn column(name: &str) -> Option<Field> {
    COLUMNS.iter().find(|column| column.path == name).map(|column| column.field)
}

fn value_of(field: Field, cell: &str) -> Option<Value<'_>> {
    COLUMNS.iter().find(|column| column.field == field).map_or(Some(Value::Text(cell)), |column| column.value_of(cell))
}

fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}
