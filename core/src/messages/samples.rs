//! Every shape that an error or a settlement can have, for the tests.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use super::*;
use crate::{
    apdu::StatusWord,
    bytes::secret::{MalformedCode, WeakPin},
    op::{NeededCodes, Settlement},
    vocabulary::Pending,
};

/// What stands in every free text of a sample; must never reach a person.
pub(super) const FREE_TEXT: &str = "24681357";

/// Every shape that an error with this code can have.
pub(super) fn samples(code: ErrorCode) -> Vec<ErrorKind> {
    let counts = [
        Tries::unknown(),
        Tries::confirmed(0),
        Tries::confirmed(1),
        Tries::confirmed(2),
        Tries::unconfirmed(0),
        Tries::unconfirmed(1),
        Tries::unconfirmed(9),
    ];
    let wrong = |kind: fn(Tries) -> ErrorKind| counts.map(kind).to_vec();
    match code {
        ErrorCode::WrongPin => wrong(|tries| ErrorKind::WrongPin { tries }),
        ErrorCode::WrongPuk => wrong(|tries| ErrorKind::WrongPuk { tries }),
        ErrorCode::PinBlocked => [true, false]
            .map(|confirmed| ErrorKind::PinBlocked { confirmed })
            .to_vec(),
        ErrorCode::PukBlocked => [true, false]
            .map(|confirmed| ErrorKind::PukBlocked { confirmed })
            .to_vec(),
        ErrorCode::LastTry => [CodeKind::Pin, CodeKind::Puk]
            .map(|code| ErrorKind::LastTry { code })
            .to_vec(),
        ErrorCode::MalformedCode => [0, 1, 7, 40]
            .map(|found| MalformedCode::Length { expected: 8, found })
            .into_iter()
            .chain([0, 1, 4].map(|found| MalformedCode::PinLength { found }))
            .chain([MalformedCode::NotDigits])
            .map(ErrorKind::MalformedCode)
            .collect(),
        ErrorCode::WeakPin => [WeakPin::AllEqual, WeakPin::Ascending, WeakPin::Descending]
            .map(ErrorKind::WeakPin)
            .to_vec(),
        ErrorCode::SamePin => vec![ErrorKind::SamePin],
        ErrorCode::OtherCard => vec![ErrorKind::OtherCard],
        ErrorCode::OutcomeUnknown => Pending::ALL
            .map(|pending| ErrorKind::OutcomeUnknown { pending })
            .to_vec(),
        ErrorCode::CardLost => vec![ErrorKind::CardLost],
        ErrorCode::NotOnThisCard => vec![ErrorKind::NotOnThisCard {
            card: CardKind::Cie,
        }],
        ErrorCode::NotACie => vec![ErrorKind::NotACie {
            status: StatusWord::FILE_NOT_FOUND,
        }],
        ErrorCode::UnsupportedCard => vec![ErrorKind::UnsupportedCard(FREE_TEXT)],
        ErrorCode::CardRefused => [
            StatusWord::CONDITIONS_NOT_SATISFIED,
            StatusWord::SECURITY_STATUS_NOT_SATISFIED,
            StatusWord::NO_DIAGNOSIS,
        ]
        .into_iter()
        .flat_map(|status| {
            [true, false].map(|confirmed| ErrorKind::CardRefused { status, confirmed })
        })
        .collect(),
        ErrorCode::CardMisbehaved => vec![ErrorKind::CardMisbehaved(FREE_TEXT)],
        ErrorCode::ChipCheckFailed => vec![ErrorKind::ChipCheckFailed(FREE_TEXT)],
        ErrorCode::WrongCan => vec![ErrorKind::WrongCan],
        ErrorCode::WrongMrz => vec![ErrorKind::WrongMrz],
        ErrorCode::CardResetRequired => vec![ErrorKind::CardResetRequired],
        ErrorCode::LongReadRefused => vec![ErrorKind::LongReadRefused {
            status: StatusWord::WRONG_LENGTH,
        }],
        ErrorCode::BasicAccessOnly => vec![ErrorKind::BasicAccessOnly],
        ErrorCode::NoBasicAccess => vec![ErrorKind::NoBasicAccess {
            status: StatusWord::INS_NOT_SUPPORTED,
        }],
        ErrorCode::LinkTooShort => vec![ErrorKind::LinkTooShort],
        ErrorCode::ReaderUnavailable => vec![ErrorKind::ReaderUnavailable(FREE_TEXT.into())],
        ErrorCode::UnsupportedDevice => vec![ErrorKind::UnsupportedDevice(FREE_TEXT.into())],
        ErrorCode::Cancelled => vec![ErrorKind::Cancelled],
        ErrorCode::Busy => vec![ErrorKind::Busy],
        ErrorCode::MemoryUnavailable => vec![ErrorKind::MemoryUnavailable(FREE_TEXT.into())],
        ErrorCode::LibraryFault => vec![ErrorKind::LibraryFault {
            place: FREE_TEXT.into(),
        }],
    }
}

/// Every sample in every phase, of a card that is not known yet and of either.
pub(crate) fn all_errors() -> Vec<Error> {
    ErrorCode::ALL
        .into_iter()
        .flat_map(samples)
        .flat_map(|kind| Phase::ALL.map(|phase| Error::new(kind.clone(), phase)))
        .flat_map(|error| {
            let [cie, ts_cns] = CardKind::ALL.map(|card| error.clone().on(card));
            [error, cie, ts_cns]
        })
        .collect()
}

/// Every settlement, without the details that no sentence depends on.
pub(super) fn settlements() -> [Settlement; 6] {
    [
        Settlement::NothingPending,
        Settlement::NothingToSettle {
            code: CodeKind::Pin,
            at_least: None,
        },
        Settlement::NewPin,
        Settlement::OldPin,
        Settlement::UnblockAgain,
        Settlement::Needs(NeededCodes::of(None)),
    ]
}

/// Every text of a language.
pub(super) fn all_texts(lang: Lang) -> Vec<String> {
    let of_errors = all_errors().into_iter().flat_map(|this| {
        let Text { message, remedy } = error(&this, lang);
        [message, remedy]
    });
    let of_codes = ErrorCode::ALL
        .into_iter()
        .flat_map(|code| [cause(code, lang), remedy(code, lang)])
        .map(str::to_owned);
    let of_phases = Phase::ALL.map(|this| phase(this, lang).to_owned());
    let of_settlements = settlements()
        .into_iter()
        .map(|this| settlement(&this, lang).to_owned());
    let of_chips = [(true, true), (true, false), (false, true), (false, false)]
        .map(|(key, issuer)| chip(key, issuer, lang).to_owned());
    of_errors
        .chain(of_codes)
        .chain(of_phases)
        .chain(of_settlements)
        .chain(of_chips)
        .collect()
}
