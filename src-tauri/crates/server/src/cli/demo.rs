//! Makes the demonstration shop.

use server::Shop;
use server::demo::Extent;
use shop::db::Store;

use super::{Data, Failure};

/// Make the demonstration shop, unless the folder has a store already
#[derive(Debug, clap::Args)]
pub struct Demo {
    #[command(flatten)]
    data: Data,
    /// Leave the back office's books empty: no rates, orders, memos or stocktakes of its own
    #[arg(long)]
    blank: bool,
}

impl Demo {
    pub(super) fn run(self) -> Result<(), Failure> {
        let blank = self.blank;
        let options = self.data.options()?;
        let dir = options.data_dir.clone();
        if Store::exists(&dir) {
            println!(
                "There is a store in {} already: nothing was made.",
                dir.display()
            );
            return Ok(());
        }
        let logins = Shop::demo(options, if blank { Extent::BLANK } else { Extent::FULL })?;
        println!(
            "The demonstration shop is in {}. Sign in as:",
            dir.display()
        );
        for login in logins {
            println!("  {:<8} {:<12} PIN {}", login.name, login.role, login.pin);
        }
        Ok(())
    }
}
