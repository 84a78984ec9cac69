//! Zip files: jars, AARs, and what holds symbols.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{Read as _, Write as _};
use std::path::Path;

use anyhow::{Context as _, Result};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// The files of an archive by their names in it.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// Puts every file below `folder` into `files`, under `prefix` and its path.
pub(crate) fn collect(files: &mut Files, folder: &Path, prefix: &str) -> Result<()> {
    let entries = fs::read_dir(folder).with_context(|| format!("no {}", folder.display()))?;
    for entry in entries {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            collect(files, &entry.path(), &format!("{name}/"))?;
        } else {
            files.insert(name, fs::read(entry.path())?);
        }
    }
    Ok(())
}

/// Writes an archive. The same files make the same bytes: no time of today is in it.
pub(crate) fn write(path: &Path, files: &Files) -> Result<()> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let created = File::create(path).with_context(|| format!("no {}", path.display()))?;
    let mut archive = ZipWriter::new(created);
    for (name, bytes) in files {
        archive.start_file(name.as_str(), options)?;
        archive.write_all(bytes)?;
    }
    archive.finish()?;
    Ok(())
}

/// What is in memory as an archive: the `classes.jar` of an AAR.
pub(crate) fn nested(folder: &Path, files: &Files) -> Result<Vec<u8>> {
    let path = folder.join("nested.zip");
    write(&path, files)?;
    Ok(fs::read(path)?)
}

/// Reads an archive.
pub(crate) fn read(path: &Path) -> Result<Files> {
    let opened = File::open(path).with_context(|| format!("no {}", path.display()))?;
    let mut archive = ZipArchive::new(opened)?;
    let mut files = Files::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at)?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        files.insert(file.name()?.into_owned(), bytes);
    }
    Ok(files)
}
