//! What the travel document says, and how far to believe it.

use cie_core::{app::emrtd::mrz::MrzError, trust::verdict::Verdict};

use super::{Lang, pick};

/// What `cie read` says, a label before each value.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Label {
    Name,
    Birth,
    FiscalCode,
    Address,
    Expiry,
    DocumentNumber,
    Photo,
}

/// `LABEL: VALUE`.
pub(crate) fn labelled(label: Label, value: &str, lang: Lang) -> String {
    let label = match label {
        Label::Name => pick(lang, "Nome", "Name", "Name"),
        Label::Birth => pick(lang, "Nascita", "Birth", "Geburt"),
        Label::FiscalCode => pick(lang, "Codice fiscale", "Tax code", "Steuernummer"),
        Label::Address => pick(lang, "Indirizzo", "Address", "Adresse"),
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

/// The document has no photo.
pub(crate) fn no_photo(lang: Lang) -> &'static str {
    pick(
        lang,
        "Il documento non ha una foto.",
        "The document has no photo.",
        "Das Dokument hat kein Foto.",
    )
}

/// How far the authenticity was checked, in one sentence: the worst that was
/// found, else the most that was proved.
pub(crate) fn authenticity(verdict: &Verdict, lang: Lang) -> &'static str {
    if verdict.data_intact.is_failed() {
        pick(
            lang,
            "Non si fidi: i dati letti non sono quelli che sono stati firmati.",
            "Do not trust it: the data that were read are not those that were signed.",
            "Nicht vertrauen: Die gelesenen Daten sind nicht die, die signiert wurden.",
        )
    } else if verdict.signed_by.is_failed() {
        pick(
            lang,
            "Non si fidi: la firma dei dati non è valida.",
            "Do not trust it: the signature of the data is not valid.",
            "Nicht vertrauen: Die Signatur der Daten ist ungültig.",
        )
    } else if verdict.signer_trusted.is_failed() {
        pick(
            lang,
            "Non si fidi: nessuna delle autorità indicate garantisce per chi ha firmato i dati.",
            "Do not trust it: no given country signer vouches for who signed the data.",
            "Nicht vertrauen: Kein angegebenes Länderzertifikat bürgt für den, der die Daten \
             signiert hat.",
        )
    } else if verdict.chip_genuine.is_failed() {
        pick(
            lang,
            "Non si fidi: il chip non ha dimostrato di essere quello originale; può essere \
             una copia.",
            "Do not trust it: the chip did not prove that it is the original; it may be a copy.",
            "Nicht vertrauen: Der Chip hat nicht bewiesen, dass er das Original ist; er kann \
             eine Kopie sein.",
        )
    } else if verdict.is_complete() {
        pick(
            lang,
            "Autenticità verificata: i dati sono intatti, chi li ha firmati è garantito da \
             un'autorità indicata, e il chip non è una copia.",
            "Authenticity checked: the data are unaltered, a given country signer vouches for \
             who signed them, and the chip is no copy.",
            "Echtheit geprüft: Die Daten sind unverändert, ein angegebenes Länderzertifikat \
             bürgt für den, der sie signiert hat, und der Chip ist keine Kopie.",
        )
    } else if !(verdict.data_intact.is_proved() && verdict.signed_by.is_proved()) {
        pick(
            lang,
            "L'autenticità non è stata verificata.",
            "The authenticity was not checked.",
            "Die Echtheit wurde nicht geprüft.",
        )
    } else if verdict.signer_trusted.is_proved() {
        pick(
            lang,
            "I dati sono intatti e chi li ha firmati è garantito da un'autorità indicata; non è \
             stato verificato se il chip è una copia.",
            "The data are unaltered and a given country signer vouches for who signed them; \
             whether the chip is a copy was not checked.",
            "Die Daten sind unverändert, und ein angegebenes Länderzertifikat bürgt für den, \
             der sie signiert hat; ob der Chip eine Kopie ist, wurde nicht geprüft.",
        )
    } else {
        pick(
            lang,
            "I dati sono quelli firmati, ma non è stato verificato chi li ha firmati: può \
             essere chiunque.",
            "The data are those that were signed, but who signed them was not checked: it may \
             be anybody.",
            "Die Daten sind die, die signiert wurden, aber nicht geprüft wurde, von wem: Es \
             kann jeder sein.",
        )
    }
}

/// What was entered is no machine-readable zone. Nothing was sent.
pub(crate) fn malformed(error: MrzError, lang: Lang) -> String {
    pick(
        lang,
        format!(
            "I dati stampati sul retro non sono scritti così ({error}). Nulla è stato inviato \
             alla carta."
        ),
        format!(
            "The data printed on the back are not written like this ({error}). Nothing was \
             sent to the card."
        ),
        format!(
            "So sind die auf die Rückseite gedruckten Daten nicht geschrieben ({error}). Es \
             wurde nichts an die Karte gesendet."
        ),
    )
}
