//! Loading a stock file: read it, match its columns, say every problem by row, put it into the
//! stock in small steps, and take the whole of it back while nothing of it was sold.
//!
//! The file itself is kept, so that a commit that a crash has cut off goes on where it stopped: the
//! row it had reached is written in the same transaction as the rows before it.

mod columns;
mod decode;
mod delimited;
mod draft;
mod figures;
mod gems;
mod image;
mod images;
mod import;
mod keep_mapping;
mod kind;
mod lists;
mod mapping;
mod names;
mod number;
mod program;
mod report;
mod row;
mod run;
mod start;
mod step;
mod stones;
mod store;
mod table;
mod undo;
mod urls;
mod wording;
mod workbook;

pub use columns::Field;
pub use figures::{Figures, in_stock, of_import};
pub use image::{DueImage, ImageState, Images, MissingImage};
pub use images::{
    FROM_PRIVATE, ImagesError, due_images, images, keep_image, miss_image, retry_images,
    stop_images,
};
pub use import::{Import, ImportState};
pub use keep_mapping::{KeepMappingError, KeptMapping, forget_mapping, keep_mapping, use_mapping};
pub use kind::Kind;
pub use mapping::{Mapping, detect};
pub use program::Program;
pub use report::{DryRun, Problem, Severity, dry_run};
pub use run::{CommitError, Progress, check_mapping, commit, table_of, table_with};
pub use start::{StartError, cancel, set_mapping, start};
pub use store::{import_by_id, imports, kept_mappings, problems};
pub use table::{ReadError, Table, TableRow, read_table};
pub use undo::{
    UndoError, Unsold, begin as begin_undo, finish as finish_undo, look as look_undo, undo,
};

#[cfg(test)]
mod tests;
