//! A card behind a TCP socket, served by the simulator's own server.

use std::{
    net::{Ipv4Addr, TcpListener, TcpStream},
    thread::{self, JoinHandle},
    time::Duration,
};

use cie_core::{Limits, LinkError, Transceive};
use cie_sim::{
    Card, SimulatedCard,
    serve::{Stop, serve_listener},
};

use crate::served;

/// A simulated card that listens, and one connection to it.
pub struct TcpCard<C = Card> {
    stream: TcpStream,
    limits: Limits,
    stop: Stop,
    server: Option<JoinHandle<C>>,
}

impl<C: SimulatedCard + Send + 'static> TcpCard<C> {
    /// Serves `card` on a free port and connects to it.
    #[must_use]
    pub fn serve(mut card: C, limits: Limits) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let stop = Stop::new();
        let server = thread::spawn({
            let stop = stop.clone();
            move || {
                serve_listener(&listener, &mut card, None, &stop).unwrap();
                card
            }
        });
        let stream = TcpStream::connect(address).unwrap();
        stream.set_nodelay(true).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_secs(20)))
            .unwrap();
        Self {
            stream,
            limits,
            stop,
            server: Some(server),
        }
    }

    /// Ends serving and gives the card back.
    #[must_use]
    pub fn into_card(mut self) -> C {
        self.stop.stop();
        let _ = self.stream.shutdown(std::net::Shutdown::Both);
        self.server.take().unwrap().join().unwrap()
    }
}

impl<C> Transceive for TcpCard<C> {
    fn limits(&self) -> Limits {
        self.limits.clone()
    }

    fn transceive(&mut self, command: &[u8]) -> Result<Vec<u8>, LinkError> {
        served::send(&mut self.stream, command)
            .and_then(|()| served::receive(&mut self.stream))
            .map_err(|_| LinkError::Lost)
    }
}
