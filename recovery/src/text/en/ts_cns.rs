//! The TS-CNS, in every Region.

use crate::knowledge::TsCnsText;

pub(super) const fn text(key: TsCnsText) -> &'static str {
    match key {
        TsCnsText::TsCnsWhatItIs => {
            "The health card with a chip is also a national services card (CNS). With \
             it you enter, for example, INPS services, your health record, bookings and \
             medical reports."
        }
        TsCnsText::TsCnsSentFree => {
            "The card is sent free and automatically to the Italian citizens who are \
             entitled to it. You do not have to ask for it."
        }
        TsCnsText::TsCnsValidity => {
            "The card is valid for 6 years. For foreigners it is valid as long as the \
             residence permit. The new one comes to your home automatically."
        }
        TsCnsText::TsCnsNeedsReader => {
            "To use it online you need a computer with a smart-card reader, the card's \
             program (free from the Region's site), the PIN and the PUK."
        }
        TsCnsText::TsCnsActivationByRegion => {
            "Activation begins with asking for the PIN. In some Regions this is done at \
             a desk, in others online."
        }
        TsCnsText::TsCnsCodesGiven => {
            "With the first activation you get the PIN, the PUK and the CIP, usually at \
             a desk of the ASL or of the municipality."
        }
        TsCnsText::TsCnsActiveWithBoth => {
            "The card is active only when both halves of the codes have been received."
        }
        TsCnsText::TsCnsPinPurpose => "The PIN lets you enter the sites of public offices.",
        TsCnsText::TsCnsPukPurpose => "The PUK unblocks the PIN after too many wrong entries.",
        TsCnsText::TsCnsCipPurpose => {
            "The CIP is for deactivating the card if it is lost or stolen. The source \
             does not describe how."
        }
        TsCnsText::TsCnsTooManyWrongPins => {
            "Too many wrong PINs block the PIN. The source does not say how many."
        }
        TsCnsText::TsCnsFirstHalf => {
            "The first half of each code is on a paper that you get at the desk or on \
             request."
        }
        TsCnsText::TsCnsSecondHalf => {
            "The second half of each code comes to the e-mail address given at \
             activation."
        }
        TsCnsText::TsCnsOldMessages => {
            "If the card has been activated before, look for the second half among old \
             messages."
        }
        TsCnsText::TsCnsActivationSameDesk => {
            "The source describes printing the codes again. Activating the card for the \
             first time is probably done at the same desk: ask first."
        }
        TsCnsText::TsCnsRegionDecides => {
            "The Region gives out the codes and prints them again. Besides desks it may \
             offer a way from home, but need not."
        }
        TsCnsText::TsCnsOnlyLombardiaOnline => {
            "The undated guide writes: only Lombardia gives the codes online."
        }
        TsCnsText::TsCnsOnlineWays => {
            "For lost codes, two ways from home are described: Lombardia and Alto \
             Adige. Elsewhere the web only activates a new card, with the PIN of the \
             old one."
        }
        TsCnsText::TsCnsOneHalfSameReprint => {
            "Even if only one half is missing, the way is the same: the source knows \
             only printing all of it again."
        }
        TsCnsText::TsCnsForgottenPinSameWay => {
            "For a PIN that is only forgotten the guide says nothing. The way is \
             perhaps the same."
        }
        TsCnsText::TsNoChipNoCodes => {
            "Only the card with a chip is a CNS. Without a chip there are no PIN, PUK \
             and CIP, so there is nothing to recover."
        }
        TsCnsText::TsWithoutChipSince => {
            "Since 1 June 2022 cards may come without a chip. For online services you \
             then use SPID or the CIE."
        }
        TsCnsText::TsCnsLength => "The PIN has 5 digits (2 and 3), the PUK has 8 (2 and 6).",
        TsCnsText::TsCnsThreeWrongPins => "Some Regions write: three wrong PINs block it.",
        TsCnsText::TsCnsThreeWrongPuks => {
            "Some Regions write: three wrong PUKs block the card for good."
        }
        TsCnsText::TsCnsCipByRegion => "Only some Regions have a CIP.",
        TsCnsText::TsCnsDelegation => "In some places you can go with a delegation. Ask first.",
        TsCnsText::TsCnsMinor => {
            "For a minor, usually a parent goes, with their own document and the \
             child's card."
        }
        TsCnsText::TsCnsActivateFromOld => {
            "A new card can also be activated online, with the PIN of the old one while \
             that is valid."
        }
        TsCnsText::TsCnsChipOnFront => {
            "The guide says that the chip is on the back. On real cards it is on the \
             front, below the letters \"TS\"."
        }
        TsCnsText::TsCnsNewCardNewCodes => "The new card has another PIN.",
        TsCnsText::TsCnsMaybeWithoutChip => {
            "Since June 2022 a new card may come without a chip: it then has no codes."
        }
        TsCnsText::TsCnsCareWithoutCodes => "For care, the card works without codes too.",
        TsCnsText::CipOptionalOrNeeded => {
            "The CIP is for deactivating the card; for Lazio the guide calls it \
             optional."
        }
        TsCnsText::EnvelopeOrHalves => {
            "The guide speaks of a sealed envelope and also of two halves. As a rule \
             there are two halves."
        }
        TsCnsText::SameDocumentsOrNot => {
            "The guide says \"always the same documents\", but in two Regions asks for \
             an e-mail address too. Have one ready."
        }
        TsCnsText::ToscanaDesksForOthers => {
            "Public desks in Toscana activate cards of your Region too; pharmacies do \
             not."
        }
        TsCnsText::CardWithChip => "the health card with the chip",
        TsCnsText::ValidId => "a valid identity document",
        TsCnsText::SistemaTsPhone => "Free number of the Sistema TS",
        TsCnsText::OwnAslDesk => "Desk of the ASL (health authority)",
        TsCnsText::TsCnsUnblock => "Unblock the PIN with the PUK",
        TsCnsText::TsCnsUnblockWithPuk => {
            "Put the card into the reader. Unblock the PIN with the PUK and choose a \
             new one."
        }
        TsCnsText::TsCnsUnblockElsewhere => "With the program of the Region",
        TsCnsText::TsCnsGetSoftware => {
            "Use the program of the card: it is free on the Region's site."
        }
        TsCnsText::TsCnsComplete => "You have PIN and PUK",
        TsCnsText::TsCnsKeepCodes => {
            "There is nothing to do. Keep the whole codes in a safe place."
        }
        TsCnsText::TsCnsUsePin => "Keep using the PIN",
        TsCnsText::TsCnsGoOnWithPin => {
            "If you know the PIN and it is not blocked, you can still enter sites with \
             the card."
        }
        TsCnsText::NewTsCns => "Ask for a new health card",
        TsCnsText::TsCnsAskForNewCard => {
            "Have the blocked card revoked and ask for a new one at the ASL or the \
             Agenzia delle Entrate."
        }
        TsCnsText::TsCnsLost => "Block the card and get a new one",
        TsCnsText::TsCnsReportLoss => {
            "Call and ask how the card is blocked. Have the police report or a \
             self-declaration ready."
        }
        TsCnsText::TsCnsWhenElsewhere => "If the health card cannot be read here.",
        TsCnsText::TsCnsLossNewCard => {
            "Ask for a new card at the Agenzia delle Entrate or the ASL."
        }
        TsCnsText::OtherRegion => "In person, at a desk of your Region",
        TsCnsText::OtherRegionAsk => "Call the free number: ask which desk prints the codes again.",
        TsCnsText::OtherRegionGoToDesk => "Go in person to the desk of your Region or your ASL.",
        TsCnsText::TsCnsAskForPuk => {
            "With a blocked PIN you need the PUK: ask whether they give it."
        }
        TsCnsText::TsCnsWaitForNewCard => {
            "The card has expired: the new one comes to your home by itself. If it has \
             not come, ask for it at the ASL or the Agenzia delle Entrate."
        }
    }
}
