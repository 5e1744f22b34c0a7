//! Standard output, with colours only where they are wanted.

use std::io::{self, Write};

use anstream::AutoStream;
use clap::ColorChoice;

/// Standard output, buffered, without the colours where it is no terminal.
pub struct Output {
    stream: AutoStream<io::Stdout>,
    buffer: Vec<u8>,
}

impl Output {
    pub fn new(color: ColorChoice) -> Output {
        let choice = match color {
            ColorChoice::Auto => anstream::ColorChoice::Auto,
            ColorChoice::Always => anstream::ColorChoice::Always,
            ColorChoice::Never => anstream::ColorChoice::Never,
        };
        Output { stream: AutoStream::new(io::stdout(), choice), buffer: Vec::new() }
    }

    pub fn print(&mut self, text: &str) {
        self.buffer.extend_from_slice(text.as_bytes());
    }

    pub fn flush(&mut self) -> io::Result<()> {
        self.stream.write_all(&self.buffer)?;
        self.buffer.clear();
        self.stream.flush()
    }
}
