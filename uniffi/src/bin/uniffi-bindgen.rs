//! Writes the Kotlin and Swift sources of the built library.

fn main() {
    uniffi::uniffi_bindgen_main();
}
