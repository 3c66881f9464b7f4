//! Links of responses as a client follows them: the operation that each leads to, and what its parameters get.

use countersign_json::Value;
use countersign_model::{Code, Diagnostic, Diagnostics, Link as Described, ParameterLocation};

use super::{Plan, Response, Value as BodyValue, location};

/// A link that can be followed.
pub(crate) struct Link<'a> {
    /// What the document says.
    pub(crate) link: &'a Described,
    /// The response that has it, by index.
    pub(crate) response: usize,
    /// The operation that it leads to, by index; it has parameters.
    pub(crate) target: usize,
    /// The parameters that it gives, by member, and the pieces of what each gets.
    pub(crate) parameters: Vec<(String, Vec<Source>)>,
}

/// Where a piece of a parameter comes from: the same cases as the runtime's `client::Source`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Source {
    /// A constant, as JSON.
    Constant(String),
    /// A parameter of the request, by its member.
    Request(String),
    /// A header field of the response, by its name in the document.
    Header(String),
    /// A part of the response's body, by JSON Pointer.
    Body(String),
    /// The status of the response.
    Status,
}

/// The links of an operation, and those that no method follows, with the reason.
pub(crate) fn links<'a>(plans: &[Plan<'a>], from: &Plan<'a>) -> (Vec<Link<'a>>, Diagnostics) {
    let mut links = Vec::new();
    let mut diagnostics = Diagnostics::new();
    for (index, response) in from.responses.iter().enumerate() {
        for link in &response.response.links {
            let reader = Reader { from, response };
            match reader.link(plans, link) {
                Ok((target, parameters)) => links.push(Link {
                    link,
                    response: index,
                    target,
                    parameters,
                }),
                Err(reason) => {
                    let name = &link.name;
                    let message = format!("link `{name}` has no method because {reason}");
                    let diagnostic = Diagnostic::warning(Code::LinkNotWritten, message);
                    diagnostics.push(diagnostic.at(from.operation.span, "of this operation"));
                }
            }
        }
    }
    (links, diagnostics)
}

/// The operation that a link names: by `operationId`, or by `operationRef` within the document.
fn target(plans: &[Plan<'_>], link: &Described) -> Option<usize> {
    if let Some(id) = &link.operation {
        return plans.iter().position(|plan| plan.operation.id == *id);
    }
    let pointer = link.reference.as_ref()?.strip_prefix("#/paths/")?;
    let (path, method) = pointer.rsplit_once('/')?;
    let path = path.replace("~1", "/").replace("~0", "~");
    plans.iter().position(|plan| {
        let operation = plan.operation;
        operation.path == path && operation.method.as_str().eq_ignore_ascii_case(method)
    })
}

/// What the values of one response are taken from.
struct Reader<'p, 'a> {
    from: &'p Plan<'a>,
    response: &'p Response<'a>,
}

/// Members, and the pieces of what each gets; the reason why there is no such thing.
type Given = Result<(usize, Vec<(String, Vec<Source>)>), String>;

impl Reader<'_, '_> {
    fn link(&self, plans: &[Plan<'_>], link: &Described) -> Given {
        let missing = || "no operation that is generated has its name".to_owned();
        let index = target(plans, link).ok_or_else(missing)?;
        let target = &plans[index];
        if target.parameters.is_empty() {
            return Err(format!("`{}` takes no parameters", target.operation.id));
        }
        let given = link.parameters.iter().map(|(name, value)| {
            let member = member(target, name)
                .ok_or_else(|| format!("`{}` has no parameter `{name}`", target.operation.id))?;
            Ok((member, self.sources(value)?))
        });
        Ok((index, given.collect::<Result<_, String>>()?))
    }

    /// A constant, an expression, or a text with expressions in braces (OpenAPI 3.1, section 4.8.20.4).
    fn sources(&self, value: &Value) -> Result<Vec<Source>, String> {
        let Value::String(text) = value else {
            return Ok(vec![Source::Constant(value.to_string())]);
        };
        if let Some(source) = self.expression(text)? {
            return Ok(vec![source]);
        }
        let mut sources = Vec::new();
        let (mut plain, mut rest) = (String::new(), text.as_str());
        while let Some((before, inside, after)) = embedded(rest) {
            plain.push_str(before);
            match self.expression(inside)? {
                Some(source) => {
                    sources.extend(constant(&mut plain));
                    sources.push(source);
                }
                None => plain.push_str(&format!("{{{inside}}}")),
            }
            rest = after;
        }
        plain.push_str(rest);
        sources.extend(constant(&mut plain));
        if sources.is_empty() {
            sources.push(Source::Constant(Value::String(String::new()).to_string()));
        }
        Ok(sources)
    }

    /// A runtime expression; `None` for what is none.
    fn expression(&self, text: &str) -> Result<Option<Source>, String> {
        if text == "$method" {
            let method = Value::String(self.from.operation.method.as_str().to_owned());
            return Ok(Some(Source::Constant(method.to_string())));
        }
        if text == "$statusCode" {
            return Ok(Some(Source::Status));
        }
        if let Some(of_request) = text.strip_prefix("$request.") {
            return self.of_request(of_request, text).map(Some);
        }
        if let Some(of_response) = text.strip_prefix("$response.") {
            return self.of_response(of_response, text).map(Some);
        }
        match text {
            "$url" => Err("a response does not know `$url`".to_owned()),
            _ => Ok(None),
        }
    }

    fn of_request(&self, source: &str, text: &str) -> Result<Source, String> {
        let place = source.split_once('.').and_then(|(place, name)| {
            let place = match place {
                "query" => ParameterLocation::Query,
                "path" => ParameterLocation::Path,
                "header" => ParameterLocation::Header,
                _ => return None,
            };
            Some((place, name))
        });
        let Some((place, name)) = place else {
            return Err(format!("`{text}` is not kept after the request"));
        };
        let found = find(self.from, Some(place), name).map(Source::Request);
        found.ok_or_else(|| format!("`{text}` is no parameter of the operation"))
    }

    fn of_response(&self, source: &str, text: &str) -> Result<Source, String> {
        if let Some(name) = source.strip_prefix("header.") {
            let mut headers = self
                .response
                .headers
                .iter()
                .map(|header| &header.header.name);
            let header = headers.find(|header| header.eq_ignore_ascii_case(name));
            let missing = || format!("the response documents no header `{name}`");
            return Ok(Source::Header(header.ok_or_else(missing)?.clone()));
        }
        let pointer = match source.strip_prefix("body") {
            Some("") => "",
            Some(rest) => rest.strip_prefix('#').unwrap_or_default(),
            None => return Err(format!("`{text}` is nothing that a response has")),
        };
        let mut forms = self.response.forms.iter();
        match forms.any(|form| matches!(form.value, BodyValue::Typed(_))) {
            true => Ok(Source::Body(pointer.to_owned())),
            false => Err("the response has no body with values".to_owned()),
        }
    }
}

/// The member of a parameter that a link names, with or without its location: `query.id`.
fn member(target: &Plan<'_>, name: &str) -> Option<String> {
    let located = || {
        let (place, name) = name.split_once('.')?;
        let mut places = target
            .parameters
            .iter()
            .map(|known| known.parameter.location);
        let place = places.find(|known| location(*known) == place)?;
        find(target, Some(place), name)
    };
    find(target, None, name).or_else(located)
}

/// The member of a parameter. Names of header fields have no case (RFC 9110, section 5.1).
fn find(plan: &Plan<'_>, place: Option<ParameterLocation>, name: &str) -> Option<String> {
    let mut parameters = plan.parameters.iter();
    let found = parameters.find(|known| {
        let parameter = known.parameter;
        let is_name = match parameter.location {
            ParameterLocation::Header => parameter.name.eq_ignore_ascii_case(name),
            _ => parameter.name == name,
        };
        is_name && place.is_none_or(|place| place == parameter.location)
    });
    found.map(|known| known.member.clone())
}

/// What stands before an expression in braces, the expression, and what stands after it.
fn embedded(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (inside, after) = rest.split_once('}')?;
    Some((before, inside, after))
}

/// The text so far as a constant, and an empty text after it.
fn constant(plain: &mut String) -> Option<Source> {
    let text = std::mem::take(plain);
    (!text.is_empty()).then(|| Source::Constant(Value::String(text).to_string()))
}
