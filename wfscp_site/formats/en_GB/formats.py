"""How people in Britain write days and times; Django understands ISO 8601 as well."""

TIME_FORMAT = "H:i"
DATETIME_FORMAT = "j F Y, H:i"
SHORT_DATETIME_FORMAT = "d/m/Y H:i"

DATE_INPUT_FORMATS = [
    "%d/%m/%Y",
    "%d/%m/%y",
    "%d.%m.%Y",
    "%d-%m-%Y",
    "%d %B %Y",
    "%d %b %Y",
]
TIME_INPUT_FORMATS = [
    "%H:%M",
    "%H.%M",
    "%I%p",
    "%I %p",
    "%I.%M%p",
    "%I.%M %p",
    "%I:%M%p",
    "%I:%M %p",
]
DATETIME_INPUT_FORMATS = [
    f"{day}{between}{time}"
    for day in ["%Y-%m-%d", *DATE_INPUT_FORMATS]
    for between in (" ", ", ", " at ")
    for time in TIME_INPUT_FORMATS
]
