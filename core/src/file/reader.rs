//! Reads one file, a block at a time, in whatever blocks the card takes.

use zeroize::Zeroizing;

use super::{Channel, Ef};
use crate::{
    apdu::{Command, Le, Response, StatusWord, command::ins},
    bytes::tlv::{self, Tlv},
    channel::{ChannelError, blocks::Blocks},
    error::{Error, ErrorKind},
};

/// The last offset that READ BINARY with an even instruction can name
/// (ISO/IEC 7816-4:2020 section 11.3.3).
const LAST_OFFSET: usize = 0x7FFF;

/// Most blocks in which a file is read. The shortest link that anything works
/// over needs 361 for a file of 32,767 bytes; a card that hands out less at
/// once would keep the person waiting for hours.
const MOST_BLOCKS: usize = 512;

/// Data objects of READ BINARY with an odd instruction: the offset, and what
/// was read.
const OFFSET: u32 = 0x54;
const DATA: u32 = 0x53;

pub(super) struct Reader<'r, C> {
    pub(super) channel: &'r mut C,
    /// Where the file is not selected yet.
    ef: Ef,
    /// The file is selected: offsets alone name it.
    selected: bool,
    pub(super) content: Zeroizing<Vec<u8>>,
    /// The card gave fewer bytes than it was asked for: the end is near.
    pub(super) fell_short: bool,
    /// The card said that nothing follows.
    pub(super) ended: bool,
    /// Largest block where the end of the file is near and not known.
    near_end: usize,
    /// What was known of blocks before the card began to refuse this one.
    before_refusals: Option<Blocks>,
    /// Commands that were sent to read it.
    blocks: usize,
    /// Whether it was looked at if the link carries enough for its length.
    fits: bool,
}

impl<'r, 'a, C: Channel<'a>> Reader<'r, C> {
    pub(super) fn new(channel: &'r mut C, ef: Ef) -> Self {
        Self {
            channel,
            ef,
            selected: false,
            content: Zeroizing::default(),
            fell_short: false,
            ended: false,
            near_end: usize::MAX,
            before_refusals: None,
            blocks: 0,
            fits: false,
        }
    }

    /// A reader of the file that is selected.
    pub(super) fn of_selected(channel: &'r mut C) -> Self {
        let unnamed = Ef { id: 0, short: 0 };
        let mut this = Self::new(channel, unnamed);
        this.selected = true;
        this
    }

    /// Reads on until `wanted` bytes are there or the file ends.
    pub(super) fn read_up_to(&mut self, wanted: usize) -> Result<(), Error> {
        while self.content.len() < wanted && !self.ended {
            self.read_on(wanted)?;
            self.tell(wanted)?;
        }
        Ok(())
    }

    /// Tells how far the file is read, now that its length is known.
    pub(super) fn tell(&mut self, len: usize) -> Result<usize, Error> {
        let read = self.content.len().min(len);
        let largest = self.channel.largest_answer();
        let link = self.channel.link();
        if !self.fits && (len - read).div_ceil(largest) > MOST_BLOCKS {
            return Err(link.error(ErrorKind::LinkTooShort));
        }
        self.fits = true;
        link.file_bytes(read, len);
        // Nothing is asked for behind it.
        self.near_end = usize::MAX;
        Ok(len)
    }

    pub(super) fn misbehaved(&mut self, what: &'static str) -> Error {
        self.channel.link().error(ErrorKind::CardMisbehaved(what))
    }

    /// Bytes of the next block.
    pub(super) fn most(&mut self) -> usize {
        let largest = self.channel.largest_answer();
        let size = self.channel.link().blocks().size(largest);
        size.min(self.near_end)
    }

    /// Reads one more block of what is missing to `wanted` bytes.
    pub(super) fn read_on(&mut self, wanted: usize) -> Result<(), Error> {
        let offset = self.content.len();
        if self.blocks == MOST_BLOCKS {
            return Err(self.misbehaved("a file in too many pieces"));
        }
        self.blocks += 1;
        let mut ne = (wanted - offset).min(self.most());
        let Response { data, status } = if offset > LAST_OFFSET {
            ne = ne.min(self.most().saturating_sub(data_header(ne))).max(1);
            self.read_behind(offset, ne)?
        } else {
            self.exchange(&self.command(offset, ne), ne)?
        };
        let unselected = offset == 0 && !self.selected;
        match status {
            StatusWord::OK | StatusWord::END_OF_FILE => self.take(&data, status, ne)?,
            // About the name, so that no other length helps.
            status if unselected && speaks_of_name(status) => self.select(status)?,
            StatusWord::OFFSET_OUTSIDE_FILE if self.fell_short => self.ended = true,
            // Some cards refuse a read across the end; a smaller one may fit.
            StatusWord::OFFSET_OUTSIDE_FILE if ne > 1 => self.near_end = ne / 2,
            StatusWord::OFFSET_OUTSIDE_FILE if offset > 0 => self.ended = true,
            StatusWord::WRONG_LENGTH if self.takes_less(ne, true) => {}
            status if unselected => self.select(status)?,
            _ if self.takes_less(ne, false) => {}
            status => return Err(self.refused(status)),
        }
        Ok(())
    }

    fn take(&mut self, data: &[u8], status: StatusWord, ne: usize) -> Result<(), Error> {
        if data.len() > ne {
            return Err(self.misbehaved("more bytes than were asked for"));
        }
        let mut content = Zeroizing::new(Vec::with_capacity(self.content.len() + data.len()));
        content.extend_from_slice(&self.content);
        content.extend_from_slice(data);
        self.content = content;
        self.fell_short = data.len() < ne;
        if !self.fell_short {
            self.channel.link().blocks().took(ne);
        }
        self.before_refusals = None;
        // "9000" without data must not be asked again for ever.
        self.ended = data.is_empty() || status == StatusWord::END_OF_FILE;
        Ok(())
    }

    /// Whether a smaller block may be what the card takes instead of one of
    /// `ne` bytes. Where none is left, the length was not the reason, and
    /// nothing was learnt.
    fn takes_less(&mut self, ne: usize, speaks_of_length: bool) -> bool {
        let blocks = self.channel.link().blocks();
        let before = *blocks;
        if blocks.refused(ne, speaks_of_length) {
            self.before_refusals.get_or_insert(before);
            return true;
        }
        if let Some(before) = self.before_refusals.take() {
            *blocks = before;
        }
        false
    }

    /// Reads behind the last offset that the even instruction can name.
    fn read_behind(&mut self, offset: usize, ne: usize) -> Result<Response, Error> {
        let bytes = offset.to_be_bytes();
        let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
        let object = tlv::encode(OFFSET, bytes.get(zeros..).unwrap_or_default());
        let command = Command::new(ins::READ_BINARY_ODD, 0, 0)
            .data(object)
            .le(Le::Exact(as_ne(ne + data_header(ne))));
        let Response { data, status } = self.exchange(&command, ne)?;
        match status {
            StatusWord::OK | StatusWord::END_OF_FILE if !data.is_empty() => {
                match Tlv::single(&data) {
                    Ok(object) if object.tag == DATA => {
                        let data = Zeroizing::new(object.value.to_vec());
                        Ok(Response { data, status })
                    }
                    _ => Err(self.misbehaved("a block that is not a data object")),
                }
            }
            // There is no other way to what lies there.
            StatusWord::INS_NOT_SUPPORTED
            | StatusWord::FUNCTION_NOT_SUPPORTED
            | StatusWord::WRONG_P1P2 => {
                let kind = ErrorKind::UnsupportedCard("a file longer than 32,767 bytes");
                Err(self.channel.link().error(kind))
            }
            status => Ok(Response { data, status }),
        }
    }

    /// Selects the file by its identifier, after its short one was refused. A
    /// file that is not there is one, whatever its short identifier was refused
    /// with; otherwise the first refusal is reported.
    fn select(&mut self, refused: StatusWord) -> Result<(), Error> {
        let select = Command::new(ins::SELECT, 0x02, 0x0C).data(self.ef.id.to_be_bytes());
        let response = self.exchange(&select, 0)?;
        if !response.status.is_ok() {
            return Err(self.refused(match response.status {
                StatusWord::FILE_NOT_FOUND => StatusWord::FILE_NOT_FOUND,
                _ => refused,
            }));
        }
        self.selected = true;
        Ok(())
    }

    /// One exchange, of a block of `ne` bytes.
    fn exchange(&mut self, command: &Command, ne: usize) -> Result<Response, Error> {
        self.channel.exchange(command).map_err(|error| {
            let link = self.channel.link();
            let refusal = match &error {
                ChannelError::Unprotected(status) => !status.is_ok(),
                ChannelError::ExtendedRefused(_) => C::PROTECTED,
                _ => false,
            };
            if refusal {
                link.blocks().refused_in_clear(ne);
            }
            link.failure(error)
        })
    }

    fn refused(&mut self, status: StatusWord) -> Error {
        let confirmed = C::PROTECTED;
        self.channel
            .link()
            .error(ErrorKind::CardRefused { status, confirmed })
    }

    fn command(&self, offset: usize, ne: usize) -> Command {
        let le = Le::Exact(as_ne(ne));
        if offset == 0 && !self.selected {
            return Command::new(ins::READ_BINARY, 0x80 | self.ef.short, 0).le(le);
        }
        // At most LAST_OFFSET.
        let [.., high, low] = offset.to_be_bytes();
        Command::new(ins::READ_BINARY, high, low).le(le)
    }
}

/// Bytes of tag and length around `len` bytes.
const fn data_header(len: usize) -> usize {
    match len {
        0..=0x7F => 2,
        0x80..=0xFF => 3,
        _ => 4,
    }
}

/// A length that the largest block bounds.
fn as_ne(len: usize) -> u32 {
    u32::try_from(len).unwrap_or(u32::MAX)
}

/// Whether a status word speaks of the file's name or of the offset: the file
/// is not found, wrong P1 or P2, an offset outside it.
const fn speaks_of_name(status: StatusWord) -> bool {
    matches!(
        status,
        StatusWord::FILE_NOT_FOUND
            | StatusWord::WRONG_P1P2
            | StatusWord::OFFSET_OUTSIDE_FILE
            | StatusWord::REFERENCED_DATA_NOT_FOUND
    )
}
