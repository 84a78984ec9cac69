//! Italian.

use crate::error::ErrorCode;

pub(in crate::messages) const fn remedy(code: ErrorCode) -> &'static str {
    match code {
        ErrorCode::WrongPin => {
            "Controlli il PIN e riprovi. Se non l'ha mai cambiato, la prima metà è arrivata con la \
             ricevuta del Comune e la seconda nella lettera con la carta. \
             Se non lo ricorda più, può sceglierne uno nuovo con il PUK."
        }
        ErrorCode::PinBlocked => {
            "Sblocchi il PIN con il PUK e scelga un nuovo PIN. Se non ha il PUK, \
             può recuperarlo nell'app CieID o in Comune."
        }
        ErrorCode::WrongPuk => {
            "Controlli il PUK e riprovi. La prima metà è arrivata con la ricevuta \
             del Comune, la seconda nella lettera con la carta. \
             Può anche recuperarlo nell'app CieID o in Comune."
        }
        ErrorCode::PukBlocked => {
            "Se conosce il PIN e non è bloccato, può continuare a usarlo. \
             Altrimenti chieda una nuova carta in Comune."
        }
        ErrorCode::LastTry => {
            "Se non ha dubbi sul codice, permetta l'ultimo tentativo e lo inserisca di nuovo. \
             Altrimenti cerchi prima il codice giusto."
        }
        ErrorCode::MalformedCode => {
            "Inserisca tutte le cifre: il PUK ne ha 8, il PIN della carta d'identità anche 8, \
             quello della tessera sanitaria da 5 a 8. Dei codici dati con la carta, unisca le \
             due parti."
        }
        ErrorCode::WeakPin => "Scelga un altro PIN, con cifre senza un ordine semplice.",
        ErrorCode::SamePin => "Scelga un PIN diverso da quello vecchio.",
        ErrorCode::OtherCard => {
            "Ricominci con la carta a cui appartengono i codici e tenga lontane le altre. \
             Se ha più carte, ne verifichi una alla volta."
        }
        ErrorCode::OutcomeUnknown => {
            "Avvicini di nuovo la stessa carta al telefono o al lettore e verifichi com'è \
             andata. Così si usano meno tentativi possibile."
        }
        ErrorCode::CardLost => {
            "Tenga la carta ferma sul telefono o sul lettore fino alla fine e ricominci."
        }
        ErrorCode::NotACie => {
            "Usi una carta d'identità elettronica o una tessera sanitaria con chip e allontani \
             le altre carte, per esempio il bancomat."
        }
        ErrorCode::NotOnThisCard => {
            "Chieda qualcosa che questa carta ha, oppure usi l'altra carta."
        }
        ErrorCode::UnsupportedCard => {
            "Cerchi una versione più recente di questo programma. \
             Nel frattempo usi l'app CieID o chieda in Comune."
        }
        ErrorCode::CardRefused => {
            "Allontani la carta, la appoggi di nuovo e ricominci. \
             Se succede ancora, si fermi e chieda in Comune."
        }
        ErrorCode::CardMisbehaved => {
            "Allontani la carta, la appoggi di nuovo e ricominci. \
             Se succede ancora, usi un altro telefono o lettore."
        }
        ErrorCode::ChipCheckFailed => {
            "Allontani la carta, la appoggi di nuovo e ricominci. Se succede ancora, \
             non inserisca codici per questa carta e chieda in Comune."
        }
        ErrorCode::WrongCan => {
            "Cerchi le sei cifre sul fronte della carta, in basso a destra, \
             e le inserisca di nuovo."
        }
        ErrorCode::WrongMrz => {
            "Confronti numero del documento, data di nascita e scadenza con la carta \
             e li inserisca di nuovo."
        }
        ErrorCode::CardResetRequired => {
            "Allontani la carta dal telefono o dal lettore per due secondi, \
             poi la avvicini di nuovo."
        }
        ErrorCode::LongReadRefused => {
            "Allontani la carta per due secondi e la avvicini di nuovo: allora viene letta in \
             parti più piccole."
        }
        ErrorCode::BasicAccessOnly => {
            "Se il documento è una carta d'identità, lo allontani per due secondi e riprovi. \
             Se è un documento più vecchio, chieda il modo più vecchio (BAC) con le righe \
             stampate."
        }
        ErrorCode::NoBasicAccess => {
            "Lo apra nel modo consueto (PACE): con il numero di sei cifre (CAN) o con le righe \
             stampate."
        }
        ErrorCode::LinkTooShort => "Usi un altro telefono o un altro lettore.",
        ErrorCode::ReaderUnavailable => {
            "Attivi l'NFC o colleghi il lettore. Poi appoggi una sola carta e ricominci."
        }
        ErrorCode::Cancelled => "Può ricominciare quando vuole.",
        ErrorCode::Busy => {
            "Aspetti che finisca, o chiuda gli altri programmi che usano la carta. \
             Poi ricominci."
        }
        ErrorCode::MemoryUnavailable => {
            "Controlli che ci sia spazio libero e che questo programma possa salvare i suoi \
             file. Poi ricominci."
        }
    }
}
