// What is pasted arrives as the field can hold it, and a note beside the field names the rest.
//
// Wagtail's editor has no say before Draftail reads the clipboard (its plugins come after links), so
// the clipboard is read first, here.

import { fit, fitFragment, paragraphs } from "./pasted-text.js";
import { unwrapAll } from "./wrapped-addresses.js";

const NOTES = {
    comments: "Comments were left out.",
    struck: "Words that were crossed out were left out.",
    headings: "Headings are now ordinary paragraphs: this field has no headings.",
    levels: "Headings of different levels are now at the same level. Check them.",
    numbers: "Numbered lists now have bullets: this field has no numbered lists.",
    numbering: "Numbered lists now count 1, 2, 3 from the start. Check the numbers.",
    lists: "Lists are now ordinary paragraphs: this field has no lists.",
    tables:
        "Tables were left out, and each row is now a paragraph. To keep a table, remove those " +
        "paragraphs, add a ‘Table’ block to the page and paste it there.",
    rows: "Each table is shown row by row, with | between its cells. It becomes a table in the draft.",
    merged: "Merged cells of a table were split, and each now has their words. Check them.",
    quotes: "Quotations are now ordinary paragraphs. For a quotation, add a ‘Quotation’ block.",
    pictures: "Pictures were left out. Add each with a ‘Picture’ block.",
    italics: "Italics were left out.",
    raised: "Raised and lowered characters, as in m², are now ordinary ones. Check them.",
    links: "Links that work only on your computer or network were left out. Their words are here.",
};
// Text of several lines, or with a bullet or number before it.
const MARKED = /\n|^\s*(\d{1,2}[.)]|[·•▪◦‣●§])\s/;

// Draft.js gives the words of a single block to the one they are pasted in, which keeps its type.
function keepType(editor, type) {
    const state = editor.getEditorState();
    const here = state.getCurrentContent().getBlockForKey(state.getSelection().getStartKey());
    if (!here.getLength() && type !== "unstyled" && type !== here.getType()) {
        setTimeout(() => editor.toggleBlockType(type)); // once Draft.js has the words
    }
}

function replaceClipboard(event, html, text) {
    const clipboard = new DataTransfer();
    clipboard.setData("text/plain", text);
    html && clipboard.setData("text/html", html);
    Object.defineProperty(event, "clipboardData", { value: clipboard });
}

// Show the notes for what was `lost` after the editor, where screen readers read them out.
function note(wrapper, lost) {
    let place = wrapper.parentElement.querySelector(":scope > [data-pasted]");
    if (!place) {
        place = document.createElement("div");
        place.role = "status";
        place.dataset.pasted = "";
        wrapper.after(place);
    }
    const notes = Object.keys(NOTES).filter((kind) => lost.has(kind));
    place.className = notes.length ? "help-block help-warning" : "";
    // Once the region is known, or its first words are not read out.
    setTimeout(() => (place.textContent = notes.map((kind) => NOTES[kind]).join(" ")), 100);
}

function pasteIntoEditor(event, wrapper) {
    const { draftailEditor: editor } = [...wrapper.parentElement.children].find(
        (field) => field.draftailEditor,
    );
    const html = event.clipboardData.getData("text/html");
    const text = event.clipboardData.getData("text/plain");
    if (!html && !text) {
        return; // a file
    }
    if (!html && !MARKED.test(text)) {
        replaceClipboard(event, "", unwrapAll(text));
        return;
    }
    const held = new Set(editor.props.blockTypes.map(({ type }) => type));
    const fitting = fitFragment(html, held) ?? fit(html || paragraphs(text), held);
    if (wrapper.closest("[data-makes-tables]") && fitting.lost.delete("tables")) {
        fitting.lost.add("rows");
    }
    replaceClipboard(event, fitting.html, fitting.text);
    if (fitting.types.length === 1) {
        keepType(editor, fitting.types[0]);
    }
    note(wrapper, fitting.lost);
}

function pasteIntoField(event) {
    const text = event.clipboardData.getData("text/plain");
    const unwrapped = unwrapAll(text);
    if (unwrapped !== text) {
        event.preventDefault();
        document.execCommand("insertText", false, unwrapped); // so that it can be undone
    }
}

addEventListener(
    "paste",
    (event) => {
        if (!event.clipboardData) {
            return;
        }
        const editable = event.target.closest?.("[contenteditable=true], input, textarea");
        const wrapper = editable?.closest("[data-draftail-editor-wrapper]");
        if (wrapper && editable.isContentEditable) {
            pasteIntoEditor(event, wrapper);
        } else if (editable?.name) {
            pasteIntoField(event); // and not into the editor of a table, which reads cells
        }
    },
    { capture: true },
);
