//! How the library for apps is linked.

use std::env;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=shipped.ld");
    let os = env::var("CARGO_CFG_TARGET_OS");
    // Relocations take a tenth of the library unless they are packed. Android knows this form
    // from version 6 on; glibc, for the tests on a desktop, another one from 2.36 on.
    match os.as_deref() {
        Ok("android") => {
            println!("cargo::rustc-link-arg-cdylib=-Wl,--pack-dyn-relocs=android");
            // Android 15 has pages of 16 KB.
            println!("cargo::rustc-link-arg-cdylib=-Wl,-z,max-page-size=16384");
        }
        Ok("linux") => println!("cargo::rustc-link-arg-cdylib=-Wl,-z,pack-relative-relocs"),
        // The linkers of other systems know no such scripts.
        _ => return,
    }
    // What a crash report has in common with the copy of the library that has names and lines.
    println!("cargo::rustc-link-arg-cdylib=-Wl,--build-id=sha1");
    // The profile `mobile`, alone of ours, is built for size. Others keep what the generator of
    // the bindings reads.
    if env::var("OPT_LEVEL").as_deref() == Ok("z") {
        let folder = env::var("CARGO_MANIFEST_DIR").unwrap_or_default();
        println!("cargo::rustc-link-arg-cdylib=-Wl,-T,{folder}/shipped.ld");
        // Two crates that do arithmetic on the same curves each have a copy of it. Nothing
        // compares the addresses of functions.
        println!("cargo::rustc-link-arg-cdylib=-Wl,--icf=all");
    }
}
