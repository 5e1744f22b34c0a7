//! The answer for people.

mod us;

use anstyle::Style;
use rust_decimal::Decimal;

use super::behind;
use super::digits::Digits;
use super::money::{or, yen};
use super::page::{FIGURE, Page, QUIET, WARNING, grouped};
use super::question::Question;
use super::state::State;
use super::{json, outline};
use crate::answer::{DividendAnswer, Status, Step};
use crate::input::visible;
use crate::lang::{self, Lang, chosen};
use crate::law::{Evidence, Law, Outcome, Rule};
use crate::units::Day;

pub(super) const LABELS: usize = 14;

/// Which of the rules asked a page shows at its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Steps {
    None,
    Met,
    All,
}

impl Steps {
    /// Whether a step with this outcome is shown: what is open is never left out.
    pub(super) fn show(self, outcome: Outcome) -> bool {
        match self {
            Steps::None => false,
            Steps::Met => outcome != Outcome::NotMet,
            Steps::All => true,
        }
    }
}

/// What there is to do, in full.
pub(super) fn to_do(page: &mut Page, actions: &[json::Action]) {
    if actions.is_empty() {
        return;
    }
    page.heading(lang::TO_DO.said());
    for action in actions {
        let due = action.due.map_or(String::new(), |day| said!("By {day}: ", "期限{day}："));
        let state = action.state.map_or(String::new(), |state| said!("[{}] ", "［{}］", State::said(state)));
        page.item(&format!("{state}{due}{}", action.what));
        page.below(QUIET, &said!("{}, with {} ({})", "{}から{}へ（{}）", action.by, action.with, action.cite));
    }
}

/// The whole answer as a page, with how the actions stand on a day where one is asked for.
pub fn dividend(answer: &DividendAnswer<'_>, as_of: Option<Day>, steps: Steps) -> String {
    let view = json::Dividend::new(answer).on(as_of);
    let mut page = Page::new(LABELS);
    headline(&mut page, answer, &view);
    japan(&mut page, answer, &view);
    behind::text(&mut page, answer, &view, 0);
    others(&mut page, answer, &view);
    us::us(&mut page, answer, &view.us);
    if let Some(tier) = &view.next_tier {
        page.heading(&said!("Next better rate: {}%", "より有利な税率：{}%", tier.rate_percent.0));
        tier.needs.iter().for_each(|need| page.item(&need.text));
        page.below(QUIET, &tier.cite);
    }
    to_do(&mut page, &view.actions);
    let assumptions = view.assumptions.iter().map(|it| said!("{}: {}", "{}：{}", it.field, assumed(&it.value)));
    list(&mut page, word!("Assumed", "仮定した事実"), assumptions);
    if !view.unused.is_empty() {
        page.blank();
        page.line(WARNING, &said!("not used: {}", "判定に用いなかった事実：{}", view.unused.join(word!(", ", "、"))));
    }
    let other_law = view.other_law.iter().map(other_law);
    let notes = view.notes.iter().map(|note| said!("{} ({})", "{}（{}）", note.text, note.cite));
    list(&mut page, word!("Notes", "注記"), other_law.chain(notes));
    if steps != Steps::None {
        page.heading(word!("Steps", "判定の過程"));
        let shown = answer.steps.iter().filter(|step| steps.show(step.outcome));
        shown.for_each(|step| explained(&mut page, answer, step));
    }
    footer(&mut page, answer.law, steps);
    page.into_text()
}

/// Where the other law says it, and how to see its answer.
fn other_law(other: &json::OtherLaw) -> String {
    let cite = other.cite.as_ref().map_or(String::new(), |cite| said!(" ({cite})", "（{cite}）"));
    let (said, option) = (said(other), &other.option);
    match chosen() {
        Lang::En => format!("{}{cite}; {option} shows its answer.", said.replacen("the law", "The law", 1)),
        Lang::Ja => format!("{said}{cite}。判定の全体は{option}で表示。"),
    }
}

/// What the other law says: `the law statute says 7%: 42,000 yen`.
pub(super) fn said(other: &json::OtherLaw) -> String {
    let rate = match (other.rate_percent, other.status) {
        (Some(rate), _) => format!("{}%", rate.0),
        (None, status) => lang::code(status),
    };
    let tax = yen(other.tax_jpy).map_or(String::new(), |tax| said!(": {tax}", "（{tax}）"));
    let due = other.rate_percent.map(|rate| rate.0);
    let at_source = other.at_source_rate_percent.filter(|at_source| due.is_some() && Some(at_source.0) != due);
    let at_source = at_source.map_or(String::new(), |rate| said!(", with {}% withheld", "、源泉徴収は{}%", rate.0));
    match chosen() {
        Lang::En => format!("the law {} says {rate}{tax}{at_source}", other.law),
        Lang::Ja => format!("{}では{rate}{tax}{at_source}", law_called(other.law)),
    }
}

/// `statute` as a line on the answer calls it.
pub(super) fn law_called(id: &str) -> String {
    match crate::law::LAWS.iter().find(|law| law.id == id) {
        Some(law) if law.is_enacted => said!("law in force ({id})", "法令（{id}）"),
        Some(_) => said!("the company's 20-F ({id})", "会社のForm 20-F（{id}）"),
        None => id.to_owned(),
    }
}

fn headline(page: &mut Page, answer: &DividendAnswer<'_>, view: &json::Dividend) {
    let (style, text) = match chosen() {
        Lang::En => in_english(answer, view),
        Lang::Ja => (style_of(answer), outline::headline(answer, view)),
    };
    let id = view.id.as_ref().map_or(String::new(), |id| format!("{} · ", visible(id)));
    let grade = graded(answer);
    let payer = answer.case.payer.called().map_or(String::new(), |payer| format!(" · {}", visible(payer)));
    let law = match chosen() {
        Lang::En => format!("law {}", view.law),
        Lang::Ja => law_called(view.law),
    };
    page.line(QUIET, &format!("{id}{law}{payer}{grade}"));
    let other = match (&view.other_law, chosen()) {
        (None, _) => String::new(),
        (Some(other), Lang::En) => format!("; {}", said(other)),
        (Some(other), Lang::Ja) => format!("{}。", said(other)),
    };
    page.line(style, &format!("{text}{other}"));
}

/// What is settled and brings nothing back stands out as a figure; what is open as a warning.
fn style_of(answer: &DividendAnswer<'_>) -> Style {
    let is_settled = answer.japan.status == Status::Determined && answer.japan.at_source.is_some();
    let is_plain = is_settled && answer.japan.at_source_rate() == answer.japan.rate;
    if is_plain || !answer.members.is_empty() { FIGURE } else { WARNING }
}

fn in_english(answer: &DividendAnswer<'_>, view: &json::Dividend) -> (Style, String) {
    let japan = &view.japan;
    let rate = |digits: &Option<Digits>| digits.map_or_else(String::new, |digits| format!("{}%", digits.0));
    let of = yen(japan.tax_jpy).map_or(String::new(), |tax| format!(": {tax}"));
    match answer.japan.status {
        _ if !answer.members.is_empty() => {
            let until = outline::claim_by(answer).map(|(day, _)| day);
            let text = behind::headline(answer, view, until);
            (FIGURE, text.trim_end_matches('.').to_owned())
        }
        Status::Determined => match &japan.at_source {
            Some(at_source) if answer.japan.at_source_rate() != answer.japan.rate => {
                let tax = yen(at_source.tax_jpy).map_or(String::new(), |tax| format!(": {tax}"));
                let back = yen(japan.refundable_jpy).unwrap_or_else(|| "the difference".to_owned());
                let due = rate(&japan.rate_percent);
                let text = format!(
                    "Japan withholds {}%{tax}; {due} is due, and {back} can be claimed back",
                    at_source.rate_percent.map_or(Decimal::ZERO, |rate| rate.0)
                );
                (WARNING, text)
            }
            Some(_) => (FIGURE, format!("Japan withholds {}{of}", rate(&japan.rate_percent))),
            None => (
                WARNING,
                format!(
                    "{} is due to Japan{of}; what is withheld depends on a missing fact",
                    rate(&japan.rate_percent)
                ),
            ),
        },
        Status::Undetermined if answer.japan.rate.is_some() => {
            let due = rate(&japan.rate_percent);
            (WARNING, format!("Undetermined: Japan's rate is {due}; the amounts depend on facts that are missing"))
        }
        Status::Undetermined => {
            let possible: Vec<_> = answer.japan.possible_rates.iter().map(ToString::to_string).collect();
            let on = match answer.japan.questions.is_empty() {
                true => "a condition that this program does not know: see the notes",
                false => "facts that are missing",
            };
            let which = match possible.is_empty() {
                true => format!("at most {}", rate(&japan.highest_rate_percent)),
                false => or(&possible),
            };
            (WARNING, format!("Undetermined: Japan withholds {which}, depending on {on}"))
        }
        Status::RateNotStated => {
            (WARNING, format!("The law does not state the rate: at most {}", rate(&japan.highest_rate_percent)))
        }
        Status::NotEncoded => {
            (WARNING, format!("This program does not have the rate: at most {}", rate(&japan.highest_rate_percent)))
        }
        Status::NotAddressed => (WARNING, "The law does not address this holder in Japan".to_owned()),
    }
}

fn japan(page: &mut Page, answer: &DividendAnswer<'_>, view: &json::Dividend) {
    let japan = &view.japan;
    page.heading(lang::JAPAN.said());
    rule(page, word!("rule", "適用規定"), answer.japan.rule);
    japan.questions.iter().for_each(|question| missing(page, question));
    figure(page, lang::GROSS.said(), yen(japan.gross_jpy));
    if answer.japan.taxed.is_some() && answer.case.payment().deemed != crate::facts::Deemed::All {
        figure(page, word!("of which a dividend", "うち配当の部分"), yen(japan.dividend_jpy));
    }
    figure(page, word!("tax due", "納付すべき税額"), yen(japan.tax_jpy));
    if japan.tax_jpy.is_none() && japan.rate_percent.is_none() {
        figure(page, word!("tax at most", "税額の上限"), yen(japan.highest_tax_jpy));
    }
    figure(page, word!("net", "税引後の額"), yen(japan.net_jpy));
    if let Some(at_source) = &japan.at_source {
        let comma = if at_source.rate_percent.is_some() { "、" } else { "" };
        let tax = yen(at_source.tax_jpy).map_or(String::new(), |tax| said!(": {tax}", "{comma}{tax}"));
        let arrives = match (at_source.tax_jpy, yen(at_source.net_jpy)) {
            (Some(tax), Some(net)) if Some(tax.0) != japan.tax_jpy.map(|due| due.0) => {
                said!("; {net} paid out", "、差引支払額{net}")
            }
            _ => String::new(),
        };
        let rate = at_source.rate_percent.map_or(word!("in all", "合計").to_owned(), |rate| format!("{}%", rate.0));
        page.labelled(word!("at source", "源泉徴収"), &format!("{rate}{tax}{arrives}"));
        let relief = [&answer.law.relief.application, &answer.law.relief.second_form];
        let late = answer.steps.iter().filter(|step| step.outcome == Outcome::NotMet && relief.contains(&step.rule));
        late.for_each(|step| page.styled("", QUIET, &step.because(answer.case)));
    }
    if let Some(reconciliation) = &japan.reconciliation {
        let other = answer.other_law.as_ref().and_then(|other| Some((other.law, other.japan.reconciliation?)));
        let other = other.map_or(String::new(), |(law, it)| {
            let verdict = verdict(&it.into());
            match chosen() {
                Lang::En => format!("; by the law {} {verdict}", law.id),
                Lang::Ja => format!("。{}では{verdict}", law_called(law.id)),
            }
        });
        let (taken, verdict) = (grouped(reconciliation.withheld_jpy.0), verdict(reconciliation));
        page.labelled(
            word!("withheld", "実際の徴収額"),
            &said!("{taken} yen: {verdict}{other}", "{taken}円：{verdict}{other}"),
        );
    }
    if answer.japan.refundable_at_least.is_some_and(|yen| yen.value() > 0) {
        let least = if japan.refundable_jpy.is_none() { word!("at least ", "少なくとも") } else { "" };
        let amount = yen(japan.refundable_at_least_jpy).unwrap_or_default();
        page.styled(word!("refundable", "還付"), WARNING, &format!("{least}{amount}"));
    }
    if let Some(it) = &answer.japan.in_dollars {
        let due = japan.rate_percent.map_or(String::new(), |rate| format!("{}%", rate.0));
        for amount in super::in_dollars::amounts(it, due, None) {
            let between = if amount.note.is_empty() { "" } else { word!(": ", "：") };
            page.labelled(&amount.label, &format!("{}{between}{}", amount.value, amount.note));
        }
        if let Some(over) = it.over.filter(|over| *over > crate::units::Usd::ZERO) {
            page.styled(word!("refundable", "還付"), WARNING, &over.to_string());
        }
    } else if answer.case.lacks_instrument_for_amounts() {
        let why = word!(
            "none: state instrument, for shares and ADSs are paid differently",
            "なし：instrumentの記載が必要（株式とADSでは支払方法が異なる）"
        );
        page.labelled(word!("amounts", "金額"), why);
    } else if japan.gross_jpy.is_none() && answer.japan.status != Status::NotAddressed {
        let why = word!(
            "none: state shares and per_share_jpy (and ads_per_share for ADSs), or gross_jpy",
            "なし：sharesとper_share_jpy（ADSではads_per_shareも）、又はgross_jpyの記載が必要"
        );
        page.labelled(word!("amounts", "金額"), why);
    }
}

/// A fact that is missing, with what is asked about it.
fn missing(page: &mut Page, question: &Question) {
    let asked = said!("{}: {}", "{}：{}", question.field, question.question);
    page.styled(word!("missing", "確認事項"), WARNING, &asked);
}

/// What was withheld against what is due: `78,000 yen too little`.
fn verdict(reconciliation: &json::Reconciliation) -> String {
    let over = reconciliation.over_withheld_jpy.0;
    let under = reconciliation.under_withheld_jpy.map_or(Decimal::ZERO, |under| under.0);
    let least = if reconciliation.under_withheld_jpy.is_none() { word!("at least ", "少なくとも") } else { "" };
    if !over.is_zero() {
        said!("{least}{} yen too much", "{least}{}円の過大", grouped(over))
    } else if !under.is_zero() {
        said!("{} yen too little", "{}円の不足", grouped(under))
    } else if reconciliation.under_withheld_jpy.is_none() {
        word!("not above the highest possible tax", "税額の上限以下").to_owned()
    } else {
        word!("as due", "納付すべき税額と一致").to_owned()
    }
}

fn others(page: &mut Page, answer: &DividendAnswer<'_>, view: &json::Dividend) {
    if view.comparison.is_empty() {
        return;
    }
    page.heading(word!("Under other versions of the treaty", "他の版の条約による場合"));
    for (other, wire) in answer.comparison.iter().zip(&view.comparison) {
        let rate = wire.rate_percent.map_or_else(|| lang::code(wire.status), |rate| format!("{}%", rate.0));
        let tax = yen(wire.tax_jpy).map_or(String::new(), |tax| said!(", {tax}", "、{tax}"));
        let change = match other.more_than_now.map(|yen| yen.value()) {
            None => String::new(),
            Some(0) => word!(", the same", "、同額").to_owned(),
            Some(more) if more > 0 => said!(", {} yen more", "、{}円増", grouped(more.into())),
            Some(less) => said!(", {} yen less", "、{}円減", grouped((-less).into())),
        };
        let cite = wire.cite.as_ref().map_or(String::new(), |cite| said!(" ({cite})", "（{cite}）"));
        let title = lang::of(other.regime.title);
        page.item(&said!("{title}: {rate}{tax}{change}{cite}", "{title}：{rate}{tax}{change}{cite}"));
    }
}

fn explained(page: &mut Page, answer: &DividendAnswer<'_>, step: &Step) {
    asked(page, step.rule, step.outcome, &step.because(answer.case));
}

/// One rule asked, with what came of it and why.
pub(super) fn asked(page: &mut Page, rule: &Rule, outcome: Outcome, because: &str) {
    let (mark, style) = match outcome {
        Outcome::Met => (word!("met", "該当"), FIGURE),
        Outcome::NotMet => (word!("not met", "非該当"), QUIET),
        Outcome::Unknown => (word!("unknown", "不明"), WARNING),
    };
    page.linked(mark, style, &format!("{} · {}", rule.cite(), rule.id), rule.url());
    page.labelled("", because);
}

pub(super) fn footer(page: &mut Page, law: &Law, steps: Steps) {
    page.blank();
    let places: Vec<_> = law.disclaimers.iter().map(|rule| rule.cite()).collect();
    let how = match steps {
        Steps::None => word!(" --explain shows the rules that hold.", "該当した規定は--explainで表示。"),
        Steps::Met => {
            word!(" --explain=all shows every rule asked.", "検討した全ての規定は--explain=allで表示。")
        }
        Steps::All => "",
    };
    let places = places.join(word!("; ", "、"));
    page.line(QUIET, &said!("Not tax advice ({places}).{how}", "税務助言ではありません（{places}）。{how}"));
}

pub(super) fn rule(page: &mut Page, label: &str, rule: Option<&Rule>) {
    if let Some(rule) = rule {
        page.labelled(label, rule.words());
        page.linked("", QUIET, &format!("{} · {}", rule.cite(), rule.id), rule.url());
    }
}

pub(super) fn list(page: &mut Page, heading: &str, items: impl Iterator<Item = String>) {
    let items: Vec<_> = items.collect();
    if !items.is_empty() {
        page.heading(heading);
        items.iter().for_each(|item| page.item(item));
    }
}

fn figure(page: &mut Page, label: &str, value: Option<String>) {
    if let Some(value) = value {
        page.styled(label, Style::new(), &value);
    }
}

pub(super) fn assumed(value: &json::AssumedValue) -> String {
    match value {
        json::AssumedValue::Bool(is) => is.to_string(),
        json::AssumedValue::Word(word) => (*word).to_owned(),
        json::AssumedValue::Text(text) => text.clone(),
        json::AssumedValue::Date(day) => day.to_string(),
        json::AssumedValue::Number(digits) => digits.0.to_string(),
    }
}

/// Which parts of the answer rest on less than the law's own text.
pub(super) fn graded(answer: &DividendAnswer<'_>) -> String {
    let parts = (answer.evidence_of_japan(), answer.evidence_of_us().unwrap_or(Evidence::Primary));
    if chosen() == Lang::Ja {
        return graded_in_japanese(parts);
    }
    match parts {
        (Evidence::Primary, Evidence::Primary) => String::new(),
        (japan, Evidence::Primary) => format!(" · Japan: {japan} evidence"),
        (Evidence::Primary, us) => format!(" · United States: {us} evidence"),
        (japan, us) if japan == us => format!(" · rests on {japan} evidence"),
        (japan, us) => format!(" · Japan: {japan} evidence, United States: {us}"),
    }
}

fn graded_in_japanese(parts: (Evidence, Evidence)) -> String {
    let rests = |evidence| match evidence {
        Evidence::Memory => "記憶による（未確認）",
        Evidence::Primary | Evidence::Secondary => "二次資料による",
    };
    match parts {
        (Evidence::Primary, Evidence::Primary) => String::new(),
        (japan, Evidence::Primary) => format!(" · 日本：{}", rests(japan)),
        (Evidence::Primary, us) => format!(" · 米国：{}", rests(us)),
        (japan, us) if japan == us => format!(" · {}", rests(us)),
        (japan, us) => format!(" · 日本：{}、米国：{}", rests(japan), rests(us)),
    }
}
