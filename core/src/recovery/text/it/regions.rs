//! The TS-CNS, Region by Region.

use crate::recovery::knowledge::RegionsText;

pub(super) const fn text(key: RegionsText) -> &'static str {
    match key {
        RegionsText::CipOptionalOrNeeded => {
            "La fonte dice che il CIP serve per disattivare la tessera e, per il Lazio, che è \
             facoltativo. Per usare la tessera non serve, e forse non tutte le Regioni lo \
             danno."
        }
        RegionsText::EnvelopeOrHalves => {
            "La fonte parla di codici in busta chiusa e anche di due metà, una su carta e una \
             per e-mail. Di regola valgono le due metà."
        }
        RegionsText::OnlineElsewhereOrNot => {
            "La fonte dice che più Regioni attivano la tessera online, ma descrive online solo \
             la Lombardia. Chieda alla Sua Regione."
        }
        RegionsText::SameDocumentsOrNot => {
            "La fonte dice che i documenti sono sempre gli stessi, ma in Campania e in \
             Emilia-Romagna chiede anche un'e-mail. Tenga pronto un indirizzo."
        }
        RegionsText::LazioWebForm => {
            "Si può anche scrivere dal modulo web dell'ufficio relazioni con il pubblico (URP): \
             area «Sanità», poi «Tessera sanitaria»."
        }
        RegionsText::LazioWholeCodesOrHalves => {
            "Per il Lazio la fonte sembra dire che i codici si ricevono interi allo sportello; \
             altrove dice che la seconda metà arriva per e-mail. Chieda allo sportello se deve \
             aspettare un'e-mail."
        }
        RegionsText::CardWithChip => "la Tessera Sanitaria con il chip",
        RegionsText::ValidId => "un documento di identità valido",
        RegionsText::LicenceOrPassportToo => {
            "un documento valido: carta d'identità, patente o passaporto"
        }
        RegionsText::ActiveCard => "la Tessera Sanitaria, che deve essere attiva",
        RegionsText::CampaniaEmail => "un indirizzo e-mail personale; non serve la PEC",
        RegionsText::EmiliaRomagnaEmail => "un indirizzo e-mail personale",
        RegionsText::LazioPhone => "Numero unico regionale del Lazio",
        RegionsText::ToscanaPhoneLandline => "Telefono della Regione Toscana",
        RegionsText::ToscanaPhoneMobile => "Telefono della Regione Toscana",
        RegionsText::ToscanaEmail => {
            "E-mail dell'ufficio relazioni con il pubblico (URP) della Toscana"
        }
        RegionsText::CampaniaPhone => "Ufficio relazioni con il pubblico (URP) della Campania",
        RegionsText::EmiliaRomagnaPhone => "Telefono per l'Emilia-Romagna",
        RegionsText::LazioAslDesk => "Sportello abilitato della Sua ASL (azienda sanitaria locale)",
        RegionsText::ToscanaDesks => {
            "Sportello che attiva le tessere: azienda USL, farmacie che aderiscono, Comuni \
             convenzionati"
        }
        RegionsText::ToscanaUrp => "Ufficio relazioni con il pubblico (URP) della Regione Toscana",
        RegionsText::CampaniaAslDesk => "Sportello della ASL (azienda sanitaria locale)",
        RegionsText::EmiliaRomagnaUslDesk => "Sportello dell'Azienda USL della Sua provincia",
        RegionsText::OwnAslDesk => {
            "Sportello abilitato della Sua Regione o della Sua ASL (azienda sanitaria locale)"
        }
        RegionsText::Lazio => "Lazio: allo sportello della ASL",
        RegionsText::LazioGoToAsl => {
            "Vada a uno sportello abilitato della Sua ASL. Online non si può fare."
        }
        RegionsText::LazioFillForm => "Allo sportello Le danno un modulo: lo compili lì.",
        RegionsText::LazioHandedOver => {
            "L'operatore ristampa il PIN, il PUK e, se lo vuole, il CIP. La fonte si legge come se li consegnasse subito."
        }
        RegionsText::Toscana => "Toscana: allo sportello",
        RegionsText::ToscanaGoToDesk => {
            "Vada a uno sportello che attiva le tessere oppure, su appuntamento, all'ufficio \
             relazioni con il pubblico (URP) della Regione. Online non si può fare."
        }
        RegionsText::Campania => "Campania: allo sportello della ASL",
        RegionsText::CampaniaGoToAsl => "Vada allo sportello della ASL. Online non si può fare.",
        RegionsText::CampaniaFillForm => "Compili allo sportello il modulo che Le danno.",
        RegionsText::CampaniaSecondPart => {
            "La fonte non dice come arrivano le metà. Chiede però un'e-mail: la seconda metà \
             arriva probabilmente lì."
        }
        RegionsText::EmiliaRomagna => "Emilia-Romagna: allo sportello dell'Azienda USL",
        RegionsText::EmiliaRomagnaGoToUsl => {
            "Vada a uno sportello dell'Azienda USL della Sua provincia. Online non si può fare."
        }
        RegionsText::EmiliaRomagnaFirstPart => {
            "La prima parte dei codici viene consegnata allo sportello."
        }
        RegionsText::EmiliaRomagnaSecondPart => "La seconda parte la manda il sistema per e-mail.",
        RegionsText::OtherRegion => "Di persona, allo sportello della Sua Regione",
        RegionsText::OtherRegionGoToDesk => {
            "Vada a uno sportello abilitato della Sua Regione o della Sua ASL. Può essere per \
             esempio in una ASL, in un ufficio relazioni con il pubblico (URP), in una farmacia \
             o in un Comune. Chieda prima quale."
        }
    }
}
