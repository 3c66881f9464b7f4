//! The kinds of media types that bodies are made in and read from.

/// A kind of media type.
#[derive(Copy, Clone, Eq, PartialEq, Debug)]
pub(crate) enum Medium {
    /// JSON (RFC 8259), and what is named after it (RFC 6839, section 3.1).
    Json,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// `multipart/form-data` (RFC 7578).
    Multipart,
    /// Text that is no markup.
    Text,
    /// Bytes that nothing is known about.
    Octets,
    /// A JSON value a line.
    Lines,
    /// JSON values, each after a record separator (RFC 7464).
    Sequence,
    /// Server-sent events (HTML, section 9.2).
    Events,
    /// The same, of which only the data is described, and is JSON: the custom before OpenAPI 3.2.
    EventData,
}

impl Medium {
    /// The kind of a media type or range; `None` where no body is made in it.
    pub(crate) fn of(name: &str) -> Option<Medium> {
        let essence = essence(name);
        Some(match essence.as_str() {
            "application/json" | "*/*" | "application/*" => Medium::Json,
            "application/x-www-form-urlencoded" => Medium::Form,
            "multipart/form-data" | "multipart/*" => Medium::Multipart,
            "text/plain"
            | "text/*"
            | "text/csv"
            | "text/tab-separated-values"
            | "text/markdown"
            | "text/calendar"
            | "text/vcard" => Medium::Text,
            "application/x-ndjson"
            | "application/ndjson"
            | "application/jsonl"
            | "application/x-jsonlines" => Medium::Lines,
            "application/json-seq" => Medium::Sequence,
            "text/event-stream" => Medium::Events,
            "application/octet-stream"
            | "application/pdf"
            | "application/zip"
            | "application/gzip" => Medium::Octets,
            other if other.ends_with("+json-seq") => Medium::Sequence,
            other if other.ends_with("+json") => Medium::Json,
            other => {
                let (kind, _) = other.split_once('/')?;
                matches!(kind, "image" | "audio" | "video" | "font").then_some(Medium::Octets)?
            }
        })
    }
}

/// The media type that is sent for a documented one, which may be a range.
pub(crate) fn concrete(name: &str) -> String {
    if !name.contains('*') {
        return name.to_owned();
    }
    match essence(name).as_str() {
        "text/*" => "text/plain",
        "multipart/*" => "multipart/form-data",
        "image/*" => "image/png",
        "audio/*" => "audio/mpeg",
        "video/*" => "video/mp4",
        "font/*" => "font/woff2",
        _ => "application/json",
    }
    .to_owned()
}

/// A media type without its parameters, in lower case.
pub(crate) fn essence(name: &str) -> String {
    let essence = name.split(';').next().unwrap_or_default();
    essence.trim().to_ascii_lowercase()
}
