//! Form 8621 as lines: its first part, what a year fills, and the statement for the line of the allocation.

use rust_decimal::Decimal;
use rust_decimal::RoundingStrategy::MidpointAwayFromZero;

use super::Line;
use crate::answer::pfic::{Character, Duty, Filing, Line as Allocation, PficAnswer, PficEvent, PficRegime, PficYear};
use crate::facts::Block;
use crate::lang;
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
            edition: said!("{}, tax year {}", "{}、{}課税年度", revision(self.year), self.year),
            line: line.to_owned(),
            of,
            says: says.to_owned(),
            amount_usd: None,
            value: None,
            rule: Some(rule),
            cite: said!("Instructions for {FORM}, line {line}", "{FORM}記載要領 line {line}"),
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
    let mut class = line("1", word!("class of shares", "株式の種類"));
    class.value = Some(if holding.ads_per_share.is_some() { "ADS" } else { "common" }.to_owned());
    let mut acquired = line("2", word!("acquired during the year", "年度中に取得したもの"));
    let mut days: Vec<_> = held.iter().map(|block| block.acquired).filter(|day| span.contains(*day)).collect();
    days.dedup();
    match days.as_slice() {
        [] => acquired.remark = Some(word!("none was", "該当なし").to_owned()),
        days => acquired.value = Some(days.iter().map(ToString::to_string).collect::<Vec<_>>().join(word!(", ", "、"))),
    }
    let mut number = line("3", word!("shares at the end of the year", "年度末の株式数"));
    number.value = Some(shares.normalize().to_string());
    let mut value = line("4", word!("their value at the end of the year", "年度末の価額"));
    match holding.prices.iter().find(|price| price.date == span.last) {
        Some(price) => {
            page.put(&mut value, (price.per_unit * crate::units::Exact::from(shares)).usd().into());
        }
        None => {
            value.remark = {
                let last = span.last;
                Some(said!("state the price of a share on {last} (prices)", "{last}の1株の価格の記載が必要（prices）"))
            }
        }
    }
    let says = word!(
        "type of PFIC, and what is excess distributions or gains of it",
        "PFICの種類、及び超過分配又は譲渡益の額"
    );
    let mut kind = line("5", says);
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
        line.value = it.jpy.map(|yen| said!("{} yen", "{}円", yen.0));
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
        let (kind, date) = (lang::code(event.kind.name()), event.date);
        let of = said!("{kind} of {date}, statement {at}", "{date}の{kind}、明細{at}");
        let says = word!(
            "allocated to a tax year, with its days, tax and interest",
            "課税年度への配分額、その日数、税額及び利子"
        );
        let mut row = page.line(number, Some(of), says, rule(it).id);
        row.amount_usd = Some(page.amount(allocated.allocated_usd).0);
        let number =
            |digits: Option<Digits>| digits.map_or(word!("none", "なし").to_owned(), |digits| digits.0.to_string());
        let rate = match allocated.rate_percent {
            None => word!("no rate", "なし").to_owned(),
            rate => format!("{}%", number(rate)),
        };
        row.value = Some(said!(
            "{}: {} to {}, {} days, {}, at {}, tax {}, credit {}, additional {}, interest {}",
            "{}年度：{}から{}まで、日数{}、{}、税率{}、税額{}、税額控除{}、追加税額{}、利子{}",
            allocated.tax_year,
            allocated.from,
            allocated.to,
            number(allocated.days),
            lang::code(allocated.character),
            rate,
            number(allocated.tax_usd),
            number(allocated.credit_usd),
            number(allocated.additional_tax_usd),
            number(allocated.interest_usd)
        ));
        row
    };
    event.lines.iter().map(row).collect()
}
