//! A program of the user that changes requests: a line of JSON in, a line of JSON out.

use std::process::Stdio;
use std::time::Duration;

use http::{HeaderName, HeaderValue, Request};
use hyper::body::Bytes;
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};
use tokio::sync::Mutex;

use super::SendError;

/// How long the program may take for one request.
const PATIENCE: Duration = Duration::from_secs(10);
/// The longest line that is read from it, in bytes.
const MOST_BYTES: u64 = 64 << 20;

/// A program that was not started, or runs.
#[derive(Debug)]
pub(super) struct Program {
    command: std::sync::Mutex<Command>,
    running: Mutex<Option<Running>>,
}

#[derive(Debug)]
struct Running {
    /// Ends when it is dropped.
    _child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Program {
    /// The program of this name, which is looked for as the shell does.
    pub(super) fn start(program: &str, arguments: &[String]) -> Result<Program, SendError> {
        let is_path = program.contains(['/', '\\']);
        if is_path && !std::path::Path::new(program).is_file() {
            return Err(failed(format!("there is no program `{program}`")));
        }
        let mut command = Command::new(program);
        command
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true);
        Ok(Program {
            command: std::sync::Mutex::new(command),
            running: Mutex::new(None),
        })
    }

    /// The request as the program wants it.
    pub(super) async fn changed(
        &self,
        request: Request<Bytes>,
    ) -> Result<Request<Bytes>, SendError> {
        let mut running = self.running.lock().await;
        let mut program = match running.take() {
            Some(program) => program,
            None => self.spawn()?,
        };
        let line = format!("{}\n", told(&request));
        let asked = tokio::time::timeout(PATIENCE, program.ask(&line)).await;
        let answer =
            asked.unwrap_or_else(|_| Err(failed(format!("no line within {PATIENCE:?}"))))?;
        *running = Some(program);
        drop(running);
        let answer: Value = serde_json::from_str(&answer)
            .map_err(|error| failed(format!("what it wrote is no JSON: {error}")))?;
        applied(request, &answer)
    }

    fn spawn(&self) -> Result<Running, SendError> {
        let mut command = self
            .command
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        let mut child = command.spawn().map_err(|error| failed(error.to_string()))?;
        let pipes = child.stdin.take().zip(child.stdout.take());
        let (input, output) = pipes.ok_or_else(|| failed("it has no standard input"))?;
        Ok(Running {
            _child: child,
            input,
            output: BufReader::new(output),
        })
    }
}

impl Running {
    async fn ask(&mut self, line: &str) -> Result<String, SendError> {
        use tokio::io::AsyncReadExt;
        let ended = |_| failed("it ended before its answer");
        self.input.write_all(line.as_bytes()).await.map_err(ended)?;
        self.input.flush().await.map_err(ended)?;
        let mut answer = String::new();
        let mut output = (&mut self.output).take(MOST_BYTES);
        let read = output.read_line(&mut answer).await.map_err(ended)?;
        if read == 0 {
            return Err(failed("it ended before its answer"));
        }
        Ok(answer)
    }
}

fn failed(reason: impl Into<String>) -> SendError {
    SendError::Hook(reason.into())
}

/// What the program is told about a request.
fn told(request: &Request<Bytes>) -> Value {
    let headers = request.headers().iter();
    let headers: Vec<Value> = headers
        .map(|(name, value)| json!([name.as_str(), String::from_utf8_lossy(value.as_bytes())]))
        .collect();
    let mut line = json!({
        "method": request.method().as_str(),
        "target": request.uri().to_string(),
        "headers": headers,
    });
    let (name, body) = match std::str::from_utf8(request.body()) {
        Ok(text) => ("body", text.to_owned()),
        Err(_) => {
            let digits = request.body().iter().map(|byte| format!("{byte:02x}"));
            ("body_hex", digits.collect())
        }
    };
    if let Value::Object(members) = &mut line {
        members.insert(name.to_owned(), Value::String(body));
    }
    line
}

/// The request with what the program says.
fn applied(request: Request<Bytes>, answer: &Value) -> Result<Request<Bytes>, SendError> {
    let (mut head, mut body) = request.into_parts();
    let wrong = |name: &str| failed(format!("`{name}` of what it wrote cannot be used"));
    if let Some(method) = answer.get("method") {
        let method = method.as_str().and_then(|method| method.parse().ok());
        head.method = method.ok_or_else(|| wrong("method"))?;
    }
    if let Some(target) = answer.get("target") {
        let target = target.as_str().and_then(|target| target.parse().ok());
        head.uri = target.ok_or_else(|| wrong("target"))?;
    }
    if let Some(headers) = answer.get("headers") {
        head.headers.clear();
        for pair in headers.as_array().ok_or_else(|| wrong("headers"))? {
            let text = |index: usize| pair.get(index).and_then(Value::as_str);
            let name: Option<HeaderName> = text(0).and_then(|name| name.parse().ok());
            let value: Option<HeaderValue> = text(1).and_then(|value| value.parse().ok());
            let (name, value) = name.zip(value).ok_or_else(|| wrong("headers"))?;
            head.headers.append(name, value);
        }
    }
    if let Some(text) = answer.get("body") {
        let text = text.as_str().ok_or_else(|| wrong("body"))?;
        body = Bytes::from(text.to_owned());
    } else if let Some(digits) = answer.get("body_hex") {
        let digits = digits.as_str().ok_or_else(|| wrong("body_hex"))?;
        body = bytes(digits).ok_or_else(|| wrong("body_hex"))?.into();
    }
    Ok(Request::from_parts(head, body))
}

fn bytes(digits: &str) -> Option<Vec<u8>> {
    let (pairs, rest) = digits.as_bytes().as_chunks::<2>();
    let byte = |pair: &[u8; 2]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    pairs
        .iter()
        .map(byte)
        .collect::<Option<_>>()
        .filter(|_| rest.is_empty())
}
