//! Where lines of Japanese can be broken: it has no spaces, and between most letters a line can end.

use textwrap::WordSeparator;
use textwrap::core::Word;

use crate::lang::{Lang, chosen};

/// Signs that no line begins with.
const NOT_FIRST: &str = "、。，．・：；？！）」』】〕％ーっゃゅょッャュョァィゥェォ々…～";
/// Signs that no line ends with.
const NOT_LAST: &str = "（「『【〔第約";

/// Between which letters lines can end: spaces where there is no Japanese.
pub fn separator(text: &str) -> WordSeparator {
    match chosen() {
        Lang::Ja if text.chars().any(is_wide) => WordSeparator::Custom(pieces),
        _ => WordSeparator::AsciiSpace,
    }
}

/// Whether what is too long for a line ends wherever the line does: Japanese names in an English text.
pub fn is_broken_anywhere(text: &str) -> bool {
    chosen() == Lang::En && text.chars().any(|letter| ('\u{3000}'..='\u{9fff}').contains(&letter))
}

/// A letter of Japanese, or a sign as wide as one.
fn is_wide(letter: char) -> bool {
    matches!(letter, '\u{3000}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}')
}

/// Figures, codes and words of Latin letters are pieces, a figure with what it counts; of Japanese each letter is one.
fn pieces(line: &str) -> Box<dyn Iterator<Item = Word<'_>> + '_> {
    let mut from = 0;
    let mut before: Option<char> = None;
    let mut cuts: Vec<&str> = Vec::new();
    for (at, letter) in line.char_indices() {
        if before.is_some_and(|before| can_end(before, letter)) {
            cuts.push(&line[from..at]);
            from = at;
        }
        before = Some(letter);
    }
    cuts.push(&line[from..]);
    Box::new(cuts.into_iter().filter(|cut| !cut.is_empty()).map(Word::from))
}

fn can_end(before: char, after: char) -> bool {
    if before == ' ' || after == ' ' {
        return before == ' ' && after != ' ';
    }
    (is_wide(before) || is_wide(after))
        && !NOT_FIRST.contains(after)
        && !NOT_LAST.contains(before)
        && !(before.is_ascii_digit() && is_wide(after) && after != '第')
        && !("条項号の".contains(before) && after.is_ascii_digit())
        && !(before == '条' && after == 'の')
        && !('０'..='９').contains(&after)
        && !matches!(after, '%' | ')' | ',' | '.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_stay_whole_and_signs_stay_with_what_they_close() {
        let cut = |text| pieces(text).map(|word| word.word.to_owned()).collect::<Vec<_>>().join("|");
        assert_eq!(cut("税額は12,000円（10%）。"), "税|額|は|12,000円|（10%）。");
        assert_eq!(cut("第10条2 us-treaty-2003"), "第10条2|us-treaty-2003");
        assert_eq!(cut("第9条の5第1項"), "第9条の5|第1項");
        assert_eq!(cut("期限2031-06-26まで"), "期|限|2031-06-26ま|で");
    }

    #[test]
    fn english_ends_at_spaces() {
        assert_eq!(separator("12,000 yen – the rest"), WordSeparator::AsciiSpace);
    }
}
