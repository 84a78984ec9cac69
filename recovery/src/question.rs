//! What the advisor asks, and the answers that it takes.

use super::{
    region::Region,
    situation::{Card, CodeState, Contacts, Expiry, Place, Requester, Situation},
};
use cie_core::date::Date;
use cie_core::named;

named! {
    /// Something that the advisor can be told. Programs give any of them by
    /// name: see [`Situation::set`].
    pub enum Input {
        /// Which card: see [`Card`].
        Card => "card",
        /// What there is of the PIN: see [`CodeState`].
        Pin => "pin",
        /// What there is of the PUK.
        Puk => "puk",
        /// What there is of the CIP.
        Cip => "cip",
        /// Whether the card is lost or stolen: `yes`, `no`.
        CardLost => "card_lost",
        /// Who asks: see [`Requester`].
        Requester => "requester",
        /// What was given as contact for the CIE: see [`Contacts`].
        Contacts => "contacts",
        /// The Region, however typed, or `not_said`.
        Region => "region",
        /// The municipality, by name.
        Municipality => "municipality",
        /// A phone with NFC is at hand: `yes`, `no`.
        NfcPhone => "nfc_phone",
        /// The card is at hand.
        CardAtHand => "card_at_hand",
        /// A card reader is at hand.
        Reader => "reader",
        /// There is an e-mail address.
        Email => "email",
        /// A mobile number is given as contact.
        Mobile => "mobile",
        /// Tries that the PIN has left, as the card said: 0 to 15.
        PinTries => "pin_tries",
        /// Tries that the PUK has left, as the card said: 0 to 15.
        PukTries => "puk_tries",
        /// Until when the card is valid: `YYYY-MM-DD`, or `unlimited`.
        Expires => "expires",
        /// Today in Italy: `YYYY-MM-DD`.
        Today => "today",
    }
}

/// A value that an input does not take. Does not repeat it: it might be a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{} does not take this value", .0.name())]
pub struct UnknownValue(pub Input);

/// One answer to a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Answer {
    /// To [`Input::Card`].
    Card(Card),
    /// To [`Input::Pin`].
    Pin(CodeState),
    /// To [`Input::Pin`]: it is the card itself that is lost or stolen.
    CardLost,
    /// To [`Input::Puk`].
    Puk(CodeState),
    /// To [`Input::Requester`].
    Requester(Requester),
    /// To [`Input::Contacts`].
    Contacts(Contacts),
    /// To [`Input::Region`].
    Place(Place),
    /// To [`Input::NfcPhone`].
    NfcPhone(bool),
}

impl Answer {
    /// The question that it answers.
    #[must_use]
    pub const fn input(self) -> Input {
        match self {
            Self::Card(_) => Input::Card,
            Self::Pin(_) | Self::CardLost => Input::Pin,
            Self::Puk(_) => Input::Puk,
            Self::Requester(_) => Input::Requester,
            Self::Contacts(_) => Input::Contacts,
            Self::Place(_) => Input::Region,
            Self::NfcPhone(_) => Input::NfcPhone,
        }
    }

    /// The value, as [`Situation::set`] reads it for [`Self::input`]; `lost`
    /// for a card that is lost.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Card(card) => card.name(),
            Self::Pin(state) | Self::Puk(state) => state.name(),
            Self::CardLost => LOST,
            Self::Requester(requester) => requester.name(),
            Self::Contacts(contacts) => contacts.name(),
            Self::Place(place) => place.name(),
            Self::NfcPhone(true) => YES,
            Self::NfcPhone(false) => NO,
        }
    }
}

pub(super) const YES: &str = "yes";
pub(super) const NO: &str = "no";
pub(super) const LOST: &str = "lost";
pub(super) const UNLIMITED: &str = "unlimited";

/// A question that is still open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// What is asked.
    pub input: Input,
    /// The answers to pick from, in order.
    pub answers: Vec<Answer>,
}

impl Question {
    pub(super) fn about(input: Input) -> Self {
        use CodeState as State;
        let answers = match input {
            Input::Card => Card::ALL.into_iter().map(Answer::Card).collect(),
            Input::Pin => [
                State::Forgotten,
                State::Blocked,
                State::FirstHalfMissing,
                State::SecondHalfMissing,
                State::BothHalvesMissing,
                State::NeverReceived,
                State::Known,
            ]
            .into_iter()
            .map(Answer::Pin)
            .chain([Answer::CardLost])
            .collect(),
            Input::Puk => [
                State::Known,
                State::FirstHalfMissing,
                State::SecondHalfMissing,
                State::BothHalvesMissing,
                State::Blocked,
            ]
            .into_iter()
            .map(Answer::Puk)
            .collect(),
            Input::Requester => Requester::ALL
                .iter()
                .copied()
                .map(Answer::Requester)
                .collect(),
            Input::Contacts => Contacts::ALL
                .iter()
                .copied()
                .map(Answer::Contacts)
                .collect(),
            Input::Region => Region::ALL
                .into_iter()
                // The two provinces are there by themselves.
                .filter(|one| *one != Region::TrentinoAltoAdige)
                .map(Place::Region)
                .chain([Place::NotSaid])
                .map(Answer::Place)
                .collect(),
            Input::NfcPhone => [true, false].map(Answer::NfcPhone).to_vec(),
            // These are never asked.
            _ => Vec::new(),
        };
        Self { input, answers }
    }

    /// Which of the provinces of Trentino-Alto Adige.
    pub(super) fn which_province() -> Self {
        let places = [Region::Trento, Region::Bolzano].map(Place::Region);
        let answers = places.into_iter().chain([Place::NotSaid]);
        Self {
            input: Input::Region,
            answers: answers.map(Answer::Place).collect(),
        }
    }
}

impl Situation {
    /// Takes an answer.
    pub const fn answer(&mut self, answer: Answer) {
        match answer {
            Answer::Card(card) => self.card = Some(card),
            Answer::Pin(state) => self.pin = Some(state),
            Answer::CardLost => self.card_lost = true,
            Answer::Puk(state) => self.puk = Some(state),
            Answer::Requester(requester) => self.requester = Some(requester),
            Answer::Contacts(contacts) => self.contacts = Some(contacts),
            Answer::Place(place) => self.place = Some(place),
            Answer::NfcPhone(there) => self.at_hand.nfc_phone = Some(there),
        }
    }

    /// Takes an input by its name.
    ///
    /// # Errors
    /// [`UnknownValue`]: the input does not take this value. The situation is
    /// as before.
    pub fn set(&mut self, input: Input, value: &str) -> Result<(), UnknownValue> {
        let wrong = UnknownValue(input);
        match input {
            Input::Card => self.card = Some(Card::parse(value).ok_or(wrong)?),
            Input::Pin if value == LOST => self.card_lost = true,
            Input::Pin => self.pin = Some(CodeState::parse(value).ok_or(wrong)?),
            Input::Puk => self.puk = Some(CodeState::parse(value).ok_or(wrong)?),
            Input::Cip => self.cip = Some(CodeState::parse(value).ok_or(wrong)?),
            Input::CardLost => self.card_lost = yes(value).ok_or(wrong)?,
            Input::Requester => self.requester = Some(Requester::parse(value).ok_or(wrong)?),
            Input::Contacts => self.contacts = Some(Contacts::parse(value).ok_or(wrong)?),
            Input::Region => self.place = Some(Place::parse(value).ok_or(wrong)?),
            Input::Municipality => {
                // No municipality's name has digits, and a code has little else.
                let digits = value.contains(|c: char| c.is_ascii_digit());
                let name = value.trim();
                if digits || name.is_empty() || name.len() > 100 {
                    return Err(wrong);
                }
                self.municipality = Some(name.to_owned());
            }
            Input::NfcPhone => self.at_hand.nfc_phone = Some(yes(value).ok_or(wrong)?),
            Input::CardAtHand => self.at_hand.card = Some(yes(value).ok_or(wrong)?),
            Input::Reader => self.at_hand.reader = Some(yes(value).ok_or(wrong)?),
            Input::Email => self.at_hand.email = Some(yes(value).ok_or(wrong)?),
            Input::Mobile => self.at_hand.mobile = Some(yes(value).ok_or(wrong)?),
            Input::PinTries => self.card_said.pin_tries = Some(tries(value).ok_or(wrong)?),
            Input::PukTries => self.card_said.puk_tries = Some(tries(value).ok_or(wrong)?),
            Input::Expires if value == UNLIMITED => {
                self.card_said.expires = Some(Expiry::Unlimited);
            }
            Input::Expires => {
                self.card_said.expires = Some(Expiry::On(date(value).ok_or(wrong)?));
            }
            Input::Today => self.today = Some(date(value).ok_or(wrong)?),
        }
        Ok(())
    }
}

fn yes(value: &str) -> Option<bool> {
    match value {
        YES => Some(true),
        NO => Some(false),
        _ => None,
    }
}

/// A status word `63Cx` has four bits for it.
fn tries(value: &str) -> Option<u8> {
    value.parse().ok().filter(|tries| *tries <= 15)
}

fn date(value: &str) -> Option<Date> {
    let (year, rest) = value.split_once('-')?;
    let (month, day) = rest.split_once('-')?;
    if year.len() != 4 || month.len() != 2 || day.len() != 2 {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}
