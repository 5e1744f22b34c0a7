//! Ids that come more than once, counted exactly in bounded memory, or not at all.

/// So many ids are compared, each of eight bytes: 2.3 MiB, so that a run stays within 15 MiB whatever the register's size.
/// Beyond, nothing is said.
pub const EXACT_UP_TO: usize = 300_000;

/// Ids are kept apart by the first bits of their fingerprints, so that each part is sorted in the cache.
const PARTS: usize = 1 << PART_BITS;
const PART_BITS: u32 = 8;

/// So many ids more have room in a part each time that it is full.
const STEP: usize = 256;

/// Counts ids that were seen before.
#[derive(Debug)]
pub struct Duplicates {
    /// The fingerprints of all ids, by their first bits.
    parts: Vec<Vec<u64>>,
    /// How many ids there were.
    count: usize,
}

impl Default for Duplicates {
    fn default() -> Duplicates {
        Duplicates { parts: vec![Vec::new(); PARTS], count: 0 }
    }
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
    /// Adds ids.
    pub fn add(&mut self, fingerprints: &[u64]) {
        self.count += fingerprints.len();
        if self.count > EXACT_UP_TO {
            self.parts = Vec::new();
        }
        for fingerprint in fingerprints {
            if let Some(part) = self.parts.get_mut((fingerprint >> (u64::BITS - PART_BITS)) as usize) {
                if part.len() == part.capacity() {
                    // Doubling would keep a third of the memory empty.
                    part.reserve_exact(STEP);
                }
                part.push(*fingerprint);
            }
        }
    }

    /// How many records had an id that an earlier one had; none where there are more ids than are compared.
    pub fn found(&mut self) -> Option<u64> {
        if self.count > EXACT_UP_TO {
            return None;
        }
        let twice = |part: &mut Vec<u64>| {
            part.sort_unstable();
            part.array_windows().filter(|[one, next]| one == next).count() as u64
        };
        Some(self.parts.iter_mut().map(twice).sum())
    }
}
