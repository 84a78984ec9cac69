//! The TS-CNS, Region by Region.

use crate::knowledge::RegionsText;

pub(super) const fn text(key: RegionsText) -> &'static str {
    match key {
        RegionsText::AtTheAsl => "Di persona, allo sportello della ASL",
        RegionsText::AskDeskFirst => {
            "Telefoni prima. Chieda quale sportello ristampa i codici e se si prenota."
        }
        RegionsText::GoToAsl => "Vada di persona a uno sportello abilitato della Sua ASL.",
        RegionsText::GoToDesk => "Vada di persona a uno sportello abilitato.",
        RegionsText::FillForm => "Compili allo sportello il modulo che Le danno.",
        RegionsText::AnIdDocument => "un documento di identità valido",
        RegionsText::TheCard => "la tessera",
        RegionsText::PhotoId => "un documento valido: carta d'identità, patente, passaporto",
        RegionsText::EmailNotPec => "un indirizzo e-mail; non serve la PEC",
        RegionsText::AnEmail => "un indirizzo e-mail",
        RegionsText::FirstAtDesk => "La prima parte si riceve allo sportello.",
        RegionsText::SecondByEmail => "La seconda parte arriva per e-mail.",
        RegionsText::SecondByEmailOrSms => "La seconda parte arriva per e-mail o SMS.",
        RegionsText::ParentGoes => {
            "Per un minore va un genitore, con il proprio documento e la tessera del \
             figlio."
        }
        RegionsText::ParentGoesWithProof => {
            "Per un minore va un genitore, con il proprio documento, la tessera del \
             figlio e una prova di esserne il genitore."
        }
        RegionsText::GuardianGoes => {
            "Per chi ha un tutore, curatore o amministratore di sostegno va lui, con il \
             proprio documento e la tessera."
        }
        RegionsText::DelegateIfLaw => "Una delega è possibile nei casi previsti dalla legge.",
        RegionsText::DelegateIfIll => "Chi è malato da più di tre mesi può delegare.",
        RegionsText::PiemonteCn2OldCard => {
            "Porti anche la tessera di prima: viene ritirata e distrutta."
        }
        RegionsText::RegionPhone => "Numero della Regione per la tessera",
        RegionsText::CipToo => "Con PIN e PUK c'è anche il CIP.",
        RegionsText::VilleneuveDesk => "Ufficio anagrafe del Comune",
        RegionsText::ValleDAostaParent => {
            "Per un minore va un genitore: documento e tessera propri, tessera del \
             figlio, e-mail."
        }
        RegionsText::ValleDAostaGuardian => {
            "Per chi ha un tutore: solo agli sportelli AUSL, con le carte del \
             tribunale."
        }
        RegionsText::ValleDAostaDelegate => {
            "Chi non può muoversi per più di tre mesi può delegare."
        }
        RegionsText::ValleDAostaBlock => {
            "Il numero verde e gli sportelli bloccano una tessera persa o guasta. Serve \
             il CIP."
        }
        RegionsText::ValleDAostaNewCard => {
            "La tessera nuova si chiede all'Agenzia delle Entrate o allo sportello USL."
        }
        RegionsText::PiemonteDesk => "Sportello abilitato della Sua ASL",
        RegionsText::PiemonteParent => {
            "Per un minore va un genitore, con documento, tessera del figlio e \
             un'autocertificazione. Il figlio può restare a casa."
        }
        RegionsText::PiemonteCn2Form => "Si firmano due copie del modulo.",
        RegionsText::PiemonteLoss => {
            "Per annullare una tessera persa serve la denuncia o un'autocertificazione. \
             Prima si può sospendere."
        }
        RegionsText::LiguriaDesk => {
            "Sportello della Sua ASL; a Savona gli Sportelli polifunzionali della ASL 2"
        }
        RegionsText::LiguriaOnlyAsl2 => {
            "Per la Liguria si è trovata solo la pagina della ASL 2 (Savona)."
        }
        RegionsText::LiguriaNewCard => {
            "Chi va per un altro porta una delega semplice e una copia del suo \
             documento."
        }
        RegionsText::LombardiaFilledForm => "il modulo PDF compilato",
        RegionsText::IdCopyBothSides => {
            "una copia, fronte e retro, di un documento di identità valido"
        }
        RegionsText::TsCnsCopy => "una copia della Tessera Sanitaria",
        RegionsText::LombardiaHelpPhone => "Telefono di assistenza in Lombardia",
        RegionsText::LombardiaHelpEmail => "E-mail di assistenza in Lombardia",
        RegionsText::LombardiaSogeiSender => "Mittente del messaggio di Sogei",
        RegionsText::SpazioRegione => {
            "Ufficio SpazioRegione della provincia in cui abita, via e-mail e in video"
        }
        RegionsText::Lombardia => "Lombardia: codici a distanza",
        RegionsText::LombardiaGetForm => {
            "Nel sito della Regione cerchi «Richiesta PIN a distanza». Compili il \
             modulo PDF e lo salvi."
        }
        RegionsText::LombardiaSendForm => {
            "Mandi il modulo per e-mail all'ufficio SpazioRegione della provincia in \
             cui abita, con gli allegati."
        }
        RegionsText::LombardiaVideoCall => {
            "Fissi un appuntamento. In videochiamata, dal telefono o dal computer, \
             l'operatore La riconosce."
        }
        RegionsText::LombardiaWaitForParts => {
            "Aspetti due messaggi diversi: in ognuno c'è una parte dei codici. Senza la \
             videochiamata la seconda parte non viene mandata."
        }
        RegionsText::LombardiaFirstPart => {
            "La prima parte arriva per e-mail dall'operatore di SpazioRegione."
        }
        RegionsText::LombardiaSecondPartEmail => "La seconda parte arriva da Sogei per e-mail.",
        RegionsText::LombardiaSecondPartSms => {
            "Se ha dato un numero di cellulare, la seconda parte arriva con un SMS \
             dell'Agenzia delle Entrate."
        }
        RegionsText::LombardiaWhoRuns => {
            "La procedura è del Ministero dell'Economia e delle Finanze, di Sogei e di \
             ARIA. L'operatore chiede la ristampa nel portale del Sistema Tessera \
             Sanitaria."
        }
        RegionsText::LombardiaCoversActivation => {
            "La stessa procedura online vale anche per attivare la tessera la prima \
             volta."
        }
        RegionsText::LombardiaNotInstant => {
            "La fonte la chiama «tutta online». Servono però un modulo via e-mail, un \
             operatore e un appuntamento in video: non è immediata."
        }
        RegionsText::LombardiaWhoSends => {
            "La fonte dice in due modi chi manda la seconda parte. La spiegazione più \
             probabile: l'operatore la chiede e Sogei o l'Agenzia delle Entrate la \
             spediscono."
        }
        RegionsText::LombardiaFirstPartWhen => {
            "Solo la seconda parte deve aspettare la videochiamata. Quando arriva la \
             prima non è indicato."
        }
        RegionsText::LombardiaWhenRemote => "Da casa, con un'e-mail e una videochiamata.",
        RegionsText::LombardiaWhenDesk => "Se preferisce andare di persona.",
        RegionsText::LombardiaMobileOrEmail => "un cellulare o un'e-mail",
        RegionsText::LombardiaDesk => "Di persona, allo sportello della ASST",
        RegionsText::LombardiaGo => "Vada allo sportello. Chieda prima se ristampa i codici.",
        RegionsText::LombardiaMinor => {
            "Per un minore serve il modulo firmato da chi lo rappresenta, con la \
             tessera, il suo documento e un cellulare o un'e-mail."
        }
        RegionsText::LombardiaDelegate => {
            "Per chi è temporaneamente impedito per salute va il coniuge, se no un \
             figlio, se no un parente fino al terzo grado."
        }
        RegionsText::LombardiaLoss => {
            "Tessera persa: autocertificazione allo sportello Scelta e Revoca. Subito \
             un foglio, la tessera per posta in circa un mese."
        }
        RegionsText::TrentoPhone => {
            "Assistenza della Provincia: tenga pronti numero e scadenza della tessera"
        }
        RegionsText::TrentoEmail => {
            "E-mail della Provincia: scriva nome, codice fiscale, numero e scadenza \
             della tessera"
        }
        RegionsText::TrentoCard => "la tessera (CPS) con il chip",
        RegionsText::TrentoDesk => "Sportello abilitato della Provincia",
        RegionsText::Trento => "Di persona, su appuntamento",
        RegionsText::TrentoNoParent => {
            "Un genitore non può più attivare la tessera di un figlio minore. Può farlo \
             un tutore o curatore, o il minore emancipato con una dichiarazione."
        }
        RegionsText::TrentoParentBefore => "Un genitore attiva la tessera del figlio.",
        RegionsText::TrentoCip => {
            "Il CIP lo chiede l'operatore per annullare la tessera o per un guasto."
        }
        RegionsText::TrentoFaulty => {
            "L'assistenza annulla una tessera guasta. La nuova si chiede al distretto \
             sanitario o all'Agenzia delle Entrate."
        }
        RegionsText::BolzanoPhone => "Numero verde della Carta Servizi",
        RegionsText::BolzanoEmail => "E-mail della Carta Servizi, in italiano o tedesco",
        RegionsText::BolzanoCard => "la Carta Servizi (Bürgerkarte)",
        RegionsText::BolzanoEmailAndMobile => "la propria e-mail e il proprio cellulare",
        RegionsText::BolzanoDesk => "Uno dei 116 Comuni dell'Alto Adige/Südtirol",
        RegionsText::Bolzano => "Di persona, in Comune",
        RegionsText::BolzanoGo => "Vada in Comune e chieda di nuovo il PIN.",
        RegionsText::BolzanoParts => "Una parte arriva per e-mail, una per SMS.",
        RegionsText::BolzanoWhenMunicipality => "Tutte le pagine indicano questa via.",
        RegionsText::BolzanoSamePin => {
            "Riceve lo stesso PIN di prima. Solo se l'aveva cambiato Lei, ne riceve uno \
             nuovo."
        }
        RegionsText::BolzanoHome => "Da casa",
        RegionsText::BolzanoFromHome => "Telefoni e chieda dell'attivazione da casa.",
        RegionsText::BolzanoWhenHome => {
            "Se non vuole andare in Comune. Come si fa, la fonte, per la parte che \
             abbiamo, non lo dice."
        }
        RegionsText::BolzanoHomeOrNot => "Un'altra pagina, forse più nuova, parla solo del Comune.",
        RegionsText::BolzanoParents => {
            "Per un minore vanno i genitori, con la tessera e il documento del figlio."
        }
        RegionsText::BolzanoGuardian => {
            "Il tutore porta la tessera, la prova della tutela e il proprio documento."
        }
        RegionsText::BolzanoIll => {
            "Chi è malato da più di tre mesi può delegare, nel Comune di residenza. \
             Servono delega, due copie del modulo, tessera, certificato o \
             autocertificazione, copia del documento."
        }
        RegionsText::BolzanoReader => "I lettori non si danno più: se ne compra uno.",
        RegionsText::BolzanoDuplicate => {
            "Il duplicato ha il chip solo se lo aveva la prima tessera."
        }
        RegionsText::VenetoDesk => "Ufficio anagrafe dell'Azienda ULSS",
        RegionsText::VenetoGo => "Vada di persona all'anagrafe della Sua Azienda ULSS.",
        RegionsText::VenetoEmailPart => "Una parte dei codici arriva per e-mail.",
        RegionsText::FriuliVeneziaGiuliaCard => "la tessera (CRS)",
        RegionsText::FriuliVeneziaGiuliaDesk => {
            "Azienda sanitaria, URP della Regione o un Comune abilitato"
        }
        RegionsText::AtADesk => "Di persona, allo sportello",
        RegionsText::FriuliVeneziaGiuliaLoss => {
            "Persa o rubata: denuncia o autocertificazione, da mostrare di nuovo quando \
             si attiva il duplicato. Il duplicato si chiede all'Agenzia delle Entrate."
        }
        RegionsText::EmiliaRomagnaUslDesk => "Sportello dell'Azienda USL della Sua provincia",
        RegionsText::EmiliaRomagna => "Di persona, all'Azienda USL",
        RegionsText::EmiliaRomagnaGoToUsl => {
            "Vada a uno sportello dell'Azienda USL della Sua provincia."
        }
        RegionsText::ToscanaEmail => "E-mail dell'URP della Toscana",
        RegionsText::ToscanaDesks => {
            "Sportello che attiva le tessere: Azienda USL, farmacia o Comune che \
             aderisce"
        }
        RegionsText::ToscanaUrp => "Ufficio relazioni con il pubblico (URP) della Regione",
        RegionsText::Toscana => "Di persona, allo sportello o in farmacia",
        RegionsText::ToscanaGoToDesk => {
            "Vada a uno sportello che attiva le tessere o, su appuntamento, all'URP."
        }
        RegionsText::ToscanaDelegate => {
            "Per chi è malato va un delegato: documento proprio, modulo di delega, \
             copia del documento del titolare."
        }
        RegionsText::ToscanaFaqLost => {
            "Nel sito della Regione c'è una domanda sui codici che non si trovano più. \
             La risposta, per la parte che abbiamo, non c'è."
        }
        RegionsText::ToscanaFaulty => {
            "La tessera guasta la cambia la ASL, solo al titolare o a un genitore o \
             tutore."
        }
        RegionsText::MarchePhone => "Agenzia delle Entrate",
        RegionsText::ListedDesk => "Sportello abilitato; l'elenco è nel sito della Regione",
        RegionsText::MarcheCohesion => "Il «PIN Cohesion» è un'altra credenziale.",
        RegionsText::LazioAslDesk => "Sportello abilitato della Sua ASL (azienda sanitaria)",
        RegionsText::LazioHandedOver => {
            "L'operatore ristampa PIN, PUK e, se lo vuole, il CIP. Secondo la guida li \
             consegna subito; chieda conferma."
        }
        RegionsText::LazioWebForm => {
            "Si può anche scrivere dal modulo web dell'URP: area «Sanità», poi «Tessera \
             sanitaria»."
        }
        RegionsText::LazioWholeCodesOrHalves => {
            "La guida dice anche che una metà arriva per e-mail. Chieda se deve \
             aspettarla."
        }
        RegionsText::LazioParent => {
            "Per un minore va un genitore: documento, tessera del figlio anche vecchia, \
             prova di esserne il genitore, modulo già firmato."
        }
        RegionsText::AbruzzoUrp => "URP della ASL, numero generale",
        RegionsText::AbruzzoChieti => {
            "Anni fa un cittadino non riuscì ad attivare la tessera alla ASL di Chieti. \
             Chieda prima."
        }
        RegionsText::MoliseDesk => "Sportello ASReM",
        RegionsText::CampaniaActiveCard => "la tessera, che per la guida deve essere attiva",
        RegionsText::CampaniaAslDesk => "Sportello della Sua ASL",
        RegionsText::CampaniaSecondPart => {
            "La guida chiede un'e-mail: la seconda metà arriva forse lì."
        }
        RegionsText::CampaniaNewOrActive => {
            "La Regione parla della tessera nuova, la guida di quella attiva."
        }
        RegionsText::CampaniaDelegate => "Una delega è possibile. Chieda prima come.",
        RegionsText::PugliaDesk => "Sportello abilitato della Regione Puglia",
        RegionsText::Puglia => "Di persona, in due passi",
        RegionsText::SiciliaEmail => "E-mail della Regione, per tessere mai arrivate",
        RegionsText::SiciliaDesk => {
            "Sportello abilitato; quale, la fonte, per la parte che abbiamo, non lo dice"
        }
        RegionsText::Sicilia => "Di persona; lo sportello va chiesto prima",
        RegionsText::SiciliaTwoKinds => {
            "In Sicilia ci sono due tessere: con chip e logo della Regione, e nazionale \
             senza chip."
        }
        RegionsText::SardegnaDesk => "Sportello della ASL, su prenotazione o in coda",
        RegionsText::SardegnaNoPharmacies => {
            "Dal 1° gennaio 2023 le farmacie non danno più i codici: solo le ASL."
        }
        RegionsText::SardegnaPharmacies => {
            "Codici in farmacia (fino a 3 euro) o, gratis, ad ATS e URP."
        }
        RegionsText::SardegnaPukOnPortal => {
            "Il PUK si ha solo nel portale della tessera, con il PIN."
        }
        RegionsText::SardegnaBlindEnvelope => {
            "PIN e codice utente in una busta oscurata, allo sportello."
        }
        RegionsText::SardegnaParent => {
            "Per un minore va il genitore o il tutore: tessera, documento proprio, \
             autocertificazione."
        }
        RegionsText::LiguriaWhereNewCard => {
            "La tessera nuova si chiede all'Agenzia delle Entrate, nel sito del Sistema \
             TS o agli sportelli della ASL."
        }
        RegionsText::LazioOldCard => {
            "Porti anche la tessera di prima, scaduta: viene ritirata e distrutta."
        }
    }
}
