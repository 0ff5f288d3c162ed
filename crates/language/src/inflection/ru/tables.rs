//! Endings and the cells of the paradigm that they fill.
//!
//! A cell is a bit. Nouns: six cases of the singular, then six of the plural, in the order nominative, genitive,
//! dative, accusative, instrumental, prepositional. Adjectives: six cases each of masculine, feminine, neuter, plural.

use crate::inflection::Ending;

/// Gender, as agreement needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gender {
    Masculine,
    Feminine,
    Neuter,
    Plural,
}

/// Number of cells that an adjective has.
pub(crate) const ADJECTIVE_CELLS: u32 = 24;

/// The accusative of nouns in both numbers. Where a form has another reading, that one tells more.
pub(crate) const ACCUSATIVE: u32 = A | AP;

const N: u32 = 1;
const G: u32 = 1 << 1;
const D: u32 = 1 << 2;
const A: u32 = 1 << 3;
const I: u32 = 1 << 4;
const P: u32 = 1 << 5;
/// Shifts the cases of the singular to those of the plural.
const PL: u32 = 6;
const NP: u32 = N << PL;
const GP: u32 = G << PL;
const DP: u32 = D << PL;
const AP: u32 = A << PL;
const IP: u32 = I << PL;
const PP: u32 = P << PL;

/// `закон`; the endings `ы` and `ов`, and `а` of the plural (`города`).
pub(super) static MASCULINE_HARD: &[Ending] = &[
    ("", N | A),
    ("а", G | A),
    ("у", D),
    ("ом", I),
    ("е", P),
    ("ы", NP | AP),
    ("ов", GP | AP),
    ("ам", DP),
    ("ами", IP),
    ("ах", PP),
];
/// `банк`.
pub(super) static MASCULINE_VELAR: &[Ending] = &[
    ("", N | A),
    ("а", G | A),
    ("у", D),
    ("ом", I),
    ("е", P),
    ("и", NP | AP),
    ("ов", GP | AP),
    ("ам", DP),
    ("ами", IP),
    ("ах", PP),
];
/// `врач`, `товарищ`.
pub(super) static MASCULINE_SIBILANT: &[Ending] = &[
    ("", N | A),
    ("а", G | A),
    ("у", D),
    ("ом", I),
    ("ем", I),
    ("е", P),
    ("и", NP | AP),
    ("ей", GP | AP),
    ("ам", DP),
    ("ами", IP),
    ("ах", PP),
];
/// `месяц`, `отц-`.
pub(super) static MASCULINE_TS: &[Ending] = &[
    ("", N | A),
    ("а", G | A),
    ("у", D),
    ("ом", I),
    ("ем", I),
    ("е", P),
    ("ы", NP | AP),
    ("ов", GP | AP),
    ("ев", GP | AP),
    ("ам", DP),
    ("ами", IP),
    ("ах", PP),
];
/// `Алиев`, `Гасанов`, `Бородин`: nominal in the singular but for the instrumental, adjectival in the plural.
pub(super) static SURNAME: &[Ending] = &[
    ("", N),
    ("а", G | A),
    ("у", D),
    ("ым", I),
    ("ом", I),
    ("е", P),
    ("ы", NP),
    ("ых", GP | AP | PP),
    ("ым", DP),
    ("ыми", IP),
    // The same letters may be a common noun: столов, магазин.
    ("ов", GP | AP),
    ("ам", DP),
    ("ами", IP),
    ("ах", PP),
];
/// `Алиева`, `Гафарова`.
pub(super) static SURNAME_FEMININE: &[Ending] = &[
    ("а", N),
    ("ой", G | D | I | P),
    ("ою", I),
    ("у", A),
    // The same letters may be a common noun: корова, машина.
    ("ы", G | NP | AP),
    ("е", D | P),
    ("", GP),
    ("ам", DP),
    ("ами", IP),
    ("ах", PP),
];
/// `ь`: masculine `учитель` and feminine `область` alike.
pub(super) static SOFT_SIGN: &[Ending] = &[
    ("ь", N | A),
    ("я", G | A),
    ("ю", D),
    ("ем", I),
    ("ью", I),
    ("е", P),
    ("и", G | D | P | NP | AP),
    ("ей", GP | AP),
    ("ям", DP),
    ("ями", IP),
    ("ях", PP),
];
/// `ночь`, `вещь`: `ь` behind a sibilant.
pub(super) static SOFT_SIGN_SIBILANT: &[Ending] = &[
    ("ь", N | A),
    ("и", G | D | P | NP | AP),
    ("ью", I),
    ("ей", GP | AP),
    ("ам", DP),
    ("ами", IP),
    ("ах", PP),
];
/// The same behind a stem whose vowel fell: `дн-`, `огн-`, `церкв-`, `любв-`.
pub(super) static SOFT_SIGN_FLEETING: &[Ending] = &[
    ("я", G | A),
    ("ю", D),
    ("ем", I),
    ("е", P),
    ("и", G | D | P | NP | AP),
    ("ей", GP | AP),
    ("ям", DP),
    ("ями", IP),
    ("ях", PP),
    ("ам", DP),
    ("ами", IP),
    ("ах", PP),
];
/// `музей`, `сценарий`, without the `й`.
pub(super) static SHORT_I: &[Ending] = &[
    ("й", N | A),
    ("я", G | A),
    ("ю", D),
    ("ем", I),
    ("е", P),
    ("и", P | NP | AP),
    ("ев", GP | AP),
    ("ям", DP),
    ("ями", IP),
    ("ях", PP),
];
/// `боец`, `ручей`: the stem with `й` or `ь` for the vowel that fell.
pub(super) static SHORT_I_FLEETING: &[Ending] = &[
    ("я", G | A),
    ("ю", D),
    ("ем", I),
    ("е", P),
    ("и", NP | AP),
    ("ев", GP | AP),
    ("ям", DP),
    ("ями", IP),
    ("ях", PP),
];
/// `страна`.
pub(super) static A_HARD: &[Ending] = &[
    ("а", N),
    ("ы", G | NP | AP),
    ("е", D | P),
    ("у", A),
    ("ой", I),
    ("ою", I),
    ("", GP | AP),
    ("ам", DP),
    ("ами", IP),
    ("ах", PP),
];
/// `книга`, `туча`, `улица` (whose plural has `ы`).
pub(super) static A_MIXED: &[Ending] = &[
    ("а", N),
    ("и", G | NP | AP),
    ("е", D | P),
    ("у", A),
    ("ой", I),
    ("ою", I),
    ("ей", I | GP | AP),
    ("ею", I),
    ("", GP | AP),
    ("ам", DP),
    ("ами", IP),
    ("ах", PP),
];
/// `улица`.
pub(super) static A_TS: &[Ending] = &[
    ("а", N),
    ("ы", G | NP | AP),
    ("е", D | P),
    ("у", A),
    ("ой", I),
    ("ей", I),
    ("ею", I),
    ("", GP | AP),
    ("ам", DP),
    ("ами", IP),
    ("ах", PP),
];
/// `статья`, `свая`.
pub(super) static YA_BEHIND_VOWEL: &[Ending] = &[
    ("я", N),
    ("и", G | NP | AP),
    ("е", D | P),
    ("ю", A),
    ("ей", I | GP | AP),
    ("ею", I),
    ("й", GP | AP),
    ("ям", DP),
    ("ями", IP),
    ("ях", PP),
];
/// `земля`.
pub(super) static YA: &[Ending] = &[
    ("я", N),
    ("и", G | NP | AP),
    ("е", D | P),
    ("ю", A),
    ("ей", I | GP | AP),
    ("ею", I),
    ("ь", GP | AP),
    ("ям", DP),
    ("ями", IP),
    ("ях", PP),
];
/// `комиссия`, without the `я`.
pub(super) static IYA: &[Ending] = &[
    ("я", N),
    ("и", G | D | P | NP | AP),
    ("ю", A),
    ("ей", I),
    ("ею", I),
    ("й", GP | AP),
    ("ям", DP),
    ("ями", IP),
    ("ях", PP),
];
/// `время`, without the `я`.
pub(super) static MYA: &[Ending] = &[
    ("я", N | A),
    ("ени", G | D | P),
    ("енем", I),
    ("ена", NP | AP),
    ("ен", GP),
    ("ян", GP),
    ("енам", DP),
    ("енами", IP),
    ("енах", PP),
];
/// `слово`.
pub(super) static O_HARD: &[Ending] = &[
    ("о", N | A),
    ("а", G | NP | AP),
    ("у", D),
    ("ом", I),
    ("е", P),
    ("", GP),
    ("ам", DP),
    ("ами", IP),
    ("ах", PP),
];
/// `облако`, `яблоко`, `войско`.
pub(super) static O_VELAR: &[Ending] = &[
    ("о", N | A),
    ("а", G | NP | AP),
    ("у", D),
    ("ом", I),
    ("е", P),
    ("и", NP | AP),
    ("ов", GP),
    ("", GP),
    ("ам", DP),
    ("ами", IP),
    ("ах", PP),
];
/// `училище`, `сердце`.
pub(super) static E_MIXED: &[Ending] = &[
    ("е", N | A | P),
    ("а", G | NP | AP),
    ("у", D),
    ("ем", I),
    ("", GP),
    ("и", NP | AP),
    ("ам", DP),
    ("ами", IP),
    ("ах", PP),
];
/// `море`, `ущелье`.
pub(super) static E_SOFT: &[Ending] = &[
    ("е", N | A | P),
    ("я", G | NP | AP),
    ("ю", D),
    ("ем", I),
    ("и", P),
    ("ей", GP),
    ("ев", GP),
    ("ям", DP),
    ("ями", IP),
    ("ях", PP),
];
/// `здание`, without the `е`.
pub(super) static IE: &[Ending] = &[
    ("е", N | A),
    ("я", G | NP | AP),
    ("ю", D),
    ("ем", I),
    ("и", P),
    ("й", GP),
    ("ям", DP),
    ("ями", IP),
    ("ях", PP),
];
/// `выборы`: plural alone.
pub(super) static PLURAL_Y: &[Ending] = &[
    ("ы", NP | AP),
    ("ов", GP | AP),
    ("ев", GP | AP),
    ("", GP | AP),
    ("ам", DP),
    ("ами", IP),
    ("ах", PP),
];
/// `каникулы`, `четвереньки`, `товарищи`.
pub(super) static PLURAL_MIXED: &[Ending] = &[
    ("и", NP | AP),
    ("ов", GP | AP),
    ("ей", GP | AP),
    ("", GP | AP),
    ("ам", DP),
    ("ами", IP),
    ("ах", PP),
];
/// `области`, `будни`, `люди`.
pub(super) static PLURAL_I: &[Ending] = &[
    ("и", NP | AP),
    ("ей", GP | AP),
    ("ев", GP | AP),
    ("й", GP | AP),
    ("ь", GP | AP),
    ("ям", DP),
    ("ями", IP),
    ("ьми", IP),
    ("ях", PP),
];
/// `братья`, `листья`, without the `я`; `граждане` and `дворяне`, without the `е`, are below.
pub(super) static PLURAL_YA: &[Ending] = &[
    ("я", NP | AP),
    ("ев", GP | AP),
    ("ям", DP),
    ("ями", IP),
    ("ях", PP),
];
/// `граждан-`.
pub(super) static PLURAL_ANE: &[Ending] = &[
    ("е", NP),
    ("", GP | AP),
    ("ам", DP),
    ("ами", IP),
    ("ах", PP),
];
/// `котят-`, `господ-`.
pub(super) static PLURAL_ATA: &[Ending] = &[
    ("а", NP),
    ("", GP | AP),
    ("ам", DP),
    ("ами", IP),
    ("ах", PP),
];
/// A genitive plural without ending whose stem has a vowel put in: `писем`.
pub(super) static GENITIVE_PLURAL: &[Ending] = &[("", GP | AP)];

const M: u32 = 0;
const F: u32 = 6;
const NT: u32 = 12;
const MANY: u32 = 18;

/// `новый`, `молодой`.
pub(super) static ADJECTIVE_HARD: &[Ending] = &[
    ("ый", N | A),
    ("ой", (G | D | I | P) << F),
    ("ого", (G | A) << M | G << NT),
    ("ому", D << M | D << NT),
    ("ым", I << M | I << NT | D << MANY),
    ("ом", P << M | P << NT),
    ("ая", N << F),
    ("ую", A << F),
    ("ою", I << F),
    ("ое", (N | A) << NT),
    ("ые", (N | A) << MANY),
    ("ых", (G | P | A) << MANY),
    ("ыми", I << MANY),
];
/// The nominative of `молодой`, `большой`.
pub(super) static ADJECTIVE_STRESSED: &[Ending] = &[("ой", N | A)];
/// `русский`, `большой`, `общий`: velars and sibilants.
pub(super) static ADJECTIVE_MIXED: &[Ending] = &[
    ("ий", N | A),
    ("ой", (G | D | I | P) << F),
    ("ей", (G | D | I | P) << F),
    ("ого", (G | A) << M | G << NT),
    ("его", (G | A) << M | G << NT),
    ("ому", D << M | D << NT),
    ("ему", D << M | D << NT),
    ("им", I << M | I << NT | D << MANY),
    ("ом", P << M | P << NT),
    ("ем", P << M | P << NT),
    ("ая", N << F),
    ("ую", A << F),
    ("ою", I << F),
    ("ею", I << F),
    ("ое", (N | A) << NT),
    ("ее", (N | A) << NT),
    ("ие", (N | A) << MANY),
    ("их", (G | P | A) << MANY),
    ("ими", I << MANY),
];
/// `внешний`.
pub(super) static ADJECTIVE_SOFT: &[Ending] = &[
    ("ий", N | A),
    ("его", (G | A) << M | G << NT),
    ("ему", D << M | D << NT),
    ("им", I << M | I << NT | D << MANY),
    ("ем", P << M | P << NT),
    ("яя", N << F),
    ("юю", A << F),
    ("ей", (G | D | I | P) << F),
    ("ею", I << F),
    ("ее", (N | A) << NT),
    ("ие", (N | A) << MANY),
    ("их", (G | P | A) << MANY),
    ("ими", I << MANY),
];
/// `третий`, `божий`, with `ь` for the last vowel.
pub(super) static ADJECTIVE_POSSESSIVE: &[Ending] = &[
    ("его", (G | A) << M | G << NT),
    ("ему", D << M | D << NT),
    ("им", I << M | I << NT | D << MANY),
    ("ем", P << M | P << NT),
    ("я", N << F),
    ("ю", A << F),
    ("ей", (G | D | I | P) << F),
    ("е", (N | A) << NT),
    ("и", (N | A) << MANY),
    ("их", (G | P | A) << MANY),
    ("ими", I << MANY),
];
