//! Files that are sold, and their pieces.

use super::{ALL, Index, Record, Table};
use crate::domain::file::{File, FilePiece, Stage};

impl Record for File {
    const TABLE: Table = Table::File;
    const VERSION: u8 = 1;
    const SEALED: bool = true;

    fn key(&self) -> u64 {
        self.id.0
    }

    fn index(&self) -> Vec<(Index, u64)> {
        match self.stage {
            Stage::Wanted { by, .. } => vec![(Index::FilesOf, by.0), (Index::FilesWanted, ALL)],
            Stage::Waiting { by, .. } | Stage::Looked { by, .. } => {
                vec![(Index::FilesOf, by.0), (Index::FilesWaiting, ALL)]
            }
            Stage::Replaced { .. } => vec![(Index::FilesWaiting, ALL)],
            Stage::Sold { night } if self.telegram.is_some() => {
                vec![(Index::FilesSold, night.into())]
            }
            Stage::Sold { .. } | Stage::Kept | Stage::Released => Vec::new(),
        }
    }
}

impl Record for FilePiece {
    const TABLE: Table = Table::FilePiece;
    const VERSION: u8 = 1;
    const SEALED: bool = true;

    fn key(&self) -> u64 {
        self.key
    }

    fn index(&self) -> Vec<(Index, u64)> {
        vec![(Index::FilePieces, ALL)]
    }
}
