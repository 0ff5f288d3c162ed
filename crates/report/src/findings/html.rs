//! One self-contained HTML page: counts by rule, then the findings by file with the marked text in its line.
//!
//! No scripts: files fold by `details`, severities are switched by check boxes, both by keyboard too.

use std::collections::HashMap;
use std::io::{self, Write};
use std::path::Path;

use yaddash_model::{Finding, Severity};

use super::excerpt::Excerpt;
use super::runs::runs;
use super::sources::LastSource;
use super::tally::{Tally, counted};
use super::{FindingsReport, path_text};
use crate::markup::{Escaped, write_page_end, write_page_start};

const STYLE: &str = include_str!("html.css");

/// Characters of the line shown on each side of the marked text.
const CONTEXT: usize = 240;

pub(super) fn write(report: &FindingsReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let tally = Tally::of(report.findings, report.files_checked)?;
    write_page_start("Yaddash: findings", STYLE, out)?;
    write_header(report, &tally, out)?;
    write_rules(report, &tally, out)?;
    writeln!(out, "<main id=\"main\">")?;
    let mut sources = LastSource::new(report.sources);
    let mut runs = runs(report.findings)?.into_iter();
    let mut left = 0;
    report.findings.each(&mut |finding| {
        if left == 0
            && let Some(run) = runs.next()
        {
            left = run.findings;
            write_file_start(&finding.place.path, left, out)?;
        }
        write_in_file(finding, &mut sources, out)?;
        left -= 1;
        if left == 0 {
            writeln!(out, "</details>")?;
        }
        Ok(())
    })?;
    writeln!(out, "</main>")?;
    write_page_end(out)
}

fn write_header(report: &FindingsReport<'_>, tally: &Tally, out: &mut dyn Write) -> io::Result<()> {
    let verdict = if tally.findings == 0 {
        "nothing found".to_owned()
    } else {
        tally.by_severity()
    };
    let files = counted(tally.files_checked, "file");
    writeln!(out, "<header>\n<h1>Findings</h1>")?;
    writeln!(
        out,
        "<p>{verdict} in {files} <span class=\"quiet\">(yaddash {})</span></p>",
        Escaped(report.version)
    )?;
    if tally.findings > 0 {
        writeln!(out, "<fieldset><legend>Show</legend>")?;
        for (severity, count) in [
            (Severity::Error, tally.errors),
            (Severity::Warning, tally.warnings),
            (Severity::Info, tally.infos),
        ] {
            writeln!(
                out,
                "<label><input type=\"checkbox\" id=\"show-{severity}\" checked=\"checked\"/> {severity} ({count})</label>"
            )?;
        }
        writeln!(out, "</fieldset>")?;
    }
    writeln!(out, "</header>")
}

fn write_rules(report: &FindingsReport<'_>, tally: &Tally, out: &mut dyn Write) -> io::Result<()> {
    if tally.rules.is_empty() {
        return Ok(());
    }
    let known: HashMap<_, _> = report
        .rules
        .iter()
        .map(|rule| (rule.id.as_str(), rule))
        .collect();
    writeln!(
        out,
        "<section aria-labelledby=\"rules\">\n<h2 id=\"rules\">Rules</h2>\n<table>"
    )?;
    writeln!(
        out,
        "<thead><tr><th scope=\"col\">Rule</th><th scope=\"col\" class=\"number\">Findings</th><th scope=\"col\">What it finds</th></tr></thead>\n<tbody>"
    )?;
    for (id, count) in &tally.rules {
        let id_text = Escaped(id);
        write!(
            out,
            "<tr id=\"rule-{id_text}\"><th scope=\"row\">{id_text}</th><td class=\"number\">{count}</td><td>"
        )?;
        if let Some(rule) = known.get(id.as_str()) {
            let (summary, help) = (Escaped(rule.summary), Escaped(rule.help));
            write!(
                out,
                "<details><summary>{summary}</summary><pre>{help}</pre></details>"
            )?;
        }
        writeln!(out, "</td></tr>")?;
    }
    writeln!(out, "</tbody>\n</table>\n</section>")
}

fn write_file_start(path: &Path, findings: usize, out: &mut dyn Write) -> io::Result<()> {
    let name = path_text(path);
    let count = counted(findings, "finding");
    writeln!(
        out,
        "<details open=\"open\">\n<summary><h2>{}</h2> <span class=\"quiet\">{count}</span></summary>",
        Escaped(&name)
    )
}

fn write_in_file(
    finding: &Finding,
    sources: &mut LastSource<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let excerpt = sources
        .of(&finding.place.path)
        .and_then(|source| source.excerpt(&finding.place, CONTEXT));
    write_finding(finding, excerpt.as_ref(), out)
}

fn write_finding(
    finding: &Finding,
    excerpt: Option<&Excerpt<'_>>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let (severity, rule) = (finding.severity, Escaped(finding.rule.as_str()));
    writeln!(out, "<article class=\"{severity}\">")?;
    writeln!(
        out,
        "<p><span class=\"severity\">{severity}</span> <a href=\"#rule-{rule}\">{rule}</a> {}</p>",
        Escaped(&finding.message)
    )?;
    write_source(finding, excerpt, out)?;
    if !finding.suggestions.is_empty() {
        let quoted: Vec<_> = finding
            .suggestions
            .iter()
            .map(|text| format!("<q>{}</q>", Escaped(text)))
            .collect();
        writeln!(out, "<p>Write {}.</p>", quoted.join(" or "))?;
    }
    if let Some(concept) = &finding.concept {
        writeln!(out, "<p class=\"quiet\">Concept: {}</p>", Escaped(concept))?;
    }
    writeln!(out, "</article>")
}

/// The marked text in its line, or alone where the text of the file is not to be had.
fn write_source(
    finding: &Finding,
    excerpt: Option<&Excerpt<'_>>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let language = finding.language.as_ref().map_or("", |tag| tag.normal());
    let place = finding.place.start;
    write!(
        out,
        "<pre><span class=\"place\">{place} </span><span dir=\"auto\" lang=\"{}\">",
        Escaped(language)
    )?;
    match excerpt {
        Some(excerpt) => {
            let ellipsis = |cut| if cut { "…" } else { "" };
            write!(
                out,
                "{}{}<mark>{}</mark>{}{}",
                ellipsis(excerpt.cut_before),
                Escaped(excerpt.before),
                Escaped(excerpt.marked),
                Escaped(excerpt.after),
                ellipsis(excerpt.cut_after)
            )?;
        }
        None => write!(out, "<mark>{}</mark>", Escaped(&finding.text))?,
    }
    writeln!(out, "</span></pre>")
}

#[cfg(test)]
mod tests {
    use super::super::FindingsFormat;
    use super::super::samples::{Sample, hard};
    use crate::markup::well_formed::elements;

    #[test]
    fn the_body_of_hard_cases() {
        let written = hard().written(FindingsFormat::Html);
        let (_, body) = written.split_once("<body>\n").unwrap();
        insta::assert_snapshot!(body, @r##"
        <a class="skip" href="#main">Skip to the content</a>
        <header>
        <h1>Findings</h1>
        <p>2 errors, 1 warning, 1 info in 7 files <span class="quiet">(yaddash 1.2.3)</span></p>
        <fieldset><legend>Show</legend>
        <label><input type="checkbox" id="show-error" checked="checked"/> error (2)</label>
        <label><input type="checkbox" id="show-warning" checked="checked"/> warning (1)</label>
        <label><input type="checkbox" id="show-info" checked="checked"/> info (1)</label>
        </fieldset>
        </header>
        <section aria-labelledby="rules">
        <h2 id="rules">Rules</h2>
        <table>
        <thead><tr><th scope="col">Rule</th><th scope="col" class="number">Findings</th><th scope="col">What it finds</th></tr></thead>
        <tbody>
        <tr id="rule-deprecated-term"><th scope="row">deprecated-term</th><td class="number">2</td><td><details><summary>A term that the glossary forbids.</summary><pre>Write the preferred term of the concept instead.</pre></details></td></tr>
        <tr id="rule-number-mismatch"><th scope="row">number-mismatch</th><td class="number">1</td><td><details><summary>A number of the source is missing in the target.</summary><pre>Compare the numbers of both sides.</pre></details></td></tr>
        <tr id="rule-unlisted-rule"><th scope="row">unlisted-rule</th><td class="number">1</td><td></td></tr>
        </tbody>
        </table>
        </section>
        <main id="main">
        <details open="open">
        <summary><h2>sənəd/giriş.az.md</h2> <span class="quiet">1 finding</span></summary>
        <article class="error">
        <p><span class="severity">error</span> <a href="#rule-deprecated-term">deprecated-term</a> `ECPA` is a deprecated term</p>
        <pre><span class="place">2:9 </span><span dir="auto" lang="az">İclasda <mark>ECPA</mark>, sonra ECPA</span></pre>
        <p>Write <q>AŞPA</q>.</p>
        <p class="quiet">Concept: pace</p>
        </article>
        </details>
        <details open="open">
        <summary><h2>doc/вступление.md</h2> <span class="quiet">1 finding</span></summary>
        <article class="warning">
        <p><span class="severity">warning</span> <a href="#rule-number-mismatch">number-mismatch</a> &lt;script&gt; &amp; &quot;quotes&quot;,&#10;second line: 100%</p>
        <pre><span class="place">1:15 </span><span dir="auto" lang="ru">Депутаты&#9;ПАСЕ <mark>&lt;script&gt;</mark>alert(&#39;&amp;&#39;)&lt;/script&gt;</span></pre>
        <p>Write <q>&lt;b&gt;</q> or <q>a, b: 100%</q>.</p>
        </article>
        </details>
        <details open="open">
        <summary><h2>gone.txt</h2> <span class="quiet">1 finding</span></summary>
        <article class="info">
        <p><span class="severity">info</span> <a href="#rule-unlisted-rule">unlisted-rule</a> `ECPA` is a deprecated term</p>
        <pre><span class="place">2:3 </span><span dir="auto" lang=""><mark>ECPA</mark></span></pre>
        <p class="quiet">Concept: pace</p>
        </article>
        </details>
        <details open="open">
        <summary><h2>./ok%FF 100%25/ə.txt</h2> <span class="quiet">1 finding</span></summary>
        <article class="error">
        <p><span class="severity">error</span> <a href="#rule-deprecated-term">deprecated-term</a> `ECPA` is a deprecated term</p>
        <pre><span class="place">1:1 </span><span dir="auto" lang="az"><mark>ECPA</mark></span></pre>
        <p>Write <q>AŞPA</q>.</p>
        <p class="quiet">Concept: pace</p>
        </article>
        </details>
        </main>
        </body>
        </html>
        "##);
    }

    #[test]
    fn well_formed_and_without_scripts() {
        let sample = hard()
            .with("<x>\"'&", "\u{0}\u{1b}</mark>ECPA", "</mark>")
            .with("sənəd/giriş.az.md", "ECPA", "ECPA");
        let written = sample.written(FindingsFormat::Html);
        let elements = elements(&written);
        let count = |name: &str| elements.iter().filter(|element| *element == name).count();
        assert_eq!(count("script"), 0);
        assert_eq!(count("article"), sample.findings.len());
        assert_eq!(count("mark"), sample.findings.len());
        assert_eq!(
            written.matches("<h2>sənəd/giriş.az.md</h2>").count(),
            2,
            "findings of a file that come apart stay in their order"
        );
        for elsewhere in ["http://", "https://", "src=", "@import", "url("] {
            assert!(!written.contains(elsewhere), "{elsewhere}");
        }
    }

    #[test]
    fn nothing_found() {
        let written = Sample::empty().written(FindingsFormat::Html);
        assert!(written.contains("nothing found in 7 files"));
        assert!(!elements(&written).iter().any(|element| element == "table"));
    }
}
