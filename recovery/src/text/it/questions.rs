//! What is asked, and the answers to pick.

use crate::{Card, CodeState, Contacts, Input, Requester};

pub(super) const fn question(input: Input) -> &'static str {
    match input {
        Input::Card => "Che carta è?",
        Input::Pin => "Che cosa è successo con il PIN?",
        Input::Puk => "Ha il PUK intero?",
        Input::Cip => "Ha il CIP intero?",
        Input::CardLost => "La carta è stata persa o rubata?",
        Input::Requester => "Chi fa la richiesta?",
        Input::Contacts => "Quando ha chiesto la carta, ha dato un'e-mail o un cellulare?",
        Input::Region => "Qual è la Sua Regione?",
        Input::Municipality => "Qual è il Suo Comune?",
        Input::NfcPhone => "Ha un telefono con NFC, cioè che legge le carte da vicino?",
        Input::CardAtHand => "Ha la carta con sé?",
        Input::Reader => "Ha un computer con un lettore per la carta?",
        Input::Email => "Ha un indirizzo e-mail?",
        Input::Mobile => "Dà un numero di cellulare come contatto?",
        Input::PinTries => "Quanti tentativi restano per il PIN, secondo la carta?",
        Input::PukTries => "Quanti tentativi restano per il PUK, secondo la carta?",
        Input::Expires => "Fino a quando vale la carta?",
        Input::Today => "Che giorno è oggi?",
    }
}

pub(super) const fn card(card: Card) -> &'static str {
    match card {
        Card::Cie => "La carta d'identità elettronica (CIE)",
        Card::TsCns => "La Tessera Sanitaria con il chip (TS-CNS)",
        Card::TsWithoutChip => "La Tessera Sanitaria senza chip",
    }
}

pub(super) const fn pin(state: CodeState) -> &'static str {
    match state {
        CodeState::Known => "Ho il PIN intero e funziona",
        CodeState::Forgotten => "Ho dimenticato il PIN",
        CodeState::FirstHalfMissing => "Mi manca la prima metà",
        CodeState::SecondHalfMissing => "Mi manca la seconda metà",
        CodeState::BothHalvesMissing => "Mi mancano tutte e due le metà",
        CodeState::Blocked => "Il PIN è bloccato",
        CodeState::NeverReceived => "Non l'ho mai ricevuto, o non ho mai attivato la carta",
    }
}

pub(super) const fn puk(state: CodeState) -> &'static str {
    match state {
        CodeState::Known => "Sì, ho il PUK intero",
        CodeState::Forgotten => "No, non lo ricordo",
        CodeState::FirstHalfMissing => "No, mi manca la prima metà",
        CodeState::SecondHalfMissing => "No, mi manca la seconda metà",
        CodeState::BothHalvesMissing => "No, non ho nessuna metà",
        CodeState::Blocked => "Il PUK è bloccato",
        CodeState::NeverReceived => "No, non l'ho mai ricevuto",
    }
}

pub(super) const fn requester(requester: Requester) -> &'static str {
    match requester {
        Requester::Holder => "Il titolare della carta, maggiorenne",
        Requester::Parent => "Un genitore, per un figlio minorenne",
        Requester::Guardian => "Il tutore, il curatore o l'amministratore di sostegno",
        Requester::Minor => "Il titolare della carta, minorenne",
        Requester::Other => "Un'altra persona",
    }
}

pub(super) const fn contacts(contacts: Contacts) -> &'static str {
    match contacts {
        Contacts::Given => "Sì, e li uso ancora",
        Contacts::NotGiven => "No",
        Contacts::Forgotten => "Sì, ma non ricordo quali",
        Contacts::Wrong => "Sì, ma sono sbagliati o non li uso più",
        Contacts::Unknown => "Non lo so",
    }
}
