//! What to do about values that are written as people write them, and texts that are nearly JSON.
//!
//! A value that is proposed is the one that was meant, or none is: no hint turns dollars into yen.

use std::fmt::Display;

use super::json::MAX_DEPTH;
use super::scalar;
use super::written::{Written, without_midnight};
use crate::facts::ValueType;
use crate::lang::{Lang, chosen};
use crate::units::Day;

/// What to write.
fn write(what: impl Display) -> String {
    said!("write {what}", "{what}と書いてください。")
}

pub(super) fn without_quotes() -> String {
    word!("write it without quotes", "引用符を付けずに書いてください。").to_owned()
}

/// What other programs write where they know nothing.
pub(super) fn is_unknown(text: &str) -> bool {
    const WORDS: [&str; 12] = ["nan", "na", "n/a", "#n/a", "null", "none", "nil", "nat", "\\n", "-", "--", "(null)"];
    WORDS.contains(&text.trim().to_ascii_lowercase().as_str())
}

fn left_out() -> String {
    word!("leave it out where it is not known", "不明であれば空欄とするか、項目ごと省いてください。").to_owned()
}

/// How to write a number.
pub(super) fn number(text: &str, value_type: ValueType) -> Option<String> {
    if is_unknown(text) {
        return Some(left_out());
    }
    let bare = without_currency(text);
    let hint = if bare.len() != text.trim().len() {
        return Some(currency(text, bare, value_type));
    } else if text.ends_with('%') {
        word!("write it without the percent sign", "％記号を付けずに書いてください。")
    } else if let Some(decimal) = with_point(text) {
        return Some(write(decimal));
    } else if text.contains('_') || text.contains(',') || text.trim().contains(' ') && digits_of(text).is_some() {
        word!("write the digits without separators", "桁区切りを入れずに書いてください。")
    } else if text.starts_with('+') {
        word!("write it without a sign", "符号を付けずに書いてください。")
    } else if text.starts_with('.') || text.ends_with('.') {
        word!("write digits on both sides of the point", "小数点の前後の両方に数字を書いてください。")
    } else if text.split([':', '/']).filter_map(digits_of).count() == 2 {
        word!("write one number, not a ratio", "比ではなく、1つの数値を書いてください。")
    } else if text.chars().any(|char| !char.is_ascii() && char.is_numeric()) {
        word!("write the digits 0 to 9", "半角数字（0から9）で書いてください。")
    } else if text.trim() != text {
        word!("write it without blanks around it", "前後の空白を除いて書いてください。")
    } else {
        return None;
    };
    Some(hint.to_owned())
}

/// Signs and words of currencies, and what they stand for.
const CURRENCIES: [(&str, &str); 14] = [
    ("¥", "yen"),
    ("￥", "yen"),
    ("円", "yen"),
    ("JPY", "yen"),
    ("jpy", "yen"),
    ("yen", "yen"),
    ("US$", "dollars"),
    ("$", "dollars"),
    ("USD", "dollars"),
    ("usd", "dollars"),
    ("dollars", "dollars"),
    ("€", "euros"),
    ("EUR", "euros"),
    ("£", "pounds"),
];

/// The text without the currency before or behind it.
fn without_currency(text: &str) -> &str {
    let text = text.trim();
    let bare = CURRENCIES.iter().find_map(|(sign, _)| text.strip_prefix(sign).or_else(|| text.strip_suffix(sign)));
    bare.map_or(text, str::trim)
}

/// What to do about a number with its currency: the digits are proposed only where the fact is in that currency.
fn currency(text: &str, bare: &str, value_type: ValueType) -> String {
    let stated = CURRENCIES.iter().find(|(sign, _)| text.contains(sign)).map_or("", |(_, currency)| currency);
    let wanted = match value_type {
        ValueType::Yen | ValueType::WholeYen => "yen",
        ValueType::Dollars => "dollars",
        ValueType::JpyPerUsd | ValueType::JpyPerUsdOrTable | ValueType::JpyPerUsdTable => "yen",
        _ => "",
    };
    match digits_of(bare) {
        Some(digits) if stated == wanted => write(digits),
        _ if wanted.is_empty() || stated == wanted => {
            word!("write the number without a currency", "通貨を付けずに数値だけを書いてください。").to_owned()
        }
        _ => {
            let (wanted, stated) = (named(wanted), named(stated));
            said!(
                "this fact is in {wanted}, not in {stated}",
                "この項目は{wanted}建てで記載します（{stated}建てではありません）。"
            )
        }
    }
}

fn named(currency: &'static str) -> &'static str {
    match currency {
        "yen" => word!("yen", "円"),
        "dollars" => word!("dollars", "ドル"),
        "euros" => word!("euros", "ユーロ"),
        "pounds" => word!("pounds", "ポンド"),
        other => other,
    }
}

/// The digits of a number that is grouped by commas, spaces or underscores, in threes.
fn digits_of(text: &str) -> Option<String> {
    let (whole, fraction) = text.split_once('.').map_or((text, None), |(whole, rest)| (whole, Some(rest)));
    let groups: Vec<&str> = whole.split([',', ' ', '_']).collect();
    let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_grouped = groups.len() == 1 || groups.iter().skip(1).all(|group| group.len() == 3);
    let is_number = is_grouped && groups.iter().all(|group| are_digits(group)) && fraction.is_none_or(are_digits);
    is_number.then(|| groups.concat() + &fraction.map_or(String::new(), |fraction| format!(".{fraction}")))
}

/// A number whose decimals stand behind a comma, where that is the one way to read it.
fn with_point(text: &str) -> Option<String> {
    let (whole, decimals) = text.rsplit_once(',')?;
    // Three digits behind a comma can be a group.
    let is_group = decimals.len() == 3 && !whole.contains('.');
    let are_digits = !decimals.is_empty() && decimals.bytes().all(|byte| byte.is_ascii_digit());
    let groups: Vec<&str> = whole.split('.').collect();
    let digits = digits_of(&groups.join(",")).filter(|_| are_digits && !is_group && !whole.contains(','))?;
    Some(format!("{digits}.{decimals}"))
}

/// How to write a date; proposed only where there is one way to read what was given.
pub(super) fn date(text: &str) -> Option<String> {
    let text = without_midnight(text.trim());
    if is_unknown(text) {
        return Some(left_out());
    }
    if Day::parse(text).is_some() {
        return Some(write(text));
    }
    let written = |year: &str, month: &str, day: &str| {
        let date = format!("{year}-{month:0>2}-{day:0>2}");
        Day::parse(date.as_str()).map(|_| write(date))
    };
    let no_such_day = || word!("there is no such day", "存在しない日付です。").to_owned();
    let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if ["today", "now", "yesterday", "tomorrow"].contains(&text.to_lowercase().as_str()) {
        return Some(
            word!("write the day itself: no clock is read", "日付そのものを書いてください。時計は参照しません。")
                .to_owned(),
        );
    }
    if matches!(text.len(), 12 | 13) && are_digits(text) {
        let day = Written::EpochMillis.read(text)?;
        return Some(said!(
            "write {day}, if it counts milliseconds from the beginning of 1970",
            "1970年の始めからのミリ秒数であれば、{day}と書いてください。"
        ));
    }
    // The first of 1950 and of 2080, as spreadsheets count days.
    if text.len() == 5 && are_digits(text) && ("18264".."65746").contains(&text) {
        let day = Written::Serial.read(text)?;
        return Some(said!(
            "write {day}, if it is a spreadsheet's number of that day",
            "表計算ソフトの日付の通し番号であれば、{day}と書いてください。"
        ));
    }
    if let Some((year, month, day)) = scalar::eight_digits(text) {
        return written(year, month, day);
    }
    // A time of the day behind the day.
    if let Some(hint) = text.split_once(['T', ' ']).and_then(|(day, _)| Day::parse(day).map(|_| write(day))) {
        return Some(hint);
    }
    if month_by_name(text).is_some_and(|(year, ..)| year.len() == 2 && are_digits(year)) {
        return Some(with_whole_year());
    }
    if let Some(hint) = month_by_name(text).and_then(|(year, month, day)| written(year, &month.to_string(), day)) {
        return Some(hint);
    }
    let parts: Vec<_> = text.split(['-', '/', '.']).collect();
    let [year, month, day] = parts[..] else { return None };
    let (is_number, is_year) = (are_digits(year) && are_digits(month) && are_digits(day), year.len() == 4);
    match written(year, month, day) {
        Some(hint) => Some(hint),
        // Which of the two is the month shows where the other is no month.
        None if is_number && day.len() == 4 && is_no_month(year) != is_no_month(month) => {
            let (month, day_of_month) = if is_no_month(month) { (year, month) } else { (month, year) };
            written(day, month, day_of_month).or_else(|| Some(no_such_day()))
        }
        None if day.len() == 4 => {
            Some(word!("write the year first, then month and day", "年、月、日の順に書いてください。").to_owned())
        }
        None if is_number && is_year && ("1900"..="2999").contains(&year) => Some(no_such_day()),
        None if is_number && parts.iter().all(|part| part.len() <= 2) => Some(with_whole_year()),
        None => None,
    }
}

fn with_whole_year() -> String {
    word!("write the year with four digits first, then month and day", "4桁の年、月、日の順に書いてください。")
        .to_owned()
}

/// Whether digits are more than a month's.
fn is_no_month(digits: &str) -> bool {
    digits.parse::<u32>().is_ok_and(|number| number > 12)
}

/// Year, month and day of `June 28, 2007`, `28 Jun 2007` and the like.
fn month_by_name(text: &str) -> Option<(&str, usize, &str)> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let words: Vec<&str> = text.split([' ', ',', '-', '.', '/']).filter(|word| !word.is_empty()).collect();
    let [first, second, year] = words[..] else { return None };
    let month = |word: &str| {
        let begun = word.get(..3)?.to_lowercase();
        MONTHS.iter().position(|month| *month == begun).map(|at| at + 1)
    };
    match (month(first), month(second)) {
        (Some(month), None) => Some((year, month, second)),
        (None, Some(month)) => Some((year, month, first)),
        _ => None,
    }
}

/// How to write what is true or false.
pub(super) fn truth(text: &str) -> Option<String> {
    match text.trim().to_lowercase().as_str() {
        "yes" | "y" | "1" | "true" | "x" => Some(write("true")),
        "no" | "n" | "0" | "false" => Some(write("false")),
        _ => None,
    }
}

/// What to do about a text that is no JSON at a place, by its bytes up to there.
pub(super) fn json(text: &str, at: usize, message: &str) -> Option<String> {
    let text = text.trim_start_matches('\u{feff}');
    let first = text.trim_start();
    let (before, rest) = (text.get(..at)?.trim_end(), text.get(at..)?);
    // A text that nothing closes goes on into the next line.
    if message.starts_with("control character") && rest.chars().take(2).any(|it| matches!(it, '\n' | '\r')) {
        return Some(
            word!("a closing quote is missing in this line", "この行に閉じ引用符（\"）がありません。").to_owned(),
        );
    }
    if message.starts_with("EOF") && !is_yaml(first) {
        return Open::at_end_of(text).missing();
    }
    let next = rest.trim_start().chars().next();
    let hint = if is_yaml(first) {
        word!(
            "this looks like YAML: write JSON, {\"kind\": \"individual\"}; `iijtax init holder` writes a file to begin with",
            "YAMLのようです。{\"kind\": \"individual\"}のようにJSONで書いてください。`iijtax init holder`でひな形を作成できます。"
        )
    } else if before.ends_with(',') && matches!(next, Some('}' | ']')) {
        word!("delete the comma before it", "直前のカンマを削除してください。")
    } else if next == Some('\'') {
        word!("write double quotes", "二重引用符（\"）で囲んでください。")
    } else if matches!(next, Some('“' | '”' | '‘' | '’' | '„')) {
        word!("write straight double quotes", "半角の二重引用符（\"）で囲んでください。")
    } else if rest.starts_with("//") || rest.starts_with("/*") || rest.trim_start().starts_with('#') {
        word!(
            "JSON has no comments: a key that begins with # is not read",
            "JSONにコメントは書けません。#で始まるキーは読み飛ばされます。"
        )
    } else if matches!(next, Some('"'))
        && before.ends_with(|it: char| matches!(it, '"' | '}' | ']') || it.is_alphanumeric())
    {
        word!("a comma is missing before it", "直前にカンマがありません。")
    } else if message.starts_with("trailing characters") && next == Some(',') {
        word!(
            "delete the comma behind the object: each record has a line of its own",
            "オブジェクトの後のカンマを削除してください。レコードは1行に1件です。"
        )
    } else if message.starts_with("trailing characters") && matches!(next, Some('{' | '[')) {
        word!(
            "an object ends before it: write each record on a line of its own",
            "直前でオブジェクトが終わっています。レコードは1行に1件ずつ書いてください。"
        )
    } else if ["NaN", "Infinity", "-Infinity", "None", "undefined"].iter().any(|it| rest.trim_start().starts_with(it)) {
        word!("write null, or leave the key out", "nullと書くか、キーごと省いてください。")
    } else if let Some(is) = ["True", "False"].iter().find(|it| rest.trim_start().starts_with(**it)) {
        return Some(write(is.to_lowercase()));
    } else if next.is_some_and(char::is_alphabetic) && before.ends_with(['{', ',']) {
        word!("write keys in double quotes", "キーを二重引用符で囲んでください。")
    } else {
        return None;
    };
    Some(hint.to_owned())
}

/// What is open at a place of a text that would be JSON.
#[derive(Debug, Default)]
struct Open {
    /// The braces and brackets, the innermost last.
    around: Vec<char>,
    is_text: bool,
}

impl Open {
    fn at_end_of(text: &str) -> Open {
        let (mut open, mut is_escaped) = (Open::default(), false);
        for it in text.chars() {
            match it {
                _ if std::mem::take(&mut is_escaped) => {}
                '\\' if open.is_text => is_escaped = true,
                '"' => open.is_text = !open.is_text,
                '{' | '[' if !open.is_text => open.around.push(it),
                '}' | ']' if !open.is_text => drop(open.around.pop()),
                _ => {}
            }
        }
        open
    }

    /// What is missing at the end; nothing where nothing is open, or more than anybody would count.
    fn missing(&self) -> Option<String> {
        if self.around.len() > MAX_DEPTH {
            return None;
        }
        let count = |of| self.around.iter().filter(|it| **it == of).count();
        let quotes = usize::from(self.is_text);
        let mut parts = Vec::new();
        for (count, one, many, in_japanese) in [
            (quotes, "a closing quote", "closing quotes", "閉じ引用符（\"）"),
            (count('['), "a closing bracket ]", "closing brackets ]", "閉じ角括弧（]）"),
            (count('{'), "a closing brace }", "closing braces }", "閉じ波括弧（}）"),
        ] {
            match (count, chosen()) {
                (0, _) => {}
                (1, Lang::En) => parts.push(one.to_owned()),
                (_, Lang::En) => parts.push(format!("{count} {many}")),
                (1, Lang::Ja) => parts.push(in_japanese.to_owned()),
                (_, Lang::Ja) => parts.push(format!("{in_japanese}{count}個")),
            }
        }
        let last = parts.pop()?;
        let verb = if parts.is_empty() && !last.starts_with(|it: char| it.is_ascii_digit()) { "is" } else { "are" };
        Some(match (chosen(), parts.is_empty()) {
            (Lang::En, true) => format!("it ends too early: {last} {verb} missing"),
            (Lang::En, false) => format!("it ends too early: {} and {last} are missing", parts.join(", ")),
            (Lang::Ja, true) => format!("途中で終わっています。{last}がありません。"),
            (Lang::Ja, false) => format!("途中で終わっています。{}及び{last}がありません。", parts.join("、")),
        })
    }
}

/// Whether the first line is a key with its value, or begins a document.
fn is_yaml(text: &str) -> bool {
    let line = text.lines().next().unwrap_or_default();
    let is_key =
        |key: &str| !key.is_empty() && key.chars().all(|char| char.is_ascii_alphanumeric() || "_- ".contains(char));
    line.trim() == "---" || line.split_once(':').is_some_and(|(key, _)| is_key(key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_proposed_in_their_own_unit_alone() {
        use ValueType::{Dollars, JpyPerUsd, Percent, Shares, WholeYen, Yen};
        for (text, value_type, expected) in [
            ("¥1,500", Yen, Some("write 1500")),
            ("1,500円", WholeYen, Some("write 1500")),
            ("1500 yen", Yen, Some("write 1500")),
            ("$52.10", Dollars, Some("write 52.10")),
            ("$52.10", Yen, Some("this fact is in yen, not in dollars")),
            ("¥123.17", JpyPerUsd, Some("write 123.17")),
            ("$0.0081", JpyPerUsd, Some("this fact is in yen, not in dollars")),
            ("¥1,500", Dollars, Some("this fact is in dollars, not in yen")),
            ("€5", Yen, Some("this fact is in yen, not in euros")),
            ("$5", Shares, Some("write the number without a currency")),
            ("15%", Percent, Some("write it without the percent sign")),
            ("1,500", Yen, Some("write the digits without separators")),
            ("1,5", Yen, Some("write 1.5")),
            ("1.250.000,50", Yen, Some("write 1250000.50")),
            ("1.250,500", Yen, Some("write 1250.500")),
            ("1,250,5", Yen, Some("write the digits without separators")),
            ("¥1,5", Yen, Some("write the number without a currency")),
            ("1 500", Yen, Some("write the digits without separators")),
            ("1:400", Shares, Some("write one number, not a ratio")),
            ("+5", Yen, Some("write it without a sign")),
            (" 1500", Yen, Some("write it without blanks around it")),
            ("1500\u{3000}", Yen, Some("write it without blanks around it")),
            (" 1,500 ", Yen, Some("write the digits without separators")),
            ("many", Yen, None),
        ] {
            assert_eq!(number(text, value_type).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn dates_are_proposed_where_they_can_be_read_in_one_way() {
        for (text, expected) in [
            ("20070628", Some("write 2007-06-28")),
            ("20071328", None),
            ("2007-6-28", Some("write 2007-06-28")),
            ("2007/06/28", Some("write 2007-06-28")),
            ("2007-06-28T00:00:00", Some("write 2007-06-28")),
            ("2007-06-28 00:00", Some("write 2007-06-28")),
            ("June 28, 2007", Some("write 2007-06-28")),
            ("28 Jun 2007", Some("write 2007-06-28")),
            ("28-JUN-2007", Some("write 2007-06-28")),
            ("6/28/2007", Some("write 2007-06-28")),
            ("28.06.2007", Some("write 2007-06-28")),
            ("2/30/2007", Some("there is no such day")),
            ("13/14/2007", Some("write the year first, then month and day")),
            ("28-Jun-07", Some("write the year with four digits first, then month and day")),
            ("6/28/07", Some("write the year with four digits first, then month and day")),
            ("28.6.07", Some("write the year with four digits first, then month and day")),
            ("07-06-28 00:00", Some("write the year with four digits first, then month and day")),
            ("6/28/007", None),
            ("x/28/07", None),
            ("39261", Some("write 2007-06-28, if it is a spreadsheet's number of that day")),
            ("99999", None),
            ("1136073600000", Some("write 2006-01-01, if it counts milliseconds from the beginning of 1970")),
            ("1136073600001", None),
            ("05/06/2007", Some("write the year first, then month and day")),
            ("2007-02-30", Some("there is no such day")),
            ("today", Some("write the day itself: no clock is read")),
            ("soon", None),
            ("é7-06-28", None),
        ] {
            assert_eq!(date(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn what_is_nearly_json_is_told_how_to_become_it() {
        for (text, mark, expected) in [
            ("kind: individual\n", "kind", Some("this looks like YAML")),
            ("---\nkind: x", "---", Some("this looks like YAML")),
            ("{\"kind\": \"x\",}", "}", Some("delete the comma before it")),
            ("{'kind': 'x'}", "'kind", Some("write double quotes")),
            ("{“kind”: 1}", "“", Some("write straight double quotes")),
            ("{\"kind\": 1 // why\n}", "// why", Some("JSON has no comments")),
            ("{\"kind\": 1\n\"residence\": 2}", "\"residence", Some("a comma is missing before it")),
            ("{kind: 1}", "kind", Some("write keys in double quotes")),
            ("{\"kind\": nan}", "nan", None),
            ("{\"kind\": \"indiv", "v", Some("it ends too early: a closing quote and a closing brace } are missing")),
            ("{\"us\": {\"tax_year\": 2024", "4", Some("it ends too early: 2 closing braces } are missing")),
            (
                "{\"lots\": [{\"shares\": 1}",
                "}",
                Some("it ends too early: a closing bracket ] and a closing brace } are missing"),
            ),
            ("{\"kind\": \"x}\\\"\",\n", "\n", Some("it ends too early: a closing brace } is missing")),
            ("{\"kind\": \"x,\n\"residence\": \"US\"}", "\n\"res", Some("a closing quote is missing in this line")),
        ] {
            let message = super::super::json::syntax_error(text).map_or(String::new(), |(message, ..)| message);
            let hint = json(text, text.find(mark).unwrap(), &message);
            assert_eq!(hint.is_some(), expected.is_some(), "{text}: {hint:?}");
            assert!(hint.unwrap_or_default().starts_with(expected.unwrap_or_default()), "{text}");
        }
    }
}
