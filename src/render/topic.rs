//! A topic of the reference on a terminal: prose in lines that fit, commands and tables as they are.

use super::page::width;

/// The text of a topic, which is written for pages in Markdown: paragraphs are filled to the width of the terminal, and
/// fences are left out.
pub fn page(markdown: &str) -> String {
    let mut out = String::new();
    let mut is_code = false;
    for line in markdown.lines() {
        if line.starts_with("```") {
            is_code = !is_code;
            continue;
        }
        if is_code || line.starts_with(['|', ' ']) || line.is_empty() {
            out.push_str(line);
        } else {
            let options =
                textwrap::Options::new(width()).break_words(false).word_splitter(textwrap::WordSplitter::NoHyphenation);
            out.push_str(&textwrap::fill(line.trim_start_matches(['#', ' ']), options));
        }
        out.push('\n');
    }
    out
}
