//! What the card forgets when secure messaging ends or a directory is selected.

use cie_core::channel::cipher::SessionKeys;
use cie_core::channel::ssc::Ssc;

use super::emrtd::DocumentSession;

/// Everything that was agreed and proved since the directory was selected.
#[derive(Clone, Default)]
pub(super) struct Session {
    pub(super) agreement: Agreement,
    pub(super) channel: Option<Channel>,
    /// The counter that takes over once the answer in hand is protected.
    pub(super) next_ssc: Option<Ssc>,
    /// The channel that takes over then: chip authentication has agreed on it.
    pub(super) next_channel: Option<Channel>,
    /// What was agreed and proved for the travel document.
    pub(super) document: DocumentSession,
    pub(super) environment: Environment,
    /// The key of the terminal whose certificate was verified.
    pub(super) terminal: Option<TerminalKey>,
    /// RND.ICC while it is unused.
    pub(super) challenge: Option<[u8; 8]>,
    /// RND.ICC of the external authentication that succeeded.
    pub(super) role: Option<[u8; 8]>,
    pub(super) chip_authenticated: bool,
    pub(super) pin_verified: bool,
    pub(super) puk_verified: bool,
    /// Whether RESET RETRY COUNTER was given without a new PIN.
    pub(super) counter_reset: bool,
}

impl Session {
    /// What any clear command but GET RESPONSE does when secure messaging is on.
    pub(super) fn end_if_secure(&mut self) {
        if self.channel.is_some() {
            *self = Self::default();
        }
    }

    /// Whether terminal and chip have proved themselves.
    pub(super) const fn device_authenticated(&self) -> bool {
        self.channel.is_some() && self.role.is_some() && self.chip_authenticated
    }
}

/// How far the Diffie-Hellman agreement is.
#[derive(Clone, Default)]
pub(super) enum Agreement {
    /// Nothing was received.
    #[default]
    None,
    /// The terminal's public value was received; the chip's was not asked for.
    Received {
        /// y_IFD as received.
        terminal: Vec<u8>,
    },
    /// Both public values were exchanged.
    Done {
        /// y_IFD as received.
        terminal: Vec<u8>,
        /// y_ICC as sent.
        chip: Vec<u8>,
    },
}

/// Keys and counter of secure messaging.
#[derive(Clone)]
pub(super) struct Channel {
    pub(super) keys: SessionKeys,
    pub(super) ssc: Ssc,
}

impl Channel {
    pub(super) const fn keys(&self) -> &SessionKeys {
        &self.keys
    }
}

/// What MANAGE SECURITY ENVIRONMENT has set.
#[derive(Clone, Default)]
pub(super) struct Environment {
    /// Key 84 verifies the next certificate.
    pub(super) authority: bool,
    /// The terminal with this certificate holder reference authenticates itself next.
    pub(super) holder: Option<[u8; 12]>,
    /// The key of the next INTERNAL AUTHENTICATE.
    pub(super) internal: Option<InternalKey>,
}

/// A private key of the card, with the algorithm set for it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum InternalKey {
    /// Key 81, algorithm 02: client authentication of the holder.
    User,
    /// Key 82, algorithm 9B: device authentication of the chip.
    DeviceAuthentication,
    /// Key 83, algorithm 02: client authentication of the chip, without any code.
    Services,
}

/// A terminal's public key from its certificate.
#[derive(Clone)]
pub(super) struct TerminalKey {
    pub(super) holder: [u8; 12],
    pub(super) modulus: Vec<u8>,
    pub(super) exponent: Vec<u8>,
}
