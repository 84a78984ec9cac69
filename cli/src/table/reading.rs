//! The rows of the table about the travel document.

use cie_core::{Can, CancelFlag, Error, ErrorKind, LastTry, Limits, MrzKey, Password, Traffic};
use cie_document::{Access, ReadRequest, emrtd::com::DataGroup, read_identity};
use cie_sim::{DocumentOptions, Options, Profile, STANDARD_CAN};
use serde_json::{Value, json};

use crate::{bench::Bench, failure::Failure};

/// Bytes of the photo that is measured.
const PHOTO: &str = "photo=11000";

/// How the document is opened, and which it is.
#[derive(Clone, Copy)]
enum Opened {
    /// As a CIE has it.
    Can,
    /// On a curve, whose steps fit short commands.
    CanOnCurve,
    Bac,
}

impl Opened {
    const fn name(self) -> &'static str {
        match self {
            Self::Can => "PACE with the CAN, DH-GM-3DES, 2,048 bits",
            Self::CanOnCurve => "PACE with the CAN, ECDH-GM-AES-128, brainpoolP256r1",
            Self::Bac => "BAC with the printed lines",
        }
    }

    fn document(self) -> Result<DocumentOptions, Failure> {
        let settings: &[_] = match self {
            Self::Can | Self::Bac => &[PHOTO],
            Self::CanOnCurve => &[PHOTO, "pace=ecdh-gm-aes128-13"],
        };
        let document = DocumentOptions::parse(settings);
        Ok(document.map_err(|_| ErrorKind::UnsupportedCard("no such document"))?)
    }
}

/// A row.
struct Row {
    /// What `cie read` is asked for, or what that adds.
    what: &'static str,
    opened: Opened,
    /// Longest command and response, in bytes.
    link: usize,
    request: Wanted,
    /// What is read without it, if only the difference counts.
    less: Option<Wanted>,
}

#[derive(Clone, Copy)]
struct Wanted {
    groups: &'static [DataGroup],
    com: bool,
    chip: bool,
}

/// What `cie read` reads by itself.
const HOLDER: Wanted = Wanted {
    groups: &[DataGroup::DG1, DataGroup::DG11],
    com: false,
    chip: false,
};
/// DG14 is read to ask the chip.
const EVERYTHING: Wanted = Wanted {
    groups: &[DataGroup::DG1, DataGroup::DG11, DataGroup::DG12],
    com: true,
    chip: true,
};
const WITH_PHOTO: Wanted = Wanted {
    groups: &[DataGroup::DG1, DataGroup::DG11, DataGroup::DG2],
    ..HOLDER
};

const ROWS: [Row; 5] = [
    Row {
        what: "`read`: DG1, DG11, EF.SOD",
        opened: Opened::Can,
        link: 2048,
        request: HOLDER,
        less: None,
    },
    Row {
        what: "`read --dg com,1,11,12 --chip`: EF.COM, DG12, DG14 and chip authentication too",
        opened: Opened::Can,
        link: 2048,
        request: EVERYTHING,
        less: None,
    },
    Row {
        what: "what `--photo` adds: DG2 with 11,000 bytes of JPEG 2000",
        opened: Opened::Can,
        link: 2048,
        request: WITH_PHOTO,
        less: Some(HOLDER),
    },
    Row {
        what: "`read`",
        opened: Opened::CanOnCurve,
        link: 261,
        request: HOLDER,
        less: None,
    },
    Row {
        what: "`read --bac`",
        opened: Opened::Bac,
        link: 261,
        request: HOLDER,
        less: None,
    },
];

/// The table, and the same for programs.
pub(super) fn measure() -> Result<(Vec<String>, Vec<Value>), Failure> {
    let mut lines = vec![
        "| `cie …` | opened by | link | exchanges | bytes |".to_owned(),
        "|---|---|---|---|---|".to_owned(),
    ];
    let mut records = Vec::new();
    for row in &ROWS {
        let mut traffic = read(row, row.request)?;
        if let Some(less) = row.less {
            let without = read(row, less)?;
            traffic.exchanges -= without.exchanges;
            traffic.bytes_up -= without.bytes_up;
            traffic.bytes_down -= without.bytes_down;
        }
        let Traffic {
            exchanges,
            bytes_up,
            bytes_down,
        } = traffic;
        let (what, opened, link) = (row.what, row.opened.name(), row.link);
        lines.push(format!(
            "| {what} | {opened} | {link} | **{exchanges}** | {bytes_up} + {bytes_down} |"
        ));
        records.push(json!({
            "command": what.replace('`', ""),
            "opened_with": opened,
            "link_bytes": link,
            "exchanges": exchanges,
            "bytes_up": bytes_up,
            "bytes_down": bytes_down,
        }));
    }
    Ok((lines, records))
}

fn read(row: &Row, wanted: Wanted) -> Result<Traffic, Failure> {
    let limits = if row.link == Limits::SHORT.max_command {
        Limits::SHORT
    } else {
        Limits::EXTENDED.carrying(row.link, row.link)
    };
    let options = Options {
        document: row.opened.document()?,
        ..Options::default()
    };
    let mut bench = Bench::with_options(Profile::Gemalto, limits, options)?;
    let document = bench.card().travel_document();
    let key = MrzKey::new(document.mrz().information().as_bytes());
    let can = Can::new(STANDARD_CAN.as_bytes()).map_err(Error::at_start);
    let can = Password::Can(can?);
    let access = match row.opened {
        Opened::Can | Opened::CanOnCurve => Access::Pace(&can),
        Opened::Bac => Access::Bac(&key),
    };
    let request = ReadRequest::new(access, wanted.groups)
        .com(wanted.com)
        .prove_chip(wanted.chip);
    let (result, traffic) = bench.run(&CancelFlag::new(), LastTry::Ask, |card| {
        read_identity(card, &request)
    });
    let identity = result?;
    // Files that are not there cost little.
    let read = wanted
        .groups
        .iter()
        .all(|group| identity.file(*group).is_some());
    if !read || identity.com.is_some() != wanted.com {
        return Err(ErrorKind::CardMisbehaved("the document lacks a file").into());
    }
    Ok(traffic)
}
