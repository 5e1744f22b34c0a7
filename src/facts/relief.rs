//! The forms that bring a treaty's rate about at source, as far as the holder says.

use crate::units::Day;

/// Whether a form was filed, as far as the holder says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filing {
    /// Not stated, and taken to be filed in time.
    Assumed,
    InTime,
    Missing,
    On(Day),
}

/// The forms that bring a treaty's rate about at source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Relief {
    pub application: Filing,
    pub second_form: Filing,
}
