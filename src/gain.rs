//! The whole chain for one sale: whether Japan taxes the gain, and how the United States does.

mod unused;

use crate::answer::{Assumed, Assumption, GainAnswer, GainJapan, GainUs, OtherGain, Status, Step, Steps, Todo};
use crate::facts::{Case, Fact, Field, HolderKind, Instrument, LotMethod, Ownership, Sale, SaleKind};
use crate::law::{self, Action, Condition, Country, Effect, Law, Outcome, Rule, SaleCondition};
use crate::units::{Day, Percent, Span, Usd};
use crate::{japan, us};

/// Answers for one holder and one sale under one law. Cannot fail on a valid case.
pub fn determine<'a>(case: &'a Case, law: &'static Law) -> GainAnswer<'a> {
    let mut trace = Steps::default();
    let japan = japan::gain(case, law, &mut trace);
    let us = us::gain(case, law, &mut trace);
    GainAnswer {
        actions: actions(case, law, &us),
        assumptions: assumptions(case, &trace.0, &japan, &us),
        unused: unused::unused(case, law, &us),
        notes: notes(case, law, &japan, &us),
        other_law: other_law(case, law, &japan, &us),
        steps: trace.0,
        case,
        law,
        japan,
        us,
    }
}

/// What another law that covers the sale says of it, where that differs: whether Japan taxes the gain, or how the United
/// States does.
fn other_law(case: &Case, law: &'static Law, japan: &GainJapan, us: &GainUs) -> Option<OtherGain> {
    let said = |japan: &GainJapan, us: &GainUs| {
        let taxed = us.figures.as_ref().and_then(|figures| figures.taxed);
        (japan.status, japan.taxed, us.status, taxed)
    };
    law::others(law, case, case.sale.as_ref()?.date?).find_map(|other| {
        let mut trace = Steps::default();
        let it = OtherGain {
            law: other,
            japan: japan::gain(case, other, &mut trace),
            us: us::gain(case, other, &mut trace),
        };
        (said(&it.japan, &it.us) != said(japan, us)).then_some(it)
    })
}

fn actions(case: &Case, law: &'static Law, us: &GainUs) -> Vec<Todo> {
    let due = law.gains.actions.iter().filter(|rule| us.figures.is_some() && rule.test(case, 0) == Outcome::Met);
    let todo = |rule: &'static Rule| match rule.effect {
        Effect::Action(action, _) => {
            let is_with_return = action == Action::File8621;
            Some(Todo { rule, action, due: is_with_return.then(|| return_due(case)).flatten() })
        }
        _ => None,
    };
    due.filter_map(todo).collect()
}

/// When the return of the tax year of the sale is due, without extensions.
fn return_due(case: &Case) -> Option<Day> {
    let begins = case.tax_year_begins()?;
    let year = Span::new(begins, begins.plus_months(MONTHS_OF_A_YEAR).plus_days(-1));
    Some(us::pfic::due_date(case.kind, year).0)
}

const MONTHS_OF_A_YEAR: u32 = 12;

fn notes(case: &Case, law: &'static Law, japan: &GainJapan, us: &GainUs) -> Vec<&'static Rule> {
    let on_japan = law.gains.japan_notes.iter().filter(|_| japan.status != Status::NotAddressed);
    let on_us = law.gains.notes.iter().filter(|_| us.figures.is_some());
    let lots = us.figures.iter().flat_map(|figures| &figures.lots);
    let brings = |is: fn(&Usd) -> bool| lots.clone().any(|lot| lot.amounts.difference().is_some_and(|usd| is(&usd)));
    let has_loss = brings(|usd| *usd < Usd::ZERO);
    // A loss keeps no note about gains; what is not known may be one.
    let may_be_gain = us.figures.as_ref().is_some_and(|it| it.totals.gain().is_none_or(|usd| usd > Usd::ZERO));
    let on_gains = law.gains.gain_notes.iter().filter(|_| may_be_gain);
    let sold = on_japan.chain(on_us).chain(on_gains).filter(|rule| rule.test(case, 0) == Outcome::Met);
    let mut notes: Vec<_> = sold.collect();
    if let Some(rules) = law.gains.transfers {
        let lot = |part: &crate::facts::Part| part.lot;
        let parts = || case.sale.iter().flat_map(|sale| &sale.parts).map(lot);
        let inherited = rules.notes.iter().filter(|rule| parts().any(|lot| rule.test(case, lot) == Outcome::Met));
        notes.extend(inherited.filter(|_| us.figures.is_some()));
        let complete = case.sale.as_ref().is_some_and(|sale| sale.purchases_complete == Some(true));
        notes.extend((has_loss && !complete).then_some(&rules.wash_note));
    }
    notes
}

/// The facts that were taken to be the ordinary ones and that a rule looked at.
fn assumptions(case: &Case, steps: &[Step], japan: &GainJapan, us: &GainUs) -> Vec<Assumption> {
    let mut list = Vec::new();
    let mut add = |is_assumed: bool, field: Field, value: Assumed| {
        if is_assumed {
            list.push(Assumption { field, value });
        }
    };
    let has_figures = us.figures.is_some();
    let spoken_to = us.us_holder == Some(true);
    let assumed_small = matches!(case.ownership, Ownership::Constant { percent, .. } if percent.is_assumed());
    add(assumed_small && has_figures, Field::OwnershipPercent, Assumed::Word(word!("under 10", "10未満")));
    add(case.instrument.is_assumed(), Field::Instrument, Assumed::Word(Instrument::Share.name()));
    let establishment = case.residence != Country::JAPAN && case.japan_permanent_establishment.is_assumed();
    add(establishment, Field::JapanPermanentEstablishment, Assumed::Is(false));
    add(spoken_to && case.beneficial_owner.is_assumed(), Field::BeneficialOwner, Assumed::Is(true));
    add(spoken_to && case.capital_asset.is_assumed(), Field::CapitalAsset, Assumed::Is(true));
    let citizen = case.kind == HolderKind::Individual && us.us_holder == Some(false);
    add(citizen && case.us_citizen.is_assumed(), Field::UsCitizen, Assumed::Is(false));
    if let (true, None, Some(begins)) = (has_figures, case.us.tax_year_begins, case.tax_year_begins()) {
        add(true, Field::TaxYearBegins, Assumed::On(begins));
    }
    let Some(sale) = &case.sale else { return list };
    add(sale.kind.is_assumed(), Field::SaleKind, Assumed::Word(SaleKind::Sale.name()));
    add(has_figures && sale.shares.is_assumed(), Field::SaleShares, Assumed::Word(word!("all", "全部")));
    let chosen = has_figures && sale.method == Fact::Assumed(LotMethod::FirstInFirstOut);
    add(chosen, Field::SaleLots, Assumed::Word(LotMethod::FirstInFirstOut.name()));
    if has_figures && let (Some(day), true) = (sale.settled.get(), sale.settled.is_assumed()) {
        add(true, Field::SaleSettled, Assumed::On(day));
    }
    let usual = word!("as usual after the purchase", "購入後の通常の決済日");
    add(has_figures && sale.has_usual_settlement, Field::LotSettled, Assumed::Word(usual));
    let asked = japan.status != Status::NotAddressed && case.kind == HolderKind::Individual;
    add(asked && sale.acquired_by.is_assumed(), Field::AcquiredBy, Assumed::Word("purchase"));
    let asked = |wanted: fn(&Condition) -> bool| steps.iter().any(|step| step.rule.when.iter().any(wanted));
    let percent = |fact: Fact<Percent>| fact.get().map_or(Assumed::Word(word!("unknown", "不明")), Assumed::Percent);
    let group = asked(|condition| matches!(condition, Condition::Sale(SaleCondition::GroupHeld(_))));
    add(group && sale.group.held.is_assumed(), Field::GroupIssued, percent(sale.group.held));
    let company = asked(|condition| *condition == Condition::Sale(SaleCondition::RealEstateCompany));
    add(company && sale.real_estate_company.is_assumed(), Field::RealEstateCompany, Assumed::Is(false));
    let in_year = asked(|condition| matches!(condition, Condition::Sale(SaleCondition::GroupHeldInYear(_))));
    add(in_year && sale.group.in_year.is_assumed(), Field::GroupInYear, percent(sale.group.in_year));
    if sale.real_estate_company.get() == Some(true) && company {
        add(sale.group.before_year.is_assumed(), Field::GroupBeforeYear, percent(sale.group.before_year));
        add(sale.listed.is_assumed(), Field::SaleListed, Assumed::Is(true));
    }
    let individual = case.kind == HolderKind::Individual;
    let present = individual && asked(|condition| *condition == Condition::Sale(SaleCondition::PresentInJapan));
    add(present && sale.present_in_japan.is_assumed(), Field::PresentInJapan, Assumed::Is(false));
    let option = individual && asked(|condition| *condition == Condition::Sale(SaleCondition::OptionShares));
    add(option && sale.option_shares.is_assumed(), Field::OptionShares, Assumed::Is(false));
    add(has_figures && is_sold(sale) && sale.pfic.is_assumed(), Field::SalePfic, Assumed::Is(false));
    list
}

fn is_sold(sale: &Sale) -> bool {
    sale.kind.get() == Some(SaleKind::Sale)
}
