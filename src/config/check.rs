//! What a single value must look like. Each check says what is wrong in words for the operator.

use std::net::{IpAddr, SocketAddr};
use std::path::{Component, Path, PathBuf};

use jiff::tz::TimeZoneDatabase;
use toml::de::DeValue;

use super::near::near;
use super::section::DEFAULT_TIMEZONE;
use super::table::{text, whole};
use super::{Api, Mode};
use crate::domain::contact::host_and_port;
use crate::domain::id::{Address, ChatId, CustomerId};
use crate::domain::limit::{
    INVOICE_MINUTES_MAX, MESSAGES_PER_SECOND_MAX, NAME_CHARS_MAX, PROJECT_CHARS_MAX, WEBHOOK_PORTS,
};
use crate::domain::shop::Language;
use crate::domain::text::Name;
use crate::domain::time::Span;

type Checked<T> = Result<T, String>;

pub fn shop_name(value: &DeValue<'_>) -> Checked<String> {
    let name = Name::parse(text(value)?);
    let name =
        name.map_err(|_| format!("must be a visible name of at most {NAME_CHARS_MAX} signs"))?;
    Ok(name.as_str().to_owned())
}

/// Where buyers reach a person.
pub fn contact(value: &DeValue<'_>) -> Checked<String> {
    crate::domain::contact::contact(text(value)?).ok_or_else(|| {
        "must be \"@username\", an https:// link, or a phone number as +6281234567890".to_owned()
    })
}

/// Known zones are those the binary brings along: the machine needs no table of its own.
pub fn timezone(value: &DeValue<'_>) -> Checked<String> {
    let written = text(value)?;
    zone(written)
        .map_err(|meant| format!("\"{written}\" is no time zone; did you mean \"{meant}\"?"))
}

/// The zone by its proper name, or the one that was probably meant.
pub fn zone(written: &str) -> Result<String, String> {
    let zones = TimeZoneDatabase::bundled();
    let known = zones.get(written).ok().and_then(|zone| zone.iana_name().map(str::to_owned));
    known.ok_or_else(|| {
        let names: Vec<String> = zones.available().map(|name| name.to_string()).collect();
        near(written, names.iter().map(String::as_str)).unwrap_or(DEFAULT_TIMEZONE).to_owned()
    })
}

pub fn language(value: &DeValue<'_>, known: &[Language]) -> Checked<Language> {
    let written = text(value)?;
    let found = known.iter().find(|language| language.as_str() == written).copied();
    found.ok_or_else(|| {
        let known: Vec<&str> = known.iter().map(Language::as_str).collect();
        format!("\"{written}\" is not spoken here; there are: {}", known.join(", "))
    })
}

pub fn invoice_minutes(value: &DeValue<'_>) -> Checked<Span> {
    Ok(Span::minutes(between(value, 1, INVOICE_MINUTES_MAX)?))
}

pub fn messages_per_second(value: &DeValue<'_>) -> Checked<u32> {
    let count = between(value, 1, u64::from(MESSAGES_PER_SECOND_MAX))?;
    Ok(u32::try_from(count).unwrap_or(MESSAGES_PER_SECOND_MAX))
}

pub fn between(value: &DeValue<'_>, min: u64, max: u64) -> Checked<u64> {
    let number = u64::try_from(whole(value)?).ok();
    let fits = number.filter(|number| (min..=max).contains(number));
    fits.ok_or_else(|| format!("must be between {min} and {max}"))
}

pub fn mode(value: &DeValue<'_>) -> Checked<Mode> {
    match text(value)? {
        "auto" => Ok(Mode::Auto),
        "polling" => Ok(Mode::Polling),
        "webhook" => Ok(Mode::Webhook),
        _ => Err("must be \"auto\", \"polling\" or \"webhook\"".to_owned()),
    }
}

pub fn api(value: &DeValue<'_>) -> Checked<Api> {
    match text(value)? {
        "v1" => Ok(Api::V1),
        "v2" => Ok(Api::V2),
        _ => Err("must be \"v1\" or \"v2\"".to_owned()),
    }
}

pub fn project(value: &DeValue<'_>) -> Checked<String> {
    let slug = text(value)?;
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    let shaped = (1..=PROJECT_CHARS_MAX).contains(&slug.len()) && slug.bytes().all(plain);
    match shaped {
        true => Ok(slug.to_owned()),
        false => Err("must be the project's slug: letters, digits, - and _ alone".to_owned()),
    }
}

pub fn listen(value: &DeValue<'_>) -> Checked<SocketAddr> {
    let written = text(value)?;
    written.parse().map_err(|_| "must be an address and a port, as 127.0.0.1:8080".to_owned())
}

pub fn address(value: &DeValue<'_>) -> Checked<IpAddr> {
    text(value)?.parse().map_err(|_| "must be an address, as 127.0.0.1".to_owned())
}

/// Telegram and the gateway come there from outside, encrypted.
pub fn public_url(value: &DeValue<'_>) -> Checked<String> {
    let url = url(value)?;
    let rest = url.strip_prefix("https://").ok_or("must begin with https://")?;
    let (_, port) = host_and_port(rest.split('/').next().unwrap_or(rest)).unwrap_or_default();
    match port.is_none_or(|port| WEBHOOK_PORTS.contains(&port)) {
        true => Ok(url),
        false => Err("must have port 443, 80, 88 or 8443: Telegram goes to no other".to_owned()),
    }
}

/// The host of an address that was checked, without brackets.
pub fn host_of(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://")?;
    host_and_port(rest.split('/').next().unwrap_or(rest)).map(|(host, _)| host)
}

pub fn path<'v>(value: &'v DeValue<'_>) -> Checked<&'v str> {
    let path = text(value)?;
    match path.is_empty() || path.contains('\0') {
        true => Err("must be a path".to_owned()),
        false => Ok(path),
    }
}

pub fn person(value: &DeValue<'_>) -> Checked<CustomerId> {
    let id = u64::try_from(whole(value)?).ok().filter(|id| *id > 0);
    id.map(CustomerId).ok_or_else(|| "must be a Telegram id: a positive number".to_owned())
}

/// A group's number, or `"group:topic"`.
pub fn group(value: &DeValue<'_>) -> Checked<Address> {
    const SHAPE: &str = "must be a group's id, as -100123, or \"-100123:topic\"";
    let (group, topic) = match value.as_str() {
        None => (whole(value).map_err(|_| SHAPE)?, None),
        Some(written) => {
            let (group, topic) = match written.split_once(':') {
                Some((group, topic)) => (group, Some(topic)),
                None => (written, None),
            };
            let topic = topic.map(|topic| topic.trim().parse().map_err(|_| SHAPE)).transpose()?;
            (group.trim().parse().map_err(|_| SHAPE)?, topic)
        }
    };
    if group >= 0 || topic.is_some_and(|topic: i32| topic <= 0) {
        return Err(SHAPE.to_owned());
    }
    Ok(Address { chat: ChatId(group), topic })
}

/// The address of a server, without a slash at the end. Secrets go there, so it is either
/// encrypted or on this machine.
pub fn url(value: &DeValue<'_>) -> Checked<String> {
    let url = text(value)?.trim_end_matches('/');
    let (scheme, rest) = url.split_once("://").ok_or("must begin with https://")?;
    if !matches!(scheme, "http" | "https") {
        return Err("must begin with https://".to_owned());
    }
    if !rest.bytes().all(|byte| byte.is_ascii_graphic()) || rest.contains(['?', '#', '@', '\\']) {
        return Err("must be a plain address: no spaces, no ?, # or @".to_owned());
    }
    let authority = rest.split('/').next().unwrap_or(rest);
    let (host, _) = host_and_port(authority).ok_or("has no proper host")?;
    if scheme == "http" && !is_loopback(host) {
        return Err("would send secrets in the clear; use https://".to_owned());
    }
    Ok(url.to_owned())
}

/// A folder that is the same from wherever the program was started, and no link's detour.
pub fn absolute(value: &DeValue<'_>, example: &str) -> Checked<PathBuf> {
    let path = Path::new(path(value)?);
    let plain = |part| matches!(part, Component::RootDir | Component::Normal(_));
    match path.is_absolute() && path.components().all(plain) && path != Path::new("/") {
        true => Ok(path.to_owned()),
        false => Err(format!("must be a folder's whole path, as {example}")),
    }
}

/// Whether an address that was checked is of this machine.
pub fn is_here(url: &str) -> bool {
    host_of(url).is_some_and(is_loopback)
}

fn is_loopback(host: &str) -> bool {
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> DeValue<'_> {
        DeValue::String(text.into())
    }

    #[test]
    fn addresses_lose_their_last_slash_and_nothing_else() {
        for (given, kept) in [
            ("https://api.telegram.org/", "https://api.telegram.org"),
            ("https://app.pakasir.com/api/v2", "https://app.pakasir.com/api/v2"),
            ("http://127.0.0.1:9/bot//", "http://127.0.0.1:9/bot"),
            ("http://[::1]:81", "http://[::1]:81"),
            ("http://localhost:81", "http://localhost:81"),
        ] {
            assert_eq!(url(&written(given)).as_deref(), Ok(kept), "{given}");
        }
    }

    #[test]
    fn addresses_that_leak_or_lead_nowhere_are_refused() {
        for given in [
            "",
            "api.telegram.org",
            "ftp://a",
            "https://",
            "https:///x",
            "https://a b",
            "https://u:p@a",
            "https://a?x",
            "https://a:0",
            "https://a:99999",
            "https://[::1",
            "https://[zz]",
            "http://example.com",
            "http://127.0.0.1.example.com",
            "http://localhost.example.com",
            "http://10.0.0.1",
        ] {
            assert!(url(&written(given)).is_err(), "{given}");
        }
    }

    #[test]
    fn the_outside_comes_encrypted_and_by_telegrams_ports() {
        for (given, host) in [
            ("https://toko.example.com/", "toko.example.com"),
            ("https://toko.example.com:8443/warung", "toko.example.com"),
            ("https://203.0.113.7:88", "203.0.113.7"),
            ("https://[2001:db8::1]", "2001:db8::1"),
        ] {
            let url = public_url(&written(given)).unwrap();
            assert_eq!(host_of(&url), Some(host), "{given}");
        }
        for given in ["http://127.0.0.1", "https://toko.example.com:8080", "https://a:0"] {
            assert!(public_url(&written(given)).is_err(), "{given}");
        }
    }

    #[test]
    fn a_contact_is_something_to_tap_on() {
        for (given, kept) in [
            ("@toko_sari", "@toko_sari"),
            ("https://wa.me/6281234567890?text=Halo", "https://wa.me/6281234567890?text=Halo"),
            ("https://t.me/tokosari", "https://t.me/tokosari"),
            (" +62 812-3456-7890 ", "+6281234567890"),
        ] {
            assert_eq!(contact(&written(given)).as_deref(), Ok(kept), "{given}");
        }
        for given in [
            "",
            "@",
            "@abc",
            "@toko sari",
            "@1toko",
            "@toko<b>",
            "tokosari",
            "http://t.me/tokosari",
            "https://",
            "https://tokosari",
            "https://t.me/toko sari",
            "https://sari:x@t.me/",
            "081234567890",
            "+0812345678",
            "+62",
            "+62x8123456",
            "+٦٢٨١٢٣٤٥",
            &format!("https://t.me/{}", "x".repeat(crate::domain::limit::CONTACT_CHARS_MAX)),
        ] {
            assert!(contact(&written(given)).is_err(), "{given}");
        }
    }

    #[test]
    fn a_group_may_have_a_topic() {
        let address = |chat, topic| Ok(Address { chat: ChatId(chat), topic });
        assert_eq!(group(&written("-100123:5")), address(-100_123, Some(5)));
        assert_eq!(group(&written("-100123")), address(-100_123, None));
        for given in ["100123", "-1:0", "-1:-2", "-1:x", "", ":5", "-1:5:6"] {
            assert!(group(&written(given)).is_err(), "{given}");
        }
    }

    #[test]
    fn zones_come_with_the_binary() {
        assert_eq!(timezone(&written("asia/makassar")).as_deref(), Ok("Asia/Makassar"));
        let why = timezone(&written("Asia/Jakrta")).err().unwrap_or_default();
        assert!(why.contains("did you mean \"Asia/Jakarta\""), "{why}");
    }
}
