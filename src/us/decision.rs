//! What the United States does with the dividend, without any amount: who is spoken to, what qualifies for the reduced
//! rates, which part of Japan's tax is creditable in which category.
//!
//! It is decided here and nowhere else. The full answer listens, and works out the amounts as it is told.

use super::{dividend, holder};
use crate::answer::{Silent, Status, Trace};
use crate::facts::{Case, Field, FieldSet, SpecialClass};
use crate::japan::Withholding;
use crate::law::{Category, CreditLimits, Effect, Law, Outcome, Rule, WithSigns};
use crate::units::Exact;

/// What the United States does with the dividend, without any amount.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct UsDecision {
    pub status: Status,
    pub us_holder: Option<bool>,
    /// The special class that takes the holder out.
    pub class: Option<SpecialClass>,
    pub rule: Option<&'static Rule>,
    pub questions: FieldSet,
    /// The law speaks to the holder, and it is known to be one: the dividend is income.
    pub is_income: bool,
    /// How many of the shares are of lots that qualify; unknown while one lot is.
    pub qualified: Option<Portion>,
    pub category: Option<(Category, &'static Rule)>,
    /// The law speaks of a credit for this tax.
    pub is_credited: bool,
    /// How many of the shares were held long enough for it; unknown while that of one lot is.
    pub credited: Option<Portion>,
}

/// How many of the shares are of lots of which something holds. Which part that is, is worked out where it is wanted: an
/// exact quotient is large, and few holders have lots of both sorts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Portion {
    Nothing,
    Part,
    All,
}

/// What is told of a decision while it is made, in the order of the explanation.
#[derive(Clone, Copy, Debug)]
pub enum Told {
    /// The dividend is income: its amount, the day of inclusion, the rate of exchange.
    Income,
    /// The rate of one lot.
    Lot(usize, Qualification),
    /// The rates of all lots are settled, as far as they are: what else becomes of the distribution.
    Distribution,
    /// Japan's tax is creditable, as due under a treaty or under Japan's own law.
    Credit { by_treaty: bool },
    /// It is not, since no rate of a treaty decides it.
    NoCredit,
    /// Whether one lot was held long enough for the credit.
    Held(usize, Option<bool>),
    /// All lots were asked, and this part of the shares was held long enough; the law may not have asked for any day.
    AllHeld { is_asked: bool, share: Option<Exact> },
}

/// Whether the dividend on one lot qualifies, and by which rule; open where there is no rule.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Qualification {
    pub rule: Option<&'static Rule>,
    /// Open too where the law does not state it.
    pub qualified: Option<bool>,
}

/// Decides, telling `told` of everything that has amounts.
#[inline]
pub fn decide<T: Trace>(
    case: &WithSigns<'_>,
    law: &'static Law,
    japan: &Withholding,
    trace: &mut T,
    mut told: impl FnMut(Told, &mut T),
) -> UsDecision {
    let mut us = holder::classify(case, law, trace);
    if us.status != Status::Determined {
        return us;
    }
    us.is_income = true;
    told(Told::Income, trace);
    if let Some(rules) = law.us.personal.filter(|_| !T::IS_SILENT) {
        trace.ask(&rules.qualified_corporation, case, 0);
    }
    let mut missing = FieldSet::NONE;
    let mut not_encoded = None;
    let mut lots = Counted::default();
    for at in 0..case.lot_count() {
        let found = qualification(case, law, at, trace);
        lots.add(found.qualified);
        match found.rule {
            None => missing = law.us.rates.iter().fold(missing, |missing, rule| missing.with(rule.asks(case, at))),
            Some(rule) if matches!(rule.effect, Effect::NotEncoded) => not_encoded = not_encoded.or(Some(rule)),
            Some(_) => {}
        }
        told(Told::Lot(at, found), trace);
    }
    us.qualified = lots.portion(case);
    told(Told::Distribution, trace);
    if dividend::lacks_basis(case) {
        missing.insert(Field::BasisUsd);
    }
    us.category = category(case, law, trace);
    missing = missing.with(credit(case, law, japan, &mut us, trace, &mut told));
    if japan.rate.is_some() && japan.is_treaty_rate && japan.at_source.is_none() {
        missing = missing.with(japan.questions);
    }
    if us.category.is_none() {
        missing = law.us.categories.iter().fold(missing, |missing, rule| missing.with(rule.asks(case, 0)));
    }
    if case.lacks_instrument_for_amounts() || case.lacks_instrument_for_inclusion() {
        missing.insert(Field::Instrument);
    }
    if case.lacks_deemed_part() {
        missing.insert(Field::DeemedPerShare);
    }
    us.ask_for(missing);
    if let (Status::Determined, Some(rule)) = (us.status, not_encoded) {
        (us.status, us.rule) = (Status::NotEncoded, Some(rule));
    }
    us
}

impl UsDecision {
    /// Where nobody asked what the United States does.
    pub const NOT_ASKED: UsDecision = UsDecision {
        status: Status::NotAddressed,
        us_holder: None,
        class: None,
        rule: None,
        questions: FieldSet::NONE,
        is_income: false,
        qualified: None,
        category: None,
        is_credited: false,
        credited: None,
    };

    /// The whole dividend qualifies.
    pub fn is_qualified(&self) -> Option<bool> {
        self.qualified.map(|portion| portion == Portion::All)
    }

    /// The part of the shares whose lots qualify, of 1; `case` and `law` are those that were decided.
    pub fn qualified_share(&self, case: &Case, law: &'static Law) -> Option<Exact> {
        share(case, self.qualified?, |at| {
            qualification(&WithSigns::of(case), law, at, &mut Silent).qualified == Some(true)
        })
    }

    /// The part of the shares that was held long enough for the credit, of 1; `case` and `law` are those that were decided.
    #[inline]
    pub fn credited_share(&self, case: &Case, law: &'static Law) -> Option<Exact> {
        share(case, self.credited?, |at| {
            law.us.credit_limits.is_some_and(|limits| limits.holding.test(case, at) == Outcome::Met)
        })
    }

    pub(super) fn ask_for(&mut self, missing: FieldSet) {
        if !missing.is_empty() {
            self.status = Status::Undetermined;
            self.questions = missing;
        }
    }
}

/// Asks the rates, from the most favourable, for one lot.
#[inline]
fn qualification(case: &WithSigns<'_>, law: &'static Law, at: usize, trace: &mut impl Trace) -> Qualification {
    let mut asked = law.us.rates.iter().map(|rule| (rule, trace.ask(rule, case, at)));
    match asked.find(|(_, outcome)| *outcome != Outcome::NotMet) {
        Some((rule, Outcome::Met)) => {
            let is_reduced = matches!(rule.effect, Effect::MaximumRate(_));
            Qualification {
                rule: Some(rule),
                qualified: (!matches!(rule.effect, Effect::NotEncoded)).then_some(is_reduced),
            }
        }
        _ => Qualification { rule: None, qualified: None },
    }
}

#[inline]
fn category(case: &WithSigns<'_>, law: &'static Law, trace: &mut impl Trace) -> Option<(Category, &'static Rule)> {
    let mut asked = law.us.categories.iter().map(|rule| (rule, trace.ask(rule, case, 0)));
    match asked.find(|(_, outcome)| *outcome != Outcome::NotMet) {
        Some((rule, Outcome::Met)) => rule.category().map(|category| (category, rule)),
        _ => None,
    }
}

/// Whether Japan's tax is creditable and on which part of the shares; the facts that are missing to say so.
#[inline]
fn credit<T: Trace>(
    case: &WithSigns<'_>,
    law: &'static Law,
    japan: &Withholding,
    us: &mut UsDecision,
    trace: &mut T,
    mut told: impl FnMut(Told, &mut T),
) -> FieldSet {
    let without_treaty = matches!(law.us.credit_without_treaty.effect, Effect::Creditable);
    if japan.rate.is_none() || !(japan.is_treaty_rate || without_treaty) {
        if japan.status != Status::Undetermined && !without_treaty {
            told(Told::NoCredit, trace);
        }
        return FieldSet::NONE;
    }
    (us.is_credited, us.credited) = (true, Some(Portion::All));
    told(Told::Credit { by_treaty: japan.is_treaty_rate }, trace);
    let Some(limits) = law.us.credit_limits else { return FieldSet::NONE };
    let required = trace.ask(&limits.holding_since, case, 0);
    if required == Outcome::NotMet {
        told(Told::AllHeld { is_asked: false, share: Some(Exact::whole(1)) }, trace);
        return FieldSet::NONE;
    }
    let mut missing = FieldSet::NONE;
    let mut lots = Counted::default();
    for at in 0..case.lot_count() {
        let is_held = is_held(trace.ask(&limits.holding, case, at), required);
        lots.add(is_held);
        if is_held.is_none() {
            missing = missing.with(asks_for_holding(case, limits, at, required));
        }
        told(Told::Held(at, is_held), trace);
    }
    us.credited = lots.portion(case);
    // It is a look at every lot, and only an explanation listens.
    let share = if T::IS_SILENT { None } else { us.credited_share(case, law) };
    told(Told::AllHeld { is_asked: true, share }, trace);
    if us.credited.is_none() { missing } else { FieldSet::NONE }
}

/// Whether a lot was held long enough, where it is known whether the law asks for it.
#[inline]
fn is_held(holding: Outcome, required: Outcome) -> Option<bool> {
    match (holding, required) {
        (Outcome::Met, _) => Some(true),
        (Outcome::NotMet, Outcome::Met) => Some(false),
        _ => None,
    }
}

/// The facts that would settle whether a lot was held long enough.
fn asks_for_holding(case: &Case, limits: &CreditLimits, at: usize, required: Outcome) -> FieldSet {
    let missing = limits.holding.asks(case, at);
    if required == Outcome::Unknown { missing.with(FieldSet::one(Field::PaymentDate)) } else { missing }
}

/// How many lots are so, how many are not, and how many are open.
#[derive(Default)]
struct Counted {
    are: usize,
    are_not: usize,
    are_open: usize,
}

impl Counted {
    #[inline]
    fn add(&mut self, is: Option<bool>) {
        match is {
            Some(true) => self.are += 1,
            Some(false) => self.are_not += 1,
            None => self.are_open += 1,
        }
    }

    /// How many of the shares are of lots that are so; `None` while one lot is open, or where its shares are not known and
    /// matter.
    #[inline]
    fn portion(&self, case: &Case) -> Option<Portion> {
        match self {
            Counted { are_open: 1.., .. } => None,
            Counted { are_not: 0, .. } => Some(Portion::All),
            Counted { are: 0, .. } => Some(Portion::Nothing),
            _ => (0..case.lot_count()).all(|at| case.lot(at).shares.is_some()).then_some(Portion::Part),
        }
    }
}

/// The part of the shares whose lots are so, of 1.
#[inline]
fn share(case: &Case, portion: Portion, is: impl Fn(usize) -> bool) -> Option<Exact> {
    match portion {
        Portion::Nothing => Some(Exact::ZERO),
        Portion::All => Some(Exact::whole(1)),
        Portion::Part => part_of_lots(case, &is),
    }
}

#[inline(never)]
fn part_of_lots(case: &Case, is: &dyn Fn(usize) -> bool) -> Option<Exact> {
    let shares = |at: usize| case.lot(at).shares.map(Exact::from);
    let part = (0..case.lot_count()).filter(|at| is(*at)).map(shares).sum::<Option<Exact>>()?;
    Some(part / (0..case.lot_count()).map(shares).sum::<Option<Exact>>()?)
}
