//! What a child may take of the machine for one request. Soft bounds can be raised again, so each request has its own.

/// Lets this process take so many bytes for its data and so many seconds of work from now on, and leave no core behind.
/// A system that does not know a bound goes without.
#[cfg(unix)]
pub(super) fn allow(bytes: u64, seconds: u64) {
    use rustix::process::{Resource, getrlimit, setrlimit};
    // The system looks at whole seconds.
    let worked = work().as_secs().saturating_add(1);
    for (resource, most) in
        [(Resource::Data, bytes), (Resource::Cpu, worked.saturating_add(seconds)), (Resource::Core, 0)]
    {
        let mut limit = getrlimit(resource);
        limit.current = Some(limit.maximum.map_or(most, |hard| hard.min(most)));
        setrlimit(resource, limit).ok();
    }
}

/// Processor time of this process so far.
#[cfg(unix)]
pub(in crate::app) fn work() -> std::time::Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    let (seconds, rest) = (u64::try_from(time.tv_sec), u32::try_from(time.tv_nsec));
    std::time::Duration::new(seconds.unwrap_or_default(), rest.unwrap_or_default())
}

/// Nothing is bounded where the system has no such bounds.
#[cfg(not(unix))]
pub(super) fn allow(_bytes: u64, _seconds: u64) {}

/// Nobody tells elsewhere.
#[cfg(not(unix))]
pub(in crate::app) fn work() -> std::time::Duration {
    std::time::Duration::ZERO
}
