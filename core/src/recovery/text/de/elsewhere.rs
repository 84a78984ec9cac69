//! What other sources say.

use crate::recovery::knowledge::ElsewhereText;

pub(super) const fn text(key: ElsewhereText) -> &'static str {
    match key {
        ElsewhereText::CieLength => {
            "PIN und PUK der CIE haben 8 Ziffern: 4 auf der Quittung und 4 im Brief."
        }
        ElsewhereText::CieBlockedAfterThree => {
            "Die PIN der CIE wird nach drei falschen PINs in Folge gesperrt."
        }
        ElsewhereText::CieThreeOrMoreThanThree => {
            "Manche Seiten schreiben «drei» falsche PINs, andere «mehr als drei». Rechnen Sie \
             mit drei."
        }
        ElsewhereText::CiePukTenTries => {
            "Nach zehn falschen PUKs ist die PUK endgültig gesperrt. Dann braucht es eine neue \
             Karte."
        }
        ElsewhereText::CieAppInDetail => {
            "Aktualisieren Sie CieID auf einem Handy mit NFC und wählen Sie «Recupero PUK». \
             Halten Sie die Karte ans Handy. Geben Sie die Seriennummer oben rechts auf der \
             Karte ein. Geben Sie die beim Antrag genannte E-Mail-Adresse oder Handynummer ein. \
             Warten Sie dann auf die Nachricht."
        }
        ElsewhereText::CieApp48Hours => {
            "Zwischen dem Antrag in der App und der PUK liegen 48 Stunden."
        }
        ElsewhereText::CieWhereNewPin => {
            "Eine neue PIN wählen Sie in der App CieID («Sblocca carta») oder, an einem \
             Computer mit Leser, in der «Software CIE»."
        }
        ElsewhereText::CieWhichMunicipality => {
            "Die Quellen sind sich nicht einig: Nach einer geht jede Gemeinde, nach einer anderen nur die \
             des Wohnsitzes. Fragen Sie zuerst Ihre."
        }
        ElsewhereText::CieAbroad => "Wer im Ausland lebt, kann sich an das Konsulat wenden.",
        ElsewhereText::CieReprintByEmail => {
            "Manche Gemeinden nehmen den Antrag per E-Mail an, mit unterschriebenem Formular \
             und Ausweiskopie. Der zweite Teil kommt dann an eine normale Adresse, keine PEC."
        }
        ElsewhereText::CieWithoutEmail => {
            "Wer keine E-Mail-Adresse hat, kann die Gemeinde bitten, mit einer Vollmacht auch \
             die zweite Hälfte zu drucken."
        }
        ElsewhereText::TsCnsLength => {
            "Die PIN der Karte hat 5 Ziffern (2 und 3), die PUK 8 (2 und 6). So schreiben \
             Seiten aus der Lombardei."
        }
        ElsewhereText::TsCnsThreeWrongPins => {
            "Seiten einiger Regionen sagen: Nach drei falschen PINs ist die PIN gesperrt."
        }
        ElsewhereText::TsCnsThreeWrongPuks => {
            "Seiten einiger Regionen sagen: Nach drei falschen PUKs ist die Karte endgültig \
             gesperrt."
        }
        ElsewhereText::TsCnsCipByRegion => {
            "Den CIP gibt es nur in manchen Regionen. In Trient fragt der Mitarbeiter danach, \
             um die Karte zu sperren."
        }
        ElsewhereText::TsCnsDelegation => {
            "An manchen Orten können Sie eine andere Person bevollmächtigen, mit Formular oder \
             in den gesetzlichen Fällen. Fragen Sie vorher am Schalter."
        }
        ElsewhereText::TsCnsMinor => {
            "Für Minderjährige geht meist ein Elternteil oder der gesetzliche Vertreter, mit \
             eigenem Ausweis, der Karte des Kindes und einer E-Mail-Adresse oder Handynummer."
        }
        ElsewhereText::TsCnsActivateFromOld => {
            "Eine neue Karte kann man im Internet mit der bisherigen aktivieren, wenn diese \
             noch gültig und aktiv ist."
        }
        ElsewhereText::TsCnsChipOnFront => {
            "Der Ratgeber schreibt, der Chip sei hinten. Auf echten Karten ist er vorne, unter \
             dem Zeichen «TS»."
        }
        ElsewhereText::TsWithoutChipSince => {
            "Seit dem 1. Juni 2022 können Karten ohne Chip kommen. Für Dienste im Internet \
             benutzt man dann SPID oder die CIE."
        }
        ElsewhereText::SardegnaPukOnPortal => {
            "In Sardinien bekommt man die PUK nur im Portal der Karte, nach dem Einstieg mit \
             der PIN. Die PIN kommt in einem blickdichten Umschlag."
        }
        ElsewhereText::PiemonteTwoParts => {
            "Bei der ASL CN2 gibt es den ersten Teil am Schalter und den zweiten per E-Mail. \
             Bringen Sie auch die alte Karte mit; sie wird vernichtet."
        }
        ElsewhereText::TrentoTwoParts => {
            "In Trient kommen PIN, PUK und CIP in zwei Hälften. Die zweite kommt per E-Mail \
             oder SMS."
        }
        ElsewhereText::ValleDAostaMunicipality => {
            "Im Aostatal geht man zum Meldeamt der Gemeinde, mit Ausweis, Karte und E-Mail-Adresse."
        }
        ElsewhereText::ValleDAostaGuardian => {
            "Im Aostatal sind für Personen mit Vormund nur die AUSL-Schalter zuständig, mit den \
             Papieren des Gerichts. Wer sich mehr als drei Monate nicht bewegen kann, kann eine \
             Vollmacht geben. Für Minderjährige braucht es auch die Karte des Elternteils."
        }
        ElsewhereText::CieHelpPhone => "Hilfe zur CIE, Telefon",
        ElsewhereText::CieHelpEmail => "Hilfe zur CIE, E-Mail",
        ElsewhereText::SardegnaCallCentre => "Callcenter der Karte in Sardinien",
        ElsewhereText::SardegnaCallCentreSecond => {
            "Callcenter der Karte in Sardinien, zweite Nummer"
        }
        ElsewhereText::CieNewCard => "Eine neue Karte beantragen",
        ElsewhereText::CieAskForNewCard => {
            "Gesperrte PIN und PUK lassen sich nicht wiederherstellen. Beantragen Sie bei der Gemeinde \
             eine neue Identitätskarte."
        }
        ElsewhereText::TsCnsNewCard => "Eine neue Gesundheitskarte beantragen",
        ElsewhereText::TsCnsAskForNewCard => {
            "Lassen Sie die gesperrte Karte ungültig machen und beantragen Sie bei der ASL oder \
             der Agenzia delle Entrate eine neue."
        }
    }
}
