//! The example for Spark, where Spark is: the same rows as one process gives.

use super::{Archive, foldline, rows};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

/// The Python that has Spark: FOLDLINE_SPARK_PYTHON, else that of the path.
fn python() -> Option<String> {
    let python = std::env::var("FOLDLINE_SPARK_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let works = |program: &str, arguments: &[&str]| {
        let mut command = Command::new(program);
        command.args(arguments).stdout(Stdio::null()).stderr(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    };
    (works(&python, &["-c", "import pyspark"]) && works("java", &["-version"])).then_some(python)
}

#[test]
fn spark_gives_the_rows_of_one_process() {
    let Some(python) = python() else {
        println!("skipped: no Python with pyspark, or no Java; pip install pyspark, apt install default-jre-headless");
        return;
    };
    let mut archive = Archive::of(40);
    fs::write(archive.at("empty.pdf"), "").unwrap();
    archive.pages[11] = archive.at("empty.pdf");
    archive.pages[25] = archive.at("missing.pdf");
    archive.list();
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/spark/read_pages.py");
    let table = archive.at("table");
    let program = assert_cmd::cargo::cargo_bin("foldline");
    let done = Command::new(&python)
        .args([&example, &archive.at("list"), &table, &program])
        .envs([("PYSPARK_PYTHON", python.as_str()), ("PYSPARK_SUBMIT_ARGS", "--master local[2] pyspark-shell")])
        .env("SPARK_LOCAL_IP", "127.0.0.1")
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let read = "import sys, json\nfrom pyspark.sql import SparkSession\n\
                spark = SparkSession.builder.master('local[1]').getOrCreate()\n\
                print('\\n'.join(json.dumps([row.id, row.status, row.headline, row.text]) \
                for row in spark.read.parquet(sys.argv[1]).collect()))";
    let listed = Command::new(&python).args(["-c", read]).arg(&table).output().unwrap();
    let of_spark: BTreeMap<String, serde_json::Value> = String::from_utf8(listed.stdout)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap())
        .map(|row| (row[0].as_str().unwrap().to_owned(), row))
        .collect();
    let list = archive.named("list");
    let one = foldline(&["export", "--from", &list, "--format", "jsonl", "--rows", "story"]).output().unwrap();
    let of_one: BTreeMap<String, serde_json::Value> = rows(&one.stdout)
        .into_iter()
        .map(|row| {
            let fields = [&row["id"], &row["status"], &row["story"]["headline"], &row["story"]["text"]];
            (row["id"].as_str().unwrap().to_owned(), fields.into_iter().cloned().collect())
        })
        .collect();
    assert_eq!(of_one.len(), 40);
    assert_eq!(of_spark.len(), 40);
    for (id, row) in &of_one {
        assert_eq!(of_spark.get(id), Some(row));
    }
}
