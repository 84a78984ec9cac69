//! The card behind a socket, in the framing of vsmartcard's vpcd (frankmorgner/vsmartcard,
//! `virtualsmartcard/src/vpcd/vpcd.h`): two bytes of length, big-endian, then the payload. From the
//! reader a payload of one byte is a control, of which only the last is answered: `00` power off,
//! `01` power on, `02` reset, `04` send the answer to reset. Anything else is a command APDU.
//!
//! A connection is a card in the field: a new one finds the card as it was put there, codes and
//! counters apart. Power off and reset are warm, as contactless readers have it
//! ([`Profile::hides_card_access`](crate::Profile::hides_card_access)). When a fault knob takes the
//! card away, the connection is closed.

use std::io::{self, ErrorKind, Read, Write};
use std::net::{TcpListener, TcpStream, ToSocketAddrs};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use crate::interface::SimulatedCard;
use crate::reader;

const POWER_OFF: u8 = 0x00;
const POWER_ON: u8 = 0x01;
const RESET: u8 = 0x02;
const SEND_ATR: u8 = 0x04;

/// How long it may take until a [`Stop`] is noticed.
const PATIENCE: Duration = Duration::from_millis(20);
/// How long the card stays away after a fault knob took it: pcscd asks for the card about every
/// 400 ms and has to notice.
const ABSENCE: Duration = Duration::from_millis(1000);

/// Ends the serving that it was given to, from another thread. Clones end the same one.
#[derive(Clone, Debug, Default)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    /// One that has not been asked for yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Ends serving, within some tens of milliseconds.
    pub fn stop(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    fn asked(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Why a connection ended.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum End {
    /// The other side has closed it.
    Closed,
    /// A fault knob took the card away.
    CardLost,
    /// [`Stop`].
    Stopped,
}

/// Serves the card to one connection after the other, until `stop`. Codes and counters are written
/// to `state_file`, when there is one, before the answer to a command that changed them is sent.
///
/// # Errors
/// Those of the listener and of the state file. A connection that breaks is not an error.
pub fn serve_listener(
    listener: &TcpListener,
    card: &mut dyn SimulatedCard,
    state_file: Option<&Path>,
    stop: &Stop,
) -> io::Result<()> {
    listener.set_nonblocking(true)?;
    while !stop.asked() {
        match listener.accept() {
            Ok((stream, _)) => {
                stream.set_nonblocking(false)?;
                serve(stream, card, state_file, stop)?;
            }
            Err(error) if is_idle(&error) => thread::sleep(PATIENCE),
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Connects to a vpcd, which shows the card in one of pcscd's readers, until vpcd closes the
/// connection or `stop`. When a fault knob has taken the card away, it is put back after a second.
///
/// # Errors
/// No connection can be made; those of the state file.
pub fn connect_vpcd(
    address: impl ToSocketAddrs,
    card: &mut dyn SimulatedCard,
    state_file: Option<&Path>,
    stop: &Stop,
) -> io::Result<()> {
    while serve(TcpStream::connect(&address)?, card, state_file, stop)? == End::CardLost {
        let mut waited = Duration::ZERO;
        while waited < ABSENCE && !stop.asked() {
            thread::sleep(PATIENCE);
            waited += PATIENCE;
        }
    }
    Ok(())
}

fn serve(
    stream: TcpStream,
    card: &mut dyn SimulatedCard,
    state_file: Option<&Path>,
    stop: &Stop,
) -> io::Result<End> {
    card.leave_field();
    let Ok(mut link) = Link::new(stream) else {
        return Ok(End::Closed);
    };
    loop {
        let payload = match link.receive(stop) {
            Received::Payload(payload) => payload,
            Received::End(end) => return Ok(end),
        };
        let answer = match payload.as_slice() {
            [POWER_OFF | RESET] => {
                card.reset();
                continue;
            }
            [POWER_ON] => continue,
            [SEND_ATR] => card.atr().to_vec(),
            command => match reader::exchange(card, state_file, command)? {
                Ok(answer) => answer,
                Err(_) => return Ok(End::CardLost),
            },
        };
        if link.send(&answer).is_err() {
            return Ok(End::Closed);
        }
    }
}

enum Received {
    Payload(Vec<u8>),
    End(End),
}

/// A socket with what was read from it and not used yet.
struct Link {
    stream: TcpStream,
    read: Vec<u8>,
}

impl Link {
    fn new(stream: TcpStream) -> io::Result<Self> {
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        Ok(Self {
            stream,
            read: Vec::new(),
        })
    }

    fn receive(&mut self, stop: &Stop) -> Received {
        let mut piece = [0; 4096];
        loop {
            if let Some(payload) = self.take_payload() {
                return Received::Payload(payload);
            }
            if stop.asked() {
                return Received::End(End::Stopped);
            }
            acknowledge_at_once(&self.stream);
            let outcome = self.stream.read(&mut piece);
            acknowledge_at_once(&self.stream);
            match outcome {
                Ok(0) => return Received::End(End::Closed),
                Ok(count) => self.read.extend(piece.iter().take(count)),
                Err(error) if is_idle(&error) => {}
                Err(_) => return Received::End(End::Closed),
            }
        }
    }

    fn take_payload(&mut self) -> Option<Vec<u8>> {
        let (length, rest) = self.read.split_first_chunk()?;
        let payload = rest.get(..usize::from(u16::from_be_bytes(*length)))?;
        let payload = payload.to_vec();
        self.read.drain(..2 + payload.len());
        Some(payload)
    }

    fn send(&mut self, payload: &[u8]) -> io::Result<()> {
        let length = u16::try_from(payload.len()).map_err(|_| ErrorKind::InvalidData)?;
        // In one piece, or the peer waits for the second.
        let frame = [&length.to_be_bytes(), payload].concat();
        self.stream.write_all(&frame)
    }
}

fn is_idle(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::WouldBlock | ErrorKind::TimedOut | ErrorKind::Interrupted
    )
}

/// vpcd 3.3 sends length and payload apart and, with Nagle's algorithm on, holds the payload back
/// until the length is acknowledged: about 45 ms for each APDU unless that happens at once. The
/// system forgets the option after each receive. Without it everything still works.
#[cfg(target_os = "linux")]
fn acknowledge_at_once(stream: &TcpStream) {
    let _ = socket2::SockRef::from(stream).set_tcp_quickack(true);
}

#[cfg(not(target_os = "linux"))]
fn acknowledge_at_once(_: &TcpStream) {}
