//! Loads a stock file into a store that nobody else has open.

use std::path::PathBuf;

use shop::Actor;
use shop::imports::{self, DryRun, Mapping, Problem, Table};
use shop::journal;

use super::{Data, Failure};

/// Load a stock file, CSV or XLSX
#[derive(Debug, clap::Args)]
pub struct Import {
    /// The file
    file: PathBuf,

    #[command(flatten)]
    data: Data,

    /// Say what would come in and every problem by row, and change nothing
    #[arg(long)]
    dry_run: bool,

    /// Multiply prices and costs by this, such as a currency's rate
    #[arg(long, value_name = "FACTOR", default_value = "1")]
    price_factor: String,

    /// Code of the place for rows that name none
    #[arg(long, value_name = "CODE")]
    place: Option<String>,

    /// Begin the numbers of rows that have none with this
    #[arg(long, value_name = "TEXT")]
    number_prefix: Option<String>,
}

impl Import {
    pub(super) fn run(self) -> Result<(), Failure> {
        let bytes = std::fs::read(&self.file)
            .map_err(|error| anyhow::anyhow!("{}: {error}", self.file.display()))?;
        let table = imports::read_table(&bytes, None)?;
        let mut mapping = imports::detect(&table);
        mapping.price_factor = self.price_factor;
        if let Some(place) = self.place {
            mapping.place = place;
        }
        if self.number_prefix.is_some() {
            mapping.number_prefix = self.number_prefix;
        }
        let (shop, store) = self.data.open()?;
        let state = shop.state().clone();
        let cx = || state.cx(Actor::System, None);
        let on = cx().now.date_naive();
        show_columns(&table, &mapping);
        if self.dry_run {
            let run = store.read(|tx| imports::dry_run(tx, &table, &mapping, on))?;
            show(&run);
            return Ok(());
        }
        let name = self.file.file_name().unwrap_or_default();
        let name = name.to_string_lossy().into_owned();
        let (start, rows) = (cx(), table.rows.len());
        let import = store
            .write(move |tx| {
                let import = imports::start(tx, &start, start.new_id(), &name, &bytes, &table)?;
                let (id, version) = (import.id, import.version);
                imports::set_mapping(tx, &start, id, version, &mapping, rows)
            })?
            .value;
        let done = imports::commit(&store, &cx, import.id, &mut |progress| {
            eprint!("\r{} of {} rows", progress.done, progress.rows);
            true
        })?;
        eprintln!();
        for (line, column, code, params, severity) in
            store.read(|tx| imports::problems(tx, import.id))?
        {
            println!("{line}\t{severity}\t{column}\t{code}\t{params}");
        }
        println!(
            "{} of {} rows are pieces now, {} are batch articles; import {}",
            done.piece_count, done.row_count, done.article_count, done.id
        );
        // The journal stands behind what has just been written to it.
        store.read(journal::verify_heads)?;
        Ok(())
    }
}

fn show_columns(table: &Table, mapping: &Mapping) {
    for (header, field) in table.headers.iter().zip(&mapping.columns) {
        match field {
            Some(field) => eprintln!("{header}: {field:?}"),
            None => eprintln!("{header}: left out"),
        }
    }
}

fn show(run: &DryRun) {
    for Problem {
        line,
        column,
        code,
        params,
        severity,
    } in &run.problems
    {
        println!("{line}\t{}\t{column}\t{code}\t{params:?}", severity.code());
    }
    println!(
        "{} rows: {} would become pieces, {} would be left out, {} are worth a look",
        run.rows, run.ready, run.refused, run.warnings
    );
    for (what, names) in [("supplier", &run.new_suppliers), ("place", &run.new_places)] {
        for name in names {
            println!("new {what}: {name}");
        }
    }
}
