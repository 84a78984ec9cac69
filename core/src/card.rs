//! The door: a card behind a reader, and how it is to be used.

use rand_core::CryptoRng;
#[cfg(feature = "os")]
use {
    getrandom::SysRng,
    rand_core::{TryRng as _, UnwrapErr},
};

#[cfg(feature = "os")]
use crate::error::ErrorKind;
use crate::{
    error::Error,
    memory::TryMemory,
    observer::Observer,
    time::UnixTime,
    transceive::{Limits, Transceive},
    vocabulary::{CardId, CardKind, CodeKind},
};

/// What a person has agreed to about the last try of a code.
///
/// Exhaustive: a caller gives one and never takes one apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LastTry {
    /// Nothing yet: where this may be the last try, the operation ends with
    /// `last_try` before the code is sent.
    #[default]
    Ask,
    /// The last try of any code of any card may be used. For a user who names it
    /// together with the card at hand, as on a command line.
    AllowAny,
    /// The last try of this code of this card may be used: pass both as the error `last_try` names
    /// them; it always names a card. Ask the person, and have the card held again for the next
    /// operation. Another card at hand ends the operation with `other_card`, before a code is sent.
    Allow {
        /// [`Error::card_id`].
        card: CardId,
        /// [`ErrorKind::LastTry`](crate::ErrorKind::LastTry).
        code: CodeKind,
    },
}

impl LastTry {
    /// Whether the last try of `code` may be used. The card is checked once it
    /// has proved which one it is.
    pub(crate) fn allows(self, code: CodeKind) -> bool {
        match self {
            Self::Ask => false,
            Self::AllowAny => true,
            Self::Allow { code: allowed, .. } => allowed == code,
        }
    }

    /// The card that the consent is about.
    pub(crate) const fn card(self) -> Option<CardId> {
        match self {
            Self::Ask | Self::AllowAny => None,
            Self::Allow { card, .. } => Some(card),
        }
    }
}

enum Randomness<'a> {
    #[cfg(feature = "os")]
    System(UnwrapErr<SysRng>),
    Given(&'a mut dyn CryptoRng),
}

/// A CIE or a TS-CNS behind a reader, and its operations, which tell the two
/// apart.
///
/// | operation | codes | what it does |
/// |---|---|---|
/// | [`kind`](Self::kind) | none | says whether the card is a CIE or a TS-CNS |
/// | [`info`](Self::info) | none | reads kind, family and number of the card |
/// | [`verify_pin`](Self::verify_pin) | PIN | checks the PIN |
/// | [`change_pin`](Self::change_pin) | old and new PIN | checks the old PIN and sets the new one |
/// | [`unblock_pin`](Self::unblock_pin) | PUK and new PIN | sets a new PIN in place of a blocked or forgotten one |
/// | [`sign_with`](Self::sign_with) | PIN | makes the raw signature of a TS-CNS |
/// | [`read_personal_data`](Self::read_personal_data) | none | reads what a TS-CNS says about its holder |
/// | [`pending`](Self::pending) | none | says what is pending on the card at hand |
/// | [`resolve`](Self::resolve) | as pending | finds out how an interrupted operation ended |
///
/// Every operation with a PIN or PUK has the chip of a CIE prove the key of EF
/// 1004 first; a TS-CNS cannot, and [`ChipProof`](crate::ChipProof) says so. None
/// sends a code twice. An operation that failed leaves nothing behind in the
/// card: the next one starts from the beginning.
pub struct Card<'a> {
    reader: &'a mut dyn Transceive,
    store: &'a mut dyn TryMemory,
    randomness: Randomness<'a>,
    now: Option<UnixTime>,
    observer: Option<&'a mut dyn Observer>,
    nobody: (),
    last_try: LastTry,
    only: Option<CardKind>,
    same_card: Option<CardId>,
}

impl<'a> Card<'a> {
    /// The card that `reader` reaches. What is learned about its tries is kept in
    /// `store`. Randomness and time are the system's.
    #[cfg(feature = "os")]
    #[must_use]
    pub fn new(reader: &'a mut dyn Transceive, store: &'a mut dyn TryMemory) -> Self {
        let randomness = Randomness::System(UnwrapErr(SysRng));
        Self::of(reader, store, randomness, None)
    }

    /// The same for systems without a clock, or without a source of randomness
    /// that this crate knows. A generator that is not cryptographically strong
    /// reveals the codes.
    #[must_use]
    pub fn with(
        reader: &'a mut dyn Transceive,
        store: &'a mut dyn TryMemory,
        rng: &'a mut dyn CryptoRng,
        now: UnixTime,
    ) -> Self {
        Self::of(reader, store, Randomness::Given(rng), Some(now))
    }

    fn of(
        reader: &'a mut dyn Transceive,
        store: &'a mut dyn TryMemory,
        randomness: Randomness<'a>,
        now: Option<UnixTime>,
    ) -> Self {
        Self {
            reader,
            store,
            randomness,
            now,
            observer: None,
            nobody: (),
            last_try: LastTry::Ask,
            only: None,
            same_card: None,
        }
    }

    /// Lets `observer` watch the operations.
    #[must_use]
    pub fn observer(mut self, observer: &'a mut dyn Observer) -> Self {
        self.observer = Some(observer);
        self
    }

    /// What the person has agreed to about the last try of a code: for the next
    /// operation with a code only.
    #[must_use]
    pub fn last_try(mut self, last_try: LastTry) -> Self {
        self.last_try = last_try;
        self
    }

    /// The kind of card that the codes of an operation are for. Another kind at
    /// hand ends it with `other_card`, before a code is sent: a health card often
    /// lies beside the identity card in a wallet, and a PUK of the one costs the
    /// other one of three tries for good. `None`: whichever is at hand, but a
    /// TS-CNS then gets no codes that might belong to a CIE, that is, with eight
    /// digits throughout.
    #[must_use]
    pub fn only(mut self, kind: impl Into<Option<CardKind>>) -> Self {
        self.only = kind.into();
        self
    }

    /// The particular card that the operation is for, as an earlier error or
    /// result has named it. Another ends an operation with a code with
    /// `other_card`, before the code is sent.
    #[must_use]
    pub fn same_card(mut self, card: impl Into<Option<CardId>>) -> Self {
        self.same_card = card.into();
        self
    }

    /// What the link to the card can carry.
    #[must_use]
    pub fn limits(&self) -> Limits {
        self.reader.limits()
    }

    /// What is remembered of cards.
    pub fn store(&mut self) -> &mut dyn TryMemory {
        self.store
    }

    /// Takes what was agreed to. After this operation the code may have all its
    /// tries again, so consent to a later last try has to be given anew.
    pub(crate) fn take_last_try(&mut self) -> LastTry {
        core::mem::take(&mut self.last_try)
    }

    /// What an operation that draws random numbers works with.
    ///
    /// # Errors
    /// [`ErrorKind::UnsupportedDevice`] where the system has none.
    pub(crate) fn parts_with_randomness(&mut self) -> Result<Parts<'_>, Error> {
        #[cfg(feature = "os")]
        if matches!(self.randomness, Randomness::System(_)) {
            check_randomness()?;
        }
        Ok(self.parts())
    }

    /// What an operation works with.
    pub(crate) fn parts(&mut self) -> Parts<'_> {
        Parts {
            rng: match &mut self.randomness {
                #[cfg(feature = "os")]
                Randomness::System(rng) => rng,
                Randomness::Given(rng) => *rng,
            },
            now: self.now.unwrap_or_else(UnixTime::now),
            observer: match &mut self.observer {
                Some(observer) => *observer,
                None => &mut self.nobody,
            },
            reader: self.reader,
            store: self.store,
            only: self.only,
            same_card: self.same_card,
        }
    }
}

/// Asks the system for random numbers once, as every operation that draws some does
/// before its first exchange. For a program that draws before that, a key of its store
/// for instance, and is to end with the same error.
///
/// The system's generator does not stop once it has given something (getrandom(2)), so
/// that it is taken as one that cannot fail afterwards.
///
/// # Errors
/// [`ErrorKind::UnsupportedDevice`].
#[cfg(feature = "os")]
pub fn check_randomness() -> Result<(), Error> {
    SysRng.try_fill_bytes(&mut [0; 32]).map_err(|_| {
        let why = "the system has no random numbers";
        Error::at_start(ErrorKind::UnsupportedDevice(why.into()))
    })
}

/// A [`Card`] taken apart for one operation.
pub(crate) struct Parts<'p> {
    pub(crate) reader: &'p mut dyn Transceive,
    pub(crate) store: &'p mut dyn TryMemory,
    pub(crate) rng: &'p mut dyn CryptoRng,
    pub(crate) now: UnixTime,
    pub(crate) observer: &'p mut dyn Observer,
    pub(crate) only: Option<CardKind>,
    pub(crate) same_card: Option<CardId>,
}
