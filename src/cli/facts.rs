//! Facts as flags of a command. All of them are read; the help shows a few and names the table of all.

use std::ffi::OsStr;
use std::fmt;
use std::marker::PhantomData;

use clap::builder::{PossibleValue, TypedValueParser};
use clap::{Arg, ArgMatches, Args, Command, FromArgMatches};

use crate::facts::{Field, ValueType};
use crate::input::{FactFlag, GivenFlag, Question, country_codes, fact_flags, spec_of};

/// Which facts a command has as flags, and which of them its help shows.
pub trait Facts {
    const QUESTION: Question;
    const SHOWN: &'static [Field];
    /// What stands above the flags in the help.
    const HEADING: &'static str = "Facts, every one a flag (`iijtax schema holder --format text`)";

    /// Whether it has one for this fact.
    fn has(_: Field) -> bool {
        true
    }
}

/// The facts of a holder and its dividend.
#[derive(Debug)]
pub struct OfDividend;

/// The facts of a holder and its sale.
#[derive(Debug)]
pub struct OfSale;

/// The facts of a kind of holder.
#[derive(Debug)]
pub struct OfHolder;

/// The facts of a dividend that many holders share, and of who pays it.
#[derive(Debug)]
pub struct OfShared;

/// The facts of a holder that has a year of payments and sales.
#[derive(Debug)]
pub struct OfYear;

impl Facts for OfDividend {
    const QUESTION: Question = Question::Dividend;
    const SHOWN: &'static [Field] = &[
        Field::Residence,
        Field::Kind,
        Field::Instrument,
        Field::Shares,
        Field::PaymentDate,
        Field::EntitlementDate,
        Field::ExDate,
        Field::PerShare,
        Field::Gross,
        Field::AdsPerShare,
        Field::JpyPerUsd,
        Field::Withheld,
    ];
}

impl Facts for OfSale {
    const QUESTION: Question = Question::Sale;
    const SHOWN: &'static [Field] = &[
        Field::SaleKind,
        Field::SaleDate,
        Field::SaleShares,
        Field::SalePrice,
        Field::SalePriceUsd,
        Field::SaleProceeds,
        Field::SaleProceedsUsd,
        Field::SaleExpenses,
        Field::SaleSpot,
        Field::SalePlace,
        Field::SaleBasis,
        Field::SaleAdsPerShare,
        Field::AcquiredBy,
    ];
}

impl Facts for OfHolder {
    const QUESTION: Question = Question::Dividend;
    const SHOWN: &'static [Field] = &[
        Field::Residence,
        Field::Kind,
        Field::OwnershipPercent,
        Field::DirectOwnershipPercent,
        Field::IssuedPercent,
        Field::LimitationOnBenefits,
        Field::ElectsPriorTreaty,
    ];
}

impl Facts for OfShared {
    const QUESTION: Question = Question::Dividend;
    const HEADING: &'static str =
        "Facts of the dividend that all records share, every one a flag (`iijtax schema dividend --format text`)";
    const SHOWN: &'static [Field] = &[
        Field::PaymentDate,
        Field::EntitlementDate,
        Field::ExDate,
        Field::PerShare,
        Field::AdsPerShare,
        Field::JpyPerUsd,
    ];

    fn has(field: Field) -> bool {
        field.path().starts_with("dividend.") || field.path().starts_with("payer.")
    }
}

impl Facts for OfYear {
    const QUESTION: Question = Question::Dividend;
    const SHOWN: &'static [Field] =
        &[Field::Residence, Field::Kind, Field::FilingStatus, Field::TaxableIncome, Field::TaxBeforeCredit];

    /// Payments and sales are records, and what is left of lots is followed from sale to sale.
    fn has(field: Field) -> bool {
        !field.path().starts_with("dividend.") && field != Field::Lots
    }
}

/// The facts that flags state. They override files.
pub struct FactFlags<F> {
    pub given: Vec<GivenFlag>,
    of: PhantomData<F>,
}

impl<F> fmt::Debug for FactFlags<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.given.fmt(f)
    }
}

impl<F: Facts> Args for FactFlags<F> {
    /// There are more than a hundred, and only the command that is given needs its own.
    fn augment_args(command: Command) -> Command {
        command.defer(with_flags::<F>)
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl<F: Facts> FromArgMatches for FactFlags<F> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let given = fact_flags(F::QUESTION).iter().filter(|flag| F::has(flag.field)).filter_map(|flag| {
            let written = matches.get_one::<String>(flag.field.path())?;
            Some(GivenFlag::new(flag, written))
        });
        Ok(FactFlags { given: given.collect(), of: PhantomData })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

fn with_flags<F: Facts>(command: Command) -> Command {
    let flags = fact_flags(F::QUESTION);
    let shown = F::SHOWN.iter().filter_map(|field| flags.iter().find(|flag| flag.field == *field));
    let hidden = flags.iter().filter(|flag| F::has(flag.field) && !F::SHOWN.contains(&flag.field));
    let args = shown.map(arg).chain(hidden.map(|flag| arg(flag).hide(true)));
    command.next_help_heading(F::HEADING).args(args)
}

fn arg(flag: &'static FactFlag) -> Arg {
    let long = flag.name.trim_start_matches('-');
    let arg = Arg::new(flag.field.path())
        .long(long)
        .aliases(flag.aliases.iter().map(String::as_str))
        .value_name(value_name(flag.value))
        .value_parser(Anything::of(flag.value))
        .hide_possible_values(true)
        .allow_negative_numbers(true)
        .help(help(flag));
    match flag.value {
        // A fact that is true need not say so.
        ValueType::Bool | ValueType::DateOrBool => arg.num_args(0..=1).default_missing_value("true"),
        _ => arg,
    }
}

/// The beginning of what the table says, for the help, which is to stay short.
fn help(flag: &FactFlag) -> &'static str {
    let doc = spec_of(flag.field).map_or("", |spec| spec.doc);
    // This is asked of more than a hundred flags whenever such a command starts.
    let end = memchr::memchr2(b';', b'.', doc.as_bytes());
    end.and_then(|end| doc.get(..end)).unwrap_or(doc)
}

fn value_name(value: ValueType) -> &'static str {
    match value {
        ValueType::Bool => "true|false",
        ValueType::Date => "DATE",
        ValueType::DateOrBool => "DATE|true|false",
        ValueType::Country => "COUNTRY",
        ValueType::Word(_) => "WORD",
        ValueType::Percent | ValueType::PercentByValue => "PERCENT",
        ValueType::Yen | ValueType::WholeYen => "YEN",
        ValueType::JpyPerUsd | ValueType::JpyPerUsdOrTable | ValueType::JpyPerUsdTable => "YEN",
        ValueType::Dollars | ValueType::UsdPerJpy => "USD",
        ValueType::Shares | ValueType::AdsPerShare => "N",
        ValueType::Share => "SHARE",
        ValueType::Month => "MONTH",
        ValueType::TaxYear => "YEAR",
        ValueType::List(ValueType::Word(_)) => "WORDS",
        ValueType::List(_) | ValueType::Object(_) | ValueType::Nested(..) => "JSON",
        ValueType::Text | ValueType::SecurityCode | ValueType::Isin | ValueType::LotName => "TEXT",
    }
}

/// The words that a shell can complete.
fn words(value: ValueType) -> &'static [&'static str] {
    match value {
        ValueType::Word(words) => words,
        ValueType::List(ValueType::Word(words)) => words,
        ValueType::Bool | ValueType::DateOrBool => &["true", "false"],
        ValueType::Country => country_codes(),
        _ => &[],
    }
}

/// Takes any text: facts are read, and refused with a hint, where those of files are. What could stand there is for the
/// completions of shells.
#[derive(Clone)]
pub struct Anything(Possible);

/// What could stand there, found out only when a shell asks.
#[derive(Clone)]
enum Possible {
    Fact(ValueType),
    Ids(fn() -> Vec<&'static str>),
}

impl Anything {
    /// A value of this type.
    pub fn of(value: ValueType) -> Anything {
        Anything(Possible::Fact(value))
    }

    /// One of these names.
    pub fn ids(ids: fn() -> Vec<&'static str>) -> Anything {
        Anything(Possible::Ids(ids))
    }
}

impl TypedValueParser for Anything {
    type Value = String;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<String, clap::Error> {
        clap::builder::StringValueParser::new().parse_ref(command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let words = match self.0 {
            Possible::Fact(value) => words(value).to_vec(),
            Possible::Ids(ids) => ids(),
        };
        (!words.is_empty()).then(|| Box::new(words.into_iter().map(PossibleValue::new)) as Box<_>)
    }
}
