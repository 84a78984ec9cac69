//! A simulated TS-CNS, the health card that is also a national services card: good enough that
//! OpenSC takes it for one.
//!
//! ```text
//!   MF 3F00 ─┬─ 2F02 EF_GDO
//!            ├─ 1000 ─ 1003 EF_IDCarta
//!            ├─ 1100 ─┬─ 1101 EF_C_Carta (certificate; not on IDEMIA)
//!            │        └─ 1102 EF_DatiPersonali
//!            ├─ 1200
//!            └─ 1400 ─┬─ 9001 ─ 2002 certificate   (IDEMIA only)
//!                     └─ 9002   key and PIN        (IDEMIA only)
//! ```
//!
//! There is no secure messaging: everything here goes over the link in clear, codes included.
//!
//! # Assumed
//!
//! What OpenSC sends, and what it takes, is known from its source and from running it. How an
//! issued card answers what OpenSC never does is not. Where nothing is known, the card does this:
//!
//! | subject | the simulated card | because |
//! |---|---|---|
//! | the PIN under the reference that OpenSC does not send to this maker | `6A88` | the bit means another way of searching |
//! | PIN and key on IDEMIA from another directory than `1400/9002` | `6A88` | OpenSC selects it before each use |
//! | a code of another length than 8 | `6700`, no try used | ISO/IEC 7816-4; cri99/ng-smartcard-reader sends codes without padding, so some card takes them |
//! | a new PIN that is not 5 to 8 digits with `FF` behind them | `6A80`, no try used | OpenSC sends nothing else |
//! | the right old PIN in CHANGE REFERENCE DATA | counts as verified; a wrong one takes that back | ISO/IEC 7816-4 leaves it open |
//! | RESET RETRY COUNTER | `2C 00` (PUK, new PIN) and `2C 01` (PUK alone); the PIN is not verified by it; others `6A86` | OpenSC sends the first; the second is in the functional specification of the older CIE |
//! | the PUK in VERIFY | `6A88` | OpenSC never sends it |
//! | PIN and PUK | 3 tries each, filled by the right code; a blocked PUK is final | leaflets of several Regions |
//! | the attempt that blocks | `63C0`, then `6983` (knob `immediate-6983`) | OpenSC takes both |
//! | VERIFY without data | `63Cx`, or `9000` when the PIN is verified; no try used (knob `empty-verify-counts`) | ISO/IEC 7816-4; OpenSC says that some cards count it |
//! | PERFORM SECURITY OPERATION | the bare RSA operation; the block must be as long as the modulus, otherwise `6700` | OpenSC pads; whether cards do is not known |
//! | the order RESTORE, SET, operation | otherwise `6985`; without the PIN `6982` | ISO/IEC 7816-4 |
//! | chaining | PERFORM SECURITY OPERATION only, otherwise `6884` | OpenSC chains nothing else |
//! | extended length on CNS 1.0 | `6700` | OpenSC uses it from version 1.1 on |
//! | read across the end of a file | what is there with `9000`; behind it `6B00` (knob `eof`) | trace of an ACe 2025 in OpenSC issue 3804 |
//! | short file identifiers, records, INTERNAL AUTHENTICATE, secure messaging | not there | nothing that was tried uses them |
//! | a file of which only the identifier is known | not there, `6A82` | the one answer with which OpenSC goes on |
//! | EF_GDO | `5A` with a number of 20 digits | only its name is known |
//! | EF_C_Carta | 2048 bytes, zeros behind the certificate | OpenSC takes it so; the size is not published |
//! | the hash in the certificate's common name | of all 400 bytes of EF_DatiPersonali | the one reader that knows of it is unfinished |
//! | personal data and card number | Region digits as on one card (OpenSC issue 3804) | no list is published for this file |
//! | personal data on IDEMIA | in `1100/1102` as elsewhere | OpenSC looks there |
//! | ST 2022 over NFC before its application is selected | nothing is there, `6A82`; afterwards `3F00` is its root | OpenSC pull request 3806 selects it, then works with the same paths |
//! | its model `JSign4` in GET DATA `01 80` | only with the application selected, otherwise `6A88` | the same |

mod card;
mod codes;
mod contents;
mod files;
mod profile;
mod security;
mod select;

pub use card::Card;
pub use profile::{Profile, UnknownProfile};

pub use crate::standard::cns::{PIN_TRIES, PUK_TRIES, STANDARD_PIN, STANDARD_PUK};

/// The fault knobs that mean something on this card; the others are those of secure messaging and
/// of applications that it has not.
pub const KNOBS: [&str; 12] = [
    "drop-before",
    "drop-after",
    "eof",
    "reorder-children",
    "wrong-le-on-code",
    "plain-status-on-code",
    "garbage",
    "empty",
    "endless-61",
    "immediate-6983",
    "empty-verify-counts",
    "seed",
];
