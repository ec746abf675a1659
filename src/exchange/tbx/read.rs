use crate::Result;
use crate::exchange::imported::Imported;
use crate::exchange::reading::Reading;

pub(super) fn read(_: &[u8], _: &Reading) -> Result<Imported> {
    todo!()
}
