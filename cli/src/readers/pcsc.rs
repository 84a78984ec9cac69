//! PC/SC readers.

use std::{ffi::CString, time::Duration};

use cie_core::{Limits, LinkError, Transceive};
use pcsc::{Card, Context, Error, Protocols, ReaderState, Scope, ShareMode, State, ctl_code};
use zeroize::Zeroizing;

use super::{
    PcscReader,
    deadline::{ANSWER_LIMIT, Watched},
};
use crate::failure::{Failure, ReaderProblem};

/// `CM_IOCTL_GET_FEATURE_REQUEST`, `FEATURE_GET_TLV_PROPERTIES` and
/// `dwMaxAPDUDataSize` (PC/SC part 10; LudovicRousseau/PCSC, `reader.h`).
const GET_FEATURE_REQUEST: u16 = 3400;
const GET_TLV_PROPERTIES: u8 = 0x12;
const MAX_APDU_DATA_SIZE: u8 = 0x0A;

pub(crate) fn list() -> Result<Vec<PcscReader>, ReaderProblem> {
    readers(&establish()?)
}

/// The reader with this name or, if there is none, the only one with this in
/// its name; without a name the only one that holds a card. It holds a card.
pub(super) fn find(name: Option<&str>) -> Result<String, ReaderProblem> {
    let readers = list()?;
    if readers.is_empty() {
        return Err(ReaderProblem::NoReader);
    }
    let Some(name) = name else {
        let with_card = readers.into_iter().filter(|reader| reader.card.is_some());
        return match with_card.collect::<Vec<_>>().as_slice() {
            [] => Err(ReaderProblem::NoCard),
            [only] => Ok(only.name.clone()),
            _ => Err(ReaderProblem::SeveralCards),
        };
    };
    let exact = readers.iter().find(|reader| reader.name == name);
    let mut similar = readers.iter().filter(|reader| reader.name.contains(name));
    match (exact, similar.next(), similar.next()) {
        (Some(reader), ..) | (None, Some(reader), None) if reader.card.is_some() => {
            Ok(reader.name.clone())
        }
        (Some(_), ..) | (None, Some(_), None) => Err(ReaderProblem::NoCard),
        (None, Some(_), Some(_)) => Err(ReaderProblem::AmbiguousName),
        (None, None, _) => Err(ReaderProblem::NoSuchReader),
    }
}

pub(super) fn open(name: &str, limits: Option<Limits>) -> Result<Box<dyn Transceive>, Failure> {
    let context = establish()?;
    let c_name = CString::new(name).map_err(|_| ReaderProblem::NoSuchReader)?;
    // Exclusive: between the PIN and what it allows, nobody else may speak to
    // the card.
    let card = context
        .connect(&c_name, ShareMode::Exclusive, Protocols::ANY)
        .map_err(|error| match error {
            Error::NoSmartcard | Error::RemovedCard | Error::UnresponsiveCard => {
                ReaderProblem::NoCard.into()
            }
            Error::SharingViolation => Failure::from(LinkError::Busy),
            other => ReaderProblem::PcscService(other.to_string()).into(),
        })?;
    let mut limits = limits.unwrap_or_else(|| reader_limits(&card));
    // Not the attribute "ATR string": not every driver has it.
    limits.atr = card
        .status2_owned()
        .ok()
        .map(|status| status.atr().to_vec());
    let mut answer = Zeroizing::new(vec![0; limits.max_response]);
    let card = Watched::new(ANSWER_LIMIT, move |command| {
        transmit(&card, command, &mut answer)
    })
    .map_err(|error| ReaderProblem::PcscService(error.to_string()))?;
    Ok(Box::new(Connection { card, limits }))
}

fn establish() -> Result<Context, ReaderProblem> {
    Context::establish(Scope::User).map_err(|error| match error {
        Error::NoService | Error::ServiceStopped => ReaderProblem::NoPcscService,
        other => ReaderProblem::PcscService(other.to_string()),
    })
}

fn readers(context: &Context) -> Result<Vec<PcscReader>, ReaderProblem> {
    let names = match context.list_readers_owned() {
        Ok(names) => names,
        Err(Error::NoReadersAvailable) => Vec::new(),
        Err(error) => return Err(ReaderProblem::PcscService(error.to_string())),
    };
    let mut states: Vec<_> = names
        .into_iter()
        .map(|name| ReaderState::new(name, State::UNAWARE))
        .collect();
    if !states.is_empty() {
        context
            .get_status_change(Some(Duration::ZERO), &mut states)
            .map_err(|error| ReaderProblem::PcscService(error.to_string()))?;
    }
    Ok(states
        .iter()
        .map(|state| PcscReader {
            name: state.name().to_string_lossy().into_owned(),
            card: state
                .event_state()
                .contains(State::PRESENT)
                .then(|| state.atr().to_vec()),
        })
        .collect())
}

/// What the reader carries, if it tells; otherwise everything: whether the
/// card does is found out by trying, before a code is sent.
fn reader_limits(card: &Card) -> Limits {
    match max_apdu_data_size(card) {
        // PC/SC part 10: 0 is "short APDU only".
        Some(size) if size <= 256 => Limits::SHORT,
        // Whether header, length fields and status word are within the size is
        // read in different ways; so they are.
        Some(size) => Limits::EXTENDED.carrying(
            size.min(Limits::EXTENDED.max_command),
            size.min(Limits::EXTENDED.max_response),
        ),
        None => Limits::EXTENDED,
    }
}

fn max_apdu_data_size(card: &Card) -> Option<usize> {
    let mut buffer = [0; 256];
    let features = card
        .control(ctl_code(GET_FEATURE_REQUEST.into()), &[], &mut buffer)
        .ok()?;
    let code = property(features, GET_TLV_PROPERTIES)?;
    let code = u32::from_be_bytes(code.try_into().ok()?);
    let mut buffer = [0; 256];
    let properties = card.control(code.into(), &[], &mut buffer).ok()?;
    let size = property(properties, MAX_APDU_DATA_SIZE)?;
    usize::try_from(u32::from_le_bytes(size.try_into().ok()?)).ok()
}

/// The value of `tag` in a list of tag, 1-byte length and value.
fn property(mut list: &[u8], tag: u8) -> Option<&[u8]> {
    while let [found, length, rest @ ..] = list {
        let (value, next) = rest.split_at_checked(usize::from(*length))?;
        if *found == tag {
            return Some(value);
        }
        list = next;
    }
    None
}

/// A card that nobody else can use. Dropping it resets the card, so that no
/// verified PIN stays behind.
struct Connection {
    card: Watched,
    limits: Limits,
}

impl Transceive for Connection {
    fn limits(&self) -> Limits {
        self.limits.clone()
    }

    fn transceive(&mut self, command: &[u8]) -> Result<Vec<u8>, LinkError> {
        self.card.transceive(command)
    }
}

fn transmit(card: &Card, command: &[u8], answer: &mut [u8]) -> Result<Vec<u8>, LinkError> {
    match card.transmit(command, answer) {
        Ok(answer) => Ok(answer.to_vec()),
        Err(Error::SharingViolation) => Err(LinkError::Busy),
        Err(
            error @ (Error::ServiceStopped
            | Error::NoService
            | Error::ReaderUnavailable
            | Error::UnknownReader
            | Error::InsufficientBuffer),
        ) => Err(LinkError::Unavailable(error.to_string())),
        Err(error @ Error::UnsupportedFeature) => Err(LinkError::Unsupported(error.to_string())),
        // Removed, reset by somebody else, unpowered, silent: whatever it
        // was, the card has to be begun with again.
        Err(_) => Err(LinkError::Lost),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_property_is_found_by_its_tag_and_a_broken_list_has_none() {
        let list = [0x06, 4, 0x42, 0x33, 0, 6, 0x12, 4, 0x42, 0x33, 0, 0x12];
        assert_eq!(property(&list, 0x12), Some(&[0x42, 0x33, 0, 0x12][..]));
        assert_eq!(property(&list, 0x0A), None);
        assert_eq!(property(&[0x0A, 4, 0, 0], 0x0A), None);
    }
}
