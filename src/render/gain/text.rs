//! The answer about a sale for people.

use super::wire::{Gain, Lot, Us};
use crate::answer::{GainAnswer, GainJapan, GainUs, OtherGain, Status};
use crate::facts::SaleKind;
use crate::lang::{self, Lang, chosen};
use crate::render::digits::Digits;
use crate::render::money::usd;
use crate::render::page::{FIGURE, Page, QUIET, WARNING, grouped};
use crate::render::question::Question;
use crate::render::text::{LABELS, Steps, asked, assumed, footer, list, rule, to_do};
use crate::units::Day;

/// The whole answer as a page, with the rules asked.
pub fn text(answer: &GainAnswer<'_>, as_of: Option<Day>, steps: Steps) -> String {
    let view = Gain::new(answer).on(as_of);
    let mut page = Page::new(LABELS);
    headline(&mut page, answer, &view);
    page.heading(lang::JAPAN.said());
    page.labelled(word!("gain", "譲渡所得"), japan(answer));
    rule(&mut page, word!("rule", "適用規定"), Some(answer.japan.rule));
    if let Some(treaty) = answer.japan.treaty {
        rule(&mut page, word!("treaty", "租税条約"), Some(treaty));
    }
    view.japan.questions.iter().flatten().for_each(|question| missing(&mut page, question));
    us(&mut page, answer, &view);
    to_do(&mut page, &view.actions);
    let taken = view.assumptions.iter().map(|it| said!("{}: {}", "{}：{}", it.field, assumed(&it.value)));
    list(&mut page, word!("Assumed", "仮定した事実"), taken);
    if !view.unused.is_empty() {
        page.blank();
        let unused = view.unused.join(word!(", ", "、"));
        page.line(WARNING, &said!("not used: {unused}", "判定に用いなかった事実：{unused}"));
    }
    let other = answer.other_law.as_ref().zip(view.other_law.as_ref());
    let other = other.map(|(other, view)| match chosen() {
        Lang::En => format!("{} ({}); {} shows its answer.", said(answer, other), view.japan_cite, view.option)
            .replacen("the law", "The law", 1),
        Lang::Ja => format!("{}（{}）。その回答：{}", said(answer, other), view.japan_cite, view.option),
    });
    let notes = view.notes.iter().map(|note| said!("{} ({})", "{}（{}）", note.text, note.cite));
    list(&mut page, word!("Notes", "注記"), other.into_iter().chain(notes));
    if steps != Steps::None {
        page.heading(word!("Steps", "判定の過程"));
        let shown = answer.steps.iter().filter(|step| steps.show(step.outcome));
        shown.for_each(|step| asked(&mut page, step.rule, step.outcome, &step.because(answer.case)));
    }
    footer(&mut page, answer.law, steps);
    page.into_text()
}

pub(super) fn headline(page: &mut Page, answer: &GainAnswer<'_>, view: &Gain) {
    let id = view.id.as_ref().map_or(String::new(), |id| format!("{id} · "));
    page.line(QUIET, &said!("{id}law {}", "{id}判定の基礎：{}", view.law));
    let is_not_held = answer.us.us_holder == Some(false) && answer.japan.status != Status::NotAddressed;
    let style = match answer.us.status {
        Status::Determined => FIGURE,
        Status::NotAddressed if is_not_held && !answer.case.is_seen_through() => FIGURE,
        _ => WARNING,
    };
    let other = other(answer).map_or(String::new(), |other| said!("; {other}", "（{other}）"));
    page.line(style, &format!("{}{other}{}", lead(answer, view), word!("", "。")));
}

/// What the other law says, where it says something else.
pub fn other(answer: &GainAnswer<'_>) -> Option<String> {
    answer.other_law.as_ref().map(|other| said(answer, other))
}

/// What comes of the sale, in a clause without a full stop.
pub fn lead(answer: &GainAnswer<'_>, view: &Gain) -> String {
    let exchanged = answer.case.sale.as_ref().is_some_and(|sale| sale.kind.get() == Some(SaleKind::Exchange));
    match answer.us.status {
        Status::Determined if exchanged => {
            word!("No gain is recognised: nothing is sold", "譲渡に当たらないため、損益は認識されません").to_owned()
        }
        Status::Determined => result(&view.us),
        Status::Undetermined => word!(
            "Undetermined: facts are missing for the United States",
            "未確定です：米国の課税に必要な事実が不足しています"
        )
        .to_owned(),
        Status::RateNotStated | Status::NotEncoded => word!(
            "How the United States taxes such a gain is not encoded",
            "米国におけるこの譲渡益の課税方法は本プログラムに収録されていません"
        )
        .to_owned(),
        Status::NotAddressed if answer.us.us_holder == Some(false) && answer.japan.status != Status::NotAddressed => {
            in_japan_alone(answer)
        }
        Status::NotAddressed => {
            word!("The law does not address this holder in the United States", "米国については、この保有者は対象外です")
                .to_owned()
        }
    }
}

/// What comes of the sale where the holder is no U.S. holder.
fn in_japan_alone(answer: &GainAnswer<'_>) -> String {
    let taxed = answer.japan.taxed;
    match (chosen(), answer.case.is_seen_through()) {
        (Lang::En, is_seen_through) => {
            let japan = match taxed {
                Some(true) => "Japan taxes the gain",
                Some(false) => "Japan does not tax the gain",
                None => "Whether Japan taxes the gain is open",
            };
            match is_seen_through {
                true => format!("{japan} of the holder itself; it is that of those behind it: ask for each of them"),
                false => format!("{japan}; the holder is not a U.S. holder"),
            }
        }
        (Lang::Ja, true) => {
            let japan = match taxed {
                Some(true) => "日本では保有者自身に課税されますが",
                Some(false) => "日本では保有者自身に課税されず",
                None => "日本で保有者自身に課税されるか否かは未確定ですが",
            };
            format!("{japan}、譲渡所得は保有者の背後にいる者のものです。各人について照会してください")
        }
        (Lang::Ja, false) => {
            let japan = match taxed {
                Some(true) => "日本で課税されます",
                Some(false) => "日本では課税されません",
                None => "日本で課税されるか否かは未確定です",
            };
            format!("{japan}。保有者は米国保有者に該当しません")
        }
    }
}

/// What the other law says where it differs: `the law statute says that Japan taxes the gain`.
fn said(answer: &GainAnswer<'_>, other: &OtherGain) -> String {
    let mut says = Vec::new();
    let of_japan = |japan: &GainJapan| (japan.status, japan.taxed);
    if of_japan(&other.japan) != of_japan(&answer.japan) {
        says.push(match (other.japan.status, other.japan.taxed) {
            (_, Some(true)) => word!("Japan taxes the gain", "日本で課税される").to_owned(),
            (_, Some(false)) => word!("Japan does not tax the gain", "日本では課税されない").to_owned(),
            (Status::NotAddressed, None) => {
                word!("it does not speak to this holder in Japan", "日本についてこの保有者は対象外").to_owned()
            }
            (Status::NotEncoded, None) => word!(
                "a treaty settles it, which this program does not have",
                "本プログラムに未収録の租税条約により定まる"
            )
            .to_owned(),
            (_, None) => word!("it is open whether Japan taxes the gain", "日本で課税されるか否かは未確定").to_owned(),
        });
    }
    let of_us = |us: &GainUs| (us.status, us.figures.as_ref().and_then(|figures| figures.taxed));
    if of_us(&other.us) != of_us(&answer.us) {
        let taxed = other.us.figures.as_ref().and_then(|figures| figures.taxed);
        says.push(match (other.us.status, taxed.map(|taxed| taxed.maximum_rate)) {
            (Status::Determined, Some(Some(rate))) => {
                said!("the United States tax it at no more than {rate}", "米国での税率は{rate}以下")
            }
            (Status::Determined, _) => {
                word!("the United States tax it at ordinary rates", "米国では通常の税率で課税される").to_owned()
            }
            (Status::NotEncoded, _) => word!(
                "this program does not have how the United States tax it",
                "米国での課税方法は本プログラムに未収録"
            )
            .to_owned(),
            (status, _) => {
                said!("the answer for the United States is {}", "米国についての回答は{}", lang::code(status.name()))
            }
        });
    }
    let says = says.join(word!(" and that ", "、"));
    said!("the law {} says that {says}", "{}によれば、{says}", other.law.id)
}

/// `A gain of $100.00, taxed in the United States at no more than 15%`.
fn result(us: &Us) -> String {
    let gain = amount(us.gain_usd);
    let is_zero = |digits: Option<Digits>| digits.is_none_or(|digits| digits.0.is_zero());
    if us.gain_usd.is_some_and(|gain| gain.0.is_sign_negative() && !gain.0.is_zero()) {
        let loss = amount(us.gain_usd.map(|gain| Digits(gain.0.abs())));
        return said!("A capital loss of {loss}", "キャピタルロスは{loss}です");
    }
    if let Some(lost) = us.wash_sale_disallowed_usd.filter(|_| is_zero(us.gain_usd)) {
        return said!(
            "A loss of {} that is not deducted: the shares were bought again",
            "損失{}は控除できません：株式が再び購入されています",
            amount(Some(lost))
        );
    }
    let how = match us.maximum_rate_percent {
        Some(rate) if is_zero(us.at_ordinary_rates_usd) => {
            said!(", taxed in the United States at no more than {}%", "、米国での税率は{}%以下です", rate.0)
        }
        Some(rate) => said!(
            ", in the United States {} of it at no more than {}% and {} at ordinary rates",
            "、米国での税率は、うち{}が{}%以下、{}が通常の税率です",
            amount(us.at_maximum_rate_usd),
            rate.0,
            amount(us.at_ordinary_rates_usd)
        ),
        None if !is_zero(us.excess_distribution_usd) => {
            word!(", under the rules on excess distributions of a PFIC", "、PFICの超過分配に関する規則の対象です")
                .to_owned()
        }
        None => {
            word!(", taxed in the United States at ordinary rates", "、米国では通常の税率で課税されます").to_owned()
        }
    };
    said!("A gain of {gain}{how}", "譲渡益は{gain}{how}")
}

/// What Japan does with the gain.
pub fn japan(answer: &GainAnswer<'_>) -> &'static str {
    match (answer.japan.status, answer.japan.taxed) {
        (Status::NotAddressed, _) => word!("not addressed", "対象外"),
        (_, Some(false)) if answer.japan.treaty.is_some() => {
            word!(
                "not taxed: the treaty leaves it to the country of residence",
                "租税条約により居住地国のみが課税し、日本では課税されない"
            )
        }
        (_, Some(false)) => word!("in general not taxed", "一般に課税されない"),
        (_, Some(true)) => word!("taxed by return", "申告により課税"),
        (Status::NotEncoded, None) => {
            word!("this program does not have what the treaty says of it", "租税条約の定めは本プログラムに未収録")
        }
        (_, None) => word!("undetermined", "未確定"),
    }
}

fn us(page: &mut Page, answer: &GainAnswer<'_>, view: &Gain) {
    let us = &view.us;
    page.heading(lang::UNITED_STATES.said());
    let cite = us.cite.as_ref().map_or(String::new(), |cite| said!(" ({cite})", "（{cite}）"));
    let status = match (answer.us.status, answer.us.class, answer.us.us_holder) {
        (Status::NotAddressed, Some(class), _) => {
            said!("not addressed: {}", "対象外：{}", lang::code(class.name()))
        }
        (Status::NotAddressed, None, Some(false)) => word!("not a U.S. holder", "米国保有者に該当しない").to_owned(),
        (Status::NotAddressed, ..) => word!("not addressed", "対象外").to_owned(),
        (status, _, Some(true)) => said!("U.S. holder, {}", "米国保有者、{}", lang::code(status.name())),
        (status, ..) => match chosen() {
            Lang::En => status.name().to_owned(),
            Lang::Ja => lang::code(status.name()),
        },
    };
    page.labelled(word!("status", "判定"), &format!("{status}{cite}"));
    us.questions.iter().for_each(|question| missing(page, question));
    match us.recognised {
        Some(true) => sold(page, view),
        Some(false) => exchanged(page, view),
        None => {}
    }
}

fn missing(page: &mut Page, question: &Question) {
    let text = said!("{}: {}", "{}：{}", question.field, question.question);
    page.styled(word!("missing", "確認事項"), WARNING, &text);
}

fn sold(page: &mut Page, view: &Gain) {
    let us = &view.us;
    let on = view.sale.date.map_or(String::new(), |date| said!(" on {date}", "、{date}"));
    let at = view.sale.jpy_per_usd.map_or(String::new(), |rate| said!(" at {} yen", "（1ドル={}円）", rate.0));
    page.labelled(word!("proceeds", "譲渡収入"), &format!("{}{on}{at}", amount(us.proceeds_usd)));
    if let Some(expenses) = us.expenses_usd.filter(|it| !it.0.is_zero()) {
        page.labelled(word!("expenses", "売却費用"), &amount(Some(expenses)));
    }
    page.labelled(word!("basis", "取得価額"), &amount(us.basis_usd));
    if let Some(lost) = us.wash_sale_disallowed_usd {
        let text = said!(
            "{} of loss, since the shares were bought again",
            "株式が再び購入されたため、損失{}",
            amount(Some(lost))
        );
        page.labelled(word!("not deducted", "控除不可"), &text);
    }
    let gain = said!("{}, source United States", "{}、米国源泉", amount(us.gain_usd));
    page.labelled(word!("gain", "譲渡損益"), &gain);
    let is_some = |digits: &Digits| !digits.0.is_zero();
    if let Some(long) = us.long_term_usd.filter(is_some) {
        page.labelled(word!("long-term", "長期"), &amount(Some(long)));
    }
    if let Some(short) = us.short_term_usd.filter(is_some) {
        page.labelled(word!("short-term", "短期"), &amount(Some(short)));
    }
    if let Some(rate) = us.maximum_rate_percent {
        let tax = amount(us.tax_at_maximum_rate_usd);
        let on = amount(us.at_maximum_rate_usd);
        let text = said!("{}% on {on}: {tax}", "{on}に{}%：{tax}", rate.0);
        page.labelled(word!("taxed at most", "最高税率"), &text);
    }
    if let Some(ordinary) = us.at_ordinary_rates_usd.filter(is_some) {
        let tax = us.tax_at_ordinary_rate_usd.map_or(String::new(), |tax| said!(": {}", "：{}", amount(Some(tax))));
        page.labelled(word!("ordinary", "通常の税率"), &format!("{}{tax}", amount(Some(ordinary))));
    }
    if let Some(excess) = us.excess_distribution_usd.filter(is_some) {
        page.labelled(word!("PFIC rules", "PFICの規則"), &amount(Some(excess)));
    }
    if let Some(loss) = us.capital_loss_usd.filter(is_some) {
        page.labelled(word!("capital loss", "通算後の損失"), &amount(Some(loss)));
    }
    lots(page, us);
    for it in us.replacements.iter().flatten() {
        let from =
            it.held_from.map_or(String::new(), |day| said!(", held as if from {day}", "、{day}から所有とみなす"));
        page.labelled(
            &said!("lot {}", "取得口{}", it.lot.0),
            &said!(
                "{} replace as many of lot {}: basis {}, {} of it the loss not deducted{from}",
                "うち{}が取得口{}の同数に代わる：取得価額{}、うち控除できない損失{}{from}",
                grouped(it.shares.0),
                it.replaces_lot.0,
                amount(it.basis_usd),
                amount(Some(it.disallowed_usd))
            ),
        );
    }
}

fn lots(page: &mut Page, us: &Us) {
    page.blank();
    let shares = |lot: &Lot| lot.shares.map_or("-".to_owned(), |shares| grouped(shares.0));
    let day = |lot: &Lot| lot.acquired.map_or("-".to_owned(), |day| day.to_string());
    let header = match chosen() {
        Lang::En => ["lot", "shares", "acquired", "term", "proceeds", "basis", "gain"],
        Lang::Ja => ["取得口", "数量", "取得日", "長短", "譲渡収入", "取得価額", "譲渡損益"],
    };
    let mut rows = vec![header.map(str::to_owned).to_vec()];
    for lot in &us.lots {
        rows.push(vec![
            lot.lot.0.to_string(),
            shares(lot),
            day(lot),
            lot.term.map_or("-".to_owned(), lang::code),
            amount(lot.proceeds_usd),
            amount(lot.basis_usd),
            amount(lot.gain_usd),
        ]);
    }
    page.table(&[true, true, false, false, true, true, true], &rows);
}

fn exchanged(page: &mut Page, view: &Gain) {
    if let (Some(shares), Some(received)) = (view.sale.shares, view.us.received) {
        let (shares, received) = (grouped(shares.0), grouped(received.0));
        let text = match view.sale.instrument == Some("ads") {
            true => said!("{shares} ADSs for {received} shares", "{shares}ADSを{received}株に交換"),
            false => said!("{shares} shares for {received} ADSs", "{shares}株を{received}ADSに交換"),
        };
        page.labelled(word!("exchanged", "交換"), &text);
    }
    let cite = view
        .us
        .lots
        .iter()
        .find_map(|lot| lot.cite.as_ref())
        .map_or(String::new(), |cite| said!(" ({cite})", "（{cite}）"));
    page.labelled(word!("gain", "譲渡損益"), &said!("none recognised{cite}", "認識なし{cite}"));
    for lot in &view.us.lots {
        let acquired = lot.acquired.map_or(word!("an unknown day", "不明").to_owned(), |day| day.to_string());
        let basis = amount(lot.basis_usd);
        let text = said!(
            "basis {basis} and acquisition on {acquired} go on",
            "取得価額{basis}及び取得日（{acquired}）を引き継ぐ"
        );
        page.labelled(&said!("lot {}", "取得口{}", lot.lot.0), &text);
    }
}

fn amount(digits: Option<Digits>) -> String {
    usd(digits).unwrap_or_else(|| word!("unknown", "不明").to_owned())
}
