//! The table that the figures stand in: each with its goal, and whether it was met.

use std::time::Duration;

use crate::growth::Growth;
use crate::sample::Times;

/// What a figure should be (the table of the design, `proof.md`).
#[derive(Clone, Copy, Debug)]
pub enum Goal {
    /// Nobody has set one.
    None,
    /// The median is at most so many times the floor's.
    Ratio(f64),
    Median(Duration),
    P95(Duration),
    AtLeast(f64),
    AtMost(f64),
}

impl Goal {
    fn said(self, unit: &str) -> String {
        match self {
            Self::None => "–".to_owned(),
            Self::Ratio(most) => format!("≤ {most} × floor"),
            Self::Median(most) => format!("≤ {}", shown(most)),
            Self::P95(most) => format!("p95 ≤ {}", shown(most)),
            Self::AtLeast(least) => format!("≥ {} {unit}", number(least)),
            Self::AtMost(most) => format!("≤ {} {unit}", number(most)),
        }
    }
}

fn verdict(met: Option<bool>) -> &'static str {
    match met {
        None => "",
        Some(true) => "met",
        Some(false) => "**missed**",
    }
}

/// A table in Markdown, printed row by row as it is measured, and what it tells about growth.
#[derive(Debug, Default)]
pub struct Table {
    growth: Growth,
    size: Option<usize>,
}

// A table is handed about although printing needs none: rows come out in the order of the work.
#[allow(clippy::unused_self)]
impl Table {
    /// Begins with its head.
    pub fn new() -> Self {
        line(["Work", "Median", "p95", "Floor", "Ratio", "Goal", ""]);
        line(["---"; 7]);
        Self::default()
    }

    /// Says what the following rows were measured on; and for the growth, how many pieces that is.
    pub fn group(&mut self, name: &str, size: Option<usize>) {
        self.size = size;
        line([&format!("**{name}**"), "", "", "", "", "", ""]);
    }

    /// Work beside its floor: the ratio is that of the medians.
    pub fn beside(&mut self, work: &str, times: &Times, floor: &Times, goal: Goal) {
        let (median, base) = (times.median(), floor.median());
        self.row(work, median, times.p95(), Some(base), goal);
    }

    /// Work that has no floor.
    pub fn alone(&mut self, work: &str, times: &Times, goal: Goal) {
        self.row(work, times.median(), times.p95(), None, goal);
    }

    /// The processor time of one, beside the floor's; none where the system does not tell.
    pub fn processor(&mut self, work: &str, of_one: Duration, floor: Duration, goal: Goal) {
        if floor > Duration::ZERO {
            self.row(work, of_one, Duration::ZERO, Some(floor), goal);
        }
    }

    /// A figure that is no time.
    pub fn figure(&mut self, work: &str, figure: f64, unit: &str, floor: Option<f64>, goal: Goal) {
        let met = match goal {
            Goal::AtLeast(least) => Some(figure >= least),
            Goal::AtMost(most) => Some(figure <= most),
            _ => None,
        };
        line([
            work,
            &format!("{} {unit}", number(figure)),
            "–",
            &floor.map_or("–".to_owned(), |floor| {
                format!("{} {unit}", number(floor))
            }),
            "–",
            &goal.said(unit),
            verdict(met),
        ]);
    }

    /// What could not be measured here, and why.
    pub fn not_measured(&mut self, work: &str, why: &str) {
        line([work, why, "–", "–", "–", "–", "not measured"]);
    }

    /// A point of the growth with the stock's size.
    pub fn grow(&mut self, work: &str, time: Duration) {
        if let Some(size) = self.size {
            self.growth.add(work, size, time);
        }
    }

    /// The growth of every work over the sizes.
    pub fn end(self) {
        self.growth.print();
    }

    fn row(
        &self,
        work: &str,
        median: Duration,
        p95: Duration,
        floor: Option<Duration>,
        goal: Goal,
    ) {
        let ratio = floor.map(|floor| median.as_secs_f64() / floor.as_secs_f64());
        let met = match goal {
            Goal::Ratio(most) => ratio.map(|ratio| ratio <= most),
            Goal::Median(most) => Some(median <= most),
            Goal::P95(most) => Some(p95 <= most),
            _ => None,
        };
        let p95 = if p95 == Duration::ZERO {
            "–".to_owned()
        } else {
            shown(p95)
        };
        line([
            work,
            &shown(median),
            &p95,
            &floor.map_or("–".to_owned(), shown),
            &ratio.map_or("–".to_owned(), |ratio| format!("{ratio:.2}")),
            &goal.said(""),
            verdict(met),
        ]);
    }
}

fn line(cells: [&str; 7]) {
    println!("| {} |", cells.join(" | "));
}

fn number(value: f64) -> String {
    if value >= 100.0 {
        format!("{value:.0}")
    } else {
        format!("{value:.2}")
            .trim_end_matches('0')
            .trim_end_matches('.')
            .to_owned()
    }
}

/// A time as a person reads it.
pub fn shown(time: Duration) -> String {
    if time >= Duration::from_secs(1) {
        format!("{:.2} s", time.as_secs_f64())
    } else if time >= Duration::from_millis(1) {
        format!("{:.2} ms", time.as_secs_f64() * 1e3)
    } else {
        format!("{:.3} ms", time.as_secs_f64() * 1e3)
    }
}
