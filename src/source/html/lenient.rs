//! Tokens of HTML without its errors: browsers read any page, and looking for what is wrong takes longer than all else.

use html5gum::{Emitter, ForwardingEmitter};

/// Takes what another one takes, but no errors.
pub(super) struct Lenient<E>(pub(super) E);

impl<E: Emitter> ForwardingEmitter for Lenient<E> {
    type Token = E::Token;

    fn inner(&mut self) -> &mut impl Emitter<Token = Self::Token> {
        &mut self.0
    }

    #[inline]
    fn should_emit_errors(&mut self) -> bool {
        false
    }
}
