//! Security schemes: which credential is shown where.

use countersign::{
    client::Credential,
    http::{Response as _, StatusCode},
};
use countersign_library::{
    KEY, PASSWORD, TOKEN, USER, WEAK,
    operations::{
        access_basic, access_cookie_key, access_either, access_header_key, access_oauth,
        access_query_key,
    },
};

use super::settings;

#[tokio::test]
async fn each_scheme_has_its_place() {
    let client = settings()
        .bearer(TOKEN)
        .basic(USER, PASSWORD)
        .api_key("headerKey", KEY)
        .api_key("queryKey", KEY)
        .api_key("cookieKey", KEY)
        .build()
        .unwrap();
    let basic = client.access_basic().await.unwrap();
    assert!(matches!(basic, access_basic::Response::Ok(who) if who == USER));
    let header = client.access_header_key().await.unwrap();
    assert!(matches!(header, access_header_key::Response::Ok(who) if who == "header key"));
    let query = client.access_query_key().await.unwrap();
    assert!(matches!(query, access_query_key::Response::Ok(who) if who == "query key"));
    let cookie = client.access_cookie_key().await.unwrap();
    assert!(matches!(cookie, access_cookie_key::Response::Ok(who) if who == "cookie key"));
    let oauth = client.access_oauth().await.unwrap();
    assert!(matches!(oauth, access_oauth::Response::Ok(who) if who == TOKEN));
}

#[tokio::test]
async fn nobody_and_somebody_who_may_not() {
    let nobody = settings()
        .build()
        .unwrap()
        .access_basic()
        .await
        .unwrap_err();
    let Some(access_basic::Response::Unauthorized { headers }) = nobody.response() else {
        panic!("{nobody:?}")
    };
    assert!(
        headers
            .www_authenticate
            .as_deref()
            .is_some_and(|field| field.starts_with("Basic"))
    );
    let weak = settings()
        .bearer(WEAK)
        .build()
        .unwrap()
        .access_oauth()
        .await
        .unwrap_err();
    assert_eq!(weak.response().unwrap().status(), StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn the_first_alternative_that_can_be_paid_is() {
    let either = |settings: countersign::client::Builder<countersign_library::client::Client>| async {
        let response = settings.build().unwrap().access_either().await.unwrap();
        match response {
            access_either::Response::Ok(who) => who,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(either(settings()).await, "");
    assert_eq!(either(settings().api_key("queryKey", KEY)).await, "");
    let both = settings()
        .api_key("queryKey", KEY)
        .api_key("headerKey", KEY);
    assert_eq!(either(both).await, "header key and query key");
    let named = settings().credential("bearer", Credential::Bearer(TOKEN.to_owned()));
    assert_eq!(either(named).await, TOKEN);
}
