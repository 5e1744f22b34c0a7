//! A company, year by year, from its tree to a [`Company`].

use super::node::Value;
use super::object::{Object, Problems};
use super::{Node, Problem};
use crate::facts::{COMPANY, Company, CompanyYear, HeldFor, IncomeItem, IncomeKind, Operations, Quarter, Subsidiary};
use crate::units::{Day, Span};

/// Reads a company and the flags that give the days of a holding, and reports as many problems as can be found.
pub fn read_company(node: &Node<'_>, flags: &[(&'static str, Node<'_>)]) -> Result<Company, Vec<Problem>> {
    let problems = Problems::default();
    let company = read(node, flags, &problems);
    let problems = problems.in_order();
    match company {
        Some(company) if problems.is_empty() => Ok(company),
        _ => Err(problems),
    }
}

/// How many levels of subsidiaries are read. Parts of parts have ever more digits; these stay exact.
const MOST_LEVELS: usize = 4;

fn read(node: &Node<'_>, flags: &[(&'static str, Node<'_>)], problems: &Problems) -> Option<Company> {
    let object = Object::new(node, "", COMPANY, problems)?;
    let years = years(&object, problems);
    let held = held_for(&object, flags, problems);
    let is_empty = matches!(object.node("years").map(|node| &node.value), Some(Value::List(items)) if items.is_empty());
    if let (Some(node), true) = (object.node("years"), is_empty) {
        let (got, wanted) = (word!("an empty list", "空のリスト"), word!("at least one year", "1年度以上の記載"));
        problems.add(node.place(), "years", got, wanted, None);
    }
    Some(Company { id: object.text("id"), years, held })
}

fn years(object: &Object<'_, '_>, problems: &Problems) -> Vec<CompanyYear> {
    let mut years: Vec<CompanyYear> = Vec::new();
    for (_, year) in object.objects("years") {
        let (begins, ends) = (year.date("begins"), year.date("ends"));
        let (Some(first), Some(last)) = (begins, ends) else { continue };
        let longest = first.plus_months(12).plus_days(-1);
        if let Some(ends) = year.node("ends").filter(|_| last < first || last > longest) {
            problems.contradiction(
                ends,
                &year.at("ends"),
                said!("a day from {first} to {longest}", "{first}から{longest}までの日"),
            );
            continue;
        }
        if let (Some(before), Some(begins)) = (years.last(), year.node("begins"))
            && first <= before.span.last
        {
            let wanted = said!(
                "a day after {}, the end of the year before it in the list",
                "リスト中の直前の年度の末日（{}）より後の日",
                before.span.last
            );
            problems.contradiction(begins, &year.at("begins"), wanted);
        }
        let span = Span::new(first, last);
        years.push(CompanyYear { span, operations: operations(&year, span, 0, problems) });
    }
    years
}

fn operations(object: &Object<'_, '_>, year: Span, level: usize, problems: &Problems) -> Operations {
    let income = object.objects("gross_income").into_iter().filter_map(|(_, item)| income_item(&item, problems));
    let income: Vec<_> = income.collect();
    Operations {
        gross_income: object.node("gross_income").map(|_| income),
        quarters: quarters(object, year, level > 0, problems),
        subsidiaries: subsidiaries(object, year, level, problems),
    }
}

fn income_item(item: &Object<'_, '_>, problems: &Problems) -> Option<IncomeItem> {
    let (kind, amount, active) =
        (item.word("kind", IncomeKind::from_word), item.number("amount_jpy"), item.bool("active"));
    let kind = kind?;
    let may_be_active = matches!(kind, IncomeKind::Rents | IncomeKind::Royalties | IncomeKind::Gains);
    if let (Some(node), false) = (item.node("active"), may_be_active) {
        let wanted = said!(
            "no such fact: it is for rents, royalties and gains, and this is {}",
            "この項目を記載しないこと（賃貸料、使用料及び譲渡益の項目であり、{}には記載しない）",
            kind.name()
        );
        problems.contradiction(node, &item.at("active"), wanted);
    }
    Some(IncomeItem { kind, amount: amount?, active: active.unwrap_or(false) })
}

fn quarters(object: &Object<'_, '_>, year: Span, of_subsidiary: bool, problems: &Problems) -> Vec<Quarter> {
    let ends = year.quarter_ends();
    let mut quarters: Vec<Quarter> = Vec::new();
    for (node, quarter) in object.objects("assets") {
        let (date, passive, total) = (quarter.date("date"), quarter.number("passive_jpy"), quarter.number("total_jpy"));
        let stock = if of_subsidiary { quarter.number("stock_jpy") } else { None };
        if let (Some(passive), Some(total), Some(node)) = (passive, total, quarter.node("passive_jpy"))
            && passive > total
        {
            problems.contradiction(
                node,
                &quarter.at("passive_jpy"),
                said!("at most total_jpy, {total}", "total_jpy（{total}）以下の額"),
            );
        }
        if of_subsidiary && passive.is_some() != total.is_some() {
            let missing = if passive.is_some() { "total_jpy" } else { "passive_jpy" };
            let wanted =
                word!("passive_jpy and total_jpy, both or neither", "passive_jpyとtotal_jpyの両方の記載又は両方の省略");
            problems.add(node.place(), &quarter.at(missing), word!("nothing", "記載なし"), wanted, None);
        }
        let Some(date) = date else { continue };
        let complain = |wanted: String| {
            problems.contradiction(quarter.node("date").unwrap_or(&node), &quarter.at("date"), wanted);
        };
        if !ends.contains(&date) {
            complain(said!(
                "the last day of a quarter of the year: {}",
                "年度の各四半期の末日（{}）のいずれか",
                listed(&ends)
            ));
            continue;
        }
        if quarters.iter().any(|known| known.date == date) {
            complain(word!("each day once", "重複のない日付").to_owned());
            continue;
        }
        quarters.push(Quarter { date, assets: passive.zip(total), stock });
    }
    quarters.sort_by_key(|quarter| quarter.date);
    quarters
}

fn subsidiaries(object: &Object<'_, '_>, year: Span, level: usize, problems: &Problems) -> Vec<Subsidiary> {
    if let (Some(node), true) = (object.node("subsidiaries"), level == MOST_LEVELS) {
        let wanted = said!("at most {MOST_LEVELS} levels of subsidiaries", "{MOST_LEVELS}段以下の子会社");
        problems.add(
            node.place(),
            &object.at("subsidiaries"),
            said!("subsidiaries at level {}", "{}段目の子会社", level + 1),
            wanted,
            None,
        );
        return Vec::new();
    }
    let objects = object.objects("subsidiaries").into_iter();
    let read = objects.map(|(_, subsidiary)| {
        let (name, dividends) = (subsidiary.text("name"), subsidiary.number("dividends_jpy"));
        let operations = operations(&subsidiary, year, level + 1, problems);
        Some(Subsidiary { name, owned: subsidiary.percent("percent_by_value")?, dividends, operations })
    });
    read.collect::<Vec<_>>().into_iter().flatten().collect()
}

/// When the shares were held: from flags, or else from the file.
fn held_for(object: &Object<'_, '_>, flags: &[(&'static str, Node<'_>)], problems: &Problems) -> Option<HeldFor> {
    let inner = object.object("holding");
    let flagged = |name: &str| flags.iter().find(|(field, _)| *field == name).map(|(_, node)| node);
    let date = |name: &'static str| match flagged(name) {
        Some(node) => Object::of_flag(name, node, crate::facts::HELD_FOR, problems).date(name),
        None => inner.as_ref().and_then(|inner| inner.date(name)),
    };
    let from: Day = match (flagged("from"), flagged("until"), &inner) {
        (None, None, None) => return None,
        (None, Some(until), None) => {
            let got = word!("only the day of disposal", "処分日のみの指定");
            let wanted = word!(
                "the day of acquisition as well: --held-from, or holding.from in the file",
                "取得日（--held-from又はファイルのholding.from）の指定"
            );
            problems.add(until.place(), "", got, wanted, None);
            return None;
        }
        _ => date("from")?,
    };
    let until = date("until");
    if until.is_some_and(|until| until < from) {
        let node = flagged("until").or_else(|| inner.as_ref().and_then(|inner| inner.node("until")));
        let path = inner.as_ref().map_or(String::new(), |inner| inner.at("until"));
        let path = if flagged("until").is_some() { String::new() } else { path };
        if let Some(node) = node {
            problems.contradiction(
                node,
                &path,
                said!("a day not before the acquisition on {from}", "取得日（{from}）以後の日"),
            );
        }
    }
    Some(HeldFor { from, until })
}

fn listed(days: &[Day]) -> String {
    days.iter().map(ToString::to_string).collect::<Vec<_>>().join(word!(", ", "、"))
}
