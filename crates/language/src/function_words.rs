//! Function words, and what else tells where a term begins and ends in running text.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::Language;

/// What is known of the words around the terms of a language: its file `function-words.txt`.
#[derive(Debug, Default)]
pub struct FunctionWords {
    words: FxHashSet<&'static str>,
    links: FxHashSet<&'static str>,
    verbs: Vec<&'static str>,
    nouns: Vec<&'static str>,
}

impl FunctionWords {
    /// Those of `language`; none of a language without a file.
    ///
    /// ```
    /// use yaddash_language::{FunctionWords, Language};
    /// let words = FunctionWords::of(Language::of(&"en".parse()?));
    /// assert!(words.contains("the") && !words.contains("law"));
    /// assert!(words.is_link("of") && words.is_verbal("fully") && !words.is_verbal("family"));
    /// # Ok::<(), yaddash_model::LanguageTagError>(())
    /// ```
    pub fn of(language: &Language) -> &'static Self {
        static NONE: LazyLock<FunctionWords> = LazyLock::new(FunctionWords::default);
        static ALL: LazyLock<Vec<(&str, FunctionWords)>> = LazyLock::new(|| {
            let read = |row: &&Language| (row.code, FunctionWords::read(row.function_words));
            Language::all().iter().map(read).collect()
        });
        ALL.iter()
            .find(|(code, _)| *code == language.code)
            .map_or_else(|| &*NONE, |(_, words)| words)
    }

    /// Reads a file: sections of words between white space, and lines that begin with `#` for people.
    fn read(file: &'static str) -> Self {
        let mut read = Self::default();
        let mut section = "";
        for line in file.lines().filter(|line| !line.starts_with('#')) {
            if let Some(name) = line
                .strip_prefix('[')
                .and_then(|name| name.strip_suffix(']'))
            {
                section = name;
                continue;
            }
            let words = line.split_whitespace();
            match section {
                "words" => read.words.extend(words),
                "links" => read.links.extend(words),
                "verbs" => read.verbs.extend(words),
                _ => read.nouns.extend(words),
            }
        }
        read
    }

    /// Whether no term begins or ends with the folded `word`.
    pub fn contains(&self, word: &str) -> bool {
        self.words.contains(word)
    }

    /// Whether the folded `word` may stand within a name or a term: `Council of Europe`.
    pub fn is_link(&self, word: &str) -> bool {
        self.links.contains(word)
    }

    /// Whether the folded `word` ends as verbs and adverbs do that stand beside terms.
    pub fn is_verbal(&self, word: &str) -> bool {
        self.verbs
            .iter()
            .any(|ending| word.len() > ending.len() && word.ends_with(ending))
            && !self.nouns.iter().any(|noun| word.starts_with(noun))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inflection::fold_word;

    #[test]
    fn files_have_known_sections_of_folded_words() {
        for language in Language::all() {
            let sections = language
                .function_words
                .lines()
                .filter(|line| line.starts_with('['));
            let known = ["[words]", "[links]", "[verbs]", "[nouns]"];
            assert!(
                sections.clone().all(|section| known.contains(&section)),
                "{language:?}"
            );
            let words = FunctionWords::of(language);
            for word in words.words.iter().chain(&words.links) {
                assert_eq!(fold_word(word, language), *word, "{language:?}");
            }
        }
        let code = |tag: &str| Language::of(&tag.parse().unwrap());
        assert!(FunctionWords::of(code("az")).contains("və"));
        assert!(FunctionWords::of(code("ru")).is_link("по"));
        assert!(!FunctionWords::of(code("sw")).contains("na"));
    }
}
