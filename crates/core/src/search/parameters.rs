//! The numbers of the search as data, for a program in another language that must find the same. Each is
//! typed once, where the search uses it; its meaning is told there.

use serde::Serialize;

use super::{build, score, signs, text, understand};

/// The numbers of the search, by the names that they have in it.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub struct Parameters {
    longest: usize,
    ligatures: &'static [(char, &'static str)],
    endings: &'static [(&'static str, usize)],
    weak: f32,
    name: f32,
    half_central: f32,
    heard: usize,
    counted: usize,
    compared: usize,
    unknown: f32,
    errors_from: [usize; 2],
    compared_from: usize,
    start: usize,
    start_tenths: usize,
    start_rest: usize,
    one_error: f32,
    two_errors: f32,
    same_start: f32,
    most: usize,
    phrase: f32,
    damp: f32,
    whole: f32,
    exact: f32,
    relative: f32,
    named: f32,
    again: f32,
    least: f32,
    least_elsewhere: f32,
    near_best: f32,
    considered: usize,
    sure: f32,
    apart: usize,
    scale: f32,
    own: f32,
}

/// Those of this search.
pub const PARAMETERS: Parameters = Parameters {
    longest: text::LONGEST,
    ligatures: text::LIGATURES,
    endings: text::ENDINGS,
    weak: build::WEAK,
    name: build::NAME,
    half_central: build::HALF_CENTRAL,
    heard: understand::HEARD,
    counted: understand::COUNTED,
    compared: understand::COMPARED,
    unknown: understand::UNKNOWN,
    errors_from: understand::ERRORS_FROM,
    compared_from: understand::COMPARED_FROM,
    start: understand::START,
    start_tenths: understand::START_TENTHS,
    start_rest: understand::START_REST,
    one_error: understand::ONE_ERROR,
    two_errors: understand::TWO_ERRORS,
    same_start: understand::SAME_START,
    most: score::MOST,
    phrase: score::PHRASE,
    damp: score::DAMP,
    whole: score::WHOLE,
    exact: score::EXACT,
    relative: score::RELATIVE,
    named: score::NAMED,
    again: score::AGAIN,
    least: score::LEAST,
    least_elsewhere: score::LEAST_ELSEWHERE,
    near_best: score::NEAR_BEST,
    considered: score::CONSIDERED,
    sure: score::SURE,
    apart: signs::APART,
    scale: signs::SCALE,
    own: signs::OWN,
};
