//! The United States: the dividend as income, its rate by tax year, the credit.

mod holders;

use self::holders::{EXCLUDED, EXCLUDED_CLASSES, EXCLUDED_OWNERS, HOLDER};
use super::credit;
use crate::facts::{DividendKind, HolderKind};
use crate::law::irc::{FORM_8621, IRC, NOTICE_2010_34, NOTICE_2011_55, PL_99_514, PL_108_27, PL_115_97, REG};
use crate::law::tables::LAST_PREFERENTIAL_YEAR;
use crate::law::{Action, Category, Citation, Condition, Effect, Evidence, Papers, Rule, UsChapter, When};
use crate::units::{Day, Rate};

pub(super) use self::holders::{OTHER_DISTRIBUTIONS, OTHER_EXCLUDED, OTHER_HOLDERS};

pub(super) const CHAPTER: UsChapter = UsChapter {
    holder: HOLDER,
    excluded: EXCLUDED,
    excluded_classes: EXCLUDED_CLASSES,
    excluded_owners: EXCLUDED_OWNERS,
    income: computation(
        "statute.us.gross-income",
        "Gross income includes dividends, with the tax withheld from them.",
        &[IRC.at("61(a)(7)"), IRC.at("301(c)(1)"), IRC.at("316(a)")],
        Evidence::Primary,
    ),
    inclusion_share: computation(
        "statute.us.inclusion-share",
        "A dividend on shares is included when it is received, actually or constructively.",
        &[IRC.at("451(a)"), REG.at("1.301-1(b)")],
        Evidence::Secondary,
    ),
    inclusion_ads: computation(
        "statute.us.inclusion-ads",
        "A dividend on ADSs is included when the depositary receives it for the holders.",
        &[IRC.at("451(a)"), REG.at("1.301-1(b)")],
        Evidence::Secondary,
    ),
    translation: computation(
        "statute.us.translation",
        "The yen are translated at the spot rate of the day of inclusion, demonstrated from a consistent source.",
        &[IRC.at("988(a)"), REG.at("1.988-1(d)(1)")],
        Evidence::Secondary,
    ),
    rates: RATES,
    no_deduction: computation(
        "statute.us.no-dividends-received-deduction",
        "The deduction for dividends received is for dividends of domestic corporations; that for foreign ones since 2018 is for holders of 10% or more.",
        &[IRC.at("243(a)"), IRC.at("245A(a)")],
        Evidence::Primary,
    ),
    return_of_capital: computation(
        "statute.us.return-of-capital",
        "What is distributed beyond earnings and profits reduces the basis, and is gain from a sale above it.",
        &[IRC.at("301(c)(2)"), IRC.at("301(c)(3)")],
        Evidence::Primary,
    ),
    currency: computation(
        "statute.us.currency-gain",
        "Gain or loss from exchange rates between inclusion and conversion is ordinary, and sourced by the holder's residence.",
        &[IRC.at("988(a)(1)"), IRC.at("988(a)(3)"), IRC.at("988(c)(1)(C)")],
        Evidence::Primary,
    ),
    credit: computation(
        "statute.us.credit",
        "Tax that Japan withholds on the gross amount is creditable up to what the treaty lets it withhold.",
        &[IRC.at("901(b)"), IRC.at("903"), REG.at("1.901-2(e)(5)(i)")],
        Evidence::Secondary,
    ),
    credit_without_treaty: Rule {
        id: "statute.us.credit-under-domestic-law",
        says: "Tax that Japan withholds under its own law, where no treaty lowers it, is creditable.",
        cites: &[IRC.at("901(b)"), IRC.at("903")],
        evidence: Evidence::Primary,
        when: When::ALWAYS,
        effect: Effect::Creditable,
    },
    refundable: computation(
        "statute.us.refundable-not-creditable",
        "What is reasonably certain to be refunded, and what is paid without being owed, is not tax paid.",
        &[REG.at("1.901-2(e)(2)(i)"), REG.at("1.901-2(e)(5)(i)")],
        Evidence::Secondary,
    ),
    categories: CATEGORIES,
    personal: Some(&super::personal::PERSONAL),
    credit_limits: Some(&credit::LIMITS),
    notes: NOTES,
    actions: ACTIONS,
};

const RATES: &[Rule] = &[
    Rule {
        id: "statute.us-rate.corporation",
        says: "A corporation pays its own rate on dividends.",
        cites: &[IRC.at("11"), IRC.at("1(h)(11)(A)")],
        evidence: Evidence::Primary,
        when: When::all(&[Condition::Kind(HolderKind::Corporation)]),
        effect: Effect::OrdinaryRates,
    },
    Rule {
        id: "statute.us-rate.before-2003",
        says: "Before 2003 dividends are taxed at the rates of ordinary income.",
        cites: &[PL_108_27.at("302(f)")],
        evidence: Evidence::Secondary,
        when: When::all(&[Condition::TaxYearBeginsBefore(Day::ymd(2003, 1, 1))]),
        effect: Effect::OrdinaryRates,
    },
    Rule {
        id: "statute.us-rate.pfic",
        says: "A corporation that is a PFIC in its year of the dividend or the year before is no qualified foreign corporation: ordinary rates.",
        cites: &[IRC.at("1(h)(11)(C)(iii)(I)")],
        evidence: Evidence::Primary,
        when: When::all(&[Condition::Pfic]),
        effect: Effect::OrdinaryRates,
    },
    Rule {
        id: "statute.us-rate.qualified-2003",
        says: "From 2003 to 2012 qualified dividends are taxed at no more than 15%; the shares must be held more than 60 days of the 121 that begin 60 days before the ex-dividend date.",
        cites: &[IRC.at("1(h)(1)"), IRC.at("1(h)(11)(B)(iii)"), IRC.at("246(c)"), PL_108_27.at("302")],
        evidence: Evidence::Secondary,
        when: When::all(&[Condition::TaxYearBeginsBefore(Day::ymd(2013, 1, 1)), HELD_LONG_ENOUGH]),
        effect: Effect::MaximumRate(Rate::of("15")),
    },
    Rule {
        id: "statute.us-rate.qualified-2013",
        says: "From 2013 qualified dividends are taxed at no more than 20%; the shares must be held more than 60 days of the 121 that begin 60 days before the ex-dividend date.",
        cites: &[IRC.at("1(h)(1)(D)"), IRC.at("1(h)(11)(B)(iii)"), IRC.at("246(c)")],
        evidence: Evidence::Primary,
        when: When::all(&[FROM_2013, Condition::TaxYearBeginsBefore(AFTER_TABLES), HELD_LONG_ENOUGH]),
        effect: Effect::MaximumRate(Rate::of("20")),
    },
    Rule {
        id: "statute.us-rate.after-2026",
        says: "What qualified dividends are taxed at in tax years that begin after 2026 is not encoded: the table of rates and brackets (statute.preferential-rates) ends with 2026.",
        cites: &[IRC.at("1(f)"), IRC.at("1(h)(1)"), IRC.at("1(j)(5)(C)")],
        evidence: Evidence::Primary,
        when: When::all(&[Condition::TaxYearBeginsFrom(AFTER_TABLES), HELD_LONG_ENOUGH]),
        effect: Effect::NotEncoded,
    },
    Rule {
        id: "statute.us-rate.ordinary",
        says: "Dividends on shares that were not held long enough are taxed at the rates of ordinary income.",
        cites: &[IRC.at("1(h)(11)(B)(iii)"), IRC.at("246(c)")],
        evidence: Evidence::Primary,
        when: When::ALWAYS,
        effect: Effect::OrdinaryRates,
    },
];

/// The first day after the last tax year of the table of rates and brackets; the row on it names that year.
pub(super) const AFTER_TABLES: Day = Day::ymd(LAST_PREFERENTIAL_YEAR + 1, 1, 1);
const _: () = assert!(LAST_PREFERENTIAL_YEAR == 2026);

const FROM_2013: Condition = Condition::TaxYearBeginsFrom(Day::ymd(2013, 1, 1));

const HELD_LONG_ENOUGH: Condition =
    Condition::HeldAroundExDate { more_than_days: 60, begins_days_before: 60, period_days: 121 };

const CATEGORIES: &[Rule] = &[
    Rule {
        id: "statute.us-category.financial-services",
        says: "Until 2006 dividends of a holder in a banking, insurance or financing business are financial services income.",
        cites: &[IRC.at("904(d)(1)(C) until 2006")],
        evidence: Evidence::Secondary,
        when: When::all(&[Condition::TaxYearBeginsBefore(Day::ymd(2007, 1, 1)), Condition::FinancialServices]),
        effect: Effect::Category(Category::FinancialServices),
    },
    Rule {
        id: "statute.us-category.general",
        says: "From 2007 dividends of an active financial business are general category income.",
        cites: &[IRC.at("904(d)(2)(C)"), IRC.at("904(d)(1)")],
        evidence: Evidence::Primary,
        when: When::all(&[Condition::FinancialServices]),
        effect: Effect::Category(Category::General),
    },
    Rule {
        id: "statute.us-category.passive",
        says: "Dividends of other portfolio holders are passive category income.",
        cites: &[IRC.at("904(d)(2)(A)"), IRC.at("904(d)(2)(B)")],
        evidence: Evidence::Primary,
        when: When::ALWAYS,
        effect: Effect::Category(Category::Passive),
    },
];

const NOTES: &[Rule] = &[
    Rule {
        id: "statute.us-note.capital-surplus",
        says: "What Japan calls a return of capital does not matter here: the whole is a dividend as far as it comes out of earnings and profits by the rules of the United States, and a foreign company that keeps no such books pays all of it as one unless shown otherwise. State dividend.earnings_and_profits_percent if it is known.",
        cites: &[IRC.at("301(c)"), IRC.at("316(a)")],
        evidence: Evidence::Secondary,
        when: When::all(&[Condition::DividendIs(DividendKind::CapitalSurplus)]),
        effect: Effect::Note,
    },
    Rule {
        id: "statute.us-note.indirect-credit",
        says: "Until 2017 a corporation with at least 10% of the voting stock had a credit for the payer's own taxes as well; it is not encoded.",
        cites: &[IRC.at("902 until 2017")],
        evidence: Evidence::Secondary,
        when: When::all(&[
            Condition::Kind(HolderKind::Corporation),
            Condition::TaxYearBeginsBefore(Day::ymd(2018, 1, 1)),
        ]),
        effect: Effect::Note,
    },
    Rule {
        id: "statute.us-note.foreign-dividends-deduction",
        says: "Since 2018 a corporation with at least 10% of the vote or value, held for more than 365 days, deducts dividends from abroad and has no credit for the tax on them; it is not encoded.",
        cites: &[IRC.at("245A(a)"), IRC.at("245A(d)"), IRC.at("246(c)(5)")],
        evidence: Evidence::Primary,
        when: When::all(&[
            Condition::Kind(HolderKind::Corporation),
            Condition::TaxYearBeginsFrom(Day::ymd(2018, 1, 1)),
        ]),
        effect: Effect::Note,
    },
    Rule {
        id: "statute.us-note.corporate-rate",
        says: "Since 2018 a corporation's rate is 21%; the highest was 35% from 1993 to 2017.",
        cites: &[IRC.at("11(b)"), PL_115_97.at("13001")],
        evidence: Evidence::Secondary,
        when: When::all(&[
            Condition::Kind(HolderKind::Corporation),
            Condition::TaxYearBeginsFrom(Day::ymd(2018, 1, 1)),
        ]),
        effect: Effect::Note,
    },
    Rule {
        id: "statute.us-note.other-categories",
        says: "Since 2018 there are two more categories, for foreign branches and for certain income of controlled foreign corporations; dividends of a portfolio holder are in neither.",
        cites: &[IRC.at("904(d)(1)(A)"), IRC.at("904(d)(1)(B)")],
        evidence: Evidence::Primary,
        when: When::all(&[
            Condition::Kind(HolderKind::Corporation),
            Condition::TaxYearBeginsFrom(Day::ymd(2018, 1, 1)),
        ]),
        effect: Effect::Note,
    },
    Rule {
        id: "statute.us-note.no-pfic-before-1987",
        says: "There is no PFIC before 1987: the rules begin with the company's tax years that begin after 1986.",
        cites: &[PL_99_514.at("1235"), IRC.at("1297(a)")],
        evidence: Evidence::Secondary,
        when: When::all(&[Condition::Pfic, Condition::PaidBefore(FIRST_PFIC_DAY)]),
        effect: Effect::Note,
    },
    Rule {
        id: "statute.us-note.form-8621-by-instructions",
        says: "For tax years ending before 2013-12-31 the form's instructions alone ask for it: in a year with certain distributions, a disposal at a gain or an election; those of 2003 ask for it in every year with shares of a PFIC.",
        cites: &[FORM_8621.at("Who must file"), FORM_8621.at("instructions of 2003, Who must file")],
        evidence: Evidence::Secondary,
        when: When::all(&[
            Condition::Pfic,
            Condition::PaidFrom(FIRST_PFIC_DAY),
            Condition::TaxYearBeginsBefore(Day::ymd(2013, 1, 1)),
        ]),
        effect: Effect::Note,
    },
    Rule {
        id: "statute.us-note.form-8621-suspended",
        says: "The duty of every holder of a PFIC to report each year stands in the law from 2010-03-18, for tax years beginning from that day, and was suspended until regulations put it into effect for tax years ending on or after 2013-12-31.",
        cites: &[IRC.at("1298(f)"), NOTICE_2010_34.at("2010-34"), NOTICE_2011_55.at("2011-55"), REG.at("1.1298-1(h)")],
        evidence: Evidence::Secondary,
        when: When::all(&[
            Condition::Pfic,
            Condition::TaxYearBeginsFrom(Day::ymd(2010, 3, 18)),
            Condition::TaxYearBeginsBefore(Day::ymd(2013, 1, 1)),
        ]),
        effect: Effect::Note,
    },
    Rule {
        id: "statute.us-note.form-8621-thresholds",
        says: "For tax years ending on or after 2013-12-31 a holder of no more than $25,000 of PFIC stock on the last day of its tax year, $50,000 for a couple that files jointly ($5,000 held through another PFIC), need not report a year without an excess distribution or gain; a year with one is reported whatever the holding.",
        cites: &[REG.at("1.1298-1(c)(2)"), FORM_8621.at("Who must file")],
        evidence: Evidence::Secondary,
        when: When::all(&[Condition::Pfic, Condition::TaxYearBeginsFrom(Day::ymd(2013, 1, 1))]),
        effect: Effect::Note,
    },
    Rule {
        id: "statute.us-note.excess-distribution",
        says: "A distribution of a PFIC may be an excess distribution: `iijtax pfic excess --holding FILE` tests and allocates it over the holding period, unless the holder has elected to mark to market (`iijtax pfic mtm`).",
        cites: &[IRC.at("1291(a)(1)"), IRC.at("1291(b)")],
        evidence: Evidence::Primary,
        when: When::all(&[Condition::Pfic, Condition::PaidFrom(FIRST_PFIC_DAY)]),
        effect: Effect::Note,
    },
];

const ACTIONS: &[Rule] = &[
    Rule {
        id: "statute.us.file-form-8621-by-instructions",
        says: "File Internal Revenue Service Form 8621 for a year with a distribution that its instructions name, as an excess distribution is.",
        cites: &[FORM_8621.at("Who must file")],
        evidence: Evidence::Secondary,
        when: When::all(&[
            Condition::Pfic,
            Condition::PaidFrom(FIRST_PFIC_DAY),
            Condition::TaxYearBeginsBefore(Day::ymd(2013, 1, 1)),
        ]),
        effect: Effect::Action(Action::File8621, Papers::NONE),
    },
    Rule {
        id: "statute.us.file-form-8621",
        says: "File Internal Revenue Service Form 8621 for the year, unless the holding is within the thresholds and no part of the distribution is an excess distribution.",
        cites: &[IRC.at("1298(f)"), REG.at("1.1298-1(c)(2)"), FORM_8621.at("Who must file")],
        evidence: Evidence::Secondary,
        when: When::all(&[Condition::Pfic, FROM_2013]),
        effect: Effect::Action(Action::File8621, Papers::NONE),
    },
];

/// The first day of the first year of a company that can be a PFIC.
const FIRST_PFIC_DAY: Day = Day::ymd(1987, 1, 1);

const fn computation(id: &'static str, says: &'static str, cites: &'static [Citation], evidence: Evidence) -> Rule {
    Rule { id, says, cites, evidence, when: When::ALWAYS, effect: Effect::Computation }
}
