//! Sections 1291, 1296 and 1298.

use super::{FORM_8621, IRC, NOTICE_2010_34, NOTICE_2011_55, PL_105_34, PROP_REG, REG, REV_PROC_95_17, TOSO};
use crate::law::{Citation, DutyRules, Effect, Evidence, PficChapter, PficDetails, Rule, When};
use crate::units::{Day, Percent, Span};

/// The Code by itself.
pub static CHAPTER: PficChapter = PficChapter {
    law: "statute",
    covers: Span::new(Day::MIN, Day::MAX),
    ends_with: "",
    default_regime: primary(
        "statute.pfic.default-regime",
        "A United States person who holds stock of a PFIC is subject to section 1291, unless it was a qualified electing fund throughout or is marked to market.",
        &[IRC.at("1291(a)"), IRC.at("1291(d)(1)")],
    ),
    gain: primary(
        "statute.pfic.gain",
        "The whole gain on a disposition is treated as an excess distribution, in the first year as well.",
        &[IRC.at("1291(a)(2)")],
    ),
    excess: primary(
        "statute.pfic.excess",
        "The total excess distribution of a tax year is what its distributions exceed 125% of the average of the three preceding tax years by, or of the part of the holding period before the tax year if shorter; each distribution has its pro rata part.",
        &[IRC.at("1291(b)(1)"), IRC.at("1291(b)(2)(A)")],
    ),
    excess_over: Percent::of("125"),
    preceding_years: 3,
    allocation: primary(
        "statute.pfic.allocation",
        "An excess distribution is allocated ratably to each day of the holding period.",
        &[IRC.at("1291(a)(1)(A)")],
    ),
    current_year: primary(
        "statute.pfic.current-year",
        "What is allocated to the current tax year is ordinary income of that year.",
        &[IRC.at("1291(a)(1)(B)(i)")],
    ),
    prior_years: primary(
        "statute.pfic.prior-years",
        "What is allocated to any other tax year increases the tax of the current year by that amount at the highest rate in effect for that other year.",
        &[IRC.at("1291(a)(1)(C)"), IRC.at("1291(c)(1)"), IRC.at("1291(c)(2)")],
    ),
    interest: primary(
        "statute.pfic.interest",
        "The increase of each year bears interest from the due date of that year's return to the due date of the current year's, at the rates of underpayments.",
        &[IRC.at("1291(c)(3)"), IRC.at("6621(a)(2)")],
    ),
    credit: primary(
        "statute.pfic.credit",
        "Creditable tax withheld on an excess distribution is allocated to the same days: the part of the current year and of days before the company was a PFIC is credited now, the part of a prior year reduces that year's increase and is otherwise lost.",
        &[IRC.at("1291(g)")],
    ),
    election: primary(
        "statute.pfic.election",
        "A holder of marketable stock of a PFIC may elect to mark it to market; section 1291 then does not apply to later years.",
        &[IRC.at("1296(a)"), IRC.at("1291(d)(1)"), IRC.at("1296(k)")],
    ),
    inclusion: primary(
        "statute.pfic.inclusion",
        "The excess of the market value at the close of the tax year over the adjusted basis is included in income.",
        &[IRC.at("1296(a)(1)")],
    ),
    ordinary_rates: primary(
        "statute.pfic.ordinary-rates",
        "What is included, and gain on a sale while the election is in effect, is ordinary income.",
        &[IRC.at("1296(c)(1)(A)")],
    ),
    limited_loss: primary(
        "statute.pfic.limited-loss",
        "The excess of the adjusted basis over the market value is an ordinary deduction up to the unreversed inclusions.",
        &[IRC.at("1296(a)(2)"), IRC.at("1296(c)(1)(B)")],
    ),
    basis: primary(
        "statute.pfic.basis",
        "The adjusted basis is increased by what is included and decreased by what is deducted.",
        &[IRC.at("1296(b)(1)")],
    ),
    dividends: primary(
        "statute.pfic.dividends",
        "A dividend of a company that is a PFIC in its tax year of the dividend or the year before is not qualified.",
        &[IRC.at("1(h)(11)(C)(iii)")],
    ),
    duty: Some(&DUTY),
    form: Rule {
        id: "statute.pfic.form-8621",
        says: "File Form 8621 for each PFIC and each tax year with a distribution, a disposition or a mark.",
        cites: &[IRC.at("1298(f)"), FORM_8621.at("instructions")],
        evidence: Evidence::Secondary,
        when: When::ALWAYS,
        effect: Effect::Computation,
    },
    details: &PFIC_DETAILS,
};

/// For which tax years the form is filed without an event.
static DUTY: DutyRules = DutyRules {
    suspended: rule(
        "statute.pfic.form-without-event-until-2013",
        "For tax years that end before 2013-12-31 nothing is filed for stock that is only held: the duty of section 1298(f) was suspended until regulations, and those begin with years that end on that day or later.",
        &[IRC.at("1298(f)"), NOTICE_2010_34.at("2010-34"), NOTICE_2011_55.at("2011-55"), REG.at("1.1298-1(h)")],
        Evidence::Secondary,
    ),
    ends_from: Day::ymd(2013, 12, 31),
    part_one: rule(
        "statute.pfic.form-part-one",
        "For tax years that end on 2013-12-31 or later Part I of the form is filed for stock that is only held.",
        &[IRC.at("1298(f)"), REG.at("1.1298-1(b)"), FORM_8621.at("instructions, who must file")],
        Evidence::Primary,
    ),
    exempt: rule(
        "statute.pfic.form-small-holding",
        "It is not filed for a tax year without an excess distribution and without a gain where all stock of PFICs is worth no more than $25,000 on the year's last day, $50,000 of those who file jointly; nor, of stock that is owned through another PFIC, where that stock itself is worth no more than $5,000.",
        &[REG.at("1.1298-1(c)(2)"), FORM_8621.at("instructions, exceptions")],
        Evidence::Primary,
    ),
    threshold: 25_000,
    joint_threshold: 50_000,
    indirect_threshold: 5_000,
};

/// What a summary leaves open.
pub static PFIC_DETAILS: PficDetails = PficDetails {
    taint: primary(
        "statute.pfic.taint",
        "Stock is treated as stock of a PFIC when the company was one at any time in the holding period.",
        &[IRC.at("1298(b)(1)")],
    ),
    share_by_share: primary(
        "statute.pfic.share-by-share",
        "Excess distributions are determined share by share; shares with the same holding period are taken together.",
        &[IRC.at("1291(b)(3)(A)")],
    ),
    first_year: primary(
        "statute.pfic.first-year",
        "No distribution is an excess distribution in the tax year in which the holding period begins.",
        &[IRC.at("1291(b)(2)(B)")],
    ),
    earlier_excess: primary(
        "statute.pfic.earlier-excess",
        "An excess distribution of a preceding year counts in the average only as far as it was included in income.",
        &[IRC.at("1291(b)(2)(A)")],
    ),
    own_currency: primary(
        "statute.pfic.own-currency",
        "Distributions in another currency are tested in that currency; the excess is translated at the rate of the day of the distribution.",
        &[IRC.at("1291(b)(3)(E)")],
    ),
    days_statute: rule(
        "statute.pfic.days-statute",
        "The holding period begins on the day after the acquisition and ends on the day of the distribution or disposition, that day included.",
        &[IRC.at("1291(a)(3)(A)"), IRC.at("1223")],
        Evidence::Secondary,
    ),
    days_inclusive: rule(
        "statute.pfic.days-inclusive",
        "Asked for with --day-count inclusive: the day of the acquisition and the day of the distribution or disposition are both counted, as most public calculators do.",
        &[IRC.at("1291(a)(3)(A)")],
        Evidence::Secondary,
    ),
    pre_pfic: primary(
        "statute.pfic.before-pfic",
        "What is allocated to days before the first day of the company's first tax year after 1986 as a PFIC is ordinary income of the current year, without interest; days of later years in which it was none are not such days.",
        &[IRC.at("1291(a)(1)(B)(ii)")],
    ),
    highest_rate: rule(
        "statute.pfic.highest-rate",
        "The highest rate is that of section 1 or section 11 for the tax year, whatever the holder's own bracket.",
        &[IRC.at("1291(c)(2)"), PROP_REG.at("1.1291-4(c)(2)")],
        Evidence::Primary,
    ),
    compounding: rule(
        "statute.pfic.compounding",
        "Interest is compounded daily, from the day after one due date through the other, in years of 365 days, or 366 in leap years.",
        &[IRC.at("6622"), REV_PROC_95_17.at("tables")],
        Evidence::Secondary,
    ),
    given_rates: rule(
        "statute.pfic.given-rates",
        "Rates after the last date of the table are those of the file given with --interest-rates.",
        &[IRC.at("6621(a)(2)")],
        Evidence::Memory,
    ),
    open_interest: rule(
        "statute.pfic.open-interest",
        "Interest is calculated through the last quarter whose rate is known; what runs from then to the day the return is due is open. Give the later rates with --interest-rates when they are published.",
        &[IRC.at("6621(b)"), IRC.at("1291(c)(3)")],
        Evidence::Primary,
    ),
    loss: rule(
        "statute.pfic.loss",
        "A loss on a disposition is outside section 1291 and does not reduce its gains; it falls under the general rules on losses.",
        &[IRC.at("1291(a)(2)"), TOSO.at("151 T.C. 27")],
        Evidence::Secondary,
    ),
    first_in: rule(
        "statute.pfic.first-in",
        "Shares sold without being identified are those acquired first.",
        &[REG.at("1.1012-1(c)(1)")],
        Evidence::Secondary,
    ),
    identified: rule(
        "statute.pfic.identified",
        "Shares that are adequately identified are the ones sold.",
        &[REG.at("1.1012-1(c)(2)")],
        Evidence::Secondary,
    ),
    creditable: primary(
        "statute.pfic.creditable",
        "Only tax that is creditable at all is credited: what was withheld, as far as Japan's own law and the treaty let it be withheld from a small holder, on shares held for more than 15 days of the 31 about the ex-dividend date where that is stated. What is above can be claimed back.",
        &[IRC.at("1291(g)(2)(A)"), IRC.at("901"), IRC.at("901(k)"), FORM_8621.at("instructions, line 16d")],
    ),
    coordination: primary(
        "statute.pfic.coordination",
        "In the first tax year of the election, stock held in an earlier year in which the company was a PFIC is under section 1291: its distributions, its sale, and its increase in value as if it were sold on the last day; a decrease is not deductible.",
        &[IRC.at("1296(j)(1)")],
    ),
    unreversed: primary(
        "statute.pfic.unreversed-inclusions",
        "Unreversed inclusions are what was included before, also under section 1291 in the first year, less what was deducted.",
        &[IRC.at("1296(d)")],
    ),
    marked_sale: primary(
        "statute.pfic.marked-sale",
        "On a sale while the election is in effect gain is ordinary; loss is ordinary up to the unreversed inclusions and falls under the general rules on losses above them.",
        &[IRC.at("1296(c)(1)"), FORM_8621.at("lines 13a to 14c")],
    ),
    unmarked_year: rule(
        "statute.pfic.unmarked-year",
        "In a tax year in which the company is no PFIC nothing is marked, and a sale falls under the general rules. The company's year that contains the holder's last day, or the sale, decides.",
        &[REG.at("1.1296-1(a)(2)")],
        Evidence::Memory,
    ),
    restart: primary(
        "statute.pfic.restart",
        "Where section 1291 applies again after a mark-to-market election has ended, the holding period begins anew with the first tax year after it.",
        &[IRC.at("1291(a)(3)(A)(ii)")],
    ),
    marketable: rule(
        "statute.pfic.marketable",
        "Only marketable stock can be marked: traded regularly on a registered national or a qualifying foreign exchange. An over-the-counter market is none.",
        &[IRC.at("1296(e)"), REG.at("1.1296-2")],
        Evidence::Primary,
    ),
    election_since: 1998,
    election_years: rule(
        "statute.pfic.election-years",
        "The election can be made for tax years that begin after 1997.",
        &[IRC.at("1296"), PL_105_34.at("1124")],
        Evidence::Memory,
    ),
    pfic_since: Day::ymd(1987, 1, 1),
    cents: rule(
        "statute.pfic.cents",
        "Every line of the form is rounded to the cent from its exact value. So that the years of the statement add up to the lines, each is rounded down or up, and up are those nearest to the next cent.",
        &[FORM_8621.at("lines 16a to 16f")],
        Evidence::Memory,
    ),
    day_counts_differ: rule(
        "statute.pfic.day-counts-differ",
        "Public calculators count the day of acquisition as well; --day-count inclusive shows their figures.",
        &[IRC.at("1223")],
        Evidence::Secondary,
    ),
    unrealised: rule(
        "statute.pfic.unrealised",
        "Under the default regime the increase in value of shares still held is not taxed yet: the comparison leaves that later tax out.",
        &[IRC.at("1291(a)(2)")],
        Evidence::Primary,
    ),
    time_value: rule(
        "statute.pfic.time-value",
        "Tax of different years is added as it is, without interest between the years; losses under the general rules are not given a value.",
        &[IRC.at("1291"), IRC.at("1296")],
        Evidence::Memory,
    ),
    election_ignored: rule(
        "statute.pfic.election-ignored",
        "This is the default regime alone, as if there were no election; `iijtax pfic mtm` answers with the election the holding states.",
        &[IRC.at("1291(d)(1)")],
        Evidence::Primary,
    ),
    form_revision: rule(
        "statute.pfic.form-revision",
        "Lines are numbered as in the revision of the tax year: that of December 2004 to 2010, of December 2011 for 2011 and 2012, of December 2013 and those after it from 2013; from tax year 2025 line 15e stands once in yen and once in dollars.",
        &[FORM_8621.at("Rev. 12-2004, 12-2011, 12-2013, 12-2018, 12-2025")],
        Evidence::Secondary,
    ),
    form_in_both_currencies_from: 2025,
    form_revised_after: (2010, 2012),
};

const fn primary(id: &'static str, says: &'static str, cites: &'static [Citation]) -> Rule {
    rule(id, says, cites, Evidence::Primary)
}

const fn rule(id: &'static str, says: &'static str, cites: &'static [Citation], evidence: Evidence) -> Rule {
    Rule { id, says, cites, evidence, when: When::ALWAYS, effect: Effect::Computation }
}
