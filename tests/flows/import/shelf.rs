//! A seller's table on the shelf: kinds, lower prices, choices and named parts.

use warung::cli::import::import;
use warung::domain::limit::TODO_WITHIN;
use warung::domain::product::{Kind, Product, Terms};
use warung::domain::time::Span;
use warung::engine::input::Input;
use warung::store::read::Read;
use warung::web::ask::Ask;

use super::{read, units, wrong};
use crate::counter::{ADMIN, Counter, SARI};
use crate::desk::{has, html};

/// As Excel, LibreOffice and Google save it where decimals have commas.
const TABLE: &str = "\u{feff}Nama;Varian;Kategori;Harga;Grosir;Harga Reseller;Deskripsi;Jenis;\
    Nama Isian;Sisa;Batas Waktu;Pertanyaan;Isi\r\n\
    Netflix;1 bulan;Film;Rp50.000;\"5+ 45.000\r\n10+ Rp40.000\";42rb;\"Satu layar; 4K\r\n\
    \"\"Garansi\"\" 30 hari\";unit;email|sandi;;;;a@x|1\r\n\
    Netflix;1 bulan;;;;;;;;;;;b@x|2\r\n\
    Netflix;3 bulan;;\"Rp120.000,00\";;;;;;;;;c@x|3\r\n\
    \r\n\
    Undangan Canva;;Desain;15000;5+ 14000/10+ 13000;;;Manual;;20;2 jam;Email yang diundang?;\r\n\
    Kelas;;;25000;;;;bersama;;100;;;\r\n";

fn put(counter: &mut Counter, table: &str, dry_run: bool) -> String {
    let items = read("k.csv", table);
    let shop = |ask| match ask {
        Ask::Import(batch) => Ok(counter.apply(Input::Import(batch))),
        _ => anyhow::bail!("not an import"),
    };
    let summary = import(items, dry_run, shop).unwrap().to_string();
    // The file's own folder is nobody's business.
    let line = |line: &str| match line.split_once("k.csv") {
        Some((_, rest)) => format!("  k.csv{rest}"),
        None => line.to_owned(),
    };
    summary.lines().map(line).collect::<Vec<_>>().join("\n")
}

fn products(counter: &Counter) -> Vec<Product> {
    counter.core.store().snap().unwrap().all(0, 99).unwrap()
}

fn named(counter: &Counter, name: &str) -> Product {
    let found = products(counter).into_iter().find(|it| it.name.as_str() == name);
    found.unwrap_or_else(|| panic!("{name}"))
}

#[test]
fn a_table_brings_kinds_choices_and_lower_prices() {
    let mut counter = Counter::new();
    let seen = put(&mut counter, TABLE, true);
    let expected = "Netflix · 1 bulan (new): 2 added, 0 doubled, 0 refused\n\
        Netflix · 3 bulan (new): 1 added, 0 doubled, 0 refused\n\
        Undangan Canva (new): 0 added, 0 doubled, 0 refused\n\
        Kelas (new): 0 added, 0 doubled, 0 refused\n\
        Total: 3 added, 0 doubled, 0 refused.";
    assert_eq!(seen, format!("{expected}\nThis was a dry run: nothing has been changed."));
    assert_eq!((products(&counter), counter.units().len()), (vec![], 0));
    let done = put(&mut counter, TABLE, false);
    let bare = done.lines().map(|line| line.trim_start_matches(|it: char| it.is_ascii_digit()));
    assert_eq!(bare.map(str::trim_start).collect::<Vec<_>>().join("\n"), expected);
    let month = named(&counter, "Netflix · 1 bulan");
    assert_eq!(month.description.as_str(), "Satu layar; 4K\n\"Garansi\" 30 hari");
    let steps: Vec<_> = month.prices.steps.iter().map(|it| (it.from, it.price.0)).collect();
    assert_eq!(steps, [(5, 45_000), (10, 40_000)]);
    assert_eq!(month.prices.reseller.map(|it| it.0), Some(42_000));
    assert_eq!(month.kind.parts().len(), 2);
    let quarter = named(&counter, "Netflix · 3 bulan");
    assert_eq!((quarter.price.0, quarter.below()), (120_000, Some(month.id)));
    assert_eq!(quarter.kind.parts().len(), 2, "parts are as its card has them");
    let terms = Terms { within: Span::hours(2), question: Some("Email yang diundang?".into()) };
    assert_eq!(named(&counter, "Undangan Canva").kind, Kind::Manual { quota: Some(20), terms });
    assert_eq!(named(&counter, "Kelas").kind, Kind::Shared { quota: Some(100) });
    counter.prove();
    // The same once more changes nothing.
    let before = products(&counter);
    let again = put(&mut counter, TABLE, false);
    assert!(again.ends_with("Total: 0 added, 3 doubled, 0 refused."), "{again}");
    assert!(!again.contains("changes"), "{again}");
    assert_eq!(products(&counter), before);
    counter.say(SARI, "netflix");
    assert!(html(&counter, SARI).contains("Netflix"));
    counter.prove();
}

#[test]
fn what_is_there_is_changed_as_the_table_says_and_keeps_the_rest() {
    let mut counter = Counter::new();
    put(&mut counter, TABLE, false);
    let table = "nama,varian,harga,grosir,reseller,jenis,pertanyaan,batas waktu\n\
        netflix,1 BULAN,50000,5+ 44000,,,,\n\
        Netflix,1 tahun,400000,,390000,,,\n\
        Undangan Canva,,15000,,,manual,Nomor WA?,\n";
    let told = put(&mut counter, table, true);
    for line in ["changes its wholesale prices", "Netflix · 1 tahun (new)", "changes its kind"] {
        assert!(told.contains(line), "{line}: {told}");
    }
    put(&mut counter, table, false);
    let month = named(&counter, "Netflix · 1 bulan");
    assert_eq!((month.prices.steps.len(), month.prices.reseller.map(|it| it.0)), (1, Some(42_000)));
    assert_eq!(named(&counter, "Netflix · 1 tahun").below(), Some(month.id));
    let Kind::Manual { quota, terms } = named(&counter, "Undangan Canva").kind else {
        panic!("another kind")
    };
    assert_eq!((quota, terms.within), (Some(20), Span::hours(2)));
    assert_eq!(terms.question.as_deref(), Some("Nomor WA?"));
    // What the shop cannot do is refused with its line, and no half of it stays.
    counter.say(ADMIN, "/add -|Spotify|Musik|9000|-");
    counter.fill("6|s@x|1");
    let before = products(&counter);
    let table = "nama;varian;harga;jenis;reseller\n\
        Spotify;1 bulan;9000;;\n\
        Spotify;;9500;manual;9400\n";
    let told = wrong("k.csv", table);
    assert_eq!(told, ["k.csv:3: varian: is missing: line 2 has a choice of it"]);
    let told = put(&mut counter, "nama;varian;harga\nSpotify;1 bulan;9000\n", false);
    assert!(told.contains("k.csv:2: is on the shelf without choices"), "{told}");
    let told = put(&mut counter, "nama;harga;jenis\nSpotify;9500;manual\n", false);
    assert!(told.contains("k.csv:2: has 1 units of another kind"), "{told}");
    let told = put(&mut counter, "nama;harga;isi\nKelas;25000;x|1\n", false);
    assert!(told.contains("k.csv:2: is of a kind that has no units"), "{told}");
    assert_eq!(products(&counter), before);
    // By its number it becomes the first of its choices.
    let table = "nomor;nama;varian;harga\n6;Spotify;1 bulan;9000\n;Spotify;3 bulan;25000\n";
    let told = put(&mut counter, table, false);
    assert!(told.contains("becomes a choice on its card"), "{told}");
    let head = named(&counter, "Spotify · 1 bulan");
    assert_eq!((head.number, named(&counter, "Spotify · 3 bulan").below()), (6, Some(head.id)));
    counter.prove();
    counter.say(ADMIN, "/stock spotify");
    has(&counter, ADMIN, "Spotify");
}

#[test]
fn bad_rows_are_named_and_nothing_comes_in() {
    let head = "nama;varian;harga;grosir;reseller;jenis;bagian;sisa;batas waktu;pertanyaan;isi\n";
    for (rows, told) in [
        ("A;;9;;;berkas;;;;;x\n", "2: jenis: files cannot come in a table; send them to the bot"),
        ("A;;9;;;buah;;;;;x\n", "2: jenis: must be unit, shared (bersama) or manual"),
        ("A;;9;5+ 9;;;;;;;\n", "2: grosir: from 5 on costs no less than Rp9"),
        ("A;;9;lima;;;;;;;\n", "2: grosir: is no price for a count"),
        ("A;;9;;9;;;;;;\n", "2: reseller: is no less than the price, Rp9"),
        ("A;;9;;;unit;a|a;;;;\n", "2: bagian: a unit has at most"),
        ("A;;9;;;manual;a|b;;;;\n", "2: bagian: only units have parts"),
        ("A;;9;;;unit;;5;;;\n", "2: sisa: needs the kind shared or manual"),
        ("A;;9;;;shared;;;1 jam;;\n", "2: batas waktu: needs the kind manual"),
        ("A;;9;;;manual;;;1;;\n", "2: batas waktu: must be a time such as 2 jam"),
        ("A;;9;;;manual;;;;Siapa?;a|1\n", "2: isi: what is done by hand has no goods"),
        ("A;;9;;;shared;;;;;a|1\n", "2: isi: what every buyer gets is set in the chat"),
        ("A;;9;;;;;;;;\"a|1\nb|2\"\n", "2: isi: has a line break, and a unit is one line"),
        ("A;x;9;;;;;;;;\nA;;9;;;;;;;;\n", "3: varian: is missing: line 2 has a choice of it"),
        ("A;;9;;;;;;;;\nA;x;9;;;;;;;;\n", "3: varian: comes too late: line 2 has no choice of it"),
        ("A;x;9;;;;;;;;\nA;x;9;;8;;;;;;\n", "3: reseller: differs from that of line 2"),
        ("A;dua puluh lima huruf lebih;9;;;;;;;;\n", "2: varian: is longer than 24 signs"),
    ] {
        let found = wrong("k.csv", format!("{head}{rows}"));
        assert!(found[0].starts_with(&format!("k.csv:{told}")), "{told}\n in\n{found:?}");
    }
    let head = "nama;varian;kategori;harga;deskripsi\n";
    let told = wrong("k.csv", format!("{head}A;x;K;9;satu\nA;y;L;9;dua\n"));
    assert_eq!(
        told,
        [
            "k.csv:3: kategori: differs from that of line 2",
            "k.csv:3: deskripsi: differs from that of line 2"
        ]
    );
}

/// A quote that goes astray takes no row with it, whatever stands below.
#[test]
fn only_a_cell_that_is_one_may_have_several_lines() {
    let items = read(
        "k.csv",
        "nama,harga,deskripsi,isi\nA,9,\"satu\n\ndua\n\"\"tiga\"\"\",x|1\nB,9,,y|2\n",
    );
    assert_eq!(items[0].product.description.as_str(), "satu\n\ndua\n\"tiga\"");
    assert_eq!((units(&items[0]), units(&items[1])), (vec![(2, "x|1")], vec![(6, "y|2")]));
    let open = |rows: &str| wrong("k.csv", format!("nama,harga,deskripsi,isi\n{rows}"));
    for rows in [
        "A,9,\"satu,x|1\nB,9,dua,y|2\nC,9,\"tiga\",z|3\n",
        "A,9,\"satu,x|1\nB,9,dua\",y|2\n",
        "A,9,\"satu\ndua\n",
        "A,9,\"satu\ndua\",x|1,z\n",
    ] {
        assert!(open(rows)[0].starts_with("k.csv:2: a quote is opened here"), "{rows}");
    }
    let long = "baris\n".repeat(41);
    assert!(open(&format!("A,9,\"{long}\",x|1\n"))[0].contains("a quote is opened here"));
}

#[test]
fn a_manual_product_is_promised_as_usual_where_the_table_says_nothing() {
    let mut counter = Counter::new();
    put(&mut counter, "name,price,kind\nDesain,9000,manual\n", false);
    let kind = named(&counter, "Desain").kind;
    let terms = Terms { within: TODO_WITHIN, question: None };
    assert_eq!(kind, Kind::Manual { quota: None, terms });
}
