// Let the tabs with a form know that their person has signed in again: see session.js.

new BroadcastChannel("signed-in").postMessage("");
