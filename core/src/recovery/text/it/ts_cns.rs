//! The TS-CNS, in every Region.

use crate::recovery::knowledge::TsCnsText;

pub(super) const fn text(key: TsCnsText) -> &'static str {
    match key {
        TsCnsText::TsCnsWhatItIs => {
            "La Tessera Sanitaria con il chip è anche una Carta Nazionale dei Servizi (CNS). \
             Con questa si entra per esempio nei servizi dell'INPS, nel fascicolo sanitario, \
             nelle prenotazioni e nei referti."
        }
        TsCnsText::TsCnsSentFree => {
            "La tessera arriva gratis e da sola ai cittadini italiani che ne hanno diritto. Non \
             bisogna chiederla."
        }
        TsCnsText::TsCnsValidity => {
            "La tessera vale 6 anni. Per i cittadini stranieri vale quanto il permesso di \
             soggiorno. La nuova arriva da sola a casa."
        }
        TsCnsText::TsCnsNeedsReader => {
            "Per usarla online servono un computer con un lettore di smart card, il programma \
             della tessera (gratis dal sito della Regione), il PIN e il PUK."
        }
        TsCnsText::TsCnsActivationByRegion => {
            "L'attivazione comincia con la richiesta del PIN. In alcune Regioni si fa a uno \
             sportello, in altre online."
        }
        TsCnsText::TsCnsActiveWithBoth => {
            "La tessera è attiva solo quando si sono ricevute tutte e due le metà dei codici."
        }
        TsCnsText::TsCnsPinPurpose => {
            "Il PIN serve per entrare nei siti della pubblica amministrazione."
        }
        TsCnsText::TsCnsPukPurpose => "Il PUK sblocca il PIN dopo troppi inserimenti sbagliati.",
        TsCnsText::TsCnsCipPurpose => {
            "Il CIP serve per disattivare la tessera se viene persa o rubata. La fonte non \
             descrive come si fa."
        }
        TsCnsText::TsCnsTooManyWrongPins => {
            "Troppi PIN sbagliati bloccano il PIN. La fonte non dice quanti."
        }
        TsCnsText::TsCnsFirstHalf => {
            "La prima metà di ogni codice è su un foglio che si riceve allo sportello o su \
             richiesta."
        }
        TsCnsText::TsCnsSecondHalf => {
            "La seconda metà di ogni codice arriva all'indirizzo e-mail indicato \
             all'attivazione."
        }
        TsCnsText::TsCnsOldMessages => {
            "Se la tessera è già stata attivata, cerchi la seconda metà tra i messaggi vecchi."
        }
        TsCnsText::TsCnsActivationSameDesk => {
            "La fonte descrive la ristampa. Probabilmente anche la prima attivazione si fa allo stesso sportello: lo chieda prima."
        }
        TsCnsText::TsCnsRegionDecides => {
            "È la Regione a dare e ristampare i codici. Oltre agli sportelli può offrire una \
             via a distanza, ma non è obbligata."
        }
        TsCnsText::TsCnsOnlyLombardiaOnline => {
            "Secondo la fonte solo la Lombardia permette di riavere i codici online. Altrove si \
             va a uno sportello."
        }
        TsCnsText::TsCnsOneHalfSameReprint => {
            "Anche se manca solo una metà, la strada è la stessa: la fonte conosce solo la \
             ristampa di tutto."
        }
        TsCnsText::TsCnsForgottenPinSameWay => {
            "Per un PIN dimenticato ma non bloccato la fonte non descrive una via. \
             Probabilmente è la stessa: un nuovo PIN con il PUK."
        }
        TsCnsText::TsNoChipNoCodes => {
            "Solo la tessera con il chip è una CNS. Senza chip non ci sono PIN, PUK e CIP, \
             quindi non c'è nulla da recuperare."
        }
        TsCnsText::SistemaTsPhone => "Numero verde del Sistema Tessera Sanitaria",
        TsCnsText::TsCnsUnblock => "Sbloccare il PIN con il PUK",
        TsCnsText::TsCnsGetSoftware => {
            "Prepari un computer con un lettore di smart card e il programma della tessera, che \
             è gratis sul sito della Regione."
        }
        TsCnsText::TsCnsUnblockWithPuk => {
            "Inserisca la tessera nel lettore e sblocchi il PIN con il PUK intero."
        }
        TsCnsText::TsCnsComplete => "Ha il PIN e il PUK",
        TsCnsText::TsCnsKeepCodes => {
            "Non deve fare nulla. Conservi i codici interi in un posto sicuro."
        }
        TsCnsText::TsCnsUsePin => "Continuare a usare il PIN",
        TsCnsText::TsCnsGoOnWithPin => {
            "Se conosce il PIN e non è bloccato, può ancora entrare nei siti con la tessera."
        }
        TsCnsText::TsCnsCodesGiven => {
            "Con la prima attivazione si ricevono il PIN, il PUK e il CIP, di solito a uno \
             sportello della ASL o del Comune."
        }
    }
}
