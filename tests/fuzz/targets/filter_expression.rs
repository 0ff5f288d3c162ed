//! Filter expressions: any text is read, or refused at a column within it; what was read answers for any unit, and the
//! answer turns around under `not`.
#![no_main]

use libfuzzer_sys::fuzz_target;
use yaddash_tmx::TmxReader;
use yaddash_tmx::operations::Expression;

/// A unit with what tests look at.
const MEMORY: &str = "<tmx version='1.4'><header srclang='en'/><body>\
    <tu tuid='k1' creationdate='20240229T101112Z' changeid='aysel' usagecount='3'><note>seen</note><prop type='x-domain'>law</prop>\
    <tuv xml:lang='en'><seg>The <ph/>Court</seg></tuv><tuv xml:lang='az-AZ'><seg>Məhkəmə</seg></tuv><tuv xml:lang='ru'><seg/></tuv>\
    </tu></body></tmx>";

fuzz_target!(|text: &str| {
    let expression = match text.parse::<Expression>() {
        Ok(expression) => expression,
        Err(error) => {
            assert!((1..=text.chars().count() + 1).contains(&error.column()));
            return;
        }
    };
    let unit = TmxReader::new(MEMORY.as_bytes()).unwrap().next().unwrap().unwrap();
    let holds = expression.holds(&unit);
    // At the limit of depth one more `not` may be too many.
    if let Ok(negated) = format!("not ({text})").parse::<Expression>() {
        assert_eq!(negated.holds(&unit), !holds);
    }
});
