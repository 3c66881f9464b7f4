//! Waiting for a service that is just being started.

use std::time::Duration;

use http::Request;
use hyper::body::Bytes;
use tokio::time::{Instant, sleep};

use super::{SendError, Transport};

/// How long is waited between two attempts.
const STEP: Duration = Duration::from_millis(100);

/// Waits until a service answers anything at all to `GET /`.
///
/// # Errors
/// Why it did not answer the last time, once the time is over.
pub async fn wait_for<T: Transport>(service: &T, time: Duration) -> Result<(), SendError> {
    let end = Instant::now() + time;
    loop {
        let Err(error) = service.send(Request::new(Bytes::new())).await else {
            return Ok(());
        };
        let is_hopeless = matches!(error, SendError::Url(_) | SendError::TlsNotBuilt);
        if is_hopeless || Instant::now() + STEP > end {
            return Err(error);
        }
        sleep(STEP).await;
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::wait_for;
    use crate::send::{Bounds, Network, SendError};

    #[tokio::test]
    async fn a_service_that_comes_late_is_waited_for() {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        drop(listener);
        let network = Network::new(&format!("http://{address}"), Bounds::default()).unwrap();
        let none = wait_for(&network, Duration::from_millis(50)).await;
        assert!(matches!(none, Err(SendError::Connect(_))), "{none:?}");
        let late = async {
            tokio::time::sleep(Duration::from_millis(300)).await;
            let listener = tokio::net::TcpListener::bind(address).await.unwrap();
            axum::serve(listener, axum::Router::new()).await.unwrap();
        };
        tokio::select! {
            () = late => {}
            found = wait_for(&network, Duration::from_secs(60)) => assert_eq!(found, Ok(())),
        }
    }
}
