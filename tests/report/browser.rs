//! A browser to test in: Chromium without a window, driven by its `DevTools` protocol over a pipe, so that neither a
//! driver nor a port is needed.

use std::collections::VecDeque;
use std::env;
use std::ffi::OsString;
use std::fs;
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

/// No answer takes longer, on a busy machine either.
const PATIENCE: Duration = Duration::from_secs(120);

/// The browser that `CHROMIUM` names, else `chromium`; `None` where it is not there, which is said once.
static PROGRAM: LazyLock<Option<OsString>> = LazyLock::new(|| {
    let program = env::var_os("CHROMIUM").unwrap_or_else(|| "chromium".into());
    let version = Command::new(&program).arg("--version").output();
    if version.is_ok_and(|output| output.status.success()) {
        return Some(program);
    }
    // Past what the test harness keeps to itself of tests that pass.
    let _ = writeln!(
        io::stderr(),
        "skipped: the page is tried in no browser, for {} does not start (install Chromium, or let CHROMIUM name it)",
        program.display()
    );
    None
});

/// Browsers take all of the machine that they get, and then others wait: there is one at a time.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

/// One page in one browser.
pub struct Browser {
    child: Child,
    to: ChildStdin,
    from: Receiver<Vec<u8>>,
    session: Option<String>,
    sent: u64,
    events: VecDeque<Value>,
    _profile: tempfile::TempDir,
    _turn: MutexGuard<'static, ()>,
}

impl Browser {
    /// Starts a browser when its turn has come; `None` where there is none to be started.
    pub fn start() -> Option<Self> {
        let program = PROGRAM.as_ref()?;
        // A test that failed has ended its browser.
        let turn = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
        let profile = tempfile::tempdir().unwrap();
        // The protocol's pipe is on descriptors 3 and 4; ours are 0 and 1.
        let mut child = Command::new("sh")
            .args([
                "-c",
                "exec 3<&0 4>&1 </dev/null >/dev/null; exec \"$@\"",
                "sh",
            ])
            .arg(program)
            .args(["--headless", "--remote-debugging-pipe", "--no-sandbox"])
            .args([
                "--no-first-run",
                "--disable-background-networking",
                // In a container it may be too small for a page.
                "--disable-dev-shm-usage",
                "--lang=en",
            ])
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("sh starts");
        let to = child.stdin.take().unwrap();
        let messages = BufReader::new(child.stdout.take().unwrap()).split(0);
        let (sender, from) = mpsc::channel();
        thread::spawn(move || {
            for message in messages.map_while(Result::ok) {
                if sender.send(message).is_err() {
                    break;
                }
            }
        });
        let mut browser = Self {
            child,
            to,
            from,
            session: None,
            sent: 0,
            events: VecDeque::new(),
            _profile: profile,
            _turn: turn,
        };
        let target = browser.call("Target.createTarget", &json!({"url": "about:blank"}));
        let attached = browser.call(
            "Target.attachToTarget",
            &json!({"targetId": target["targetId"], "flatten": true}),
        );
        browser.session = attached["sessionId"].as_str().map(str::to_owned);
        for domain in ["Page", "Runtime", "Network", "Log"] {
            browser.call(&format!("{domain}.enable"), &json!({}));
        }
        Some(browser)
    }

    /// Calls a method of the protocol and gives its result.
    pub fn call(&mut self, method: &str, parameters: &Value) -> Value {
        self.sent += 1;
        let mut message = json!({"id": self.sent, "method": method, "params": parameters});
        if let Some(session) = &self.session {
            message["sessionId"] = json!(session);
        }
        self.to.write_all(message.to_string().as_bytes()).unwrap();
        self.to.write_all(&[0]).unwrap();
        self.to.flush().unwrap();
        loop {
            let mut answer = self.message();
            if answer["id"] == self.sent {
                assert!(answer.get("error").is_none(), "{method}: {answer}");
                return answer["result"].take();
            }
            self.events.push_back(answer);
        }
    }

    fn message(&mut self) -> Value {
        let bytes = self.from.recv_timeout(PATIENCE);
        let bytes = bytes.expect("the browser answers");
        serde_json::from_slice(&bytes).unwrap()
    }

    /// What has happened since this was asked last: the parameters of all events of a name.
    pub fn happened(&mut self, method: &str) -> Vec<Value> {
        let (those, others) = self
            .events
            .drain(..)
            .partition(|event| event["method"] == method);
        self.events = others;
        let those: VecDeque<Value> = those;
        those
            .into_iter()
            .map(|mut event| event["params"].take())
            .collect()
    }

    /// Makes the window so wide, light or dark.
    pub fn look(&mut self, width: u32, scheme: &str) {
        self.call(
            "Emulation.setDeviceMetricsOverride",
            &json!({"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600}),
        );
        let features = json!([{"name": "prefers-color-scheme", "value": scheme}]);
        self.call("Emulation.setEmulatedMedia", &json!({"features": features}));
    }

    /// Opens a file and waits until it is loaded.
    pub fn open(&mut self, file: &Path) {
        self.events.clear();
        let url = format!("file://{}", file.display());
        self.call("Page.navigate", &json!({"url": url}));
        while self.happened("Page.loadEventFired").is_empty() {
            let event = self.message();
            self.events.push_back(event);
        }
    }

    /// The value of an expression; a promise is waited for.
    pub fn value(&mut self, expression: &str) -> Value {
        let mut answer = self.call(
            "Runtime.evaluate",
            &json!({"expression": expression, "returnByValue": true, "awaitPromise": true}),
        );
        assert!(
            answer.get("exceptionDetails").is_none(),
            "{expression}\n{answer}"
        );
        answer["result"]["value"].take()
    }

    /// The texts of all elements that a selector finds and that are seen.
    pub fn texts(&mut self, selector: &str) -> Vec<String> {
        let texts = self.value(&format!(
            "[...document.querySelectorAll({selector:?})].filter((e) => e.checkVisibility()).map((e) => e.innerText.trim())"
        ));
        serde_json::from_value(texts).unwrap()
    }

    /// Presses a key, by its name and its code on Windows.
    pub fn press(&mut self, key: &str, code: u32) {
        for kind in ["rawKeyDown", "keyUp"] {
            self.call(
                "Input.dispatchKeyEvent",
                &json!({"type": kind, "key": key, "windowsVirtualKeyCode": code}),
            );
        }
    }

    /// Types a text, as an input method does.
    pub fn insert(&mut self, text: &str) {
        self.call("Input.insertText", &json!({"text": text}));
        self.settle();
    }

    /// Waits for two frames, so that what was to be done in one is done.
    pub fn settle(&mut self) {
        self.value("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(1))))");
    }

    /// Keeps a picture of what is seen in the folder that `YONGEO_PICTURES` names, to be looked at.
    pub fn picture(&mut self, name: &str) {
        if env::var_os("YONGEO_PICTURES").is_some() {
            let shot = self.call("Page.captureScreenshot", &json!({"format": "png"}));
            Self::keep(&format!("{name}.png"), &decoded(&shot["data"]));
        }
    }

    /// Keeps a file there.
    pub fn keep(name: &str, bytes: &[u8]) {
        if let Some(folder) = env::var_os("YONGEO_PICTURES").map(PathBuf::from) {
            fs::write(folder.join(name), bytes).unwrap();
        }
    }

    /// The page on paper, as PDF.
    pub fn print(&mut self) -> Vec<u8> {
        let options = json!({"preferCSSPageSize": true, "paperWidth": 8.27, "paperHeight": 11.69});
        let printed = self.call("Page.printToPDF", &options);
        decoded(&printed["data"])
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Its helpers end with it.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Base64 (RFC 4648).
fn decoded(text: &Value) -> Vec<u8> {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut bytes = Vec::new();
    let (mut bits, mut count) = (0_u32, 0);
    for byte in text.as_str().unwrap().bytes() {
        let Some(digit) = DIGITS.iter().position(|&d| d == byte) else {
            continue;
        };
        bits = bits << 6 | digit as u32;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
        }
    }
    bytes
}
