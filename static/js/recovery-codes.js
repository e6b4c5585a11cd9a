// Ways to keep recovery codes: on paper, in a file, on the clipboard.
// Without this script the browser prints the page, and the codes can be selected.

const ways = document.querySelector("[data-keep-codes]");

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
    const said = ways.querySelector("[role=status]");
    try {
        await navigator.clipboard.writeText(codes());
        said.textContent = "Copied.";
    } catch {
        said.textContent = "Could not copy them: select and copy them yourself.";
    }
}

if (ways) {
    ways.hidden = false;
    ways.querySelector("[data-print]").addEventListener("click", () => window.print());
    ways.querySelector("[data-download]").addEventListener("click", (event) => {
        download(event.currentTarget.dataset.download);
    });
    ways.querySelector("[data-copy]").addEventListener("click", copy);
}
