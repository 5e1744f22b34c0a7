//! Form 8621 as lines: its first part, what a year fills, and the statement for the line of the allocation.

use rust_decimal::Decimal;
use rust_decimal::RoundingStrategy::MidpointAwayFromZero;

use super::Line;
use crate::answer::pfic::{Character, Duty, Filing, Line as Allocation, PficAnswer, PficEvent, PficRegime, PficYear};
use crate::facts::Block;
use crate::render::digits::Digits;
use crate::render::pfic::Allocated;
use crate::render::pfic_form::{self, FORM, numbered, revision, seen};
use crate::units::Usd;

/// The lines of every tax year for which the form is filed, in order of years.
pub fn form_8621(answer: &PficAnswer<'_>, is_whole_dollars: bool) -> Vec<Line> {
    let year_of = |filing: &Filing| answer.years.iter().find(|year| year.year.name == filing.year.name);
    let due = answer.filing.iter().filter(|filing| matches!(filing.duty, Duty::Event | Duty::PartOne));
    let mut lines = Vec::new();
    for filing in due {
        let page = Page { year: filing.year.name, is_whole_dollars };
        lines.extend(part_one(answer, filing, year_of(filing), page));
        if let Some(year) = year_of(filing) {
            lines.extend(filled(answer, year, page));
            lines.extend(year.events.iter().zip(1..).flat_map(|(event, at)| statement(answer, event, at, page)));
        }
    }
    lines
}

/// The form of one tax year.
#[derive(Clone, Copy)]
struct Page {
    year: i32,
    is_whole_dollars: bool,
}

impl Page {
    fn line(self, line: &str, of: Option<String>, says: &str, rule: &'static str) -> Line {
        Line {
            form: FORM.to_owned(),
            edition: format!("{}, tax year {}", revision(self.year), self.year),
            line: line.to_owned(),
            of,
            says: says.to_owned(),
            amount_usd: None,
            value: None,
            rule: Some(rule),
            cite: format!("Instructions for {FORM}, line {line}"),
            evidence: seen(self.year).to_string(),
            remark: None,
            rounding_left_usd: None,
        }
    }

    /// An amount as the form has it, and what rounding leaves of it.
    fn amount(self, amount: Digits) -> (Digits, Option<Digits>) {
        let places = if self.is_whole_dollars { 0 } else { 2 };
        let rounded = amount.0.round_dp_with_strategy(places, MidpointAwayFromZero);
        let left = (amount.0 - rounded).normalize();
        (Digits(rounded), (self.is_whole_dollars && !left.is_zero()).then_some(Digits(left)))
    }

    fn put(self, line: &mut Line, amount: Digits) {
        let (rounded, left) = self.amount(amount);
        (line.amount_usd, line.rounding_left_usd) = (Some(rounded), left);
    }
}

/// What is held at the end of the year, in Part I of the revisions that have it.
fn part_one(answer: &PficAnswer<'_>, filing: &Filing, year: Option<&PficYear>, page: Page) -> Vec<Line> {
    let holding = answer.holding;
    if filing.year.name <= answer.chapter.details.form_revised_after.1 {
        return Vec::new();
    }
    let span = filing.year.span;
    let blocks = holding.blocks();
    let held: Vec<&Block> = blocks.iter().filter(|block| block.is_held_after(span.last)).collect();
    let shares: Decimal = held.iter().map(|block| block.shares).sum();
    let line = |line, says| page.line(line, Some("Part I".to_owned()), says, filing.rule.id);
    let mut class = line("1", "class of shares");
    class.value = Some(if holding.ads_per_share.is_some() { "ADS" } else { "common" }.to_owned());
    let mut acquired = line("2", "acquired during the year");
    let mut days: Vec<_> = held.iter().map(|block| block.acquired).filter(|day| span.contains(*day)).collect();
    days.dedup();
    match days.as_slice() {
        [] => acquired.remark = Some("none was".to_owned()),
        days => acquired.value = Some(days.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")),
    }
    let mut number = line("3", "shares at the end of the year");
    number.value = Some(shares.normalize().to_string());
    let mut value = line("4", "their value at the end of the year");
    match holding.prices.iter().find(|price| price.date == span.last) {
        Some(price) => {
            page.put(&mut value, (price.per_unit * crate::units::Exact::from(shares)).usd().into());
        }
        None => value.remark = Some(format!("state the price of a share on {} (prices)", span.last)),
    }
    let mut kind = line("5", "type of PFIC, and what is excess distributions or gains of it");
    let marked = answer.regime == PficRegime::MarkToMarket
        && holding.mark_to_market.is_some_and(|election| election.covers(filing.year.name));
    kind.value = Some(if marked { "section 1296" } else { "section 1291" }.to_owned());
    let of_year = |year: &PficYear| match marked {
        true => year.totals.marked_income - year.totals.marked_loss,
        false => year.totals.excess + year.totals.gain,
    };
    page.put(&mut kind, year.map_or(Usd::default(), of_year).into());
    vec![class, acquired, number, value, kind]
}

/// What stands in the parts on marks and on excess distributions.
fn filled(answer: &PficAnswer<'_>, year: &PficYear, page: Page) -> Vec<Line> {
    let line = |it: pfic_form::FormLine| {
        let mut line = page.line(it.line, None, it.text, it.rule);
        if let Some(usd) = it.usd {
            page.put(&mut line, usd);
        }
        line.value = it.jpy.map(|yen| format!("{} yen", yen.0));
        line
    };
    pfic_form::lines(answer.chapter, year).into_iter().map(line).collect()
}

/// For an excess distribution or a gain, the days and amounts of each tax year.
fn statement(answer: &PficAnswer<'_>, event: &PficEvent, at: usize, page: Page) -> Vec<Line> {
    let details = answer.chapter.details;
    let rule = |line: &Allocation| -> &'static crate::law::Rule {
        match line.character {
            Character::BeforePfic => &details.pre_pfic,
            Character::CurrentYear => &answer.chapter.current_year,
            Character::PriorYear => line.charge.map_or(&answer.chapter.prior_years, |charge| charge.rate_rule),
        }
    };
    let number = numbered("16a", page.year).unwrap_or("16a");
    let row = |it: &Allocation| {
        let allocated = Allocated::new(it);
        let of = format!("{} of {}, statement {at}", event.kind.name().replace('_', " "), event.date);
        let mut row =
            page.line(number, Some(of), "allocated to a tax year, with its days, tax and interest", rule(it).id);
        row.amount_usd = Some(page.amount(allocated.allocated_usd).0);
        let number = |digits: Option<Digits>| digits.map_or("none".to_owned(), |digits| digits.0.to_string());
        row.value = Some(format!(
            "{}: {} to {}, {} days, {}, at {}%, tax {}, credit {}, additional {}, interest {}",
            allocated.tax_year,
            allocated.from,
            allocated.to,
            number(allocated.days),
            allocated.character.replace('_', " "),
            number(allocated.rate_percent),
            number(allocated.tax_usd),
            number(allocated.credit_usd),
            number(allocated.additional_tax_usd),
            number(allocated.interest_usd)
        ));
        row
    };
    event.lines.iter().map(row).collect()
}
