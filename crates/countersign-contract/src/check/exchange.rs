//! One exchange: a case, and what came of it.

use countersign_model::{Header, MediaType, Operation, Response, Status};
use http::{HeaderMap, StatusCode};
use hyper::body::Bytes;

use super::media_type_matches;
use crate::judge::{Judgement, Role};
use crate::plan::{Case, Disagreement, is_json};
use crate::run::{Listing, Past, Performed};
use crate::send::SendError;
use crate::setup::Sequel;
use crate::{Subject, wire};

/// What a service answered.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body, byte for byte.
    pub body: Bytes,
}

impl From<http::Response<Bytes>> for Answer {
    fn from(response: http::Response<Bytes>) -> Self {
        let (parts, body) = response.into_parts();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body,
        }
    }
}

/// A case with what came of it.
#[derive(Debug)]
pub struct Exchange<'a> {
    /// The document.
    pub subject: &'a Subject,
    /// The operation of the case.
    pub operation: &'a Operation,
    /// The case.
    pub case: &'a Case,
    /// The answer, or why there is none.
    pub outcome: &'a Result<Answer, SendError>,
    /// All that was sent for the case, with the answers.
    pub performed: &'a Performed,
    /// What both judges say about the body of the answer.
    pub body: BodyOpinion,
}

/// What both judges say about the body of an answer.
#[derive(Clone, Debug)]
pub enum BodyOpinion {
    /// The document says nothing about it, or it is no JSON by its media type.
    Unknown,
    /// It should be JSON and is not, for this reason.
    NotJson(String),
    /// It was judged.
    Judged(Judgement),
}

impl<'a> Exchange<'a> {
    /// Looks at the outcome of a case, and has both judges read the body of the answer.
    #[must_use]
    pub fn new(
        subject: &'a Subject,
        operation: &'a Operation,
        case: &'a Case,
        performed: &'a Performed,
    ) -> Self {
        let mut exchange = Exchange {
            subject,
            operation,
            case,
            outcome: &performed.outcome,
            performed,
            body: BodyOpinion::Unknown,
        };
        exchange.body = exchange.judge_body();
        exchange
    }

    /// The answer, if there is one.
    #[must_use]
    pub fn answer(&self) -> Option<&'a Answer> {
        self.outcome.as_ref().ok()
    }

    /// What the case is to show about the requests before it, and those, where all of them did what they were for.
    #[must_use]
    pub fn sequel(&self) -> Option<(&'a Sequel, &'a [Past])> {
        let sequel = self.case.sequel.as_ref()?;
        Some((sequel, self.performed.past.as_slice()))
    }

    /// The items that the answer lists, where the case asked for a list.
    #[must_use]
    pub fn listing(&self) -> Option<&'a Listing> {
        self.performed.listing.as_ref()
    }

    /// The value of a variable.
    #[must_use]
    pub fn binding(&self, variable: &str) -> Option<&'a countersign_json::Value> {
        let mut bindings = self.performed.bindings.iter().rev();
        bindings
            .find(|(name, _)| name == variable)
            .map(|(_, value)| value)
    }

    /// Whether the case was not sent, since a request before it did not do what it was for.
    #[must_use]
    pub fn is_not_reached(&self) -> bool {
        matches!(self.outcome, Err(SendError::NotReached))
    }

    /// The response that the document has for the status of the answer: by its code, its class, or `default`
    /// (OpenAPI 3.1, section 4.8.16).
    #[must_use]
    pub fn documented(&self) -> Option<&'a Response> {
        let code = self.answer()?.status.as_u16();
        let with = |status: Status| {
            self.operation
                .responses
                .iter()
                .find(|response| response.status == status)
        };
        let class = u8::try_from(code / 100).ok()?;
        with(Status::Code(code))
            .or_else(|| with(Status::Class(class)))
            .or_else(|| with(Status::Default))
    }

    /// The `Content-Type` of the answer, as far as it is text.
    #[must_use]
    pub fn content_type(&self) -> Option<&'a str> {
        self.answer()?
            .headers
            .get(http::header::CONTENT_TYPE)?
            .to_str()
            .ok()
    }

    /// The documented media type of the answer; the most specific one that matches.
    #[must_use]
    pub fn media_type(&self) -> Option<&'a MediaType> {
        let name = self.content_type()?;
        let content = &self.documented()?.content;
        let matching = content
            .iter()
            .filter(|media_type| media_type_matches(&media_type.name, name));
        matching.min_by_key(|media_type| media_type.name.matches('*').count())
    }

    /// What the judges make of the value of a header.
    #[must_use]
    pub fn judge_header(&self, header: &Header, text: &str) -> Option<Judgement> {
        let parameter = wire::as_parameter(header);
        let content = parameter.content.first().and_then(|it| it.schema);
        let schema = header.schema.or(content)?;
        let readings = wire::readings(&parameter, &wire::Written::of_header(text));
        Some(wire::judge(self.subject, schema, Role::Response, &readings))
    }

    /// The disagreement of the judges about the body of the answer: a defect of ours.
    #[must_use]
    pub fn disagreement(&self) -> Option<Disagreement> {
        let BodyOpinion::Judged(Judgement::Disagreement(opinions)) = &self.body else {
            return None;
        };
        let status = self.answer()?.status;
        Some(Disagreement {
            operation: self.operation.id.clone(),
            about: format!("body of a {status} answer to {}", self.case.id),
            opinions: opinions.clone(),
        })
    }

    fn judge_body(&self) -> BodyOpinion {
        let (Some(answer), Some(media_type)) = (self.answer(), self.media_type()) else {
            return BodyOpinion::Unknown;
        };
        let is_head = self.case.request.method == http::Method::HEAD;
        if is_head || !self.content_type().is_some_and(is_json) {
            return BodyOpinion::Unknown;
        }
        let Some(schema) = media_type.schema else {
            return BodyOpinion::Unknown;
        };
        match self.subject.judge(schema, Role::Response, &answer.body) {
            Ok(judgement) => BodyOpinion::Judged(judgement),
            Err(reason) => BodyOpinion::NotJson(reason),
        }
    }
}
