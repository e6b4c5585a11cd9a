// Leave the site at once: blank the page, then replace it, so that Back does not show it again.
// Without this script, the exit link is an ordinary link.

const exit = document.querySelector("[data-exit]");
const PRESSES = 3;
const WITHIN_MILLISECONDS = 5000;
let presses = [];

function leave() {
    document.title = "New tab";
    document.body.hidden = true;
    location.replace(exit.href);
}

function countShift(event) {
    if (event.key !== "Shift") {
        presses = [];
    } else if (!event.repeat) {
        presses = [...presses, event.timeStamp].slice(-PRESSES);
        if (presses.length === PRESSES && presses[PRESSES - 1] - presses[0] < WITHIN_MILLISECONDS) {
            leave();
        }
    }
}

if (exit) {
    exit.addEventListener("click", (event) => {
        event.preventDefault();
        leave();
    });
    document.addEventListener("keydown", countShift);
}
