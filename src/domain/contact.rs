//! Where buyers reach a person: a name of Telegram's, a link, or a number with its country.

use super::limit::CONTACT_CHARS_MAX;

/// As Telegram makes a link of it by itself; `None` for what is none of these.
pub fn contact(written: &str) -> Option<String> {
    let written = written.trim();
    if let Some(name) = written.strip_prefix('@') {
        return username(name).then(|| written.to_owned());
    }
    let Some(rest) = written.strip_prefix("https://") else { return phone(written) };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let named = host_and_port(&rest[..end]).is_some_and(|(host, _)| host.contains('.'));
    let plain = written.bytes().all(|byte| byte.is_ascii_graphic());
    (named && plain && written.len() <= CONTACT_CHARS_MAX).then(|| written.to_owned())
}

/// Telegram's own rule of names.
fn username(name: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    (4..=32).contains(&name.len())
        && name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name.bytes().all(plain)
}

/// A number with its country, as people group it, without the gaps.
fn phone(written: &str) -> Option<String> {
    let digits: String = written.strip_prefix('+')?.replace([' ', '-'], "");
    let whole = (8..=15).contains(&digits.len()) && digits.bytes().all(|it| it.is_ascii_digit());
    (whole && !digits.starts_with('0')).then(|| format!("+{digits}"))
}

/// The parts of `host`, `host:port`, `[v6]` or `[v6]:port`.
pub fn host_and_port(authority: &str) -> Option<(&str, Option<u16>)> {
    let (host, port) = match authority.strip_prefix('[') {
        Some(rest) => {
            let (host, port) = rest.split_once(']')?;
            host.parse::<std::net::Ipv6Addr>().ok()?;
            (host, port)
        }
        None => authority.split_at(authority.find(':').unwrap_or(authority.len())),
    };
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b':');
    let port = match port.strip_prefix(':') {
        Some(port) => Some(port.parse().ok().filter(|port| *port > 0)?),
        None if port.is_empty() => None,
        None => return None,
    };
    (!host.is_empty() && host.bytes().all(plain)).then_some((host, port))
}
