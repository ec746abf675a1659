//! What must hold of checking and mending whatever the text is.

#![cfg(feature = "embedded-dictionary")]

mod checking;
mod mending;
mod text;

use std::sync::LazyLock;

use proptest::prelude::ProptestConfig;
use yongeo::check::{Checker, RULES, Terms};
use yongeo::config::Config;
use yongeo::glossary::Sheet;
use yongeo::{Extractor, Level};

/// Terms that end in a vowel, in ㄹ and in another consonant, with others to put in their place that end otherwise; of one syllable,
/// with spaces, with Latin letters, and such as count inside words.
const GLOSSARY: &str = "\
concept,english,korean,status,reading,case,compounds
buffer,buffer,완충 공간,preferred,,,
buffer,buffer,버퍼,deprecated,,,
certificate,certificate,인증서,preferred,,,
cloud,cloud,클라우드,preferred,,,
company,Co.,주식회사,preferred,,,
company,Co.,(주),deprecated,,,
cpp,C++,C++,preferred,시플러스플러스,,
dotnet,.NET,닷넷,preferred,,,
dotnet,.NET,.NET,deprecated,,,
github,GitHub,GitHub,preferred,깃허브,yes,
lock,lock,잠금,preferred,,,
lock,lock,락,deprecated,,,
log,log,기록,preferred,,,
log,log,로그,deprecated,,,yes
machine-learning,machine learning,머신 러닝,preferred,,,
message,message,메시지,preferred,,,
message,message,메세지,proposed,,,
module,module,모듈,preferred,,,
module,module,단위 모듈,admitted,,,
s3,S3,S3,preferred,에스쓰리,,
server,server,서버,preferred,,,
shell,shell,셸,preferred,,,
shell,shell,쉘,deprecated,,,
tensor,tensor,텐서,preferred,,,
tunnel,tunnel,터널,preferred,,,
tunnel,tunnel,굴길,deprecated,,,
window,window,윈도,preferred,,,
window,window,창,deprecated,,,
";

/// With all rules on.
static CHECKER: LazyLock<Checker> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("terms.csv");
    std::fs::write(&path, GLOSSARY).unwrap();
    let terms = Terms::new(&[Sheet::read(&path).unwrap()], |_| true);
    let config = RULES.iter().fold(Config::default(), |config, rule| {
        config.with_level(rule.name, rule.level.or(Some(Level::Warning)))
    });
    Checker::new(terms, Extractor::new(None).unwrap(), config)
});

/// So many cases of each property, since the Korean of each is analysed; `PROPTEST_CASES` asks for another number.
fn cases(usual: u32) -> ProptestConfig {
    let config = ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    if std::env::var_os("PROPTEST_CASES").is_some() {
        config
    } else {
        ProptestConfig {
            cases: usual,
            ..config
        }
    }
}
