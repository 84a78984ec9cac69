//! EF.CardAccess against its signed copy.
//!
//! EF.CardAccess can be read, and altered on the way, before anything is
//! protected. DG14 repeats it under the signature of EF.SOD, and
//! EF.CardSecurity under its own (ICAO Doc 9303-11 sections 9.2.11 and 9.3):
//! if the two differ, somebody may have taken the stronger ways out.

use crate::emrtd::security_info::{Entry, SecurityInfo, SecurityInfos};

/// What the comparison says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CloneCheck {
    /// Every entry of EF.CardAccess is in the signed copy, and every entry
    /// for PACE of the copy in EF.CardAccess.
    Same,
    /// They differ.
    Differs,
    /// The signed file has no entry for PACE: early documents do not repeat
    /// EF.CardAccess in it.
    NoCopy,
}

/// Compares EF.CardAccess with the infos of DG14 or EF.CardSecurity. Says
/// nothing of whether those are genuine.
#[must_use]
pub fn compare(card_access: &SecurityInfos, signed: &SecurityInfos) -> CloneCheck {
    let has = |infos: &SecurityInfos, wanted: &Entry| {
        infos
            .entries()
            .iter()
            .any(|entry| entry.encoding() == wanted.encoding())
    };
    if !signed.entries().iter().any(is_pace) {
        return CloneCheck::NoCopy;
    }
    let nothing_added = card_access.entries().iter().all(|entry| has(signed, entry));
    let nothing_missing = signed
        .entries()
        .iter()
        .filter(|entry| is_pace(entry))
        .all(|entry| has(card_access, entry));
    if nothing_added && nothing_missing {
        CloneCheck::Same
    } else {
        CloneCheck::Differs
    }
}

const fn is_pace(entry: &Entry) -> bool {
    matches!(
        entry.info(),
        SecurityInfo::Pace(_) | SecurityInfo::PaceDomainParameters(_)
    )
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use hex_literal::hex;

    use super::*;
    use cie_core::extension::tlv;

    const DH: &[u8] = &hex!("3012 060A04007F00070202040101 020102 020102");
    const ECDH: &[u8] = &hex!("3012 060A04007F00070202040202 020102 02010D");
    const CHIP: &[u8] = &hex!("300F 060A04007F00070202030101 020101");
    const UNKNOWN: &[u8] = &hex!("3007 06032A0304 0500");

    fn infos(entries: &[&[u8]]) -> SecurityInfos {
        let file = tlv::encode(0x31, &entries.concat());
        SecurityInfos::parse(&file).unwrap()
    }

    #[test]
    fn the_signed_file_may_have_more_but_not_more_ways_to_open_the_chip() {
        for (card_access, signed, result) in [
            (&[DH][..], &[DH, CHIP][..], CloneCheck::Same),
            (&[DH, ECDH], &[CHIP, ECDH, DH], CloneCheck::Same),
            (&[DH, UNKNOWN], &[DH, UNKNOWN], CloneCheck::Same),
            // The stronger way was taken out.
            (&[DH], &[DH, ECDH], CloneCheck::Differs),
            // A weaker one was put in.
            (&[DH, ECDH], &[ECDH], CloneCheck::Differs),
            (&[ECDH, UNKNOWN], &[ECDH], CloneCheck::Differs),
            (&[DH], &[CHIP], CloneCheck::NoCopy),
            (&[], &[DH], CloneCheck::Differs),
        ] {
            assert_eq!(compare(&infos(card_access), &infos(signed)), result);
        }
    }
}
