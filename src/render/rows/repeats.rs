//! Text that comes again from row to row, kept as it was written: the law, the rule and the rate of a register
//! have a few values together, and writing them anew is a good part of a row.

use crate::units::Rate;

/// What tells one value of a cell from another, without looking into it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mark(u64, u64);

/// A value that can be told from another by a mark.
pub trait Marked {
    fn mark(&self) -> Mark;
}

impl Marked for Option<&'static str> {
    /// A word is told by where it stands: two places of one word are kept apart, which does no harm.
    #[inline]
    fn mark(&self) -> Mark {
        self.map_or(Mark::default(), |word| Mark(word.as_ptr() as u64, word.len() as u64))
    }
}

impl Marked for Option<Rate> {
    #[inline]
    fn mark(&self) -> Mark {
        self.map_or(Mark::default(), |rate| {
            let (mantissa, scale) = rate.mantissa_and_scale();
            Mark(mantissa, u64::from(scale) + 1)
        })
    }
}

impl Marked for Option<bool> {
    #[inline]
    fn mark(&self) -> Mark {
        self.map_or(Mark::default(), |is| Mark(u64::from(is), 1))
    }
}

/// The texts that were written last, by the marks of their cells.
#[derive(Debug)]
pub struct Repeats {
    kept: Vec<Kept>,
}

#[derive(Clone, Debug, Default)]
struct Kept {
    marks: Vec<Mark>,
    text: Vec<u8>,
}

/// How many texts are kept: more than a register has, so that two of them seldom take the same place.
const PLACES: usize = 256;

impl Default for Repeats {
    fn default() -> Repeats {
        Repeats { kept: vec![Kept::default(); PLACES] }
    }
}

impl Repeats {
    /// The text of these cells; none when they were not kept.
    #[inline]
    pub(super) fn find(&self, marks: &[Mark]) -> Option<&[u8]> {
        let kept = &self.kept[place(marks)];
        (kept.marks == marks).then_some(&kept.text)
    }

    /// Keeps the text of these cells, instead of what was in its place.
    pub(super) fn keep(&mut self, marks: &[Mark], text: &[u8]) {
        self.kept[place(marks)] = Kept { marks: marks.to_vec(), text: text.to_vec() };
    }
}

/// Where the cells are kept, by a quick mixture of their marks.
#[inline]
fn place(marks: &[Mark]) -> usize {
    const ODD: u64 = 0x9E37_79B9_7F4A_7C15;
    let mixed = marks.iter().fold(0, |mixed: u64, Mark(first, second)| {
        (mixed.rotate_left(7) ^ first ^ second.rotate_left(32)).wrapping_mul(ODD)
    });
    (mixed >> 56) as usize % PLACES
}
