//! What a spreadsheet leaves of goods: numbers in powers of ten, and its own errors.

/// Errors of Excel, of LibreOffice and of Google Sheets, in every spelling that they export.
const ERRORS: [&str; 24] = [
    "#N/A",
    "#NV",
    "#REF!",
    "#VALUE!",
    "#NAME?",
    "#DIV/0!",
    "#NULL!",
    "#NUM!",
    "#SPILL!",
    "#CALC!",
    "#FIELD!",
    "#BLOCKED!",
    "#CONNECT!",
    "#UNKNOWN!",
    "#BUSY!",
    "#PYTHON!",
    "#EXTERNAL!",
    "#GETTING_DATA",
    "#ERROR!",
    "#ERR!",
    "#BEZUG!",
    "#WERT!",
    "Loading...",
    "[object Object]",
];
/// A column too narrow for its number is exported as such a row of signs.
const NARROW: usize = 5;

/// Whether a spreadsheet has spoilt this line, or a field of it.
pub fn ruined(line: &str) -> bool {
    let formula = line.starts_with("=\"") && line.ends_with('"');
    let between = |sign: char| sign.is_whitespace() || matches!(sign, '|' | ';');
    formula || error(line) || line.split(between).any(field)
}

fn field(field: &str) -> bool {
    let field = field.trim_matches(['"', '\'', ',', '(', ')']);
    let numbered = field.to_ascii_lowercase();
    let numbered = numbered
        .strip_prefix("err:5")
        .is_some_and(|code| code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_digit()));
    numbered
        || (field.len() >= NARROW && field.bytes().all(|byte| byte == b'#'))
        || field.split(',').any(error)
        || field.split([':', '=']).any(|part| error(part) || power(part))
}

fn error(text: &str) -> bool {
    ERRORS.iter().any(|error| text.eq_ignore_ascii_case(error))
}

/// `8,99E+15`: how a spreadsheet shows a number too long for it. Its last digits are lost.
fn power(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let Some((number, power)) = text.split_once(['E', 'e']) else { return false };
    let number = number.trim_start_matches(['+', '-']);
    let (whole, part) = number.split_once([',', '.']).unwrap_or((number, "0"));
    let power = power.strip_prefix(['+', '-']);
    let raised = power.is_some_and(|power| matches!(power.len(), 2 | 3) && digits(power));
    raised && whole.len() <= 3 && digits(whole) && digits(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_spoilt_is_seen() {
        for line in [
            "8,99E+15",
            "8.99E+15",
            "1E+15",
            "a@x|8,99E+15",
            "a@x:1,2e+07",
            "8,99E+15;pin",
            "#N/A",
            "a@x|#REF!",
            "#n/a,#n/a",
            "#DIV/0!",
            "a@x #NAME?",
            "Err:502",
            "########",
            "=\"0812\"",
        ] {
            assert!(ruined(line), "{line}");
        }
        for line in [
            "1E5",
            "a1e+5",
            "budi|p#ss",
            "#1",
            "C#|F#",
            "####",
            "E+15",
            "8,99E15",
            "x=1",
            "1,5",
            "user|Err:5",
            "https://x.id/#a",
            "=x",
            "8,99E+1500",
        ] {
            assert!(!ruined(line), "{line}");
        }
    }
}
