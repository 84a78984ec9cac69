//! The Kotlin SDK as classes: its sources under the package name that was asked for, compiled by Maven.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};

use super::archive::{self, Files};
use crate::bindings::Bindings;
use crate::workspace::Workspace;

/// The hand-written sources.
const SOURCES: &str = "android/sdk/src/main/kotlin";
/// The package that they are written in.
const PACKAGE: &str = "cie.sdk";
/// Where the versions of what they need are.
const VERSIONS: &str = "android/gradle/libs.versions.toml";
/// Android's framework as classes, which nothing that is published depends on: the same version that the
/// tests have (tests/kotlin/pom.xml).
const FRAMEWORK: [&str; 3] = ["org.robolectric", "android-all", "14-robolectric-10818077"];

/// One way to put the SDK together.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Variant {
    /// Without what is Android's.
    Jvm,
    /// The same with the simulated card.
    Simulator,
    /// Whole, without the simulated card.
    Android,
}

impl Variant {
    const ALL: [Self; 3] = [Self::Jvm, Self::Android, Self::Simulator];

    const fn name(self) -> &'static str {
        match self {
            Self::Jvm => "jvm",
            Self::Simulator => "simulator",
            Self::Android => "android",
        }
    }
}

/// The versions that the Gradle build has.
pub(crate) struct Versions(String);

impl Versions {
    pub(crate) fn read(workspace: &Workspace) -> Result<Self> {
        Ok(Self(fs::read_to_string(workspace.path(VERSIONS))?))
    }

    /// That of `kotlin`, `coroutines`, `jna`.
    pub(crate) fn of(&self, name: &str) -> Result<&str> {
        let found = self.0.lines().find_map(|line| {
            let (key, value) = line.split_once('=')?;
            (key.trim() == name).then(|| value.trim().trim_matches('"'))
        });
        found.with_context(|| format!("no version of {name} in {VERSIONS}"))
    }
}

/// The sources and classes of every variant.
pub(crate) struct Compiled {
    folder: PathBuf,
}

impl Compiled {
    /// Generates the bindings, and compiles everything in one run of Maven.
    pub(crate) fn make<'a>(
        workspace: &Workspace,
        package: &str,
        versions: &Versions,
        bindings: impl Fn(Variant) -> &'a Bindings<'a>,
    ) -> Result<Self> {
        let folder = workspace.fresh_folder("package/kotlin")?;
        for variant in Variant::ALL {
            let module = folder.join(variant.name());
            let sources = module.join("src");
            copy(&workspace.path(SOURCES), &sources, package, variant)?;
            let generated = module.join("generated");
            bindings(variant).generate("kotlin", &generated)?;
            copy(&generated, &sources, package, Variant::Android)?;
            fs::write(module.join("pom.xml"), pom(Some(variant), versions)?)?;
        }
        fs::write(folder.join("pom.xml"), pom(None, versions)?)?;
        let mut maven = Command::new("mvn");
        maven.args(["-B", "-q", "--no-transfer-progress"]);
        // A thread for each processor: nothing of one variant waits for another.
        maven.args(["--threads", "1C", "compile"]);
        workspace.run(maven.current_dir(&folder))?;
        Ok(Self { folder })
    }

    /// The compiled classes.
    pub(crate) fn classes(&self, variant: Variant) -> Result<Files> {
        self.below(variant, "target/classes")
    }

    /// The sources, the generated ones among them.
    pub(crate) fn sources(&self, variant: Variant) -> Result<Files> {
        self.below(variant, "src")
    }

    fn below(&self, variant: Variant, folder: &str) -> Result<Files> {
        let mut files = Files::new();
        let folder = self.folder.join(variant.name()).join(folder);
        archive::collect(&mut files, &folder, "")?;
        Ok(files)
    }
}

/// Copies sources with their package renamed; without those of Android where the variant has none.
fn copy(from: &Path, to: &Path, package: &str, variant: Variant) -> Result<()> {
    let mut files = Files::new();
    archive::collect(&mut files, from, "")?;
    for (name, bytes) in files {
        let text = String::from_utf8(bytes).with_context(|| name.clone())?;
        if variant != Variant::Android && text.contains("\nimport android.") {
            continue;
        }
        let name = name.replace(&PACKAGE.replace('.', "/"), &package.replace('.', "/"));
        let path = to.join(name);
        fs::create_dir_all(path.parent().context("a file lies in a folder")?)?;
        fs::write(path, renamed(&text, package))?;
    }
    Ok(())
}

/// Names the package anew, wherever a text has its name.
pub(crate) fn renamed(text: &str, package: &str) -> String {
    text.replace(PACKAGE, package)
}

/// The project of a variant, or that of all of them.
fn pom(variant: Option<Variant>, versions: &Versions) -> Result<String> {
    let [kotlin, coroutines, jna] = ["kotlin", "coroutines", "jna"].map(|name| versions.of(name));
    let (kotlin, coroutines, jna) = (kotlin?, coroutines?, jna?);
    let head = r#"<?xml version="1.0" encoding="UTF-8"?>
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>"#;
    let Some(variant) = variant else {
        let modules = Variant::ALL.map(|one| format!("<module>{}</module>", one.name()));
        let modules = modules.concat();
        return Ok(format!(
            r#"{head}
  <groupId>cie.packaged</groupId>
  <artifactId>all</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <modules>{modules}</modules>
  <properties>
    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
  </properties>
  <build>
    <plugins>
      <plugin>
        <groupId>org.jetbrains.kotlin</groupId>
        <artifactId>kotlin-maven-plugin</artifactId>
        <version>{kotlin}</version>
        <configuration>
          <jvmTarget>17</jvmTarget>
          <sourceDirs><sourceDir>${{project.basedir}}/src</sourceDir></sourceDirs>
        </configuration>
        <executions>
          <execution><goals><goal>compile</goal></goals></execution>
        </executions>
      </plugin>
      <plugin><artifactId>maven-resources-plugin</artifactId><version>3.3.1</version></plugin>
      <plugin><artifactId>maven-compiler-plugin</artifactId><version>3.13.0</version></plugin>
    </plugins>
  </build>
</project>
"#
        ));
    };
    let mut dependencies = vec![
        ["org.jetbrains.kotlin", "kotlin-stdlib", kotlin],
        [
            "org.jetbrains.kotlinx",
            "kotlinx-coroutines-core-jvm",
            coroutines,
        ],
        ["net.java.dev.jna", "jna", jna],
    ];
    if variant == Variant::Android {
        dependencies.push(FRAMEWORK);
    }
    let dependencies = dependencies
        .into_iter()
        .map(|[group, name, version]| {
            format!(
                "    <dependency><groupId>{group}</groupId><artifactId>{name}</artifactId>\
                 <version>{version}</version></dependency>\n"
            )
        })
        .collect::<String>();
    Ok(format!(
        r#"{head}
  <parent>
    <groupId>cie.packaged</groupId>
    <artifactId>all</artifactId>
    <version>1</version>
  </parent>
  <artifactId>{}</artifactId>
  <dependencies>
{dependencies}  </dependencies>
</project>
"#,
        variant.name()
    ))
}
