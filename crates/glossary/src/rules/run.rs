//! All rules run over a block, a document and a unit.

use yaddash_model::Document;

use super::{
    BlockText, DocumentNames, Figures, Issue, Names, OpenQuotations, Quotations, Spot, Vocabulary,
    date_mismatch, deprecated_term, doubled_word, inconsistent_case, inconsistent_hyphen,
    inconsistent_spelling, letter_case, lookalike, lost_diacritics, missing_term, name_variant,
    number_mismatch, space_before_punctuation, space_beside_quotation, unpaired_quotation,
    untranslated, version_drift,
};

/// A document under way: what its blocks have said so far.
#[derive(Debug, Default)]
pub(crate) struct DocumentRules {
    names: DocumentNames,
    quotations: OpenQuotations,
    vocabulary: Vocabulary,
}

impl DocumentRules {
    /// Looks at the block with the number `at`, behind those before it. Gives what is to be said of it alone.
    pub(crate) fn add(&mut self, at: usize, block: &BlockText<'_>, names: &Names) -> Vec<Issue> {
        let quotations = quotations(block);
        let issues = block_issues(block, names, &quotations);
        self.quotations.add(at, &quotations);
        self.vocabulary.add(at, block);
        self.names.add(at, block, &issues);
        issues
    }

    /// What is to be said of the document as a whole, by block.
    pub(crate) fn finish(mut self, document: &Document) -> Vec<(usize, Issue)> {
        let mut issues = self.names.issues();
        issues.extend(self.quotations.issues());
        let Some(language) = self.vocabulary.language() else {
            return issues;
        };
        let text = |spot: &Spot| {
            let block = document.blocks.get(spot.block);
            let text = block.and_then(|block| spot.span.of(block.content.text()));
            text.unwrap_or_default()
        };
        let spots = self.vocabulary.finish();
        issues.extend(inconsistent_spelling::issues(spots, language, &text));
        issues.extend(inconsistent_hyphen::issues(spots, language, &text));
        issues.extend(inconsistent_case::issues(spots, &text));
        issues.extend(lost_diacritics::in_document(spots, language, &text));
        issues
    }
}

/// What is to be said of a variant of a unit, by itself and against the `source`, where that is of another language.
pub(crate) fn variant_issues(
    variant: &BlockText<'_>,
    source: Option<&BlockText<'_>>,
    names: &Names,
) -> Vec<Issue> {
    let mut issues = block_issues(variant, names, &quotations(variant));
    if let Some(source) =
        source.filter(|source| source.language.language() != variant.language.language())
    {
        missing_term::check(source, variant, &mut issues);
        unpaired_quotation::check_target(source, variant, &mut issues);
        untranslated::check(source, variant, &mut issues);
        figures(source, variant, &mut issues);
    }
    issues
}

/// What is to be said of the source of a unit, given all its variants.
pub(crate) fn unit_issue(variants: &[BlockText<'_>], source: usize) -> Option<Issue> {
    let variants: Vec<&BlockText<'_>> = variants.iter().collect();
    version_drift::in_unit(&variants, source)
}

/// Numbers and dates, which most sentences have none of.
fn figures(source: &BlockText<'_>, target: &BlockText<'_>, issues: &mut Vec<Issue>) {
    let has_digits = |block: &BlockText<'_>| {
        block
            .text
            .source()
            .bytes()
            .any(|byte| byte.is_ascii_digit())
    };
    if !has_digits(source) && !has_digits(target) {
        return;
    }
    let of = |block: &BlockText<'_>| Figures::of(block.text.source(), block.text.language());
    let (there, here) = (of(source), of(target));
    date_mismatch::check((source, &there), (target, &here), issues);
    number_mismatch::check((source, &there), (target, &here), issues);
}

fn quotations(block: &BlockText<'_>) -> Quotations {
    Quotations::of(block.text.source(), |span| block.text.is_masked(span))
}

fn block_issues(block: &BlockText<'_>, names: &Names, quotations: &Quotations) -> Vec<Issue> {
    let mut issues = Vec::new();
    lookalike::check(block, &mut issues);
    deprecated_term::check(block, &mut issues);
    letter_case::check(block, &mut issues);
    lost_diacritics::check(block, &names.plain, &mut issues);
    name_variant::check(block, names, &mut issues);
    doubled_word::check(block, &mut issues);
    space_before_punctuation::check(block, &mut issues);
    space_beside_quotation::check(block, quotations, &mut issues);
    issues
}
