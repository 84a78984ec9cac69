//! What is remembered of cards, in files: the one store of the command and of
//! the Kotlin and Swift SDKs (`docs/adr/0018-one-store.md`).
//!
//! - [`disk`](crate::Folder): a folder of small texts by name, with one
//!   discipline for every file in it.
//! - [`Texts`]: what keeps texts by name, be it such a folder or a store that
//!   an app has written itself.
//! - [`TextMemory`] and [`installation_key`]: the core's memory in any of them.
//!
//! ```text
//! installation-key    64 hexadecimal digits, drawn once
//! installation-check  by which a lost or replaced key is noticed
//! lock                held by whoever writes
//! ID                  a record of a card
//! ```
//!
//! # The discipline
//!
//! - The folder is a folder and no symbolic link, belongs to the user of the
//!   process, and neither its group nor others may write it. That others may
//!   read it is taken. Of the folders above nothing is asked.
//! - A file is a regular file. A link in its place (also one that leads
//!   nowhere), a pipe, a device or a folder is an error, never "nothing known",
//!   and is not opened.
//! - A file is written beside its place, as a new file (`O_EXCL`) of mode 0600,
//!   synced, and renamed; then the folder is synced. A new folder has mode
//!   0700, and the one that it lies in is synced. What a crash has left beside
//!   a file is removed by the next one to write it.
//! - A file is read up to [`LONGEST_TEXT`]; a longer one is an error.
//! - One process and thread writes at a time, by a lock that ends with the
//!   process (flock(2)). Reading needs none.
//!
//! Elsewhere than on Unix the same is done as far as the standard library goes:
//! regular files only, created new and renamed, and synced. Owner and mode of
//! the folder are not looked at there, and folders are not synced.

mod disk;
mod folder;
mod installation;
mod memory;
mod shared;
mod texts;

pub use self::{
    folder::{Folder, LONGEST_TEXT, Lock},
    installation::installation_key,
    memory::{TextMemory, open_operations},
    shared::SharedFolder,
    texts::{LOCK, LONGEST_NAME, Texts, is_name},
};
