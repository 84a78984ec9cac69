//! English.

use super::TsCnsTexts;

pub(in crate::messages) const TEXTS: TsCnsTexts = TsCnsTexts {
    wrong_pin: "Check the PIN and try again. If you never changed it, it has 5 digits: put \
        together the half from the desk and the half from the message. If you no \
        longer know it, set a new PIN with the PUK.",
    pin_blocked: "Unblock the PIN with the PUK and choose a new PIN. If you do not have the \
        PUK, ask the health authority of your Region.",
    wrong_puk: "Check the PUK and try again. It has 8 digits: put together the half from the \
        desk and the half from the message. If you cannot find it, ask the health \
        authority of your Region before the attempts are used up.",
    puk_is_blocked: "The PUK is blocked. On a health card this happens after three failed \
        attempts. It is final: nobody can unblock it.",
    puk_blocked: "If you know the PIN and it is not blocked, you can go on using it. Otherwise \
        the card has to be revoked: ask the health authority of your Region for a new \
        one.",
    last_puk: "If you are sure of the PUK, allow the last attempt and enter the PUK again. If \
        not, recover it first from the health authority of your Region: a blocked PUK stays \
        blocked.",
    is_unsupported: "This is a health card, but of a kind that is not supported here. No code was \
        sent to it.",
    unsupported: "Look for a newer version of this program. Until then, use your Region's \
        program or ask its health authority.",
    refused: "Take the card away, put it back and start again. If it happens again, stop \
        and ask the health authority of your Region.",
    not_available: "This is a health card (TS-CNS). It does not support this. No code was sent to \
        it.",
    other_card: "The personal data on a health card can be read without a code. For anything \
        else, use an electronic identity card.",
    ambiguous_code: "This is a health card, and the code may be that of an identity card. No code \
        was sent.",
    name_the_card: "If the code belongs to the health card, choose the health card and try again. \
        If it belongs to the identity card, use that card and keep the other away.",
    unprotected: "A health card cannot protect its answers, so this is not certain.",
};
