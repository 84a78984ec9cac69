//! Results, for people.

use cie_core::{CardKind, Operation, Pending, Traffic, memory::KnownTries};

use super::{Lang, pick};

/// The operation has succeeded.
pub(crate) fn done(operation: Operation, lang: Lang) -> &'static str {
    match operation {
        Operation::VerifyPin => pick(
            lang,
            "Il PIN è corretto.",
            "The PIN is correct.",
            "Die PIN ist richtig.",
        ),
        Operation::ChangePin => pick(
            lang,
            "Il PIN è stato cambiato.",
            "The PIN has been changed.",
            "Die PIN wurde geändert.",
        ),
        Operation::UnblockPin => pick(
            lang,
            "Il PIN è sbloccato; è valido il nuovo PIN.",
            "The PIN is unblocked; the new PIN is valid.",
            "Die PIN ist entsperrt; es gilt die neue PIN.",
        ),
        _ => pick(lang, "Fatto.", "Done.", "Erledigt."),
    }
}

/// The attempts that the PIN has left.
pub(crate) fn tries_left(left: KnownTries, lang: Lang) -> String {
    let KnownTries { at_least, exact } = left;
    let bound = if exact {
        ""
    } else {
        pick(lang, "almeno ", "at least ", "mindestens ")
    };
    pick(
        lang,
        format!("Tentativi rimasti per il PIN: {bound}{at_least}"),
        format!("PIN attempts left: {bound}{at_least}"),
        format!("Übrige Versuche der PIN: {bound}{at_least}"),
    )
}

/// What went over the link.
pub(crate) fn traffic(traffic: Traffic, lang: Lang) -> String {
    let Traffic {
        exchanges,
        bytes_up,
        bytes_down,
    } = traffic;
    pick(
        lang,
        format!("{exchanges} scambi con la carta; byte: {bytes_up} inviati, {bytes_down} ricevuti"),
        format!(
            "{exchanges} exchanges with the card; bytes: {bytes_up} sent, {bytes_down} received"
        ),
        format!(
            "{exchanges} Befehle an die Karte; Bytes: {bytes_up} gesendet, {bytes_down} empfangen"
        ),
    )
}

/// The card was not a real one.
pub(crate) fn simulated(lang: Lang) -> &'static str {
    pick(
        lang,
        "Carta simulata: nessuna carta vera è stata toccata.",
        "Simulated card: no real card was touched.",
        "Simulierte Karte: keine echte Karte war beteiligt.",
    )
}

/// What `cie info` says, a label before each value.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Label {
    Kind,
    Family,
    ServiceNumber,
    System,
    CardNumber,
    Region,
    Certificate,
    CardId,
    PinTries,
    PukTries,
    Pending,
}

/// `LABEL: VALUE`.
pub(crate) fn labelled(label: Label, value: &str, lang: Lang) -> String {
    let label = match label {
        Label::Kind => pick(lang, "Tipo", "Kind", "Art"),
        Label::Family => pick(lang, "Famiglia del chip", "Chip family", "Chipfamilie"),
        Label::ServiceNumber => pick(
            lang,
            "Numero identificativo per i servizi (NIS)",
            "Service number (NIS)",
            "Kennnummer für Dienste (NIS)",
        ),
        Label::System => pick(lang, "Sistema della carta", "Card system", "Kartensystem"),
        Label::CardNumber => pick(lang, "Numero della carta", "Card number", "Kartennummer"),
        Label::Certificate => pick(
            lang,
            "Certificato valido fino al",
            "Certificate valid until",
            "Zertifikat gültig bis",
        ),
        Label::Region => pick(
            lang,
            "Regione (forse, dal numero)",
            "Region (perhaps, from the number)",
            "Region (vielleicht, nach der Nummer)",
        ),
        Label::CardId => pick(
            lang,
            "Conosciuta qui come",
            "Known here as",
            "Hier bekannt als",
        ),
        Label::PinTries => pick(
            lang,
            "Tentativi rimasti per il PIN",
            "PIN attempts left",
            "Übrige Versuche der PIN",
        ),
        Label::PukTries => pick(
            lang,
            "Tentativi rimasti per il PUK",
            "PUK attempts left",
            "Übrige Versuche der PUK",
        ),
        Label::Pending => pick(lang, "In sospeso", "Pending", "Offen"),
    };
    format!("{label}: {value}")
}

/// The kind of card, under its legal name.
pub(crate) fn kind(kind: CardKind, lang: Lang) -> &'static str {
    match kind {
        CardKind::TsCns => pick(
            lang,
            "Tessera sanitaria con chip (TS-CNS)",
            "Italian health card with a chip (TS-CNS)",
            "Italienische Gesundheitskarte mit Chip (TS-CNS)",
        ),
        CardKind::Cie => pick(
            lang,
            "Carta d'identità elettronica (CIE 3.0)",
            "Italian electronic identity card (CIE 3.0)",
            "Italienische elektronische Identitätskarte (CIE 3.0)",
        ),
    }
}

/// Nothing is known.
pub(crate) fn unknown(lang: Lang) -> &'static str {
    pick(lang, "non noto", "not known", "nicht bekannt")
}

/// What is known of a code's attempts.
pub(crate) fn known(tries: Option<KnownTries>, lang: Lang) -> String {
    match tries {
        None => unknown(lang).into(),
        Some(KnownTries {
            at_least,
            exact: true,
        }) => at_least.to_string(),
        Some(KnownTries { at_least, .. }) => pick(
            lang,
            format!("almeno {at_least}"),
            format!("at least {at_least}"),
            format!("mindestens {at_least}"),
        ),
    }
}

/// A command whose answer was lost.
pub(crate) fn pending(pending: Pending, lang: Lang) -> &'static str {
    match pending {
        Pending::VerifyPin => pick(
            lang,
            "un controllo del PIN dall'esito ignoto",
            "a check of the PIN whose outcome is unknown",
            "eine PIN-Prüfung, deren Ausgang unbekannt ist",
        ),
        Pending::VerifyPuk => pick(
            lang,
            "un controllo del PUK dall'esito ignoto",
            "a check of the PUK whose outcome is unknown",
            "eine PUK-Prüfung, deren Ausgang unbekannt ist",
        ),
        Pending::ChangePin => pick(
            lang,
            "un cambio del PIN dall'esito ignoto: `cie pin resolve`",
            "a change of the PIN whose outcome is unknown: `cie pin resolve`",
            "eine PIN-Änderung, deren Ausgang unbekannt ist: `cie pin resolve`",
        ),
        Pending::ResetPin | Pending::ResetCounter | Pending::UnblockPin => pick(
            lang,
            "uno sblocco del PIN dall'esito ignoto: `cie pin resolve`",
            "an unblocking of the PIN whose outcome is unknown: `cie pin resolve`",
            "ein Entsperren der PIN, dessen Ausgang unbekannt ist: `cie pin resolve`",
        ),
    }
}

/// What is in a reader, after its name.
pub(crate) fn holds(card: bool, maybe: Option<(CardKind, &str)>, lang: Lang) -> String {
    match (card, maybe) {
        (false, _) => pick(lang, "vuoto", "empty", "leer").into(),
        (true, None) => pick(lang, "una carta", "a card", "eine Karte").into(),
        (true, Some((CardKind::TsCns, system))) => pick(
            lang,
            format!("una carta, forse TS-CNS {system}"),
            format!("a card, perhaps a TS-CNS by {system}"),
            format!("eine Karte, vielleicht TS-CNS von {system}"),
        ),
        (true, Some((_, family))) => pick(
            lang,
            format!("una carta, forse CIE {family}"),
            format!("a card, perhaps a CIE by {family}"),
            format!("eine Karte, vielleicht CIE von {family}"),
        ),
    }
}

/// A profile of the simulated card, after its name.
pub(crate) fn simulated_family(kind: CardKind, family: &str, lang: Lang) -> String {
    match kind {
        CardKind::TsCns => pick(
            lang,
            format!("TS-CNS simulata {family}"),
            format!("simulated TS-CNS, {family}"),
            format!("simulierte TS-CNS, {family}"),
        ),
        CardKind::Cie => pick(
            lang,
            format!("carta simulata {family}"),
            format!("simulated card, {family}"),
            format!("simulierte Karte, {family}"),
        ),
    }
}

/// The simulated card is as new.
pub(crate) fn reset(profile: &str, lang: Lang) -> String {
    pick(
        lang,
        format!("sim:{profile}: come nuova"),
        format!("sim:{profile}: as good as new"),
        format!("sim:{profile}: wie neu"),
    )
}

/// The simulated country signers are in a file.
pub(crate) fn trust_written(file: &str, lang: Lang) -> String {
    pick(
        lang,
        format!(
            "Le autorità simulate che garantiscono per i documenti simulati sono ora in {file}. \
             Di una carta vera non dicono nulla."
        ),
        format!(
            "The simulated country signers of simulated documents were written to {file}. \
             They say nothing about a real card."
        ),
        format!(
            "Die simulierten Länder-Signaturzertifikate (CSCA) simulierter Dokumente stehen jetzt \
             in {file}. \
             Über eine echte Karte sagen sie nichts."
        ),
    )
}
