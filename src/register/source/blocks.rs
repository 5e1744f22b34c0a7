//! The blocks of an Arrow file, looked at before a library reads them: where its end says that they stand, how long they
//! are, and what packed ones stand for.

use std::io::{Read, Seek, SeekFrom};

use arrow_ipc::{Block, MessageHeader, root_as_footer, root_as_message};

use super::frames::packed_buffers;
use super::guard::caught;
use crate::lang;

/// What the end of a file may take.
const FOOTER: u64 = 16 << 20;

/// What a file is read from.
pub trait File: Read + Seek + Send {}

impl<F: Read + Seek + Send> File for F {}

/// Looks at every block of a file; none may come to more than so many bytes, or to twice as many unpacked.
pub fn check(file: &mut dyn File, most: u64) -> Result<(), String> {
    let failed = |error: std::io::Error| lang::of_io(&error);
    let length = file.seek(SeekFrom::End(0)).map_err(failed)?;
    let bytes = |file: &mut dyn File, at: u64, count: u64| {
        file.seek(SeekFrom::Start(at))?;
        let mut bytes = Vec::new();
        file.take(count).read_to_end(&mut bytes)?;
        Ok::<_, std::io::Error>(bytes)
    };
    let tail = length.checked_sub(10).ok_or(word!("it is too short", "短すぎる"))?;
    let end = bytes(file, tail, 10).map_err(failed)?;
    let size = end.first_chunk::<4>().map_or(0, |size| u32::from_le_bytes(*size));
    let start = tail.checked_sub(size.into()).filter(|_| end.ends_with(b"ARROW1") && u64::from(size) <= FOOTER);
    let start = start.ok_or(word!(
        "it was cut off: its end does not say where its parts are",
        "途中で切れており、末尾に各部分の位置がない"
    ))?;
    let footer = bytes(file, start, size.into()).map_err(failed)?;
    let blocks = caught(|| {
        let footer = root_as_footer(&footer).map_err(|error| error.to_string())?;
        let all = footer.dictionaries().into_iter().chain(footer.recordBatches()).flatten();
        Ok::<Vec<Block>, String>(all.copied().collect())
    })
    .flatten()?;
    for block in blocks {
        let part = |value: i64| u64::try_from(value).ok();
        let place = part(block.offset()).zip(part(block.metaDataLength().into())).zip(part(block.bodyLength()));
        let ((at, head), body) = place.ok_or(word!("a part of it stands nowhere", "位置の定まらない部分がある"))?;
        if head > most || body > most {
            return Err(said!(
                "a batch of more than {} MiB; write smaller batches",
                "{}MiBを超えるバッチがある。より小さなバッチで書き出すこと",
                most >> 20
            ));
        }
        if at.saturating_add(head).saturating_add(body) > length {
            return Err(word!(
                "it was cut off: a part of it stands behind its end",
                "途中で切れており、末尾より後ろに位置する部分がある"
            )
            .to_owned());
        }
        let meta = bytes(file, at, head).map_err(failed)?;
        let (rows, buffers) = caught(|| {
            let meta = meta.strip_prefix(&[0xFF; 4]).unwrap_or(&meta).get(4..).unwrap_or_default();
            let message = root_as_message(meta).map_err(|error| error.to_string())?;
            let batch = match message.header_type() {
                MessageHeader::RecordBatch => message.header_as_record_batch(),
                MessageHeader::DictionaryBatch => message.header_as_dictionary_batch().and_then(|batch| batch.data()),
                _ => None,
            };
            Ok::<_, String>(batch.map_or((0, Vec::new()), |batch| (batch.length(), packed_buffers(batch))))
        })
        .flatten()?;
        let mut inflated = body;
        for offset in buffers {
            let prefix = bytes(file, at + head + offset, 8).map_err(failed)?;
            let says = prefix.first_chunk::<8>().map_or(0, |says| i64::from_le_bytes(*says));
            inflated = inflated.saturating_add(u64::try_from(says).unwrap_or(0));
        }
        if inflated > 2 * most {
            return Err(said!(
                "a packed batch that stands for {inflated} bytes; at most {} are read",
                "展開すると{inflated}バイトになる圧縮バッチがある（読み取れるのは{}バイトまで）",
                2 * most
            ));
        }
        // A record has a kind and a residence, and takes a byte at the least.
        if u64::try_from(rows).is_ok_and(|rows| rows > inflated + head) {
            return Err(said!(
                "it is damaged: {rows} records in {inflated} bytes",
                "壊れている（{inflated}バイトに対し{rows}件のレコード）"
            ));
        }
    }
    file.seek(SeekFrom::Start(0)).map_err(failed).map(drop)
}
