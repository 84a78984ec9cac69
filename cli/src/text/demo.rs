//! The story that `cie demo` tells.

use std::time::Duration;

use cie_core::named;

use super::{Lang, pick};

named! {
    /// The steps of the story.
    pub(crate) enum Step {
        FirstWrongPin => "first_wrong_pin",
        SecondWrongPin => "second_wrong_pin",
        ThirdTryRefused => "third_try_refused",
        ThirdTryAllowed => "third_try_allowed",
        Unblock => "unblock",
        NewPin => "new_pin",
    }
}

/// What it is about.
pub(crate) fn opening(profile: &str, lang: Lang) -> String {
    pick(
        lang,
        format!(
            "Una brutta giornata con la carta d'identità elettronica. La carta è simulata \
             ({profile}) e nuova; alla fine non ne resta nulla: nessuna carta vera, nessun file."
        ),
        format!(
            "A bad day with an Italian electronic identity card. The card is simulated \
             ({profile}) and new. No real card is involved, and no files are kept."
        ),
        format!(
            "Ein schlechter Tag mit einer italienischen Identitätskarte. Die Karte ist simuliert \
             ({profile}) und neu. Es ist keine echte Karte beteiligt, und es bleiben keine \
             Dateien zurück."
        ),
    )
}

/// What the citizen does.
pub(crate) fn title(step: Step, lang: Lang) -> &'static str {
    match step {
        Step::FirstWrongPin => pick(
            lang,
            "Un PIN sbagliato.",
            "A wrong PIN.",
            "Eine falsche PIN.",
        ),
        Step::SecondWrongPin => pick(
            lang,
            "Un altro PIN sbagliato.",
            "Another wrong PIN.",
            "Noch eine falsche PIN.",
        ),
        Step::ThirdTryRefused => pick(
            lang,
            "Il terzo tentativo: il PIN non viene inviato.",
            "The third attempt: the PIN is not sent.",
            "Der dritte Versuch: Die PIN wird nicht gesendet.",
        ),
        Step::ThirdTryAllowed => pick(
            lang,
            "Di nuovo, con --allow-last-try: ora viene inviato, ed è sbagliato.",
            "Again, with --allow-last-try: now it is sent, and it is wrong.",
            "Noch einmal, mit --allow-last-try: Jetzt wird sie gesendet und ist falsch.",
        ),
        Step::Unblock => pick(
            lang,
            "Il PUK sblocca il PIN, e il cittadino sceglie un nuovo PIN.",
            "The PUK unblocks the PIN, and the citizen chooses a new one.",
            "Die PUK entsperrt die PIN, und der Bürger wählt eine neue.",
        ),
        Step::NewPin => pick(
            lang,
            "Il nuovo PIN, per vedere se funziona.",
            "The new PIN, to see whether it works.",
            "Die neue PIN, zur Probe.",
        ),
    }
}

/// How it ended.
pub(crate) fn closing(elapsed: Duration, lang: Lang) -> String {
    let seconds = format!("{:.1}", elapsed.as_secs_f32());
    let comma = || seconds.replace('.', ",");
    pick(
        lang,
        format!("Tutto è andato come previsto, in {} secondi.", comma()),
        format!("Everything went as expected, in {seconds} seconds."),
        format!(
            "Alles ist wie vorgesehen verlaufen, in {} Sekunden.",
            comma()
        ),
    )
}
