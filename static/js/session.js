// Whether the site can save what is typed on this page: it answers, and its session is still that of
// the person who opened the page. If not, a line above the buttons says what happened and what to
// do, and goes by itself once things are as they were. Asking does not make the session last longer.

const { person, session, signIn } = document.querySelector("script[data-session]").dataset;
const WARN_BEFORE_END = 10 * 60; // seconds
const SOON = 5_000; // milliseconds until the next question, while something is wrong
const LATER = 60_000;

const KEPT = "What you typed is still on this page.";
const SAYS = {
    ending: "",
    ended: `You have been signed out. ${KEPT} It has not been saved. Sign in again, then come back here and save it.`,
    another: `Someone else is now signed in in this browser. ${KEPT} It cannot be saved in their name. Sign out there and sign in as yourself, then come back here and save it.`,
    offline: `This computer is not connected to the internet. ${KEPT} Keep this page open and save again once you are connected.`,
    away: `The website cannot save anything at the moment. ${KEPT} Keep this page open: it checks every few seconds whether you can save again.`,
    back: "You can save again now.",
};

let state = "fine";
let backAt = 0; // when it last said that the person can save again
let question; // under way
let timer;

const line = document.createElement("div");
line.className = "session-line";
line.setAttribute("role", "status");
place();

function place() {
    const buttons = document.querySelector("form[data-edit-form] > .footer");
    if (buttons) {
        buttons.before(line);
    } else {
        document.body.append(line);
    }
}

function say(words, link) {
    if (!line.isConnected) {
        place(); // Wagtail makes the buttons of a new page again once it is saved
    }
    if (line.dataset.words === words) {
        return;
    }
    line.dataset.words = words;
    const paragraph = document.createElement("p");
    paragraph.textContent = words;
    if (link) {
        const anchor = document.createElement("a");
        Object.assign(anchor, { href: link, target: "_blank", textContent: "Sign in (opens in a new tab)" });
        paragraph.append(" ", anchor);
    }
    line.replaceChildren(...(words ? [paragraph] : []));
}

function warn(seconds) {
    const end = new Date(Date.now() + seconds * 1000);
    const time = end.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
    say(`You will be signed out at ${time}, twelve hours after you signed in. Save your work before then. You can sign in again afterwards without leaving this page.`);
}

// Sign-in gives the browser a new token: without it every form that was open would be refused.
function renewToken(token) {
    for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) {
        field.value = token;
    }
    window.wagtailConfig.CSRF_TOKEN = token;
}

async function find() {
    let answer;
    try {
        const response = await fetch(session, { cache: "no-store", signal: AbortSignal.timeout(10_000) });
        answer = response.ok && (await response.json());
    } catch {
        return navigator.onLine ? { found: "away" } : { found: "offline" };
    }
    if (!answer) {
        return { found: "away" };
    }
    if (answer.person === null) {
        return { found: "ended" };
    }
    if (String(answer.person) !== person) {
        return { found: "another" };
    }
    renewToken(answer.token);
    return { found: answer.seconds_left < WARN_BEFORE_END ? "ending" : "fine", left: answer.seconds_left };
}

async function ask() {
    const { found, left } = await find();
    const wasWrong = SAYS[state];
    const isWrong = Boolean(SAYS[found]);
    if (isWrong) {
        say(SAYS[found], found === "ended" || found === "another" ? signIn : undefined);
    } else if (found === "ending") {
        if (state !== "ending") {
            warn(left);
        }
    } else if (wasWrong) {
        say(SAYS.back);
        backAt = Date.now();
    } else if (Date.now() - backAt > LATER) { // whoever comes back to this tab still reads it
        say("");
    }
    state = found;
    clearTimeout(timer);
    timer = setTimeout(checkIfSeen, isWrong ? SOON : Math.min(LATER, (left + 1) * 1000));
    return !isWrong;
}

// Return whether a form can be sent now.
export function check() {
    question ??= ask().finally(() => (question = undefined));
    return question;
}

function checkIfSeen() {
    if (!document.hidden) {
        check();
    }
}

// After a sleep, another window, or signing in beside this tab.
for (const event of ["focus", "online", "offline", "pageshow"]) {
    addEventListener(event, checkIfSeen);
}
document.addEventListener("visibilitychange", checkIfSeen);
new BroadcastChannel("signed-in").addEventListener("message", async () => {
    await question; // asked before: its answer is of the time before
    check();
});
