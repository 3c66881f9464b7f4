//! `https://`: a service whose certificate is trusted is talked to, and no other.
#![allow(clippy::unwrap_used)] // the helpers of tests may fail as tests do

use std::sync::Arc;

use countersign_contract::{Bounds, Network, SendError, Transport};
use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

/// For 127.0.0.1, signed by itself, and good for a hundred years; the key beside it opens nothing else.
const CERTIFICATE: &[u8] = include_bytes!("tls/certificate.pem");
const KEY: &[u8] = include_bytes!("tls/key.pem");

/// A service that answers with the path; its URL.
async fn service() -> String {
    let config = rustls::ServerConfig::builder_with_provider(Arc::new(
        rustls::crypto::ring::default_provider(),
    ));
    let certificate = CertificateDer::from_pem_slice(CERTIFICATE).unwrap();
    let config = config
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(
            vec![certificate],
            PrivateKeyDer::from_pem_slice(KEY).unwrap(),
        )
        .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("https://{}/api", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let Ok(stream) = acceptor.accept(stream).await else {
                continue;
            };
            let echo = service_fn(|request: http::Request<Incoming>| async move {
                let path = request.uri().path().to_owned();
                Ok::<_, std::convert::Infallible>(http::Response::new(Full::<Bytes>::from(path)))
            });
            let connection = hyper::server::conn::http1::Builder::new();
            tokio::spawn(connection.serve_connection(TokioIo::new(stream), echo));
        }
    });
    url
}

async fn asked(network: &Network) -> Result<Bytes, SendError> {
    let request = http::Request::get("/books").body(Bytes::new()).unwrap();
    network.send(request).await.map(http::Response::into_body)
}

#[tokio::test]
async fn a_certificate_is_trusted_or_nothing_is_said() {
    let url = service().await;
    let trusting = Network::trusting(&url, Bounds::default(), CERTIFICATE).unwrap();
    assert_eq!(asked(&trusting).await.unwrap(), "/api/books");
    assert_eq!(trusting.base(), url);
    let wary = Network::new(&url, Bounds::default()).unwrap();
    let refused = asked(&wary).await;
    assert!(matches!(refused, Err(SendError::Connect(_))), "{refused:?}");
}

#[test]
fn what_is_no_certificate_is_told() {
    let pem = b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    let network = Network::trusting("https://127.0.0.1", Bounds::default(), pem);
    assert!(matches!(network, Err(SendError::Tls(_))));
}
