//! What is left on the stack.

use core::hint::black_box;

/// Bytes of stack that are overwritten: several times what the deepest
/// operation was seen to use (16 KiB), and little enough for the threads with
/// the smallest stacks (128 KiB with musl, 512 KiB on iOS).
const DEPTH: usize = 64 * 1024;

/// Runs `work`, then overwrites the part of the stack that it has used.
///
/// Types that are wiped when dropped leave copies behind wherever the compiler
/// moved them, and ciphers and hashes keep round keys and states in local
/// variables that nobody wipes. None of that can be reached after the fact
/// without `unsafe`; but all of it lies below the caller's frame, where the
/// next function that is called can put zeros.
///
/// The result must hold no secret: it is copied out of that part.
pub(crate) fn scrubbed<T>(work: impl FnOnce() -> T) -> T {
    let result = below(work);
    overwrite();
    result
}

/// Keeps the locals of `work` out of the frame of [`scrubbed`].
#[inline(never)]
fn below<T>(work: impl FnOnce() -> T) -> T {
    work()
}

#[inline(never)]
fn overwrite() {
    // Without `black_box` nobody would ever read the array, and it would not
    // be written either.
    black_box(&mut [0_u8; DEPTH]);
}
