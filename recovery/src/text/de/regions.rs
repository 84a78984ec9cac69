//! The TS-CNS, Region by Region.

use crate::knowledge::RegionsText;

pub(super) const fn text(key: RegionsText) -> &'static str {
    match key {
        RegionsText::AtTheAsl => "Persönlich, am Schalter der ASL",
        RegionsText::AskDeskFirst => {
            "Rufen Sie vorher an. Fragen Sie, welcher Schalter die Codes neu druckt und \
             ob man einen Termin braucht."
        }
        RegionsText::GoToAsl => "Gehen Sie persönlich zu einem zuständigen Schalter Ihrer ASL.",
        RegionsText::GoToDesk => "Gehen Sie persönlich zu einem zuständigen Schalter.",
        RegionsText::FillForm => "Füllen Sie am Schalter das Formular aus, das Sie bekommen.",
        RegionsText::AnIdDocument => "ein gültiger Ausweis",
        RegionsText::TheCard => "die Karte",
        RegionsText::PhotoId => "ein gültiges Dokument: Identitätskarte, Führerschein, Reisepass",
        RegionsText::EmailNotPec => "eine E-Mail-Adresse; eine PEC ist nicht nötig",
        RegionsText::AnEmail => "eine E-Mail-Adresse",
        RegionsText::FirstAtDesk => "Den ersten Teil bekommen Sie am Schalter.",
        RegionsText::SecondByEmail => "Der zweite Teil kommt per E-Mail.",
        RegionsText::SecondByEmailOrSms => "Der zweite Teil kommt per E-Mail oder SMS.",
        RegionsText::ParentGoes => {
            "Für Minderjährige geht ein Elternteil, mit eigenem Ausweis und der Karte \
             des Kindes."
        }
        RegionsText::ParentGoesWithProof => {
            "Für Minderjährige geht ein Elternteil, mit eigenem Ausweis, der Karte des \
             Kindes und einem Nachweis der Elternschaft."
        }
        RegionsText::GuardianGoes => {
            "Für Personen mit Vormund, Kurator oder Sachwalter geht dieser, mit eigenem \
             Ausweis und der Karte."
        }
        RegionsText::DelegateIfLaw => "Eine Vollmacht ist in den gesetzlichen Fällen möglich.",
        RegionsText::DelegateIfIll => {
            "Wer länger als drei Monate krank ist, kann eine Vollmacht geben."
        }
        RegionsText::PiemonteCn2OldCard => {
            "Bringen Sie auch die vorige Karte mit: Sie wird eingezogen und vernichtet."
        }
        RegionsText::RegionPhone => "Nummer der Region für die Karte",
        RegionsText::CipToo => "Mit PIN und PUK kommt auch der CIP.",
        RegionsText::VilleneuveDesk => "Meldeamt der Gemeinde",
        RegionsText::ValleDAostaParent => {
            "Für Minderjährige geht ein Elternteil: eigener Ausweis und eigene Karte, \
             Karte des Kindes, E-Mail-Adresse."
        }
        RegionsText::ValleDAostaGuardian => {
            "Für Personen mit Vormund: nur an AUSL-Schaltern, mit den Papieren des \
             Gerichts."
        }
        RegionsText::ValleDAostaDelegate => {
            "Wer sich länger als drei Monate nicht bewegen kann, kann eine Vollmacht \
             geben."
        }
        RegionsText::ValleDAostaBlock => {
            "Die gebührenfreie Nummer und die Schalter sperren eine verlorene oder \
             defekte Karte. Nötig ist der CIP."
        }
        RegionsText::ValleDAostaNewCard => {
            "Die neue Karte beantragen Sie bei der Agenzia delle Entrate oder am \
             USL-Schalter."
        }
        RegionsText::PiemonteDesk => "Zuständiger Schalter Ihrer ASL",
        RegionsText::PiemonteParent => {
            "Für Minderjährige geht ein Elternteil, mit Ausweis, Karte des Kindes und \
             Eigenerklärung. Das Kind muss nicht mitkommen."
        }
        RegionsText::PiemonteCn2Form => "Man unterschreibt zwei Exemplare des Formulars.",
        RegionsText::PiemonteLoss => {
            "Um eine verlorene Karte zu widerrufen, braucht es die Anzeige oder eine \
             Eigenerklärung. Vorher kann man sie aussetzen."
        }
        RegionsText::LiguriaDesk => {
            "Schalter Ihrer ASL; in Savona die Sportelli polifunzionali der ASL 2"
        }
        RegionsText::LiguriaOnlyAsl2 => {
            "Für Ligurien wurde nur die Seite der ASL 2 (Savona) gefunden."
        }
        RegionsText::LiguriaNewCard => {
            "Wer für andere geht, bringt eine einfache Vollmacht und eine Kopie ihres \
             Ausweises."
        }
        RegionsText::LombardiaFilledForm => "das ausgefüllte PDF-Formular",
        RegionsText::IdCopyBothSides => {
            "eine Kopie eines gültigen Ausweises, Vorder- und Rückseite"
        }
        RegionsText::TsCnsCopy => "eine Kopie der Gesundheitskarte",
        RegionsText::LombardiaHelpPhone => "Telefon für Hilfe in der Lombardei",
        RegionsText::LombardiaHelpEmail => "E-Mail-Adresse für Hilfe in der Lombardei",
        RegionsText::LombardiaSogeiSender => "Absender der Nachricht von Sogei",
        RegionsText::SpazioRegione => {
            "Amt SpazioRegione der Provinz, in der Sie wohnen, per E-Mail und Video"
        }
        RegionsText::Lombardia => "Lombardei: Codes von zu Hause aus",
        RegionsText::LombardiaGetForm => {
            "Suchen Sie auf der Seite der Region «Richiesta PIN a distanza». Füllen Sie \
             das PDF-Formular aus und speichern Sie es."
        }
        RegionsText::LombardiaSendForm => {
            "Schicken Sie das Formular mit den Anlagen per E-Mail an das Amt \
             SpazioRegione der Provinz, in der Sie wohnen."
        }
        RegionsText::LombardiaVideoCall => {
            "Vereinbaren Sie einen Termin. Im Videoanruf, am Handy oder Computer, \
             stellt der Mitarbeiter fest, dass Sie es sind."
        }
        RegionsText::LombardiaWaitForParts => {
            "Warten Sie auf zwei verschiedene Nachrichten: In jeder ist ein Teil der \
             Codes. Ohne den Videoanruf wird der zweite Teil nicht gesendet."
        }
        RegionsText::LombardiaFirstPart => {
            "Der erste Teil kommt per E-Mail vom Mitarbeiter von SpazioRegione."
        }
        RegionsText::LombardiaSecondPartEmail => "Der zweite Teil kommt von Sogei per E-Mail.",
        RegionsText::LombardiaSecondPartSms => {
            "Wenn Sie eine Handynummer angegeben haben, kommt der zweite Teil per SMS \
             von der Agenzia delle Entrate."
        }
        RegionsText::LombardiaWhoRuns => {
            "Das Verfahren betreiben das Wirtschafts- und Finanzministerium, Sogei und \
             ARIA. Der Mitarbeiter fordert den Neudruck im Portal des Sistema Tessera \
             Sanitaria an."
        }
        RegionsText::LombardiaCoversActivation => {
            "Derselbe Weg im Internet gilt auch für die erste Aktivierung der Karte."
        }
        RegionsText::LombardiaNotInstant => {
            "Laut Quelle geht alles im Internet. Nötig sind aber ein Formular per \
             E-Mail, ein Mitarbeiter und ein Videotermin: Es geht nicht sofort."
        }
        RegionsText::LombardiaWhoSends => {
            "Die Quelle ist nicht eindeutig, wer den zweiten Teil schickt. \
             Wahrscheinlich fordert ihn der Mitarbeiter an, und Sogei oder die Agenzia \
             delle Entrate sendet ihn."
        }
        RegionsText::LombardiaFirstPartWhen => {
            "Nur der zweite Teil muss auf den Videoanruf warten. Wann der erste kommt, \
             ist nicht angegeben."
        }
        RegionsText::LombardiaWhenRemote => "Von zu Hause, mit E-Mail und Videoanruf.",
        RegionsText::LombardiaWhenDesk => "Wenn Sie lieber persönlich hingehen.",
        RegionsText::LombardiaMobileOrEmail => "eine Handynummer oder E-Mail-Adresse",
        RegionsText::LombardiaDesk => "Persönlich, am Schalter der ASST",
        RegionsText::LombardiaGo => {
            "Gehen Sie zum Schalter. Fragen Sie vorher, ob er Codes neu druckt."
        }
        RegionsText::LombardiaMinor => {
            "Für Minderjährige braucht es das vom gesetzlichen Vertreter \
             unterschriebene Formular, die Karte, dessen Ausweis und eine Handynummer \
             oder E-Mail-Adresse."
        }
        RegionsText::LombardiaDelegate => {
            "Für gesundheitlich vorübergehend Verhinderte geht der Ehepartner, sonst ein \
             Kind, sonst Verwandte bis zum dritten Grad."
        }
        RegionsText::LombardiaLoss => {
            "Karte verloren: Eigenerklärung am Schalter Scelta e Revoca. Sofort ein \
             Blatt, die Karte per Post in etwa einem Monat."
        }
        RegionsText::TrentoPhone => {
            "Hilfe der Provinz: Halten Sie Nummer und Ablaufdatum der Karte bereit"
        }
        RegionsText::TrentoEmail => {
            "E-Mail der Provinz: Nennen Sie Name, Steuernummer, Nummer und Ablaufdatum \
             der Karte"
        }
        RegionsText::TrentoCard => "die Karte (CPS) mit Chip",
        RegionsText::TrentoDesk => "Zuständiger Schalter der Provinz",
        RegionsText::Trento => "Persönlich, mit Termin",
        RegionsText::TrentoNoParent => {
            "Eltern können die Karte eines minderjährigen Kindes nicht mehr aktivieren. \
             Vormund oder Kurator können es, auch emanzipierte Minderjährige mit einer \
             Erklärung."
        }
        RegionsText::TrentoParentBefore => "Ein Elternteil aktiviert die Karte des Kindes.",
        RegionsText::TrentoCip => {
            "Nach dem CIP fragt der Mitarbeiter, um die Karte zu widerrufen oder bei \
             einem Defekt."
        }
        RegionsText::TrentoFaulty => {
            "Die Hilfe widerruft eine defekte Karte. Die neue beantragen Sie beim \
             Gesundheitsbezirk oder bei der Agenzia delle Entrate."
        }
        RegionsText::BolzanoPhone => "Grüne Nummer der Bürgerkarte",
        RegionsText::BolzanoEmail => "E-Mail zur Bürgerkarte, auf Deutsch oder Italienisch",
        RegionsText::BolzanoCard => "die Bürgerkarte",
        RegionsText::BolzanoEmailAndMobile => "die eigene E-Mail-Adresse und Handynummer",
        RegionsText::BolzanoDesk => "Eine der 116 Gemeinden Südtirols",
        RegionsText::Bolzano => "Persönlich, in der Gemeinde",
        RegionsText::BolzanoGo => {
            "Gehen Sie in die Gemeinde und verlangen Sie die PIN noch einmal."
        }
        RegionsText::BolzanoParts => "Ein Teil kommt per E-Mail, ein Teil per SMS.",
        RegionsText::BolzanoWhenMunicipality => "Diesen Weg nennen alle Seiten.",
        RegionsText::BolzanoSamePin => {
            "Sie bekommen dieselbe PIN wie vorher. Nur wenn Sie sie selbst geändert \
             hatten, bekommen Sie eine neue."
        }
        RegionsText::BolzanoHome => "Von zu Hause",
        RegionsText::BolzanoFromHome => {
            "Rufen Sie an und fragen Sie nach der Aktivierung von zu Hause."
        }
        RegionsText::BolzanoWhenHome => {
            "Wenn Sie nicht in die Gemeinde wollen. Wie es geht, sagt die Quelle in dem \
             Teil, den wir haben, nicht."
        }
        RegionsText::BolzanoHomeOrNot => {
            "Eine andere Seite, vielleicht neuer, nennt nur die Gemeinde."
        }
        RegionsText::BolzanoParents => {
            "Für Minderjährige gehen die Eltern, mit Bürgerkarte und Ausweis des \
             Kindes."
        }
        RegionsText::BolzanoGuardian => {
            "Der Vormund bringt die Bürgerkarte, den Nachweis der Vormundschaft und den \
             eigenen Ausweis."
        }
        RegionsText::BolzanoIll => {
            "Wer länger als drei Monate krank ist, kann eine Vollmacht geben, in der \
             Wohnsitzgemeinde. Nötig sind Vollmacht, Antrag in zwei Exemplaren, \
             Bürgerkarte, ärztliches Zeugnis oder Eigenerklärung, Ausweiskopie."
        }
        RegionsText::BolzanoReader => "Lesegeräte werden nicht mehr ausgegeben: Man kauft eines.",
        RegionsText::BolzanoDuplicate => {
            "Das Duplikat hat nur dann einen Chip, wenn ihn die erste Karte hatte."
        }
        RegionsText::VenetoDesk => "Anagrafe der Azienda ULSS",
        RegionsText::VenetoGo => "Gehen Sie persönlich zur Anagrafe Ihrer Azienda ULSS.",
        RegionsText::VenetoEmailPart => "Ein Teil der Codes kommt per E-Mail.",
        RegionsText::FriuliVeneziaGiuliaCard => "die Karte (CRS)",
        RegionsText::FriuliVeneziaGiuliaDesk => {
            "Gesundheitsdienst, Bürgerbüro (URP) der Region oder eine zuständige \
             Gemeinde"
        }
        RegionsText::AtADesk => "Persönlich, am Schalter",
        RegionsText::FriuliVeneziaGiuliaLoss => {
            "Verloren oder gestohlen: Anzeige oder Eigenerklärung, bei der Aktivierung \
             des Duplikats wieder vorzuzeigen. Das Duplikat gibt die Agenzia delle \
             Entrate."
        }
        RegionsText::EmiliaRomagnaUslDesk => "Schalter der Azienda USL Ihrer Provinz",
        RegionsText::EmiliaRomagna => "Persönlich, bei der Azienda USL",
        RegionsText::EmiliaRomagnaGoToUsl => {
            "Gehen Sie zu einem Schalter der Azienda USL Ihrer Provinz."
        }
        RegionsText::ToscanaEmail => "E-Mail des Bürgerbüros (URP) der Toskana",
        RegionsText::ToscanaDesks => {
            "Schalter, der Karten aktiviert: Azienda USL, teilnehmende Apotheke oder \
             Gemeinde"
        }
        RegionsText::ToscanaUrp => "Bürgerbüro (URP) der Region",
        RegionsText::Toscana => "Persönlich, am Schalter oder in der Apotheke",
        RegionsText::ToscanaGoToDesk => {
            "Gehen Sie zu einem Schalter, der Karten aktiviert, oder mit Termin zum \
             URP."
        }
        RegionsText::ToscanaDelegate => {
            "Für Kranke geht ein Bevollmächtigter: eigener Ausweis, Vollmacht, \
             Ausweiskopie des Inhabers."
        }
        RegionsText::ToscanaFaqLost => {
            "Auf der Seite der Region gibt es eine Frage zu Codes, die nicht mehr zu \
             finden sind. Die Antwort fehlt in dem Teil, den wir haben."
        }
        RegionsText::ToscanaFaulty => {
            "Eine defekte Karte tauscht die ASL, nur für den Inhaber oder Eltern und \
             Vormund."
        }
        RegionsText::MarchePhone => "Agenzia delle Entrate (Steueragentur)",
        RegionsText::ListedDesk => "Zuständiger Schalter; die Liste ist auf der Seite der Region",
        RegionsText::MarcheCohesion => "Die «PIN Cohesion» ist ein anderer Zugang.",
        RegionsText::LazioAslDesk => "Zuständiger Schalter Ihrer ASL (Gesundheitsdienst)",
        RegionsText::LazioHandedOver => {
            "Der Mitarbeiter druckt PIN, PUK und auf Wunsch den CIP neu. Laut Ratgeber \
             gibt es sie sofort; fragen Sie nach."
        }
        RegionsText::LazioWebForm => {
            "Sie können auch mit dem Webformular des URP schreiben: Bereich «Sanità», \
             dann «Tessera sanitaria»."
        }
        RegionsText::LazioWholeCodesOrHalves => {
            "Der Ratgeber sagt auch, dass eine Hälfte per E-Mail kommt. Fragen Sie, ob \
             noch eine kommt."
        }
        RegionsText::LazioParent => {
            "Für Minderjährige geht ein Elternteil: Ausweis, neue und alte Karte des \
             Kindes, Nachweis der Elternschaft, unterschriebenes Formular."
        }
        RegionsText::AbruzzoUrp => "Bürgerbüro (URP) der ASL, allgemeine Nummer",
        RegionsText::AbruzzoChieti => {
            "Vor Jahren konnte ein Bürger die Karte bei der ASL Chieti nicht aktivieren \
             lassen. Fragen Sie vorher."
        }
        RegionsText::MoliseDesk => "Schalter der ASReM",
        RegionsText::CampaniaActiveCard => "die Karte, die laut Ratgeber aktiv sein muss",
        RegionsText::CampaniaAslDesk => "Schalter Ihrer ASL",
        RegionsText::CampaniaSecondPart => {
            "Der Ratgeber verlangt eine E-Mail-Adresse: Die zweite Hälfte kommt \
             vielleicht dorthin."
        }
        RegionsText::CampaniaNewOrActive => {
            "Die Region spricht von der neuen Karte, der Ratgeber von der aktiven."
        }
        RegionsText::CampaniaDelegate => "Eine Vollmacht ist möglich. Fragen Sie vorher, wie.",
        RegionsText::PugliaDesk => "Zuständiger Schalter der Region Apulien",
        RegionsText::Puglia => "Persönlich, in zwei Schritten",
        RegionsText::SiciliaEmail => "E-Mail der Region, für Karten, die nie kamen",
        RegionsText::SiciliaDesk => {
            "Zuständiger Schalter; welcher, sagt die Quelle in dem Teil, den wir haben, \
             nicht"
        }
        RegionsText::Sicilia => "Persönlich; den Schalter muss man erfragen",
        RegionsText::SiciliaTwoKinds => {
            "In Sizilien gibt es zwei Karten: mit Chip und Logo der Region, und die \
             nationale ohne Chip."
        }
        RegionsText::SardegnaDesk => "Schalter der ASL, vorbestellt oder der Reihe nach",
        RegionsText::SardegnaNoPharmacies => {
            "Seit 1. Januar 2023 geben Apotheken keine Codes mehr aus: nur die ASL."
        }
        RegionsText::SardegnaPharmacies => {
            "Codes in der Apotheke (bis zu 3 Euro) oder kostenlos bei ATS und URP."
        }
        RegionsText::SardegnaPukOnPortal => "Die PUK gibt es nur im Portal der Karte, mit der PIN.",
        RegionsText::SardegnaBlindEnvelope => {
            "PIN und Benutzercode in einem blickdichten Umschlag, am Schalter."
        }
        RegionsText::SardegnaParent => {
            "Für Minderjährige geht ein Elternteil oder Vormund: Karte, eigener \
             Ausweis, Eigenerklärung."
        }
        RegionsText::LiguriaWhereNewCard => {
            "Die neue Karte beantragen Sie bei der Agenzia delle Entrate, auf der Seite \
             des Sistema TS oder an den Schaltern der ASL."
        }
        RegionsText::LazioOldCard => {
            "Bringen Sie auch die vorige, abgelaufene Karte mit: Sie wird eingezogen und \
             vernichtet."
        }
    }
}
