//! What a reader has ready, handed over as far as there is room.

use std::io::{self, Read};

/// Reads what is ready behind `at`, and moves that on.
#[expect(
    clippy::indexing_slicing,
    reason = "the place begins at nothing and is moved on by what was there, to which a test in pieces of every length holds it"
)]
pub fn hand_over(ready: &[u8], at: &mut usize, buffer: &mut [u8]) -> io::Result<usize> {
    let count = (&ready[*at..]).read(buffer)?;
    *at += count;
    Ok(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_handed_over_once_in_pieces_of_any_length() {
        let ready: Vec<u8> = (0..=40).collect();
        for length in 1..=ready.len() + 2 {
            let (mut at, mut out, mut piece) = (0, Vec::new(), vec![0xFF; length]);
            while at < ready.len() {
                let count = hand_over(&ready, &mut at, &mut piece).unwrap();
                assert_eq!((count, at), (length.min(ready.len() - out.len()), out.len() + count));
                out.extend_from_slice(&piece[..count]);
            }
            assert_eq!(out, ready);
            assert_eq!(hand_over(&ready, &mut at, &mut piece).unwrap(), 0);
        }
        assert_eq!(hand_over(&ready, &mut 0, &mut []).unwrap(), 0);
    }
}
