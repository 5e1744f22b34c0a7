//! The table of facts: a row for each fact that a holder's profile, its dividend and its sale can state.
//!
//! A row is the variant of [`Field`](super::Field), the key in JSON, how the value is written and within which bounds,
//! where in [`Stated`](super::Stated) it is kept, what it means, what holds when it is absent (or `required`), and the
//! question that asks for it. The schema, the columns of a register, the reader, the questions and the README's table
//! all follow from the rows: a new fact is a new row, its place in `Stated`, and the condition that asks for it.

/// Hands the table to a macro, which makes of the rows what it needs.
macro_rules! table_of_facts { ($use:ident) => { $use! {
stated {
    /// A holder and what it holds: the whole profile.
    HOLDER "" {
        Kind "kind": ValueType::Word(HolderKind::WORDS) => (case.kind) {
            "What the holder is."
            required
        }
        Residence "residence": ValueType::Country => (case.residence) {
            "The country of tax residence."
            required
        }
        ExemptInJapan "exempt_in_japan": ValueType::Bool => (case.exempt_in_japan) {
            "Of a government or an international organization: Japan exempts the holder itself, by the treaty that founded it or by its practice on foreign states, and not by a tax treaty."
            "unknown"
            "Does Japan exempt the holder itself, by the treaty that founded it or by its practice on foreign states?"
        }
        FundTaxedAs "fund_taxed_as": ValueType::Word(FundClass::WORDS) => (case.fund_taxed_as) {
            "Of a fund: how its country of residence taxes it. A transparent one is not taxed, its holders are."
            "unknown"
            "How does the fund's country of residence tax it: as a corporation, as a trust, or not at all, but its holders?"
        }
        SeenThroughBy "seen_through_by": ValueType::Word(SeenThroughBy::WORDS) => (case.seen_through_by) {
            "Of a partnership or another transparent entity abroad: which country looks through it and taxes its members. Its own country (residence) while Japan takes it to be a corporation, as it does a limited liability company of the United States; Japan (japan) while its own country taxes the entity itself, whose own facts then decide, such as ownership_percent; or both."
            "residence; an entity of Japan is looked through by Japan"
            "Which country looks through the entity and taxes its members: its own (residence), japan, or both?"
        }
        CertifiedAs "certified_as": ValueType::Word(IraClass::WORDS) => (case.certified_as) {
            "Of an individual retirement account: as what it is certified to the withholding agent, as a pension fund of the treaty or as its owner."
            "unknown"
            "Is the account certified to the withholding agent as a pension fund, or as its owner?"
        }
        Members "members": ValueType::List(&ValueType::Nested("member", || HOLDER)) => (members) {
            "Of a partnership, a transparent fund or a nominee: its members or owners, each a holder with a share, who can have members in turn. The dividend, the payer, the instrument and the forms are stated once, of the whole; a member can state its own forms."
            "asked for"
            "Who are the members or owners, with their shares (members)?"
        }
        Share "share": ValueType::Share => (case.share) {
            "Of a member: its part of what the entity derives, as a fraction or a percentage."
            "share_percent, or shares by what all hold"
        }
        SharePercent "share_percent": ValueType::Percent => (case.share_percent) {
            "The same as a number in percent."
            "share, or shares by what all hold"
        }
        TaxedOnItsShare "taxed_on_its_share": ValueType::Bool => (case.taxed_on_its_share) {
            "Of a member: its country of residence treats its share of the income as the member's own, and not as the entity's."
            "true where the entity is of that country, asked for where it is of another"
            "Does the member's country of residence treat its share of the income as the member's own, and not as the entity's?"
        }
        MemberOf "member_of": ValueType::Text => (case.member_of) {
            "In a register with a row for each member: the id of the holder that it is a member of, whose row stands above."
            "no member"
        }
        OwnershipPercent "ownership_percent": ValueType::Percent => (ownership_percent) {
            "Share of the payer's voting stock on the entitlement date, direct or through residents of Japan or the United States."
            "unknown for a corporation; assumed to be under 10 for others"
            "What percentage of the payer's voting stock does the holder own on the entitlement date?"
        }
        HeldSince "held_since": ValueType::Date => (held_since) {
            "First day of the unbroken period at this holding; also the day of acquisition when no lots are given."
            "unknown"
            "Since which day has the holder held this without a break?"
        }
        HeldUntil "held_until": ValueType::Date => (case.held_until) {
            "Last day of that period, for a treaty whose holding period has only to contain the entitlement date, or ends with the payment."
            "unknown; asked for only where the period up to the entitlement date is too short"
            "Until which day did, or will, the holder hold this without a break?"
        }
        OwnershipHistory "ownership_history": ValueType::List(&ValueType::Object(HISTORY)) => (ownership_history) {
            "Instead of the two above: the share of voting stock as a step function, in order of days."
            ""
        }
        IssuedPercent "issued_percent": ValueType::Percent => (issued_percent) {
            "Share of all issued shares on the record date: a large individual holder is withheld from at the full rate."
            "assumed to be ownership_percent where that is stated, or else small"
            "What percentage of all issued shares does the individual hold on the record date?"
        }
        DirectOwnershipPercent "direct_ownership_percent": ValueType::Percent => (case.direct) {
            "The part of the voting stock that is held directly, for treaties that count no other."
            "all of ownership_percent"
            "What percentage of the voting stock does the holder own directly?"
        }
        HeldThrough "held_through": ValueType::Word(HeldThrough::WORDS) => (case.held_through) {
            "Through whom the rest is held: residents of the holder's country and of Japan alone (residents), or a resident of another country as well (others). The treaty with the United States asks it for its 0%."
            "asked for where it matters"
            "Is what is not held directly held only through residents of the holder's country and of Japan (residents), or through others?"
        }
        Lots "lots": ValueType::List(&ValueType::Object(LOT)) => (lots) {
            "What is counted lot by lot."
            "one lot from held_since"
        }
        Splits "splits": ValueType::List(&ValueType::Object(SPLIT)) => (splits) {
            "Splits, reverse splits, changes of the ratio of ADSs and exchanges: lots acquired before one are stated as they were acquired."
            "none"
        }
        Hedged "hedged": ValueType::List(&ValueType::Object(HEDGE)) => (hedged) {
            "Days of diminished risk of loss, which are not counted."
            "none"
        }
        Id "id": ValueType::Text => (case.id) {
            "Echoed in the answer."
            ""
        }
        Instrument "instrument": ValueType::Word(Instrument::WORDS) => (case.instrument) {
            "Shares, or American depositary shares."
            "assumed to be share; asked where a ratio is stated"
            "Does the holder hold shares or ADSs?"
        }
        Shares "shares": ValueType::Shares => (shares) {
            "How many shares or ADSs."
            "rates only, no amounts"
        }
        PensionBusinessIncome "pension_business_income": ValueType::Bool => (case.pension_business_income) {
            "The dividend derives from carrying on a business."
            "assumed false"
            "Does the dividend derive from carrying on a business?"
        }
        MeetsAdditionalRequirements "meets_additional_requirements": ValueType::Bool => (case.meets_additional_requirements) {
            "A treaty's further conditions for its 0% row (limitation on benefits) are met."
            "unknown"
            "Does the holder meet the treaty's further conditions for its 0% row (limitation on benefits)?"
        }
        LimitationOnBenefits "limitation_on_benefits": ValueType::List(&ValueType::Word(LobTest::WORDS)) => (case.limbs) {
            "The paragraphs of the treaty's limitation on benefits that the holder meets; an empty list for none."
            "entitlement to the treaty is assumed; what its 0% row asks is unknown"
            "Which paragraphs of the treaty's limitation on benefits does the holder meet?"
        }
        EntitledToBenefits "entitled_to_benefits": ValueType::Bool => (case.entitled_to_benefits) {
            "Nothing in the treaty denies the holder its benefits (limitation on benefits, principal purpose, remittance)."
            "assumed true"
            "Is the holder entitled to the treaty's benefits (limitation on benefits, principal purpose)?"
        }
        SubjectToTax "subject_to_tax": ValueType::Bool => (case.subject_to_tax) {
            "The dividend is subject to tax where the holder is resident, for treaties that ask it."
            "assumed true"
            "Is the dividend subject to tax in the country of residence?"
        }
        ElectsPriorTreaty "elects_prior_treaty": ValueType::Bool => (case.elects_prior_treaty) {
            "The holder elected the treaty before the one in force in its entirety, where a new treaty allows that for a time."
            "assumed false"
            "Did the holder elect the treaty before the one in force, in its entirety?"
        }
        JapanPermanentEstablishment "japan_permanent_establishment": ValueType::Bool => (case.japan_permanent_establishment) {
            "The dividend is attributable to a permanent establishment of the holder in Japan."
            "assumed false"
            "Is the dividend attributable to a permanent establishment of the holder in Japan?"
        }
        BeneficialOwner "beneficial_owner": ValueType::Bool => (case.beneficial_owner) {
            "The holder is the beneficial owner."
            "assumed true"
            "Is the holder the beneficial owner of the dividend?"
        }
        CapitalAsset "capital_asset": ValueType::Bool => (case.capital_asset) {
            "The holder holds the shares as a capital asset."
            "assumed true"
            "Does the holder hold the shares as a capital asset?"
        }
        UsCitizen "us_citizen": ValueType::Bool => (case.us_citizen) {
            "The individual is a citizen of the United States."
            "assumed false"
            "Is the holder a citizen of the United States?"
        }
        UsPerson "us_person": ValueType::Bool => (case.us_person) {
            "The estate or trust is a domestic one for the United States."
            "unknown for estates and trusts"
            "Is the estate or trust taxed by the United States as a domestic one (its income wherever it arises, or a United States court and United States persons in control)?"
        }
        SpecialClasses "special_classes": ValueType::List(&ValueType::Word(SpecialClass::WORDS)) => (case.special_classes) {
            "Classes of holders that the United States part leaves out."
            "none"
        }
        Relief "relief": ValueType::Object(RELIEF) => object {
            "The forms that bring a treaty's rate about at source."
            "assumed filed in time"
        }
        Us "us": ValueType::Object(US) => object {
            "What only the United States asks."
            ""
        }
        Payer "payer": ValueType::Object(PAYER) => object {
            "The company that pays, or whose shares are sold."
            "not named; form-20f speaks of Internet Initiative Japan"
        }
        Dividend "dividend": ValueType::Object(DIVIDEND) => object {
            "The dividend, when it is not given by its own file or flags."
            ""
        }
        Sale "sale": ValueType::Object(SALE) => object {
            "The sale, when it is not given by its own file or flags."
            ""
        }
    }
    /// The forms that bring a treaty's rate about at source.
    RELIEF "relief." {
        ApplicationFiled "application_filed": ValueType::DateOrBool => (case.relief.application) {
            "When the application for relief was filed; true is in time, false not at all."
            "assumed filed in time"
            "When was the application for relief filed?"
        }
        SecondFormFiled "second_form_filed": ValueType::DateOrBool => (case.relief.second_form) {
            "For ADSs: when the depositary filed the second form; true is in time, false not at all."
            "assumed filed in time"
            "When did the depositary file the second form?"
        }
    }
    /// What only the United States asks.
    US "us." {
        TaxYearBegins "tax_year_begins": ValueType::Date => (case.us.tax_year_begins) {
            "First day of one of the holder's tax years; the others follow by whole years."
            "assumed to be the calendar year"
            "When does the holder's tax year begin?"
        }
        TaxBeforeCredit "tax_before_credit_usd": ValueType::Dollars => (case.us.tax_before_credit_usd) {
            "United States tax before the credit: line 16 of Form 1040 with line 1z of its Schedule 2, without the tax on net investment income."
            "no limitation of the credit is calculated"
            "How much is the United States tax of the year, before the credit?"
        }
        TaxableIncome "taxable_income_usd": ValueType::Dollars => (case.us.taxable_income_usd) {
            "Taxable income of the year."
            "not used by form-20f"
            "How much is the taxable income of the year?"
        }
        FilingStatus "filing_status": ValueType::Word(FilingStatus::WORDS) => (case.us.filing_status) {
            "How an individual files."
            "not used by form-20f"
            "How does the individual file?"
        }
        OrdinaryRate "ordinary_rate_percent": ValueType::Percent => (case.us.ordinary_rate) {
            "The holder's rate on ordinary income."
            "no tax on the ordinary part"
        }
        FinancialServices "financial_services": ValueType::Bool => (case.us.financial_services) {
            "The holder is in a banking, insurance or financing business."
            "assumed false"
            "Is the holder in a banking, insurance or financing business?"
        }
        Pfic "pfic": ValueType::Bool => (case.us.pfic) {
            "The company is a passive foreign investment company in its year of the dividend or the year before."
            "assumed false"
            "Is the company a passive foreign investment company in its year of the dividend or the year before?"
        }
        OtherPreferentialIncome "other_preferential_income_usd": ValueType::Dollars => (case.us.other_preferential_income_usd) {
            "Net capital gain and qualified dividends in taxable_income_usd beside this dividend."
            "assumed to be 0"
            "How much other net capital gain and qualified dividends are in the taxable income?"
        }
        ModifiedAdjustedGrossIncome "modified_adjusted_gross_income_usd": ValueType::Dollars => (case.us.modified_adjusted_gross_income_usd) {
            "For the tax on net investment income: what is above its threshold."
            "that tax is not calculated"
            "How much is the modified adjusted gross income of the year?"
        }
        NetInvestmentIncome "net_investment_income_usd": ValueType::Dollars => (case.us.net_investment_income_usd) {
            "For the same tax: net investment income of the year, this dividend in it."
            "that tax is not calculated, unless nothing is above its threshold"
            "How much is the net investment income of the year?"
        }
        PersonalCurrency "personal_currency_transaction": ValueType::Bool => (case.us.personal_currency) {
            "The conversion of the yen is a personal transaction, and not connected with investment."
            "assumed false"
            "Is the conversion of the yen a personal transaction?"
        }
        PersonalExemptions "personal_exemptions_usd": ValueType::Dollars => (case.us.personal_exemptions_usd) {
            "Personal exemptions that taxable_income_usd is reduced by, or from 2025 to 2028 the deduction for seniors (line 37 of Schedule 1-A); the credit's limitation counts income without them."
            "assumed to be 0; none to individuals from 2018 to 2024"
            "How much of personal exemptions, or from 2025 of the deduction for seniors, is deducted in the taxable income?"
        }
        OtherForeignIncome "other_foreign_income_usd": ValueType::Dollars => (case.us.other_foreign_income_usd) {
            "Other gross income from abroad of the dividend's category, for the credit's limitation."
            "assumed to be 0, unless other_foreign_tax_usd is stated"
            "How much other income of the category is from abroad?"
        }
        OtherForeignPreferential "other_foreign_preferential_income_usd": ValueType::Dollars => (case.us.other_foreign_preferential_income_usd) {
            "The part of it that is taxed at reduced rates: qualified dividends and long-term gains."
            "assumed to be 0"
            "How much of the other income from abroad is taxed at reduced rates?"
        }
        OtherForeignTax "other_foreign_tax_usd": ValueType::Dollars => (case.us.other_foreign_tax_usd) {
            "Creditable foreign tax of the year in the dividend's category, beside that on the dividend."
            "assumed to be 0"
            "How much other creditable foreign tax does the year have in the category?"
        }
        ForeignIncomeDeductions "foreign_income_deductions_usd": ValueType::Dollars => (case.us.foreign_income_deductions_usd) {
            "Deductions that belong to the income from abroad of the dividend's category, or all that are apportioned to it where general_deductions_usd is not stated."
            "none beside general_deductions_usd; without both the limitation is an upper bound"
            "Which deductions are apportioned to the category's income from abroad?"
        }
        GeneralDeductions "general_deductions_usd": ValueType::Dollars => (case.us.general_deductions_usd) {
            "Deductions that belong to no income and are apportioned by gross income: the standard deduction, or itemized ones such as medical costs, taxes and mortgage interest, and adjustments to income."
            "the limitation is an upper bound, unless foreign_income_deductions_usd is stated"
            "How much are the standard deduction, or the itemized ones that belong to no income, and the adjustments to income?"
        }
        GrossIncome "gross_income_usd": ValueType::Dollars => (case.us.gross_income_usd) {
            "All gross income of the year, by which those are apportioned."
            "the limitation is an upper bound"
            "How much is the gross income of the year?"
        }
        ForeignAtLowest "foreign_preferential_at_0_usd": ValueType::Dollars => (case.us.foreign_split.lowest) {
            "Of what is from abroad and taxed at reduced rates, this dividend in it, the part at 0% (until 2007 at 5%), for a return that does not divide it as a whole."
            "the part of all such income that is taxed so, or the rest"
            "Which parts of what is from abroad and taxed at reduced rates are taxed at 0% (until 2007 5%), at 15% and at 20%?"
        }
        ForeignAt15 "foreign_preferential_at_15_usd": ValueType::Dollars => (case.us.foreign_split.at_15) {
            "The part at 15%."
            "likewise"
        }
        ForeignAt20 "foreign_preferential_at_20_usd": ValueType::Dollars => (case.us.foreign_split.at_20) {
            "The part at 20%."
            "likewise"
        }
        ElectsAdjustmentException "elects_adjustment_exception": ValueType::Bool => (case.us.elects_adjustment_exception) {
            "Where the credit's limitation may be calculated without the adjustment for reduced rates: whether it is."
            "assumed as is better for the holder"
            "Is the limitation calculated without the adjustment for reduced rates, where that is allowed?"
        }
        ElectsNoLimitation "elects_no_limitation": ValueType::Bool => (case.us.elects_no_limitation) {
            "An individual with little foreign tax elects to credit it without limitation, and so without carryover."
            "assumed false"
            "Does the individual elect to credit little foreign tax without limitation?"
        }
        PayeeStatements "payee_statements": ValueType::Bool => (case.us.payee_statements) {
            "All of the year's gross income from abroad is passive and stated on payee statements (Forms 1099), as that election asks."
            "assumed true where it is elected"
            "Is all of the year's gross income from abroad passive and stated on payee statements (Forms 1099)?"
        }
    }
    /// The company that pays, or whose shares are sold.
    PAYER "payer." {
        PayerName "name": ValueType::Text => (case.payer.name) {
            "What it is called: echoed in the answer."
            ""
        }
        PayerCode "code": ValueType::SecurityCode => (case.payer.code) {
            "Its security code."
            ""
        }
        PayerIsin "isin": ValueType::Isin => (case.payer.isin) {
            "The ISIN of its shares."
            ""
        }
        PayerListedSince "listed_since": ValueType::Date => (case.payer.listed_since) {
            "Since when its shares are listed."
            "as dividend.listed says"
        }
        PayerListedUntil "listed_until": ValueType::Date => (case.payer.listed_until) {
            "The last day on which its shares are listed."
            "still listed, where listed_since is stated"
        }
        PayerAdsPerShare "ads_per_share": ValueType::AdsPerShare => (case.payer.ads_per_share) {
            "How many ADSs represent one share, as dividend.ads_per_share."
            "as dividend.ads_per_share says"
        }
        PayerFiscalYearEnd "fiscal_year_end_month": ValueType::Month => (case.payer.fiscal_year_end) {
            "The month on whose last day its fiscal year ends, from 1 to 12."
            "assumed to be March"
        }
        PayerKind "kind": ValueType::Word(PayerKind::WORDS) => (case.payer.kind) {
            "What it is."
            "a company"
        }
    }
    /// One distribution of the company.
    DIVIDEND "dividend." {
        DividendKind "kind": ValueType::Word(DividendKind::WORDS) => (case.dividend.kind) {
            "What is distributed."
            "assumed to be cash"
            "Is it a cash dividend or a stock split?"
        }
        DeemedPerShare "deemed_dividend_per_share_jpy": ValueType::Yen => (case.dividend.deemed_per_share) {
            "Of a distribution out of capital surplus, a buy-back or a liquidation: the part that the company's notice calls a deemed dividend, yen for each share. The rest returns capital."
            "asked for where an amount is stated"
            "How much of it, in yen for each share, does the company's notice call a deemed dividend?"
        }
        DeemedGross "deemed_dividend_jpy": ValueType::Yen => (case.dividend.deemed_gross) {
            "Instead: that part in yen for the whole holding."
            ""
        }
        PerShare "per_share_jpy": ValueType::Yen => (per_share) {
            "Yen for each share (not each ADS), before tax."
            "no amounts"
        }
        Gross "gross_jpy": ValueType::Yen => (gross) {
            "Instead: yen for the whole holding, before tax."
            "no amounts"
        }
        GrossUsd "gross_usd": ValueType::Dollars => (gross_usd) {
            "Instead: dollars for the whole holding, before tax and fees, as a statement in dollars has it; turned into yen at jpy_per_usd."
            "no amounts"
        }
        WithheldUsd "withheld_usd": ValueType::Dollars => (withheld_usd) {
            "What an agent actually withheld, in dollars; turned into yen at the same rate."
            "withheld_jpy, or what the paperwork brings about"
        }
        FeeUsd "fee_usd": ValueType::Dollars => (fee_usd) {
            "The depositary's fee, in dollars. It is no tax and gives no credit, and does not reduce the dividend."
            "none"
        }
        AdsPerShare "ads_per_share": ValueType::AdsPerShare => (case.dividend.ads_per_share) {
            "How many ADSs represent one share: a number, or a ratio with the ADSs first. \"1:3\", \"1/3\" and \"3 shares = 1 ADS\" are an ADS of three shares."
            "no amounts for ADSs"
        }
        EntitlementDate "entitlement_date": ValueType::Date => (case.dividend.entitlement_date) {
            "When entitlement to the dividend is determined."
            "unknown"
            "On which day is entitlement to the dividend determined?"
        }
        RecordDate "record_date": ValueType::Date => (case.dividend.record_date) {
            "The record date, from which the time for the second form of ADSs is counted."
            "assumed to be the entitlement date"
            "What is the record date of the dividend?"
        }
        AccountingPeriodEnd "accounting_period_end": ValueType::Date => (case.dividend.accounting_period_end) {
            "The last day of the accounting period for which the dividend is paid."
            "assumed to be the entitlement date"
            "When does the accounting period end for which the dividend is paid?"
        }
        ExDate "ex_date": ValueType::Date => (case.dividend.ex_date) {
            "The ex-dividend date."
            "unknown"
            "What is the ex-dividend date?"
        }
        PaymentDate "payment_date": ValueType::Date => (payment_date) {
            "When the dividend is paid and becomes taxable."
            "unknown"
            "When is the dividend paid?"
        }
        FirstPaymentDate "first_payment_date": ValueType::Date => (first_payment_date) {
            "Of a correction or a reversal: when the dividend was first paid, whose law and whose days decide."
            "payment_date"
        }
        DepositaryReceiptDate "depositary_receipt_date": ValueType::Date => (case.dividend.depositary_receipt_date) {
            "When the depositary receives the dividend on ADSs."
            "assumed to be the payment date"
            "When does the depositary receive the dividend?"
        }
        FiscalYearEnd "fiscal_year_end": ValueType::Date => (case.dividend.fiscal_year_end) {
            "The end of the payer's fiscal year of the dividend."
            "assumed to be the 31 March on or after the entitlement date"
            "When does the payer's fiscal year of the dividend end?"
        }
        JpyPerUsd "jpy_per_usd": ValueType::JpyPerUsdOrTable => (jpy_per_usd) {
            "Spot rate on the day of inclusion, as one rate or as an object of rates by date."
            "no dollars"
        }
        Converted "converted": ValueType::Object(CONVERTED) => object {
            "When and at which rate the yen were turned into dollars."
            "not converted"
        }
        EarningsAndProfits "earnings_and_profits_percent": ValueType::Percent => (case.dividend.earnings_and_profits) {
            "How much of the distribution comes out of earnings and profits."
            "assumed to be 100"
            "What percentage of the distribution comes out of earnings and profits?"
        }
        BasisUsd "basis_usd": ValueType::Dollars => (case.dividend.basis_usd) {
            "The holder's adjusted basis in all the shares."
            "the sum of the lots' cost_usd, or unknown"
            "What is the holder's basis in the shares, in dollars?"
        }
        Withheld "withheld_jpy": ValueType::WholeYen => (case.dividend.withheld) {
            "What an agent actually withheld."
            "what the paperwork brings about"
        }
        Listed "listed": ValueType::Bool => (case.dividend.listed) {
            "The payer's shares are listed."
            "assumed true"
            "Are the payer's shares listed?"
        }
        InvestmentIncome "investment_income_percent": ValueType::Percent => (case.dividend.investment_income) {
            "The part of the payer's gross income, in its taxable year before that of the payment, that is interest and dividends (banks' interest and income from half-owned subsidiaries left out)."
            "assumed to be 0"
            "What percentage of the payer's gross income, in its taxable year before that of the payment, is interest and dividends?"
        }
    }
    /// The conversion of the yen into dollars.
    CONVERTED "dividend.converted." {
        ConvertedOn "date": ValueType::Date => (converted_on) {
            "When the yen were converted."
            required
        }
        ConvertedAt "jpy_per_usd": ValueType::JpyPerUsd => (converted_at) {
            "At how many yen for a dollar."
            "the rate of that date in the table of rates"
        }
    }
    /// One sale of shares or ADSs, or one exchange of the one for the other.
    SALE "sale." {
        SaleKind "kind": ValueType::Word(SaleKind::WORDS) => (sale.kind) {
            "A sale, or an exchange of ADSs and shares."
            "assumed to be sale"
            "Is it a sale, or an exchange of ADSs for shares or of shares for ADSs?"
        }
        SaleDate "date": ValueType::Date => (sale.date) {
            "When it was sold or exchanged (trade date)."
            "unknown"
            "On which day was it sold (trade date)?"
        }
        SaleSettled "settled": ValueType::Date => (sale.settled) {
            "When the sale was settled: of stock traded on a securities market yen count at the rate of that day, for who is taxed by what is received and paid."
            "assumed to be two weekdays after the trade, three before 2019-07-16; of a corporation the day of the trade"
        }
        PurchasesComplete "purchases_complete": ValueType::Bool => (sale.purchases_complete) {
            "The lots state every purchase in the thirty days before and after the sale: of all accounts, of the spouse, and of retirement accounts."
            "not known; a loss is shown with a note"
        }
        SaleShares "shares": ValueType::Shares => (sale.shares) {
            "How many shares or ADSs."
            "what lots says, or all that is held"
            "How many shares or ADSs were sold?"
        }
        SalePrice "price_jpy": ValueType::Yen => (sale.price_jpy) {
            "Yen for each share, or for each ADS when ADSs are sold."
            "unknown"
            "At which price was it sold, in yen or in dollars?"
        }
        SalePriceUsd "price_usd": ValueType::Dollars => (sale.price_usd) {
            "Instead: dollars for each of them."
            ""
        }
        SaleProceeds "proceeds_jpy": ValueType::Yen => (sale.proceeds_jpy) {
            "Instead: yen for all that is sold."
            ""
        }
        SaleProceedsUsd "proceeds_usd": ValueType::Dollars => (sale.proceeds_usd) {
            "Instead: dollars for all that is sold."
            ""
        }
        SaleExpenses "expenses_usd": ValueType::Dollars => (sale.expenses_usd) {
            "Expenses of the sale, such as commissions."
            "none"
        }
        SaleSpot "jpy_per_usd": ValueType::JpyPerUsdOrTable => (sale.jpy_per_usd) {
            "Spot rate on the day of settlement, as one rate or as an object of rates by date, which then also serves the days on which purchases were settled."
            "unknown"
            "How many yen was a dollar on the day on which the sale was settled?"
        }
        SalePlace "place": ValueType::Word(SalePlace::WORDS) => (sale.place) {
            "Where it was sold."
            "unknown, which changes nothing under form-20f"
        }
        SaleLots "lots": ValueType::List(&ValueType::Object(SOLD_LOT)) => (sale.lots) {
            "Which lots were sold."
            "the lots disposed of on the day of the sale, or else those acquired first"
            "Which of the lots were sold?"
        }
        SaleBasis "basis_usd": ValueType::Dollars => (sale.basis_usd) {
            "Basis in what is sold, where no lots state it."
            "the cost of the lots"
            "What is the holder's basis in what was sold, in dollars?"
        }
        SaleAdsPerShare "ads_per_share": ValueType::AdsPerShare => (sale.ads_per_share) {
            "Of an exchange: how many ADSs represent one share."
            "not converted"
        }
        AcquiredBy "acquired_by": ValueType::Word(AcquiredBy::WORDS) => (sale.acquired_by) {
            "How an individual came by the shares."
            "assumed to be purchase"
            "Were the shares bought, inherited, bequeathed or given?"
        }
        SalePfic "pfic": ValueType::Bool => (sale.pfic) {
            "The company is a passive foreign investment company in one of its years in which the shares were held."
            "us.pfic, or assumed false"
            "Is the company a passive foreign investment company in one of its years in which the shares were held?"
        }
        GroupIssued "group_issued_percent": ValueType::Percent => (sale.group_issued_percent) {
            "The most of all issued shares that the holder and those in a special relationship with it held at any time in the three years to the end of the year of the sale."
            "assumed to be ownership_percent, where that is known or assumed"
            "What is the most of all issued shares that the holder's group held in the three years to the end of the year of the sale?"
        }
        GroupBeforeYear "group_percent_before_year": ValueType::Percent => (sale.group_percent_before_year) {
            "The part of all issued shares they held on the day before the year of the sale."
            "assumed to be group_issued_percent"
            "What percentage of all issued shares did the holder's group hold on the day before the year of the sale?"
        }
        GroupInYear "group_percent_in_year": ValueType::Percent => (sale.group_percent_in_year) {
            "The most of all issued shares they held at any time in the year of the sale, which is what some treaties ask."
            "assumed to be group_issued_percent"
            "What is the most of all issued shares that the holder's group held in the year of the sale?"
        }
        GroupSold "group_sold_percent": ValueType::Percent => (sale.group_sold_percent) {
            "The part of all issued shares they sold in that year."
            "unknown"
            "What percentage of all issued shares did the holder's group sell in the year of the sale?"
        }
        RealEstateCompany "real_estate_company": ValueType::Bool => (sale.real_estate_company) {
            "At least half of the company's assets was land in Japan at some time in the year before the sale."
            "assumed false"
            "Was at least half of the company's assets land in Japan at some time in the year before the sale?"
        }
        SaleListed "listed": ValueType::Bool => (sale.listed) {
            "The shares that are sold are listed."
            "assumed true"
            "Are the shares listed?"
        }
        PresentInJapan "present_in_japan": ValueType::Bool => (sale.present_in_japan) {
            "The individual stays in Japan when selling."
            "assumed false"
            "Does the individual stay in Japan when selling?"
        }
        OptionShares "option_shares": ValueType::Bool => (sale.option_shares) {
            "The shares were acquired by a qualified stock option."
            "assumed false"
            "Were the shares acquired by a qualified stock option?"
        }
        TaxedInResidence "taxed_in_residence": ValueType::Bool => (sale.taxed_in_residence) {
            "The country of residence taxes the gain, which is what some treaties ask."
            "unknown"
            "Does the country of residence tax the gain?"
        }
    }
}
items {
    /// One step of the share of voting stock over time.
    HISTORY "ownership_history." in StatedStep {
        StepFrom "from": ValueType::Date => (from) {
            "First day at this share."
            required
        }
        StepPercent "percent": ValueType::Percent => (percent) {
            "Share of the payer's voting stock from that day."
            required
        }
    }
    /// Shares that were acquired, and perhaps disposed of, together.
    LOT "lots." in StatedLot {
        LotShares "shares": ValueType::Shares => (shares) {
            "How many shares or ADSs."
            required
        }
        LotAcquired "acquired": ValueType::Date => (acquired) {
            "When they were acquired (trade date)."
            required
        }
        LotsDisposed "disposed": ValueType::Date => (disposed) {
            "When they were disposed of."
            "still held"
            "When was the lot disposed of?"
        }
        LotCost "cost_usd": ValueType::Dollars => (cost_usd) {
            "Adjusted basis of the lot."
            "unknown"
            "What is the basis of each lot that was sold, in dollars or in yen?"
        }
        LotCostJpy "cost_jpy": ValueType::Yen => (cost_jpy) {
            "Instead, for a sale: what was paid for the lot in yen."
            "unknown"
        }
        LotSpot "jpy_per_usd": ValueType::JpyPerUsd => (jpy_per_usd) {
            "Spot rate on the day on which the purchase was settled, for cost_jpy."
            "the rate of that day in the table of rates"
            "How many yen was a dollar on the day on which the purchase of each lot was settled whose cost is stated in yen?"
        }
        LotSettled "settled": ValueType::Date => (settled) {
            "When the purchase was settled."
            "as for a sale"
        }
        LotAcquiredBy "acquired_by": ValueType::Word(AcquiredBy::WORDS) => (acquired_by) {
            "How the lot was come by; of what was inherited acquired is the day of death, and the cost the value then."
            "sale.acquired_by, or purchase"
        }
        LotDonorAcquired "donor_acquired": ValueType::Date => (donor_acquired) {
            "Of a gift: when the donor acquired it."
            "unknown"
            "When did the donor acquire what was given?"
        }
        LotDonorBasis "donor_basis_usd": ValueType::Dollars => (donor_basis_usd) {
            "Of a gift: the donor's adjusted basis in the lot, with any gift tax that adds to it."
            "unknown"
            "What was the donor's basis in what was given, in dollars?"
        }
        LotValueAtTransfer "value_at_transfer_usd": ValueType::Dollars => (value_at_transfer_usd) {
            "Of a gift, or of what was inherited: the value of the lot at the gift, or at the death."
            "unknown"
            "What was the value at the gift, in dollars?"
        }
        LotHeldFrom "held_from": ValueType::Date => (held_from) {
            "Of shares that replace some sold at a loss: the day from which they count as held, the days of those added. Each share replaces another once."
            "acquired"
        }
        LotId "id": ValueType::Text => (id) {
            "What a sale calls the lot."
            "its position in the list, from 1"
        }
    }
    /// So many shares become so many others.
    SPLIT "splits." in StatedSplit {
        SplitDate "date": ValueType::Date => (date) {
            "The first day on which they are the others."
            required
        }
        SplitFrom "from": ValueType::AdsPerShare => (from) {
            "How many of before."
            required
        }
        SplitTo "to": ValueType::AdsPerShare => (to) {
            "How many of after."
            required
        }
    }
    /// Days of diminished risk of loss.
    HEDGE "hedged." in StatedHedge {
        HedgedFrom "from": ValueType::Date => (from) {
            "First day of diminished risk."
            required
        }
        HedgedTo "to": ValueType::Date => (to) {
            "Last day of diminished risk."
            required
        }
    }
    /// What is sold of one lot.
    SOLD_LOT "sale.lots." in StatedSoldLot {
        SoldLot "lot": ValueType::LotName => (lot) {
            "The lot: its id, or its position in the list of lots, from 1."
            required
        }
        SoldShares "shares": ValueType::Shares => (shares) {
            "How many of its shares or ADSs."
            "all of them"
        }
    }
}
} }; }
pub(crate) use table_of_facts;
