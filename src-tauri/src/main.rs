//! Écrin's desktop window. It opens a store, shows the screens, and passes what they ask to the
//! same router that the headless server listens with. No business rule lives here.
//!
//! Exit codes: 0 closed by the person · 1 the window could not open · 2 wrong arguments ·
//! 3 another process had the store.

// A release build on Windows opens no console beside its window.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod args;
mod cookies;
#[cfg(not(feature = "built-screens"))]
mod dev;
mod door;
mod menu;
mod scheme;
mod trouble;
mod windows;
mod words;

use std::process::ExitCode;
use std::sync::Arc;

use clap::Parser as _;
use tauri::Manager as _;

use crate::args::Args;
use crate::door::Door;

fn main() -> ExitCode {
    let args = Args::parse();
    let door = Arc::new(Door::closed());
    let for_scheme = Arc::clone(&door);
    let for_setup = Arc::clone(&door);
    let built = tauri::Builder::default()
        .register_asynchronous_uri_scheme_protocol(scheme::NAME, move |context, request, answer| {
            let door = Arc::clone(&for_scheme);
            let window = context.webview_label().to_owned();
            tauri::async_runtime::spawn(async move {
                answer.respond(scheme::handle(&door, &window, request).await);
            });
        })
        .setup(move |app| {
            let data = args.data_dir(app.path())?;
            let role = args.window;
            app.manage(windows::Profile::in_store(&data));
            match server::logs::start(&data.join("logs")) {
                // Kept by the app: what is left is written when it ends.
                Ok(log) => drop(app.manage(log)),
                // Selling matters more than its log: a full disk is told by the store itself.
                Err(reason) => eprintln!("ecrin: no log is written: {reason}"),
            }
            // The window comes up while the store opens: its first request waits at the door.
            windows::open(app.handle(), role)?;
            #[cfg(not(feature = "built-screens"))]
            tauri::async_runtime::spawn(dev::listen(Arc::clone(&for_setup)));
            tauri::async_runtime::spawn(door::open(app.handle().clone(), for_setup, data));
            Ok(())
        })
        .on_menu_event(|app, event| menu::chosen(app, event.id().as_ref()))
        .build(tauri::generate_context!());
    match built {
        Ok(app) => {
            // Not `run`, which would end the process before the store is closed.
            let code = app.run_return(|_, _| {});
            door.close();
            if door.is_taken() {
                return ExitCode::from(3);
            }
            u8::try_from(code).map_or(ExitCode::FAILURE, ExitCode::from)
        }
        Err(error) => {
            eprintln!("ecrin: the window could not open: {error}");
            ExitCode::from(1)
        }
    }
}
