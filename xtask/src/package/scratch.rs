//! An app of a team that has the artifacts and nothing else of ours.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result, ensure};

use super::archive::{self, Files};
use super::kotlin::{Versions, renamed};
use super::{MOST_LINES, Options, maven};
use crate::workspace::Workspace;

/// The app, whose sources say `cie.sdk`.
const APP: &str = "tests/package/kotlin";
/// Names that are not ours: a team may choose them.
const GROUP: &str = "org.example.check";
const PACKAGE: &str = "org.example.card";
const VERSION: &str = "9.8.7";

/// Packages the SDK under other names, and has an app make its first unblock with it.
///
/// # Errors
/// An artifact is incomplete; the app does not compile, or does not print what it should.
pub(crate) fn first_unblock(workspace: &Workspace) -> Result<()> {
    let options = Options {
        group: Some(GROUP.into()),
        version: Some(VERSION.into()),
        package: Some(PACKAGE.into()),
        ..Options::default()
    };
    let repository = maven(workspace, &options)?;
    forget_older()?;

    let app = workspace.fresh_folder("package/app")?;
    let mut sources = Files::new();
    archive::collect(&mut sources, &workspace.path(APP), "")?;
    for (name, bytes) in sources {
        let text = renamed(&String::from_utf8(bytes)?, PACKAGE);
        let lines = text.lines().filter(|line| !line.is_empty()).count();
        ensure!(
            name != "FirstUnblock.kt" || lines <= MOST_LINES,
            "the first unblock takes {lines} lines"
        );
        fs::write(app.join(name), text)?;
    }
    let versions = Versions::read(workspace)?;
    let built = app.join("built");
    let mut build = Command::new("mvn");
    build
        .args(["-B", "-q", "--no-transfer-progress", "compile"])
        .arg(format!("-Dbuild.folder={}", built.display()))
        .arg(format!("-Dcie.repository=file://{}", repository.display()))
        .arg(format!("-Dcie.group={GROUP}"))
        .arg(format!("-Dcie.version={VERSION}"))
        .arg(format!("-Dkotlin.version={}", versions.of("kotlin")?))
        .current_dir(&app);
    workspace.run(&mut build)?;

    let classpath = fs::read_to_string(built.join("classpath"))?;
    let said = java(workspace, &app, &classpath, "FirstUnblockKt")?;
    ensure!(said == "unblocked, 3 tries\n", "the app has said: {said}");
    // The same program, with the library that ships.
    let simulator = "cie-sdk-simulator";
    ensure!(classpath.contains(simulator), "{classpath}");
    let folder = repository.join(GROUP.replace('.', "/"));
    let shipped = folder.join(format!("cie-sdk-jvm/{VERSION}/cie-sdk-jvm-{VERSION}.jar"));
    let others = classpath
        .split(':')
        .filter(|path| !path.contains(simulator));
    let classpath = others.fold(shipped.display().to_string(), |path, other| {
        path + ":" + other
    });
    let said = java(workspace, &app, &classpath, "Loads")?;
    ensure!(
        said.starts_with("The connection to the card was lost."),
        "with the library that ships: {said}"
    );
    let files = archive::read(&shipped)?;
    ensure!(
        !files.keys().any(|name| name.contains("Simulat")),
        "the simulated card is in what ships"
    );
    Ok(())
}

fn java(workspace: &Workspace, app: &Path, classpath: &str, class: &str) -> Result<String> {
    let mut java = Command::new("java");
    let classes = app.join("built/classes");
    java.arg("-cp")
        .arg(format!("{}:{classpath}", classes.display()))
        .args([class, "cards"])
        .current_dir(app);
    workspace.run(&mut java)
}

/// Maven keeps what it once fetched, and never asks again for a version that it has.
fn forget_older() -> Result<()> {
    let home = std::env::home_dir().context("no home folder")?;
    let kept = home.join(".m2/repository").join(GROUP.replace('.', "/"));
    if kept.exists() {
        fs::remove_dir_all(kept)?;
    }
    Ok(())
}
