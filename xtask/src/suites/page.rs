//! The page of a plan, looked at by programs that know nothing of it: Chromium as a phone and as
//! paper, axe-core for accessibility, the W3C's Nu Html Checker, and poppler for the PDF.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;

use crate::checks::Checks;
use crate::cie::{Answer, Cie};
use crate::npm;
use crate::process::Finished;
use crate::report::Tally;
use crate::workspace::Workspace;

/// The folder of what looks at it.
const PEER: &str = "page";
/// Our part of that.
const CHECK: &str = "tests/peers/page/check.mjs";
const HTML_CHECKER: &str = "node_modules/vnu-jar/build/dist/vnu.jar";

/// The picture in the documents, of the first page; `UPDATE_DOCS=1` writes it.
const PICTURE: &str = "docs/screens/plan.png";

/// Chromium starts, looks at every page and prints it.
const BROWSER_LIMIT: Duration = Duration::from_secs(180);

/// Sheets of A4 that a person carries to a desk.
const SHEETS: usize = 3;

/// Rules of axe-core that must have found something to hold, so that the checker did look.
const LOOKED_AT: [&str; 6] = [
    "color-contrast",
    "document-title",
    "heading-order",
    "html-has-lang",
    "landmark-one-main",
    "list",
];

/// What is said on the command line, in which language: long plans, short ones, none.
const PAGES: [(&str, &str, &str); 6] = [
    (
        "lombardia",
        "it",
        "--card ts-cns --pin forgotten --puk both-halves-missing --region Lombardia",
    ),
    (
        "municipality",
        "it",
        "--card cie --pin blocked --puk first-half-missing --requester holder --contacts not-given",
    ),
    (
        "app",
        "de",
        "--card cie --pin forgotten --puk second-half-missing --requester parent --contacts given \
         --nfc-phone yes --municipality <b>'Sant&Agata\"",
    ),
    (
        "toscana",
        "en",
        "--card ts-cns --pin never-received --puk second-half-missing --region Tuscany --email no",
    ),
    (
        "blocked",
        "en",
        "--card cie --pin blocked --puk blocked --expires 2020-01-31",
    ),
    ("without-chip", "it", "--card ts-without-chip"),
];

/// Has the pages written, opened, printed and checked.
pub(crate) fn run(workspace: &Workspace) -> Result<Tally> {
    let cie = Cie::build(workspace, &[])?;
    let folder = workspace.fresh_folder("peers/plans")?;
    let peer = npm::fetch(workspace, PEER)?;
    let mut plans = Vec::new();
    for (name, lang, situation) in PAGES {
        plans.push(Plan::write(&cie, &folder, name, lang, situation)?);
    }
    let seen = look(workspace, &peer, &plans)?;
    let mut checks = Checks::new(workspace);
    for (plan, seen) in plans.iter().zip(&seen) {
        checks.about(plan.name);
        judge(workspace, &mut checks, plan, seen)?;
    }
    checks.about("all");
    checks.check("the Nu Html Checker has nothing to say", || {
        let mut checker = Command::new("java");
        checker.arg("-jar").arg(peer.join(HTML_CHECKER));
        checker.args(plans.iter().map(|plan| &plan.html));
        let Finished { status, stderr, .. } = workspace.output(&mut checker)?;
        ensure!(status.success() && stderr.trim().is_empty(), "{stderr}");
        Ok(())
    })?;
    checks.check("the documents show the page as it is on a phone", || {
        picture(workspace, &plans)
    })?;
    Ok(checks.tally())
}

/// One page, and the same plan as JSON.
struct Plan {
    name: &'static str,
    lang: &'static str,
    html: PathBuf,
    json: Answer,
}

impl Plan {
    fn write(
        cie: &Cie<'_>,
        folder: &Path,
        name: &'static str,
        lang: &'static str,
        situation: &str,
    ) -> Result<Self> {
        let html = folder.join(format!("{name}.html"));
        let file = html.to_str().context("a path that is not text")?;
        let fixed = ["--lang", lang, "--at", "2026-11-27T10:00", "--html", file];
        let words = situation.split_whitespace();
        let arguments: Vec<_> = ["recover"].into_iter().chain(fixed).chain(words).collect();
        let json = cie.ask(&arguments, &[], folder)?.done()?;
        Ok(Self {
            name,
            lang,
            html,
            json,
        })
    }

    fn beside(&self, extension: &str) -> PathBuf {
        self.html.with_extension(extension)
    }

    /// Every text of the plan: of steps, what to bring, contacts, notes, warnings, sources.
    fn texts(&self) -> Vec<&str> {
        let mut texts = Vec::new();
        for part in ["/plan", "/reason"] {
            if let Some(value) = self.json.get(part) {
                collect(value, &mut texts);
            }
        }
        texts
    }
}

/// What a person reads; what is open now is not on the page.
fn collect<'a>(value: &'a Value, texts: &mut Vec<&'a str>) {
    match value {
        Value::Object(object) => {
            for (key, value) in object {
                match (key.as_str(), value) {
                    ("text" | "value" | "address", Value::String(text)) => texts.push(text),
                    ("open", _) => {}
                    (_, value) => collect(value, texts),
                }
            }
        }
        Value::Array(values) => values.iter().for_each(|value| collect(value, texts)),
        _ => {}
    }
}

/// What Chromium and axe-core find, page by page.
fn look(workspace: &Workspace, peer: &Path, plans: &[Plan]) -> Result<Vec<Value>> {
    let mut node = Command::new("node");
    node.arg(workspace.path(CHECK))
        .args(plans.iter().map(|plan| &plan.html))
        .env("PEER", peer)
        .env("CHROMIUM", "/usr/bin/chromium");
    let Finished { status, stdout, .. } = workspace.finish(&mut node, "", BROWSER_LIMIT)?;
    ensure!(status.success(), "the browser failed ({status})");
    let seen: Vec<Value> = stdout
        .lines()
        .map(serde_json::from_str)
        .collect::<Result<_, _>>()?;
    ensure!(seen.len() == plans.len(), "{} pages were seen", seen.len());
    Ok(seen)
}

fn judge(workspace: &Workspace, checks: &mut Checks<'_>, plan: &Plan, seen: &Value) -> Result<()> {
    let is_empty = |name: &str| {
        let list = seen.get(name).and_then(Value::as_array);
        ensure!(list.is_some_and(Vec::is_empty), "{}", seen[name]);
        Ok(())
    };
    checks.check("a browser shows every text that the JSON has", || {
        let shown = flat(seen["text"].as_str().unwrap_or_default());
        holds_all(&shown, plan, flat)
    })?;
    checks.check("what is only background is folded away at first", || {
        ensure!(seen["unfolded"] == 0, "{} are open", seen["unfolded"]);
        Ok(())
    })?;
    checks.check("nothing runs in it and nothing is loaded", || {
        ensure!(seen["scripts"] == 0, "{} scripts", seen["scripts"]);
        is_empty("elsewhere")?;
        is_empty("complaints")
    })?;
    checks.check(
        "a phone shows its whole width, and so does the narrowest",
        || {
            for (width, found) in seen["wide"].as_object().into_iter().flatten() {
                ensure!(
                    found.as_u64() == width.parse().ok(),
                    "{found} of {width} pixels"
                );
            }
            ensure!(seen["wide"].as_object().is_some_and(|wide| wide.len() == 2));
            Ok(())
        },
    )?;
    checks.check("axe-core finds nothing against WCAG 2.2 AA", || {
        is_empty("broken")?;
        is_empty("undecided")?;
        let held = seen["held"].as_array().context("no rules")?;
        let expected = LOOKED_AT
            .iter()
            .filter(|rule| !held.iter().any(|held| held == *rule));
        let missing: Vec<_> = expected.collect();
        ensure!(missing.is_empty(), "not looked at: {missing:?}");
        Ok(())
    })?;
    checks.check("it says its language", || {
        let html = fs::read_to_string(&plan.html)?;
        let wanted = format!("<html lang=\"{}\">", plan.lang);
        ensure!(html.contains(&wanted), "{wanted}");
        Ok(())
    })?;
    checks.check("on paper it is a few sheets of A4 with every text", || {
        let pdf = plan.beside("pdf");
        let info = workspace.run(Command::new("pdfinfo").arg(&pdf))?;
        let field = |name: &str| {
            let line = info.lines().find_map(|line| line.strip_prefix(name));
            line.map(str::trim).with_context(|| format!("no {name}"))
        };
        let sheets: usize = field("Pages:")?.parse()?;
        ensure!((1..=SHEETS).contains(&sheets), "{sheets} sheets");
        ensure!(field("Page size:")?.ends_with("(A4)"), "{info}");
        let text = workspace.run(Command::new("pdftotext").arg(&pdf).arg("-"))?;
        holds_all(&without_hyphens(&text), plan, without_hyphens)
    })
}

fn holds_all(shown: &str, plan: &Plan, flat: fn(&str) -> String) -> Result<()> {
    let texts = plan.texts();
    ensure!(texts.len() > 3, "{} texts in the plan", texts.len());
    for text in texts {
        ensure!(shown.contains(&flat(text)), "not shown: {text}");
    }
    Ok(())
}

/// Without white space: where a line or a sheet ends is the browser's affair.
fn flat(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// pdftotext takes the hyphen of `e-mail` for the end of a line where it is at one.
fn without_hyphens(text: &str) -> String {
    flat(text).replace('-', "")
}

/// The committed picture has the size of the one just taken; which fonts a machine has decides
/// the rest.
fn picture(workspace: &Workspace, plans: &[Plan]) -> Result<()> {
    let plan = plans.first().context("no page")?;
    let (taken, kept) = (plan.beside("png"), workspace.path(PICTURE));
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::copy(&taken, &kept)?;
    }
    let width = |file: &Path| -> Result<[u8; 4]> {
        let png = fs::read(file).with_context(|| file.display().to_string())?;
        ensure!(
            png.starts_with(b"\x89PNG\r\n\x1A\n"),
            "no PNG: {}",
            file.display()
        );
        // IHDR begins with the width (PNG, third edition, section 11.2.1).
        let width = png.get(16..20).context("cut")?;
        Ok(width.try_into()?)
    };
    let (taken, kept) = (width(&taken)?, width(&kept)?);
    ensure!(
        taken == kept && taken == 390_u32.to_be_bytes(),
        "{taken:?} {kept:?}"
    );
    Ok(())
}
