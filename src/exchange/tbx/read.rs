use crate::Result;
use crate::exchange::imported::Imported;

pub(super) fn read(_: &[u8]) -> Result<Imported> {
    todo!()
}
