//! Serves a simulated card with a travel document of any settings, and writes what a verifier
//! needs beside it: for terminals of other people, which are tried against it.
//!
//! ```text
//! cargo run -p cie-sim --example travel_document -- FOLDER [NAME=VALUE]… [fault=NAME[=VALUE]]…
//! ```
//!
//! The settings are those of [`cie_sim::DocumentOptions::SETTINGS`], the faults those of
//! [`cie_sim::Faults::KNOBS`]. Into FOLDER go `country-signer.der`
//! and `photo.jp2`; the line `listening ADDRESS` says where the card is, in the framing of
//! [`cie_sim::serve`].

#![allow(clippy::print_stdout, reason = "a program of its own")]

use std::error::Error;
use std::net::{Ipv4Addr, TcpListener};
use std::path::PathBuf;
use std::{env, fs};

use cie_sim::serve::{Stop, serve_listener};
use cie_sim::{Card, Options, Profile};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let folder = PathBuf::from(arguments.next().ok_or("usage: FOLDER [NAME=VALUE]…")?);
    let mut options = Options::default();
    for argument in arguments {
        match argument.strip_prefix("fault=") {
            Some(fault) => options.faults.set(fault)?,
            None => options.document.set(&argument)?,
        }
    }
    let mut card = Card::new(Profile::St, options);
    let document = card.travel_document();
    fs::create_dir_all(&folder)?;
    fs::write(
        folder.join("country-signer.der"),
        &document.trust().country_signer,
    )?;
    fs::write(folder.join("photo.jp2"), document.photo())?;

    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    println!("listening {}", listener.local_addr()?);
    Ok(serve_listener(&listener, &mut card, None, &Stop::new())?)
}
