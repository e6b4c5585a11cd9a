// Leave the site at once, and never show again what was open before: not by Back, not by Forward.
//
// This runs before anything of the page is shown. Each entry in the tab's history is marked with the
// visit it belongs to. Leaving ends the visit; a page of one that has ended leaves again. The marks
// stay in this tab and go when it closes. Without this script, the exit is an ordinary link.
{
    const PRESSES = 3;
    const WITHIN_MILLISECONDS = 5000;
    const root = document.documentElement;
    let presses = [];

    // A browser may be set up to keep nothing: then only the page that is open now is gone.
    function kept(name) {
        try {
            return sessionStorage.getItem(name);
        } catch {
            return null;
        }
    }

    function keep(name, value) {
        try {
            sessionStorage.setItem(name, value);
        } catch {
            // As above.
        }
    }

    function currentVisit() {
        return Number(kept("visit"));
    }

    function markEntry(visit = currentVisit(), address = location.href) {
        history.replaceState({ ...history.state, visit }, "", address);
    }

    function hasEnded() {
        return currentVisit() > Number(history.state?.visit ?? 0);
    }

    function leaveTo(address) {
        root.hidden = true;
        document.title = "New tab";
        location.replace(address);
    }

    function leave(link) {
        const visit = currentVisit();
        const { href } = link;
        keep("visit", visit + 1);
        keep("exit", href);
        markEntry(visit, "/"); // while the other site loads, the address says little
        leaveTo(href);
    }

    function countShift(event) {
        if (event.key !== "Shift") {
            presses = [];
        } else if (!event.repeat) {
            presses = [...presses, event.timeStamp].slice(-PRESSES);
            const isFast = event.timeStamp - presses[0] < WITHIN_MILLISECONDS;
            const link = document.querySelector("[data-exit]");
            if (link && isFast && presses.length === PRESSES) {
                leave(link);
            }
        }
    }

    const [arrival] = performance.getEntriesByType("navigation");
    if (arrival?.type !== "navigate" && hasEnded()) {
        leaveTo(kept("exit"));
    } else {
        markEntry();
    }

    document.addEventListener("click", (event) => {
        const link = event.target.closest("[data-exit]");
        if (link) {
            event.preventDefault();
            leave(link);
        }
    });
    document.addEventListener("keydown", countShift);
    addEventListener("hashchange", () => {
        if (history.state === null) {
            markEntry();
        }
    });

    // A browser may keep a page as it was, and show it again without loading it.
    addEventListener("pagehide", () => {
        root.style.visibility = "hidden";
    });
    addEventListener("pageshow", (event) => {
        if (event.persisted && hasEnded()) {
            leaveTo(kept("exit"));
        } else {
            root.style.visibility = "";
        }
    });
}
