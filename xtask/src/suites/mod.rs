//! How each suite is run.

pub(crate) mod rust;
