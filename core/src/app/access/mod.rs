//! How the channels of a travel document come about, over a link: the steps that
//! the machines of [`crate::agreement`] give, exchanged, and what their errors
//! mean for the operation.

mod bac;
mod chip;
mod pace;

pub use self::{
    bac::open_with_bac,
    chip::{ChipAgreement, agree_with_chip},
    pace::{PaceChannel, open_with_pace},
};
