"use strict";
// Hides and moves the rows of the page; everything that is seen stands in it already.
(() => {
  const root = document.documentElement;
  const byId = (id) => document.getElementById(id);
  const table = byId("glossary");
  const search = byId("search");
  const statuses = [...document.querySelectorAll("#statuses input")];

  /* ---- what is there ---- */

  const cell = (row, name) => row.querySelector("." + name).textContent.trim();

  /** A concept: its element, and of each row the elements that belong to it. */
  const concepts = [...table.tBodies].map((body, place) => {
    const rows = [];
    for (const element of body.rows) {
      if (element.classList.contains("row")) rows.push({ place: rows.length, elements: [] });
      rows.at(-1).elements.push(element);
    }
    return { body, place, rows };
  });

  /* ---- search: as korean_key and english_key, without spaces, hyphens, middle dots, case and width ---- */

  const key = (text) =>
    text.normalize("NFKC").toLowerCase().replace(/[\s\u00ad\u200b-\u200d\u2060\ufeff·ㆍ・‧∙⋅•\-\u2010-\u2015\u2212]+/g, "");

  /** The text of a concept as it is searched: its rows and what people added, not the contexts. */
  const searched = (concept) => {
    concept.key ??= concept.rows
      .flatMap(({ elements: [row, ...others] }) => [
        cell(row, "concept"),
        row.querySelector(".english > span").textContent,
        cell(row, "korean"),
        ...others.filter((other) => other.classList.contains("added")).map((other) => other.textContent),
      ])
      .map(key)
      .join("\n");
    return concept.key;
  };

  // Initial consonants in the order of the syllables; a syllable is 588 to an initial from 가.
  const INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";

  /** What a query matches: itself, and for a consonant alone every syllable that begins with it. */
  const matcher = (query) => {
    // Read before it is composed: NFKC makes jamo of the consonants of a keyboard.
    const pieces = query.normalize("NFC").split(/([ㄱ-ㅎ])/).map((piece) => {
      const initial = INITIALS.indexOf(piece);
      if (piece.length !== 1 || initial < 0) return key(piece).replace(/[.*+?^${}()|[\]\\\/]/g, "\\$&");
      const first = 0xac00 + initial * 588;
      return `[${String.fromCharCode(first)}-${String.fromCharCode(first + 587)}${key(piece)}]`;
    });
    const pattern = pieces.join("");
    return pattern ? new RegExp(pattern, "u") : null;
  };

  const setHidden = (element, hidden) => {
    if (element.hidden !== hidden) element.hidden = hidden;
  };

  const filter = () => {
    const matching = matcher(search.value);
    const wanted = new Set(statuses.filter((box) => box.checked).map((box) => box.value));
    let shownRows = 0;
    let shownConcepts = 0;
    for (const concept of concepts) {
      const matches = !matching || matching.test(searched(concept));
      let shown = 0;
      if (matches) {
        for (const { elements } of concept.rows) {
          const hidden = wanted.size > 0 && !wanted.has(elements[0].classList[1]);
          for (const element of elements) setHidden(element, hidden);
          if (!hidden) shown += 1;
        }
      }
      setHidden(concept.body, shown === 0);
      shownRows += shown;
      if (shown > 0) shownConcepts += 1;
    }
    setHidden(byId("nothing"), shownRows > 0 || concepts.length === 0);
    count(shownRows, shownConcepts);
  };

  let last = [0, 0];
  const count = (rows, inConcepts) => {
    last = [rows, inConcepts];
    const [r, c] = last.map((number) => number.toLocaleString("en"));
    const many = (number, word) => `${number} ${word}${number === "1" ? "" : "s"}`;
    byId("count").textContent =
      root.lang === "ko" ? `개념 ${c}개, ${r}행` : `${many(r, "row")} in ${many(c, "concept")}`;
  };

  /* ---- sorting: concepts by the first of their rows, and rows within them ---- */

  const ORDER = ["preferred", "admitted", "proposed", "deprecated", "rejected"];
  const english = new Intl.Collator("en", { numeric: true });
  const korean = new Intl.Collator("ko", { numeric: true });
  const number = (row, name) => Number.parseFloat(cell(row, name)) || 0;
  const COLUMNS = {
    concept: { value: (row) => cell(row, "concept"), compare: english.compare },
    english: { value: (row) => row.querySelector(".english > span").textContent, compare: english.compare },
    korean: { value: (row) => cell(row, "korean"), compare: korean.compare },
    status: { value: (row) => ORDER.indexOf(row.classList[1]), compare: (a, b) => a - b },
    documents: { value: (row) => number(row, "documents"), compare: (a, b) => a - b, down: true },
    occurrences: { value: (row) => number(row, "occurrences"), compare: (a, b) => a - b, down: true },
    confidence: { value: (row) => number(row, "confidence"), compare: (a, b) => a - b },
  };

  const sort = (name, descending) => {
    const { value, compare } = COLUMNS[name];
    const sign = descending ? -1 : 1;
    const by = (a, b) => sign * compare(a.value, b.value) || a.place - b.place;
    // Moved out of the document, ten thousand rows take an eighth of the time. What had the focus gets it back.
    const { parentElement: main, nextElementSibling: behind } = table;
    const focused = document.activeElement;
    table.remove();
    for (const concept of concepts) {
      for (const row of concept.rows) row.value = value(row.elements[0]);
      if (concept.rows.length > 1) {
        concept.rows.sort(by);
        concept.body.append(...concept.rows.flatMap((row) => row.elements));
      }
      concept.value = concept.rows[0].value;
    }
    for (const { body } of [...concepts].sort(by)) table.append(body);
    main.insertBefore(table, behind);
    if (table.contains(focused)) focused.focus({ preventScroll: true });
  };

  table.tHead.addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (!button) return;
    const head = button.closest("th");
    const name = button.dataset.sort;
    const before = head.getAttribute("aria-sort");
    const descending = before ? before === "ascending" : Boolean(COLUMNS[name].down);
    for (const other of table.tHead.querySelectorAll("[aria-sort]")) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", descending ? "descending" : "ascending");
    sort(name, descending);
  });

  /* ---- contexts ---- */

  const open = (button, opened) => {
    button.setAttribute("aria-expanded", opened);
    button.closest("tr").classList.toggle("open", opened);
  };

  table.addEventListener("click", ({ target }) => {
    const button = target.closest(".more button");
    if (button) open(button, button.getAttribute("aria-expanded") !== "true");
  });

  byId("contexts").addEventListener("click", ({ currentTarget }) => {
    const opened = currentTarget.getAttribute("aria-pressed") !== "true";
    currentTarget.setAttribute("aria-pressed", opened);
    for (const button of table.querySelectorAll(".more button")) open(button, opened);
  });

  byId("print").addEventListener("click", () => window.print());
  const printed = byId("print-contexts");
  const setPrinted = () => root.classList.toggle("print-contexts", printed.checked);
  printed.addEventListener("change", setPrinted);

  /* ---- language of the page ---- */

  const language = byId("language");
  const speak = (lang) => {
    root.lang = lang;
    language.lang = lang === "ko" ? "en" : "ko";
    language.textContent = lang === "ko" ? "English" : "한국어";
    count(...last);
  };
  language.addEventListener("click", () => speak(language.lang));

  /* ---- keys ---- */

  let waiting = 0;
  search.addEventListener("input", () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(filter);
  });
  for (const box of statuses) box.addEventListener("change", filter);
  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches("input:not([type=checkbox])");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      search.focus();
      search.select();
    }
    if (event.key === "Escape" && event.target === search && search.value && !event.isComposing) {
      search.value = "";
      filter();
    }
  });

  // A page that is loaded again keeps what was typed in some browsers.
  setPrinted();
  filter();
  speak(root.lang);
})();
