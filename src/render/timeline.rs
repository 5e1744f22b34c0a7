//! How the rate for a holder changed, period by period.

#[cfg(test)]
use schemars::JsonSchema;
use serde::Serialize;

use super::digits::Digits;
use super::json::{OtherLaw, TIMELINE_SCHEMA};
use super::page::{FIGURE, HEADING, Page, QUIET};
use super::program::Program;
use super::question::{Question, questions};
use super::rows::table;
use super::text::{law_called, said};
use crate::answer;
use crate::facts::{Case, Member};
use crate::input::visible;
use crate::lang::{self, Lang, chosen};
use crate::law::{Law, Rule};
use crate::timeline::{OfMember, Period as Answer};
use crate::units::{Day, Span};

/// The rates for such a holder, in order of time.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Timeline {
    #[cfg_attr(test, schemars(extend("const" = "iijtax.timeline/1")))]
    pub schema: &'static str,
    /// Which program answered, by which law.
    pub program: Program,
    /// The law asked for, or `auto`: each period has its own.
    pub law: &'static str,
    pub id: Option<String>,
    pub kind: &'static str,
    pub residence: String,
    /// Of the voting stock; null where it is not stated.
    pub ownership_percent: Option<Digits>,
    pub periods: Vec<Period>,
    /// Of each of those behind the holder; null where it is not seen through.
    pub members: Option<Vec<MemberTimeline>>,
}

/// The rates for one of those behind a holder who is looked through no further.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct MemberTimeline {
    pub id: Option<String>,
    /// The id of the holder it is a member of.
    pub member_of: Option<String>,
    /// Its part of what the first in the line is paid, as a fraction.
    pub share_of_whole: String,
    pub kind: &'static str,
    pub residence: String,
    pub periods: Vec<Period>,
    /// The same in words, for the page alone.
    #[serde(skip)]
    #[cfg_attr(test, schemars(skip))]
    pub called: String,
}

/// Payments in these days: the same rule of the same law gives the same rate.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Period {
    pub from: Day,
    pub until: Day,
    pub law: &'static str,
    #[cfg_attr(test, schemars(extend("enum" = ["determined", "undetermined", "rate_not_stated", "not_encoded", "not_addressed"])))]
    pub status: &'static str,
    pub rate_percent: Option<Digits>,
    /// The highest rate that is possible; the rate itself when it is determined.
    pub highest_rate_percent: Option<Digits>,
    /// The rate without a treaty.
    pub statutory_rate_percent: Option<Digits>,
    pub regime: Option<&'static str>,
    pub rule: Option<&'static str>,
    pub cite: Option<String>,
    #[cfg_attr(test, schemars(extend("enum" = ["primary", "secondary", "memory", null])))]
    pub evidence: Option<String>,
    /// What another law that covers these days says, where it says something else and states a rate.
    pub other_law_rate_percent: Option<Digits>,
    /// The same in words, for the page alone.
    #[serde(skip)]
    #[cfg_attr(test, schemars(skip))]
    other_law: Option<String>,
    /// What is missing, when it is undetermined.
    pub questions: Vec<Question>,
}

impl Timeline {
    pub fn new(case: &Case, asked: Option<&'static Law>, periods: &[Answer], members: &[OfMember<'_>]) -> Timeline {
        let member = |it: &OfMember<'_>| MemberTimeline {
            id: it.member.case.id.clone(),
            member_of: it.of.id.clone(),
            share_of_whole: it.member.of_whole.to_string(),
            kind: it.member.case.kind.name(),
            residence: it.member.case.residence.as_str().to_owned(),
            periods: it.periods.iter().map(Period::new).collect(),
            called: called(it.member),
        };
        let stated =
            matches!(case.ownership, crate::facts::Ownership::Constant { percent: crate::facts::Fact::Stated(_), .. });
        Timeline {
            schema: TIMELINE_SCHEMA,
            program: Program::own(),
            law: asked.map_or("auto", |law| law.id),
            id: case.id.clone(),
            kind: case.kind.name(),
            residence: case.residence.as_str().to_owned(),
            ownership_percent: case.ownership.largest().filter(|_| stated).map(Digits::from),
            periods: periods.iter().map(Period::new).collect(),
            members: case.has_members().then(|| members.iter().map(member).collect()),
        }
    }
}

/// Who a member is: `1/2 a, an individual in Germany`.
pub(super) fn called(member: &Member) -> String {
    let case = &member.case;
    let id = case.id.as_deref().map_or(String::new(), |id| said!("{}, ", "{}、", visible(id)));
    match member.is_rest {
        true => said!("{} of which nobody is named", "{} 記載のない者", member.of_whole),
        false => {
            let (part, noun, country) = (member.of_whole, case.kind.noun(), case.residence.name());
            said!("{part} {id}{noun} in {country}", "{part} {id}{country}の{noun}")
        }
    }
}

/// Such a holder in a heading: `a corporation with 25% in Germany`; `votes` is what English says of the percentage.
pub(super) fn who(case: &Case, ownership: Option<Digits>, votes: &str) -> String {
    let (noun, country) = (case.kind.noun(), case.residence.name());
    let owns = ownership
        .map_or(String::new(), |percent| said!(" with {}%{votes}", "議決権のある株式の{}%を保有する", percent.0));
    said!("{noun}{owns} in {country}", "{owns}{country}の{noun}")
}

fn heading(page: &mut Page, case: &Case, timeline: &Timeline) {
    page.line(QUIET, &said!("law {}", "判定の基礎：{}", timeline.law));
    let who = who(case, timeline.ownership_percent, "");
    let text = said!(
        "What Japan withholds from {who}, holding periods met",
        "{who}に対する日本の源泉徴収税率（所有期間の要件を満たす場合）"
    );
    page.line(HEADING, &text);
}

impl Period {
    fn new(period: &Answer) -> Period {
        let japan = &period.japan;
        let other = period.other_law.as_ref();
        let differs = |other: &&answer::OtherLaw| (other.japan.status, other.japan.rate) != (japan.status, japan.rate);
        Period {
            from: period.span.first,
            until: period.span.last,
            law: period.law.id,
            status: japan.status.name(),
            rate_percent: japan.rate.map(Digits::from),
            highest_rate_percent: japan.highest_rate.map(Digits::from),
            statutory_rate_percent: japan.statutory_rate.map(Digits::from),
            regime: japan.regime.map(|regime| regime.id),
            rule: japan.rule.map(|rule| rule.id),
            cite: japan.rule.map(Rule::cite),
            evidence: japan.rule.map(|rule| rule.evidence.to_string()),
            other_law_rate_percent: other.filter(differs).and_then(|other| other.japan.rate).map(Digits::from),
            other_law: other.map(|other| said(&OtherLaw::new(other))),
            questions: questions(japan.questions.iter().copied()),
        }
    }
}

/// The timeline for people.
pub fn timeline_text(case: &Case, timeline: &Timeline) -> String {
    let mut page = Page::new(2);
    heading(&mut page, case, timeline);
    let crosses = timeline.periods.iter().any(|period| period.law != timeline.law);
    for (member, periods) in timeline.each() {
        if let Some(member) = member {
            page.heading(&member.called);
        }
        text_of(&mut page, periods, crosses);
    }
    page.into_text()
}

fn text_of(page: &mut Page, periods: &[Period], crosses: bool) {
    for period in periods {
        page.blank();
        let days = Span::new(period.from, period.until);
        let other = period.other_law.as_ref().map_or(String::new(), |said| said!("; {said}", "。{said}"));
        let law = match chosen() {
            _ if !crosses => String::new(),
            Lang::En => format!(" by the law {}", period.law),
            Lang::Ja => format!("。{}による", law_called(period.law)),
        };
        page.line(FIGURE, &format!("{days}  {}{law}{other}", rate(period)));
        if let Some(regime) = period.regime {
            let cite = period.cite.as_ref().map_or(String::new(), |cite| said!(": {cite}", "：{cite}"));
            let weak = period.evidence.as_deref().filter(|evidence| *evidence != "primary");
            let weak = weak.map_or(String::new(), |evidence| said!(", {} evidence", "（{}）", lang::code(evidence)));
            page.labelled("", &format!("{regime}{cite}{weak}"));
        }
        for question in &period.questions {
            page.labelled("", &said!("missing: {}", "確認事項：{}", question.field));
        }
    }
}

/// The timeline on one screen: a line a period.
pub fn timeline_screen(case: &Case, timeline: &Timeline) -> String {
    let mut page = Page::new(2);
    heading(&mut page, case, timeline);
    for (member, periods) in timeline.each() {
        match member {
            Some(member) => page.heading(&member.called),
            None => page.blank(),
        }
        screen_of(&mut page, periods);
    }
    page.blank();
    page.line(
        QUIET,
        word!("Citations, evidence and what is missing: --all.", "根拠条文、資料の別及び確認事項：--all。"),
    );
    page.into_text()
}

fn screen_of(page: &mut Page, periods: &[Period]) {
    let head = word!(
        ["paid from", "until", "rate", "no treaty", "by"],
        ["支払日から", "まで", "税率", "条約なし", "適用法令"]
    );
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    let percent = |digits: Option<Digits>| digits.map_or(String::new(), |digits| format!("{}%", digits.0));
    for period in periods {
        let at_most =
            || period.highest_rate_percent.map_or(String::new(), |rate| said!("at most {}%", "最高{}%", rate.0));
        let rate = period.rate_percent.map_or_else(at_most, |rate| percent(Some(rate)));
        // What is enacted without an end lasts beyond every day.
        let is_open = period.until == Day::MAX;
        let until = if is_open { word!("on", "以後").to_owned() } else { period.until.to_string() };
        rows.push(vec![
            period.from.to_string(),
            until,
            rate,
            percent(period.statutory_rate_percent),
            match (period.regime, period.rate_percent, period.status) {
                (None, None, "determined") => word!("the rate of each member", "各構成員の税率").to_owned(),
                (Some(regime), ..) => regime.replace('_', " "),
                (None, _, status) => lang::code(status),
            },
        ]);
    }
    page.table(&[false, false, true, true, false], &rows);
}

/// `10%, without a treaty 15.315%`.
fn rate(period: &Period) -> String {
    let percent = |digits: Digits| format!("{}%", digits.0);
    let said = match (period.rate_percent, period.highest_rate_percent) {
        (Some(rate), _) => percent(rate),
        (None, Some(highest)) => {
            said!("{}, at most {}", "{}、最高{}", lang::code(period.status), percent(highest))
        }
        (None, None) => lang::code(period.status),
    };
    match period.statutory_rate_percent.map(percent) {
        Some(without) if without != said => {
            said!("{said}; without a treaty {without}", "{said}（条約の適用がない場合は{without}）")
        }
        _ => said,
    }
}

impl Timeline {
    /// The periods of the holder, and those of each of its members.
    fn each(&self) -> Vec<(Option<&MemberTimeline>, &[Period])> {
        let members = self.members.iter().flatten().map(|member| (Some(member), &member.periods[..]));
        [(None, &self.periods[..])].into_iter().chain(members).collect()
    }
}

/// The timeline as comma-separated values, a row for each period.
pub fn timeline_csv(timeline: &Timeline) -> String {
    let header = [
        "from",
        "until",
        "law",
        "status",
        "rate_percent",
        "highest_rate_percent",
        "statutory_rate_percent",
        "regime",
        "rule",
        "cite",
        "evidence",
        "other_law_rate_percent",
        "id",
        "member_of",
        "share_of_whole",
    ];
    let digits = |digits: Option<Digits>| digits.map_or(String::new(), |digits| digits.0.to_string());
    let each = timeline.each().into_iter();
    let rows = each.flat_map(|(member, periods)| periods.iter().map(move |period| (member, period)));
    let rows = rows.map(|(member, period)| {
        let id = member.map_or(&timeline.id, |member| &member.id).clone();
        [
            period.from.to_string(),
            period.until.to_string(),
            period.law.to_owned(),
            period.status.to_owned(),
            digits(period.rate_percent),
            digits(period.highest_rate_percent),
            digits(period.statutory_rate_percent),
            period.regime.unwrap_or_default().to_owned(),
            period.rule.unwrap_or_default().to_owned(),
            period.cite.clone().unwrap_or_default(),
            period.evidence.clone().unwrap_or_default(),
            digits(period.other_law_rate_percent),
            id.unwrap_or_default(),
            member.and_then(|member| member.member_of.clone()).unwrap_or_default(),
            member.map(|member| member.share_of_whole.clone()).unwrap_or_default(),
        ]
    });
    table(header.map(str::to_owned), rows)
}
