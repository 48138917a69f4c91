"""A platform's page as its engineers write it, with a diary of what the element tells."""

from collections.abc import Callable

from tests.browser.frames.street import Street

SCRIPT = """
window.diary = []; window.asked = 0;
const dash = document.querySelector('express-dashboard');
for (const name of ['ready', 'signedin', 'expired', 'error']) {
  dash.addEventListener(name, ({ detail }) => diary.push(name + (detail ? ' ' + detail.code : '')));
}
dash.fetchLoginLink = async () => { asked += 1; return (await fetch('LINK')).text(); };
"""


def hosting(
    street: Street, name: str, dashboard: str, link: Callable[[], str], attributes: str = ""
) -> str:
    """The page's address; `link` makes the login links that the page asks its server for."""
    links = street.put_up(name, link, whole="{body}", Content_Type="text/plain")
    element = f"<express-dashboard {attributes}></express-dashboard>"
    script = SCRIPT.replace("LINK", links)
    body = f'{element}<script src="{dashboard}/embed.js"></script><script>{script}</script>'
    return street.put_up(name, body)
