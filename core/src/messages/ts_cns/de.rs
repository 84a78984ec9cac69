//! German.

use super::TsCnsTexts;

pub(in crate::messages) const TEXTS: TsCnsTexts = TsCnsTexts {
    wrong_pin: "Prüfen Sie die PIN und versuchen Sie es noch einmal. Wenn Sie sie nie geändert \
        haben, hat sie 5 Ziffern: Setzen Sie die Hälfte vom Schalter und die aus der Nachricht \
        zusammen. Wenn Sie sie nicht mehr kennen, setzen Sie mit der PUK eine neue.",
    pin_blocked: "Entsperren Sie die PIN mit der PUK und wählen Sie eine neue PIN. Wenn Sie \
        die PUK nicht haben, fragen Sie den Sanitätsbetrieb Ihrer Region.",
    wrong_puk: "Prüfen Sie die PUK und versuchen Sie es noch einmal. Sie hat 8 Ziffern: \
        Setzen Sie die Hälfte vom Schalter und die aus der Nachricht zusammen. Wenn \
        Sie sie nicht finden, fragen Sie den Sanitätsbetrieb Ihrer Region, bevor die \
        Versuche verbraucht sind.",
    puk_is_blocked: "Die PUK ist gesperrt. Bei einer Gesundheitskarte geschieht das nach drei \
        Fehlversuchen. Das ist endgültig: Niemand kann sie entsperren.",
    puk_blocked: "Wenn Sie die PIN kennen und sie nicht gesperrt ist, können Sie sie weiter \
        verwenden. Sonst muss die Karte widerrufen werden: Beantragen Sie eine neue beim \
        Sanitätsbetrieb Ihrer Region.",
    last_puk: "Wenn Sie sich der PUK sicher sind, erlauben Sie den letzten Versuch und geben Sie \
        die PUK noch einmal ein. Sonst holen Sie sich die PUK zuerst beim Sanitätsbetrieb Ihrer \
        Region wieder: Eine gesperrte PUK bleibt gesperrt.",
    is_unsupported: "Das ist eine Gesundheitskarte, aber diese Art wird hier nicht unterstützt. \
        Es wurde kein Code gesendet.",
    unsupported: "Suchen Sie eine neuere Version dieses Programms. Bis dahin verwenden Sie das \
        Programm Ihrer Region oder fragen Sie deren Sanitätsbetrieb.",
    refused: "Nehmen Sie die Karte weg, legen Sie sie wieder hin und beginnen Sie noch \
        einmal. Wenn es wieder geschieht, hören Sie auf und fragen Sie den \
        Sanitätsbetrieb Ihrer Region.",
    not_available: "Das ist eine Gesundheitskarte (TS-CNS). Sie bietet diese Funktion nicht. Es \
        wurde kein Code gesendet.",
    other_card: "Die persönlichen Daten einer Gesundheitskarte lassen sich ohne Code lesen. \
        Für alles andere verwenden Sie eine elektronische Identitätskarte.",
    ambiguous_code: "Das ist eine Gesundheitskarte, und der Code könnte der einer \
        Identitätskarte sein. Es wurde kein Code gesendet.",
    name_the_card: "Wenn der Code zur Gesundheitskarte gehört, wählen Sie die Gesundheitskarte \
        und versuchen Sie es noch einmal. Wenn er zur Identitätskarte gehört, verwenden Sie diese \
        und halten Sie die andere Karte fern.",
    unprotected: "Eine Gesundheitskarte kann ihre Antworten nicht schützen, deshalb ist das nicht \
        gewiss.",
};
