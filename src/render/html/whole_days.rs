//! Keeps days from being broken at their hyphens at the end of a line, wherever they stand on a page.

/// How long a day is as it is written: `2004-07-01`.
const LONG: usize = 10;
/// Between these, days cannot be marked up, or are never broken.
const APART: &[&str] = &["title", "style", "svg"];

/// The page with every day of its text as one piece.
pub fn whole_days(page: &str) -> String {
    let mut kept = String::with_capacity(page.len() + page.len() / 8);
    let mut apart: Option<&str> = None;
    // A text and the tag that ends it; texts and attributes hold no `>` of their own.
    for piece in page.split_inclusive('>') {
        let (text, tag) = piece.split_at(piece.find('<').unwrap_or(piece.len()));
        if apart.is_some() {
            kept.push_str(text);
        } else {
            marked(text, &mut kept);
        }
        kept.push_str(tag);
        let name = tag.trim_start_matches(['<', '/']);
        let name = name.split([' ', '>']).next().unwrap_or_default();
        match apart {
            Some(begun) if tag.starts_with("</") && begun == name => apart = None,
            Some(_) => {}
            None => apart = APART.iter().copied().find(|known| *known == name),
        }
    }
    kept
}

#[expect(clippy::string_slice, reason = "days are of ASCII characters: before and behind them stand whole letters")]
fn marked(text: &str, kept: &mut String) {
    let bytes = text.as_bytes();
    let (mut from, mut at) = (0, 0);
    while at + LONG <= bytes.len() {
        if is_day(bytes, at) {
            kept.push_str(&text[from..at]);
            kept.push_str("<span class=\"day\">");
            kept.push_str(&text[at..at + LONG]);
            kept.push_str("</span>");
            at += LONG;
            from = at;
        } else {
            at += 1;
        }
    }
    kept.push_str(&text[from..]);
}

/// Whether a day stands at a place, and not a part of a longer number.
fn is_day(bytes: &[u8], at: usize) -> bool {
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let shape =
        |(number, byte): (usize, &u8)| if [4, 7].contains(&number) { *byte == b'-' } else { byte.is_ascii_digit() };
    let day = bytes.get(at..).and_then(<[u8]>::first_chunk::<LONG>);
    day.is_some_and(|day| day.iter().enumerate().all(shape)) && !is_digit(at + LONG) && (at == 0 || !is_digit(at - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_pieces_and_other_numbers_are_not() {
        assert_eq!(
            whole_days("<p>from 2004-07-01 – 2010-12-31</p>"),
            "<p>from <span class=\"day\">2004-07-01</span> – <span class=\"day\">2010-12-31</span></p>"
        );
        for same in ["<p>1974-123456</p>", "<p>02004-07-011</p>", "<p>条 2004-7-1</p>", "", "<b x=\"2004-07-01\"></b>"]
        {
            assert_eq!(whole_days(same), same);
        }
    }

    #[test]
    fn pictures_and_titles_stay_as_they_are() {
        let page =
            "<title>2004-07-01</title><svg><title>2004-07-01</title><text>2004-07-01</text></svg><i>2004-07-01</i>";
        let marked = page.replace("<i>2004-07-01", "<i><span class=\"day\">2004-07-01</span>");
        assert_eq!(whole_days(page), marked);
    }
}
