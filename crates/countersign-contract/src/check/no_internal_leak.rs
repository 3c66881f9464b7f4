//! `no_internal_leak`: an error does not show the insides of the service: stack traces, SQL, paths of its files.

use super::{Check, Exchange, Problem};

pub(super) const CHECK: Check = Check {
    name: "no_internal_leak",
    assumes: "no honest error has such text; only errors are looked at, and text that the request sent itself is not",
    run,
};

/// What only the insides of a service say: each with what it is.
const SIGNS: &[(&str, &str)] = &[
    (
        "Traceback (most recent call last)",
        "a stack trace of Python",
    ),
    ("  File \"/", "a stack trace of Python"),
    ("stack backtrace:", "a stack trace of Rust"),
    ("panicked at ", "a panic of Rust"),
    ("thread 'main'", "a panic of Rust"),
    ("called `Option::unwrap()`", "a panic of Rust"),
    ("called `Result::unwrap()`", "a panic of Rust"),
    ("goroutine 1 [", "a stack trace of Go"),
    ("runtime error: ", "a panic of Go"),
    ("\tat java.", "a stack trace of Java"),
    ("at org.springframework.", "a stack trace of Java"),
    ("Exception in thread", "a stack trace of Java"),
    ("java.lang.", "the name of a Java class"),
    ("    at Object.", "a stack trace of JavaScript"),
    (
        "at process.processTicksAndRejections",
        "a stack trace of JavaScript",
    ),
    ("node_modules/", "a path of JavaScript"),
    ("Stack trace:\n#0", "a stack trace of PHP"),
    ("System.NullReferenceException", "an exception of .NET"),
    ("   at System.", "a stack trace of .NET"),
    ("ActiveRecord::", "an exception of Ruby"),
    ("SQLSTATE[", "a database error"),
    ("syntax error at or near", "a database error"),
    ("You have an error in your SQL syntax", "a database error"),
    (
        "duplicate key value violates unique constraint",
        "a database error",
    ),
    ("violates foreign key constraint", "a database error"),
    ("violates not-null constraint", "a database error"),
    ("UNIQUE constraint failed:", "a database error"),
    ("NOT NULL constraint failed:", "a database error"),
    ("ORA-0", "a database error"),
    ("sqlite3.OperationalError", "a database error"),
    ("psycopg2.", "a database error"),
    ("SELECT * FROM ", "SQL"),
    ("INSERT INTO ", "SQL"),
    ("DELETE FROM ", "SQL"),
    ("/.cargo/registry/", "a path of the build"),
    ("/usr/lib/python", "a path of the service"),
];

fn unescaped(text: &str) -> String {
    let lines = text.replace("\\n", "\n").replace("\\t", "\t");
    lines.replace("\\\"", "\"")
}

fn run(exchange: &Exchange<'_>) -> Option<Problem> {
    let answer = exchange.answer()?;
    if !(answer.status.is_client_error() || answer.status.is_server_error()) {
        return None;
    }
    let text = String::from_utf8_lossy(&answer.body);
    // JSON text has its newlines and quotes escaped.
    let plain = if text.contains('\\') {
        unescaped(&text)
    } else {
        text.into_owned()
    };
    if !SIGNS.iter().any(|(sign, _)| plain.contains(sign)) {
        return None;
    }
    let sent = exchange.performed.sent.body.as_ref();
    let sent = sent
        .map(|body| String::from_utf8_lossy(body).into_owned())
        .unwrap_or_default();
    let (sign, what) = SIGNS
        .iter()
        .find(|(sign, _)| plain.contains(sign) && !sent.contains(sign))?;
    Some(Problem {
        message: format!("answered {} with {what}", answer.status.as_u16()),
        keyword: "responses".to_owned(),
        pointer: String::new(),
        expected: "an error that shows nothing of the service's insides".to_owned(),
        got: sign.trim().to_owned(),
        span: Some(exchange.operation.span),
    })
}
