//! A response, matched with what the document says of its status, and read to its end unless it is a stream.

use std::time::Duration;

use ::http::Response;

use super::{Failure, Reply, answer::content_type, idle::Idle};
use crate::http::{
    Body, BodyError, Bytes, Case, HeaderMap, Kind, Media, Operation, StatusCode, Undocumented,
    media_type,
};

/// Receives a response. A stream may be silent no longer than `idle`.
pub(super) async fn receive(
    operation: &'static Operation,
    response: Response<Body>,
    limit: usize,
    idle: Duration,
) -> Result<Reply, Failure> {
    let (head, body) = response.into_parts();
    let mut reply = Reply {
        operation,
        status: head.status,
        headers: head.headers,
        case: operation.case(head.status.as_u16()),
        media: 0,
        whole: Bytes::new(),
        stream: None,
        limit,
    };
    let case = reply.case.and_then(|index| operation.responses.get(index));
    let media = case.and_then(|case| described(case, &reply.headers));
    let is_stream = media.is_some_and(|(_, media)| is_stream(media.kind));
    reply.media = media.map_or(0, |(index, _)| index);
    if is_stream {
        reply.stream = Some(Idle::within(body, idle));
        return Ok(reply);
    }
    reply.whole = whole(body, limit, reply.status, &reply.headers).await?;
    let documented = case.map_or(&[][..], |case| case.content);
    if media.is_none() && !documented.is_empty() {
        return Err(Failure::ContentType {
            response: Box::new(reply.undocumented()),
            documented: documented.iter().map(|media| media.name).collect(),
        });
    }
    Ok(reply)
}

/// The documented media type of a body; without a `Content-Type`, the first one.
fn described(case: &Case, headers: &HeaderMap) -> Option<(usize, &'static Media)> {
    let index = match content_type(headers) {
        Some(name) => media_type::matching(case.content, name)?,
        None => 0,
    };
    Some((index, case.content.get(index)?))
}

fn is_stream(kind: Kind) -> bool {
    match kind {
        Kind::Bytes | Kind::Events | Kind::EventData | Kind::Lines | Kind::Sequence => true,
        Kind::Json | Kind::Form | Kind::Multipart | Kind::Text => false,
    }
}

async fn whole(
    body: Body,
    limit: usize,
    status: StatusCode,
    headers: &HeaderMap,
) -> Result<Bytes, Failure> {
    body.collect(limit).await.map_err(|(body, error)| {
        let response = Box::new(Undocumented {
            status,
            headers: headers.clone(),
            body,
        });
        match error {
            BodyError::TooLong { limit } => Failure::TooLong { response, limit },
            BodyError::Broken(error) => Failure::Broken { response, error },
        }
    })
}
