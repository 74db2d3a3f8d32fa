//! Listens.

use std::io::Write as _;
use std::net::SocketAddr;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::rand::{SecureRandom, SystemRandom};
use server::{Shop, logs};
use tokio::net::TcpListener;

use super::{Data, Failure, said};

/// Serve the shop to browsers
#[derive(Debug, clap::Args)]
pub struct Serve {
    #[command(flatten)]
    data: Data,

    /// Address and port to listen at
    #[arg(
        long,
        value_name = "ADDR",
        default_value = "127.0.0.1:8420",
        env = "ECRIN_LISTEN"
    )]
    listen: SocketAddr,

    /// A name, beside this machine's own, that browsers may call the server by; may be repeated
    #[arg(long = "host", value_name = "NAME")]
    hosts: Vec<String>,
}

impl Serve {
    pub(super) fn run(self) -> Result<(), Failure> {
        let mut options = self.data.options()?;
        let log_dir = options.data_dir.join("logs");
        let _log = logs::start(&log_dir).map_err(|reason| {
            Failure::Store(format!("{} cannot be written: {reason}", log_dir.display()))
        })?;
        options.hosts = self.hosts;
        // Asked for at the first run: without a display, whoever reaches the port first is anybody.
        options.setup_token = Some(token()?);
        let (dir, setup_token) = (options.data_dir.clone(), options.setup_token.clone());
        let shop =
            Shop::open(options).map_err(|problem| Failure::Store(said(problem.code(), &dir)))?;
        let _devices = shop.devices()?;
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .enable_all()
            .build()?;
        runtime.block_on(async {
            let listener = TcpListener::bind(self.listen)
                .await
                .map_err(|error| anyhow::anyhow!("{}: {error}", self.listen))?;
            greet(&shop, listener.local_addr()?, setup_token.as_deref());
            let jobs = tokio::spawn({
                let shop = shop.clone();
                async move { shop.jobs().await }
            });
            axum::serve(listener, shop.router())
                .with_graceful_shutdown({
                    let shop = shop.clone();
                    async move {
                        told_to_stop().await;
                        shop.state().stop_streams();
                    }
                })
                .await?;
            jobs.abort();
            Ok::<_, Failure>(())
        })?;
        shop.close();
        Ok(())
    }
}

/// Says where to go, and with what. Whoever started the program may have stopped listening: that
/// must not end the shop, as `println!` would.
fn greet(shop: &Shop, address: SocketAddr, setup_token: Option<&str>) {
    let at = format!("http://{address}");
    let (to_out, to_err) = match (shop.state().store(), setup_token) {
        (Ok(_), _) => (format!("Écrin: {at}/\n"), None),
        (Err(problem), Some(token)) if problem.code() == "setup.required" => (
            format!(
                "Écrin: {at}/first-run?token={token}\n\
                 This address makes the shop and signs its owner in; it works once.\n"
            ),
            None,
        ),
        (Err(problem), _) => (
            format!("Écrin: {at}/\n"),
            Some(format!("ecrin: the shop is not open: {}\n", problem.code())),
        ),
    };
    let _ = std::io::stdout().lock().write_all(to_out.as_bytes());
    if let Some(words) = to_err {
        let _ = std::io::stderr().lock().write_all(words.as_bytes());
    }
}

fn token() -> Result<String, Failure> {
    let mut bytes = [0; 18];
    SystemRandom::new()
        .fill(&mut bytes)
        .map_err(|_| anyhow::anyhow!("the system gives no chance"))?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

/// Ctrl+C, or the service's SIGTERM.
async fn told_to_stop() {
    let interrupt = async {
        // Without the signal the program is ended from outside: nothing is lost by that either.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminate = async {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
}
