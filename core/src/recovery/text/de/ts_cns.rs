//! The TS-CNS, in every Region.

use crate::recovery::knowledge::TsCnsText;

pub(super) const fn text(key: TsCnsText) -> &'static str {
    match key {
        TsCnsText::TsCnsWhatItIs => {
            "Die Gesundheitskarte mit Chip ist auch eine nationale Dienstekarte (CNS). Mit ihr \
             kommen Sie zum Beispiel in Dienste des INPS, in die Gesundheitsakte, zu Terminen \
             und Befunden."
        }
        TsCnsText::TsCnsSentFree => {
            "Die Karte kommt kostenlos und von selbst zu den italienischen Bürgern, die ein \
             Recht darauf haben. Ein Antrag ist nicht nötig."
        }
        TsCnsText::TsCnsValidity => {
            "Die Karte gilt 6 Jahre. Für Ausländer gilt sie so lange wie die \
             Aufenthaltserlaubnis. Die neue kommt von selbst nach Hause."
        }
        TsCnsText::TsCnsNeedsReader => {
            "Für die Nutzung im Internet brauchen Sie einen Computer mit Kartenleser, das \
             Programm der Karte (kostenlos auf der Seite der Region), PIN und PUK."
        }
        TsCnsText::TsCnsActivationByRegion => {
            "Die Aktivierung beginnt mit dem Antrag auf die PIN. In manchen Regionen geht das \
             am Schalter, in anderen im Internet."
        }
        TsCnsText::TsCnsActiveWithBoth => {
            "Die Karte ist erst aktiv, wenn beide Hälften der Codes da sind."
        }
        TsCnsText::TsCnsPinPurpose => {
            "Mit der PIN kommen Sie in die Portale der öffentlichen Verwaltung."
        }
        TsCnsText::TsCnsPukPurpose => "Die PUK entsperrt die PIN nach zu vielen falschen Eingaben.",
        TsCnsText::TsCnsCipPurpose => {
            "Mit dem CIP wird die Karte deaktiviert, wenn sie verloren oder gestohlen ist. Die \
             Quelle beschreibt nicht, wie das geht."
        }
        TsCnsText::TsCnsTooManyWrongPins => {
            "Zu viele falsche PINs sperren die PIN. Die Quelle sagt nicht, wie viele."
        }
        TsCnsText::TsCnsFirstHalf => {
            "Die erste Hälfte jedes Codes steht auf einem Blatt, das Sie am Schalter oder auf \
             Antrag bekommen."
        }
        TsCnsText::TsCnsSecondHalf => {
            "Die zweite Hälfte jedes Codes kommt an die E-Mail-Adresse, die bei der Aktivierung \
             angegeben wurde."
        }
        TsCnsText::TsCnsOldMessages => {
            "Wenn die Karte schon aktiviert war, suchen Sie die zweite Hälfte in alten Nachrichten."
        }
        TsCnsText::TsCnsActivationSameDesk => {
            "Die Quelle beschreibt den Neudruck. Die erste Aktivierung geht wahrscheinlich am selben Schalter: Fragen Sie vorher."
        }
        TsCnsText::TsCnsRegionDecides => {
            "Die Region gibt die Codes aus und druckt sie neu. Neben Schaltern kann sie einen \
             Weg aus der Ferne anbieten, muss es aber nicht."
        }
        TsCnsText::TsCnsOnlyLombardiaOnline => {
            "Laut der Quelle bekommt man die Codes nur in der Lombardei im Internet wieder. \
             Anderswo gehen Sie zu einem Schalter."
        }
        TsCnsText::TsCnsOneHalfSameReprint => {
            "Auch wenn nur eine Hälfte fehlt, ist der Weg derselbe: Die Quelle kennt nur den \
             Neudruck von allem."
        }
        TsCnsText::TsCnsForgottenPinSameWay => {
            "Für eine vergessene, aber nicht gesperrte PIN beschreibt die Quelle keinen Weg. \
             Wahrscheinlich ist es derselbe: eine neue PIN mit der PUK."
        }
        TsCnsText::TsNoChipNoCodes => {
            "Nur die Karte mit Chip ist eine CNS. Ohne Chip gibt es keine PIN, keine PUK und \
             keinen CIP, also nichts wiederzubekommen."
        }
        TsCnsText::SistemaTsPhone => "Kostenlose Nummer des Gesundheitskartensystems (Sistema TS)",
        TsCnsText::TsCnsUnblock => "Die PIN mit der PUK entsperren",
        TsCnsText::TsCnsGetSoftware => {
            "Halten Sie einen Computer mit Kartenleser und das Programm der Karte bereit. Das \
             Programm gibt es kostenlos auf der Seite der Region."
        }
        TsCnsText::TsCnsUnblockWithPuk => {
            "Stecken Sie die Karte in den Leser und entsperren Sie die PIN mit der ganzen PUK."
        }
        TsCnsText::TsCnsComplete => "Sie haben PIN und PUK",
        TsCnsText::TsCnsKeepCodes => {
            "Sie müssen nichts tun. Bewahren Sie die ganzen Codes sicher auf."
        }
        TsCnsText::TsCnsUsePin => "Die PIN weiter benutzen",
        TsCnsText::TsCnsGoOnWithPin => {
            "Wenn Sie die PIN kennen und sie nicht gesperrt ist, kommen Sie mit der Karte noch \
             in die Portale."
        }
        TsCnsText::TsCnsCodesGiven => {
            "Mit der ersten Aktivierung bekommen Sie PIN, PUK und CIP, meist an einem Schalter \
             der ASL oder der Gemeinde."
        }
    }
}
