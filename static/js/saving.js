// Make one sequence of the drafts that Wagtail's editor saves by itself and of a person's own save:
// the form waits for a draft under way, and is sent with the version that the last draft made, so
// that the site can tell a change by somebody else from the form's own drafts.

const draftsUnderWay = new WeakSet(); // forms
const sending = new WeakSet(); // forms that a person has sent: no draft starts any more
const waiting = new WeakMap(); // the button of each form that a person sends once a draft is saved

function setField(form, name, value) {
    const selector = `input[type="hidden"][name="${CSS.escape(name)}"]`;
    let fields = form.querySelectorAll(selector);
    if (!fields.length) {
        const field = document.createElement("input");
        Object.assign(field, { type: "hidden", name });
        form.append(field);
        fields = [field];
    }
    for (const field of fields) {
        field.value = value;
    }
}

function draftStarts(event) {
    const form = event.target;
    if (waiting.has(form) || sending.has(form)) {
        event.preventDefault();
    } else {
        draftsUnderWay.add(form);
    }
}

function draftEnds({ target: form, detail }) {
    draftsUnderWay.delete(form);
    if (detail.response?.success) {
        setField(form, "loaded_revision_id", detail.response.revision_id);
        setField(form, "loaded_revision_created_at", detail.response.revision_created_at);
    }
    if (waiting.has(form)) {
        const button = waiting.get(form);
        waiting.delete(form);
        if (button?.name) {
            setField(form, button.name, button.value); // Wagtail has disabled it by now
        }
        form.requestSubmit();
    }
}

function send(event) {
    const form = event.target;
    if (draftsUnderWay.has(form)) {
        event.preventDefault();
        event.stopPropagation();
        waiting.set(form, event.submitter);
    }
}

function isSent(event) {
    if (!event.defaultPrevented) {
        sending.add(event.target);
    }
}

addEventListener("w-autosave:save", draftStarts);
addEventListener("w-autosave:success", draftEnds);
addEventListener("w-autosave:error", draftEnds);
addEventListener("submit", send, { capture: true }); // before every listener of the form
addEventListener("submit", isSent); // after them
