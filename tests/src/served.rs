//! A simulated card behind a socket, for a client in another process. Unlike
//! [`cie_sim::serve`] it keeps what only the card knows: the session keys.

use std::{
    io::{self, Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread::JoinHandle,
};

use cie_sim::Card;

use crate::wire::Exchange;

/// Controls of vsmartcard's vpcd (frankmorgner/vsmartcard,
/// `virtualsmartcard/src/vpcd/vpcd.h`).
mod control {
    pub(super) const OFF: u8 = 0x00;
    pub(super) const ON: u8 = 0x01;
    pub(super) const RESET: u8 = 0x02;
    pub(super) const ATR: u8 = 0x04;
}

/// Encryption and MAC key of a channel.
pub type KeyPair = (Vec<u8>, Vec<u8>);

/// What was seen on the card's side.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    /// Exchanges, in their order, over all connections.
    pub log: Vec<Exchange>,
    /// The keys of every channel, in their order.
    pub keys: Vec<KeyPair>,
    /// Connections that have ended.
    pub ended: usize,
}

/// A card that is being served.
pub struct Served {
    /// Where.
    pub address: SocketAddr,
    seen: Arc<Mutex<Seen>>,
    stop: Arc<AtomicBool>,
    thread: JoinHandle<Card>,
}

impl Served {
    /// Serves a card on a free port of this machine, to one connection after
    /// the other.
    #[must_use]
    pub fn new(card: Card) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let seen = Arc::new(Mutex::new(Seen::default()));
        let stop = Arc::new(AtomicBool::new(false));
        let thread = std::thread::spawn({
            let (seen, stop, mut card) = (Arc::clone(&seen), Arc::clone(&stop), card);
            move || {
                for stream in listener.incoming() {
                    if stop.load(Ordering::SeqCst) {
                        break;
                    }
                    card.leave_field();
                    // The client has gone, or a knob took the card away.
                    let _ = serve(stream.unwrap(), &mut card, &seen);
                    seen.lock().unwrap().ended += 1;
                }
                card
            }
        });
        Self {
            address,
            seen,
            stop,
            thread,
        }
    }

    /// What was seen so far.
    #[must_use]
    pub fn seen(&self) -> Seen {
        self.seen.lock().unwrap().clone()
    }

    /// Ends serving. The client's connection must be closed.
    #[must_use]
    pub fn into_card(self) -> Card {
        self.stop.store(true, Ordering::SeqCst);
        drop(TcpStream::connect(self.address));
        self.thread.join().unwrap()
    }
}

fn serve(mut stream: TcpStream, card: &mut Card, seen: &Mutex<Seen>) -> io::Result<()> {
    stream.set_nodelay(true)?;
    loop {
        let payload = receive(&mut stream)?;
        match payload.as_slice() {
            [control::OFF | control::RESET] => card.reset(),
            [control::ON] => {}
            [control::ATR] => send(&mut stream, card.profile().atr())?,
            command => {
                let answer = card.exchange(command);
                let mut seen = seen.lock().unwrap();
                if let Some(keys) = card.session_keys()
                    && !seen.keys.contains(&keys)
                {
                    seen.keys.push(keys);
                }
                seen.log.push(Exchange {
                    command: command.to_vec(),
                    response: answer.clone().unwrap_or_default(),
                });
                drop(seen);
                send(&mut stream, &answer.map_err(io::Error::other)?)?;
            }
        }
    }
}

/// One payload: two bytes of length, big-endian, and so many bytes.
///
/// # Errors
/// Those of the stream.
pub fn receive(stream: &mut TcpStream) -> io::Result<Vec<u8>> {
    let mut length = [0; 2];
    stream.read_exact(&mut length)?;
    let mut payload = vec![0; usize::from(u16::from_be_bytes(length))];
    stream.read_exact(&mut payload)?;
    Ok(payload)
}

/// Sends one payload.
///
/// # Errors
/// Those of the stream.
pub fn send(stream: &mut TcpStream, payload: &[u8]) -> io::Result<()> {
    let length = u16::try_from(payload.len()).map_err(io::Error::other)?;
    // In one piece, or the peer waits for the second.
    stream.write_all(&[&length.to_be_bytes(), payload].concat())
}
