//! How each work grows with the size of the stock: a table, and a plot of letters on paper with
//! both axes logarithmic.

use std::time::Duration;

use crate::table::shown;

/// Lines of the plot for a factor of ten.
const LINES_A_DECADE: f64 = 4.0;
/// Columns between two sizes.
const COLUMNS: usize = 14;

/// The figures by work and size.
#[derive(Debug, Default)]
pub struct Growth {
    points: Vec<(String, Vec<(usize, Duration)>)>,
}

impl Growth {
    /// The same work twice at one size: the last counts.
    pub fn add(&mut self, work: &str, size: usize, time: Duration) {
        let at = self.points.iter().position(|(name, _)| name == work);
        let at = at.unwrap_or_else(|| {
            self.points.push((work.to_owned(), Vec::new()));
            self.points.len() - 1
        });
        let sizes = &mut self.points[at].1;
        sizes.retain(|(one, _)| *one != size);
        sizes.push((size, time));
    }

    /// Prints both, where there is more than one size.
    pub fn print(&self) {
        let mut sizes: Vec<usize> = self
            .points
            .iter()
            .flat_map(|(_, points)| points.iter().map(|(size, _)| *size))
            .collect();
        sizes.sort_unstable();
        sizes.dedup();
        if sizes.len() < 2 {
            return;
        }
        self.print_table(&sizes);
        self.print_plot(&sizes);
    }

    fn letter(index: usize) -> char {
        let letters = ('a'..='z').chain('A'..='Z');
        letters.cycle().nth(index).unwrap_or('?')
    }

    fn print_table(&self, sizes: &[usize]) {
        println!("\nGrowth with the number of pieces:\n");
        let heads: Vec<String> = sizes.iter().map(ToString::to_string).collect();
        println!("| | Work | {} |", heads.join(" | "));
        println!("| --- | --- |{}", " --- |".repeat(sizes.len()));
        for (index, (work, points)) in self.points.iter().enumerate() {
            let cells: Vec<String> = sizes
                .iter()
                .map(|size| {
                    let point = points.iter().find(|(one, _)| one == size);
                    point.map_or("–".to_owned(), |(_, time)| shown(*time))
                })
                .collect();
            println!(
                "| {} | {work} | {} |",
                Self::letter(index),
                cells.join(" | ")
            );
        }
    }

    fn print_plot(&self, sizes: &[usize]) {
        let times = || self.points.iter().flat_map(|(_, points)| points.iter());
        let log = |time: &Duration| time.as_secs_f64().max(1e-7).log10();
        let least = times().map(|(_, time)| log(time)).fold(f64::MAX, f64::min);
        let most = times().map(|(_, time)| log(time)).fold(f64::MIN, f64::max);
        // A plot has a few dozen lines: both conversions are of small numbers.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let line_of = |time: &Duration| ((log(time) - least) * LINES_A_DECADE).round() as usize;
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let height = ((most - least) * LINES_A_DECADE).round() as usize + 1;
        let mut paper = vec![vec![String::new(); sizes.len()]; height];
        for (index, (_, points)) in self.points.iter().enumerate() {
            for (size, time) in points {
                if let Some(column) = sizes.iter().position(|one| one == size) {
                    paper[line_of(time)][column].push(Self::letter(index));
                }
            }
        }
        println!(
            "\nThe same as a plot, both axes logarithmic (a level row of a letter is flat):\n"
        );
        println!("```");
        for (index, row) in paper.iter().enumerate().rev() {
            #[allow(clippy::cast_precision_loss)] // A plot has a few dozen lines.
            let at = 10f64.powf(least + index as f64 / LINES_A_DECADE);
            let cells: String = row.iter().map(|cell| format!("{cell:>COLUMNS$}")).collect();
            println!("{:>10} |{cells}", shown(Duration::from_secs_f64(at)));
        }
        let heads: String = sizes
            .iter()
            .map(|size| format!("{size:>COLUMNS$}"))
            .collect();
        println!("{:>10} +{}", "", "-".repeat(COLUMNS * sizes.len()));
        println!("{:>10}  {heads}", "pieces");
        println!("```");
    }
}
