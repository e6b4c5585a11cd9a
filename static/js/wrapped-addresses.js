// The real address behind the ones that mail filters and Google put in its place.

const PARAMETERS = [
    [/\.safelinks\.protection\.(outlook\.com|office365\.us)$/, /^\//, "url"],
    [/^statics\.teams\.cdn\.office\.net$/, /safelinks/, "url"],
    [/^(www\.)?google\.com$/, /^\/url$/, "q"],
    [/^(www\.)?google\.com$/, /^\/url$/, "url"],
    [/^urldefense\.proofpoint\.com$/, /^\/v1\/url$/, "u"],
    [/^linkprotect\.cudasvc\.com$/, /^\/url$/, "a"],
];

function fromParameter({ hostname, pathname, searchParams }) {
    const found = PARAMETERS.find(
        ([host, path, name]) =>
            host.test(hostname) && path.test(pathname) && searchParams.has(name),
    );
    return found && searchParams.get(found[2]);
}

// Proofpoint's second way of writing: https-3A__www.example.org_page
function fromSecond({ hostname, pathname, searchParams }) {
    if (hostname === "urldefense.proofpoint.com" && pathname === "/v2/url") {
        const written = searchParams.get("u") ?? "";
        return decodeURIComponent(written.replaceAll("-", "%").replaceAll("_", "/"));
    }
}

// Its third: /v3/__https://www.example.org/page*part__;Iw!!key, with each * replaced in turn.
function fromThird(url) {
    const written = /^\/v3\/__(.+?)__;([\w-]*)/.exec(url.pathname + url.search + url.hash);
    if (!/^urldefense\.(com|us|proofpoint\.com)$/.test(url.hostname) || !written) {
        return undefined;
    }
    const bytes = atob(written[2].replaceAll("-", "+").replaceAll("_", "/"));
    const replaced = [
        ...new TextDecoder().decode(Uint8Array.from(bytes, (byte) => byte.charCodeAt(0))),
    ];
    const stars = written[1].match(/\*/g)?.length ?? 0;
    if (stars !== replaced.length) {
        return undefined; // a run of them is written in another way
    }
    const address = written[1].replace(/\*/g, () => replaced.shift());
    return address.replace(/^(https?:\/)(?!\/)/, "$1/");
}

// The address that `address` leads to, or itself if it is not wrapped or not understood.
export function unwrap(address) {
    try {
        const url = new URL(address);
        const inner = fromParameter(url) ?? fromSecond(url) ?? fromThird(url);
        return /^(https?:\/\/|mailto:)/i.test(inner ?? "") ? unwrap(inner) : address;
    } catch {
        return address;
    }
}

// `text` with every address in it unwrapped; the punctuation after one is no part of it.
export function unwrapAll(text) {
    return text.replace(/https?:\/\/[^\s<>"]*[^\s<>".,:;!?)\]'’]/g, (address) => unwrap(address));
}
