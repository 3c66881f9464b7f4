//! How a command ends: the exit code, and the line on stderr that gives the reason.

use std::fmt;
use std::io::Write;
use std::process::ExitCode;

use anstream::adapter::strip_str;
use anstream::stream::{AsLockedWrite, RawStream};
use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};

/// How a command ended.
#[derive(Copy, Clone, Eq, PartialEq, Debug)]
pub(crate) enum Outcome {
    /// 0: all is well.
    Fine,
    /// 1: diagnostics, stale files or findings.
    Found,
    /// 2: the command could not do its work: usage, configuration, connection, or nothing to run.
    Unable,
}

impl Outcome {
    pub(crate) fn exit_code(self) -> ExitCode {
        match self {
            Outcome::Fine => ExitCode::SUCCESS,
            Outcome::Found => ExitCode::from(1),
            Outcome::Unable => ExitCode::from(2),
        }
    }

    /// [`Outcome::Unable`], after the reason was written to stderr.
    pub(crate) fn unable(reason: impl fmt::Display) -> Outcome {
        let style = Style::new().bold().fg_color(Some(AnsiColor::Red.into()));
        err(&format!("{style}error{style:#}: {reason}\n"));
        Outcome::Unable
    }
}

/// Writes to stdout. Styles are taken out where stdout is no terminal or `NO_COLOR` is set; a closed pipe is no error.
pub(crate) fn out(text: &str) {
    write(anstream::stdout(), text);
}

/// Writes to stderr, as [`out`] does to stdout.
pub(crate) fn err(text: &str) {
    write(anstream::stderr(), text);
}

/// Writes in one piece: left to the stream, each piece of text between two styles would be a system call.
fn write(mut stream: AutoStream<impl RawStream + AsLockedWrite>, text: &str) {
    let _closed = match stream.current_choice() {
        ColorChoice::Never => {
            let plain = strip_str(text).to_string();
            let mut raw = stream.into_inner();
            let mut locked = raw.as_locked_write();
            locked
                .write_all(plain.as_bytes())
                .and_then(|()| locked.flush())
        }
        _ => stream
            .write_all(text.as_bytes())
            .and_then(|()| stream.flush()),
    };
}
