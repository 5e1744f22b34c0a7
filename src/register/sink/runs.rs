//! Small numbers as Parquet packs them: runs of one number, and groups of eight with as many bits as the greatest needs.

/// How many bits a position among so many values takes.
pub fn width_of(values: usize) -> u8 {
    (usize::BITS - values.saturating_sub(1).leading_zeros()) as u8
}

/// The same number so many times.
pub fn run(number: u32, count: usize, width: u8) -> Vec<u8> {
    let mut out = Vec::new();
    push_run(&mut out, number, count, width);
    out
}

/// Numbers of at most `width` bits.
pub fn runs(numbers: &[u32], width: u8) -> Vec<u8> {
    let mut out = Vec::with_capacity(numbers.len() * usize::from(width) / 8 + 8);
    let mut rest = numbers;
    // Groups of eight that begin here and end before `rest` are packed together.
    let mut packed = numbers;
    while let Some(first) = rest.first() {
        let alike = rest.iter().take_while(|number| *number == first).count();
        if alike < 8 {
            rest = rest.get(8..).unwrap_or_default();
            continue;
        }
        pack(&mut out, before(packed, rest), width);
        push_run(&mut out, *first, alike, width);
        rest = rest.get(alike..).unwrap_or_default();
        packed = rest;
    }
    pack(&mut out, packed, width);
    out
}

fn push_run(out: &mut Vec<u8>, number: u32, count: usize, width: u8) {
    push_varint(out, (count as u64) << 1);
    out.extend(number.to_le_bytes().iter().take(usize::from(width.div_ceil(8))));
}

/// The numbers of a slice before those of its end.
fn before<'a>(numbers: &'a [u32], end: &[u32]) -> &'a [u32] {
    numbers.get(..numbers.len() - end.len()).unwrap_or_default()
}

/// Groups of eight; the last one, where numbers end, is filled up with noughts.
fn pack(out: &mut Vec<u8>, numbers: &[u32], width: u8) {
    if numbers.is_empty() {
        return;
    }
    let groups = numbers.len().div_ceil(8);
    push_varint(out, (groups as u64) << 1 | 1);
    let end = out.len() + groups * usize::from(width);
    let (mut bits, mut count) = (0_u64, 0);
    for number in numbers {
        bits |= u64::from(*number) << count;
        count += width;
        if count >= 32 {
            out.extend_from_slice(&(bits as u32).to_le_bytes());
            bits >>= 32;
            count -= 32;
        }
    }
    out.extend_from_slice(&bits.to_le_bytes());
    out.resize(end, 0);
}

/// Seven bits in a byte, the lowest first.
fn push_varint(out: &mut Vec<u8>, mut number: u64) {
    while number > 0x7F {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_width_holds_the_greatest_position() {
        let widths = [(0, 0), (1, 0), (2, 1), (3, 2), (4, 2), (5, 3), (256, 8), (257, 9), (131_072, 17)];
        for (values, width) in widths {
            assert_eq!(width_of(values), width, "{values}");
        }
    }

    /// The example of the format's description: 0 to 7 with three bits each.
    #[test]
    fn eight_numbers_are_packed_from_the_lowest_bit() {
        assert_eq!(runs(&[0, 1, 2, 3, 4, 5, 6, 7], 3), [0b11, 0b1000_1000, 0b1100_0110, 0b1111_1010]);
    }

    #[test]
    fn eight_alike_are_a_run() {
        assert_eq!(runs(&[5; 8], 3), [8 << 1, 5]);
        assert_eq!(runs(&[300; 200], 9), [0b1001_0000, 0b11, 44, 1]);
        assert_eq!(run(5, 8, 3), [8 << 1, 5]);
        // Without a width there is nothing to say but how many.
        assert_eq!(runs(&[0; 20_000], 0), [0b1100_0000, 0b1011_1000, 0b10]);
    }

    #[test]
    fn what_does_not_fill_a_group_is_filled_up() {
        assert_eq!(runs(&[1, 0, 1], 1), [0b11, 0b101]);
        // A run that begins in a group is packed with it, and goes on behind.
        assert_eq!(runs(&[1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1], 1), [0b11, 0b1111_1101, 8 << 1, 1]);
        assert!(runs(&[], 4).is_empty());
    }
}
