//! The CIE.

use crate::recovery::knowledge::CieText;

pub(super) const fn text(key: CieText) -> &'static str {
    match key {
        CieText::CieCodesGiven => {
            "Con la carta d'identità elettronica (CIE) si ricevono due codici: il PIN e il PUK."
        }
        CieText::CiePinPurpose => "Il PIN serve per entrare nei servizi digitali.",
        CieText::CiePukPurpose => {
            "Il PUK sblocca il PIN dopo tre inserimenti sbagliati. Con il PUK si può anche \
             scegliere un nuovo PIN."
        }
        CieText::CiePukSetsNewPin => {
            "Per scegliere un nuovo PIN serve il PUK, anche se il PIN è solo dimenticato."
        }
        CieText::CieThreeWrongPins => "Tre PIN sbagliati bloccano il PIN.",
        CieText::CieKeepBothHalves => {
            "I codici arrivano in due metà. Le unisca e le conservi in un posto sicuro."
        }
        CieText::CieFirstHalfAtIssue => {
            "La prima metà dei codici viene consegnata con la ricevuta che il Comune dà quando si \
             chiede la carta."
        }
        CieText::CieSecondHalfAtIssue => {
            "La seconda metà dei codici è nella lettera raccomandata che porta la carta a casa."
        }
        CieText::CieContactsNeeded => {
            "Per usare la CIE come identità digitale bisogna aver dato un numero di cellulare o \
             un'e-mail quando si è chiesta la carta."
        }
        CieText::CieHolderOnly => "Questo servizio è solo per i titolari di una CIE.",
        CieText::CieMinorNeedsParent => {
            "Per un minorenne la richiesta la fa un genitore o il tutore."
        }
        CieText::CieReprintFree => "La ristampa dei codici è gratuita.",
        CieText::CieReprintTime => {
            "La prima parte si riceve subito. Per la seconda, che arriva per e-mail, il tempo \
             non è indicato."
        }
        CieText::CieAppGivesPukOnly => {
            "Con l'app CieID si recupera solo il PUK. Il PIN si sceglie poi con il PUK."
        }
        CieText::CieOfficeGivesBoth => "L'Ufficio Anagrafe ristampa sia il PIN sia il PUK.",
        CieText::CieOfficeWithoutApp => {
            "La fonte non dice che cosa fare se i contatti sono giusti ma l'app non si può \
             usare. L'Ufficio Anagrafe è la strada che resta: chieda prima per telefono."
        }
        CieText::CieCounterHoursConflict => {
            "Per lo sportello la fonte scrive «dal lunedì al sabato» e anche «martedì chiuso». \
             Il martedì non è quindi certo."
        }
        CieText::CieEmailNotListed => {
            "Tra le cose da portare la fonte indica solo un documento. La seconda parte però \
             arriva per e-mail: serve quindi anche un indirizzo."
        }
        CieText::CieSecondHalfDiffers => {
            "Con la carta nuova la seconda metà arriva per raccomandata. Con la ristampa arriva \
             invece per e-mail."
        }
        CieText::CieIdDocument => "un documento di identità valido",
        CieText::CieOwnEmail => "un Suo indirizzo e-mail",
        CieText::OneAnagrafePhone => {
            "Telefono dell'Anagrafe di un solo Comune, che la fonte non nomina"
        }
        CieText::OneAnagrafeDesk => "Sportello Anagrafe di quel solo Comune",
        CieText::OwnAnagrafeDesk => "Ufficio Anagrafe del Suo Comune",
        CieText::CieNewPin => "Scegliere un nuovo PIN con il PUK",
        CieText::CieSetNewPin => "Scelga un nuovo PIN con il PUK.",
        CieText::CieApp => "Riavere il PUK nell'app CieID",
        CieText::CieRecoverPukInApp => {
            "Apra l'app CieID e recuperi lì il PUK, seguendo le istruzioni del Ministero \
             dell'Interno."
        }
        CieText::CieAnagrafe => "Far ristampare PIN e PUK all'Ufficio Anagrafe",
        CieText::CieBookAppointment => {
            "Telefoni all'Ufficio Anagrafe del Suo Comune e prenda un appuntamento."
        }
        CieText::CieGoToAnagrafe => {
            "Vada all'appuntamento. L'ufficio aggiorna i Suoi contatti e ristampa PIN e PUK."
        }
        CieText::CieFirstPartAtDesk => "La prima parte dei codici si riceve subito allo sportello.",
        CieText::CieSecondPartByEmail => "La seconda parte arriva al Suo indirizzo e-mail.",
        CieText::CieComplete => "Ha tutti i codici",
        CieText::CieKeepCodes => {
            "Non deve fare nulla. Conservi PIN e PUK interi in un posto sicuro."
        }
        CieText::CieNotBlockedYet => "Il PIN non è ancora bloccato",
        CieText::CieThirdWrongPinBlocks => {
            "Inserisca il PIN solo se ne è sicuro: il terzo PIN sbagliato lo blocca. Se non è \
             sicuro, scelga un nuovo PIN con il PUK."
        }
        CieText::CieUsePin => "Continuare con il PIN",
        CieText::CieGoOnWithPin => {
            "Se conosce il PIN e il PIN non è bloccato, può continuare a usarlo."
        }
    }
}
