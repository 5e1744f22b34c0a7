//! Packed registers: gzip and zstd are unpacked as they are read; of others it is said how.

use std::io::{Read, Write};

use super::{Input, Peeked};

/// How a file is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packing {
    Gzip,
    Zstd,
    /// Others, which are not unpacked: what they are called, and what unpacks them.
    Other(&'static str, &'static str),
}

/// What the first bytes say.
pub(super) fn of_bytes(begins: &[u8]) -> Option<Packing> {
    Some(match begins {
        [0x1F, 0x8B, ..] => Packing::Gzip,
        [0x28, 0xB5, 0x2F, 0xFD, ..] => Packing::Zstd,
        [0xFD, b'7', b'z', b'X', ..] => Packing::Other("xz", "xz -dc"),
        [b'B', b'Z', b'h', ..] => Packing::Other("bzip2", "bzip2 -dc"),
        [0x04, 0x22, 0x4D, 0x18, ..] => Packing::Other("lz4", "lz4 -dc"),
        [b'7', b'z', 0xBC, 0xAF, ..] => Packing::Other("7z", "7z x -so"),
        [0xD0, 0xCF, 0x11, 0xE0, ..] => Packing::Other(word!("an old Excel format", "旧形式のExcelファイル"), ""),
        _ => return None,
    })
}

/// What stands first in a ZIP archive that is no workbook: how its name ends.
pub(super) fn other_in_zip(begins: &[u8]) -> Option<&'static str> {
    let length = usize::from(u16::from_le_bytes(*begins.get(26..28)?.first_chunk()?));
    let name = std::str::from_utf8(begins.get(30..30 + length)?).ok()?.to_ascii_lowercase();
    let ends = super::ENDINGS.iter().map(|(end, _)| *end).filter(|end| *end != "xlsx");
    ends.into_iter().find(|end| name.rsplit_once('.').is_some_and(|(_, own)| own == *end))
}

/// What to do about it.
pub(super) fn of_zip(ends: &str) -> String {
    let from = match ends {
        "tsv" | "tab" => "tsv",
        "csv" | "psv" => "csv",
        "arrow" | "arrows" | "ipc" | "feather" => "arrow",
        _ => "ndjson",
    };
    said!(
        "packed by zip; unpack it on the way: unzip -p FILE | iijtax batch --from {from}",
        "zipで圧縮されています。展開しながら渡してください：unzip -p FILE | iijtax batch --from {from}"
    )
}

/// Whether a name ends as that of a file that is packed in a way that is not unpacked here: its bytes say so better.
pub fn is_packed_otherwise(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    [".xz", ".bz2", ".lz4", ".zip", ".7z"].iter().any(|end| name.ends_with(end))
}

/// A file's name without the end that says how it is packed, and that.
pub fn packing_of_name(name: &str) -> (&str, Option<Packing>) {
    for (end, packing) in [(".gz", Packing::Gzip), (".zst", Packing::Zstd), (".zstd", Packing::Zstd)] {
        if let Some(name) = name.strip_suffix(end) {
            return (name, Some(packing));
        }
    }
    (name, None)
}

/// The stream inside, or why it cannot be had.
pub(super) fn unpacked(input: Peeked, packing: Packing) -> Result<Input, String> {
    match packing {
        Packing::Gzip => gzip(input),
        Packing::Zstd => zstd(input),
        Packing::Other(name, "") => Err(said!(
            "{name}; save it as .xlsx or as CSV in UTF-8",
            "{name}です。.xlsx又はUTF-8のCSVで保存してください。"
        )),
        Packing::Other(name, unpack) => Err(said!(
            "packed by {name}; unpack it on the way: {unpack} FILE | iijtax batch --from csv",
            "{name}で圧縮されています。展開しながら渡してください：{unpack} FILE | iijtax batch --from csv"
        )),
    }
}

#[cfg(feature = "packed")]
fn gzip(input: impl Read + Send + 'static) -> Result<Input, String> {
    Ok(Box::new(flate2::read::MultiGzDecoder::new(input)))
}

#[cfg(feature = "packed")]
fn zstd(input: impl Read + Send + 'static) -> Result<Input, String> {
    match zstd::stream::read::Decoder::new(input) {
        Ok(decoder) => Ok(Box::new(decoder)),
        Err(error) => {
            let error = crate::lang::of_io(&error);
            Err(said!("could not be unpacked: {error}", "展開できません（{error}）。"))
        }
    }
}

/// Packs what is written; flushing it ends it.
pub fn packing(out: Box<dyn Write + Send>, packing: Packing) -> Result<Box<dyn Write + Send>, String> {
    match packing {
        #[cfg(feature = "packed")]
        Packing::Gzip => {
            let level = flate2::Compression::default();
            Ok(Box::new(writers::Gzip(flate2::write::GzEncoder::new(out, level))))
        }
        #[cfg(feature = "packed")]
        Packing::Zstd => {
            let encoder = zstd::stream::write::Encoder::new(out, 3).map_err(|error| crate::lang::of_io(&error))?;
            Ok(Box::new(writers::Zstd(encoder)))
        }
        _ => {
            let _ = out;
            Err(word!(
                "this build writes nothing packed (feature packed)",
                "このビルドでは圧縮して書き出せません（feature packed）。"
            )
            .to_owned())
        }
    }
}

#[cfg(feature = "packed")]
mod writers {
    use std::io::{self, Write};

    type Output = Box<dyn Write + Send>;

    pub struct Gzip(pub flate2::write::GzEncoder<Output>);
    pub struct Zstd(pub zstd::stream::write::Encoder<'static, Output>);

    impl Write for Gzip {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            self.0.try_finish()?;
            self.0.get_mut().flush()
        }
    }

    impl Write for Zstd {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            self.0.do_finish()?;
            self.0.get_mut().flush()
        }
    }
}

#[cfg(not(feature = "packed"))]
fn gzip(_: impl Read) -> Result<Input, String> {
    Err(word!(
        "packed by gzip, which this build does not read (feature packed); gzip -dc FILE | iijtax batch",
        "gzipで圧縮されており、このビルドでは読み取れません（feature packed）：gzip -dc FILE | iijtax batch"
    )
    .to_owned())
}

#[cfg(not(feature = "packed"))]
fn zstd(_: impl Read) -> Result<Input, String> {
    Err(word!(
        "packed by zstd, which this build does not read (feature packed); zstd -dc FILE | iijtax batch",
        "zstdで圧縮されており、このビルドでは読み取れません（feature packed）：zstd -dc FILE | iijtax batch"
    )
    .to_owned())
}
