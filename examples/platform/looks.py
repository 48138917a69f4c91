"""What can be tried on the framed dashboard: the attributes of `<express-dashboard>`."""

LOOKS = {
    "view": {
        "": "Everything",
        "balance": "Balance alone",
        "payouts": "Payouts alone",
        "earnings": "Earnings alone",
        "activity": "Activity alone",
    },
    "look": {"ours": "Like Kirschmarkt", "square": "Square, with serifs", "plain": "Its own"},
    "theme": {"": "The page's", "light": "Light", "dark": "Dark"},
    "language": {
        "": "The seller's",
        "en": "English",
        "de": "Deutsch",
        "es": "Español",
        "fr": "Français",
        "pt-BR": "Português",
        "ja": "日本語",
        "ar": "العربية",
    },
}
