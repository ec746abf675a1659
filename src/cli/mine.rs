//! `yongeo mine`

use super::definitions::Mine;
use super::{Status, Stop};

pub fn run(_arguments: &Mine) -> Result<Status, Stop> {
    Err(yongeo::Error::new("shim").into())
}
