//! Whether letters can be a word of a language.

use yaddash_language::Language;

/// Consonants that words of a language begin with, end with, and can have at the end of a syllable within a word.
struct Phonotactics {
    vowels: &'static str,
    /// Clusters of two and three consonants at the beginning of words.
    onsets: &'static [&'static str],
    /// Clusters at the end of words.
    codas: &'static [&'static str],
    /// Clusters before a silent `e` at the end of words.
    before_silent_e: Option<&'static [&'static str]>,
    /// Single consonants that no syllable within a word ends with before another consonant.
    never_closing: &'static str,
    /// Vowels that may stand side by side.
    vowel_pairs: &'static [&'static str],
}

static ENGLISH: Phonotactics = Phonotactics {
    vowels: "aeiouy",
    onsets: &[
        "bl", "br", "ch", "chr", "cl", "cr", "dr", "dw", "fl", "fr", "gh", "gl", "gn", "gr", "kn",
        "ph", "phr", "pl", "pr", "ps", "qu", "rh", "sc", "sch", "scr", "sh", "shr", "sk", "sl",
        "sm", "sn", "sp", "sph", "spl", "spr", "sq", "st", "str", "sw", "th", "thr", "tr", "tw",
        "wh", "wr",
    ],
    codas: &[
        "bb", "bs", "ch", "ck", "cks", "ct", "cts", "dd", "ds", "ff", "ffs", "ft", "fts", "gg",
        "gh", "ght", "ghts", "gn", "gns", "gs", "ks", "ld", "lds", "lf", "lk", "lks", "ll", "lls",
        "lm", "lms", "lp", "lps", "ls", "lt", "lth", "lts", "mb", "mbs", "mn", "mp", "mps", "ms",
        "nch", "nd", "nds", "ng", "ngs", "ngth", "nk", "nks", "nn", "ns", "nt", "nth", "nts", "pp",
        "ps", "pt", "pts", "rb", "rbs", "rc", "rch", "rd", "rds", "rf", "rg", "rk", "rks", "rl",
        "rls", "rld", "rm", "rms", "rn", "rns", "rp", "rps", "rr", "rs", "rst", "rt", "rth", "rts",
        "sh", "sk", "sks", "sm", "sms", "sp", "ss", "st", "sts", "tch", "th", "ths", "ts", "tt",
        "wd", "wl", "wn", "wns", "ws", "xt", "xts", "zz", "rw",
    ],
    before_silent_e: Some(&[
        "bb", "bl", "ch", "cl", "ddl", "dg", "dl", "ffl", "fl", "ggl", "gl", "gn", "gu", "kl",
        "ckl", "lg", "ls", "lv", "ml", "mpl", "mbl", "nc", "nch", "ng", "ngl", "ns", "nt", "ntl",
        "nz", "ph", "pl", "ppl", "ps", "qu", "rb", "rc", "rdl", "rg", "rl", "rn", "rs", "rt", "rv",
        "sl", "st", "stl", "th", "tl", "tr", "cr", "ttl", "zzl", "ll", "mm", "nn", "ss", "tt",
        "ld", "nd",
    ]),
    never_closing: "chjqvwyz",
    vowel_pairs: &[
        "ai", "au", "ay", "ea", "ee", "ei", "eo", "eu", "ey", "ia", "ie", "io", "iu", "oa", "oi",
        "oo", "ou", "oy", "ua", "ue", "ui", "uo", "uy", "ye", "ya", "yo", "oe",
    ],
};

static AZERBAIJANI: Phonotactics = Phonotactics {
    vowels: "aeəiıoöuü",
    onsets: &[
        "bl", "br", "dr", "fl", "fr", "kl", "kr", "pl", "pr", "ps", "qr", "sp", "st", "tr", "şt",
        "sk", "str",
    ],
    codas: &[
        "bb", "bs", "br", "bl", "bt", "bz", "cr", "dd", "fs", "ft", "fr", "hd", "hm", "hr", "hs",
        "kk", "kl", "kr", "ks", "kt", "km", "lb", "ld", "lf", "lg", "lk", "ll", "lm", "lq", "lt",
        "lç", "mb", "mp", "ms", "mt", "mz", "nb", "nc", "nd", "ng", "nk", "nn", "ns", "nt", "nz",
        "nq", "pt", "pş", "pr", "qd", "ql", "qq", "qr", "qs", "qt", "qf", "rb", "rc", "rd", "rf",
        "rg", "rk", "rm", "rn", "rp", "rq", "rr", "rs", "rt", "rz", "rç", "rş", "sm", "sr", "ss",
        "st", "sk", "tr", "tf", "tt", "vm", "vr", "vz", "vt", "vq", "xs", "xt", "xr", "yb", "yd",
        "yk", "yl", "ym", "yn", "yr", "ys", "yt", "yz", "zm", "zl", "zn", "şq", "şk", "şt", "ğr",
        "ğl", "cl", "bd", "zb", "sb", "sl", "sn", "hl", "hv", "fl",
    ],
    before_silent_e: None,
    never_closing: "",
    vowel_pairs: &[
        "aa", "ai", "ia", "iə", "io", "əa", "əə", "ua", "oa", "ea", "ei", "eo", "üə", "ii", "əi",
        "iu",
    ],
};

static RUSSIAN: Phonotactics = Phonotactics {
    vowels: "аеиоуыэюя",
    onsets: &[
        "бл", "бр", "бд", "вб", "вв", "вд", "вз", "вк", "вл", "вм", "вн", "вп", "вр", "вс", "вт",
        "вх", "вч", "вы", "гд", "гл", "гн", "гр", "дв", "дл", "дн", "др", "ж", "жд", "жн", "зб",
        "зв", "зд", "зл", "зм", "зн", "зр", "кв", "кл", "кн", "кр", "кс", "кт", "ль", "ль", "мг",
        "мл", "мн", "мр", "мс", "нр", "пл", "пн", "пр", "пс", "пт", "пь", "рв", "рж", "рт", "сб",
        "св", "сг", "сд", "сж", "ск", "скл", "скр", "сл", "см", "сн", "сп", "спр", "ср", "сс",
        "ст", "стр", "ств", "сф", "сх", "сч", "съ", "тв", "тк", "тл", "тм", "тр", "тщ", "тьм",
        "фл", "фр", "хв", "хл", "хм", "хр", "цв", "чв", "чл", "чт", "шв", "шк", "шл", "шм", "шн",
        "шп", "шт", "щ", "взг", "взр", "встр", "вскр",
    ],
    codas: &[
        "бр", "бль", "вль", "вр", "гл", "гр", "др", "дь", "зд", "знь", "зм", "кл", "кр", "кс",
        "кт", "кт", "лг", "лд", "лк", "лл", "лм", "лн", "лп", "лт", "льм", "ль", "льт", "мб", "мп",
        "мс", "мн", "мь", "нд", "нг", "нк", "нн", "нс", "нт", "нц", "нь", "пт", "пль", "пр", "рб",
        "рв", "рг", "рд", "рж", "рк", "рл", "рм", "рн", "рп", "рр", "рс", "рт", "рх", "рц", "рч",
        "рь", "рь", "сл", "см", "ск", "сс", "ст", "сть", "ств", "тв", "тл", "тр", "ть", "фт", "хт",
        "чь", "шь", "щь", "йд", "йк", "йл", "йм", "йн", "йс", "йт", "йф", "зь", "вь", "бь", "пь",
        "сь", "жь", "льс", "нкт", "мпт", "рст", "бс", "пс", "вт", "нтр",
    ],
    before_silent_e: None,
    never_closing: "",
    vowel_pairs: &[
        "аи", "ао", "ау", "ае", "аю", "ая", "еа", "ее", "ео", "еи", "ею", "ея", "иа", "ие", "ии",
        "ио", "иу", "ию", "ия", "оа", "ое", "ои", "ою", "оя", "уа", "уе", "уи", "ую", "уя", "ые",
        "ью", "юю", "яя", "ые", "ый",
    ],
};

/// Whether `word`, folded, could be a word of `language` by the way its sounds are ordered: whether its vowels and
/// consonants come in runs that words of the language have. True where nothing is known of the language.
pub(super) fn may_be_word(word: &str, language: &Language) -> bool {
    let phonotactics = match language.code() {
        "az" => &AZERBAIJANI,
        "en" => &ENGLISH,
        "ru" => &RUSSIAN,
        _ => return true,
    };
    phonotactics.allows(word)
}

impl Phonotactics {
    fn is_vowel(&self, letter: char) -> bool {
        self.vowels.contains(letter)
    }

    fn allows(&self, word: &str) -> bool {
        let letters: Vec<char> = word.chars().collect();
        let runs: Vec<String> = letters
            .chunk_by(|one, next| self.is_vowel(*one) == self.is_vowel(*next))
            .map(|run| run.iter().collect())
            .collect();
        let last = runs.len().saturating_sub(1);
        if runs
            .iter()
            .all(|run| !run.starts_with(|letter| self.is_vowel(letter)))
        {
            return false;
        }
        let ends_in_silent_e = runs.last().is_some_and(|run| run == "e")
            && runs.len() > 2
            && self.before_silent_e.is_some();
        runs.iter().enumerate().all(|(at, run)| {
            if run.starts_with(|letter| self.is_vowel(letter)) {
                self.allows_vowels(run)
            } else if at == 0 {
                is_single(run) || self.onsets.contains(&run.as_str())
            } else if at == last {
                is_single(run) || self.codas.contains(&run.as_str())
            } else if ends_in_silent_e && at + 1 == last {
                is_single(run)
                    || self
                        .before_silent_e
                        .is_some_and(|clusters| clusters.contains(&run.as_str()))
            } else {
                self.allows_between(run)
            }
        })
    }

    fn allows_vowels(&self, run: &str) -> bool {
        let letters: Vec<char> = run.chars().collect();
        letters.len() < 2
            || letters.windows(2).all(|pair| {
                self.vowel_pairs
                    .contains(&pair.iter().collect::<String>().as_str())
            })
    }

    /// Consonants between vowels: the end of one syllable and the beginning of the next.
    fn allows_between(&self, run: &str) -> bool {
        let letters: Vec<char> = run.chars().collect();
        if letters.len() == 1
            || letters
                .windows(2)
                .all(|pair| matches!(pair, [one, next] if one == next))
        {
            return true;
        }
        (0..=letters.len()).any(|cut| {
            let (coda, onset) = letters.split_at(cut);
            let (coda, onset): (String, String) = (coda.iter().collect(), onset.iter().collect());
            let coda_fits = match coda.chars().count() {
                0 => true,
                1 => !self.never_closing.contains(coda.as_str()),
                _ => self.codas.contains(&coda.as_str()),
            };
            let onset_fits = is_single(&onset) || self.onsets.contains(&onset.as_str());
            coda_fits && onset_fits
        })
    }
}

fn is_single(run: &str) -> bool {
    run.chars().count() == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_what_cannot_be_one() {
        for (language, words, others) in [
            (
                "en",
                &[
                    "pace", "who", "un", "nato", "unesco", "council", "strength", "table",
                    "assembly", "aid", "fine", "it",
                ][..],
                &["osce", "oecd", "echr", "bmt", "ecpa", "hrc", "ebrd"][..],
            ),
            (
                "az",
                &[
                    "aşpa",
                    "ada",
                    "atət",
                    "məclis",
                    "kənd",
                    "prezident",
                    "dost",
                    "saat",
                ],
                &["bmt", "mdb", "dtx", "tbmm"],
            ),
            (
                "ru",
                &["пасе", "мид", "совет", "страна", "сон", "обсе", "встреча"],
                &["сша", "снг", "рф", "ооо"],
            ),
        ] {
            let language = Language::of(&language.parse().unwrap());
            for word in words {
                assert!(may_be_word(word, language), "{word} may be a word");
            }
            for other in others {
                assert!(!may_be_word(other, language), "{other} is no word");
            }
        }
    }
}
