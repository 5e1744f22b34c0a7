//! What Japan withholds from a dividend of Internet Initiative Japan, and what the United States then
//! does with it, each figure with its rule and citation.
//!
//! # Data flow
//!
//! ```text
//! JSON ── input ──► Case ── dividend::determine(case, law) ──► DividendAnswer ── render ──► JSON, text, CSV
//!                             │
//!                             ├─ japan   the rate, at source, refundable
//!                             └─ us      holder, income, qualified, credit
//!            ├────► Case ── gain::determine(case, law) ──────► GainAnswer ────── render
//!            ├────► Company ── us::pfic::status(company, law) ► StatusAnswer ─── render
//!            └────► PficHolding ── us::pfic::determine, compare ───► PficAnswer ────── render
//! ```
//!
//! # Code map
//!
//! The folders follow the headings of the law, so that a tax reader and a programmer find the same room.
//!
//! - [`units`]: days, percentages, yen, dollars; the only arithmetic and the only rounding
//! - [`facts`]: the parsed facts of a holder with a dividend or a sale, and of a company; no file format
//! - [`input`]: JSON to [`facts::Case`] and [`facts::Company`], every error located
//! - [`law`]: the vocabulary (rule, condition, regime, treaty, law) and the laws written in it
//! - [`japan`]: withholding, relief, comparison, what missing facts leave open, gains
//! - [`us`]: holders, the dividend as income, the credit, gains, passive foreign investment companies
//! - [`dividend`], [`mod@compare`], [`mod@timeline`], [`gain`]: the chain put together
//! - [`answer`]: what the engines return; [`terms`]: what a ruling comes to for any amount
//! - [`render`]: JSON (canonical), text, rows, rules, schemas
//! - [`cli`]: one file for each command
//!
//! # Invariants
//!
//! - `units`, `case`, `law`, `japan` and `us` do no input or output, read no clock, and cannot fail on
//!   a valid case. A holding with an event that a dated table does not reach is none: it is returned
//!   with the event and the table.
//! - Only `input` and `render` know JSON.
//! - Amounts are added, multiplied, divided and rounded only in `units`; they are rounded once, last.
//! - Every figure of an answer names the rule it follows from, and every rule asked is a step.
//! - No number of law stands outside `law`.
//! - A new rule touches an engine only if it needs a new kind of condition.

#![forbid(unsafe_code)]

pub mod answer;
pub mod cli;
pub mod compare;
pub mod dividend;
pub mod facts;
pub mod gain;
pub mod input;
pub mod japan;
pub mod law;
pub mod register;
pub mod render;
pub mod timeline;
pub mod units;
pub mod us;
