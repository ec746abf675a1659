//! What the help of each command shows below its options, and usage that clap cannot tell by itself.

pub const EXAMPLES: &str = "\
Examples:
  yongeo extract docs/                      print every Korean-English pair in a folder
  yongeo mine --glossary terms.csv docs/    begin a glossary with them
  yongeo mine docs/                         fold them into glossary/glossary.csv, once it is there
  yongeo mine --print                       show the glossary as a table
  yongeo set preferred 머신러닝             decide on a term
  yongeo lint                               find what to put right in the glossary
  yongeo check docs/                        find where documents depart from the glossary
  yongeo check --fix docs/                  and mend what a program may mend
  yongeo show 텐서                          show all there is on a term
  yongeo report --html glossary.html        make a page of the glossary
  yongeo export --to tbx --output terms.tbx write the glossary for another tool
  yongeo import terms.xlsx                  take the terms of another tool in

Exit status: 0 done; 1 findings are left (lint, check); 2 something asked for by name could not be done (the rest was).";

pub const EXTRACT_EXAMPLES: &str = "\
Examples:
  yongeo extract interview.txt
  yongeo extract --format csv docs/ > pairs.csv
  yongeo extract --format jsonl docs/ | jq -r '[.korean, .english] | @tsv' | sort | uniq -c
  pbpaste | yongeo extract -
  yongeo extract --encoding cp949 old/*.txt

Text output is `path:line:column: korean = english`, and grouped by file on a terminal.";

pub const MINE_USAGE: &str = "\
yongeo mine [OPTIONS] <PATH>...
       yongeo mine [OPTIONS] --print
       yongeo mine [OPTIONS] --for-excel[=false]";

pub const MINE_EXAMPLES: &str = "\
Examples:
  yongeo mine docs/                         into glossary/glossary.csv, here or in a folder above
  yongeo mine --glossary terms.csv docs/    into terms.csv, which is begun if it is not there
  pbpaste | yongeo mine -                   what standard input gave before is replaced
  yongeo mine --dry-run docs/               only show what would change
  yongeo mine --print docs/                 and show what the glossary holds now
  yongeo mine --print                       only show it
  yongeo mine --for-excel docs/             from now on a double click opens it right in Excel
  yongeo mine --for-excel=false             only write it as plain UTF-8 again

What Excel saves is read: best \"CSV UTF-8(쉼표로 분리)\", but \"CSV\" and \"유니코드 텍스트\" as well.
Terms that Excel has turned into something else, such as 1-2 into a date, are named; of notes and
other columns of yours, only what nobody types (#NAME?, 1.23E+10).

What people wrote into the glossary is never changed. Mining the same files again changes nothing;
mining a changed file replaces what it gave before.";

pub const CHECK_EXAMPLES: &str = "\
Examples:
  yongeo check                              what yongeo.toml includes, else the folder here
  yongeo check docs
  yongeo check --glossary client.csv --glossary house.csv docs
  yongeo check translations/ko.po handbook.xlf
  yongeo check --fix docs                   mend what can be mended safely
  yongeo check --format sarif docs > yongeo.sarif
  yongeo check - --stdin-filename docs/a.md --format jsonl --quiet < buffer      from an editor
  yongeo check --diff docs                  what --fix would change
  yongeo check --diff docs | git apply      change it, from the same folder; patch -p1 does as well

A diff holds the bytes of the files, in whatever encoding they are; only on a terminal it is shown as UTF-8.

Exit status: 0 clean, or hints only; 1 errors or warnings are left; 2 something asked for by name could not be done (the rest was).
What can't be read in a folder is a note and changes no status.";

pub const INIT_EXAMPLES: &str = "\
Examples:
  yongeo init
  yongeo init --schema > yongeo.schema.json

Editors that know Taplo use the schema where the first line of yongeo.toml is
  #:schema ./yongeo.schema.json";

pub const FORGET_EXAMPLES: &str = "\
Examples:
  yongeo forget docs/draft.txt              what was found in it counts no more
  yongeo forget docs/old                    that of all documents in a folder
  yongeo forget --missing                   that of documents that are no longer there
  yongeo forget --dry-run --missing         only show which, and which rows change

Rows that people worked on stay, with the figures that are left.";

pub const STATUS_EXAMPLES: &str = "\
Examples:
  yongeo status
  yongeo status --glossary terms.csv --examples 20
  yongeo status --format json | jq .statuses.proposed

Where the glossary lies in a work tree of git, it also tells what is new since the last commit.";

pub const SET_USAGE: &str = "\
yongeo set [OPTIONS] <STATUS> <PATTERN>...
       yongeo set [OPTIONS] <STATUS> --concept <ID> | --english <TEXT> | --korean <TEXT>";

pub const SET_EXAMPLES: &str = "\
Examples:
  yongeo set preferred 텐서
  yongeo set preferred 머신러닝             of spellings, the one that is typed
  yongeo set deprecated --korean '머신 러닝' --note '붙여 쓴다'
  yongeo set preferred 매개변수 --concept parameter --swap
  yongeo set admitted '*학습' '*learning' --from proposed
  yongeo set rejected 'amazon-*' --dry-run

A PATTERN is a whole term or identifier, with * for anything and ? for one character; case, spaces
and width are ignored where no row has it to the letter. What --concept, --english and --korean name is meant to the letter. Only the cells of the status, and with --note of the note, are written.

Exit status: 0 done; 2 a pattern matches nothing, or a concept would get a second preferred term.";

pub const LINT_EXAMPLES: &str = "\
Examples:
  yongeo lint
  yongeo lint --glossary terms.csv
  yongeo lint --format jsonl | jq -r 'select(.level == \"error\") | .line'
  yongeo lint --explain near-duplicate
  yongeo lint --list

Text output is `path:line: [rule] what (what to do)`, in the order of the file.

Exit status: 0 clean, or findings of level info only; 1 errors or warnings; 2 not readable.";

pub const SHOW_EXAMPLES: &str = "\
Examples:
  yongeo show 텐서                          what the glossary has on it, and where it stands
  yongeo show tensor \"learning rate\"        Korean or English, however it is spaced
  yongeo show --all 클라우드 | less
  yongeo show --format jsonl 클라우드 | jq -r '.rows[].places[] | .document'

Where no term is the one asked for, terms that contain it are shown.";

pub const REPORT_EXAMPLES: &str = "\
Examples:
  yongeo report --html glossary.html        a page to read, search, sort and print
  yongeo report --html - --contexts 0 | gzip > glossary.html.gz

The page is one file that loads nothing from anywhere.";

pub const EXPLAIN_EXAMPLES: &str = "\
Examples:
  yongeo explain '학습이 끝난 합성곱 신경망(CNN)을 내려받는다.'
  yongeo explain - < sentences.txt
  yongeo explain --format jsonl '배치 정규화(batch normalization)' | jq '.decisions[].candidates[:2]'

Below the Korean, cut into morphemes, a bracket stands for each link: a stretch that is the sound
of a word, its meaning, that of an affix, or a copy, with its strength, 0 to 1. Then come the
candidates, with score and probability, and the features in which the best two differ.
docs/alignment.md explains them.";

pub const EVAL_EXAMPLES: &str = "\
Examples:
  yongeo eval dev.jsonl
  yongeo eval --errors dev.jsonl | less

A gold file has one annotated parenthesis a line, as JSON:
  {\"id\": \"it-1\", \"domain\": \"news\", \"left\": \"이 글은 텐서\", \"paren\": \"(tensor)\", \"right\": \"를 다룬다.\",
   \"pairs\": [{\"ko\": \"텐서\", \"en\": \"tensor\", \"kind\": \"term\", \"alt\": []}]}";

pub const EXPORT_EXAMPLES: &str = "\
Examples:
  yongeo export --to tbx --output terms.tbx               TBX-Basic, version 3
  yongeo export --to omegat --direction en-ko --output project/glossary/terms.txt
  yongeo export --to deepl --direction en-ko --status preferred,admitted --output terms.tsv
  yongeo export --to aws --check                          which rows would be left out, and why
  yongeo export --to phrase --codes ko,en-US --output terms.xlsx

Pairs that were rejected go nowhere. Terms that are not to be used go where the tool knows such
terms; where it would suggest them, they are left out. What a format has no place for is told on
standard error. The exit status is 1 where rows were left out that a person should look at: a term
too long for the tool, or with a character that it may not read.
";

pub const IMPORT_EXAMPLES: &str = "\
Examples:
  yongeo import --dry-run termbase.tbx                    what it would change
  yongeo import termbase.tbx --status admitted            terms it says nothing of are admitted
  yongeo import 용어집.xlsx --map korean=용어 --map english=원어
  yongeo import termbase.tbx --prefer ours                the glossary is right where both differ
  yongeo import --glossary glossary/glossary.csv old.tsv  begins the glossary if there is none

What the glossary says stays. Where the file says something else, both rows stay, and the column
`conflict` says which is whose, as after `yongeo merge`: delete the row you don't want, and empty
the cell of the other; of two preferred terms of a concept make one admitted, and empty the cells
of both. `--prefer` settles all that at once. An empty cell of the file empties nothing.

The exit status is 1 where conflicts are left, 2 where a file could not be read.
";

pub const MERGE_EXAMPLES: &str = "\
Examples:
  yongeo merge --dry-run mine.csv hers.csv                what hers would change in mine
  yongeo merge --base sent.csv mine.csv hers.csv --output mine.csv
  yongeo merge mine.evidence.csv hers.evidence.csv --output mine.evidence.csv

Rows are matched by concept, English and Korean. What only one side has changed is taken over. Where
both have, and a person has to choose, both rows stay, and the column `conflict` says which is whose
and in what they differ: delete the row you don't want, and empty the cell of the other; of two
preferred terms of a concept make one admitted, and empty the cells of both.

As merge driver of git, for glossaries and their ledgers:
  git config merge.yongeo.driver \"yongeo merge %A %B --base %O --output %A\"
  echo 'glossary/*.csv merge=yongeo' >> .gitattributes

Exit status: 0 merged; 1 conflicts are left; 2 could not be done (nothing was written).";

pub const COMPLETIONS_EXAMPLES: &str = "\
Examples:
  yongeo completions bash > ~/.local/share/bash-completion/completions/yongeo
  yongeo completions zsh > ~/.zfunc/_yongeo
  yongeo completions fish > ~/.config/fish/completions/yongeo.fish";

pub const MAN_EXAMPLES: &str = "\
Examples:
  yongeo man | man -l -
  yongeo man --output ~/.local/share/man/man1";
