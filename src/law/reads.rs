//! Which facts a condition looks at, so that an answer can say which of those that are stated none did.

use std::borrow::Cow;
use std::sync::LazyLock;

use super::{Condition, Effect, Ends, HoldingPeriod, LAWS, Law, Outcome, Regime, Rule, SecondFormLimit};
use crate::facts::{Case, Field, FieldSet, HolderKind};

impl Condition {
    /// Every fact that can decide how it comes out, whatever the others are.
    pub const fn reads(&self) -> FieldSet {
        match self {
            Condition::ResidentOf(..) | Condition::NotResidentOf(..) | Condition::ResidentOfAny(..) => {
                FieldSet::one(Field::Residence)
            }
            Condition::EstablishmentInJapan | Condition::NoEstablishmentInJapan => {
                FieldSet::one(Field::JapanPermanentEstablishment)
            }
            Condition::Kind(..) => FieldSet::of(&[Field::Kind, Field::FundTaxedAs, Field::CertifiedAs]),
            Condition::KindIn(..) | Condition::Noncorporate | Condition::NotIndividual => FieldSet::one(Field::Kind),
            Condition::PaidByAnother(..) => {
                FieldSet::of(&[Field::PayerName, Field::PayerCode, Field::PayerIsin, Field::PayerKind])
            }
            Condition::ExemptInJapan | Condition::StatesExemption(..) => FieldSet::one(Field::ExemptInJapan),
            Condition::HoldsThrough(..) => FieldSet::of(&[Field::Members, Field::Residence, Field::SeenThroughBy]),
            Condition::TaxedItself => FieldSet::one(Field::Kind),
            Condition::TaxedOnItsShare => FieldSet::one(Field::TaxedOnItsShare),
            Condition::FundTaxedAs(..) => FieldSet::one(Field::FundTaxedAs),
            Condition::BeneficialOwner | Condition::NotBeneficialOwner => FieldSet::one(Field::BeneficialOwner),
            Condition::VotingStock(_, holding) => OWNED.with(holding.reads()),
            Condition::DirectVotingStock(_, holding) => {
                OWNED.with(holding.reads()).with(FieldSet::one(Field::DirectOwnershipPercent))
            }
            // Who does not state the part of the issued shares holds as much of them as of the voting stock.
            Condition::NotLargeIndividual(..) => OWNED.with(FieldSet::of(&[Field::Kind, Field::IssuedPercent])),
            Condition::IssuedBelow(..) => OWNED.with(FieldSet::one(Field::IssuedPercent)),
            Condition::MeetsAdditionalRequirements => FieldSet::one(Field::MeetsAdditionalRequirements),
            Condition::StatesAdditionalRequirements
            | Condition::MeetsLobTest(..)
            | Condition::MeetsAnyLobTest(..)
            | Condition::MayMeetAnyLobTest(..) => {
                FieldSet::of(&[Field::MeetsAdditionalRequirements, Field::LimitationOnBenefits])
            }
            Condition::LobTestsNotStated => FieldSet::one(Field::LimitationOnBenefits),
            Condition::EntitledToBenefits => FieldSet::one(Field::EntitledToBenefits),
            Condition::EntitledToBenefitsFrom(..) => FieldSet::of(&[Field::EntitledToBenefits, Field::PaymentDate]),
            Condition::HeldThroughResidents(..) => {
                FieldSet::of(&[Field::DirectOwnershipPercent, Field::HeldThrough, Field::MeetsAdditionalRequirements])
            }
            Condition::SubjectToTax => FieldSet::one(Field::SubjectToTax),
            Condition::ElectsPriorTreaty => FieldSet::one(Field::ElectsPriorTreaty),
            Condition::Listed => FieldSet::of(&[Field::Listed, Field::PayerListedSince, Field::PayerListedUntil]),
            Condition::InvestmentIncomeAtMost(..) => FieldSet::one(Field::InvestmentIncome),
            Condition::NotFromBusiness => FieldSet::one(Field::PensionBusinessIncome),
            Condition::DividendIs(..) => FieldSet::one(Field::DividendKind),
            Condition::HoldsAds | Condition::HoldsShares => FieldSet::one(Field::Instrument),
            Condition::ApplicationBeforePayment => FieldSet::of(&[Field::ApplicationFiled, Field::PaymentDate]),
            Condition::SecondFormBy(limit) => FieldSet::one(Field::SecondFormFiled).with(limit.reads()),
            Condition::UsCitizen => FieldSet::one(Field::UsCitizen),
            Condition::UsPerson => FieldSet::one(Field::UsPerson),
            Condition::NotCapitalAsset => FieldSet::one(Field::CapitalAsset),
            Condition::InClass(..) => FieldSet::one(Field::SpecialClasses),
            Condition::TaxYearBeginsBefore(..) | Condition::TaxYearBeginsFrom(..) => {
                FieldSet::of(&[Field::TaxYearBegins, Field::PaymentDate, Field::SaleDate])
            }
            Condition::ConversionYearBeginsFrom(..) => FieldSet::of(&[Field::TaxYearBegins, Field::ConvertedOn]),
            Condition::PaidBefore(..) | Condition::PaidFrom(..) => FieldSet::one(Field::PaymentDate),
            Condition::HasHedgedDays => FieldSet::one(Field::Hedged),
            Condition::PersonalCurrency => FieldSet::one(Field::PersonalCurrency),
            Condition::FinancialServices => FieldSet::one(Field::FinancialServices),
            Condition::Pfic | Condition::NotPfic => FieldSet::one(Field::Pfic),
            Condition::HeldAroundExDate { .. } | Condition::HeldByRecipient { .. } => {
                FieldSet::of(&[Field::HeldSince, Field::Lots, Field::Hedged, Field::ExDate])
            }
            Condition::FilesAs(..) => FieldSet::one(Field::FilingStatus),
            Condition::ElectsNoLimitation => FieldSet::one(Field::ElectsNoLimitation),
            Condition::TakesAdjustmentException => FieldSet::one(Field::ElectsAdjustmentException),
            Condition::OnPayeeStatements => FieldSet::one(Field::PayeeStatements),
            Condition::Sale(condition) => condition.reads(),
            Condition::Limit(condition) => condition.reads(),
            // The company's figures are no facts of a holder, and what is not known or taken to be so is read from none.
            Condition::NotKnown(..) | Condition::CapitalLikeVotes | Condition::Company(_) => FieldSet::NONE,
        }
    }
}

/// The part of the voting stock, whichever way it is stated.
const OWNED: FieldSet = FieldSet::of(&[Field::OwnershipPercent, Field::OwnershipHistory]);

/// What the holder's group held, or else the holder.
pub(super) const GROUP: FieldSet = OWNED.with(FieldSet::one(Field::GroupIssued));

impl HoldingPeriod {
    /// Beside how much is held: since and until when, and the dates of the period.
    const fn reads(self) -> FieldSet {
        match self {
            HoldingPeriod::OnEntitlement => FieldSet::of(&[Field::EntitlementDate, Field::SaleDate]),
            HoldingPeriod::OnAccountingPeriodEnd => Ends::AccountingPeriod.reads(),
            // No holding that is stated to end before the entitlement date is one of it.
            HoldingPeriod::Throughout(_, ends @ (Ends::BeforePayment | Ends::Payment)) => {
                FieldSet::of(&[Field::HeldSince, Field::HeldUntil]).with(ends.reads())
            }
            HoldingPeriod::Throughout(_, ends) => FieldSet::one(Field::HeldSince).with(ends.reads()),
            HoldingPeriod::Including(_) => {
                FieldSet::of(&[Field::HeldSince, Field::HeldUntil]).with(Ends::Entitlement.reads())
            }
            HoldingPeriod::WhicheverEnd(_) => FieldSet::of(&[Field::HeldSince, Field::HeldUntil])
                .with(Ends::AccountingPeriod.reads())
                .with(Ends::Payment.reads()),
            HoldingPeriod::PriorYearToPayment { .. } => {
                FieldSet::of(&[Field::HeldSince, Field::PaymentDate, Field::FiscalYearEnd, Field::PayerFiscalYearEnd])
            }
        }
    }
}

impl Ends {
    const fn reads(self) -> FieldSet {
        match self {
            Ends::Entitlement => FieldSet::one(Field::EntitlementDate),
            Ends::AccountingPeriod => FieldSet::of(&[Field::AccountingPeriodEnd, Field::EntitlementDate]),
            Ends::BeforePayment | Ends::Payment => FieldSet::one(Field::PaymentDate),
        }
    }
}

impl SecondFormLimit {
    const fn reads(self) -> FieldSet {
        match self {
            SecondFormLimit::MonthsAfterFiscalYearEnd { .. } => {
                FieldSet::of(&[Field::FiscalYearEnd, Field::PayerFiscalYearEnd, Field::EntitlementDate])
            }
            SecondFormLimit::MonthsFromDayAfterRecordDate { .. } => {
                FieldSet::of(&[Field::RecordDate, Field::EntitlementDate])
            }
        }
    }
}

impl Rule {
    /// The facts that its conditions look at for such a holder.
    fn reads(&self, kind: HolderKind) -> FieldSet {
        let read = |condition: &Condition| match condition {
            // Of others than individuals it looks no further than at the kind.
            Condition::NotLargeIndividual(_) if kind != HolderKind::Individual => FieldSet::one(Field::Kind),
            _ => condition.reads(),
        };
        self.when.iter().map(read).collect()
    }
}

impl Regime {
    /// The facts that decide whether it applies, which of its rows, and what it takes.
    pub(super) fn reads(&self, kind: HolderKind) -> FieldSet {
        let rules = self.preconditions.iter().chain(self.entitled).chain(self.actions).chain(self.rows);
        let elected = self.election.iter().map(Condition::reads);
        rules.map(|rule| rule.reads(kind)).chain(elected).collect()
    }
}

/// The facts that the blocks of a law look at, worked out once.
#[derive(Clone, Debug)]
pub struct LawReads {
    /// Who and what is outside, and what is noted.
    pub scope: FieldSet,
    /// Of individuals, and of others, for each of the regimes without a treaty.
    domestic: Vec<[FieldSet; 2]>,
    /// Of holders that rows do not name.
    pub holders: FieldSet,
    pub application: FieldSet,
    pub second_form: FieldSet,
    pub us_holder: FieldSet,
    pub us_excluded: FieldSet,
    /// The rates and categories, and what is noted and to be done.
    pub us_income: FieldSet,
    /// Of a conversion of the yen.
    pub us_currency: FieldSet,
    /// How long shares are held for the credit.
    pub us_credit: FieldSet,
}

impl LawReads {
    fn of(law: &Law) -> LawReads {
        let of = |rule: &Rule| rule.reads(HolderKind::Individual);
        let all = |rules: &[Rule]| rules.iter().map(of).collect::<FieldSet>();
        let us = &law.us;
        let kinds = [HolderKind::Individual, HolderKind::Corporation];
        let noted = all(us.rates).with(all(us.categories)).with(all(us.notes)).with(all(us.actions));
        LawReads {
            scope: all(law.scope).with(all(law.japan_notes)),
            domestic: law.domestic.iter().map(|regime| kinds.map(|kind| regime.reads(kind))).collect(),
            holders: all(law.holders.own)
                .with(all(law.holders.us_holder))
                .with(all(law.holders.us_excluded))
                .with(law.holders.through.iter().map(|it| of(&it.rule)).collect())
                .with(law.holders.residents.iter().map(|it| of(&it.rule)).collect()),
            application: of(&law.relief.application),
            second_form: of(&law.relief.second_form),
            us_holder: all(us.holder),
            us_excluded: us.all_excluded().map(of).collect(),
            us_income: us
                .personal
                .map_or(noted, |rules| noted.with(of(&rules.qualified_corporation)).with(of(&rules.investment_tax))),
            us_currency: us.personal.map_or(FieldSet::NONE, |rules| {
                let of_loss = of(&rules.personal_currency_loss);
                of(&rules.personal_currency_character).with(of(&rules.personal_currency)).with(of_loss)
            }),
            us_credit: us
                .credit_limits
                .map_or(FieldSet::NONE, |limits| of(&limits.holding_since).with(of(&limits.holding))),
        }
    }

    /// Of one of the regimes without a treaty.
    pub fn of_domestic(&self, at: usize, kind: HolderKind) -> FieldSet {
        let [individuals, others] = self.domestic.get(at).copied().unwrap_or_default();
        if kind == HolderKind::Individual { individuals } else { others }
    }
}

impl Law {
    /// The facts that the rules on a sale look at which such a holder is held against; those of the United States on the
    /// gain itself only `with_figures`.
    pub fn sale_reads(&'static self, case: &Case, with_figures: bool) -> FieldSet {
        let chapter = &self.gains;
        let outside = self.rules_for(case, |holders| holders.scope).iter().chain(self.other_payer).chain(self.scope);
        let assessed = chapter.japan.iter().filter_map(|rule| match rule.effect {
            Effect::Assessed(kind) => Some(kind),
            _ => None,
        });
        let treaties = assessed.flat_map(|kind| chapter.treaty_rows(kind, case.residence));
        let japan = outside.chain(chapter.japan).chain(treaties).chain(chapter.japan_notes);
        let us = self
            .us
            .holder
            .iter()
            .chain(self.us.all_excluded())
            .chain(self.holders.us_holder)
            .chain(self.holders.us_excluded);
        let figures = chapter.us_rules().filter(|_| with_figures);
        // A rule on other kinds of holders is none that this one is held against.
        let is_on_it = |rule: &&Rule| {
            let on_kind = rule.when.iter().filter(|condition| condition.reads() == FieldSet::one(Field::Kind));
            on_kind.map(|condition| condition.test(case, 0)).all(|outcome| outcome != Outcome::NotMet)
        };
        japan.chain(us).chain(figures).filter(is_on_it).map(|rule| rule.reads(case.kind)).collect()
    }

    /// The facts that its blocks of rules look at.
    pub fn reads(&self) -> Cow<'static, LawReads> {
        static KNOWN: LazyLock<Vec<LawReads>> = LazyLock::new(|| LAWS.iter().map(|law| LawReads::of(law)).collect());
        let known = LAWS.iter().position(|law| std::ptr::eq(*law, self)).and_then(|at| KNOWN.get(at));
        known.map_or_else(|| Cow::Owned(LawReads::of(self)), Cow::Borrowed)
    }
}
