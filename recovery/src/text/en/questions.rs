//! What is asked, and the answers to pick.

use crate::{Card, CodeState, Contacts, Input, Requester};

pub(super) const fn question(input: Input) -> &'static str {
    match input {
        Input::Card => "Which card is it?",
        Input::Pin => "What happened to the PIN?",
        Input::Puk => "Do you have the whole PUK?",
        Input::Cip => "Do you have the whole CIP?",
        Input::CardLost => "Was the card lost or stolen?",
        Input::Requester => "Who makes the request?",
        Input::Contacts => {
            "When you asked for the card, did you give an e-mail address or a mobile number?"
        }
        Input::Region => "Which is your Region?",
        Input::Municipality => "Which is your municipality?",
        Input::NfcPhone => {
            "Do you have a phone with NFC, that is, one that reads cards held to it?"
        }
        Input::CardAtHand => "Do you have the card with you?",
        Input::Reader => "Do you have a computer with a reader for the card?",
        Input::Email => "Do you have an e-mail address?",
        Input::Mobile => "Do you give a mobile number as contact?",
        Input::PinTries => "How many tries does the PIN have left, according to the card?",
        Input::PukTries => "How many tries does the PUK have left, according to the card?",
        Input::Expires => "Until when is the card valid?",
        Input::Today => "What day is today?",
    }
}

pub(super) const fn card(card: Card) -> &'static str {
    match card {
        Card::Cie => "The electronic identity card (CIE)",
        Card::TsCns => "The health card with a chip (TS-CNS)",
        Card::TsWithoutChip => "The health card without a chip",
    }
}

pub(super) const fn pin(state: CodeState) -> &'static str {
    match state {
        CodeState::Known => "I have the whole PIN and it works",
        CodeState::Forgotten => "I have forgotten the PIN",
        CodeState::FirstHalfMissing => "The first half is missing",
        CodeState::SecondHalfMissing => "The second half is missing",
        CodeState::BothHalvesMissing => "Both halves are missing",
        CodeState::Blocked => "The PIN is blocked",
        CodeState::NeverReceived => "I never got it, or never activated the card",
    }
}

pub(super) const fn puk(state: CodeState) -> &'static str {
    match state {
        CodeState::Known => "Yes, I have the whole PUK",
        CodeState::Forgotten => "No, I do not remember it",
        CodeState::FirstHalfMissing => "No, the first half is missing",
        CodeState::SecondHalfMissing => "No, the second half is missing",
        CodeState::BothHalvesMissing => "No, I have neither half",
        CodeState::Blocked => "The PUK is blocked",
        CodeState::NeverReceived => "No, I never got it",
    }
}

pub(super) const fn requester(requester: Requester) -> &'static str {
    match requester {
        Requester::Holder => "The holder of the card, of age",
        Requester::Parent => "A parent, for a child under age",
        Requester::Guardian => "The guardian, curator or support administrator",
        Requester::Minor => "The holder of the card, under age",
        Requester::Other => "Somebody else",
    }
}

pub(super) const fn contacts(contacts: Contacts) -> &'static str {
    match contacts {
        Contacts::Given => "Yes, and I still use them",
        Contacts::NotGiven => "No, I gave none",
        Contacts::Forgotten => "Yes, but I do not remember which",
        Contacts::Wrong => "Yes, but they are wrong or I no longer use them",
        Contacts::Unknown => "I do not know",
    }
}
