//! Times, and the table that they stand in.

use std::time::{Duration, Instant};

/// Runs once and says how long it took.
pub fn timed<T>(run: impl FnOnce() -> T) -> (T, Duration) {
    let began = Instant::now();
    let result = run();
    (result, began.elapsed())
}

/// Many times of the same work.
#[derive(Clone, Debug, Default)]
pub struct Times(Vec<Duration>);

impl Times {
    pub fn add(&mut self, time: Duration) {
        self.0.push(time);
    }

    /// The time that so many in a hundred do not exceed.
    fn percentile(&self, percent: usize) -> Duration {
        let mut sorted = self.0.clone();
        sorted.sort();
        let at = (sorted.len() * percent / 100).min(sorted.len().saturating_sub(1));
        sorted.get(at).copied().unwrap_or_default()
    }

    pub fn median(&self) -> Duration {
        self.percentile(50)
    }

    pub fn p95(&self) -> Duration {
        self.percentile(95)
    }
}

impl From<Vec<Duration>> for Times {
    fn from(times: Vec<Duration>) -> Self {
        Self(times)
    }
}

/// A table in Markdown, printed row by row as it is measured.
#[derive(Debug)]
pub struct Table;

// A table is handed about although printing needs none: rows come out in the order of the work.
#[allow(clippy::unused_self)]
impl Table {
    pub fn new() -> Self {
        line([
            "Work",
            "Median",
            "p95",
            "Floor",
            "Floor p95",
            "Ratio",
            "Goal",
        ]);
        line(["---"; 7]);
        Self
    }

    /// Says what the following rows were measured on.
    pub fn group(&mut self, name: &str) {
        line([&format!("**{name}**"), "", "", "", "", "", ""]);
    }

    /// Work beside its floor: the ratio is that of the medians.
    pub fn beside(&mut self, work: &str, times: &Times, floor: &Times, goal: &str) {
        let ratio = times.median().as_secs_f64() / floor.median().as_secs_f64();
        line([
            work,
            &shown(times.median()),
            &shown(times.p95()),
            &shown(floor.median()),
            &shown(floor.p95()),
            &format!("{ratio:.1}"),
            goal,
        ]);
    }

    /// Work that has no floor.
    pub fn alone(&mut self, work: &str, times: &Times, goal: &str) {
        let (median, p95) = (shown(times.median()), shown(times.p95()));
        line([work, &median, &p95, "–", "–", "–", goal]);
    }

    /// A figure that is no time.
    pub fn figure(&mut self, work: &str, figure: &str, floor: &str, goal: &str) {
        line([work, figure, "–", floor, "–", "–", goal]);
    }
}

fn line(cells: [&str; 7]) {
    println!("| {} |", cells.join(" | "));
}

fn shown(time: Duration) -> String {
    if time >= Duration::from_secs(1) {
        format!("{:.2} s", time.as_secs_f64())
    } else if time >= Duration::from_millis(1) {
        format!("{:.1} ms", time.as_secs_f64() * 1e3)
    } else {
        format!("{:.3} ms", time.as_secs_f64() * 1e3)
    }
}
