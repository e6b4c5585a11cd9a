// Passkeys: a form whose button has the browser ask for one and sends the answer.
// Without this script, a password and a code do the same.

const NUMBERS_ONLY = /^[\d.]+$|^\[/;

function whyUnavailable() {
    if (NUMBERS_ONLY.test(location.hostname)) {
        return "Passkeys do not work at an address made of numbers. On this computer, open the website at localhost instead.";
    }
    if (!window.PublicKeyCredential?.parseRequestOptionsFromJSON) {
        return "This browser does not support passkeys. Use a newer one.";
    }
    return "";
}

async function loadOptions(form) {
    const onPage = document.getElementById("passkey-options");
    if (onPage) {
        return JSON.parse(onPage.textContent);
    }
    const response = await fetch(form.action, { headers: { Accept: "application/json" } });
    return response.json();
}

async function askForPasskey(form) {
    const { creation_options: toCreate, request_options: toUse } = await loadOptions(form);
    if (toUse) {
        const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(toUse.publicKey);
        return navigator.credentials.get({ publicKey });
    }
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(toCreate.publicKey);
    // Stored with the name of its owner, so that no email address has to be typed to sign in.
    publicKey.authenticatorSelection.residentKey = "required";
    publicKey.authenticatorSelection.requireResidentKey = true;
    return navigator.credentials.create({ publicKey });
}

function prepare(form) {
    const button = form.querySelector("button");
    const trouble = form.querySelector(".passkey__trouble");

    function showTrouble(words) {
        trouble.textContent = words;
        trouble.hidden = words === "";
    }

    const reason = whyUnavailable();
    showTrouble(reason);
    button.hidden = reason !== "";
    form.addEventListener("submit", async (event) => {
        event.preventDefault();
        showTrouble("");
        try {
            const credential = await askForPasskey(form);
            form.elements.credential.value = JSON.stringify(credential.toJSON());
            form.submit();
        } catch {
            showTrouble("That did not work: you did not use a passkey, or this website does not recognise it. Try again, or use another way.");
        }
    });
}

document.querySelectorAll("form[data-passkey]").forEach(prepare);
