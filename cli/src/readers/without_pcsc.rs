//! A build without PC/SC, which needs nothing installed.

use cie_core::{Limits, Transceive};

use super::PcscReader;
use crate::failure::{Failure, ReaderProblem};

pub(crate) fn list() -> Result<Vec<PcscReader>, ReaderProblem> {
    Err(ReaderProblem::BuiltWithoutPcsc)
}

pub(super) fn find(_: Option<&str>) -> Result<String, ReaderProblem> {
    Err(ReaderProblem::BuiltWithoutPcsc)
}

pub(super) fn open(_: &str, _: Option<Limits>) -> Result<Box<dyn Transceive>, Failure> {
    Err(ReaderProblem::BuiltWithoutPcsc.into())
}
