//! `cie table`: how many exchanges and bytes every operation takes, measured
//! now, on every family of the simulated card; and reading, which is the same
//! on all of them, from documents and over links that differ.

mod reading;

use cie_core::{
    CancelFlag, Card, Error, ErrorKind, LastTry, Pending, Pin, Puk, Resolution, ResolveCodes,
    Settlement, Traffic, UnblockVariant,
    memory::{TryBound, TryRecord},
    named,
};
use cie_sim::{Profile, STANDARD_PIN, STANDARD_PUK};
use serde_json::{Value, json};

use crate::{
    args::Link,
    bench::Bench,
    failure::Failure,
    output::{About, Done},
};

/// A PIN that the card takes as a new one.
const NEW_PIN: &[u8] = b"31415927";

named! {
    /// A row of the table.
    enum Measured {
        Verify => "pin verify",
        Change => "pin change",
        Unblock => "pin unblock",
        UnblockResetFirst => "pin unblock --reset-first",
        Resolve => "pin resolve (lost change, new PIN valid)",
        Info => "info",
    }
}

impl Measured {
    fn run(self, card: &mut Card<'_>) -> Result<(), Error> {
        let pin = Pin::new(STANDARD_PIN.as_bytes()).map_err(Error::at_start)?;
        let puk = Puk::new(STANDARD_PUK.as_bytes()).map_err(Error::at_start)?;
        let new = Pin::new(NEW_PIN).map_err(Error::at_start)?;
        match self {
            Self::Verify => card.verify_pin(&pin).map(drop),
            Self::Change => card.change_pin(&pin, &new).map(drop),
            Self::Unblock => card
                .unblock_pin(&puk, &new, UnblockVariant::Direct)
                .map(drop),
            Self::UnblockResetFirst => card
                .unblock_pin(&puk, &new, UnblockVariant::ResetFirst)
                .map(drop),
            Self::Resolve => resolve(card, &pin, &new),
            Self::Info => card.info().map(drop),
        }
    }
}

/// All of what `cie pin resolve` does when the answer to a change from `old`
/// to `valid` was lost.
fn resolve(card: &mut Card<'_>, valid: &Pin, old: &Pin) -> Result<(), Error> {
    let (id, _) = card.pending()?;
    let record = TryRecord::new(Some(TryBound::Exactly(3)), None, Some(Pending::ChangePin));
    let written = card.store().put(&id, &record);
    written.map_err(Error::at_start)?;
    let codes = ResolveCodes {
        card: id,
        new_pin: Some(valid),
        old_pin: Some(old),
        puk: None,
    };
    match card.resolve(Some(codes))? {
        Resolution {
            settlement: Settlement::NewPin,
            ..
        } => Ok(()),
        _ => Err(Error::at_start(ErrorKind::CardMisbehaved(
            "the PIN is not valid",
        ))),
    }
}

/// Measures everything.
pub(crate) fn run(about: &mut About) -> Result<Done, Failure> {
    about.operation = Some("table");
    about.simulated = true;
    let mut done = Done::default();
    let mut rows = Vec::new();
    for line in heading() {
        done = done.line(line);
    }
    for link in [Link::Short, Link::Extended] {
        for measured in Measured::ALL {
            let cells = Profile::ALL
                .into_iter()
                .map(|profile| Ok((profile, measure(measured, profile, link)?)))
                .collect::<Result<Vec<_>, Failure>>()?;
            done = done.line(row(measured, link, &cells));
            rows.extend(cells.iter().map(|cell| record(measured, link, cell)));
        }
    }
    let (lines, reading) = reading::measure()?;
    done = done.line("");
    for line in lines {
        done = done.line(line);
    }
    Ok(done.field("rows", rows).field("reading", reading))
}

fn measure(measured: Measured, profile: Profile, link: Link) -> Result<Traffic, Failure> {
    let mut bench = Bench::new(profile, link.limits())?;
    let (result, traffic) = bench.run(&CancelFlag::new(), LastTry::Ask, |card| measured.run(card));
    result?;
    Ok(traffic)
}

fn heading() -> [String; 2] {
    let families = Profile::ALL.map(Profile::name).join(" | ");
    let rule = "|---".repeat(2 + Profile::ALL.len());
    [
        format!("| `cie …` | link | {families} |"),
        format!("{rule}|"),
    ]
}

/// Exchanges, then bytes sent and received.
fn row(measured: Measured, link: Link, cells: &[(Profile, Traffic)]) -> String {
    let mut row = format!("| {} | {} |", measured.name(), name(link));
    for (_, traffic) in cells {
        let Traffic {
            exchanges,
            bytes_up,
            bytes_down,
        } = traffic;
        row += &format!(" **{exchanges}** {bytes_up} + {bytes_down} |");
    }
    row
}

fn record(measured: Measured, link: Link, (profile, traffic): &(Profile, Traffic)) -> Value {
    json!({
        "command": measured.name(),
        "link": name(link),
        "profile": profile.name(),
        "exchanges": traffic.exchanges,
        "bytes_up": traffic.bytes_up,
        "bytes_down": traffic.bytes_down,
    })
}

const fn name(link: Link) -> &'static str {
    match link {
        Link::Short => "short",
        Link::Extended => "extended",
    }
}
