//! The TS-CNS in Lombardia.

use crate::recovery::knowledge::LombardiaText;

pub(super) const fn text(key: LombardiaText) -> &'static str {
    match key {
        LombardiaText::LombardiaWhoRuns => {
            "La procedura è del Ministero dell'Economia e delle Finanze, di Sogei e di ARIA. \
             L'operatore chiede la ristampa nel portale del Sistema Tessera Sanitaria."
        }
        LombardiaText::LombardiaCoversActivation => {
            "La stessa procedura online vale anche per attivare la tessera la prima volta."
        }
        LombardiaText::LombardiaNotInstant => {
            "La fonte la chiama «tutta online». Servono però un modulo via e-mail, un operatore \
             e un appuntamento in video: non è immediata."
        }
        LombardiaText::LombardiaWhoSends => {
            "La fonte dice in due modi chi manda la seconda parte. La spiegazione più \
             probabile: l'operatore la chiede e Sogei o l'Agenzia delle Entrate la spediscono."
        }
        LombardiaText::LombardiaFirstPartWhen => {
            "Solo la seconda parte deve aspettare la videochiamata. Quando arriva la prima non \
             è indicato."
        }
        LombardiaText::LombardiaFilledForm => "il modulo PDF compilato",
        LombardiaText::IdCopyBothSides => {
            "una copia, fronte e retro, di un documento di identità valido"
        }
        LombardiaText::TsCnsCopy => "una copia della Tessera Sanitaria",
        LombardiaText::LombardiaHelpEmail => "E-mail di assistenza in Lombardia",
        LombardiaText::LombardiaHelpPhone => "Telefono di assistenza in Lombardia",
        LombardiaText::LombardiaSogeiSender => "Mittente del messaggio di Sogei",
        LombardiaText::SpazioRegione => {
            "Ufficio SpazioRegione della provincia in cui abita, via e-mail e in video"
        }
        LombardiaText::Lombardia => "Lombardia: codici a distanza",
        LombardiaText::LombardiaGetForm => {
            "Nel sito della Regione cerchi «Richiesta PIN a distanza». Compili il modulo PDF e \
             lo salvi."
        }
        LombardiaText::LombardiaSendForm => {
            "Mandi il modulo per e-mail all'ufficio SpazioRegione della provincia in cui abita, \
             con gli allegati."
        }
        LombardiaText::LombardiaVideoCall => {
            "Fissi un appuntamento. In videochiamata, dal telefono o dal computer, l'operatore \
             La riconosce."
        }
        LombardiaText::LombardiaWaitForParts => {
            "Aspetti due messaggi diversi: in ognuno c'è una parte dei codici. Senza la \
             videochiamata la seconda parte non viene mandata."
        }
        LombardiaText::LombardiaFirstPart => {
            "La prima parte arriva per e-mail dall'operatore di SpazioRegione."
        }
        LombardiaText::LombardiaSecondPartEmail => "La seconda parte arriva da Sogei per e-mail.",
        LombardiaText::LombardiaSecondPartSms => {
            "Se ha dato un numero di cellulare, la seconda parte arriva con un SMS dell'Agenzia \
             delle Entrate."
        }
    }
}
