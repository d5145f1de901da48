//! What the system says of work and lets us bound: processor time of a thread and of the process, and memory.

use std::time::Duration;

/// Room of a mapping of its own in every allocator, in bytes: it is given back as a whole, and only what is written to is taken of
/// the machine. The C library learns from smaller room that comes and goes: once it took back ten megabytes, each thread keeps
/// twenty that are free.
pub const APART: usize = 33 << 20;

/// Processor time that this thread has used.
#[cfg(unix)]
pub(super) fn thread_time() -> Duration {
    time_of(rustix::time::ClockId::ThreadCPUTime)
}

/// Processor time that this process has used.
#[cfg(unix)]
pub(super) fn process_time() -> Duration {
    time_of(rustix::time::ClockId::ProcessCPUTime)
}

#[cfg(unix)]
fn time_of(clock: rustix::time::ClockId) -> Duration {
    let time = rustix::time::clock_gettime(clock);
    let seconds = u64::try_from(time.tv_sec).unwrap_or_default();
    Duration::new(seconds, u32::try_from(time.tv_nsec).unwrap_or_default())
}

/// Where the system has no such clock, time passes on the wall.
#[cfg(not(unix))]
pub(super) fn thread_time() -> Duration {
    process_time()
}

/// Where the system has no such clock, time passes on the wall.
#[cfg(not(unix))]
pub(super) fn process_time() -> Duration {
    static BEGUN: std::sync::OnceLock<std::time::Instant> = std::sync::OnceLock::new();
    BEGUN.get_or_init(std::time::Instant::now).elapsed()
}

/// Lets this process take so many bytes for its data, so many seconds of work at the very most, and leave no core
/// behind. A system that does not know a bound goes without.
#[cfg(unix)]
pub(super) fn confine(bytes: u64, seconds: u64) {
    use rustix::process::{Resource, getrlimit, setrlimit};
    for (resource, most) in [(Resource::Data, bytes), (Resource::Cpu, seconds), (Resource::Core, 0)] {
        let mut limit = getrlimit(resource);
        limit.current = Some(limit.current.map_or(most, |now| now.min(most)));
        setrlimit(resource, limit).ok();
    }
}

/// Has this process end when the one that started it does, where the system can see to it.
#[cfg(any(target_os = "linux", target_os = "android"))]
pub(super) fn end_with_parent() {
    rustix::process::set_parent_process_death_signal(Some(rustix::process::Signal::KILL)).ok();
}

/// Other systems leave it to its bounds.
#[cfg(all(unix, not(any(target_os = "linux", target_os = "android"))))]
pub(super) fn end_with_parent() {}

/// Nothing is bounded where the system has no such bounds.
#[cfg(not(unix))]
pub(super) fn confine(_: u64, _: u64) {}
