//! What an application outside this crate needs to run an operation on a card.
//!
//! The entries are [`Card::run_reading`](crate::Card::run_reading), which opens a link and
//! runs an application's steps on it, and [`Card::sign_with`](crate::Card::sign_with),
//! which has a card do the bare operation of a signature.
//! Besides these names `cie-document` uses of this crate what every caller uses: what
//! is handed to an operation and what comes back. A test looks (`tests/tests/docs`);
//! the reasons are in `docs/adr/0022-document-crate.md`.

// Operations.
pub use crate::{
    app::cns::signature::KeyUse,
    op::{Signature, SignatureScheme},
};

// How a channel comes about.
pub use crate::{
    agreement::{
        chip_authentication::{ChipPublicKey, Protocol as ChipAuthenticationProtocol},
        group::{Agreement, Group},
        pace::{ChipAuthenticationData, Mapping, PaceOffer},
    },
    app::access::{ChipAgreement, PaceChannel, agree_with_chip, open_with_bac, open_with_pace},
    channel::cipher::Suite,
};

// What a step does with the card.
pub use crate::{
    apdu::{Command, Le, command::ins},
    app::ias::CIE_AID,
    channel::{ChannelError, plain::Link, protected::ProtectedLink},
    file::{Ef, read_data_object},
};

// Bytes and numbers.
pub use crate::{
    agreement::modular::{ModularError, Modulus, without_leading_zeros},
    bytes::{hex, text::harmless, tlv},
};
