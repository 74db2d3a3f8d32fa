//! What work costs by the metal and the width of what it is done to, and by how many sizes it is changed.

use units::Metal;

use super::entry::{Charge, Tariff, TariffError};

/// A row of prices. Lengths are micrometres, amounts minor units with VAT.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WidthPrice {
    /// None: every metal that has no row of its own.
    pub metal: Option<Metal>,
    pub from_um: i64,
    /// That width and more is another row's; None: however wide.
    pub below_um: Option<i64>,
    pub price_minor: i64,
    /// Beside it, for each size larger, and for each size smaller.
    pub up_minor: i64,
    pub down_minor: i64,
}

/// What somebody brings, as far as it is known.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asked<'a> {
    pub metal: Option<Metal>,
    pub width_um: Option<i64>,
    pub size_from: &'a str,
    pub size_to: &'a str,
    /// None: as long as it takes as a rule.
    pub minutes: Option<i64>,
}

/// Why the list names no price: a person does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lacks {
    Metal,
    Width,
    /// The sizes are missing, or they are no French ones.
    Sizes,
    /// No row has this width of this metal.
    Row,
}

impl Lacks {
    /// Its word on the wire.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Metal => "metal",
            Self::Width => "width",
            Self::Sizes => "sizes",
            Self::Row => "row",
        }
    }
}

/// What it comes to for one.
pub fn each_minor(line: &Tariff, asked: Asked<'_>) -> Result<i64, Lacks> {
    if line.prices.is_empty() {
        return Ok(line.amount_minor(asked.minutes.unwrap_or(line.minutes)));
    }
    let of_metal = |metal| line.prices.iter().filter(move |row| row.metal == metal);
    let has_own = asked.metal.is_some() && of_metal(asked.metal).next().is_some();
    let mut rows = of_metal(if has_own { asked.metal } else { None }).peekable();
    if rows.peek().is_none() {
        return Err(if asked.metal.is_none() {
            Lacks::Metal
        } else {
            Lacks::Row
        });
    }
    let row = match asked.width_um {
        Some(um) => rows.find(|row| row.has(um)).ok_or(Lacks::Row)?,
        None => rows
            .find(|row| row.from_um == 0 && row.below_um.is_none())
            .ok_or(Lacks::Width)?,
    };
    Ok(row.price_minor + row.sizes_minor(asked)?)
}

impl WidthPrice {
    fn has(&self, um: i64) -> bool {
        um >= self.from_um && self.below_um.is_none_or(|below| um < below)
    }

    fn overlaps(&self, other: &Self) -> bool {
        self.metal == other.metal
            && self.below_um.is_none_or(|below| other.from_um < below)
            && other.below_um.is_none_or(|below| self.from_um < below)
    }

    /// What the sizes add; half a size is half of it, to the cent, halves up.
    fn sizes_minor(&self, asked: Asked<'_>) -> Result<i64, Lacks> {
        if self.up_minor == 0 && self.down_minor == 0 {
            return Ok(0);
        }
        let from = size(asked.size_from).ok_or(Lacks::Sizes)?;
        let to = size(asked.size_to).ok_or(Lacks::Sizes)?;
        let each = if to > from {
            self.up_minor
        } else {
            self.down_minor
        };
        Ok(((to - from).abs() * each + 50) / 100)
    }
}

/// A French size, which is the girth inside in millimetres, in hundredths: `54`, `54,5`, `54½`. None: it is
/// none, or one of another country.
fn size(text: &str) -> Option<i64> {
    let text = text.trim().replace(',', ".").replace('½', ".5");
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.len() != 2 || part.len() > 2 || !digits(whole) || !digits(part) {
        return None;
    }
    let hundredths =
        whole.parse::<i64>().ok()? * 100 + format!("{part:0<2}").parse::<i64>().ok()?;
    (3_000..=9_000).contains(&hundredths).then_some(hundredths)
}

/// More rows than any list has.
const MOST_ROWS: usize = 60;
/// Ten centimetres: wider is no ring and no bangle.
pub const MOST_UM: i64 = 100_000;

/// Refuses rows that cannot be, and two that both hold of a width.
pub(super) fn check(
    prices: &[WidthPrice],
    charge: Charge,
    most_minor: i64,
) -> Result<(), TariffError> {
    if prices.is_empty() {
        return Ok(());
    }
    let amount = 0..=most_minor;
    let fits = |row: &WidthPrice| {
        (0..=MOST_UM).contains(&row.from_um)
            && row
                .below_um
                .is_none_or(|below| below > row.from_um && below <= MOST_UM)
            && [row.price_minor, row.up_minor, row.down_minor]
                .iter()
                .all(|minor| amount.contains(minor))
    };
    if charge == Charge::Hourly || prices.len() > MOST_ROWS || !prices.iter().all(fits) {
        return Err(TariffError::Field("prices"));
    }
    for (at, row) in prices.iter().enumerate() {
        if let Some(other) = prices[..at].iter().position(|other| other.overlaps(row)) {
            return Err(TariffError::Overlap {
                first: other + 1,
                second: at + 1,
            });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commission::Terms;
    use crate::tariff::Kind;
    use units::Id;
    use uuid::Uuid;

    fn row(metal: Option<Metal>, from_um: i64, below_um: Option<i64>, price: i64) -> WidthPrice {
        WidthPrice {
            metal,
            from_um,
            below_um,
            price_minor: price,
            up_minor: 1_000,
            down_minor: 500,
        }
    }

    fn line(prices: Vec<WidthPrice>) -> Tariff {
        Tariff {
            id: Id::from_uuid(Uuid::nil()),
            code: "MAT".into(),
            kind: Kind::Sizing,
            active: true,
            version: 1,
            version_seq: 1,
            title_fr: "Mise à taille".into(),
            title_en: "Sizing".into(),
            charge: Charge::Fixed,
            price_minor: 4_500,
            cost_minor: None,
            minutes: 30,
            vat_bp: 2_000,
            warranty_months: None,
            commission: Terms::None,
            prices,
        }
    }

    #[test]
    fn metal_width_and_sizes_pick_the_price() {
        let gold = Some(Metal::Gold);
        let line = line(vec![
            row(gold, 0, Some(3_000), 4_000),
            row(gold, 3_000, Some(6_000), 6_000),
            row(None, 0, None, 3_000),
        ]);
        let ask = |metal, width_um, size_from, size_to| {
            let minutes = None;
            let asked = Asked {
                metal,
                width_um,
                size_from,
                size_to,
                minutes,
            };
            each_minor(&line, asked)
        };
        for (metal, width, from, to, each) in [
            (gold, Some(2_999), "52", "54", Ok(6_000)),
            (gold, Some(3_000), "52", "54", Ok(8_000)),
            (gold, Some(5_999), "54", "52", Ok(7_000)),
            (gold, Some(6_000), "52", "54", Err(Lacks::Row)),
            (gold, None, "52", "54", Err(Lacks::Width)),
            (gold, Some(2_000), "52", "52", Ok(4_000)),
            (gold, Some(2_000), "52", "53½", Ok(5_500)),
            (gold, Some(2_000), "52,5", "52.75", Ok(4_250)),
            (gold, Some(2_000), "", "54", Err(Lacks::Sizes)),
            (gold, Some(2_000), "L", "N", Err(Lacks::Sizes)),
            (gold, Some(2_000), "52", "99", Err(Lacks::Sizes)),
            // No row of its own: that of every other metal, however wide.
            (Some(Metal::Silver), None, "52", "54", Ok(5_000)),
            (None, Some(9_000), "52", "54", Ok(5_000)),
        ] {
            assert_eq!(
                ask(metal, width, from, to),
                each,
                "{metal:?} {width:?} {from} {to}"
            );
        }
        let only = self::line(vec![row(gold, 0, None, 4_000)]);
        let none = Asked::default();
        assert_eq!(each_minor(&only, none), Err(Lacks::Metal));
        let silver = Asked {
            metal: Some(Metal::Silver),
            ..none
        };
        assert_eq!(each_minor(&only, silver), Err(Lacks::Row));
        assert_eq!(each_minor(&self::line(Vec::new()), none), Ok(4_500));
    }

    #[test]
    fn rows_that_hold_of_one_width_are_refused() {
        let gold = Some(Metal::Gold);
        let refused = |rows: &[WidthPrice]| check(rows, Charge::Fixed, 10_000_000).err();
        let apart = [
            row(gold, 0, Some(3_000), 1),
            row(gold, 3_000, None, 1),
            row(None, 0, None, 1),
        ];
        assert!(refused(&apart).is_none());
        for (second, overlaps) in [
            (row(gold, 2_999, None, 1), true),
            (row(gold, 0, None, 1), true),
            (row(gold, 1_000, Some(2_000), 1), true),
            (row(Some(Metal::Silver), 1_000, Some(2_000), 1), false),
        ] {
            let rows = [row(gold, 0, Some(3_000), 1), second];
            let told = matches!(
                refused(&rows),
                Some(TariffError::Overlap {
                    first: 1,
                    second: 2
                })
            );
            assert_eq!(told, overlaps, "{rows:?}");
        }
        for wrong in [
            row(gold, -1, None, 1),
            row(gold, 3_000, Some(3_000), 1),
            row(gold, 0, Some(100_001), 1),
            row(gold, 0, None, -1),
        ] {
            assert!(matches!(
                refused(&[wrong]),
                Some(TariffError::Field("prices"))
            ));
        }
        let hourly = check(&apart, Charge::Hourly, 10_000_000);
        assert!(matches!(hourly, Err(TariffError::Field("prices"))));
    }
}
