// Passkeys: a form whose button has the browser ask for one, and sends what it answers.
// Without this script a password and a code do the same.

const NUMBERS_ONLY = /^[\d.]+$|^\[/;

function reasonAgainst() {
    if (NUMBERS_ONLY.test(location.hostname)) {
        return "Passkeys work only where this website has a name, not at an address made of numbers. On this computer, open it at localhost instead.";
    }
    if (!window.PublicKeyCredential?.parseRequestOptionsFromJSON) {
        return "This browser does not know passkeys. A newer one does.";
    }
    return "";
}

async function optionsOf(form) {
    const onPage = document.getElementById("passkey-options");
    if (onPage) {
        return JSON.parse(onPage.textContent);
    }
    const response = await fetch(form.action, { headers: { Accept: "application/json" } });
    return response.json();
}

async function ask(form) {
    const { creation_options: toMake, request_options: toShow } = await optionsOf(form);
    if (toShow) {
        const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(toShow.publicKey);
        return navigator.credentials.get({ publicKey });
    }
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(toMake.publicKey);
    // Kept with the name of its owner, so that it signs in without an email address typed.
    publicKey.authenticatorSelection.residentKey = "required";
    publicKey.authenticatorSelection.requireResidentKey = true;
    return navigator.credentials.create({ publicKey });
}

function prepare(form) {
    const button = form.querySelector("button");
    const trouble = form.querySelector(".passkey__trouble");

    function tell(words) {
        trouble.textContent = words;
        trouble.hidden = words === "";
    }

    const reason = reasonAgainst();
    tell(reason);
    button.hidden = reason !== "";
    form.addEventListener("submit", async (event) => {
        event.preventDefault();
        tell("");
        try {
            const credential = await ask(form);
            form.elements.credential.value = JSON.stringify(credential.toJSON());
            form.submit();
        } catch {
            tell("Nothing happened: no passkey was shown, or it is not known here. Try again, or use another way.");
        }
    });
}

document.querySelectorAll("form[data-passkey]").forEach(prepare);
