//! Files made to cost time or memory.

use super::*;

/// Attacks, each with a word of the error that must stop it.
fn attacks() -> Vec<(&'static str, String)> {
    let mut laughs = String::from("<!DOCTYPE a [<!ENTITY l0 'lol'>");
    for level in 1..12 {
        let inner = format!("&l{};", level - 1).repeat(10);
        write!(laughs, "<!ENTITY l{level} '{inner}'>").unwrap();
    }
    let many = |one: &str, count: usize| one.repeat(count);
    let each = |one: &dyn Fn(usize) -> String| (0..80_000).map(one).collect::<Vec<_>>().concat();
    let attributes = each(&|at| format!(" a{at}='x'"));
    let namespaces = each(&|at| format!(" xmlns:a{at}='x'"));
    vec![
        ("entities grow", laughs + "]><a>&l11;</a>"),
        (
            "entities grow",
            format!(
                "<!DOCTYPE a [<!ENTITY e '{}'>]><a>{}</a>",
                many("x", 80_000),
                many("&e;", 20_000)
            ),
        ),
        ("nested deeper", many("<a>", 100_000)),
        ("more attributes", format!("<a{attributes}/>")),
        ("more attributes", format!("<a{namespaces}/>")),
        (
            "longer than the limit",
            format!("<a>{}</a>", many("text ", 20 << 20)),
        ),
        (
            "longer than the limit",
            format!("<a b='{}'/>", many("text ", 20 << 20)),
        ),
        (
            "longer than the limit",
            format!("<{}", many("a", 100 << 20)),
        ),
    ]
}

/// Counts what is read of it.
struct Counted<'a> {
    rest: &'a [u8],
    read: usize,
}

impl std::io::Read for Counted<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.rest.read(buffer)?;
        self.read += count;
        Ok(count)
    }
}

#[test]
fn attacks_end_soon_with_a_typed_error() {
    let limit = usize::try_from(XmlLimits::default().token_bytes).unwrap();
    for (expected, xml) in attacks() {
        let input = Counted {
            rest: xml.as_bytes(),
            read: 0,
        };
        let mut reader = XmlReader::new(input);
        let mut count = 0;
        let error = loop {
            match reader.next_event() {
                Ok(XmlEvent::Eof) => panic!("{expected}: read to its end"),
                Ok(_) => count += 1,
                Err(error) => break error.to_string(),
            }
        };
        assert!(error.contains(expected), "{error}");
        // What was done until the error came is bounded by the limits, not by the size of the attack.
        assert!(count <= 100_000, "{expected}: {count} events");
        let read = reader.input().unwrap().read;
        assert!(
            read <= xml.len().min(limit + (1 << 20)),
            "{expected}: {read} bytes"
        );
    }
}
