//! Where lines of Japanese can be broken: it has no spaces, and between most letters a line can end.

use textwrap::WordSeparator;
use textwrap::core::Word;

use crate::lang::{Lang, chosen};

/// Signs that no line begins with.
const NOT_FIRST: &str = "、。，．・：；？！）」』】〕％ーっゃゅょッャュョァィゥェォ々…～";
/// Signs that no line ends with.
const NOT_LAST: &str = "（「『【〔第";

/// Up to how many letters a word of katakana stays whole: a longer one would not fit the narrowest column.
const WHOLE_KATAKANA: usize = 10;

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

/// A letter of a foreign word, which is as whole as one of Latin letters.
fn is_katakana(letter: char) -> bool {
    matches!(letter, 'ァ'..='ヺ' | 'ー')
}

/// Figures, codes and words of Latin letters are pieces, a figure with what it counts; of Japanese each letter is one, or
/// each word of katakana.
#[expect(clippy::string_slice, reason = "places are those of letters of the line")]
fn pieces(line: &str) -> Box<dyn Iterator<Item = Word<'_>> + '_> {
    let mut from = 0;
    let mut before: Option<char> = None;
    // How many letters of a word of katakana stand before.
    let mut run = 0;
    let mut cuts: Vec<&str> = Vec::new();
    for (at, letter) in line.char_indices() {
        let is_in_word = is_katakana(letter) && (1..WHOLE_KATAKANA).contains(&run);
        if !is_in_word && before.is_some_and(|before| can_end(before, letter)) {
            cuts.push(&line[from..at]);
            from = at;
            run = 0;
        }
        run = if is_katakana(letter) { run + 1 } else { 0 };
        before = Some(letter);
    }
    cuts.push(&line[from..]);
    Box::new(cuts.into_iter().filter(|cut| !cut.is_empty()).map(Word::from))
}

fn can_end(before: char, after: char) -> bool {
    if before == ' ' || after == ' ' {
        return before == ' ' && after != ' ';
    }
    let is_full = |letter| matches!(letter, 'Ａ'..='Ｚ');
    matches!(after, '×' | '÷')
        || (is_wide(before) || is_wide(after))
            && !(is_full(before) && is_full(after))
            && !NOT_FIRST.contains(after)
            && !NOT_LAST.contains(before)
            && !(before.is_ascii_digit() && is_wide(after) && after != '第')
            && !("条項号の式約".contains(before) && after.is_ascii_digit())
            && !matches!((before, after), ('条', 'の') | ('様', '式'))
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
        assert_eq!(cut("条約（様式11）のファンド"), "条|約|（様式11）|の|ファンド");
        assert_eq!(cut("$1.00=$2.00×$3.00÷$4.00"), "$1.00=$2.00|×$3.00|÷$4.00");
    }

    #[test]
    fn english_ends_at_spaces() {
        assert_eq!(separator("12,000 yen – the rest"), WordSeparator::AsciiSpace);
    }
}
