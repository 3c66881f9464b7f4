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
            phases: vec![Phase::Coverage, Phase::Auth],
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
        // Nobody can guess what `If-Match` asks for: 412 is the operation's own answer (RFC 9110, section 13.1.1).
        let is_own = |status: &u16| (200..300).contains(status) || *status == 412;
        let is_reached = operation.seen.keys().any(is_own);
        assert!(is_reached, "{}: {:?}", operation.operation, operation.seen);
    }
    assert_eq!(report.operations.len(), subject.api().operations.len());
}
