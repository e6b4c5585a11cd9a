// Keep recovery codes on paper, in a file or on the clipboard.
// Without this script the browser can print the page, and the codes can be selected.

const choices = document.querySelector("[data-keep-codes]");

function codes() {
    const lines = [...document.querySelectorAll(".codes li, .codes__of")];
    return lines.map((line) => line.textContent.trim()).join("\n") + "\n";
}

function download(name) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([codes()], { type: "text/plain" }));
    link.download = name;
    link.click();
    URL.revokeObjectURL(link.href);
}

async function copy() {
    const status = choices.querySelector("[role=status]");
    try {
        await navigator.clipboard.writeText(codes());
        status.textContent = "Copied.";
    } catch {
        status.textContent = "The codes could not be copied. Select them and copy them yourself.";
    }
}

if (choices) {
    choices.hidden = false;
    choices.querySelector("[data-print]").addEventListener("click", () => window.print());
    choices.querySelector("[data-download]").addEventListener("click", (event) => {
        download(event.currentTarget.dataset.download);
    });
    choices.querySelector("[data-copy]").addEventListener("click", copy);
}
