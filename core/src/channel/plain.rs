//! Exchanges in clear, and the one place where commands are repeated, cut and
//! put together: extended length, command chaining, GET RESPONSE, `6Cxx`.
//!
//! A command with a code ([`Command::is_code_command`]) is sent once or not
//! at all: none of the automatic repetitions here applies to it.

pub mod bounds;
mod extended;
mod fetch;

use zeroize::Zeroizing;

pub use self::extended::LostExtended;
pub(super) use self::extended::refuses_extended;
use self::{bounds::Bounds, extended::Extended};
use super::{ChannelError, blocks::Blocks, steps::Steps};
use crate::{
    apdu::{Command, Form, Le, Response, StatusWord},
    error::{Error, ErrorKind},
    observer::Observer,
    phase::Phase,
    trace::Event,
    transceive::{Limits, Transceive},
    vocabulary::{CardKind, Pending},
};

/// What went over the link.
///
/// Exhaustive: a reader that counts for itself makes its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Traffic {
    /// Command-response pairs.
    pub exchanges: u32,
    /// Bytes of all commands.
    pub bytes_up: u64,
    /// Bytes of all responses.
    pub bytes_down: u64,
}

/// Of two operations together.
impl core::ops::Add for Traffic {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            exchanges: self.exchanges.saturating_add(other.exchanges),
            bytes_up: self.bytes_up.saturating_add(other.bytes_up),
            bytes_down: self.bytes_down.saturating_add(other.bytes_down),
        }
    }
}

/// The link to a card during one operation.
pub struct Link<'a> {
    card: &'a mut dyn Transceive,
    observer: &'a mut dyn Observer,
    limits: Limits,
    extended: Extended,
    may_start_again: bool,
    last_extended: Option<LostExtended>,
    lost_extended: Option<LostExtended>,
    bounds: Bounds,
    blocks: Blocks,
    traffic: Traffic,
    phase: Phase,
    card_kind: Option<CardKind>,
    steps: Steps,
}

impl<'a> Link<'a> {
    /// A link for an operation of about `steps` logical exchanges.
    ///
    /// # Errors
    /// [`ErrorKind::LinkTooShort`] below [`Limits::SMALLEST`] bytes.
    pub fn new(
        card: &'a mut dyn Transceive,
        observer: &'a mut dyn Observer,
        steps: u32,
    ) -> Result<Self, Error> {
        let limits = card.limits();
        if limits.max_command < Limits::SMALLEST || limits.max_response < Limits::SMALLEST {
            return Err(Error::at_start(ErrorKind::LinkTooShort));
        }
        let extended = Extended::of(&limits);
        let traffic = Traffic::default();
        Ok(Self {
            card,
            observer,
            limits,
            extended,
            may_start_again: true,
            last_extended: None,
            lost_extended: None,
            bounds: Bounds::default(),
            blocks: Blocks::default(),
            traffic,
            phase: Phase::Start,
            card_kind: None,
            steps: Steps::new(steps),
        })
    }

    /// What the link can carry.
    #[must_use]
    pub const fn limits(&self) -> &Limits {
        &self.limits
    }

    /// How much of a file is asked for at once.
    pub(crate) const fn blocks(&mut self) -> &mut Blocks {
        &mut self.blocks
    }

    /// Whether a refusal in clear of a long block of a file has ended the channel.
    #[must_use]
    pub const fn long_block_ended_the_channel(&self) -> bool {
        self.blocks.ended_the_channel()
    }

    /// What went over the link so far.
    #[must_use]
    pub const fn traffic(&self) -> Traffic {
        self.traffic
    }

    /// Tells that the operation enters `phase`. It never goes back to an
    /// earlier one: what is read late belongs to the phase that needs it.
    pub fn enter(&mut self, phase: Phase) {
        if phase <= self.phase && phase != Phase::Start {
            return;
        }
        self.phase = phase;
        self.observer.event(&Event::Phase(phase));
        self.report();
    }

    /// What kind of card it is, is known from here on.
    pub const fn recognised(&mut self, card: CardKind) {
        self.card_kind = Some(card);
    }

    /// Tells the observer that a command with a code goes out.
    pub(crate) fn code_is_sent(&mut self, command: Pending) {
        self.observer.code_is_sent(command);
    }

    /// `kind`, in the phase that the operation is in, of the card at hand.
    #[must_use]
    pub fn error(&self, kind: impl Into<ErrorKind>) -> Error {
        Error {
            kind: kind.into(),
            phase: self.phase,
            card: self.card_kind,
            card_id: None,
            pending: None,
            entry: None,
        }
    }

    /// A failed exchange of a command without a code, in the current phase.
    #[must_use]
    pub fn failure(&self, error: ChannelError) -> Error {
        self.error(match error {
            ChannelError::Link(error) => error.into(),
            ChannelError::Cancelled => ErrorKind::Cancelled,
            ChannelError::LinkTooShort => ErrorKind::LinkTooShort,
            ChannelError::Misbehaved(what) => ErrorKind::CardMisbehaved(what),
            ChannelError::Unprotected(StatusWord::OK) => {
                ErrorKind::CardMisbehaved("success without protection")
            }
            ChannelError::Unprotected(status)
            | ChannelError::RepeatRefused(status)
            | ChannelError::ExtendedRefused(status) => ErrorKind::CardRefused {
                status,
                confirmed: false,
            },
            ChannelError::Closed => ErrorKind::CardMisbehaved("the channel is closed"),
        })
    }

    /// Ends the operation here if the person wants to.
    ///
    /// # Errors
    /// [`ChannelError::Cancelled`].
    pub fn check_cancelled(&self) -> Result<(), ChannelError> {
        if self.observer.is_cancelled() {
            Err(ChannelError::Cancelled)
        } else {
            Ok(())
        }
    }

    /// Ne of a short command: 256, or less where the link carries less.
    #[must_use]
    pub fn short_ne(&self) -> u32 {
        u32::try_from(self.limits.max_response - 2)
            .unwrap_or(256)
            .min(256)
    }

    /// One command that must be short, and must not be repeated: no `6Cxx` is
    /// followed.
    ///
    /// # Errors
    /// [`ChannelError`]; [`ChannelError::RepeatRefused`] on `6Cxx`.
    pub fn exchange_once(&mut self, command: &Command) -> Result<Response, ChannelError> {
        self.begin_exchange();
        let le = self.short_le(command.le);
        let response = self.send(&command.clone().le(le), Form::Short)?;
        if response.status.correct_le().is_some() {
            return Err(ChannelError::RepeatRefused(response.status));
        }
        let response = self.get_response(command, response)?;
        self.step();
        Ok(response)
    }

    /// One command with a code, in clear and once: as [`Self::exchange_once`],
    /// and the command is wiped when its bytes are there. While it is on its way
    /// these are the only copy beside the caller's.
    ///
    /// # Errors
    /// As [`Self::exchange_once`].
    pub fn exchange_code(&mut self, command: Command) -> Result<Response, ChannelError> {
        self.begin_exchange();
        let le = self.short_le(command.le);
        let command = command.le(le);
        let bytes = self.encoded(&command, Form::Short)?;
        self.announce(&command, Form::Short, &bytes)?;
        let header = command.without_data();
        let response = self.carry(Form::Short, &bytes)?;
        drop(bytes);
        if response.status.correct_le().is_some() {
            return Err(ChannelError::RepeatRefused(response.status));
        }
        let response = self.get_response(&header, response)?;
        self.step();
        Ok(response)
    }

    /// One logical exchange in clear: chained where it must be, with the
    /// whole answer fetched.
    ///
    /// # Errors
    /// [`ChannelError`]; a status word that says no is not one.
    pub fn exchange(&mut self, command: &Command) -> Result<Response, ChannelError> {
        self.begin_exchange();
        let extended = self.extended_works()
            && (!command.fits_short() || command.le == Le::Max)
            && command.data.len() + 9 <= self.limits.max_command;
        if extended {
            let response = self.collect(command, Form::Extended)?;
            if refuses_extended(response.status) {
                return Err(self.refused_extended(response.status));
            }
            self.step();
            return Ok(response);
        }
        let room = self.limits.max_command.saturating_sub(6).min(255);
        let (pieces, last) = super::chain(command, room, self.short_le(command.le))?;
        for piece in pieces {
            let response = self.collect(&piece, Form::Short)?;
            if !response.status.is_ok() {
                return Ok(response);
            }
        }
        let response = self.collect(&last, Form::Short)?;
        self.step();
        Ok(response)
    }

    /// `le` as a short command over this link can say it.
    #[must_use]
    pub fn short_le(&self, le: Le) -> Le {
        match le {
            Le::None => Le::None,
            Le::Max if self.short_ne() == 256 => Le::Max,
            Le::Max => Le::Exact(self.short_ne()),
            Le::Exact(n) => Le::Exact(n.min(self.short_ne())),
        }
    }

    /// What follows is one logical exchange.
    pub(super) const fn begin_exchange(&mut self) {
        self.bounds.begin_exchange();
    }

    /// One raw exchange, unless the operation was cancelled.
    fn send(&mut self, command: &Command, form: Form) -> Result<Response, ChannelError> {
        // Whoever sends a code has looked at the flag, and has noted that a
        // try may be gone: the code is sent now or the note is wrong.
        if !command.is_code_command() {
            self.check_cancelled()?;
        }
        self.transmit(command, form)
    }

    /// One raw exchange.
    fn transmit(&mut self, command: &Command, form: Form) -> Result<Response, ChannelError> {
        let bytes = self.encoded(command, form)?;
        self.announce(command, form, &bytes)?;
        self.carry(form, &bytes)
    }

    fn encoded(&self, command: &Command, form: Form) -> Result<Zeroizing<Vec<u8>>, ChannelError> {
        command
            .encode(form)
            .ok()
            .filter(|bytes| bytes.len() <= self.limits.max_command)
            .ok_or(ChannelError::LinkTooShort)
    }

    /// Counts a command and tells of it.
    fn announce(
        &mut self,
        command: &Command,
        form: Form,
        bytes: &[u8],
    ) -> Result<(), ChannelError> {
        self.bounds.count()?;
        self.sent(command, form);
        let index = self.traffic.exchanges;
        self.observer
            .event(&Event::command(index, command, form, bytes.len()));
        self.traffic.exchanges += 1;
        self.traffic.bytes_up += bytes.len() as u64;
        Ok(())
    }

    /// Carries the bytes of a command over, whose data are of no use any more.
    fn carry(&mut self, form: Form, bytes: &[u8]) -> Result<Response, ChannelError> {
        let index = self.traffic.exchanges.saturating_sub(1);
        let answer = match self.card.transceive(bytes) {
            Ok(answer) => Zeroizing::new(answer),
            Err(error) => {
                self.observer.event(&Event::Failed {
                    index,
                    error: error.clone(),
                });
                self.lost(form, &error);
                return Err(error.into());
            }
        };
        self.traffic.bytes_down += answer.len() as u64;
        let response = Response::parse(&answer)
            .ok_or(ChannelError::Misbehaved("an answer without status word"))?;
        self.observer.event(&Event::Answer {
            index,
            data_len: response.data.len(),
            status: response.status,
        });
        Ok(response)
    }

    pub(super) fn opened(&mut self, response: &Response) {
        let Response { data, status } = response;
        self.observer.event(&Event::Opened {
            data_len: data.len(),
            status: *status,
        });
        self.step();
    }

    /// A file is read from here on that is worth so many steps of the
    /// operation.
    pub(crate) const fn begin_file(&mut self, steps: u32) {
        self.steps.begin_file(steps);
        self.bounds.begin_file();
    }

    /// So many bytes of the file are there, of so many.
    pub(crate) fn file_bytes(&mut self, read: usize, len: usize) {
        self.steps.bytes(read, len);
        self.report();
        self.observer.file_bytes(self.phase, read, len);
    }

    /// The file is read, or is not there.
    pub(crate) const fn end_file(&mut self) {
        self.steps.end_file();
        self.bounds.end_file();
    }

    fn step(&mut self) {
        self.steps.step();
        self.report();
    }

    fn report(&mut self) {
        let fraction = match self.phase {
            Phase::Done => 1.0,
            _ => self.steps.fraction(),
        };
        self.observer.progress(self.phase, fraction);
    }
}
