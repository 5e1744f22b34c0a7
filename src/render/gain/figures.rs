//! The figures of an answer on a sale, each with its arithmetic and the few rules it follows from.

use super::wire::{Gain, Lot};
use crate::answer::{GainAnswer, Step};
use crate::law::{Effect, Outcome, Rule};
use crate::render::digits::Digits;
use crate::render::figures::{Figure, Reason};
use crate::render::money::{usd, yen_in};
use crate::render::page::grouped;

/// The list of figures being made.
struct List<'a, 'b> {
    answer: &'a GainAnswer<'b>,
    figures: Vec<Figure>,
}

/// Every figure that the answer has.
pub fn figures(answer: &GainAnswer<'_>, view: &Gain) -> Vec<Figure> {
    let mut list = List { answer, figures: Vec::new() };
    let chapter = &answer.law.gains;
    let decided = [Some(answer.japan.rule), answer.japan.treaty];
    let decided = list.steps(|step| decided.contains(&Some(step.rule)));
    list.add("japan.taxed", view.japan.taxed.map(|taxed| taxed.to_string()), String::new(), decided);
    let us = &view.us;
    if us.recognised != Some(true) {
        return list.figures;
    }
    let realised = list.of(&chapter.realised);
    list.add("us.proceeds_usd", usd(us.proceeds_usd), proceeds(view), realised.clone());
    let stated = as_stated();
    list.add("us.expenses_usd", usd(some(us.expenses_usd)), stated, realised.clone());
    let less = word!("the proceeds less the expenses", "譲渡収入－売却費用").to_owned();
    list.add("us.realised_usd", usd(us.realised_usd), less, realised);

    let transfers = chapter.transfers;
    let given = transfers.map_or_else(Vec::new, |rules| {
        list.steps(|step| step.rule == &rules.inherited || rules.gift.contains(step.rule))
    });
    let basis = [list.of(&chapter.lots), list.of(&chapter.basis), given].concat();
    list.add("us.basis_usd", usd(us.basis_usd), sum(&us.lots, |lot| lot.basis_usd), basis);
    let washed = transfers.map_or_else(Vec::new, |rules| list.of(&rules.wash));
    let back = usd(us.wash_sale_disallowed_usd)
        .map_or(String::new(), |lost| said!(", and {lost} is not deducted", "、うち控除できない損失{lost}"));
    let (realised, from) = (known(us.realised_usd), known(us.basis_usd));
    let how = said!("{realised} realised less {from} basis{back}", "実現額{realised}－取得価額{from}{back}");
    list.add("us.gain_usd", usd(us.gain_usd), how, [list.of(&chapter.gain), washed.clone()].concat());
    let how = sum(&us.lots, |lot| lot.wash_sale_disallowed_usd);
    list.add("us.wash_sale_disallowed_usd", usd(us.wash_sale_disallowed_usd), how, washed);

    let term = |term: &str| sum(&us.lots, |lot| lot.gain_usd.filter(|_| lot.term == Some(term)));
    let periods = list.steps(|step| chapter.long_term.contains(step.rule));
    let is_rate = |rule: &Rule| matches!(rule.effect, Effect::MaximumRate(_));
    let rates = |list: &List<'_, '_>, is: &dyn Fn(&Rule) -> bool| {
        list.steps(|step| chapter.rates.contains(step.rule) && step.outcome == Outcome::Met && is(step.rule))
    };
    let (at_most, otherwise) = (rates(&list, &is_rate), rates(&list, &|rule| !is_rate(rule)));
    let losses = list.of(&chapter.loss);
    let netting = list.of(&chapter.netting);
    let both = [periods, losses.clone()].concat();
    list.add("us.long_term_usd", usd(some(us.long_term_usd)), term("long"), both.clone());
    list.add("us.short_term_usd", usd(some(us.short_term_usd)), term("short"), both);
    let rate = us.maximum_rate_percent.map(|rate| format!("{}%", rate.0));
    list.add(
        "us.maximum_rate_percent",
        rate.clone(),
        word!("of a long-term gain", "長期の譲渡益の税率").to_owned(),
        at_most.clone(),
    );
    let left = |what: &str| {
        said!(
            "the {what} gain, as far as no loss of this sale is set off against it",
            "{what}の譲渡益のうち、この売却の損失と通算されない部分"
        )
    };
    let at_maximum = [netting.clone(), at_most.clone()].concat();
    list.add("us.at_maximum_rate_usd", usd(some(us.at_maximum_rate_usd)), left(word!("long-term", "長期")), at_maximum);
    let how = said!("{} × {}", "{}×{}", known(us.at_maximum_rate_usd), rate.unwrap_or_default());
    list.add("us.tax_at_maximum_rate_usd", usd(some(us.tax_at_maximum_rate_usd)), how, at_most);
    let at_ordinary = [netting.clone(), otherwise.clone()].concat();
    list.add(
        "us.at_ordinary_rates_usd",
        usd(some(us.at_ordinary_rates_usd)),
        left(word!("other", "その他")),
        at_ordinary,
    );
    let rate = answer.case.us.ordinary_rate.map_or(String::new(), |rate| rate.to_string());
    let ordinary = known(us.at_ordinary_rates_usd);
    let how = said!("{ordinary} × {rate}, the holder’s own rate", "{ordinary}×{rate}（保有者の税率）");
    list.add("us.tax_at_ordinary_rate_usd", usd(some(us.tax_at_ordinary_rate_usd)), how, otherwise.clone());
    let how = word!("the gain of lots held while the company was a PFIC", "会社がPFICである間に所有した取得口の譲渡益")
        .to_owned();
    list.add("us.excess_distribution_usd", usd(some(us.excess_distribution_usd)), how, otherwise);
    let how = word!("what is lost after the gains of this sale are set off", "この売却の譲渡益と通算した後に残る損失")
        .to_owned();
    list.add("us.capital_loss_usd", usd(some(us.capital_loss_usd)), how, [netting, losses].concat());
    list.figures
}

impl List<'_, '_> {
    fn add(&mut self, path: &'static str, value: Option<String>, how: String, reasons: Vec<Reason>) {
        self.figures.extend(value.map(|value| Figure { path, value, how, reasons }));
    }

    /// The reasons of the steps that `picks` holds for.
    fn steps(&self, picks: impl Fn(&Step) -> bool) -> Vec<Reason> {
        let picked = self.answer.steps.iter().filter(|step| picks(step));
        let reason =
            |step: &Step| Reason { rule: step.rule, outcome: step.outcome, because: step.because(self.answer.case) };
        picked.map(reason).collect()
    }

    /// The reasons of one rule, lot by lot where it was asked of lots.
    fn of(&self, rule: &Rule) -> Vec<Reason> {
        self.steps(|step| step.rule == rule)
    }
}

/// What is something.
fn some(digits: Option<Digits>) -> Option<Digits> {
    digits.filter(|digits| !digits.0.is_zero())
}

fn known(digits: Option<Digits>) -> String {
    usd(digits).unwrap_or_else(|| word!("an unknown amount", "不明な額").to_owned())
}

fn as_stated() -> String {
    word!("as stated, for the whole sale", "売却全体について記載された額").to_owned()
}

/// `$205,000.00 of lot 1 + $34,893.62 of lot 2`.
fn sum(lots: &[Lot], of: impl Fn(&Lot) -> Option<Digits>) -> String {
    let parts = lots.iter().filter_map(|lot| Some(said!("{} of lot {}", "{}（取得口{}）", usd(of(lot))?, lot.lot.0)));
    parts.collect::<Vec<_>>().join(word!(" + ", "＋"))
}

/// `1,000 × 38,500 yen / 99.37 yen for a dollar`.
fn proceeds(view: &Gain) -> String {
    let sale = &view.sale;
    let units = sale.shares.map_or(String::new(), |shares| said!("{} × ", "{}×", grouped(shares.0)));
    let rate = sale
        .jpy_per_usd
        .map_or(String::new(), |rate| said!(" / {} yen for a dollar", "÷{}（1ドル当たりの円）", rate.0));
    match (sale.price_jpy, sale.price_usd, sale.proceeds_jpy) {
        (Some(price), ..) => format!("{units}{}{rate}", yen_in(price)),
        (None, Some(price), _) => format!("{units}{}", usd(Some(price)).unwrap_or_default()),
        (None, None, Some(whole)) => format!("{}{rate}", yen_in(whole)),
        (None, None, None) => as_stated(),
    }
}
