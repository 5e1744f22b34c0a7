//! One integration target: the law in truth tables, the rulebook, the grid, goldens, the command line, the README.

mod cli;
mod dates;
mod fuzz;
mod gain;
mod golden;
mod grid;
mod holders;
mod invalid;
mod pfic;
mod pfic_cli;
mod pfic_rules;
mod pfic_status;
mod questions;
mod readme;
mod register;
mod rulebook;
mod schemas;
mod sentences;
mod statute;
mod statute_gain;
mod statute_us;
mod statute_us_credit;
mod support;
mod tables;
mod unused;
mod vocabulary;
