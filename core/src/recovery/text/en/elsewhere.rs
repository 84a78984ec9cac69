//! What other sources say.

use crate::recovery::knowledge::ElsewhereText;

pub(super) const fn text(key: ElsewhereText) -> &'static str {
    match key {
        ElsewhereText::CieLength => {
            "PIN and PUK of the CIE have 8 digits: 4 on the receipt and 4 in the letter."
        }
        ElsewhereText::CieBlockedAfterThree => {
            "The PIN of the CIE is blocked after three wrong PINs in a row."
        }
        ElsewhereText::CieThreeOrMoreThanThree => {
            "Some pages say \"three\" wrong PINs, others \"more than three\". Count on three."
        }
        ElsewhereText::CiePukTenTries => {
            "After ten wrong PUKs the PUK is blocked for good. A new card is needed then."
        }
        ElsewhereText::CieAppInDetail => {
            "Update CieID on a phone with NFC and choose \"Recupero PUK\". Hold the card to the \
             phone. Type the card's serial number, at the top right. Type the e-mail address or \
             mobile number given when asking for it. Then wait for the message."
        }
        ElsewhereText::CieApp48Hours => "The PUK comes 48 hours after the request in the app.",
        ElsewhereText::CieWhereNewPin => {
            "You choose a new PIN in the app CieID (\"Sblocca carta\") or, on a \
             computer with a reader, in the \"Software CIE\"."
        }
        ElsewhereText::CieWhichMunicipality => {
            "The sources disagree: one says any municipality, another the one where you live. \
             Ask yours first."
        }
        ElsewhereText::CieAbroad => "If you live abroad, you can go to the consulate.",
        ElsewhereText::CieReprintByEmail => {
            "Some municipalities accept the request by e-mail, with a signed form and a copy of \
             an identity document. The second part then comes to an ordinary address, not a PEC \
             one."
        }
        ElsewhereText::CieWithoutEmail => {
            "If you have no e-mail address, you can ask the municipality to print the second half, too, \
             with a delegation form."
        }
        ElsewhereText::TsCnsLength => {
            "The PIN of the card has 5 digits (2 and 3), the PUK has 8 (2 and 6). Pages in \
             Lombardia say so."
        }
        ElsewhereText::TsCnsThreeWrongPins => {
            "Pages of some Regions say: after three wrong PINs the PIN is blocked."
        }
        ElsewhereText::TsCnsThreeWrongPuks => {
            "Pages of some Regions say: after three wrong PUKs the card is blocked for good."
        }
        ElsewhereText::TsCnsCipByRegion => {
            "Only some Regions have a CIP. In Trento the operator asks for it to revoke the card."
        }
        ElsewhereText::TsCnsDelegation => {
            "In some places you can delegate another person, with a form or in the cases that \
             the law allows. Ask the desk first."
        }
        ElsewhereText::TsCnsMinor => {
            "For a minor, usually a parent or legal representative goes, with their own \
             document, the minor's card and an e-mail address or mobile number."
        }
        ElsewhereText::TsCnsActivateFromOld => {
            "A new card can be activated online with the one before, if that one is still valid \
             and active."
        }
        ElsewhereText::TsCnsChipOnFront => {
            "The guide says that the chip is on the back. On real cards it is on the front, \
             below the letters \"TS\"."
        }
        ElsewhereText::TsWithoutChipSince => {
            "Since 1 June 2022 cards may come without a chip. For online services you then use \
             SPID or the CIE."
        }
        ElsewhereText::SardegnaPukOnPortal => {
            "In Sardegna you get the PUK only from the card's portal, after entering with the \
             PIN. The PIN comes in a blind envelope."
        }
        ElsewhereText::PiemonteTwoParts => {
            "At the ASL CN2 you get the first part at the desk and the second by e-mail. Bring \
             the old card, too; it is destroyed."
        }
        ElsewhereText::TrentoTwoParts => {
            "In Trento PIN, PUK and CIP come in two halves. The second comes by e-mail or text \
             message."
        }
        ElsewhereText::ValleDAostaMunicipality => {
            "In Valle d'Aosta you go to the registry office of the municipality with document, \
             card and e-mail address."
        }
        ElsewhereText::ValleDAostaGuardian => {
            "In Valle d'Aosta, for a person with a guardian only the AUSL desks deal with it, with \
             the papers of the court. Anyone who cannot get about for more than three months can \
             send somebody else. For a minor, the parent's card is needed, too."
        }
        ElsewhereText::CieHelpPhone => "Help with the CIE, by phone",
        ElsewhereText::CieHelpEmail => "Help with the CIE, by e-mail",
        ElsewhereText::SardegnaCallCentre => "Call centre of the card in Sardegna",
        ElsewhereText::SardegnaCallCentreSecond => {
            "Call centre of the card in Sardegna, second number"
        }
        ElsewhereText::CieNewCard => "Ask for a new card",
        ElsewhereText::CieAskForNewCard => {
            "A blocked PIN and PUK cannot be recovered any more. Ask the municipality for a new \
             identity card."
        }
        ElsewhereText::TsCnsNewCard => "Ask for a new health card",
        ElsewhereText::TsCnsAskForNewCard => {
            "Have the blocked card revoked and ask for a new one at the ASL or the Agenzia \
             delle Entrate."
        }
    }
}
