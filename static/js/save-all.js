// One button saves every row of a screen that adds several files. A row that is saved says so; the
// others stay as they were typed, with their errors.

import { check } from "./session.js";

const list = document.getElementById("upload-list");
const bar = document.querySelector("[data-save-all]");
const status = bar.querySelector("[role=status]");
const button = bar.querySelector("button");
const { single, plural } = bar.dataset;
let saved = 0;
let isSaving = false;
let isRefused = false; // whether the website did not answer as it should

const unsaved = () => [...list.querySelectorAll("form")];

function isUndescribed(form) {
    const words = form.querySelector('[name$="-description"]');
    return words && !words.value.trim() && !form.querySelector('[name$="-is_decorative"]').checked;
}

function counted(number) {
    return `${number} ${number === 1 ? single : plural}`;
}

function say() {
    const left = unsaved();
    const undescribed = left.filter(isUndescribed).length;
    const sentences = [
        saved && `${counted(saved)} saved.`,
        left.length && `${counted(left.length)} not saved yet.`,
        undescribed && `${counted(undescribed)} without alternative text: describe what is seen, or tick ‘Decorative’.`,
        isRefused && "The website did not answer as expected. What you typed is still on this page: try again.",
    ];
    const words = sentences.filter(Boolean).join(" ");
    if (status.textContent !== words) {
        status.textContent = words;
    }
    bar.hidden = !words;
    button.hidden = !left.length;
}

async function save(form) {
    const headers = { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" };
    const sent = await fetch(form.action, { method: "POST", body: new FormData(form), headers });
    const answer = await sent.json();
    if (answer.success) {
        saved += 1;
        form.closest(".right").innerHTML = answer.saved;
    } else {
        form.outerHTML = answer.form;
    }
}

async function saveAll() {
    if (isSaving || !(await check())) {
        return;
    }
    isSaving = true;
    isRefused = false;
    for (const form of unsaved()) {
        await save(form).catch(() => (isRefused = true));
    }
    isSaving = false;
    say();
    list.querySelector("[aria-invalid=true]")?.focus();
}

button.addEventListener("click", saveAll);
list.addEventListener("input", say);
new MutationObserver(say).observe(list, { childList: true, subtree: true });
addEventListener("beforeunload", (event) => {
    if (unsaved().length) {
        event.preventDefault();
    }
});
