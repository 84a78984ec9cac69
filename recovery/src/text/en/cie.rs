//! The CIE.

use crate::knowledge::CieText;

pub(super) const fn text(key: CieText) -> &'static str {
    match key {
        CieText::CieCodesGiven => {
            "The electronic identity card (CIE) comes with two codes: the PIN and the \
             PUK."
        }
        CieText::CiePinPurpose => "The PIN lets you enter digital services.",
        CieText::CiePukPurpose => {
            "The PUK unblocks the PIN after three wrong entries. With the PUK you can \
             also choose a new PIN."
        }
        CieText::CiePukSetsNewPin => {
            "To choose a new PIN you need the PUK, even if the PIN is only forgotten."
        }
        CieText::CieThreeWrongPins => "Three wrong PINs block the PIN.",
        CieText::CieKeepBothHalves => {
            "The codes come in two halves. Put them together and keep them in a safe \
             place."
        }
        CieText::CieFirstHalfAtIssue => {
            "With a new card, the first half of the codes is on the receipt from the \
             municipality."
        }
        CieText::CieSecondHalfAtIssue => {
            "With a new card, the second half is in the registered letter that brings \
             the card."
        }
        CieText::CieContactsNeeded => {
            "To use the CIE as a digital identity, a mobile number or an e-mail address \
             must have been given when the card was asked for."
        }
        CieText::CieLength => {
            "PIN and PUK of the CIE have 8 digits: 4 on the receipt and 4 in the \
             letter."
        }
        CieText::CieThreeOrMoreThanThree => {
            "Some pages say \"three\" wrong PINs, others \"more than three\". Count on \
             three."
        }
        CieText::CiePukTenTries => "Ten wrong PUKs in a row block the chip for good.",
        CieText::CiePukNeverChanges => {
            "The PUK cannot be changed: the one you are given always fits."
        }
        CieText::CieLevels => {
            "Levels 1 and 2 need no PIN and no NFC. Your tax code, the number of the \
             card and the first half of the PUK are enough. Without NFC, a mobile \
             number must have been given."
        }
        CieText::CieLevelsContacts => {
            "The pages disagree on the contacts for levels 1 and 2. A mobile number \
             suits all of them."
        }
        CieText::CieMinorSchools => {
            "With the card of a child aged 5 to 17, only school services open. Under 5, \
             none."
        }
        CieText::CieHolderOnly => "This service is only for holders of a CIE.",
        CieText::CieMinorNeedsParent => "For a minor, a parent or the guardian makes the request.",
        CieText::CieNewPin => "Choose a new PIN with the PUK",
        CieText::CieSetNewPin => "Unblock the card with the PUK and choose a new PIN.",
        CieText::CieNewPinElsewhere => "With the app or the program of the ministry",
        CieText::CieWhereNewPin => {
            "In the app CieID choose \"Sblocca carta\". On a computer with a reader use \
             the \"Software CIE\"."
        }
        CieText::CieWhenElsewhere => "If the card cannot be read here.",
        CieText::CieWhenApp => {
            "With an NFC phone and a contact that works: you do not have to go \
             anywhere."
        }
        CieText::CieFindContacts => "Find the contacts that you gave",
        CieText::CieLookUpContacts => {
            "Look in the reserved area of the ministry's site which contacts you gave."
        }
        CieText::CieApp => "Get the PUK back in the app CieID",
        CieText::CiePrepareApp => {
            "Take the card and a phone with NFC. Update CieID and switch on the phone's \
             screen lock."
        }
        CieText::CieRecoverPukInApp => {
            "In CieID choose \"Recupero PUK\". Hold the card to the phone. Type the \
             number at the top right of the card and the contact you gave."
        }
        CieText::CieWait48Hours => "Wait 48 hours. You cannot make another request in that time.",
        CieText::CieFinishInApp => {
            "A text message or e-mail comes: it is only a notice. Open CieID again: it \
             shows the PUK. Write it down."
        }
        CieText::CieApp48Hours => "48 hours.",
        CieText::CieAppSamePhone => {
            "Finish on the same phone, and do not delete the app meanwhile."
        }
        CieText::CieAppSystems => "CieID needs at least Android 6 or iOS 13.",
        CieText::CieAppContactsCount => {
            "In the app, contacts given when activating levels 1 and 2 count too."
        }
        CieText::CieAppGivesPukOnly => {
            "The app CieID gives back the PUK only. You then choose a PIN with the PUK."
        }
        CieText::CieChangeContacts => {
            "Contacts are changed at a municipality or, with card and PIN, in the \
             reserved area."
        }
        CieText::CieAbroad => {
            "Abroad: contacts given at the consulate work in the app. Whether a \
             consulate prints codes again is not certain."
        }
        CieText::CieCard => "the electronic identity card",
        CieText::CieIdDocument => "a valid identity document",
        CieText::CieOwnEmail => "an e-mail address, not PEC",
        CieText::AnyAnagrafeDesk => "Registry office (Ufficio Anagrafe) of a municipality",
        CieText::CieAnagrafe => "Have the codes printed again at a municipality",
        CieText::CieAskMunicipality => "Ask the municipality how to book.",
        CieText::CieGoToAnagrafe => {
            "Go to the municipality. Have your contacts updated and the codes printed \
             again."
        }
        CieText::CieFirstPartAtDesk => "You get the first half at once at the desk.",
        CieText::CieSecondPartByEmail => "The second half comes to your e-mail address.",
        CieText::CieBothPartsOnPaper => {
            "Without e-mail: sign an authorisation for the officer at the desk. You get \
             both halves on paper at once."
        }
        CieText::CieWhenOffice => {
            "If the app does not suit you or your contacts are no longer right."
        }
        CieText::CieAnyMunicipality => {
            "Any municipality will do. But some serve residents only: ask first."
        }
        CieText::CieIssuingMunicipality => {
            "The municipality that issued the card prints the codes again."
        }
        CieText::ReprintUnblocksNothing => {
            "Printing the codes again does not unblock the card: you then need the PUK."
        }
        CieText::CieChangedPinNotReprinted => {
            "If you changed the PIN, the reprint shows the old one. Do not try it: each \
             mistake costs a try."
        }
        CieText::CieReprintFree => "Printing the codes again is free.",
        CieText::CieReprintTime => "The first half at once; for the e-mail it is not stated.",
        CieText::CieReprintSixDays => "Some municipalities write: up to 6 working days.",
        CieText::CieOfficeGivesBoth => {
            "The Ufficio Anagrafe prints both the PIN and the PUK again."
        }
        CieText::CieSecondHalfDiffers => {
            "With a new card the second half comes by registered letter. When codes are \
             printed again it comes by e-mail."
        }
        CieText::CieEmailNotListed => {
            "Among the things to bring, the source lists only an identity document. But \
             the second part comes by e-mail, so you need an address too."
        }
        CieText::CieDelegate => "Go to the municipality for the holder",
        CieText::CieAskAboutDelegate => {
            "Ask the municipality whether it accepts a delegate. Modena and Rubiera do, \
             Milan does not."
        }
        CieText::CieGoAsDelegate => "Go to the municipality with the delegation.",
        CieText::CieDelegation => {
            "the signed delegation and a copy of the holder's identity document"
        }
        CieText::OwnIdDocument => "your own identity document",
        CieText::CieReprintByForm => {
            "Some municipalities accept the request by e-mail or with a form."
        }
        CieText::ResidentsOnly => "This municipality prints codes again for residents only.",
        CieText::ByFormHere => "Here the request is made by e-mail or with a form.",
        CieText::AnagrafePhone => "Phone of the registry office",
        CieText::AnagrafeDesk => "Desk of the registry office",
        CieText::CieCounterHoursConflict => {
            "For the counter the source says \"from Monday to Saturday\" and also \
             \"closed on Tuesday\". So Tuesday is not certain."
        }
        CieText::ModenaTicket => {
            "You take a number there, without an appointment. Places per day are \
             limited."
        }
        CieText::MilanoBooking => "Booking",
        CieText::MilanoInPerson => "The holder goes, with the CIE.",
        CieText::HomeVisit => {
            "For people who cannot get about, the municipality comes to their home, \
             hospital or care home. It needs an identity document, a medical \
             certificate and a delegation or appointment."
        }
        CieText::CieBlockPhone => "Blocking the CIE",
        CieText::CieHelpPhone => "Help with the CIE",
        CieText::CieHelpEmail => "Help with the CIE, e-mail",
        CieText::CieLost => "Block the card and get a new one",
        CieText::CieReportLoss => "Report it to the police.",
        CieText::CieBlockCard => {
            "Block the card by phone. Have ready your name, tax code, the data of the \
             report and, if you know it, the number of the card."
        }
        CieText::CieLossNewCard => {
            "Go to the municipality with the report and another identity document. Ask \
             for a new card."
        }
        CieText::CieBlockSince => "The number is for cards issued after 4 July 2016.",
        CieText::CieReportAbroad => {
            "Abroad, a report at the consulate counts. One to a foreign police is made \
             again in Italy."
        }
        CieText::CieNewCard => "Ask for a new card",
        CieText::CieAskForNewCard => {
            "Ask the municipality for a new card: it has a new PIN and PUK."
        }
        CieText::CieNewCardCost => "16.79 euros plus the fees of the municipality.",
        CieText::CieNewCardTime => "6 working days.",
        CieText::CieNewCardWhere => {
            "The same page says \"any municipality\" and \"residence or dwelling\": ask \
             first."
        }
        CieText::CieNewCardNewCodes => "The new card has new codes.",
        CieText::CieStillIdentity => "The card is still valid as an identity document.",
        CieText::CieExpired90Days => {
            "An expired card opens online services for another 90 days, or until the \
             new card."
        }
        CieText::CieUnlimited => {
            "The card does not expire. But for online services it lasts 10 years at \
             most."
        }
        CieText::CieComplete => "You have all the codes",
        CieText::CieKeepCodes => {
            "There is nothing to do. Keep the whole PIN and PUK in a safe place."
        }
        CieText::CieNotBlockedYet => "The PIN is not blocked yet",
        CieText::CieThirdWrongPinBlocks => {
            "Enter the PIN only if you are sure of it: the third mistake blocks it. If \
             not, choose a new PIN with the PUK."
        }
        CieText::CieUsePin => "Go on with the PIN",
        CieText::CieGoOnWithPin => {
            "If you know the PIN and the PIN is not blocked, you can go on using it."
        }
        CieText::CieHomeVisit => "Have the municipality come to the holder",
        CieText::DelegateAccepted => "This municipality accepts a delegation.",
        CieText::CieHolderDoesIt => {
            "The holder does it. The PUK is enough: no need to go to the municipality. A \
             minor does it with a parent or the guardian."
        }
    }
}
