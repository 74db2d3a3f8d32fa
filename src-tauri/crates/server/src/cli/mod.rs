//! What can be said on the command line. One verb per file.

mod demo;
mod export;
mod import;
mod openapi;
mod serve;
mod verify;

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use server::{Options, Shop};
use shop::db::Store;

/// Why a verb failed, as the exit code says it.
#[derive(Debug)]
enum Failure {
    Failed(anyhow::Error),
    /// The store cannot be opened.
    Store(String),
    /// The journal is not as it was written.
    Broken(String),
}

impl<E: Into<anyhow::Error>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

/// Écrin's server: sells, keeps and proves without a window.
#[derive(Debug, Parser)]
#[command(
    name = "ecrin",
    version,
    after_help = "Exit codes: 0 done, 1 failed, 2 wrong arguments, 3 the store cannot be opened, \
        4 the journal is broken."
)]
pub struct Args {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Serve the shop to browsers
    Serve(serve::Serve),
    /// Load a stock file, CSV or XLSX
    Import(import::Import),
    /// Make the demonstration shop, unless the folder has a store already
    Demo(demo::Demo),
    /// Check every record of the journal and name the first that is not as it was written
    Verify(verify::Verify),
    /// The journal, for others to check
    Journal {
        #[command(subcommand)]
        verb: JournalVerb,
    },
    /// Print the OpenAPI document
    Openapi,
}

#[derive(Debug, Subcommand)]
enum JournalVerb {
    /// Write the journal as JSON Lines; that it was is itself journaled
    Export(export::Export),
}

/// The store a verb works on.
#[derive(Debug, clap::Args)]
struct Data {
    /// Folder of the store [default: ecrin in the platform's folder for application data]
    #[arg(long = "data", value_name = "DIR", env = "ECRIN_DATA")]
    dir: Option<PathBuf>,

    /// Keep the store's key in a file beside it, even where there is a keyring
    #[arg(long)]
    key_file: bool,

    /// File whose first line is the passphrase of the store's key; ECRIN_PASSPHRASE does the same
    #[arg(long, value_name = "FILE")]
    passphrase_file: Option<PathBuf>,

    /// File whose first line is the recovery code from the paper, where the store's key is gone; `-`
    /// is what is typed. Never an argument: those are read by everybody on the machine
    #[arg(long, value_name = "FILE")]
    recovery_code_file: Option<PathBuf>,
}

impl Data {
    fn options(self) -> Result<Options, Failure> {
        let dir = self
            .dir
            .or_else(server::data_dir)
            .ok_or_else(|| anyhow::anyhow!("say where the store is: --data DIR"))?;
        let passphrase = match self.passphrase_file {
            Some(path) => Some(first_line(&path)?),
            None => std::env::var("ECRIN_PASSPHRASE").ok(),
        };
        let recovery_code = self.recovery_code_file.as_deref().map(first_line);
        Ok(Options {
            keyring: !self.key_file,
            passphrase: passphrase.filter(|text| !text.is_empty()),
            recovery_code: recovery_code.transpose()?,
            ..Options::new(dir, "ecrin")
        })
    }

    /// A store that is there and opens.
    fn open(self) -> Result<(Shop, Store), Failure> {
        let options = self.options()?;
        let dir = options.data_dir.clone();
        let shop =
            Shop::open(options).map_err(|problem| Failure::Store(said(problem.code(), &dir)))?;
        let store = shop
            .state()
            .store()
            .map_err(|problem| Failure::Store(said(problem.code(), &dir)))?;
        Ok((shop, store))
    }
}

/// The first line of a file, or of what is typed.
fn first_line(path: &Path) -> Result<String, Failure> {
    let mut line = String::new();
    let read = if path == Path::new("-") {
        std::io::stdin().lock().read_line(&mut line)
    } else {
        std::fs::File::open(path).and_then(|file| BufReader::new(file).read_line(&mut line))
    };
    read.map_err(|error| anyhow::anyhow!("{}: {error}", path.display()))?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

/// Carries out the verb.
pub fn run(args: Args) -> ExitCode {
    let done = match args.verb {
        Verb::Serve(verb) => verb.run(),
        Verb::Import(verb) => verb.run(),
        Verb::Demo(verb) => verb.run(),
        Verb::Verify(verb) => verb.run(),
        Verb::Journal {
            verb: JournalVerb::Export(verb),
        } => verb.run(),
        Verb::Openapi => openapi::run(),
    };
    let (code, reason) = match done {
        Ok(()) => return ExitCode::SUCCESS,
        Err(Failure::Failed(error)) => (1, format!("{error:#}")),
        Err(Failure::Store(reason)) => (3, reason),
        Err(Failure::Broken(reason)) => (4, reason),
    };
    eprintln!("ecrin: {reason}");
    ExitCode::from(code)
}

/// A problem's code as a sentence for the console.
fn said(code: &str, dir: &Path) -> String {
    let dir = dir.display();
    match code {
        "setup.required" => format!("there is no store in {dir}: `ecrin serve` makes one"),
        "store.key_missing" => format!(
            "the key of the store in {dir} was not found: give the recovery code (--recovery-code-file)"
        ),
        "store.in_use" => format!("the store in {dir} is in use by another program"),
        "store.newer" => format!("the store in {dir} was written by a newer version"),
        "store.foreign" => format!("what lies in {dir} is not one of our stores"),
        "store.damaged" => format!("the store in {dir} is damaged: restore a copy"),
        "setup.code_of_another_store" => "the recovery code is another store's".to_owned(),
        "setup.code_length" | "setup.code_letter" | "setup.code_typing" => {
            "the recovery code has a typing error".to_owned()
        }
        other => format!("the store in {dir} cannot be opened: {other}"),
    }
}
