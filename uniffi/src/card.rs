//! The operations.

use std::sync::{
    Arc, Mutex, TryLockError,
    atomic::{AtomicU32, Ordering},
};

use cie_core::{Card, Error, ErrorKind};
use cie_store::{TextMemory, Texts};

use crate::{
    code::{Pin, Puk, ResolveCodes},
    error::CieError,
    fault::caught,
    link::{Link, Transceiver},
    memory::{StoreAdapter, TryStore},
    observe::{ObserverAdapter, OperationOptions},
    personal_data::HealthCard,
    result::{CardInfo, PendingOnCard, Report, Resolution},
    trail::Trail,
    words::{CardKind, UnblockVariant},
};
#[cfg(feature = "document")]
use crate::{
    document_key::DocumentKey,
    identity::{Identity, IdentityRequest},
};

/// A CIE or a TS-CNS in the field; every operation tells them apart, which with a
/// CIE takes no additional exchange. Every operation blocks its thread until it
/// is over, and there is one at a time: a second one ends with `busy` at once.
/// Two of these objects on one transceiver are not serialised here; the SDKs'
/// `CieCard` does that.
///
/// When an operation has failed, the next one starts again with the selection;
/// the same object can be used as long as the card stays in the field.
#[derive(uniffi::Object)]
pub struct BlockingCard {
    transceiver: Arc<dyn Transceiver>,
    store: Arc<dyn TryStore>,
    in_use: Mutex<()>,
    codes_sent: AtomicU32,
}

#[uniffi::export]
impl BlockingCard {
    /// The card that `transceiver` reaches. What is learned about its tries is
    /// kept in `store`.
    #[uniffi::constructor]
    #[must_use]
    pub fn new(transceiver: Arc<dyn Transceiver>, store: Arc<dyn TryStore>) -> Arc<Self> {
        Arc::new(Self {
            transceiver,
            store,
            in_use: Mutex::new(()),
            codes_sent: AtomicU32::new(0),
        })
    }

    /// How many commands with a code this object has sent, or was about to send. As long as there
    /// are none, everything that was done with it can be done once more: nothing on the card has
    /// changed, and no try is spent.
    #[must_use]
    pub fn codes_sent(&self) -> u32 {
        self.codes_sent.load(Ordering::Acquire)
    }

    /// Returns what the card is: its kind, what only that kind has, and what is
    /// remembered of it. Uses no code.
    ///
    /// # Errors
    /// `not_a_cie` when it is neither card; those of the link;
    /// `memory_unavailable`.
    pub fn card_info(&self, options: OperationOptions) -> Result<CardInfo, CieError> {
        self.run(&options, |card| card.info().map(Into::into))
    }

    /// Checks the PIN, once. A correct PIN restores all its tries; a wrong one
    /// uses one of three.
    ///
    /// # Errors
    /// `malformed_code` when the card at hand needs another number of digits;
    /// `wrong_pin` and `pin_blocked` with the tries left; `last_try` before the
    /// PIN is sent; `outcome_unknown` when the answer is lost; any error of the
    /// earlier steps.
    pub fn verify_pin(&self, pin: &Pin, options: OperationOptions) -> Result<Report, CieError> {
        self.run(&options, |card| card.verify_pin(&pin.0).map(Into::into))
    }

    /// Checks the old PIN and, if it is correct, sets the new one.
    ///
    /// # Errors
    /// `weak_pin` and `same_pin` before anything is sent; those of
    /// [`Self::verify_pin`] for the old PIN; `outcome_unknown` when an answer
    /// is lost: [`Self::resolve`] then finds out which PIN is valid.
    pub fn change_pin(
        &self,
        old: &Pin,
        new_pin: &Pin,
        options: OperationOptions,
    ) -> Result<Report, CieError> {
        self.run(&options, |card| {
            card.change_pin(&old.0, &new_pin.0).map(Into::into)
        })
    }

    /// Checks the PUK and, if it is correct, sets a new PIN with all its tries,
    /// whether the PIN was blocked or merely forgotten. A TS-CNS does it in one
    /// step, whatever the variant.
    ///
    /// # Errors
    /// `weak_pin` before anything is sent; `wrong_puk` and `puk_blocked` with
    /// the tries left: a blocked PUK is final; `last_try` before the PUK is
    /// sent; `outcome_unknown` when an answer is lost.
    pub fn unblock_pin(
        &self,
        puk: &Puk,
        new_pin: &Pin,
        variant: UnblockVariant,
        options: OperationOptions,
    ) -> Result<Report, CieError> {
        self.run(&options, |card| {
            card.unblock_pin(&puk.0, &new_pin.0, variant.core())
                .map(Into::into)
        })
    }

    /// Reads what a TS-CNS says about its holder and its validity. Needs no code,
    /// and none of it is proved.
    ///
    /// # Errors
    /// `not_on_this_card` for a CIE, whose holder [`Self::read_identity`] reads;
    /// `card_misbehaved` for malformed files; those of the link.
    pub fn read_personal_data(&self, options: OperationOptions) -> Result<HealthCard, CieError> {
        self.run(&options, |card| {
            card.read_personal_data().and_then(HealthCard::of)
        })
    }

    /// Returns what is remembered of the card at hand, and what `resolve` would
    /// need. Uses no code, and the chip proves nothing here.
    ///
    /// # Errors
    /// Those of the link; `not_a_cie`; `memory_unavailable`.
    pub fn pending(&self, options: OperationOptions) -> Result<PendingOnCard, CieError> {
        self.run(&options, |card| card.pending().map(Into::into))
    }

    /// Finds out how an interrupted operation ended, with as few
    /// tries as possible. Codes that are not needed are not sent.
    ///
    /// Without codes it settles what needs none, and says which codes the rest
    /// needs; with codes, the card has to be the one that they were asked for.
    ///
    /// # Errors
    /// `other_card` before a code is sent when it is not; `last_try` before a PIN is sent when fewer than two tries are known to
    /// be left after a lost change; the errors of the operations it uses.
    pub fn resolve(
        &self,
        codes: Option<ResolveCodes>,
        options: OperationOptions,
    ) -> Result<Resolution, CieError> {
        let codes = codes.as_ref().map(ResolveCodes::core).transpose()?;
        self.run(&options, |card| card.resolve(codes).map(Into::into))
    }
}

#[cfg(feature = "document")]
#[uniffi::export]
impl BlockingCard {
    /// Opens the travel document, reads the holder's data, and says how far they
    /// are proved. Needs no PIN and uses no try.
    ///
    /// # Errors
    /// `wrong_can`, `wrong_mrz`; `card_reset_required`; `basic_access_only`, `no_basic_access`;
    /// `long_read_refused`, after which the card is held again; `not_on_this_card` for a TS-CNS;
    /// those of the link. A file that is refused does not affect the others. A chip that does not
    /// prove itself is not an error: the verdict says so.
    pub fn read_identity(
        &self,
        key: DocumentKey,
        request: IdentityRequest,
        options: OperationOptions,
    ) -> Result<Identity, CieError> {
        let groups = request.groups();
        let wanted = request.core(key.access(), &groups);
        self.run(&options, |card| {
            let identity = cie_document::read_identity(card, &wanted)?;
            Ok(Identity::judged(&identity, &request))
        })
    }
}

impl BlockingCard {
    /// Runs one operation with everything that it needs. A panic in it is `library_fault`.
    fn run<T>(
        &self,
        options: &OperationOptions,
        operation: impl FnOnce(&mut Card<'_>) -> Result<T, Error>,
    ) -> Result<T, CieError> {
        let _alone = match self.in_use.try_lock() {
            Ok(guard) => guard,
            // There is nothing behind the lock that a panic could have broken.
            Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
            Err(TryLockError::WouldBlock) => return Err(Error::at_start(ErrorKind::Busy).into()),
        };
        let trail = Trail::default();
        caught(&self.store, &trail, || {
            Ok(self.carry_out(options, &trail, operation)?)
        })
    }

    fn carry_out<T>(
        &self,
        options: &OperationOptions,
        trail: &Trail,
        operation: impl FnOnce(&mut Card<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        // Before the transceiver is asked: its first answer may connect to a tag, or open the
        // system's sheet, which nobody wants who has left already.
        if options.flag().is_cancelled() {
            return Err(Error::at_start(ErrorKind::Cancelled));
        }
        let (same_card, last_try) = (options.meant()?, options.last_try()?);
        let kept = StoreAdapter {
            store: &*self.store,
            trail,
        };
        let mut memory = memory(kept, cie_core::check_randomness)?;
        let mut link =
            Link::open(&self.transceiver, options.short_commands).map_err(Error::at_start)?;
        if let Some(trace) = &options.trace {
            let _ = trace.line(link.carries());
        }
        let mut listening = ObserverAdapter::new(options, &self.codes_sent, trail);
        let mut card = Card::new(&mut link, &mut memory)
            .observer(&mut listening)
            .last_try(last_try)
            .only(options.only.map(CardKind::core))
            .same_card(same_card);
        operation(&mut card)
    }
}

/// The memory in the app's store. The first one to be opened there draws a key: without
/// random numbers it ends as every later operation would, and not as if the store had
/// failed.
fn memory<T: Texts>(
    texts: T,
    randomness: impl FnOnce() -> Result<(), Error>,
) -> Result<TextMemory<T>, Error> {
    randomness()?;
    TextMemory::open(texts).map_err(Error::at_start)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use cie_store::Folder;

    use super::*;

    #[test]
    fn without_random_numbers_the_first_operation_ends_as_the_later_ones() {
        let home = tempfile::tempdir().unwrap();
        let home = home.path().join("store");
        let open = |randomness: fn() -> Result<(), Error>| {
            memory(Folder::create(&home).unwrap(), randomness).map(drop)
        };
        let none = || {
            let why = ErrorKind::UnsupportedDevice("the system has no random numbers".into());
            Err(Error::at_start(why))
        };
        for _ in 0..2 {
            let error = open(none).unwrap_err();
            assert_eq!(error.code().name(), "unsupported_device");
            open(cie_core::check_randomness).unwrap();
        }
    }
}
