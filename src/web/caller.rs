//! Who calls, and how many places each caller holds.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};

use hyper::HeaderMap;

/// The caller of a request; put beside it for whoever wants to know. The local door has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Caller(pub IpAddr);

impl Caller {
    /// The other end of the connection, or, where that is a proxy of ours, whom it names: the
    /// last address that is no proxy of ours. What stands before it is anybody's invention.
    pub fn of(peer: IpAddr, headers: &HeaderMap, proxies: &[IpAddr]) -> Caller {
        let mut caller = peer.to_canonical();
        let lines = headers.get_all("x-forwarded-for").iter().rev();
        // From the right, byte by byte: what a stranger wrote before it need be no text at all.
        let mut named = lines.flat_map(|line| line.as_bytes().rsplit(|byte| *byte == b','));
        while is_ours(caller, proxies) {
            // A proxy that names nobody, or nobody that can be read, answers for it itself.
            let named = named.next().and_then(|word| str::from_utf8(word.trim_ascii()).ok());
            let Some(address) = named.and_then(address) else { break };
            caller = address;
        }
        Caller(caller)
    }
}

pub fn is_ours(address: IpAddr, proxies: &[IpAddr]) -> bool {
    proxies.iter().any(|proxy| proxy.to_canonical() == address.to_canonical())
}

/// Some proxies add the port.
fn address(word: &str) -> Option<IpAddr> {
    let bare = word.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(word);
    let with_port = || word.parse::<SocketAddr>().ok().map(|address| address.ip());
    bare.parse().ok().or_else(with_port).map(|address: IpAddr| address.to_canonical())
}

/// Places that callers hold: connections, or requests through a proxy.
#[derive(Clone, Default)]
pub struct Crowd(Arc<Mutex<HashMap<IpAddr, usize>>>);

/// One of them, given back when it is dropped.
pub struct Place {
    crowd: Crowd,
    of: IpAddr,
}

impl Crowd {
    /// One more place for a caller, if they have fewer than so many.
    pub fn enter(&self, Caller(address): Caller, max: usize) -> Option<Place> {
        let of = household(address);
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = held.entry(of).or_default();
        if *count >= max {
            return None;
        }
        *count += 1;
        Some(Place { crowd: self.clone(), of })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut held = self.crowd.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = held.get_mut(&self.of) {
            *count -= 1;
            if *count == 0 {
                held.remove(&self.of);
            }
        }
    }
}

/// One line to the world may have a whole /48 of IPv6. Neighbours within it are counted together:
/// Telegram does not come by IPv6, and the gateway does not share its own with strangers.
pub(super) fn household(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(six) => Ipv6Addr::from_bits(six.to_bits() & (u128::MAX << 80)).into(),
    }
}

#[cfg(test)]
mod tests {
    use hyper::header::HeaderValue;

    use super::*;

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    fn caller(peer: &str, lines: &[&str]) -> IpAddr {
        caller_of(peer, &lines.iter().map(|line| line.as_bytes()).collect::<Vec<_>>())
    }

    fn caller_of(peer: &str, lines: &[&[u8]]) -> IpAddr {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append("x-forwarded-for", HeaderValue::from_bytes(line).unwrap());
        }
        Caller::of(ip(peer), &headers, &[ip("127.0.0.1"), ip("10.0.0.2")]).0
    }

    #[test]
    fn only_our_own_proxies_are_believed() {
        assert_eq!(caller("9.9.9.9", &["1.2.3.4"]), ip("9.9.9.9"));
        assert_eq!(caller("127.0.0.1", &["1.2.3.4"]), ip("1.2.3.4"));
        assert_eq!(caller("::ffff:127.0.0.1", &["1.2.3.4"]), ip("1.2.3.4"));
        // What the caller wrote stands before what the proxy wrote.
        assert_eq!(caller("127.0.0.1", &["6.6.6.6, 1.2.3.4"]), ip("1.2.3.4"));
        assert_eq!(caller("127.0.0.1", &["6.6.6.6", "1.2.3.4"]), ip("1.2.3.4"));
        assert_eq!(caller("127.0.0.1", &["6.6.6.6, 1.2.3.4, 10.0.0.2"]), ip("1.2.3.4"));
        assert_eq!(caller("127.0.0.1", &["1.2.3.4:55123"]), ip("1.2.3.4"));
        assert_eq!(caller("127.0.0.1", &["[2001:db8::1]:443"]), ip("2001:db8::1"));
    }

    #[test]
    fn what_stands_before_the_proxys_word_need_be_no_text() {
        for line in [&b"\xff\xfe, 1.2.3.4"[..], b"\xe2\x28\xa1,1.2.3.4", b"\xc3\xb1 , 1.2.3.4\t"] {
            assert_eq!(caller_of("127.0.0.1", &[line]), ip("1.2.3.4"), "{line:?}");
        }
        let lines = [&b"\xff"[..], b"5.6.7.8 \xff", b"1.2.3.4, 10.0.0.2"];
        assert_eq!(caller_of("127.0.0.1", &lines), ip("1.2.3.4"));
        assert_eq!(caller_of("127.0.0.1", &[b"1.2.3.4, \xff"]), ip("127.0.0.1"));
    }

    #[test]
    fn a_proxy_that_says_nothing_sensible_answers_for_it() {
        for lines in [&[][..], &[""], &["unknown"], &["1.2.3.4, "], &["1.2.3.4, <script>"]] {
            assert_eq!(caller("127.0.0.1", lines), ip("127.0.0.1"), "{lines:?}");
        }
        assert_eq!(caller("127.0.0.1", &["10.0.0.2"]), ip("10.0.0.2"));
    }

    #[test]
    fn nobody_holds_more_than_their_share() {
        let crowd = Crowd::default();
        let enter = |text: &str| crowd.enter(Caller(ip(text)), 2);
        let first = enter("2001:db8::1");
        let second = enter("2001:db8::2");
        assert!(first.is_some() && second.is_some() && enter("2001:db8::3").is_none());
        assert!(enter("2001:db8:0:ffff::1").is_none(), "of the same line");
        assert!(enter("2001:db8:1::1").is_some() && enter("1.2.3.4").is_some());
        drop(second);
        assert!(enter("2001:db8::3").is_some());
        drop(first);
        assert!(crowd.0.lock().unwrap().is_empty());
    }
}
