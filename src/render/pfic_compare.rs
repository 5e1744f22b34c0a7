//! The default regime and marking to market side by side.

use anstyle::Style;
#[cfg(test)]
use schemars::JsonSchema;
use serde::Serialize;

use super::digits::Digits;
use super::json::{Assumption, Note, Step};
use super::money::usd;
use super::page::{FIGURE, Page, QUIET, WARNING};
use super::pfic::{TableRow, assumptions, step};
use super::pfic_screen::rest;
use super::pfic_text::{assumed_and_notes, rows_of_tables, steps};
use super::program::Program;
use super::rows::table;
use crate::answer::pfic::{PficComparison as Answer, YearCost};
use crate::lang::{self, Lang, chosen};
use crate::law::Rule;
use crate::units::Usd;

/// The version of the answer to `iijtax pfic compare`.
pub const PFIC_COMPARE_SCHEMA: &str = "iijtax.pfic-compare/1";

/// Tax and interest by year under both regimes, over the same lots.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct PficComparison {
    #[cfg_attr(test, schemars(extend("const" = "iijtax.pfic-compare/1")))]
    pub schema: &'static str,
    /// Which program answered, by which law.
    pub program: Program,
    pub id: Option<String>,
    pub law: &'static str,
    /// `not_encoded` where interest runs beyond the last quarter whose rate is known.
    #[cfg_attr(test, schemars(extend("enum" = ["determined", "not_encoded"])))]
    pub status: &'static str,
    #[cfg_attr(test, schemars(extend("enum" = ["statute", "inclusive"])))]
    pub day_count: &'static str,
    pub years: Vec<Compared>,
    pub total_default: Cost,
    pub total_mark_to_market: Cost,
    /// The regime that costs less over these years; null when both cost the same.
    #[cfg_attr(test, schemars(extend("enum" = ["default", "mark_to_market", null])))]
    pub cheaper: Option<&'static str>,
    /// By how much.
    pub cheaper_by_usd: Digits,
    /// The increase in value of shares still held at the last price, which the default regime has not taxed yet.
    pub unrealised_usd: Option<Digits>,
    pub tables: Vec<TableRow>,
    pub assumptions: Vec<Assumption>,
    pub notes: Vec<Note>,
    /// Of the default regime, then of marking to market.
    pub steps: Vec<Step>,
}

/// One tax year under both.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Compared {
    pub tax_year: i32,
    /// On ordinary income.
    pub ordinary_rate_percent: Digits,
    pub default: Cost,
    pub mark_to_market: Cost,
    /// Mark to market less the default regime; negative when it costs less.
    pub difference_usd: Digits,
}

/// What a tax year costs.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Cost {
    /// Dividends, allocations to the current year and marks; negative when more is deducted.
    pub ordinary_usd: Digits,
    pub tax_on_ordinary_usd: Digits,
    pub credit_usd: Digits,
    pub additional_tax_usd: Digits,
    pub interest_usd: Digits,
    /// Tax on ordinary income less the credit, with additional tax and interest.
    pub total_usd: Digits,
    /// Gain, or loss when negative, under the general rules; not in the total.
    pub capital_usd: Digits,
}

impl PficComparison {
    pub fn new(answer: &Answer<'_>) -> PficComparison {
        let default = total(answer.years.iter().map(|year| &year.default));
        let marked = total(answer.years.iter().map(|year| &year.marked));
        let (cheaper, by) = cheaper(&default, &marked);
        let both = [&answer.default, &answer.marked];
        let rows = unique(answer.rate_rules.iter().chain(both.iter().flat_map(|it| &it.rows)).copied());
        let details = answer.default.chapter.details;
        let mut notes = unique(both.iter().flat_map(|it| &it.notes).copied());
        notes.retain(|rule| *rule != &details.election_ignored);
        notes.extend(answer.unrealised.map(|_| &details.unrealised));
        notes.push(&details.time_value);
        PficComparison {
            schema: PFIC_COMPARE_SCHEMA,
            program: Program::own(),
            id: answer.default.holding.id.clone(),
            law: answer.default.chapter.law,
            status: answer.status().name(),
            day_count: answer.default.day_count.name(),
            years: answer
                .years
                .iter()
                .map(|year| Compared {
                    tax_year: year.name,
                    ordinary_rate_percent: year.rate.into(),
                    default: Cost::new(&year.default),
                    mark_to_market: Cost::new(&year.marked),
                    difference_usd: (year.marked.total - year.default.total).into(),
                })
                .collect(),
            total_default: Cost::new(&default),
            total_mark_to_market: Cost::new(&marked),
            cheaper,
            cheaper_by_usd: by.into(),
            unrealised_usd: answer.unrealised.map(Digits::from),
            tables: rows.into_iter().map(TableRow::new).collect(),
            assumptions: comparison_assumptions(answer),
            notes: notes.into_iter().map(Note::new).collect(),
            steps: both.iter().flat_map(|it| &it.steps).map(step).collect(),
        }
    }
}

fn comparison_assumptions(answer: &Answer<'_>) -> Vec<Assumption> {
    let mut all = assumptions(answer.default.holding, true);
    if answer.default.holding.ordinary_rate.is_none() {
        let value = super::json::AssumedValue::Word(word!("the highest rate of each year", "各年の最高税率"));
        all.push(Assumption { field: "ordinary_rate_percent", value });
    }
    all
}

fn unique(rules: impl Iterator<Item = &'static Rule>) -> Vec<&'static Rule> {
    let mut all: Vec<&'static Rule> = Vec::new();
    for rule in rules {
        if !all.contains(&rule) {
            all.push(rule);
        }
    }
    all
}

fn cheaper(default: &YearCost, marked: &YearCost) -> (Option<&'static str>, Usd) {
    let difference = default.total - marked.total;
    match difference.cents() {
        0 => (None, difference),
        more if more > 0 => (Some("mark_to_market"), difference),
        _ => (Some("default"), marked.total - default.total),
    }
}

fn total<'a>(costs: impl Iterator<Item = &'a YearCost>) -> YearCost {
    costs.fold(YearCost::default(), |sum, cost| YearCost {
        ordinary: sum.ordinary + cost.ordinary,
        tax_on_ordinary: sum.tax_on_ordinary + cost.tax_on_ordinary,
        credit: sum.credit + cost.credit,
        additional: sum.additional + cost.additional,
        interest: sum.interest + cost.interest,
        total: sum.total + cost.total,
        capital: sum.capital + cost.capital,
    })
}

impl Cost {
    fn new(cost: &YearCost) -> Cost {
        Cost {
            ordinary_usd: cost.ordinary.into(),
            tax_on_ordinary_usd: cost.tax_on_ordinary.into(),
            credit_usd: cost.credit.into(),
            additional_tax_usd: cost.additional.into(),
            interest_usd: cost.interest.into(),
            total_usd: cost.total.into(),
            capital_usd: cost.capital.into(),
        }
    }
}

/// The comparison on one screen: what each year costs under both, and which costs less.
pub fn screen(answer: &Answer<'_>) -> String {
    let view = PficComparison::new(answer);
    let mut page = Page::new(0);
    headline(&mut page, answer, &view);
    page.blank();
    let row = |year: String, default: &Cost, marked: &Cost| {
        let difference = Digits(marked.total_usd.0 - default.total_usd.0);
        let plain = |digits: Digits| money(digits).replace('$', "");
        vec![year, plain(default.total_usd), plain(marked.total_usd), plain(difference)]
    };
    let what = word!(
        "Tax and interest in dollars, and how much more the mark costs:",
        "税額及び利子（ドル）並びに時価評価による増加額："
    );
    page.line(QUIET, what);
    let header = word!(["year", "default", "marked", "more"], ["年度", "既定の制度", "時価評価", "増加額"]);
    let mut rows = vec![header.map(str::to_owned).to_vec()];
    let earlier = view.years.len().saturating_sub(MOST_YEARS);
    let shown = view.years.iter().skip(earlier);
    rows.extend(shown.map(|year| row(year.tax_year.to_string(), &year.default, &year.mark_to_market)));
    rows.push(row(word!("all", "合計").to_owned(), &view.total_default, &view.total_mark_to_market));
    page.table(&[false, true, true, true], &rows);
    if earlier > 0 {
        page.item(&said!(
            "and {earlier} earlier tax years, which are in the sum: --all",
            "ほか以前の{earlier}課税年度（合計に含む）：--all"
        ));
    }
    let Cost { additional_tax_usd, interest_usd, .. } = view.total_default;
    page.blank();
    page.line(
        Style::new(),
        &said!(
            "Of the default regime {} is additional tax and {} interest; of marking to market {} and {}.",
            "既定の制度のうち追加税額{}、利子{}；時価評価のうち追加税額{}、利子{}。",
            money(additional_tax_usd),
            money(interest_usd),
            money(view.total_mark_to_market.additional_tax_usd),
            money(view.total_mark_to_market.interest_usd)
        ),
    );
    beside_the_totals(&mut page, &view);
    page.blank();
    page.line(QUIET, &rest(view.assumptions.len(), view.notes.len(), view.tables.len()));
    page.into_text()
}

/// Tax years that fit the screen.
const MOST_YEARS: usize = 8;

fn money(digits: Digits) -> String {
    usd(Some(digits)).unwrap_or_default()
}

fn headline(page: &mut Page, answer: &Answer<'_>, view: &PficComparison) {
    let id = view.id.as_ref().map_or(String::new(), |id| format!("{} · ", crate::input::visible(id)));
    page.line(QUIET, &said!("{id}law {}", "{id}判定の基礎：{}", view.law));
    let headline = match view.cheaper {
        None => word!("Both regimes cost the same over these years", "これらの年度の負担は両制度で同額です").to_owned(),
        Some(cheaper) => said!(
            "{} costs {} less over these years",
            "これらの年度では、{}の負担が{}少なくなります",
            if cheaper == "default" { default_regime() } else { marking() },
            money(view.cheaper_by_usd)
        ),
    };
    page.line(FIGURE, &format!("{headline}{}", word!("", "。")));
    if let Some(open) = answer.open_interest() {
        page.line(WARNING, &format!("{}{}", super::pfic_text::open_interest(open), word!("", "。")));
    }
}

fn default_regime() -> &'static str {
    word!("The default regime", "既定の制度")
}

fn marking() -> &'static str {
    word!("Marking to market", "時価評価")
}

/// What the totals leave out.
fn beside_the_totals(page: &mut Page, view: &PficComparison) {
    let signed = |digits: Digits| {
        let kind = if digits.0.is_sign_negative() { word!("loss", "損失") } else { word!("gain", "利益") };
        said!("a {kind} of {}", "{kind}{}", money(Digits(digits.0.abs())))
    };
    let capital = [(default_regime(), &view.total_default), (marking(), &view.total_mark_to_market)];
    for (regime, cost) in capital.into_iter().filter(|(_, cost)| !cost.capital_usd.0.is_zero()) {
        let text = said!(
            "{regime} leaves {} to the general rules, not in the totals.",
            "{regime}では、{}は一般規定の対象となり、合計に含まない。",
            signed(cost.capital_usd)
        );
        page.line(Style::new(), &text);
    }
    if let Some(unrealised) = view.unrealised_usd {
        let text = said!(
            "Still held: {}, which the default regime has not counted yet.",
            "所有を継続している株式：{}（既定の制度では未算入）。",
            signed(unrealised)
        );
        page.line(Style::new(), &text);
    }
}

/// The whole comparison for people.
pub fn text(answer: &Answer<'_>, explain: bool) -> String {
    let view = PficComparison::new(answer);
    let mut page = Page::new(14);
    headline(&mut page, answer, &view);
    page.blank();
    let plain = |digits: Digits| money(digits).replace('$', "");
    let header = match chosen() {
        Lang::En => ["year", "", "ordinary", "tax on it", "additional", "interest", "total"],
        Lang::Ja => ["年度", "", "通常所得", "その税額", "追加税額", "利子", "合計"],
    };
    let (default, marked) = (word!("default", "既定"), word!("marked", "時価"));
    let mut rows = vec![header.map(str::to_owned).to_vec()];
    let mut row = |year: String, what: &str, cost: &Cost| {
        let mut row = vec![year, what.to_owned()];
        let amounts = [
            cost.ordinary_usd,
            Digits(cost.tax_on_ordinary_usd.0 - cost.credit_usd.0),
            cost.additional_tax_usd,
            cost.interest_usd,
            cost.total_usd,
        ];
        row.extend(amounts.map(plain));
        rows.push(row);
    };
    for year in &view.years {
        row(year.tax_year.to_string(), default, &year.default);
        row(String::new(), marked, &year.mark_to_market);
    }
    row(word!("total", "合計").to_owned(), default, &view.total_default);
    row(String::new(), marked, &view.total_mark_to_market);
    page.table(&[false, false, true, true, true, true, true], &rows);
    page.blank();
    let note = word!(
        "Tax on ordinary income is less the credit for tax withheld.",
        "通常所得に対する税額は、源泉徴収税額に係る税額控除後の額。"
    );
    page.line(QUIET, note);
    beside_the_totals(&mut page, &view);
    assumed_and_notes(&mut page, &view.assumptions, &view.notes);
    if explain {
        rows_of_tables(&mut page, &view.tables);
        steps(&mut page, &view.steps);
    }
    page.blank();
    page.line(QUIET, lang::NOT_ADVICE.said());
    page.into_text()
}

/// One row for each tax year and regime.
pub fn csv(answer: &Answer<'_>) -> String {
    let view = PficComparison::new(answer);
    let header = [
        "id",
        "law",
        "tax_year",
        "regime",
        "ordinary_rate_percent",
        "ordinary_usd",
        "tax_on_ordinary_usd",
        "credit_usd",
        "additional_tax_usd",
        "interest_usd",
        "total_usd",
        "capital_usd",
    ];
    let rows = view.years.iter().flat_map(|year| {
        [("default", &year.default), ("mark_to_market", &year.mark_to_market)].map(|(regime, cost)| {
            let digits = |digits: Digits| digits.0.to_string();
            [
                view.id.clone().unwrap_or_default(),
                view.law.to_owned(),
                year.tax_year.to_string(),
                regime.to_owned(),
                digits(year.ordinary_rate_percent),
                digits(cost.ordinary_usd),
                digits(cost.tax_on_ordinary_usd),
                digits(cost.credit_usd),
                digits(cost.additional_tax_usd),
                digits(cost.interest_usd),
                digits(cost.total_usd),
                digits(cost.capital_usd),
            ]
        })
    });
    table(header.map(str::to_owned), rows)
}
