//! Finds out how an operation has ended whose answer was lost, at the lowest
//! possible cost.

use super::{
    Context, Operation, Report,
    memory::{CardId, KnownTries, TryRecord},
    recognise::{Recognised, recognise},
    session::{self, Needs, Session},
    unblock_pin::UnblockVariant,
};
use crate::{
    bytes::secret::{Pin, Puk},
    channel::plain::Link,
    error::{CodeKind, Error, ErrorKind, Pending, Tries},
    progress::Phase,
    transceive::Transceive,
};

/// The codes that [`resolve`] may use, and the card that they belong to. Which
/// of them it needs depends on what is pending: see [`NeededCodes`].
///
/// A person is asked for codes between two taps, and may hold another card to
/// the reader at the second: it must not get the codes of the first.
#[derive(Clone, Copy, Debug)]
pub struct ResolveCodes<'c> {
    /// The card that the codes were asked for: what [`pending`] gave, or the
    /// report of a [`resolve`] without codes.
    pub card: CardId,
    /// The PIN that was to become valid.
    pub new_pin: Option<&'c Pin>,
    /// The PIN that was valid before.
    pub old_pin: Option<&'c Pin>,
    /// The PUK.
    pub puk: Option<&'c Puk>,
}

/// The codes that settle something pending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NeededCodes {
    /// The PIN that was to become valid.
    pub new_pin: bool,
    /// The PIN that was valid before.
    pub old_pin: bool,
    /// The PUK.
    pub puk: bool,
}

impl NeededCodes {
    /// What settles `pending`.
    #[must_use]
    pub const fn of(pending: Option<Pending>) -> Self {
        let (new_pin, old_pin, puk) = match pending {
            None | Some(Pending::VerifyPin | Pending::VerifyPuk) => (false, false, false),
            Some(Pending::ChangePin) => (true, true, false),
            Some(Pending::ResetPin | Pending::UnblockPin) => (true, false, false),
            Some(Pending::ResetCounter) => (true, false, true),
        };
        Self {
            new_pin,
            old_pin,
            puk,
        }
    }
}

/// How it has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settlement {
    /// Nothing was pending on this card.
    NothingPending,
    /// A check of a code was lost: it changed nothing, but may have cost a
    /// try. This many are left at least, if anything is known.
    NothingToSettle {
        /// Which code was checked.
        code: CodeKind,
        /// Lower bound of its tries.
        at_least: Option<u8>,
    },
    /// The new PIN is valid.
    NewPin,
    /// The old PIN is valid; the new one was never taken.
    OldPin,
    /// The PIN was not reset: unblock it again.
    UnblockAgain,
    /// These codes are needed. Nothing was sent.
    Needs(NeededCodes),
}

impl Settlement {
    /// A stable name for programs.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::NothingPending => "nothing_pending",
            Self::NothingToSettle { .. } => "nothing_to_settle",
            Self::NewPin => "new_pin",
            Self::OldPin => "old_pin",
            Self::UnblockAgain => "unblock_again",
            Self::Needs(_) => "needs_codes",
        }
    }
}

/// What [`resolve`] found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Resolution {
    /// The card and what went over the link.
    pub report: Report,
    /// What was pending.
    pub pending: Option<Pending>,
    /// How it has ended.
    pub settlement: Settlement,
}

/// What is remembered of the card at hand: two selections and EF 1004 of a CIE,
/// the number of a TS-CNS, in clear, no code. The chip proves nothing here, so
/// this decides at most what to ask a person for.
///
/// # Errors
/// Those of the link; `not_a_cie`; `memory_unavailable`.
pub fn pending(
    card: &mut dyn Transceive,
    cx: &mut Context<'_>,
) -> Result<(CardId, TryRecord), Error> {
    let installation = cx.installation;
    let mut link = Link::new(card, cx.observers(), 4)?;
    let id = match recognise(&mut link)? {
        Recognised::Cie(mut selected) => CardId::of_cie(installation, &selected.chip_key()?),
        Recognised::TsCns(card) => CardId::of_ts_cns(installation, card.number()),
    };
    link.enter(Phase::Done);
    let record = cx.memory.get(&id).map_err(ErrorKind::from)?;
    Ok((id, record))
}

/// Finds out how the pending operation on this card has ended:
///
/// | lost | what happens |
/// |---|---|
/// | a check of PIN or PUK | nothing to settle; the lower bound of tries stands |
/// | CHANGE | the new PIN is tried; if it is refused, the old one, which gives the tries back |
/// | RESET `2C 02` | the new PIN is tried; refused or blocked: unblock again |
/// | RESET `2C 03` | PUK, then `2C 02`: the operation goes on |
/// | RESET `2C 00` of a TS-CNS | the new PIN is tried; refused or blocked: unblock again |
///
/// Without codes (`None`) it settles what needs none on whatever card is at
/// hand, and says which codes the rest needs: nothing is sent then that could
/// cost a try. With codes, the card has to be theirs.
///
/// # Errors
/// `other_card` when the chip has proved the key of another card than that of
/// the codes, or a TS-CNS says another number: no code was sent and nothing is forgotten of either card;
/// `last_try` before a PIN is sent when fewer than two tries are known to be
/// left after a lost CHANGE; the errors of the operations it uses.
pub fn resolve(
    card: &mut dyn Transceive,
    codes: Option<ResolveCodes<'_>>,
    cx: &mut Context<'_>,
) -> Result<Resolution, Error> {
    let needs = Needs {
        steps: 2,
        pins: &[],
        on: None,
    };
    session::run(card, cx, &needs, |session| {
        if let Some(codes) = codes {
            session.expect(codes.card)?;
        }
        let (new_pin, old_pin, puk) = codes.map_or((None, None, None), |codes| {
            (codes.new_pin, codes.old_pin, codes.puk)
        });
        let pending = session.ledger.pending();
        let settlement = match (pending, new_pin, old_pin, puk) {
            (None, ..) => Settlement::NothingPending,
            (Some(Pending::VerifyPin), ..) => session.forget_check(CodeKind::Pin),
            (Some(Pending::VerifyPuk), ..) => session.forget_check(CodeKind::Puk),
            (Some(Pending::ChangePin), Some(new), Some(old), _) => {
                session.settle_change(old, new)?
            }
            (Some(Pending::ResetPin), Some(new), ..) => session.settle_reset(new)?,
            (Some(Pending::UnblockPin), Some(new), ..) => {
                // The PUK may have been wrong, and the PIN healthy with one
                // try left.
                session.gate_known()?;
                session.settle_reset(new)?
            }
            (Some(Pending::ResetCounter), Some(new), _, Some(puk)) => {
                new.check_strength()?;
                session.unblock_pin(puk, new, UnblockVariant::Direct)?;
                Settlement::NewPin
            }
            (pending, ..) => Settlement::Needs(NeededCodes::of(pending)),
        };
        Ok(Resolution {
            report: session.report(Operation::Resolve),
            pending,
            settlement,
        })
    })
}

impl Session<'_, '_, '_> {
    fn expect(&mut self, card: CardId) -> Result<(), Error> {
        if self.ledger.card_id() == card {
            Ok(())
        } else {
            Err(self.card.link().error(ErrorKind::OtherCard))
        }
    }

    fn forget_check(&mut self, code: CodeKind) -> Settlement {
        self.ledger.forgotten(code);
        let at_least = self
            .ledger
            .tries(code)
            .map(|KnownTries { at_least, .. }| at_least);
        Settlement::NothingToSettle { code, at_least }
    }

    fn settle_change(&mut self, old: &Pin, new: &Pin) -> Result<Settlement, Error> {
        self.gate_known()?;
        if self.accepts(new)? {
            return Ok(Settlement::NewPin);
        }
        self.gate_known()?;
        self.check_pin(old)?;
        Ok(Settlement::OldPin)
    }

    fn settle_reset(&mut self, new: &Pin) -> Result<Settlement, Error> {
        let spent = self.ledger.pending().and_then(Pending::spends);
        match self.check_pin(new) {
            Ok(()) => {
                if let Some(code) = spent {
                    self.ledger.was_right(code);
                }
                Ok(Settlement::NewPin)
            }
            Err(error) if self.says_no(&error) => {
                match spent {
                    Some(code) => self.ledger.forgotten(code),
                    None => self.ledger.settled(),
                }
                Ok(Settlement::UnblockAgain)
            }
            Err(error) => Err(error),
        }
    }

    /// Whether the card takes the PIN; `false` only when it said no, as
    /// reliably as it can, and has tries left.
    fn accepts(&mut self, pin: &Pin) -> Result<bool, Error> {
        match self.check_pin(pin) {
            Ok(()) => Ok(true),
            Err(error)
                if self.says_no(&error) && matches!(error.kind, ErrorKind::WrongPin { .. }) =>
            {
                Ok(false)
            }
            Err(error) => Err(error),
        }
    }

    /// Whether the card has said that the PIN is wrong or blocked, as reliably
    /// as such a card can.
    fn says_no(&self, error: &Error) -> bool {
        match error.kind {
            ErrorKind::WrongPin {
                tries: Tries { confirmed, .. },
            }
            | ErrorKind::PinBlocked { confirmed } => self.card.believes(confirmed),
            _ => false,
        }
    }

    fn gate_known(&mut self) -> Result<(), Error> {
        self.ledger
            .gate_known(self.allow_last_try)
            .map_err(|kind| self.error(kind))
    }
}
