//! Individuals, estates and trusts: reduced rates by bracket, the tax on net investment income, small currency gains.

use crate::facts::HolderKind;
use crate::law::irc::{IRC, NOTICE_2003_69, NOTICE_2006_101, NOTICE_2011_64, NOTICE_2024_11, PL_105_34, REG};
use crate::law::{Condition, Effect, Evidence, PersonalRules, Rule, When};
use crate::units::{Day, Rate};

pub(super) static PERSONAL: PersonalRules = PersonalRules {
    qualified_corporation: Rule {
        id: "statute.us-personal.qualified-foreign-corporation",
        says: "A corporation is a qualified foreign one when it is eligible for the benefits of a treaty on the Treasury's list, as Japan's has been on every list since 2003, or when its shares are readily tradable in the United States.",
        cites: &[
            IRC.at("1(h)(11)(C)(i)(II)"),
            NOTICE_2003_69.at("2003-69"),
            NOTICE_2006_101.at("2006-101"),
            NOTICE_2011_64.at("2011-64"),
            NOTICE_2024_11.at("2024-11"),
        ],
        evidence: Evidence::Secondary,
        when: When::all(&[Condition::Noncorporate, Condition::TaxYearBeginsFrom(Day::ymd(2003, 1, 1))]),
        effect: Effect::Requirement,
    },
    stacking: Rule {
        id: "statute.us-personal.stacking",
        says: "Ordinary income fills the brackets first, other net capital gain and qualified dividends come on top of it, and this dividend on top of all.",
        cites: &[IRC.at("1(h)(1)")],
        evidence: Evidence::Primary,
        when: When::ALWAYS,
        effect: Effect::Computation,
    },
    schedule: Rule {
        id: "statute.us-personal.schedule",
        says: "The tax with reduced rates is never more than that of the schedule of ordinary rates: where 15% begins below the end of 12%, the schedule can be what is due.",
        cites: &[IRC.at("1(h)(1)"), IRC.at("1(j)(5)"), IRC.at("1(j)(2)")],
        evidence: Evidence::Primary,
        when: When::ALWAYS,
        effect: Effect::Computation,
    },
    investment_tax: Rule {
        id: "statute.us-personal.net-investment-income-tax",
        says: "From 2013 individuals, estates and trusts pay 3.8% of net investment income, or of modified adjusted gross income above the threshold where that is less.",
        cites: &[IRC.at("1411(a)"), IRC.at("1411(c)(1)(A)(i)")],
        evidence: Evidence::Primary,
        when: When::all(&[Condition::Noncorporate, Condition::TaxYearBeginsFrom(Day::ymd(2013, 1, 1))]),
        effect: Effect::Computation,
    },
    investment_rate: Rate::of("3.8"),
    investment_threshold: Rule {
        id: "statute.us-personal.investment-threshold",
        says: "The threshold is $250,000 for couples that file jointly, $125,000 married filing separately, $200,000 for other individuals, and for estates and trusts where their highest bracket begins.",
        cites: &[IRC.at("1411(b)"), IRC.at("1411(a)(2)(B)(ii)")],
        evidence: Evidence::Primary,
        when: When::ALWAYS,
        effect: Effect::Computation,
    },
    investment_note: Rule {
        id: "statute.us-note.investment-tax-without-credit",
        says: "The foreign tax credit does not reduce the tax on net investment income, which is in another chapter of the Code.",
        cites: &[IRC.at("27"), IRC.at("1411(a)"), REG.at("1.1411-1(e)")],
        evidence: Evidence::Secondary,
        when: When::all(&[Condition::Noncorporate, Condition::TaxYearBeginsFrom(Day::ymd(2013, 1, 1))]),
        effect: Effect::Note,
    },
    personal_currency_character: Rule {
        id: "statute.us-personal.currency-character",
        says: "The rules that make gain from exchange rates ordinary leave out an individual's personal transactions: gain in one is from a capital asset.",
        cites: &[IRC.at("988(e)(1)"), IRC.at("1221(a)")],
        evidence: Evidence::Primary,
        when: When::all(&[Condition::Kind(HolderKind::Individual), Condition::PersonalCurrency]),
        effect: Effect::Requirement,
    },
    personal_currency: Rule {
        id: "statute.us-personal.small-currency-gain",
        says: "From 1998 an individual's gain from exchange rates in a personal transaction is not recognised when it is no more than $200; above that all of it is.",
        cites: &[IRC.at("988(e)(2)"), IRC.at("988(e)(3)"), PL_105_34.at("1104")],
        evidence: Evidence::Primary,
        when: When::all(&[
            Condition::Kind(HolderKind::Individual),
            Condition::PersonalCurrency,
            Condition::ConversionYearBeginsFrom(Day::ymd(1998, 1, 1)),
        ]),
        effect: Effect::Requirement,
    },
    personal_currency_usd: 200,
    personal_currency_loss: Rule {
        id: "statute.us-personal.currency-loss",
        says: "A loss from exchange rates in a personal transaction is not deductible.",
        cites: &[IRC.at("165(c)"), IRC.at("262(a)")],
        evidence: Evidence::Secondary,
        when: When::all(&[Condition::Kind(HolderKind::Individual), Condition::PersonalCurrency]),
        effect: Effect::Requirement,
    },
};
