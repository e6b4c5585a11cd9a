// What happens between selecting a button and sending its form, on every screen of the admin: the
// form waits for a draft under way, and then is sent only if the site can save it (see session.js).
// It is sent with the version that its last draft made, so that the site can tell a change by
// somebody else from the form's own drafts.

import { check } from "./session.js";
import { keepFiles } from "./uploads.js";

const drafts = new WeakMap(); // the draft under way of each form: { ended, end }
const failed = new WeakSet(); // forms whose draft is saved again later
const leaving = new WeakSet(); // forms that a person has sent: no draft starts any more
const passing = new WeakMap(); // forms that may be sent now, and the event that sends them
const refused = new WeakSet(); // forms that were shown again with errors
const TRY_AGAIN = 5_000; // milliseconds
const WATCH_EVERY = 499; // milliseconds; Wagtail's own is 500
const REASONS = {
    network_error: "The website cannot be reached. What you typed is still on this page.",
    server_error: "The website could not save this draft. What you typed is still on this page.",
};

function addHidden(form, name, value) {
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name, value });
    form.append(field);
    return field;
}

function setField(form, name, value) {
    const fields = form.querySelectorAll(`input[type="hidden"][name="${name}"]`);
    for (const field of fields.length ? fields : [addHidden(form, name, value)]) {
        field.value = value;
    }
}

function draftStarts(event) {
    const form = event.target;
    if (leaving.has(form)) {
        event.preventDefault();
        return;
    }
    if (form.dataset.wUnsavedForceValue === "true") {
        refused.add(form);
    }
    const draft = {};
    draft.ended = new Promise((resolve) => (draft.end = resolve));
    drafts.set(form, draft);
}

// Of a form with errors, Wagtail saves one draft and watches for no more, until it is told how often.
function watchAgain(form) {
    if (refused.delete(form)) {
        setTimeout(() => (form.dataset.wUnsavedCheckIntervalValue = WATCH_EVERY));
    }
}

function draftEnds({ target: form, detail }) {
    if (detail.response?.success) {
        setField(form, "loaded_revision_id", detail.response.revision_id);
        setField(form, "loaded_revision_created_at", detail.response.revision_created_at);
        watchAgain(form);
    }
    drafts.get(form)?.end();
    drafts.delete(form);
}

// Wagtail gives one reason for all it does not know, and tries again only when more is typed; after
// what the form refuses, it does not try again at all.
function draftFails(event) {
    const { target: form, detail } = event;
    if (detail.type in REASONS) {
        detail.text = detail.response?.error_message ?? REASONS[detail.type];
        check();
        tryAgainLater(form);
    } else if (detail.type === "validation_error") {
        for (const change of ["input", "change"]) {
            form.addEventListener(change, () => tryAgainLater(form), { once: true });
        }
    }
    draftEnds(event);
}

function tryAgainLater(form) {
    if (!failed.has(form)) {
        failed.add(form);
        setTimeout(tryAgain, TRY_AGAIN, form);
    }
}

async function tryAgain(form) {
    const isPossible = await check();
    failed.delete(form);
    if (!isPossible) {
        tryAgainLater(form);
    } else if (form.dataset.wUnsavedHasEditsValue === "true") {
        const detail = { type: "edits" };
        form.dispatchEvent(new CustomEvent("w-unsaved:add", { bubbles: true, detail }));
    }
}

// Wagtail has disabled the selected button by now, or replaced it, so its value travels in a field.
function sendWith(button, form) {
    const field = button?.name && addHidden(form, button.name, button.value);
    passing.set(form, null);
    form.requestSubmit();
    if (passing.get(form)?.defaultPrevented !== false) {
        leaving.delete(form); // a script sends it, and the page stays
    }
    passing.delete(form);
    field?.remove?.();
}

function stay(form) {
    leaving.delete(form);
    for (const button of form.querySelectorAll("[data-w-progress-loading-value=true]")) {
        button.dataset.wProgressLoadingValue = "false";
    }
    for (const field of form.querySelectorAll("[name^=workflow-action-], [name=action-workflow-action]")) {
        field.remove(); // of the approval that was selected
    }
    tryAgainLater(form);
}

async function canBeSent(form) {
    if (!(await check())) {
        return false;
    }
    const draft = drafts.get(form);
    await draft?.ended;
    return !draft || check();
}

async function send(event) {
    const { target: form, submitter } = event;
    if (form.getAttribute("method")?.toLowerCase() !== "post") {
        return;
    }
    if (passing.has(form)) {
        passing.set(form, event);
        return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    if (leaving.has(form)) {
        return; // selected twice
    }
    leaving.add(form);
    if (await canBeSent(form)) {
        await keepFiles(form);
        sendWith(submitter, form);
    } else {
        stay(form);
    }
}

// The site asks before it replaces what someone else has saved, and says what that is: so Wagtail need
// not ask as well, nor when it cannot be reached.
function askOnce() {
    const asking = document.querySelector("[data-w-session-w-dialog-outlet]");
    asking?.removeAttribute("data-w-session-w-dialog-outlet");
}

addEventListener("click", askOnce, { capture: true }); // before Wagtail's listeners
addEventListener("w-autosave:save", draftStarts);
addEventListener("w-autosave:success", draftEnds);
addEventListener("w-autosave:error", draftFails, { capture: true }); // before the reason is shown
addEventListener("submit", send, { capture: true }); // before every listener of the form
for (const form of document.querySelectorAll("form[data-edit-form]")) {
    form.submit = () => form.requestSubmit(); // by which Wagtail sends an approval with a comment
}
if (document.querySelector("form[data-edit-form], #main form[method=post i]")) {
    check();
}
