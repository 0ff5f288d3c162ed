//! The frame of the HTML pages.
//!
//! A page is one file without scripts: it asks for nothing from elsewhere, and its content security policy forbids it.
//! It is written as XML too, so that XML tools can read it.

use std::io::{self, Write};

use super::Escaped;

/// What both pages look like, in light and dark.
const STYLE: &str = include_str!("page.css");

/// Writes everything up to and with the start of the body; `style` is added to the common style sheet.
pub(crate) fn write_page_start(title: &str, style: &str, out: &mut dyn Write) -> io::Result<()> {
    let title = Escaped(title);
    write!(
        out,
        "<!DOCTYPE html>\n\
         <html lang=\"en\">\n\
         <head>\n\
         <meta charset=\"utf-8\"/>\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n\
         <meta name=\"color-scheme\" content=\"light dark\"/>\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"/>\n\
         <title>{title}</title>\n\
         <style>\n{STYLE}{style}</style>\n\
         </head>\n\
         <body>\n\
         <a class=\"skip\" href=\"#main\">Skip to the content</a>\n"
    )
}

/// Writes the end of the body.
pub(crate) fn write_page_end(out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"</body>\n</html>\n")
}
