//! All rules run over a block, a document and a unit.

use yaddash_model::Document;

use super::{
    Asked, BlockText, DocumentNames, Figures, Issue, Names, OpenQuotations, Quotations, Rule, Spot,
    Vocabulary, date_mismatch, deprecated_term, doubled_word, inconsistent_case,
    inconsistent_hyphen, inconsistent_spelling, letter_case, lookalike, lost_diacritics,
    missing_term, name_variant, number_mismatch, space_before_punctuation, space_beside_quotation,
    unpaired_quotation, untranslated, version_drift, wrong_term,
};

/// What a block says by itself.
struct BlockFindings {
    issues: Vec<Issue>,
    /// None where it has no quotation marks.
    quotations: Option<Quotations>,
}

impl BlockFindings {
    /// Looks at a block alone.
    fn of(block: &BlockText<'_>, names: &Names, asked: Asked) -> Self {
        let quotations = quotations(block, asked);
        Self {
            issues: block_issues(block, names, quotations.as_ref(), asked),
            quotations,
        }
    }
}

/// A document under way: what its blocks have said so far.
#[derive(Debug)]
pub(crate) struct DocumentRules {
    asked: Asked,
    issues: Vec<(usize, Issue)>,
    quotations: OpenQuotations,
    /// None where nothing asks for them, or the document is too large for it.
    names: Option<DocumentNames>,
    vocabulary: Option<Vocabulary>,
}

/// The rules that compare how words are written.
const OF_VOCABULARY: &[&Rule] = &[
    &inconsistent_case::RULE,
    &inconsistent_hyphen::RULE,
    &inconsistent_spelling::RULE,
    &lost_diacritics::RULE,
];

impl DocumentRules {
    /// The rules for a document of `size` bytes of text.
    pub(crate) fn new(size: usize, asked: Asked) -> Self {
        let has_names = asked.has(&name_variant::RULE);
        let has_vocabulary = size <= Vocabulary::LARGEST && asked.has_any(OF_VOCABULARY);
        Self {
            asked,
            issues: Vec::new(),
            quotations: OpenQuotations::default(),
            names: has_names.then(DocumentNames::default),
            vocabulary: has_vocabulary.then(Vocabulary::default),
        }
    }

    /// Looks at the block with the number `at`, behind those before it.
    pub(crate) fn add(&mut self, at: usize, block: &BlockText<'_>, names: &Names) {
        let found = BlockFindings::of(block, names, self.asked);
        if let Some(vocabulary) = &mut self.vocabulary {
            vocabulary.add(at, block);
        }
        if let Some(names) = &mut self.names {
            names.add(at, block, &found.issues);
        }
        let issues = found.issues.into_iter();
        self.issues.extend(issues.map(|issue| (at, issue)));
        if let Some(quotations) = &found.quotations
            && self.asked.has(&unpaired_quotation::RULE)
        {
            self.quotations.add(at, quotations);
        }
    }

    /// What is to be said of the document, by block.
    pub(crate) fn finish(self, document: &Document) -> Vec<(usize, Issue)> {
        let asked = self.asked;
        let mut issues = self.issues;
        issues.extend(self.names.iter().flat_map(DocumentNames::issues));
        issues.extend(self.quotations.issues());
        let mut vocabulary = self.vocabulary.unwrap_or_default();
        if let Some(language) = vocabulary.language() {
            let text = |spot: &Spot| {
                let block = document.blocks.get(spot.block);
                let text = block.and_then(|block| spot.span.of(block.content.text()));
                text.unwrap_or_default()
            };
            let spots = vocabulary.finish();
            issues.extend(inconsistent_spelling::issues(spots, language, &text));
            issues.extend(inconsistent_hyphen::issues(spots, language, &text));
            issues.extend(inconsistent_case::issues(spots, &text));
            issues.extend(lost_diacritics::in_document(spots, language, &text));
        }
        issues.retain(|(_, issue)| asked.has(issue.rule));
        issues
    }
}

/// What is to be said of a variant of a unit, by itself and against the `source`, where that is of another language.
pub(crate) fn variant_issues(
    variant: &BlockText<'_>,
    source: Option<&BlockText<'_>>,
    names: &Names,
    asked: Asked,
) -> Vec<Issue> {
    let mut issues = BlockFindings::of(variant, names, asked).issues;
    if let Some(source) =
        source.filter(|source| source.language.language() != variant.language.language())
    {
        // Another concept's term in the place of the right one is found on the way.
        if asked.has_any(&[&missing_term::RULE, &wrong_term::RULE]) {
            missing_term::check(source, variant, &mut issues);
        }
        if asked.has(&unpaired_quotation::RULE) {
            unpaired_quotation::check_target(source, variant, &mut issues);
        }
        if asked.has(&untranslated::RULE) {
            untranslated::check(source, variant, &mut issues);
        }
        if asked.has_any(&[&date_mismatch::RULE, &number_mismatch::RULE]) {
            figures(source, variant, &mut issues);
        }
    }
    issues.retain(|issue| asked.has(issue.rule));
    issues
}

/// What is to be said of the source of a unit, given all its variants.
pub(crate) fn unit_issue(variants: &[BlockText<'_>], source: usize, asked: Asked) -> Option<Issue> {
    if !asked.has(&version_drift::RULE) {
        return None;
    }
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

/// The quotation marks of a block, where it has any that a rule asks for.
fn quotations(block: &BlockText<'_>, asked: Asked) -> Option<Quotations> {
    let is_asked = asked.has_any(&[&unpaired_quotation::RULE, &space_beside_quotation::RULE]);
    let source = block.text.source();
    (is_asked && Quotations::has_marks(source))
        .then(|| Quotations::of(source, |span| block.text.is_masked(span)))
}

fn block_issues(
    block: &BlockText<'_>,
    names: &Names,
    quotations: Option<&Quotations>,
    asked: Asked,
) -> Vec<Issue> {
    let mut issues = Vec::new();
    // Words that another rule names are no variant of a name, whether that rule is asked for or not.
    let has_names = asked.has(&name_variant::RULE);
    let is_wanted = |rule: &Rule| has_names || asked.has(rule);
    if is_wanted(&lookalike::RULE) {
        lookalike::check(block, &mut issues);
    }
    if is_wanted(&deprecated_term::RULE) {
        deprecated_term::check(block, &mut issues);
    }
    if is_wanted(&letter_case::RULE) {
        letter_case::check(block, &mut issues);
    }
    if is_wanted(&lost_diacritics::RULE) {
        lost_diacritics::check(block, &names.plain, &mut issues);
    }
    if has_names {
        name_variant::check(block, names, &mut issues);
    }
    if is_wanted(&doubled_word::RULE) {
        doubled_word::check(block, &mut issues);
    }
    // What names no word is of no use to others.
    if asked.has(&space_before_punctuation::RULE) {
        space_before_punctuation::check(block, &mut issues);
    }
    if let Some(quotations) = quotations.filter(|_| asked.has(&space_beside_quotation::RULE)) {
        space_beside_quotation::check(block, quotations, &mut issues);
    }
    issues
}
