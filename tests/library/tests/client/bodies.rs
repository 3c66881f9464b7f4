//! Kinds of bodies, each there and back.

use countersign::{
    client::{Error, Failure},
    http::{Body, Content, File},
};
use countersign_library::{
    operations::{post_bytes, post_cover, post_form, post_numbers, post_text, put_image},
    types::{Filter, Point},
};
use futures_util::stream;

use super::client;

#[tokio::test]
async fn a_body_with_assertions_of_its_own() {
    let sum = client()
        .post_numbers(&post_numbers::Body(vec![1, 2, -5]))
        .await
        .unwrap();
    assert!(matches!(sum, post_numbers::Response::Ok(-2)));
    let error = client()
        .post_numbers(&post_numbers::Body(vec![11]))
        .await
        .unwrap_err();
    let Error::Failure(Failure::Invalid { violations, .. }) = error else {
        panic!("{error:?}")
    };
    assert_eq!(violations.as_slice()[0].instance_location(), "/0");
}

#[tokio::test]
async fn forms() {
    let filter = Filter {
        title: Some("a=b&c +%ü".to_owned()),
        copies: Some(5),
        exact: Some(true),
        genre: None,
    };
    let back = client().post_form(&filter).await.unwrap();
    assert!(matches!(back, post_form::Response::Ok(back) if back == filter));
}

fn chunks(chunks: &'static [&'static str]) -> Body {
    let bytes = chunks
        .iter()
        .map(|chunk| Ok::<_, std::io::Error>(chunk.as_bytes().into()));
    Body::from_stream(stream::iter(bytes))
}

#[tokio::test]
async fn multipart_with_streamed_files() {
    let multipart = post_cover::Multipart {
        title: "an \"odd\" title\r\n--".to_owned(),
        cover: File::named("front \"1\".png", chunks(&["front", "", "cover"]))
            .content_type("image/jpeg"),
        pages: vec![
            File::named("1.png", "one"),
            File {
                body: Body::empty(),
                ..File::default()
            },
        ],
        point: Some(Point {
            x: 1,
            y: -1,
            label: None,
        }),
        copies: Some(2),
        keywords: Some(vec!["a".to_owned(), "b, c".to_owned()]),
    };
    let response = client().post_cover(multipart).await.unwrap();
    let post_cover::Response::Ok(seen) = response else {
        panic!("{response:?}")
    };
    assert_eq!(seen.title, "an \"odd\" title\r\n--");
    assert_eq!(
        (seen.cover_type.as_str(), seen.cover_bytes),
        ("image/jpeg", 10)
    );
    assert_eq!(seen.pages, [3, 0]);
    assert_eq!(
        seen.point,
        Some(Point {
            x: 1,
            y: -1,
            label: None
        })
    );
    assert_eq!(seen.copies, Some(2));
    assert_eq!(seen.keywords, Some(vec!["a".to_owned(), "b, c".to_owned()]));
}

#[tokio::test]
async fn the_values_of_a_multipart_body_are_checked() {
    let multipart = post_cover::Multipart {
        title: String::new(),
        cover: File::named("x", "x"),
        pages: Vec::new(),
        point: None,
        copies: Some(0),
        keywords: None,
    };
    let error = client().post_cover(multipart).await.unwrap_err();
    let Error::Failure(Failure::Invalid { violations, .. }) = error else {
        panic!("{error:?}")
    };
    assert_eq!(violations.len(), 2);
}

#[tokio::test]
async fn bytes_whole_and_streamed() {
    for body in [Body::from("abc"), chunks(&["a", "b", "c"])] {
        let response = client().post_bytes(body).await.unwrap();
        let post_bytes::Response::Ok(body) = response else {
            panic!("{response:?}")
        };
        assert_eq!(body.bytes(10).await.unwrap(), "cba");
    }
}

#[tokio::test]
async fn text() {
    let response = client()
        .post_text(&post_text::Body("grüße".to_owned()))
        .await
        .unwrap();
    assert!(matches!(response, post_text::Response::Ok(text) if text == "GRÜSSE"));
}

#[tokio::test]
async fn a_body_of_an_open_media_type() {
    let image = Content {
        media_type: "image/webp".to_owned(),
        body: "pixels".into(),
    };
    let response = client().put_image(Some(image)).await.unwrap();
    let put_image::Response::Ok(image) = response else {
        panic!("{response:?}")
    };
    assert_eq!(image.media_type, "image/webp");
    assert_eq!(image.body.bytes(10).await.unwrap(), "pixels");
    let none = client().put_image(None).await.unwrap();
    assert!(matches!(none, put_image::Response::NoContent));
}
