//! The TS-CNS, Region by Region.

use crate::knowledge::RegionsText;

pub(super) const fn text(key: RegionsText) -> &'static str {
    match key {
        RegionsText::AtTheAsl => "In person, at the desk of the ASL",
        RegionsText::AskDeskFirst => {
            "Call first. Ask which desk prints the codes again and whether to book."
        }
        RegionsText::GoToAsl => "Go in person to an enabled desk of your ASL.",
        RegionsText::GoToDesk => "Go in person to an enabled desk.",
        RegionsText::FillForm => "Fill in at the desk the form that they give you.",
        RegionsText::AnIdDocument => "a valid identity document",
        RegionsText::TheCard => "the card",
        RegionsText::PhotoId => "a valid document: identity card, driving licence, passport",
        RegionsText::EmailNotPec => "an e-mail address; PEC is not needed",
        RegionsText::AnEmail => "an e-mail address",
        RegionsText::FirstAtDesk => "You get the first part at the desk.",
        RegionsText::SecondByEmail => "The second part comes by e-mail.",
        RegionsText::SecondByEmailOrSms => "The second part comes by e-mail or text message.",
        RegionsText::ParentGoes => {
            "For a minor a parent goes, with their own document and the child's card."
        }
        RegionsText::ParentGoesWithProof => {
            "For a minor a parent goes, with their own document, the child's card and \
             proof of being the parent."
        }
        RegionsText::GuardianGoes => {
            "For a person with a guardian, curator or support administrator, that person \
             goes, with their own document and the card."
        }
        RegionsText::DelegateIfLaw => "A delegation is possible in the cases that the law allows.",
        RegionsText::DelegateIfIll => {
            "Anyone who has been ill for more than three months can delegate."
        }
        RegionsText::PiemonteCn2OldCard => {
            "Bring the previous card too: it is withdrawn and destroyed."
        }
        RegionsText::RegionPhone => "Number of the Region for the card",
        RegionsText::CipToo => "With PIN and PUK comes the CIP.",
        RegionsText::VilleneuveDesk => "Registry office of the municipality",
        RegionsText::ValleDAostaParent => {
            "For a minor a parent goes: own document and own card, the child's card, \
             e-mail address."
        }
        RegionsText::ValleDAostaGuardian => {
            "For a person with a guardian: only at AUSL desks, with the papers of the \
             court."
        }
        RegionsText::ValleDAostaDelegate => {
            "Anyone who cannot get about for more than three months can delegate."
        }
        RegionsText::ValleDAostaBlock => {
            "The free number and the desks block a lost or faulty card. They need the \
             CIP."
        }
        RegionsText::ValleDAostaNewCard => {
            "You ask for a new card at the Agenzia delle Entrate or a USL desk."
        }
        RegionsText::PiemonteDesk => "Enabled desk of your ASL",
        RegionsText::PiemonteParent => {
            "For a minor one parent goes, with their document, the child's card and a \
             self-declaration. The child need not come."
        }
        RegionsText::PiemonteCn2Form => "You sign two copies of the form.",
        RegionsText::PiemonteLoss => {
            "To revoke a lost card you need the police report or a self-declaration. It \
             can be suspended first."
        }
        RegionsText::LiguriaDesk => {
            "Desk of your ASL; in Savona the Sportelli polifunzionali of ASL 2"
        }
        RegionsText::LiguriaOnlyAsl2 => "For Liguria, only the page of ASL 2 (Savona) was found.",
        RegionsText::LiguriaNewCard => {
            "If you go for someone else, bring a plain delegation and a copy of their \
             document."
        }
        RegionsText::LombardiaFilledForm => "the PDF form, filled in",
        RegionsText::IdCopyBothSides => "a copy of a valid identity document, front and back",
        RegionsText::TsCnsCopy => "a copy of the health card",
        RegionsText::LombardiaHelpPhone => "Phone for help in Lombardia",
        RegionsText::LombardiaHelpEmail => "E-mail address for help in Lombardia",
        RegionsText::LombardiaSogeiSender => "Sender of the message from Sogei",
        RegionsText::SpazioRegione => {
            "SpazioRegione office of the province where you live, by e-mail and video"
        }
        RegionsText::Lombardia => "Lombardia: codes from home",
        RegionsText::LombardiaGetForm => {
            "On the Region's site look for \"Richiesta PIN a distanza\". Fill in the \
             PDF form and save it."
        }
        RegionsText::LombardiaSendForm => {
            "Send the form by e-mail to the SpazioRegione office of the province where \
             you live, with the attachments."
        }
        RegionsText::LombardiaVideoCall => {
            "Make an appointment. In a video call, on a phone or computer, the operator \
             makes sure that it is you."
        }
        RegionsText::LombardiaWaitForParts => {
            "Wait for two different messages: each holds a part of the codes. Without \
             the video call the second part is not sent."
        }
        RegionsText::LombardiaFirstPart => {
            "The first part comes by e-mail from the operator of SpazioRegione."
        }
        RegionsText::LombardiaSecondPartEmail => "The second part comes from Sogei by e-mail.",
        RegionsText::LombardiaSecondPartSms => {
            "If you gave a mobile number, the second part comes in a text message from \
             the Agenzia delle Entrate."
        }
        RegionsText::LombardiaWhoRuns => {
            "The procedure is run by the Ministry of Economy and Finance, Sogei and \
             ARIA. The operator asks for the new print in the portal of the Sistema \
             Tessera Sanitaria."
        }
        RegionsText::LombardiaCoversActivation => {
            "The same online procedure is also for activating the card for the first \
             time."
        }
        RegionsText::LombardiaNotInstant => {
            "The source says it is all done online. But it takes a form by e-mail, a \
             person and a video appointment: it is not immediate."
        }
        RegionsText::LombardiaWhoSends => {
            "The source says in two ways who sends the second part. Most likely the \
             operator asks for it, and Sogei or the Agenzia delle Entrate sends it."
        }
        RegionsText::LombardiaFirstPartWhen => {
            "Only the second part has to wait for the video call. When the first one \
             comes is not stated."
        }
        RegionsText::LombardiaWhenRemote => "From home, with an e-mail and a video call.",
        RegionsText::LombardiaWhenDesk => "If you prefer to go in person.",
        RegionsText::LombardiaMobileOrEmail => "a mobile number or an e-mail address",
        RegionsText::LombardiaDesk => "In person, at the desk of the ASST",
        RegionsText::LombardiaGo => "Go to the desk. Ask first whether it prints codes again.",
        RegionsText::LombardiaMinor => {
            "For a minor, the form signed by the legal representative is needed, with \
             the card, the representative's document and a mobile number or e-mail \
             address."
        }
        RegionsText::LombardiaDelegate => {
            "For a person whose health keeps them from coming for a time, the spouse \
             goes, else a child, else a relative up to the third degree."
        }
        RegionsText::LombardiaLoss => {
            "Card lost: self-declaration at the desk Scelta e Revoca. A paper at once, \
             the card by post in about a month."
        }
        RegionsText::TrentoPhone => {
            "Help of the Province: have the card's number and expiry date ready"
        }
        RegionsText::TrentoEmail => {
            "E-mail of the Province: give your name, tax code, the card's number and \
             expiry date"
        }
        RegionsText::TrentoCard => "the card (CPS) with the chip",
        RegionsText::TrentoDesk => "Enabled desk of the Province",
        RegionsText::Trento => "In person, by appointment",
        RegionsText::TrentoNoParent => {
            "A parent can no longer activate the card of a minor. A guardian or curator \
             can, and so can an emancipated minor with a declaration."
        }
        RegionsText::TrentoParentBefore => "A parent activates the child's card.",
        RegionsText::TrentoCip => {
            "The operator asks for the CIP to revoke the card or when it is faulty."
        }
        RegionsText::TrentoFaulty => {
            "The helpline revokes a faulty card. You ask for the new one at the health \
             district or the Agenzia delle Entrate."
        }
        RegionsText::BolzanoPhone => "Free number of the Carta Servizi (Bürgerkarte)",
        RegionsText::BolzanoEmail => "E-mail of the Carta Servizi, in Italian or German",
        RegionsText::BolzanoCard => "the Carta Servizi (Bürgerkarte)",
        RegionsText::BolzanoEmailAndMobile => "your own e-mail address and mobile number",
        RegionsText::BolzanoDesk => "Any of the 116 municipalities of Alto Adige/Südtirol",
        RegionsText::Bolzano => "In person, at a municipality",
        RegionsText::BolzanoGo => "Go to a municipality and ask for the PIN again.",
        RegionsText::BolzanoParts => "One part comes by e-mail, one by text message.",
        RegionsText::BolzanoWhenMunicipality => "It is the way that all pages name.",
        RegionsText::BolzanoSamePin => {
            "You get the same PIN as before. Only if you had changed it yourself do you \
             get a new one."
        }
        RegionsText::BolzanoHome => "From home",
        RegionsText::BolzanoFromHome => "Call and ask about activation from home.",
        RegionsText::BolzanoWhenHome => {
            "If you do not want to go to a municipality. How it is done, the part of the \
             source that we have does not say."
        }
        RegionsText::BolzanoHomeOrNot => {
            "Another page, perhaps newer, names only the municipality."
        }
        RegionsText::BolzanoParents => {
            "For a minor the parents go, with the child's card and identity document."
        }
        RegionsText::BolzanoGuardian => {
            "The guardian brings the card, proof of guardianship and their own identity \
             document."
        }
        RegionsText::BolzanoIll => {
            "Anyone ill for over three months can delegate, at the municipality of \
             residence. Needed: delegation, the form twice, card, medical note or \
             self-declaration, copy of the document."
        }
        RegionsText::BolzanoReader => "Readers are no longer given out: you buy one.",
        RegionsText::BolzanoDuplicate => "The duplicate has a chip only if the first card had one.",
        RegionsText::VenetoDesk => "Registry office (anagrafe) of the Azienda ULSS",
        RegionsText::VenetoGo => "Go in person to the registry office of your Azienda ULSS.",
        RegionsText::VenetoEmailPart => "Part of the codes comes by e-mail.",
        RegionsText::FriuliVeneziaGiuliaCard => "the card (CRS)",
        RegionsText::FriuliVeneziaGiuliaDesk => {
            "Health authority, public relations office of the Region, or an enabled \
             municipality"
        }
        RegionsText::AtADesk => "In person, at a desk",
        RegionsText::FriuliVeneziaGiuliaLoss => {
            "Lost or stolen: report or self-declaration, to be shown again when the \
             duplicate is activated. Ask the Agenzia delle Entrate for the duplicate."
        }
        RegionsText::EmiliaRomagnaUslDesk => "Desk of the Azienda USL of your province",
        RegionsText::EmiliaRomagna => "In person, at the Azienda USL",
        RegionsText::EmiliaRomagnaGoToUsl => "Go to a desk of the Azienda USL of your province.",
        RegionsText::ToscanaEmail => "E-mail of the public relations office (URP) of Toscana",
        RegionsText::ToscanaDesks => {
            "Desk that activates cards: Azienda USL, or a pharmacy or municipality that \
             takes part"
        }
        RegionsText::ToscanaUrp => "Public relations office (URP) of the Region",
        RegionsText::Toscana => "In person, at a desk or a pharmacy",
        RegionsText::ToscanaGoToDesk => {
            "Go to a desk that activates cards or, by appointment, to the URP."
        }
        RegionsText::ToscanaDelegate => {
            "For a person who is ill a delegate goes: own document, delegation form, \
             copy of the holder's document."
        }
        RegionsText::ToscanaFaqLost => {
            "The Region's site has a question about codes that cannot be found any more. \
             The answer is not in the part that we have."
        }
        RegionsText::ToscanaFaulty => {
            "The ASL replaces a faulty card, for the holder or a parent or guardian \
             only."
        }
        RegionsText::MarchePhone => "Agenzia delle Entrate (revenue agency)",
        RegionsText::ListedDesk => "Enabled desk; the list is on the Region's site",
        RegionsText::MarcheCohesion => "The \"PIN Cohesion\" is another credential.",
        RegionsText::LazioAslDesk => "Enabled desk of your ASL (health authority)",
        RegionsText::LazioHandedOver => {
            "The operator prints PIN, PUK and, if you want it, the CIP again. By the \
             guide you get them at once; ask whether that is so."
        }
        RegionsText::LazioWebForm => {
            "You can also write with the web form of the URP: area \"Sanità\", then \
             \"Tessera sanitaria\"."
        }
        RegionsText::LazioWholeCodesOrHalves => {
            "The guide also says that one half comes by e-mail. Ask whether to wait for \
             it."
        }
        RegionsText::LazioParent => {
            "For a minor a parent goes: document, the child's card and old card, proof \
             of being the parent, form already signed."
        }
        RegionsText::AbruzzoUrp => "Public relations office of the ASL, general number",
        RegionsText::AbruzzoChieti => {
            "Years ago a citizen could not have the card activated at the ASL of \
             Chieti. Ask first."
        }
        RegionsText::MoliseDesk => "Desk of ASReM",
        RegionsText::CampaniaActiveCard => "the card, which according to the guide must be active",
        RegionsText::CampaniaAslDesk => "Desk of your ASL",
        RegionsText::CampaniaSecondPart => {
            "The guide asks for an e-mail address: the second half perhaps comes there."
        }
        RegionsText::CampaniaNewOrActive => {
            "The Region speaks of the new card, the guide of the active one."
        }
        RegionsText::CampaniaDelegate => "A delegation is possible. Ask first how.",
        RegionsText::PugliaDesk => "Enabled desk of the Region Puglia",
        RegionsText::Puglia => "In person, in two steps",
        RegionsText::SiciliaEmail => "E-mail of the Region, for cards that never came",
        RegionsText::SiciliaDesk => {
            "Enabled desk; which one, the part of the source that we have does not say"
        }
        RegionsText::Sicilia => "In person; ask first at which desk",
        RegionsText::SiciliaTwoKinds => {
            "In Sicilia there are two cards: with chip and the Region's logo, and the \
             national one without chip."
        }
        RegionsText::SardegnaDesk => "Desk of the ASL, with a booking or a queue",
        RegionsText::SardegnaNoPharmacies => {
            "Since 1 January 2023 pharmacies no longer give out codes: only the ASLs \
             do."
        }
        RegionsText::SardegnaPharmacies => {
            "Codes at a pharmacy (up to 3 euros) or, free, at ATS and URP."
        }
        RegionsText::SardegnaPukOnPortal => {
            "You get the PUK only in the card's portal, with the PIN."
        }
        RegionsText::SardegnaBlindEnvelope => "PIN and user code in a blind envelope, at the desk.",
        RegionsText::SardegnaParent => {
            "For a minor the parent or guardian goes: card, own document, \
             self-declaration."
        }
        RegionsText::LiguriaWhereNewCard => {
            "You ask for a new card at the Agenzia delle Entrate, on the Sistema TS site \
             or at the desks of the ASL."
        }
        RegionsText::LazioOldCard => {
            "Bring the previous card, which has expired, too: it is withdrawn and \
             destroyed."
        }
    }
}
