//! A unit as it may be seen by whoever must know which one it is, and not what is in it.

use super::label::label;

/// What separates the fields of an account.
const SEPARATORS: [char; 8] = ['@', '|', ':', ';', ',', ' ', '\t', '\n'];
/// As many as a name needs to be known again by two letters at its ends.
const ENDS_MIN: usize = 7;
const BEGIN_MIN: usize = 4;
const DOTS: &str = "••••";

/// `ne••••02@…`: two letters at each end of its first field, one of a short one, none of less.
pub fn masked(content: &str) -> String {
    let first = content.lines().next().unwrap_or_default();
    // What tells units apart stands behind the name of their field.
    if label(first).is_some()
        && let Some((name, value)) = first.split_once([':', '=', '：'])
    {
        return format!("{name}: {}", shown(value.trim()));
    }
    shown(content)
}

fn shown(content: &str) -> String {
    let field = content.split(SEPARATORS).next().unwrap_or_default();
    let signs: Vec<char> = field.chars().collect();
    let shown = match signs.len() {
        count if count >= ENDS_MIN => {
            let (begin, end) = (&signs[..2], &signs[count - 2..]);
            format!("{}{DOTS}{}", begin.iter().collect::<String>(), end.iter().collect::<String>())
        }
        count if count >= BEGIN_MIN => format!("{}{DOTS}", signs[0]),
        _ => DOTS.to_owned(),
    };
    match content[field.len()..].chars().next() {
        None => shown,
        Some('\n') => format!("{shown} …"),
        Some(separator) => format!("{shown}{separator}…"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_is_known_again_and_not_given_away() {
        for (content, shown) in [
            ("netflix02@mail.id|rahasia", "ne••••02@…"),
            ("budi@x.id|p", "b••••@…"),
            ("a|b", "••••|…"),
            ("KODE-12345678", "KO••••78"),
            ("ab", "••••"),
            ("budi santoso", "b•••• …"),
            ("sari@x\nsandi", "s••••@…"),
            ("akun rahasia\nsandi", "a•••• …"),
            ("", "••••"),
            ("Email: netflix02@mail.id\nSandi: x", "Email: ne••••02@…"),
            ("Akun = budi77ab", "Akun : bu••••ab"),
            ("été|x", "••••|…"),
        ] {
            assert_eq!(masked(content), shown, "{content}");
        }
    }
}
