//! Verbs that make a noun a predicate: 실행하다, 실행되다, 변경시키다, 공격당하다, 요청받다.

use super::ending::{
    self, ADNOMINAL, AUXILIARY, CLOSED, DECLARATIVE, FORMAL, INFINITIVE, NOMINAL, OPEN, PAST,
    PROSPECTIVE, QUESTION,
};
use super::first_syllable::{Row, sorted, starting};

const PRESENT: u32 = ADNOMINAL | QUESTION | DECLARATIVE;
const LINKED: u32 = INFINITIVE | AUXILIARY;

/// The stems, as they look before each sort of ending. 하다 is irregular (해 and 하여), 되어 is contracted to 돼
/// (한글 맞춤법, articles 34 and 35).
const STEMS: &[Row<u32>] = &[
    ("하", OPEN),
    ("한", PRESENT),
    ("할", PROSPECTIVE),
    ("함", NOMINAL),
    ("합", FORMAL),
    ("해", LINKED),
    ("하여", LINKED),
    ("했", PAST),
    ("하였", PAST),
    ("되", OPEN),
    ("된", PRESENT),
    ("될", PROSPECTIVE),
    ("됨", NOMINAL),
    ("됩", FORMAL),
    ("돼", LINKED),
    ("되어", LINKED),
    ("됐", PAST),
    ("되었", PAST),
    ("시키", OPEN),
    ("시킨", PRESENT),
    ("시킬", PROSPECTIVE),
    ("시킴", NOMINAL),
    ("시킵", FORMAL),
    ("시켜", LINKED),
    ("시켰", PAST),
    ("당하", OPEN),
    ("당한", PRESENT),
    ("당할", PROSPECTIVE),
    ("당함", NOMINAL),
    ("당합", FORMAL),
    ("당해", LINKED),
    ("당하여", LINKED),
    ("당했", PAST),
    ("당하였", PAST),
    ("받", CLOSED),
    ("받아", LINKED),
    ("받았", PAST),
];

static TABLE: [Row<u32>; STEMS.len()] = sorted(STEMS);

/// Whether `text` is a light verb with its ending.
pub(super) fn reads(text: &str) -> bool {
    starting(&TABLE, text).iter().any(|(stem, takes)| {
        text.strip_prefix(stem)
            .is_some_and(|rest| ending::follows(rest, stem, *takes))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn light_verbs_are_read_with_their_endings() {
        for text in "
            하는 한 할 합니다 합니까 해서 했다 함 함으로써 함으로 함을 하기 하기에는 하며 하면 하면서도
            하지만 하지 하지는 하고 하여 하여야 하였으며 하려면 하도록 하게 하거나 하는데 하는지를 한다
            한다고 한다면 할지 할수록 해야 해야만 해도 했습니다 했으나 했을 했음을 했던 했는데도 하십시오
            하세요 하시면 하자마자 하던 되는 된 될 됩니다 됐다 됐습니다 되었다 되었을 돼 돼야 되어 되어야
            되지 됨에 되므로 되자 시킨 시키는 시킬 시킵니다 시켜 시켰다 시키기 당한 당하는 당했다 받는 받은
            받을 받았다 받아 받습니다 받으면 받지 받는다 받음으로써 해준다 해보면 되어있는 하겠다 하라고
            하죠 받으라는 했었다 하느냐에 하되 했듯이 되어있다고 되어있어 하겠습니다 하더라도 한다는
        "
        .split_whitespace()
        {
            assert!(reads(text), "{text}");
        }
        for text in "
            함수 한국 할인 합계 해외 해시 하위 하드 한계 한도 한글 할당 함께 함정 합성 합의 해상도 해석 하
            되 했 됐 시키 받 합 하는다 받은다 되요 시스템 시작 당시 당사자 받침 하는을 해지 하니다 합시 한을
            할을 됬다 되되어 받되다
        "
        .split_whitespace()
        {
            assert!(!reads(text), "{text}");
        }
    }
}
