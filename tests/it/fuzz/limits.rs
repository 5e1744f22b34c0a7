//! Bounds that every odd input is held to: of time, and of memory, what is reserved and never written to included.

use std::time::{Duration, Instant};

/// No input of these tests may take longer, on a busy machine and built for tests.
const MOST_TIME: Duration = Duration::from_secs(30);

/// No input may take more memory, in kilobytes.
const MOST_MEMORY: u64 = 500_000;

/// Whether there is time to try everything: so continuous integration says.
pub fn is_thorough() -> bool {
    std::env::var_os("IIJTAX_FUZZ_SECONDS").is_some()
}

/// How long each kind of input is tried.
pub fn time() -> Duration {
    let seconds = std::env::var("IIJTAX_FUZZ_SECONDS").ok().and_then(|seconds| seconds.parse().ok());
    Duration::from_secs(seconds.unwrap_or(5))
}

/// What an input may take, counted from here.
pub struct Limits {
    began: Instant,
    most_time: Duration,
    before: Option<(u64, u64)>,
}

impl Limits {
    pub fn begin() -> Limits {
        Limits::within(MOST_TIME)
    }

    /// The same with another bound of time.
    pub fn within(most_time: Duration) -> Limits {
        Limits { before: memory(), began: Instant::now(), most_time }
    }

    /// Fails where the input took more.
    #[track_caller]
    pub fn end(&self, what: impl Fn() -> String) {
        let took = self.began.elapsed();
        assert!(took < self.most_time, "{}: took {took:?}", what());
        let (Some((size, peak)), Some((_, after))) = (self.before, memory()) else { return };
        let reserved = after.saturating_sub(size);
        assert!(after == peak || reserved < MOST_MEMORY, "{}: reserved {reserved} kilobytes", what());
    }
}

/// The memory that this process has reserved, and the most it ever had, in kilobytes; none where the system does not say.
fn memory() -> Option<(u64, u64)> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = |name: &str| {
        let line = status.lines().find(|line| line.starts_with(name))?;
        line.split_whitespace().nth(1)?.parse().ok()
    };
    Some((line("VmSize:")?, line("VmPeak:")?))
}
