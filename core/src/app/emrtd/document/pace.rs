//! PACE over a link: what EF.CardAccess offers, and the steps.

use rand_core::CryptoRng;

use super::{exchange, select_application};
use crate::{
    agreement::{
        pace::{self, Choice, PaceError, PaceOffer},
        password::{Password, PasswordReference},
    },
    apdu::{Command, command::ins},
    app::{emrtd::security_info::SecurityInfos, ias::CIE_AID},
    channel::plain::Link,
    error::{Error, ErrorKind},
};

/// What to say of a card that does not show EF.CardAccess: a CIE hides it once
/// DF_CIE was used in this tap; another document is older than PACE, or
/// something on the way has hidden the file.
pub(super) fn without_card_access(link: &mut Link<'_>) -> Result<Error, Error> {
    let select = Command::new(ins::SELECT, 0x04, 0x0C).data(CIE_AID);
    if exchange(link, &select)?.is_ok() {
        return Ok(link.error(ErrorKind::CardResetRequired));
    }
    let has_document = exchange(link, &select_application())?.is_ok();
    Ok(link.error(if has_document {
        ErrorKind::BasicAccessOnly
    } else {
        ErrorKind::UnsupportedCard("no EF.CardAccess")
    }))
}

pub(super) fn offers(infos: &SecurityInfos) -> Vec<PaceOffer> {
    infos
        .pace()
        .map(|info| PaceOffer {
            oid: info.oid.clone(),
            version: info.version,
            parameter_id: info.parameter_id.and_then(|id| u8::try_from(id).ok()),
        })
        .collect()
}

pub(super) fn run_pace(
    link: &mut Link<'_>,
    choice: Choice,
    password: &Password,
    rng: &mut dyn CryptoRng,
) -> Result<pace::Established, Error> {
    if choice.longest_command_data() > 255 && !link.may_be_extended() {
        return Err(link.error(ErrorKind::LinkTooShort));
    }
    link.take_extended();
    let reference = password.reference();
    let mut machine = pace::Terminal::begin(choice, password);
    while let Some(request) = machine.next() {
        if request.is_attempt {
            link.start_no_more();
        }
        let response = if request.must_be_short || request.is_attempt {
            link.exchange_once(&request.command)
        } else {
            link.exchange(&request.command)
        };
        let response = response.map_err(|error| link.failure(error))?;
        let accepted = machine
            .accept(&response, rng)
            .map_err(|error| pace_failure(link, reference, error))?;
        match accepted {
            pace::Accepted::GoOn => {}
            pace::Accepted::Done(established) => return Ok(*established),
            pace::Accepted::ParametersDemanded(status) => {
                if !machine.name_parameters() {
                    let confirmed = false;
                    return Err(link.error(ErrorKind::CardRefused { status, confirmed }));
                }
            }
        }
    }
    Err(link.error(ErrorKind::CardMisbehaved("no channel came about")))
}

fn pace_failure(link: &Link<'_>, password: PasswordReference, error: PaceError) -> Error {
    link.error(match error {
        PaceError::WrongPassword { .. } => match password {
            PasswordReference::Can => ErrorKind::WrongCan,
            PasswordReference::Mrz => ErrorKind::WrongMrz,
        },
        PaceError::Refused { status, .. } => ErrorKind::CardRefused {
            status,
            confirmed: false,
        },
        PaceError::Misbehaved(what) => ErrorKind::CardMisbehaved(what),
        PaceError::NotProved => ErrorKind::ChipCheckFailed("the card does not know the password"),
        PaceError::ChipNotProved => ErrorKind::ChipCheckFailed("the chip did not prove its key"),
        PaceError::Random => ErrorKind::ReaderUnavailable(error.to_string()),
        PaceError::Unsupported => ErrorKind::UnsupportedCard("no supported way of PACE"),
    })
}
