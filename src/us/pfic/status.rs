//! The two tests, year by year, with subsidiaries looked through, and the years that matter to a holding.

use crate::answer::{
    Counted, HoldingStatus, Missing, Status, StatusAnswer, StatusStep, TestResult, Through, Todo, YearStatus,
};
use crate::facts::{Company, CompanyYear, HeldFor, Operations, Subsidiary};
use crate::lang;
use crate::law::{Effect, Law, Outcome, PficStatusChapter, Rule, Threshold};
use crate::units::{Day, Exact, Percent, Span, grouped_decimal};

/// Which of the company's years are PFIC years. Cannot fail on a valid company.
pub fn status<'a>(company: &'a Company, law: &'static Law) -> StatusAnswer<'a> {
    let chapter = &law.pfic_status;
    let mut steps = Vec::new();
    let held = company.held.as_ref();
    let years = company.years.iter().enumerate();
    let mut years: Vec<_> = years.map(|(at, year)| judge(at, year, chapter, &mut steps)).collect();
    if let Some(held) = held {
        years.iter_mut().for_each(|year| year.held = Some(is_held(held, year.span)));
    }
    let holding = held.map(|held| taint(held, &years, chapter, &mut steps));
    let open = years.iter().any(|year| year.status != Status::Determined);
    let untold = holding.as_ref().is_some_and(|holding| holding.tainted.is_none());
    let actions = chapter.actions.iter().filter_map(|rule| match rule.effect {
        Effect::Action(action, _) if tainted(&holding) => Some(Todo { rule, action, due: None }),
        _ => None,
    });
    StatusAnswer {
        actions: actions.collect(),
        company,
        law,
        status: if open || untold { Status::Undetermined } else { Status::Determined },
        years,
        holding,
        notes: chapter.notes.iter().collect(),
        steps,
    }
}

fn tainted(holding: &Option<HoldingStatus>) -> bool {
    holding.as_ref().is_some_and(|holding| holding.tainted == Some(true))
}

/// One year: both tests, and what they leave open.
fn judge(
    at: usize,
    year: &CompanyYear,
    chapter: &'static PficStatusChapter,
    steps: &mut Vec<StatusStep>,
) -> YearStatus {
    let ends = year.span.quarter_ends();
    let mut count = Count {
        chapter,
        ends: &ends,
        year: year.span,
        steps,
        income: Counted::NOTHING,
        assets: Counted::NOTHING,
        missing_income: Vec::new(),
        missing_assets: Vec::new(),
        through: Vec::new(),
    };
    count.operations(&year.operations, Exact::whole(1), &format!("years[{at}]"), "");
    let Count { income, assets, missing_income, missing_assets, through, .. } = count;

    let quarters = Exact::whole(i64::try_from(ends.len()).unwrap_or(i64::MAX));
    let average = Counted { passive: assets.passive / quarters, total: assets.total / quarters };
    steps.push(StatusStep {
        rule: &chapter.average,
        outcome: if missing_assets.is_empty() { Outcome::Met } else { Outcome::Unknown },
        because: said!("year {}: {} quarter ends", "年度{}：四半期末{}回", year.span, ends.len()),
    });
    let income = test(&chapter.income_test, income, &missing_income, year.span, steps);
    let assets = test(&chapter.asset_test, average, &missing_assets, year.span, steps);
    let pfic = match (income.met, assets.met) {
        (Some(true), _) | (_, Some(true)) => Some(true),
        (Some(false), Some(false)) => Some(false),
        _ => None,
    };
    let rule = [&income, &assets].into_iter().find(|test| test.met == Some(true)).map(|test| test.rule);
    let missing = if pfic.is_some() { Vec::new() } else { missing_income.into_iter().chain(missing_assets).collect() };
    YearStatus {
        span: year.span,
        status: if pfic.is_some() { Status::Determined } else { Status::Undetermined },
        pfic,
        rule,
        income,
        assets,
        through,
        missing,
        held: None,
    }
}

/// Asks one test of the figures, when none is missing.
fn test(
    rule: &'static Rule,
    counted: Counted,
    missing: &[Missing],
    year: Span,
    steps: &mut Vec<StatusStep>,
) -> TestResult {
    let threshold = rule.threshold().unwrap_or(Threshold::AtLeast(Percent::HUNDRED));
    let figures = missing.is_empty().then_some(counted);
    let met = figures.map(|counted| threshold.is_reached_by_part(counted.passive, counted.total));
    let because = match missing.first() {
        None => {
            let (passive, total) = (yen(counted.passive), yen(counted.total));
            said!(
                "year {year}: {passive} yen of {total} yen are passive",
                "年度{year}：{total}円のうち受動的なものは{passive}円"
            )
        }
        Some(first) => said!("year {year}: {} is not known", "年度{year}：{}が不明", first.field),
    };
    steps.push(StatusStep { rule, outcome: outcome(met), because });
    TestResult { rule, threshold, figures, met }
}

/// Income and assets of a year, being summed up.
struct Count<'c> {
    chapter: &'static PficStatusChapter,
    ends: &'c [Day],
    year: Span,
    steps: &'c mut Vec<StatusStep>,
    income: Counted,
    /// Over all quarter ends together.
    assets: Counted,
    missing_income: Vec<Missing>,
    missing_assets: Vec<Missing>,
    through: Vec<Through>,
}

impl Count<'_> {
    /// Adds the part `share` of what a corporation earns and owns.
    fn operations(&mut self, operations: &Operations, share: Exact, path: &str, name: &str) {
        match &operations.gross_income {
            None => self.missing_income.push(Missing {
                field: format!("{path}.gross_income"),
                question: word!(
                    "What was the gross income of the year, by kind?",
                    "その年度の総所得は種類ごとにいくらでしたか。"
                )
                .to_owned(),
            }),
            Some(items) => {
                for item in items {
                    let (rule, passive) = self.chapter.classify(item);
                    let kind = lang::code(item.kind.name());
                    let what = if item.active { said!("active {kind}", "能動的な{kind}") } else { kind };
                    let amount = grouped_decimal(item.amount);
                    self.step(rule, Outcome::Met, said!("{}{amount} yen of {what}", "{}{what}{amount}円", of(name)));
                    add(&mut self.income, Exact::from(item.amount) * share, passive);
                }
            }
        }
        let mut untold = Vec::new();
        for end in self.ends {
            let quarter = operations.quarters.iter().find(|quarter| quarter.date == *end);
            match quarter.and_then(|quarter| quarter.assets) {
                Some((passive, total)) => {
                    self.assets.passive = self.assets.passive + Exact::from(passive) * share;
                    self.assets.total = self.assets.total + Exact::from(total) * share;
                }
                None => untold.push(*end),
            }
        }
        self.ask_for_assets(path, &untold, |ends| {
            said!(
                "What were its passive assets and all its assets worth on {ends}?",
                "{ends}における受動的資産及び全資産の価額はいくらでしたか。"
            )
        });
        for (at, subsidiary) in operations.subsidiaries.iter().enumerate() {
            let own = subsidiary.name.clone().unwrap_or_else(|| said!("subsidiary {}", "子会社{}", at + 1));
            let name = if name.is_empty() { own } else { format!("{name} / {own}") };
            self.subsidiary(subsidiary, share, &format!("{path}.subsidiaries[{at}]"), name);
        }
    }

    /// Looks through to a subsidiary, or counts the stock in it.
    fn subsidiary(&mut self, subsidiary: &Subsidiary, share: Exact, path: &str, name: String) {
        let owned = share.percent(subsidiary.owned);
        let rule = &self.chapter.look_through;
        let threshold = rule.threshold().unwrap_or(Threshold::AtLeast(Percent::HUNDRED));
        let looked_through = threshold.is_reached_by_part(owned, Exact::whole(1));
        let percent = (owned * Exact::whole(100)).decimal_beside(PERCENT_PLACES, threshold.percent().value());
        self.step(
            rule,
            outcome(Some(looked_through)),
            said!("{}{percent}% of it owned by value", "{}価額で{percent}%を所有", of(&name)),
        );
        self.through.push(Through { name: name.clone(), owned, looked_through });
        if looked_through {
            self.operations(&subsidiary.operations, owned, path, &name);
        } else {
            self.stock(subsidiary, share, path, &name);
        }
    }

    /// The stock of a subsidiary and the dividends on it, as its owner has them.
    fn stock(&mut self, subsidiary: &Subsidiary, share: Exact, path: &str, name: &str) {
        let because = said!("{}stock and dividends are counted", "{}株式及び配当を算入", of(name));
        self.step(&self.chapter.stock, Outcome::Met, because);
        match subsidiary.dividends {
            Some(dividends) => add(&mut self.income, Exact::from(dividends) * share, true),
            None => self.missing_income.push(Missing {
                field: format!("{path}.dividends_jpy"),
                question: word!(
                    "Which dividends did its owner receive from it in the year?",
                    "その年度に所有者が当該子会社から受領した配当はいくらでしたか。"
                )
                .to_owned(),
            }),
        }
        let mut untold = Vec::new();
        for end in self.ends {
            let quarter = subsidiary.operations.quarters.iter().find(|quarter| quarter.date == *end);
            match quarter.and_then(|quarter| quarter.stock) {
                Some(stock) => add(&mut self.assets, Exact::from(stock) * share, true),
                None => untold.push(*end),
            }
        }
        self.ask_for_assets(path, &untold, |ends| {
            said!(
                "What was its owner's stock in it (stock_jpy) worth on {ends}?",
                "{ends}において所有者が有する当該子会社の株式の価額（stock_jpy）はいくらでしたか。"
            )
        });
    }

    fn ask_for_assets(&mut self, path: &str, ends: &[Day], question: impl FnOnce(&str) -> String) {
        if !ends.is_empty() {
            let ends: Vec<_> = ends.iter().map(ToString::to_string).collect();
            let question = question(&ends.join(word!(", ", "、")));
            self.missing_assets.push(Missing { field: format!("{path}.assets"), question });
        }
    }

    fn step(&mut self, rule: &'static Rule, outcome: Outcome, because: String) {
        self.steps.push(StatusStep {
            rule,
            outcome,
            because: said!("year {}: {because}", "年度{}：{because}", self.year),
        });
    }
}

/// What the years mean for a holding: one PFIC year in which it was held is enough.
fn taint(
    held: &HeldFor,
    years: &[YearStatus],
    chapter: &'static PficStatusChapter,
    steps: &mut Vec<StatusStep>,
) -> HoldingStatus {
    for year in years.iter().filter(|year| year.pfic != Some(false)) {
        let because = match (year.held, year.pfic) {
            (Some(true), Some(true)) => {
                said!("year {}: a PFIC, and shares were held", "年度{}：PFICに該当し、株式を所有", year.span)
            }
            (Some(true), _) => said!(
                "year {}: shares were held; whether a PFIC is not known",
                "年度{}：株式を所有、PFICの該当の有無は不明",
                year.span
            ),
            _ => said!("year {}: no shares were held", "年度{}：株式の所有なし", year.span),
        };
        steps.push(StatusStep { rule: &chapter.taint, outcome: outcome(year.taints()), because });
    }
    let first = years.iter().find(|year| year.taints() == Some(true));
    let open = years.iter().any(|year| year.taints().is_none());
    let mut missing = Vec::new();
    if let (None, Some(gap)) = (first, uncovered(held, years)) {
        missing.push(Missing {
            field: "years".to_owned(),
            question: said!(
                "Was the company a PFIC in the years of {gap}, when shares were held too?",
                "株式を所有していた期間{gap}の年度において、会社はPFICに該当しましたか。"
            ),
        });
    }
    HoldingStatus {
        from: held.from,
        until: held.until,
        tainted: match first {
            Some(_) => Some(true),
            None => (!open && missing.is_empty()).then_some(false),
        },
        tainted_from: first.map(|year| year.span.first.max(held.from)),
        missing,
    }
}

fn is_held(held: &HeldFor, year: Span) -> bool {
    Span::new(held.from, held.until.unwrap_or(Day::MAX)).overlap(year).days() > 0
}

/// The first days of the holding that no stated year covers. What is still held is asked about up to the last year.
fn uncovered(held: &HeldFor, years: &[YearStatus]) -> Option<Span> {
    let last = years.last().map_or(held.from, |year| year.span.last);
    let until = held.until.unwrap_or(last.max(held.from));
    let mut next = held.from;
    for year in years {
        if year.span.first > next && next <= until {
            return Some(Span::new(next, until.min(year.span.first.plus_days(-1))));
        }
        next = next.max(year.span.last.plus_days(1));
    }
    (next <= until).then(|| Span::new(next, until))
}

fn add(sum: &mut Counted, amount: Exact, passive: bool) {
    sum.total = sum.total + amount;
    if passive {
        sum.passive = sum.passive + amount;
    }
}

fn outcome(known: Option<bool>) -> Outcome {
    match known {
        Some(true) => Outcome::Met,
        Some(false) => Outcome::NotMet,
        None => Outcome::Unknown,
    }
}

fn of(name: &str) -> String {
    if name.is_empty() { String::new() } else { said!("{name}: ", "{name}：") }
}

fn yen(amount: Exact) -> String {
    amount.grouped(crate::units::PART_PLACES)
}

/// Fraction digits of a part that is shown in a reason.
const PERCENT_PLACES: u32 = 4;
