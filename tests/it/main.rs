//! One integration target: the law in truth tables, the rulebook, the grid, goldens, the command line, the README.

mod pfic;
mod pfic_cli;
mod pfic_rules;
mod support;
mod tables;
