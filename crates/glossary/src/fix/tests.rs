//! Properties of fixes.

use proptest::prelude::*;
use yaddash_model::{Block, BlockKind, Document};

use super::*;
use crate::{Checker, read_csv};

const GLOSSARY: &str = "concept,language,term,status,case\n\
    pace,az,AŞPA,preferred,strict\npace,az,ECPA,deprecated,strict\n\
    majlis,az,Milli Məclis,preferred,strict\nmajlis,az,Milli Meclis,deprecated,strict\n";

fn check(checker: &Checker, text: &str) -> Vec<Finding> {
    let document = Document {
        language: None,
        blocks: vec![Block::verbatim(BlockKind::Paragraph, text, 0)],
    };
    checker.check_document(&document, text, "x".as_ref(), &"az".parse().unwrap())
}

proptest! {
    #[test]
    fn what_was_fixed_is_clean_and_stays(
        words in prop::collection::vec(
            prop::sample::select(vec![
                "ECPA", "ECPA-nın", "Milli Meclisdə", "Milli məclis", "Xаnkəndi", "Milli Meclisin", "`ECPA`", "gün",
                "AŞPA-da", "https://x.az/ECPA", "MİLLİ MECLİS", "və", "“ECPA”nın", "ECPA-nınkı", "Milli Meclisi",
            ]),
            0..8,
        )
    ) {
        let checker = Checker::new(read_csv(GLOSSARY).unwrap().termbase);
        let text = words.join(", ");
        let findings = check(&checker, &text);
        let fixed = fix(&text, &findings);
        let left = check(&checker, &fixed.text);
        prop_assert_eq!(left.len(), findings.len() - fixed.applied.len(), "{} -> {}", text, fixed.text);
        let again = fix(&fixed.text, &left);
        prop_assert_eq!(&again.text, &fixed.text);
        // What no finding names is as it was.
        let mut outside = fixed.text.len();
        for at in &fixed.applied {
            outside = outside + findings[*at].text.len() - findings[*at].suggestions[0].len();
        }
        prop_assert_eq!(outside, text.len());
    }
}
