//! The TS-CNS in Lombardia.

use crate::recovery::knowledge::LombardiaText;

pub(super) const fn text(key: LombardiaText) -> &'static str {
    match key {
        LombardiaText::LombardiaWhoRuns => {
            "The procedure is run by the Ministry of Economy and Finance, Sogei and ARIA. The \
             operator asks for the new print in the portal of the Sistema Tessera Sanitaria."
        }
        LombardiaText::LombardiaCoversActivation => {
            "The same online procedure is also for activating the card for the first time."
        }
        LombardiaText::LombardiaNotInstant => {
            "The source says it is all done online. But it takes a form by e-mail, a person and a \
             video appointment: it is not immediate."
        }
        LombardiaText::LombardiaWhoSends => {
            "The source says in two ways who sends the second part. Most likely the operator \
             asks for it, and Sogei or the Agenzia delle Entrate sends it."
        }
        LombardiaText::LombardiaFirstPartWhen => {
            "Only the second part has to wait for the video call. When the first one comes is \
             not stated."
        }
        LombardiaText::LombardiaFilledForm => "the PDF form, filled in",
        LombardiaText::IdCopyBothSides => "a copy of a valid identity document, front and back",
        LombardiaText::TsCnsCopy => "a copy of the health card",
        LombardiaText::LombardiaHelpEmail => "E-mail address for help in Lombardia",
        LombardiaText::LombardiaHelpPhone => "Phone for help in Lombardia",
        LombardiaText::LombardiaSogeiSender => "Sender of the message from Sogei",
        LombardiaText::SpazioRegione => {
            "SpazioRegione office of the province where you live, by e-mail and video"
        }
        LombardiaText::Lombardia => "Lombardia: codes from home",
        LombardiaText::LombardiaGetForm => {
            "On the Region's site look for \"Richiesta PIN a distanza\". Fill in the PDF form \
             and save it."
        }
        LombardiaText::LombardiaSendForm => {
            "Send the form by e-mail to the SpazioRegione office of the province where you \
             live, with the attachments."
        }
        LombardiaText::LombardiaVideoCall => {
            "Make an appointment. In a video call, on a phone or computer, the operator makes \
             sure that it is you."
        }
        LombardiaText::LombardiaWaitForParts => {
            "Wait for two different messages: each holds a part of the codes. Without the video \
             call the second part is not sent."
        }
        LombardiaText::LombardiaFirstPart => {
            "The first part comes by e-mail from the operator of SpazioRegione."
        }
        LombardiaText::LombardiaSecondPartEmail => "The second part comes from Sogei by e-mail.",
        LombardiaText::LombardiaSecondPartSms => {
            "If you gave a mobile number, the second part comes in a text message from the \
             Agenzia delle Entrate."
        }
    }
}
