//! The few W3C WebDriver calls that the tests make, over plain HTTP.
//! Source: <https://www.w3.org/TR/webdriver2/>.

use std::time::Duration;

use base64::Engine as _;
use serde_json::{Value, json};

use super::process::wait;

/// The property under which a WebDriver hands out elements (W3C WebDriver §12.1).
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// How long a page may take to show something: a busy machine starts a web view slowly.
const PATIENCE: Duration = Duration::from_secs(60);

/// Keys that are no character, as WebDriver writes them (§17.4.2).
pub mod keys {
    /// Enter.
    pub const ENTER: char = '\u{e007}';
    /// Escape.
    pub const ESCAPE: char = '\u{e00c}';
    /// Tab.
    pub const TAB: char = '\u{e004}';
    /// Arrow down.
    pub const DOWN: char = '\u{e015}';
    /// F9, "take the money".
    pub const F9: char = '\u{e039}';
    /// F2, "search".
    pub const F2: char = '\u{e032}';
}

/// A browser or window under a driver's hand.
#[derive(Debug)]
pub struct Session {
    root: String,
}

/// An element on the page.
#[derive(Debug, Clone)]
pub struct Element(String);

impl Session {
    /// Begins a session at the driver that listens on this port.
    pub fn begin(port: u16, capabilities: &Value) -> Self {
        let root = format!("http://127.0.0.1:{port}");
        let body = json!({ "capabilities": { "alwaysMatch": capabilities } });
        let value = send("POST", &format!("{root}/session"), Some(&body))
            .unwrap_or_else(|error| panic!("the window did not open: {error}"));
        let id = value["sessionId"].as_str().expect("a session has an id");
        Self {
            root: format!("{root}/session/{id}"),
        }
    }

    /// The address of the page.
    pub fn url(&self) -> String {
        self.get("/url").as_str().unwrap_or_default().to_owned()
    }

    /// Goes to an address.
    pub fn open(&self, url: &str) {
        self.post("/url", &json!({ "url": url }));
    }

    /// The handles of every window there is, this one's among them.
    pub fn windows(&self) -> Vec<String> {
        let handles = self.get("/window/handles");
        let handles = handles.as_array().map(Vec::as_slice).unwrap_or_default();
        handles
            .iter()
            .filter_map(|handle| Some(handle.as_str()?.to_owned()))
            .collect()
    }

    /// The handle of the window that calls go to.
    pub fn window(&self) -> String {
        self.get("/window").as_str().unwrap_or_default().to_owned()
    }

    /// Lets what follows go to this window.
    pub fn switch(&self, window: &str) {
        self.post("/window", &json!({ "handle": window }));
    }

    /// The page's title.
    pub fn title(&self) -> String {
        self.get("/title").as_str().unwrap_or_default().to_owned()
    }

    /// The first element that a CSS selector finds now.
    pub fn find_now(&self, css: &str) -> Option<Element> {
        self.locate("css selector", css)
    }

    /// The first element that a CSS selector finds; waits for it.
    pub fn find(&self, css: &str) -> Element {
        self.wait_for_element("css selector", css)
    }

    /// The field that this label names; waits for it.
    pub fn field(&self, label: &str) -> Element {
        let named = format!("//label[contains(normalize-space(.), \"{label}\")]");
        let inside = "*[self::input or self::textarea or self::select]";
        self.wait_for_element(
            "xpath",
            &format!("(//{inside}[@id = {named}/@for] | {named}//{inside})[1]"),
        )
    }

    /// The field that this label names and nothing else; waits for it.
    pub fn field_exact(&self, label: &str) -> Element {
        let named = format!("//label[normalize-space(.) = \"{label}\"]");
        let inside = "*[self::input or self::textarea or self::select]";
        self.wait_for_element("xpath", &format!("(//{inside}[@id = {named}/@for])[1]"))
    }

    /// Presses the button, or follows the link, that says this; waits for it.
    pub fn press(&self, text: &str) {
        let said = format!("[self::button or self::a][contains(normalize-space(.), \"{text}\")]");
        self.click_on(&format!("//*{said}"));
    }

    /// Opens the list that this label names.
    pub fn open_list(&self, label: &str) {
        let named = "//*[substring(@id, string-length(@id) - 5) = '-label']";
        let list = format!("({named}[normalize-space(.) = \"{label}\"]/following::button)[1]");
        self.click_on(&list);
    }

    /// Presses the button that says this and nothing else.
    pub fn press_exact(&self, text: &str) {
        let said = format!("//button[normalize-space(.) = \"{text}\"]");
        self.click_on(&said);
    }

    /// Presses the last button that says this: the one of the form that is open below.
    pub fn press_last(&self, text: &str) {
        let said = format!("//button[contains(normalize-space(.), \"{text}\")]");
        self.click_on(&format!("({said})[last()]"));
    }

    /// Chooses from a list or a menu that is open, with the arrow keys.
    pub fn choose(&self, text: &str) {
        let chosen = (0..40).find_map(|_| {
            let lit =
                self.find_now("[role=option][data-highlighted], [role=menuitem][data-highlighted]");
            if lit.is_some_and(|entry| self.text(&entry).contains(text)) {
                return Some(());
            }
            self.type_keys(&keys::DOWN.to_string(), Duration::from_millis(80));
            None
        });
        assert!(chosen.is_some(), "{text} is not in the list");
        self.type_keys(&keys::ENTER.to_string(), Duration::from_millis(80));
    }

    fn locate(&self, using: &str, value: &str) -> Option<Element> {
        let body = json!({ "using": using, "value": value });
        let found = self.try_post("/element", &body).ok()?;
        Some(Element(found[ELEMENT].as_str()?.to_owned()))
    }

    fn wait_for_element(&self, using: &str, value: &str) -> Element {
        let found = wait(PATIENCE, || self.locate(using, value));
        found.unwrap_or_else(|| {
            let shown = self
                .find_now("body")
                .map(|body| self.text(&body))
                .unwrap_or_default();
            panic!(
                "{value} is not on the page at {}, which shows:\n{shown}",
                self.url()
            )
        })
    }

    /// Waits until the page shows this text; gives all its text.
    pub fn see(&self, text: &str) -> String {
        let mut last = String::new();
        let seen = wait(PATIENCE, || {
            // Between two pages there is no body to read for a moment.
            last = self
                .find_now("body")
                .map(|body| self.text(&body))
                .unwrap_or_default();
            last.contains(text).then_some(())
        });
        assert!(
            seen.is_some(),
            "the page at {} does not show “{text}” but:\n{last}",
            self.url()
        );
        last
    }

    /// What a person reads in an element.
    pub fn text(&self, element: &Element) -> String {
        let path = format!("/element/{}/text", element.0);
        send("GET", &format!("{}{path}", self.root), None)
            .ok()
            .and_then(|value| value.as_str().map(str::to_owned))
            .unwrap_or_default()
    }

    /// Clicks it, once nothing lies over it any more: a list closes, a page moves.
    pub fn click(&self, element: &Element) {
        self.click_found(|| Some(element.clone()));
    }

    /// The same with what an XPath finds, which may be drawn anew before it is clicked.
    fn click_on(&self, xpath: &str) {
        self.wait_for_element("xpath", xpath);
        self.click_found(|| self.locate("xpath", xpath));
    }

    fn click_found(&self, find: impl Fn() -> Option<Element>) {
        let passing = ["click intercepted", "not interactable", "stale element"];
        let mut last = "it is gone".to_owned();
        let clicked = wait(Duration::from_secs(10), || {
            let path = format!("/element/{}/click", find()?.0);
            match self.try_post(&path, &json!({})) {
                Ok(_) => Some(true),
                Err(error) => {
                    last = error;
                    let passes = passing.iter().any(|one| last.contains(one));
                    (!passes).then_some(false)
                }
            }
        });
        assert_eq!(clicked, Some(true), "not clicked: {last}");
    }

    /// Types into it, after emptying it.
    pub fn fill(&self, element: &Element, text: &str) {
        self.post(&format!("/element/{}/clear", element.0), &json!({}));
        self.post(
            &format!("/element/{}/value", element.0),
            &json!({ "text": text }),
        );
    }

    /// Gives a file to a file field.
    pub fn choose_file(&self, element: &Element, path: &std::path::Path) {
        let text = path.to_str().expect("test files have plain names");
        self.post(
            &format!("/element/{}/value", element.0),
            &json!({ "text": text }),
        );
    }

    /// Presses and releases keys one after the other, wherever the focus is, with this pause between
    /// two keys: 2–10 ms is a keyboard-wedge scanner, 80 ms a person.
    pub fn type_keys(&self, keys: &str, pause: Duration) {
        let millis = u64::try_from(pause.as_millis()).unwrap_or(u64::MAX);
        let mut actions = Vec::new();
        for key in keys.chars() {
            actions.push(json!({ "type": "keyDown", "value": key }));
            actions.push(json!({ "type": "keyUp", "value": key }));
            actions.push(json!({ "type": "pause", "duration": millis }));
        }
        self.post(
            "/actions",
            &json!({ "actions": [{ "type": "key", "id": "keyboard", "actions": actions }] }),
        );
    }

    /// Draws a line over an element with the button held: along these points, in pixels from its middle.
    pub fn draw(&self, over: &Element, line: &[(i32, i32)]) {
        let origin = json!({ ELEMENT: over.0 });
        let moves = line.iter().map(|(x, y)| {
            json!({ "type": "pointerMove", "duration": 20, "x": x, "y": y, "origin": origin })
        });
        let mut actions: Vec<Value> = moves.collect();
        actions.insert(1, json!({ "type": "pointerDown", "button": 0 }));
        actions.push(json!({ "type": "pointerUp", "button": 0 }));
        let hand = json!({ "type": "pointer", "id": "hand", "parameters": { "pointerType": "mouse" },
            "actions": actions });
        self.run(
            "arguments[0].scrollIntoView({ block: 'center' })",
            &[origin],
        );
        self.post("/actions", &json!({ "actions": [hand] }));
    }

    /// Runs a function body in the page; gives what it returns.
    pub fn run(&self, script: &str, args: &[Value]) -> Value {
        self.post("/execute/sync", &json!({ "script": script, "args": args }))
    }

    /// Runs a function body whose last argument is to be called with the answer.
    pub fn run_async(&self, script: &str, args: &[Value]) -> Value {
        self.post("/execute/async", &json!({ "script": script, "args": args }))
    }

    /// The window as a PNG.
    pub fn screenshot(&self) -> Vec<u8> {
        let value = self.get("/screenshot");
        base64::engine::general_purpose::STANDARD
            .decode(value.as_str().unwrap_or_default())
            .expect("a screenshot is base64")
    }

    fn get(&self, path: &str) -> Value {
        send("GET", &format!("{}{path}", self.root), None)
            .unwrap_or_else(|error| panic!("GET {path}: {error}"))
    }

    fn post(&self, path: &str, body: &Value) -> Value {
        self.try_post(path, body).unwrap_or_else(|error| {
            let sent: String = body.to_string().chars().take(300).collect();
            panic!("POST {path} {sent}: {error}")
        })
    }

    fn try_post(&self, path: &str, body: &Value) -> Result<Value, String> {
        send("POST", &format!("{}{path}", self.root), Some(body))
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // Closes the window; if the driver is gone, so is the window.
        let _ = send("DELETE", &self.root, None);
    }
}

/// One call; the `value` of the answer, or the driver's own words for what went wrong.
fn send(method: &str, url: &str, body: Option<&Value>) -> Result<Value, String> {
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .timeout_global(Some(Duration::from_secs(60)))
        .build()
        .into();
    let request = ureq::http::Request::builder()
        .method(method)
        .uri(url)
        .header("Content-Type", "application/json")
        .body(body.map_or_else(String::new, Value::to_string))
        .map_err(|error| error.to_string())?;
    let mut answer = agent.run(request).map_err(|error| error.to_string())?;
    let text = answer
        .body_mut()
        .with_config()
        .limit(64 << 20)
        .read_to_string()
        .map_err(|error| error.to_string())?;
    let mut json: Value =
        serde_json::from_str(&text).map_err(|error| format!("{error}: {text}"))?;
    let value = json["value"].take();
    if answer.status().is_success() {
        Ok(value)
    } else {
        Err(format!("{}: {}", value["error"], value["message"]))
    }
}
