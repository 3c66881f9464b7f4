//! [`wait`]: calls on threads without an async runtime.

use std::{fmt, future::Future, io, sync::OnceLock};

use tokio::runtime::{Builder, Handle, Runtime};

/// Why a call cannot be waited for on this thread.
#[derive(Debug)]
#[non_exhaustive]
pub enum WaitError {
    /// A runtime is running on this thread; there, a call is awaited.
    InRuntime,
    /// The runtime could not be started.
    Runtime(io::Error),
}

impl fmt::Display for WaitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::InRuntime => {
                f.write_str("an async runtime is running on this thread: await the call")
            }
            Self::Runtime(error) => write!(f, "the async runtime cannot be started: {error}"),
        }
    }
}

impl std::error::Error for WaitError {}

/// Runs a future to its end on this thread: a call, or the next item of a stream.
///
/// One runtime serves all threads, so that connections are kept from call to call.
///
/// # Errors
/// See [`WaitError`].
pub fn wait<F: Future>(future: F) -> Result<F::Output, WaitError> {
    if Handle::try_current().is_ok() {
        return Err(WaitError::InRuntime);
    }
    Ok(runtime()?.block_on(future))
}

fn runtime() -> Result<&'static Runtime, WaitError> {
    static RUNTIME: OnceLock<Runtime> = OnceLock::new();
    if let Some(runtime) = RUNTIME.get() {
        return Ok(runtime);
    }
    let started = Builder::new_current_thread().enable_all().build();
    let started = started.map_err(WaitError::Runtime)?;
    Ok(RUNTIME.get_or_init(|| started))
}
