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

    use super::Input;
    use crate::input::{digits, needs_quotes};
    use crate::units::shortest;

    /// A workbook, and what a sheet comes to as text.
    const WORKBOOK: u64 = 256 << 20;
    const SHEET: usize = 512 << 20;

    /// The sheet with this name, or the first.
    pub fn as_csv(input: Input, sheet: Option<&str>) -> Result<Input, String> {
        let mut bytes = Vec::new();
        input.take(WORKBOOK + 1).read_to_end(&mut bytes).map_err(|error| format!("could not be read: {error}"))?;
        if bytes.len() as u64 > WORKBOOK {
            return Err(format!("a workbook of more than {} MiB; save the sheet as CSV", WORKBOOK >> 20));
        }
        let broken = |error: calamine::XlsxError| format!("not a whole .xlsx workbook: {error}");
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(broken)?;
        let names = book.sheet_names();
        let name = match sheet {
            Some(name) if !names.iter().any(|known| known == name) => {
                return Err(format!("no sheet {name:?}; it has {}", names.join(", ")));
            }
            Some(name) => name.to_owned(),
            None => names.first().cloned().ok_or("a workbook without a sheet")?,
        };
        let mut cells = book.worksheet_cells_reader(&name).map_err(broken)?;
        let mut text = String::new();
        let (mut row, mut column) = (0, 0);
        while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(broken)? {
            if matches!(cell.get_value(), DataRef::Empty) {
                continue;
            }
            let (at_row, at_column) = cell.get_position();
            if at_row < row || at_row == row && at_column < column {
                return Err(format!("the cells of row {} are not in order; save the sheet as CSV", at_row + 1));
            }
            while row < at_row {
                text.push('\n');
                (row, column) = (row + 1, 0);
            }
            while column < at_column {
                text.push(',');
                column += 1;
            }
            let format = cells.styles().get(style).and_then(|style| style.number_format.as_ref());
            let is_percent = format.is_some_and(|format| format.format_code.contains('%'));
            push(&mut text, &shown(cell.get_value(), is_percent));
            if text.len() > SHEET {
                return Err(format!("a sheet of more than {} MiB of text; save it as CSV", SHEET >> 20));
            }
        }
        text.push('\n');
        Ok(Box::new(Cursor::new(padded(&text).into_bytes())))
    }

    /// Rows end where their last cell does: the others get as many cells as the header.
    fn padded(text: &str) -> String {
        let (mut out, mut header) = (String::with_capacity(text.len()), None);
        let (mut is_quoted, mut cells, mut is_blank) = (false, 1, true);
        for char in text.chars() {
            match char {
                '"' => is_quoted = !is_quoted,
                ',' if !is_quoted => cells += 1,
                '\n' if !is_quoted => {
                    if !is_blank {
                        let width = *header.get_or_insert(cells);
                        out.extend(std::iter::repeat_n(',', usize::saturating_sub(width, cells)));
                    }
                    (cells, is_blank) = (1, true);
                    out.push('\n');
                    continue;
                }
                _ => {}
            }
            is_blank = false;
            out.push(char);
        }
        out
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

    pub fn as_csv(_: Input, _: Option<&str>) -> Result<Input, String> {
        Err("a workbook, which this build does not read (feature xlsx); save the sheet as CSV in UTF-8".to_owned())
    }
}
