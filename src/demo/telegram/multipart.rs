//! A small reader of multipart/form-data: parts with a name, maybe a file name, and bytes.

use bytes::Bytes;

pub struct Part {
    pub name: String,
    pub file: Option<String>,
    pub bytes: Bytes,
}

/// The boundary named by a `content-type`.
pub fn boundary(content_type: &str) -> Option<&str> {
    let (_, rest) = content_type.split_once("boundary=")?;
    let boundary = rest.split(';').next()?.trim().trim_matches('"');
    (!boundary.is_empty()).then_some(boundary)
}

/// The parts of a body, or nothing if it is not one.
pub fn read(body: &Bytes, boundary: &str) -> Option<Vec<Part>> {
    let opening = format!("--{boundary}");
    let between = format!("\r\n--{boundary}");
    let mut at = find(body, opening.as_bytes())? + opening.len();
    let mut parts = Vec::new();
    while body[at..].starts_with(b"\r\n") {
        let head = at + 2;
        let blank = head + find(&body[head..], b"\r\n\r\n")?;
        let start = blank + 4;
        let end = start + find(&body[start..], between.as_bytes())?;
        let (name, file) = disposition(std::str::from_utf8(&body[head..blank]).ok()?)?;
        parts.push(Part { name, file, bytes: body.slice(start..end) });
        at = end + between.len();
    }
    body[at..].starts_with(b"--").then_some(parts)
}

fn disposition(head: &str) -> Option<(String, Option<String>)> {
    let line = head
        .split("\r\n")
        .find(|line| line.to_ascii_lowercase().starts_with("content-disposition:"))?;
    Some((quoted(line, " name=\"")?, quoted(line, " filename=\"")))
}

/// The value after `key`, up to the next quote that is not escaped.
fn quoted(line: &str, key: &str) -> Option<String> {
    let (_, rest) = line.split_once(key)?;
    let mut value = String::new();
    let mut signs = rest.chars();
    loop {
        match signs.next()? {
            '"' => return Some(value.replace("%22", "\"")),
            '\\' => value.push(signs.next()?),
            sign => value.push(sign),
        }
    }
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_read_to_the_byte() {
        let body = Bytes::from_static(
            b"--xx\r\nContent-Disposition: form-data; name=\"chat_id\"\r\n\r\n5\r\n--xx\r\n\
              Content-Disposition: form-data; name=\"photo\"; filename=\"a \\\"b\\\".png\"\r\n\
              Content-Type: image/png\r\n\r\n\x00\r\n--x\r\n\r\n--xx--\r\n",
        );
        let parts = read(&body, "xx").unwrap();
        assert_eq!((parts[0].name.as_str(), &parts[0].bytes[..]), ("chat_id", &b"5"[..]));
        assert_eq!(parts[1].file.as_deref(), Some("a \"b\".png"));
        assert_eq!(&parts[1].bytes[..], b"\x00\r\n--x\r\n");
        assert!(read(&body.slice(..body.len() - 10), "xx").is_none());
        assert!(read(&Bytes::new(), "xx").is_none());
    }

    #[test]
    fn a_boundary_may_be_quoted() {
        assert_eq!(boundary("multipart/form-data; boundary=\"a b\""), Some("a b"));
        assert_eq!(boundary("multipart/form-data; boundary=ab; x=y"), Some("ab"));
        assert_eq!(boundary("multipart/form-data"), None);
    }
}
