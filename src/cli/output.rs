//! Standard output, with colours only where they are wanted.

use std::io::{self, IsTerminal, Write};

use anstream::AutoStream;
use clap::ColorChoice;

use super::pager;

/// Standard output, buffered, without the colours where it is no terminal.
pub struct Output {
    stream: AutoStream<io::Stdout>,
    buffer: Vec<u8>,
    /// What is written is long, and may be shown in a pager.
    is_long: bool,
}

impl Output {
    pub fn new(color: ColorChoice) -> Output {
        let choice = match color {
            ColorChoice::Auto => anstream::ColorChoice::Auto,
            ColorChoice::Always => anstream::ColorChoice::Always,
            ColorChoice::Never => anstream::ColorChoice::Never,
        };
        Output { stream: AutoStream::new(io::stdout(), choice), buffer: Vec::new(), is_long: false }
    }

    pub fn print(&mut self, text: &str) {
        self.buffer.extend_from_slice(text.as_bytes());
    }

    /// Prints a long text, which a terminal shows in a pager unless that is not wanted.
    pub fn print_long(&mut self, text: &str, no_pager: bool) {
        self.is_long |= !no_pager;
        self.print(text);
    }

    pub fn flush(&mut self) -> io::Result<()> {
        if self.is_long && io::stdout().is_terminal() {
            let plain = anstream::adapter::strip_bytes(&self.buffer).into_vec();
            let colours = self.stream.current_choice() != anstream::ColorChoice::Never;
            if pager::show(if colours { &self.buffer } else { &plain }) {
                self.buffer.clear();
                return Ok(());
            }
        }
        self.stream.write_all(&self.buffer)?;
        self.buffer.clear();
        self.stream.flush()
    }
}
