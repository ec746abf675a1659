//! Units behind a number: 5kg (킬로그램), 16GB (기가바이트).

use super::Final::{self, Consonant, Rieul, Vowel};

/// What letters are as a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    /// A unit, whose name ends so.
    Named(Final),
    /// A unit or something else, or a unit that is read in two ways.
    Doubtful,
    /// No unit.
    Not,
}

/// Whether letters are a unit, as they are written: kg, but not KG.
///
/// ```
/// assert!(yongeo::particle::is_unit("kg") && !yongeo::particle::is_unit("API"));
/// ```
#[must_use]
pub fn is_unit(letters: &str) -> bool {
    read(letters) != Unit::Not
}

/// What letters are right behind a number.
pub(super) fn read(letters: &str) -> Unit {
    Unit::Named(match letters {
        // 미터, 리터, 바이트, 비트, 헤르츠, 초, 볼트, 와트, 암페어, 피트, 킬로칼로리.
        "m" | "mm" | "cm" | "km" | "nm" | "ml" | "mL" | "dl" | "dL" | "l" | "kB" | "KB" | "MB"
        | "GB" | "TB" | "PB" | "KiB" | "MiB" | "GiB" | "TiB" | "kb" | "Kb" | "Mb" | "Gb"
        | "bps" | "kbps" | "Kbps" | "Mbps" | "Gbps" | "Hz" | "kHz" | "KHz" | "MHz" | "GHz"
        | "THz" | "s" | "ms" | "ns" | "us" | "V" | "kV" | "mV" | "W" | "kW" | "MW" | "A" | "mA"
        | "mAh" | "Wh" | "kWh" | "ft" | "fps" | "kcal" => Vowel,
        // 그램, 분, 알피엠.
        "g" | "mg" | "kg" | "ug" | "min" | "rpm" => Consonant,
        // 데시벨.
        "dB" => Rieul,
        // 시간 or 에이치, 톤 or 티, 인치 or 인, 픽셀 or 피엑스, 리터 or 엘, 메가 or 엠.
        "h" | "t" | "in" | "px" | "L" | "M" | "N" => return Unit::Doubtful,
        _ => return Unit::Not,
    })
}

#[cfg(test)]
mod tests {
    use super::super::final_of;
    use super::*;

    #[test]
    fn units_are_read_as_words() {
        for (text, end) in [
            ("5m", Vowel),
            ("5 km", Vowel),
            ("70kg", Consonant),
            ("16GB", Vowel),
            ("100 Mbps", Vowel),
            ("3dB", Rieul),
            ("200ms", Vowel),
            ("300kcal", Vowel),
            ("3D", Vowel),
            ("5G", Vowel),
        ] {
            assert_eq!(final_of(text), Some(end), "{text}");
        }
        for text in ["24h", "12px", "5M", "3b1q2n"] {
            assert_eq!(final_of(text), None, "{text}");
        }
    }
}
