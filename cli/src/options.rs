//! The options of `cie recover`: what the inputs of the advisor are called on the
//! command line, and what they take.

use cie_recovery::{Card, CodeState, Contacts, Input, Requester};

/// The option of an input, without its dashes. `--reader` is the card's.
pub(crate) const fn option(input: Input) -> &'static str {
    match input {
        Input::Card => "card",
        Input::Pin => "pin",
        Input::Puk => "puk",
        Input::Cip => "cip",
        Input::CardLost => "card-lost",
        Input::Requester => "requester",
        Input::Contacts => "contacts",
        Input::Region => "region",
        Input::Municipality => "municipality",
        Input::NfcPhone => "nfc-phone",
        Input::CardAtHand => "card-at-hand",
        Input::Reader => "card-reader",
        Input::Email => "email",
        Input::Mobile => "mobile",
        Input::PinTries => "pin-tries",
        Input::PukTries => "puk-tries",
        Input::Expires => "expires",
        Input::Today => "at",
    }
}

/// The values that an input takes, for a person.
pub(crate) fn values(input: Input) -> String {
    match input {
        Input::Card => names(Card::ALL),
        // A card that is lost has an option of its own.
        Input::Pin | Input::Puk | Input::Cip => names(CodeState::ALL),
        Input::Requester => names(Requester::ALL),
        Input::Contacts => names(Contacts::ALL),
        Input::Region | Input::Municipality => "NAME".into(),
        Input::PinTries | Input::PukTries => "0-15".into(),
        Input::Expires => "YYYY-MM-DD|unlimited".into(),
        Input::Today => "YYYY-MM-DDTHH:MM".into(),
        Input::CardLost
        | Input::NfcPhone
        | Input::CardAtHand
        | Input::Reader
        | Input::Email
        | Input::Mobile => "yes|no".into(),
    }
}

/// The names of all, as an option takes them.
pub(crate) fn names<const N: usize>(all: [impl ToString; N]) -> String {
    all.map(|one| one.to_string()).join("|")
}

/// The options that answer these.
pub(crate) fn listed(inputs: &[Input]) -> String {
    let options: Vec<_> = inputs
        .iter()
        .map(|input| format!("--{}", option(*input)))
        .collect();
    options.join(", ")
}
