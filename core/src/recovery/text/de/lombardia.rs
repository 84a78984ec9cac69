//! The TS-CNS in Lombardia.

use crate::recovery::knowledge::LombardiaText;

pub(super) const fn text(key: LombardiaText) -> &'static str {
    match key {
        LombardiaText::LombardiaWhoRuns => {
            "Das Verfahren betreiben das Wirtschafts- und Finanzministerium, Sogei und ARIA. \
             Der Mitarbeiter fordert den Neudruck im Portal des Sistema Tessera Sanitaria an."
        }
        LombardiaText::LombardiaCoversActivation => {
            "Derselbe Weg im Internet gilt auch für die erste Aktivierung der Karte."
        }
        LombardiaText::LombardiaNotInstant => {
            "Laut Quelle geht alles im Internet. Nötig sind aber ein Formular per E-Mail, ein \
             Mitarbeiter und ein Videotermin: Es geht nicht sofort."
        }
        LombardiaText::LombardiaWhoSends => {
            "Die Quelle ist nicht eindeutig, wer den zweiten Teil schickt. Wahrscheinlich \
             fordert ihn der Mitarbeiter an, und Sogei oder die Agenzia delle Entrate sendet \
             ihn."
        }
        LombardiaText::LombardiaFirstPartWhen => {
            "Nur der zweite Teil muss auf den Videoanruf warten. Wann der erste kommt, ist \
             nicht angegeben."
        }
        LombardiaText::LombardiaFilledForm => "das ausgefüllte PDF-Formular",
        LombardiaText::IdCopyBothSides => {
            "eine Kopie eines gültigen Ausweises, Vorder- und Rückseite"
        }
        LombardiaText::TsCnsCopy => "eine Kopie der Gesundheitskarte",
        LombardiaText::LombardiaHelpEmail => "E-Mail-Adresse für Hilfe in der Lombardei",
        LombardiaText::LombardiaHelpPhone => "Telefon für Hilfe in der Lombardei",
        LombardiaText::LombardiaSogeiSender => "Absender der Nachricht von Sogei",
        LombardiaText::SpazioRegione => {
            "Amt SpazioRegione der Provinz, in der Sie wohnen, per E-Mail und Video"
        }
        LombardiaText::Lombardia => "Lombardei: Codes von zu Hause aus",
        LombardiaText::LombardiaGetForm => {
            "Suchen Sie auf der Seite der Region «Richiesta PIN a distanza». Füllen Sie das \
             PDF-Formular aus und speichern Sie es."
        }
        LombardiaText::LombardiaSendForm => {
            "Schicken Sie das Formular mit den Anlagen per E-Mail an das Amt SpazioRegione der \
             Provinz, in der Sie wohnen."
        }
        LombardiaText::LombardiaVideoCall => {
            "Vereinbaren Sie einen Termin. Im Videoanruf, am Handy oder Computer, stellt der \
             Mitarbeiter fest, dass Sie es sind."
        }
        LombardiaText::LombardiaWaitForParts => {
            "Warten Sie auf zwei verschiedene Nachrichten: In jeder ist ein Teil der Codes. \
             Ohne den Videoanruf wird der zweite Teil nicht gesendet."
        }
        LombardiaText::LombardiaFirstPart => {
            "Der erste Teil kommt per E-Mail vom Mitarbeiter von SpazioRegione."
        }
        LombardiaText::LombardiaSecondPartEmail => "Der zweite Teil kommt von Sogei per E-Mail.",
        LombardiaText::LombardiaSecondPartSms => {
            "Wenn Sie eine Handynummer angegeben haben, kommt der zweite Teil per SMS von der \
             Agenzia delle Entrate."
        }
    }
}
