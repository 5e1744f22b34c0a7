//! Packed pages of Parquet. Some packings are held by nothing to the length that a page says it has: a library would unpack
//! as much as there is, and a kilobyte can stand for gigabytes. They are unpacked to nowhere first, as far as the page says.

use parquet::basic::Compression;

/// Whether the library takes the page's word for how much is unpacked, whatever is in it.
pub fn is_unbounded(packing: Compression) -> bool {
    matches!(packing, Compression::GZIP(_) | Compression::BROTLI(_) | Compression::LZ4)
}

/// Looks whether a packed page holds no more than it says; what cannot be unpacked the library says best.
pub fn check(packing: Compression, packed: &[u8], says: u64) -> Result<(), String> {
    if unpacked::is_longer(packing, packed, says) {
        return Err(said!(
            "a page that says it has {says} bytes and holds more",
            "{says}バイトとされているのにそれを超えるページがある"
        ));
    }
    Ok(())
}

#[cfg(feature = "codecs")]
mod unpacked {
    use std::io::{self, Read};

    use parquet::basic::Compression;

    /// How the frames of one of the packings begin; others are bounded.
    const LZ4_FRAME: [u8; 4] = [0x04, 0x22, 0x4D, 0x18];

    pub fn is_longer(packing: Compression, packed: &[u8], most: u64) -> bool {
        match packing {
            Compression::GZIP(_) => is_over(flate2::read::MultiGzDecoder::new(packed), most),
            Compression::BROTLI(_) => is_over(brotli::Decompressor::new(packed, 4096), most),
            Compression::LZ4 if packed.starts_with(&LZ4_FRAME) => {
                is_over(lz4_flex::frame::FrameDecoder::new(packed), most)
            }
            _ => false,
        }
    }

    fn is_over(unpacked: impl Read, most: u64) -> bool {
        let mut unpacked = unpacked.take(most.saturating_add(1));
        // Broken behind so many bytes it is broken within them.
        io::copy(&mut unpacked, &mut io::sink()).is_ok_and(|count| count > most)
    }
}

#[cfg(not(feature = "codecs"))]
mod unpacked {
    use parquet::basic::Compression;

    pub fn is_longer(_: Compression, _: &[u8], _: u64) -> bool {
        false
    }
}
