"""Pages that would like to show our pages as theirs, each by its own trick."""

import json
from base64 import b64encode
from collections.abc import Callable

from tests.browser.frames.conftest import HOME, STRANGER
from tests.browser.frames.seen import FALLBACK
from tests.browser.frames.street import BARE, Street, frames

Parent = Callable[[Street, list[str]], str]
IN_BLOB = (
    "const page = new Blob([{markup}], {{type: 'text/html'}});"
    "document.body.insertAdjacentHTML('beforeend',"
    " `<iframe width=900 height=800 src='${{URL.createObjectURL(page)}}'></iframe>`)"
)
IN_BLANK = (
    "const frame = document.body.appendChild(document.createElement('iframe'));"
    "frame.width = 900; frame.height = 800; frame.contentDocument.body.innerHTML = {markup}"
)
DATA_URL = "data:text/html;base64,{}"
ONE = "<iframe width=900 height=800 {how} {what}></iframe>"


def at(name: str, how: str = "") -> Parent:
    """Plain frames on a page of this name."""
    return lambda street, urls: street.put_up(name, frames(urls, how))


def within(outer: str, inner: str, how: str = "") -> Parent:
    """A page in whose frame another one frames us."""
    return lambda street, urls: street.framing(outer, street.put_up(inner, frames(urls)), how)


def by_script(script: str) -> Parent:
    """A page whose script puts our frames somewhere."""

    def parent(street: Street, urls: list[str]) -> str:
        markup = json.dumps(frames(urls)).replace("</", "<\\/")
        return street.put_up(STRANGER, f"<script>{script.format(markup=markup)}</script>")

    return parent


def by_markup(markup: str) -> Parent:
    """A page that holds us by other means than a frame."""
    return lambda street, urls: street.put_up(
        STRANGER, "".join(markup.format(url=url) for url in urls)
    )


def by_frameset(street: Street, urls: list[str]) -> str:
    """A page that is nothing but frames, as in the nineties."""
    inner = "".join(f'<frame src="{url}">' for url in urls)
    return street.put_up(STRANGER, f'<frameset cols="*,*">{inner}</frameset>', BARE)


def by_data(name: str) -> Parent:
    """A page with a frame whose document is in its address."""

    def parent(street: Street, urls: list[str]) -> str:
        document = b64encode(frames(urls).encode()).decode()
        return street.put_up(name, ONE.format(how="", what=f'src="{DATA_URL.format(document)}"'))

    return parent


def by_srcdoc(name: str, how: str = "") -> Parent:
    """A page with a frame whose document is in an attribute."""

    def parent(street: Street, urls: list[str]) -> str:
        document = frames(urls).replace('"', "&quot;")
        return street.put_up(name, ONE.format(how=how, what=f'srcdoc="{document}"'))

    return parent


def by_sandbox_policy(street: Street, urls: list[str]) -> str:
    """A page of a registered site that is served as nobody's: what its readers upload, say."""
    return street.put_up(HOME, frames(urls), Content_Security_Policy="sandbox allow-scripts")


def by_redirect(street: Street, urls: list[str]) -> str:
    """Frames that open pages of their own site, which lead to ours."""
    hops = [street.put_up(STRANGER, "", Status="302", Location=url) for url in urls]
    return street.put_up(STRANGER, frames(hops))


def by_leaving(street: Street, urls: list[str]) -> str:
    """A registered address that leads to a stranger's page."""
    page = street.put_up(STRANGER, frames(urls))
    return street.put_up(HOME, "", Status="302", Location=page)


def at_other_port(street: Street, urls: list[str]) -> str:
    """The registered name, on another port."""
    page = street.put_up(HOME, frames(urls))
    return page.replace(street.origin(HOME), street.origin(HOME, port=1))


CYRILLIC = HOME.replace("s", "ѕ", 1).encode("idna").decode()
PARENTS: dict[str, Parent] = {
    "unregistered": at(STRANGER),
    "http_where_https_is_registered": at("safe.localhost"),
    "registered_name_in_front": at(f"{HOME}.{STRANGER}"),
    "registered_name_behind": at(f"not{HOME}"),
    "below_a_registered_name": at(f"a.{HOME}"),
    "above_a_registered_name": at("shop.localhost"),
    "beside_it_on_the_same_site": at("blog.shop.localhost"),
    "trailing_dot": at(f"{HOME}."),
    "another_port": at_other_port,
    "look_alike_letters": at(CYRILLIC),
    "the_dashboards_own_name_on_another_port": at("earnings.shop.localhost"),
    "registered_inside_hostile": within(STRANGER, HOME),
    "hostile_inside_registered": within(HOME, STRANGER),
    "registered_in_a_sandbox": within(HOME, HOME, 'sandbox="allow-scripts"'),
    "registered_but_sandboxed_by_policy": by_sandbox_policy,
    "data_in_hostile": by_data(STRANGER),
    "data_in_registered": by_data(HOME),
    "blob": by_script(IN_BLOB),
    "blank": by_script(IN_BLANK),
    "srcdoc": by_srcdoc(STRANGER),
    "srcdoc_in_a_sandbox": by_srcdoc(HOME, 'sandbox="allow-scripts"'),
    "object": by_markup('<object width=390 height=700 data="{url}">' + FALLBACK + "</object>"),
    "embed": by_markup('<embed width=390 height=700 type="text/html" src="{url}">'),
    "frameset": by_frameset,
    "redirect": by_redirect,
    "redirect_of_the_parent": by_leaving,
    "credentialless": at(STRANGER, "credentialless"),
}
