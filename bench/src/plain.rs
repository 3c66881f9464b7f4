//! The same service and hyper's client in a plain loop: what the network costs without a tester.

use std::error::Error;
use std::time::Instant;

use http_body_util::{BodyExt, Full};
use hyper::Request;
use hyper::body::Bytes;
use hyper::header::{AUTHORIZATION, CONTENT_TYPE};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;

use crate::cases::served;
use crate::{Figures, runtime, service};

const BODY: &str = r#"{"client_pubkey":"02a1","lsp_balance_sat":80000,"client_balance_sat":20000,"required_channel_confirmations":1,"funding_confirms_within_blocks":2,"channel_expiry_blocks":4320,"token":"spring-campaign"}"#;

/// Sends one request so many times, one after the other, and takes in each whole answer.
pub(crate) fn run(count: usize) -> Result<Figures, Box<dyn Error>> {
    let url = format!("http://{}{}", served()?, service::PATH);
    let client = Client::builder(TokioExecutor::new()).build(HttpConnector::new());
    let start = Instant::now();
    runtime()?.block_on(async {
        for _ in 0..count {
            asked(&client, &url).await?;
        }
        Ok::<(), Box<dyn Error>>(())
    })?;
    Ok(vec![
        ("cases", count as u64),
        ("wall", start.elapsed().as_micros() as u64),
    ])
}

async fn asked(
    client: &Client<HttpConnector, Full<Bytes>>,
    url: &str,
) -> Result<(), Box<dyn Error>> {
    let request = Request::post(url)
        .header(CONTENT_TYPE, "application/json")
        .header(AUTHORIZATION, service::TOKEN)
        .body(Full::new(Bytes::from_static(BODY.as_bytes())))?;
    let response = client.request(request).await?;
    let status = response.status();
    response.into_body().collect().await?;
    match status.is_success() {
        true => Ok(()),
        false => Err(format!("the service answered {status}").into()),
    }
}
