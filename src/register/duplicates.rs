//! Ids that come more than once, counted in bounded memory.

/// Up to so many different ids the count is exact. Beyond, only every second id is kept in mind, then
/// every fourth, and so on; so the count is the least there can be.
pub const EXACT_UP_TO: usize = 400_000;

/// So many are sorted together, and then looked for all at once: one by one, each would wait for its own piece of memory.
const TOGETHER: usize = 1 << 16;

/// Counts ids that were seen before.
#[derive(Debug, Default)]
pub struct Duplicates {
    /// The fingerprints of the ids that are kept in mind, in order.
    seen: Vec<u64>,
    /// Those that are not yet among them.
    waiting: Vec<u64>,
    /// How many of the last bits of a fingerprint must be zero for its id to be kept.
    bits: u32,
    found: u64,
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
        let bits = self.bits;
        self.waiting.extend(fingerprints.iter().filter(|fingerprint| is_kept(**fingerprint, bits)));
        if self.waiting.len() >= TOGETHER {
            self.look_for();
        }
    }

    /// Looks for all that wait among those that were seen, and puts them there.
    fn look_for(&mut self) {
        let Duplicates { seen, waiting, bits, found } = self;
        // Digit by digit: fingerprints are as good as random, and comparing them costs four times as much.
        radsort::sort(waiting);
        seen.append(waiting);
        // A stable sort merges what is in order already.
        seen.sort();
        let all = seen.len();
        seen.dedup();
        *found += (all - seen.len()) as u64;
        while seen.len() > EXACT_UP_TO {
            *bits += 1;
            seen.retain(|fingerprint| is_kept(*fingerprint, *bits));
        }
    }

    /// How many records had an id that an earlier one had; at least so many, when not all were compared.
    pub fn found(&mut self) -> u64 {
        self.look_for();
        self.found
    }

    /// One in how many ids was compared to the end.
    pub fn one_in(&self) -> u64 {
        1 << self.bits
    }
}

fn is_kept(fingerprint: u64, bits: u32) -> bool {
    fingerprint.trailing_zeros() >= bits
}
