//! The names of facts: what assumptions list and questions ask for.

/// A fact of a profile that an answer can assume or ask for, in the order it is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    OwnershipPercent,
    IssuedPercent,
    DirectOwnershipPercent,
    HeldSince,
    HeldUntil,
    LotsDisposed,
    Instrument,
    PensionBusinessIncome,
    MeetsAdditionalRequirements,
    LimitationOnBenefits,
    EntitledToBenefits,
    SubjectToTax,
    ElectsPriorTreaty,
    JapanPermanentEstablishment,
    BeneficialOwner,
    CapitalAsset,
    UsCitizen,
    UsPerson,
    ApplicationFiled,
    SecondFormFiled,
    TaxYearBegins,
    FinancialServices,
    Pfic,
    DividendKind,
    EntitlementDate,
    RecordDate,
    AccountingPeriodEnd,
    ExDate,
    PaymentDate,
    DepositaryReceiptDate,
    FiscalYearEnd,
    EarningsAndProfits,
    Listed,
    InvestmentIncome,
    BasisUsd,
    SaleKind,
    SaleDate,
    SaleShares,
    SalePrice,
    SaleSpot,
    SaleLots,
    SaleBasis,
    LotCost,
    LotSpot,
    AcquiredBy,
    SalePfic,
    GroupIssued,
    GroupBeforeYear,
    GroupInYear,
    GroupSold,
    RealEstateCompany,
    SaleListed,
    PresentInJapan,
    OptionShares,
    TaxedInResidence,
    PersonalCurrency,
    OtherPreferentialIncome,
    ModifiedAdjustedGrossIncome,
    NetInvestmentIncome,
    TaxBeforeCredit,
    TaxableIncome,
    FilingStatus,
    PersonalExemptions,
    OtherForeignIncome,
    OtherForeignPreferential,
    OtherForeignTax,
    ForeignIncomeDeductions,
    ElectsAdjustmentException,
    ElectsNoLimitation,
}

impl Field {
    /// Every field, in order.
    pub const ALL: &'static [Field] = &[
        Field::OwnershipPercent,
        Field::IssuedPercent,
        Field::DirectOwnershipPercent,
        Field::HeldSince,
        Field::HeldUntil,
        Field::LotsDisposed,
        Field::Instrument,
        Field::PensionBusinessIncome,
        Field::MeetsAdditionalRequirements,
        Field::LimitationOnBenefits,
        Field::EntitledToBenefits,
        Field::SubjectToTax,
        Field::ElectsPriorTreaty,
        Field::JapanPermanentEstablishment,
        Field::BeneficialOwner,
        Field::CapitalAsset,
        Field::UsCitizen,
        Field::UsPerson,
        Field::ApplicationFiled,
        Field::SecondFormFiled,
        Field::TaxYearBegins,
        Field::FinancialServices,
        Field::Pfic,
        Field::DividendKind,
        Field::EntitlementDate,
        Field::RecordDate,
        Field::AccountingPeriodEnd,
        Field::ExDate,
        Field::PaymentDate,
        Field::DepositaryReceiptDate,
        Field::FiscalYearEnd,
        Field::EarningsAndProfits,
        Field::Listed,
        Field::InvestmentIncome,
        Field::BasisUsd,
        Field::SaleKind,
        Field::SaleDate,
        Field::SaleShares,
        Field::SalePrice,
        Field::SaleSpot,
        Field::SaleLots,
        Field::SaleBasis,
        Field::LotCost,
        Field::LotSpot,
        Field::AcquiredBy,
        Field::SalePfic,
        Field::GroupIssued,
        Field::GroupBeforeYear,
        Field::GroupInYear,
        Field::GroupSold,
        Field::RealEstateCompany,
        Field::SaleListed,
        Field::PresentInJapan,
        Field::OptionShares,
        Field::TaxedInResidence,
        Field::PersonalCurrency,
        Field::OtherPreferentialIncome,
        Field::ModifiedAdjustedGrossIncome,
        Field::NetInvestmentIncome,
        Field::TaxBeforeCredit,
        Field::TaxableIncome,
        Field::FilingStatus,
        Field::PersonalExemptions,
        Field::OtherForeignIncome,
        Field::OtherForeignPreferential,
        Field::OtherForeignTax,
        Field::ForeignIncomeDeductions,
        Field::ElectsAdjustmentException,
        Field::ElectsNoLimitation,
    ];

    /// The dotted path in a profile.
    pub fn path(self) -> &'static str {
        self.describe().0
    }

    /// The question that settles it.
    pub fn question(self) -> &'static str {
        self.describe().1
    }

    /// The same about a sale, where the question differs.
    pub fn question_about_sale(self) -> &'static str {
        match self {
            Field::OwnershipPercent => {
                "What percentage of the company's voting stock does the holder own on the day of the sale?"
            }
            Field::HeldSince => "On which day were the shares acquired (held_since, or acquired of each lot)?",
            _ => self.question(),
        }
    }

    fn describe(self) -> (&'static str, &'static str) {
        match self {
            Field::OwnershipPercent => (
                "ownership_percent",
                "What percentage of the payer's voting stock does the holder own on the entitlement date?",
            ),
            Field::HeldSince => ("held_since", "Since which day has the holder held this without a break?"),
            Field::HeldUntil => ("held_until", "Until which day did, or will, the holder hold this without a break?"),
            Field::LotsDisposed => ("lots.disposed", "When was the lot disposed of?"),
            Field::Instrument => ("instrument", "Does the holder hold shares or ADSs?"),
            Field::PensionBusinessIncome => {
                ("pension_business_income", "Does the dividend derive from carrying on a business?")
            }
            Field::MeetsAdditionalRequirements => (
                "meets_additional_requirements",
                "Does the holder meet the treaty's further conditions for its 0% row (limitation on benefits)?",
            ),
            Field::JapanPermanentEstablishment => (
                "japan_permanent_establishment",
                "Is the dividend attributable to a permanent establishment of the holder in Japan?",
            ),
            Field::BeneficialOwner => ("beneficial_owner", "Is the holder the beneficial owner of the dividend?"),
            Field::CapitalAsset => ("capital_asset", "Does the holder hold the shares as a capital asset?"),
            Field::UsCitizen => ("us_citizen", "Is the holder a citizen of the United States?"),
            Field::UsPerson => (
                "us_person",
                "Is the estate or trust taxed by the United States as a domestic one (its income wherever it arises, \
                 or a United States court and United States persons in control)?",
            ),
            Field::ApplicationFiled => ("relief.application_filed", "When was the application for relief filed?"),
            Field::SecondFormFiled => ("relief.second_form_filed", "When did the depositary file the second form?"),
            Field::TaxYearBegins => ("us.tax_year_begins", "When does the holder's tax year begin?"),
            Field::FinancialServices => {
                ("us.financial_services", "Is the holder in a banking, insurance or financing business?")
            }
            Field::Pfic => (
                "us.pfic",
                "Is the company a passive foreign investment company in its year of the dividend or the year before?",
            ),
            Field::DividendKind => ("dividend.kind", "Is it a cash dividend or a stock split?"),
            Field::EntitlementDate => {
                ("dividend.entitlement_date", "On which day is entitlement to the dividend determined?")
            }
            Field::ExDate => ("dividend.ex_date", "What is the ex-dividend date?"),
            Field::PaymentDate => ("dividend.payment_date", "When is the dividend paid?"),
            Field::DepositaryReceiptDate => {
                ("dividend.depositary_receipt_date", "When does the depositary receive the dividend?")
            }
            Field::FiscalYearEnd => {
                ("dividend.fiscal_year_end", "When does the payer's fiscal year of the dividend end?")
            }
            Field::EarningsAndProfits => (
                "dividend.earnings_and_profits_percent",
                "What percentage of the distribution comes out of earnings and profits?",
            ),
            Field::IssuedPercent => {
                ("issued_percent", "What percentage of all issued shares does the individual hold on the record date?")
            }
            Field::DirectOwnershipPercent => {
                ("direct_ownership_percent", "What percentage of the voting stock does the holder own directly?")
            }
            Field::LimitationOnBenefits => (
                "limitation_on_benefits",
                "Which paragraphs of the treaty's limitation on benefits does the holder meet?",
            ),
            Field::EntitledToBenefits => (
                "entitled_to_benefits",
                "Is the holder entitled to the treaty's benefits (limitation on benefits, principal purpose)?",
            ),
            Field::SubjectToTax => ("subject_to_tax", "Is the dividend subject to tax in the country of residence?"),
            Field::ElectsPriorTreaty => {
                ("elects_prior_treaty", "Did the holder elect the treaty before the one in force, in its entirety?")
            }
            Field::RecordDate => ("dividend.record_date", "What is the record date of the dividend?"),
            Field::AccountingPeriodEnd => (
                "dividend.accounting_period_end",
                "When does the accounting period end for which the dividend is paid?",
            ),
            Field::Listed => ("dividend.listed", "Are the payer's shares listed?"),
            Field::InvestmentIncome => (
                "dividend.investment_income_percent",
                "What percentage of the payer's gross income, in its taxable year before that of the payment, is interest and dividends?",
            ),
            Field::BasisUsd => ("dividend.basis_usd", "What is the holder's basis in the shares, in dollars?"),
            Field::SaleKind => ("sale.kind", "Is it a sale, or an exchange of ADSs for shares or of shares for ADSs?"),
            Field::SaleDate => ("sale.date", "On which day was it sold (trade date)?"),
            Field::SaleShares => ("sale.shares", "How many shares or ADSs were sold?"),
            Field::SalePrice => ("sale.price_jpy", "At which price was it sold, in yen or in dollars?"),
            Field::SaleSpot => ("sale.jpy_per_usd", "How many yen was a dollar on the day of the sale?"),
            Field::SaleLots => ("sale.lots", "Which of the lots were sold?"),
            Field::SaleBasis => ("sale.basis_usd", "What is the holder's basis in what was sold, in dollars?"),
            Field::LotCost => ("lots.cost_usd", "What is the basis of each lot that was sold, in dollars or in yen?"),
            Field::LotSpot => (
                "lots.jpy_per_usd",
                "How many yen was a dollar on the day of acquisition of each lot whose cost is stated in yen?",
            ),
            Field::AcquiredBy => ("sale.acquired_by", "Were the shares bought, inherited, bequeathed or given?"),
            Field::SalePfic => (
                "sale.pfic",
                "Is the company a passive foreign investment company in one of its years in which the shares were held?",
            ),
            Field::GroupIssued => (
                "sale.group_issued_percent",
                "What is the most of all issued shares that the holder's group held in the three years to the end of the year of the sale?",
            ),
            Field::GroupBeforeYear => (
                "sale.group_percent_before_year",
                "What percentage of all issued shares did the holder's group hold on the day before the year of the sale?",
            ),
            Field::GroupInYear => (
                "sale.group_percent_in_year",
                "What is the most of all issued shares that the holder's group held in the year of the sale?",
            ),
            Field::GroupSold => (
                "sale.group_sold_percent",
                "What percentage of all issued shares did the holder's group sell in the year of the sale?",
            ),
            Field::RealEstateCompany => (
                "sale.real_estate_company",
                "Was at least half of the company's assets land in Japan at some time in the year before the sale?",
            ),
            Field::SaleListed => ("sale.listed", "Are the shares listed?"),
            Field::PresentInJapan => ("sale.present_in_japan", "Does the individual stay in Japan when selling?"),
            Field::OptionShares => ("sale.option_shares", "Were the shares acquired by a qualified stock option?"),
            Field::TaxedInResidence => ("sale.taxed_in_residence", "Does the country of residence tax the gain?"),
            Field::PersonalCurrency => {
                ("us.personal_currency_transaction", "Is the conversion of the yen a personal transaction?")
            }
            Field::OtherPreferentialIncome => (
                "us.other_preferential_income_usd",
                "How much other net capital gain and qualified dividends are in the taxable income?",
            ),
            Field::ModifiedAdjustedGrossIncome => {
                ("us.modified_adjusted_gross_income_usd", "How much is the modified adjusted gross income of the year?")
            }
            Field::NetInvestmentIncome => {
                ("us.net_investment_income_usd", "How much is the net investment income of the year?")
            }
            Field::TaxBeforeCredit => {
                ("us.tax_before_credit_usd", "How much is the United States tax of the year, before the credit?")
            }
            Field::TaxableIncome => ("us.taxable_income_usd", "How much is the taxable income of the year?"),
            Field::FilingStatus => ("us.filing_status", "How does the individual file?"),
            Field::PersonalExemptions => {
                ("us.personal_exemptions_usd", "How much of personal exemptions is deducted in the taxable income?")
            }
            Field::OtherForeignIncome => {
                ("us.other_foreign_income_usd", "How much other income of the category is from abroad?")
            }
            Field::OtherForeignPreferential => (
                "us.other_foreign_preferential_income_usd",
                "How much of the other income from abroad is taxed at reduced rates?",
            ),
            Field::OtherForeignTax => (
                "us.other_foreign_tax_usd",
                "How much other creditable foreign tax does the year have in the category?",
            ),
            Field::ForeignIncomeDeductions => (
                "us.foreign_income_deductions_usd",
                "Which deductions are apportioned to the category's income from abroad?",
            ),
            Field::ElectsAdjustmentException => (
                "us.elects_adjustment_exception",
                "Is the limitation calculated without the adjustment for reduced rates, where that is allowed?",
            ),
            Field::ElectsNoLimitation => (
                "us.elects_no_limitation",
                "Does the individual elect to credit little foreign tax without limitation?",
            ),
        }
    }
}

/// Some of the fields, in their order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FieldSet(u128);

impl FieldSet {
    pub const NONE: FieldSet = FieldSet(0);

    pub const fn one(field: Field) -> FieldSet {
        FieldSet(1 << field as u128)
    }

    /// Those whose fact is missing.
    pub fn missing(facts: &[(bool, Field)]) -> FieldSet {
        facts.iter().filter(|(missing, _)| *missing).map(|(_, field)| *field).collect()
    }

    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub fn insert(&mut self, field: Field) {
        self.0 |= FieldSet::one(field).0;
    }

    pub fn contains(self, field: Field) -> bool {
        self.0 & FieldSet::one(field).0 != 0
    }

    /// What is in both sets.
    pub fn both(self, other: FieldSet) -> FieldSet {
        FieldSet(self.0 & other.0)
    }

    /// Both sets together.
    pub const fn with(self, other: FieldSet) -> FieldSet {
        FieldSet(self.0 | other.0)
    }

    pub fn iter(self) -> impl Iterator<Item = Field> {
        Field::ALL.iter().copied().filter(move |field| self.with(FieldSet::one(*field)) == self)
    }
}

impl FromIterator<Field> for FieldSet {
    fn from_iter<I: IntoIterator<Item = Field>>(fields: I) -> FieldSet {
        fields.into_iter().fold(FieldSet::NONE, |set, field| set.with(FieldSet::one(field)))
    }
}

impl FromIterator<FieldSet> for FieldSet {
    fn from_iter<I: IntoIterator<Item = FieldSet>>(sets: I) -> FieldSet {
        sets.into_iter().fold(FieldSet::NONE, FieldSet::with)
    }
}

// Every fact has its bit, in the order of the list.
const _: () = {
    let mut at = 0;
    while at < Field::ALL.len() {
        assert!(Field::ALL[at] as usize == at, "the list has every field, in order");
        at += 1;
    }
    assert!(at <= u128::BITS as usize);
};
