//! The TS-CNS, Region by Region.

use crate::recovery::knowledge::RegionsText;

pub(super) const fn text(key: RegionsText) -> &'static str {
    match key {
        RegionsText::CipOptionalOrNeeded => {
            "The source says that the CIP is needed to deactivate the card and, for Lazio, that \
             it is optional. It is not needed to use the card, and maybe not every Region gives \
             it."
        }
        RegionsText::EnvelopeOrHalves => {
            "The source speaks of codes in a sealed envelope and also of two halves, one on \
             paper and one by e-mail. As a rule it is the two halves."
        }
        RegionsText::OnlineElsewhereOrNot => {
            "The source says that several Regions activate the card online, but describes only \
             Lombardia as online. Ask your Region."
        }
        RegionsText::SameDocumentsOrNot => {
            "The source says that the documents are always the same, but in Campania and \
             Emilia-Romagna it also asks for an e-mail address. Have one ready."
        }
        RegionsText::LazioWebForm => {
            "You can also write through the web form of the public relations office (URP): area \
             \"Sanità\", then \"Tessera sanitaria\"."
        }
        RegionsText::LazioWholeCodesOrHalves => {
            "For Lazio the source seems to say that whole codes are given at the desk; \
             elsewhere it says that the second half comes by e-mail. Ask at the desk whether to \
             wait for an e-mail."
        }
        RegionsText::CardWithChip => "the health card with a chip",
        RegionsText::ValidId => "a valid identity document",
        RegionsText::LicenceOrPassportToo => {
            "a valid document: identity card, driving licence or passport"
        }
        RegionsText::ActiveCard => "the health card, which must be active",
        RegionsText::CampaniaEmail => {
            "a personal e-mail address; a certified one (PEC) is not needed"
        }
        RegionsText::EmiliaRomagnaEmail => "a personal e-mail address",
        RegionsText::LazioPhone => "Regional helpline of Lazio",
        RegionsText::ToscanaPhoneLandline => "Phone of the Region Toscana",
        RegionsText::ToscanaPhoneMobile => "Phone of the Region Toscana",
        RegionsText::ToscanaEmail => {
            "E-mail address of the public relations office (URP) of Toscana"
        }
        RegionsText::CampaniaPhone => "Public relations office (URP) of Campania",
        RegionsText::EmiliaRomagnaPhone => "Phone for Emilia-Romagna",
        RegionsText::LazioAslDesk => "Enabled desk of your ASL (local health authority)",
        RegionsText::ToscanaDesks => {
            "Desk that activates cards: health authority (USL), pharmacies and municipalities \
             that take part"
        }
        RegionsText::ToscanaUrp => "Public relations office (URP) of the Region Toscana",
        RegionsText::CampaniaAslDesk => "Desk of the ASL (local health authority)",
        RegionsText::EmiliaRomagnaUslDesk => {
            "Desk of the health authority (Azienda USL) of your province"
        }
        RegionsText::OwnAslDesk => {
            "Enabled desk of your Region or of your ASL (local health authority)"
        }
        RegionsText::Lazio => "Lazio: at the desk of the ASL",
        RegionsText::LazioGoToAsl => "Go to an enabled desk of your ASL. It cannot be done online.",
        RegionsText::LazioFillForm => "At the desk you get a form: fill it in there.",
        RegionsText::LazioHandedOver => {
            "The operator prints the PIN, the PUK and, if you want it, the CIP again. The source reads as if they were handed over at once."
        }
        RegionsText::Toscana => "Toscana: at a desk",
        RegionsText::ToscanaGoToDesk => {
            "Go to a desk that activates cards or, by appointment, to the public relations \
             office (URP) of the Region. It cannot be done online."
        }
        RegionsText::Campania => "Campania: at the desk of the ASL",
        RegionsText::CampaniaGoToAsl => "Go to the desk of the ASL. It cannot be done online.",
        RegionsText::CampaniaFillForm => "Fill in at the desk the form that they give you.",
        RegionsText::CampaniaSecondPart => {
            "The source does not say how the halves come. But it asks for an e-mail address: \
             the second half probably comes there."
        }
        RegionsText::EmiliaRomagna => "Emilia-Romagna: at the desk of the Azienda USL",
        RegionsText::EmiliaRomagnaGoToUsl => {
            "Go to a desk of the Azienda USL of your province. It cannot be done online."
        }
        RegionsText::EmiliaRomagnaFirstPart => {
            "The first part of the codes is handed over at the desk."
        }
        RegionsText::EmiliaRomagnaSecondPart => "The second part is sent by the system by e-mail.",
        RegionsText::OtherRegion => "In person, at a desk of your Region",
        RegionsText::OtherRegionGoToDesk => {
            "Go to an enabled desk of your Region or your ASL. It may be, for example, in an \
             ASL, a public relations office (URP), a pharmacy or a municipality. Ask first \
             which."
        }
    }
}
