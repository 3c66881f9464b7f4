//! The example server over 127.0.0.1: every bound from both sides, every documented status, every answer judged.

#[path = "../examples/server/app/mod.rs"]
mod app;
#[allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]
mod service;

use std::collections::BTreeSet;

use app::{Node, NodeError, Provider, QUOTE, RegtestNode};
use countersign_contract::{GivenHeader, Options, Plan, PlanOptions, run};
use countersign_model::Status;
use serde_json::{Value, json};
use service::{Answer, Service, TOKEN, document, minimal, with};

/// The ranges on money and blocks: at least so much.
const MINIMA: [(&str, i64); 5] = [
    ("lsp_balance_sat", 0),
    ("client_balance_sat", 0),
    ("required_channel_confirmations", 0),
    ("funding_confirms_within_blocks", 1),
    ("channel_expiry_blocks", 1),
];

/// That the answer is a 422 whose one entry names the member and the keyword.
fn assert_refused(answer: &Answer, loc: &[&str], keyword: &str) {
    let entries: Vec<_> = answer.body["detail"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|e| (&e["loc"], &e["type"]))
        .collect();
    assert_eq!(
        (answer.status, entries),
        (422, vec![(&json!(loc), &json!(keyword))]),
        "{}",
        answer.body
    );
}

#[test]
fn the_table_is_the_documents() {
    let subject = document();
    let schemas = &subject.api().schemas;
    let request = schemas
        .iter()
        .find(|s| s.origin.location.pointer == "/components/schemas/CreateOrderRequest")
        .unwrap();
    let minima: Vec<_> = (request.object.properties.iter())
        .filter_map(|(name, id)| {
            Some((
                name.as_str(),
                subject
                    .api()
                    .schema(*id)?
                    .number
                    .minimum
                    .as_ref()?
                    .to_i64()?,
            ))
        })
        .collect();
    assert_eq!(minima, MINIMA);
}

#[tokio::test]
async fn each_minimum_holds_from_both_sides() {
    let service = Service::start(RegtestNode).await;
    for (name, minimum) in MINIMA {
        for value in [minimum, minimum + 1] {
            let answer = service.order(&with(name, Some(json!(value)))).await;
            assert_eq!((answer.status, &answer.body[name]), (200, &json!(value)));
        }
        for value in [minimum - 1, i64::MIN] {
            let answer = service.order(&with(name, Some(json!(value)))).await;
            assert_refused(&answer, &["body", name], "minimum");
        }
    }
}

#[tokio::test]
async fn absent_null_and_every_other_type_are_refused() {
    let service = Service::start(RegtestNode).await;
    for (name, _) in MINIMA {
        assert_refused(
            &service.order(&with(name, None)).await,
            &["body"],
            "required",
        );
        for value in [
            json!(null),
            json!("2"),
            json!(2.5),
            json!(true),
            json!([2]),
            json!({}),
        ] {
            assert_refused(
                &service.order(&with(name, Some(value))).await,
                &["body", name],
                "type",
            );
        }
    }
}

#[tokio::test]
async fn absent_null_and_a_value_are_three_things() {
    let service = Service::start(RegtestNode).await;
    for name in [
        "asset_id",
        "lsp_asset_amount",
        "client_asset_amount",
        "rfq_id",
    ] {
        let value = match name {
            "rfq_id" => json!(QUOTE),
            "asset_id" => json!(""),
            _ => json!(0),
        };
        for value in [None, Some(Value::Null), Some(value)] {
            let answer = service.order(&with(name, value.clone())).await;
            assert_eq!(
                (answer.status, answer.body.get(name)),
                (200, value.as_ref()),
                "{name}"
            );
        }
    }
}

#[tokio::test]
async fn every_violation_is_told_at_once() {
    let service = Service::start(RegtestNode).await;
    let body =
        json!({"channel_expiry_blocks": 0, "funding_confirms_within_blocks": -5, "token": 1});
    let answer = service.order(&body).await;
    let types: Vec<_> = answer.body["detail"]
        .as_array()
        .unwrap()
        .iter()
        .map(|e| e["type"].as_str().unwrap())
        .collect();
    assert_eq!(
        types,
        [
            "required", "required", "required", "required", "minimum", "minimum", "type"
        ]
    );
}

/// A node that gives nothing.
struct Failing(NodeError);

impl Node for Failing {
    fn invoice(&self, _: i64) -> Result<String, NodeError> {
        Err(self.0)
    }

    fn address(&self) -> Result<String, NodeError> {
        Err(self.0)
    }
}

/// One way to each status; every answer on it is judged by `Service::send`.
#[tokio::test]
async fn every_documented_status_can_be_reached() {
    let good = Service::start(RegtestNode).await;
    let full = Service::of(Provider::new(TOKEN, RegtestNode).at_most(0)).await;
    let bearer = Some("Bearer secret");
    let answers = [
        good.order(&minimal()).await,
        good.send(bearer, "{".to_owned()).await,
        good.order(&with("client_balance_sat", Some(json!(i64::MAX))))
            .await,
        good.send(None, minimal().to_string()).await,
        good.send(Some("Basic secret"), minimal().to_string()).await,
        good.order(&with("rfq_id", Some(json!("unheard of")))).await,
        good.order(&json!({})).await,
        full.order(&minimal()).await,
        Service::start(Failing(NodeError::Broken))
            .await
            .order(&minimal())
            .await,
        Service::start(Failing(NodeError::Unavailable))
            .await
            .order(&minimal())
            .await,
    ];
    let statuses = answers.map(|answer| answer.status);
    assert_eq!(statuses, [200, 400, 400, 401, 401, 404, 422, 429, 500, 503]);
    let documented: BTreeSet<_> = document().api().operations[0]
        .responses
        .iter()
        .map(|r| r.status)
        .collect();
    assert_eq!(BTreeSet::from(statuses.map(Status::Code)), documented);
}

/// The tester's whole plan, over the network.
#[tokio::test]
async fn the_tester_finds_nothing() {
    let service = Service::start(RegtestNode).await;
    let plan = Plan::of(document(), &PlanOptions::default());
    let headers = vec![GivenHeader::secret("Authorization", "Bearer secret").unwrap()];
    let options = Options {
        headers,
        ..Options::default()
    };
    let report = run(&plan, service.network(), &options).await.unwrap();
    assert!(report.findings.is_empty(), "{:#?}", report.findings);
    assert!(
        report.disagreements.is_empty(),
        "{:#?}",
        report.disagreements
    );
    assert!(
        report.summary.cases.values().sum::<usize>() > 100,
        "{:?}",
        report.summary
    );
}
