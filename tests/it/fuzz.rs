//! Inputs of every kind, spoiled in every way: none may panic, hang, or take more memory than it should.

pub mod limits;
