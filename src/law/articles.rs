//! Places of laws and treaties in Japanese: `161(1)(ix)` of an act is `第161条第1項第9号`, `10(2)(a)` of a treaty is
//! `第10条2(a)`, as they are cited there.

/// The place in Japanese; none of what is not written as an article.
pub fn in_japanese(place: &str, is_treaty: bool) -> Option<String> {
    for (word, after) in [(" until ", "まで"), (" from ", "から")] {
        if let Some((before, day)) = place.split_once(word) {
            return Some(format!("{}（{day}{after}）", in_japanese(before, is_treaty)?));
        }
    }
    if let Some(rest) = place.strip_prefix("protocol") {
        return if is_treaty { Some(format!("議定書{}", rest.trim_start())) } else { None };
    }
    let several: Vec<&str> = place.split(" and ").collect();
    if several.len() > 1 {
        let each: Option<Vec<String>> = several.into_iter().map(|it| in_japanese(it, is_treaty)).collect();
        return each.map(|each| each.join("及び"));
    }
    let (article, mut below) = place.split_at(place.find('(').unwrap_or(place.len()));
    let mut text = of_article(article)?;
    let mut depth = 0;
    while let Some(rest) = below.strip_prefix('(') {
        let (part, behind) = rest.split_once(')')?;
        let is_number = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        let is_part = part.len() <= 5 && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
        match (depth, is_treaty) {
            (0, true) if is_number => text.push_str(part),
            (_, true) if is_part => text.push_str(&format!("({part})")),
            (0, false) if is_number => text.push_str(&format!("第{part}項")),
            (_, false) => match roman(part) {
                Some(number) => text.push_str(&format!("第{number}号")),
                None => return None,
            },
            _ => return None,
        }
        below = behind;
        depth += 1;
    }
    below.is_empty().then_some(text)
}

/// `9-3-2` as `第9条の3の2`, `10A` as `第10A条`.
fn of_article(article: &str) -> Option<String> {
    let digits = article.trim_end_matches(|c: char| c.is_ascii_uppercase());
    let mut parts = digits.split('-');
    let is_number = |part: &str| !part.is_empty() && part.len() <= 3 && part.bytes().all(|byte| byte.is_ascii_digit());
    let first = parts.next().filter(|part| is_number(part))?;
    let mut text = format!("第{first}{}条", article.strip_prefix(digits)?);
    for part in parts {
        if !is_number(part) {
            return None;
        }
        text.push_str(&format!("の{part}"));
    }
    Some(text)
}

/// A small Roman number.
fn roman(text: &str) -> Option<u32> {
    let mut total = 0;
    let value = |c| match c {
        'i' => Some(1),
        'v' => Some(5),
        'x' => Some(10),
        _ => None,
    };
    let values: Option<Vec<u32>> = text.chars().map(value).collect();
    let values = values.filter(|values| !values.is_empty())?;
    for (at, value) in values.iter().enumerate() {
        match values.get(at + 1) {
            Some(next) if next > value => total -= *value as i64,
            _ => total += *value as i64,
        }
    }
    u32::try_from(total).ok()
}

#[cfg(test)]
mod tests {
    use super::in_japanese;

    #[test]
    fn acts_count_in_articles_paragraphs_and_items() {
        for (place, japanese) in [
            ("5", "第5条"),
            ("212(1)", "第212条第1項"),
            ("161(1)(ix)", "第161条第1項第9号"),
            ("9-3-2(1)", "第9条の3の2第1項"),
            ("164(1)(i)", "第164条第1項第1号"),
        ] {
            assert_eq!(in_japanese(place, false).as_deref(), Some(japanese), "{place}");
        }
    }

    #[test]
    fn treaties_write_numbers_and_letters() {
        for (place, japanese) in [
            ("10(2)", "第10条2"),
            ("10(3)(a)(ii)", "第10条3(a)(ii)"),
            ("22A(2)(e)", "第22A条2(e)"),
            ("10(2) until 2025-12-31", "第10条2（2025-12-31まで）"),
            ("protocol 4", "議定書4"),
            ("10(1) and 10(2)", "第10条1及び第10条2"),
        ] {
            assert_eq!(in_japanese(place, true).as_deref(), Some(japanese), "{place}");
        }
    }

    #[test]
    fn what_is_no_article_has_none() {
        for place in ["dividends", "Form 17, note 5", "1.1297-1(a)", "10(2", "161(1)(b2)"] {
            assert_eq!(in_japanese(place, false), None, "{place}");
        }
    }
}
