"""The way out, as a person takes it."""

from playwright.sync_api import Page, expect


def sign_out(page: Page) -> None:
    page.locator('form[action$="/signout"] button').first.click()
    expect(page.locator("body")).to_contain_text("signed out")
