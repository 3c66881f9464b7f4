//! The tester reaches every operation of the library: each form of parameter and body, each security scheme.

use std::path::Path;
use std::sync::Arc;

use countersign_contract::{
    Bounds, Credential, InProcess, Options, Phase, Plan, PlanOptions, Subject, run,
};
use countersign_library::{KEY, Library, PASSWORD, TOKEN, USER, server::router};

#[tokio::test]
async fn every_operation_is_reached() {
    let document = Path::new(env!("CARGO_MANIFEST_DIR")).join("../cases/http/library.yaml");
    let subject = Arc::new(Subject::load(&document).unwrap());
    let plan = Plan::of(
        Arc::clone(&subject),
        &PlanOptions {
            phases: vec![Phase::Stateful, Phase::Auth, Phase::Fuzzing],
            fuzz_cases: 20,
            ..PlanOptions::default()
        },
    );
    assert_eq!(plan.disagreements, []);
    assert_eq!(plan.not_covered, []);
    let password = format!("{USER}:{PASSWORD}");
    let secrets = [
        ("bearer", TOKEN),
        ("oauth", TOKEN),
        ("basic", &password),
        ("headerKey", KEY),
        ("queryKey", KEY),
        ("cookieKey", KEY),
    ];
    let secrets = secrets.map(|(scheme, secret)| Credential::secret(scheme, secret));
    let options = Options {
        credentials: secrets.to_vec(),
        ..Options::default()
    };
    let service = InProcess::new(router(Library::default()), Bounds::default());
    let report = run(&plan, &service, &options).await.unwrap();
    assert!(report.is_clean(), "{}", report.human());
    for operation in &report.operations {
        let is_reached = operation
            .seen
            .keys()
            .any(|status| (200..300).contains(status));
        assert!(is_reached, "{}: {:?}", operation.operation, operation.seen);
    }
    let with_cases = subject.api().operations.iter().filter(|operation| {
        let is_called = operation.security.iter().any(|it| !it.schemes.is_empty());
        is_called || !operation.parameters.is_empty() || operation.request_body.is_some()
    });
    assert_eq!(report.operations.len(), with_cases.count());
}
