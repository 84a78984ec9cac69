//! The TS-CNS, Region by Region.

use crate::recovery::knowledge::RegionsText;

pub(super) const fn text(key: RegionsText) -> &'static str {
    match key {
        RegionsText::CipOptionalOrNeeded => {
            "Die Quelle sagt, dass der CIP zum Deaktivieren nötig ist, und für Latium, dass er \
             freiwillig ist. Zum Benutzen der Karte braucht man ihn nicht, und vielleicht gibt \
             ihn nicht jede Region."
        }
        RegionsText::EnvelopeOrHalves => {
            "Die Quelle spricht von Codes im verschlossenen Umschlag und auch von zwei Hälften, \
             eine auf Papier, eine per E-Mail. In der Regel sind es die zwei Hälften."
        }
        RegionsText::OnlineElsewhereOrNot => {
            "Die Quelle sagt, dass mehrere Regionen die Karte im Internet aktivieren, \
             beschreibt das aber nur für die Lombardei. Fragen Sie Ihre Region."
        }
        RegionsText::SameDocumentsOrNot => {
            "Die Quelle sagt, die Unterlagen seien immer gleich, verlangt aber in Kampanien und \
             in der Emilia-Romagna auch eine E-Mail-Adresse. Halten Sie eine bereit."
        }
        RegionsText::LazioWebForm => {
            "Sie können auch über das Webformular des Bürgerbüros (URP) schreiben: Bereich \
             «Sanità», dann «Tessera sanitaria»."
        }
        RegionsText::LazioWholeCodesOrHalves => {
            "Für Latium scheint die Quelle zu sagen, dass es die ganzen Codes am Schalter gibt; \
             sonst sagt sie, dass die zweite Hälfte per E-Mail kommt. Fragen Sie am Schalter, \
             ob noch eine E-Mail kommt."
        }
        RegionsText::CardWithChip => "die Gesundheitskarte mit Chip",
        RegionsText::ValidId => "ein gültiger Ausweis",
        RegionsText::LicenceOrPassportToo => {
            "ein gültiges Dokument: Personalausweis, Führerschein oder Reisepass"
        }
        RegionsText::ActiveCard => "die Gesundheitskarte, die aktiv sein muss",
        RegionsText::CampaniaEmail => {
            "eine persönliche E-Mail-Adresse; eine zertifizierte (PEC) ist nicht nötig"
        }
        RegionsText::EmiliaRomagnaEmail => "eine persönliche E-Mail-Adresse",
        RegionsText::LazioPhone => "Einheitliche Nummer der Region Latium",
        RegionsText::ToscanaPhoneLandline => "Telefon der Region Toskana",
        RegionsText::ToscanaPhoneMobile => "Telefon der Region Toskana",
        RegionsText::ToscanaEmail => "E-Mail-Adresse des Bürgerbüros (URP) der Toskana",
        RegionsText::CampaniaPhone => "Bürgerbüro (URP) von Kampanien",
        RegionsText::EmiliaRomagnaPhone => "Telefon für die Emilia-Romagna",
        RegionsText::LazioAslDesk => "Zuständiger Schalter Ihrer ASL (örtlicher Gesundheitsdienst)",
        RegionsText::ToscanaDesks => {
            "Schalter, der Karten aktiviert: Gesundheitsdienst (USL), teilnehmende Apotheken \
             und Gemeinden"
        }
        RegionsText::ToscanaUrp => "Bürgerbüro (URP) der Region Toskana",
        RegionsText::CampaniaAslDesk => "Schalter der ASL (örtlicher Gesundheitsdienst)",
        RegionsText::EmiliaRomagnaUslDesk => {
            "Schalter des Gesundheitsdienstes (Azienda USL) Ihrer Provinz"
        }
        RegionsText::OwnAslDesk => {
            "Zuständiger Schalter Ihrer Region oder Ihrer ASL (örtlicher Gesundheitsdienst)"
        }
        RegionsText::Lazio => "Latium: am Schalter der ASL",
        RegionsText::LazioGoToAsl => {
            "Gehen Sie zu einem zuständigen Schalter Ihrer ASL. Im Internet geht es nicht."
        }
        RegionsText::LazioFillForm => {
            "Am Schalter bekommen Sie ein Formular: Füllen Sie es dort aus."
        }
        RegionsText::LazioHandedOver => {
            "Der Mitarbeiter druckt PIN, PUK und, auf Wunsch, den CIP neu. Die Quelle liest sich, als würden sie sofort übergeben."
        }
        RegionsText::Toscana => "Toskana: am Schalter",
        RegionsText::ToscanaGoToDesk => {
            "Gehen Sie zu einem Schalter, der Karten aktiviert, oder mit Termin zum Bürgerbüro \
             (URP) der Region. Im Internet geht es nicht."
        }
        RegionsText::Campania => "Kampanien: am Schalter der ASL",
        RegionsText::CampaniaGoToAsl => {
            "Gehen Sie zum Schalter der ASL. Im Internet geht es nicht."
        }
        RegionsText::CampaniaFillForm => {
            "Füllen Sie am Schalter das Formular aus, das Sie bekommen."
        }
        RegionsText::CampaniaSecondPart => {
            "Die Quelle sagt nicht, wie die Hälften kommen. Sie verlangt aber eine \
             E-Mail-Adresse: Die zweite Hälfte kommt wahrscheinlich dorthin."
        }
        RegionsText::EmiliaRomagna => "Emilia-Romagna: am Schalter der Azienda USL",
        RegionsText::EmiliaRomagnaGoToUsl => {
            "Gehen Sie zu einem Schalter der Azienda USL Ihrer Provinz. Im Internet geht es nicht."
        }
        RegionsText::EmiliaRomagnaFirstPart => {
            "Der erste Teil der Codes wird am Schalter übergeben."
        }
        RegionsText::EmiliaRomagnaSecondPart => "Den zweiten Teil schickt das System per E-Mail.",
        RegionsText::OtherRegion => "Persönlich, am Schalter Ihrer Region",
        RegionsText::OtherRegionGoToDesk => {
            "Gehen Sie zu einem zuständigen Schalter Ihrer Region oder Ihrer ASL. Er kann zum \
             Beispiel in einer ASL, einem Bürgerbüro (URP), einer Apotheke oder einer Gemeinde \
             sein. Fragen Sie vorher, wo."
        }
    }
}
