//! A caller and a server that were written against one version of a document compile with the next one, which has a
//! wider bound, one more word in an enum, and one more optional member: that this file compiles is the test.

#![allow(clippy::unwrap_used, reason = "a test may say what it means")]

#[allow(
    dead_code,
    missing_docs,
    unreachable_pub,
    reason = "generated, and used in part"
)]
mod evolution;

/// Written once, against `before`; `super` is the generated module that it meets.
macro_rules! callers {
    ($version:ident, $most:expr) => {
        mod $version {
            use countersign::{Valid, Validate as _};

            use super::evolution::$version::{
                operations::{add_item, list_items},
                server::{self as api, Api},
                types::{Item, ItemState},
            };

            struct Shop;

            pub(super) fn router() -> countersign::server::Router {
                api::router(Shop)
            }

            impl Api for Shop {
                async fn list_items(
                    &self,
                    parameters: Valid<list_items::Parameters>,
                ) -> list_items::Response {
                    let limit: i64 = parameters.limit;
                    let item = Item::builder()
                        .name("a".to_owned())
                        .state(ItemState::Sold)
                        .build();
                    let item = item.unwrap().into_inner();
                    list_items::Response::Ok(vec![item; usize::try_from(limit).unwrap()])
                }

                async fn add_item(&self, body: Valid<Item>) -> add_item::Response {
                    let _price = match &body.state {
                        ItemState::New => 2,
                        ItemState::Sold => 1,
                        _ => 0,
                    };
                    add_item::Response::NoContent
                }
            }

            #[tokio::test]
            async fn it_compiles_and_the_bound_is_the_documents() {
                let service = super::service::Service::with(router());
                for (limit, status) in [($most, 200), ($most + 1, 422)] {
                    let answer = service
                        .send("GET", &format!("/items?limit={limit}"), |r| r, "")
                        .await;
                    assert_eq!(answer.status, status, "{}", answer.text());
                }
                let parameters = list_items::Parameters { limit: $most + 1 };
                assert_eq!(parameters.validate().unwrap_err().len(), 1);
                let json =
                    |r: axum::http::request::Builder| r.header("content-type", "application/json");
                let answer = service
                    .send("POST", "/items", json, r#"{"name":"a","state":"new"}"#)
                    .await;
                assert_eq!(answer.status, 204);
            }
        }
    };
}

#[allow(dead_code, reason = "the other tests need more of it")]
mod service;

/// An enumeration that a response may carry is `#[non_exhaustive]`: in another crate, this one, the last arm is asked for even
/// beside all variants, and one more of them in the document breaks nobody's build. Without the attribute the arm would be
/// unreachable, which is denied here.
#[test]
#[deny(unreachable_patterns)]
fn who_matches_on_every_value_has_an_arm_for_the_next() {
    use countersign_library::types::Genre;
    let pages = |genre: &Genre| match genre {
        Genre::Novel => 300,
        Genre::Poem => 1,
        Genre::Atlas => 50,
        Genre::Unknown(_) => 0,
        _ => 7,
    };
    assert_eq!(pages(&Genre::Unknown("essay".to_owned())), 0);
}

/// Generated routers, which axum cannot merge, and one of its own after them.
#[tokio::test]
async fn two_versions_and_a_page_of_ones_own_beside_each_other() {
    use countersign::server::beside;
    let page = axum::Router::new().route("/page", axum::routing::get(async || "a page"));
    let library = countersign_library::server::router(countersign_library::Library::default());
    let shop = self::after::router();
    for app in [
        beside(beside(shop.clone(), library.clone()), page.clone()),
        beside(shop, beside(library, page)),
    ] {
        let service = service::Service::with(app);
        for (method, path, status) in [
            ("GET", "/items?limit=2", 200),
            ("DELETE", "/items", 405),
            ("GET", "/echo/query?text=a", 200),
            ("GET", "/books", 401),
            ("GET", "/page", 200),
            ("GET", "/nowhere", 404),
        ] {
            let answer = service.send(method, path, |r| r, "").await;
            assert_eq!(answer.status, status, "{path}: {}", answer.text());
        }
    }
}

callers!(before, 100);
callers!(after, 300);
