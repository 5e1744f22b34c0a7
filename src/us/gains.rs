//! A sale: dollars realised less basis in dollars, lot by lot, long-term or short-term, and at which rate.

use super::holder;
use super::wash::{self, Bought, LossSale};
use crate::answer::{
    Amounts, Because, GainFigures, GainReason, GainUs, LotGain, Replacement, Status, Steps, Taxed, Term, Trace,
};
use crate::facts::{AcquiredBy, Case, Field, FieldSet, GiftSide, Part, Sale, SaleKind};
use crate::law::{Effect, GainChapter, Law, Outcome, TransferRules, WithSigns, long_term_months};
use crate::units::{Exact, Rate, Usd};

use rust_decimal::Decimal;

/// What the United States does with the gain, with every rule asked recorded.
pub fn gain(case: &Case, law: &'static Law, trace: &mut Steps) -> GainUs {
    let mut us = holder::classify(&WithSigns::of(case), law, trace);
    let mut figures = None;
    if let (Status::Determined, Some(sale)) = (us.status, &case.sale) {
        let (found, missing) = match sale.kind.get() {
            Some(SaleKind::Exchange) => exchange(case, sale, &law.gains, trace),
            _ => sold(case, sale, &law.gains, trace),
        };
        let not_encoded = found.lots.iter().filter_map(|lot| lot.rule).find(|rule| rule.effect == Effect::NotEncoded);
        figures = Some(found);
        us.ask_for(missing);
        if let (Status::Determined, Some(rule)) = (us.status, not_encoded) {
            (us.status, us.rule) = (Status::NotEncoded, Some(rule));
        }
    }
    GainUs {
        status: us.status,
        us_holder: us.us_holder,
        class: us.class,
        rule: us.rule,
        questions: us.questions.iter().collect(),
        figures,
    }
}

/// Nothing is recognised; basis and day of acquisition go on. What is missing to say how many are received is asked for.
fn exchange(case: &Case, sale: &Sale, chapter: &'static GainChapter, trace: &mut Steps) -> (GainFigures, FieldSet) {
    trace.record(&chapter.exchange, Because::Sale(GainReason::Exchanged));
    let parts = sale.parts.iter();
    let lots = parts.map(|part| {
        let basis = case.basis_sold(part).map(Exact::usd);
        lot_gain(case, chapter, part, Amounts { basis, ..Amounts::default() })
    });
    let is_known = case.instrument.get().is_some();
    let given = sale.shares.get().map(Exact::from).zip(sale.ads_per_share).filter(|_| is_known);
    let figures = GainFigures {
        recognised: false,
        tax_year_begins: case.tax_year_begins(),
        totals: Amounts::default(),
        lots: lots.collect(),
        replacements: Vec::new(),
        taxed: None,
        received: given.map(|(shares, ratio)| {
            shares * if case.is_ads() { ratio.shares_of_an_ads() } else { ratio.ads_of_a_share() }
        }),
    };
    (figures, FieldSet::missing(&[(!is_known, Field::Instrument)]))
}

/// The figures, and the facts that are missing.
fn sold(case: &Case, sale: &Sale, chapter: &'static GainChapter, trace: &mut Steps) -> (GainFigures, FieldSet) {
    let mut missing = missing_amounts(case, sale);
    let amounts = amounts(case, sale);
    let mut lots: Vec<_> =
        sale.parts.iter().zip(amounts).map(|(part, amounts)| lot_gain(case, chapter, part, amounts)).collect();
    let transfers = chapter.transfers;
    let replacements = transfers.map_or_else(Vec::new, |rules| replace(case, sale, rules, &mut lots));
    let totals = Amounts {
        proceeds: sale.proceeds_usd().map(Exact::usd),
        expenses: lots.iter().map(|lot| lot.amounts.expenses).sum(),
        basis: lots.iter().map(|lot| lot.amounts.basis).sum(),
        disallowed: lots.iter().map(|lot| lot.amounts.disallowed).sum(),
    };

    let reason = |reason| Because::Sale(reason);
    trace.record(&chapter.lots, reason(GainReason::Lots { method: sale.method.get(), parts: lots.len() }));
    let spot = sale.spot.filter(|_| sale.proceeds.are_in_yen());
    trace.record(&chapter.realised, reason(GainReason::Realised { amounts: totals, spot }));
    for lot in &lots {
        let (basis, spot) = (lot.amounts.basis, lot.cost_spot);
        trace.record(&chapter.basis, reason(GainReason::Basis { lot: lot.lot, basis, spot }));
    }
    trace.record(&chapter.gain, reason(GainReason::Gain(totals)));
    if let Some(rules) = transfers {
        explain(case, sale, rules, &lots, &replacements, trace);
    }

    let mut rate = None;
    for lot in &mut lots {
        missing = missing.with(term(case, chapter, lot, trace));
        match lot.amounts.difference() {
            Some(usd) if usd < Usd::ZERO => {
                trace.record(&chapter.loss, reason(GainReason::Loss { lot: lot.lot, usd }));
                lot.rule = Some(&chapter.loss);
            }
            _ => {
                let (found, asked) = treatment(case, chapter, lot, trace);
                // Lots of one sale can differ in 1997 alone; what is taxed at most is then the higher.
                rate = rate.max(found);
                missing = missing.with(asked);
            }
        }
    }
    let taxed = taxed(case, &lots, rate);
    if let Some(taxed) = taxed {
        trace.record(&chapter.netting, reason(GainReason::Netted(taxed)));
    }
    trace.record(&chapter.source, reason(GainReason::Source));
    let tax_year_begins = case.tax_year_begins();
    (GainFigures { recognised: true, tax_year_begins, totals, lots, replacements, taxed, received: None }, missing)
}

fn lot_gain(case: &Case, chapter: &GainChapter, part: &Part, amounts: Amounts) -> LotGain {
    let lot = case.lot(part.lot);
    let months = chapter.long_term_for(case, part.lot).and_then(long_term_months);
    LotGain {
        lot: part.lot,
        shares: part.shares,
        acquired: lot.acquired,
        long_term_from: if case.is_inherited(part.lot) {
            lot.acquired
        } else {
            case.held_from(part.lot).zip(months).map(|(from, months)| from.first_day_beyond_months(months))
        },
        term: None,
        cost_spot: lot.cost_spot.filter(|_| lot.cost_jpy.is_some()),
        amounts,
        rule: None,
    }
}

/// The amounts of each part in cents. What is one amount for all is divided by shares, and the last part takes the
/// rest, so that the parts add up to it.
fn amounts(case: &Case, sale: &Sale) -> Vec<Amounts> {
    let proceeds = divided(sale.proceeds_usd(), sale);
    let expenses = divided(sale.expenses_usd.map(Exact::from), sale);
    let basis = sale.parts.iter().map(|part| case.basis_sold(part).map(Exact::usd));
    let parts = basis.zip(proceeds).zip(expenses);
    let amounts = parts.map(|((basis, proceeds), expenses)| Amounts {
        proceeds,
        expenses: expenses.unwrap_or_default(),
        basis,
        disallowed: Usd::ZERO,
    });
    let sold = sale.parts.iter().zip(amounts);
    sold.map(|(part, amounts)| match case.acquired_by(part.lot) {
        // Of a gift without gain or loss no cent is left over.
        Some(AcquiredBy::Gift) if case.gift_side(part) == Some(GiftSide::Between) => {
            Amounts { basis: amounts.realised(), ..amounts }
        }
        _ => amounts,
    })
    .collect()
}

/// Takes out of the losses what is replaced, and says by which shares.
fn replace(case: &Case, sale: &Sale, rules: &TransferRules, lots: &mut [LotGain]) -> Vec<Replacement> {
    let Some(sold_on) = sale.date else { return Vec::new() };
    let mut losses = Vec::new();
    for lot in lots {
        let loss = lot.amounts.difference().map(|difference| -difference).filter(|loss| *loss > Usd::ZERO);
        if let (Some(loss), Some(shares)) = (loss, lot.shares) {
            let loss = LossSale { lot: lot.lot, sold_on, shares, loss: Exact::from(loss) };
            losses.push((loss, &mut lot.amounts));
        }
    }
    // Which of them was sold first is not known: the first acquired is taken first.
    losses.sort_by_key(|(loss, _)| case.lot(loss.lot).acquired);
    let mut bought = bought(case, sale);
    let mut replacements = Vec::new();
    for (loss, amounts) in losses {
        let days = case.held_from(loss.lot).map(|from| sold_on.days_since(from));
        // Cents whose sums are those of the exact amounts.
        let (mut so_far, mut cents) = (Exact::ZERO, Usd::ZERO);
        for it in wash::replaced(&loss, &mut bought, rules.wash_days) {
            so_far = so_far + it.disallowed;
            let disallowed = so_far.usd() - cents;
            cents = so_far.usd();
            amounts.disallowed = amounts.disallowed + disallowed;
            let by = case.lot(it.by);
            let cost = by.basis_usd().zip(by.shares).map(|(basis, held)| basis * Exact::ratio(it.shares, held));
            replacements.push(Replacement {
                lot: it.by,
                shares: it.shares,
                replaces: loss.lot,
                disallowed,
                basis: cost.map(|cost| cost.usd() + disallowed),
                days,
                held_from: by.acquired.zip(days).map(|(acquired, days)| acquired.plus_days(-days)),
            });
        }
    }
    replacements
}

/// What was bought and not sold here, nor disposed of before; the first bought first, and those of one day in the order of
/// the lots.
fn bought(case: &Case, sale: &Sale) -> Vec<Bought> {
    let mut bought = Vec::new();
    for (at, lot) in case.lots.iter().enumerate() {
        let (Some(on), Some(held)) = (lot.acquired, lot.shares) else { continue };
        let is_gone = lot.disposed.is_some_and(|disposed| Some(disposed) <= sale.date);
        // What the sale says of how its shares were come by is not said of others.
        let is_bought = lot.acquired_by.is_none_or(|way| way == AcquiredBy::Purchase);
        // Each share replaces another once.
        if !is_bought || is_gone || lot.transfer.held_from.is_some() {
            continue;
        }
        let sold: Decimal = sale.parts.iter().filter(|part| part.lot == at).filter_map(|part| part.shares).sum();
        bought.push(Bought { lot: at, on, shares: held - sold });
    }
    bought.sort_by_key(|it| it.on);
    bought
}

/// Records what was given, inherited, settled later or bought again.
fn explain(
    case: &Case,
    sale: &Sale,
    rules: &'static TransferRules,
    lots: &[LotGain],
    replacements: &[Replacement],
    trace: &mut Steps,
) {
    for (part, lot) in sale.parts.iter().zip(lots) {
        let [above, below, between] = &rules.gift;
        match case.acquired_by(lot.lot) {
            Some(AcquiredBy::Inheritance | AcquiredBy::Legacy) => {
                trace.record(&rules.inherited, Because::Sale(GainReason::Inherited { lot: lot.lot }));
            }
            Some(AcquiredBy::Gift) => {
                let rule = case.gift_side(part).map(|side| match side {
                    GiftSide::Gain => above,
                    GiftSide::Loss => below,
                    GiftSide::Between => between,
                });
                if let Some(rule) = rule {
                    trace.record(rule, Because::Sale(GainReason::Gift { lot: lot.lot }));
                }
            }
            Some(AcquiredBy::Purchase) | None => {}
        }
    }
    if let Some(on) = sale.settled.get() {
        trace.record(&rules.settlement, Because::Sale(GainReason::Settled { on }));
    }
    for lot in lots.iter().filter(|lot| lot.amounts.disallowed > Usd::ZERO) {
        let reason = GainReason::Washed { lot: lot.lot, usd: lot.amounts.disallowed };
        trace.record(&rules.wash, Because::Sale(reason));
    }
    for it in replacements {
        trace.record(&rules.wash_basis, Because::Sale(GainReason::Replacement(*it)));
    }
}

fn divided(whole: Option<Exact>, sale: &Sale) -> Vec<Option<Usd>> {
    let count = sale.parts.len();
    let Some(whole) = whole else { return vec![None; count] };
    let mut rest = whole.usd();
    let mut parts = Vec::with_capacity(count);
    for part in sale.parts.iter().take(count.saturating_sub(1)) {
        let share = part.shares.zip(sale.shares.get()).map(|(part, all)| (whole * Exact::ratio(part, all)).usd());
        rest = rest - share.unwrap_or_default();
        parts.push(share);
    }
    parts.extend((count > 0).then_some(Some(rest)));
    parts
}

/// What stands between the facts and dollars.
fn missing_amounts(case: &Case, sale: &Sale) -> FieldSet {
    use crate::facts::Proceeds;
    let per_unit = matches!(sale.proceeds, Proceeds::PerUnitJpy(_) | Proceeds::PerUnitUsd(_));
    let of_price = [
        (sale.proceeds == Proceeds::Unknown, Field::SalePrice),
        (per_unit && sale.shares.get().is_none(), Field::SaleShares),
        (sale.proceeds.are_in_yen() && sale.spot.is_none(), Field::SaleSpot),
        (sale.date.is_none(), Field::SaleDate),
    ];
    let mut missing = FieldSet::missing(&of_price);
    for part in &sale.parts {
        if case.is_given(part.lot) {
            missing = missing.with(case.missing_of_gift(part));
        }
    }
    let without = sale.parts.iter().filter(|part| case.basis_sold(part).is_none());
    for part in without.filter(|part| !case.is_given(part.lot)) {
        missing.insert(match case.lots.get(part.lot) {
            None => Field::SaleBasis,
            Some(lot) if lot.cost_jpy.is_some() => Field::LotSpot,
            Some(_) => Field::LotCost,
        });
    }
    missing
}

/// Long-term or short-term; the facts that are missing to say so.
fn term(case: &Case, chapter: &'static GainChapter, lot: &mut LotGain, trace: &mut Steps) -> FieldSet {
    let Some(rule) = chapter.long_term_for(case, lot.lot) else {
        return chapter.long_term.iter().map(|rule| rule.asks(case, lot.lot)).collect();
    };
    lot.term = match trace.ask(rule, case, lot.lot) {
        Outcome::Met => Some(Term::Long),
        Outcome::NotMet => Some(Term::Short),
        Outcome::Unknown => return rule.asks(case, lot.lot),
    };
    FieldSet::NONE
}

/// The rule that says how a gain on the lot is taxed, with its maximum rate if it has one.
fn treatment(
    case: &Case,
    chapter: &'static GainChapter,
    lot: &mut LotGain,
    trace: &mut Steps,
) -> (Option<Rate>, FieldSet) {
    for rule in chapter.rates {
        match (trace.ask(rule, case, lot.lot), rule.effect) {
            (Outcome::NotMet, _) => {}
            (Outcome::Unknown, _) => return (None, rule.asks(case, lot.lot)),
            (Outcome::Met, effect) => {
                lot.rule = Some(rule);
                let rate = match effect {
                    Effect::MaximumRate(rate) => Some(rate),
                    _ => None,
                };
                return (rate, FieldSet::NONE);
            }
        }
    }
    (None, FieldSet::NONE)
}

/// Sets off losses against gains; `None` while a gain, its term or its rate is unknown.
fn taxed(case: &Case, lots: &[LotGain], maximum_rate: Option<Rate>) -> Option<Taxed> {
    let (mut long, mut short, mut excess) = (Usd::ZERO, Usd::ZERO, Usd::ZERO);
    for lot in lots {
        let gain = lot.amounts.gain()?;
        let sum = match (lot.rule?.effect, lot.term?) {
            (Effect::NotEncoded, _) => return None,
            (Effect::ExcessDistribution, _) => &mut excess,
            (_, Term::Long) => &mut long,
            (_, Term::Short) => &mut short,
        };
        *sum = *sum + gain;
    }
    let total = long + short;
    let gain = total.max(Usd::ZERO);
    // Of what is left after the losses, the long-term part comes first, up to itself.
    let at_maximum = maximum_rate.map_or(Usd::ZERO, |_| long.max(Usd::ZERO).min(gain));
    let at_ordinary = gain - at_maximum;
    let tax = |usd: Usd, rate: Option<Rate>| rate.map(|rate| Exact::from(usd).at(rate).usd());
    Some(Taxed {
        long_term: long,
        short_term: short,
        maximum_rate,
        at_maximum_rate: at_maximum,
        tax_at_maximum_rate: tax(at_maximum, maximum_rate),
        at_ordinary_rates: at_ordinary,
        tax_at_ordinary_rate: tax(at_ordinary, case.us.ordinary_rate),
        excess_distribution: excess,
        loss: (-total).max(Usd::ZERO),
    })
}
