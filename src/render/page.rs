//! A page of text for a terminal of any width: headings, labelled lines, wrapped prose.

use anstyle::{AnsiColor, Style};
use textwrap::core::display_width;

use super::breaks;

pub use crate::units::grouped_decimal as grouped;

/// What stands out, and how. Colours are stripped where the output is no terminal.
pub const HEADING: Style = Style::new().bold();
pub const FIGURE: Style = AnsiColor::Green.on_default().bold();
pub const WARNING: Style = AnsiColor::Yellow.on_default().bold();
pub const QUIET: Style = Style::new().dimmed();

/// A page being written.
pub struct Page {
    text: String,
    width: usize,
    label_width: usize,
}

const INDENT: &str = "  ";
/// Columns that a number takes as a label, and a word does not.
const NUMBER: usize = 7;
/// Columns below which a note is not squeezed in beside its figure.
const LEAST_NOTE: usize = 16;

/// As wide as the terminal, or as `COLUMNS` says, or 80 where neither is known, within what can be read.
pub fn width() -> usize {
    let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    columns.unwrap_or_else(textwrap::termwidth).clamp(40, 100)
}

impl Page {
    /// A page as wide as the terminal, or as `COLUMNS` says, or 80 where neither is known.
    pub fn new(label_width: usize) -> Page {
        // Labels of a few Japanese letters are wider than English words.
        let more = if label_width > NUMBER { word!(0, 4) } else { 0 };
        Page { text: String::new(), width: width(), label_width: label_width + more }
    }

    /// How many columns it has.
    pub fn width(&self) -> usize {
        self.width
    }

    /// A line as it stands, which is no wider than the page.
    pub fn drawn(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    pub fn into_text(self) -> String {
        self.text
    }

    pub fn blank(&mut self) {
        self.text.push('\n');
    }

    /// A line from the left edge.
    pub fn line(&mut self, style: Style, text: &str) {
        self.wrapped("", "", style, text);
    }

    /// A heading with a blank line before it.
    pub fn heading(&mut self, text: &str) {
        self.blank();
        self.line(HEADING, text);
    }

    /// A labelled line. What does not fit goes on below, under the value.
    pub fn labelled(&mut self, label: &str, text: &str) {
        self.styled(label, Style::new(), text);
    }

    /// The same with a value that stands out.
    pub fn styled(&mut self, label: &str, style: Style, text: &str) {
        let gap = self.label_width.saturating_sub(display_width(label)).max(1);
        let first = format!("{INDENT}{label}{}", " ".repeat(gap));
        let rest = format!("{INDENT}{}", " ".repeat(self.label_width));
        self.wrapped(&first, &rest, style, text);
    }

    /// The same of what can be read at an address: a terminal makes each of its lines a link, and elsewhere that is left
    /// out with the colours.
    pub fn linked(&mut self, label: &str, style: Style, text: &str, url: Option<&str>) {
        let gap = self.label_width.saturating_sub(display_width(label)).max(1);
        let first = format!("{INDENT}{label}{}", " ".repeat(gap));
        let rest = format!("{INDENT}{}", " ".repeat(self.label_width));
        let from = self.text.len();
        self.wrapped(&first, &rest, style, text);
        let Some(url) = url else { return };
        let written = self.text.split_off(from);
        for line in written.lines() {
            // What is before the text is the label, or blank.
            let begins = if self.text.len() == from { first.len() } else { rest.len() };
            let (before, content) = line.split_at(begins.min(line.len()));
            self.text.push_str(&format!("{before}\x1b]8;;{url}\x1b\\{content}\x1b]8;;\x1b\\\n"));
        }
    }

    /// Indented prose, with a dash before it.
    pub fn item(&mut self, text: &str) {
        self.wrapped(&format!("{INDENT}- "), &format!("{INDENT}  "), Style::new(), text);
    }

    /// Indented prose under an item.
    pub fn below(&mut self, style: Style, text: &str) {
        self.wrapped(&format!("{INDENT}  "), &format!("{INDENT}  "), style, text);
    }

    /// Rows of cells in columns as wide as their widest cell; `right` says which are aligned to the right. The first row is
    /// the head. A table that does not fit the page is not broken: each row becomes lines of its own, the head's words as
    /// labels.
    pub fn table(&mut self, right: &[bool], rows: &[Vec<String>]) {
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        let widest =
            |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| display_width(cell)).max();
        let widths: Vec<_> = (0..columns).map(|column| widest(column).unwrap_or(0)).collect();
        let last = columns.saturating_sub(1);
        // What the last column has too much is wrapped, where it has room for words.
        let before: usize = widths.iter().take(last).map(|width| width + INDENT.len()).sum::<usize>() + INDENT.len();
        let is_wrapped = right.get(last) != Some(&true) && before + LEAST_NOTE <= self.width;
        let fits = before + widths.last().copied().unwrap_or(0) <= self.width;
        if !fits && !is_wrapped {
            return self.labelled_rows(rows);
        }
        for row in rows {
            let mut line = INDENT.to_owned();
            for (column, (cell, width)) in row.iter().zip(&widths).enumerate() {
                if column == last && is_wrapped {
                    break;
                }
                let pad = " ".repeat(width - display_width(cell));
                let cell = if right.get(column) == Some(&true) { pad + cell } else { cell.clone() + &pad };
                line.push_str(if column > 0 { INDENT } else { "" });
                line.push_str(&cell);
            }
            match row.get(last).filter(|cell| is_wrapped && !cell.is_empty()) {
                Some(cell) => {
                    let first = format!("{line}{}", if last > 0 { INDENT } else { "" });
                    self.wrapped(&first, &" ".repeat(before), Style::new(), cell);
                }
                None => {
                    self.text.push_str(line.trim_end());
                    self.text.push('\n');
                }
            }
        }
    }

    /// Each row as lines of its own, a blank one before each but the first.
    fn labelled_rows(&mut self, rows: &[Vec<String>]) {
        let Some((head, rows)) = rows.split_first() else { return };
        let labels = head.iter().map(|label| display_width(label)).max().unwrap_or(0) + INDENT.len();
        for (at, row) in rows.iter().enumerate() {
            if at > 0 {
                self.blank();
            }
            // A column without a head is a mark on the row.
            let mut indent = INDENT.to_owned();
            for (label, cell) in head.iter().zip(row).filter(|(_, cell)| !cell.is_empty()) {
                if label.is_empty() && display_width(cell) < INDENT.len() {
                    indent = format!("{cell} ");
                    continue;
                }
                let longest = cell.split(' ').map(display_width).max().unwrap_or(0);
                if INDENT.len() + labels + longest > self.width {
                    // A long name stands below its label.
                    self.text.push_str(&format!("{indent}{label}\n"));
                    let below = INDENT.repeat(2);
                    self.wrapped(&below, &below, Style::new(), cell);
                } else {
                    let gap = " ".repeat(labels - display_width(label));
                    let rest = " ".repeat(INDENT.len() + labels);
                    self.wrapped(&format!("{indent}{label}{gap}"), &rest, Style::new(), cell);
                }
                INDENT.clone_into(&mut indent);
            }
        }
    }

    /// Figures, one a line: label, amount, note. Where the page is too narrow for a note, it stands below its figure.
    pub fn figures(&mut self, rows: &[[String; 3]]) {
        let labels = rows.iter().map(|[label, ..]| display_width(label)).max().unwrap_or(0);
        let amounts = rows.iter().map(|[_, amount, _]| display_width(amount)).max().unwrap_or(0);
        let column = 2 * INDENT.len() + labels + amounts + INDENT.len();
        for [label, amount, note] in rows {
            let gap = " ".repeat(labels - display_width(label) + INDENT.len() + amounts - display_width(amount));
            let line = format!("{INDENT}{label}{gap}{FIGURE}{amount}{FIGURE:#}");
            let plain = column - INDENT.len();
            if note.is_empty() {
                self.text.push_str(&line);
                self.text.push('\n');
            } else if column + LEAST_NOTE <= self.width {
                let blank = " ".repeat(column);
                let mut rest = Page { text: String::new(), width: self.width, label_width: 0 };
                rest.wrapped(&blank, &blank, QUIET, note);
                self.text.push_str(&line);
                self.text.push_str(rest.text.get(plain..).unwrap_or_default());
            } else {
                self.text.push_str(&line);
                self.text.push('\n');
                let below = INDENT.repeat(2);
                self.wrapped(&below, &below, QUIET, note);
            }
        }
    }

    /// An item that begins with when it is due, where it is.
    pub fn entry(&mut self, when: &str, style: Style, text: &str) {
        let text = if when.is_empty() { text.to_owned() } else { said!("{when}: {text}", "{when}：{text}") };
        self.wrapped(&format!("{INDENT}- "), &format!("{INDENT}  "), style, &text);
    }

    fn wrapped(&mut self, first: &str, rest: &str, style: Style, text: &str) {
        let options = textwrap::Options::new(self.width)
            .initial_indent(first)
            .subsequent_indent(rest)
            // Japanese has no spaces to break at; an address or a rule's id is not broken.
            .break_words(breaks::is_broken_anywhere(text))
            .word_separator(breaks::separator(text))
            .word_splitter(textwrap::WordSplitter::NoHyphenation);
        for (at, line) in textwrap::wrap(text, options).into_iter().enumerate() {
            let indent = if at == 0 { first } else { rest };
            let content = line.strip_prefix(indent).unwrap_or(&line);
            if style == Style::new() {
                self.text.push_str(line.trim_end());
            } else {
                self.text.push_str(&format!("{indent}{style}{}{style:#}", content.trim_end()));
            }
            self.text.push('\n');
        }
    }
}
