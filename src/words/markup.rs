//! Telegram's HTML: whether a text is what Telegram will take, and what a reader sees of it.

/// The tags of the Bot API that our texts use.
const TAGS: &[&str] = &["b", "i", "u", "s", "code", "pre", "blockquote", "a", "tg-spoiler"];
const ENTITIES: &[(&str, char)] = &[("&lt;", '<'), ("&gt;", '>'), ("&amp;", '&'), ("&quot;", '"')];

/// The visible text, or why Telegram would refuse it.
pub fn visible(html: &str) -> Result<String, String> {
    let mut rest = html;
    let mut seen = String::new();
    let mut open: Vec<&str> = Vec::new();
    while let Some(sign) = rest.chars().next() {
        match sign {
            '<' => {
                let end = rest.find('>').ok_or("a tag is not closed with >")?;
                tag(&rest[1..end], &mut open)?;
                rest = &rest[end + 1..];
            }
            '>' => return Err("a > outside a tag: write &gt;".into()),
            '&' => {
                let entity = ENTITIES.iter().find(|(entity, _)| rest.starts_with(entity));
                let (entity, sign) = entity.ok_or("a bare &: write &amp;")?;
                seen.push(*sign);
                rest = &rest[entity.len()..];
            }
            _ => {
                seen.push(sign);
                rest = &rest[sign.len_utf8()..];
            }
        }
    }
    match open.last() {
        Some(name) => Err(format!("<{name}> is never closed")),
        None => Ok(seen),
    }
}

/// Opens or closes one tag, given without its brackets.
fn tag<'a>(inside: &'a str, open: &mut Vec<&'a str>) -> Result<(), String> {
    if let Some(name) = inside.strip_prefix('/') {
        return match open.pop() {
            Some(last) if last == name => Ok(()),
            Some(last) => Err(format!("</{name}> closes <{last}>")),
            None => Err(format!("</{name}> closes nothing")),
        };
    }
    let (name, attribute) = inside.split_once(' ').unwrap_or((inside, ""));
    if !TAGS.contains(&name) {
        return Err(format!("Telegram does not know <{name}>"));
    }
    let fits = match name {
        "a" => attribute.starts_with("href=\"") && attribute.matches('"').count() == 2,
        "blockquote" => ["", "expandable"].contains(&attribute),
        _ => attribute.is_empty(),
    };
    if !fits {
        return Err(format!("<{inside}> has the wrong attributes"));
    }
    open.push(name);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_sees_no_markup() {
        let html = "<b>5 &lt; 6</b> &amp; <a href=\"tg://user?id=1\">\u{1f600} <i>x</i></a>";
        assert_eq!(visible(html), Ok("5 < 6 & \u{1f600} x".to_owned()));
    }

    #[test]
    fn what_telegram_refuses_is_an_error() {
        for html in ["<", "<b", ">", "&", "&nbsp;", "<b>", "</b>", "<b></i>", "<>", "<B>x</B>"] {
            assert!(visible(html).is_err(), "{html}");
        }
        for html in ["<a href=\"x\" y=\"z\">x</a>", "<br>", "<blockquote cite>x</blockquote>"] {
            assert!(visible(html).is_err(), "{html}");
        }
    }
}
