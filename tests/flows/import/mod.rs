//! Catalogue files: read whole or not at all, kept to the byte, sent in parts.

mod shelf;

use std::fs;
use std::path::PathBuf;

use proptest::prelude::*;
use tempfile::TempDir;
use warung::cli::Trouble;
use warung::cli::catalogue::{self, EachLine, Item};
use warung::cli::import::import;
use warung::domain::limit::{UNIT_BYTES_MAX, UNITS_PER_INPUT_MAX};
use warung::domain::money::Rupiah;
use warung::domain::product::NoProduct;
use warung::domain::refusal::Refusal;
use warung::domain::stock::Reject;
use warung::engine::input::{Batch, Reply};
use warung::shop::stock::{Imported, Tally};
use warung::web::ask::Ask;

struct Folder(TempDir);

impl Folder {
    fn new() -> Folder {
        Folder(tempfile::tempdir().unwrap())
    }

    fn put(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.path().join(name);
        fs::write(&path, bytes).unwrap();
        path
    }

    fn read(&self, name: &str, bytes: impl AsRef<[u8]>) -> Result<Vec<Item>, String> {
        let read = catalogue::read(&self.put(name, bytes));
        let folder = format!("{}/", self.0.path().display());
        read.map_err(|trouble| match trouble {
            Trouble::Wrong(why) | Trouble::Config(why) => why.replace(&folder, ""),
            Trouble::Failed(error) => error.to_string().replace(&folder, ""),
            Trouble::Told(_) => unreachable!("nothing has been told"),
        })
    }
}

pub fn read(name: &str, bytes: impl AsRef<[u8]>) -> Vec<Item> {
    Folder::new().read(name, bytes).unwrap()
}

pub fn wrong(name: &str, bytes: impl AsRef<[u8]>) -> Vec<String> {
    let told = Folder::new().read(name, bytes).expect_err("taken for right");
    let mut lines = told.lines().map(str::to_owned);
    assert_eq!(lines.next().as_deref(), Some("nothing was imported"));
    lines.collect()
}

pub fn units(item: &Item) -> Vec<(u64, &str)> {
    item.stock.units.iter().map(|(line, unit)| (*line, unit.as_str())).collect()
}

#[test]
fn a_toml_catalogue_is_read() {
    let folder = Folder::new();
    let stock = b"\xef\xbb\xbfa|1\r\n\n  b|2 \n\xff\xfe\na|1\nlast";
    folder.put("netflix.txt", stock);
    let items = folder.read(
        "k.toml",
        r#"
[[product]]
name = "Netflix 1 bulan"
price = 50_000
category = "Streaming"
description = """Satu
layar"""
number = 12
stock = ["email|sandi", 'c:\n',
  "email|sandi"]

[[product]]
name = "Spotify"
price = 1
stock_file = "netflix.txt"

[[product]]
name = "Kosong"
price = 500
"#,
    );
    let items = items.unwrap();
    let [netflix, spotify, empty] = items.as_slice() else { panic!("{}", items.len()) };
    assert_eq!(netflix.product.number, Some(12));
    assert_eq!(netflix.product.name.as_str(), "Netflix 1 bulan");
    assert_eq!(netflix.product.price, Rupiah(50_000));
    assert_eq!(netflix.product.category.as_ref().map(|name| name.as_str()), Some("Streaming"));
    assert_eq!(netflix.product.description.as_str(), "Satu\nlayar");
    assert_eq!(units(netflix), [(9, "email|sandi"), (9, "c:\\n")]);
    assert_eq!(netflix.stock.doubled, [10]);
    assert_eq!(units(spotify), [(1, "a|1"), (3, "b|2"), (6, "last")]);
    assert_eq!(spotify.stock.refused, [(4, Reject::NotText)]);
    assert_eq!(spotify.stock.doubled, [5]);
    assert!(spotify.source.ends_with("netflix.txt"));
    assert!(empty.product.number.is_none() && empty.stock.units.is_empty());
}

#[test]
fn all_mistakes_of_a_toml_catalogue_are_told_at_once() {
    let told = wrong(
        "k.toml",
        r#"
produk = 1
[[product]]
name = ""
price = 0
number = 10000
catgory = "x"
[[product]]
price = "50000"
stock = ["a", 5, " "]
stock_file = "nowhere.txt"
[[product]]
name = "Sama"
price = 1
[[product]]
name = "sama"
price = 1
"#,
    );
    let told: Vec<&str> = told.iter().map(|line| line.trim_start_matches("k.toml:")).collect();
    assert_eq!(told[0], "2: produk: no such key; did you mean \"product\"?");
    assert_eq!(told[1], "4: product.name: has no visible sign");
    assert_eq!(told[2], "5: product.price: is not a price in whole rupiah");
    assert_eq!(told[3], "6: product.number: must be a number from 1 to 9999");
    assert_eq!(told[4], "7: product.catgory: no such key; did you mean \"category\"?");
    assert_eq!(told[5], "8: product.name: is missing");
    assert_eq!(told[6], "9: product.price: must be a whole number, not text");
    assert_eq!(told[7], "10: product.stock: must be \"text\", not a number");
    assert_eq!(told[8], "10: product.stock: is blank");
    assert!(told[9].starts_with("11: product.stock_file: nowhere.txt cannot be read"), "{told:?}");
    assert_eq!(told[10], "11: product.stock_file: give either stock or stock_file, not both");
    assert_eq!(told[11], "15: product: is the product of line 12 again");
    assert_eq!(told.len(), 12, "{told:#?}");
}

#[test]
fn a_csv_catalogue_is_read() {
    let text = "\u{feff}content,Name,price,number,category,description\r\n\
                \"a,1 \"\"x\"\"\",Netflix,50.000,12,Streaming,Satu\r\n\
                \r\n\
                c'\"d,,,12,,\r\n\
                \x20spasi dalam ,Netflix,50000,,,\r\n\
                \"baris\",Spotify,Rp 9.000,,,\r\n\
                ,spotify,,,,\r\n\
                ,,,,,\r\n\
                a|b,Spotify,,,,";
    let items = read("k.csv", text);
    let [netflix, spotify] = items.as_slice() else { panic!("{}", items.len()) };
    assert_eq!(netflix.product.price, Rupiah(50_000));
    assert_eq!(netflix.product.description.as_str(), "Satu");
    assert_eq!(units(netflix), [(2, "a,1 \"x\""), (4, "c'\"d"), (5, "spasi dalam")]);
    assert_eq!(spotify.product.number, None);
    assert_eq!(spotify.product.price, Rupiah(9_000));
    assert_eq!(units(spotify), [(6, "baris"), (9, "a|b")]);
}

/// As Indonesian spreadsheets write it: their words, semicolons or tabs, empty rows and columns.
#[test]
fn a_spreadsheet_of_a_seller_is_read() {
    let rows = [
        "Nama;Harga;KATEGORI;Deskripsi;;Isi;Nomor;Stok;",
        "Netflix;50.000;Film;;;a|1;7;12;;",
        ";;;;;;;;",
        "",
        "netflix;;;;;b|2;7;;",
    ];
    for (separator, head) in [(";", ""), ("\t", ""), (",", ""), (";", "sep=;"), (",", "sep=,;")] {
        for end in ["\r\n", "\r", "\n", "\u{2028}"] {
            let rows: Vec<String> = rows.iter().map(|row| row.replace(';', separator)).collect();
            let text = format!("{head}{end}{}{end}", rows.join(end));
            let items = read("k.csv", text.replace("50.000", "Rp 50.000"));
            let [netflix] = items.as_slice() else { panic!("{}", items.len()) };
            assert_eq!(netflix.product.number, Some(7));
            assert_eq!(netflix.product.category.as_ref().map(|it| it.as_str()), Some("Film"));
            assert_eq!(units(netflix), [(3, "a|1"), (6, "b|2")], "{separator:?} {end:?}");
        }
    }
    let wide: Vec<u8> =
        "nama\tharga\tstok\r\nÉ\t1\té|1\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let items = read("k.csv", [b"\xff\xfe" as &[u8], &wide].concat());
    assert_eq!((items[0].product.name.as_str(), units(&items[0])), ("É", vec![(2, "é|1")]));
}

#[test]
fn bytes_that_are_no_text_and_units_that_are_too_long() {
    let long = "x".repeat(UNIT_BYTES_MAX + 1);
    let text = format!("name;price;content\nA;1;{long}\nA;1;ok\nA;1;8,99E+15\nA;1;#N/A\n");
    let items = read("k.csv", text);
    let spoilt = [(2, Reject::TooLong), (4, Reject::Ruin), (5, Reject::Ruin)];
    assert_eq!(items[0].stock.refused, spoilt);
    assert_eq!(units(&items[0]), [(3, "ok")]);
    let told = wrong("k.csv", b"name;price;content\nA;1;\xe9\nA;1;ok\n");
    let why = "is not UTF-8 text (Windows-1252 perhaps); save it again as CSV UTF-8";
    assert_eq!(told, [format!("k.csv:2: {why}")]);
    for (bytes, kind) in [
        (b"PK\x03\x04 xl/workbook.xml" as &[u8], "a workbook of Excel"),
        (b"<table><tr><td>name", "an HTML or XML page"),
        (b"{\\rtf1 name,price}", "a Word or RTF document"),
    ] {
        let told = wrong("k.csv", bytes);
        assert!(told[0].starts_with(&format!("k.csv: is {kind}")), "{told:?}");
    }
}

#[test]
fn what_is_no_goods_stops_a_whole_catalogue() {
    let header = "name,price,content\n";
    for (rows, told) in [
        ("A,1,\"p\nA,1,x\n", "2: a quote is opened here and never closed on its line"),
        ("A,1,\"p\"q\nA,1,x\n", "2: has text behind a closing quote"),
        ("A,1,a|1\nA,1,/addstock 2|b\n", "3: begins with a command of the chat"),
        ("A,1,Email: a\nA,1,Password: p\n", "2: lines 2 to 3 look like one account"),
        ("A,1,x|1\nB,1,x|1 \n", "3: is "),
        ("A,1,x,y\n", "2: has 4 cells instead of 3"),
        ("#N/A,1,x\n", "2: name: was spoilt by a spreadsheet"),
        ("A,8E+15,x\n", "2: price: was spoilt by a spreadsheet"),
    ] {
        let told_of = wrong("k.csv", format!("{header}{rows}"));
        assert!(told_of[0].starts_with(&format!("k.csv:{told}")), "{told_of:?}");
    }
    let counts = wrong("k.csv", "nama,harga,stok\nA,1,12\nB,1,7\n");
    assert!(counts[0].starts_with("k.csv:1: stok: says how many, not what"), "{counts:?}");
    let beside = wrong("k.csv", "nama,harga,isi,stok\nA,1,a|1,b|2\n");
    assert!(beside[0].starts_with("k.csv:2: stok: is no number"), "{beside:?}");
    let nameless = wrong("k.csv", "nama,harga,,isi\nA,1,x,a|1\n");
    assert_eq!(nameless, ["k.csv:2: has something in a column without a name"]);

    let folder = Folder::new();
    folder.put("s.txt", "Email: a\nSandi: p\n");
    folder.put("c.txt", "a|1\r/addstock 2|b\r");
    folder.put("s.xls", "<html><table>");
    folder.put("h.txt", "\nEmail|Password\na@x|1\n");
    folder.put("q.txt", "b@x|2\n\"a@x|1\nPIN 123\"\n");
    for (stock, told) in [
        ("stock_file = \"s.txt\"", "s.txt:1: lines 1 to 2 look like one account"),
        ("stock_file = \"c.txt\"", "c.txt:2: begins with a command of the chat"),
        ("stock_file = \"s.xls\"", "s.xls: is a workbook of Excel"),
        ("stock_file = \"h.txt\"", "h.txt:2: looks like the heading of a column; take it out"),
        ("stock_file = \"q.txt\"", "q.txt:2: lines 2 to 3 look like one account"),
        (
            "stock = [\"isi\", \"a@x|1\"]",
            "k.toml:4: product.stock: looks like the heading of a column",
        ),
        (
            "description = \"Murah\\na@x|1\"",
            "k.toml:4: product.description: has what looks like an account",
        ),
        (
            "stock = [\"Email: a\", \"Sandi: p\"]",
            "k.toml:4: product.stock: looks like an account over several lines",
        ),
    ] {
        let text = format!("[[product]]\nname = \"A\"\nprice = 1\n{stock}\n");
        let told_of = folder.read("k.toml", text).unwrap_err();
        assert!(told_of.contains(told), "{told_of}");
    }
    let described = wrong("k.csv", "name,price,description,content\nA,1,a@x|1,b@x|2\n");
    assert!(described[0].starts_with("k.csv:2: description: has what looks"), "{described:?}");
    let text = "[[product]]\nname = \"A\"\nprice = 1\nstock_file = \"h.txt\"\n";
    let sure = catalogue::read_with(&folder.put("k.toml", text), EachLine::Sure);
    let sure = sure.ok().expect("taken as it is");
    assert_eq!(units(&sure[0]), [(2, "Email|Password"), (3, "a@x|1")]);
    let path = folder.put("k.csv", format!("{header}A,1,Email: a\nA,1,Password: p\n"));
    let sure = catalogue::read_with(&path, EachLine::Sure).ok().expect("taken as it is");
    assert_eq!(units(&sure[0]), [(2, "Email: a"), (3, "Password: p")]);
}

#[test]
fn a_line_end_inside_of_a_unit_ends_it_in_toml_too() {
    let folder = Folder::new();
    folder.put("s.txt", "g|3\rd|4\u{85}e|5\u{200b}\u{2029}\u{feff}\n");
    folder.put("s.csv", "isi\n\"f,6\"\n");
    let stock = r#"[[product]]
name = "A"
price = 1
stock = ["a|1\nb|2", "\u200Bc|3 "]
[[product]]
name = "B"
price = 1
stock_file = "s.txt"
[[product]]
name = "C"
price = 1
stock_file = "s.csv"
"#;
    let items = folder.read("k.toml", stock).unwrap();
    assert_eq!(units(&items[0]), [(4, "a|1"), (4, "b|2"), (4, "c|3")]);
    assert_eq!(units(&items[1]), [(1, "g|3"), (2, "d|4"), (3, "e|5")]);
    assert_eq!(units(&items[2]), [(2, "f,6")]);
}

#[test]
fn all_mistakes_of_a_csv_catalogue_are_told_at_once() {
    let told = wrong(
        "k.csv",
        "name,price,number,content\n\
         A,1,1,x\n\
         A,2,1,y\n\
         B,1e9,,z\n\
         C,,3\n\
         D,,4,w\n\
         ,,x,v\n\
         E,5,,u\n\
         E,5,7,t\n\
         F,1,,\"open\n",
    );
    assert_eq!(
        told,
        [
            "k.csv:3: price: differs from that of line 2",
            "k.csv:4: price: is not a price in whole rupiah",
            "k.csv:5: has 3 cells instead of 4",
            "k.csv:6: price: is missing in the first row of this product",
            "k.csv:7: number: must be a number from 1 to 9999",
            "k.csv:9: number: comes too late: line 8 has this product without one",
            "k.csv:10: a quote is opened here and never closed on its line",
        ]
    );
    assert_eq!(
        wrong("k.csv", "namaa,price,harga,tautan-unduhan\n"),
        [
            "k.csv:1: namaa: no such column; did you mean \"nama\"?",
            "k.csv:1: harga: stands twice in the header",
            "k.csv:1: tautan-unduhan: no such column; there are: number, name, category, variant, \
             price, wholesale, reseller, description, kind, parts, left, within, question, \
             content, stock",
            "k.csv:1: name: is missing in the header",
        ]
    );
    assert_eq!(wrong("k.csv", ""), ["k.csv:1: has no header"]);
    assert_eq!(wrong("k.toml", "").len(), 1);
    let other = Folder::new().read("k.xlsx", "").unwrap_err();
    assert_eq!(other, "k.xlsx: must be a .toml or a .csv file");
}

/// A shop that takes in everything but one product.
fn shop(batches: &mut Vec<Batch>) -> impl FnMut(Ask) -> anyhow::Result<Reply> {
    move |ask| {
        let Ask::Import(batch) = ask else { anyhow::bail!("not an import") };
        let taken = batch.products.iter().map(|part| {
            let name = part.product.name.as_str().to_owned();
            if name == "Terlarang" {
                return Err(Refusal::Product(NoProduct::NumberTaken { number: 5 }));
            }
            let stock = Tally { added: part.units.len() as u32, ..Tally::default() };
            let (changed, kept) = (Vec::new(), Vec::new());
            Ok(Imported { number: Some(41), name, new: true, changed, kept, stock })
        });
        let reply = Reply::Imported(taken.collect());
        batches.push(batch);
        Ok(reply)
    }
}

#[test]
fn a_large_stock_goes_in_parts_and_is_summed_up() {
    let folder = Folder::new();
    let count = UNITS_PER_INPUT_MAX * 2 + 3;
    let rows: String = (0..count).map(|unit| format!("Besar,1,u{unit}\n")).collect();
    let text = format!("name,price,content\nKecil,1,a\n{rows}Besar,1,u0\nTerlarang,1,b\n");
    let items = folder.read("k.csv", text).unwrap();
    let mut batches = Vec::new();
    let summary = import(items, false, shop(&mut batches)).unwrap();
    let sizes = batches
        .iter()
        .map(|batch| batch.products.iter().map(|part| part.units.len()).sum::<usize>());
    assert_eq!(sizes.collect::<Vec<_>>(), [UNITS_PER_INPUT_MAX, UNITS_PER_INPUT_MAX, 5]);
    let numbers: Vec<_> =
        batches.iter().map(|batch| batch.products.last().unwrap().product.number).collect();
    assert_eq!(numbers, [None, Some(41), None]);
    let source = folder.0.path().join("k.csv");
    let source = source.display();
    let (doubled, refused) = (count + 3, count + 4);
    let expected = format!(
        "41 Kecil (new): 1 added, 0 doubled, 0 refused\n\
         41 Besar (new): {count} added, 1 doubled, 0 refused\n  \
         {source}: doubled in line {doubled}\n\
         Terlarang: refused\n  \
         {source}:{refused}: number 5 is another product's\n\
         Total: {} added, 1 doubled, 0 refused.",
        count + 1
    );
    assert_eq!(summary.to_string(), expected);
    assert!(summary.verdict().is_err());
}

#[test]
fn a_dry_run_says_so_and_gives_no_numbers() {
    let items = read("k.toml", "[[product]]\nname = \"A\"\nprice = 1\nstock = [\"x\", \"y\"]\n");
    let mut batches = Vec::new();
    let summary = import(items, true, shop(&mut batches)).unwrap();
    assert!(batches.iter().all(|batch| batch.dry_run));
    assert!(summary.to_string().ends_with("This was a dry run: nothing has been changed."));
    assert!(summary.verdict().is_ok());
}

#[test]
fn a_shop_that_falls_silent_is_told_with_what_is_in() {
    let rows: String = (0..=UNITS_PER_INPUT_MAX).map(|unit| format!("A,1,u{unit}\n")).collect();
    let items = read("k.csv", format!("name,price,content\n{rows}"));
    let mut batches = Vec::new();
    let mut first = shop(&mut batches);
    let mut asked = 0;
    let broken = import(items, false, |ask| {
        asked += 1;
        if asked == 1 { first(ask) } else { anyhow::bail!("gone") }
    });
    let told = format!("{:#}", broken.err().unwrap());
    assert_eq!(told, "1 of 2 parts are in; import the same file again for the rest: gone");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// As a spreadsheet writes it: quoted where it must be, quotes doubled.
    #[test]
    fn every_unit_comes_back_but_for_its_ends(
        units in prop::collection::vec("[a-c\",;' |]{0,8}x", 1..20),
    ) {
        let quoted = units.iter().map(|unit| format!("A,1,\"{}\"\r\n", unit.replace('"', "\"\"")));
        let items = read("k.csv", format!("name,price,content\r\n{}", quoted.collect::<String>()));
        let stock = &items[0].stock;
        let mut wanted: Vec<&str> = Vec::new();
        for unit in &units {
            let unit = unit.trim();
            if !wanted.contains(&unit) {
                wanted.push(unit);
            }
        }
        let kept: Vec<&str> = stock.units.iter().map(|(_, unit)| unit.as_str()).collect();
        prop_assert_eq!(kept, wanted);
        prop_assert_eq!(stock.units.len() + stock.doubled.len(), units.len());
    }

    #[test]
    fn whatever_is_in_a_catalogue_is_answered(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
        let csv = [b"name,price,content\n", bytes.as_slice()].concat();
        let toml = [b"[[product]]\n", bytes.as_slice()].concat();
        for read in [Folder::new().read("k.csv", csv), Folder::new().read("k.toml", toml)] {
            prop_assert!(read.err().is_none_or(|told| told.contains("\nk.")));
        }
    }
}
