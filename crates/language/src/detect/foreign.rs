//! Function words of languages that are not in the table, but may stand where a text in one of them is expected.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

/// Frequent words of other languages. A word that is frequent in the nearest language of the table too speaks neither
/// for the one nor for the other.
const WORDS: &[&[&str]] = &[
    // German.
    &[
        "der", "das", "und", "den", "dem", "des", "ein", "eine", "einen", "einer", "ist", "nicht",
        "auf", "für", "von", "zu", "sich", "auch", "es", "wird", "sind", "wie", "nach", "bei",
        "dass", "ich", "wir", "sie", "aus", "oder", "aber", "noch", "über", "haben", "hat",
        "wurde", "zum", "zur", "wo", "seit", "ganz", "in", "an", "so", "was", "war", "will", "man",
    ],
    // French.
    &[
        "le", "la", "les", "et", "des", "du", "un", "une", "est", "que", "qui", "dans", "pour",
        "pas", "sur", "au", "aux", "ce", "cette", "ces", "elle", "nous", "vous", "ils", "avec",
        "sont", "où", "mais", "sa", "ses", "leur", "être", "été", "depuis", "a", "on", "me", "si",
        "tout", "bien",
    ],
    // Spanish and Portuguese.
    &[
        "el", "los", "las", "una", "que", "del", "por", "para", "está", "como", "pero", "más",
        "su", "sus", "lo", "este", "esta", "dónde", "dos", "das", "uma", "não", "em", "mais", "ao",
        "são", "na", "mas", "no", "he", "ese", "todavía", "a", "me", "si", "un", "o",
    ],
    // Italian.
    &[
        "che", "gli", "della", "del", "nel", "nella", "sono", "è", "più", "anche", "questo", "ma",
        "dove", "mentre", "in", "a", "i", "un", "una", "non", "con", "per",
    ],
    // Dutch and the Scandinavian languages.
    &[
        "het", "een", "van", "de", "en", "niet", "zijn", "voor", "dat", "ook", "och", "att", "det",
        "som", "är", "på", "av", "inte", "til", "ikke", "jeg", "og", "in", "is", "was", "we", "me",
        "over", "had", "i", "den",
    ],
    // Polish and Czech.
    &[
        "się", "nie", "na", "jest", "że", "przez", "który", "jak", "ale", "oraz", "czy", "gdzie",
        "je", "se", "že",
    ],
    // Turkish.
    &[
        "ve",
        "için",
        "ile",
        "çok",
        "gibi",
        "değil",
        "ama",
        "kadar",
        "mı",
        "mi",
        "mu",
        "mü",
        "her",
        "ne",
        "olarak",
        "ise",
        "ben",
        "sen",
        "kendi",
        "göre",
        "üzere",
        "büyük",
        "ilgili",
        "diye",
        "değildir",
        "lütfen",
        "bir",
        "bu",
        "da",
        "de",
        "o",
        "ki",
        "var",
        "en",
        "biz",
        "siz",
        "onun",
        "onu",
        "bunu",
        "olan",
        "daha",
        "sonra",
        "önce",
        "ya",
        "hem",
        "ancak",
        "artık",
    ],
    // Uzbek and Turkmen.
    &[
        "va", "bilan", "uchun", "emas", "juda", "lekin", "bo", "yangi", "we", "bilen", "üçin",
        "diýip", "bir", "bu", "ular", "biz", "siz",
    ],
    // Ukrainian.
    &[
        "що",
        "та",
        "як",
        "від",
        "це",
        "або",
        "але",
        "хто",
        "який",
        "яка",
        "які",
        "було",
        "є",
        "він",
        "вона",
        "буде",
        "де",
        "ще",
        "й",
        "також",
        "цей",
        "коли",
        "поки",
        "під",
        "його",
        "її",
        "і",
    ],
    // Belarusian.
    &[
        "што",
        "гэта",
        "яго",
        "былі",
        "ён",
        "быў",
        "таксама",
        "ці",
        "пра",
        "дзе",
    ],
    // Bulgarian and Macedonian.
    &[
        "е",
        "са",
        "се",
        "че",
        "като",
        "със",
        "ще",
        "към",
        "която",
        "който",
        "това",
        "тази",
        "бъде",
        "къде",
        "го",
    ],
    // Serbian.
    &["је", "су", "као", "који", "која", "ће", "није", "од"],
    // Kazakh, Kyrgyz and Tatar.
    &[
        "және",
        "бұл",
        "үшін",
        "деп",
        "емес",
        "өте",
        "болып",
        "оның",
        "мен",
        "жана",
        "менен",
        "бүгін",
        "һәм",
        "белән",
        "бик",
        "дип",
        "өчен",
        "жаңа",
    ],
];

pub(super) fn words() -> &'static FxHashSet<&'static str> {
    static SET: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
        WORDS
            .iter()
            .flat_map(|words| words.iter().copied())
            .collect()
    });
    &SET
}
