//! What of a record is no fact and is passed on to its rows.

use std::collections::HashSet;

use crate::input::{CsvLine, Keep};
use crate::register::answers::Answers;
use crate::register::kept::Kept;
use crate::register::source::grouped;
use crate::register::task::Block;
use crate::register::{CsvColumn, Layout};

/// Keeps the members that are passed on: those that are named, in their order, or all.
pub(super) fn keep(members: &[(&str, &str)], layout: &Layout, named: &[String], kept: &mut Kept) {
    let Layout::Ndjson { names } = layout else { return };
    match names.keep {
        Keep::Only(_) => {
            for name in named {
                let is_it = |key: &str| key.trim_matches('"') == name;
                let value = members.iter().find(|(key, _)| is_it(key)).map_or("null", |(_, value)| value);
                kept.push_json(value);
            }
        }
        Keep::All => members.iter().for_each(|(key, value)| kept.push_member(key, value)),
        Keep::None => {}
    }
}

/// Keeps of the rows that a record is made of what is passed on: of the whole's, and of each of its members'.
pub(super) fn keep_rows(
    members: &[(&str, &str)],
    columns: &[CsvColumn],
    line: &mut CsvLine,
    answers: &mut Answers<'_>,
) {
    answers.kept.clear();
    answers.kept_below.clear();
    if !columns.iter().any(|column| column.is_kept) {
        return;
    }
    let Some(text) = grouped::rows(members) else { return };
    let mut next = 0;
    while next < text.len() {
        let mut cells = Vec::new();
        (_, next) = line.cells(&text, next, |at, cell| {
            if columns.get(at).is_some_and(|column| column.is_kept) {
                cells.push(cell.to_owned());
            }
        });
        match answers.kept.is_empty() {
            true => cells.iter().for_each(|cell| answers.kept.push(cell)),
            false => answers.kept_below.push(cells),
        }
    }
}

/// Tells of a key that is no fact, once.
pub(super) fn note(key: &str, strangers: &mut HashSet<String>, block: &mut Block) {
    /// More different ones are no columns.
    const MOST: usize = 1000;
    let name = key.trim_matches('"');
    if !strangers.contains(name) && strangers.len() < MOST {
        strangers.insert(name.to_owned());
        block.strangers.push(name.to_owned());
    }
}
