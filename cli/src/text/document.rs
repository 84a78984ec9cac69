//! What the travel document says, and how far it can be trusted.

use cie_core::{PasswordReference, person::Sex};
use cie_document::emrtd::{document::OpenedWith, mrz::MrzError};

use super::{Lang, pick};

/// What `cie read` says, a label before each value.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Label {
    Name,
    Birth,
    BirthPlace,
    FiscalCode,
    Address,
    DocumentNumber,
    Authority,
    Issue,
    Expiry,
    Photo,
}

/// `LABEL: VALUE`.
pub(crate) fn labelled(label: Label, value: &str, lang: Lang) -> String {
    let label = match label {
        Label::Name => pick(lang, "Nome", "Name", "Name"),
        Label::Birth => pick(lang, "Nascita", "Birth", "Geburt"),
        Label::FiscalCode => pick(lang, "Codice fiscale", "Tax code", "Steuernummer"),
        Label::Address => pick(lang, "Indirizzo", "Address", "Adresse"),
        Label::BirthPlace => pick(lang, "Luogo di nascita", "Place of birth", "Geburtsort"),
        Label::Authority => pick(lang, "Rilasciato da", "Issued by", "Ausgestellt von"),
        Label::Issue => pick(lang, "Rilascio", "Issued on", "Ausgestellt am"),
        Label::Expiry => pick(lang, "Scadenza", "Expiry", "Ablauf"),
        Label::DocumentNumber => pick(
            lang,
            "Numero del documento",
            "Document number",
            "Dokumentennummer",
        ),
        Label::Photo => pick(lang, "Foto", "Photo", "Foto"),
    };
    format!("{label}: {value}")
}

/// In place of the date of expiry.
pub(crate) fn unlimited(lang: Lang) -> &'static str {
    pick(
        lang,
        "nessuna (validità illimitata)",
        "none (valid indefinitely)",
        "keiner (unbefristet gültig)",
    )
}

/// Nothing of what was read was checked.
pub(crate) fn word_of_the_card(lang: Lang) -> &'static str {
    pick(
        lang,
        "Questo è ciò che dice la carta; nessuno lo ha firmato e non si può verificare.",
        "This is what the card says; nobody has signed it, and it cannot be checked.",
        "Das sagt die Karte; niemand hat es signiert, und es lässt sich nicht prüfen.",
    )
}

/// The document has no photo.
pub(crate) fn no_photo(lang: Lang) -> &'static str {
    pick(
        lang,
        "Il documento non ha una foto.",
        "The document has no photo.",
        "Das Dokument hat kein Foto.",
    )
}

/// The photo is not the PNG that was wanted.
pub(crate) fn no_png(problem: &str, lang: Lang) -> String {
    pick(
        lang,
        format!("La foto è stata salvata com'è sul chip, non in PNG: {problem}."),
        format!("The photo was saved as it is on the chip, not as a PNG: {problem}."),
        format!("Das Foto wurde gespeichert, wie es auf dem Chip ist, nicht als PNG: {problem}."),
    )
}

/// The photo was read and is in no file.
pub(crate) fn photo_not_written(why: &str, lang: Lang) -> String {
    pick(
        lang,
        format!("La foto è stata letta, ma non è stata salvata: {why}."),
        format!("The photo was read but not saved: {why}."),
        format!("Das Foto wurde gelesen, aber nicht gespeichert: {why}."),
    )
}

/// The name fills its printed line.
pub(crate) fn maybe_truncated(name: &str, lang: Lang) -> String {
    let doubt = pick(
        lang,
        "forse incompleto: la riga stampata è piena",
        "perhaps cut short: the printed line is full",
        "vielleicht gekürzt: Die gedruckte Zeile ist voll",
    );
    format!("{name} ({doubt})")
}

/// The personal number is not a fiscal code.
pub(crate) fn no_fiscal_code(number: &str, lang: Lang) -> String {
    let doubt = pick(
        lang,
        "non è un codice fiscale valido",
        "not a valid tax code",
        "keine gültige Steuernummer",
    );
    format!("{number} ({doubt})")
}

/// Files that were read and say nothing.
pub(crate) fn not_understood(names: &str, lang: Lang) -> String {
    pick(
        lang,
        format!("Letti, ma non comprensibili, in tutto o in parte: {names}."),
        format!("Read, but not understood in full or in part: {names}."),
        format!("Gelesen, aber ganz oder teilweise nicht auszuwerten: {names}."),
    )
}

/// How the document was opened.
pub(crate) fn opened_with(opened: &OpenedWith, lang: Lang) -> &'static str {
    match opened {
        OpenedWith::Pace {
            password: PasswordReference::Can,
            ..
        } => pick(
            lang,
            "Aperto con PACE e il numero di sei cifre (CAN).",
            "Opened with PACE and the six-digit number (CAN).",
            "Geöffnet mit PACE und der sechsstelligen Nummer (CAN).",
        ),
        OpenedWith::Pace { .. } => pick(
            lang,
            "Aperto con PACE e le righe stampate.",
            "Opened with PACE and the printed lines.",
            "Geöffnet mit PACE und den gedruckten Zeilen.",
        ),
        OpenedWith::Bac => pick(
            lang,
            "Aperto nel modo più vecchio (BAC), come richiesto, con le righe stampate.",
            "Opened in the older way (BAC), as requested, with the printed lines.",
            "Auf die ältere Art (BAC), wie verlangt, mit den gedruckten Zeilen geöffnet.",
        ),
    }
}

/// Basic access control was used where the document says that it has PACE.
pub(crate) fn pace_passed_over(lang: Lang) -> &'static str {
    pick(
        lang,
        "Il documento dice di avere anche PACE, che protegge meglio la lettura; qualcuno lungo il \
         percorso può averlo nascosto. Aprilo con il CAN, oppure con le righe stampate e --mrz.",
        "The document says that it also supports PACE, which protects the data better; someone in \
         between may have hidden this. Open it with the CAN, or with the printed lines and \
         --mrz.",
        "Das Dokument sagt, dass es auch PACE hat, was das Lesen besser schützt; jemand dazwischen \
         kann das verborgen haben. Öffnen Sie es mit der CAN oder mit den gedruckten \
         Zeilen und --mrz.",
    )
}

/// What was typed is not what the chip has.
pub(crate) fn other_lines(lang: Lang) -> &'static str {
    pick(
        lang,
        "Le righe inserite non sono quelle che sono sul chip.",
        "The lines that were entered are not those on the chip.",
        "Die eingegebenen Zeilen sind nicht die auf dem Chip.",
    )
}

/// A file that is there and was not read.
pub(crate) fn not_read(file: &str, why: &str, lang: Lang) -> String {
    pick(
        lang,
        format!("{file} non è stato letto: {why}"),
        format!("{file} was not read: {why}"),
        format!("{file} wurde nicht gelesen: {why}"),
    )
}

/// A date that is not a day.
pub(crate) fn as_printed(date: &str, lang: Lang) -> String {
    pick(
        lang,
        format!("{date} (come è stampata)"),
        format!("{date} (as printed)"),
        format!("{date} (wie gedruckt)"),
    )
}

/// Check digits of the printed lines are wrong.
pub(crate) fn wrong_check_digits(lang: Lang) -> &'static str {
    pick(
        lang,
        "Nelle righe stampate, così come sono sul chip, una cifra di controllo non corrisponde.",
        "In the printed lines, as they are on the chip, a check digit does not match.",
        "In den gedruckten Zeilen, wie sie auf dem Chip stehen, stimmt eine Prüfziffer nicht.",
    )
}

/// What was entered is not a machine-readable zone. Nothing was sent.
pub(crate) fn malformed(error: MrzError, lang: Lang) -> String {
    pick(
        lang,
        format!(
            "Quello che hai inserito non ha la forma dei dati stampati sul retro ({error}). Alla \
             carta non è stato inviato nulla."
        ),
        format!(
            "What was entered does not have the form of the data printed on the back ({error}). \
             Nothing was sent to the card."
        ),
        format!(
            "Die Eingabe hat nicht die Form der auf die Rückseite gedruckten Daten ({error}). Es \
             wurde nichts an die Karte gesendet."
        ),
    )
}

/// As in the machine-readable zone of a passport (ICAO Doc 9303-4), `X`
/// for its filler.
pub(crate) const fn letter(sex: Sex) -> &'static str {
    match sex {
        Sex::Male => "M",
        Sex::Female => "F",
        Sex::Unspecified => "X",
    }
}
