//! The README sends to pages that are there; `picture.rs` holds its picture.

const README: &str = include_str!("../../README.md");

#[test]
fn every_page_that_the_readme_sends_to_is_there() {
    for target in README.split("](").skip(1).filter_map(|after| after.split(')').next()) {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(target);
        assert!(path.exists(), "{target} is not there");
    }
}
