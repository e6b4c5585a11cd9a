// Reads what Word, Google Docs, Outlook and web pages put on the clipboard as plain blocks: what a
// field of the editor can hold stays, and the rest is named.

import { unwrap, unwrapAll } from "./wrapped-addresses.js";

const COMMENTS = [
    ".MsoCommentText",
    ".MsoCommentSubject",
    ".MsoCommentReference",
    ".msocomtxt",
    ".msocomanchor",
    ".msocomoff",
    "[style*='mso-element:comment']",
    "[style*='mso-special-character:comment']",
    "[href^='#_msocom']",
    "[href^='#cmnt']",
    "p:has([href^='#cmnt_ref'])",
].join();
const STRUCK = "del, s, strike, .msoDel, [class*='TrackChangeTextDeletion']";
const UNSEEN = "head, style, script, template, noscript, title, meta, link, xml";
const PICTURES = "img, picture, svg, canvas, video, audio, iframe, object, embed";
const BLOCKS = new Set(
    (
        "ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY CAPTION CENTER DD DETAILS DIV DL DT FIGCAPTION " +
        "FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER LI MAIN NAV OL P PRE SECTION SUMMARY TABLE " +
        "TBODY TD TFOOT TH THEAD TR UL"
    ).split(" "),
);
const BULLET = /^[·•▪◦‣●○■§o-]$/;

const HEADINGS = { 2: "header-two", 3: "header-three", 4: "header-four" };
const FRAGMENT = "data-draftjs-conductor-fragment";
// What is lost with a type that a field does not hold, and what takes its place if it can.
const OTHERS = {
    "header-two": ["headings", "header-three"],
    "header-three": ["headings", "header-two"],
    "ordered-list-item": ["numbers", "unordered-list-item"],
    "unordered-list-item": ["lists", "ordered-list-item"],
};

// What a field can hold whose blocks have the `types` of Draft.js.
function heldBy(types) {
    return {
        headings: [2, 3, 4].filter((level) => types.has(HEADINGS[level])),
        bullets: types.has("unordered-list-item"),
        numbers: types.has("ordered-list-item"),
        quotes: types.has("blockquote"),
    };
}

const styleOf = (element) => element.getAttribute("style") ?? "";
const isStruck = (element) =>
    /text-decoration[^;]*line-through|text-line-through:\s*(single|double)/i.test(styleOf(element));
const isHidden = (element) => /mso-hide:\s*all|display:\s*none/i.test(styleOf(element));
const isComment = (element) =>
    element.matches(COMMENTS) || /mso-(element|special-character):\s*comment/.test(styleOf(element));

function removeAll(body, isUnwanted) {
    const found = [...body.querySelectorAll("*")].filter(isUnwanted);
    const hadWords = found.some((element) => element.textContent.trim());
    found.forEach((element) => element.remove());
    return hadWords;
}

// Reads elements into blocks: { kind: "p" | "heading" | "item" | "quote", runs, … }.
class Reader {
    blocks = [];
    lost = new Set();
    open = null;

    read(body) {
        removeAll(body, (element) => element.matches(UNSEEN) || isHidden(element));
        if (removeAll(body, isComment)) {
            this.lost.add("comments");
        }
        if (removeAll(body, (element) => element.matches(STRUCK) || isStruck(element))) {
            this.lost.add("struck");
        }
        this.children(body, { block: { kind: "p" }, depth: -1 });
        this.close();
    }

    children(node, around) {
        for (const child of node.childNodes) {
            if (child.nodeType === Node.TEXT_NODE) {
                this.text(child.data, around);
            } else if (child.nodeType === Node.ELEMENT_NODE) {
                this.element(child, around);
            }
        }
    }

    element(element, around) {
        if (element.matches(PICTURES)) {
            this.picture(element);
        } else if (element.matches("br")) {
            this.add("\u2028", around);
        } else if (element.matches("table") && isTable(element)) {
            this.table(element, around);
        } else if (BLOCKS.has(element.tagName)) {
            this.block(element, around);
        } else {
            this.children(element, inline(element, around));
        }
    }

    picture(element) {
        const isSeen = element.getAttribute("width") !== "1" && element.getAttribute("height") !== "1";
        if (isSeen) {
            this.lost.add("pictures");
        }
    }

    // Each row becomes a paragraph, and cells that are headers are bold.
    table(table, around) {
        const { rows, isMerged } = gridOf(table);
        this.lost.add("tables");
        isMerged && this.lost.add("merged");
        table.caption && this.block(table.caption, around);
        for (const row of rows) {
            this.close();
            row.forEach((cell, index) => {
                index && this.add(" | ", around);
                cell && this.cell(cell, around);
            });
        }
        this.close();
    }

    cell(cell, around) {
        const isBold = cell.tagName === "TH" || around.isBold;
        this.children(cell, { ...around, isBold, isCell: true, block: { kind: "p" } });
    }

    // A line of its own within a cell, unless the cell or a line begins here.
    breakLine(around) {
        const before = this.open?.runs.map((run) => run.text).join("").trim();
        if (before && !before.endsWith("|") && !/\u2028\s*$/.test(this.open.runs.at(-1).text)) {
            this.add("\u2028", around);
        }
    }

    block(element, around) {
        if (around.isCell) {
            this.breakLine(around);
            this.children(element, inline(element, around));
            return;
        }
        const within = blockOf(element, around);
        const continues = within.block.item && this.open?.item === within.block.item;
        if (continues) {
            this.add("\u2028", around);
        } else {
            this.close();
        }
        this.children(element, inline(element, within));
        if (!within.block.item || element.tagName === "LI") {
            this.close();
        }
    }

    text(text, around) {
        if (around.isPre) {
            this.add(text.trimEnd().replace(/\r?\n/g, "\u2028"), around);
        } else {
            const kept = around.isCell ? text.replaceAll("|", "/") : text;
            this.add(kept.replace(/[ \t\r\n\f]+/g, " "), around);
        }
        if (text.trim() && around.block.kind !== "heading") {
            around.isItalic && this.lost.add("italics");
            around.isRaised && !/^(st|nd|rd|th)$/.test(text.trim()) && this.lost.add("raised");
        }
    }

    add(text, { block, isBold, href }) {
        this.open ??= { ...block, runs: [] };
        this.open.runs.push({ text: unwrapAll(text), isBold, href });
    }

    close() {
        const block = this.open;
        this.open = null;
        if (block) {
            block.runs = tidy(block.runs);
            block.runs.length && this.blocks.push(block);
        }
    }
}

// Many tables of letters and web pages only place things side by side.
function isTable(table) {
    const rows = [...table.rows].filter((row) => row.cells.length > 1);
    const places = table.matches("[role=presentation], [role=none]");
    return rows.length > 1 && !places && !table.querySelector("table, td :is(h1, h2, h3, h4)");
}

// The rows of `table` that have words, each with a cell or null for every column. A merged cell is
// in each row and column that it covers; one as wide as the table is the first of its row, and the
// only one where it is the title of the table.
function gridOf(table) {
    const all = [...table.rows].map(() => []);
    all.forEach((line, y) => {
        for (const cell of table.rows[y].cells) {
            const start = [...line, undefined].indexOf(undefined);
            for (const covered of all.slice(y, y + (cell.rowSpan || all.length))) {
                covered.length = Math.max(covered.length, start + cell.colSpan);
                covered.fill(cell, start, start + cell.colSpan);
            }
        }
    });
    const width = Math.max(...all.map((line) => line.length));
    const isWide = (cell) => cell?.colSpan === width;
    const isSplit = (cell) => cell.rowSpan > 1 || (cell.colSpan > 1 && !isWide(cell));
    const rows = all.filter((line) => line.some((cell) => cell?.textContent.trim()));
    return {
        rows: rows.map((line, y) => {
            const cells = isWide(line[0]) ? [line[0]] : line;
            return isWide(line[0]) && !y ? cells : Array.from({ length: width }, (_, x) => cells[x]);
        }),
        isMerged: rows.flat().some((cell) => cell && isSplit(cell)),
    };
}

// What lies within the block `element`, which itself lies within `around`.
function blockOf(element, around) {
    const level = levelOf(element);
    if (level) {
        return { ...around, block: { kind: "heading", level } };
    }
    if (/mso-list:\s*l\d+/.test(styleOf(element))) {
        return { ...around, block: itemOfWord(element) };
    }
    if (element.matches("ul, ol")) {
        return { ...around, depth: around.depth + 1, block: { kind: "p" } };
    }
    if (element.matches("li")) {
        return { ...around, block: itemOf(element, around.depth) };
    }
    if (element.matches("blockquote, .MsoQuote, .MsoIntenseQuote") && !around.block.item) {
        return { ...around, block: { kind: "quote" } };
    }
    return { ...around, isPre: around.isPre || element.tagName === "PRE" };
}

function levelOf(element) {
    if (element.matches(".MsoTitle")) {
        return 1;
    }
    const isHeading = element.getAttribute("role") === "heading";
    return Number(
        isHeading ? (element.ariaLevel ?? 2) : (/^H([1-6])$/.exec(element.tagName)?.[1] ?? 0),
    );
}

// An item of a list of a web page, of Google Docs or of Word for the web, which says how deep it is.
function itemOf(element, depth) {
    const list = element.closest("ul, ol");
    const isNumbered = list?.tagName === "OL";
    const said = Number(element.dataset.ariaLevel ?? element.ariaLevel ?? 1) - 1;
    const siblings = [...(list?.children ?? [])].filter((child) => child.tagName === "LI");
    const number = Number(element.getAttribute("value") ?? 0);
    return {
        kind: "item",
        item: element,
        depth: Math.max(depth, said, 0),
        isNumbered,
        number: isNumbered && (number || (list.start ?? 1) + siblings.indexOf(element)),
        hasLetters: /[aiAI]/.test(list?.type ?? "") || /alpha|roman/.test(styleOf(element)),
    };
}

// Word writes an item as a paragraph, with its bullet or number in a part of its own.
function itemOfWord(element) {
    const marker = [...element.querySelectorAll("[style]")].find((part) =>
        /mso-list:\s*ignore/i.test(styleOf(part)),
    );
    const mark = marker?.textContent.trim() ?? "";
    marker?.remove();
    const isNumbered = /^[([]?\w+[.)\]:]/.test(mark) || (/^\w+$/.test(mark) && !BULLET.test(mark));
    return {
        kind: "item",
        item: element,
        depth: Number(/level(\d)/.exec(styleOf(element))?.[1] ?? 1) - 1,
        isNumbered,
        number: Number(/(\d+)\W*$/.exec(mark)?.[1] ?? 1),
        hasLetters: isNumbered && !/\d/.test(mark),
    };
}

// What `element` does to the words in it.
function inline(element, around) {
    const style = styleOf(element);
    const weight = /(?:^|;)\s*font-weight:\s*(\w+)/.exec(style)?.[1];
    const within = { ...around };
    if (weight) {
        within.isBold = /^(bold|bolder|[6-9]00)$/.test(weight);
    } else if (element.matches("b, strong")) {
        within.isBold = true;
    }
    if (/(?:^|;)\s*font-style:\s*(\w+)/.test(style)) {
        within.isItalic = /font-style:\s*italic/.test(style);
    } else if (element.matches("i, em")) {
        within.isItalic = true;
    }
    within.isRaised ||=
        element.matches("sup, sub") || /vertical-align:\s*(super|sub)\b/.test(style);
    if (element.matches("a[href]")) {
        within.href = unwrap(element.getAttribute("href").trim());
    }
    return within;
}

// `runs` without spaces at the ends of lines and without what is empty.
function tidy(runs) {
    let before = "\u2028";
    const tidied = [];
    for (const run of runs) {
        let { text } = run;
        text = text.replace(/ *\u2028 */g, "\u2028");
        if (/\s$/.test(before)) {
            text = text.replace(/^[ \u00a0]+/, "");
        }
        before = text || before;
        tidied.push({ ...run, text });
    }
    while (tidied.length && !(tidied.at(-1).text = tidied.at(-1).text.trimEnd())) {
        tidied.pop();
    }
    while (tidied.length && !(tidied[0].text = tidied[0].text.trimStart())) {
        tidied.shift();
    }
    return tidied.filter((run) => run.text);
}

// Paragraphs that begin with a typed bullet, or with 1, 2, 3 in a row, are a list.
function recogniseTyped(blocks) {
    let last = 0;
    for (const block of blocks) {
        const typed = /^(?:(\d{1,2})[.)]|[·•▪◦‣●])[\s\u00a0]+/.exec(block.runs[0].text);
        const number = Number(typed?.[1] ?? 0);
        if (block.kind === "p" && typed && (!number || number === last + 1)) {
            block.runs[0].text = block.runs[0].text.slice(typed[0].length);
            Object.assign(block, { kind: "item", depth: 0, isNumbered: number > 0, number });
        }
        last = block.isNumbered ? block.number : 0;
    }
}

// Where headings above the highest level of the field are several, all levels move down in step;
// a single one is the title of what was pasted.
function fitHeadings(blocks, levels, lost) {
    const headings = blocks.filter((block) => block.kind === "heading");
    const used = [...new Set(headings.map((heading) => heading.level))].sort();
    const isHigh = (heading) => heading.level < levels[0];
    const moves = headings.filter(isHigh).length > 1;
    for (const heading of headings) {
        const index = moves ? used.indexOf(heading.level) : levels.indexOf(heading.level);
        const fitting = levels[index] ?? (isHigh(heading) ? levels[0] : levels.at(-1));
        heading.kind = fitting ? "heading" : "p";
        heading.level = fitting;
    }
    if (headings.length && !levels.length) {
        lost.add("headings");
    }
    if (levels.length && new Set(headings.map((heading) => heading.level)).size < used.length) {
        lost.add("levels");
    }
}

function fitItems(blocks, held, lost) {
    let last = null;
    for (const block of blocks) {
        if (block.kind === "item" && block.isNumbered) {
            const isFirst = !(last?.isNumbered && block.depth <= last.depth);
            (block.hasLetters || (isFirst && block.number > 1)) && lost.add("numbering");
        }
        last = block.kind === "item" ? { ...block } : null;
    }
    for (const block of blocks.filter(({ kind }) => kind === "item")) {
        if (block.isNumbered && !held.numbers) {
            lost.delete("numbering");
            lost.add("numbers");
            block.isNumbered = false;
        }
        if (!block.isNumbered && !held.bullets) {
            lost.add("lists");
            block.kind = "p";
        }
    }
}

function fitQuotes(blocks, held, lost) {
    for (const block of blocks.filter(({ kind }) => kind === "quote")) {
        if (!held.quotes) {
            lost.add("quotes");
            block.kind = "p";
        }
    }
}

function fitLinks(blocks, lost) {
    for (const run of blocks.flatMap((block) => block.runs)) {
        if (run.href && !/^(https?|mailto):/i.test(run.href)) {
            /^(#|tel:|$)/i.test(run.href) || lost.add("links");
            run.href = null;
        }
    }
}

const TAGS = { p: "p", quote: "blockquote" };
const escaped = (text) =>
    text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

function runHtml({ text, isBold, href }, kind) {
    let html = escaped(text).replaceAll("\u2028", "<br>");
    if (isBold && kind !== "heading") {
        html = `<strong>${html}</strong>`;
    }
    return href ? `<a href="${escaped(href)}">${html}</a>` : html;
}

function blockHtml(block) {
    const html = block.runs.map((run) => runHtml(run, block.kind)).join("");
    if (block.kind === "heading") {
        return `<h${block.level}>${html}</h${block.level}>`;
    }
    if (block.kind === "item") {
        const list = block.isNumbered ? "ol" : "ul";
        const depth = `public-DraftStyleDefault-depth${Math.min(block.depth, 4)}`; // as Draft.js reads it
        return `<${list}><li class="${depth}">${html}</li></${list}>`;
    }
    // Draftail would take what looks like a bullet or a number for one, and remove it.
    const kept = html.replace(/^(§|o|[ivx]{1,5}\.|[a-z]\.|1?\d\.)[ \t]/, "$1\u00a0");
    return `<${TAGS[block.kind]}>${kept}</${TAGS[block.kind]}>`;
}

// What Draft.js calls the kind of `block`.
function typeOf({ kind, level, isNumbered }) {
    const names = {
        heading: HEADINGS[level],
        item: isNumbered ? "ordered-list-item" : "unordered-list-item",
        quote: "blockquote",
    };
    return names[kind] ?? "unstyled";
}

// What a field can hold of `html`: { html, text, types, lost }, the last a set of kinds.
export function fit(html, types) {
    const held = heldBy(types);
    const reader = new Reader();
    reader.read(new DOMParser().parseFromString(html, "text/html").body);
    const { blocks, lost } = reader;
    recogniseTyped(blocks);
    fitHeadings(blocks, held.headings, lost);
    fitItems(blocks, held, lost);
    fitQuotes(blocks, held, lost);
    fitLinks(blocks, lost);
    const words = ({ runs }) => runs.map((run) => run.text).join("");
    return {
        html: blocks.map(blockHtml).join(""),
        text: blocks.map(words).join("\n"),
        types: blocks.map(typeOf),
        lost,
    };
}

// What the editor itself has put on the clipboard, as a field can hold it; else undefined.
export function fitFragment(html, types) {
    const holder = new DOMParser().parseFromString(html, "text/html").querySelector(`[${FRAGMENT}]`);
    if (!holder) {
        return undefined;
    }
    const lost = new Set();
    const fragment = JSON.parse(holder.getAttribute(FRAGMENT));
    for (const block of fragment.blocks.filter(({ type }) => !types.has(type))) {
        const [kind, other] = OTHERS[block.type] ?? [];
        kind && lost.add(kind);
        block.type = types.has(other) ? other : "unstyled";
    }
    holder.setAttribute(FRAGMENT, JSON.stringify(fragment));
    // Without a text: where that contains an address, Draftail would read the HTML instead.
    return { html: holder.outerHTML, text: "", types: fragment.blocks.map(({ type }) => type), lost };
}

// `text` as HTML, a paragraph for each line.
export function paragraphs(text) {
    return text
        .split(/\r?\n/)
        .map((line) => `<p>${escaped(line)}</p>`)
        .join("");
}
