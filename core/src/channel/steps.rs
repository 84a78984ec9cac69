//! How far an operation is: the logical exchanges done of those expected, and
//! while a file is read, its bytes.

/// A file that is being read.
#[derive(Clone, Copy, Debug)]
struct File {
    /// Steps of the operation that it is worth.
    steps: u32,
    /// Bytes read.
    read: usize,
    /// Bytes of it, once its beginning has told.
    len: Option<usize>,
}

/// Counts steps. Never goes back, but for [`Self::restart`].
#[derive(Clone, Copy, Debug)]
pub(super) struct Steps {
    done: u32,
    expected: u32,
    file: Option<File>,
}

impl Steps {
    pub(super) const fn new(expected: u32) -> Self {
        Self {
            done: 0,
            expected,
            file: None,
        }
    }

    /// The operation starts again.
    pub(super) const fn restart(&mut self) {
        self.done = 0;
        self.file = None;
    }

    /// A logical exchange is done. Those that read a file count by its bytes.
    pub(super) const fn step(&mut self) {
        if self.file.is_none() {
            self.done += 1;
        }
    }

    /// A file is read that is worth so many steps.
    pub(super) const fn begin_file(&mut self, steps: u32) {
        self.file = Some(File {
            steps,
            read: 0,
            len: None,
        });
    }

    /// So many bytes of the file are there, of so many.
    pub(super) const fn bytes(&mut self, read: usize, len: usize) {
        if let Some(file) = &mut self.file {
            file.read = read;
            file.len = Some(len);
        }
    }

    /// The file is read, or is not there.
    pub(super) const fn end_file(&mut self) {
        if let Some(file) = self.file.take() {
            self.done += file.steps;
        }
    }

    /// 0 to 0.99: a guess of the whole must not promise the end too early.
    pub(super) fn fraction(&self) -> f32 {
        let within = self.file.map_or(0.0, |file| {
            let len = file.len.unwrap_or(0).max(1);
            // Exact for any file of a card.
            let share = file.read.min(len) as f64 / len as f64;
            f64::from(file.steps) * share
        });
        let done = f64::from(self.done) + within;
        #[allow(
            clippy::cast_possible_truncation,
            reason = "a fraction between 0 and 1"
        )]
        let fraction = (done / f64::from(self.expected.max(1))).min(0.99) as f32;
        fraction
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_moves_by_its_bytes_within_its_steps_and_its_exchanges_do_not_count() {
        let mut steps = Steps::new(20);
        steps.step();
        steps.begin_file(10);
        let mut told = vec![steps.fraction()];
        for read in [1000, 2000, 3999, 4000] {
            steps.step();
            steps.bytes(read, 4000);
            told.push(steps.fraction());
        }
        assert!(told.is_sorted(), "{told:?}");
        let near = |a: f32, b: f32| (a - b).abs() < 1e-6;
        assert!(
            told.iter()
                .zip([0.05, 0.175, 0.3])
                .all(|(a, b)| near(*a, b))
        );
        steps.end_file();
        assert!(near(steps.fraction(), 0.55));
        steps.step();
        assert!(near(steps.fraction(), 0.6));
    }

    #[test]
    fn a_file_that_is_not_there_counts_whole_and_one_that_lies_about_its_length_not_beyond() {
        let mut steps = Steps::new(10);
        steps.begin_file(4);
        steps.bytes(500, 0);
        assert!(steps.fraction() <= 0.4);
        steps.end_file();
        assert!(steps.fraction() >= 0.4);
        for _ in 0..100 {
            steps.step();
        }
        assert!(steps.fraction() < 1.0);
    }
}
