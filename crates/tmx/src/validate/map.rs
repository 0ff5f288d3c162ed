//! Characters of a user-defined encoding.

use std::borrow::Cow;

/// What is wrong with a `map`: the value that it is about, and why. `attribute` gives the value of an attribute.
pub(crate) fn faults<'t>(
    attribute: impl Fn(&str) -> Option<Cow<'t, str>>,
) -> Vec<(String, String)> {
    let mut faults = Vec::new();
    for name in ["unicode", "code"] {
        if let Some(value) = attribute(name).filter(|value| !is_hexadecimal(value)) {
            let message = format!("`{name}` is `{value}`, not `#x` and a hexadecimal number");
            faults.push((value.into_owned(), message));
        }
    }
    for name in ["ent", "subst"] {
        if let Some(value) = attribute(name).filter(|value| !value.is_ascii()) {
            let message = format!("`{name}` is `{value}`, which is not ASCII");
            faults.push((value.into_owned(), message));
        }
    }
    let says_nothing = ["code", "ent", "subst"]
        .iter()
        .all(|name| attribute(name).is_none());
    if says_nothing {
        let message = "`map` has none of `code`, `ent` and `subst`".to_owned();
        faults.push((String::new(), message));
    }
    faults
}

fn is_hexadecimal(value: &str) -> bool {
    value.strip_prefix("#x").is_some_and(|digits| {
        !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}
