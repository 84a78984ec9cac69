//! The TS-CNS, in every Region.

use crate::recovery::knowledge::TsCnsText;

pub(super) const fn text(key: TsCnsText) -> &'static str {
    match key {
        TsCnsText::TsCnsWhatItIs => {
            "The health card with a chip is also a national services card (CNS). With it you \
             enter, for example, INPS services, your health record, bookings and medical \
             reports."
        }
        TsCnsText::TsCnsSentFree => {
            "The card is sent free and automatically to the Italian citizens who are entitled to \
             it. You do not have to ask for it."
        }
        TsCnsText::TsCnsValidity => {
            "The card is valid for 6 years. For foreigners it is valid as long as the residence \
             permit. The new one comes to your home automatically."
        }
        TsCnsText::TsCnsNeedsReader => {
            "To use it online you need a computer with a smart-card reader, the card's program \
             (free from the Region's site), the PIN and the PUK."
        }
        TsCnsText::TsCnsActivationByRegion => {
            "Activation begins with asking for the PIN. In some Regions this is done at a desk, \
             in others online."
        }
        TsCnsText::TsCnsActiveWithBoth => {
            "The card is active only when both halves of the codes have been received."
        }
        TsCnsText::TsCnsPinPurpose => "The PIN lets you enter the sites of public offices.",
        TsCnsText::TsCnsPukPurpose => "The PUK unblocks the PIN after too many wrong entries.",
        TsCnsText::TsCnsCipPurpose => {
            "The CIP is for deactivating the card if it is lost or stolen. The source does not \
             describe how."
        }
        TsCnsText::TsCnsTooManyWrongPins => {
            "Too many wrong PINs block the PIN. The source does not say how many."
        }
        TsCnsText::TsCnsFirstHalf => {
            "The first half of each code is on a paper that you get at the desk or on request."
        }
        TsCnsText::TsCnsSecondHalf => {
            "The second half of each code comes to the e-mail address given at activation."
        }
        TsCnsText::TsCnsOldMessages => {
            "If the card has been activated before, look for the second half among old messages."
        }
        TsCnsText::TsCnsActivationSameDesk => {
            "The source describes printing the codes again. Activating the card for the first time is probably done at the same desk: ask first."
        }
        TsCnsText::TsCnsRegionDecides => {
            "The Region gives out the codes and prints them again. Besides desks it may offer a \
             way from home, but need not."
        }
        TsCnsText::TsCnsOnlyLombardiaOnline => {
            "According to the source only Lombardia lets you get the codes again online. \
             Elsewhere you go to a desk."
        }
        TsCnsText::TsCnsOneHalfSameReprint => {
            "Even if only one half is missing, the way is the same: the source knows only \
             printing all of it again."
        }
        TsCnsText::TsCnsForgottenPinSameWay => {
            "For a PIN that is forgotten but not blocked the source describes no way. It is \
             probably the same: a new PIN with the PUK."
        }
        TsCnsText::TsNoChipNoCodes => {
            "Only the card with a chip is a CNS. Without a chip there are no PIN, PUK and CIP, \
             so there is nothing to recover."
        }
        TsCnsText::SistemaTsPhone => "Free number of the health card system (Sistema TS)",
        TsCnsText::TsCnsUnblock => "Unblock the PIN with the PUK",
        TsCnsText::TsCnsGetSoftware => {
            "Have ready a computer with a smart-card reader and the card's program, which is \
             free on the Region's site."
        }
        TsCnsText::TsCnsUnblockWithPuk => {
            "Put the card into the reader and unblock the PIN with the whole PUK."
        }
        TsCnsText::TsCnsComplete => "You have PIN and PUK",
        TsCnsText::TsCnsKeepCodes => {
            "There is nothing to do. Keep the whole codes in a safe place."
        }
        TsCnsText::TsCnsUsePin => "Keep using the PIN",
        TsCnsText::TsCnsGoOnWithPin => {
            "If you know the PIN and it is not blocked, you can still enter sites with the card."
        }
        TsCnsText::TsCnsCodesGiven => {
            "With the first activation you get the PIN, the PUK and the CIP, usually at a desk \
             of the ASL or of the municipality."
        }
    }
}
