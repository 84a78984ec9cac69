//! `cie read --photo FILE`: the photo in a file, as it is on the chip, or as
//! PNG if the name says so and this program was built with `photo-png`.

use std::{
    io::Write as _,
    path::{Path, PathBuf},
};

use cie_document::emrtd::{dg2::Face, holder::Holder, image::ImageKind};
use serde_json::{Value, json};

use crate::{
    failure::{Failure, UsageProblem},
    output::Done,
    text::{
        Lang,
        document::{self, Label, labelled},
    },
    watch::new_private_file,
};

/// Where the photo is wanted.
pub(crate) struct Wanted<'p> {
    path: &'p Path,
    png: bool,
}

/// What is to be written, where, and why it is not a PNG if one was wanted.
struct Photo<'a> {
    path: PathBuf,
    bytes: Vec<u8>,
    media_type: &'static str,
    problem: Option<&'a str>,
}

impl<'p> Wanted<'p> {
    /// Before the card is read: whether the name can be kept to.
    ///
    /// # Errors
    /// Wrong usage: a PNG, and this program cannot make one; a file that is
    /// there already.
    pub(crate) fn new(path: &'p Path) -> Result<Self, Failure> {
        let extension = path.extension().unwrap_or_default();
        let png = extension.eq_ignore_ascii_case("png");
        if png && !cfg!(feature = "photo-png") {
            let why = "this cie was built without the feature photo-png";
            let problem = UsageProblem::File(format!("{}: {why}", path.display()));
            return Err(problem.into());
        }
        // What cannot be made a PNG gets the name of its own kind.
        let other_names = ["jpg", "jp2", "bin"].map(|extension| path.with_extension(extension));
        let others = other_names.iter().filter(|_| png).map(PathBuf::as_path);
        for name in others.chain([path]) {
            if name.symlink_metadata().is_ok() {
                let problem = UsageProblem::File(format!("{}: is there already", name.display()));
                return Err(problem.into());
            }
        }
        Ok(Self { path, png })
    }

    /// Writes the first image of the face. What was read is told whatever
    /// becomes of that.
    pub(crate) fn write(&self, holder: &Holder<'_>, lang: Lang, done: Done) -> Done {
        let Some(face) = holder.faces.first() else {
            let line = document::no_photo(lang);
            return done.line(line).field("photo", Value::Null);
        };
        let mut reason = String::new();
        let photo = self.photo(face, &mut reason);
        let shown = photo.path.display().to_string();
        let written = new_private_file(&photo.path)
            .and_then(|mut file| file.write_all(&photo.bytes))
            .map_err(|error| format!("{shown}: {error}"));
        let mut done = match &written {
            Ok(()) => {
                let value = format!("{shown} ({})", photo.media_type);
                done.line(labelled(Label::Photo, &value, lang))
            }
            Err(why) => done.line(document::photo_not_written(why, lang)),
        };
        if let Some(problem) = photo.problem {
            done = done.line(document::no_png(problem, lang));
        }
        done.field(
            "photo",
            json!({
                "file": written.is_ok().then_some(shown),
                "problem": written.err(),
                "media_type": photo.media_type,
                "bytes": photo.bytes.len(),
                "png_problem": photo.problem,
            }),
        )
    }

    /// A PNG where one is wanted and can be had; else the image untouched. It
    /// gets the name of its own kind if the wanted one would lie.
    fn photo<'a>(&self, face: &Face<'_>, reason: &'a mut String) -> Photo<'a> {
        let untouched = |path: PathBuf, problem| Photo {
            path,
            bytes: face.image.to_vec(),
            media_type: face.kind.media_type(),
            problem,
        };
        if !self.png {
            return untouched(self.path.to_owned(), None);
        }
        match to_png(face.image) {
            Ok(bytes) => Photo {
                path: self.path.to_owned(),
                bytes,
                media_type: "image/png",
                problem: None,
            },
            Err(problem) => {
                *reason = problem;
                untouched(self.path.with_extension(extension(face.kind)), Some(reason))
            }
        }
    }
}

#[cfg(feature = "photo-png")]
fn to_png(image: &[u8]) -> Result<Vec<u8>, String> {
    cie_document::emrtd::image::png::to_png(image).map_err(|error| error.to_string())
}

#[cfg(not(feature = "photo-png"))]
fn to_png(_: &[u8]) -> Result<Vec<u8>, String> {
    // `Wanted::new` has refused before.
    Err("built without the feature photo-png".into())
}

const fn extension(kind: ImageKind) -> &'static str {
    match kind {
        ImageKind::Jpeg => "jpg",
        ImageKind::Jpeg2000 => "jp2",
        ImageKind::Unknown => "bin",
    }
}

#[cfg(all(test, feature = "photo-png"))]
#[allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]
mod tests {
    use super::*;

    fn holder(image: &[u8]) -> Holder<'_> {
        Holder {
            faces: vec![Face {
                kind: ImageKind::of(image),
                width: None,
                height: None,
                image,
            }],
            ..Holder::default()
        }
    }

    #[test]
    fn a_photo_that_is_jpeg_goes_untouched_under_its_own_name_and_over_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let (png, jpg) = (folder.path().join("me.png"), folder.path().join("me.jpg"));
        let image = b"\xFF\xD8\xFF\xE0 a photo";
        let wanted = Wanted::new(&png).unwrap();
        let done = wanted.write(&holder(image), Lang::En, Done::default());
        let fields = done.fields;
        assert_eq!(fields["photo"]["problem"], Value::Null);
        assert_eq!(fields["photo"]["media_type"], "image/jpeg");
        assert_eq!(fields["photo"]["png_problem"], "the image is not JPEG 2000");
        assert!(std::fs::read(&jpg).unwrap() == image);
        assert!(!png.exists());
        std::fs::write(&jpg, "somebody's").unwrap();
        let again = wanted.write(&holder(image), Lang::En, Done::default());
        assert_eq!(again.fields["photo"]["file"], Value::Null);
        let problem = again.fields["photo"]["problem"].as_str().unwrap();
        assert!(problem.starts_with(jpg.to_str().unwrap()), "{problem}");
        assert_eq!(Wanted::new(&png).err().unwrap().code(), "usage");
        assert!(std::fs::read(&jpg).unwrap() == b"somebody's");
    }
}
