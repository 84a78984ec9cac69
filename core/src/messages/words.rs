//! What every language has to say, and the names it is asked by.
//!
//! A language is an implementation of [`Words`]; its `match`es have no
//! catch-all arm, so a sentence that is missing does not compile.

use super::ts_cns::TsCnsTexts;
use crate::{
    apdu::StatusWord,
    bytes::secret::{MalformedCode, WeakPin},
    error::ErrorCode,
    op::Settlement,
    phase::Phase,
    vocabulary::{CodeKind, Pending},
};

/// The sentences of one language. Each method gives one or more whole
/// sentences; [`super::error`] decides which of them stand together.
pub(super) trait Words: Sync {
    /// What an error with this code means, in general.
    fn cause(&self, code: ErrorCode) -> &'static str;

    /// What to do about an error with this code, in general.
    fn remedy(&self, code: ErrorCode) -> &'static str;

    /// What is different on a TS-CNS.
    fn ts_cns(&self) -> &'static TsCnsTexts;

    /// How many tries are left, by an answer that can be relied on.
    fn tries(&self, left: u8) -> String;

    /// How many tries are left, by an answer that was not protected.
    fn tries_unconfirmed(&self, left: u8) -> String;

    /// The card did not say how many tries are left.
    fn tries_unknown(&self) -> &'static str;

    /// The card's answer was not protected, so it is not certain.
    fn unconfirmed(&self) -> &'static str;

    /// This may be the last try of the code.
    fn last_try(&self, code: CodeKind) -> &'static str;

    /// What to do when one try may be left.
    fn last_try_remedy(&self, code: CodeKind) -> &'static str;

    /// Which rule for codes is broken.
    fn malformed(&self, why: MalformedCode) -> String;

    /// Which rule for new PINs is broken.
    fn weak(&self, why: WeakPin) -> &'static str;

    /// What was under way, and what it may have changed.
    fn under_way(&self, pending: Pending) -> &'static str;

    /// How to find out what has become of it.
    fn settle(&self, pending: Pending) -> &'static str;

    /// The status word of a refusal.
    fn status(&self, status: StatusWord) -> String;

    /// A try of this code may be gone.
    fn try_may_be_used(&self, code: CodeKind) -> &'static str;

    /// The card is as it was.
    fn untouched(&self) -> &'static str;

    /// The printed lines open the document over a link that is too short for
    /// the CAN.
    fn lines_instead(&self) -> &'static str;

    /// The new or the old PIN is valid, and only the person knows which to try.
    fn check_the_surer_pin(&self) -> &'static str;

    /// There is another way to unblock the PIN.
    fn other_way(&self) -> &'static str;

    /// A line that says what is going on.
    fn phase(&self, phase: Phase) -> &'static str;

    /// How a pending operation has ended.
    fn settlement(&self, settlement: &Settlement) -> &'static str;

    /// What was proved of the chip.
    fn chip(&self, key_proved: bool, issuer_checked: bool) -> &'static str;
}
