//! A sheet of a workbook as comma-separated values, a row on a line, so that lines have the rows' numbers.

use super::Input;

#[cfg(feature = "xlsx")]
pub use with_xlsx::as_csv;
#[cfg(not(feature = "xlsx"))]
pub use without::as_csv;

#[cfg(feature = "xlsx")]
mod with_xlsx {
    use std::io::{Cursor, Read};

    use calamine::{DataRef, ExcelDateTime, Reader, Xlsx};

    use super::super::workbook;
    use super::Input;
    use crate::input::{Names, Rename, digits, listed, needs_quotes};
    use crate::lang;
    use crate::register::source::guard::caught;
    use crate::units::shortest;

    /// A workbook as it is packed, and what a sheet comes to as text.
    const WORKBOOK: u64 = 64 << 20;
    const SHEET: usize = 128 << 20;

    /// The rows and columns that a sheet can have.
    const ROWS: u32 = 1 << 20;
    const COLUMNS: u32 = 1 << 14;

    /// The sheet with this name, or the first, as the columns with these names are read.
    pub fn as_csv(input: Input, sheet: Option<&str>, names: &Names) -> Result<Input, String> {
        let mut bytes = Vec::new();
        input.take(WORKBOOK + 1).read_to_end(&mut bytes).map_err(|error| {
            let error = lang::of_io(&error);
            said!("could not be read: {error}", "読み取れません（{error}）。")
        })?;
        if bytes.len() as u64 > WORKBOOK {
            return Err(said!(
                "a workbook of more than {} MiB; save the sheet as CSV",
                "{}MiBを超えるブックです。シートをCSVで保存してください。",
                WORKBOOK >> 20
            ));
        }
        workbook::check(&bytes)?;
        let text = caught(|| text_of(bytes, sheet, names)).map_err(|why| workbook::not_whole(&why))??;
        Ok(Box::new(Cursor::new(text.into_bytes())))
    }

    fn text_of(bytes: Vec<u8>, sheet: Option<&str>, names: &Names) -> Result<String, String> {
        let broken = |error: calamine::XlsxError| workbook::not_whole(&error);
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(broken)?;
        let sheets = book.sheet_names();
        let name = match sheet {
            Some(name) if !sheets.iter().any(|known| known == name) => {
                return Err(said!(
                    "no sheet {name:?}; it has {}",
                    "シート{name:?}はありません。シート：{}",
                    listed(sheets.iter().map(String::as_str))
                ));
            }
            Some(name) => name.to_owned(),
            None => sheets.first().cloned().ok_or(word!("a workbook without a sheet", "シートのないブックです。"))?,
        };
        let mut cells = book.worksheet_cells_reader(&name).map_err(broken)?;
        let mut lines = Lines::default();
        // The columns in whose texts a point stands between digits.
        let mut grouped = Vec::new();
        while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(broken)? {
            if matches!(cell.get_value(), DataRef::Empty) {
                continue;
            }
            let (row, column) = cell.get_position();
            lines.go_to(row, column)?;
            let format = cells.styles().get(style).and_then(|style| style.number_format.as_ref());
            let is_percent = format.is_some_and(|format| format.format_code.contains('%'));
            let mut text = shown(cell.get_value(), is_percent);
            if lines.is_in_header() && names.rename(text.trim()).is_some_and(Rename::groups_by_points) {
                grouped.push(column);
            }
            if matches!(cell.get_value(), DataRef::Float(_)) && grouped.contains(&column) {
                keep_point(&mut text);
            }
            push(&mut lines.text, &text);
        }
        lines.end();
        Ok(lines.text)
    }

    /// Rows as lines, one under the other.
    #[derive(Default)]
    struct Lines {
        text: String,
        row: u32,
        column: u32,
        /// How many cells the header has.
        width: Option<u32>,
        /// The row has a cell.
        has_cell: bool,
    }

    impl Lines {
        /// Begins the cell at a place, behind those before it.
        fn go_to(&mut self, row: u32, column: u32) -> Result<(), String> {
            if row >= ROWS || column >= COLUMNS {
                return Err(said!(
                    "a cell in row {}, column {}, which no sheet has",
                    "シートの範囲外（{}行{}列）にセルがあります。",
                    row.saturating_add(1),
                    column.saturating_add(1)
                ));
            }
            if row < self.row || row == self.row && self.has_cell && column <= self.column {
                return Err(said!(
                    "the cells of row {} are not in order; save the sheet as CSV",
                    "{}行目のセルが順に並んでいません。シートをCSVで保存してください。",
                    row + 1
                ));
            }
            while self.row < row {
                self.end();
            }
            while self.column < column {
                self.text.push(',');
                self.column += 1;
            }
            self.has_cell = true;
            if self.text.len() > SHEET {
                return Err(said!(
                    "a sheet of more than {} MiB of text; save it as CSV",
                    "文字の量が{}MiBを超えるシートです。CSVで保存してください。",
                    SHEET >> 20
                ));
            }
            Ok(())
        }

        /// Whether the first row that has cells is not at its end.
        fn is_in_header(&self) -> bool {
            self.width.is_none()
        }

        /// Ends a row. Rows end where their last cell does: the others get as many cells as the header.
        fn end(&mut self) {
            if self.has_cell {
                let cells = self.column + 1;
                let missing = self.width.get_or_insert(cells).saturating_sub(cells);
                self.text.extend((0..missing).map(|_| ','));
            }
            self.text.push('\n');
            (self.row, self.column, self.has_cell) = (self.row + 1, 0, false);
        }
    }

    /// A cell as somebody would type it. A number is the shortest that stands for the same; one that is shown in percent
    /// keeps its sign, so that nobody takes 15% for 0.15.
    fn shown(value: &DataRef<'_>, is_percent: bool) -> String {
        match value {
            DataRef::Empty => String::new(),
            DataRef::Bool(is) => is.to_string(),
            DataRef::Int(value) => value.to_string(),
            DataRef::Float(value) => number(*value, is_percent),
            DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
            DataRef::SharedString(text) => (*text).to_owned(),
            DataRef::DateTime(time) if time.is_datetime() => day(time),
            DataRef::DateTime(time) => time.as_f64().to_string(),
            DataRef::Error(error) => format!("{error}"),
        }
    }

    fn number(value: f64, is_percent: bool) -> String {
        match shortest(value) {
            Some((mantissa, scale)) if is_percent => match scale.checked_sub(2) {
                Some(scale) => digits(mantissa, scale) + "%",
                None => digits(mantissa * 10_i128.pow(2 - scale), 0) + "%",
            },
            Some((mantissa, scale)) => digits(mantissa, scale),
            None => format!("{value:?}"),
        }
    }

    /// Writes a number so that its point stands before its decimals also where points stand between digits: three behind
    /// it would be a group of these, four are none.
    fn keep_point(number: &mut String) {
        if number.rsplit_once('.').is_some_and(|(_, decimals)| decimals.len() == 3) {
            number.push('0');
        }
    }

    fn day(time: &ExcelDateTime) -> String {
        let (year, month, day, hour, minute, second, milli) = time.to_ymd_hms_milli();
        let date = format!("{year:04}-{month:02}-{day:02}");
        match (hour, minute, second, milli) {
            (0, 0, 0, 0) => date,
            _ => format!("{date} {hour:02}:{minute:02}:{second:02}"),
        }
    }

    fn push(out: &mut String, text: &str) {
        if !needs_quotes(text.as_bytes()) {
            return out.push_str(text);
        }
        out.push('"');
        out.push_str(&text.replace('"', "\"\""));
        out.push('"');
    }
}

#[cfg(not(feature = "xlsx"))]
mod without {
    use super::Input;
    use crate::input::Names;

    pub fn as_csv(_: Input, _: Option<&str>, _: &Names) -> Result<Input, String> {
        Err(word!(
            "a workbook, which this build does not read (feature xlsx); save the sheet as CSV in UTF-8",
            "Excelブックはこのビルドでは読み取れません（feature xlsx）。シートをUTF-8のCSVで保存してください。"
        )
        .to_owned())
    }
}
