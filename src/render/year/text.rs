//! The answer about a year for people.

mod us;

use anstyle::Style;

use super::wire::{Apart, Group, Payment, Totals, UsYear, Year};
use crate::input::{Statement, visible};
use crate::lang::{self, Lang, chosen};
use crate::render::digits::Digits;
use crate::render::money::{usd, yen};
use crate::render::page::{FIGURE, Page, QUIET, WARNING, grouped};
use crate::render::text::{LABELS, Steps, asked, assumed, list};
use crate::units::Day;
use crate::year::YearAnswer;

/// The whole answer as a page.
pub fn text(answer: &YearAnswer<'_>, statements: &[Statement], steps: Steps) -> String {
    let view = Year::new(answer, statements);
    let mut page = Page::new(LABELS);
    page.line(QUIET, &tax_year(&view));
    headline(&mut page, &view);
    payments(&mut page, &view);
    groups(&mut page, word!("By payer", "支払者別"), &view.by_payer, visible);
    if view.by_category.len() > 1 {
        let called = |category: &str| word!(category.to_owned(), lang::code(category));
        groups(&mut page, word!("By category", "所得区分別"), &view.by_category, called);
    }
    sales(&mut page, &view);
    if let Some(us) = &view.us {
        us::united_states(&mut page, us, &view, answer);
    }
    apart(&mut page, &view);
    statements_read(&mut page, &view);
    to_do(&mut page, &view);
    let assumptions = view.us.iter().flat_map(|us| &us.assumptions);
    let taken = assumptions.map(|it| said!("{}: {}", "{}：{}", it.field, assumed(&it.value)));
    list(&mut page, word!("Assumed", "仮定した事実"), taken);
    let notes = view.notes.iter().map(|note| said!("{} ({})", "{}（{}）", note.text, note.cite));
    list(&mut page, word!("Notes", "注記"), notes);
    if let (Some(us), true) = (&answer.us, steps != Steps::None) {
        page.heading(word!("Steps of the year", "年間の判定の過程"));
        let shown = us.steps.0.iter().filter(|step| steps.show(step.outcome));
        shown.for_each(|step| asked(&mut page, step.rule, step.outcome, &step.because(&us.case)));
    }
    page.blank();
    let last = word!(
        "Not tax advice. Each payment by itself, with its rules and assumptions: iijtax dividend.",
        "税務助言ではありません。各支払の規則及び仮定：iijtax dividend。"
    );
    page.line(QUIET, last);
    page.into_text()
}

/// Which year it is, and its days.
pub(super) fn tax_year(view: &Year) -> String {
    said!("tax year {}, {} to {}", "{}課税年度（{}から{}まで）", view.tax_year, view.from, view.to)
}

fn amount(digits: Digits) -> String {
    usd(Some(digits)).unwrap_or_default()
}

fn in_yen(digits: Digits) -> String {
    yen(Some(digits)).unwrap_or_default()
}

fn is_some(digits: Digits) -> bool {
    !digits.0.is_zero()
}

fn numbers(numbers: &[usize]) -> String {
    let numbers: Vec<_> = numbers.iter().map(usize::to_string).collect();
    numbers.join(word!(", ", "、"))
}

pub(super) fn headline(page: &mut Page, view: &Year) {
    let is_plain = view.status == "determined" && back(view).is_none() && !view.payments.is_empty();
    page.line(if is_plain { FIGURE } else { WARNING }, &format!("{}{}", lead(view), word!("", "。")));
}

/// What can be claimed back of all payments, where something can.
pub(super) fn back(view: &Year) -> Option<String> {
    // Where the yen of a payment are not known, sums of yen are without it.
    let totals = &view.totals;
    match totals.in_dollars_alone.is_empty() {
        true => yen(Some(totals.refundable_jpy).filter(|it| is_some(*it))),
        false => usd(Some(totals.over_withheld_usd).filter(|it| is_some(*it))),
    }
}

/// What Japan withheld of the year's payments and what is due, in a clause without a full stop.
pub fn lead(view: &Year) -> String {
    if view.payments.is_empty() {
        return word!("No payment of this tax year", "この課税年度の支払はありません").to_owned();
    }
    let totals = &view.totals;
    let (withheld, due) = match totals.in_dollars_alone.is_empty() {
        true => (in_yen(totals.withheld_jpy), in_yen(totals.tax_jpy)),
        false => (amount(totals.withheld_usd), amount(totals.tax_usd)),
    };
    let open = if view.status == "determined" { String::new() } else { lang::code(view.status) };
    let (back, count) = (back(view), view.payments.len());
    match chosen() {
        Lang::En => {
            let of = if count == 1 { "one payment".to_owned() } else { format!("{count} payments") };
            let back = back.map_or(String::new(), |back| format!(", and {back} can be claimed back"));
            let open = if open.is_empty() { open } else { format!("; {open}") };
            format!("Of {of} Japan withheld {withheld}; {due} is due{back}{open}")
        }
        Lang::Ja => {
            let back = back.map_or(String::new(), |back| format!("、還付請求できる額は{back}"));
            let open = if open.is_empty() { open } else { format!("（{open}）") };
            format!("支払{count}件の源泉徴収税額は{withheld}、納付すべき税額は{due}{back}です{open}")
        }
    }
}

fn payments(page: &mut Page, view: &Year) {
    if view.payments.is_empty() {
        return;
    }
    page.heading(word!("Payments", "支払"));
    payments_of_japan(page, view);
    let number = |digits: Option<Digits>| digits.map_or("?".to_owned(), |digits| grouped(digits.0));
    let day = |day: Option<Day>| day.map_or_else(String::new, |day| day.to_string());
    let named = |it: &Payment| [it.number.to_string(), it.payer.as_deref().map_or_else(String::new, visible)];
    let totals = &view.totals;
    if view.us.is_some() {
        page.blank();
        let dollars = |digits: Option<Digits>| usd(digits).unwrap_or_else(|| "?".to_owned());
        let of_us = |it: &Payment| {
            let amounts = [it.dividend_usd, it.qualified_usd, it.creditable_usd].map(dollars);
            named(it).into_iter().chain([day(it.included_on), number(it.jpy_per_usd)]).chain(amounts).collect()
        };
        let knows_none = knows_no_dollars(view);
        let sum = |digits| if knows_none { "?".to_owned() } else { amount(digits) };
        let sums = [totals.dividend_usd, totals.qualified_usd, totals.creditable_usd].map(sum);
        let total = ["", word!("total", "合計"), "", ""].map(str::to_owned).into_iter().chain(sums).collect();
        let header = match chosen() {
            Lang::En => ["", "payer", "included", "yen for $1", "dividend", "qualified", "creditable"],
            Lang::Ja => ["", "支払者", "所得算入日", "円/$1", "配当", "適格配当", "控除対象税額"],
        };
        let header = header.map(str::to_owned).to_vec();
        let rows = [header].into_iter().chain(view.payments.iter().map(of_us)).chain([total]);
        page.table(&[true, false, false, true, true, true, true], &rows.collect::<Vec<_>>());
    }
    for it in &view.payments {
        about(page, it);
    }
}

/// The dollars of no payment are known, so that the sums would be those of nothing.
pub(super) fn knows_no_dollars(view: &Year) -> bool {
    !view.payments.is_empty() && view.payments.iter().all(|it| it.dividend_usd.is_none())
}

/// Which payments the sums of dollars are without, and what to do where it is the rate of exchange that is missing.
pub(super) fn without_open(us: &UsYear, view: &Year) -> Option<String> {
    if us.open.is_empty() {
        return None;
    }
    let open: Vec<_> = view.payments.iter().filter(|it| us.open.contains(&it.number)).collect();
    let lacks_rate = open.iter().all(|it| it.gross_jpy.is_some() && it.jpy_per_usd.is_none());
    let what = match lacks_rate {
        true => word!("; no rate of exchange: --fx or jpy_per_usd", "（為替レートなし：--fx又はjpy_per_usd）"),
        false => "",
    };
    let s = if open.len() == 1 { "" } else { "s" };
    let numbers = numbers(&us.open);
    Some(match chosen() {
        Lang::En => format!("without what is not known of payment{s} {numbers}{what}"),
        Lang::Ja => format!("支払{numbers}の不明な額を除く{what}"),
    })
}

/// A line a payment with what Japan takes of it, and their sum.
pub(super) fn payments_of_japan(page: &mut Page, view: &Year) {
    let number = |digits: Option<Digits>| digits.map_or("?".to_owned(), |digits| grouped(digits.0));
    let day = |day: Option<Day>| day.map_or_else(String::new, |day| day.to_string());
    let named = |it: &Payment| [it.number.to_string(), it.payer.as_deref().map_or_else(String::new, visible)];
    let of_japan = |it: &Payment| {
        let rate = it.rate_percent.map_or("?".to_owned(), |rate| format!("{}%", rate.0));
        let amounts = match it.yen_known {
            Some("not_at_all") => {
                [it.tax_usd, it.withheld_usd, it.over_withheld_usd].map(|it| usd(it).unwrap_or_else(|| "?".to_owned()))
            }
            _ => [it.tax_jpy, it.withheld_jpy, it.refundable_jpy].map(number),
        };
        named(it).into_iter().chain([day(it.payment_date), number(it.gross_jpy), rate]).chain(amounts).collect()
    };
    let totals = &view.totals;
    // Where the yen of a payment are not known, sums of yen are without it, and those of dollars stand below.
    let alone = totals.in_dollars_alone.len();
    let total = |label: &str, gross: String, sums: [String; 3]| {
        let labels = ["", label, ""].map(str::to_owned);
        labels.into_iter().chain([gross, String::new()]).chain(sums).collect::<Vec<_>>()
    };
    let of_yen = || {
        let sums = [totals.tax_jpy, totals.withheld_jpy, totals.refundable_jpy].map(|it| grouped(it.0));
        total(
            if alone == 0 { word!("total", "合計") } else { word!("total in yen", "円の合計") },
            grouped(totals.gross_jpy.0),
            sums,
        )
    };
    let of_dollars = || {
        let sums = [totals.tax_usd, totals.withheld_usd, totals.over_withheld_usd].map(amount);
        total(word!("total in dollars", "ドルの合計"), String::new(), sums)
    };
    let sums = (alone < view.payments.len()).then(of_yen).into_iter().chain((alone > 0).then(of_dollars));
    let header = match chosen() {
        Lang::En => ["", "payer", "paid", "gross yen", "rate", "due", "withheld", "back"],
        Lang::Ja => ["", "支払者", "支払日", "支払金額（円）", "税率", "税額", "源泉徴収", "還付額"],
    };
    let rows = [header.map(str::to_owned).to_vec()].into_iter().chain(view.payments.iter().map(of_japan)).chain(sums);
    page.table(&[true, false, false, true, true, true, true, true], &rows.collect::<Vec<_>>());
}

/// What is worth a line of one payment.
fn about(page: &mut Page, it: &Payment) {
    let mut say = |text: String| page.item(&said!("{}: {text}", "支払{}：{text}", it.number));
    let asked: Vec<_> = it.questions.iter().chain(&it.us_questions).map(|question| question.field).collect();
    if !asked.is_empty() {
        let of = if it.questions.is_empty() {
            word!("open in the United States", "米国については未確定")
        } else {
            word!("open", "未確定")
        };
        say(said!("{of}; missing {}", "{of}、確認事項：{}", asked.join(word!(", ", "、"))));
    } else if it.status != "determined" {
        say(lang::code(it.status));
    }
    if let Some(over) = yen(it.over_withheld_jpy.filter(|over| is_some(*over))).or_else(|| in_dollars(it)) {
        let until =
            it.refund_until.map_or(String::new(), |day| said!(", to be claimed by {day}", "、還付請求期限{day}"));
        let how = withheld_as(it).map_or(String::new(), |how| said!(" ({how})", "（{how}）"));
        say(said!("{over} too much withheld{how}{until}", "源泉徴収の超過額{over}{how}{until}"));
    } else if let Some(how) = withheld_as(it).filter(|_| it.withheld_as != Some("as_due")) {
        say(how);
    }
    match it.yen_known {
        Some("by_rate") => {
            say(word!("stated in dollars; its yen are those of the rate", "ドルで記載、円額は為替レートによる")
                .to_owned());
        }
        Some("not_at_all") => {
            let text = word!(
                "stated in dollars, and no yen are known: state jpy_per_usd, or per_share_jpy",
                "ドルで記載、円額は不明：jpy_per_usd又はper_share_jpyの記載が必要"
            );
            say(text.to_owned());
        }
        _ => {}
    }
    if let Some(under) = it.under_withheld_jpy.filter(|under| is_some(*under)) {
        say(said!("{} too little withheld", "源泉徴収の不足額{}", in_yen(under)));
    }
    for change in &it.changes {
        let on = change.booked.map_or(String::new(), |day| said!(" on {day}", "{day}に"));
        let what = match (change.entry, change.gross_jpy, change.tax_jpy) {
            ("refund", _, Some(tax)) => {
                let tax = in_yen(tax);
                said!("{tax} paid back by Japan{on}", "{on}日本から{tax}の還付")
            }
            (_, Some(gross), tax) => {
                let tax = tax.map_or(String::new(), |tax| said!(", tax {}", "、税額{}", in_yen(tax)));
                said!("changed{on} by {}{tax}", "{on}変更：{}{tax}", in_yen(gross))
            }
            (_, None, Some(tax)) => said!("tax changed{on} by {}", "{on}税額を変更：{}", in_yen(tax)),
            (_, None, None) => match change.tax_usd {
                Some(tax) => said!("tax changed{on} by {}", "{on}税額を変更：{}", amount(tax)),
                None => continue,
            },
        };
        say(said!("{what} ({})", "{what}（{}）", place(&change.place)));
    }
    if let (Some(written), Some(rate)) = (&it.usd_per_jpy_as_written, it.jpy_per_usd) {
        say(said!(
            "the rate {written} was read as dollars for a yen: {} yen for a dollar",
            "レート{written}は1円当たりのドルとして読み取り：1ドル={}円",
            rate.0
        ));
    }
    if !it.unused.is_empty() {
        say(said!("not used: {}", "判定に用いなかった事実：{}", it.unused.join(word!(", ", "、"))));
    }
}

/// Too much in dollars, of a payment whose yen are not known.
fn in_dollars(it: &Payment) -> Option<String> {
    let over = it.over_withheld_usd.filter(|over| is_some(*over) && it.yen_known == Some("not_at_all"))?;
    Some(amount(over))
}

/// `15.315%, as if no form was filed`.
fn withheld_as(it: &Payment) -> Option<String> {
    let how = lang::code(it.withheld_as?);
    let rate = it.withheld_at_percent.or(it.withheld_percent)?;
    Some(said!("{}%, {how}", "{}%、{how}", rate.0))
}

fn statements_read(page: &mut Page, view: &Year) {
    for statement in &view.statements {
        page.heading(&said!("Statement {}", "明細書{}", visible(&statement.file)));
        let (used, ignored) = (statement.used, statement.ignored.len());
        let open = statement.not_understood.len();
        let counted = said!(
            "  {used} rows used, {ignored} left out, {open} not understood",
            "  使用した行{used}、除外した行{ignored}、読み取れない行{open}"
        );
        page.line(Style::new(), &counted);
        statement.said.iter().for_each(|said| page.item(said));
        for row in &statement.not_understood {
            let (what, why) = (visible(&row.what), visible(&row.why));
            page.item(&said!(
                "line {} is not understood: {what}: {why}",
                "{}行目を読み取れない：{what}：{why}",
                row.line
            ));
        }
    }
}

fn place(place: &super::wire::Place) -> String {
    let line = place.line.map_or(String::new(), |line| format!(":{line}"));
    format!("{}{line}", visible(&place.file))
}

fn groups(page: &mut Page, heading: &str, groups: &[Group], called: fn(&str) -> String) {
    if groups.len() < 2 {
        return;
    }
    page.heading(heading);
    let header = match chosen() {
        Lang::En => ["", "payments", "gross yen", "due", "withheld", "back", "dividend", "creditable"],
        Lang::Ja => ["", "支払", "支払金額（円）", "税額", "源泉徴収", "還付額", "配当", "控除対象税額"],
    };
    let header = header.map(str::to_owned);
    let row = |group: &Group| {
        let Totals { gross_jpy, tax_jpy, withheld_jpy, refundable_jpy, dividend_usd, creditable_usd, .. } =
            group.totals;
        vec![
            group.name.as_deref().map_or_else(|| word!("not named", "名称の記載なし").to_owned(), called),
            group.totals.payments.to_string(),
            grouped(gross_jpy.0),
            grouped(tax_jpy.0),
            grouped(withheld_jpy.0),
            grouped(refundable_jpy.0),
            amount(dividend_usd),
            amount(creditable_usd),
        ]
    };
    let rows: Vec<_> = [header.to_vec()].into_iter().chain(groups.iter().map(row)).collect();
    page.table(&[false, true, true, true, true, true, true, true], &rows);
}

fn sales(page: &mut Page, view: &Year) {
    if view.sales.is_empty() {
        return;
    }
    page.heading(word!("Sales", "売却"));
    let header = match chosen() {
        Lang::En => ["", "sold", "shares", "acquired", "term", "proceeds", "basis", "gain"],
        Lang::Ja => ["", "売却日", "数量", "取得日", "長短", "譲渡収入", "取得価額", "譲渡損益"],
    };
    let mut rows = vec![header.map(str::to_owned).to_vec()];
    let day = |day: Option<Day>| day.map_or_else(String::new, |day| day.to_string());
    let dollars = |digits: Option<Digits>| usd(digits).unwrap_or_else(|| "?".to_owned());
    for sale in &view.sales {
        for lot in &sale.lots {
            rows.push(vec![
                sale.number.to_string(),
                day(sale.date),
                lot.shares.map_or("?".to_owned(), |shares| grouped(shares.0)),
                day(lot.acquired),
                lot.term.map_or("?".to_owned(), lang::code),
                dollars(lot.proceeds_usd),
                dollars(lot.basis_usd),
                dollars(lot.gain_usd),
            ]);
        }
    }
    page.table(&[true, false, true, false, false, true, true, true], &rows);
    for sale in &view.sales {
        let asked: Vec<_> = sale.questions.iter().map(|question| question.field).collect();
        if !asked.is_empty() {
            let status = match chosen() {
                Lang::En => sale.us_status.to_owned(),
                Lang::Ja => lang::code(sale.us_status),
            };
            let asked = asked.join(word!(", ", "、"));
            page.item(&said!("{}: {status}; missing {asked}", "売却{}：{status}、確認事項：{asked}", sale.number));
        }
        if let Some(disallowed) = sale.disallowed_usd.filter(|it| is_some(*it)) {
            page.item(&said!(
                "{}: {} of the loss is not deducted: it is added to the cost of the shares that were bought again, which a later sale has to state",
                "売却{}：損失のうち{}は控除できない。再び購入した株式の取得価額に加算し、後の売却の際に記載する",
                sale.number,
                amount(disallowed)
            ));
        }
        if sale.japan_taxed == Some(true) {
            page.item(&said!("{}: Japan taxes the gain by return", "売却{}：日本で申告により課税", sale.number));
        }
    }
    let gains = &view.gains;
    page.labelled(word!("long-term", "長期"), &amount(gains.long_term_usd));
    page.labelled(word!("short-term", "短期"), &amount(gains.short_term_usd));
    if is_some(gains.excess_distribution_usd) {
        let excess = amount(gains.excess_distribution_usd);
        page.labelled(
            word!("excess", "超過分配"),
            &said!("{excess} under the rules on PFICs", "{excess}（PFICの規則）"),
        );
    }
    page.labelled(word!("net", "純損益"), &amount(Digits(gains.long_term_usd.0 + gains.short_term_usd.0)));
}

fn apart(page: &mut Page, view: &Year) {
    let amounts = |it: &Apart| yen(it.amount_jpy).or(usd(it.amount_usd)).unwrap_or_default();
    let of = |it: &Apart| match (it.payment, it.of_tax_year) {
        (Some(number), _) => said!(", payment {number}", "、支払{number}"),
        (None, Some(year)) => said!(", of a payment of tax year {year}", "、{year}課税年度の支払"),
        (None, None) => String::new(),
    };
    let entries = view.apart.iter().map(|it| {
        let on = it.booked.or(it.payment_date).map_or(String::new(), |day| format!("{day} "));
        let payer = it.payer.as_deref().map_or(String::new(), |payer| format!("{} ", visible(payer)));
        let kind = lang::code(it.entry);
        said!(
            "{on}{payer}{kind} {}{}: {} ({})",
            "{on}{payer}{kind}{}{}：{}（{}）",
            amounts(it),
            of(it),
            it.why,
            place(&it.place)
        )
    });
    list(page, word!("Apart", "別掲"), entries);
    let reversed = view.reversed.iter().map(|it| {
        let by: Vec<_> = it.by.iter().map(|change| place(&change.place)).collect();
        said!("{}, by {}", "{}（{}による）", place(&it.place), by.join(word!(", ", "、")))
    });
    list(page, word!("Taken back", "取消し"), reversed);
    let outside = view.outside.iter().map(|it| {
        let on = it.date.map_or(String::new(), |day| said!(" of {day}", "{day}の"));
        match chosen() {
            Lang::En => format!("{}{on} ({})", it.entry, place(&it.place)),
            Lang::Ja => format!("{on}{}（{}）", lang::code(it.entry), place(&it.place)),
        }
    });
    list(page, word!("Of other tax years", "他の課税年度のもの"), outside);
}

fn to_do(page: &mut Page, view: &Year) {
    if view.actions.is_empty() {
        return;
    }
    page.heading(lang::TO_DO.said());
    for it in &view.actions {
        let due = it.action.due.map_or(String::new(), |day| said!("By {day}: ", "期限{day}："));
        page.item(&format!("{due}{}", it.action.what));
        let of = match it.payments.len() == view.payments.len() && it.payments.len() > 1 {
            true => word!("all payments", "全ての支払").to_owned(),
            false => said!("payment {}", "支払{}", numbers(&it.payments)),
        };
        let crate::render::json::Action { by, with, cite, .. } = &it.action;
        page.below(QUIET, &said!("{of}; {by}, with {with} ({cite})", "{of}、{by}から{with}へ（{cite}）"));
    }
}
