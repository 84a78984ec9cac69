//! The names of the Kotlin SDK that an app can see: a file in the repository lists them, and a change
//! that moves one has to move the file.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result, ensure};

use crate::workspace::Workspace;

const LISTED: &str = "android/sdk/api/cie-sdk.api";
const SOURCES: &str = "android/sdk/src/main/kotlin/cie/sdk";

/// What uniffi needs itself and cannot hide. Only the names are listed.
const MACHINERY: [&str; 8] = [
    "FfiConverter",
    "RustBuffer",
    "ForeignBytes",
    "Uniffi",
    "Disposable",
    "NoHandle",
    "InternalException",
    "IntegrityChecking",
];

/// What the compiler makes of a declaration besides, and what Kotlin itself does not let an app call.
const MADE_BESIDES: [&str; 10] = [
    "Compiled from",
    "$sdk_on_a_desktop",
    "access$",
    "$default",
    "DefaultConstructorMarker",
    "UniffiWithHandle",
    "NoHandle",
    " component",
    "$stable",
    "EnumEntries",
];

/// Compares the classes that were built with the list, or with `UPDATE_DOCS` in the environment writes it.
pub(crate) fn holds(workspace: &Workspace, classes: &Path, bindings: &Path) -> Result<()> {
    let mut hidden = BTreeSet::new();
    for folder in [workspace.path(SOURCES), bindings.join("cie/sdk")] {
        for file in fs::read_dir(&folder)? {
            hidden.extend(not_public(&fs::read_to_string(file?.path())?));
        }
    }
    let mut names = BTreeSet::new();
    for file in fs::read_dir(classes.join("cie/sdk"))? {
        let name = file?.file_name().to_string_lossy().into_owned();
        if let Some(name) = name.strip_suffix(".class") {
            names.insert(name.to_owned());
        }
    }
    let outer = |name: &str| name.split('$').next().unwrap_or_default().to_owned();
    let seen = names.iter().filter(|name| !hidden.contains(&outer(name)));
    // A class without a name of its own has a number in its place, or begins like a function.
    let named = |name: &&String| {
        name.split('$')
            .skip(1)
            .all(|part| part.starts_with(char::is_uppercase))
            && !name.ends_with("WhenMappings")
    };
    let needed = |part: &str| {
        MACHINERY.iter().any(|start| part.starts_with(start)) || part.ends_with("Impl")
    };
    let (machinery, own): (BTreeSet<_>, BTreeSet<_>) =
        seen.filter(named).partition(|name| needed(&outer(name)));
    let own = own.into_iter().filter(|name| !name.split('$').any(needed));
    let mut javap = Command::new("javap");
    javap.arg("-protected").arg("-cp").arg(classes);
    javap.args(own.map(|name| format!("cie.sdk.{name}")));
    let finished = workspace.output(&mut javap)?;
    ensure!(finished.status.success(), "javap failed; see the log");
    let mut listed = String::from(
        "// What an app can see of the Kotlin SDK, with the simulated card that only debug builds have.\n\
         // UPDATE_DOCS=1 cargo xtask test --only kotlin\n",
    );
    listed.push_str(&visible(&finished.stdout));
    listed.push_str("\n// Public because uniffi makes it so, and not for apps:\n");
    let machinery: BTreeSet<_> = machinery.iter().map(|name| outer(name)).collect();
    for name in machinery {
        listed.push_str(&format!("// {name}\n"));
    }
    let path = workspace.path(LISTED);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::create_dir_all(path.parent().context("no folder")?)?;
        fs::write(&path, &listed)?;
    }
    let before = fs::read_to_string(&path).with_context(|| format!("no {LISTED}"))?;
    let moved = listed.lines().find(|line| !before.contains(line));
    ensure!(
        before == listed,
        "{LISTED} is out of date: UPDATE_DOCS=1 cargo xtask test --only kotlin; {moved:?}"
    );
    Ok(())
}

/// Of what `javap` has said, the classes that are public themselves and in public ones alone.
fn visible(said: &str) -> String {
    let mut private: Vec<String> = Vec::new();
    let mut listed = String::new();
    let mut shown = false;
    for line in said.lines() {
        if line.ends_with('{') {
            let mut words = line.split([' ', '<']);
            words.find(|word| ["class", "interface"].contains(word));
            let name = words.next().unwrap_or_default();
            let inside = |outer: &String| {
                name.strip_prefix(outer.as_str())
                    .is_some_and(|rest| rest.starts_with('$'))
            };
            shown = (line.starts_with("public ") || line.starts_with("protected "))
                && !private.iter().any(inside);
            if !shown {
                private.push(name.to_owned());
            }
        }
        if shown && !MADE_BESIDES.iter().any(|made| line.contains(made)) {
            listed.push_str(line);
            listed.push('\n');
        }
    }
    listed
}

/// The names of the declarations of a file that other modules cannot see.
fn not_public(source: &str) -> Vec<String> {
    let declared = source.lines().filter_map(|line| {
        let rest = line
            .strip_prefix("internal ")
            .or(line.strip_prefix("private "))?;
        let mut words = rest.split_whitespace();
        words.find(|word| ["class", "object", "interface"].contains(word))?;
        let name = words.next()?;
        name.split(|c: char| !c.is_alphanumeric())
            .next()
            .map(str::to_owned)
    });
    declared.collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::{not_public, visible};

    #[test]
    fn what_is_in_a_private_class_is_not_listed() {
        let said = "public final class A {\n  public void a();\n}\nfinal class A$B<T> {\n  public void b();\n}\n\
                    public class A$B$C {\n  public void c();\n}\npublic class A$Bd {\n  public void access$d();\n}\n";
        let listed = "public final class A {\n  public void a();\n}\npublic class A$Bd {\n}\n";
        assert_eq!(visible(said), listed);
    }

    #[test]
    fn what_is_internal_or_private_is_told_from_what_is_public() {
        let source = "internal data class Exchange(val number: Int)\nprivate object NoNfc : Transceiver {\n\
                      internal abstract class Resumed : Callbacks {\npublic class CardReader(\n    private class In(\n";
        assert_eq!(not_public(source), ["Exchange", "NoNfc", "Resumed"]);
    }
}
