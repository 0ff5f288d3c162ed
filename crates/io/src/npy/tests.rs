use proptest::prelude::*;

use super::*;

/// A file with this dictionary and these numbers.
fn file(version: u8, dictionary: &str, data: &[u8]) -> Vec<u8> {
    let mut bytes = b"\x93NUMPY".to_vec();
    bytes.extend([version, 0]);
    if version == 1 {
        bytes.extend(u16::try_from(dictionary.len()).unwrap().to_le_bytes());
    } else {
        bytes.extend(u32::try_from(dictionary.len()).unwrap().to_le_bytes());
    }
    bytes.extend(dictionary.as_bytes());
    bytes.extend(data);
    bytes
}

fn dictionary(descr: &str, shape: &str) -> String {
    format!("{{'descr': '{descr}', 'fortran_order': False, 'shape': {shape}, }}      \n")
}

fn read(dictionary: &str, data: &[u8]) -> Result<Table, NpyError> {
    Table::from_npy(&file(1, dictionary, data))
}

fn singles(values: &[f32]) -> Vec<u8> {
    values
        .iter()
        .flat_map(|value| value.to_le_bytes())
        .collect()
}

#[test]
fn all_widths_and_orders_of_bytes() {
    let values = [1.5_f32, -2.0, 0.25, 0.0, 1024.0, -0.125];
    let table = Table {
        rows: 3,
        columns: 2,
        values: values.to_vec(),
    };
    let halves = [0x3e00_u16, 0xc000, 0x3400, 0x0000, 0x6400, 0xb000];
    let of = |bytes: fn(f32) -> Vec<u8>| values.map(bytes).concat();
    let data = [
        ("<f2", halves.map(u16::to_le_bytes).concat()),
        (">f2", halves.map(u16::to_be_bytes).concat()),
        ("<f4", of(|value| value.to_le_bytes().to_vec())),
        (">f4", of(|value| value.to_be_bytes().to_vec())),
        ("<f8", of(|value| f64::from(value).to_le_bytes().to_vec())),
        (">f8", of(|value| f64::from(value).to_be_bytes().to_vec())),
    ];
    for (descr, data) in data {
        for version in 1..=3 {
            let read = Table::from_npy(&file(version, &dictionary(descr, "(3, 2)"), &data));
            assert_eq!(read.as_ref(), Ok(&table), "{descr} {version}");
        }
    }
}

#[test]
fn halves_at_their_borders() {
    for (bits, value) in [
        (0x0001, 2_f32.powi(-24)),
        (0x03ff, 1023.0 * 2_f32.powi(-24)),
        (0x0400, 2_f32.powi(-14)),
        (0x7bff, 65_504.0),
        (0xfbff, -65_504.0),
        (0x7c00, f32::INFINITY),
    ] {
        assert!(of_half(bits).to_bits() == value.to_bits(), "{bits:x}");
    }
    assert!(of_half(0x7c01).is_nan());
}

#[test]
fn entries_in_any_order_and_layout() {
    let data = singles(&[1.0, 2.0]);
    for dictionary in [
        "{\"shape\":(1,2),\"fortran_order\":False,\"descr\":\"<f4\"}",
        "{ 'shape' : ( 1 , 2 , ) , 'descr' : '<f4' , 'fortran_order' : False }",
    ] {
        let table = read(dictionary, &data).unwrap();
        assert_eq!((table.rows, table.columns), (1, 2), "{dictionary}");
    }
    let empty = read(&dictionary("<f4", "(0, 7)"), &[]).unwrap();
    assert_eq!((empty.rows, empty.columns), (0, 7));
}

#[test]
fn hostile_headers_are_refused() {
    let data = singles(&[1.0, 2.0]);
    for wrong in [
        "",
        "{}",
        "{'descr': '<f4', 'fortran_order': False}",
        "{'descr': '<f4', 'shape': (1, 2)}",
        "{'fortran_order': False, 'shape': (1, 2)}",
        "{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (1, 2)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2), 'more': 'x'}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2)} x",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2)",
        "{'descr': '<f4', 'fortran_order': 0, 'shape': (1, 2)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1, -2)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 99999999999999999999999)}",
        "{'descr': '<f4, 'fortran_order': False, 'shape': (1, 2)}",
        "{'de\\x73cr': '<f4', 'fortran_order': False, 'shape': (1, 2)}",
        "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1, 2)}",
    ] {
        let error = read(wrong, &data).unwrap_err();
        assert!(
            matches!(error, NpyError::Header { .. }),
            "{wrong}: {error:?}"
        );
    }
    for descr in ["<i4", "f4", "|f4", "<f16", "<c8", "|O", "é"] {
        let error = read(&dictionary(descr, "(1, 2)"), &data).unwrap_err();
        assert!(matches!(error, NpyError::Type(_)), "{descr}: {error:?}");
    }
    for shape in ["()", "(2,)", "(1, 2, 1)", "(2, 0)", "(1,1,1,1,1,1,1,1,1,1)"] {
        let error = read(&dictionary("<f4", shape), &data).unwrap_err();
        assert!(matches!(error, NpyError::Shape(_)), "{shape}: {error:?}");
    }
    let fortran = dictionary("<f4", "(1, 2)").replace("False", "True");
    assert_eq!(read(&fortran, &data), Err(NpyError::FortranOrder));
}

#[test]
fn sizes_that_do_not_fit_are_refused_before_memory_is_taken() {
    let data = singles(&[1.0, 2.0]);
    for (shape, claimed) in [
        ("(1, 3)", Some(12)),
        ("(1, 1)", Some(4)),
        ("(4294967296, 256)", Some(1 << 42)),
        ("(4294967296, 4294967296)", None),
        ("(18446744073709551615, 1)", None),
    ] {
        let error = read(&dictionary("<f4", shape), &data).unwrap_err();
        let claimed = Claimed(claimed);
        assert_eq!(error, NpyError::Size { found: 8, claimed }, "{shape}");
    }
}

#[test]
fn heads_that_are_cut_or_absurd_are_refused() {
    let whole = file(1, &dictionary("<f4", "(1, 2)"), &singles(&[1.0, 2.0]));
    for length in 0..whole.len() {
        assert!(Table::from_npy(&whole[..length]).is_err(), "{length} bytes");
    }
    assert_eq!(Table::from_npy(b"PK\x03\x04"), Err(NpyError::Magic));
    assert_eq!(
        Table::from_npy(b"\x93NUMPY\x04\x00"),
        Err(NpyError::Version(4, 0))
    );
    assert_eq!(
        Table::from_npy(b"\x93NUMPY\x02\x00\xff\xff\xff\xff"),
        Err(NpyError::LongHeader(u32::MAX as usize))
    );
}

#[test]
fn numbers_that_are_not_finite_are_named() {
    for value in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY] {
        let error = read(
            &dictionary("<f4", "(2, 2)"),
            &singles(&[1.0, 2.0, value, 3.0]),
        );
        assert_eq!(error, Err(NpyError::NotFinite { row: 2, column: 1 }));
    }
    let error = read(&dictionary("<f8", "(1, 1)"), &1e300_f64.to_le_bytes());
    assert_eq!(error, Err(NpyError::NotFinite { row: 1, column: 1 }));
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(version in 1..4_u8, header in "[{}'a-z:,() 0-9<>FT]{0,80}", data: Vec<u8>) {
        if let Ok(table) = Table::from_npy(&file(version, &header, &data)) {
            prop_assert_eq!(table.values.len(), table.rows * table.columns);
        }
    }
}
