//! Commands with codes, and the answers to them: what is the same for every
//! card that takes a code.

use crate::{
    apdu::{Command, StatusWord},
    bytes::secret::{Pin, Puk},
    channel::plain::Link,
    error::ErrorKind,
    vocabulary::{CardKind, Pending},
};

/// One command with a code, in no card's form yet.
#[derive(Clone, Copy, Debug)]
pub enum CodeCommand<'c> {
    /// VERIFY of the PIN.
    VerifyPin(&'c Pin),
    /// VERIFY of the PUK, on a CIE.
    VerifyPuk(&'c Puk),
    /// CHANGE REFERENCE DATA of the PIN.
    ChangePin {
        /// The PIN that is valid.
        old: &'c Pin,
        /// The PIN that is to become valid.
        new: &'c Pin,
    },
    /// RESET RETRY COUNTER with the new PIN (`2C 02`), on a CIE.
    ResetPin(&'c Pin),
    /// RESET RETRY COUNTER without a PIN (`2C 03`), on a CIE.
    ResetCounter,
    /// RESET RETRY COUNTER with PUK and new PIN in one (`2C 00`), on a TS-CNS.
    UnblockPin {
        /// The PUK.
        puk: &'c Puk,
        /// The PIN that is to become valid.
        new: &'c Pin,
    },
}

impl CodeCommand<'_> {
    /// What is pending when the answer is lost.
    #[must_use]
    pub const fn pending(&self) -> Pending {
        match self {
            Self::VerifyPin(_) => Pending::VerifyPin,
            Self::VerifyPuk(_) => Pending::VerifyPuk,
            Self::ChangePin { .. } => Pending::ChangePin,
            Self::ResetPin(_) => Pending::ResetPin,
            Self::ResetCounter => Pending::ResetCounter,
            Self::UnblockPin { .. } => Pending::UnblockPin,
        }
    }
}

/// The answer to a command with a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeAnswer {
    /// The card's status word, its checksum verified.
    Confirmed(StatusWord),
    /// The status word of a card that protects no answer. There is none better
    /// to be had of it.
    Plain(StatusWord),
    /// A status word without protection, of a card that protects its answers:
    /// at most a refusal. The channel is closed.
    Unconfirmed(StatusWord),
    /// Whether the card carried out the command is not known.
    Unknown,
}

/// A card that is ready for commands with codes.
pub trait CodeCard<'a> {
    /// The link beneath, for phases, traffic and errors.
    fn link(&mut self) -> &mut Link<'a>;

    /// Which kind of card it is.
    fn kind(&self) -> CardKind;

    /// `command` as this card takes it. Nothing is sent.
    ///
    /// # Errors
    /// [`ErrorKind::MalformedCode`] when a PIN is too short for the card,
    /// [`ErrorKind::NotOnThisCard`] when it does not know the command.
    fn encode(&self, command: &CodeCommand<'_>) -> Result<Command, ErrorKind>;

    /// Sends what [`Self::encode`] gave, once. It is wiped before it is answered.
    fn send_once(&mut self, command: Command) -> CodeAnswer;
}

/// A command whose data are codes.
pub(super) fn code_command(instruction: u8, p1: u8, p2: u8, codes: &[&[u8]]) -> Command {
    // The exact capacity, so that no code is left behind by a reallocation.
    let mut data = Vec::with_capacity(codes.iter().map(|part| part.len()).sum());
    for part in codes {
        data.extend_from_slice(part);
    }
    Command::new(instruction, p1, p2).data(data)
}
