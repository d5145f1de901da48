//! What is damaged, hostile or half there: each opens as far as it can be read, with a doubt, or says in one line why not.

use super::samples::told;
use std::io::Write;
use std::path::Path;

/// What is read of a folder with these files.
fn of(files: &[(&str, &[u8])]) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, bytes) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap_or(Path::new("."))).expect("made");
        std::fs::write(path, bytes).expect("written");
    }
    told(folder.path())
}

#[track_caller]
fn says(files: &[(&str, &[u8])], wanted: &[&str]) {
    let told = of(files);
    for one in wanted {
        assert!(told.contains(one), "no {one:?} in {told}");
    }
}

const STORY: &str = "<html><body><div class=\"article\"><h1>渡船复航</h1><p>风停了，浪也小了。</p></div></body></html>";

fn page(title: &str, body: &str) -> String {
    format!("<html><head><title>{title}</title></head><body>{body}</body></html>")
}

fn map(areas: &str) -> String {
    format!("<img usemap=#m><map name=m>{areas}</map><a href=content_1.htm>渡船复航</a>")
}

#[test]
fn pages_of_two_papers_in_one_folder_are_told_apart() {
    let area = "<area shape=polygon coords='10,10,300,10,300,300,10,300' href=content_1.htm>";
    let links = "<a id=pageLink href=node_1.htm>第01版：要闻</a><a id=pageLink href=node_2.htm>第02版：集市</a>";
    let one = page("渔港晨报", &(map(area) + links));
    let other = page("江北新报", &map(area));
    let files: &[(&str, &[u8])] =
        &[("node_1.htm", one.as_bytes()), ("node_2.htm", other.as_bytes()), ("content_1.htm", STORY.as_bytes())];
    says(
        files,
        &[
            "渡船复航",
            "pages of another paper lie among those of 渔港晨报 and are left out: 江北新报",
            "pages of 2 papers",
        ],
    );
}

#[test]
fn shapes_without_sense_leave_their_story_at_the_foot() {
    for coords in ["", "a,b,c", "5,5,5,5", "-9e99,NaN,inf,3", "10,10"] {
        let areas = format!(
            "<area shape=polygon coords='{coords}' href=content_1.htm><area shape=polygon coords='10,10,300,10,300,300' href=content_2.htm>"
        );
        let text = page("渔港晨报", &map(&areas));
        let files: &[(&str, &[u8])] = &[("node_1.htm", text.as_bytes()), ("content_1.htm", STORY.as_bytes())];
        says(files, &["风停了，浪也小了。", "no place for 1 of its stories"]);
    }
}

#[test]
fn html_without_a_map_and_a_map_without_stories_say_so() {
    let plain = page("渔港晨报", "<p>明天有雾。</p><div><ul><li>一</li><li>二</li></ul></div>");
    says(&[("node_1.htm", plain.as_bytes())], &["did not open", "looks like a web page"]);
    let empty = page("渔港晨报", "<map name=m><area shape=rect coords='1,1,90,90' href='javascript:go(1)'></map>");
    assert!(of(&[("node_1.htm", empty.as_bytes())]).contains("did not open"));
}

#[test]
fn places_of_e_papers_lead_out_of_no_folder() {
    let area = |href: &str| format!("<area shape=rect coords='10,10,300,300' href='{href}'>");
    for href in ["../secret.htm", "%2e%2e/secret.htm", "/etc/hostname.htm", "file:///etc/hostname.htm", "C:/a.htm"] {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("secret.htm"), STORY).expect("written");
        std::fs::create_dir(folder.path().join("paper")).expect("made");
        std::fs::write(
            folder.path().join("paper/node_1.htm"),
            page("渔港晨报", &area(href).replace("<area", "<map><area")),
        )
        .expect("written");
        let told = told(&folder.path().join("paper/node_1.htm"));
        assert!(!told.contains("风停了"), "{href}: {told}");
    }
}

#[test]
fn damaged_dialects_say_what_and_where() {
    says(&[("didl.xml", b"<DIDL><Item>")], &["no page of this issue could be read; it names no ALTO files"]);
    says(&[("unit.xml", b"<unit xmlns='http://www.iarchives.com/schema'><articles/></unit>")], &["names no articles"]);
    says(
        &[("BATCH.xml", b"<batch xmlns='http://www.loc.gov/ndnp'><issue>../../etc/passwd</issue></batch>")],
        &["leads out of the folder"],
    );
    says(
        &[(
            "m.json",
            b"{\"@context\":\"http://iiif.io/api/presentation/3/context.json\",\"type\":\"Manifest\",\n \"items\":[}",
        )],
        &["did not open", "line 2, column 11"],
    );
    says(
        &[("m.json", b"{\"@context\":\"http://iiif.io/api/presentation/3/context.json\",\"type\":\"Manifest\"}")],
        &["this manifest has no canvases"],
    );
    says(
        &[("p.xml", b"<OCRDATASET><PAGE WIDTH='wide' HEIGHT='-5'></PAGE></OCRDATASET>")],
        &["there are no words in it"],
    );
    let odd = "<OCRDATASET><PAGE WIDTH='x' HEIGHT='1e99'><LINE X='-1e30' Y='nan' WIDTH='9' HEIGHT='-2' STRING='港の朝'/></PAGE></OCRDATASET>";
    says(&[("p.xml", odd.as_bytes())], &["港の朝"]);
    let deep =
        "<TEI xmlns='http://www.tei-c.org/ns/1.0'><text>".to_owned() + &"<div>".repeat(500) + "<p>x</p></text></TEI>";
    says(&[("t.xml", deep.as_bytes())], &["more than 80 within each other"]);
    let half = "<TEI><text><body><div><head>渡口</head><p>船來了。</p><p>人都上了";
    says(&[("t.xml", half.as_bytes())], &["船來了。", "人都上了"]);
}

fn zipped(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    for (name, bytes) in members {
        zip.start_file(*name, options).expect("a member");
        zip.write_all(bytes).expect("written");
    }
    zip.finish().expect("a zip").into_inner()
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(bytes).expect("written");
    gzip.finish().expect("a gzip")
}

#[test]
fn bombs_do_not_go_off() {
    let blank = vec![b' '; 40 << 20];
    says(&[("page.xml.gz", &gzipped(&blank))], &["did not open", "times as large unpacked"]);
    let zip = zipped(&[
        ("bomb.xml", &blank),
        ("page.txt", "渔港晨报\n雾散船归，码头上的工人已经开始装卸货物。\n".as_bytes()),
    ]);
    says(&[("issue.zip", &zip)], &["雾散船归", "bomb.xml was not unpacked: it is more than 200 times as large"]);
    let entities =
        b"<!DOCTYPE a [<!ENTITY a 'x'><!ENTITY b '&a;&a;&a;'>]><TEI><text><body><p>&b;&b; tide</p></body></text></TEI>";
    says(&[("t.xml", entities)], &["tide"]);
}

#[test]
fn damaged_xml_says_where() {
    let damaged = "<alto>\n<Layout><渡口 a=\"1\"/><Page".as_bytes();
    says(&[("page.xml", damaged)], &["did not open", "line 2, column 20"]);
}

#[test]
fn end_tags_that_do_not_match_are_told() {
    let crossed =
        "<TEI><text><body><div><head>渡口</head>\n<p>船來了。<hi>人都</p>上了。</hi></div></body></text></TEI>";
    says(&[("t.xml", crossed.as_bytes())], &["船來了。", "人都", "? line 2, column 14: </p> where <hi> is open"]);
    let stray = "<TEI><text><body><p>船來了。</p></div></body></text></TEI>";
    says(&[("t.xml", stray.as_bytes())], &["船來了。", "line 1, column 29: </div> where <body> is open"]);
    let half = "<TEI><text><body><div><head>渡口</head><p>船來了。</p>";
    says(&[("t.xml", half.as_bytes())], &["船來了。", "the file ends within <TEI>; it is cut short"]);
}

#[test]
fn a_packed_file_of_which_nothing_is_unpacked_says_why() {
    let zip = zipped(&[("bomb.xml", &vec![b' '; 40 << 20])]);
    says(&[("issue.zip", &zip)], &["there are no pages in this packed file: bomb.xml was not unpacked"]);
}

#[test]
fn damaged_packed_files_say_so_and_others_are_read() {
    let good = zipped(&[("page.txt", "渔港晨报\n雾散船归。\n".as_bytes())]);
    let half = &good[..good.len() / 2];
    says(&[("issue.zip", half)], &["did not open", "this zip is damaged or cut short"]);
    let gzip = gzipped("渔港晨报\n雾散船归。\n".as_bytes());
    says(&[("page.txt.gz", &gzip[..gzip.len() - 9])], &["did not open", "damaged or cut short"]);
    says(&[("page.txt.gz", &gzip)], &["雾散船归。"]);
    says(&[("issue.zip", &zipped(&[]))], &["nothing to read"]);
    says(&[("issue.zip", &zipped(&[("a.jpg", b"x")]))], &["nothing to read"]);
}

#[test]
fn names_in_packed_files_lead_nowhere() {
    let text = "渔港晨报\n雾散船归。\n".as_bytes();
    let zip = zipped(&[("../../out.txt", text), ("/abs.txt", text), ("a/../../b.txt", text), ("good.txt", text)]);
    let told = of(&[("issue.zip", &zip)]);
    assert_eq!(told.matches("its name leads out of the packed file").count(), 3, "{told}");
    assert!(told.contains("雾散船归。"), "{told}");
}
