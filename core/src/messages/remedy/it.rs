//! Italian.

use crate::error::ErrorCode;

pub(in crate::messages) const fn remedy(code: ErrorCode) -> &'static str {
    match code {
        ErrorCode::WrongPin => {
            "Controlla il PIN e riprova. Se non l'hai mai cambiato, la prima metà è arrivata con la \
             ricevuta del Comune e la seconda nella lettera con la carta. \
             Se non lo ricordi più, puoi sceglierne uno nuovo con il PUK."
        }
        ErrorCode::PinBlocked => {
            "Sblocca il PIN con il PUK e scegli un nuovo PIN. Se non hai il PUK, \
             puoi recuperarlo nell'app CieID o in Comune."
        }
        ErrorCode::WrongPuk => {
            "Controlla il PUK e riprova. La prima metà è arrivata con la ricevuta \
             del Comune, la seconda nella lettera con la carta. \
             Puoi anche recuperarlo nell'app CieID o in Comune."
        }
        ErrorCode::PukBlocked => {
            "Se conosci il PIN e non è bloccato, puoi continuare a usarlo. \
             Altrimenti chiedi una nuova carta in Comune."
        }
        ErrorCode::LastTry => {
            "Se non hai dubbi sul codice, autorizza l'ultimo tentativo e inserisci di nuovo il \
             codice. Altrimenti cerca prima il codice corretto."
        }
        ErrorCode::MalformedCode => {
            "Inserisci tutte le cifre: il PUK ne ha 8, come il PIN della carta d'identità; il PIN \
             della tessera sanitaria ne ha da 5 a 8. Se usi i codici ricevuti con la carta, \
             unisci le due metà."
        }
        ErrorCode::WeakPin => "Scegli un altro PIN, con cifre senza un ordine semplice.",
        ErrorCode::SamePin => "Scegli un PIN diverso da quello vecchio.",
        ErrorCode::OtherCard => {
            "Ricomincia con la carta a cui appartengono i codici e tieni lontane le altre. \
             Se hai più carte, verificane una alla volta."
        }
        ErrorCode::OutcomeUnknown => {
            "Avvicina di nuovo la stessa carta al telefono o al lettore e verifica com'è \
             andata. Così usi meno tentativi possibile."
        }
        ErrorCode::CardLost => {
            "Ricomincia e tieni la carta ferma sul telefono o sul lettore fino alla fine."
        }
        ErrorCode::NotACie => {
            "Usa una carta d'identità elettronica o una tessera sanitaria con chip e allontana \
             le altre carte, per esempio il bancomat."
        }
        ErrorCode::NotOnThisCard => "Per questo usa l'altra carta.",
        ErrorCode::UnsupportedCard => {
            "Cerca una versione più recente di questo programma. \
             Nel frattempo usa l'app CieID o chiedi in Comune."
        }
        ErrorCode::CardRefused => {
            "Allontana la carta, appoggiala di nuovo e ricomincia. \
             Se succede ancora, fermati e chiedi in Comune."
        }
        ErrorCode::CardMisbehaved => {
            "Allontana la carta, appoggiala di nuovo e ricomincia. \
             Se succede ancora, usa un altro telefono o lettore."
        }
        ErrorCode::ChipCheckFailed => {
            "Allontana la carta, appoggiala di nuovo e ricomincia. Se succede ancora, \
             non inserire codici per questa carta e chiedi in Comune."
        }
        ErrorCode::WrongCan => {
            "Cerca le sei cifre sul fronte della carta, in basso a destra, \
             e inseriscile di nuovo."
        }
        ErrorCode::WrongMrz => {
            "Confronta numero del documento, data di nascita e scadenza con la carta \
             e inseriscili di nuovo."
        }
        ErrorCode::CardResetRequired => {
            "Allontana la carta dal telefono o dal lettore per due secondi, \
             poi avvicinala di nuovo."
        }
        ErrorCode::LongReadRefused => {
            "Allontana la carta per due secondi e avvicinala di nuovo: così viene letta in \
             parti più piccole."
        }
        ErrorCode::BasicAccessOnly => {
            "Se il documento è una carta d'identità, allontanalo per due secondi e riprova. Se è \
             un documento più vecchio, scegli il modo più vecchio (BAC) con le righe stampate."
        }
        ErrorCode::NoBasicAccess => {
            "Aprilo nel modo consueto (PACE): con il numero di sei cifre (CAN) o con le righe \
             stampate."
        }
        ErrorCode::LinkTooShort => "Usa un altro telefono o un altro lettore.",
        ErrorCode::ReaderUnavailable => {
            "Attiva l'NFC o collega il lettore. Poi appoggia una sola carta e ricomincia."
        }
        ErrorCode::UnsupportedDevice => {
            "Usa un telefono con NFC o un computer con un lettore. Se il tuo telefono legge carte \
             in altre app, cerca una versione più recente di questo programma."
        }
        ErrorCode::Cancelled => "Puoi ricominciare quando vuoi.",
        ErrorCode::Busy => {
            "Aspetta che finisca, o chiudi gli altri programmi che usano la carta. \
             Poi ricomincia."
        }
        ErrorCode::MemoryUnavailable => {
            "Controlla che ci sia spazio libero e che questo programma possa salvare i suoi \
             file. Poi ricomincia."
        }
        ErrorCode::LibraryFault => {
            "Allontana la carta e ricomincia. Se succede ancora, cerca una versione più recente \
             di questo programma."
        }
    }
}
