//! Chromium, driven over the WebDriver protocol: plain JSON over HTTP.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use reqwest::Method;
use serde_json::{Value, json};
use tempfile::TempDir;

const CHROMIUM: &str = "/usr/bin/chromium";
const CHROMEDRIVER: &str = "/usr/bin/chromedriver";
const ARGUMENTS: [&str; 11] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    // What moves is hard to hit.
    "--force-prefers-reduced-motion",
    // No port to be found by others, and the browser ends with its driver, however that ends.
    "--remote-debugging-pipe",
    "--window-size=1500,950",
];
/// An element is told by the protocol under this name.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";
/// A script asks again for less than that long.
const SCRIPT_WAIT: Duration = Duration::from_secs(60);
/// Starting a browser on a busy machine takes a while, but not for ever.
const ANSWER_WAIT: Duration = Duration::from_secs(90);

/// A browser with one window.
pub struct Driver {
    http: reqwest::Client,
    /// Where this session's commands go.
    session: String,
    driver: Child,
    profile: TempDir,
}

/// Something on the page.
pub struct Element(String);

/// What the driver says it could not do.
#[derive(Debug)]
pub struct Failure {
    pub error: String,
    pub message: String,
}

/// A screen, in pixels as pages count them.
#[derive(Clone, Copy)]
pub struct Display {
    pub width: u32,
    pub height: u32,
    pub phone: bool,
}

impl Driver {
    pub fn installed() -> bool {
        Path::new(CHROMIUM).exists() && Path::new(CHROMEDRIVER).exists()
    }

    /// A browser on that display.
    pub async fn start(display: Display) -> Driver {
        let profile = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
        let mut driver = Command::new(CHROMEDRIVER)
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let lines = BufReader::new(driver.stdout.take().unwrap()).lines();
        let port = lines.map_while(Result::ok).find_map(|line| port(&line));
        let http = reqwest::Client::builder().no_proxy().timeout(ANSWER_WAIT).build().unwrap();
        let session = format!("http://127.0.0.1:{}/session", port.unwrap());
        let mut driver = Driver { http, session, driver, profile };
        driver.open().await;
        driver.put_on(display).await;
        driver
    }

    async fn open(&mut self) {
        let folder = format!("--user-data-dir={}", self.profile.path().display());
        let arguments: Vec<_> = ARGUMENTS.iter().copied().chain([folder.as_str()]).collect();
        let wanted = json!({ "capabilities": { "alwaysMatch": {
            "browserName": "chrome",
            "goog:chromeOptions": { "binary": CHROMIUM, "args": arguments },
            "goog:loggingPrefs": { "browser": "ALL" },
            "timeouts": { "script": SCRIPT_WAIT.as_millis() as u64 },
        }}});
        let opened = self.command(Method::POST, "", wanted).await.unwrap();
        self.session = format!("{}/{}", self.session, opened["sessionId"].as_str().unwrap());
    }

    /// Ends the browser in peace; dropped without it, the browser is killed.
    pub async fn close(self) {
        self.command(Method::DELETE, "", Value::Null).await.unwrap();
    }

    pub async fn visit(&self, url: &str) {
        self.command(Method::POST, "/url", json!({ "url": url })).await.unwrap();
    }

    async fn put_on(&self, display: Display) {
        let Display { width, height, phone } = display;
        let metrics =
            json!({ "width": width, "height": height, "mobile": phone, "deviceScaleFactor": 1 });
        let command = json!({ "cmd": "Emulation.setDeviceMetricsOverride", "params": metrics });
        self.command(Method::POST, "/goog/cdp/execute", command).await.unwrap();
    }

    /// Runs a script that calls its last argument when it is done.
    pub async fn run(&self, script: &str, arguments: Value) -> Result<Value, Failure> {
        let body = json!({ "script": script, "args": arguments });
        self.command(Method::POST, "/execute/async", body).await
    }

    /// Presses where the element is; fails if something lies over it.
    pub async fn click(&self, Element(id): &Element) -> Result<(), Failure> {
        self.command(Method::POST, &format!("/element/{id}/click"), json!({})).await.map(drop)
    }

    /// Presses these keys in the element; gives a file field the path of a file.
    pub async fn type_into(&self, Element(id): &Element, keys: &str) -> Result<(), Failure> {
        let body = json!({ "text": keys });
        self.command(Method::POST, &format!("/element/{id}/value"), body).await.map(drop)
    }

    /// The whole window as a PNG.
    pub async fn photograph(&self) -> Vec<u8> {
        self.picture("/screenshot").await
    }

    /// The element alone as a PNG.
    pub async fn photograph_of(&self, Element(id): &Element) -> Vec<u8> {
        self.picture(&format!("/element/{id}/screenshot")).await
    }

    async fn picture(&self, path: &str) -> Vec<u8> {
        let picture = self.command(Method::GET, path, Value::Null).await.unwrap();
        STANDARD.decode(picture.as_str().unwrap()).unwrap()
    }

    /// What the console of the page said since it was last asked.
    pub async fn console(&self) -> Vec<String> {
        let body = json!({ "type": "browser" });
        let lines = self.command(Method::POST, "/se/log", body).await.unwrap();
        lines.as_array().unwrap().iter().map(Value::to_string).collect()
    }

    async fn command(&self, method: Method, path: &str, body: Value) -> Result<Value, Failure> {
        let request = self.http.request(method, format!("{}{path}", self.session));
        let request = if body.is_null() { request } else { request.json(&body) };
        let answer = request.send().await.unwrap();
        let done = answer.status().is_success();
        let value = answer.json::<Value>().await.unwrap()["value"].take();
        match done {
            true => Ok(value),
            false => Err(Failure {
                error: value["error"].as_str().unwrap_or_default().to_owned(),
                message: value["message"].as_str().unwrap_or_default().to_owned(),
            }),
        }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        self.driver.kill().ok();
        self.driver.wait().ok();
    }
}

impl Element {
    pub fn from(value: &Value) -> Option<Element> {
        value[ELEMENT].as_str().map(|id| Element(id.to_owned()))
    }
}

impl Failure {
    /// The page moved under the finger: looking again helps.
    pub fn passing(&self) -> bool {
        ["stale element reference", "element click intercepted", "element not interactable"]
            .contains(&self.error.as_str())
    }
}

/// `ChromeDriver was started successfully on port 40031.`
fn port(line: &str) -> Option<u16> {
    let (_, port) = line.split_once("successfully on port ")?;
    port.trim_end_matches('.').parse().ok()
}
