//! Words by which people name the fields of an account: `Email:`, `Kata Sandi =`.

/// Fields by which somebody gets in.
const SECRET: &[&str] = &[
    "email",
    "e-mail",
    "e mail",
    "mail",
    "gmail",
    "user",
    "username",
    "user name",
    "userid",
    "user id",
    "id",
    "login",
    "akun",
    "account",
    "nama akun",
    "password",
    "pass",
    "passwd",
    "pasword",
    "pw",
    "pwd",
    "sandi",
    "kata sandi",
    "kode",
    "code",
    "pin",
    "otp",
    "2fa",
    "key",
    "serial",
    "token",
    "recovery",
    "pemulihan",
    "backup",
];
/// Fields that say more about it, and that a description may well have.
const OPEN: &[&str] = &[
    "nama",
    "name",
    "profil",
    "profile",
    "link",
    "url",
    "exp",
    "expired",
    "masa aktif",
    "aktif",
    "berlaku",
    "region",
    "negara",
    "paket",
    "plan",
    "catatan",
    "note",
    "nomor",
    "no",
    "no hp",
    "hp",
    "phone",
    "telp",
    "server",
];

fn known(words: &str) -> bool {
    SECRET.contains(&words) || OPEN.contains(&words)
}

/// The name of the field that a line is, if it begins with one: `Email: a`, `• Kata Sandi = p`,
/// `2. Akun 1:`. `user1:p` is no field: there the name is somebody's.
pub fn label(line: &str) -> Option<String> {
    let (before, _) = line.split_once([':', '=', '：'])?;
    let before = before.to_lowercase();
    let mut words: Vec<&str> = before.split_whitespace().map(bare).collect();
    words.retain(|word| !word.is_empty());
    let counts = |word: &&str| word.bytes().all(|byte| byte.is_ascii_digit());
    if words.len() > 1 && words.first().is_some_and(counts) {
        words.remove(0);
    }
    if words.len() > 1 && words.last().is_some_and(counts) {
        words.pop();
    }
    let words = words.join(" ");
    known(&words).then_some(words)
}

/// Whether a line is a field by which somebody gets in.
pub fn secret(line: &str) -> bool {
    label(line).is_some_and(|label| SECRET.contains(&label.as_str()))
}

/// Whether words name a field of an account, as the heading of a column does.
pub fn field(words: &str) -> bool {
    names(words, |_| false)
}

/// Whether they name one by which somebody gets in.
pub fn secret_field(words: &str) -> bool {
    let lower = words.to_lowercase();
    field(words) && lower.split_whitespace().any(|word| SECRET.contains(&bare(word)))
}

/// How many such fields stand in a line, wherever they begin: `Email: a Password: p`.
pub fn secrets(line: &str) -> usize {
    let lower = line.to_lowercase();
    let parts: Vec<&str> = lower.split([':', '=', '：']).collect();
    let named = |part: &&&str| {
        part.split_whitespace().last().is_some_and(|word| SECRET.contains(&bare(word)))
    };
    parts.iter().take(parts.len() - 1).filter(named).count()
}

/// Whether these words name a field and say nothing else: `*E-Mail*`, `Email Akun`.
pub fn names(text: &str, also: impl Fn(&str) -> bool) -> bool {
    let lower = text.to_lowercase();
    let mut words: Vec<&str> = lower.split_whitespace().map(bare).collect();
    words.retain(|word| !word.is_empty());
    let name = |words: &str| known(words) || also(words);
    !words.is_empty() && (name(&words.join(" ")) || words.iter().all(|word| name(word)))
}

/// A word without the signs around it: `*Email*`, `1.`
fn bare(word: &str) -> &str {
    word.trim_matches(|sign: char| !sign.is_alphanumeric())
}
