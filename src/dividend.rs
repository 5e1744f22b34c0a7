//! The whole chain for one dividend: withheld, refundable, creditable, taxed.

mod amounts;
mod members;
mod next;
mod unused;

use crate::answer::{
    Assumed, Assumption, DividendAnswer, Japan, MemberAnswer, OtherLaw, Silent, Status, Step, Steps, Todo, Us,
};
use crate::facts::{Case, DividendKind, Field, FieldSet, Filing, HolderKind, Instrument, Ownership, SeenThroughBy};
use crate::japan::{self, Prior, Withholding};
use crate::law::{self, Action, Effect, Law, Outcome, Papers, Rule, WithSigns};
use crate::units::Rate;
use crate::us::{self, UsDecision};

pub use amounts::Amounts;
pub use members::each_member;
pub use next::Next;
pub use unused::unused;

/// Answers for one holder and one dividend under one law. Cannot fail on a valid case.
pub fn determine<'a>(case: &'a Case, law: &'static Law) -> DividendAnswer<'a> {
    let mut steps = Steps::default();
    let (decided, japan) = japan::withhold(case, law, &mut steps);
    let members = members::answers(case, law);
    let steps_of_japan = steps.0.len();
    let (us_decided, us) = us::tax(case, law, &decided, &japan, &mut steps);
    let Steps(steps) = steps;
    let other_law = other_law(case, law, &japan);
    DividendAnswer {
        comparison: japan::compare_with(case, law, &decided, &japan),
        next_tier: japan::next_tier(case, &japan),
        actions: match case.has_members() {
            true => members::actions(case, law, &members),
            false => members::of_member(case, actions(case, law, &japan, &us)),
        },
        assumptions: assumptions(case, law, &japan, &us, &steps),
        unused: unused(case, law, &decided, &us_decided, japan.gross.is_some()),
        notes: notes(case, law, &japan, &us, &steps, &members),
        other_tests: japan::other_tests(case, law),
        members,
        other_law,
        steps_of_japan,
        steps,
        case,
        law,
        japan,
        us,
    }
}

/// Everything that is decided of one dividend of one holder: the rules and the rates, without any amount.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Decision {
    pub law: &'static Law,
    pub japan: Withholding,
    pub prior: Prior,
    pub us: UsDecision,
    /// What another law that covers the payment says is due to Japan, where it says something else.
    pub other_rate: Option<Rate>,
    /// Where the law is a summary: the law in force that covers the payment as well, and what is withheld by that.
    pub in_force: Option<(&'static Law, Withholding)>,
}

/// What is wanted of a decision beside what Japan withholds: the rest need not be decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wants {
    pub united_states: bool,
    /// The rate under the oldest version of the treaty.
    pub prior: bool,
    /// The rate of another law that covers the payment.
    pub other_law: bool,
    /// The forms, their way and the last day to claim.
    pub next: bool,
    /// The facts that nothing used.
    pub unused: bool,
}

impl Wants {
    pub const ALL: Wants = Wants { united_states: true, prior: true, other_law: true, next: true, unused: true };
}

/// The same decision as of [`determine`], for who wants no explanation. Nothing is allocated unless a fact is missing that
/// matters.
#[inline]
pub fn decide(case: &Case, law: &'static Law) -> Decision {
    decide_only(&WithSigns::of(case), law, Wants::ALL)
}

/// The same of what is wanted alone. What is not has nothing in it.
pub fn decide_only(case: &WithSigns<'_>, law: &'static Law, wants: Wants) -> Decision {
    let japan = japan::decided(case, law, &mut Silent, drop);
    let us = match wants.united_states {
        true => us::decide(case, law, &japan, &mut Silent, |_, _| {}),
        false => UsDecision::NOT_ASKED,
    };
    let prior = if wants.prior { japan::prior(case, law, &japan) } else { Prior::default() };
    let mut decision = Decision { law, japan, prior, us, other_rate: None, in_force: None };
    match law.is_enacted {
        true if wants.other_law => decision.other_rate = other_rate(case, law, &decision.japan),
        // What is next to do is held to the law in force.
        false if wants.other_law || wants.next => decision.ask_others(case),
        _ => {}
    }
    decision
}

impl Decision {
    /// The facts that would settle what Japan withholds, the fewest there are.
    #[inline]
    pub fn missing(&self) -> FieldSet {
        self.japan.questions
    }

    /// The facts that are stated of the holder itself and that no rule and no amount used.
    #[inline]
    pub fn unused(&self, case: &Case, has_gross: bool) -> FieldSet {
        unused(case, self.law, &self.japan, &self.us, has_gross)
    }
}

/// What another law that covers the payment says of Japan's rate, due or withheld, where it differs.
pub fn other_law(case: &Case, law: &'static Law, japan: &Japan) -> Option<OtherLaw> {
    if case.behind.is_some() {
        // One law answers for all behind a holder.
        return None;
    }
    let said = |japan: &Japan| (japan.status, japan.rate, japan.at_source_rate());
    law::others(law, case, case.dividend.payment_date?).find_map(|other| {
        let says = japan::withhold(case, other, &mut Silent).1;
        (said(&says) != said(japan)).then_some(OtherLaw { law: other, japan: says })
    })
}

/// The rate due of another law that covers the payment, where it says something else; none as well where it states no
/// single rate. Of payments that only one law covers this costs no decision.
#[inline]
fn other_rate(case: &WithSigns<'_>, law: &'static Law, japan: &Withholding) -> Option<Rate> {
    law::others(law, case, case.dividend.payment_date.filter(|_| case.behind.is_none())?).find_map(|other| {
        let rate = japan::rate_due(case, other);
        rate.filter(|_| rate != japan.rate)
    })
}

impl Decision {
    /// Of a summary: the rate due under another law that covers the payment, where it says something else, and what the law
    /// in force says.
    #[inline(never)]
    fn ask_others(&mut self, case: &WithSigns<'_>) {
        let Some(paid) = case.dividend.payment_date else { return };
        // One law answers for all behind a holder.
        let is_alone = case.behind.is_none();
        for other in law::others(self.law, case, paid) {
            let is_in_force = other.is_enacted && self.in_force.is_none() && !case.has_members();
            let rate = if is_in_force {
                self.in_force.insert((other, japan::decided(case, other, &mut Silent, drop))).1.rate
            } else if is_alone {
                japan::rate_due(case, other)
            } else {
                None
            };
            self.other_rate = self.other_rate.or(rate.filter(|_| is_alone && rate != self.japan.rate));
        }
    }
}

fn actions(case: &Case, law: &'static Law, japan: &Japan, us: &Us) -> Vec<Todo> {
    let mut actions = japan::todos(case, law, japan);
    if !case.kind.is_ordinary() {
        let due = case.dividend.payment_date.map(|paid| paid.plus_days(-1));
        actions.extend(shown(case, law).map(|(rule, action, _)| Todo { rule, action, due }));
    }
    hold_to_the_law_in_force(case, law, &mut actions);
    if us.us_holder == Some(true) {
        let due = law.us.actions.iter().filter(|rule| rule.test(case, 0) == Outcome::Met);
        actions.extend(due.filter_map(|rule| match rule.effect {
            Effect::Action(action, _) => Some(Todo { rule, action, due: None }),
            _ => None,
        }));
    }
    actions
}

/// What a holder shows that Japan exempts of itself.
fn shown(case: &Case, law: &'static Law) -> impl Iterator<Item = (&'static Rule, Action, Papers)> {
    let rules = law.holders.exempt_actions.iter().filter(|rule| rule.test(case, 0) == Outcome::Met);
    rules.filter_map(|rule| match rule.effect {
        Effect::Action(action, papers) => Some((rule, action, papers)),
        _ => None,
    })
}

/// Nothing is to be done for Japan because a summary says so which the law in force contradicts: no form for a rate that it
/// withholds without one, no claim of what it does not give back, no shortfall that it does not find, and nothing later than
/// the day it is due by.
fn hold_to_the_law_in_force(case: &Case, law: &'static Law, actions: &mut Vec<Todo>) {
    let Some(paid) = case.dividend.payment_date.filter(|_| !law.is_enacted) else { return };
    let Some(in_force) = law::others(law, case, paid).find(|other| other.is_enacted) else { return };
    let says = japan::withhold(case, in_force, &mut Silent).1;
    let asked = japan::todos(case, in_force, &says);
    let same = |action: Action| asked.iter().find(|todo| todo.action == action);
    let mut claims_in_vain = false;
    actions.retain_mut(|todo| {
        // Proofs go with the application, or with the claim, whatever each law calls them.
        let stands = match todo.action {
            Action::FileProofs | Action::AttachProofs => same(Action::FileApplication).or(same(Action::ClaimRefund)),
            action => same(action),
        };
        let due = stands.filter(|it| it.action == todo.action).and_then(|it| it.due);
        todo.due = todo.due.into_iter().chain(due.filter(|_| todo.due.is_some())).min();
        claims_in_vain |= todo.action == Action::ClaimRefund && stands.is_none();
        stands.is_some()
    });
    // What is withheld above the lower rate of domestic law is not for the tax authority to give back.
    actions.extend(asked.into_iter().filter(|todo| claims_in_vain && todo.action == Action::CorrectExcess));
}

fn notes(
    case: &Case,
    law: &'static Law,
    japan: &Japan,
    us: &Us,
    steps: &[Step],
    members: &[MemberAnswer<'_>],
) -> Vec<&'static Rule> {
    let holds = |rule: &&'static Rule| rule.test(case, 0) == Outcome::Met;
    let japan_speaks = japan.status != Status::NotAddressed;
    let on_japan = law.japan_notes.iter();
    let on_treaty = law.treaty_notes.iter().filter(|_| japan_speaks && japan.is_treaty_rate(law));
    let open_list = law
        .open_list
        .iter()
        .filter(|_| japan_speaks && law.regimes_with(case.residence).is_empty() && japan.regime.is_some());
    // A row that turns on what is not known here is told, with the article to look at.
    let open = steps.iter().filter(|step| step.outcome == Outcome::Unknown).map(|step| step.rule);
    let not_known = open
        .filter(|rule| japan.status == Status::Undetermined && japan.rate.is_none() && rule.asks_what_is_not_known());
    let on_us = law.us.notes.iter().filter(|_| us.income.is_some());
    let is_open = japan.status == Status::Undetermined && japan.rate.is_none() && case.seen_through().is_some();
    let direct = law.holders.direct.iter().filter(|_| {
        let mut open = steps.iter().filter(|step| step.outcome == Outcome::Unknown);
        is_open && open.any(|step| step.rule.turns_on_what_is_not_known(case))
    });
    let not_known = not_known.chain(direct);
    // What is not known of one behind a holder is told of the whole.
    let of_members = members.iter().flat_map(|member| member.answer.notes.iter().copied());
    let mut told: Vec<&'static Rule> = Vec::new();
    for rule in of_members.filter(|rule| rule.asks_what_is_not_known()) {
        if !told.contains(&rule) {
            told.push(rule);
        }
    }
    let not_known = not_known.chain(told);
    let always = on_japan.chain(on_treaty).chain(open_list).chain(on_us).filter(holds);
    not_known.chain(always).chain(us::credit_notes(law, japan, us)).collect()
}

/// The facts that were taken to be the ordinary ones and that a rule looked at.
fn assumptions(case: &Case, law: &'static Law, japan: &Japan, us: &Us, steps: &[Step]) -> Vec<Assumption> {
    let mut list = Vec::new();
    let mut add = |is_assumed: bool, field: Field, value: Assumed| {
        if is_assumed {
            list.push(Assumption { field, value });
        }
    };
    let dividend = &case.dividend;
    let taxed = japan.status != Status::NotAddressed && dividend.kind.get() != Some(DividendKind::StockSplit);
    // Who holds for others, and who is resident of no state, has no treaty of its own.
    let has_none = case.kind == HolderKind::InternationalOrganization || case.is_seen_through();
    let under_treaty = taxed && !has_none && !law.regimes_with(case.residence).is_empty();
    let has_income = us.income.is_some();

    let assumed_small = matches!(case.ownership, Ownership::Constant { percent, .. } if percent.is_assumed());
    let may_be_parent = matches!(case.kind, HolderKind::Ric | HolderKind::Fund) && japan.rate.is_some();
    add(
        assumed_small && (has_income || may_be_parent),
        Field::OwnershipPercent,
        Assumed::Word(word!("under 10", "10未満")),
    );
    add(case.instrument.is_assumed(), Field::Instrument, Assumed::Word(Instrument::Share.name()));
    let pension = case.is_of_kind(HolderKind::PensionFund) == Some(true) && under_treaty;
    add(pension && case.pension_business_income.is_assumed(), Field::PensionBusinessIncome, Assumed::Is(false));
    let asked = case.residence != crate::units::Country::JAPAN;
    let establishment = asked && case.japan_permanent_establishment.is_assumed();
    add(establishment, Field::JapanPermanentEstablishment, Assumed::Is(false));
    let owner = (under_treaty || us.us_holder == Some(true)) && case.beneficial_owner.is_assumed();
    add(owner, Field::BeneficialOwner, Assumed::Is(true));
    let asset = has_income || us.status == Status::Undetermined;
    add(asset && case.capital_asset.is_assumed(), Field::CapitalAsset, Assumed::Is(true));
    let owner = case.beneficial_owner.get() == Some(true);
    let citizen = owner && case.kind == HolderKind::Individual && us.us_holder == Some(false);
    add(citizen && case.us_citizen.is_assumed(), Field::UsCitizen, Assumed::Is(false));
    if under_treaty && (japan.is_treaty_rate(law) || japan.rate.is_none()) {
        let in_time = Assumed::Word(word!("in time", "期限内"));
        // Who had more withheld than is due with the forms cannot have had them in time.
        let missed = japan.is_over() && (dividend.withheld.is_some() || japan.in_dollars.is_some());
        add(!missed && case.relief.application == Filing::Assumed, Field::ApplicationFiled, in_time);
        let second = case.is_ads() && case.relief.second_form == Filing::Assumed;
        add(!missed && second, Field::SecondFormFiled, in_time);
    }
    let abroad = case.kind == HolderKind::Partnership && case.residence != crate::units::Country::JAPAN;
    let unsaid = case.has_members() && case.seen_through_by.is_none();
    add(abroad && unsaid, Field::SeenThroughBy, Assumed::Word(SeenThroughBy::Residence.name()));
    let one_date = match (dividend.entitlement_date, dividend.payment_date) {
        (Some(_), None) => {
            Some((Field::PaymentDate, word!("within a year of the entitlement date", "権利確定日から1年以内")))
        }
        (None, Some(_)) if case.kind == HolderKind::Corporation => {
            Some((Field::EntitlementDate, word!("within a year before the payment date", "支払日前1年以内")))
        }
        (None, None) if dividend.record_date.is_some() => {
            Some((Field::PaymentDate, word!("within a year of the record date", "基準日から1年以内")))
        }
        (None, None) if dividend.ex_date.is_some() => {
            Some((Field::PaymentDate, word!("within a year of the ex-dividend date", "配当落ち日から1年以内")))
        }
        _ => None,
    };
    if let Some((field, value)) = one_date {
        add(under_treaty, field, Assumed::Word(value));
    }
    let counts_for_credit = us.income.iter().flat_map(|it| &it.lots).any(|lot| lot.credited.is_some());
    let counted =
        has_income && (case.kind != HolderKind::Corporation && dividend.ex_date.is_some() || counts_for_credit);
    let still_held = (0..case.lot_count()).any(|lot| case.lot(lot).disposed.is_none());
    let held = Assumed::Word(word!("still held where no day is stated", "日の記載がない取得口は引き続き保有"));
    add(counted && still_held, Field::LotsDisposed, held);
    if has_income {
        if let (None, Some(begins)) = (case.us.tax_year_begins, case.tax_year_begins()) {
            add(true, Field::TaxYearBegins, Assumed::On(begins));
        }
        add(case.us.financial_services.is_assumed(), Field::FinancialServices, Assumed::Is(false));
        add(case.us.pfic.is_assumed(), Field::Pfic, Assumed::Is(false));
    }
    add(dividend.kind.is_assumed(), Field::DividendKind, Assumed::Word(DividendKind::Cash.name()));
    if case.is_ads() {
        if let (true, None, Some(paid)) = (has_income, dividend.depositary_receipt_date, dividend.payment_date) {
            add(true, Field::DepositaryReceiptDate, Assumed::On(paid));
        }
        let usual = case.fiscal_year_end(law.relief.fiscal_year_end_month).filter(|_| under_treaty);
        match law.relief.second_form_limit.counted_from() {
            Field::RecordDate => {
                let entitled = dividend.entitlement_date.filter(|_| under_treaty && dividend.record_date.is_none());
                entitled.into_iter().for_each(|day| add(true, Field::RecordDate, Assumed::On(day)));
            }
            _ => {
                let usual = usual.filter(|_| dividend.fiscal_year_end.is_none());
                usual.into_iter().for_each(|end| add(true, Field::FiscalYearEnd, Assumed::On(end)));
            }
        }
    }
    if taxed {
        japan::assumptions(case, law, steps).into_iter().for_each(|it| add(true, it.field, it.value));
    }
    add(has_income && dividend.earnings_and_profits.is_assumed(), Field::EarningsAndProfits, Assumed::Hundred);
    us::limitation_assumptions(case, law, us).into_iter().for_each(|it| add(true, it.field, it.value));
    // What is asked for is not assumed.
    list.retain(|assumption| !japan.questions.contains(&assumption.field));
    list
}
