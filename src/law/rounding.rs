//! How finely an agent may calculate the tax of one share.

/// Of dividends on shares the tax may be calculated for each share, fractions below a ten-thousandth of a yen dropped,
/// and multiplied by the shares: Income Tax Basic Circular 181-2, which is written for residents and followed for others
/// (memory).
pub const PARTS_OF_A_YEN: u32 = 10_000;
