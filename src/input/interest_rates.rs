//! Rates of interest on underpayments that the built-in table does not know yet: a file of the user's.

use super::fx::broken_line;
use super::{Place, Problem};
use crate::law::tables::UNDERPAYMENT;
use crate::units::{Day, Exact, Rate, Span};

/// The most that the years of all rows times their rates come to, in percent: 7% for 71 years. At that interest grows by
/// less than 150 times, so that no amount leaves its bounds.
const MOST_PERCENT: i64 = 500;

/// Reads `start,end,rate_percent`, with or without a heading. Rows that repeat the built-in table are
/// welcome as long as they agree with it; those after its end must continue it day by day.
pub fn interest_rates(name: &str, bytes: &[u8]) -> Result<Vec<(Span, Rate)>, Vec<Problem>> {
    let mut rates: Vec<(Span, Rate)> = Vec::new();
    let mut problems = Vec::new();
    let mut percent_days = Exact::ZERO;
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
    for (at, record) in reader.records().enumerate() {
        let line = record.as_ref().ok().and_then(|it| it.position()).map_or(at + 1, |at| at.line() as usize);
        let mut wrong = |got: String, wanted: String| {
            let place = Place { file: name.to_owned(), at: Some((line, 1)) };
            problems.push(Problem { place, path: String::new(), got, wanted, hint: None });
        };
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                wrong(broken_line(&error), "start,end,rate_percent".to_owned());
                break;
            }
        };
        let cell = |at: usize| record.get(at).unwrap_or_default().trim().trim_start_matches('\u{feff}');
        if at == 0 && (cell(0), cell(1), cell(2)) == ("start", "end", "rate_percent") {
            continue;
        }
        let got = record.iter().collect::<Vec<_>>().join(",");
        let row = Day::parse(cell(0)).zip(Day::parse(cell(1))).zip(percent(cell(2))).filter(|_| record.len() == 3);
        let Some(((first, last), rate)) = row.filter(|((first, last), _)| first <= last) else {
            let wanted = word!(
                "start,end,rate_percent, such as 2027-01-01,2027-03-31,7",
                "2027-01-01,2027-03-31,7のようなstart,end,rate_percent"
            );
            wrong(got, wanted.to_owned());
            continue;
        };
        let span = Span::new(first, last);
        if let Some(known) = UNDERPAYMENT.iter().find(|row| row.span.overlap(span).days() > 0) {
            let within = known.span.first <= first && last <= known.span.last;
            if !(within && known.rate == rate) {
                let wanted = said!(
                    "{} for {}, as the table of underpayment rates has it",
                    "過少納付利率の表のとおりの利率{}（{}）",
                    known.rate,
                    known.span
                );
                wrong(got, wanted);
            }
            continue;
        }
        let before = rates.last().map_or(end_of_table(), |(span, _)| span.last);
        if first != before.plus_days(1) {
            let wanted = said!(
                "a row that begins on {}, the day after the one before it",
                "直前の行の翌日（{}）から始まる行",
                before.plus_days(1)
            );
            wrong(got, wanted);
        }
        percent_days = percent_days + Exact::whole(i64::from(span.days()) * 100).at(rate);
        if percent_days > Exact::whole(MOST_PERCENT * 365) {
            let wanted = said!(
                "rows whose years times their rates come to at most {MOST_PERCENT}%, so that every amount stays exact",
                "各行の年数と利率の積の合計が{MOST_PERCENT}%以下となる行（すべての金額を正確に計算するため）"
            );
            wrong(record.iter().collect::<Vec<_>>().join(","), wanted);
            break;
        }
        rates.push((span, rate));
    }
    if problems.is_empty() { Ok(rates) } else { Err(problems) }
}

fn end_of_table() -> Day {
    UNDERPAYMENT.last().map_or(Day::MIN, |row| row.span.last)
}

fn percent(text: &str) -> Option<Rate> {
    super::scalar::number(text, crate::facts::ValueType::Percent).ok().and_then(Rate::new)
}
