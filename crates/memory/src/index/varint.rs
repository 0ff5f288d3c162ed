//! Whole numbers in seven bits a byte, the lowest first (LEB128).

/// Writes `number`.
pub(super) fn write(mut number: u64, out: &mut Vec<u8>) {
    while number >= 0x80 {
        out.push(number.to_le_bytes()[0] | 0x80);
        number >>= 7;
    }
    out.push(number.to_le_bytes()[0]);
}

/// Reads a number and steps behind it; 0 at the end.
#[inline]
pub(super) fn read(bytes: &mut &[u8]) -> u64 {
    let mut number = 0;
    for shift in (0..64).step_by(7) {
        let Some((&byte, rest)) = bytes.split_first() else {
            return number;
        };
        *bytes = rest;
        number |= u64::from(byte & 0x7F) << shift;
        if byte < 0x80 {
            break;
        }
    }
    number
}

/// Reads a number of at most 32 bits.
#[inline]
pub(super) fn read_u32(bytes: &mut &[u8]) -> u32 {
    // The first byte is all in most cases.
    if let Some((&byte, rest)) = bytes.split_first()
        && byte < 0x80
    {
        *bytes = rest;
        return u32::from(byte);
    }
    u32::try_from(read(bytes)).unwrap_or(u32::MAX)
}
