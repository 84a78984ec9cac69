//! The CIE.

use crate::recovery::knowledge::CieText;

pub(super) const fn text(key: CieText) -> &'static str {
    match key {
        CieText::CieCodesGiven => {
            "The electronic identity card (CIE) comes with two codes: the PIN and the PUK."
        }
        CieText::CiePinPurpose => "The PIN lets you enter digital services.",
        CieText::CiePukPurpose => {
            "The PUK unblocks the PIN after three wrong entries. With the PUK you can also \
             choose a new PIN."
        }
        CieText::CiePukSetsNewPin => {
            "To choose a new PIN you need the PUK, even if the PIN is only forgotten."
        }
        CieText::CieThreeWrongPins => "Three wrong PINs block the PIN.",
        CieText::CieKeepBothHalves => {
            "The codes come in two halves. Put them together and keep them in a safe place."
        }
        CieText::CieFirstHalfAtIssue => {
            "The first half of the codes is handed over with the receipt that the municipality \
             gives when you ask for the card."
        }
        CieText::CieSecondHalfAtIssue => {
            "The second half of the codes is in the registered letter that brings the card home."
        }
        CieText::CieContactsNeeded => {
            "To use the CIE as a digital identity, a mobile number or an e-mail address must \
             have been given when the card was asked for."
        }
        CieText::CieHolderOnly => "This service is only for holders of a CIE.",
        CieText::CieMinorNeedsParent => "For a minor, a parent or the guardian makes the request.",
        CieText::CieReprintFree => "Printing the codes again is free.",
        CieText::CieReprintTime => {
            "You get the first part at once. For the second, which comes by e-mail, no time is \
             stated."
        }
        CieText::CieAppGivesPukOnly => {
            "The app CieID gives back the PUK only. You then choose a PIN with the PUK."
        }
        CieText::CieOfficeGivesBoth => {
            "The Ufficio Anagrafe prints both the PIN and the PUK again."
        }
        CieText::CieOfficeWithoutApp => {
            "The source does not say what to do if the contacts are right but the app cannot be \
             used. The Ufficio Anagrafe is the way that is left: call and ask first."
        }
        CieText::CieCounterHoursConflict => {
            "For the counter the source says \"from Monday to Saturday\" and also \"closed on \
             Tuesday\". So Tuesday is not certain."
        }
        CieText::CieEmailNotListed => {
            "Among the things to bring, the source lists only an identity document. But the \
             second part comes by e-mail, so you need an address too."
        }
        CieText::CieSecondHalfDiffers => {
            "With a new card the second half comes by registered letter. When codes are printed \
             again it comes by e-mail."
        }
        CieText::CieIdDocument => "a valid identity document",
        CieText::CieOwnEmail => "an e-mail address of your own",
        CieText::OneAnagrafePhone => {
            "Phone of the registry office of one municipality, which the source does not name"
        }
        CieText::OneAnagrafeDesk => "Registry desk of that one municipality",
        CieText::OwnAnagrafeDesk => "Registry office (Ufficio Anagrafe) of your municipality",
        CieText::CieNewPin => "Choose a new PIN with the PUK",
        CieText::CieSetNewPin => "With the PUK, choose a new PIN.",
        CieText::CieApp => "Get the PUK back in the app CieID",
        CieText::CieRecoverPukInApp => {
            "Open the app CieID and recover the PUK there, following the instructions of the \
             Ministry of the Interior."
        }
        CieText::CieAnagrafe => {
            "Have PIN and PUK printed again at the registry office (Ufficio Anagrafe)"
        }
        CieText::CieBookAppointment => {
            "Call the registry office (Ufficio Anagrafe) of your municipality and make an \
             appointment."
        }
        CieText::CieGoToAnagrafe => {
            "Go to the appointment. The office updates your contacts and prints PIN and PUK again."
        }
        CieText::CieFirstPartAtDesk => "You get the first part of the codes at once at the desk.",
        CieText::CieSecondPartByEmail => "The second part comes to your e-mail address.",
        CieText::CieComplete => "You have all the codes",
        CieText::CieKeepCodes => {
            "There is nothing to do. Keep the whole PIN and PUK in a safe place."
        }
        CieText::CieNotBlockedYet => "The PIN is not blocked yet",
        CieText::CieThirdWrongPinBlocks => {
            "Enter the PIN only if you are sure of it: the third wrong PIN blocks it. If you \
             are not sure, choose a new PIN with the PUK."
        }
        CieText::CieUsePin => "Go on with the PIN",
        CieText::CieGoOnWithPin => {
            "If you know the PIN and the PIN is not blocked, you can go on using it."
        }
    }
}
