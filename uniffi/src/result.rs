//! What operations give back.

use cie_core::{CodeKind, channel::plain};

use crate::words::{CardKind, NeededCodes, PendingOperation, Settlement};

/// How far the chip's authenticity was checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Record)]
pub struct ChipProof {
    /// The chip proved that it has the private key to what it showed.
    pub key_proved: bool,
    /// Somebody trustworthy was shown to have issued that key. No operation
    /// with a code checks it.
    pub issuer_checked: bool,
}

impl From<cie_core::ChipProof> for ChipProof {
    fn from(core: cie_core::ChipProof) -> Self {
        Self {
            key_proved: core.key_proved,
            issuer_checked: core.issuer_checked,
        }
    }
}

/// What went over the link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Traffic {
    /// Command-response pairs.
    pub exchanges: u32,
    /// Bytes of all commands.
    pub bytes_sent: u64,
    /// Bytes of all responses.
    pub bytes_received: u64,
}

impl From<plain::Traffic> for Traffic {
    fn from(core: plain::Traffic) -> Self {
        Self {
            exchanges: core.exchanges,
            bytes_sent: core.bytes_up,
            bytes_received: core.bytes_down,
        }
    }
}

/// An operation with a code that has succeeded.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Report {
    /// The card's id in this installation: 32 hexadecimal digits.
    pub card_id: String,
    /// Tries that the PIN has left at least; `None` when nothing is known.
    pub tries_left: Option<u8>,
    /// It is exactly so many. Never so on a TS-CNS, which does not tell.
    #[uniffi(default = true)]
    pub tries_exact: bool,
    /// What was proved of the chip.
    pub chip: ChipProof,
    /// What went over the link.
    pub traffic: Traffic,
}

impl From<cie_core::Report> for Report {
    fn from(core: cie_core::Report) -> Self {
        Self {
            card_id: core.card_id.to_string(),
            tries_left: core.tries_left.map(|known| known.at_least),
            tries_exact: core.tries_left.is_none_or(|known| known.exact),
            chip: core.chip.into(),
            traffic: core.traffic.into(),
        }
    }
}

/// What is known of a code's tries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Record)]
pub struct KnownTries {
    /// The card has at least this many left, as far as this installation saw.
    pub at_least: u8,
    /// The number is exactly what a CIE said last, under its checksum.
    pub exact: bool,
}

impl From<cie_core::KnownTries> for KnownTries {
    fn from(core: cie_core::KnownTries) -> Self {
        Self {
            at_least: core.at_least,
            exact: core.exact,
        }
    }
}

/// What is remembered of a card.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct PendingOnCard {
    /// The card's id in this installation: 32 hexadecimal digits.
    pub card_id: String,
    /// Tries of the PIN; `None` when nothing is known.
    pub pin: Option<KnownTries>,
    /// Tries of the PUK; `None` when nothing is known.
    pub puk: Option<KnownTries>,
    /// A command whose answer was lost.
    pub pending: Option<PendingOperation>,
    /// The codes by which `resolve` settles it.
    pub needs: NeededCodes,
}

impl From<(cie_core::CardId, cie_core::memory::TryRecord)> for PendingOnCard {
    fn from((card_id, record): (cie_core::CardId, cie_core::memory::TryRecord)) -> Self {
        Self {
            card_id: card_id.to_string(),
            pin: record.known(CodeKind::Pin).map(Into::into),
            puk: record.known(CodeKind::Puk).map(Into::into),
            pending: record.pending.map(Into::into),
            needs: cie_core::NeededCodes::of(record.pending).into(),
        }
    }
}

/// What only one of the cards has.
#[derive(Clone, PartialEq, Eq, uniffi::Enum)]
pub enum CardDetails {
    /// Of a CIE.
    Cie {
        /// The family of its chip, where answer to reset or EF.ATR tell.
        family: Option<String>,
        /// The service number (NIS): 12 digits. Personal data: it identifies the
        /// holder for as long as the card is valid.
        service_number: String,
    },
    /// Of a TS-CNS.
    TsCns {
        /// Its card system, where historical bytes or an application tell.
        system: Option<String>,
        /// Its number: 16 digits, the check digit verified. Personal data.
        number: String,
        /// The Region that the issuer's digits in the number hint at: a value
        /// of `SituationInput::Region`. A proposal, which the person confirms.
        region: Option<String>,
    },
}

/// What the card tells without a code: its word alone, the chip proves nothing.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct CardInfo {
    /// Which card it is.
    pub kind: CardKind,
    /// What only a card of its kind has.
    pub details: CardDetails,
    /// What is remembered of the card.
    pub known: PendingOnCard,
    /// Nothing was proved.
    pub chip: ChipProof,
    /// What went over the link.
    pub traffic: Traffic,
}

impl From<cie_core::CardInfo> for CardInfo {
    fn from(core: cie_core::CardInfo) -> Self {
        let kind = core.kind().into();
        let details = match core.details {
            cie_core::CardDetails::Cie {
                family,
                service_number,
                ..
            } => CardDetails::Cie {
                family: family.map(|family| family.name().into()),
                service_number,
            },
            cie_core::CardDetails::TsCns { system, number, .. } => CardDetails::TsCns {
                system: system.map(|system| system.to_string()),
                number: number.as_str().into(),
                region: crate::region::of_issuer(&number),
            },
        };
        Self {
            kind,
            details,
            known: (core.card_id, core.known).into(),
            chip: core.chip.into(),
            traffic: core.traffic.into(),
        }
    }
}

/// What `resolve` found.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Resolution {
    /// The card and what went over the link.
    pub report: Report,
    /// What was pending.
    pub pending: Option<PendingOperation>,
    /// How it has ended.
    pub settlement: Settlement,
}

impl From<cie_core::Resolution> for Resolution {
    fn from(core: cie_core::Resolution) -> Self {
        Self {
            report: core.report.into(),
            pending: core.pending.map(Into::into),
            settlement: core.settlement.into(),
        }
    }
}
