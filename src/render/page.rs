//! A page of text for a terminal of any width: headings, labelled lines, wrapped prose.

use anstyle::{AnsiColor, Style};
use rust_decimal::Decimal;
use textwrap::core::display_width;

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

impl Page {
    /// A page as wide as the terminal, or as `COLUMNS` says, or 80 where neither is known.
    pub fn new(label_width: usize) -> Page {
        let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
        let width = columns.unwrap_or_else(textwrap::termwidth);
        Page { text: String::new(), width: width.clamp(40, 100), label_width }
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

    /// Indented prose, with a dash before it.
    pub fn item(&mut self, text: &str) {
        self.wrapped(&format!("{INDENT}- "), &format!("{INDENT}  "), Style::new(), text);
    }

    /// Indented prose under an item.
    pub fn below(&mut self, style: Style, text: &str) {
        self.wrapped(&format!("{INDENT}  "), &format!("{INDENT}  "), style, text);
    }

    /// Rows of cells in columns as wide as their widest cell; `right` says which are aligned to the right.
    /// Columns that do not fit the page are cut off to the next line, under the second column.
    pub fn table(&mut self, right: &[bool], rows: &[Vec<String>]) {
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        let widest =
            |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| display_width(cell)).max();
        let widths: Vec<_> = (0..columns).map(|column| widest(column).unwrap_or(0)).collect();
        for row in rows {
            let mut line = INDENT.to_owned();
            for (column, cell) in row.iter().enumerate() {
                let pad = " ".repeat(widths[column] - display_width(cell));
                let cell = if right.get(column) == Some(&true) { pad + cell } else { cell.clone() + &pad };
                if column > 0 && display_width(line.trim_end()) + 2 + display_width(cell.trim_end()) > self.width {
                    self.text.push_str(line.trim_end());
                    self.text.push('\n');
                    line = format!("{INDENT}{INDENT}");
                } else if column > 0 {
                    line.push_str(INDENT);
                }
                line.push_str(&cell);
            }
            self.text.push_str(line.trim_end());
            self.text.push('\n');
        }
    }

    fn wrapped(&mut self, first: &str, rest: &str, style: Style, text: &str) {
        let options = textwrap::Options::new(self.width)
            .initial_indent(first)
            .subsequent_indent(rest)
            .break_words(false)
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

/// A number with commas between thousands.
pub fn grouped(value: Decimal) -> String {
    let digits = value.abs().normalize().to_string();
    let (whole, fraction) = digits.split_once('.').map_or((digits.as_str(), ""), |(whole, rest)| (whole, rest));
    let mut text = String::new();
    for (at, digit) in whole.char_indices() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    let point = if fraction.is_empty() { "" } else { "." };
    let sign = if value.is_sign_negative() && !value.is_zero() { "-" } else { "" };
    format!("{sign}{text}{point}{fraction}")
}
