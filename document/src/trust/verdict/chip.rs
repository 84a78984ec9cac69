//! Whether the chip is the one that the document was issued with.

use super::{ChipEvidence, DG14, DG15, Evidence, Failure, Finding, Gap, Verdict, country};
use crate::{
    emrtd::dg14,
    trust::{
        certificate::Certificate,
        chain,
        clone_check::{self, CloneCheck},
        security_object::{Coverage, SecurityObject},
    },
};

impl Verdict {
    /// Needs the other answers.
    pub(super) fn chip(&self, object: Option<&SecurityObject>, evidence: &Evidence<'_>) -> Finding {
        let card_access = compare_card_access(object, evidence);
        if card_access == Some(CloneCheck::Differs) {
            return Finding::Failed(Failure::CardAccessAltered);
        }
        let is_the_documents_key = match evidence.chip {
            ChipEvidence::NotAsked => return Finding::NotChecked(Gap::ChipNotAsked),
            ChipEvidence::NotOffered => return not_offered(object, evidence.files),
            ChipEvidence::Unsupported(what) => return Finding::NotChecked(Gap::Unsupported(what)),
            ChipEvidence::Unreadable(number) => return unreadable(object, evidence.files, *number),
            ChipEvidence::Failed(why) => return Finding::Failed(Failure::Chip(why)),
            ChipEvidence::File(number) => evidence.files.iter().any(|(known, file)| {
                known == number
                    && object
                        .is_some_and(|object| object.coverage(*number, file) == Coverage::Matches)
            }),
            ChipEvidence::CardSecurity(file) => file
                .verify_signature(evidence.trust.signers())
                .is_ok_and(|signer| is_of_the_documents_state(signer, evidence)),
        };
        if !(is_the_documents_key && self.is_of_a_trusted_signer()) {
            Finding::NotChecked(Gap::ChipKeyNotSigned)
        } else if card_access.is_none() {
            Finding::NotChecked(Gap::CardAccessNotCompared)
        } else {
            Finding::Proved
        }
    }
}

/// Whether a country signer vouches for this signer of EF.CardSecurity, and both
/// are of the state in DG1. What was not compared is not the same: the file stands
/// outside the document, whose digests do not have it.
fn is_of_the_documents_state(signer: &Certificate, evidence: &Evidence<'_>) -> bool {
    chain::check(signer, evidence.trust, evidence.at)
        .is_ok_and(|chain| country::of_signer(signer, Some(&chain), evidence).is_proved())
}

/// A file of keys that cannot be read says nothing against the chip if it is
/// the one that was signed, or if it was not read for a reason of ours. Another one
/// was put in its place.
fn unreadable(object: Option<&SecurityObject>, files: &[(u8, &[u8])], number: u8) -> Finding {
    let not_understood = Finding::NotChecked(Gap::ChipFileNotUnderstood(number));
    // The key of DG15 is asked for where DG14 gives none.
    if number == DG14 && is_withheld(object, files, DG15) {
        return Finding::Failed(Failure::ChipFileWithheld(DG15));
    }
    let Some((_, file)) = files.iter().find(|(known, _)| *known == number) else {
        return not_understood;
    };
    match object.map(|object| object.coverage(number, file)) {
        Some(Coverage::Differs | Coverage::NotCovered) => Finding::Failed(Failure::Chip(
            "a malformed file of keys that was not signed",
        )),
        Some(Coverage::Matches) => not_understood,
        None => Finding::NotChecked(Gap::ChipKeyNotSigned),
    }
}

/// Whether a file that was signed is not among those that were read.
fn is_withheld(object: Option<&SecurityObject>, files: &[(u8, &[u8])], number: u8) -> bool {
    let is_signed = object.is_some_and(|object| object.groups().any(|group| group == number));
    is_signed && !files.iter().any(|(read, _)| *read == number)
}

/// Compares EF.CardAccess with every signed copy of it that was read. `None`
/// when the document has a signed copy that was not read, or that cannot be.
fn compare_card_access(
    object: Option<&SecurityObject>,
    evidence: &Evidence<'_>,
) -> Option<CloneCheck> {
    let Some(card_access) = evidence.card_access else {
        // The caller chose a way to open the chip that needs none.
        return Some(CloneCheck::NoCopy);
    };
    // The copy in EF.CardSecurity is signed as well: by whom is checked where
    // the file's key is.
    let in_card_security = match evidence.chip {
        ChipEvidence::CardSecurity(file) => Some(clone_check::compare(card_access, file.infos())),
        _ => None,
    };
    if in_card_security == Some(CloneCheck::Differs) {
        return in_card_security;
    }
    match evidence.files.iter().find(|(number, _)| *number == DG14) {
        Some((_, file)) => dg14::parse(file)
            .ok()
            .map(|signed| clone_check::compare(card_access, &signed)),
        None if in_card_security == Some(CloneCheck::Same) => in_card_security,
        None if object.is_some_and(|object| object.groups().any(|number| number == DG14)) => None,
        None => Some(CloneCheck::NoCopy),
    }
}

/// A chip without a way to prove itself: a copy may say so of an original that
/// has one. The files of the keys that were signed must be there.
fn not_offered(object: Option<&SecurityObject>, files: &[(u8, &[u8])]) -> Finding {
    let withheld = [DG14, DG15]
        .into_iter()
        .find(|number| is_withheld(object, files, *number));
    withheld.map_or(Finding::NotChecked(Gap::ChipCannot), |number| {
        Finding::Failed(Failure::ChipFileWithheld(number))
    })
}
