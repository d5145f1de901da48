//! What is no newspaper is refused in one line, and prose that looks a little like it is not.

use super::open;
use foldline::sources::{Content, Format, OpenError, OpenOptions, read};

fn says(bytes: &[u8]) -> Option<String> {
    match open(bytes) {
        Ok(opened) => {
            assert_eq!(opened.format, Format::Text);
            None
        }
        Err(OpenError::Broken { says, .. }) => {
            assert!(!says.contains('\n') && says.contains("PDF, ALTO, METS, PAGE, hOCR"), "{says}");
            Some(says)
        }
        Err(other) => panic!("{other}"),
    }
}

#[track_caller]
fn refused(text: &str, what: &str) {
    let says = says(text.as_bytes());
    assert!(says.as_ref().is_some_and(|says| says.contains(what)), "{says:?} for {text}");
}

#[test]
fn xml_is_named_by_its_root_with_and_without_a_declaration() {
    let tides = "<t:tides xmlns:t='urn:tides'><t:day>ebb</t:day></t:tides>";
    for head in ["", "<?xml version=\"1.0\"?>\n", "\u{feff}", "\n  <!-- made by hand -->\n"] {
        refused(&format!("{head}{tides}"), "`t:tides`");
    }
    refused("<rss version=\"2.0\"><channel><title>Tides</title><item/></channel></rss>", "feed");
    refused("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\"/>", "SVG");
    refused("<tides><day><high>7</high><low>1</low></day></tides>", "`tides`");
    refused("<?xml version=\"1.0\"?><a/>", "`a`");
    let utf16: Vec<u8> = format!("\u{feff}{tides}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(says(&utf16).is_some());
}

#[test]
fn web_pages_are_refused_whole_and_in_pieces() {
    let page =
        "<!DOCTYPE html>\n<html lang=en><head><title>Harbor</title></head><body><p>The ferry is late.</body></html>";
    refused(page, "web page");
    refused(&page.to_uppercase(), "web page");
    refused(&format!("Saved from a browser\n{}", page.replace("<body>", "<body><div><div><p><p><p><p>")), "web page");
    let piece = "<div class=\"story\"><h2>Harbor</h2><p>Late <a href=\"/x\">ferry</a></p><ul><li>one</li><li>two</li></ul></div>";
    refused(piece, "web page");
    refused(
        "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html\n",
        "MHTML",
    );
}

#[test]
fn data_is_refused() {
    refused("{\"tides\": [{\"high\": 7, \"low\": 1}]}", "JSON");
    refused("[{\"a\": 1},\n {\"a\": 2}]\n", "JSON");
    refused("{\"a\": 1}\n{\"a\": 2}\n{\"a\": 3}\n", "JSON");
    refused("{\"a\": 1, \"b\": [1, 2", "JSON");
    refused("{\n // tides\n \"a\": 1,\n \"b\": 2,\n \"c\": 3,\n}", "JSON");
    let long = format!("[{}]", vec!["{\"word\": \"ferry\", \"box\": [1, 2, 3, 4]}"; 4000].join(",\n"));
    refused(&long, "JSON");
    refused("{\\rtf1\\ansi The ferry is late.}", "RTF");
    refused("%!PS-Adobe-3.0\n/Times findfont 10 scalefont setfont\n", "PostScript");
}

#[test]
fn sources_of_programs_are_refused() {
    for text in [
        "#!/bin/sh\nset -e\nfor f in *; do\n  echo \"$f\"\ndone\n",
        "import os\nimport sys\n\ndef tides(day):\n    high = day * 2\n    if high > 3:\n        return high\n    return None\n\nprint(tides(4))\n",
        "use std::fs;\n\nfn main() {\n    let text = fs::read_to_string(\"a\").unwrap();\n    for line in text.lines() {\n        println!(\"{line}\");\n    }\n}\n",
        "#include <stdio.h>\n\nint main(void) {\n    int tide = 3;\n    if (tide > 2) {\n        printf(\"%d\\n\", tide);\n    }\n    return 0;\n}\n",
        "package harbor;\n\nimport java.util.List;\n\npublic class Tide {\n    private final int high;\n    public Tide(int high) {\n        this.high = high;\n    }\n}\n",
        "const tide = require('tide');\n\nfunction high(day) {\n  return tide.of(day);\n}\n\nmodule.exports = { high };\n",
        "body {\n  margin: 0;\n  color: #333;\n}\n\n.head {\n  font-size: 2em;\n}\nif (x) {\n}\n",
        "CREATE TABLE tides (day INT, high INT);\nINSERT INTO tides VALUES (1, 7);\nINSERT INTO tides VALUES (2, 6);\nSELECT day FROM tides WHERE high > 6;\nSELECT 1 FROM tides;\nreturn;\n",
        "<?php\n$tide = 3;\necho $tide;\n",
        "package main\n\nimport \"fmt\"\n\nfunc main() {\n\tfor i := 0; i < 3; i++ {\n\t\tfmt.Println(i)\n\t}\n}\n",
    ] {
        refused(text, "program");
    }
}

#[test]
fn other_kinds_of_files_are_named() {
    let zip = b"PK\x03\x04\x14\0\0\0\x08\0\x9c\x0b\x8a\x57\xe1\x02\x11\0\0\0\x07\0tide.txt".to_vec();
    let gzip = b"\x1f\x8b\x08\0\0\0\0\0\0\x03abcdefg".to_vec();
    let sqlite = b"SQLite format 3\0\x10\0\x01\x01\0\x40\x20\x20\0\0".to_vec();
    let elf = [b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0\x3e\0\x01\0\0\0".to_vec(), vec![0; 60]].concat();
    let gif = b"GIF89a\x01\0\x01\0\x80\0\0\xff\xff\xff\0\0\0!\xf9\x04\x01\0\0\0\0".to_vec();
    for (bytes, what) in [(zip, "ZIP"), (gzip, "gzip"), (sqlite, "SQLite"), (elf, "program"), (gif, "image/gif")] {
        let says = says(&bytes).unwrap_or_default();
        assert!(says.contains(what), "{says}");
    }
}

#[test]
fn prose_is_read_whatever_signs_are_in_it() {
    for text in [
        "The ferry <b>is late</b> again, and 3 < 5 > 2 holds in the harbor.\n",
        "<Photo: Ida Moss>\nThe ferry is late again.\n\nNobody knows why.\n",
        "<b>Harbor</b>\n\nThe ferry is late again, says <i>the pilot</i>.\n",
        "<p>The ferry is late again.</p>\n",
        "# Harbor\n\n*The ferry* is late. [More](http://a.b/c)\n\n- one\n- two\n\n```\nlet x = 3;\n```\n\nThat was all there is to say of it today.\n",
        "[Photo] The ferry is late again.\n",
        "[1] The tide tables of the year.\n[2] The log of the pilot.\n",
        "{Ferry} is late again.\n",
        "\\documentclass{article}\n\\begin{document}\n\\section{Harbor}\nThe ferry is late.\n\\end{document}\n",
        "day;high;low\n1;7;1\n2;6;2\n3;5;3\n4;6;2\n5;7;1\n",
        "day,high,low\n1,7,1\n2,6,2\n3,5,3\n4,6,2\n5,7,1\n",
        "Ferry tickets (one way);\nBread = 2.40\nMilk = 1.20\nFish = 7.80\nOil = 3.00\nSalt = 0.90\nRope = 4.00\n",
        "How to write a loop\n\nA loop in C begins with for (i = 0; i < 3; i++) { and ends with a brace.\nWe tried it in the school by the harbor, and the children liked it a lot.\n\nfor (i = 0; i < 3; i++) {\n  puts(\"tide\");\n}\n\nThen they went home for lunch and came back with questions about braces.\n",
        "Mr. Moss wrote <alto> on the door, and <html> below it. Nobody knew what it meant.\n",
        "BMW opens a yard\n\nMZ motorcycles were built here. PK is a name. GIF89a is another.\n",
        "渔港晨报\n\n雾散船归，《码头》上的工人已经开始<装卸>货物。\n【本报讯】船长们{都}说[好]。\n",
        "Tide class:\nreturn to port;\nif it rains, we stay:\nfor a day or two;\nwhile the wind blows.\nimport of fish\nfrom the north\n",
        "select fish from the market\nType: herring\nWeight: 3;\nPrice: 4;\nOrigin: north;\nBoat: Ida;\nCrew: 5;\nPort: Moss;\n",
    ] {
        assert_eq!(says(text.as_bytes()), None, "{text}");
    }
}

#[test]
fn who_names_an_encoding_sees_the_text_of_anything() {
    let options = OpenOptions { encoding: Some("utf-8".to_owned()), ..OpenOptions::default() };
    let opened = read("a.json", b"{\"tide\": 7}", &options).expect("it opens as text");
    assert!(matches!(opened.content, Content::Extracts(_)));
}
