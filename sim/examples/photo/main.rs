//! Makes the photo of the simulated document anew: draws it and compresses it with `opj_compress`
//! (Debian package libopenjp2-tools; made with 2.5.0).
//!
//! ```text
//! cargo run -p cie-sim --example photo
//! ```

mod drawing;

use std::path::Path;
use std::process::Command;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let pixmap = env::temp_dir().join(format!("cie-sim-photo-{}.ppm", std::process::id()));
    let photo = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lds/photo/drawing.jp2");
    fs::write(&pixmap, drawing::pixmap())?;
    // 150 to 1: some 4 KB, so that almost every wanted size can be reached by filling up.
    let status = Command::new("opj_compress")
        .arg("-i")
        .arg(&pixmap)
        .arg("-o")
        .arg(&photo)
        .args(["-r", "150"])
        .status()?;
    fs::remove_file(&pixmap)?;
    if !status.success() {
        return Err(io::Error::other("opj_compress failed"));
    }
    Ok(())
}
