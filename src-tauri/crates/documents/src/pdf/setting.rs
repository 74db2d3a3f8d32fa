//! Blocks set in a column of a page: each becomes a strip with its ink, not yet placed.

use super::drawn;
use super::face::Fonts;
use super::sheet::{Ink, Look, PT, Sheet, mm};
use crate::layout::{Align, Block, Style, Table};
use crate::row::{Room, split};
use crate::wrap::wrap;
use crate::{Photo, Picture, code128, qr};

/// A strip across a column. Lengths are thousandths of a point; `y` runs down from its top.
pub struct Strip {
    pub height: i64,
    pub marks: Vec<Mark>,
}

/// Something inked on a strip.
pub enum Mark {
    Text {
        x: i64,
        /// Distance of the baseline from the strip's top.
        y: i64,
        text: String,
        look: Look,
    },
    Rect {
        x: i64,
        y: i64,
        width: i64,
        height: i64,
        ink: Ink,
    },
    Picture {
        x: i64,
        width: i64,
        height: i64,
        picture: Picture,
    },
    Photo {
        x: i64,
        y: i64,
        width: i64,
        height: i64,
        /// What it is called in the document.
        file: String,
        photo: Photo,
    },
    /// A line through these places.
    Path {
        points: Vec<(i64, i64)>,
        closed: bool,
        thick: i64,
        ink: Ink,
    },
}

/// A page's marks at their places on it, as (x, y, mark).
pub type Marks = Vec<(i64, i64, Mark)>;

/// A column of a sheet to set blocks in.
pub struct Column<'a> {
    pub fonts: &'a Fonts,
    pub sheet: Sheet,
    pub width: i64,
}

impl Column<'_> {
    /// The strips of some blocks, from top to bottom.
    pub fn set(&self, blocks: &[Block]) -> Vec<Strip> {
        blocks.iter().flat_map(|block| self.block(block)).collect()
    }

    fn block(&self, block: &Block) -> Vec<Strip> {
        match block {
            Block::Text { text, style, align } => self.text(text, *style, *align),
            Block::Row {
                left,
                right,
                style,
                indent,
                mark,
            } => self.row(left, right, *style, *indent, mark.as_deref()),
            Block::Table(table) => self.table(table),
            Block::Rule => vec![self.rule()],
            Block::Bar { share_bp } => vec![self.bar(*share_bp)],
            Block::Space => vec![Strip {
                height: self.sheet.look(Style::Body).leading / 2,
                marks: vec![],
            }],
            Block::Picture(picture) => self.picture(picture).into_iter().collect(),
            Block::Photos(photos) => self.photos(photos),
            Block::Qr(text) => self.qr(text).into_iter().collect(),
            Block::Barcode(text) => self.barcode(text),
            Block::Keep(_) | Block::Drawer | Block::Cut => vec![],
        }
    }

    fn measured(&self, text: &str, look: Look) -> i64 {
        self.fonts.width(text, look.face, look.size)
    }

    /// The baseline that sets a line in the middle of its leading.
    fn baseline(look: Look) -> i64 {
        i64::midpoint(look.leading, look.size * 7 / 10)
    }

    fn text(&self, text: &str, style: Style, align: Align) -> Vec<Strip> {
        let look = self.sheet.look(style);
        let text = self.fonts.fold(text, look.face);
        wrap(&text, self.width, &|line| self.measured(line, look))
            .into_iter()
            .map(|line| {
                let x = match align {
                    Align::Left => 0,
                    Align::Center => (self.width - self.measured(&line, look)) / 2,
                };
                Strip {
                    height: look.leading,
                    marks: vec![Mark::Text {
                        x,
                        y: Self::baseline(look),
                        text: line,
                        look,
                    }],
                }
            })
            .collect()
    }

    fn row(
        &self,
        left: &str,
        right: &str,
        style: Style,
        indent: bool,
        mark: Option<&str>,
    ) -> Vec<Strip> {
        let look = self.sheet.look(style);
        let letter = self.sheet.look(Style::Detail);
        let start = if indent { mm(3) } else { 0 };
        let edge = self.width - if mark.is_some() { mm(4) } else { 0 };
        let room = Room {
            width: edge - start,
            gap: mm(3),
            narrowest_label: mm(15),
        };
        let left = self.fonts.fold(left, look.face);
        let right = self.fonts.fold(right, look.face);
        let mut mark = mark.filter(|mark| !mark.is_empty());
        split(&left, &right, room, &|text| self.measured(text, look))
            .into_iter()
            .map(|(left, right)| {
                let y = Self::baseline(look);
                let mut marks = Vec::with_capacity(3);
                let mut ink = |x, text: String, look| {
                    if !text.is_empty() {
                        marks.push(Mark::Text { x, y, text, look });
                    }
                };
                if !right.is_empty()
                    && let Some(mark) = mark.take()
                {
                    let text = self.fonts.fold(mark, letter.face);
                    let x = self.width - self.measured(&text, letter);
                    ink(x, text, letter);
                }
                let right_x = edge - self.measured(&right, look);
                ink(start, left, look);
                ink(right_x, right, look);
                Strip {
                    height: look.leading,
                    marks,
                }
            })
            .collect()
    }

    fn table(&self, table: &Table) -> Vec<Strip> {
        let body = self.sheet.look(Style::Body);
        let head = self.sheet.look(Style::Detail);
        let count = i64::try_from(table.header.len()).unwrap_or(1).max(1);
        let cells = |row: &[String], look: Look| -> Vec<(String, i64)> {
            row.iter()
                .map(|cell| {
                    let text = self.fonts.fold(cell, look.face);
                    let width = self.measured(&text, look);
                    (text, width)
                })
                .collect()
        };
        let header = cells(&table.header, head);
        let rows: Vec<Vec<(String, i64)>> = table.rows.iter().map(|row| cells(row, body)).collect();
        let widest = |column: usize| {
            std::iter::once(&header)
                .chain(&rows)
                .filter_map(|row| row.get(column))
                .map(|(_, width)| *width)
                .max()
                .unwrap_or(0)
        };
        let gap = mm(3);
        let figures: i64 = (1..table.header.len())
            .map(|column| widest(column) + gap)
            .sum();
        if widest(0) + figures > self.width {
            return self.list(table);
        }
        // The figures share what the label leaves, evenly if the widest of them allows it.
        let share = (self.width - widest(0)) / (count - 1).max(1);
        let even = (1..table.header.len()).all(|column| widest(column) + gap <= share);
        let edge = |column: usize| {
            let behind = table.header.len() - 1 - column;
            if even {
                self.width - share * i64::try_from(behind).unwrap_or(0)
            } else {
                self.width
                    - (column + 1..table.header.len())
                        .map(|next| widest(next) + gap)
                        .sum::<i64>()
            }
        };
        std::iter::once((&header, head))
            .chain(rows.iter().map(|row| (row, body)))
            .map(|(row, look)| Strip {
                height: look.leading,
                marks: row
                    .iter()
                    .enumerate()
                    .map(|(column, (text, width))| Mark::Text {
                        x: if column == 0 { 0 } else { edge(column) - width },
                        y: Self::baseline(look),
                        text: text.clone(),
                        look,
                    })
                    .collect(),
            })
            .collect()
    }

    /// A table too wide for its column: a small list a row.
    fn list(&self, table: &Table) -> Vec<Strip> {
        let mut strips = Vec::new();
        for row in &table.rows {
            for (column, (head, cell)) in table.header.iter().zip(row).enumerate() {
                if column == 0 {
                    let label = format!("{head} {cell}");
                    strips.extend(self.text(&label, Style::Strong, Align::Left));
                } else {
                    strips.extend(self.row(head, cell, Style::Body, true, None));
                }
            }
        }
        strips
    }

    fn rule(&self) -> Strip {
        let air = self.sheet.look(Style::Body).leading;
        Strip {
            height: air * 7 / 10,
            marks: vec![Mark::Rect {
                x: 0,
                y: air * 3 / 10,
                width: self.width,
                height: PT / 2,
                ink: Ink::Hairline,
            }],
        }
    }

    fn bar(&self, share_bp: i64) -> Strip {
        let high = self.sheet.look(Style::Body).size / 2;
        Strip {
            height: high * 3 / 2,
            marks: vec![Mark::Rect {
                x: 0,
                y: high / 4,
                width: self.width * share_bp.clamp(0, 10_000) / 10_000,
                height: high,
                ink: Ink::Hairline,
            }],
        }
    }

    fn picture(&self, picture: &Picture) -> Option<Strip> {
        let (wide, high) = (
            i64::from(picture.width_px()),
            i64::from(picture.height_px()),
        );
        if wide == 0 || high == 0 {
            return None;
        }
        // A logo stays a quiet thing: half the roll, and never taller than 18 mm.
        let most = (self.width * 6 / 10).min(mm(45));
        let (mut width, mut height) = (most, most * high / wide);
        if height > mm(18) {
            (width, height) = (mm(18) * wide / high, mm(18));
        }
        Some(Strip {
            height,
            marks: vec![Mark::Picture {
                x: (self.width - width) / 2,
                width,
                height,
                picture: picture.clone(),
            }],
        })
    }

    /// Photos side by side, five in a row on A4, each as large as its square allows; three where
    /// something is drawn on one, so that it can be read.
    fn photos(&self, photos: &[(String, Photo)]) -> Vec<Strip> {
        let drawn = photos.iter().any(|(_, photo)| !photo.marks().is_empty());
        let in_a_row: i64 = if drawn { 3 } else { 5 };
        let side = (self.width - (in_a_row - 1) * mm(3)) / in_a_row;
        let strip = |row: &[(String, Photo)]| {
            let mut x = 0;
            let mut marks = Vec::new();
            let highest = row.iter().map(|(_, photo)| photo.within(side, side).1);
            let highest = highest.max().unwrap_or(0);
            for (file, photo) in row {
                let (wide, high) = (i64::from(photo.width_px()), i64::from(photo.height_px()));
                if wide > 0 && high > 0 {
                    let (width, height) = photo.within(side, side);
                    marks.push(Mark::Photo {
                        x,
                        y: mm(1) + (highest - height) / 2,
                        width,
                        height,
                        file: file.clone(),
                        photo: photo.clone(),
                    });
                    let place = (x, mm(1) + (highest - height) / 2, width, height);
                    marks.extend(drawn::ink(self.fonts, photo.marks(), place));
                }
                x += side + mm(3);
            }
            Strip {
                height: highest + mm(3),
                marks,
            }
        };
        let in_a_row = usize::try_from(in_a_row).unwrap_or(1);
        photos.chunks(in_a_row).map(strip).collect()
    }

    fn qr(&self, text: &str) -> Option<Strip> {
        let modules = qr::Modules::of(text)?;
        let side = i64::try_from(modules.side()).ok()?;
        let module = mm(26) / side;
        let left = (self.width - module * side) / 2;
        let top = mm(2);
        let marks = modules
            .runs()
            .into_iter()
            .filter_map(|(column, row, length)| {
                Some(Mark::Rect {
                    x: left + module * i64::try_from(column).ok()?,
                    y: top + module * i64::try_from(row).ok()?,
                    width: module * i64::try_from(length).ok()?,
                    height: module,
                    ink: Ink::Text,
                })
            })
            .collect();
        Some(Strip {
            height: module * side + 2 * top,
            marks,
        })
    }

    fn barcode(&self, text: &str) -> Vec<Strip> {
        let Some((bars, modules)) = code128::bars(text) else {
            return vec![];
        };
        let modules = i64::try_from(modules).unwrap_or(1).max(1);
        let module = (mm(1) / 3).min(self.width / modules);
        let left = (self.width - module * modules) / 2;
        let marks = bars
            .into_iter()
            .filter_map(|(at, width)| {
                Some(Mark::Rect {
                    x: left + module * i64::try_from(at).ok()?,
                    y: mm(2),
                    width: module * i64::try_from(width).ok()?,
                    height: mm(9),
                    ink: Ink::Text,
                })
            })
            .collect();
        let mut strips = vec![Strip {
            height: mm(12),
            marks,
        }];
        strips.extend(self.text(text, Style::Detail, Align::Center));
        strips
    }
}

/// A line at the foot of a sheet.
pub fn foot(fonts: &Fonts, sheet: Sheet, width: i64, text: &str) -> Mark {
    let look = Look {
        ink: Ink::Muted,
        ..sheet.look(Style::Detail)
    };
    let text = fonts.fold(text, look.face);
    Mark::Text {
        x: (width - fonts.width(&text, look.face, look.size)) / 2,
        y: 0,
        text,
        look,
    }
}
