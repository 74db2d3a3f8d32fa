//! Times, and the processor time that they took of all threads together.

use std::time::{Duration, Instant};

/// Runs once and says how long it took.
pub fn timed<T>(run: impl FnOnce() -> T) -> (T, Duration) {
    let began = Instant::now();
    let result = run();
    (result, began.elapsed())
}

/// What the processors have given to this process so far, every thread of it that still lives; None
/// where the system does not tell. A busy machine and a slow disk do not change it.
pub fn processor_time() -> Option<Duration> {
    let mut sum = Duration::ZERO;
    for thread in std::fs::read_dir("/proc/self/task").ok()? {
        // A thread may end while it is looked at.
        let Ok(text) = std::fs::read_to_string(thread.ok()?.path().join("schedstat")) else {
            continue;
        };
        let nanos = text.split_whitespace().next()?.parse().ok()?;
        sum += Duration::from_nanos(nanos);
    }
    Some(sum)
}

/// Runs once and adds the processor time of it.
pub fn worked<T>(times: &mut Duration, run: impl FnOnce() -> T) -> T {
    let before = processor_time();
    let result = run();
    if let (Some(before), Some(after)) = (before, processor_time()) {
        *times += after.saturating_sub(before);
    }
    result
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

    pub fn count(&self) -> usize {
        self.0.len()
    }
}

impl From<Vec<Duration>> for Times {
    fn from(times: Vec<Duration>) -> Self {
        Self(times)
    }
}
