//! The CIE.

use crate::recovery::knowledge::CieText;

pub(super) const fn text(key: CieText) -> &'static str {
    match key {
        CieText::CieCodesGiven => {
            "Zur elektronischen Identitätskarte (CIE) gehören zwei Codes: die PIN und die PUK."
        }
        CieText::CiePinPurpose => "Mit der PIN kommen Sie in digitale Dienste.",
        CieText::CiePukPurpose => {
            "Die PUK entsperrt die PIN nach drei falschen Eingaben. Mit der PUK können Sie auch \
             eine neue PIN wählen."
        }
        CieText::CiePukSetsNewPin => {
            "Für eine neue PIN brauchen Sie die PUK, auch wenn die PIN nur vergessen ist."
        }
        CieText::CieThreeWrongPins => "Drei falsche PINs sperren die PIN.",
        CieText::CieKeepBothHalves => {
            "Die Codes kommen in zwei Hälften. Fügen Sie sie zusammen und bewahren Sie sie \
             sicher auf."
        }
        CieText::CieFirstHalfAtIssue => {
            "Die erste Hälfte der Codes wird mit der Quittung übergeben, die die Gemeinde beim \
             Antrag gibt."
        }
        CieText::CieSecondHalfAtIssue => {
            "Die zweite Hälfte der Codes liegt im Einschreiben, mit dem die Karte kommt."
        }
        CieText::CieContactsNeeded => {
            "Um die CIE als digitale Identität zu nutzen, muss beim Antrag eine Handynummer \
             oder eine E-Mail-Adresse angegeben worden sein."
        }
        CieText::CieHolderOnly => "Dieser Dienst ist nur für Inhaber einer CIE.",
        CieText::CieMinorNeedsParent => {
            "Für Minderjährige stellt ein Elternteil oder der Vormund den Antrag."
        }
        CieText::CieReprintFree => "Der neue Ausdruck der Codes ist kostenlos.",
        CieText::CieReprintTime => {
            "Den ersten Teil bekommen Sie sofort. Für den zweiten, der per E-Mail kommt, ist \
             keine Zeit angegeben."
        }
        CieText::CieAppGivesPukOnly => {
            "Die App CieID gibt nur die PUK wieder. Die PIN wählen Sie danach mit der PUK."
        }
        CieText::CieOfficeGivesBoth => "Das Ufficio Anagrafe druckt PIN und PUK neu aus.",
        CieText::CieOfficeWithoutApp => {
            "Die Quelle sagt nicht, was zu tun ist, wenn die Kontakte stimmen, die App aber \
             nicht nutzbar ist. Es bleibt das Ufficio Anagrafe: Rufen Sie vorher an."
        }
        CieText::CieCounterHoursConflict => {
            "Für den Schalter nennt die Quelle «Montag bis Samstag» und auch «Dienstag \
             geschlossen». Der Dienstag ist also nicht sicher."
        }
        CieText::CieEmailNotListed => {
            "Mitbringen soll man laut Quelle nur einen Ausweis. Der zweite Teil kommt aber \
             per E-Mail: Sie brauchen also auch eine Adresse."
        }
        CieText::CieSecondHalfDiffers => {
            "Bei einer neuen Karte kommt die zweite Hälfte per Einschreiben. Beim neuen \
             Ausdruck kommt sie per E-Mail."
        }
        CieText::CieIdDocument => "ein gültiger Ausweis",
        CieText::CieOwnEmail => "eine eigene E-Mail-Adresse",
        CieText::OneAnagrafePhone => {
            "Telefon des Meldeamts einer einzigen Gemeinde, die die Quelle nicht nennt"
        }
        CieText::OneAnagrafeDesk => "Meldeschalter dieser einen Gemeinde",
        CieText::OwnAnagrafeDesk => "Meldeamt (Ufficio Anagrafe) Ihrer Gemeinde",
        CieText::CieNewPin => "Mit der PUK eine neue PIN wählen",
        CieText::CieSetNewPin => "Wählen Sie mit der PUK eine neue PIN.",
        CieText::CieApp => "Die PUK in der App CieID wiederbekommen",
        CieText::CieRecoverPukInApp => {
            "Öffnen Sie die App CieID und holen Sie dort die PUK zurück, nach der Anleitung des \
             Innenministeriums."
        }
        CieText::CieAnagrafe => "PIN und PUK im Meldeamt (Ufficio Anagrafe) neu ausdrucken lassen",
        CieText::CieBookAppointment => {
            "Rufen Sie das Meldeamt (Ufficio Anagrafe) Ihrer Gemeinde an und vereinbaren Sie \
             einen Termin."
        }
        CieText::CieGoToAnagrafe => {
            "Gehen Sie zum Termin. Das Amt aktualisiert Ihre Kontaktdaten und druckt PIN und PUK neu aus."
        }
        CieText::CieFirstPartAtDesk => "Den ersten Teil der Codes bekommen Sie sofort am Schalter.",
        CieText::CieSecondPartByEmail => "Der zweite Teil kommt an Ihre E-Mail-Adresse.",
        CieText::CieComplete => "Sie haben alle Codes",
        CieText::CieKeepCodes => {
            "Sie müssen nichts tun. Bewahren Sie die ganze PIN und PUK sicher auf."
        }
        CieText::CieNotBlockedYet => "Die PIN ist noch nicht gesperrt",
        CieText::CieThirdWrongPinBlocks => {
            "Geben Sie die PIN nur ein, wenn Sie sicher sind: Die dritte falsche PIN sperrt \
             sie. Sonst wählen Sie mit der PUK eine neue."
        }
        CieText::CieUsePin => "Mit der PIN weitermachen",
        CieText::CieGoOnWithPin => {
            "Wenn Sie die PIN kennen und sie nicht gesperrt ist, können Sie sie weiter benutzen."
        }
    }
}
