//! One integration target: the law in truth tables, the rulebook, the grid, goldens, the command line, the README.

#![forbid(unsafe_code)]

mod cli;
mod dates;
mod edges;
mod exits;
mod flags;
mod fuzz;
mod gain;
mod golden;
mod grid;
mod holders;
mod invalid;
mod kinds;
mod members;
mod mutants;
mod other_law;
mod page;
mod payers;
mod pfic;
mod pfic_cli;
mod pfic_rules;
mod pfic_status;
mod questions;
mod readme;
mod receipts;
mod register;
mod rulebook;
mod schemas;
mod screen;
mod sentences;
mod standard_output;
mod start;
mod statute;
mod statute_gain;
mod statute_us;
mod statute_us_credit;
mod support;
mod sweep;
mod tables;
mod unused;
mod vocabulary;
mod year;
mod year_chain;
mod year_forms;
mod year_statements;
