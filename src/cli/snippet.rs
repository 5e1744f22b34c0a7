//! Errors on a terminal: the line, a caret below what is wrong, and what to do. Elsewhere each is one line.

use std::cell::RefCell;
use std::fs::File;
use std::io::{self, BufRead, BufReader, IsTerminal, Read};
use std::ops::Range;
use std::path::Path;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use crate::input::{Place, Problem, got_wanted, visible};
use crate::lang::{self, Lang};
use crate::render::breaks;
use crate::render::page::width;

thread_local! {
    /// What a command read, for the lines of its errors: names and texts. Kept only where errors go to a terminal.
    static READ: RefCell<Vec<(String, String)>> = const { RefCell::new(Vec::new()) };
}

/// A line of more bytes helps nobody.
const MOST_OF_A_LINE: usize = 1 << 16;

/// Notes a file that was read whole; standard input by its name.
pub fn note(name: &str, bytes: &[u8]) {
    if io::stderr().is_terminal() {
        let text = String::from_utf8_lossy(bytes).into_owned();
        READ.with_borrow_mut(|read| read.push((name.to_owned(), text)));
    }
}

/// The problem with the line it stands in; none where that line is not to be had.
pub fn shown(problem: &Problem) -> Option<String> {
    let (line, column) = problem.place.at?;
    let lines = lines(&problem.place, line)?;
    let mut text = lines.this.trim_end_matches(['\r', '\n']);
    if text.len() > MOST_OF_A_LINE {
        return None;
    }
    let span = match lines.header.as_deref().and_then(|header| cell(header, text, &problem.path)) {
        Some(span) => span,
        None if lines.header.is_some() => 0..text.len(),
        None => {
            // A byte-order mark counts for nothing.
            text = text.trim_start_matches('\u{feff}');
            token(text, text.char_indices().nth(column - 1).map_or(text.len(), |(at, _)| at))
        }
    };
    let width = width();
    let path = if problem.path.is_empty() { String::new() } else { format!("{}: ", visible(&problem.path)) };
    let (error, help) = (word!("error", "エラー"), word!("help", "ヒント"));
    let title = format!("{path}{}", got_wanted(&problem.got, &problem.wanted));
    let title = wrapped(&title, width, &format!("{error}: "));
    let file = problem.place.name();
    let snippet = Snippet::source(text).line_start(line).path(file).annotation(AnnotationKind::Primary.span(span));
    let mut group = Level::ERROR.with_name(error).primary_title(title).element(snippet);
    if let Some(hint) = &problem.hint {
        group = group.element(Level::HELP.with_name(help).message(wrapped(hint, width, &format!("    = {help}: "))));
    }
    Some(Renderer::styled().term_width(width).render(&[group]) + "\n")
}

/// Words broken to stand behind a label.
fn wrapped(text: &str, width: usize, label: &str) -> String {
    let width = width.saturating_sub(textwrap::core::display_width(label));
    let options = match lang::chosen() {
        Lang::En => textwrap::Options::new(width),
        Lang::Ja => textwrap::Options::new(width).word_separator(breaks::separator(text)),
    };
    textwrap::wrap(text, options).join("\n")
}

/// A line, and the header of the file where that is a table.
struct Lines {
    this: String,
    header: Option<String>,
}

/// The line of a place: of what was read whole, or of a register that is plain text, where a record begins on its line.
fn lines(place: &Place, line: usize) -> Option<Lines> {
    let nth = |text: &str| text.lines().nth(line - 1).map(str::to_owned);
    let noted = READ.with_borrow(|read| {
        let text = read.iter().find(|(name, _)| *name == place.file).map(|(_, text)| text.as_str())?;
        Some(Lines { this: nth(text)?, header: None })
    });
    noted.or_else(|| {
        let path = Path::new(&place.file);
        let is_table = match path.extension()?.to_str()? {
            "ndjson" | "jsonl" => false,
            "csv" | "tsv" => true,
            _ => return None,
        };
        let mut file = BufReader::new(File::open(path).ok()?);
        let first = read_line(&mut file)?;
        let header = is_table.then(|| first.clone());
        let mut this = first;
        for _ in 1..line {
            this = read_line(&mut file)?;
        }
        Some(Lines { this, header })
    })
}

/// The next line, where it is text that can be shown.
fn read_line(file: &mut impl BufRead) -> Option<String> {
    let mut line = Vec::new();
    let length = file.take(crate::input::MAX_BYTES).read_until(b'\n', &mut line).ok()?;
    (length > 0).then(|| String::from_utf8(line).ok())?
}

/// The value or the key that begins at a byte.
fn token(text: &str, at: usize) -> Range<usize> {
    let rest = text.get(at..).unwrap_or_default();
    let length = match rest.chars().next() {
        None => 0,
        Some('"') => {
            let mut is_escaped = false;
            let closes = rest.char_indices().skip(1).find(|(_, char)| {
                let closes = *char == '"' && !is_escaped;
                is_escaped = *char == '\\' && !is_escaped;
                closes
            });
            closes.map_or(rest.len(), |(at, _)| at + 1)
        }
        Some('{' | '[') => 1,
        Some(first) => rest.find([',', '}', ']', ':', ' ', '\t']).unwrap_or(rest.len()).max(first.len_utf8()),
    };
    at..at + length
}

/// The cell of a column.
fn cell(header: &str, record: &str, path: &str) -> Option<Range<usize>> {
    let header = header.trim_start_matches('\u{feff}').trim_end_matches(['\r', '\n']);
    let separator = [',', ';', '\t', '|'].into_iter().max_by_key(|separator| header.matches(*separator).count())?;
    let names = cells(header, separator);
    let at = names.into_iter().position(|cell| header.get(cell).map(|name| name.trim_matches('"')) == Some(path))?;
    cells(record, separator).into_iter().nth(at).filter(|cell| !cell.is_empty())
}

/// Where the cells of a line stand.
fn cells(line: &str, separator: char) -> Vec<Range<usize>> {
    let (mut cells, mut start, mut is_quoted) = (Vec::new(), 0, false);
    for (at, char) in line.char_indices() {
        match char {
            '"' => is_quoted = !is_quoted,
            _ if char == separator && !is_quoted => {
                cells.push(start..at);
                start = at + char.len_utf8();
            }
            _ => {}
        }
    }
    cells.push(start..line.len());
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_is_found_in_its_line() {
        for (text, at, wanted) in [
            (r#"{"kind": "persn", "x": 1}"#, 9, r#""persn""#),
            (r#"{"kind": "a\"b", "x": 1}"#, 9, r#""a\"b""#),
            (r#"{"open": "never"#, 9, r#""never"#),
            (r#"{"shares": -5}"#, 11, "-5"),
            (r#"{"lots": [1]}"#, 9, "["),
            ("{}}", 2, "}"),
            ("{", 1, ""),
        ] {
            assert_eq!(&text[token(text, at)], wanted, "{text}");
        }
        let found = |header, record, path| cell(header, record, path).map(|range: Range<usize>| &record[range]);
        assert_eq!(found("id,kind\n", "A,persn", "kind"), Some("persn"));
        assert_eq!(found("id;\"kind\"", "\"A;B\";persn", "kind"), Some("persn"));
        assert_eq!(found("id,kind", "A,", "kind"), None, "an empty cell is no place");
        assert_eq!(found("id,art", "A,persn", "kind"), None);
    }
}
