//! The pictures in the README are what the program draws today. `UPDATE_SCREENSHOTS=1 cargo test --test screenshots`
//! makes them anew.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "this is a test")]

use std::path::Path;
use std::process::Command;

/// Each picture with the page it shows and its width in cells.
const PICTURES: [(&str, &str, &str); 2] =
    [("chinese.svg", "layouts/demo/3-feature.pdf", "120"), ("vertical.svg", "layouts/demo/4-vertical.pdf", "120")];

#[test]
fn the_pictures_in_the_readme_are_current() {
    if cfg!(not(feature = "images")) {
        println!("skipped: this build makes no pictures");
        return;
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = std::fs::read_to_string(root.join("README.md")).unwrap();
    let nobody = tempfile::tempdir().unwrap();
    for (name, page, width) in PICTURES {
        let mut command = Command::new(env!("CARGO_BIN_EXE_foldline"));
        command.current_dir(root).args(["page", page, "--width", width, "--format", "svg"]);
        command.env("HOME", nobody.path()).env_remove("XDG_CONFIG_HOME").env_remove("XDG_STATE_HOME");
        let drawn = command.output().unwrap();
        assert!(drawn.status.success(), "{name}: {}", String::from_utf8_lossy(&drawn.stderr));
        let path = root.join("docs").join(name);
        if std::env::var_os("UPDATE_SCREENSHOTS").is_some() {
            std::fs::create_dir_all(root.join("docs")).unwrap();
            std::fs::write(&path, &drawn.stdout).unwrap();
        }
        let kept = std::fs::read(&path).unwrap_or_default();
        assert!(kept == drawn.stdout, "docs/{name} is not current: UPDATE_SCREENSHOTS=1 cargo test --test screenshots");
        assert!(readme.contains(&format!("docs/{name}")), "the README does not show docs/{name}");
    }
}
