//! The demo's page as a person uses it: two phones and the levers of the world.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::driver::{Driver, Element};

const EYES: &str = include_str!("eyes.js");
/// The page may be drawn anew between looking and pressing. That often in a row, it is broken.
const TRIES: usize = 20;
/// The protocol's names of keys that are no letters.
const SHIFT_ENTER: &str = "\u{e008}\u{e007}\u{e008}";
const ENTER: &str = "\u{e007}";

#[derive(Clone, Copy)]
pub struct Page<'d> {
    pub driver: &'d Driver,
}

/// One of the two phones.
#[derive(Clone, Copy)]
pub struct Phone<'d> {
    page: Page<'d>,
    side: &'static str,
}

impl<'d> Page<'d> {
    pub fn customer(self) -> Phone<'d> {
        Phone { page: self, side: "customer" }
    }

    pub fn seller(self) -> Phone<'d> {
        Phone { page: self, side: "seller" }
    }

    /// Presses whatever bears that name.
    pub async fn press(self, name: &str) {
        self.touch("named", json!([name])).await;
    }

    pub async fn reads(self, name: &str, label: &str) {
        self.look("labelled", json!([name, label])).await;
    }

    /// The buyer pays at the gateway, one way or another.
    pub async fn pay(self, order: &str, how: &str) {
        self.touch("paying", json!([order, how])).await;
    }

    /// Waits until the gateway's list shows the transaction so; returns its line.
    pub async fn transaction(self, order: &str, status: &str) -> String {
        text(self.look("transaction", json!([order, status])).await)
    }

    /// How many lines of the log say this now.
    pub async fn calls(self, text: &str) -> u64 {
        count(self.look("calls", json!([text])).await)
    }

    /// Waits until more lines of the log say this than did before.
    pub async fn called(self, text: &str, before: u64) {
        self.look("called", json!([text, before])).await;
    }

    /// The picture that was pressed, large enough to be scanned off the screen.
    pub async fn viewed(self) -> Vec<u8> {
        let picture = self.look("viewed", json!([])).await;
        self.driver.photograph_of(&Element::from(&picture).unwrap()).await
    }

    /// Nothing sticks out at the sides of the screen, and no word out of its button.
    pub async fn fits(self) {
        let misfits = self.look("misfits", json!([])).await;
        assert_eq!(misfits["found"], json!([]));
    }

    /// Keeps a picture of the screen for people to look at.
    pub async fn keep(self, name: &str) {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("browser");
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(format!("{name}.png")), self.driver.photograph().await).unwrap();
    }

    /// Looks until there is something to see.
    async fn look(self, what: &str, words: Value) -> Value {
        let mut seen = self.driver.run(EYES, json!([what, words])).await.unwrap();
        if let Some(instead) = seen["instead"].as_str() {
            self.keep("missing").await;
            panic!("no {what} {words} in:\n{instead}");
        }
        seen["found"].take()
    }

    /// Looks for something and presses it.
    async fn touch(self, what: &str, words: Value) {
        for _ in 1..TRIES {
            let seen = self.look(what, words.clone()).await;
            match self.driver.click(&Element::from(&seen).unwrap()).await {
                Ok(()) => return,
                Err(failure) if failure.passing() => {}
                Err(failure) => panic!("{what} {words}: {}: {}", failure.error, failure.message),
            }
        }
        panic!("{what} {words} cannot be pressed");
    }
}

impl Phone<'_> {
    pub async fn start(self) {
        self.page.touch("hand", json!([self.side, "start"])).await;
    }

    /// Presses the newest button with that label, or the key of the keyboard.
    pub async fn press(self, label: &str) {
        self.page.touch("finger", json!([self.side, label])).await;
    }

    /// Waits for a button or key with that label.
    pub async fn has(self, label: &str) {
        self.page.look("button", json!([self.side, label])).await;
    }

    /// Writes line by line and sends it.
    pub async fn say(self, text: &str) {
        let field = self.page.look("hand", json!([self.side, "input"])).await;
        let keys = format!("{}{ENTER}", text.replace('\n', SHIFT_ENTER));
        self.page.driver.type_into(&Element::from(&field).unwrap(), &keys).await.unwrap();
    }

    /// Chooses a file from the disk.
    pub async fn attach(self, file: &Path) {
        self.page.look("hand", json!([self.side, "input"])).await;
        let field = self.page.look("field", json!([format!("file-{}", self.side)])).await;
        let path = file.to_string_lossy();
        self.page.driver.type_into(&Element::from(&field).unwrap(), &path).await.unwrap();
    }

    /// Waits for a message of the shop that says this, new or changed since the last act here.
    pub async fn sees(self, wanted: &str) -> String {
        text(self.page.look("says", json!([self.side, wanted])).await)
    }

    /// How many messages of the shop say this now.
    pub async fn times(self, text: &str) -> u64 {
        count(self.page.look("times", json!([self.side, text])).await)
    }

    /// Waits for a code to scan, new since the last act here, and to be seen without scrolling.
    pub async fn sees_code(self) {
        self.page.look("code", json!([self.side])).await;
    }

    /// Waits for a picture, new since the last act here, and presses it.
    pub async fn press_picture(self) {
        self.page.touch("picture", json!([self.side])).await;
    }

    /// How many pictures stand in the chat now.
    pub async fn pictures(self) -> u64 {
        count(self.page.look("pictures", json!([self.side])).await)
    }
}

fn count(value: Value) -> u64 {
    value["count"].as_u64().unwrap()
}

fn text(value: Value) -> String {
    value.as_str().unwrap().to_owned()
}
