//! Commands with codes, and the answers to them: what is the same for every
//! card that takes a code.

use crate::{
    apdu::{Command, StatusWord, command::ins},
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

/// How a card takes commands with codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeForm {
    /// As a CIE: eight digits, PIN and PUK by references of their own.
    Cie,
    /// As a TS-CNS: padded, by one reference.
    TsCns {
        /// P2: the reference of the PIN.
        reference: u8,
    },
}

impl CodeForm {
    /// The kind of card that has it.
    #[must_use]
    pub const fn kind(self) -> CardKind {
        match self {
            Self::Cie => CardKind::Cie,
            Self::TsCns { .. } => CardKind::TsCns,
        }
    }
}

/// References of PIN and PUK of a CIE: P2 of the commands with codes.
const CIE_PIN: u8 = 0x81;
const CIE_PUK: u8 = 0x82;

impl CodeCommand<'_> {
    /// The command as a card of this form takes it.
    ///
    /// # Errors
    /// [`ErrorKind::MalformedCode`] when a code is too short for the card,
    /// [`ErrorKind::NotOnThisCard`] when it does not know the command.
    pub fn encode(&self, form: CodeForm) -> Result<Command, ErrorKind> {
        match form {
            CodeForm::Cie => self.for_a_cie(),
            CodeForm::TsCns { reference } => self.for_a_ts_cns(reference),
        }
    }

    fn for_a_cie(&self) -> Result<Command, ErrorKind> {
        let on_pin =
            |instruction, p1, codes: &[&[u8]]| code_command(instruction, p1, CIE_PIN, codes);
        Ok(match self {
            Self::VerifyPin(pin) => on_pin(ins::VERIFY, 0x00, &[pin.eight_digits()?.bytes()]),
            Self::VerifyPuk(puk) => {
                let puk = puk.eight_digits()?;
                code_command(ins::VERIFY, 0x00, CIE_PUK, &[puk.bytes()])
            }
            Self::ChangePin { old, new } => {
                let (old, new) = (old.eight_digits()?, new.eight_digits()?);
                let codes: &[&[u8]] = &[old.bytes(), new.bytes()];
                on_pin(ins::CHANGE_REFERENCE_DATA, 0x00, codes)
            }
            Self::ResetPin(new) => {
                let new = new.eight_digits()?;
                on_pin(ins::RESET_RETRY_COUNTER, 0x02, &[new.bytes()])
            }
            Self::ResetCounter => on_pin(ins::RESET_RETRY_COUNTER, 0x03, &[]),
            Self::UnblockPin { .. } => {
                let card = CardKind::Cie;
                return Err(ErrorKind::NotOnThisCard { card });
            }
        })
    }

    fn for_a_ts_cns(&self, reference: u8) -> Result<Command, ErrorKind> {
        let on_pin =
            |instruction, codes: &[&[u8]]| code_command(instruction, 0x00, reference, codes);
        Ok(match self {
            Self::VerifyPin(pin) => on_pin(ins::VERIFY, &[pin.padded().bytes()]),
            // The card checks the old PIN itself.
            Self::ChangePin { old, new } => {
                let (old, new) = (old.padded(), new.padded());
                let codes: &[&[u8]] = &[old.bytes(), new.bytes()];
                on_pin(ins::CHANGE_REFERENCE_DATA, codes)
            }
            // A status word that says no speaks of the PUK.
            Self::UnblockPin { puk, new } => {
                let (puk, new) = (puk.padded(), new.padded());
                let codes: &[&[u8]] = &[puk.bytes(), new.bytes()];
                on_pin(ins::RESET_RETRY_COUNTER, codes)
            }
            Self::VerifyPuk(_) | Self::ResetPin(_) | Self::ResetCounter => {
                let card = CardKind::TsCns;
                return Err(ErrorKind::NotOnThisCard { card });
            }
        })
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

    /// How it takes commands with codes.
    fn code_form(&self) -> CodeForm;

    /// Which kind of card it is.
    fn kind(&self) -> CardKind {
        self.code_form().kind()
    }

    /// Sends what [`CodeCommand::encode`] gave, once. It is wiped before it is
    /// answered.
    fn send_once(&mut self, command: Command) -> CodeAnswer;
}

/// A command whose data are codes.
fn code_command(instruction: u8, p1: u8, p2: u8, codes: &[&[u8]]) -> Command {
    // The exact capacity, so that no code is left behind by a reallocation.
    let mut data = Vec::with_capacity(codes.iter().map(|part| part.len()).sum());
    for part in codes {
        data.extend_from_slice(part);
    }
    Command::new(instruction, p1, p2).data(data)
}
