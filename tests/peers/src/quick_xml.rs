//! quick-xml alone: every event of a file is read and nothing is made of it.

use std::io;

use quick_xml::Reader;
use quick_xml::events::Event;

fn main() -> io::Result<()> {
    let path = std::env::args()
        .nth(1)
        .ok_or_else(|| io::Error::other("usage: quick-xml FILE"))?;
    let mut reader = Reader::from_file(path).map_err(io::Error::other)?;
    let (mut buffer, mut events) = (Vec::new(), 0_u64);
    while !matches!(
        reader
            .read_event_into(&mut buffer)
            .map_err(io::Error::other)?,
        Event::Eof
    ) {
        events += 1;
        buffer.clear();
    }
    println!("{events}");
    Ok(())
}
