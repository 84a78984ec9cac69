//! Basic access control over a link.

use rand_core::CryptoRng;

use crate::{
    agreement::{
        bac::{Accepted, BacError, Terminal},
        password::MrzKey,
    },
    channel::{plain::Link, protected::ProtectedLink},
    error::{Error, ErrorKind},
};

/// Opens a channel with basic access control. The application is selected.
///
/// # Errors
/// `wrong_mrz`; `no_basic_access` when the document opens with PACE alone;
/// `card_refused`, `card_misbehaved`, `chip_check_failed`; those of the link.
pub fn open_with_bac<'l, 'a>(
    link: &'l mut Link<'a>,
    key: &MrzKey,
    rng: &mut dyn CryptoRng,
) -> Result<ProtectedLink<'l, 'a>, Error> {
    let mut machine = Terminal::begin(key, rng).map_err(|error| failure(link, error))?;
    while let Some(command) = machine.next().map_err(|error| failure(link, error))? {
        let response = link
            .exchange_once(&command)
            .map_err(|error| link.failure(error))?;
        match machine
            .accept(&response)
            .map_err(|error| failure(link, error))?
        {
            Accepted::Continue => {}
            Accepted::Done(messaging) => {
                link.assume_extended();
                return Ok(ProtectedLink::new(link, *messaging));
            }
        }
    }
    Err(link.error(ErrorKind::CardMisbehaved("no channel came about")))
}

fn failure(link: &Link<'_>, error: BacError) -> Error {
    link.error(match error {
        BacError::WrongKey { .. } => ErrorKind::WrongMrz,
        BacError::NotOffered { status } => ErrorKind::NoBasicAccess { status },
        BacError::Refused(status) => ErrorKind::CardRefused {
            status,
            confirmed: false,
        },
        BacError::Misbehaved(what) => ErrorKind::CardMisbehaved(what),
        BacError::NotProved => {
            ErrorKind::ChipCheckFailed("the card does not know the printed lines")
        }
    })
}
