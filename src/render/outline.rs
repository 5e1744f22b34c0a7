//! An answer on a dividend in outline: the sentence that decides, the few amounts, what there is to do. The first screen and
//! the page are drawn from it, in either language.

use super::digits::Digits;
use super::in_dollars;
use super::json;
use super::money::{Amount, or, percent, usd, yen_in};
use super::page::grouped;
use super::state::State;
use crate::answer::{DividendAnswer, OtherLaw, Status, Todo};
use crate::facts::LobTest;
use crate::japan::OtherTests;
use crate::lang::{self, Lang, Text, chosen};
use crate::law::{Action, Law, Rule};
use crate::units::{Day, Yen};

/// Something to do, and how it stands on the day that is asked for.
pub struct Task {
    pub action: Action,
    pub title: String,
    pub by: &'static str,
    pub with: &'static str,
    pub due: Option<Day>,
    pub state: Option<State>,
    /// The rule that asks for it.
    pub rule: &'static Rule,
}

impl Task {
    /// What an action is by a law that is enacted or by the document, for shares or ADSs.
    pub fn new(todo: &Todo, enacted: bool, ads: bool, as_of: Option<Day>) -> Task {
        Task {
            action: todo.action,
            title: title(todo.action, enacted, ads).said().to_owned(),
            by: todo.action.by(ads),
            with: todo.with(),
            due: todo.due,
            state: as_of.map(|day| State::on(day, todo.action == Action::ClaimRefund, todo.due)),
            rule: todo.rule,
        }
    }
}

/// The last day to claim a refund, and the law that states it: the one that is read, or else one in force that covers the
/// payment as well and does not find that nothing is to be claimed.
pub fn claim_by(answer: &DividendAnswer<'_>) -> Option<(Day, &'static Law)> {
    let own = answer.actions.iter().find(|todo| todo.action == Action::ClaimRefund)?;
    if let Some(due) = own.due {
        return Some((due, answer.law));
    }
    let finds_nothing = |other: &OtherLaw| other.japan.refundable == Some(Yen::ZERO);
    if answer.other_law.as_ref().is_some_and(finds_nothing) {
        return None;
    }
    let paid = answer.case.dividend.payment_date?;
    let mut others = crate::law::others(answer.law, answer.case, paid).filter(|other| other.is_enacted);
    others.find_map(|other| Some((crate::japan::claim_lapses(answer.case, other)?, other)))
}

/// The sentence that says what was taken, what is due and what comes back until when.
pub fn headline(answer: &DividendAnswer<'_>, view: &json::Dividend) -> String {
    let japan = &view.japan;
    let rate = |digits: Option<Digits>| digits.map_or(String::new(), percent);
    let highest = rate(japan.highest_rate_percent);
    let possible = || {
        let rates: Vec<_> = answer.japan.possible_rates.iter().map(|it| percent((*it).into())).collect();
        if rates.is_empty() { said!("at most {highest}", "最高{highest}") } else { or(&rates) }
    };
    if !answer.members.is_empty() {
        return super::behind::headline(answer, view, claim_by(answer).map(|(day, _)| day));
    }
    match (answer.japan.status, chosen()) {
        (Status::Determined, _) => settled(answer, view),
        (Status::Undetermined, Lang::En) if answer.japan.rate.is_some() => {
            format!(
                "Undetermined: Japan's rate is {}; the amounts depend on facts that are missing.",
                rate(japan.rate_percent)
            )
        }
        (Status::Undetermined, Lang::Ja) if answer.japan.rate.is_some() => {
            format!("未確定：日本の税率は{}ですが、税額は確認事項により異なります。", rate(japan.rate_percent))
        }
        (Status::Undetermined, Lang::En) if answer.japan.questions.is_empty() => format!(
            "Undetermined: Japan withholds {}, depending on a condition that this program does not know: see the notes.",
            possible()
        ),
        (Status::Undetermined, Lang::En) => {
            format!("Undetermined: Japan withholds {}, depending on facts that are missing.", possible())
        }
        (Status::Undetermined, Lang::Ja) if answer.japan.questions.is_empty() => format!(
            "未確定：源泉徴収の税率は{}で、本プログラムに未収録の条件により異なります（注記を参照）。",
            possible()
        ),
        (Status::Undetermined, Lang::Ja) => {
            format!("未確定：源泉徴収の税率は{}で、確認事項により異なります。", possible())
        }
        (Status::RateNotStated, Lang::En) => format!("The law does not state the rate: at most {highest}."),
        (Status::RateNotStated, Lang::Ja) => format!("適用される税率の記載がなく、最高{highest}です。"),
        (Status::NotEncoded, Lang::En) => format!("This program does not have the rate: at most {highest}."),
        (Status::NotEncoded, Lang::Ja) => format!("適用される税率は本プログラムに未収録で、最高{highest}です。"),
        (Status::NotAddressed, Lang::En) => "The law does not address this holder in Japan.".to_owned(),
        (Status::NotAddressed, Lang::Ja) => "この保有者の日本における課税は、記載の対象外です。".to_owned(),
    }
}

/// Which tests of the limitation on benefits a treaty has, for who states others.
pub fn tests(other: &OtherTests) -> String {
    let names = |tests: &[LobTest]| -> Vec<&str> { tests.iter().map(|test| test.name()).collect() };
    let (stated, has) = (names(&other.stated), names(&other.has));
    let treaty = lang::of(other.regime.title);
    match chosen() {
        Lang::En => format!(
            "The limitation on benefits of {treaty} has no test {}: it has {}. State those that are met.",
            stated.join(" and no test "),
            has.join(", ")
        ),
        Lang::Ja => format!(
            "{treaty}の特典条項に{}という要件はありません。要件は{}です。満たすものを入力してください。",
            stated.join("、"),
            has.join("、")
        ),
    }
}

fn settled(answer: &DividendAnswer<'_>, view: &json::Dividend) -> String {
    let japan = &view.japan;
    let rate = |digits: Option<Digits>| digits.map_or(String::new(), percent);
    let due_rate = rate(japan.rate_percent);
    let of = |amount: Option<Digits>| amount.map(yen_in);
    let due = of(japan.tax_jpy);
    let until = claim_by(answer).map(|(day, _)| day);
    let back = of(japan.refundable_at_least_jpy.filter(|yen| !yen.0.is_zero()));
    let stated = japan.reconciliation.as_ref().map(|it| yen_in(it.withheld_jpy));
    let short = japan.reconciliation.as_ref().and_then(|it| it.under_withheld_jpy).filter(|yen| !yen.0.is_zero());
    let at_source = japan.at_source.as_ref();
    let is_over = answer.japan.at_source_rate() != answer.japan.rate;
    if let Some(it) = &answer.japan.in_dollars {
        let until = match (until, chosen()) {
            (None, _) => String::new(),
            (Some(day), Lang::En) => format!(" until {day}"),
            (Some(day), Lang::Ja) => format!("（期限{day}）"),
        };
        return in_dollars::headline(it, &due_rate, &until);
    }
    match chosen() {
        Lang::En => {
            let until = until.map_or(String::new(), |day| format!(" until {day}"));
            let taken = match (&stated, at_source) {
                (Some(yen), _) => format!("{yen} was withheld"),
                (None, Some(it)) => {
                    let tax = of(it.tax_jpy).map_or(String::new(), |tax| format!(": {tax}"));
                    format!("Japan withholds {}{tax}", rate(it.rate_percent))
                }
                (None, None) => {
                    let due = due.map_or(String::new(), |due| format!(": {due}"));
                    return format!("{due_rate} is due to Japan{due}; what is withheld depends on a missing fact.");
                }
            };
            let of_due = due.map_or(String::new(), |due| format!(" ({due})"));
            match (back, short) {
                (Some(back), _) => {
                    format!("{taken}; {due_rate}{of_due} is due, and {back} can be claimed back{until}.")
                }
                (None, Some(short)) => {
                    format!("{taken}; {due_rate}{of_due} is due: {} too little.", yen_in(short))
                }
                (None, None) if is_over && stated.is_none() => {
                    format!("{taken}; {due_rate} is due, and the difference can be claimed back{until}.")
                }
                (None, None) if stated.is_some() => format!("{taken}, which is what is due: {due_rate}."),
                (None, None) => format!("{taken}. Nothing is to be claimed back."),
            }
        }
        Lang::Ja => {
            let until = until.map_or(String::new(), |day| format!("（期限{day}）"));
            let taken = match (&stated, at_source) {
                (Some(yen), _) => format!("源泉徴収税額は{yen}"),
                (None, Some(it)) => {
                    let tax = of(it.tax_jpy).map_or(String::new(), |tax| format!("（{tax}）"));
                    format!("源泉徴収は{}{tax}", rate(it.rate_percent))
                }
                (None, None) => {
                    let due = due.map_or(String::new(), |due| format!("（{due}）"));
                    return format!("納付すべき税額は{due_rate}{due}です。源泉徴収税額は確認事項により異なります。");
                }
            };
            let of_due = due.map_or(String::new(), |due| format!("（{due}）"));
            match (back, short) {
                (Some(back), _) => {
                    format!("{taken}、納付すべき税額は{due_rate}{of_due}です。{back}の還付を請求できます{until}。")
                }
                (None, Some(short)) => {
                    format!("{taken}、納付すべき税額は{due_rate}{of_due}で、{}の不足です。", yen_in(short))
                }
                (None, None) if is_over && stated.is_none() => {
                    format!("{taken}、納付すべき税額は{due_rate}です。差額の還付を請求できます{until}。")
                }
                (None, None) if stated.is_some() => {
                    format!("{taken}で、納付すべき税額（{due_rate}）と一致しています。")
                }
                (None, None) => format!("{taken}です。還付を請求できる額はありません。"),
            }
        }
    }
}

/// What the other law says of the same dividend, where it says something else; with the option that shows its answer, where
/// there is one to use.
pub fn other(answer: &DividendAnswer<'_>, view: &json::Dividend, has_options: bool) -> Option<String> {
    let other = view.other_law.as_ref()?;
    let refundable = |japan: &crate::answer::Japan| japan.refundable_at_least.is_some_and(|yen| yen > Yen::ZERO);
    let finds_nothing = answer.other_law.as_ref().is_some_and(|other| !refundable(&other.japan));
    let finds_nothing = finds_nothing && refundable(&answer.japan);
    let is_20f = other.law == crate::law::form_20f::LAW.id;
    let tax = other.tax_jpy.map(yen_in);
    let rate = other.rate_percent.map_or_else(|| lang::code(other.status), percent);
    Some(match chosen() {
        Lang::En => {
            let tax = tax.map_or(String::new(), |tax| format!(", {tax}"));
            let who = if is_20f { "The company's 20-F" } else { "The law in force" };
            let back = if finds_nothing { ", and nothing to claim back" } else { "" };
            let option = if has_options { format!(" ({})", other.option) } else { String::new() };
            format!("{who} says {rate}{tax}{back}{option}.")
        }
        Lang::Ja => {
            let rate = if other.rate_percent.is_some() { rate } else { format!("「{rate}」") };
            let tax = tax.map_or(String::new(), |tax| format!("（{tax}）"));
            let who = if is_20f { "会社のForm 20-F" } else { "法令" };
            let back = if finds_nothing { "で、還付を請求できる額はありません" } else { "です" };
            let option = if has_options { format!("（{}）", other.option) } else { String::new() };
            format!("{who}では{rate}{tax}{back}{option}。")
        }
    })
}

/// The table of money.
pub fn amounts(answer: &DividendAnswer<'_>, view: &json::Dividend) -> Vec<Amount> {
    let mut list = Vec::new();
    let mut add = |label: String, value: Option<String>, note: String, path: &'static str| {
        if let Some(value) = value {
            list.push(Amount { label, value, note, path });
        }
    };
    let said = |text: Text| text.said().to_owned();
    let japan = &view.japan;
    let of = |digits: Option<Digits>| digits.map(yen_in);
    let rate = |digits: Option<Digits>| digits.map_or(String::new(), percent);
    if let Some(it) = &answer.japan.in_dollars {
        let rate = japan.rate_percent.map_or(String::new(), percent);
        let label = |claim: Option<(Day, &Law)>| match claim {
            Some((day, _)) => claim_until(day),
            None => said(lang::CLAIM),
        };
        let claim = answer.japan.is_over().then(|| (label(claim_by(answer)), claimed_from(answer).to_owned()));
        list = in_dollars::amounts(it, rate, claim);
        let mut add = |label: String, value: Option<String>, note: String, path: &'static str| {
            if let Some(value) = value {
                list.push(Amount { label, value, note, path });
            }
        };
        after(answer, view, &mut add);
        return list;
    }
    add(said(lang::GROSS), of(japan.gross_jpy), gross_note(view), "japan.gross_jpy");
    match (&japan.reconciliation, &japan.at_source) {
        (Some(it), _) => {
            let stated = word!("as stated", "記載による");
            add(
                said(lang::WITHHELD),
                of(Some(it.withheld_jpy)),
                stated.to_owned(),
                "japan.reconciliation.withheld_jpy",
            );
        }
        (None, Some(it)) => {
            add(said(lang::WITHHELD), of(it.tax_jpy), rate(it.rate_percent), "japan.at_source.tax_jpy");
        }
        (None, None) => {}
    }
    if answer.japan.tax.is_some() {
        let rate = japan.rate_percent.map_or(String::new(), percent);
        add(said(lang::DUE), of(japan.tax_jpy), rate, "japan.tax_jpy");
    } else {
        // Of those behind a holder each has its own.
        let most = japan.highest_rate_percent.filter(|_| answer.members.is_empty());
        let rate = most.map_or(String::new(), percent);
        add(said(lang::AT_MOST_DUE), of(japan.highest_tax_jpy), rate, "japan.highest_tax_jpy");
    }
    if answer.japan.refundable_at_least > Some(Yen::ZERO) {
        let claim = claim_by(answer);
        let label = match (answer.japan.refundable, claim) {
            (None, _) => said(lang::CLAIM_AT_LEAST),
            (_, Some((day, _))) => claim_until(day),
            (_, None) => said(lang::CLAIM),
        };
        let from = claimed_from(answer);
        let whose = claim.filter(|(_, law)| *law != answer.law);
        let whose = whose.map_or("", |_| word!("; the day by the law in force", "（期限は法令による）"));
        add(label, of(japan.refundable_at_least_jpy), format!("{from}{whose}"), "japan.refundable_at_least_jpy");
    }
    let short = japan.reconciliation.as_ref().and_then(|it| it.under_withheld_jpy).filter(|yen| !yen.0.is_zero());
    add(said(lang::SHORT), of(short), String::new(), "japan.reconciliation.under_withheld_jpy");
    after(answer, view, &mut add);
    list
}

/// From whom the excess comes back: as the actions of the answer say, so that the two cannot differ.
fn claimed_from(answer: &DividendAnswer<'_>) -> &'static str {
    let asks = |action| answer.actions.iter().any(|todo| todo.action == action);
    match (asks(Action::ClaimRefund), asks(Action::CorrectExcess), chosen()) {
        (true, _, Lang::En) => "from the tax office in Japan",
        (true, _, Lang::Ja) => "所轄税務署長に請求",
        (false, true, Lang::En) => "from the payer or its agent",
        (false, true, Lang::Ja) => "支払者又は支払の取扱者に請求",
        (false, false, _) if answer.law.is_enacted => "",
        // The law in force finds no excess, and asks for nothing.
        (false, false, Lang::En) => "by the company's 20-F alone",
        (false, false, Lang::Ja) => "会社のForm 20-Fによる",
    }
}

/// What the United States takes, and what is left.
fn after(
    answer: &DividendAnswer<'_>,
    view: &json::Dividend,
    add: &mut impl FnMut(String, Option<String>, String, &'static str),
) {
    let said = |text: Text| text.said().to_owned();
    let Some(kept) = &view.kept else { return };
    let most = |is_exact: bool| if is_exact { "" } else { word!("at most", "上限") };
    if let Some(tax) = kept.us_tax_usd {
        let rate = view.us.maximum_rate_percent.filter(|_| !kept.us_tax_is_exact);
        let extra =
            view.us.net_investment_income_tax.as_ref().filter(|it| it.tax_usd.is_none_or(|tax| !tax.0.is_zero()));
        let extra = match extra {
            Some(it) => {
                said!("without the {}% on investment income", "{}%の純投資所得税を除く", it.rate_percent.0)
            }
            None => String::new(),
        };
        let most = most(kept.us_tax_is_exact);
        let by = rate.map_or(most.to_owned(), |rate| said!("at most {}", "最高{}", percent(rate)));
        let note = noted(&by, &extra);
        add(said(lang::US_TAX), usd(Some(tax)), note, "kept.us_tax_usd");
    }
    if let (None, Some(tax)) = (kept.us_tax_usd, view.us.tax_at_maximum_rate_usd) {
        let rate = view.us.maximum_rate_percent.map_or(String::new(), percent);
        let on = usd(view.us.qualified_usd).unwrap_or_default();
        let rest = usd(view.us.ordinary_usd).unwrap_or_default();
        let note = match chosen() {
            Lang::En => format!("at most {rate} on {on}; and on {rest} at ordinary rates"),
            Lang::Ja => format!("{on}に最高{rate}、{rest}に通常の税率"),
        };
        add(said(lang::US_TAX), usd(Some(tax)), note, "us.tax_at_maximum_rate_usd");
    }
    if let Some(credit) = kept.credit_usd {
        let note = most(kept.credit_is_exact);
        let lost = view.us.credit.as_ref().and_then(|credit| credit.not_creditable_jpy).filter(|it| !it.0.is_zero());
        let lost = match lost {
            Some(_) => word!("not for what can be claimed back", "還付を請求できる額を除く"),
            None => "",
        };
        add(said(lang::US_CREDIT), usd(Some(credit)), noted(note, lost), "kept.credit_usd");
    }
    match (kept.after_both_usd, kept.after_japan_jpy) {
        (Some(both), _) => {
            let note = word!("after both countries", "両国の課税後");
            add(said(lang::KEPT), usd(Some(both)), note.to_owned(), "kept.after_both_usd");
        }
        (None, after_japan) => {
            let note = match answer.us.us_holder {
                Some(true) => word!("after Japan, before U.S. tax", "日本の課税後、米国の課税前"),
                _ => word!("after Japan", "日本の課税後"),
            };
            add(said(lang::KEPT), after_japan.map(yen_in), note.to_owned(), "kept.after_japan_jpy");
        }
    }
}

fn claim_until(day: Day) -> String {
    said!("claim by {day}", "還付（{day}まで）")
}

/// What an amount is by, and what it leaves out.
fn noted(by: &str, without: &str) -> String {
    match (by.is_empty(), without.is_empty()) {
        (_, true) => by.to_owned(),
        (true, false) => without.to_owned(),
        (false, false) => said!("{by}; {without}", "{by}（{without}）"),
    }
}

/// `40,000 ADSs` or `60,000 shares × 35 yen`.
pub(super) fn gross_note(view: &json::Dividend) -> String {
    let event = &view.dividend;
    let (Some(shares), Some(per_share)) = (event.shares, event.per_share_jpy) else { return String::new() };
    let ads = event.instrument == Some("ads");
    let (count, each) = (grouped(shares.0), yen_in(per_share));
    match (chosen(), ads, event.ads_per_share.as_ref()) {
        (Lang::En, true, Some(ratio)) if count == "1" => format!("1 ADS at {} × {each}", ratio.0),
        (Lang::En, true, Some(ratio)) => format!("{count} ADSs at {} × {each}", ratio.0),
        (Lang::En, true, None) => format!("{count} ADSs"),
        (Lang::En, false, _) if count == "1" => format!("1 share × {each}"),
        (Lang::En, false, _) => format!("{count} shares × {each}"),
        (Lang::Ja, true, Some(ratio)) => format!("{count}ADS（{}）×{each}", ratio.0),
        (Lang::Ja, true, None) => format!("{count}ADS"),
        (Lang::Ja, false, _) => format!("{count}株×{each}"),
    }
}

/// What there is to do: on a day what is open first, else as the law orders it.
pub fn tasks(answer: &DividendAnswer<'_>, as_of: Option<Day>) -> Vec<Task> {
    let task = |todo: &Todo| {
        let due = if todo.action == Action::ClaimRefund { claim_by(answer).map(|(day, _)| day) } else { todo.due };
        Task::new(&Todo { due, ..*todo }, answer.law.is_enacted, answer.case.is_ads(), as_of)
    };
    let mut list: Vec<_> = answer.actions.iter().map(task).collect();
    list.sort_by_key(|task| task.state);
    list
}

/// What an action is called.
fn title(action: Action, enacted: bool, ads: bool) -> Text {
    match action {
        Action::FileApplication if !enacted => lang::APPLICATION,
        Action::FileApplication if ads => lang::FORM_4,
        Action::FileApplication => lang::FORM_1,
        Action::FileSecondForm if enacted => lang::FORM_5,
        Action::FileSecondForm => lang::SECOND_FORM,
        Action::FileProofs => lang::PROOFS,
        Action::FileMembers => lang::FORM_16,
        Action::FileEntity => lang::FORM_16_ENTITY,
        Action::ShowExemption => lang::EXEMPTION,
        Action::AttachProofs => lang::FORM_17,
        Action::ClaimRefund if enacted => lang::FORM_11,
        Action::ClaimRefund => lang::REFUND_CLAIM,
        Action::CorrectExcess => lang::CORRECTION,
        Action::SettleShortfall => lang::SHORTFALL,
        Action::File8621 => lang::FORM_8621,
    }
}
