//! Where a unit stood when it was translated: what came before and behind it, and its name there.

use yaddash_model::{LanguageTag, Property, TranslationUnit, Variant};

/// The context of a segment. Two segments with the same text in different contexts may be translated differently.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Context {
    /// The source text before it, or what a tool writes in its place, such as the hashes of Trados Studio.
    pub previous: Option<String>,
    /// The source text behind it.
    pub next: Option<String>,
    /// Its name in its document, such as a key of a resource or `msgctxt`.
    pub id: Option<String>,
}

/// What a property tells of the context.
#[derive(Clone, Copy)]
enum Role {
    Previous,
    Next,
    Id,
}

/// The types of properties that tell the context, those of this program first. The others: OmegaT (`prev`, `next`, `id`),
/// memoQ (`x-context-pre`, `x-context-post`), gettext as this program reads it (`x-context`), Trados Studio (`x-Context`,
/// `x-IdContext`), `OpenTM2` and t5memory (`tmgr:context`).
const KINDS: [(&str, Role); 11] = [
    ("x-previous-segment", Role::Previous),
    ("x-next-segment", Role::Next),
    ("prev", Role::Previous),
    ("next", Role::Next),
    ("id", Role::Id),
    ("x-context-pre", Role::Previous),
    ("x-context-post", Role::Next),
    ("x-context", Role::Id),
    ("x-Context", Role::Previous),
    ("x-IdContext", Role::Id),
    ("tmgr:context", Role::Id),
];
/// What Trados Studio writes where there is nothing before a segment.
const NO_HASHES: &str = "0, 0";
/// What t5memory writes where a unit has no context.
const NONE: &str = "-";

impl Context {
    /// What the properties of a unit, or of its variant in the language `source`, tell of the context; where several
    /// tell the same, the first counts.
    #[must_use]
    pub fn of(unit: &TranslationUnit, source: &LanguageTag) -> Self {
        Self::of_variant(unit, unit.variant(source))
    }

    /// The same with the variant that is the source, where there is one.
    pub(super) fn of_variant(unit: &TranslationUnit, source: Option<&Variant>) -> Self {
        let mut context = Self::default();
        let of_source = source.map_or([].as_slice(), |variant| variant.properties.as_slice());
        for property in unit.properties.iter().chain(of_source) {
            context.take(property);
        }
        context
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.previous.is_none() && self.next.is_none() && self.id.is_none()
    }

    fn take(&mut self, property: &Property) {
        let Some((kind, role)) = KINDS.iter().find(|(kind, _)| *kind == property.kind) else {
            return;
        };
        let value = match *kind {
            "x-context-pre" | "x-context-post" => without_tags(&property.value),
            "x-Context" if property.value == NO_HASHES => return,
            "tmgr:context" if property.value == NONE => return,
            _ => property.value.clone(),
        };
        if value.is_empty() {
            return;
        }
        let place = match role {
            Role::Previous => &mut self.previous,
            Role::Next => &mut self.next,
            Role::Id => &mut self.id,
        };
        place.get_or_insert(value);
    }
}

/// The text of `<seg>…</seg>`, the form in which memoQ writes its contexts, without the tags in it.
fn without_tags(markup: &str) -> String {
    let Some(inside) = markup
        .strip_prefix("<seg>")
        .and_then(|rest| rest.strip_suffix("</seg>"))
    else {
        return markup.to_owned();
    };
    let mut text = String::with_capacity(inside.len());
    let mut rest = inside;
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        rest = tag.split_once('>').map_or("", |(_, behind)| behind);
    }
    text.push_str(rest);
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(properties: &[(&str, &str)]) -> Context {
        let unit = TranslationUnit {
            properties: properties
                .iter()
                .map(|(kind, value)| Property::new(*kind, *value))
                .collect(),
            ..TranslationUnit::default()
        };
        Context::of(&unit, &LanguageTag::parse("en").unwrap())
    }

    fn context(previous: &str, next: &str, id: &str) -> Context {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Context {
            previous: some(previous),
            next: some(next),
            id: some(id),
        }
    }

    #[test]
    fn contexts_as_tools_write_them() {
        assert_eq!(
            of(&[
                ("file", "a.po"),
                ("prev", "One"),
                ("next", "Two"),
                ("id", "k")
            ]),
            context("One", "Two", "k")
        );
        assert_eq!(
            of(&[
                ("x-context-pre", "<seg>Bakı <ph>1</ph>&amp; Quba</seg>"),
                ("x-context-post", "<seg></seg>")
            ]),
            context("Bakı 1& Quba", "", "")
        );
        assert_eq!(
            of(&[("x-Context", "-821, 35"), ("x-IdContext", "p.7")]),
            context("-821, 35", "", "p.7")
        );
        assert!(of(&[("x-Context", "0, 0"), ("tmgr:context", "-"), ("id", "")]).is_empty());
    }

    #[test]
    fn properties_of_the_source_count_after_those_of_the_unit() {
        let language = LanguageTag::parse("az").unwrap();
        let mut variant = Variant::new(language.clone(), "Salam");
        variant.properties = vec![Property::new("id", "k2"), Property::new("prev", "Hə")];
        let unit = TranslationUnit {
            properties: vec![Property::new("id", "k1")],
            variants: vec![variant],
            ..TranslationUnit::default()
        };
        assert_eq!(Context::of(&unit, &language), context("Hə", "", "k1"));
    }
}
