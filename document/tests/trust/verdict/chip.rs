//! What is said of the chip.

use super::*;

#[test]
fn what_the_chip_did_is_said() {
    let document = Document::new();
    let files = [(1, DG1), (14, &document.dg14[..])];
    for (chip, finding) in [
        (
            ChipEvidence::NotAsked,
            Finding::NotChecked(Gap::ChipNotAsked),
        ),
        (
            ChipEvidence::NotOffered,
            Finding::NotChecked(Gap::ChipCannot),
        ),
        (
            ChipEvidence::Unsupported("a curve"),
            Finding::NotChecked(Gap::Unsupported("a curve")),
        ),
        (
            ChipEvidence::Failed("a wrong answer"),
            Finding::Failed(Failure::Chip("a wrong answer")),
        ),
        // A key that no file of the document has.
        (
            ChipEvidence::File(15),
            Finding::NotChecked(Gap::ChipKeyNotSigned),
        ),
    ] {
        let verdict = Verdict::of(&Evidence {
            chip: &chip,
            ..document.evidence(&files)
        });
        assert_eq!(verdict.chip_genuine, finding);
        // A failure of the chip shows without a signed object, too.
        if finding.is_failed() {
            let verdict = Verdict::of(&Evidence {
                chip: &chip,
                security_object: None,
                ..document.evidence(&files)
            });
            assert_eq!(verdict.chip_genuine, finding);
        }
    }
}

#[test]
fn a_chip_that_withholds_a_signed_file_of_keys_is_no_chip_without_a_way() {
    let document = Document::new();
    // As a copy of a document with a key, on a chip without one.
    for (files, finding) in [
        (
            vec![(1, DG1)],
            Finding::Failed(Failure::ChipFileWithheld(14)),
        ),
        (
            vec![(1, DG1), (14, &document.dg14[..])],
            Finding::NotChecked(Gap::ChipCannot),
        ),
    ] {
        let verdict = Verdict::of(&Evidence {
            chip: &ChipEvidence::NotOffered,
            card_access: None,
            ..document.evidence(&files)
        });
        assert_eq!(verdict.chip_genuine, finding);
    }
}

#[test]
fn an_altered_card_access_fails_the_chip_and_an_unread_copy_leaves_it_open() {
    let mut document = Document::new();
    let files = [(1, DG1), (14, &document.dg14.clone()[..])];
    let weaker = tlv::encode(0x31, &[]);
    document.card_access = SecurityInfos::parse(&weaker).unwrap();
    let verdict = Verdict::of(&document.evidence(&files));
    assert_eq!(
        verdict.chip_genuine,
        Finding::Failed(Failure::CardAccessAltered)
    );

    // Proved by a file that is covered, but DG14 was not read.
    let verdict = Verdict::of(&Evidence {
        chip: &ChipEvidence::File(1),
        ..document.evidence(&[(1, DG1)])
    });
    assert_eq!(
        verdict.chip_genuine,
        Finding::NotChecked(Gap::CardAccessNotCompared)
    );
    // Opened by other means than EF.CardAccess.
    let verdict = Verdict::of(&Evidence {
        chip: &ChipEvidence::File(1),
        card_access: None,
        ..document.evidence(&[(1, DG1)])
    });
    assert_eq!(verdict.chip_genuine, Finding::Proved);
}

#[test]
fn the_key_of_ef_card_security_needs_a_trusted_signature_of_its_own() {
    let document = Document::new();
    let files = [(1, DG1), (14, &document.dg14[..])];
    let infos = tlv::encode(0x31, &PACE);
    let genuine = document.authority.sign("ds", SECURITY_OBJECT, &infos);
    let stranger = Authority::new(P256).sign("ds", SECURITY_OBJECT, &infos);
    // AES-256 in the place of triple DES.
    let mut stronger = infos.clone();
    stronger[15] = 4;
    let altered = document.authority.sign("ds", SECURITY_OBJECT, &stronger);
    for (file, finding) in [
        (genuine, Finding::Proved),
        (stranger, Finding::NotChecked(Gap::ChipKeyNotSigned)),
        (altered, Finding::Failed(Failure::CardAccessAltered)),
    ] {
        let card_security = CardSecurity::parse(&file).unwrap();
        let verdict = Verdict::of(&Evidence {
            chip: &ChipEvidence::CardSecurity(Box::new(card_security.clone())),
            ..document.evidence(&files)
        });
        assert_eq!(verdict.chip_genuine, finding);
    }
}

/// A document with these contents of DG14 and DG15, signed or not.
fn unreadable(number: u8, signed: bool) -> Verdict {
    let document = Document::new();
    let broken = tlv::encode(if number == 14 { 0x6E } else { 0x6F }, &[0x30, 0x05]);
    let other = tlv::encode(if number == 14 { 0x6E } else { 0x6F }, &[0x30]);
    let object = document
        .authority
        .security_object(&[(1, DG1), (number, if signed { &broken } else { &other })]);
    Verdict::of(&Evidence {
        security_object: Some(&object),
        chip: &ChipEvidence::Unreadable(number),
        card_access: None,
        ..document.evidence(&[(1, DG1), (number, &broken)])
    })
}

#[test]
fn an_intact_file_of_keys_that_cannot_be_read_says_nothing_against_the_chip() {
    for number in [14, 15] {
        let verdict = unreadable(number, true);
        let gap = Gap::ChipFileNotUnderstood(number);
        assert_eq!(verdict.chip_genuine, Finding::NotChecked(gap));
        assert_eq!(verdict.summary(), Summary::ChipNotChecked, "{verdict}");
        // Another file in its place is found out by its digest.
        let verdict = unreadable(number, false);
        assert!(verdict.chip_genuine.is_failed());
        assert_eq!(verdict.summary(), Summary::DataAltered, "{verdict}");
    }
}

#[test]
fn a_file_of_keys_that_could_not_be_fetched_says_nothing_against_the_chip() {
    let document = Document::new();
    let judged = |object: &[u8], number| {
        Verdict::of(&Evidence {
            security_object: Some(object),
            chip: &ChipEvidence::Unreadable(number),
            card_access: None,
            ..document.evidence(&[(1, DG1)])
        })
        .chip_genuine
    };
    for number in [14, 15] {
        let open = Finding::NotChecked(Gap::ChipFileNotUnderstood(number));
        assert_eq!(judged(&document.object, number), open);
    }
    // The other one, which was signed, is not there.
    let both = [(1, DG1), (14, &document.dg14[..]), (15, b"\x6F\x00")];
    let both = document.authority.security_object(&both);
    let withheld = Finding::Failed(Failure::ChipFileWithheld(15));
    assert_eq!(judged(&both, 14), withheld);
}
