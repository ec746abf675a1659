//! How what stands behind a Korean noun agrees with it.
//!
//! Particles (josa, 조사) and the copula 이다 are written to the noun they stand behind, and several of them change with
//! its last sound: 버퍼를, but 공간을. [`final_of`] tells how a text ends when it is read aloud, in Hangul, digits or
//! Latin letters. [`Tail`] reads what stands behind the noun up to the end of the word (eojeol, 어절): whether that is
//! nothing but particles and endings, whether it agrees, and how it reads behind another noun.
//!
//! [`suffixes`] are what may stand between the two: 용 in 서버용으로.
//!
//! What is known here is grammar only, no dictionary: 구조도 is 구조 with the particle 도, or the noun 구조도, and
//! [`Tail::may_end_noun`] says that somebody should look it up.
//!
//! Sources: for what is read, how and in which combinations, 표준국어대사전 (Standard Korean Language Dictionary), under
//! the particles and endings themselves; for contractions, 한글 맞춤법 (orthography) articles 34 to 36; for English
//! words in Korean, 외래어 표기법 (loanword transcription), chapter 3, section 1.

mod alternation;
mod chain;
mod copula;
mod ending;
mod final_sound;
mod first_syllable;
mod known;
mod latin;
mod light_verb;
mod noun_end;
mod number;
mod suffix;
mod surname;
mod tail;
mod unit;

pub use final_sound::{Final, either_of, final_of};
pub use suffix::suffixes;
pub use tail::{Tail, TailKind};
pub use unit::is_unit;
