use super::*;
use crate::markup::well_formed::elements;

fn file(path: &str) -> AnalysedFile {
    let figures = AnalysisFigures {
        segments: 2,
        words: 9,
        characters: 40,
        characters_with_spaces: 47,
        tags: 1,
        placeables: 3,
    };
    AnalysedFile {
        path: path.to_owned(),
        bands: vec![AnalysedBand {
            band: "95-99",
            title: "95–99 %",
            weight: 0.2,
            figures,
        }],
        all: figures,
        weighted_words: 1.8,
    }
}

fn report(paths: &[&str]) -> AnalysisReport {
    AnalysisReport {
        from: "en".to_owned(),
        to: "az".to_owned(),
        files: paths.iter().map(|path| file(path)).collect(),
        total: file("total"),
    }
}

fn written(
    write: fn(&AnalysisReport, &mut dyn std::io::Write) -> std::io::Result<()>,
    paths: &[&str],
) -> String {
    let mut out = Vec::new();
    write(&report(paths), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn a_table_for_people() {
    let text = written(write_analysis_text, &["a.txt"]);
    assert_eq!(
        text,
        "a.txt\n\
         \x20                   Segments       Words  Characters        Tags  Placeables\n\
         \x20 95–99 %                  2           9          40           1           3\n\
         \x20 Total                    2           9          40           1           3\n\
         \x20 Weighted words                     1.8\n"
    );
    let both = written(write_analysis_text, &["a.txt", "b.txt"]);
    assert_eq!(
        both.matches("Weighted words").count(),
        3,
        "the total has a table"
    );
}

#[test]
fn data_for_programs() {
    assert_eq!(
        written(write_analysis_csv, &["a, \"b\".txt"]),
        "path,band,weight,segments,words,characters,characters_with_spaces,tags,placeables\n\
         \"a, \"\"b\"\".txt\",95-99,0.2,2,9,40,47,1,3\n"
    );
    let json: serde_json::Value =
        serde_json::from_str(&written(write_analysis_json, &["a"])).unwrap();
    assert_eq!(json["files"][0]["bands"][0]["band"], "95-99");
    assert_eq!(json["total"]["all"]["words"], 9);
}

#[test]
fn a_page_that_is_well_formed() {
    let page = written(write_analysis_page, &["<a>&", "b"]);
    assert!(page.contains("&lt;a&gt;&amp;"));
    assert_eq!(
        elements(&page)
            .iter()
            .filter(|name| *name == "table")
            .count(),
        3
    );
}
