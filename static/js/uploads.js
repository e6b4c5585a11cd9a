// A chosen file stays chosen when its form is refused for something else, and the title of a file
// follows it until a person types another.
//
// The site keeps no file that it has refused to save, and a page cannot hand one to the next: so the
// browser keeps it until the next screen of the admin.

// The result of the request that `use` makes of the store of files.
function inStore(use) {
    return new Promise((resolve, reject) => {
        const opening = indexedDB.open("chosen-files");
        opening.onupgradeneeded = () => opening.result.createObjectStore("files");
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
            const transaction = opening.result.transaction("files", "readwrite");
            const request = use(transaction.objectStore("files"));
            transaction.onabort = () => reject(transaction.error);
            transaction.oncomplete = () => {
                opening.result.close();
                resolve(request.result);
            };
        };
    });
}

// Keep what is chosen in `form`, which is about to be sent (see saving.js).
export async function keepFiles(form) {
    const chosen = [...form.querySelectorAll("input[type=file]")].filter((input) => input.files[0]);
    for (const input of chosen) {
        // Without it, the form asks for the file again.
        await inStore((files) => files.put(input.files[0], input.name)).catch(() => {});
    }
}

// The note beside the field for a file, in a form that was refused.
class SentFile extends window.StimulusModule.Controller {
    async connect() {
        const input = this.element.parentElement.querySelector("[data-sent-file]");
        const file = await inStore((files) => files.get(input.name)).catch(() => null);
        const { sentFile, sentSize } = input.dataset;
        if (file?.name === sentFile && file.size === Number(sentSize) && !input.files.length) {
            const transfer = new DataTransfer();
            transfer.items.add(file);
            input.files = transfer.files;
            this.element.textContent = `‘${file.name}’ is still chosen.`;
        }
    }
}

const titles = new WeakMap(); // field for a file → the title that its last file gave

// Wagtail gives a file's title to an empty field only.
function letTitleFollow({ target, detail: { element, value } }) {
    if (element.type !== "file") {
        return;
    }
    const sent = element.dataset.sentFile?.replace(/\.[^.]+$/, "");
    if (target.value === (titles.get(element) ?? sent)) {
        target.value = "";
    }
    titles.set(element, value);
}

if (!document.querySelector("[data-sent-file]")) {
    inStore((files) => files.clear()).catch(() => {});
}
window.wagtail.app.register("sent-file", SentFile);
addEventListener("w-sync:apply", letTitleFollow, { capture: true });
