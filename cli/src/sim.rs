//! `cie sim …`: the simulated card as a process of its own, and as new.

use std::{
    fmt,
    io::Write as _,
    net::{SocketAddr, TcpListener},
    path::Path,
};

use cie_sim::{
    AnyProfile, DocumentOptions, Faults, Options, State,
    lds::pem,
    serve::{Stop, connect_vpcd, serve_listener},
};
use serde_json::json;

use crate::{
    App,
    args::{Place, Serve, Sim},
    failure::{Failure, UsageProblem},
    memory::StateFolder,
    output::{About, Done, to_stdout},
    system,
    text::result,
    trust::simulated_authorities,
    watch::replaced_private_file,
};

/// Serves a card, resets one, or writes who signs its document.
pub(crate) fn run(app: &App, command: &Sim, about: &mut About) -> Result<Done, Failure> {
    about.simulated = true;
    match command {
        Sim::Serve(args) => {
            about.operation = Some("sim_serve");
            serve(app, args, about)
        }
        Sim::Reset { profile } => {
            about.operation = Some("sim_reset");
            reset(app, *profile)
        }
        Sim::Trust { file } => {
            about.operation = Some("sim_trust");
            trust(app, file)
        }
    }
}

fn reset(app: &App, profile: Option<AnyProfile>) -> Result<Done, Failure> {
    let folder = StateFolder::open(&app.state_folder()?)?;
    let mut done = Done::default();
    let mut names = Vec::new();
    for profile in profile.map_or(AnyProfile::ALL.to_vec(), |profile| vec![profile]) {
        folder.forget_simulated(profile)?;
        done = done.line(result::reset(profile.name(), app.output.lang));
        names.push(profile.name());
    }
    Ok(done.field("profiles", names))
}

fn trust(app: &App, file: &Path) -> Result<Done, Failure> {
    let mut text = String::new();
    let authorities = simulated_authorities();
    for authority in &authorities {
        for (label, der) in [
            ("CERTIFICATE", &authority.country_signer),
            ("X509 CRL", &authority.revocation_list),
        ] {
            text += &pem(label, der).map_err(|error| failed(&error))?;
        }
    }
    let written = replaced_private_file(file).and_then(|mut new| new.write_all(text.as_bytes()));
    written.map_err(|error| {
        let why = format!("{}: {error}", file.display());
        Failure::from(UsageProblem::File(why))
    })?;
    let shown = file.display().to_string();
    Ok(Done::default()
        .line(result::trust_written(&shown, app.output.lang))
        .field("file", shown)
        .field("certificates", authorities.len())
        .field("revocation_lists", authorities.len()))
}

/// Until a signal, or until vpcd goes away.
fn serve(app: &App, args: &Serve, about: &mut About) -> Result<Done, Failure> {
    let Serve {
        profile,
        place,
        state,
        faults,
        document,
        extended,
    } = args;
    profile
        .check_faults(faults)
        .map_err(|error| arguments(&error))?;
    if let (AnyProfile::Cns(_), [setting, ..]) = (profile, document.as_slice()) {
        let why = format!("--document {setting}: a TS-CNS is not a travel document");
        return Err(arguments(&why));
    }
    let options = Options {
        faults: Faults::parse(faults).map_err(|error| arguments(&error))?,
        extended: (*extended).into(),
        document: DocumentOptions::parse(document).map_err(|error| arguments(&error))?,
        ..Options::default()
    };
    let mut card = profile.card(options, load(*profile, state.as_deref())?);
    let stop = Stop::new();
    let signalled = stop.clone();
    // Without, a signal ends the process as it always does.
    let _ = system::instead_of_ending(move || signalled.stop());
    let Place { listen, vpcd } = place;
    if let Some(address) = vpcd {
        connect_vpcd(address, card.as_mut(), state.as_deref(), &stop)
            .map_err(|error| failed(&error))?;
    } else {
        let address = SocketAddr::from(([127, 0, 0, 1], listen.unwrap_or_default()));
        let listener = TcpListener::bind(address).map_err(|error| failed(&error))?;
        let address = listener.local_addr().map_err(|error| failed(&error))?;
        announce(app, *profile, address);
        about.told = true;
        serve_listener(&listener, card.as_mut(), state.as_deref(), &stop)
            .map_err(|error| failed(&error))?;
    }
    Ok(Done::default())
}

/// Says where the card is, at once: whoever started this waits for it.
fn announce(app: &App, profile: AnyProfile, address: SocketAddr) {
    if app.output.json {
        let line = json!({
            "ok": true,
            "operation": "sim_serve",
            "simulated": true,
            "profile": profile.name(),
            "listening": address.to_string(),
        });
        to_stdout(&format!("{line}\n"));
    } else {
        to_stdout(&format!("listening {address}\n"));
    }
}

fn load(profile: AnyProfile, path: Option<&Path>) -> Result<State, Failure> {
    let Some(path) = path else {
        return Ok(profile.fresh_state());
    };
    profile
        .load_state(path)
        .map(|state| state.unwrap_or_else(|| profile.fresh_state()))
        .map_err(|error| failed(&format!("{}: {error}", path.display())))
}

fn failed(why: &dyn fmt::Display) -> Failure {
    Failure::Serve(why.to_string())
}

fn arguments(why: &dyn fmt::Display) -> Failure {
    UsageProblem::Arguments(why.to_string()).into()
}
