//! What the advisor is told: about the card, its codes, and who asks.

use super::{clock::next_day, kinds::Subject, region::Region};
use cie_core::date::{Date, PartialDate};
use cie_core::named;

named! {
    /// A kind of card.
    pub enum Card {
        /// The electronic identity card.
        Cie => "cie",
        /// The health card with a chip, which is a national services card.
        TsCns => "ts_cns",
        /// The health card without a chip.
        TsWithoutChip => "ts_without_chip",
    }
}

named! {
    /// A code of a card.
    pub enum Code {
        /// The personal code.
        Pin => "pin",
        /// The code that unblocks the PIN.
        Puk => "puk",
        /// The code that deactivates a TS-CNS.
        Cip => "cip",
    }
}

named! {
    /// What the person has of a code.
    pub enum CodeState {
        /// All of it, and it is not blocked.
        Known => "known",
        /// It is forgotten.
        Forgotten => "forgotten",
        /// The second half alone is there.
        FirstHalfMissing => "first_half_missing",
        /// The first half alone is there.
        SecondHalfMissing => "second_half_missing",
        /// Neither half is there.
        BothHalvesMissing => "both_halves_missing",
        /// Too many wrong entries have blocked it.
        Blocked => "blocked",
        /// It never came, or was never activated.
        NeverReceived => "never_received",
    }
}

named! {
    /// Who asks.
    pub enum Requester {
        /// The holder, of age.
        Holder => "holder",
        /// A parent of a holder under age.
        Parent => "parent",
        /// The guardian, curator or support administrator of a holder, under age or
        /// of age.
        Guardian => "guardian",
        /// The holder, under age.
        Minor => "minor",
        /// Somebody else.
        Other => "other",
    }
}

/// A set of those who ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Requesters(pub(super) u8);

impl Requesters {
    /// Whether somebody is among them.
    #[must_use]
    pub const fn contains(self, requester: Requester) -> bool {
        self.0 & (1 << requester as u8) != 0
    }

    /// Whether what is for these is for somebody: what a parent does serves the child
    /// who asks, too.
    #[must_use]
    pub(super) const fn serve(self, requester: Requester) -> bool {
        let child = matches!(requester, Requester::Minor);
        self.contains(requester) || child && self.contains(Requester::Parent)
    }

    /// Whether nobody is named.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

named! {
    /// The e-mail address or mobile number that the holder gave when asking for
    /// the CIE.
    pub enum Contacts {
        /// At least one was given, and it still works.
        Given => "given",
        /// None was given.
        NotGiven => "not_given",
        /// The holder does not remember which.
        Forgotten => "forgotten",
        /// What was given is wrong or no longer used.
        Wrong => "wrong",
        /// The holder does not know whether any was given.
        Unknown => "unknown",
    }
}

/// Where the person belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// In this Region.
    Region(Region),
    /// Was asked and did not say.
    NotSaid,
}

impl Place {
    /// A stable name for programs: the Region's, or `not_said`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Region(region) => region.name(),
            Self::NotSaid => "not_said",
        }
    }

    /// A Region however typed ([`Region::find`]), or `not_said`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if text.trim().eq_ignore_ascii_case(Self::NotSaid.name()) {
            return Some(Self::NotSaid);
        }
        Region::find(text).map(Self::Region)
    }
}

/// What is at hand. `None`: not asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct AtHand {
    /// A phone with NFC.
    pub nfc_phone: Option<bool>,
    /// The card.
    pub card: Option<bool>,
    /// A reader for the card, on a computer.
    pub reader: Option<bool>,
    /// An e-mail address of one's own; it need not be a certified one (PEC).
    pub email: Option<bool>,
    /// A mobile number that is given as contact.
    pub mobile: Option<bool>,
}

/// What the card itself said in a tap.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct CardSaid {
    /// Tries that the PIN has left: the card tells only in its answer to a PIN.
    pub pin_tries: Option<u8>,
    /// Tries that the PUK has left: the same.
    pub puk_tries: Option<u8>,
    /// One of these answers came without the card's checksum.
    pub unconfirmed: bool,
    /// Until when the card is valid: known after its identity was read, or from
    /// a TS-CNS.
    pub expires: Option<Expiry>,
}

/// Until when a card is valid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Expiry {
    /// Until the end of this day.
    On(Date),
    /// Without a limit, as identity cards of people over seventy issued from 30
    /// July 2026 (circular 60/2026 of the Ministry of the Interior). Online they
    /// are good for at most ten years all the same.
    Unlimited,
}

/// Everything the advisor is told; what is `None` is not known (yet). It never
/// holds a code.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Situation {
    /// Which card.
    pub card: Option<Card>,
    /// The PIN.
    pub pin: Option<CodeState>,
    /// The PUK.
    pub puk: Option<CodeState>,
    /// The CIP; never asked for, since it is not needed to use the card.
    pub cip: Option<CodeState>,
    /// The card itself is lost or stolen.
    pub card_lost: bool,
    /// Who asks.
    pub requester: Option<Requester>,
    /// What was given as contact for the CIE.
    pub contacts: Option<Contacts>,
    /// The Region.
    pub place: Option<Place>,
    /// The municipality, by name: what is known of its desk is for whoever names
    /// it, and for nobody else.
    pub municipality: Option<String>,
    /// What is at hand.
    pub at_hand: AtHand,
    /// What the card said.
    pub card_said: CardSaid,
    /// Today, in Italy: to see whether the card has expired.
    pub today: Option<Date>,
}

impl Situation {
    /// The PIN: what the card said weighs more than what the person says.
    #[must_use]
    pub const fn pin(&self) -> Option<CodeState> {
        match self.card_said.pin_tries {
            Some(0) => Some(CodeState::Blocked),
            _ => self.pin,
        }
    }

    /// The PUK, likewise.
    #[must_use]
    pub const fn puk(&self) -> Option<CodeState> {
        match self.card_said.puk_tries {
            Some(0) => Some(CodeState::Blocked),
            _ => self.puk,
        }
    }

    /// What there is of a code.
    #[must_use]
    pub(super) const fn state_of(&self, code: Code) -> Option<CodeState> {
        match code {
            Code::Pin => self.pin(),
            Code::Puk => self.puk(),
            Code::Cip => self.cip,
        }
    }

    /// The Region, if one is known.
    #[must_use]
    pub const fn region(&self) -> Option<Region> {
        match self.place {
            Some(Place::Region(region)) => Some(region),
            _ => None,
        }
    }

    /// Takes from the holder of a document that was read until when the card is
    /// valid: a date, or that it is `unlimited`. A date whose day is not known is
    /// left out.
    pub fn read_expiry(&mut self, expiry: Option<PartialDate>, unlimited: bool) {
        let date = expiry.and_then(PartialDate::complete);
        self.card_said.expires = if unlimited {
            Some(Expiry::Unlimited)
        } else {
            date.map(Expiry::On)
        };
    }

    /// The date on which the card expired, if it has.
    #[must_use]
    pub fn expired(&self) -> Option<Date> {
        match (self.card_said.expires, self.today) {
            (Some(Expiry::On(expires)), Some(today)) if expires < today => Some(expires),
            _ => None,
        }
    }

    /// Whether the card expired more than 90 days ago: until then the ministry
    /// lets an expired CIE into online services.
    #[must_use]
    pub(super) fn expired_for_good(&self) -> bool {
        let last = self.expired().and_then(|expired| days_after(expired, 90));
        last.zip(self.today)
            .is_some_and(|(last, today)| last < today)
    }

    /// Whether the plan is for the first codes, and not for codes that are lost.
    #[must_use]
    pub(super) fn subject(&self) -> Subject {
        match self.pin() {
            Some(CodeState::NeverReceived) => Subject::Activation,
            _ => Subject::Lost,
        }
    }
}

fn days_after(date: Date, days: u32) -> Option<Date> {
    (0..days).try_fold(date, |date, _| next_day(date))
}
