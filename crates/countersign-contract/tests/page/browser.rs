//! A headless Chromium behind its DevTools protocol: a WebSocket (RFC 6455) by hand, as far as the protocol needs one.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};

/// The names under which Chromium is installed.
const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "chrome"];

/// A browser with one page.
pub(crate) struct Browser {
    program: Child,
    _profile: tempfile::TempDir,
    stream: TcpStream,
    session: String,
    count: u64,
}

impl Browser {
    /// Opens a file; `None` where there is no Chromium.
    pub(crate) fn open(file: &Path) -> Option<Browser> {
        let path = std::env::var_os("PATH")?;
        let mut programs =
            std::env::split_paths(&path).flat_map(|folder| NAMES.map(|name| folder.join(name)));
        let program = programs.find(|program| program.is_file())?;
        let profile = tempfile::tempdir().unwrap();
        let mut program = Command::new(program)
            .args([
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
            ])
            .args(["--disable-dev-shm-usage", "--remote-debugging-port=0"])
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .arg("about:blank")
            .stderr(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(program.stderr.take().unwrap()).lines();
        let address = lines
            .find_map(|line| {
                let line = line.ok()?;
                line.split_once("listening on ws://")
                    .map(|(_, rest)| rest.trim().to_owned())
            })
            .expect("the browser says where it listens");
        // What it says later must not fill the pipe.
        std::thread::spawn(move || lines.for_each(drop));
        let mut browser = Browser {
            program,
            _profile: profile,
            stream: connected(&address),
            session: String::new(),
            count: 0,
        };
        let url = format!("file://{}", file.display());
        let target = browser.call("Target.createTarget", &json!({ "url": url }));
        let attach = json!({ "targetId": target["targetId"], "flatten": true });
        let attached = browser.call("Target.attachToTarget", &attach);
        browser.session = attached["sessionId"].as_str().unwrap().to_owned();
        // A page is complete before it begins, too.
        let is_there = "location.protocol === 'file:' && document.readyState === 'complete'";
        while browser.tell(is_there) != true {
            std::thread::sleep(Duration::from_millis(50));
        }
        Some(browser)
    }

    /// The value of an expression on the page.
    pub(crate) fn tell(&mut self, expression: &str) -> Value {
        let parameters = json!({ "expression": expression, "returnByValue": true });
        let told = self.call("Runtime.evaluate", &parameters);
        assert!(
            told.get("exceptionDetails").is_none(),
            "{expression}: {told}"
        );
        told["result"]["value"].clone()
    }

    /// Presses a key and lets it go.
    pub(crate) fn press(&mut self, key: &str, code: u32, text: &str) {
        let mut parameters = json!({ "type": "keyDown", "key": key, "code": key,
            "windowsVirtualKeyCode": code, "text": text });
        self.call("Input.dispatchKeyEvent", &parameters);
        parameters["type"] = json!("keyUp");
        parameters["text"] = json!("");
        self.call("Input.dispatchKeyEvent", &parameters);
    }

    /// Prefers a colour scheme: `dark` or `light`.
    pub(crate) fn prefer(&mut self, scheme: &str) {
        let feature = json!([{ "name": "prefers-color-scheme", "value": scheme }]);
        self.call(
            "Emulation.setEmulatedMedia",
            &json!({ "features": feature }),
        );
    }

    fn call(&mut self, method: &str, parameters: &Value) -> Value {
        self.count += 1;
        let mut message = json!({ "id": self.count, "method": method, "params": parameters });
        if !self.session.is_empty() {
            message["sessionId"] = json!(self.session);
        }
        self.write(message.to_string().as_bytes());
        loop {
            let answer: Value = serde_json::from_slice(&self.read()).unwrap();
            if answer["id"] == self.count {
                assert!(answer.get("error").is_none(), "{method}: {answer}");
                return answer["result"].clone();
            }
        }
    }

    /// Writes one text frame (section 5.2), masked by zeros, which is as good as any mask here.
    fn write(&mut self, text: &[u8]) {
        let mut frame = vec![0x81];
        match u16::try_from(text.len()) {
            Ok(length) if length < 126 => frame.push(0x80 | length.to_be_bytes()[1]),
            Ok(length) => {
                frame.push(0x80 | 126);
                frame.extend(length.to_be_bytes());
            }
            Err(_) => panic!("no message of the test is as long"),
        }
        frame.extend([0; 4]);
        frame.extend(text);
        self.stream.write_all(&frame).unwrap();
    }

    /// Reads a message of one or several frames.
    fn read(&mut self) -> Vec<u8> {
        let mut message = Vec::new();
        loop {
            let [first, second] = self.bytes::<2>();
            let length = match second & 0x7f {
                126 => u64::from(u16::from_be_bytes(self.bytes())),
                127 => u64::from_be_bytes(self.bytes()),
                short => u64::from(short),
            };
            let mut payload = vec![0; usize::try_from(length).unwrap()];
            self.stream.read_exact(&mut payload).unwrap();
            message.extend(payload);
            if first & 0x80 != 0 {
                return message;
            }
        }
    }

    fn bytes<const COUNT: usize>(&mut self) -> [u8; COUNT] {
        let mut bytes = [0; COUNT];
        self.stream.read_exact(&mut bytes).unwrap();
        bytes
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _gone = self.program.kill();
        let _waited = self.program.wait();
    }
}

/// A WebSocket to `host:port/path` (section 4.1).
fn connected(address: &str) -> TcpStream {
    let (host, path) = address.split_once('/').unwrap();
    let mut stream = TcpStream::connect(host).unwrap();
    stream
        .set_read_timeout(Some(Duration::from_secs(60)))
        .unwrap();
    let request = format!(
        "GET /{path} HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\
         Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).unwrap();
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        stream.read_exact(&mut byte).unwrap();
        head.push(byte[0]);
    }
    assert!(
        head.starts_with(b"HTTP/1.1 101"),
        "{}",
        String::from_utf8_lossy(&head)
    );
    stream
}
