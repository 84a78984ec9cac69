//! What the compilers do not read: spelling, and the workflow files.

use std::fs;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};

use crate::checks::Checks;
use crate::npm;
use crate::process::Finished;
use crate::report::Tally;
use crate::workspace::Workspace;

/// The version of the checker of spelling, from the Python registry; its words and exceptions are in `typos.toml`.
const TYPOS: &str = "1.52.0";

const LIMIT: Duration = Duration::from_secs(120);

pub(crate) fn run(workspace: &Workspace) -> Result<Tally> {
    let tools = workspace
        .path("target/tools")
        .join(format!("typos-{TYPOS}"));
    let peer = npm::fetch(workspace, "files")?;
    if !tools.exists() {
        // Under another name first, so that an interrupted installation is not taken for a whole.
        let unfinished = workspace.fresh_folder("tools/typos-unfinished")?;
        let mut pip = Command::new("pip3");
        pip.args(["install", "--quiet", "--no-deps", "--only-binary", ":all:"]);
        pip.arg("--target").arg(&unfinished);
        workspace.run(pip.arg(format!("typos=={TYPOS}")))?;
        fs::rename(unfinished, &tools)?;
    }

    let mut checks = Checks::new(workspace);
    checks.about("spelling");
    let typos = || {
        let mut typos = Command::new(tools.join("bin/typos"));
        typos.current_dir(workspace.path(""));
        typos.args(["--format", "brief"]);
        typos
    };
    checks.check("no file has a word that is known as a misspelling", || {
        let Finished { status, stdout, .. } = workspace.finish(&mut typos(), "", LIMIT)?;
        ensure!(status.success(), "{stdout}");
        Ok(())
    })?;
    checks.check("a misspelling would be found", || {
        // In parts, so that this file has none.
        let wrong = ["A misp", "elling is reci", "eved.\n"].concat();
        let mut typos = typos();
        let Finished { status, stdout, .. } = workspace.finish(typos.arg("-"), &wrong, LIMIT)?;
        ensure!(!status.success() && stdout.lines().count() == 2, "{stdout}");
        Ok(())
    })?;
    checks.about("workflows");
    checks.check("actionlint has nothing to say", || {
        let folder = workspace.path(".github/workflows");
        let files = fs::read_dir(&folder).context("no workflows")?;
        let files: Vec<_> = files.map(|file| Ok(file?.path())).collect::<Result<_>>()?;
        ensure!(!files.is_empty(), "no workflows");
        let mut lint = Command::new("node");
        lint.arg(workspace.path("tests/peers/files/lint.mjs"))
            .args(files)
            .env("PEER", &peer);
        let Finished { status, stdout, .. } = workspace.finish(&mut lint, "", LIMIT)?;
        ensure!(status.success(), "{stdout}");
        Ok(())
    })?;
    checks.about("the sketch in TypeScript");
    let sketch = workspace.fresh_folder("files/react-native")?;
    let page = fs::read_to_string(workspace.path("docs/react-native.md"))?;
    let (_, code) = page.split_once("```ts\n").context("no TypeScript there")?;
    let (code, _) = code.split_once("```").context("it does not end")?;
    let module = "tests/peers/files/react-native.d.ts";
    fs::copy(workspace.path(module), sketch.join("react-native.d.ts"))?;
    let compiled = |code: &str| {
        fs::write(sketch.join("sketch.ts"), code)?;
        let mut tsc = Command::new("node");
        tsc.arg(peer.join("node_modules/typescript/bin/tsc"))
            .args(["--noEmit", "--strict", "--noUncheckedIndexedAccess"])
            .args(["--target", "es2022", "--moduleResolution", "bundler"])
            .args(["--module", "esnext", "react-native.d.ts", "sketch.ts"])
            .current_dir(&sketch);
        workspace.finish(&mut tsc, "", LIMIT)
    };
    checks.check(
        "what is shown to React Native teams is type-checked",
        || {
            let Finished { status, stdout, .. } = compiled(code)?;
            ensure!(status.success(), "{stdout}");
            Ok(())
        },
    )?;
    checks.check("a step that is left out there would be found", || {
        let short = code.replace("          case \"advise\":\n", "");
        ensure!(short != code, "there is no such step");
        ensure!(!compiled(&short)?.status.success(), "it compiles");
        Ok(())
    })?;
    Ok(checks.tally())
}
