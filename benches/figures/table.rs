//! The table that is printed: a line a figure, as soon as it is known.

const WHAT: usize = 47;
const MEASURED: usize = 34;
const BESIDE: usize = 42;

/// Measured values of one thing, of which the middle one counts.
pub struct Sample(Vec<f64>);

/// One line: what was measured, what came out, what the machine itself can do, what was aimed at.
pub struct Row {
    pub what: String,
    pub measured: String,
    pub beside: String,
    pub aim: Option<Aim>,
}

/// What was aimed at, and whether it was met.
pub struct Aim {
    words: String,
    met: bool,
}

impl Aim {
    pub fn at_least(least: f64, unit: &str, measured: f64) -> Option<Aim> {
        let met = measured >= least;
        Some(Aim { words: format!(">= {} {unit}", number(least)), met })
    }

    pub fn at_most(most: f64, unit: &str, measured: f64) -> Option<Aim> {
        let met = measured <= most;
        Some(Aim { words: format!("<= {} {unit}", number(most)), met })
    }
}

impl Sample {
    pub fn of(values: impl IntoIterator<Item = f64>) -> Sample {
        let mut values: Vec<f64> = values.into_iter().collect();
        values.sort_by(f64::total_cmp);
        Sample(values)
    }

    pub fn median(&self) -> f64 {
        self.quantile(0.5)
    }

    pub fn quantile(&self, part: f64) -> f64 {
        let last = self.0.len().saturating_sub(1);
        self.0.get((last as f64 * part).round() as usize).copied().unwrap_or(f64::NAN)
    }

    /// The median, and how far the rounds lay apart.
    pub fn told(&self, unit: &str) -> String {
        let median = number(self.median());
        match self.0.len() {
            0 | 1 => format!("{median} {unit}"),
            _ => {
                let (least, most) = (number(self.quantile(0.0)), number(self.quantile(1.0)));
                format!("{median} {unit} ({least}..{most})")
            }
        }
    }
}

pub fn heading(title: &str) {
    println!("\n{title}");
    line("", "measured: median (least..most)", "beside it", "aim");
}

pub fn row(row: Row) {
    let Row { what, measured, beside, aim } = row;
    let aim = aim.map_or(String::new(), |Aim { words, met }| match met {
        true => format!("{words}: met"),
        false => format!("{words}: MISSED"),
    });
    line(&what, &measured, &beside, &aim);
}

fn line(what: &str, measured: &str, beside: &str, aim: &str) {
    let line = format!("  {what:<WHAT$}{measured:<MEASURED$}{beside:<BESIDE$}{aim}");
    println!("{}", line.trim_end());
}

/// A number as people read it: three digits that count, thousands apart.
pub fn number(value: f64) -> String {
    match value {
        size if size >= 100.0 => grouped(value.round() as u64),
        size if size >= 10.0 => format!("{value:.1}"),
        _ => format!("{value:.2}"),
    }
}

fn grouped(value: u64) -> String {
    let digits = value.to_string();
    let mut told = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            told.push(',');
        }
        told.push(digit);
    }
    told
}
