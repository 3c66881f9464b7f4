//! How bodies are read and written, by their media type: the same rules as the runtime's `http::media_type::kind`.

/// How a body is read and written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Kind {
    Json,
    Form,
    Multipart,
    Text,
    Bytes,
    Events,
    EventData,
    Lines,
    Sequence,
}

impl Kind {
    /// The kind that the name of a media type says.
    pub(crate) fn of(name: &str) -> Kind {
        let essence = name.split(';').next().unwrap_or_default().trim();
        let essence = essence.to_ascii_lowercase();
        match essence.as_str() {
            "application/x-www-form-urlencoded" => Kind::Form,
            "multipart/form-data" => Kind::Multipart,
            "text/event-stream" => Kind::EventData,
            "application/jsonl"
            | "application/x-ndjson"
            | "application/ndjson"
            | "application/x-jsonlines"
            | "application/x-json-stream"
            | "application/stream+json" => Kind::Lines,
            "application/json-seq" => Kind::Sequence,
            _ if essence.ends_with("+json-seq") => Kind::Sequence,
            "application/json" | "text/json" => Kind::Json,
            _ if essence.ends_with("+json") => Kind::Json,
            "text/*" => Kind::Bytes,
            _ if essence.starts_with("text/") => Kind::Text,
            _ => Kind::Bytes,
        }
    }

    /// The variant of the runtime's `http::Kind`.
    pub(crate) fn variant(self) -> &'static str {
        match self {
            Kind::Json => "Json",
            Kind::Form => "Form",
            Kind::Multipart => "Multipart",
            Kind::Text => "Text",
            Kind::Bytes => "Bytes",
            Kind::Events => "Events",
            Kind::EventData => "EventData",
            Kind::Lines => "Lines",
            Kind::Sequence => "Sequence",
        }
    }
}
