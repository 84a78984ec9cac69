//! The CIE.

use crate::knowledge::CieText;

pub(super) const fn text(key: CieText) -> &'static str {
    match key {
        CieText::CieCodesGiven => {
            "Con la carta d'identità elettronica (CIE) si ricevono due codici: il PIN e \
             il PUK."
        }
        CieText::CiePinPurpose => "Il PIN serve per entrare nei servizi digitali.",
        CieText::CiePukPurpose => {
            "Il PUK sblocca il PIN dopo tre inserimenti sbagliati. Con il PUK si può \
             anche scegliere un nuovo PIN."
        }
        CieText::CiePukSetsNewPin => {
            "Per scegliere un nuovo PIN serve il PUK, anche se il PIN è solo \
             dimenticato."
        }
        CieText::CieThreeWrongPins => "Tre PIN sbagliati bloccano il PIN.",
        CieText::CieKeepBothHalves => {
            "I codici arrivano in due metà. Le unisca e le conservi in un posto sicuro."
        }
        CieText::CieFirstHalfAtIssue => {
            "Con la carta nuova, la prima metà dei codici è nella ricevuta del Comune."
        }
        CieText::CieSecondHalfAtIssue => {
            "Con la carta nuova, la seconda metà è nella raccomandata che porta la \
             carta."
        }
        CieText::CieContactsNeeded => {
            "Per usare la CIE come identità digitale bisogna aver dato un numero di \
             cellulare o un'e-mail quando si è chiesta la carta."
        }
        CieText::CieLength => {
            "PIN e PUK della CIE hanno 8 cifre: 4 sulla ricevuta e 4 nella lettera."
        }
        CieText::CieThreeOrMoreThanThree => {
            "Alcune pagine scrivono «tre» PIN sbagliati, altre «più di tre». Conti su \
             tre."
        }
        CieText::CiePukTenTries => "Dieci PUK sbagliati di fila bloccano il chip per sempre.",
        CieText::CiePukNeverChanges => {
            "Il PUK non si può cambiare: quello che Le danno vale sempre."
        }
        CieText::CieLevels => {
            "Per i livelli 1 e 2 non servono PIN e NFC. Bastano il codice fiscale, il \
             numero della carta e la prima metà del PUK. Senza NFC serve un cellulare \
             già dato come contatto."
        }
        CieText::CieLevelsContacts => {
            "Sui contatti per i livelli 1 e 2 le pagine non sono d'accordo. Il \
             cellulare va bene per tutte."
        }
        CieText::CieMinorSchools => {
            "Con la carta di chi ha da 5 a 17 anni si entra solo nei servizi della \
             scuola. Sotto i 5 anni, in nessuno."
        }
        CieText::CieHolderOnly => "Questo servizio è solo per i titolari di una CIE.",
        CieText::CieMinorNeedsParent => {
            "Per un minorenne la richiesta la fa un genitore o il tutore."
        }
        CieText::CieNewPin => "Scegliere un nuovo PIN con il PUK",
        CieText::CieSetNewPin => "Sblocchi la carta con il PUK e scelga un nuovo PIN.",
        CieText::CieNewPinElsewhere => "Con l'app o il programma del Ministero",
        CieText::CieWhereNewPin => {
            "Nell'app CieID scelga «Sblocca carta». Al computer con lettore usi il \
             «Software CIE»."
        }
        CieText::CieWhenElsewhere => "Se qui la carta non si legge.",
        CieText::CieWhenApp => {
            "Con un telefono NFC e un contatto che funziona: non deve andare da nessuna \
             parte."
        }
        CieText::CieFindContacts => "Ritrovare i contatti che ha dato",
        CieText::CieLookUpContacts => {
            "Guardi nell'area riservata del sito del Ministero quali contatti ha dato."
        }
        CieText::CieApp => "Riavere il PUK nell'app CieID",
        CieText::CiePrepareApp => {
            "Prenda la carta e un telefono con NFC. Aggiorni CieID e attivi il blocco \
             schermo del telefono."
        }
        CieText::CieRecoverPukInApp => {
            "In CieID scelga «Recupero PUK». Avvicini la carta. Scriva il numero in \
             alto a destra della carta e il contatto dato."
        }
        CieText::CieWait48Hours => {
            "Aspetti 48 ore. In questo tempo non può fare un'altra richiesta."
        }
        CieText::CieFinishInApp => {
            "Arriva un SMS o un'e-mail: è solo un avviso. Apra di nuovo CieID: lì vede \
             il PUK. Se lo annoti."
        }
        CieText::CieApp48Hours => "48 ore.",
        CieText::CieAppSamePhone => "Finisca sullo stesso telefono e intanto non cancelli l'app.",
        CieText::CieAppSystems => "CieID vuole almeno Android 6 o iOS 13.",
        CieText::CieAppContactsCount => {
            "Per l'app valgono anche i contatti dati quando ha attivato i livelli 1 e \
             2."
        }
        CieText::CieAppGivesPukOnly => {
            "Con l'app CieID si recupera solo il PUK. Il PIN si sceglie poi con il PUK."
        }
        CieText::CieChangeContacts => {
            "I contatti si cambiano in Comune o, con carta e PIN, nell'area riservata."
        }
        CieText::CieAbroad => {
            "All'estero: nell'app valgono i contatti dati al consolato. Se il consolato \
             ristampa i codici non è certo."
        }
        CieText::CieCard => "la carta d'identità elettronica",
        CieText::CieIdDocument => "un documento di identità valido",
        CieText::CieOwnEmail => "un indirizzo e-mail, non PEC",
        CieText::AnyAnagrafeDesk => "Ufficio Anagrafe di un Comune",
        CieText::CieAnagrafe => "Far ristampare i codici in Comune",
        CieText::CieAskMunicipality => "Chieda al Comune come si prenota.",
        CieText::CieGoToAnagrafe => {
            "Vada in Comune. Faccia aggiornare i contatti e ristampare i codici."
        }
        CieText::CieFirstPartAtDesk => "La prima metà si riceve subito allo sportello.",
        CieText::CieSecondPartByEmail => "La seconda metà arriva al Suo indirizzo e-mail.",
        CieText::CieBothPartsOnPaper => {
            "Senza e-mail: firmi allo sportello un'autorizzazione per l'operatore. \
             Riceve subito tutte e due le metà su carta."
        }
        CieText::CieWhenOffice => "Se l'app non va bene o i contatti non sono più giusti.",
        CieText::CieAnyMunicipality => {
            "Va bene qualsiasi Comune. Alcuni però servono solo i residenti: chieda \
             prima."
        }
        CieText::CieIssuingMunicipality => "I codici li ristampa il Comune che ha dato la carta.",
        CieText::ReprintUnblocksNothing => "La ristampa non sblocca la carta: dopo serve il PUK.",
        CieText::CieChangedPinNotReprinted => {
            "Se ha cambiato il PIN, la ristampa dà quello vecchio. Non lo provi: ogni \
             errore consuma un tentativo."
        }
        CieText::CieReprintFree => "La ristampa è gratuita.",
        CieText::CieReprintTime => "La prima metà subito; per l'e-mail non è indicato.",
        CieText::CieReprintSixDays => "Alcuni Comuni scrivono: fino a 6 giorni lavorativi.",
        CieText::CieOfficeGivesBoth => "L'Ufficio Anagrafe ristampa sia il PIN sia il PUK.",
        CieText::CieSecondHalfDiffers => {
            "Con la carta nuova la seconda metà arriva per raccomandata. Con la \
             ristampa arriva invece per e-mail."
        }
        CieText::CieEmailNotListed => {
            "Tra le cose da portare la fonte indica solo un documento. La seconda parte \
             però arriva per e-mail: serve quindi anche un indirizzo."
        }
        CieText::CieDelegate => "Andare in Comune al posto del titolare",
        CieText::CieAskAboutDelegate => {
            "Chieda al Comune se accetta una delega. Modena e Rubiera sì, Milano no."
        }
        CieText::CieGoAsDelegate => "Vada in Comune con la delega.",
        CieText::CieDelegation => "la delega firmata e una copia del documento del titolare",
        CieText::OwnIdDocument => "il proprio documento",
        CieText::CieReprintByForm => {
            "Alcuni Comuni accettano la richiesta per e-mail o con un modulo."
        }
        CieText::ResidentsOnly => "Questo Comune ristampa i codici solo ai residenti.",
        CieText::ByFormHere => "Qui la richiesta si fa per e-mail o con un modulo.",
        CieText::AnagrafePhone => "Telefono dell'Anagrafe",
        CieText::AnagrafeDesk => "Sportello dell'Anagrafe",
        CieText::CieCounterHoursConflict => {
            "Per lo sportello la fonte scrive «dal lunedì al sabato» e anche «martedì \
             chiuso». Il martedì non è quindi certo."
        }
        CieText::ModenaTicket => {
            "Si prende il numero sul posto, senza appuntamento. I posti al giorno sono \
             limitati."
        }
        CieText::MilanoBooking => "Prenotazione",
        CieText::MilanoInPerson => "Va il titolare, con la CIE.",
        CieText::HomeVisit => {
            "Da chi non può muoversi il Comune va a casa, in ospedale o in RSA. Servono \
             documento, certificato medico e delega o nomina."
        }
        CieText::CieBlockPhone => "Blocco della CIE",
        CieText::CieHelpPhone => "Assistenza per la CIE",
        CieText::CieHelpEmail => "Assistenza per la CIE, e-mail",
        CieText::CieLost => "Bloccare la carta e averne una nuova",
        CieText::CieReportLoss => "Faccia denuncia alle forze dell'ordine.",
        CieText::CieBlockCard => {
            "Telefoni per far bloccare la carta. Servono nome, codice fiscale e dati \
             della denuncia e, se c'è, il numero della carta."
        }
        CieText::CieLossNewCard => {
            "Vada in Comune con la denuncia e un altro documento. Chieda una carta \
             nuova."
        }
        CieText::CieBlockSince => "Il numero vale per le carte date dopo il 4 luglio 2016.",
        CieText::CieReportAbroad => {
            "All'estero vale la denuncia al consolato. Quella alla polizia di un altro \
             Stato va rifatta in Italia."
        }
        CieText::CieNewCard => "Chiedere una carta nuova",
        CieText::CieAskForNewCard => "Chieda in Comune una carta nuova: ha PIN e PUK nuovi.",
        CieText::CieNewCardCost => "16,79 euro più i diritti del Comune.",
        CieText::CieNewCardTime => "6 giorni lavorativi.",
        CieText::CieNewCardWhere => {
            "La stessa pagina scrive «qualsiasi Comune» e «residenza o dimora»: chieda \
             prima."
        }
        CieText::CieNewCardNewCodes => "La carta nuova ha codici nuovi.",
        CieText::CieStillIdentity => "La carta vale ancora come documento di identità.",
        CieText::CieExpired90Days => {
            "Una carta scaduta apre i servizi online ancora per 90 giorni, o fino alla \
             carta nuova."
        }
        CieText::CieUnlimited => {
            "La carta non scade. Per i servizi online però vale al massimo 10 anni."
        }
        CieText::CieComplete => "Ha tutti i codici",
        CieText::CieKeepCodes => {
            "Non deve fare nulla. Conservi PIN e PUK interi in un posto sicuro."
        }
        CieText::CieNotBlockedYet => "Il PIN non è ancora bloccato",
        CieText::CieThirdWrongPinBlocks => {
            "Scriva il PIN solo se ne è sicuro: il terzo errore lo blocca. Se no, \
             scelga un nuovo PIN con il PUK."
        }
        CieText::CieUsePin => "Continuare con il PIN",
        CieText::CieGoOnWithPin => {
            "Se conosce il PIN e il PIN non è bloccato, può continuare a usarlo."
        }
        CieText::CieHomeVisit => "Far venire il Comune a casa",
        CieText::DelegateAccepted => "Questo Comune accetta la delega.",
        CieText::CieHolderDoesIt => {
            "Lo fa il titolare. Il PUK basta: in Comune non serve andare. Se è \
             minorenne, lo fa con un genitore o il tutore."
        }
    }
}
