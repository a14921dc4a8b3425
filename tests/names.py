"""Names that are markup, templates or code to somebody."""

HARD_NAMES = (
    "AT&T",
    "B2B/B2C | Labs",
    "*Star* _Inc_",
    "<script>alert(1)</script>",
    "{{COMPANY_NAME}}",
    'O\'Reilly "Q" \\ Söhne',
    "日本語株式会社",
)
