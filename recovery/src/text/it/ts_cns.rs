//! The TS-CNS, in every Region.

use crate::knowledge::TsCnsText;

pub(super) const fn text(key: TsCnsText) -> &'static str {
    match key {
        TsCnsText::TsCnsWhatItIs => {
            "La Tessera Sanitaria con il chip è anche una Carta Nazionale dei Servizi \
             (CNS). Con questa si entra per esempio nei servizi dell'INPS, nel \
             fascicolo sanitario, nelle prenotazioni e nei referti."
        }
        TsCnsText::TsCnsSentFree => {
            "La tessera arriva gratis e da sola ai cittadini italiani che ne hanno \
             diritto. Non bisogna chiederla."
        }
        TsCnsText::TsCnsValidity => {
            "La tessera vale 6 anni. Per i cittadini stranieri vale quanto il permesso \
             di soggiorno. La nuova arriva da sola a casa."
        }
        TsCnsText::TsCnsNeedsReader => {
            "Per usarla online servono un computer con un lettore di smart card, il \
             programma della tessera (gratis dal sito della Regione), il PIN e il PUK."
        }
        TsCnsText::TsCnsActivationByRegion => {
            "L'attivazione comincia con la richiesta del PIN. In alcune Regioni si fa a \
             uno sportello, in altre online."
        }
        TsCnsText::TsCnsCodesGiven => {
            "Con la prima attivazione si ricevono il PIN, il PUK e il CIP, di solito a \
             uno sportello della ASL o del Comune."
        }
        TsCnsText::TsCnsActiveWithBoth => {
            "La tessera è attiva solo quando si sono ricevute tutte e due le metà dei \
             codici."
        }
        TsCnsText::TsCnsPinPurpose => {
            "Il PIN serve per entrare nei siti della pubblica amministrazione."
        }
        TsCnsText::TsCnsPukPurpose => "Il PUK sblocca il PIN dopo troppi inserimenti sbagliati.",
        TsCnsText::TsCnsCipPurpose => {
            "Il CIP serve per disattivare la tessera se viene persa o rubata. La fonte \
             non descrive come si fa."
        }
        TsCnsText::TsCnsTooManyWrongPins => {
            "Troppi PIN sbagliati bloccano il PIN. La fonte non dice quanti."
        }
        TsCnsText::TsCnsFirstHalf => {
            "La prima metà di ogni codice è su un foglio che si riceve allo sportello o \
             su richiesta."
        }
        TsCnsText::TsCnsSecondHalf => {
            "La seconda metà di ogni codice arriva all'indirizzo e-mail indicato \
             all'attivazione."
        }
        TsCnsText::TsCnsOldMessages => {
            "Se la tessera è già stata attivata, cerchi la seconda metà tra i messaggi \
             vecchi."
        }
        TsCnsText::TsCnsActivationSameDesk => {
            "La fonte descrive la ristampa. Probabilmente anche la prima attivazione si \
             fa allo stesso sportello: lo chieda prima."
        }
        TsCnsText::TsCnsRegionDecides => {
            "È la Regione a dare e ristampare i codici. Oltre agli sportelli può \
             offrire una via a distanza, ma non è obbligata."
        }
        TsCnsText::TsCnsOnlyLombardiaOnline => {
            "La guida senza data scrive: solo la Lombardia dà i codici online."
        }
        TsCnsText::TsCnsOnlineWays => {
            "Per i codici persi due vie da casa sono descritte: Lombardia e Alto Adige. \
             Altrove il web serve solo ad attivare la tessera nuova, con il PIN di \
             quella vecchia."
        }
        TsCnsText::TsCnsOneHalfSameReprint => {
            "Anche se manca solo una metà, la strada è la stessa: la fonte conosce solo \
             la ristampa di tutto."
        }
        TsCnsText::TsCnsForgottenPinSameWay => {
            "Per un PIN solo dimenticato la guida non dice nulla. La via è forse la \
             stessa."
        }
        TsCnsText::TsNoChipNoCodes => {
            "Solo la tessera con il chip è una CNS. Senza chip non ci sono PIN, PUK e \
             CIP, quindi non c'è nulla da recuperare."
        }
        TsCnsText::TsWithoutChipSince => {
            "Dal 1° giugno 2022 le tessere possono arrivare senza chip. Per i servizi \
             online si usano allora SPID o la CIE."
        }
        TsCnsText::TsCnsLength => "Il PIN ha 5 cifre (2 e 3), il PUK ne ha 8 (2 e 6).",
        TsCnsText::TsCnsThreeWrongPins => "Alcune Regioni scrivono: tre PIN sbagliati lo bloccano.",
        TsCnsText::TsCnsThreeWrongPuks => {
            "Alcune Regioni scrivono: tre PUK sbagliati bloccano la tessera per sempre."
        }
        TsCnsText::TsCnsCipByRegion => "Il CIP c'è solo in alcune Regioni.",
        TsCnsText::TsCnsDelegation => "In alcuni posti si può andare con una delega. Chieda prima.",
        TsCnsText::TsCnsMinor => {
            "Per un minore va di solito un genitore, con il proprio documento e la \
             tessera del figlio."
        }
        TsCnsText::TsCnsActivateFromOld => {
            "Una tessera nuova si attiva anche online, con il PIN della vecchia ancora \
             valida."
        }
        TsCnsText::TsCnsChipOnFront => {
            "La guida scrive che il chip è sul retro. Sulle tessere vere è sul fronte, \
             sotto la scritta «TS»."
        }
        TsCnsText::TsCnsNewCardNewCodes => "La tessera nuova ha un altro PIN.",
        TsCnsText::TsCnsMaybeWithoutChip => {
            "Da giugno 2022 la tessera nuova può essere senza chip: allora non ha \
             codici."
        }
        TsCnsText::TsCnsCareWithoutCodes => "Per le cure la tessera vale anche senza codici.",
        TsCnsText::CipOptionalOrNeeded => {
            "Il CIP serve a disattivare la tessera; per il Lazio la guida lo dice \
             facoltativo."
        }
        TsCnsText::EnvelopeOrHalves => {
            "La guida parla di una busta chiusa e anche di due metà. Di regola sono due \
             metà."
        }
        TsCnsText::SameDocumentsOrNot => {
            "La guida dice «sempre gli stessi documenti», ma in due Regioni chiede \
             anche un'e-mail. La tenga pronta."
        }
        TsCnsText::ToscanaDesksForOthers => {
            "Anche gli sportelli pubblici della Toscana attivano tessere della Sua \
             Regione; le farmacie no."
        }
        TsCnsText::CardWithChip => "la tessera con il chip",
        TsCnsText::ValidId => "un documento di identità valido",
        TsCnsText::SistemaTsPhone => "Numero verde del Sistema TS",
        TsCnsText::OwnAslDesk => "Sportello della ASL (azienda sanitaria)",
        TsCnsText::TsCnsUnblock => "Sbloccare il PIN con il PUK",
        TsCnsText::TsCnsUnblockWithPuk => {
            "Metta la tessera nel lettore. Sblocchi il PIN con il PUK e ne scelga uno \
             nuovo."
        }
        TsCnsText::TsCnsUnblockElsewhere => "Con il programma della Regione",
        TsCnsText::TsCnsGetSoftware => {
            "Usi il programma della tessera: è gratis nel sito della Regione."
        }
        TsCnsText::TsCnsComplete => "Ha il PIN e il PUK",
        TsCnsText::TsCnsKeepCodes => {
            "Non deve fare nulla. Conservi i codici interi in un posto sicuro."
        }
        TsCnsText::TsCnsUsePin => "Continuare a usare il PIN",
        TsCnsText::TsCnsGoOnWithPin => {
            "Se conosce il PIN e non è bloccato, può ancora entrare nei siti con la \
             tessera."
        }
        TsCnsText::NewTsCns => "Chiedere una tessera nuova",
        TsCnsText::TsCnsAskForNewCard => {
            "Faccia annullare la tessera bloccata e ne chieda una nuova alla ASL o \
             all'Agenzia delle Entrate."
        }
        TsCnsText::TsCnsLost => "Bloccare la tessera e averne una nuova",
        TsCnsText::TsCnsReportLoss => {
            "Telefoni e chieda come si blocca la tessera. Tenga pronta la denuncia o \
             un'autocertificazione."
        }
        TsCnsText::TsCnsWhenElsewhere => "Se qui la tessera non si legge.",
        TsCnsText::TsCnsLossNewCard => {
            "Chieda una tessera nuova all'Agenzia delle Entrate o alla ASL."
        }
        TsCnsText::OtherRegion => "Di persona, allo sportello della Sua Regione",
        TsCnsText::OtherRegionAsk => {
            "Telefoni al numero verde: chieda quale sportello ristampa i codici."
        }
        TsCnsText::OtherRegionGoToDesk => {
            "Vada di persona allo sportello della Sua Regione o della Sua ASL."
        }
        TsCnsText::TsCnsAskForPuk => "Con il PIN bloccato serve il PUK: chieda se glielo danno.",
        TsCnsText::TsCnsWaitForNewCard => {
            "La tessera è scaduta: la nuova arriva da sola a casa. Se non è arrivata, la \
             chieda alla ASL o all'Agenzia delle Entrate."
        }
    }
}
