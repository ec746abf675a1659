//! British and American spelling.

/// Beginnings of words that are spelled in two ways, British and American. Sorted. Written down from general
/// knowledge of English.
const STEMS: [(&str, &str); 106] = [
    ("aeroplane", "airplane"),
    ("aesthet", "esthet"),
    ("ageing", "aging"),
    ("aluminium", "aluminum"),
    ("amoeb", "ameb"),
    ("anaem", "anem"),
    ("anaesth", "anesth"),
    ("analogue", "analog"),
    ("archaeo", "archeo"),
    ("armour", "armor"),
    ("artefact", "artifact"),
    ("behaviour", "behavior"),
    ("caesarean", "cesarean"),
    ("calibre", "caliber"),
    ("cancell", "cancel"),
    ("candour", "candor"),
    ("catalogue", "catalog"),
    ("centimetre", "centimeter"),
    ("centre", "center"),
    ("channell", "channel"),
    ("cheque", "check"),
    ("clamour", "clamor"),
    ("colour", "color"),
    ("cosy", "cozy"),
    ("counsell", "counsel"),
    ("cypher", "cipher"),
    ("defence", "defense"),
    ("demeanour", "demeanor"),
    ("dialogue", "dialog"),
    ("diarrhoe", "diarrhe"),
    ("doughnut", "donut"),
    ("draught", "draft"),
    ("encyclopaed", "encycloped"),
    ("endeavour", "endeavor"),
    ("enrolment", "enrollment"),
    ("faec", "fec"),
    ("favour", "favor"),
    ("fibre", "fiber"),
    ("flavour", "flavor"),
    ("foet", "fet"),
    ("fuell", "fuel"),
    ("fulfilment", "fulfillment"),
    ("grey", "gray"),
    ("gynaec", "gynec"),
    ("haema", "hema"),
    ("haemo", "hemo"),
    ("harbour", "harbor"),
    ("honour", "honor"),
    ("humour", "humor"),
    ("instalment", "installment"),
    ("jewellery", "jewelry"),
    ("judgement", "judgment"),
    ("kilometre", "kilometer"),
    ("labell", "label"),
    ("labour", "labor"),
    ("leukaem", "leukem"),
    ("levell", "level"),
    ("licence", "license"),
    ("litre", "liter"),
    ("lustre", "luster"),
    ("manoeuvr", "maneuver"),
    ("marshall", "marshal"),
    ("maths", "math"),
    ("mediaev", "mediev"),
    ("metre", "meter"),
    ("millilitre", "milliliter"),
    ("millimetre", "millimeter"),
    ("modell", "model"),
    ("mould", "mold"),
    ("moustache", "mustache"),
    ("neighbour", "neighbor"),
    ("odour", "odor"),
    ("oedem", "edem"),
    ("oesoph", "esoph"),
    ("oestr", "estr"),
    ("offence", "offense"),
    ("omelette", "omelet"),
    ("orthopaed", "orthoped"),
    ("paed", "ped"),
    ("palaeo", "paleo"),
    ("parlour", "parlor"),
    ("plough", "plow"),
    ("practise", "practice"),
    ("pretence", "pretense"),
    ("programme", "program"),
    ("pyjama", "pajama"),
    ("rancour", "rancor"),
    ("rigour", "rigor"),
    ("rumour", "rumor"),
    ("saviour", "savior"),
    ("savour", "savor"),
    ("sceptic", "skeptic"),
    ("signall", "signal"),
    ("smoulder", "smolder"),
    ("speciality", "specialty"),
    ("spectre", "specter"),
    ("splendour", "splendor"),
    ("sulph", "sulf"),
    ("theatre", "theater"),
    ("travell", "travel"),
    ("tumour", "tumor"),
    ("tunnell", "tunnel"),
    ("tyre", "tire"),
    ("valour", "valor"),
    ("vapour", "vapor"),
    ("yoghurt", "yogurt"),
];

/// Endings with s in British spelling, with z in American: analyse, organisation.
const ENDINGS: [(&str, &str); 12] = [
    ("isation", "ization"),
    ("isations", "izations"),
    ("ise", "ize"),
    ("ised", "ized"),
    ("iser", "izer"),
    ("isers", "izers"),
    ("ises", "izes"),
    ("ising", "izing"),
    ("yse", "yze"),
    ("ysed", "yzed"),
    ("yser", "yzer"),
    ("ysing", "yzing"),
];

/// Spells the word at `text[start..]`, in lower case, in the American way. Words that end in -ise in both (advise)
/// come out wrong, but both numbers of them alike: the result is for comparing.
pub(super) fn fold(text: &mut String, start: usize) {
    let word = &text[start..];
    // From four letters on: tyre, grey.
    if word.len() < 4 || !word.is_ascii() {
        return;
    }
    let at = STEMS.partition_point(|(british, _)| *british <= word);
    // The stems that begin the word stand right before it, shorter ones farther off.
    let stem = STEMS[..at]
        .iter()
        .rev()
        .take_while(|(british, _)| british.as_bytes()[0] == word.as_bytes()[0])
        .find(|(british, _)| word.starts_with(british));
    if let Some((british, american)) = stem {
        let doubled = british.ends_with("ll");
        // labelled and labeller, but Marshall and Travell are names
        let inflected = ["ed", "ing", "er", "ers", "ings", "or", "ors"];
        if !doubled || inflected.contains(&&word[british.len()..]) {
            text.replace_range(start..start + british.len(), american);
        }
    }
    let word = &text[start..];
    let ending = ENDINGS
        .iter()
        // advise, noise and rise are as short as nothing that could end in -ize.
        .find(|(british, _)| word.ends_with(british) && word.len() > british.len() + 3);
    if let Some((british, american)) = ending {
        let at = text.len() - british.len();
        text.replace_range(at.., american);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn american(word: &str) -> String {
        let mut text = word.to_owned();
        fold(&mut text, 0);
        text
    }

    #[test]
    fn stems_are_sorted_and_differ() {
        assert!(STEMS.is_sorted_by(|a, b| a.0 < b.0), "{STEMS:?}");
        assert!(STEMS.iter().all(|(a, b)| a != b), "{STEMS:?}");
    }

    #[test]
    fn both_spellings_come_out_alike() {
        for (british, other) in [
            ("colour", "color"),
            ("behavioural", "behavioral"),
            ("centre", "center"),
            ("normalisation", "normalization"),
            ("organise", "organize"),
            ("analyser", "analyzer"),
            ("labelled", "labeled"),
            ("modelling", "modeling"),
            ("haemoglobin", "hemoglobin"),
            ("paediatric", "pediatric"),
            ("licence", "license"),
            ("grey", "gray"),
            ("tyre", "tire"),
            ("sulphate", "sulfate"),
        ] {
            assert_eq!(american(british), american(other), "{british} ~ {other}");
        }
    }

    #[test]
    fn what_is_no_british_spelling_stays() {
        for word in [
            "marshall", "noise", "rise", "filling", "four", "kimchi", "size", "서울",
        ] {
            assert_eq!(american(word), word);
        }
    }
}
