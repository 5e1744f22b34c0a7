//! What the United States does with a dividend, for people.

use super::{missing, rule};
use crate::answer::{DividendAnswer, Status};
use crate::lang::{self, Lang, chosen};
use crate::render::digits::Digits;
use crate::render::json;
use crate::render::money::usd;
use crate::render::page::{Page, WARNING};

pub(super) fn us(page: &mut Page, answer: &DividendAnswer<'_>, us: &json::Us) {
    page.heading(lang::UNITED_STATES.said());
    let cite = us.cite.as_ref().map_or(String::new(), |cite| said!(" ({cite})", "（{cite}）"));
    let label = word!("status", "判定");
    match (answer.us.status, answer.us.class) {
        (Status::NotAddressed, Some(class)) => {
            let class = lang::code(class.name());
            page.labelled(label, &said!("not addressed: {class}{cite}", "対象外：{class}{cite}"));
        }
        (Status::NotAddressed, None) if answer.us.us_holder == Some(false) => {
            page.labelled(label, &said!("not a U.S. holder{cite}", "米国保有者に非該当{cite}"));
        }
        (Status::NotAddressed, None) => page.labelled(label, &said!("not addressed{cite}", "対象外{cite}")),
        (Status::NotEncoded, _) => {
            let text = word!("U.S. holder, rate not encoded", "米国保有者。税率は本プログラムに未収録");
            page.styled(label, WARNING, text);
            rule(page, word!("rule", "適用規定"), answer.us.rule);
        }
        (status, _) if answer.us.us_holder == Some(true) => {
            let status = status_word(status);
            page.labelled(label, &said!("U.S. holder, {status}{cite}", "米国保有者、{status}{cite}"));
        }
        (status, _) => page.labelled(label, &status_word(status)),
    }
    us.questions.iter().for_each(|question| missing(page, question));
    let Some(credit) = &us.credit else { return };
    income(page, answer, us);
    crate::render::credit::text(page, answer, credit);
    if let Some(parts) = &us.return_of_capital {
        let part = |digits| usd(digits).unwrap_or_else(|| word!("unknown", "不明").to_owned());
        page.labelled(
            word!("beyond E&P", "利潤の超過額"),
            &said!(
                "{}: {} return of capital, {} capital gain, basis then {}",
                "{}：資本の払戻し{}、キャピタルゲイン{}、その後の取得価額{}",
                part(Some(parts.beyond_earnings_and_profits_usd)),
                part(parts.return_of_capital_usd),
                part(parts.capital_gain_usd),
                part(parts.basis_after_usd)
            ),
        );
    }
    if let Some(gain) = &us.currency_gain {
        let amount = usd(Some(Digits(gain.usd.0.abs()))).unwrap_or_default();
        let is_recognised = gain.recognised_usd.is_none_or(|it| it.0 == gain.usd.0);
        let is_loss = gain.usd.0.is_sign_negative();
        page.labelled(word!("currency", "為替差損益"), &currency(&amount, gain.character, is_loss, is_recognised));
    }
}

fn currency(amount: &str, character: &str, is_loss: bool, is_recognised: bool) -> String {
    match chosen() {
        Lang::En => {
            let kind = if is_loss { "loss" } else { "gain" };
            let recognised = if is_recognised { "" } else { ", not recognised" };
            format!("{amount} {character} {kind}, source United States{recognised}")
        }
        Lang::Ja => {
            let kind = match (character, is_loss) {
                ("capital", true) => "キャピタルロス",
                ("capital", false) => "キャピタルゲイン",
                (_, true) => "通常損失",
                (_, false) => "通常所得",
            };
            let recognised = if is_recognised { "" } else { "、認識されない" };
            format!("{amount}の{kind}、米国源泉{recognised}")
        }
    }
}

/// A status as a line of this page has it.
fn status_word(status: Status) -> String {
    match chosen() {
        Lang::En => status.name().to_owned(),
        Lang::Ja => lang::code(status.name()),
    }
}

fn income(page: &mut Page, answer: &DividendAnswer<'_>, us: &json::Us) {
    let on = us.included_on.map_or(String::new(), |day| said!(" on {day}", "、{day}に算入"));
    let at = us.jpy_per_usd.map_or(String::new(), |rate| said!(" at {} yen", "、1ドル{}円", rate.0));
    let label = word!("dividend", "配当");
    match (usd(us.dividend_usd), us.included_on) {
        (Some(dividend), _) => page.labelled(label, &format!("{dividend}{on}{at}")),
        (None, day) => {
            let when = day.map_or(String::new(), |day| said!("included on {day}; ", "{day}に算入。"));
            let text =
                said!("{when}dollars need an amount and jpy_per_usd", "{when}ドル換算には金額とjpy_per_usdが必要");
            page.labelled(label, &text);
        }
    }
    let days = us
        .counted_days
        .filter(|_| answer.can_qualify())
        .map_or(String::new(), |days| said!(": {} days counted", "、所有期間の算入日数{}日", days.0));
    let share = us.qualified_percent.map_or(String::new(), |share| format!("{}%", share.0.round_dp(4).normalize()));
    let qualified = match us.qualified {
        None if answer.us.status == Status::NotEncoded => {
            word!("at a rate that this program does not have", "税率は本プログラムに未収録").to_owned()
        }
        None => word!("unknown", "不明").to_owned(),
        Some(true) => said!("yes{days}", "該当{days}"),
        Some(false) if us.maximum_rate_percent.is_some() => {
            said!("{share} of it, lot by lot", "{share}が該当、取得口ごとに判定")
        }
        Some(false) => said!("no{days}", "非該当{days}"),
    };
    let cite = us.rate_cite.as_ref().map_or(String::new(), |cite| said!(" ({cite})", "（{cite}）"));
    page.labelled(word!("qualified", "適格配当"), &format!("{qualified}{cite}"));
    if let Some(rate) = us.maximum_rate_percent {
        let on = if us.qualified == Some(true) {
            String::new()
        } else {
            usd(us.qualified_usd).map_or(String::new(), |it| said!(" on {it}", "（{it}に対し）"))
        };
        let tax = usd(us.tax_at_maximum_rate_usd).map_or(String::new(), |tax| said!(": {tax}", "：{tax}"));
        page.labelled(word!("taxed at most", "最高税率"), &format!("{}%{on}{tax}", rate.0));
    }
    crate::render::personal_text::text(page, us);
    if let Some(ordinary) = us.ordinary_usd.filter(|it| !it.0.is_zero()) {
        let tax = usd(us.tax_at_ordinary_rate_usd).map_or(String::new(), |tax| said!(": {tax}", "：{tax}"));
        page.labelled(word!("ordinary", "通常所得"), &format!("{}{tax}", usd(Some(ordinary)).unwrap_or_default()));
    }
}
