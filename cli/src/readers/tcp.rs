//! A card process behind a TCP connection, with the framing of vsmartcard's
//! vpcd (frankmorgner/vsmartcard, `virtualsmartcard/src/vpcd/vpcd.c`): a
//! 2-byte big-endian length and the bytes. A frame of 1 byte to the card is a
//! control; only "send the ATR" is answered.

use std::{
    io::{self, Read as _, Write as _},
    net::{TcpStream, ToSocketAddrs as _},
    time::{Duration, Instant},
};

use cie_core::{Limits, LinkError, Transceive};
use zeroize::Zeroizing;

use super::deadline::ANSWER_LIMIT;
use crate::failure::{Failure, ReaderProblem};

const POWER_OFF: u8 = 0x00;
const POWER_ON: u8 = 0x01;
const SEND_ATR: u8 = 0x04;

/// For the connection, and for the answer to a control.
const CONNECT_LIMIT: Duration = Duration::from_secs(5);
/// The longest frame.
const LONGEST: usize = 65_535;

pub(super) fn open(address: &str, limits: Limits) -> Result<Box<dyn Transceive>, Failure> {
    let unreachable =
        |error: &dyn std::fmt::Display| ReaderProblem::Unreachable(format!("{address}: {error}"));
    let max_command = limits.max_command.min(LONGEST);
    let max_response = limits.max_response.min(LONGEST);
    let mut card = Card {
        stream: connect(address).map_err(|error| unreachable(&error))?,
        limits: limits.carrying(max_command, max_response),
        usable: true,
    };
    let atr = card.power_on().map_err(|error| unreachable(&error))?;
    card.limits.atr = Some(atr);
    Ok(Box::new(card))
}

fn connect(address: &str) -> io::Result<TcpStream> {
    let mut last = io::Error::from(io::ErrorKind::NotFound);
    for address in address.to_socket_addrs()? {
        match TcpStream::connect_timeout(&address, CONNECT_LIMIT) {
            Ok(stream) => {
                stream.set_nodelay(true)?;
                stream.set_write_timeout(Some(CONNECT_LIMIT))?;
                return Ok(stream);
            }
            Err(error) => last = error,
        }
    }
    Err(last)
}

/// The connection. After the first failure it is not used again: a late
/// answer would be taken for the next one.
struct Card {
    stream: TcpStream,
    limits: Limits,
    usable: bool,
}

impl Card {
    fn power_on(&mut self) -> io::Result<Vec<u8>> {
        self.send(&[POWER_ON])?;
        self.send(&[SEND_ATR])?;
        self.receive(CONNECT_LIMIT)
    }

    fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        let length = u16::try_from(bytes.len()).map_err(|_| io::ErrorKind::InvalidInput)?;
        // In one piece: two would wait for each other (Nagle, delayed ACK).
        let mut frame = Zeroizing::new(Vec::with_capacity(2 + bytes.len()));
        frame.extend_from_slice(&length.to_be_bytes());
        frame.extend_from_slice(bytes);
        self.stream.write_all(&frame)
    }

    fn receive(&mut self, limit: Duration) -> io::Result<Vec<u8>> {
        let deadline = Instant::now() + limit;
        let mut length = [0; 2];
        self.fill(&mut length, deadline)?;
        let mut bytes = vec![0; usize::from(u16::from_be_bytes(length))];
        self.fill(&mut bytes, deadline)?;
        Ok(bytes)
    }

    /// As `read_exact`, with one deadline for all of it.
    fn fill(&mut self, mut buffer: &mut [u8], deadline: Instant) -> io::Result<()> {
        while !buffer.is_empty() {
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Err(io::ErrorKind::TimedOut.into());
            }
            self.stream.set_read_timeout(Some(left))?;
            match self.stream.read(buffer) {
                Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
                Ok(count) => buffer = buffer.get_mut(count..).unwrap_or_default(),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                // How the system says that the limit was reached.
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                    return Err(io::ErrorKind::TimedOut.into());
                }
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    fn once<T>(
        &mut self,
        exchange: impl FnOnce(&mut Self) -> io::Result<T>,
    ) -> Result<T, LinkError> {
        if !self.usable {
            return Err(LinkError::Lost);
        }
        self.usable = false;
        let answer = exchange(self).map_err(|_| LinkError::Lost)?;
        self.usable = true;
        Ok(answer)
    }
}

impl Transceive for Card {
    fn limits(&self) -> Limits {
        self.limits.clone()
    }

    fn transceive(&mut self, command: &[u8]) -> Result<Vec<u8>, LinkError> {
        self.once(|card| {
            card.send(command)?;
            card.receive(ANSWER_LIMIT)
        })
    }
}

impl Drop for Card {
    fn drop(&mut self) {
        // Leaves no verified PIN behind. Nobody is left to tell of a failure.
        let _ = self.once(|card| card.send(&[POWER_OFF]));
    }
}

#[cfg(test)]
#[allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]
mod tests {
    use std::net::TcpListener;

    use super::*;

    /// A card that says its ATR, then sends `answer` to the first command and
    /// waits for the end.
    fn card_that_answers(answer: &'static [u8]) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap().to_string();
        std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut controls = [0; 6];
            stream.read_exact(&mut controls).unwrap();
            assert_eq!(controls, [0, 1, 1, 0, 1, 4]);
            stream.write_all(&[0, 2, 0x3B, 0x80]).unwrap();
            let mut command = [0; 6];
            stream.read_exact(&mut command).unwrap();
            assert_eq!(command, [0, 4, 0, 0xA4, 0, 0]);
            stream.write_all(answer).unwrap();
        });
        address
    }

    fn open(address: &str) -> Box<dyn Transceive> {
        super::open(address, Limits::EXTENDED).unwrap_or_else(|_| panic!("cannot connect"))
    }

    #[test]
    fn a_command_and_its_answer_are_framed_with_their_lengths() {
        let mut card = open(&card_that_answers(&[0, 2, 0x90, 0]));
        assert_eq!(card.limits().atr, Some(vec![0x3B, 0x80]));
        assert_eq!(card.transceive(&[0, 0xA4, 0, 0]), Ok(vec![0x90, 0]));
    }

    #[test]
    fn after_half_an_answer_the_card_is_lost_for_good() {
        let mut card = open(&card_that_answers(&[0, 2, 0x90]));
        for _ in 0..2 {
            assert_eq!(card.transceive(&[0, 0xA4, 0, 0]), Err(LinkError::Lost));
        }
    }

    #[test]
    fn an_answer_that_comes_too_late_is_not_taken_for_the_next_one() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let mut card = Card {
            stream: connect(&listener.local_addr().unwrap().to_string()).unwrap(),
            limits: Limits::SHORT,
            usable: true,
        };
        let (mut late, _) = listener.accept().unwrap();
        let lost = card.once(|card| card.receive(Duration::from_millis(30)));
        assert_eq!(lost, Err(LinkError::Lost));
        late.write_all(&[0, 2, 0x90, 0]).unwrap();
        assert_eq!(card.transceive(&[0, 0xA4, 0, 0]), Err(LinkError::Lost));
    }

    #[test]
    fn an_answer_that_does_not_come_ends_at_the_deadline() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let mut card = Card {
            stream: connect(&address).unwrap(),
            limits: Limits::SHORT,
            usable: true,
        };
        let error = card.receive(Duration::from_millis(30)).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::TimedOut);
    }
}
