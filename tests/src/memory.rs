//! The memory of another process, on Linux.

use std::{
    fs::{self, File},
    os::unix::fs::FileExt,
};

use crate::trial::{Needles, find};

/// A part of a process's address space that it can write to.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Region {
    start: u64,
    length: usize,
    /// What the system calls it: a file, `[heap]`, `[stack]`, or nothing.
    name: String,
}

/// Everything that the process has ever been able to write to: the stacks, the
/// heap, static variables.
fn writable_regions(process: u32) -> Vec<Region> {
    let maps = fs::read_to_string(format!("/proc/{process}/maps")).unwrap();
    maps.lines()
        .filter_map(|line| {
            let mut words = line.split_whitespace();
            let (range, rights) = (words.next()?, words.next()?);
            let (start, end) = range.split_once('-')?;
            let address = |text| u64::from_str_radix(text, 16).ok();
            let (start, end) = (address(start)?, address(end)?);
            rights.starts_with("rw").then(|| Region {
                start,
                length: usize::try_from(end - start).unwrap(),
                name: words.nth(3).unwrap_or_default().to_owned(),
            })
        })
        .collect()
}

/// What a search went through and what it found.
#[derive(Clone, Debug, Default)]
pub struct Search {
    /// Bytes that were read.
    pub bytes: usize,
    /// What was found and where.
    pub found: Vec<String>,
}

/// Searches everything that the process can write to. The process must be
/// waiting for something.
///
/// # Panics
/// When memory cannot be read: a search that sees nothing proves nothing.
#[must_use]
pub fn search(process: u32, needles: &Needles) -> Search {
    let memory = File::open(format!("/proc/{process}/mem")).unwrap();
    let regions = writable_regions(process);
    for needed in ["[heap]", "[stack]"] {
        assert!(
            regions.iter().any(|region| region.name == needed),
            "no {needed}: {regions:?}"
        );
    }
    let mut search = Search::default();
    for Region {
        start,
        length,
        name,
    } in regions
    {
        let mut content = vec![0; length];
        memory
            .read_exact_at(&mut content, start)
            .unwrap_or_else(|error| panic!("{name} at {start:x} cannot be read: {error}"));
        search.bytes += length;
        for (what, position) in find(needles, &content) {
            let left = length - position;
            search
                .found
                .push(format!("{what} in {name}, {left:#x} below its end"));
        }
    }
    search
}
