//! What is asked, and the answers to pick.

use crate::{Card, CodeState, Contacts, Input, Requester};

pub(super) const fn question(input: Input) -> &'static str {
    match input {
        Input::Card => "Um welche Karte geht es?",
        Input::Pin => "Was ist mit der PIN?",
        Input::Puk => "Haben Sie die ganze PUK?",
        Input::Cip => "Haben Sie den ganzen CIP?",
        Input::CardLost => "Wurde die Karte verloren oder gestohlen?",
        Input::Requester => "Wer stellt den Antrag?",
        Input::Contacts => "Haben Sie beim Antrag eine E-Mail-Adresse oder Handynummer angegeben?",
        Input::Region => "In welcher Region wohnen Sie?",
        Input::Municipality => "In welcher Gemeinde wohnen Sie?",
        Input::NfcPhone => {
            "Haben Sie ein Handy mit NFC? Damit liest es Karten, die man daran hält."
        }
        Input::CardAtHand => "Haben Sie die Karte bei sich?",
        Input::Reader => "Haben Sie einen Computer mit einem Lesegerät für die Karte?",
        Input::Email => "Haben Sie eine E-Mail-Adresse?",
        Input::Mobile => "Geben Sie eine Handynummer als Kontakt an?",
        Input::PinTries => "Wie viele Versuche hat die PIN laut der Karte noch?",
        Input::PukTries => "Wie viele Versuche hat die PUK laut der Karte noch?",
        Input::Expires => "Bis wann gilt die Karte?",
        Input::Today => "Welcher Tag ist heute?",
    }
}

pub(super) const fn card(card: Card) -> &'static str {
    match card {
        Card::Cie => "Die elektronische Identitätskarte (CIE)",
        Card::TsCns => "Die Gesundheitskarte mit Chip (TS-CNS)",
        Card::TsWithoutChip => "Die Gesundheitskarte ohne Chip",
    }
}

pub(super) const fn pin(state: CodeState) -> &'static str {
    match state {
        CodeState::Known => "Ich habe die ganze PIN, und sie funktioniert",
        CodeState::Forgotten => "Ich habe die PIN vergessen",
        CodeState::FirstHalfMissing => "Mir fehlt die erste Hälfte",
        CodeState::SecondHalfMissing => "Mir fehlt die zweite Hälfte",
        CodeState::BothHalvesMissing => "Mir fehlen beide Hälften",
        CodeState::Blocked => "Die PIN ist gesperrt",
        CodeState::NeverReceived => "Ich habe sie nie bekommen oder die Karte nie aktiviert",
    }
}

pub(super) const fn puk(state: CodeState) -> &'static str {
    match state {
        CodeState::Known => "Ja, ich habe die ganze PUK",
        CodeState::Forgotten => "Nein, ich weiß sie nicht mehr",
        CodeState::FirstHalfMissing => "Nein, mir fehlt die erste Hälfte",
        CodeState::SecondHalfMissing => "Nein, mir fehlt die zweite Hälfte",
        CodeState::BothHalvesMissing => "Nein, ich habe keine Hälfte",
        CodeState::Blocked => "Die PUK ist gesperrt",
        CodeState::NeverReceived => "Nein, ich habe sie nie bekommen",
    }
}

pub(super) const fn requester(requester: Requester) -> &'static str {
    match requester {
        Requester::Holder => "Der volljährige Inhaber der Karte",
        Requester::Parent => "Ein Elternteil, für ein minderjähriges Kind",
        Requester::Guardian => "Vormund, Kurator oder Sachwalter",
        Requester::Minor => "Der minderjährige Inhaber der Karte",
        Requester::Other => "Jemand anders",
    }
}

pub(super) const fn contacts(contacts: Contacts) -> &'static str {
    match contacts {
        Contacts::Given => "Ja, und ich nutze sie noch",
        Contacts::NotGiven => "Nein, keine",
        Contacts::Forgotten => "Ja, aber ich weiß nicht mehr, welche",
        Contacts::Wrong => "Ja, aber sie sind falsch oder ich nutze sie nicht mehr",
        Contacts::Unknown => "Ich weiß es nicht",
    }
}
