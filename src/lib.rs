//! What Japan withholds from a dividend of Internet Initiative Japan, and what the United States then
//! does with it, each figure with its rule and citation.
//!
//! # Data flow
//!
//! ```text
//! one holder   JSON, flags ─┐
//! a register   JSON, cells, │            ┌─ dividend::determine ► DividendAnswer ─ render ► JSON, text, CSV
//!              columns ─────┴─ input ► Case ─ dividend::decide ─► Decision ► Amounts ─ render::rows ► a row
//!                          (Reader)      └─ gain::determine ────► GainAnswer ───── render
//! a year       JSON, cells ─ input ► Entries ─ year::net, determine ──► YearAnswer ───── render
//! a company    JSON ─── input ► Company ──── us::pfic::status ──► StatusAnswer ─── render
//! a holding    JSON ─── input ► PficHolding ─ us::pfic::determine, compare ► PficAnswer ─ render
//! ```
//!
//! Every record takes one way: its text or cells go through [`input::Reader`], value by value, to the places that the
//! table of facts names; facts that contradict each other are found by one list of checks; the engines decide, with a
//! trace that is nothing where nobody asks for steps; amounts follow from the decision; a row or an answer is written. Of a
//! register each of these steps is taken for some records together. Only a record that is refused is read a second time, so
//! that everything wrong with it is said with its place.
//!
//! # Code map
//!
//! The folders follow the headings of the law, so that a tax reader and a programmer find the same room.
//!
//! - [`units`]: days, percentages, yen, dollars, countries; the only arithmetic and the only rounding
//! - [`facts`]: the table of facts, the types filled from it, the checks between facts; no file format
//! - [`input`]: from text to facts, every error located: one tokenizer, one reader of records, one of nested documents
//! - [`law`]: the vocabulary (rule, condition, regime, treaty, law) and the laws written in it
//! - [`japan`]: withholding, relief, comparison, what missing facts leave open, gains
//! - [`us`]: holders, the dividend as income, the credit, gains, passive foreign investment companies
//! - [`dividend`], [`mod@compare`], [`mod@timeline`], [`gain`], [`year`]: the chain put together
//! - [`sweep`]: where an answer changes while one fact takes every value of a range
//! - [`forms`]: which amount of an answer stands in which line of which form of the United States
//! - [`data_sheets`]: what goes into which box of which form of Japan, and what the holder must add
//! - [`answer`]: what the engines return, with the trace of the rules they asked
//! - [`register`]: many records: sources, workers, amounts, totals, sinks, in the input's order
//! - [`receipt`]: what was answered of which facts by which law, and what differs since; rows in a tree of digests
//! - [`lang`]: the language of words, and the catalogue of the Japanese ones
//! - [`render`]: JSON (canonical), text, rows, pages, rules, schemas
//! - [`cli`]: one file for each command, with its arguments
//!
//! # Invariants
//!
//! - `units`, `facts`, `law`, `japan` and `us` do no input or output, read no clock, and cannot fail on
//!   a valid case. A holding with an event that a dated table does not reach is none: it is returned
//!   with the event and the table.
//! - Nothing but the language of words is chosen for the whole program, and it decides nothing: keys, codes and figures of an
//!   answer are the same in both languages.
//! - Only `input` and `render` know JSON; lists in columns are handed to `input` as JSON by `register::columnar`.
//! - A fact is defined in one row; no fact is checked in two places, and none is both asked for and assumed.
//! - What is explained and what a register is told come from the same functions: the silent trace records nothing.
//! - A record cannot change the answer to another: tests read each by itself and hold the two together. A panic inside
//!   one record, which would be a bug, becomes that record's row.
//! - Amounts are added, multiplied, divided and rounded only in `units`; they are rounded once, last.
//! - Every figure of an answer names the rule it follows from, and every rule asked is a step.
//! - No number of law stands outside `law`.
//! - Conditions are matched exhaustively: a new one is handled everywhere or does not compile.
//! - What most conditions ask is looked at once a case (`law::WithSigns`). A rule's signs are made of its conditions, and a
//!   case's stand in no case that could change: a test holds what they settle to what the conditions say.
//! - Nothing is unwrapped, and no place in a list or a text is taken for granted, but where it is said why that holds, and a
//!   type, a constant or a test shows it: the linter refuses every other such place outside of tests.
//! - A new rule touches an engine only if it needs a new kind of condition.

#![forbid(unsafe_code)]
#![warn(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::unreachable,
    clippy::indexing_slicing,
    clippy::get_unwrap
)]
// Tests are not exempt from this one by `.clippy.toml`.
#![cfg_attr(not(test), warn(clippy::string_slice))]

#[macro_use]
pub mod lang;

pub mod answer;
pub mod cli;
pub mod compare;
pub mod data_sheets;
pub mod dividend;
pub mod facts;
pub mod forms;
pub mod gain;
pub mod input;
pub mod japan;
pub mod law;
pub mod receipt;
pub mod register;
pub mod render;
pub mod sweep;
pub mod timeline;
pub mod units;
pub mod us;
pub mod year;
