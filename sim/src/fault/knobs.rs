//! Every knob by name, with what it takes and does.

use super::{Faults, Knob};

pub(crate) const fn knob(
    name: &'static str,
    value: &'static str,
    description: &'static str,
) -> Knob {
    Knob {
        name,
        value,
        description,
    }
}

impl Faults {
    /// Every knob there is.
    pub const KNOBS: &'static [Knob] = &[
        knob(
            "drop-before",
            "N",
            "the card leaves before exchange N reaches it",
        ),
        knob(
            "drop-after",
            "N",
            "the card leaves after exchange N, before its answer arrives",
        ),
        knob(
            "corrupt-mac",
            "N",
            "the protected answer made in exchange N has a wrong checksum",
        ),
        knob(
            "eof",
            "short-9000|6282|6b00|6cxx|empty-9000",
            "what a read across or behind the end of a file gives",
        ),
        knob(
            "outer-inner",
            "",
            "the outer status word of a protected answer is the inner one",
        ),
        knob(
            "reorder-children",
            "",
            "the children of every template come in the opposite order",
        ),
        knob(
            "wrong-le-on-code",
            "",
            "VERIFY, CHANGE and RESET are answered 6C08 unless Le is 8",
        ),
        knob(
            "plain-status-on-code",
            "SWxx",
            "VERIFY, CHANGE and RESET are answered in clear with this status word (four hex digits)",
        ),
        knob("no-q", "", "GET DATA of q is answered 6A88"),
        knob(
            "bad-group",
            "even-p|short-p|g-one|y-zero|y-one|y-minus-one|y-outside",
            "the Diffie-Hellman group or the chip's public value in it is unfit",
        ),
        knob(
            "wrong-chip-signature",
            "",
            "the chip signs something else in device and active authentication",
        ),
        knob(
            "garbage",
            "[N]",
            "every answer from exchange N on is random bytes",
        ),
        knob("empty", "[N]", "every answer from exchange N on is empty"),
        knob(
            "mute-on-extended",
            "",
            "an extended command in the IAS application silences the card until the field is reset",
        ),
        knob(
            "endless-61",
            "[N]",
            "every answer from exchange N on ends in 61FF",
        ),
        knob(
            "reset-needs-2c03",
            "",
            "2C 02 is answered 6985 unless 2C 03 came before it",
        ),
        knob(
            "immediate-6983",
            "",
            "the attempt that blocks a code is answered 6983, not 63C0",
        ),
        knob(
            "single-get-only",
            "",
            "GET DATA of g, p or q alone is answered 6A88",
        ),
        knob(
            "empty-verify-counts",
            "",
            "VERIFY without data uses up a try",
        ),
        knob("seed", "N", "the seed of the card's random numbers"),
        knob(
            "wrong-nonce",
            "",
            "PACE encrypts its nonce with another password",
        ),
        knob("wrong-token", "", "the card's token in PACE is wrong"),
        knob(
            "nonce",
            "8|16",
            "bytes of the nonce of PACE, whatever the family has",
        ),
        knob(
            "parameter-id-demanded",
            "[SWxx]",
            "MSE SET for PACE is answered with this status word (6A88) unless it names the domain parameters",
        ),
        knob(
            "hidden-card-access",
            "",
            "EF.CardAccess is not there, although DG14 has its signed copy",
        ),
        knob("hidden-cie", "", "DF_CIE is not there"),
        knob(
            "most-read",
            "N:SWxx",
            "a protected read of more than N bytes is answered with this status word under the checksum",
        ),
        knob(
            "most-read-in-clear",
            "N:SWxx",
            "a protected read of more than N bytes is answered with this status word in clear",
        ),
        knob(
            "refused-short-id",
            "SWxx",
            "a read by short file identifier is answered with this status word",
        ),
        knob(
            "wrong-can-status",
            "SWxx",
            "a wrong password in PACE is answered with this status word, not 6300",
        ),
        knob(
            "can-delay",
            "N",
            "after every wrong password the nonce takes N milliseconds longer",
        ),
        knob(
            "bad-mapping-key",
            "own|neutral|outside",
            "the card's key for the mapping in PACE is unfit",
        ),
        knob(
            "bad-ephemeral-key",
            "own|neutral|outside",
            "the card's ephemeral key in PACE is unfit",
        ),
        knob(
            "leading-zeros",
            "avoid|send|leave-out",
            "what becomes of Diffie-Hellman keys of PACE that begin with zeros",
        ),
        knob(
            "card-access-differs",
            "",
            "EF.CardAccess offers dh-gm-3des-0 only, whatever its copy in DG14 says",
        ),
        knob(
            "unknown-security-info",
            "",
            "EF.CardAccess has an entry that nobody knows",
        ),
        knob(
            "other-chip-key",
            "",
            "the chip authenticates itself with a key that is not the signed one",
        ),
        knob(
            "refused-proof",
            "SWxx",
            "chip and active authentication are answered with this status word",
        ),
        knob(
            "refused-dg",
            "N:SWxx",
            "reading data group N is answered with this status word",
        ),
        knob(
            "another-card",
            "",
            "EF 1004 and its key are another card's, so that a terminal knows it as another",
        ),
        knob(
            "modified-dg",
            "N",
            "the last byte of data group N is not the signed one",
        ),
    ];
}
