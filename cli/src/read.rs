//! `cie read`: who the travel document says its holder is, and how far that
//! was checked.

use cie_core::{Error, MrzKey, Password, Phase, date::PartialDate, messages, time::UnixTime};
use cie_document::{
    Access, Identity, ReadRequest,
    emrtd::{
        com::{Com, DataGroup},
        dg1,
        holder::Holder,
        mrz::{Field, Mrz},
    },
    read_identity,
    trust::{
        chain::Revocation,
        listing::Listing,
        store::TrustStore,
        verdict::{Finding, Verdict},
    },
};
use cie_recovery::text;
use serde_json::{Map, Value, json};

use crate::{
    App,
    args::{self, LdsFile},
    codes::{Codes, Printed},
    failure::Failure,
    health_card,
    output::{About, Done, details_of},
    photo,
    tap::{Consent, Tap, find_reader},
    text::{
        Lang,
        document::{self, Label, labelled, letter},
    },
    trust,
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
    let wanted = args.photo.as_deref().map(photo::Wanted::new).transpose()?;
    let reader = find_reader(app, &args.card, about)?;
    let mut tap = Tap::prepare(app, &args.card, reader)?;
    // Whoever asks for more than a health card has means another document.
    let maybe_health_card = !(args.bac || args.mrz || args.chip || args.photo.is_some());
    if maybe_health_card && let Some(done) = health_card::read(app, &mut tap, about)? {
        return Ok(done);
    }
    let codes = Codes::new(app.output.lang, &app.cancel);
    let (key, typed) = if args.bac || args.mrz {
        let Printed { key, lines } = codes.mrz()?;
        let key = if args.bac {
            Key::Bac(key)
        } else {
            Key::Pace(Password::Mrz(key))
        };
        (key, lines)
    } else {
        (Key::Pace(Password::Can(codes.can()?)), None)
    };
    let mut groups: Vec<_> = args.dg.iter().filter_map(|file| group(*file)).collect();
    if args.photo.is_some() && !groups.contains(&DataGroup::DG2) {
        groups.push(DataGroup::DG2);
    }
    let access = match &key {
        Key::Pace(password) => Access::Pace(password),
        Key::Bac(key) => Access::Bac(key),
    };
    let request = ReadRequest::new(access, &groups)
        .com(args.dg.contains(&LdsFile::Com))
        .prove_chip(args.chip);
    let identity = tap.run(Consent::default(), about, |card| {
        read_identity(card, &request)
    })?;
    let now = UnixTime::now();
    let verdict = identity.verdict(&store, now);
    about.simulated |= verdict.signer.as_ref().is_some_and(trust::is_simulated);
    let holder = identity.holder(now);
    let done = person(app, &holder);
    let done = done.field(
        "data_groups",
        numbers(identity.files.iter().map(|(group, _)| group)),
    );
    let done = opened(app, &identity, done);
    let done = printed_lines(app, &identity, typed.as_ref(), done);
    let done = not_read(app, &identity, done);
    let done = list_of_files(app, &identity, done);
    let mut done = authenticity(app, &verdict, done);
    match &wanted {
        None => Ok(done),
        Some(wanted) => {
            // An image is decoded last: whatever becomes of that, this is said.
            app.output.say(&done.lines);
            done.lines.clear();
            Ok(wanted.write(&holder, app.output.lang, done))
        }
    }
}

/// How the document was opened.
fn opened(app: &App, identity: &Identity, done: Done) -> Done {
    let lang = app.output.lang;
    let done = done
        .field("opened_with", identity.opened_with.name())
        .field("pace_passed_over", identity.pace_passed_over())
        .line(document::opened_with(&identity.opened_with, lang));
    if identity.pace_passed_over() == Some(true) {
        done.line(document::pace_passed_over(lang))
    } else {
        done
    }
}

/// Whether what was typed is what the chip has.
fn printed_lines(app: &App, identity: &Identity, typed: Option<&Mrz>, done: Done) -> Done {
    let chip = identity.file(DataGroup::DG1).map(dg1::parse);
    let differing = match (typed, chip) {
        (Some(typed), Some(Ok(chip))) => typed.differs_from(&chip),
        _ if identity.lines_agree.is_none() => return done.field("printed_lines", Value::Null),
        _ => Vec::new(),
    };
    let agree = identity.lines_agree != Some(false) && differing.is_empty();
    let names: Vec<_> = differing.iter().map(|field| field.name()).collect();
    let done = done.field("printed_lines", json!({ "agree": agree, "differ": names }));
    if agree {
        done
    } else {
        done.line(document::other_lines(app.output.lang))
    }
}

/// Files that are there and were not read.
fn not_read(app: &App, identity: &Identity, mut done: Done) -> Done {
    let lang = app.output.lang;
    let mut values = Vec::new();
    for unread in &identity.unread {
        let file = unread.file.to_string();
        let error = Error::new(unread.why.clone(), Phase::ReadDocument);
        let message = messages::error(&error, lang).message;
        let mut value = Map::new();
        value.insert("file".into(), file.clone().into());
        value.insert("code".into(), unread.why.code().name().into());
        value.insert("message".into(), message.clone().into());
        details_of(&unread.why, &mut value);
        values.push(Value::Object(value));
        done = done.line(document::not_read(&file, &message, lang));
    }
    done.field("not_read", values)
}

const fn group(file: LdsFile) -> Option<DataGroup> {
    match file {
        LdsFile::Com => None,
        LdsFile::Group(group) => Some(group),
    }
}

fn numbers<'a>(groups: impl IntoIterator<Item = &'a DataGroup>) -> Vec<u8> {
    groups.into_iter().map(|group| group.number()).collect()
}

/// What is said of the holder and of the document, for people and programs.
fn person(app: &App, holder: &Holder<'_>) -> Done {
    let lang = app.output.lang;
    let iso = |date: Option<PartialDate>| date.map(|date| date.to_string());
    let shown_expiry = if holder.unlimited {
        Some(document::unlimited(lang).to_owned())
    } else {
        shown_date(holder.expiry, holder.expiry_as_printed.as_ref(), lang)
    };
    let shown_issue = shown_date(holder.issue, holder.issue_as_printed.as_ref(), lang);
    let shown_birth = shown_date(holder.birth, holder.birth_as_printed.as_ref(), lang);
    let code = holder.fiscal_code.as_ref().map(|code| code.as_str());
    let name = holder.full_name().map(|name| {
        if holder.name_may_be_truncated {
            document::maybe_truncated(&name, lang)
        } else {
            name
        }
    });
    let number = match (code, &holder.personal_number) {
        (Some(code), _) => Some(code.to_owned()),
        (None, Some(number)) => Some(document::no_fiscal_code(number, lang)),
        (None, None) => None,
    };
    let lines = |lines: &[String]| Some(lines.join(", ")).filter(|text| !text.is_empty());
    let wrong: Vec<_> = holder
        .wrong_check_digits
        .iter()
        .copied()
        .map(Field::name)
        .collect();
    let mut done = Done::default()
        .field("surname", holder.surname.clone())
        .field("given_names", holder.given_names.clone())
        .field("name_may_be_truncated", holder.name_may_be_truncated)
        .field("birth", iso(holder.birth))
        .field("birth_as_printed", holder.birth_as_printed.clone())
        .field("birth_place", holder.birth_place.clone())
        .field("sex", holder.sex.map(letter))
        .field("nationality", holder.nationality.clone())
        .field("fiscal_code", code)
        .field("personal_number", holder.personal_number.clone())
        .field("address", holder.address.clone())
        .field("document_number", holder.document_number.clone())
        .field("issuing_state", holder.issuing_state.clone())
        .field("issuing_authority", holder.issuing_authority.clone())
        .field("issue", iso(holder.issue))
        .field("issue_as_printed", holder.issue_as_printed.clone())
        .field("expiry", iso(holder.expiry))
        .field("expiry_as_printed", holder.expiry_as_printed.clone())
        .field("unlimited", holder.unlimited)
        .field("signatures", holder.signatures.len())
        .field("wrong_check_digits", wrong)
        .field("malformed", numbers(&holder.malformed));
    for (label, value) in [
        (Label::Name, name),
        (Label::Birth, shown_birth),
        (Label::BirthPlace, lines(&holder.birth_place)),
        (Label::FiscalCode, number),
        (Label::Address, lines(&holder.address)),
        (Label::DocumentNumber, holder.document_number.clone()),
        (Label::Authority, holder.issuing_authority.clone()),
        (Label::Issue, shown_issue),
        (Label::Expiry, shown_expiry),
    ] {
        if let Some(value) = value {
            done = done.line(labelled(label, &value, lang));
        }
    }
    if !holder.wrong_check_digits.is_empty() {
        done = done.line(document::wrong_check_digits(lang));
    }
    if !holder.malformed.is_empty() {
        let names: Vec<_> = holder.malformed.iter().map(ToString::to_string).collect();
        done = done.line(document::not_understood(&names.join(", "), lang));
    }
    done
}

/// A date as a person reads it: one that is not a day as it is printed.
fn shown_date(date: Option<PartialDate>, printed: Option<&String>, lang: Lang) -> Option<String> {
    match (date, printed) {
        (Some(date), _) => Some(text::date(date, lang)),
        (None, Some(printed)) => Some(document::as_printed(printed, lang)),
        (None, None) => None,
    }
}

/// What EF.COM says, and whether EF.SOD agrees.
fn list_of_files(app: &App, identity: &Identity, done: Done) -> Done {
    let Some(listing) = identity.listing() else {
        return done;
    };
    let com = identity
        .com
        .as_deref()
        .and_then(|file| Com::parse(file).ok());
    let (not_covered, not_listed) = match &listing {
        Listing::Differs {
            not_covered,
            not_listed,
        } => (numbers(not_covered), numbers(not_listed)),
        _ => Default::default(),
    };
    let version = com.as_ref().and_then(|com| com.lds_version);
    let value = json!({
        "code": listing.code(),
        "lds_version": version.map(|(major, minor)| format!("{major}.{minor}")),
        "listed": com.map(|com| numbers(&com.data_groups)),
        "not_covered": not_covered,
        "not_listed": not_listed,
    });
    done.line(cie_document::messages::listing(&listing, app.output.lang))
        .field("com", value)
}

fn authenticity(app: &App, verdict: &Verdict, done: Done) -> Done {
    let text = cie_document::messages::verdict(verdict, app.output.lang);
    let finding = |finding: Finding, text: &str| json!({ "code": finding.code(), "message": text });
    let summary = json!({ "code": verdict.summary().code(), "message": text.summary });
    let oddities: Vec<_> = verdict
        .oddities
        .iter()
        .map(|oddity| oddity.code())
        .collect();
    let done = done
        .field(
            "data_intact",
            finding(verdict.data_intact, &text.data_intact),
        )
        .field("signed_by", finding(verdict.signed_by, &text.signed_by))
        .field(
            "signer_trusted",
            finding(verdict.signer_trusted, &text.signer_trusted),
        )
        .field(
            "signer_country",
            finding(verdict.signer_country, &text.signer_country),
        )
        .field(
            "chip_genuine",
            finding(verdict.chip_genuine, &text.chip_genuine),
        )
        .field("authenticity", summary)
        .field(
            "signer",
            verdict
                .signer
                .as_ref()
                .map(|signer| signer.subject.to_string()),
        )
        .field("revocation", verdict.revocation.map(Revocation::code))
        .field("oddities", oddities);
    // What was found comes before what it amounts to, which is read last.
    [
        text.data_intact,
        text.signed_by,
        text.signer_trusted,
        text.signer_country,
        text.chip_genuine,
    ]
    .into_iter()
    .fold(done, Done::line)
    .line(text.summary)
}
