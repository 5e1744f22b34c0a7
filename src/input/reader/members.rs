//! The members of a holder: each a holder of its own, read the same way, with what is stated once of the whole.

use super::Reader;
use crate::facts::{Case, WrongShare};
use crate::facts::{Field, FieldSet, FxTable, MOST_LEVELS, MOST_MEMBERS, Stated, ValueType, check_dividend};
use crate::input::fill::{described, put_back};
use crate::input::json::{self, Cursor, NotJson, Value};
use crate::input::keys::Level;
use crate::input::layer::{Layer, Text, line_and_column, located};
use crate::input::question::{Question, below};
use crate::input::{Place, Problem};

/// What a member has from the whole, unless it states its own.
const FROM_WHOLE: FieldSet = below(Level::Dividend)
    .without(FieldSet::of(&[
        Field::PerShare,
        Field::Gross,
        Field::GrossUsd,
        Field::DeemedPerShare,
        Field::DeemedGross,
        Field::Withheld,
        Field::WithheldUsd,
        Field::FeeUsd,
        Field::BasisUsd,
        Field::Converted,
    ]))
    .without(below(Level::Converted))
    .with(below(Level::Payer))
    .with(below(Level::Relief))
    .with(FieldSet::of(&[Field::Instrument, Field::Payer, Field::Dividend, Field::Relief]));

/// What is stated once, of the whole.
const OF_WHOLE: FieldSet = below(Level::Dividend).with(below(Level::Payer)).with(FieldSet::of(&[
    Field::Instrument,
    Field::Payer,
    Field::Dividend,
    Field::MemberOf,
]));

/// Reads the members of one holder, and those behind them.
struct Members<'m> {
    rates: Option<&'m FxTable>,
    /// How many were read.
    count: usize,
    problems: Vec<Problem>,
}

impl Reader {
    /// Reads the members that are stated of the record, and shares out among them what it is paid. What is wrong is told
    /// with places in the list that they stand in.
    #[inline(never)]
    pub(super) fn take_members(&mut self, rates: Option<&FxTable>) -> Vec<Problem> {
        if self.question == Question::Sale {
            return Vec::new();
        }
        let Some(list) = self.stated.members.clone() else { return Vec::new() };
        let mut members = Members { rates, count: 0, problems: Vec::new() };
        members.read(&mut self.stated, &list.0, 1);
        if members.problems.is_empty() && !self.stated.case.share_out() {
            let got = word!("a share of a share", "持分に対する持分");
            members.refuse((1, 1), String::new(), got, WrongShare::TooFine.wanted());
        }
        members.problems
    }
}

impl Members<'_> {
    fn refuse(&mut self, at: (usize, usize), path: String, got: &str, wanted: &str) {
        let place = Place { file: String::new(), at: Some(at) };
        self.problems.push(Problem { place, path, got: got.to_owned(), wanted: wanted.to_owned(), hint: None });
    }

    /// Reads a list of members of a holder and puts them there; places and paths are told from the list's beginning.
    fn read(&mut self, of: &mut Stated, list: &str, level: usize) {
        if level > MOST_LEVELS {
            let got = word!("members of members that are deeper", "上限より深い階層の構成員");
            let wanted = said!("members at most {MOST_LEVELS} deep", "{MOST_LEVELS}段以下の構成員");
            return self.refuse((1, 1), String::new(), got, &wanted);
        }
        let mut starts = Vec::new();
        let mut cases: Vec<Case> = Vec::new();
        let before = self.problems.len();
        let read = json::items(list, |at, token| {
            self.count += 1;
            if self.count > MOST_MEMBERS {
                return;
            }
            let start = line_and_column(list, at);
            let path = format!("[{}]", starts.len());
            starts.push(start);
            match token {
                Some(Value::Object(object)) => {
                    let first = self.problems.len();
                    cases.push(self.member(of, object, level));
                    self.problems.iter_mut().skip(first).for_each(|problem| shift(problem, start, &path));
                }
                other => self.refuse(start, path, &described(other), &ValueType::Object(&[]).wanted()),
            }
        });
        if self.count > MOST_MEMBERS {
            self.problems.truncate(before);
            let wanted = said!("at most {MOST_MEMBERS} members in all", "合計{MOST_MEMBERS}人以下の構成員");
            return self.refuse((1, 1), String::new(), word!("more members", "上限を超える数の構成員"), &wanted);
        }
        if read.is_err() || self.problems.len() > before {
            // What is no JSON is told of the whole text.
            return;
        }
        if cases.is_empty() {
            let (got, wanted) = (word!("an empty list", "空のリスト"), word!("at least one member", "1人以上の構成員"));
            return self.refuse((1, 1), String::new(), got, wanted);
        }
        if let Err((at, wrong)) = of.case.take_members(cases) {
            let (at, path, got) = match at.and_then(|at| Some((at, *starts.get(at)?))) {
                Some((at, start)) => (start, format!("[{at}]"), got(wrong)),
                None => ((1, 1), String::new(), got(wrong)),
            };
            self.refuse(at, path, got, wrong.wanted());
        }
    }

    /// Reads one member, and those behind it.
    fn member(&mut self, of: &Stated, object: &str, level: usize) -> Case {
        let mut reader = Reader::new(Question::Dividend);
        let whole = FROM_WHOLE.and(of.facts);
        whole.iter().for_each(|field| put_back(&mut reader.stated, field, of));
        reader.stated.facts = whole;
        reader.share();
        reader.begin();
        let text = Text::Json { text: object, level: Level::Holder };
        let layer = Layer { name: "", first_line: 1, text, is_record: false, has_full_paths: true, is_shared: false };
        if self.object(&mut reader, &layer).is_err() {
            return reader.stated.case;
        }
        let own = reader.own;
        let is_well = self.problems.is_empty();
        for field in own.and(OF_WHOLE).iter() {
            // The object stands for the facts in it.
            if matches!(field, Field::Payer | Field::Dividend) {
                continue;
            }
            let place = layer.place_of(field);
            let wanted = word!(
                "it stated once, of the whole that it is a member of",
                "団体全体についてのみ1回記載し、構成員には記載しないこと"
            );
            let (path, got) = (field.path().to_owned(), word!("a fact of a member", "構成員ごとの記載"));
            let (got, wanted) = (got.to_owned(), wanted.to_owned());
            self.problems.push(Problem { place, path, got, wanted, hint: None });
        }
        for field in [Field::Kind, Field::Residence] {
            if !reader.stated.facts.contains(field) && is_well {
                let got = word!("nothing", "記載なし");
                self.refuse((1, 1), field.path().to_owned(), got, &field.value_type().wanted());
            }
        }
        reader.stated.shared = whole.without(own);
        reader.stated.resolve(self.rates, false);
        reader.stated.case.stated = reader.stated.facts;
        if is_well {
            let mut contradictions = Vec::new();
            check_dividend(&reader.stated, self.rates, &mut |it| contradictions.push(it));
            let located = contradictions.iter().map(|it| located(it, &[layer], &[own], None));
            self.problems.extend(located);
        }
        if let (Some((start, path)), Some(list)) = (
            layer.find(Field::Members).map(|(at, _)| (line_and_column(object, at), Field::Members.path())),
            reader.stated.members.clone(),
        ) {
            let first = self.problems.len();
            self.read(&mut reader.stated, &list.0, level + 1);
            self.problems.iter_mut().skip(first).for_each(|problem| shift(problem, start, path));
        }
        reader.stated.case
    }

    /// Reads the facts of the object.
    fn object(&mut self, reader: &mut Reader, layer: &Layer<'_>) -> Result<(), NotJson> {
        let Text::Json { text, level } = layer.text else { return Err(NotJson) };
        reader.begin_layer();
        let read = reader.object(&mut Cursor::new(text, 0), level, false, 0);
        reader.end_layer();
        self.problems.extend(reader.found(layer).into_iter().map(|(_, problem)| problem));
        read
    }
}

fn got(wrong: WrongShare) -> &'static str {
    match wrong {
        WrongShare::None => word!("no share", "持分の記載なし"),
        WrongShare::Zero => word!("a share of nothing", "0の持分"),
        WrongShare::Twice(_) => word!("its share in two ways", "2通りの持分の記載"),
        WrongShare::OfUnknown => word!("shares out of no number of them", "総数の記載のない株式数"),
        WrongShare::TooMany => word!("more shares than there are", "総数を超える株式数"),
        WrongShare::TooMuch => word!("shares that add up to more than the whole", "合計が全体を超える持分"),
        WrongShare::TooFine => word!("shares that are too fine", "細かすぎる持分"),
    }
}

/// Tells a problem from the beginning of what it stands in.
pub(super) fn shift(problem: &mut Problem, (line, column): (usize, usize), path: &str) {
    if let Some((at_line, at_column)) = &mut problem.place.at {
        if *at_line == 1 {
            *at_column += column - 1;
        }
        *at_line += line - 1;
    }
    let own = std::mem::take(&mut problem.path);
    let dot = if own.is_empty() || own.starts_with('[') { "" } else { "." };
    problem.path = format!("{path}{dot}{own}");
}
