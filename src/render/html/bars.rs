//! Bars under each other, each with what it is and how much.

use maud::{Markup, html};

use super::svg::{Anchor, LINE, WIDTH, chart, rect, text, width_in_bold, width_of};

/// One thing with its bars.
#[derive(Debug)]
pub struct Bar {
    pub label: String,
    /// As the table beside has it.
    pub amount: String,
    /// Bars under each other; of each the parts with their colours, and how much they are of the greatest of all.
    pub bars: Vec<Vec<(&'static str, f64)>>,
}

const THICK: f64 = 10.0;
const GAP: f64 = 8.0;
/// So that the least part is seen.
const LEAST: f64 = 1.5;

/// The picture of some bars.
pub fn bars(id: &str, says: &str, rows: &[Bar]) -> Markup {
    let mut body = Vec::new();
    let mut y = 2.0;
    for row in rows {
        let wide = width_in_bold(&row.amount);
        body.push(text(1.0, y + LINE - 4.0, Anchor::Start, "", &html! { (shortened(&row.label, WIDTH - wide - 8.0)) }));
        body.push(text(WIDTH - 1.0, y + LINE - 4.0, Anchor::End, "amount", &html! { (row.amount) }));
        y += LINE;
        for bar in &row.bars {
            let mut x = 0.0;
            for (class, part) in bar.iter().filter(|(_, part)| *part > 0.0) {
                let width = (part * WIDTH).max(LEAST).min(WIDTH - x);
                body.push(rect(x, y, width, THICK, class));
                x += width;
            }
            y += THICK + 2.0;
        }
        y += GAP;
    }
    chart(id, says, (y - GAP).max(1.0), &html! { @for shape in &body { (shape) } })
}

/// As much of a text as there is room for.
fn shortened(text: &str, room: f64) -> String {
    if width_of(text) <= room {
        return text.to_owned();
    }
    let mut kept = String::new();
    for letter in text.chars() {
        if width_of(&kept) + 3.0 * width_of("n") > room {
            break;
        }
        kept.push(letter);
    }
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_label_leaves_room_for_its_amount() {
        assert_eq!(shortened("us-treaty-2003", 200.0), "us-treaty-2003");
        let cut = shortened(&"n".repeat(200), 100.0);
        assert!(cut.ends_with('…') && width_of(&cut) <= 100.0 + width_of("…"), "{cut}");
    }
}
