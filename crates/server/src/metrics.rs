//! What the server counts, in the text format of Prometheus.

use std::fmt::Write as _;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering::Relaxed};
use std::time::Duration;

use axum::http::StatusCode;

/// Upper bounds of the times of answers, in seconds.
const BOUNDS: [f64; 11] = [
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0, 30.0,
];

/// Counts of each route, in the order of the routes; the last is that of requests that no route fits.
#[derive(Debug)]
pub(crate) struct Metrics {
    routes: Vec<Counts>,
    under_way: AtomicI64,
}

#[derive(Debug, Default)]
struct Counts {
    /// Answers with 1xx to 5xx.
    answers: [AtomicU64; 5],
    /// Answers within each bound, and beyond.
    times: [AtomicU64; BOUNDS.len() + 1],
    microseconds: AtomicU64,
}

/// A request under way, until this is dropped.
#[derive(Debug)]
pub(crate) struct UnderWay<'m>(&'m AtomicI64);

impl Metrics {
    /// Counts for so many routes.
    pub(crate) fn new(routes: usize) -> Self {
        Self {
            routes: (0..=routes).map(|_| Counts::default()).collect(),
            under_way: AtomicI64::new(0),
        }
    }

    /// Counts a request as under way.
    pub(crate) fn begin(&self) -> UnderWay<'_> {
        self.under_way.fetch_add(1, Relaxed);
        UnderWay(&self.under_way)
    }

    /// Counts an answer of the route of this number.
    pub(crate) fn count(&self, route: Option<usize>, status: StatusCode, time: Duration) {
        let counts = route.and_then(|route| self.routes.get(route));
        let Some(counts) = counts.or(self.routes.last()) else {
            return;
        };
        let class = usize::from(status.as_u16() / 100).saturating_sub(1);
        if let Some(answers) = counts.answers.get(class) {
            answers.fetch_add(1, Relaxed);
        }
        let seconds = time.as_secs_f64();
        let bound = BOUNDS.partition_point(|bound| *bound < seconds);
        if let Some(times) = counts.times.get(bound) {
            times.fetch_add(1, Relaxed);
        }
        let microseconds = u64::try_from(time.as_micros()).unwrap_or(u64::MAX);
        counts.microseconds.fetch_add(microseconds, Relaxed);
    }

    /// Writes the counts; `names` are the labels of the routes, such as `method="GET",path="/a"`.
    pub(crate) fn write(&self, names: &[String], out: &mut String) {
        head(
            out,
            "yaddash_requests_under_way",
            "gauge",
            "Requests under way.",
        );
        let _ = writeln!(
            out,
            "yaddash_requests_under_way {}",
            self.under_way.load(Relaxed)
        );
        let other = "method=\"\",path=\"\"".to_owned();
        let routes = || {
            let names = names.iter().chain([&other]);
            let routes = self.routes.iter().zip(names);
            routes.filter(|(counts, _)| counts.answers.iter().any(|count| count.load(Relaxed) > 0))
        };
        head(
            out,
            "yaddash_requests_total",
            "counter",
            "Requests answered.",
        );
        for (counts, name) in routes() {
            for (answers, class) in counts.answers.iter().zip(1..) {
                let answers = answers.load(Relaxed);
                if answers > 0 {
                    let _ = writeln!(
                        out,
                        "yaddash_requests_total{{{name},status=\"{class}xx\"}} {answers}"
                    );
                }
            }
        }
        let metric = "yaddash_request_seconds";
        head(out, metric, "histogram", "Times of answers.");
        for (counts, name) in routes() {
            let mut sum = 0;
            let bounds = BOUNDS.iter().map(f64::to_string).chain(["+Inf".to_owned()]);
            for (times, bound) in counts.times.iter().zip(bounds) {
                sum += times.load(Relaxed);
                let _ = writeln!(out, "{metric}_bucket{{{name},le=\"{bound}\"}} {sum}");
            }
            let seconds = Duration::from_micros(counts.microseconds.load(Relaxed)).as_secs_f64();
            let _ = writeln!(out, "{metric}_sum{{{name}}} {seconds}");
            let _ = writeln!(out, "{metric}_count{{{name}}} {sum}");
        }
    }
}

/// Writes what a metric is.
pub(crate) fn head(out: &mut String, name: &str, kind: &str, help: &str) {
    let _ = writeln!(out, "# HELP {name} {help}\n# TYPE {name} {kind}");
}

/// A value of a label with what must be escaped.
pub(crate) fn label(value: &str) -> String {
    value
        .replace('\\', "\\\\")
        .replace('"', "\\\"")
        .replace('\n', "\\n")
}

impl Drop for UnderWay<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_sums() {
        let metrics = Metrics::new(1);
        let under_way = metrics.begin();
        metrics.count(Some(0), StatusCode::OK, Duration::from_millis(1));
        metrics.count(Some(0), StatusCode::NOT_FOUND, Duration::from_millis(2));
        metrics.count(None, StatusCode::NOT_FOUND, Duration::from_mins(1));
        let mut out = String::new();
        metrics.write(&["method=\"GET\",path=\"/a\"".to_owned()], &mut out);
        for line in [
            "yaddash_requests_under_way 1",
            "yaddash_requests_total{method=\"GET\",path=\"/a\",status=\"2xx\"} 1",
            "yaddash_requests_total{method=\"GET\",path=\"/a\",status=\"4xx\"} 1",
            "yaddash_requests_total{method=\"\",path=\"\",status=\"4xx\"} 1",
            "yaddash_request_seconds_bucket{method=\"GET\",path=\"/a\",le=\"0.001\"} 1",
            "yaddash_request_seconds_bucket{method=\"GET\",path=\"/a\",le=\"0.0025\"} 2",
            "yaddash_request_seconds_bucket{method=\"\",path=\"\",le=\"30\"} 0",
            "yaddash_request_seconds_bucket{method=\"\",path=\"\",le=\"+Inf\"} 1",
            "yaddash_request_seconds_sum{method=\"GET\",path=\"/a\"} 0.003",
            "yaddash_request_seconds_count{method=\"\",path=\"\"} 1",
        ] {
            assert!(out.lines().any(|found| found == line), "{line}\n{out}");
        }
        drop(under_way);
        out.clear();
        metrics.write(&[], &mut out);
        assert!(out.contains("yaddash_requests_under_way 0\n"));
    }
}
