//! Every field of the texts and buttons of the seller's own.

use super::fields::{Field, Name, Subject, Told, Value};
use crate::domain::own_button::{Link, OwnButton};
use crate::domain::wording::OwnText;

impl Told for OwnText {
    fn subject(&self) -> Subject {
        Subject::Text(self.id)
    }

    fn fields(&self) -> Vec<Field> {
        let OwnText { id: _, text, picture } = self;
        vec![
            (Name::Text, text.as_deref().unwrap_or_default().into()),
            (Name::Picture, picture.map_or(Value::Nothing, Value::Picture)),
        ]
    }
}

impl Told for OwnButton {
    fn subject(&self) -> Subject {
        Subject::Button(self.label.as_str().to_owned())
    }

    fn fields(&self) -> Vec<Field> {
        let OwnButton { id: _, label, text, picture, link, position } = self;
        vec![
            (Name::Label, label.as_str().into()),
            (Name::Text, text.as_str().into()),
            (Name::Picture, picture.map_or(Value::Nothing, Value::Picture)),
            (Name::Link, link.as_ref().map(Link::as_str).unwrap_or_default().into()),
            (Name::Position, (*position).into()),
        ]
    }
}
