//! The CIE.

use crate::knowledge::CieText;

pub(super) const fn text(key: CieText) -> &'static str {
    match key {
        CieText::CieCodesGiven => {
            "Zur elektronischen Identitätskarte (CIE) gehören zwei Codes: die PIN und \
             die PUK."
        }
        CieText::CiePinPurpose => "Mit der PIN kommen Sie in digitale Dienste.",
        CieText::CiePukPurpose => {
            "Die PUK entsperrt die PIN nach drei falschen Eingaben. Mit der PUK können \
             Sie auch eine neue PIN wählen."
        }
        CieText::CiePukSetsNewPin => {
            "Für eine neue PIN brauchen Sie die PUK, auch wenn die PIN nur vergessen \
             ist."
        }
        CieText::CieThreeWrongPins => "Drei falsche PINs sperren die PIN.",
        CieText::CieKeepBothHalves => {
            "Die Codes kommen in zwei Hälften. Fügen Sie sie zusammen und bewahren Sie \
             sie sicher auf."
        }
        CieText::CieFirstHalfAtIssue => {
            "Bei einer neuen Karte steht die erste Hälfte der Codes auf der Quittung \
             der Gemeinde."
        }
        CieText::CieSecondHalfAtIssue => {
            "Bei einer neuen Karte liegt die zweite Hälfte im Einschreiben mit der \
             Karte."
        }
        CieText::CieContactsNeeded => {
            "Um die CIE als digitale Identität zu nutzen, muss beim Antrag eine \
             Handynummer oder eine E-Mail-Adresse angegeben worden sein."
        }
        CieText::CieLength => {
            "PIN und PUK der CIE haben 8 Ziffern: 4 auf der Quittung und 4 im Brief."
        }
        CieText::CieThreeOrMoreThanThree => {
            "Manche Seiten schreiben «drei» falsche PINs, andere «mehr als drei». \
             Rechnen Sie mit drei."
        }
        CieText::CiePukTenTries => "Zehn falsche PUKs in Folge sperren den Chip endgültig.",
        CieText::CiePukNeverChanges => {
            "Die PUK lässt sich nicht ändern: Die man Ihnen gibt, passt immer."
        }
        CieText::CieLevels => {
            "Für die Stufen 1 und 2 braucht es keine PIN und kein NFC. Steuernummer, \
             Kartennummer und die erste Hälfte der PUK genügen. Ohne NFC muss eine \
             Handynummer angegeben sein."
        }
        CieText::CieLevelsContacts => {
            "Welche Kontakte die Stufen 1 und 2 brauchen, sagen die Seiten verschieden. \
             Eine Handynummer passt zu allen."
        }
        CieText::CieMinorSchools => {
            "Mit der Karte eines Kindes von 5 bis 17 Jahren öffnen sich nur Dienste der \
             Schule. Unter 5 Jahren keine."
        }
        CieText::CieHolderOnly => "Dieser Dienst ist nur für Inhaber einer CIE.",
        CieText::CieMinorNeedsParent => {
            "Für Minderjährige stellt ein Elternteil oder der Vormund den Antrag."
        }
        CieText::CieNewPin => "Mit der PUK eine neue PIN wählen",
        CieText::CieSetNewPin => {
            "Entsperren Sie die Karte mit der PUK und wählen Sie eine neue PIN."
        }
        CieText::CieNewPinElsewhere => "Mit der App oder dem Programm des Ministeriums",
        CieText::CieWhereNewPin => {
            "Wählen Sie in der App CieID «Sblocca carta». Am Computer mit Lesegerät \
             nehmen Sie die «Software CIE»."
        }
        CieText::CieWhenElsewhere => "Wenn die Karte hier nicht gelesen wird.",
        CieText::CieWhenApp => {
            "Mit NFC-Handy und einem Kontakt, der funktioniert: Sie müssen nirgends \
             hingehen."
        }
        CieText::CieFindContacts => "Die angegebenen Kontakte wiederfinden",
        CieText::CieLookUpContacts => {
            "Sehen Sie im geschützten Bereich der Seite des Ministeriums nach, welche \
             Kontakte Sie angegeben haben."
        }
        CieText::CieApp => "Die PUK in der App CieID wiederbekommen",
        CieText::CiePrepareApp => {
            "Nehmen Sie die Karte und ein Handy mit NFC. Aktualisieren Sie CieID und \
             schalten Sie die Displaysperre ein."
        }
        CieText::CieRecoverPukInApp => {
            "Wählen Sie in CieID «Recupero PUK». Halten Sie die Karte ans Handy. Geben \
             Sie die Nummer oben rechts auf der Karte und Ihren Kontakt ein."
        }
        CieText::CieWait48Hours => {
            "Warten Sie 48 Stunden. Eine zweite Anfrage geht in dieser Zeit nicht."
        }
        CieText::CieFinishInApp => {
            "Es kommt eine SMS oder E-Mail: Sie ist nur ein Hinweis. Öffnen Sie wieder \
             CieID: Dort steht die PUK. Notieren Sie sie."
        }
        CieText::CieApp48Hours => "48 Stunden.",
        CieText::CieAppSamePhone => {
            "Schließen Sie am selben Handy ab und löschen Sie die App nicht."
        }
        CieText::CieAppSystems => "CieID braucht mindestens Android 6 oder iOS 13.",
        CieText::CieAppContactsCount => {
            "In der App gelten auch Kontakte, die Sie beim Aktivieren der Stufen 1 und \
             2 angegeben haben."
        }
        CieText::CieAppGivesPukOnly => {
            "Die App CieID gibt nur die PUK wieder. Die PIN wählen Sie danach mit der \
             PUK."
        }
        CieText::CieChangeContacts => {
            "Kontakte ändert man in der Gemeinde oder, mit Karte und PIN, im \
             geschützten Bereich."
        }
        CieText::CieAbroad => {
            "Im Ausland: In der App gelten die beim Konsulat angegebenen Kontakte. Ob \
             ein Konsulat Codes druckt, ist nicht sicher."
        }
        CieText::CieCard => "die elektronische Identitätskarte",
        CieText::CieIdDocument => "ein gültiger Ausweis",
        CieText::CieOwnEmail => "eine E-Mail-Adresse, keine PEC",
        CieText::AnyAnagrafeDesk => "Meldeamt (Ufficio Anagrafe) einer Gemeinde",
        CieText::CieAnagrafe => "Die Codes in einer Gemeinde neu drucken lassen",
        CieText::CieAskMunicipality => "Fragen Sie die Gemeinde, wie man einen Termin bekommt.",
        CieText::CieGoToAnagrafe => {
            "Gehen Sie in die Gemeinde. Lassen Sie die Kontakte ändern und die Codes \
             neu drucken."
        }
        CieText::CieFirstPartAtDesk => "Die erste Hälfte bekommen Sie sofort am Schalter.",
        CieText::CieSecondPartByEmail => "Die zweite Hälfte kommt an Ihre E-Mail-Adresse.",
        CieText::CieBothPartsOnPaper => {
            "Ohne E-Mail: Unterschreiben Sie am Schalter eine Ermächtigung für den \
             Beamten. Sie bekommen sofort beide Hälften auf Papier."
        }
        CieText::CieWhenOffice => "Wenn die App nicht geht oder die Kontakte nicht mehr stimmen.",
        CieText::CieAnyMunicipality => {
            "Jede Gemeinde ist möglich. Manche bedienen aber nur Einwohner: Fragen Sie \
             vorher."
        }
        CieText::CieIssuingMunicipality => {
            "Die Gemeinde, die die Karte ausgestellt hat, druckt die Codes neu."
        }
        CieText::ReprintUnblocksNothing => {
            "Der neue Ausdruck entsperrt die Karte nicht: Danach brauchen Sie die PUK."
        }
        CieText::CieChangedPinNotReprinted => {
            "Wenn Sie die PIN geändert haben, steht im Ausdruck die alte. Probieren Sie \
             sie nicht: Jeder Fehler kostet einen Versuch."
        }
        CieText::CieReprintFree => "Der neue Ausdruck ist kostenlos.",
        CieText::CieReprintTime => "Die erste Hälfte sofort; für die E-Mail ist nichts angegeben.",
        CieText::CieReprintSixDays => "Manche Gemeinden schreiben: bis zu 6 Werktage.",
        CieText::CieOfficeGivesBoth => "Das Ufficio Anagrafe druckt PIN und PUK neu aus.",
        CieText::CieSecondHalfDiffers => {
            "Bei einer neuen Karte kommt die zweite Hälfte per Einschreiben. Beim neuen \
             Ausdruck kommt sie per E-Mail."
        }
        CieText::CieEmailNotListed => {
            "Mitbringen soll man laut Quelle nur einen Ausweis. Der zweite Teil kommt \
             aber per E-Mail: Sie brauchen also auch eine Adresse."
        }
        CieText::CieDelegate => "Für den Inhaber zur Gemeinde gehen",
        CieText::CieAskAboutDelegate => {
            "Fragen Sie die Gemeinde, ob sie eine Vollmacht annimmt. Modena und Rubiera \
             ja, Mailand nein."
        }
        CieText::CieGoAsDelegate => "Gehen Sie mit der Vollmacht in die Gemeinde.",
        CieText::CieDelegation => {
            "die unterschriebene Vollmacht und eine Ausweiskopie des Inhabers"
        }
        CieText::OwnIdDocument => "der eigene Ausweis",
        CieText::CieReprintByForm => {
            "Manche Gemeinden nehmen den Antrag per E-Mail oder Formular an."
        }
        CieText::ResidentsOnly => "Diese Gemeinde druckt Codes nur für Einwohner.",
        CieText::ByFormHere => "Hier stellt man den Antrag per E-Mail oder mit einem Formular.",
        CieText::AnagrafePhone => "Telefon des Meldeamts",
        CieText::AnagrafeDesk => "Schalter des Meldeamts",
        CieText::CieCounterHoursConflict => {
            "Für den Schalter nennt die Quelle «Montag bis Samstag» und auch «Dienstag \
             geschlossen». Der Dienstag ist also nicht sicher."
        }
        CieText::ModenaTicket => {
            "Sie ziehen vor Ort eine Nummer, ohne Termin. Die Plätze am Tag sind \
             begrenzt."
        }
        CieText::MilanoBooking => "Terminbuchung",
        CieText::MilanoInPerson => "Der Inhaber kommt selbst, mit der CIE.",
        CieText::HomeVisit => {
            "Zu Personen, die nicht kommen können, kommt die Gemeinde nach Hause, ins \
             Krankenhaus oder Heim. Nötig sind Ausweis, ärztliches Zeugnis und \
             Vollmacht oder Ernennung."
        }
        CieText::CieBlockPhone => "Sperre der CIE",
        CieText::CieHelpPhone => "Hilfe zur CIE",
        CieText::CieHelpEmail => "Hilfe zur CIE, E-Mail",
        CieText::CieLost => "Die Karte sperren und eine neue bekommen",
        CieText::CieReportLoss => "Erstatten Sie Anzeige bei der Polizei.",
        CieText::CieBlockCard => {
            "Lassen Sie die Karte telefonisch sperren. Nötig sind Name, Steuernummer, \
             Daten der Anzeige und, wenn bekannt, die Kartennummer."
        }
        CieText::CieLossNewCard => {
            "Gehen Sie mit der Anzeige und einem anderen Ausweis in die Gemeinde. \
             Beantragen Sie eine neue Karte."
        }
        CieText::CieBlockSince => {
            "Die Nummer gilt für Karten, die nach dem 4. Juli 2016 ausgestellt wurden."
        }
        CieText::CieReportAbroad => {
            "Im Ausland gilt die Anzeige beim Konsulat. Eine bei fremder Polizei ist in \
             Italien zu wiederholen."
        }
        CieText::CieNewCard => "Eine neue Karte beantragen",
        CieText::CieAskForNewCard => {
            "Beantragen Sie in der Gemeinde eine neue Karte: Sie hat neue PIN und PUK."
        }
        CieText::CieNewCardCost => "16,79 Euro und die Gebühren der Gemeinde.",
        CieText::CieNewCardTime => "6 Werktage.",
        CieText::CieNewCardWhere => {
            "Dieselbe Seite schreibt «jede Gemeinde» und «Wohnsitz oder Aufenthalt»: \
             Fragen Sie vorher."
        }
        CieText::CieNewCardNewCodes => "Die neue Karte hat neue Codes.",
        CieText::CieStillIdentity => "Als Ausweis gilt die Karte weiter.",
        CieText::CieExpired90Days => {
            "Eine abgelaufene Karte öffnet noch 90 Tage lang die Online-Dienste, oder \
             bis zur neuen Karte."
        }
        CieText::CieUnlimited => {
            "Die Karte läuft nicht ab. Für Online-Dienste gilt sie aber höchstens 10 \
             Jahre."
        }
        CieText::CieComplete => "Sie haben alle Codes",
        CieText::CieKeepCodes => {
            "Sie müssen nichts tun. Bewahren Sie die ganze PIN und PUK sicher auf."
        }
        CieText::CieNotBlockedYet => "Die PIN ist noch nicht gesperrt",
        CieText::CieThirdWrongPinBlocks => {
            "Geben Sie die PIN nur ein, wenn Sie sicher sind: Der dritte Fehler sperrt \
             sie. Sonst wählen Sie mit der PUK eine neue."
        }
        CieText::CieUsePin => "Mit der PIN weitermachen",
        CieText::CieGoOnWithPin => {
            "Wenn Sie die PIN kennen und sie nicht gesperrt ist, können Sie sie weiter \
             benutzen."
        }
        CieText::CieHomeVisit => "Die Gemeinde nach Hause kommen lassen",
        CieText::DelegateAccepted => "Diese Gemeinde nimmt eine Vollmacht an.",
        CieText::CieHolderDoesIt => {
            "Das macht der Inhaber. Die PUK genügt: In die Gemeinde muss niemand. \
             Minderjährige machen es mit einem Elternteil oder dem Vormund."
        }
    }
}
