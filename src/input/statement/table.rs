//! Tables of comma-separated values that have titles before their header, or several headers.

use super::super::csv_line::CsvLine;

/// The cells of one line.
pub fn cells(line: &str) -> Vec<String> {
    let mut cells = Vec::new();
    CsvLine::default().cells(line, 0, |_, cell| cells.push(cell.trim().to_owned()));
    cells
}

/// Every line of a text with its number, from 1; quoted newlines belong to their line.
pub fn lines(text: &str, delimiter: char) -> Vec<(usize, Vec<String>)> {
    let text = text.trim_start_matches('\u{feff}');
    let delimiter = u8::try_from(delimiter).unwrap_or(b',');
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let mut lines = Vec::new();
    for record in reader.records() {
        // The text is UTF-8, and any number of cells will do.
        let Ok(record) = record else { continue };
        let line = record.position().map_or(0, |at| at.line() as usize);
        lines.push((line, record.iter().map(|cell| cell.trim().to_owned()).collect()));
    }
    lines
}

/// A row under its header.
pub struct Under<'a> {
    header: &'a [String],
    cells: &'a [String],
}

impl<'a> Under<'a> {
    pub fn new(header: &'a [String], cells: &'a [String]) -> Under<'a> {
        Under { header, cells }
    }

    /// The cell in a column; empty where there is none.
    pub fn get(&self, name: &str) -> &'a str {
        let at = self.header.iter().position(|known| known == name);
        at.and_then(|at| self.cells.get(at)).map_or("", String::as_str)
    }
}
