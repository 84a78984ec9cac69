//! Inputs for the tests of parsers.

/// Every beginning of `file`, and `file` with every single bit turned over.
pub fn altered(file: &[u8], mut parse: impl FnMut(&[u8])) {
    for end in 0..file.len() {
        parse(file.get(..end).unwrap_or_default());
    }
    let mut file = file.to_vec();
    for position in 0..file.len() {
        for bit in 0..8 {
            let flip = |byte: &mut u8| *byte ^= 1 << bit;
            file.get_mut(position).map(flip);
            parse(&file);
            file.get_mut(position).map(flip);
        }
    }
}
