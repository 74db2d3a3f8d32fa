//! Two windows on one store: the second says who has it. Every other reason why a store does not
//! open is told by the screens, which hear it from the router.

use axum::Router;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _};

use crate::words::Words;

/// The code of a store that another process holds.
pub const IN_USE: &str = "store.in_use";

/// A router that answers every page with who has the store; `detail` names the process.
pub fn in_use(words: &'static Words, detail: &str) -> Router {
    let page = page(words, detail);
    Router::new().fallback(move || {
        let page = page.clone();
        async move { (StatusCode::CONFLICT, Html(page)).into_response() }
    })
}

fn page(words: &Words, detail: &str) -> String {
    let Words {
        lang,
        in_use,
        in_use_todo,
        ..
    } = words;
    let detail = escape(detail);
    format!(
        "<!doctype html><html lang=\"{lang}\"><meta charset=\"utf-8\"><title>Écrin — {in_use}</title>\
         <style>:root{{color-scheme:light dark}}body{{margin:0;min-height:100vh;display:grid;\
         place-items:center;font:16px/1.5 sans-serif;background:light-dark(#F7F5F1,#161719);\
         color:light-dark(#1D1B1A,#F2EFEA)}}main{{max-width:36rem;padding:32px}}\
         h1{{font:600 28px/1.2 serif;margin:0 0 16px}}p{{margin:0 0 12px}}\
         small{{color:light-dark(#57514A,#B9B4AC);overflow-wrap:anywhere}}</style>\
         <main role=\"alert\"><h1>{in_use}</h1><p>{in_use_todo}</p><small>{detail}</small></main></html>"
    )
}

/// Text as HTML shows it: a program's name may hold anything.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_other_process_is_named_and_only_text() {
        for lang in ["fr", "en"] {
            let page = page(
                Words::named(lang),
                "in use by <script>ecrin</script> (process 42)",
            );
            assert!(
                page.contains("&lt;script&gt;ecrin&lt;/script&gt; (process 42)"),
                "{page}"
            );
            assert!(!page.contains("<script>"), "{page}");
            assert!(page.contains(&format!("lang=\"{lang}\"")));
        }
    }
}
