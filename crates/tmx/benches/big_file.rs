//! How fast a memory in three languages is read, checked, summed up, copied and written.
#![expect(clippy::unwrap_used, reason = "a bench stops where something fails")]

use std::fmt::Write;
use std::io::{Read, sink};
use std::path::Path;

use divan::Bencher;
use divan::counter::BytesCount;
use yaddash_io::encoding::{DecodingReader, Hint};
use yaddash_io::xml::{XmlEvent, XmlReader};
use yaddash_tmx::operations::Scratch;
use yaddash_tmx::{CopyEncoding, TmxOptions, TmxReader, TmxWriter};

fn main() {
    divan::main();
}

/// Sizes in units of about 1 KB.
const UNITS: [usize; 2] = [1_000, 20_000];

/// Sentences that say the same: English, Azerbaijani, Russian.
const SENTENCES: [[&str; 3]; 4] = [
    [
        "The Milli Majlis adopted the law on the state budget at its meeting in Baku",
        "Milli Məclis Bakıda keçirilən iclasında dövlət büdcəsi haqqında qanunu qəbul etdi",
        "Милли Меджлис принял закон о государственном бюджете на заседании в Баку",
    ],
    [
        "The working group discussed the report &amp; the annex &lt;draft 2&gt;",
        "İşçi qrupu hesabatı &amp; əlavəni müzakirə etdi &lt;layihə 2&gt;",
        "Рабочая группа обсудила отчёт &amp; приложение &lt;проект 2&gt;",
    ],
    [
        "Press <bpt i=\"1\" x=\"1\" type=\"bold\">&lt;b&gt;</bpt>Save<ept i=\"1\">&lt;/b&gt;</ept> to keep it<ph x=\"2\">{0}</ph>",
        "<bpt i=\"1\" x=\"1\" type=\"bold\">&lt;b&gt;</bpt>Saxla<ept i=\"1\">&lt;/b&gt;</ept> düyməsini basın<ph x=\"2\">{0}</ph>",
        "Нажмите <bpt i=\"1\" x=\"1\" type=\"bold\">&lt;b&gt;</bpt>Сохранить<ept i=\"1\">&lt;/b&gt;</ept><ph x=\"2\">{0}</ph>",
    ],
    [
        "The delegation signed the agreement on trade, without amendments, on 12 May 2024",
        "Nümayəndə heyəti 12 may 2024-cü ildə ticarət haqqında sazişi düzəliş edilmədən imzaladı",
        "Делегация подписала соглашение о торговле без поправок 12 мая 2024 года",
    ],
];

/// A memory of so many units.
fn memory(units: usize) -> String {
    let mut tmx = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<tmx version=\"1.4\">\n  <header creationtool=\"bench\" creationtoolversion=\"1\" \
         segtype=\"sentence\" o-tmf=\"none\" adminlang=\"en\" srclang=\"en\" datatype=\"html\"/>\n  <body>\n",
    );
    for (unit, sentences) in SENTENCES.iter().cycle().take(units).enumerate() {
        let date = format!("2024{:02}{:02}T101500Z", unit % 12 + 1, unit % 28 + 1);
        writeln!(
            tmx,
            "    <tu tuid=\"u{unit}\" creationdate=\"{date}\" creationid=\"aysel\" changedate=\"{date}\" changeid=\"ivan\">\n      \
             <prop type=\"x-document\">doc_{}.docx</prop>",
            unit % 97
        )
        .unwrap();
        for (language, text) in ["en", "az", "ru"].iter().zip(sentences) {
            writeln!(
                tmx,
                "      <tuv xml:lang=\"{language}\"><seg>{text} {unit}.</seg></tuv>"
            )
            .unwrap();
        }
        tmx += "    </tu>\n";
    }
    tmx + "  </body>\n</tmx>\n"
}

fn bench(bencher: Bencher<'_, '_>, units: usize, work: impl Fn(&[u8]) + Sync) {
    let tmx = memory(units);
    bencher
        .counter(BytesCount::of_str(&tmx))
        .bench(|| work(tmx.as_bytes()));
}

#[divan::bench(args = UNITS)]
fn xml_events(bencher: Bencher<'_, '_>, units: usize) {
    bench(bencher, units, |tmx| {
        let mut xml = XmlReader::new(tmx);
        while !matches!(xml.next_event().unwrap(), XmlEvent::Eof) {}
    });
}

#[divan::bench(args = UNITS)]
fn read(bencher: Bencher<'_, '_>, units: usize) {
    bench(bencher, units, |tmx| {
        assert_eq!(TmxReader::new(tmx).unwrap().count(), units);
    });
}

#[divan::bench(args = UNITS)]
fn info(bencher: Bencher<'_, '_>, units: usize) {
    bench(bencher, units, |tmx| {
        yaddash_tmx::info(tmx, Scratch::new(&|| tempfile::tempfile())).unwrap();
    });
}

#[divan::bench(args = UNITS)]
fn validate(bencher: Bencher<'_, '_>, units: usize) {
    bench(bencher, units, |tmx| {
        let done = yaddash_tmx::validate(
            tmx,
            Path::new("bench.tmx"),
            Scratch::new(&tempfile::tempfile),
            &mut |_| {},
        )
        .unwrap();
        assert_eq!(done.errors, 0);
    });
}

#[divan::bench(args = UNITS)]
fn rewrite(bencher: Bencher<'_, '_>, units: usize) {
    bench(bencher, units, |tmx| {
        yaddash_tmx::rewrite(tmx, sink(), CopyEncoding::Utf8).unwrap();
    });
}

#[divan::bench(args = UNITS)]
fn read_and_write(bencher: Bencher<'_, '_>, units: usize) {
    bench(bencher, units, |tmx| {
        let mut reader = TmxReader::new(tmx).unwrap();
        let mut writer =
            TmxWriter::new(Vec::new(), reader.header(), TmxOptions::default()).unwrap();
        for unit in &mut reader {
            writer.write(&unit.unwrap()).unwrap();
        }
        drop(writer.finish().unwrap());
    });
}

#[divan::bench(args = UNITS)]
fn decode_utf_16(bencher: Bencher<'_, '_>, units: usize) {
    let tmx = memory(units);
    let wide: Vec<u8> = tmx.encode_utf16().flat_map(u16::to_le_bytes).collect();
    bencher.counter(BytesCount::of_slice(&wide)).bench(|| {
        let mut text = Vec::new();
        DecodingReader::new(&wide[..], Hint::xml())
            .unwrap()
            .read_to_end(&mut text)
            .unwrap();
        assert_eq!(text.len(), tmx.len());
    });
}
