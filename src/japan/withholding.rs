//! Which rate Japan may withhold, under which rule, and what that is in yen.
//!
//! The domestic row gives the base, the treaty row the limit, and the lower of the two is due.

use super::undetermined::{Open, settle};
use super::{members, relief};
use crate::answer::{Because, Japan, Silent, Status, Trace};
use crate::facts::{Case, Field, FieldSet, HolderKind};
use crate::law::{Effect, Evidence, Law, Outcome, Regime, Rule};
use crate::units::{Day, Rate};

/// What Japan withholds, without any amount.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Withholding {
    /// Undetermined with a rate where only the amounts are open.
    pub status: Status,
    /// The block of rules that decided; none when several are possible or the law does not speak.
    pub regime: Option<&'static Regime>,
    pub rule: Option<&'static Rule>,
    pub rate: Option<Rate>,
    /// The highest rate that is possible.
    pub highest_rate: Option<Rate>,
    /// The rate withheld when it is paid, given the paperwork.
    pub at_source: Option<Rate>,
    /// The rate without a treaty.
    pub(super) base: Option<Base>,
    /// The block of rules that decided is a treaty's.
    pub is_treaty_rate: bool,
    /// The rule takes the holder or the distribution out before any rate is asked.
    pub is_out_of_scope: bool,
    /// A fact is missing or a condition is not known, and every value it can have was tried.
    pub by_trial: bool,
    /// Nothing is due at one of several rates that are possible.
    pub(super) may_exempt: bool,
    /// What would settle the rate, and what the paperwork turns on.
    pub questions: FieldSet,
    /// The weakest evidence of what decided of those behind the holder.
    pub(super) evidence_of_members: Option<Evidence>,
}

/// Determines Japan's tax on the dividend, recording every rule asked.
pub fn withhold(case: &Case, law: &'static Law, trace: &mut impl Trace) -> (Withholding, Japan) {
    let mut rates = Vec::new();
    let decided = withholding(case, law, trace, |open| rates = open.rates);
    let status = decided.status;
    let possible_rates = if status == Status::Undetermined && rates.len() > 1 { rates } else { Vec::new() };
    let questions = decided.questions.iter().collect();
    let mut japan = Japan { possible_rates, questions, gross: case.gross(), ..Japan::of(&decided) };
    if case.has_members() {
        members::add_up(case, law, &mut japan);
        members::record(law, &japan, trace);
    } else if status != Status::NotAddressed {
        relief::amounts(case, law, &decided, &mut japan, trace);
    }
    (decided, japan)
}

impl Japan {
    /// What was decided, before it comes to any amount and before anything is asked.
    pub(super) fn of(decided: &Withholding) -> Japan {
        Japan {
            status: decided.status,
            regime: decided.regime,
            rule: decided.rule,
            rate: decided.rate,
            highest_rate: decided.highest_rate,
            possible_rates: Vec::new(),
            questions: Vec::new(),
            statutory_rate: decided.statutory_rate(),
            statutory_rule: decided.base.map(|(_, rule, _)| rule),
            statutory_regime: decided.base.map(|(regime, ..)| regime),
            gross: None,
            taxed: None,
            tax: None,
            highest_tax: None,
            at_source: None,
            refundable: None,
            refundable_at_least: None,
            reconciliation: None,
            stated: None,
            in_dollars: None,
        }
    }
}

/// The decision alone. What is possible while a fact is missing is told to `open`.
#[inline]
pub fn withholding<T: Trace>(case: &Case, law: &'static Law, trace: &mut T, open: impl FnOnce(Open)) -> Withholding {
    let mut decided = if case.has_members() { members::of_all(case, law, trace) } else { due(case, law, trace, open) };
    if case.has_members() {
        // The paperwork is that of those behind it.
    } else if decided.status != Status::NotAddressed {
        relief::at_source(case, law, &mut decided, trace);
    }
    if decided.status != Status::NotAddressed {
        if case.lacks_instrument_for_amounts() {
            decided.ask_for(Field::Instrument);
        }
        if case.lacks_deemed_part() {
            decided.ask_for(Field::DeemedPerShare);
        }
    }
    decided
}

/// The rate that is due under a law; none where it states no single one.
#[inline(never)]
pub fn rate_due(case: &Case, law: &'static Law) -> Option<Rate> {
    due(case, law, &mut Silent, drop).rate
}

/// Of a member, where it is open whose income its share is for its country.
#[inline(never)]
fn behind<T: Trace>(case: &Case, law: &'static Law, trace: &mut T, open: &mut dyn FnMut(Open)) -> Option<Withholding> {
    if !members::is_open(case) {
        return None;
    }
    let decide = |case: &Case, found: &mut Option<Open>| {
        let mut keep = |open| *found = Some(open);
        let keep: &mut dyn FnMut(Open) = &mut keep;
        due(case, law, &mut Silent, keep)
    };
    let found = members::either(case, law, trace, decide, &mut *open);
    found.or_else(|| {
        // It makes no difference.
        let case = Case { taxed_on_its_share: Some(true), ..case.clone() };
        Some(due(&case, law, trace, open))
    })
}

/// Of a member of an entity that its own country taxes and Japan does not: what the entity's treaty says of the entity.
#[inline(never)]
fn of_taxed_entity<T: Trace>(
    case: &Case,
    entity: &Case,
    law: &'static Law,
    trace: &mut T,
    open: &mut dyn FnMut(Open),
) -> Withholding {
    let of_entity = due(entity, law, trace, open);
    let base = base(case, law);
    let decided = Withholding { base, ..of_entity };
    let mut versions = candidates(case, law.regimes_with(case.residence));
    if let (Some(regime), None) = (versions.next(), versions.next())
        && let Through::Found(Found::NotStated { regime, rule, at_most }) = through(case, law, regime, trace)
    {
        return Withholding {
            status: without_rate(rule),
            regime,
            rule: Some(rule),
            rate: None,
            highest_rate: at_most.into_iter().chain(decided.statutory_rate()).min(),
            is_treaty_rate: true,
            questions: FieldSet::NONE,
            ..decided
        };
    }
    match base {
        // Without a treaty Japan taxes the member itself.
        Some((regime, rule, rate)) if decided.status == Status::Determined && !decided.is_treaty_rate => {
            let (regime, rule, rate) = (Some(regime), Some(rule), Some(rate));
            Withholding { regime, rule, rate, highest_rate: rate, ..decided }
        }
        _ => decided,
    }
}

/// What is due, whatever becomes of the paperwork.
#[inline]
fn due<T: Trace>(case: &Case, law: &'static Law, trace: &mut T, open: impl FnOnce(Open)) -> Withholding {
    let mut open = Some(open);
    if case.behind.is_some() {
        let mut told = |found| {
            if let Some(open) = open.take() {
                open(found);
            }
        };
        // What Japan exempts of itself it exempts behind an entity as well.
        let is_public = matches!(case.kind, HolderKind::Government | HolderKind::InternationalOrganization);
        if let Some(entity) = case.taxed_entity().filter(|_| !is_public) {
            return of_taxed_entity(case, entity, law, trace, &mut told);
        }
        if let Some(decided) = behind(case, law, trace, &mut told) {
            return decided;
        }
    }
    let base = base(case, law);
    let mut decided = Withholding {
        status: Status::Determined,
        regime: None,
        rule: None,
        rate: None,
        highest_rate: None,
        at_source: None,
        base,
        is_treaty_rate: false,
        is_out_of_scope: false,
        by_trial: false,
        may_exempt: false,
        questions: FieldSet::NONE,
        evidence_of_members: None,
    };
    let found = match scope(case, law, trace) {
        Some(rule) => {
            decided.is_out_of_scope = true;
            let Some(rate) = rule.rate() else {
                return Withholding { status: Status::NotAddressed, rule: Some(rule), base: None, ..decided };
            };
            Found::Rate { regime: None, rule, rate }
        }
        None if case.lacks_members() => {
            members::lacking(case, law, &mut decided, trace);
            return decided;
        }
        None => decide(case, law, base, trace),
    };
    match found {
        Found::Rate { regime, rule, rate } => {
            (decided.regime, decided.rule) = (regime, Some(rule));
            (decided.rate, decided.highest_rate) = (Some(rate), Some(rate));
        }
        Found::NotStated { regime, rule, at_most } => {
            (decided.status, decided.regime, decided.rule) = (without_rate(rule), regime, Some(rule));
            decided.highest_rate = at_most.into_iter().chain(decided.statutory_rate()).min();
        }
        Found::Open => {
            let found = settle(case, law, relief::asks(case, law));
            decided.try_all(&found);
            if found.asks_own && base.is_none() {
                // It may turn out to be looked through, and then nothing is known of who is behind it.
                decided.highest_rate = decided.highest_rate.max(members::highest_without_treaty(case, law));
            }
            if let Some(open) = open {
                open(found);
            }
        }
    }
    decided.is_treaty_rate = decided.regime.is_some_and(|regime| !law.is_domestic(regime));
    decided
}

impl Withholding {
    /// The rate without a treaty.
    pub fn statutory_rate(&self) -> Option<Rate> {
        self.base.map(|(_, _, rate)| rate)
    }

    /// The holder's own rules, where it has any, lead on to the rows of a treaty.
    #[inline]
    pub(super) fn leads_to_treaty(&self, case: &Case) -> bool {
        case.kind.is_ordinary() || self.is_treaty_rate && self.rate.is_some()
    }

    /// How well the rule that decided, and that on the rate without a treaty, are evidenced: the weaker of the two.
    #[inline]
    pub fn evidence(&self) -> Option<Evidence> {
        let of_base = self.base.map(|(_, rule, _)| rule.evidence);
        self.rule.map(|rule| rule.evidence).max(of_base).max(self.evidence_of_members)
    }

    /// The amounts are open: what is undetermined is then not the rate.
    #[inline(never)]
    fn ask_for(&mut self, field: Field) {
        if self.status == Status::Determined {
            self.status = Status::Undetermined;
        }
        self.questions.insert(field);
    }

    /// Nothing is due, or can turn out to be.
    #[inline]
    pub(super) fn has_or_may_have_nothing_due(&self) -> bool {
        self.rate.is_some_and(|rate| rate.value().is_zero()) || self.may_exempt && self.status == Status::Undetermined
    }

    #[inline(never)]
    fn try_all(&mut self, open: &Open) {
        self.by_trial = true;
        self.may_exempt = open.may_exempt();
        self.highest_rate = open.rates.last().copied();
        self.regime = open.regime;
        match (open.not_stated, open.rule, &open.rates[..]) {
            // What the holder is treated as is asked for before anything is said of it.
            _ if open.asks_own => (self.status, self.questions) = (Status::Undetermined, open.questions),
            (Some((regime, rule)), ..) => {
                (self.status, self.regime, self.rule) = (without_rate(rule), regime, Some(rule));
            }
            (None, Some(rule), [only]) => (self.rule, self.rate) = (Some(rule), Some(*only)),
            _ => (self.status, self.questions) = (Status::Undetermined, open.questions),
        }
    }
}

/// The rate without a treaty of the day: where and by which row it is stated.
pub(super) type Base = (&'static Regime, &'static Rule, Rate);

/// What one regime, or the law as a whole, says of the rate.
#[derive(Clone, Copy, Debug)]
pub(super) enum Found {
    Rate {
        regime: Option<&'static Regime>,
        rule: &'static Rule,
        rate: Rate,
    },
    NotStated {
        regime: Option<&'static Regime>,
        rule: &'static Rule,
        at_most: Option<Rate>,
    },
    /// A fact is missing, or a condition is not known.
    Open,
}

/// Who is silent on the rate where a row has none: the law, or this program.
pub(super) fn without_rate(rule: &Rule) -> Status {
    if rule.effect == Effect::NotEncoded { Status::NotEncoded } else { Status::RateNotStated }
}

/// The rule that takes the holder or the distribution out before any rate is asked.
#[inline]
fn scope(case: &Case, law: &'static Law, trace: &mut impl Trace) -> Option<&'static Rule> {
    let own = law.rules_for(case, |holders| holders.scope).iter();
    let own = own.chain(law.rules_on(case, |distributions| distributions.scope));
    let own = own.chain(law.other_payer.filter(|_| case.payer.is_another()));
    let first = own.chain(law.scope).find(|rule| trace.ask(rule, case, 0) == Outcome::Met);
    first.filter(|rule| rule.effect != Effect::Taxable)
}

/// The rate that is due.
#[inline]
pub(super) fn decide(case: &Case, law: &'static Law, base: Option<Base>, trace: &mut impl Trace) -> Found {
    if case.kind.is_ordinary() { by_treaty(case, law, base, trace) } else { of_other_kind(case, law, base, trace) }
}

/// Of holders that rows do not name: what the law says of them before any treaty, which can lead on to it.
#[inline(never)]
fn of_other_kind(case: &Case, law: &'static Law, base: Option<Base>, trace: &mut impl Trace) -> Found {
    for rule in law.holders.own {
        match (trace.ask(rule, case, 0), rule.effect) {
            (Outcome::NotMet, _) => {}
            (Outcome::Unknown, _) => return Found::Open,
            (Outcome::Met, Effect::Withhold(rate)) => return Found::Rate { regime: None, rule, rate },
            (Outcome::Met, Effect::NoLimit) => return domestic(case, law, trace),
            (Outcome::Met, Effect::NotEncoded | Effect::OfEachMember) => return at_most(case, law, base, rule),
            (Outcome::Met, _) => break,
        }
    }
    by_treaty(case, law, base, trace)
}

/// What is not encoded of a holder: no more than without it. A state pays at most what it would by its treaty; of who is
/// looked through, others decide.
fn at_most(case: &Case, law: &'static Law, base: Option<Base>, rule: &'static Rule) -> Found {
    let without = match case.kind {
        HolderKind::Government => by_treaty(case, law, base, &mut Silent),
        _ => Found::Open,
    };
    match without {
        Found::Rate { regime, rate, .. } => Found::NotStated { regime, rule, at_most: Some(rate) },
        Found::NotStated { regime, at_most, .. } => Found::NotStated { regime, rule, at_most },
        Found::Open => Found::NotStated { regime: None, rule, at_most: None },
    }
}

/// The treaty's rate of the day where there is one and it is lower, else the domestic one.
fn by_treaty(case: &Case, law: &'static Law, base: Option<Base>, trace: &mut impl Trace) -> Found {
    let versions = law.regimes_with(case.residence);
    match in_force(case, versions) {
        InForce::Nothing => domestic(case, law, trace),
        InForce::One(regime) if !may_precede(case, law) => {
            match decide_under(case, law, regime, base, trace) {
                // Which rate there is without a treaty is not known, and it can be the lower one.
                Found::Rate { rate, .. } if base.is_none() && may_be_lower(case, law, rate) => Found::Open,
                found => found,
            }
        }
        InForce::One(_) | InForce::Several => {
            // The date is missing. Every regime is asked, so that the steps show what each would say.
            for regime in candidates(case, versions) {
                decide_under(case, law, regime, base, trace);
            }
            Found::Open
        }
    }
}

/// Whether the payment can have been before there was a treaty.
pub(super) fn may_precede(case: &Case, law: &'static Law) -> bool {
    if case.dividend.payment_date.is_some() {
        return false;
    }
    let earliest = case.dividend.entitlement_date.unwrap_or(Day::MIN).max(law.covers.first);
    let begins = law.regimes_with(case.residence).first().map(|first| first.span.first);
    begins > Some(earliest)
}

/// Whether some rate without a treaty that is possible on the dates of the case is lower.
fn may_be_lower(case: &Case, law: &'static Law, rate: Rate) -> bool {
    let mut rows = candidates(case, law.domestic).flat_map(|regime| regime.rows);
    rows.any(|rule| rule.rate_before_surtax() < Some(rate) && rule.test(case, 0) != Outcome::NotMet)
}

/// The rate under one regime, whatever its dates: the lower of its own and the domestic one, which is `base`.
pub(super) fn decide_under<T: Trace>(
    case: &Case,
    law: &'static Law,
    regime: &'static Regime,
    base: Option<Base>,
    trace: &mut T,
) -> Found {
    limited(case, law, regime, base, trace, |trace| domestic(case, law, trace))
}

/// The same, with what holds `without` a treaty.
#[inline]
pub(super) fn limited<T: Trace>(
    case: &Case,
    law: &'static Law,
    regime: &'static Regime,
    base: Option<Base>,
    trace: &mut T,
    without: impl FnOnce(&mut T) -> Found,
) -> Found {
    if let Some(entity) = case.taxed_entity() {
        return match through(case, law, regime, trace) {
            Through::Rows => limited(entity, law, regime, base, trace, without),
            Through::Nothing => without(trace),
            Through::Found(found) => found,
        };
    }
    match is_open_to(case, regime, trace) {
        Outcome::Met => {}
        Outcome::NotMet => return without(trace),
        Outcome::Unknown => return Found::Open,
    }
    if !case.kind.is_ordinary()
        && let Some(found) = not_resident(case, law, regime, trace)
    {
        return found;
    }
    if case.behind.is_some() {
        match through(case, law, regime, trace) {
            Through::Rows => {}
            Through::Nothing => return without(trace),
            Through::Found(found) => return found,
        }
    }
    if case.payer.deducts() {
        match deducted(case, law, regime, trace) {
            Some(Found::Rate { rule, .. }) => return of_row(regime, rule, base, trace, without),
            Some(found) => return found,
            None => {}
        }
    }
    if !T::IS_SILENT && case.limbs.is_some() && case.kind != HolderKind::Individual {
        regime.qualified.iter().for_each(|rule| {
            trace.ask(rule, case, 0);
        });
    }
    match first_row(case, regime, trace) {
        Some(rule) => of_row(regime, rule, base, trace, without),
        None => Found::Open,
    }
}

/// What is found of a holder of whom it is not settled that the treaty makes it a resident; nothing of others.
#[inline(never)]
fn not_resident(case: &Case, law: &'static Law, regime: &'static Regime, trace: &mut impl Trace) -> Option<Found> {
    for rule in law.holders.residents_under(regime) {
        match (trace.ask(rule, case, 0), rule.effect) {
            (Outcome::NotMet, _) => {}
            (Outcome::Unknown, _) => return Some(Found::Open),
            (Outcome::Met, Effect::NotEncoded) => {
                return Some(Found::NotStated { regime: Some(regime), rule, at_most: None });
            }
            (Outcome::Met, _) => return None,
        }
    }
    None
}

/// What a treaty says of who holds through an entity.
enum Through {
    /// Its rows are for the member.
    Rows,
    /// It has nothing for it.
    Nothing,
    Found(Found),
}

/// Whether a member has the treaty through the entities that it holds through.
#[inline(never)]
fn through(case: &Case, law: &'static Law, regime: &'static Regime, trace: &mut impl Trace) -> Through {
    if case.seen_through().is_none() {
        return Through::Rows;
    }
    for rule in law.holders.through_under(regime) {
        match (trace.ask(rule, case, 0), rule.effect) {
            (Outcome::NotMet, _) => {}
            (Outcome::Unknown, _) => return Through::Found(Found::Open),
            (Outcome::Met, Effect::NoBenefits) => return Through::Nothing,
            (Outcome::Met, Effect::NotEncoded) => {
                return Through::Found(Found::NotStated { regime: Some(regime), rule, at_most: None });
            }
            (Outcome::Met, _) => return Through::Rows,
        }
    }
    Through::Rows
}

/// What the treaty says of a dividend that the payer deducts from its income; nothing where its rows are for it.
#[inline(never)]
fn deducted(case: &Case, law: &'static Law, regime: &'static Regime, trace: &mut impl Trace) -> Option<Found> {
    let rules = law.deducted.iter().filter(|it| it.regimes.is_empty() || it.regimes.contains(&regime.id));
    for rule in rules.map(|it| &it.rule) {
        match (trace.ask(rule, case, 0), rule.effect) {
            (Outcome::NotMet, _) => {}
            (Outcome::Unknown, _) => return Some(Found::Open),
            (Outcome::Met, Effect::Withhold(rate)) => return Some(Found::Rate { regime: Some(regime), rule, rate }),
            (Outcome::Met, Effect::Taxable) => return None,
            (Outcome::Met, _) => return Some(Found::NotStated { regime: Some(regime), rule, at_most: None }),
        }
    }
    None
}

/// What remains of a treaty's row against the rate without it: the lower of the two.
fn of_row<T: Trace>(
    regime: &'static Regime,
    rule: &'static Rule,
    base: Option<Base>,
    trace: &mut T,
    without: impl FnOnce(&mut T) -> Found,
) -> Found {
    let limit = stated(regime, rule);
    match (limit, base) {
        _ if rule.effect == Effect::NoLimit => without(trace),
        // A treaty is measured against the tax before its surtax, which falls away with it. Equal means treaty.
        (Found::Rate { rate, .. }, Some((domestic, base_rule, base)))
            if base_rule.rate_before_surtax() < Some(rate) =>
        {
            trace.record(rule, Because::NotLower { domestic: base });
            Found::Rate { regime: Some(domestic), rule: base_rule, rate: base }
        }
        _ => limit,
    }
}

/// What a row states.
fn stated(regime: &'static Regime, rule: &'static Rule) -> Found {
    match (rule.rate(), rule.effect) {
        (Some(rate), _) => Found::Rate { regime: Some(regime), rule, rate },
        (None, Effect::RateNotStated { at_most }) => Found::NotStated { regime: Some(regime), rule, at_most },
        _ => Found::NotStated { regime: Some(regime), rule, at_most: None },
    }
}

/// Tells `found` of what is possible where all facts are known: one decision, or one for each row that turns on a condition
/// that is not known, and the one that holds if none of them does.
pub(super) fn decide_each(case: &Case, law: &'static Law, base: Option<Base>, mut found: impl FnMut(Found)) {
    match decide(case, law, base, &mut Silent) {
        Found::Open => each_row(case, law, base).into_iter().for_each(found),
        settled => found(settled),
    }
}

/// Nothing where some row that comes first is open for another reason.
#[inline(never)]
fn each_row(case: &Case, law: &'static Law, base: Option<Base>) -> Vec<Found> {
    let mut regimes = candidates(case, law.regimes_with(case.residence));
    let (Some(regime), None) = (regimes.next(), regimes.next()) else { return Vec::new() };
    if may_precede(case, law) || is_open_to(case, regime, &mut Silent) != Outcome::Met {
        return Vec::new();
    }
    let mut possible = Vec::new();
    for rule in regime.rows {
        let outcome = rule.test(case, 0);
        if outcome == Outcome::NotMet {
            continue;
        }
        if outcome == Outcome::Unknown && !rule.turns_on_what_is_not_known(case) {
            return Vec::new();
        }
        possible.push(of_row(regime, rule, base, &mut Silent, |silent| domestic(case, law, silent)));
        if outcome == Outcome::Met {
            break;
        }
    }
    possible
}

/// Whether the treaty's benefits are open to the holder: it passes the preconditions, and of the rules on who is entitled the
/// first that holds does not deny it.
fn is_open_to(case: &Case, regime: &'static Regime, trace: &mut impl Trace) -> Outcome {
    let mut preconditions = regime.preconditions.iter().map(|rule| trace.ask(rule, case, 0));
    if let Some(closed) = preconditions.find(|outcome| *outcome != Outcome::Met) {
        return closed;
    }
    for rule in regime.entitled {
        match trace.ask(rule, case, 0) {
            Outcome::NotMet => {}
            Outcome::Met if rule.effect == Effect::NoBenefits => return Outcome::NotMet,
            decided => return decided,
        }
    }
    Outcome::Met
}

/// The regimes whose dates the case can fall in.
pub(super) fn candidates(case: &Case, regimes: &'static [Regime]) -> impl Iterator<Item = &'static Regime> {
    // Without a payment date it is at least known that a dividend is not paid before entitlement to it.
    let paid = case.dividend.payment_date;
    let earliest = paid.or(case.dividend.entitlement_date).unwrap_or(Day::MIN);
    let possible = move |regime: &Regime| match paid {
        Some(day) => regime.span.contains(day),
        None => regime.span.last >= earliest,
    };
    let is_elected = move |regime: &Regime| regime.election.is_some_and(|it| it.test(case, 0) == Outcome::Met);
    let any_elected = paid.is_some() && regimes.iter().any(|regime| is_elected(regime) && possible(regime));
    regimes.iter().filter(move |regime| {
        possible(regime) && if regime.election.is_some() { is_elected(regime) } else { !any_elected }
    })
}

/// How many regimes the case can fall in.
enum InForce {
    Nothing,
    One(&'static Regime),
    Several,
}

/// The regime that the case falls in, where only one is possible. Of a payment whose date is known that takes one look at
/// the dates, which is what nearly every record costs.
#[inline]
fn in_force(case: &Case, regimes: &'static [Regime]) -> InForce {
    let Some(paid) = case.dividend.payment_date else { return search(case, regimes) };
    let mut found = InForce::Nothing;
    for regime in regimes.iter().filter(|regime| regime.span.contains(paid)) {
        match found {
            InForce::Nothing if regime.election.is_none() => found = InForce::One(regime),
            _ => return search(case, regimes),
        }
    }
    found
}

#[inline(never)]
fn search(case: &Case, regimes: &'static [Regime]) -> InForce {
    let mut regimes = candidates(case, regimes);
    match (regimes.next(), regimes.next()) {
        (None, _) => InForce::Nothing,
        (Some(regime), None) => InForce::One(regime),
        (Some(_), Some(_)) => InForce::Several,
    }
}

fn domestic(case: &Case, law: &'static Law, trace: &mut impl Trace) -> Found {
    match in_force(case, law.domestic) {
        InForce::One(regime) => rows(case, regime, trace),
        // The date is missing, and matters.
        InForce::Nothing | InForce::Several => Found::Open,
    }
}

/// The domestic rate of the day, when it is settled. Of several laws that may be that of the day, and say the same, the
/// first.
pub(super) fn base(case: &Case, law: &'static Law) -> Option<Base> {
    match in_force(case, law.domestic) {
        InForce::Nothing => None,
        InForce::One(regime) => match rows(case, regime, &mut Silent) {
            Found::Rate { rule, rate, .. } => Some((regime, rule, rate)),
            Found::NotStated { .. } | Found::Open => None,
        },
        InForce::Several => base_of_several(case, law),
    }
}

#[inline(never)]
fn base_of_several(case: &Case, law: &'static Law) -> Option<Base> {
    let mut found: Option<Base> = None;
    for regime in candidates(case, law.domestic) {
        let Found::Rate { rule, rate, .. } = rows(case, regime, &mut Silent) else { return None };
        match found {
            Some((_, first, same)) if same != rate || first.rate_before_surtax() != rule.rate_before_surtax() => {
                return None;
            }
            Some(_) => {}
            None => found = Some((regime, rule, rate)),
        }
    }
    found
}

/// What a regime of domestic law says.
pub(super) fn rows(case: &Case, regime: &'static Regime, trace: &mut impl Trace) -> Found {
    first_row(case, regime, trace).map_or(Found::Open, |rule| stated(regime, rule))
}

/// The first row that holds. An unknown row before it leaves the decision open.
fn first_row(case: &Case, regime: &'static Regime, trace: &mut impl Trace) -> Option<&'static Rule> {
    let mut open = false;
    for rule in regime.rows {
        match trace.ask(rule, case, 0) {
            Outcome::NotMet => {}
            Outcome::Unknown => open = true,
            Outcome::Met if open => break,
            Outcome::Met => return Some(rule),
        }
    }
    None
}
