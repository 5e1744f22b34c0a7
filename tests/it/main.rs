//! One integration target: the law in truth tables, the rulebook, the grid, goldens, the command line, the README.

mod cli;
mod golden;
mod grid;
mod invalid;
mod readme;
mod rulebook;
mod schemas;
mod support;
mod tables;
