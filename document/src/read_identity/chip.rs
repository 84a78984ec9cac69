//! How the chip proves itself while the document is read.
//!
//! A chip that refuses is not an error: what was read stays, and the verdict says
//! that the chip is not proved. Its files of keys are readable for whoever has
//! opened the document (ICAO Doc 9303-10 section 3.6), so a chip that refuses
//! one withholds it, whatever the status word: with softer words for some of
//! them a copy would choose those. A file that is not refused and that this
//! program cannot fetch (a length that it does not read, a link too short for it)
//! says nothing against the chip.

use cie_core::{
    Error, ErrorKind, Phase,
    extension::{Agreement, Ef},
};
use rand_core::CryptoRng;

use super::{DocumentFile, Identity, SIGNED_STEPS, read_group};
use crate::{
    emrtd::{
        com::DataGroup,
        dg14, dg15,
        document::{ChipAuthentication, Document, REFUSED},
        public_key::PublicKey,
        security_info::{SecurityInfoError, SecurityInfos},
    },
    trust::{
        active,
        card_security::{self, CardSecurity},
        signature::SignatureError,
        verdict::ChipEvidence,
    },
};

/// Chip-authentication mapping: the key is in EF.CardSecurity, in the MF. The chip has
/// proved it while the document was opened; to read the file belongs to reading.
pub(super) fn mapped(document: &mut Document<'_, '_>) -> Result<ChipEvidence, Error> {
    let ef = Ef {
        id: card_security::FILE_ID,
        short: card_security::SHORT_FILE_ID,
    };
    let file = match document.file(ef, SIGNED_STEPS) {
        Err(error) if document.is_open() => match error.kind {
            ErrorKind::CardRefused { .. } => None,
            ErrorKind::CardMisbehaved(_) | ErrorKind::LinkTooShort => {
                return Ok(ChipEvidence::Unsupported(
                    "this form or length of EF.CardSecurity",
                ));
            }
            _ => return Err(error),
        },
        result => result?,
    };
    let Some(security) = file.as_deref().map(CardSecurity::parse) else {
        return Ok(ChipEvidence::Failed("EF.CardSecurity was not shown"));
    };
    let Ok(security) = security else {
        return Ok(ChipEvidence::Failed("a malformed EF.CardSecurity"));
    };
    let Some(data) = &document.chip_data else {
        return Ok(ChipEvidence::NotAsked);
    };
    let proved = security.infos().chip_authentication_keys().any(|key| {
        matches!(&key.key, PublicKey::Ec { curve: Some(curve), point }
            if data.group().agreement() == Agreement::Ecdh
                && data.group().parameter_id() == Some(curve.number())
                && data.verify(point).is_ok())
    });
    Ok(if proved {
        ChipEvidence::CardSecurity(Box::new(security))
    } else {
        ChipEvidence::Failed("the chip did not prove the key of EF.CardSecurity")
    })
}

/// Chip authentication with a key of DG14, else active authentication with
/// the key of DG15.
pub(super) fn prove(
    document: &mut Document<'_, '_>,
    identity: &mut Identity,
    rng: &mut dyn CryptoRng,
) -> Result<ChipEvidence, Error> {
    document.link().enter(Phase::ProveChip);
    // Refused in clear before: softer words would be a copy's choice.
    if !document.is_open() || !shows(document, identity, DataGroup::DG14)? {
        return Ok(ChipEvidence::Failed(REFUSED));
    }
    // Whether such a file is the signed one is the verdict's to say. The key of
    // DG15 may still be asked for.
    let offers = identity.file(DataGroup::DG14).map(dg14::parse);
    if let Some(Ok(offers)) = &offers
        && let Some(evidence) = by_chip_authentication(document, offers, rng)?
    {
        return Ok(evidence);
    }
    if !shows(document, identity, DataGroup::DG15)? {
        return Ok(ChipEvidence::Failed(REFUSED));
    }
    match identity.file(DataGroup::DG15) {
        Some(key) => {
            let offers = offers.and_then(Result::ok);
            by_active_authentication(document, key, offers.as_ref(), rng)
        }
        None => Ok(without_a_key(identity, offers)),
    }
}

/// Reads a data group with keys, if the chip has and shows it: what it holds
/// back of what was signed is the verdict's to say. `false` when the channel is
/// gone with the refusal.
fn shows(
    document: &mut Document<'_, '_>,
    identity: &mut Identity,
    group: DataGroup,
) -> Result<bool, Error> {
    read_group(document, identity, group)?;
    Ok(document.is_open())
}

/// `None` when DG14 has no key that can be used.
fn by_chip_authentication(
    document: &mut Document<'_, '_>,
    offers: &SecurityInfos,
    rng: &mut dyn CryptoRng,
) -> Result<Option<ChipEvidence>, Error> {
    Ok(match document.authenticate_chip(offers, rng)? {
        ChipAuthentication::NoUsableKey => None,
        ChipAuthentication::Proved => Some(ChipEvidence::File(DataGroup::DG14.number())),
        ChipAuthentication::Failed(why) => Some(ChipEvidence::Failed(why)),
    })
}

/// With DG15, and what DG14 says of the signature, if it says something.
fn by_active_authentication(
    document: &mut Document<'_, '_>,
    dg15: &[u8],
    offers: Option<&SecurityInfos>,
    rng: &mut dyn CryptoRng,
) -> Result<ChipEvidence, Error> {
    let Ok(key) = dg15::parse(dg15) else {
        return Ok(ChipEvidence::Unreadable(DataGroup::DG15.number()));
    };
    let mut challenge = [0; active::CHALLENGE_LEN];
    rng.fill_bytes(&mut challenge);
    let Some(answer) = document.sign_challenge(challenge)? else {
        return Ok(ChipEvidence::Failed(REFUSED));
    };
    let info = offers.and_then(SecurityInfos::active_authentication);
    Ok(match active::verify(&key, info, challenge, &answer) {
        Ok(()) => ChipEvidence::File(DataGroup::DG15.number()),
        Err(SignatureError::Unsupported(what)) => ChipEvidence::Unsupported(what),
        Err(_) => ChipEvidence::Failed("the chip did not prove the key of DG15"),
    })
}

/// What is left to say where DG14 gives no key and DG15 was not read.
fn without_a_key(
    identity: &Identity,
    offers: Option<Result<SecurityInfos, SecurityInfoError>>,
) -> ChipEvidence {
    let no_refusal = |group| is_no_refusal(identity, group);
    match [DataGroup::DG14, DataGroup::DG15].map(no_refusal) {
        [true, true] => ChipEvidence::Unsupported("the files of the chip's keys"),
        [false, true] => ChipEvidence::Unreadable(DataGroup::DG15.number()),
        [true, false] => ChipEvidence::Unreadable(DataGroup::DG14.number()),
        [false, false] => match offers {
            Some(Err(_)) => ChipEvidence::Unreadable(DataGroup::DG14.number()),
            Some(Ok(offers)) if offers.chip_authentication_keys().next().is_some() => {
                ChipEvidence::Unsupported("the group of the chip's key")
            }
            Some(Ok(_)) | None => ChipEvidence::NotOffered,
        },
    }
}

/// Whether a file that is there was not read for another reason than that the
/// card refuses it.
fn is_no_refusal(identity: &Identity, group: DataGroup) -> bool {
    let why = identity.why_unread(DocumentFile::Group(group));
    why.is_some_and(|why| !matches!(why, ErrorKind::CardRefused { .. }))
}

#[cfg(test)]
mod tests {
    use super::{super::Unread, *};
    use crate::emrtd::document::OpenedWith;
    use cie_core::Traffic;

    #[test]
    fn only_what_the_card_refuses_is_a_refusal() {
        let refused = ErrorKind::CardRefused {
            status: cie_core::StatusWord(0x6982),
            confirmed: true,
        };
        for (why, ours) in [
            (Some(refused), false),
            (Some(ErrorKind::CardMisbehaved("a length")), true),
            (Some(ErrorKind::LinkTooShort), true),
            (None, false),
        ] {
            let file = DocumentFile::Group(DataGroup::DG14);
            let identity = Identity {
                opened_with: OpenedWith::Bac,
                files: Vec::new(),
                security_object: None,
                com: None,
                card_access: None,
                unread: why.into_iter().map(|why| Unread { file, why }).collect(),
                lines_agree: None,
                traffic: Traffic::default(),
                chip: ChipEvidence::NotAsked,
            };
            assert_eq!(is_no_refusal(&identity, DataGroup::DG14), ours);
            assert!(!is_no_refusal(&identity, DataGroup::DG15));
        }
    }
}
