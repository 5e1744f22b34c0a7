//! Ids that come more than once, counted in bounded memory.

use std::collections::HashSet;
use std::hash::{BuildHasherDefault, Hasher};

/// Up to so many different ids the count is exact. Beyond, only every second id is kept in mind, then
/// every fourth, and so on; so the count is the least there can be.
pub const EXACT_UP_TO: usize = 400_000;

/// An input with more ids is taken to be a long one.
const GROWS_AT: usize = 10_000;

/// Counts ids that were seen before.
#[derive(Debug, Default)]
pub struct Duplicates {
    /// The fingerprints of the ids that are kept in mind.
    seen: HashSet<u64, BuildHasherDefault<Already>>,
    /// How many of the last bits of a fingerprint must be zero for its id to be kept.
    bits: u32,
    found: u64,
    /// Those of the block that is being added, and whether they were seen: kept for its memory.
    looked_for: Vec<(u64, bool)>,
}

/// The fingerprint of an id: 64 well mixed bits, so that two of a million different ids have the same
/// once in some forty million runs. Far quicker than the hasher of the standard library, which guards
/// against ids that are made to collide.
pub fn fingerprint(id: &str) -> u64 {
    // Odd constants with as many ones as zeros: the fractions of the golden ratio and of the root of three.
    const FIRST: u64 = 0x9E37_79B9_7F4A_7C15;
    const SECOND: u64 = 0xBB67_AE85_84CA_A73B;
    let mix = |left: u64, right: u64| {
        let product = u128::from(left) * u128::from(right);
        product as u64 ^ (product >> 64) as u64
    };
    let (eights, rest) = id.as_bytes().as_chunks::<8>();
    let words = eights.iter().map(|eight| u64::from_le_bytes(*eight));
    let last = rest.iter().fold(0, |word, byte| word << 8 | u64::from(*byte));
    let hash = words.fold(FIRST ^ id.len() as u64, |hash, word| mix(hash ^ word, SECOND).wrapping_add(FIRST));
    mix(mix(hash ^ last, FIRST) ^ SECOND, SECOND)
}

impl Duplicates {
    /// Adds the ids of a block. They are looked for first, all of them: so the memory of one is fetched while the next
    /// is looked for, which is not so while each is put in.
    pub fn add_all(&mut self, fingerprints: &[u64]) {
        let is_compared = |fingerprint: &&u64| fingerprint.trailing_zeros() >= self.bits;
        let compared = fingerprints.iter().filter(is_compared);
        let mut looked_for = std::mem::take(&mut self.looked_for);
        looked_for.extend(compared.map(|fingerprint| (*fingerprint, self.seen.contains(fingerprint))));
        for (fingerprint, is_known) in looked_for.drain(..) {
            if is_known { self.found += 1 } else { self.add(fingerprint) }
        }
        self.looked_for = looked_for;
    }

    fn add(&mut self, fingerprint: u64) {
        if fingerprint.trailing_zeros() < self.bits {
            return;
        }
        if self.seen.len() == GROWS_AT {
            // All at once what it can come to: to grow step by step is to move everything again and again.
            self.seen.reserve(EXACT_UP_TO - GROWS_AT + 1);
        }
        if !self.seen.insert(fingerprint) {
            self.found += 1;
        } else if self.seen.len() > EXACT_UP_TO {
            self.bits += 1;
            let bits = self.bits;
            self.seen.retain(|fingerprint| fingerprint.trailing_zeros() >= bits);
        }
    }

    /// How many records had an id that an earlier one had; at least so many, when not all were compared.
    pub fn found(&self) -> u64 {
        self.found
    }

    /// One in how many ids was compared to the end.
    pub fn one_in(&self) -> u64 {
        1 << self.bits
    }
}

/// Fingerprints are hashes already.
#[derive(Debug, Default)]
struct Already(u64);

impl Hasher for Already {
    fn finish(&self) -> u64 {
        // The low bits of what is kept are zero; the table looks at both ends.
        self.0.rotate_right(24)
    }

    fn write(&mut self, _: &[u8]) {
        unreachable!("only fingerprints are counted")
    }

    fn write_u64(&mut self, fingerprint: u64) {
        self.0 = fingerprint;
    }
}
