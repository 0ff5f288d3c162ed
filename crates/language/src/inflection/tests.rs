//! Properties of patterns, whatever the term and the text.

use proptest::prelude::*;

use super::{Endings, TermPattern, az, en, fold_word, inflect_like};
use crate::Language;

fn language(code: &str) -> &'static Language {
    Language::of(&code.parse().unwrap())
}

/// Words and phrases of the letters that the rules look at.
fn terms() -> impl Strategy<Value = (&'static str, String)> {
    prop_oneof![
        "[A-ZƏİŞ]?[a-zəıöüğşç]{1,9}( [A-ZƏİŞ]?[a-zəıöüğşçkq]{1,9}(sı|si|yi|ı)?)?"
            .prop_map(|term| ("az", term)),
        "[А-Я]?[а-яё]{1,9}((-| |-на-| и )[А-Я]?[а-я]{1,8}(ый|ая|ок|ец|ь|а|о|ие)?)?"
            .prop_map(|term| ("ru", term)),
        "[A-Z]?[a-z]{1,9}( of| general)?([ -][A-Z]?[a-z]{1,9}(y|s|man|our|ise)?)?"
            .prop_map(|term| ("en", term)),
    ]
}

proptest! {
    // Each case lists a thousand forms or more.
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_term_is_a_form_of_itself((code, term) in terms()) {
        prop_assert!(TermPattern::compile(&term, language(code)).is_form(&term), "{}", term);
    }

    #[test]
    fn listed_forms_match((code, term) in terms(), at in any::<prop::sample::Index>()) {
        let pattern = TermPattern::compile(&term, language(code));
        let forms = pattern.forms();
        let form = at.get(&forms);
        // The bare apostrophe of an English plural is not part of the form.
        prop_assert!(pattern.is_form(form.trim_end_matches('’')), "{} of {}", form, term);
    }

    #[test]
    fn a_form_like_itself_is_itself((code, term) in terms(), at in any::<prop::sample::Index>()) {
        let language = language(code);
        let forms = TermPattern::compile(&term, language).forms();
        let form = at.get(&forms).trim_end_matches('’');
        if let Some(like) = inflect_like(form, &term, &term, language) {
            // Where a reading is ambiguous but alike, another ending of the same letters may be meant.
            let pattern = TermPattern::compile(&term, language);
            prop_assert!(pattern.is_form(&like), "{} like {} of {}", like, form, term);
        }
    }

    #[test]
    fn every_azerbaijani_ending_is_accepted(stem in "[a-zəıöüğşç]{1,8}") {
        for stem in az::word(&stem) {
            let Endings::Harmonic(start) = stem.endings else { continue };
            for ending in start.endings() {
                prop_assert!(start.accepts(&ending), "{}-{}", stem.text, ending);
            }
        }
    }

}

proptest! {
    #[test]
    fn spellings_lead_back(word in "[a-z]{1,8}(our|ise|isation|re)?") {
        for variant in en::variants(&word) {
            prop_assert!(en::variants(&variant).contains(&word), "{} from {}", word, variant);
        }
    }

    #[test]
    fn no_text_makes_them_panic(term in any::<String>(), form in any::<String>(), code in "az|ru|en|und") {
        let language = language(&code);
        let pattern = TermPattern::compile(&term, language);
        let _ = pattern.is_form(&form);
        let _ = (fold_word(&form, language), inflect_like(&form, &term, &form, language));
    }
}
