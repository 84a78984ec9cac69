//! The TS-CNS, in every Region.

use crate::knowledge::TsCnsText;

pub(super) const fn text(key: TsCnsText) -> &'static str {
    match key {
        TsCnsText::TsCnsWhatItIs => {
            "Die Gesundheitskarte mit Chip ist auch eine nationale Dienstekarte (CNS). \
             Mit ihr kommen Sie zum Beispiel in Dienste des INPS, in die \
             Gesundheitsakte, zu Terminen und Befunden."
        }
        TsCnsText::TsCnsSentFree => {
            "Die Karte kommt kostenlos und von selbst zu den italienischen Bürgern, die \
             ein Recht darauf haben. Ein Antrag ist nicht nötig."
        }
        TsCnsText::TsCnsValidity => {
            "Die Karte gilt 6 Jahre. Für Ausländer gilt sie so lange wie die \
             Aufenthaltserlaubnis. Die neue kommt von selbst nach Hause."
        }
        TsCnsText::TsCnsNeedsReader => {
            "Für die Nutzung im Internet brauchen Sie einen Computer mit Lesegerät, das \
             Programm der Karte (kostenlos auf der Seite der Region), PIN und PUK."
        }
        TsCnsText::TsCnsActivationByRegion => {
            "Die Aktivierung beginnt mit dem Antrag auf die PIN. In manchen Regionen \
             geht das am Schalter, in anderen im Internet."
        }
        TsCnsText::TsCnsCodesGiven => {
            "Mit der ersten Aktivierung bekommen Sie PIN, PUK und CIP, meist an einem \
             Schalter der ASL oder der Gemeinde."
        }
        TsCnsText::TsCnsActiveWithBoth => {
            "Die Karte ist erst aktiv, wenn beide Hälften der Codes da sind."
        }
        TsCnsText::TsCnsPinPurpose => {
            "Mit der PIN kommen Sie in die Portale der öffentlichen Verwaltung."
        }
        TsCnsText::TsCnsPukPurpose => "Die PUK entsperrt die PIN nach zu vielen falschen Eingaben.",
        TsCnsText::TsCnsCipPurpose => {
            "Mit dem CIP wird die Karte deaktiviert, wenn sie verloren oder gestohlen \
             ist. Die Quelle beschreibt nicht, wie das geht."
        }
        TsCnsText::TsCnsTooManyWrongPins => {
            "Zu viele falsche PINs sperren die PIN. Die Quelle sagt nicht, wie viele."
        }
        TsCnsText::TsCnsFirstHalf => {
            "Die erste Hälfte jedes Codes steht auf einem Blatt, das Sie am Schalter \
             oder auf Antrag bekommen."
        }
        TsCnsText::TsCnsSecondHalf => {
            "Die zweite Hälfte jedes Codes kommt an die E-Mail-Adresse, die bei der \
             Aktivierung angegeben wurde."
        }
        TsCnsText::TsCnsOldMessages => {
            "Wenn die Karte schon aktiviert war, suchen Sie die zweite Hälfte in alten \
             Nachrichten."
        }
        TsCnsText::TsCnsActivationSameDesk => {
            "Die Quelle beschreibt den Neudruck. Die erste Aktivierung geht \
             wahrscheinlich am selben Schalter: Fragen Sie vorher."
        }
        TsCnsText::TsCnsRegionDecides => {
            "Die Region gibt die Codes aus und druckt sie neu. Neben Schaltern kann sie \
             einen Weg aus der Ferne anbieten, muss es aber nicht."
        }
        TsCnsText::TsCnsOnlyLombardiaOnline => {
            "Der Ratgeber ohne Datum schreibt: Nur die Lombardei gibt die Codes im \
             Internet aus."
        }
        TsCnsText::TsCnsOnlineWays => {
            "Für verlorene Codes sind zwei Wege von zu Hause beschrieben: Lombardei und \
             Südtirol. Anderswo aktiviert man im Netz nur die neue Karte, mit der PIN \
             der alten."
        }
        TsCnsText::TsCnsOneHalfSameReprint => {
            "Auch wenn nur eine Hälfte fehlt, ist der Weg derselbe: Die Quelle kennt \
             nur den Neudruck von allem."
        }
        TsCnsText::TsCnsForgottenPinSameWay => {
            "Zu einer nur vergessenen PIN sagt der Ratgeber nichts. Der Weg ist \
             vielleicht derselbe."
        }
        TsCnsText::TsNoChipNoCodes => {
            "Nur die Karte mit Chip ist eine CNS. Ohne Chip gibt es keine PIN, keine \
             PUK und keinen CIP, also nichts wiederzubekommen."
        }
        TsCnsText::TsWithoutChipSince => {
            "Seit dem 1. Juni 2022 können Karten ohne Chip kommen. Für Dienste im \
             Internet benutzt man dann SPID oder die CIE."
        }
        TsCnsText::TsCnsLength => "Die PIN hat 5 Ziffern (2 und 3), die PUK hat 8 (2 und 6).",
        TsCnsText::TsCnsThreeWrongPins => {
            "Einige Regionen schreiben: Drei falsche PINs sperren sie."
        }
        TsCnsText::TsCnsThreeWrongPuks => {
            "Einige Regionen schreiben: Drei falsche PUKs sperren die Karte endgültig."
        }
        TsCnsText::TsCnsCipByRegion => "Den CIP gibt es nur in manchen Regionen.",
        TsCnsText::TsCnsDelegation => "An manchen Orten geht es mit Vollmacht. Fragen Sie vorher.",
        TsCnsText::TsCnsMinor => {
            "Für Minderjährige geht meist ein Elternteil, mit eigenem Ausweis und der \
             Karte des Kindes."
        }
        TsCnsText::TsCnsActivateFromOld => {
            "Eine neue Karte kann man auch im Internet aktivieren, mit der PIN der \
             alten, solange diese gilt."
        }
        TsCnsText::TsCnsChipOnFront => {
            "Der Ratgeber schreibt, der Chip sei hinten. Auf echten Karten ist er \
             vorne, unter dem Zeichen «TS»."
        }
        TsCnsText::TsCnsNewCardNewCodes => "Die neue Karte hat eine andere PIN.",
        TsCnsText::TsCnsMaybeWithoutChip => {
            "Seit Juni 2022 kann eine neue Karte ohne Chip sein: Dann hat sie keine \
             Codes."
        }
        TsCnsText::TsCnsCareWithoutCodes => "Für die Behandlung gilt die Karte auch ohne Codes.",
        TsCnsText::CipOptionalOrNeeded => {
            "Mit dem CIP wird die Karte deaktiviert; für Latium nennt ihn der Ratgeber \
             freiwillig."
        }
        TsCnsText::EnvelopeOrHalves => {
            "Der Ratgeber spricht von einem Umschlag und auch von zwei Hälften. In der \
             Regel sind es zwei Hälften."
        }
        TsCnsText::SameDocumentsOrNot => {
            "Der Ratgeber sagt «immer dieselben Unterlagen», will aber in zwei Regionen \
             auch eine E-Mail-Adresse. Halten Sie eine bereit."
        }
        TsCnsText::ToscanaDesksForOthers => {
            "Auch öffentliche Schalter in der Toskana aktivieren Karten Ihrer Region; \
             Apotheken nicht."
        }
        TsCnsText::CardWithChip => "die Gesundheitskarte mit Chip",
        TsCnsText::ValidId => "ein gültiger Ausweis",
        TsCnsText::SistemaTsPhone => "Gebührenfreie Nummer des Sistema TS",
        TsCnsText::OwnAslDesk => "Schalter der ASL (Gesundheitsdienst)",
        TsCnsText::TsCnsUnblock => "Die PIN mit der PUK entsperren",
        TsCnsText::TsCnsUnblockWithPuk => {
            "Stecken Sie die Karte in das Lesegerät. Entsperren Sie die PIN mit der PUK \
             und wählen Sie eine neue."
        }
        TsCnsText::TsCnsUnblockElsewhere => "Mit dem Programm der Region",
        TsCnsText::TsCnsGetSoftware => {
            "Nehmen Sie das Programm der Karte: Es ist auf der Seite der Region \
             kostenlos."
        }
        TsCnsText::TsCnsComplete => "Sie haben PIN und PUK",
        TsCnsText::TsCnsKeepCodes => {
            "Sie müssen nichts tun. Bewahren Sie die ganzen Codes sicher auf."
        }
        TsCnsText::TsCnsUsePin => "Die PIN weiter benutzen",
        TsCnsText::TsCnsGoOnWithPin => {
            "Wenn Sie die PIN kennen und sie nicht gesperrt ist, kommen Sie mit der \
             Karte noch in die Portale."
        }
        TsCnsText::NewTsCns => "Eine neue Gesundheitskarte beantragen",
        TsCnsText::TsCnsAskForNewCard => {
            "Lassen Sie die gesperrte Karte widerrufen und beantragen Sie bei der ASL \
             oder der Agenzia delle Entrate eine neue."
        }
        TsCnsText::TsCnsLost => "Die Karte sperren und eine neue bekommen",
        TsCnsText::TsCnsReportLoss => {
            "Rufen Sie an und fragen Sie, wie die Karte gesperrt wird. Halten Sie die \
             Anzeige oder eine Eigenerklärung bereit."
        }
        TsCnsText::TsCnsWhenElsewhere => "Wenn die Gesundheitskarte hier nicht gelesen wird.",
        TsCnsText::TsCnsLossNewCard => {
            "Beantragen Sie eine neue Karte bei der Agenzia delle Entrate oder der ASL."
        }
        TsCnsText::OtherRegion => "Persönlich, am Schalter Ihrer Region",
        TsCnsText::OtherRegionAsk => {
            "Rufen Sie die gebührenfreie Nummer an: Fragen Sie, welcher Schalter die \
             Codes neu druckt."
        }
        TsCnsText::OtherRegionGoToDesk => {
            "Gehen Sie persönlich zum Schalter Ihrer Region oder Ihrer ASL."
        }
        TsCnsText::TsCnsAskForPuk => {
            "Bei gesperrter PIN brauchen Sie die PUK: Fragen Sie, ob Sie sie bekommen."
        }
        TsCnsText::TsCnsWaitForNewCard => {
            "Die Karte ist abgelaufen: Die neue kommt von selbst nach Hause. Wenn sie \
             nicht kam, beantragen Sie sie bei der ASL oder der Agenzia delle Entrate."
        }
    }
}
