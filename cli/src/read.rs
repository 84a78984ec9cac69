//! `cie read`: who the travel document says its holder is, and how far that
//! was checked.

use std::{
    io::Write as _,
    path::Path,
    time::{SystemTime, UNIX_EPOCH},
};

use cie_core::{
    agreement::password::{MrzKey, Password},
    app::emrtd::{
        com::DataGroup,
        date::Date,
        dg1,
        dg2::{self, Face},
        dg11::Dg11,
        mrz::Mrz,
    },
    error::ErrorKind,
    op::{self, Access, Identity, ReadRequest},
    trust::{
        store::TrustStore,
        time::UnixTime,
        verdict::{Finding, Verdict},
    },
};
use serde_json::{Value, json};

use crate::{
    App, args,
    codes::Codes,
    failure::{Failure, UsageProblem},
    output::{About, Done},
    tap::{Tap, find_reader},
    text::document::{self, Label, labelled},
    trust,
    watch::private_file,
};

/// What opens the chip, kept while it is read.
enum Key {
    Pace(Password),
    Bac(MrzKey),
}

/// Reads the document and says what is in it.
pub(crate) fn run(app: &App, args: &args::Read, about: &mut About) -> Result<Done, Failure> {
    about.operation = Some("read");
    let store = match &args.trust {
        Some(path) => trust::load(path)?,
        None => TrustStore::new(),
    };
    let reader = find_reader(app, &args.card, about)?;
    let codes = Codes::new(app.output.lang, &app.cancel);
    let key = match (args.bac, args.mrz) {
        (true, _) => Key::Bac(codes.mrz()?),
        (false, true) => Key::Pace(Password::Mrz(codes.mrz()?)),
        (false, false) => Key::Pace(Password::Can(codes.can()?)),
    };
    let mut groups = args.dg.clone();
    if args.photo.is_some() && !groups.contains(&DataGroup::DG2) {
        groups.push(DataGroup::DG2);
    }
    let request = ReadRequest {
        access: match &key {
            Key::Pace(password) => Access::Pace(password),
            Key::Bac(key) => Access::Bac(key),
        },
        groups: &groups,
        prove_chip: args.chip,
    };
    let identity = Tap::prepare(app, &args.card, reader)?.run(false, about, |card, cx| {
        op::read_identity(card, &request, cx)
    })?;
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    let now = UnixTime(now.map_or(0, |since| since.as_secs()));
    let verdict = identity.verdict(&store, now);
    about.simulated |= verdict.signer.as_ref().is_some_and(trust::is_simulated);
    let done = holder(app, (&identity, &verdict), now.date())?;
    let done = photo(app, (&identity, &verdict), args.photo.as_deref(), done)?;
    Ok(authenticity(app, &verdict, done))
}

/// What a file says that the card was asked for, if it has it. An altered one
/// that cannot be read says nothing: that it was altered is in the verdict.
fn parsed<'a, T, E>(
    (identity, verdict): (&'a Identity, &Verdict),
    group: DataGroup,
    malformed: &'static str,
    parse: impl FnOnce(&'a [u8]) -> Result<T, E>,
) -> Result<Option<T>, Failure> {
    match identity.file(group).map(parse).transpose() {
        Ok(parsed) => Ok(parsed),
        Err(_) if verdict.data_intact.is_failed() => Ok(None),
        Err(_) => Err(ErrorKind::CardMisbehaved(malformed).into()),
    }
}

fn holder(app: &App, read: (&Identity, &Verdict), today: Option<Date>) -> Result<Done, Failure> {
    let mrz = parsed(read, DataGroup::DG1, "a malformed DG1", dg1::parse)?;
    let details = parsed(read, DataGroup::DG11, "a malformed DG11", Dg11::parse)?;
    let details = details.unwrap_or_default();
    // DG11 has the whole name, and the century of the birth.
    let names = details.name.clone();
    let names = names.or_else(|| Some(mrz.as_ref()?.names.clone()));
    let birth = details.birth.or_else(|| mrz.as_ref()?.birth.birth(today?));
    let expiry = mrz.as_ref().and_then(|mrz: &Mrz| mrz.expiry.expiry(today?));
    let code = details.fiscal_code().and_then(Result::ok);
    let code = code.as_ref().map(|code| code.as_str().to_owned());
    let number = mrz.as_ref().map(|mrz| mrz.document_number.clone());
    let (birth, expiry) = (
        birth.map(|date| date.to_string()),
        expiry.map(|date| date.to_string()),
    );
    let name = names.as_ref().map(|names| {
        format!("{} {}", names.secondary, names.primary)
            .trim()
            .to_owned()
    });
    let address = details.address.join(", ");
    let address = Some(address).filter(|address| !address.is_empty());
    let groups: Vec<_> = read
        .0
        .files
        .iter()
        .map(|(group, _)| group.number())
        .collect();
    let mut done = Done::default()
        .field("surname", names.as_ref().map(|names| names.primary.clone()))
        .field("given_names", names.map(|names| names.secondary))
        .field("birth", birth.clone())
        .field("birth_place", details.birth_place)
        .field("fiscal_code", code.clone())
        .field("address", details.address)
        .field("expiry", expiry.clone())
        .field("document_number", number.clone())
        .field("data_groups", groups);
    for (label, value) in [
        (Label::Name, name),
        (Label::Birth, birth),
        (Label::FiscalCode, code),
        (Label::Address, address),
        (Label::Expiry, expiry),
        (Label::DocumentNumber, number),
    ] {
        if let Some(value) = value {
            done = done.line(labelled(label, &value, app.output.lang));
        }
    }
    Ok(done)
}

/// Writes the first image of the face, untouched.
fn photo(
    app: &App,
    read: (&Identity, &Verdict),
    file: Option<&Path>,
    done: Done,
) -> Result<Done, Failure> {
    let Some(file) = file else {
        return Ok(done);
    };
    let faces = parsed(read, DataGroup::DG2, "a malformed DG2", dg2::parse)?;
    let Some(Face { kind, image, .. }) = faces.and_then(|faces| faces.first().copied()) else {
        let line = document::no_photo(app.output.lang);
        return Ok(done.line(line).field("photo", Value::Null));
    };
    let shown = file.display().to_string();
    private_file(file)
        .and_then(|mut file| file.write_all(image))
        .map_err(|error| UsageProblem::File(format!("{shown}: {error}")))?;
    let media_type = kind.media_type();
    let value = format!("{shown} ({media_type})");
    Ok(done
        .line(labelled(Label::Photo, &value, app.output.lang))
        .field(
            "photo",
            json!({ "file": shown, "media_type": media_type, "bytes": image.len() }),
        ))
}

fn authenticity(app: &App, verdict: &Verdict, done: Done) -> Done {
    let finding = |finding: Finding| json!({ "code": finding.code() });
    let signer = verdict.signer.as_ref();
    done.line(document::authenticity(verdict, app.output.lang))
        .field("data_intact", finding(verdict.data_intact))
        .field("signed_by", finding(verdict.signed_by))
        .field("signer_trusted", finding(verdict.signer_trusted))
        .field("chip_genuine", finding(verdict.chip_genuine))
        .field("signer", signer.map(|signer| signer.subject.to_string()))
}
