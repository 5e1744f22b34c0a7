//! The ways into the library, each from bytes to whether they were good: all that has to follow when those change.

use iijtax::answer::pfic::DayCount;
use iijtax::facts::FxTable;
use iijtax::input::{Document, Given, Problem, interest_rates, read_case, read_company, read_holding, read_sale};
use iijtax::law::{self, PFIC_CHAPTERS, form_20f, irc};
use iijtax::register::Format;
use iijtax::render::{gain::Gain, json, pfic_compare, screen, text};
use iijtax::us::pfic::{Question, Tables, compare, missing_prices, status};
use iijtax::{dividend, gain};

type Read<T> = Result<T, Vec<Problem>>;

/// `dividend --holder`
pub fn holder(bytes: &[u8]) -> bool {
    let read = || -> Read<()> {
        let document = Document::new("holder.json", bytes.to_vec())?;
        answer(&Given::profile(&document))
    };
    told(read())
}

/// `dividend --holder --dividend`, of some holder.
pub fn dividend(bytes: &[u8]) -> bool {
    let holder = br#"{"kind": "corporation", "residence": "US", "shares": 7, "ownership_percent": 60}"#;
    let read = || -> Read<()> {
        let (holder, event) =
            (Document::new("holder.json", holder.to_vec())?, Document::new("event.json", bytes.to_vec())?);
        answer(&Given { events: vec![&event], ..Given::profile(&holder) })
    };
    told(read())
}

fn answer(given: &Given<'_>) -> Read<()> {
    let case = read_case(given)?;
    if let Ok(law) = law::choose(None, &case) {
        let answer = dividend::determine(&case, law);
        json::to_json(&json::Dividend::new(&answer));
        text::dividend(&answer, None, text::Steps::All);
        screen::dividend(&answer, None);
    }
    Ok(())
}

/// `gain --holder`
pub fn sale(bytes: &[u8]) -> bool {
    let read = || -> Read<()> {
        let document = Document::new("sale.json", bytes.to_vec())?;
        let given = Given::profile(&document);
        let case = read_sale(&given)?;
        if let Ok(law) = law::choose_by_day(None, case.taxed_on()) {
            json::to_json(&Gain::new(&gain::determine(&case, law)));
        }
        Ok(())
    };
    told(read())
}

/// `pfic status --company`
pub fn company(bytes: &[u8]) -> bool {
    let read = || -> Read<()> {
        let document = Document::new("company.json", bytes.to_vec())?;
        let company = read_company(&document.parse()?, &[])?;
        status(&company, &form_20f::LAW);
        Ok(())
    };
    told(read())
}

/// `pfic compare --holding`
pub fn holding(bytes: &[u8]) -> bool {
    let read = || -> Read<()> {
        let document = Document::new("holding.json", bytes.to_vec())?;
        let node = document.parse()?;
        let given = read_holding(&node, None)?;
        let last = given.holding.last_event();
        let chapter = PFIC_CHAPTERS.iter().copied().find(|it| it.covers.contains(last)).unwrap_or(&irc::CHAPTER);
        let tables = Tables::default();
        let question = Question { chapter, tables: &tables, day_count: DayCount::Statute, year: None };
        if missing_prices(&given.holding, None).is_empty()
            && let Ok(answer) = compare(&given.holding, &question)
        {
            json::to_json(&pfic_compare::PficComparison::new(&answer));
        }
        Ok(())
    };
    told(read())
}

/// The files of `--fx` and of `--interest-rates`.
pub fn rates(bytes: &[u8]) -> bool {
    let fx = FxTable::from_csv("fx.csv", bytes).map(drop);
    let interest = interest_rates("rates.csv", bytes).map(drop);
    told(fx) | told(interest)
}

/// `batch`
pub fn register(bytes: &[u8], from: Format) -> bool {
    crate::register::attempt(bytes, from)
}

/// Whether it was good; what was not, is said.
fn told(read: Read<()>) -> bool {
    if let Err(problems) = &read {
        assert!(!problems.is_empty(), "refused without a word");
        problems.iter().for_each(|problem| drop(problem.to_string()));
    }
    read.is_ok()
}
