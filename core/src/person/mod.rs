//! What the documents of either card say of a person.

pub mod fiscal_code;

/// Sex.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sex {
    /// Male.
    Male,
    /// Female.
    Female,
    /// Not stated.
    Unspecified,
}
