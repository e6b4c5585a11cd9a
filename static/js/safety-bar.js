// Keep the exit in sight: what is fixed or scrolled to begins below the bar, however tall it is.
//
// Large or widely spaced text makes it taller than the style sheet expects. One that would take a
// quarter of the window stays at the top of the page instead, so that there is room to read.
const bar = document.querySelector(".safety-bar");
const menu = document.querySelector("#menu");
const root = document.documentElement;

function beginBelow(pixels) {
    root.style.setProperty("--below-bar", `${Math.max(0, pixels)}px`);
}

function measure() {
    const isTall = bar.offsetHeight > innerHeight / 4;
    bar.classList.toggle("safety-bar--tall", isTall);
    beginBelow(isTall ? 0 : bar.offsetHeight);
}

new ResizeObserver(measure).observe(bar);
addEventListener("resize", measure);
menu?.addEventListener("beforetoggle", () => beginBelow(bar.getBoundingClientRect().bottom));
