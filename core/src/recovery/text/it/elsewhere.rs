//! What other sources say.

use crate::recovery::knowledge::ElsewhereText;

pub(super) const fn text(key: ElsewhereText) -> &'static str {
    match key {
        ElsewhereText::CieLength => {
            "PIN e PUK della CIE hanno 8 cifre: 4 sulla ricevuta e 4 nella lettera."
        }
        ElsewhereText::CieBlockedAfterThree => {
            "Il PIN della CIE si blocca dopo tre PIN sbagliati uno dopo l'altro."
        }
        ElsewhereText::CieThreeOrMoreThanThree => {
            "Alcune pagine scrivono «tre» PIN sbagliati, altre «più di tre». Conti su tre."
        }
        ElsewhereText::CiePukTenTries => {
            "Dopo dieci PUK sbagliati il PUK si blocca per sempre. Allora serve una carta nuova."
        }
        ElsewhereText::CieAppInDetail => {
            "Aggiorni CieID su un telefono con NFC e scelga «Recupero PUK». Avvicini la carta \
             al telefono. Scriva il numero di serie della carta, in alto a destra. Scriva l'e-mail o il \
             cellulare dati alla richiesta. Poi aspetti il messaggio."
        }
        ElsewhereText::CieApp48Hours => "Tra la richiesta nell'app e il PUK passano 48 ore.",
        ElsewhereText::CieWhereNewPin => {
            "Un nuovo PIN si sceglie nell'app CieID («Sblocca carta») o, su un computer \
             con lettore, con il «Software CIE»."
        }
        ElsewhereText::CieWhichMunicipality => {
            "Le fonti non sono d'accordo: per una va bene qualsiasi Comune, per un'altra quello \
             di residenza. Chieda prima al Suo."
        }
        ElsewhereText::CieAbroad => "Chi vive all'estero può rivolgersi al consolato.",
        ElsewhereText::CieReprintByEmail => {
            "Alcuni Comuni accettano la richiesta per e-mail, con un modulo firmato e la copia \
             di un documento. La seconda parte arriva allora a un indirizzo normale, non PEC."
        }
        ElsewhereText::CieWithoutEmail => {
            "Chi non ha un'e-mail può chiedere al Comune di stampare anche la seconda metà, con \
             un modulo di delega."
        }
        ElsewhereText::TsCnsLength => {
            "Il PIN della tessera ha 5 cifre (2 e 3), il PUK ne ha 8 (2 e 6). Così scrivono \
             pagine lombarde."
        }
        ElsewhereText::TsCnsThreeWrongPins => {
            "Pagine di alcune Regioni dicono: dopo tre PIN sbagliati il PIN si blocca."
        }
        ElsewhereText::TsCnsThreeWrongPuks => {
            "Pagine di alcune Regioni dicono: dopo tre PUK sbagliati la tessera è bloccata per \
             sempre."
        }
        ElsewhereText::TsCnsCipByRegion => {
            "Il CIP c'è solo in alcune Regioni. A Trento l'operatore lo chiede per revocare la \
             tessera."
        }
        ElsewhereText::TsCnsDelegation => {
            "In alcuni posti si può delegare un'altra persona, con un modulo o nei casi \
             previsti dalla legge. Chieda prima allo sportello."
        }
        ElsewhereText::TsCnsMinor => {
            "Per un minorenne va di solito un genitore o chi lo rappresenta, con il proprio \
             documento, la tessera del minore e un'e-mail o un cellulare."
        }
        ElsewhereText::TsCnsActivateFromOld => {
            "Una tessera nuova si può attivare online con quella di prima, se è ancora valida e \
             attiva."
        }
        ElsewhereText::TsCnsChipOnFront => {
            "La guida scrive che il chip è sul retro. Sulle tessere vere è sul fronte, sotto la \
             scritta «TS»."
        }
        ElsewhereText::TsWithoutChipSince => {
            "Dal 1° giugno 2022 le tessere possono arrivare senza chip. Per i servizi online si \
             usano allora SPID o la CIE."
        }
        ElsewhereText::SardegnaPukOnPortal => {
            "In Sardegna il PUK si ha solo dal portale della tessera, dopo essere entrati con \
             il PIN. Il PIN arriva in una busta oscurata."
        }
        ElsewhereText::PiemonteTwoParts => {
            "Alla ASL CN2 la prima parte si riceve allo sportello e la seconda per e-mail. Va \
             portata anche la tessera vecchia, che viene distrutta."
        }
        ElsewhereText::TrentoTwoParts => {
            "A Trento PIN, PUK e CIP arrivano in due metà. La seconda arriva per e-mail o SMS."
        }
        ElsewhereText::ValleDAostaMunicipality => {
            "In Valle d'Aosta si va all'anagrafe del Comune con documento, tessera ed e-mail."
        }
        ElsewhereText::ValleDAostaGuardian => {
            "In Valle d'Aosta per chi ha un tutore si va solo agli sportelli AUSL, con i \
             documenti del tribunale. Chi non può muoversi per più di tre mesi può delegare. \
             Per un minore serve anche la tessera del genitore."
        }
        ElsewhereText::CieHelpPhone => "Assistenza per la CIE, telefono",
        ElsewhereText::CieHelpEmail => "Assistenza per la CIE, e-mail",
        ElsewhereText::SardegnaCallCentre => "Call center della tessera in Sardegna",
        ElsewhereText::SardegnaCallCentreSecond => {
            "Call center della tessera in Sardegna, secondo numero"
        }
        ElsewhereText::CieNewCard => "Chiedere una carta nuova",
        ElsewhereText::CieAskForNewCard => {
            "PIN e PUK bloccati non si possono più recuperare. Chieda al Comune una carta \
             d'identità nuova."
        }
        ElsewhereText::TsCnsNewCard => "Chiedere una tessera nuova",
        ElsewhereText::TsCnsAskForNewCard => {
            "Faccia annullare la tessera bloccata e ne chieda una nuova alla ASL o all'Agenzia \
             delle Entrate."
        }
    }
}
