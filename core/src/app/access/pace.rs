//! PACE over a link.

use rand_core::CryptoRng;

use crate::{
    agreement::{
        pace::{
            Accepted, ChipAuthenticationData, Choice, Established, PaceError, PaceOffer, Terminal,
            choose,
        },
        password::{Password, PasswordReference},
    },
    channel::{plain::Link, protected::ProtectedLink},
    error::{Error, ErrorKind},
};

/// A channel that PACE has opened.
pub struct PaceChannel<'l, 'a> {
    /// The channel.
    pub channel: ProtectedLink<'l, 'a>,
    /// The protocol's object identifier, value field.
    pub protocol: Vec<u8>,
    /// What the chip says of its key by chip-authentication mapping.
    pub chip_data: Option<ChipAuthenticationData>,
}

/// Opens a channel with PACE, in the best way of `offers` that is known here.
/// Nothing is sent of the password before it is certain that the link can carry
/// the steps, and the operation does not start again afterwards.
///
/// # Errors
/// `unsupported_card` when no offer is known; `link_too_short` when the steps do not
/// fit the link; `wrong_can` or `wrong_mrz`; `card_refused`, `card_misbehaved`,
/// `chip_check_failed`; those of the link.
pub fn open_with_pace<'l, 'a>(
    link: &'l mut Link<'a>,
    offers: &[PaceOffer],
    password: &Password,
    rng: &mut dyn CryptoRng,
) -> Result<PaceChannel<'l, 'a>, Error> {
    let choice = choose(offers)
        .ok_or_else(|| link.error(ErrorKind::UnsupportedCard("no supported way of PACE")))?;
    let established = run(link, choice, password, rng)?;
    Ok(PaceChannel {
        channel: ProtectedLink::new(link, established.messaging),
        protocol: established.transcript.protocol.oid(),
        chip_data: established.chip_data,
    })
}

fn run(
    link: &mut Link<'_>,
    choice: Choice,
    password: &Password,
    rng: &mut dyn CryptoRng,
) -> Result<Established, Error> {
    if choice.longest_command_data() > 255 && !link.may_be_extended() {
        return Err(link.error(ErrorKind::LinkTooShort));
    }
    link.assume_extended();
    let reference = password.reference();
    let mut machine = Terminal::begin(choice, password);
    while let Some(request) = machine.next() {
        if request.is_attempt {
            link.forbid_restart();
        }
        let response = if request.must_be_short || request.is_attempt {
            link.exchange_once(&request.command)
        } else {
            link.exchange(&request.command)
        };
        let response = response.map_err(|error| link.failure(error))?;
        let accepted = machine
            .accept(&response, rng)
            .map_err(|error| failure(link, reference, error))?;
        match accepted {
            Accepted::Continue => {}
            Accepted::Done(established) => return Ok(*established),
            Accepted::ParametersDemanded(status) => {
                if !machine.name_parameters() {
                    let confirmed = false;
                    return Err(link.error(ErrorKind::CardRefused { status, confirmed }));
                }
            }
        }
    }
    Err(link.error(ErrorKind::CardMisbehaved("no channel came about")))
}

fn failure(link: &Link<'_>, password: PasswordReference, error: PaceError) -> Error {
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
        PaceError::Random => ErrorKind::UnsupportedDevice(error.to_string()),
        PaceError::Unsupported => ErrorKind::UnsupportedCard("no supported way of PACE"),
    })
}
