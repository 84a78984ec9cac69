//! Layer 7: applications on the card.

pub mod access;
pub mod cns;
pub mod code;
// TODO(merge of run-r): the advisor names dates like this until it is a crate of its own.
#[doc(hidden)]
pub mod emrtd {
    pub use crate::date;
}
pub mod family;
pub mod ias;
