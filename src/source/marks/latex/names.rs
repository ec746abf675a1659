//! What commands and environments hold, by their names.

/// Environments without prose, which may have a star.
const ENVIRONMENTS: [&str; 27] = [
    "equation",
    "align",
    "alignat",
    "flalign",
    "gather",
    "multline",
    "eqnarray",
    "math",
    "displaymath",
    "verbatim",
    "Verbatim",
    "BVerbatim",
    "LVerbatim",
    "SaveVerbatim",
    "VerbatimOut",
    "spverbatim",
    "lstlisting",
    "minted",
    "tcblisting",
    "pycode",
    "luacode",
    "tikzpicture",
    "tikzcd",
    "thebibliography",
    "comment",
    "alltt",
    "filecontents",
];

/// Whether an environment holds no prose.
pub(super) fn is_code(environment: &str) -> bool {
    ENVIRONMENTS.contains(&environment.trim_end_matches('*'))
}

/// Commands whose first argument is for programs, with those that something is [read](READ) for.
const NAMES: &[&str] = &[
    "label",
    "cite",
    "citep",
    "citet",
    "citeauthor",
    "citeyear",
    "nocite",
    "parencite",
    "textcite",
    "autocite",
    "footcite",
    "bibliography",
    "bibliographystyle",
    "input",
    "include",
    "includegraphics",
    "usepackage",
    "documentclass",
    "url",
    "nolinkurl",
    "lstinputlisting",
    "verbatiminput",
    "VerbatimInput",
    "lstset",
    "hypersetup",
    "usemintedstyle",
    "setminted",
    "begin",
    "end",
    "vspace",
    "hspace",
    "pagestyle",
    "index",
    "rowcolor",
    "cellcolor",
    "cline",
    "subfile",
    "includeonly",
    "graphicspath",
    "addbibresource",
    "selectlanguage",
    "color",
    "pagecolor",
    // What they say comes behind the name.
    "newenvironment",
    "newglossaryentry",
    // Their second one is text: in another language, colour, place or size.
    "foreignlanguage",
    "href",
    "hyperlink",
    "hypertarget",
    "glslink",
    "textcolor",
    "colorbox",
    "raisebox",
    "rotatebox",
    "scalebox",
    "parbox",
];

/// Those of which the argument is for programs too, and something is read for it: a number, or the words that a list of terms has.
pub(super) const READ: [&str; 23] = [
    "ref",
    "eqref",
    "pageref",
    "autoref",
    "nameref",
    "vref",
    "cref",
    "Cref",
    "subref",
    "zref",
    "gls",
    "Gls",
    "glspl",
    "Glspl",
    "glsentryname",
    "acrshort",
    "acrlong",
    "acrfull",
    "ac",
    "acs",
    "acl",
    "acf",
    "acp",
];

/// Commands whose first two arguments are.
const TWICE: &[&str] = &[
    "fcolorbox",
    "resizebox",
    "setlength",
    "addtolength",
    "setcounter",
    "addtocounter",
    "inputminted",
    // Then what is short for something, before what it is short for.
    "newacronym",
];

/// Commands whose argument is code.
pub(super) const CODE: [&str; 4] = ["texttt", "lstinline", "verb", "path"];

/// Commands whose argument is a paragraph of its own.
pub(super) const TITLES: [&str; 11] = [
    "section",
    "section*",
    "subsection",
    "subsection*",
    "subsubsection",
    "subsubsection*",
    "chapter",
    "chapter*",
    "paragraph",
    "caption",
    "title",
];

/// How many arguments of a command are for programs.
pub(super) fn for_programs(name: &str) -> usize {
    let plain = name.trim_end_matches('*');
    if TWICE.contains(&plain) {
        2
    } else {
        usize::from(NAMES.contains(&plain) || READ.contains(&plain))
    }
}
