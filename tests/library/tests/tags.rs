//! A document with a cargo feature for each tag: what a feature leaves out is gone from operations, client and server,
//! and what is left works the same. `.ci/run` compiles and runs this with none of them, each alone, and all.

#![deny(warnings, reason = "no feature may leave anything unused behind")]
#![allow(clippy::unwrap_used, reason = "a test may say what it means")]

#[allow(
    missing_docs,
    unreachable_pub,
    reason = "generated, and the document does not describe everything"
)]
mod generated;
#[allow(dead_code, reason = "the other tests need more of it")]
mod service;

use countersign::client::{Retry, Tower};

use self::generated::client::Client;
use self::generated::operations::total;
use self::generated::server::{Api, router};
use self::generated::types::Money;
use self::service::Service;

/// Implements what the features ask for, and no more.
struct Shop;

impl Api for Shop {
    #[cfg(any(feature = "tag-billing", feature = "tag-orders"))]
    type Caller = ();

    #[cfg(any(feature = "tag-billing", feature = "tag-orders"))]
    async fn admit_key(
        &self,
        _: countersign::server::Credentials<'_>,
    ) -> Result<(), countersign::server::Denied> {
        Ok(())
    }

    #[cfg(feature = "tag-billing")]
    async fn admit_token(
        &self,
        _: countersign::server::Credentials<'_>,
    ) -> Result<(), countersign::server::Denied> {
        Err(countersign::server::Denied::Forbidden)
    }

    #[cfg(feature = "tag-orders")]
    fn refusal_as_objection(
        &self,
        refusal: &countersign::server::Refusal,
    ) -> generated::types::Objection {
        let objection = refusal.status().to_string();
        generated::types::Objection { objection }
    }

    #[cfg(feature = "tag-billing")]
    fn refusal_as_remark(
        &self,
        refusal: &countersign::server::Refusal,
    ) -> generated::types::Remark {
        let remark = refusal.status().to_string();
        generated::types::Remark { remark }
    }

    #[cfg(feature = "tag-orders")]
    async fn list_orders(&self) -> generated::operations::list_orders::Response {
        generated::operations::list_orders::Response::Ok(vec![order(1)])
    }

    #[cfg(feature = "tag-orders")]
    async fn add_order(
        &self,
        (): (),
        body: countersign::Valid<generated::operations::add_order::Body>,
    ) -> generated::operations::add_order::Response {
        use generated::operations::add_order::{Body, Response};
        Response::Created(match body.into_inner() {
            Body::Json(order) => order,
            Body::Text(text) => order(i64::try_from(text.len()).unwrap()),
        })
    }

    #[cfg(feature = "tag-billing")]
    async fn list_invoices(
        &self,
        parameters: countersign::Valid<generated::operations::list_invoices::Parameters>,
    ) -> generated::operations::list_invoices::Response {
        let amount = parameters.above.unwrap_or_default() + 1;
        let total = Money { amount };
        generated::operations::list_invoices::Response::Ok(vec![generated::types::Invoice {
            total,
        }])
    }

    #[cfg(feature = "tag-billing")]
    async fn set_invoice(
        &self,
        (): (),
        _: countersign::Valid<generated::operations::set_invoice::Parameters>,
        _: countersign::Valid<generated::types::Invoice>,
    ) -> generated::operations::set_invoice::Response {
        generated::operations::set_invoice::Response::NoContent
    }

    async fn total(&self) -> total::Response {
        total::Response::Ok(Money { amount: 7 })
    }
}

#[cfg(feature = "tag-orders")]
fn order(amount: i64) -> generated::types::Order {
    let total = Money { amount };
    generated::types::Order { total }
}

fn client() -> Client {
    let settings = Client::builder().url("http://shop.example");
    let settings = settings.transport(Tower(router(Shop)));
    settings.retry(Retry::NEVER).build().unwrap()
}

/// It stands behind the others: its index is another one for each set of features.
#[tokio::test]
async fn what_has_no_tag_is_always_there() {
    let answer = client().total().await.unwrap();
    assert!(matches!(answer, total::Response::Ok(Money { amount: 7 })));
}

#[tokio::test]
async fn a_server_has_the_operations_of_its_features_and_no_other() {
    let service = Service::with(router(Shop));
    for (target, has) in [
        ("/orders", cfg!(feature = "tag-orders")),
        ("/invoices", cfg!(feature = "tag-billing")),
    ] {
        let answer = service.send("GET", target, |it| it, "").await;
        assert_eq!(answer.status, if has { 200 } else { 404 }, "{target}");
    }
}

#[cfg(feature = "tag-orders")]
#[tokio::test]
async fn orders_are_called_admitted_and_refused() {
    use generated::operations::add_order::{Body, Response};
    let service = Service::with(router(Shop));
    let json = |it: axum::http::request::Builder| {
        it.header("content-type", "application/json")
            .header("key", "any")
    };
    let answer = service.send("POST", "/orders", json, "{}").await;
    assert_eq!(answer.text(), r#"{"objection":"422 Unprocessable Entity"}"#);
    let client = Client::builder().url("http://shop.example");
    let client = client.transport(Tower(router(Shop))).api_key("key", "any");
    let call = client.build().unwrap().add_order(Body::Text("four".into()));
    let answer = call.await.unwrap();
    assert!(matches!(answer, Response::Created(added) if added == order(4)));
}

#[cfg(feature = "tag-billing")]
#[tokio::test]
async fn invoices_are_called_admitted_and_refused() {
    use generated::operations::list_invoices::{Parameters, Response};
    let service = Service::with(router(Shop));
    let answer = service.send("GET", "/invoices?above=-1", |it| it, "").await;
    assert_eq!(answer.text(), r#"{"remark":"422 Unprocessable Entity"}"#);
    let token = |it: axum::http::request::Builder| it.header("authorization", "Bearer any");
    let answer = service.send("PUT", "/invoices/1", token, "{}").await;
    assert_eq!(answer.status, 403);
    let call = client().list_invoices(&Parameters { above: Some(2) });
    let total = Money { amount: 3 };
    let expected = [generated::types::Invoice { total }];
    let answer = call.await.unwrap();
    assert!(matches!(answer, Response::Ok(found) if found == expected));
}
