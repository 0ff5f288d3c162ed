//! Tables of numbers: any bytes are read or refused; a table that was read is as large as it says, of finite numbers, and
//! what is written from it is read back equal.
//!
//! The first byte of an input chooses the file as it is, or a head of a version before a dictionary that ends at the first
//! line feed.
#![no_main]

use libfuzzer_sys::fuzz_target;
use yaddash_fuzz::{choose, parted};
use yaddash_io::npy::Table;

fuzz_target!(|input: &[u8]| {
    let ([choice], bytes) = parted(input);
    let file = match choose(choice, &[0, 1, 2, 3]) {
        0 => bytes.to_vec(),
        version => headed(version, bytes),
    };
    let Ok(table) = Table::from_npy(&file) else {
        return;
    };
    assert!(table.columns > 0);
    assert_eq!(table.values.len(), table.rows * table.columns);
    assert!(table.values.iter().all(|value| value.is_finite()));
    assert!(
        table.values.len() * 2 <= file.len(),
        "more than the file holds"
    );
    let dictionary = format!(
        "{{'descr': '<f4', 'fortran_order': False, 'shape': ({}, {}), }}\n",
        table.rows, table.columns
    );
    let numbers = table.values.iter().flat_map(|value| value.to_le_bytes());
    let written: Vec<u8> = dictionary.into_bytes().into_iter().chain(numbers).collect();
    assert_eq!(Table::from_npy(&headed(2, &written)), Ok(table));
});

/// Magic bytes, version and length before a dictionary of one line and what follows it.
fn headed(version: u8, bytes: &[u8]) -> Vec<u8> {
    let end = bytes.iter().position(|byte| *byte == b'\n');
    let length = end.map_or(bytes.len(), |end| end + 1);
    let mut file = b"\x93NUMPY".to_vec();
    file.extend([version, 0]);
    if version == 1 {
        file.extend(u16::try_from(length).unwrap_or(u16::MAX).to_le_bytes());
    } else {
        file.extend(u32::try_from(length).unwrap_or(u32::MAX).to_le_bytes());
    }
    file.extend(bytes);
    file
}
