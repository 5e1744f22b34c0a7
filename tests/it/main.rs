//! One integration target: the law in truth tables, the rulebook, the grid, goldens, the command line, the README.

mod batch;
mod holders;
mod support;
mod tables;
