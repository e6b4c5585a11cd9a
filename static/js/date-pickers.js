// The calendar of a field for a date covers what is below the field, often the button that saves. It
// closes as soon as someone types, who does not need it, and with Escape.

const calendarOf = (field) => window.jQuery?.(field).data("xdsoft_datetimepicker");
const close = (calendar) => calendar?.trigger("close.xdsoft");

addEventListener("input", (event) => close(calendarOf(event.target)), { capture: true });

addEventListener(
    "keydown",
    (event) => {
        const calendar = event.key === "Escape" && calendarOf(event.target);
        if (calendar && calendar.is(":visible")) {
            close(calendar);
            event.stopPropagation(); // or a dialogue around the field closes, too
        }
    },
    { capture: true },
);
