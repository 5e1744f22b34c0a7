//! Regimes side by side.

#[cfg(test)]
use schemars::JsonSchema;
use serde::Serialize;

use super::digits::Digits;
use super::json::{COMPARE_SCHEMA, Event, OtherLaw};
use super::money::yen;
use super::page::{HEADING, Page, QUIET, grouped};
use super::program::Program;
use super::text::said;
use super::timeline::called;
use crate::compare::{Comparison as Answer, OfMember, Row};
use crate::facts::{Case, Field};
use crate::input::visible;
use crate::lang::{self, Lang, chosen};
use crate::law::Rule;
use crate::units::{Day, Exact, Span};

/// The same holder and dividend under several regimes.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Comparison {
    #[cfg_attr(test, schemars(extend("const" = "iijtax.compare/1")))]
    pub schema: &'static str,
    /// Which program answered, by which law.
    pub program: Program,
    pub id: Option<String>,
    /// By which the dividend is answered; each regime has its own.
    pub law: &'static str,
    /// The status of the answer under the regime that applies.
    #[cfg_attr(test, schemars(extend("enum" = ["determined", "undetermined", "rate_not_stated", "not_encoded", "not_addressed"])))]
    pub status: &'static str,
    pub dividend: Event,
    pub gross_jpy: Option<Digits>,
    /// What is due by the answer.
    pub tax_jpy: Option<Digits>,
    /// The regime that applies; null when several are possible or none is.
    pub applies: Option<&'static str>,
    /// What the other law says of Japan's rate on this dividend; null where it says the same, or does not cover it.
    pub other_law: Option<OtherLaw>,
    pub regimes: Vec<Column>,
    /// Of the last regime in the list against the first; null unless both state a rate.
    pub difference: Option<Difference>,
    /// Of each of those behind the holder, which then has no regimes of its own; null where it is not seen through.
    pub members: Option<Vec<Member>>,
    /// What all of them would pay without a treaty.
    pub without_treaty_jpy: Option<Digits>,
}

/// The comparison of one of those behind a holder who is looked through no further.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Member {
    /// The id of the holder it is a member of.
    pub member_of: Option<String>,
    /// Its part of what the first in the line is paid, as a fraction.
    pub share_of_whole: String,
    /// Nobody is named for it.
    pub is_rest: bool,
    pub kind: &'static str,
    pub residence: String,
    pub comparison: Comparison,
}

impl Member {
    fn new(it: &OfMember<'_>) -> Member {
        let case = &it.member.case;
        Member {
            member_of: it.of.id.clone(),
            share_of_whole: it.member.of_whole.to_string(),
            is_rest: it.member.is_rest,
            kind: case.kind.name(),
            residence: case.residence.as_str().to_owned(),
            comparison: Comparison::new(case, &it.comparison),
        }
    }
}

/// One regime.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Column {
    pub law: &'static str,
    pub regime: &'static str,
    /// The days of the regime; of a range, those of its days on which it says this.
    pub from: Day,
    pub until: Day,
    pub title: &'static str,
    pub applies: bool,
    #[cfg_attr(test, schemars(extend("enum" = ["determined", "undetermined", "rate_not_stated", "not_encoded", "not_addressed"])))]
    pub status: &'static str,
    pub rule: Option<&'static str>,
    pub cite: Option<String>,
    pub rate_percent: Option<Digits>,
    pub tax_jpy: Option<Digits>,
    pub net_jpy: Option<Digits>,
    /// Of a range, what the law in force says on these days where this is a summary of it that says something else.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other_law_rate_percent: Option<Digits>,
}

/// What the right regime changes against the left one.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Difference {
    pub left: &'static str,
    pub right: &'static str,
    /// Percentage points; negative when the right one takes less.
    pub points: Digits,
    pub tax_jpy: Option<Digits>,
}

impl Comparison {
    pub fn new(case: &Case, answer: &Answer<'_>) -> Comparison {
        let gross = answer.japan.gross;
        let net = |tax: Option<crate::units::Yen>| Some(Digits::from(gross? - Exact::from(tax?)));
        let columns = answer.rows.iter().map(|Row { law, span, applies, alternative, in_force }| Column {
            law: law.id,
            regime: alternative.regime.id,
            from: span.first,
            until: span.last,
            title: lang::of(alternative.regime.title),
            applies: *applies,
            status: alternative.status.name(),
            rule: alternative.rule.map(|rule| rule.id),
            cite: alternative.rule.map(Rule::cite),
            rate_percent: alternative.rate.map(Digits::from),
            tax_jpy: alternative.tax.map(Digits::from),
            net_jpy: net(alternative.tax),
            other_law_rate_percent: in_force.map(|it| it.rate.into()),
        });
        Comparison {
            schema: COMPARE_SCHEMA,
            program: Program::own(),
            id: case.id.clone(),
            law: answer.law.id,
            status: answer.japan.status.name(),
            dividend: Event::new(case),
            gross_jpy: gross.map(Digits::from),
            tax_jpy: answer.japan.tax.map(Digits::from),
            applies: answer.japan.regime.map(|regime| regime.id),
            other_law: answer.other_law.as_ref().map(OtherLaw::new),
            regimes: columns.collect(),
            difference: difference(answer),
            members: case.has_members().then(|| answer.members.iter().map(Member::new).collect()),
            without_treaty_jpy: answer.without_treaty.map(Digits::from),
        }
    }
}

fn difference(answer: &Answer<'_>) -> Option<Difference> {
    let [left, .., right] = &answer.rows[..] else { return None };
    let (left, right) = (&left.alternative, &right.alternative);
    Some(Difference {
        left: left.regime.id,
        right: right.regime.id,
        points: left.rate?.points_to(right.rate?).into(),
        tax_jpy: left.tax.zip(right.tax).map(|(left, right)| (right - left).into()),
    })
}

/// The comparison for people: a line a regime, and with `all` where each rate stands.
pub fn comparison_text(case: &Case, answer: &Answer<'_>, all: bool) -> String {
    let view = Comparison::new(case, answer);
    let mut page = Page::new(14);
    let id = view.id.as_ref().map_or(String::new(), |id| format!("{} · ", visible(id)));
    page.line(QUIET, &said!("{id}law {}", "{id}判定の基礎：{}", laws(answer)));
    if !answer.members.is_empty() {
        page.line(HEADING, &of_all(&view));
        for it in &answer.members {
            page.heading(&called(it.member));
            table(&mut page, &Comparison::new(&it.member.case, &it.comparison), &it.comparison, all);
        }
    } else if answer.rows.is_empty() {
        nothing(&mut page, answer);
        return page.into_text();
    } else {
        headline(&mut page, &view);
        page.blank();
        table(&mut page, &view, answer, all);
    }
    if !all {
        page.line(QUIET, word!("Where each rate stands: --all.", "各税率の根拠条文：--all。"));
    }
    page.into_text()
}

/// What those behind a holder pay in all, and what they would pay without a treaty.
pub(super) fn of_all(view: &Comparison) -> String {
    let of = yen(view.gross_jpy).map_or(String::new(), |gross| said!(" of {gross}", "支払金額{gross}に対し、"));
    let due = match yen(view.tax_jpy) {
        Some(tax) => said!("{tax}{of} is due in all", "{of}納付すべき税額は合計{tax}", of = of, tax = tax),
        None => said!("What is due in all{of} is {}", "{of}納付すべき税額の合計は{}", lang::code(view.status)),
    };
    let without = yen(view.without_treaty_jpy);
    let without =
        without.map_or(String::new(), |tax| said!("; without a treaty {tax}", "（条約の適用がない場合は{tax}）"));
    said!(
        "{due}{without}. Each member has the regimes of its own country:",
        "{due}{without}です。各構成員には、それぞれの居住地国の条約等が適用されます："
    )
}

fn nothing(page: &mut Page, answer: &Answer<'_>) {
    if answer.japan.questions.contains(&Field::Members) {
        let question = Field::Members.question();
        return page.line(HEADING, &said!("Nothing to compare: {question}", "比較の対象がありません：{question}"));
    }
    let rule = answer.japan.rule.map_or("", |rule| rule.words());
    page.line(HEADING, &said!("Nothing to compare: {rule}", "比較の対象がありません：{rule}"));
    page.line(QUIET, &answer.japan.rule.map_or(String::new(), Rule::cite));
}

fn headline(page: &mut Page, view: &Comparison) {
    let gross = yen(view.gross_jpy).map_or(String::new(), |gross| said!(" of {gross}", "（支払金額{gross}）"));
    let other = view.other_law.as_ref().map_or(String::new(), |other| said!("; {}", "。{}", said(other)));
    let text = said!("The dividend{gross} under each regime{other}", "配当{gross}の適用法令ごとの比較{other}");
    page.line(HEADING, &text);
}

/// A line for each regime, and what applies.
fn table(page: &mut Page, view: &Comparison, answer: &Answer<'_>, all: bool) {
    if answer.rows.is_empty() {
        return nothing(page, answer);
    }
    let yen = |digits: Option<Digits>| digits.map_or("-".to_owned(), |digits| grouped(digits.0));
    let regime = if answer.is_of_range {
        word!("regime and days", "適用法令と期間")
    } else {
        word!("regime", "適用法令")
    };
    let head = word!(
        ["", regime, "rate", "tax, yen", "net, yen", "rule"],
        ["", regime, "税率", "税額（円）", "税引後（円）", "根拠条文"]
    );
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    for column in &view.regimes {
        let mark = if column.applies { "*" } else { "" };
        let rate = column.rate_percent.map_or_else(|| lang::code(column.status), |rate| format!("{}%", rate.0));
        let rate = column
            .other_law_rate_percent
            .map_or(rate.clone(), |other| said!("{rate}, in force {}%", "{rate}（法令では{}%）", other.0));
        let cite = column.cite.clone().unwrap_or_default();
        rows.push(vec![mark.to_owned(), name(answer, column), rate, yen(column.tax_jpy), yen(column.net_jpy), cite]);
    }
    if !all {
        rows.iter_mut().for_each(|row| row.truncate(5));
    }
    page.table(&[false, false, true, true, true, false], &rows);
    page.blank();
    match &view.applies {
        Some(regime) => {
            let text = said!("* {regime} applies to this dividend.", "* この配当には{regime}が適用されます。");
            page.line(QUIET, &text);
        }
        None => {
            let status = lang::code(view.status);
            let text = said!("No single regime applies: {status}.", "適用法令は一つに定まりません：{status}。");
            page.line(QUIET, &text);
        }
    }
    if let Some(changed) = changed(view, |column| name(answer, column)) {
        page.line(anstyle::Style::new(), &changed);
    }
}

/// The laws of the rows in order: `form-20f, from 2011-01-01 statute`.
fn laws(answer: &Answer<'_>) -> String {
    let mut laws: Vec<&Row> = Vec::new();
    for row in &answer.rows {
        if laws.last().is_none_or(|before| before.law != row.law) {
            laws.push(row);
        }
    }
    let Some((first, others)) = laws.split_first() else { return answer.law.id.to_owned() };
    let others = others.iter().map(|row| {
        let from = row.law.covers.first.max(row.span.first);
        said!(", from {from} {}", "、{from}以後は{}", row.law.id)
    });
    others.fold(first.law.id.to_owned(), |laws, other| laws + &other)
}

/// What a regime is called beside the others.
pub(super) fn name(answer: &Answer<'_>, column: &Column) -> String {
    if answer.is_of_range {
        let span = Span::new(column.from, column.until);
        match chosen() {
            Lang::Ja if span.last != Day::MAX => format!("{} {}～{}", column.regime, span.first, span.last),
            _ => format!("{} {span}", column.regime),
        }
    } else {
        column.regime.to_owned()
    }
}

/// What the last regime takes more or less than the first, each as it is called.
pub(super) fn changed(view: &Comparison, called: impl Fn(&Column) -> String) -> Option<String> {
    let (left, right) = view.regimes.first().zip(view.regimes.last())?;
    view.difference.as_ref().map(|difference| sentence(difference, &called(left), &called(right)))
}

fn sentence(difference: &Difference, left: &str, right: &str) -> String {
    let points = difference.points.0;
    if points.is_zero() {
        return said!("{left} and {right} take the same.", "{left}と{right}の税率は同じです。");
    }
    let (is_less, points) = (points.is_sign_negative(), points.abs());
    let yen = difference.tax_jpy.map(|yen| grouped(yen.0.abs()));
    match chosen() {
        Lang::En => {
            let less = if is_less { "less" } else { "more" };
            let yen = yen.map_or(String::new(), |yen| format!(", {yen} yen {less}"));
            format!("{right} takes {points} points {less} than {left}{yen}.")
        }
        Lang::Ja => match (is_less, yen) {
            (true, Some(yen)) => {
                format!("{right}の税率は{left}より{points}ポイント低く、税額は{yen}円少なくなります。")
            }
            (true, None) => format!("{right}の税率は{left}より{points}ポイント低くなります。"),
            (false, Some(yen)) => format!("{right}の税率は{left}より{points}ポイント高く、税額は{yen}円多くなります。"),
            (false, None) => format!("{right}の税率は{left}より{points}ポイント高くなります。"),
        },
    }
}
