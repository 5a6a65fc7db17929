//! What the README shows is what the program says.

use crate::common::run;

const README: &str = include_str!("../../README.md");

#[test]
fn the_session_of_the_readme_is_the_program_s_own() {
    let session = run(&["guider", "caf", "--accessible"], "0\n2\n3\n1\nq\n");
    let (_, after) = README.split_once("## Une séance\n").expect("the README shows a session");
    let (shown, _) = after.split_once("\n## ").expect("something follows");
    let lines: Vec<&str> = shown.lines().filter_map(|line| line.strip_prefix("    ")).collect();
    assert!(lines.len() > 15, "{lines:?}");
    for line in lines {
        assert!(
            session.err.lines().chain(session.out.lines()).any(|said| said == line),
            "{line:?} is not said"
        );
    }
}

#[test]
fn every_page_that_the_readme_sends_to_is_there() {
    for target in README.split("](").skip(1).filter_map(|after| after.split(')').next()) {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(target);
        assert!(path.exists(), "{target} is not there");
    }
}
