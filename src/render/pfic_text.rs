//! The answer on a holding for people: each tax year with its allocation by year, tax and interest.

use anstyle::Style;

use super::digits::Digits;
use super::json::{Assumption, Note, Step};
use super::money::usd;
use super::page::{FIGURE, Page, QUIET, WARNING, grouped};
use super::pfic::{Mark, Pfic, TableRow, Totals, Year, assumptions};
use super::pfic_form::numbered;
use super::text::assumed;
use crate::answer::pfic::{
    Character, Charge, DayCount, Duty, EventKind, Line, OpenInterest, PficAnswer, PficEvent, PficRegime, PficYear,
};
use crate::lang::{self, Lang, chosen};
use crate::units::Usd;

const LABELS: usize = 14;

/// The whole answer as a page; with `explain`, every rule followed and every lot.
pub fn answer(answer: &PficAnswer<'_>, explain: bool) -> String {
    let view = Pfic::new(answer);
    let mut page = Page::new(LABELS);
    let id = view.id.as_ref().map_or(String::new(), |id| format!("{id} · "));
    let days = match answer.day_count {
        DayCount::Statute => word!("days after the acquisition", "取得日の翌日からの日数"),
        DayCount::Inclusive => word!("days with that of the acquisition", "取得日を含む日数"),
    };
    page.line(QUIET, &said!("{id}law {} · {days}", "{id}判定の基礎：{} · {days}", view.law));
    headline(&mut page, answer, &view);
    for (year, wire) in answer.years.iter().zip(&view.years) {
        tax_year(&mut page, year, wire, explain);
    }
    let without_event: Vec<_> = answer.filing.iter().filter(|filing| filing.duty != Duty::Event).collect();
    if !without_event.is_empty() {
        page.heading(word!("Form 8621 for years without an event", "分配、売却又は時価評価のない年度のForm 8621"));
        for filing in without_event {
            let duty = match filing.duty {
                Duty::PartOne => word!("Part I alone is due", "Part Iのみ提出"),
                Duty::NotDue => word!("not due", "提出不要"),
                Duty::Depends | Duty::Event => word!("it depends", "未確定"),
            };
            let (year, rule) = (filing.year.name, filing.rule);
            page.item(&said!("{year}: {duty}: {} ({})", "{year}年度：{duty}：{}（{}）", filing.because, rule.cite()));
        }
    }
    if !view.tables.is_empty() {
        rows_of_tables(&mut page, shortened(&view.tables, explain));
        if !explain && view.tables.len() > MOST_ROWS {
            let more = view.tables.len() - MOST_ROWS;
            page.item(&said!("and {more} more rows: --explain lists them", "ほか{more}行：--explain"));
        }
    }
    assumed_and_notes(&mut page, &assumptions(answer.holding, answer.regime == PficRegime::MarkToMarket), &view.notes);
    if explain {
        steps(&mut page, &view.steps);
    }
    page.blank();
    let how = match explain {
        true => "",
        false => {
            word!(" --explain shows every rule followed, and every lot.", "--explainで全ての規則及び取得口を表示。")
        }
    };
    page.line(QUIET, &format!("{}{how}", lang::NOT_ADVICE.said()));
    page.into_text()
}

/// The rows of tables that figures were taken from.
pub(super) fn rows_of_tables(page: &mut Page, rows: &[TableRow]) {
    page.heading(word!("Rates from tables of the statute", "法令の表による率"));
    for row in rows {
        let evidence = lang::code(&row.evidence);
        page.item(&said!("{} ({}; {evidence})", "{}（{}、{evidence}）", row.says, row.cite));
    }
}

/// What was taken to be the ordinary case, and what to know.
pub(super) fn assumed_and_notes(page: &mut Page, assumptions: &[Assumption], notes: &[Note]) {
    page.heading(word!("Assumed", "仮定した事実"));
    assumptions.iter().for_each(|it| page.item(&said!("{}: {}", "{}：{}", it.field, assumed(&it.value))));
    page.heading(word!("Notes", "注記"));
    notes.iter().for_each(|note| page.item(&said!("{} ({})", "{}（{}）", note.text, note.cite)));
}

/// Every rule followed, and how.
pub(super) fn steps(page: &mut Page, steps: &[Step]) {
    page.heading(word!("Steps", "判定の過程"));
    for step in steps {
        page.styled(&lang::code(step.outcome), FIGURE, &format!("{} · {}", step.cite, step.rule));
        page.labelled("", &step.because);
    }
}

const MOST_ROWS: usize = 6;

fn shortened<T>(rows: &[T], explain: bool) -> &[T] {
    rows.get(..MOST_ROWS).filter(|_| !explain).unwrap_or(rows)
}

pub(super) fn headline(page: &mut Page, answer: &PficAnswer<'_>, view: &Pfic) {
    page.line(FIGURE, &format!("{}{}", lead(answer, view), word!("", "。")));
    if let Some(open) = answer.open_interest {
        page.line(WARNING, &format!("{}{}", open_interest(open), word!("", "。")));
    }
}

/// What the holding brings, in a clause without a full stop.
pub(super) fn lead(answer: &PficAnswer<'_>, view: &Pfic) -> String {
    let totals = &view.totals;
    match answer.regime {
        _ if answer.years.is_empty() => {
            word!("Nothing happened in this time", "この期間に分配、売却及び時価評価はありません").to_owned()
        }
        PficRegime::Default => {
            figures(word!("Excess distributions and gains", "超過分配及び譲渡益に係る"), &[], totals)
        }
        PficRegime::MarkToMarket => {
            let marked =
                [(totals.marked_income_usd, word!("income", "所得")), (totals.marked_loss_usd, word!("loss", "損失"))];
            figures(word!("Marked to market", "時価評価による"), &marked, totals)
        }
    }
}

/// `Interest is known to 2026-12-31; from then to 2027-04-15 it is open`.
pub(super) fn open_interest(open: OpenInterest) -> String {
    let OpenInterest { known_until, runs_to } = open;
    said!(
        "Interest is known to {known_until}; from then to {runs_to} it is open",
        "利子は{known_until}まで計算済みで、その後{runs_to}までは未確定です"
    )
}

/// What is not nothing, in a sentence.
fn figures(what: &str, marked: &[(Digits, &str)], totals: &Totals) -> String {
    let charged = [
        (totals.additional_tax_usd, word!("additional tax", "追加税額")),
        (totals.interest_usd, word!("interest", "利子")),
    ];
    let all: Vec<_> = marked.iter().chain(&charged).collect();
    let some = all.iter().filter(|(amount, _)| !amount.0.is_zero());
    let some: Vec<_> = some.map(|(amount, name)| said!("{} {name}", "{name}は{}", money(*amount))).collect();
    match (chosen(), some.is_empty()) {
        (Lang::En, true) => format!("{what}: nothing"),
        (Lang::En, false) => format!("{what}: {}", some.join(", ")),
        (Lang::Ja, true) => {
            let names: Vec<_> = all.iter().map(|(_, name)| *name).collect();
            format!("{what}{}はありません", names.join("、"))
        }
        (Lang::Ja, false) => format!("{what}{}です", some.join("、")),
    }
}

fn tax_year(page: &mut Page, year: &PficYear, wire: &Year, explain: bool) {
    page.heading(&said!("Tax year {}, return due {}", "{}課税年度（申告期限{}）", wire.tax_year, wire.due));
    year.events.iter().for_each(|event| happened(page, event));
    let lines: Vec<_> = year.events.iter().flat_map(|event| &event.lines).collect();
    if !lines.is_empty() {
        page.blank();
        allocation(page, &lines);
    }
    if explain && !wire.lots.is_empty() {
        lots(page, wire);
    }
    marks(page, wire, explain);
    let totals = &wire.totals;
    let mut received = year.events.iter().filter(|event| event.kind == EventKind::Distribution);
    let is_never_qualified = received.all(|event| event.never_qualified);
    page.blank();
    for it in figures_of(totals, is_never_qualified).into_iter().filter(|it| !it.amount.0.is_zero()) {
        page.styled(it.label, if it.is_loss { WARNING } else { Style::new() }, &it.said(wire.tax_year));
    }
    let back: rust_decimal::Decimal =
        wire.events.iter().filter_map(|event| event.refundable_jpy).map(|yen| yen.0).sum();
    if !back.is_zero() {
        let text = said!(
            "{} yen from Japan, withheld above what is due",
            "日本に{}円（納付すべき税額を超える源泉徴収税額）",
            grouped(back)
        );
        page.styled(word!("claim back", "還付請求"), WARNING, &text);
    }
    let numbers: Vec<_> = wire.form_8621.iter().map(form_line).collect();
    if !numbers.is_empty() {
        page.styled("Form 8621", QUIET, &numbers.join(" · "));
    }
}

/// A figure of a tax year, what it is, and the lines of the form that it stands in.
struct FigureOfYear {
    label: &'static str,
    amount: Digits,
    text: &'static str,
    lines: &'static [&'static str],
    is_loss: bool,
}

fn figures_of(totals: &Totals, is_never_qualified: bool) -> [FigureOfYear; 12] {
    let dividends = if is_never_qualified {
        word!("at ordinary rates, never qualified", "通常の税率の対象、適格配当とならない")
    } else {
        word!(
            "which other rules may qualify: `iijtax dividend`",
            "他の規則により適格配当となることがある：`iijtax dividend`"
        )
    };
    let ordinary = word!(
        "of the allocation: current year and before the company was a PFIC",
        "配分額のうち当年度及びPFICとなる前の日に係る額"
    );
    let general = word!("under the general rules", "一般規定による");
    let figure = |label, amount, text, lines| FigureOfYear { label, amount, text, lines, is_loss: false };
    let loss = |label, amount, text, lines| FigureOfYear { label, amount, text, lines, is_loss: true };
    [
        figure(word!("dividends", "配当"), totals.not_excess_usd, dividends, &[]),
        figure(word!("ordinary", "通常所得"), totals.ordinary_usd, ordinary, &["16b"]),
        figure(
            word!("tax", "税額"),
            totals.tax_usd,
            word!("at the highest rates of prior years", "過年度の最高税率による"),
            &["16c"],
        ),
        figure(
            word!("credit", "税額控除"),
            totals.credit_usd,
            word!("of tax withheld against it", "これに充てる源泉徴収税額"),
            &["16d"],
        ),
        figure(word!("additional", "追加税額"), totals.additional_tax_usd, word!("tax", ""), &["16e"]),
        figure(word!("interest", "利子"), totals.interest_usd, "", &["16f"]),
        figure(
            word!("credit now", "当年度控除"),
            totals.credit_now_usd,
            word!("of tax withheld on the rest (section 901)", "残額に係る源泉徴収税額（IRC第901条）"),
            &[],
        ),
        figure(
            word!("marked", "時価評価益"),
            totals.marked_income_usd,
            word!("ordinary income", "通常所得"),
            &["10c", "13c"],
        ),
        figure(
            word!("marked loss", "時価評価損"),
            totals.marked_loss_usd,
            word!("ordinary", "通常の損失"),
            &["12", "14b"],
        ),
        loss(
            word!("loss", "譲渡損失"),
            totals.loss_usd,
            word!("under the general rules; it reduces no gain above", "一般規定による。上記の譲渡益を減額しない"),
            &[],
        ),
        loss(word!("capital loss", "キャピタルロス"), totals.capital_loss_usd, general, &["14c"]),
        figure(
            word!("other gain", "その他の損益"),
            totals.other_gain_usd,
            word!("under the general rules: no stock of a PFIC", "一般規定による：PFIC株式でない株式"),
            &[],
        ),
    ]
}

impl FigureOfYear {
    /// With the numbers of its lines in the revision of the tax year.
    fn said(&self, year: i32) -> String {
        let numbers: Vec<_> = self.lines.iter().filter_map(|line| numbered(line, year)).collect();
        let mut said = money(self.amount);
        match chosen() {
            Lang::En => {
                let numbers = if numbers.is_empty() { String::new() } else { format!("({})", numbers.join(", ")) };
                for part in [self.text, &numbers].into_iter().filter(|part| !part.is_empty()) {
                    said.push(' ');
                    said.push_str(part);
                }
            }
            Lang::Ja => {
                if !self.text.is_empty() {
                    said.push('：');
                    said.push_str(self.text);
                }
                if !numbers.is_empty() {
                    said.push_str(&format!("（{}）", numbers.join("、")));
                }
            }
        }
        said
    }
}

fn form_line(line: &super::pfic_form::FormLine) -> String {
    let yen = line.jpy.map(|yen| said!(" {} yen", " {}円", grouped(yen.0))).unwrap_or_default();
    let usd = line.usd.map(|usd| format!(" {}", money(usd))).unwrap_or_default();
    let both = if yen.is_empty() || usd.is_empty() { "" } else { " =" };
    format!("{}{yen}{both}{usd}", line.line)
}

fn happened(page: &mut Page, event: &PficEvent) {
    let gross = money(event.gross.into());
    let text = match (event.kind, event.gross_jpy, event.excess_jpy) {
        (EventKind::Distribution, Some(received), Some(excess)) => {
            let received = grouped(received.decimal(2));
            if event.spread.cents() == 0 {
                said!("distribution of {received} yen = {gross}: no excess", "分配{received}円={gross}：超過分配なし")
            } else {
                let excess = grouped(excess.decimal(2));
                said!(
                    "distribution of {received} yen = {gross}: {excess} yen = {} in excess",
                    "分配{received}円={gross}：うち超過分配{excess}円={}",
                    money(event.spread.into())
                )
            }
        }
        (EventKind::Mark, ..) => said!(
            "worth {gross}: an increase of {} as if sold",
            "時価{gross}：譲渡したと仮定した値上がり益{}",
            money(event.spread.into())
        ),
        _ => {
            let parts = [
                (word!("gain", "譲渡益"), event.spread),
                (word!("loss", "譲渡損失"), event.loss),
                (word!("gain under the general rules", "一般規定による譲渡損益"), event.other_gain),
            ];
            let parts = parts.into_iter().filter(|(_, usd)| usd.cents() != 0);
            let parts = parts.map(|(what, usd)| said!("{} {what}", "{what}{}", money(usd.into())));
            let parts: Vec<_> = parts.collect();
            let parts = match parts.is_empty() {
                true => word!("no gain", "譲渡損益なし").to_owned(),
                false => parts.join(word!(", ", "、")),
            };
            said!("sold for {gross}: {parts}", "売却{gross}：{parts}")
        }
    };
    page.labelled(&event.date.to_string(), &text);
}

/// Allocated amounts added up by tax year and character, with totals.
pub(super) fn allocation(page: &mut Page, lines: &[&Line]) {
    let mut keys: Vec<_> = lines.iter().map(|line| (line.year, line.character)).collect();
    keys.sort_by_key(|(year, character)| (*year, *character as u8));
    keys.dedup();
    let header = match chosen() {
        Lang::En => ["year", "days", "allocated", "rate", "tax", "credit", "interest"],
        Lang::Ja => ["年度", "日数", "配分額", "税率", "税額", "税額控除", "利子"],
    };
    let mut rows = vec![header.map(str::to_owned).to_vec()];
    let row = |name: String, lines: &[&&Line]| {
        let allocated = lines.iter().fold(Usd::default(), |sum, line| sum + line.allocated);
        let charges: Vec<_> = lines.iter().filter_map(|line| line.charge.as_ref()).collect();
        let sum = |of: fn(&Charge) -> Usd| {
            let sum = charges.iter().fold(Usd::default(), |sum, charge| sum + of(charge));
            if charges.is_empty() { String::new() } else { cents(sum) }
        };
        let days = if let [only] = lines { only.days.map(|days| grouped(days.into())) } else { None };
        let rates: Vec<_> = charges.iter().map(|charge| charge.rate).collect();
        let rate = rates.first().filter(|first| rates.iter().all(|rate| rate == *first));
        let rate = rate.map(ToString::to_string);
        [
            name,
            days.unwrap_or_default(),
            cents(allocated),
            rate.unwrap_or_default(),
            sum(|charge| charge.tax),
            sum(|charge| charge.credit),
            sum(|charge| charge.interest),
        ]
    };
    for (year, character) in keys {
        let of: Vec<_> = lines.iter().filter(|line| (line.year, line.character) == (year, character)).collect();
        let mut cells = row(year.to_string(), &of);
        cells[3] = match character {
            Character::BeforePfic => word!("before", "PFIC前").to_owned(),
            Character::CurrentYear => word!("now", "当年度").to_owned(),
            Character::PriorYear => cells[3].clone(),
        };
        rows.push(cells.to_vec());
    }
    let mut total = row(word!("total", "合計").to_owned(), &lines.iter().collect::<Vec<_>>());
    total[1] = String::new();
    total[3] = String::new();
    rows.push(total.to_vec());
    page.table(&[false, true, true, true, true, true, true], &rows);
}

fn lots(page: &mut Page, wire: &Year) {
    let header = match chosen() {
        Lang::En => ["lot", "shares", "acquired", "received, yen", "average", "allowed", "excess, yen", "gain, $"],
        Lang::Ja => ["取得口", "株数", "取得日", "受領額円", "平均額", "基準額", "超過額円", "譲渡益$"],
    };
    let mut rows = vec![header.map(str::to_owned).to_vec()];
    rows.extend(wire.lots.iter().map(|lot| {
        vec![
            lot.lot.clone(),
            grouped(lot.shares.0),
            lot.acquired.to_string(),
            grouped(lot.received_jpy.0),
            grouped(lot.average_jpy.0),
            grouped(lot.threshold_jpy.0),
            grouped(lot.excess_jpy.0),
            lot.gain_usd.map_or(String::new(), |gain| grouped(gain.0)),
        ]
    }));
    page.blank();
    page.table(&[false, true, false, true, true, true, true, true], &rows);
}

/// Lot by lot when there are few, or when everything is asked for.
fn marks(page: &mut Page, wire: &Year, explain: bool) {
    const FEW: usize = 12;
    if wire.marks.is_empty() || (wire.marks.len() > FEW && !explain) {
        return;
    }
    let header = match chosen() {
        Lang::En => ["lot", "", "value", "income", "loss", "basis", "unreversed"],
        Lang::Ja => ["取得口", "", "時価", "所得", "損失", "取得価額", "未戻入額"],
    };
    let mut rows = vec![header.map(str::to_owned).to_vec()];
    let [sold, first, held] = word!(["sold", "first", "held"], ["売却", "初年度", "所有"]);
    let kind = |mark: &Mark| match (mark.sale, mark.under_excess_rules) {
        (true, _) => sold,
        (_, true) => first,
        _ => held,
    };
    // Shares of one lot that part later are one row until they do.
    for marks in wire.marks.chunk_by(|left, right| left.lot == right.lot && kind(left) == kind(right)) {
        let sum = |of: fn(&Mark) -> Digits| plain(Digits(marks.iter().map(|mark| of(mark).0).sum()));
        let [first, ..] = marks else { continue };
        rows.push(vec![
            first.lot.clone(),
            kind(first).to_owned(),
            sum(|mark| mark.value_usd),
            sum(|mark| mark.income_usd),
            sum(|mark| mark.ordinary_loss_usd),
            sum(|mark| mark.basis_after_usd),
            sum(|mark| mark.unreversed_inclusions_after_usd),
        ]);
    }
    page.blank();
    page.table(&[false, false, true, true, true, true, true], &rows);
}

fn money(amount: Digits) -> String {
    usd(Some(amount)).unwrap_or_default()
}

/// Dollars in a table, without their sign.
fn plain(amount: Digits) -> String {
    money(amount).replace('$', "")
}

fn cents(amount: Usd) -> String {
    plain(amount.into())
}
