//! Records as JSON.

use serde::Serialize;

use crate::error::Error;

/// A record as `--json` writes it, its last line ended.
///
/// # Errors
///
/// Where a record cannot be told in JSON.
pub fn json_text(record: &impl Serialize) -> Result<String, Error> {
    let mut text = serde_json::to_string_pretty(record).map_err(|error| Error::Output(error.into()))?;
    text.push('\n');
    Ok(text)
}
