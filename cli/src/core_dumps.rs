//! No core dump holds a code.

use rustix::process::{Resource, Rlimit, setrlimit};

/// From now on this process leaves no core file, and on Linux no other process
/// without special rights reads its memory.
///
/// The limit alone is not enough there: a program that takes core dumps through
/// a pipe is started whatever the limit says (core(5)).
pub(crate) fn forbid() {
    // Where a sandbox refuses these, the command is what it was without: nobody is kept from
    // using their card for that.
    let none = Rlimit {
        current: Some(0),
        maximum: Some(0),
    };
    let _ = setrlimit(Resource::Core, none);
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{DumpableBehavior, set_dumpable_behavior};
        let _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
    }
}
