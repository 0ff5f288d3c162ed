//! A memory in figures.

mod counts;

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use serde::Serialize;
use yaddash_io::encoding::{DecodingReader, EncodingReport};
use yaddash_io::xml::{XmlContext, XmlReader};

use crate::chunks::{Chunk, Chunks};
use crate::operations::scratch::{Scratch, Sorter};
use crate::reader::walk::{BODY_DEPTH, Walker};
use crate::{Error, Header, TmxReader};
use counts::{CODES, Counter, Counts, Tally};

/// How many different properties, tools, users and spellings are counted apart; the rest counts as `(others)`.
const DISTINCT: usize = 1_000;
const OTHERS: &str = "(others)";
/// Units after which what was counted is added to the whole.
const STRETCH: u64 = 1 << 14;

/// A memory in figures.
#[derive(Clone, Debug, Default, Serialize)]
#[non_exhaustive]
pub struct Info {
    /// The encoding of the file, as in `UTF-8`.
    pub encoding: String,
    /// What its author should know of it.
    #[serde(skip)]
    pub text: Option<EncodingReport>,
    /// What stands before the units.
    pub header: Header,
    /// Units, those that say nothing left out.
    pub units: u64,
    /// Variants of all units.
    pub variants: u64,
    /// Units that are well-formed but say nothing.
    pub unreadable_units: u64,
    /// Elements outside segments that TMX does not know.
    pub unknown_elements: u64,
    /// Units that say the same as an earlier one: same source language, same variants in any order, with their codes.
    pub duplicate_units: u64,
    /// Source texts that are translated in different ways into the same languages.
    pub ambiguous_sources: u64,
    /// What is there of each language, by the normal form of its tag.
    pub languages: BTreeMap<String, LanguageInfo>,
    /// Codes in segments by kind, in the terms of TMX; elements that it does not know are `foreign`.
    pub codes: BTreeMap<&'static str, u64>,
    /// Properties of units and variants by type.
    pub properties: BTreeMap<String, u64>,
    /// Notes of units and variants.
    pub notes: u64,
    /// Programs that units and variants name as `creationtool`.
    pub tools: BTreeMap<String, u64>,
    /// Users that units and variants name as `creationid` or `changeid`.
    pub users: BTreeMap<String, u64>,
    /// The first day of creation and change dates, as `YYYYMMDD`.
    pub first_date: Option<String>,
    /// The last day.
    pub last_date: Option<String>,
}

/// What there is of one language.
#[derive(Clone, Debug, Default, Serialize)]
#[non_exhaustive]
pub struct LanguageInfo {
    /// Variants; more than there are units where a unit has several.
    pub variants: u64,
    /// Units that have the language.
    pub units: u64,
    /// Words: runs of characters between white space.
    pub words: u64,
    /// Characters (Unicode scalar values), white space too, codes not.
    pub characters: u64,
    /// Segments without text.
    pub empty: u64,
    /// How often each spelling of the tag stands in the file.
    pub spellings: BTreeMap<String, u64>,
}

/// Reads a memory to its end and sums it up. Units that are well-formed but say nothing, as one without a language, are
/// counted and passed over.
///
/// The threads of the rayon pool share the work; the figures do not depend on their number. Memory does not grow with
/// the file; 16 bytes a unit, to find duplicates, go to `scratch` where there are more than 250,000 units.
///
/// # Errors
/// Those of [`TmxReader::new`], and those of the input and of `scratch` later on.
pub fn info(input: impl Read + Send, scratch: Scratch<'_>) -> Result<Info, Error> {
    let reader = TmxReader::new(input)?;
    let mut sum = Sum {
        info: Info {
            encoding: reader.encoding().name().to_owned(),
            header: reader.header().clone(),
            unknown_elements: reader.skipped(),
            ..Info::default()
        },
        days: None,
        digests: Sorter::new(scratch),
    };
    let mut counter = Counter::new(reader.header().source_language());
    let context = reader.walker.xml.context();
    // Behind `<body/>` there are no units to share.
    let is_in_body = context.depth() == BODY_DEPTH;
    sum.info.text = if rayon::current_num_threads() == 1 || !is_in_body || context.has_entities() {
        let mut walker = reader.walker;
        sum.all(&mut walker, &mut counter)?;
        walker.xml.input().map(DecodingReader::report)
    } else {
        sum.in_parallel(reader.walker.xml, &context, &mut counter)?
    };
    sum.finish()
}

/// What was added up so far.
struct Sum<'a> {
    info: Info,
    days: Option<(u32, u32)>,
    digests: Sorter<'a, 2>,
}

/// What one chunk came to.
struct ChunkCounts {
    counts: Counts,
    unreadable: u64,
    skipped: u64,
}

impl Sum<'_> {
    /// Counts all that is left.
    fn all<R: Read>(&mut self, walker: &mut Walker<R>, counter: &mut Counter) -> Result<(), Error> {
        let skipped_before = walker.skipped;
        loop {
            match walker.next_unit(counter) {
                None => break,
                Some(Ok(())) => counter.commit(),
                Some(Err(error)) if error.says_nothing() => self.info.unreadable_units += 1,
                Some(Err(error)) => return Err(error),
            }
            if counter.counts.units == STRETCH {
                let full = std::mem::replace(counter, counter.again());
                self.add(full.counts)?;
            }
        }
        self.info.unknown_elements += walker.skipped - skipped_before;
        let full = std::mem::replace(counter, counter.again());
        self.add(full.counts)
    }

    /// Counts all that is left, chunk by chunk. A chunk that does not start and end between two units, which shows when
    /// it is read, is read again one unit after the other, and so is all that follows. Gives what is known of the encoding.
    fn in_parallel<R: Read + Send>(
        &mut self,
        xml: XmlReader<DecodingReader<R>>,
        context: &XmlContext,
        counter: &mut Counter,
    ) -> Result<Option<EncodingReport>, Error> {
        let position = xml.end_position();
        let Some((unread, mut decoding)) = xml.into_unread() else {
            return Ok(None);
        };
        let source = counter.source().cloned();
        let chunks = Chunks::new(Cursor::new(unread).chain(&mut decoding), position);
        let rest = chunks.in_parallel(
            |chunk| count(chunk, context, Counter::new(source.clone())),
            |_, result| {
                self.info.unreadable_units += result.unreadable;
                self.info.unknown_elements += result.skipped;
                self.add(result.counts)
            },
        )?;
        if let Some((input, position)) = rest {
            let mut walker = Walker::new(context.reader_to_end(input, position));
            walker.units = self.info.units + self.info.unreadable_units;
            self.all(&mut walker, counter)?;
        }
        Ok(Some(decoding.report()))
    }

    fn add(&mut self, counts: Counts) -> Result<(), Error> {
        let info = &mut self.info;
        info.units += counts.units;
        info.variants += counts.variants;
        info.notes += counts.notes;
        for (kind, count) in CODES.iter().zip(counts.codes) {
            if count > 0 {
                *info.codes.entry(kind).or_default() += count;
            }
        }
        for (sum, tally) in [
            (&mut info.properties, counts.properties),
            (&mut info.tools, counts.tools),
            (&mut info.users, counts.users),
        ] {
            add(sum, tally);
        }
        for new in counts.languages.into_iter().filter(|new| new.variants > 0) {
            let language = entry(&mut info.languages, new.tag.normal());
            language.units += new.units;
            language.variants += new.variants;
            language.words += new.words;
            language.characters += new.characters;
            language.empty += new.empty;
            add(&mut language.spellings, new.spellings);
        }
        if let Some((first, last)) = counts.days {
            let (earliest, latest) = self.days.unwrap_or((first, last));
            self.days = Some((earliest.min(first), latest.max(last)));
        }
        for digests in counts.digests {
            self.digests.push(digests)?;
        }
        Ok(())
    }

    fn finish(mut self) -> Result<Info, Error> {
        let mut last: Option<[u64; 2]> = None;
        let mut is_ambiguous = false;
        for digests in self.digests.sorted()? {
            let digests = digests?;
            if last.is_some_and(|[source, _]| source == digests[0]) {
                if last == Some(digests) {
                    self.info.duplicate_units += 1;
                } else if !std::mem::replace(&mut is_ambiguous, true) {
                    self.info.ambiguous_sources += 1;
                }
            } else {
                is_ambiguous = false;
            }
            last = Some(digests);
        }
        let day = |day: u32| format!("{day:08}");
        self.info.first_date = self.days.map(|(first, _)| day(first));
        self.info.last_date = self.days.map(|(_, last)| day(last));
        Ok(self.info)
    }
}

/// Counts a chunk; `None` where it does not start and end between two units, or ends before it should.
fn count(chunk: &Chunk, context: &XmlContext, mut counter: Counter) -> Option<ChunkCounts> {
    let mut walker = Walker::new(context.reader(&*chunk.bytes, chunk.start));
    let mut unreadable = 0;
    loop {
        match walker.next_unit(&mut counter) {
            None => break,
            Some(Ok(())) => counter.commit(),
            Some(Err(error)) if error.says_nothing() => unreadable += 1,
            Some(Err(_)) => return None,
        }
    }
    let is_whole = chunk.stands_alone(&walker.xml, context) && !walker.has_searched;
    is_whole.then_some(ChunkCounts {
        counts: counter.counts,
        unreadable,
        skipped: walker.skipped,
    })
}

/// The entry of a key, or that of all others where there are too many.
fn entry<'m, T: Default>(map: &'m mut BTreeMap<String, T>, key: &str) -> &'m mut T {
    let key = if map.len() < DISTINCT || map.contains_key(key) {
        key
    } else {
        OTHERS
    };
    map.entry(key.to_owned()).or_default()
}

fn add(sum: &mut BTreeMap<String, u64>, tally: Tally) {
    for (key, count) in tally.counts {
        if count > 0 {
            *entry(sum, &key) += count;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use super::*;
    use crate::ErrorKind;

    fn figures(tmx: &str) -> Info {
        info(tmx.as_bytes(), Scratch::new(&|| tempfile::tempfile())).unwrap()
    }

    #[test]
    fn figures_of_a_small_memory() {
        let tmx = r#"<tmx version="1.4"><header srclang="az"><prop type="x-h">1</prop></header><body>
            <tu creationdate="20240229T101112Z" creationtool="t"><note>n</note><prop type="x-a">1</prop>
              <tuv xml:lang="az"><seg>Milli <bpt i="1"/>Məclis<ept i="1"/></seg></tuv>
              <tuv xml:lang="AZ" changedate="2023-01-02T00:00:00Z"><seg/></tuv>
              <tuv xml:lang="ru-RU"><seg>Милли Меджлис<ph>x<sub>y<it pos="end"/></sub></ph></seg></tuv></tu>
            <tu><tuv><seg>no language</seg></tuv></tu>
            <x/>
        </body></tmx>"#;
        let info = figures(tmx);
        assert_eq!(
            (info.units, info.variants, info.unreadable_units),
            (1, 3, 1)
        );
        assert_eq!((info.notes, info.unknown_elements), (1, 1));
        let az = &info.languages["az"];
        assert_eq!(
            (az.variants, az.units, az.words, az.characters, az.empty),
            (2, 1, 2, 12, 1)
        );
        assert_eq!(az.spellings.len(), 2);
        assert_eq!(info.languages["ru-RU"].words, 2);
        let codes: Vec<_> = info
            .codes
            .iter()
            .map(|(name, count)| (*name, *count))
            .collect();
        assert_eq!(
            codes,
            [("bpt", 1), ("ept", 1), ("it", 1), ("ph", 1), ("sub", 1)]
        );
        assert_eq!(info.properties["x-a"], 1);
        assert_eq!(info.tools["t"], 1);
        assert_eq!(info.first_date.as_deref(), Some("20230102"));
        assert_eq!(info.last_date.as_deref(), Some("20240229"));
    }

    /// A memory of some chunks, with units that say the same and a comment that looks like a unit.
    fn chunked() -> String {
        let mut tmx = String::from("<tmx version='1.4'><header srclang='en'/><body>\n");
        for unit in 0..4_000 {
            let text = unit % 2_000;
            let _ = write!(
                tmx,
                "<tu changeid='u{}'><prop type='p{unit}'/><tuv xml:lang='en'><seg>Text {text}<ph x='1'>{{0}}</ph></seg></tuv>\n\
                 <tuv xml:lang='az'><seg>Mətn {} </seg></tuv></tu><!-- <tu > -->\n",
                unit % 7,
                text + unit / 3_500,
            );
        }
        tmx + "</body></tmx>"
    }

    #[test]
    fn chunks_are_counted_without_falling_back() {
        let tmx = chunked().replace("<tu >", "");
        let reader = TmxReader::new(tmx.as_bytes()).unwrap();
        let context = reader.walker.xml.context();
        let position = reader.walker.xml.end_position();
        let (unread, input) = reader.walker.xml.into_unread().unwrap();
        let mut chunks = Chunks::new(Cursor::new(unread).chain(input), position);
        let mut units = 0;
        for chunk in chunks.next(100) {
            let counted = count(&chunk, &context, Counter::new(None));
            units += counted.expect("the chunk is whole").counts.units;
        }
        assert_eq!(units, 4_000);
    }

    /// A unit that says nothing is passed over to its end, which may stand in another chunk.
    #[test]
    fn chunks_that_end_inside_an_unreadable_unit_are_read_again() {
        let inside = "<tu><tuv xml:lang='az'><x/><seg>Bir</seg></tuv></tu>".repeat(10_000);
        let tmx = format!(
            "<tmx version='1.4'><header/><body><tu><tuv><seg/></tuv>{inside}</tu>\
             <tu><tuv xml:lang='az'><seg>Bir</seg></tuv></tu></body></tmx>"
        );
        let info = figures(&tmx);
        let mut reader = TmxReader::new(tmx.as_bytes()).unwrap();
        let (read, refused): (Vec<_>, Vec<_>) = reader.by_ref().partition(Result::is_ok);
        assert_eq!((read.len(), refused.len(), reader.skipped()), (1, 1, 0));
        assert_eq!(
            (info.units, info.unreadable_units, info.unknown_elements),
            (1, 1, 0)
        );
    }

    #[test]
    fn an_input_that_fails_inside_a_unit_has_no_figures() {
        let tmx = chunked();
        for end in [tmx.len() - 60, tmx.len() / 2 + 20, tmx.len() / 2 + 70] {
            let end = tmx.floor_char_boundary(end);
            let failing = Read::chain(&tmx.as_bytes()[..end], Failing);
            let error = info(failing, Scratch::new(&|| tempfile::tempfile())).unwrap_err();
            let is_of_input =
                matches!(error.kind(), ErrorKind::Read(read) if read.xml_problem().is_none());
            assert!(is_of_input && error.unit().is_none(), "{error}");
        }
    }

    /// A file that is cut off or broken has no figures, only the place of its fault, however many threads there are.
    #[test]
    fn a_file_that_is_not_well_formed_has_no_figures() {
        let whole = chunked();
        let (cut_off, _) = whole.split_once("<prop type='p2500'/>").unwrap();
        for (tmx, place) in [
            (cut_off.to_owned(), "5002:19: the file ends before"),
            (
                whole.replace("'p3000'/>", "'p3000'/>&"),
                "6002:39: `&` starts",
            ),
            (
                whole.replace("'p3000'/>", "'p3000' t5:a=''/>"),
                "6002:38: prefix `t5`",
            ),
            (
                whole.replace("</body>", ""),
                "8002:1: `</tmx>` does not close `body`",
            ),
        ] {
            for threads in [1, 2] {
                let pool = rayon::ThreadPoolBuilder::new().num_threads(threads);
                let run = || info(tmx.as_bytes(), Scratch::new(&|| tempfile::tempfile()));
                let error = pool.build().unwrap().install(run).unwrap_err();
                assert!(error.to_string().starts_with(place), "{error}");
                let unit = place.starts_with("500").then_some(2_501);
                let unit = unit.or(place.starts_with("600").then_some(3_001));
                assert_eq!(error.unit(), unit, "{error}");
            }
        }
    }

    struct Failing;

    impl Read for Failing {
        fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
            Err(std::io::Error::other("the disk is gone"))
        }
    }

    #[test]
    fn figures_do_not_depend_on_the_number_of_threads() {
        let whole = chunked();
        let with = |threads: usize, tmx: &str| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads);
            let run = || info(tmx.as_bytes(), Scratch::new(&|| tempfile::tempfile()));
            match pool.build().unwrap().install(run) {
                Ok(info) => serde_json::to_string(&info).unwrap(),
                Err(error) => error.to_string(),
            }
        };
        let (cut_off, _) = whole.split_once("<prop type='p2500'/>").unwrap();
        let commented = whole.replace("<prop type='p3000'/>", "<!-- <tu><tuv/></tu><tu ");
        let nested = whole.replace("<prop type='p3000'/>", "<tu>");
        let broken = whole.replace("<prop type='p3000'/>", "<a b=c></a>");
        let nothing_said = whole.replace("xml:lang='az'><seg>Mətn 3", "><seg>");
        for tmx in [&whole, cut_off, &commented, &nested, &broken, &nothing_said] {
            let one = with(1, tmx);
            assert_eq!(with(2, tmx), one);
            assert_eq!(with(5, tmx), one);
        }
        let info = figures(&whole);
        assert_eq!(
            (info.units, info.duplicate_units, info.ambiguous_sources),
            (4_000, 1_500, 500)
        );
        assert_eq!(info.properties.len(), DISTINCT + 1);
    }
}
