//! Words that look alike and mean the opposite.

/// Prefixes that turn a meaning round or make another one of it.
const NEGATIONS: [&str; 12] = [
    "비", "미", "무", "불", "부", "반", "탈", "역", "재", "초", "준", "노",
];

/// Parts of words that are each other's counterpart.
const COUNTERPARTS: [(&str, &str); 47] = [
    ("가산", "감산"),
    ("가속", "감속"),
    ("강", "약"),
    ("개", "폐"),
    ("고", "저"),
    ("공", "사"),
    ("구", "신"),
    ("국내", "국제"),
    ("긍정", "부정"),
    ("남", "북"),
    ("남", "여"),
    ("내", "외"),
    ("능동", "수동"),
    ("다", "단"),
    ("대", "소"),
    ("동", "서"),
    ("동적", "정적"),
    ("득", "실"),
    ("디", "인"),
    ("로", "하이"),
    ("매도", "매수"),
    ("물리", "논리"),
    ("상", "하"),
    ("선", "후"),
    ("송", "수"),
    ("수요", "공급"),
    ("수직", "수평"),
    ("수출", "수입"),
    ("순", "역"),
    ("승", "패"),
    ("암호", "복호"),
    ("앞", "뒤"),
    ("양", "음"),
    ("업", "다운"),
    ("오른쪽", "왼쪽"),
    ("오프", "온"),
    ("우", "좌"),
    ("유", "무"),
    ("이전", "이후"),
    ("입", "출"),
    ("전", "후"),
    ("절대", "상대"),
    ("정", "오"),
    ("정", "역"),
    ("증가", "감소"),
    ("최대", "최소"),
    ("최댓", "최솟"),
];

/// Whether two Korean terms differ only by a negation or by two words that are each other's counterpart (비지도 학습 and
/// 지도 학습, 내부 조인 and 외부 조인), so that they are two terms however alike they look. Both are
/// [keys](super::korean_key).
///
/// ```
/// use yongeo::variant::opposed;
/// assert!(opposed("동기", "비동기"));
/// assert!(opposed("내부조인", "외부조인"));
/// assert!(!opposed("콘텐츠", "컨텐츠"));
/// ```
#[must_use]
pub fn opposed(a: &str, b: &str) -> bool {
    let (start, end) = common(a, b);
    let inner = |text: &'_ str, start: usize, end: usize| start..text.len() - end;
    let (left, right) = (&a[inner(a, start, end)], &b[inner(b, start, end)]);
    if left.is_empty() || right.is_empty() {
        return NEGATIONS.contains(&left) || NEGATIONS.contains(&right);
    }
    COUNTERPARTS.iter().any(|&(x, y)| {
        // 최댓 and 최솟 have 최 in common, which is gone from what differs.
        let (before, behind) = common(x, y);
        before <= start && behind <= end && {
            // What is none of the two words may end within a character there.
            let left = a.get(inner(a, start - before, end - behind));
            let right = b.get(inner(b, start - before, end - behind));
            (left, right) == (Some(x), Some(y)) || (left, right) == (Some(y), Some(x))
        }
    })
}

/// How many bytes two texts begin with in common, and how many the rest ends with.
fn common(a: &str, b: &str) -> (usize, usize) {
    let count = |pairs: &mut dyn Iterator<Item = (char, char)>| -> usize {
        pairs
            .take_while(|(x, y)| x == y)
            .map(|(x, _)| x.len_utf8())
            .sum()
    };
    let start = count(&mut a.chars().zip(b.chars()));
    let (a, b) = (&a[start..], &b[start..]);
    (start, count(&mut a.chars().rev().zip(b.chars().rev())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn negations_and_counterparts() {
        for (a, b) in [
            ("지도학습", "비지도학습"),
            ("완성", "미완성"),
            ("조건", "무조건"),
            ("입력장치", "출력장치"),
            ("상한", "하한"),
            ("최댓값", "최솟값"),
            ("송신기", "수신기"),
            ("정방향", "역방향"),
            ("순방향", "역방향"),
            ("인코더", "디코더"),
            ("온라인", "오프라인"),
            ("학습", "재학습"),
            ("긍정어", "부정어"),
            ("국내법", "국제법"),
        ] {
            assert!(opposed(a, b) && opposed(b, a), "{a} / {b}");
        }
    }

    #[test]
    fn other_differences_are_left_to_others() {
        for (a, b) in [
            ("서버", "서버"),
            ("메시지", "메세지"),
            ("식품의약국", "미국식품의약국"),
            ("학습률", "학습율"),
            ("긍지", "부지"),
            ("🧪설탕", "🧪소금"),
        ] {
            assert!(!opposed(a, b), "{a} {b}");
        }
    }
}
