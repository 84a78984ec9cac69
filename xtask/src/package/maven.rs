//! A Maven repository in a folder: artifacts with their POMs, sources and checksums.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use md5::Md5;
use sha1::Sha1;
use sha2::{Digest as _, Sha256, Sha512};

use super::archive::{self, Files};

/// A dependency of an artifact.
pub(crate) struct Dependency<'a> {
    pub(crate) coordinates: [&'a str; 3],
    /// `aar` where it is not a jar.
    pub(crate) packaging: Option<&'a str>,
    /// `compile` where the app sees it too, `runtime` where it does not.
    pub(crate) scope: &'a str,
}

/// One artifact, before it is published.
pub(crate) struct Artifact<'a> {
    pub(crate) name: &'a str,
    pub(crate) version: &'a str,
    /// `jar` or `aar`.
    pub(crate) packaging: &'a str,
    pub(crate) description: &'a str,
    pub(crate) dependencies: Vec<Dependency<'a>>,
    /// The main file.
    pub(crate) files: &'a Files,
    /// Further ones by classifier: sources, symbols.
    pub(crate) attached: Vec<(&'a str, &'a str, &'a Files)>,
}

/// The repository.
pub(crate) struct Repository {
    folder: PathBuf,
    group: String,
}

impl Repository {
    /// In this folder, of artifacts in this group.
    pub(crate) fn new(folder: PathBuf, group: &str) -> Self {
        let group = group.to_owned();
        Self { folder, group }
    }

    /// Where it is.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Writes the artifact with all that belongs to it; the path of its main file.
    pub(crate) fn publish(&self, artifact: &Artifact<'_>) -> Result<PathBuf> {
        let Artifact { name, version, .. } = artifact;
        let of_artifact = self.folder.join(self.group.replace('.', "/")).join(name);
        let folder = of_artifact.join(version);
        fs::create_dir_all(&folder)?;
        let path = |classifier: &str, extension: &str| {
            folder.join(format!("{name}-{version}{classifier}.{extension}"))
        };
        let main = path("", artifact.packaging);
        archive::write(&main, artifact.files)?;
        let pom = path("", "pom");
        fs::write(&pom, self.pom(artifact)?)?;
        let mut written = vec![main.clone(), pom];
        for (classifier, extension, files) in &artifact.attached {
            let attached = path(&format!("-{classifier}"), extension);
            archive::write(&attached, files)?;
            written.push(attached);
        }
        let metadata = of_artifact.join("maven-metadata.xml");
        fs::write(&metadata, self.metadata(name, version))?;
        written.push(metadata);
        for path in written {
            write_checksums(&path)?;
        }
        Ok(main)
    }

    fn pom(&self, artifact: &Artifact<'_>) -> Result<String> {
        let group = escaped(&self.group);
        let Artifact {
            name,
            version,
            packaging,
            description,
            ..
        } = artifact;
        let [version, description] = [version, description].map(|text| escaped(text));
        let mut pom = format!(
            r#"<?xml version="1.0" encoding="UTF-8"?>
<project xmlns="http://maven.apache.org/POM/4.0.0"
         xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
         xsi:schemaLocation="http://maven.apache.org/POM/4.0.0 https://maven.apache.org/xsd/maven-4.0.0.xsd">
  <modelVersion>4.0.0</modelVersion>
  <groupId>{group}</groupId>
  <artifactId>{name}</artifactId>
  <version>{version}</version>
  <packaging>{packaging}</packaging>
  <name>{name}</name>
  <description>{description}</description>
  <licenses>
    <license>
      <name>MIT</name>
      <url>https://opensource.org/license/mit</url>
    </license>
    <license>
      <name>Apache-2.0</name>
      <url>https://www.apache.org/licenses/LICENSE-2.0</url>
    </license>
  </licenses>
  <dependencies>
"#
        );
        for Dependency {
            coordinates: [group, name, version],
            packaging,
            scope,
        } in &artifact.dependencies
        {
            let kind = packaging.map(|kind| format!("\n      <type>{kind}</type>"));
            write!(
                pom,
                "    <dependency>
      <groupId>{group}</groupId>
      <artifactId>{name}</artifactId>
      <version>{version}</version>{}
      <scope>{scope}</scope>
    </dependency>
",
                kind.unwrap_or_default()
            )?;
        }
        Ok(pom + "  </dependencies>\n</project>\n")
    }

    fn metadata(&self, name: &str, version: &str) -> String {
        let [group, version] = [&self.group, version].map(escaped);
        format!(
            r#"<?xml version="1.0" encoding="UTF-8"?>
<metadata>
  <groupId>{group}</groupId>
  <artifactId>{name}</artifactId>
  <versioning>
    <latest>{version}</latest>
    <release>{version}</release>
    <versions>
      <version>{version}</version>
    </versions>
  </versioning>
</metadata>
"#
        )
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// Those that Maven looks for, and those that it will.
fn write_checksums(path: &Path) -> Result<()> {
    let bytes = fs::read(path).with_context(|| format!("no {}", path.display()))?;
    for (extension, sum) in [
        ("md5", hex(&Md5::digest(&bytes))),
        ("sha1", hex(&Sha1::digest(&bytes))),
        ("sha256", hex(&Sha256::digest(&bytes))),
        ("sha512", hex(&Sha512::digest(&bytes))),
    ] {
        let mut name = path.as_os_str().to_owned();
        name.push(format!(".{extension}"));
        fs::write(name, sum)?;
    }
    Ok(())
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
