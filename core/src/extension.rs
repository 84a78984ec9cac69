//! What an application outside this crate needs to run an operation on a card. This,
//! the types of the operations and their errors are all that `cie-document` uses of
//! this crate ([ADR 0022]); `tests/tests/docs` looks.
//!
//! The entries are [`Card::run_reading`], which opens a link and runs an application's steps
//! on it, and [`Card::sign_with`], which has a card do the bare operation of a signature.
//!
//! [`Card::run_reading`]: crate::Card::run_reading
//! [`Card::sign_with`]: crate::Card::sign_with
//! [ADR 0022]: https://github.com/cie-open/cie/blob/main/docs/adr/0022-document-crate.md

#[doc(no_inline)]
pub use crate::{
    // How a channel comes about.
    agreement::{
        chip_authentication::{ChipPublicKey, Protocol as ChipAuthenticationProtocol},
        group::{Agreement, Group},
        pace::{ChipAuthenticationData, Mapping, PaceOffer},
    },
    // Bytes and numbers.
    agreement::{
        iso9796,
        modular::{ModularError, Modulus, without_leading_zeros},
    },
    // What a step can do with the card.
    apdu::{Command, Le, StatusWord, command::ins},
    app::access::{ChipAgreement, PaceChannel, agree_with_chip, open_with_bac, open_with_pace},
    // Operations.
    app::cns::signature::KeyUse,
    app::ias::CIE_AID,
    bytes::{hex, text::harmless, tlv},
    channel::cipher::Suite,
    channel::{ChannelError, plain::Link, secured::Secured},
    file::{Ef, read_data_object},
};
