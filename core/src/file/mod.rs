//! Layer 6: reading files, in clear and under secure messaging.
//!
//! A file is read by its short identifier in the first command, and by offset
//! after that; a card that refuses the short identifier has the file selected
//! by its identifier first; reading stops where its one data object ends. Cards end a file
//! in five ways, all of which are handled: `6282` with the rest, `6B00`
//! at the end or for any read across it, `9000` with fewer bytes, `9000` with
//! none, and `6Cxx` (pagopa/cie-sdk-ios commit 08ef76a,
//! italia/cie-middleware-linux `IAS.cpp`).
//!
//! A card that refuses a block and keeps the channel is asked for smaller ones
//! ([`crate::channel::blocks`]). Offsets above 32,767 are named by the odd
//! instruction.

mod reader;

use zeroize::Zeroizing;

use self::reader::Reader;
use crate::{
    apdu::{Command, Response},
    bytes::tlv::{Header, TlvError},
    channel::{ChannelError, plain::Link, protected::ProtectedLink},
    error::{Error, ErrorKind},
};

/// The largest block that is asked for at once, in bytes: what the cards with
/// the smallest stated response buffer answer in one protected response
/// (EF.ATR of the Actalis family, data object 7F66: 0x07E3 bytes).
const LARGEST_BLOCK: usize = 1984;

/// What files are read through: a link in clear, or a channel.
pub trait Channel<'a> {
    /// One logical exchange.
    ///
    /// # Errors
    /// [`ChannelError`].
    fn exchange(&mut self, command: &Command) -> Result<Response, ChannelError>;

    /// The link beneath.
    fn link(&mut self) -> &mut Link<'a>;

    /// Bytes that one answer can carry to the reader of a file.
    fn largest_answer(&mut self) -> usize;

    /// Whether a refusal comes under a checksum.
    const PROTECTED: bool;
}

impl<'a> Channel<'a> for Link<'a> {
    fn exchange(&mut self, command: &Command) -> Result<Response, ChannelError> {
        Link::exchange(self, command)
    }

    fn link(&mut self) -> &mut Self {
        self
    }

    fn largest_answer(&mut self) -> usize {
        let link = self.limits().max_response - 2;
        link.min(if self.extended_works() {
            LARGEST_BLOCK
        } else {
            256
        })
    }

    const PROTECTED: bool = false;
}

impl<'a> Channel<'a> for ProtectedLink<'_, 'a> {
    fn exchange(&mut self, command: &Command) -> Result<Response, ChannelError> {
        ProtectedLink::exchange(self, command)
    }

    fn link(&mut self) -> &mut Link<'a> {
        ProtectedLink::link(self)
    }

    fn largest_answer(&mut self) -> usize {
        let link = ProtectedLink::link(self);
        let room = link.limits().max_response.saturating_sub(PROTECTION);
        room.min(if link.extended_works() {
            LARGEST_BLOCK
        } else {
            LARGEST_SHORT_BLOCK
        })
    }

    const PROTECTED: bool = true;
}

/// Bytes that protection adds to an answer at most: `87` with a three-byte
/// length and the padding indicator, a block of padding, `99`, `8E`, the
/// status word.
const PROTECTION: usize = 5 + 16 + 4 + 10 + 2;

/// The largest block whose protected answer fits a short response: 231 bytes
/// become 250 (pagopa/cie-sdk-ios, italia/cie-middleware-linux `IAS.cpp`).
const LARGEST_SHORT_BLOCK: usize = 231;

/// An elementary file, by both of its names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ef {
    /// The file identifier.
    pub id: u16,
    /// The short identifier, 1 to 30.
    pub short: u8,
}

/// Reads an EF as far as its one data object goes. Of the operation's steps it
/// is worth `steps`; progress moves with its bytes.
///
/// # Errors
/// [`ErrorKind::CardRefused`] when the file cannot be read,
/// [`ErrorKind::CardMisbehaved`] when it holds no whole data object.
pub fn read_data_object<'a>(
    channel: &mut impl Channel<'a>,
    ef: Ef,
    steps: u32,
) -> Result<Zeroizing<Vec<u8>>, Error> {
    channel.link().begin_file(steps);
    let content = data_object(channel, ef);
    channel.link().end_file();
    content
}

fn data_object<'a>(channel: &mut impl Channel<'a>, ef: Ef) -> Result<Zeroizing<Vec<u8>>, Error> {
    let mut reader = Reader::new(channel, ef);
    loop {
        let wanted = match Header::read(&reader.content) {
            Ok(header) => reader.tell(header.total())?,
            Err(TlvError::Truncated) => reader.content.len() + reader.most(),
            Err(_) => return Err(reader.misbehaved("a file that is not a data object")),
        };
        if reader.content.len() >= wanted {
            reader.content.truncate(wanted);
            return Ok(reader.content);
        }
        if reader.ended {
            return Err(reader.misbehaved("a file that ends too early"));
        }
        reader.read_on(wanted)?;
    }
}

/// Reads the first `len` bytes of an EF, or all of it when it is shorter.
///
/// # Errors
/// [`ErrorKind::CardRefused`] when the file cannot be read.
pub fn read_start<'a>(
    channel: &mut impl Channel<'a>,
    ef: Ef,
    len: usize,
) -> Result<Zeroizing<Vec<u8>>, Error> {
    channel.link().begin_file(1);
    let content = start(channel, ef, len);
    channel.link().end_file();
    content
}

fn start<'a>(
    channel: &mut impl Channel<'a>,
    ef: Ef,
    len: usize,
) -> Result<Zeroizing<Vec<u8>>, Error> {
    let mut reader = Reader::new(channel, ef);
    while reader.content.len() < len && !reader.ended && !reader.fell_short {
        reader.read_on(len)?;
    }
    reader.content.truncate(len);
    Ok(reader.content)
}

/// Reads the EF that is selected: its first `head` bytes, in which `len` finds
/// how many bytes there are to be read, and then these. Nothing is asked for
/// behind them, since cards answer a read across the end of a file each in its
/// way. Of the operation's steps it is worth `steps`.
///
/// # Errors
/// [`ErrorKind::CardRefused`] when the file cannot be read,
/// [`ErrorKind::CardMisbehaved`] when it ends before that; what `len` says.
pub fn read_selected<'a>(
    channel: &mut impl Channel<'a>,
    steps: u32,
    head: usize,
    len: impl FnOnce(&[u8]) -> Result<usize, ErrorKind>,
) -> Result<Zeroizing<Vec<u8>>, Error> {
    channel.link().begin_file(steps);
    let content = selected(channel, head, len);
    channel.link().end_file();
    content
}

fn selected<'a>(
    channel: &mut impl Channel<'a>,
    head: usize,
    len: impl FnOnce(&[u8]) -> Result<usize, ErrorKind>,
) -> Result<Zeroizing<Vec<u8>>, Error> {
    let mut reader = Reader::of_selected(channel);
    reader.read_up_to(head)?;
    let wanted = match len(&reader.content) {
        Ok(len) => reader.tell(len)?,
        Err(kind) => return Err(reader.channel.link().error(kind)),
    };
    reader.read_up_to(wanted)?;
    if reader.content.len() < wanted {
        return Err(reader.misbehaved("a file that ends too early"));
    }
    reader.content.truncate(wanted);
    Ok(reader.content)
}
