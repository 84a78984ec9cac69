//! Layer 6: reading files, in clear and under secure messaging.
//!
//! A file is read by its short identifier in the first command, and by offset
//! after that; a card that refuses the short identifier has the file selected
//! by its identifier first; reading stops where its one data object ends. Cards end a file
//! in five ways, all of which are lived through: `6282` with the rest, `6B00`
//! at the end or for any read across it, `9000` with fewer bytes, `9000` with
//! none, and `6Cxx` (pagopa/cie-sdk-ios commit 08ef76a,
//! italia/cie-middleware-linux `IAS.cpp`).

use zeroize::Zeroizing;

use crate::{
    apdu::{Command, Le, Response, StatusWord, command::ins},
    bytes::tlv::{Header, TlvError},
    channel::{ChannelError, plain::Link, secured::Secured},
    error::{Error, ErrorKind},
};

/// The largest block that is asked for at once, in bytes: what the cards with
/// the smallest stated response buffer answer in one protected response
/// (EF.ATR of the Actalis family, data object 7F66: 0x07E3 bytes).
const LARGEST_BLOCK: usize = 1984;

/// The last offset that READ BINARY with an even instruction can name.
const LAST_OFFSET: usize = 0x7FFF;

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

impl<'a> Channel<'a> for Secured<'_, 'a> {
    fn exchange(&mut self, command: &Command) -> Result<Response, ChannelError> {
        Secured::exchange(self, command)
    }

    fn link(&mut self) -> &mut Link<'a> {
        Secured::link(self)
    }

    fn largest_answer(&mut self) -> usize {
        let link = Secured::link(self);
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

/// Most blocks in which a file is read. The shortest link that anything works
/// over needs 361 for the longest file; a card that hands out less at once
/// would keep the person waiting for hours.
const MOST_BLOCKS: usize = 512;

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
            Ok(header) => reader.tell(header.total()),
            Err(TlvError::Truncated) => reader.content.len() + reader.most,
            Err(_) => return Err(reader.misbehaved("a file that is no data object")),
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
        Ok(len) => reader.tell(len),
        Err(kind) => return Err(reader.channel.link().error(kind)),
    };
    reader.read_up_to(wanted)?;
    if reader.content.len() < wanted {
        return Err(reader.misbehaved("a file that ends too early"));
    }
    reader.content.truncate(wanted);
    Ok(reader.content)
}

struct Reader<'r, C> {
    channel: &'r mut C,
    /// Where the file is not selected yet.
    ef: Ef,
    /// The file is selected: offsets alone name it.
    selected: bool,
    content: Zeroizing<Vec<u8>>,
    /// The card gave fewer bytes than it was asked for: the end is near.
    fell_short: bool,
    /// The card said that nothing follows.
    ended: bool,
    /// Largest block that this file takes.
    most: usize,
    /// Commands that were sent to read it.
    blocks: usize,
}

impl<'r, 'a, C: Channel<'a>> Reader<'r, C> {
    fn new(channel: &'r mut C, ef: Ef) -> Self {
        let most = channel.largest_answer();
        Self {
            channel,
            ef,
            selected: false,
            content: Zeroizing::default(),
            fell_short: false,
            ended: false,
            most,
            blocks: 0,
        }
    }

    /// A reader of the file that is selected.
    fn of_selected(channel: &'r mut C) -> Self {
        let unnamed = Ef { id: 0, short: 0 };
        let mut this = Self::new(channel, unnamed);
        this.selected = true;
        this
    }

    /// Reads on until `wanted` bytes are there or the file ends.
    fn read_up_to(&mut self, wanted: usize) -> Result<(), Error> {
        while self.content.len() < wanted && !self.ended {
            self.read_on(wanted)?;
            self.tell(wanted);
        }
        Ok(())
    }

    /// Tells how far the file is read, now that its length is known.
    fn tell(&mut self, len: usize) -> usize {
        let read = self.content.len().min(len);
        self.channel.link().file_bytes(read, len);
        len
    }

    fn misbehaved(&mut self, what: &'static str) -> Error {
        self.channel.link().error(ErrorKind::CardMisbehaved(what))
    }

    /// Reads one more block of what is missing to `wanted` bytes.
    fn read_on(&mut self, wanted: usize) -> Result<(), Error> {
        let offset = self.content.len();
        if offset > LAST_OFFSET {
            return Err(self.misbehaved("a file too long to be read"));
        }
        if self.blocks == MOST_BLOCKS {
            return Err(self.misbehaved("a file in too many pieces"));
        }
        self.blocks += 1;
        let ne = (wanted - offset).min(self.most);
        let command = self.command(offset, ne);
        let Response { data, status } = self.exchange(&command)?;
        match status {
            StatusWord::OK | StatusWord::END_OF_FILE => {
                if data.len() > ne {
                    return Err(self.misbehaved("more bytes than were asked for"));
                }
                let mut content = Zeroizing::new(Vec::with_capacity(offset + data.len()));
                content.extend_from_slice(&self.content);
                content.extend_from_slice(&data);
                self.content = content;
                self.fell_short = data.len() < ne;
                // "9000" without data must not be asked again for ever.
                self.ended = data.is_empty() || status == StatusWord::END_OF_FILE;
            }
            StatusWord::OFFSET_OUTSIDE_FILE if self.fell_short => self.ended = true,
            // Some cards refuse a read across the end; a smaller one may fit.
            StatusWord::OFFSET_OUTSIDE_FILE if ne > 1 => self.most = ne / 2,
            StatusWord::OFFSET_OUTSIDE_FILE if offset > 0 => self.ended = true,
            _ if offset == 0 && !self.selected => self.select(status)?,
            status => return Err(self.refused(status)),
        }
        Ok(())
    }

    /// Selects the file by its identifier, after its short one was refused. A
    /// file that is not there is one, whatever its short identifier was refused
    /// with; otherwise the first refusal is reported.
    fn select(&mut self, refused: StatusWord) -> Result<(), Error> {
        let select = Command::new(ins::SELECT, 0x02, 0x0C).data(self.ef.id.to_be_bytes());
        let response = self.exchange(&select)?;
        if !response.status.is_ok() {
            return Err(self.refused(match response.status {
                StatusWord::FILE_NOT_FOUND => StatusWord::FILE_NOT_FOUND,
                _ => refused,
            }));
        }
        self.selected = true;
        Ok(())
    }

    fn exchange(&mut self, command: &Command) -> Result<Response, Error> {
        self.channel
            .exchange(command)
            .map_err(|error| self.channel.link().failure(error))
    }

    fn refused(&mut self, status: StatusWord) -> Error {
        let confirmed = C::PROTECTED;
        self.channel
            .link()
            .error(ErrorKind::CardRefused { status, confirmed })
    }

    #[allow(
        clippy::cast_possible_truncation,
        reason = "bounded by LAST_OFFSET and LARGEST_BLOCK"
    )]
    fn command(&self, offset: usize, ne: usize) -> Command {
        let le = Le::Exact(ne as u32);
        if offset == 0 && !self.selected {
            return Command::new(ins::READ_BINARY, 0x80 | self.ef.short, 0).le(le);
        }
        Command::new(ins::READ_BINARY, (offset >> 8) as u8, offset as u8).le(le)
    }
}
