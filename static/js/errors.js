// The links of the message above a refused form, and Wagtail's button to the first error, open the tab,
// panel or dialog that the field is in, and lead to the field.

const FRAMES = 60; // to wait at most until what is opened has appeared
const CONTROLS = "button, input:not([type=hidden]), select, textarea, [contenteditable]";

function open(field) {
    const tab = field.closest('[role="tabpanel"][hidden]');
    document.getElementById(tab?.getAttribute("aria-labelledby"))?.click();
    field.closest(".w-dialog")?.dispatchEvent(new CustomEvent("w-dialog:show"));
    for (let panel = field.closest("[data-panel]"); panel; ) {
        panel.querySelector('[data-panel-toggle][aria-expanded="false"]')?.click();
        panel = panel.parentElement.closest("[data-panel]");
    }
}

async function appear(place) {
    for (let frame = 0; frame < FRAMES && !place.checkVisibility(); frame += 1) {
        await new Promise(requestAnimationFrame);
    }
}

function fieldOf(link) {
    const id = link.hash.slice(1);
    // What is built from blocks has no element of its own, but a count of them.
    return document.getElementById(id) ?? document.getElementsByName(`${id}-count`)[0];
}

function followLink(event) {
    const link = event.target.closest("a[data-error-link]");
    const field = link && fieldOf(link);
    if (field) {
        event.preventDefault();
        leadTo(field);
    }
}

function leadToFirst(event) {
    if (event.target.matches(".error-message, .help-critical")) {
        event.preventDefault();
        leadTo(event.target);
    }
}

async function leadTo(field) {
    const whole = field.closest("[data-field]") ?? field.closest("[data-panel]") ?? field;
    const place = whole.querySelector(".w-field--error") ?? whole;
    open(place);
    await appear(place);
    place.scrollIntoView({ block: "center" });
    const controls = [field, ...place.querySelectorAll(CONTROLS)];
    const control = controls.find((each) => each.matches(CONTROLS) && each.checkVisibility());
    control?.focus({ preventScroll: true });
}

addEventListener("click", followLink);
addEventListener("w-focus:focus", leadToFirst);
