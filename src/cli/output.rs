//! Standard output, with colours only where they are wanted.

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use anstream::AutoStream;
use clap::ColorChoice;

use super::pager;
use super::standard_output::StandardOutput;

/// What is said of colours, as the streams take it.
pub fn choice(color: ColorChoice) -> anstream::ColorChoice {
    match color {
        ColorChoice::Auto => anstream::ColorChoice::Auto,
        ColorChoice::Always => anstream::ColorChoice::Always,
        ColorChoice::Never => anstream::ColorChoice::Never,
    }
}

/// Standard output, buffered, without the colours where it is no terminal.
pub struct Output {
    colours: bool,
    buffer: Vec<u8>,
    /// What is written is long, and may be shown in a pager.
    is_long: bool,
    /// What was printed last is for programs, and is written as it is.
    is_data: bool,
    /// Where a command that writes its own receipt puts it, and the words of the command.
    receipt: Option<(PathBuf, Vec<String>)>,
}

impl Output {
    pub fn new(color: ColorChoice) -> Output {
        // Old terminals of Windows are told to understand colours, and have none where they do not.
        let choice = AutoStream::new(io::stdout(), choice(color)).current_choice();
        let colours = choice == anstream::ColorChoice::AlwaysAnsi;
        Output { colours, buffer: Vec::new(), is_data: false, is_long: false, receipt: None }
    }

    /// What was printed, which is then not written.
    pub fn into_text(self) -> String {
        String::from_utf8_lossy(&self.buffer).into_owned()
    }

    /// Asks for a receipt of the command with these words.
    pub fn asks_for_receipt(&mut self, place: PathBuf, command: Vec<String>) {
        self.receipt = Some((place, command));
    }

    /// The receipt that is asked for.
    pub fn receipt(&self) -> Option<(&Path, &[String])> {
        self.receipt.as_ref().map(|(place, command)| (place.as_path(), command.as_slice()))
    }

    /// Prints for people.
    pub fn print(&mut self, text: &str) {
        self.buffer.extend_from_slice(text.as_bytes());
    }

    /// Prints for programs: not a byte is left out, not even of an escape sequence in somebody's id.
    pub fn print_data(&mut self, text: &str) {
        self.is_data = true;
        self.print(text);
    }

    /// Prints a long text, which a terminal shows in a pager unless that is not wanted.
    pub fn print_long(&mut self, text: &str, no_pager: bool) {
        self.is_long |= !no_pager;
        self.print(text);
    }

    pub fn flush(&mut self) -> io::Result<()> {
        if self.buffer.is_empty() {
            return Ok(());
        }
        let bytes = std::mem::take(&mut self.buffer);
        if self.is_data {
            return Shown::standard_output()?.write_all(&bytes);
        }
        let shown = if self.colours { bytes } else { anstream::adapter::strip_bytes(&bytes).into_vec() };
        if self.is_long && io::stdout().is_terminal() && pager::show(&shown) {
            return Ok(());
        }
        StandardOutput::open()?.write_all(&shown)
    }
}

/// A stream of data. Where it is a terminal, control characters are shown by their numbers, so that none can act.
#[derive(Debug)]
pub struct Shown<W> {
    stream: W,
    is_terminal: bool,
    /// The last byte that was written begins a control character of two bytes.
    is_open: bool,
}

impl Shown<StandardOutput> {
    /// Of standard output; an error where that is closed.
    pub fn standard_output() -> io::Result<Shown<StandardOutput>> {
        let stream = StandardOutput::open()?;
        Ok(Shown { is_terminal: stream.is_terminal(), stream, is_open: false })
    }
}

impl<W: Write> Write for Shown<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if !self.is_terminal {
            return self.stream.write(bytes);
        }
        let mut shown = Vec::with_capacity(bytes.len());
        for byte in bytes {
            match (std::mem::take(&mut self.is_open), byte) {
                (true, 0x80..=0x9F) => shown.extend_from_slice(format!("\\u00{byte:02x}").as_bytes()),
                (was_open, byte) => {
                    if was_open {
                        shown.push(FIRST_OF_TWO);
                    }
                    match *byte {
                        FIRST_OF_TWO => self.is_open = true,
                        b'\n' | b'\t' => shown.push(*byte),
                        0..0x20 | 0x7F => shown.extend_from_slice(format!("\\u00{byte:02x}").as_bytes()),
                        other => shown.push(other),
                    }
                }
            }
        }
        self.stream.write_all(&shown)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stream.flush()
    }
}

/// The first byte of the characters from U+0080 to U+00BF in UTF-8; those to U+009F control terminals.
const FIRST_OF_TWO: u8 = 0xC2;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_do_not_reach_a_terminal_and_all_else_does() {
        for (given, on_terminal) in [
            ("a\u{1b}[31mX", "a\\u001b[31mX"),
            ("a\u{9b}31mX\u{7f}", "a\\u009b31mX\\u007f"),
            ("caf\u{e9} \u{a0}\u{bf}日本\tx\n", "caf\u{e9} \u{a0}\u{bf}日本\tx\n"),
        ] {
            for is_terminal in [false, true] {
                let mut shown = Shown { stream: Vec::new(), is_terminal, is_open: false };
                // Whatever the pieces.
                given.bytes().for_each(|byte| shown.write_all(&[byte]).unwrap());
                let expected = if is_terminal { on_terminal } else { given };
                assert_eq!(String::from_utf8(shown.stream).unwrap(), expected);
            }
        }
    }
}
