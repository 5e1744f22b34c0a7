//! The page on a tax year: its payments, its sales, and what the United States does with all of them.

use maud::{Markup, html};
use rust_decimal::Decimal;

use super::bars::{Bar, bars};
use super::figures::number;
use super::rules::{Rules, grade};
use super::shell::{Checked, amount, assumed, beside, document, notes, plain_foot, section, sentence};
use super::svg::part_of;
use crate::input::{Statement, visible};
use crate::lang::{self, Lang, chosen};
use crate::law::Outcome;
use crate::render::digits::Digits;
use crate::render::money::{usd, yen};
use crate::render::year::{Payment, UsYear, Year, lead};
use crate::year::YearAnswer;

/// Payments that are drawn; the table has all.
const MOST_DRAWN: usize = 30;

/// The answer on a year as a page.
pub fn year(answer: &YearAnswer<'_>, statements: &[Statement]) -> String {
    let view = Year::new(answer, statements);
    let mut rules = Rules::default();
    let mut payers: Vec<String> =
        answer.rows.iter().filter_map(|row| row.payment.payer.as_deref()).map(visible).collect();
    payers.sort_unstable();
    payers.dedup();
    let mut cases = answer.rows.iter().map(|row| row.answer.case).chain(answer.sales.iter().map(|row| row.answer.case));
    let mut laws: Vec<&str> = answer.rows.iter().map(|row| lang::of(row.answer.law.title)).collect();
    laws.extend(answer.sales.iter().map(|row| lang::of(row.answer.law.title)));
    laws.dedup();
    let not_named = word!("not named", "名称の記載なし");
    let payers = if payers.is_empty() { not_named.to_owned() } else { payers.join(word!(", ", "、")) };
    let mut head = vec![(word!("Payers", "支払者"), html! { (payers) })];
    if let Some(case) = cases.next() {
        let (kind, country) = (sentence(case.kind.noun()), case.residence.name());
        head.push((word!("Holder", "保有者"), html! { (said!("{kind} in {country}", "{kind}（{country}）")) }));
    }
    head.push((word!("Tax year", "課税年度"), html! { (view.from) (word!(" – ", "～")) (view.to) }));
    head.push((word!("Law", "判定の基礎"), html! { (sentence(&laws.join(word!("; ", "；")))) }));
    let body = html! {
        p class="lead" { (lead(&view)) (word!(".", "。")) }
        @if !view.payments.is_empty() { (section("payments", word!("Payments", "支払"), &payments(answer, &view, &mut rules))) }
        (sales(&view))
        @if let Some(us) = &view.us { (section("us", word!("The year in the United States", "米国（年間）"), &united_states(us))) }
        (to_do(answer, &mut rules))
        (reasons(answer, &mut rules))
        @if let Some(us) = &view.us { (assumed(&us.assumptions, &[])) }
        (notes(&answer.notes, &mut rules))
        @if !rules.is_empty() { (section("rules", word!("The rules", "根拠規定"), &rules.cards())) }
    };
    let title = said!("Dividends from Japan in the tax year {}", "日本からの配当（{}課税年度）", view.tax_year);
    document(&title, head, Checked::Law, &body, &plain_foot("iijtax year --format json"))
}

fn called(payment: &Payment) -> String {
    let payer = payment.payer.as_deref().map_or_else(String::new, |payer| format!(" {}", visible(payer)));
    let paid = payment.payment_date.map_or_else(String::new, |day| said!(", {day}", "、{day}"));
    format!("{}.{payer}{paid}", payment.number)
}

fn payments(answer: &YearAnswer<'_>, view: &Year, rules: &mut Rules) -> Markup {
    let rule = |place: usize| answer.rows.get(place).and_then(|row| row.answer.japan.rule);
    let cell = |head: &str, path: &str, text: Option<String>| {
        amount(head, &html! { @match text { Some(text) => (number(path, &text)), None => "–" } })
    };
    let (gross, withheld) = (word!("gross", "支払金額"), word!("withheld", "源泉徴収税額"));
    let (due, back) = (word!("due", "納付すべき税額"), word!("to claim back", "還付請求額"));
    let table = html! {
        table class="wide" {
            caption { (word!("In yen; what Japan withheld and what is due.", "円。源泉徴収税額及び納付すべき税額。")) }
            thead {
                tr {
                    th scope="col" { (word!("payment", "支払")) } th scope="col" class="amount" { (gross) }
                    th scope="col" class="amount" { (withheld) } th scope="col" class="amount" { (due) }
                    th scope="col" class="amount" { (back) }
                }
            }
            tbody {
                @for (place, it) in view.payments.iter().enumerate() {
                    @let path = |field: &str| format!("payments.{place}.{field}");
                    tr {
                        th scope="row" {
                            (called(it))
                            @if let Some(rate) = it.rate_percent { (word!(": ", "：")) (number(&path("rate_percent"), &format!("{}%", rate.0))) }
                            @if let Some(rule) = rule(place) { br; span class="quiet" { (rules.link(rule)) } }
                            @if let Some(day) = it.refund_until { br; span class="quiet" { (said!("claim until {day}", "還付請求期限{day}")) } }
                        }
                        (cell(gross, &path("gross_jpy"), yen(it.gross_jpy)))
                        (cell(withheld, &path("withheld_jpy"), yen(it.withheld_jpy)))
                        (cell(due, &path("tax_jpy"), yen(it.tax_jpy)))
                        (cell(back, &path("refundable_jpy"), yen(it.refundable_jpy)))
                    }
                }
                tr class="now" {
                    th scope="row" { (word!("All", "合計")) }
                    (cell(gross, "totals.gross_jpy", yen(Some(view.totals.gross_jpy))))
                    (cell(withheld, "totals.withheld_jpy", yen(Some(view.totals.withheld_jpy))))
                    (cell(due, "totals.tax_jpy", yen(Some(view.totals.tax_jpy))))
                    (cell(back, "totals.refundable_jpy", yen(Some(view.totals.refundable_jpy))))
                }
            }
        }
    };
    match picture(view) {
        Some(picture) => html! { (picture) (table) },
        None => table,
    }
}

/// Of each payment what is due and what was withheld above it.
fn picture(view: &Year) -> Option<Markup> {
    let of = |digits: Option<Digits>| digits.map_or(Decimal::ZERO, |digits| digits.0);
    let most = view.payments.iter().map(|it| of(it.withheld_jpy).max(of(it.tax_jpy))).max()?;
    if most.is_zero() {
        return None;
    }
    let bar = |it: &Payment| Bar {
        label: called(it),
        amount: yen(it.withheld_jpy).unwrap_or_default(),
        bars: vec![vec![
            ("japan", part_of(of(it.withheld_jpy) - of(it.refundable_jpy), most)),
            ("back", part_of(of(it.refundable_jpy), most)),
        ]],
    };
    let rows: Vec<_> = view.payments.iter().take(MOST_DRAWN).map(bar).collect();
    let said: Vec<_> = rows.iter().map(|row| said!("{}: {}", "{}：{}", row.label, row.amount)).collect();
    let said = said.join(word!("; ", "；"));
    let says = said!("What was withheld of each payment. {said}.", "各支払の源泉徴収税額。{said}。");
    let picture = bars("payments-says", &says, &rows);
    let key = html! {
        p class="quiet" {
            span class="swatch japan" {} (word!("withheld and due ", "納付すべき源泉徴収税額 "))
            span class="swatch back" {} (word!("to claim back", "還付請求額"))
        }
    };
    Some(beside(&picture, &key))
}

fn sales(view: &Year) -> Markup {
    if view.sales.is_empty() {
        return html! {};
    }
    let cell = |head: &str, path: String, digits: Option<Digits>| {
        amount(head, &html! { @match usd(digits) { Some(text) => (number(&path, &text)), None => "–" } })
    };
    let (proceeds, basis, gain) =
        (word!("proceeds", "譲渡収入"), word!("basis", "取得価額"), word!("gain", "譲渡損益"));
    let table = html! {
        table class="wide" {
            caption class="unseen" { (word!("The sales of the year", "この年度の売却")) }
            thead {
                tr {
                    th scope="col" { (word!("sale", "売却")) } th scope="col" class="amount" { (proceeds) }
                    th scope="col" class="amount" { (basis) } th scope="col" class="amount" { (gain) }
                }
            }
            tbody {
                @for (place, it) in view.sales.iter().enumerate() {
                    tr {
                        th scope="row" {
                            (it.number) ". " @if let Some(payer) = &it.payer { (visible(payer)) } @if let Some(day) = it.date { (word!(", ", "、")) (day) }
                        }
                        (cell(proceeds, format!("sales.{place}.proceeds_usd"), it.proceeds_usd))
                        (cell(basis, format!("sales.{place}.basis_usd"), it.basis_usd))
                        (cell(gain, format!("sales.{place}.gain_usd"), it.gain_usd))
                    }
                }
            }
        }
    };
    section("sales", word!("Sales", "売却"), &table)
}

fn united_states(us: &UsYear) -> Markup {
    let limit = us.limitation.as_ref();
    let most = if limit.is_some_and(|it| it.limit_is_at_most == Some(true)) { word!("at most", "上限") } else { "" };
    let in_all = us.credited_usd.filter(|_| !us.other_categories.is_empty());
    let rows = [
        (word!("Tax on qualified dividends", "適格配当に係る税額"), "us.qualified_tax_usd", us.qualified_tax_usd, ""),
        (
            word!("Creditable", "控除対象外国税額"),
            "us.limitation.creditable_usd",
            limit.map(|it| it.creditable_usd),
            "",
        ),
        (
            word!("Limit of the credit", "控除限度額"),
            "us.limitation.limit_usd",
            limit.and_then(|it| it.limit_usd),
            most,
        ),
        (
            word!("Allowed of the year’s own tax", "当年度の税額のうち控除額"),
            "us.limitation.allowed_usd",
            limit.map(|it| it.allowed_usd),
            most,
        ),
        (
            word!("Allowed, with that of earlier years", "控除額（繰越額を含む）"),
            "us.allowed_usd",
            us.allowed_usd,
            most,
        ),
        (word!("Credited in all categories", "全所得区分の控除額"), "us.credited_usd", in_all, ""),
        (
            word!("Left for other years", "他の年度への繰越額"),
            "us.carryover_arisen_usd",
            Some(us.carryover_arisen_usd),
            "",
        ),
    ];
    html! {
        table class="money" {
            caption class="unseen" { (word!("What the United States does with the year", "米国における年間の取扱い")) }
            thead class="unseen" {
                tr {
                    th scope="col" { (word!("what", "項目")) } th scope="col" { (word!("amount", "金額")) }
                    th scope="col" { (word!("how", "内訳")) }
                }
            }
            tbody {
                @for (name, path, digits, note) in rows {
                    @if let Some(text) = usd(digits) {
                        tr {
                            th scope="row" { (name) }
                            td class="amount" { (number(path, &text)) }
                            td { (note) " " a class="why" href="#reasons" { (word!("why", "根拠")) span class="unseen" { (word!(": ", "：")) (name) } } }
                        }
                    }
                }
            }
        }
        @if !us.questions.is_empty() {
            p { (word!("Calculated once it is known:", "次の事項が判明すれば計算可能：")) }
            ul { @for it in &us.questions { li { (it.question) " " code { (it.field) } } } }
        }
    }
}

fn to_do(answer: &YearAnswer<'_>, rules: &mut Rules) -> Markup {
    if answer.todos.is_empty() {
        return html! {};
    }
    let all = answer.rows.len();
    let of = |numbers: &[usize]| {
        let numbers_said: Vec<_> = numbers.iter().map(usize::to_string).collect();
        if numbers.len() == all && all > 1 {
            word!("all payments", "全ての支払").to_owned()
        } else {
            said!("payment {}", "支払{}", numbers_said.join(word!(", ", "、")))
        }
    };
    let list = html! {
        ul {
            @for it in &answer.todos {
                li {
                    @let (by, with) = (it.todo.action.by(it.is_ads), it.todo.with());
                    @if let Some(day) = it.todo.due { b { (said!("By {day}: ", "期限{day}：")) } }
                    @match chosen() {
                        Lang::En => {
                            (it.todo.rule.words()) " " (sentence(&of(&it.payments))) "; " (by) ", with " (with) " ("
                            (rules.link(it.todo.rule)) ")."
                        }
                        Lang::Ja => {
                            (it.todo.rule.words()) (of(&it.payments)) "、" (by) "から" (with) "へ（"
                            (rules.link(it.todo.rule)) "）。"
                        }
                    }
                }
            }
        }
    };
    section("tasks", lang::TO_DO.said(), &list)
}

/// What the figures of the year follow from; of each payment `iijtax dividend` says it.
fn reasons(answer: &YearAnswer<'_>, rules: &mut Rules) -> Markup {
    let steps = answer.us.iter().flat_map(|us| us.steps.0.iter().map(move |step| (step, &us.case)));
    let met: Vec<_> = steps.filter(|(step, _)| step.outcome != Outcome::NotMet).collect();
    let list = html! {
        ul {
            @for (step, case) in &met {
                li {
                    @if step.outcome == Outcome::Unknown { b { (word!("unknown: ", "不明：")) } }
                    (rules.link(step.rule)) (word!(": ", "：")) (step.because(case)) " " (grade(step.rule.evidence))
                }
            }
        }
        @if met.is_empty() { p { (word!("Nothing is calculated for the year as a whole.", "年間の計算はない。")) } }
        p class="quiet" {
            (word!("Each payment by itself, with all of its rules: iijtax dividend.", "各支払及びその全ての規則：iijtax dividend。"))
        }
    };
    section("reasons", word!("How the year follows", "年間の判定の過程"), &list)
}
