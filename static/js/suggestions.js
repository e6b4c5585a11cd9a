// Show links to pages and documents under the search box as a visitor types their titles.
// Without this script, the search box sends the words to the page of results.

const PAUSE_MILLISECONDS = 150;
const FEWEST_LETTERS = 2;

function suggest(form) {
    const input = form.querySelector("input");
    const panel = document.createElement("div");
    const status = document.createElement("p");
    let waiting = 0;
    let asked = new AbortController();

    panel.className = "suggestions";
    panel.hidden = true;
    status.className = "visually-hidden";
    status.setAttribute("role", "status");
    form.append(panel, status);

    function close() {
        clearTimeout(waiting);
        asked.abort();
        panel.hidden = true;
        status.textContent = "";
    }

    async function ask() {
        const words = input.value.trim();
        asked = new AbortController();
        try {
            const address = `${form.dataset.suggestions}?${new URLSearchParams({ q: words })}`;
            const response = await fetch(address, { signal: asked.signal });
            panel.innerHTML = response.ok ? await response.text() : "";
        } catch {
            return; // the visitor typed more, or there is no network: then the search itself shows it
        }
        const count = panel.querySelectorAll("a").length;
        panel.hidden = count === 0;
        status.textContent = count ? `${count} suggestion${count === 1 ? "" : "s"} below` : "";
    }

    input.addEventListener("input", () => {
        clearTimeout(waiting);
        asked.abort();
        if (input.value.trim().length < FEWEST_LETTERS) {
            close();
        } else {
            waiting = setTimeout(ask, PAUSE_MILLISECONDS);
        }
    });
    form.addEventListener("keydown", (event) => {
        if (event.key === "Escape" && !panel.hidden) {
            event.preventDefault(); // by default, Escape empties the box
            input.focus();
            close();
        }
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (step && !panel.hidden) {
            event.preventDefault();
            const stops = [input, ...panel.querySelectorAll("a")];
            const place = stops.indexOf(document.activeElement) + step + stops.length;
            stops[place % stops.length].focus();
        }
    });
    form.addEventListener("focusout", (event) => {
        if (!form.contains(event.relatedTarget)) {
            close();
        }
    });
    form.addEventListener("submit", close);
}

document.querySelectorAll("form[data-suggestions]").forEach(suggest);
