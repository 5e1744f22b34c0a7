//! Drawing: the few shapes that charts are made of, in units of which a chart is [`WIDTH`] wide.
//!
//! Pictures are approximate, and nothing is read from them: every number is written beside them.

use maud::{Markup, html};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// How wide a chart is. So narrow that its letters can still be read on a telephone.
pub const WIDTH: f64 = 360.0;
/// How high a line of letters is.
pub const LINE: f64 = 15.0;
/// How wide a letter is at most, on average.
const LETTER: f64 = 7.0;
/// How wide a letter of Japanese is.
const WIDE: f64 = 12.0;
/// How much wider a bold letter is.
const BOLD: f64 = 1.12;

/// A chart with the sentence that says what it shows.
pub fn chart(id: &str, says: &str, height: f64, body: &Markup) -> Markup {
    html! {
        svg viewBox=(format!("0 0 {} {}", at(WIDTH), at(height))) role="img" aria-labelledby=(id) {
            title id=(id) { (says) }
            (body)
        }
    }
}

/// A rectangle.
pub fn rect(x: f64, y: f64, width: f64, height: f64, class: &str) -> Markup {
    html! { rect x=(at(x)) y=(at(y)) width=(at(width.max(0.0))) height=(at(height.max(0.0))) class=(class) {} }
}

/// A straight line.
pub fn line((x1, y1): (f64, f64), (x2, y2): (f64, f64), class: &str) -> Markup {
    html! { line x1=(at(x1)) y1=(at(y1)) x2=(at(x2)) y2=(at(y2)) class=(class) {} }
}

/// A dot.
pub fn dot(x: f64, y: f64, radius: f64, class: &str) -> Markup {
    html! { circle cx=(at(x)) cy=(at(y)) r=(at(radius)) class=(class) {} }
}

/// Lines from point to point.
pub fn path(points: &[(f64, f64)], class: &str) -> Markup {
    let step = |(number, (x, y)): (usize, &(f64, f64))| {
        format!("{}{},{}", if number == 0 { "M" } else { " L" }, at(*x), at(*y))
    };
    html! { path d=(points.iter().enumerate().map(step).collect::<String>()) class=(class) {} }
}

/// Where a text is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    Start,
    Middle,
    End,
}

/// A text on its base line.
pub fn text(x: f64, y: f64, anchor: Anchor, class: &str, said: &Markup) -> Markup {
    let anchor = match anchor {
        Anchor::Start => "start",
        Anchor::Middle => "middle",
        Anchor::End => "end",
    };
    html! { text x=(at(x)) y=(at(y)) text-anchor=(anchor) class=[(!class.is_empty()).then_some(class)] { (said) } }
}

/// A text under or over a point, moved so that it stays in the picture.
pub fn text_at(x: f64, y: f64, class: &str, said: &str) -> Markup {
    let half = if class == "amount" { width_in_bold(said) } else { width_of(said) } / 2.0;
    text(x.clamp(half, (WIDTH - half).max(half)), y, Anchor::Middle, class, &html! { (said) })
}

/// About how wide a text is that is not bold.
pub fn width_of(text: &str) -> f64 {
    let wide = word!(2.0 * LETTER, WIDE);
    text.chars().map(|letter| if letter.is_ascii() { LETTER } else { wide }).sum()
}

/// About how wide a bold text is.
pub fn width_in_bold(text: &str) -> f64 {
    BOLD * width_of(text)
}

/// A coordinate to a tenth.
pub fn at(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").unwrap_or(&text).to_owned()
}

/// Which part of the whole it is, from 0 to 1, for drawing.
pub fn part_of(part: Decimal, whole: Decimal) -> f64 {
    let part = part.checked_div(whole).and_then(|part| part.to_f64());
    part.unwrap_or(0.0).clamp(0.0, 1.0)
}

/// Puts texts into lines so that none covers another: of each its left edge and its width, in order; the line of each.
pub fn in_lines(texts: &[(f64, f64)]) -> Vec<usize> {
    let mut lines: Vec<Vec<(f64, f64)>> = Vec::new();
    let gap = LETTER;
    let mut place = |left: f64, width: f64| {
        let is_free =
            |line: &Vec<(f64, f64)>| line.iter().all(|(from, to)| left + width + gap <= *from || *to + gap <= left);
        let number = lines.iter().position(is_free).unwrap_or(lines.len());
        match lines.get_mut(number) {
            Some(line) => line.push((left, left + width)),
            None => lines.push(vec![(left, left + width)]),
        }
        number
    };
    texts.iter().map(|(left, width)| place(*left, *width)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_would_cover_each_other_stand_in_lines_of_their_own() {
        assert_eq!(in_lines(&[(0.0, 100.0), (200.0, 100.0)]), [0, 0]);
        assert_eq!(in_lines(&[(0.0, 100.0), (50.0, 100.0), (160.0, 20.0), (105.0, 10.0)]), [0, 1, 0, 2]);
    }

    #[test]
    fn parts_stay_in_the_picture() {
        assert_eq!(part_of(Decimal::ONE, Decimal::ZERO), 0.0);
        assert_eq!(part_of(Decimal::from(3), Decimal::from(4)), 0.75);
        assert_eq!(part_of(Decimal::from(5), Decimal::from(4)), 1.0);
        assert_eq!(part_of(Decimal::from(-5), Decimal::from(4)), 0.0);
    }
}
