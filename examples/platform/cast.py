"""The sellers of Kirschmarkt: three shops with different lives."""

from dataclasses import dataclass

# Orders on an ordinary day by weekday, Monday first; 1.0 is the shop's average.
BAKERY_WEEK = (0.4, 0.7, 0.8, 0.9, 1.2, 2.0, 1.0)
HOBBY_WEEK = (0.6, 0.7, 0.7, 0.8, 1.0, 1.6, 1.6)
# And by month, January first: quiet in January and August, full before Christmas.
FOOD_YEAR = (0.75, 0.85, 0.95, 1.1, 1.0, 0.95, 0.85, 0.7, 1.0, 1.1, 1.25, 1.5)


@dataclass(frozen=True)
class Product:
    """What a shop sells; the price is in cents of its currency."""

    name: str
    price: int
    currency: str = "eur"


@dataclass(frozen=True)
class Trade:
    """How much a shop sold in one currency: from `days` ago until now, growing steadily."""

    currency: str
    days: int
    orders_first: float  # a day, when it began
    orders_last: float  # a day, now
    payout_weekday: int  # Monday is 0
    payout_weeks: int  # between two payouts
    first_order: int = 1000


@dataclass(frozen=True)
class Seller:
    """A shop, who runs it, and what has happened to it so far."""

    slug: str
    shop: str
    first_name: str
    last_name: str
    phone: str
    bank: str
    last4: str
    story: str
    products: tuple[Product, ...]
    trades: tuple[Trade, ...] = ()
    week: tuple[float, ...] = HOBBY_WEEK
    payouts: tuple[str, ...] = ()  # what became of the automatic ones, then of those by hand

    @property
    def email(self) -> str:
        """Where the shop gets its post."""
        return f"{self.first_name.lower()}@{self.slug}.example"

    @property
    def currencies(self) -> tuple[str, ...]:
        """What the shop takes, its own currency first."""
        return tuple(dict.fromkeys(product.currency for product in self.products))


SELLERS = (
    Seller(
        slug="morgenrot",
        shop="Backstube Morgenrot",
        first_name="Alma",
        last_name="Brandt",
        phone="+4915112345678",
        bank="Sparkasse Neukölln",
        last4="4821",
        story="Bread for three years, and lately a baking course that Americans buy in dollars.",
        products=(
            Product("Sourdough loaf", 640),
            Product("Rye loaf, dark", 580),
            Product("Cinnamon buns, box of 6", 1450),
            Product("Cherry streusel cake", 2890),
            Product("Breakfast basket for 4", 3950),
            Product("Online course: first sourdough", 4900, "usd"),
            Product("Starter by post", 1900, "usd"),
        ),
        trades=(Trade("eur", 1095, 3.5, 8.0, 4, 1), Trade("usd", 540, 0.3, 1.8, 4, 4, 50_000)),
        week=BAKERY_WEEK,
        payouts=("in_transit", "paid"),
    ),
    Seller(
        slug="lehm",
        shop="Lehm & Licht",
        first_name="Tilda",
        last_name="Okafor",
        phone="+4915223456789",
        bank="GLS Bank",
        last4="0937",
        story="A potter who opened her shop today and has sold nothing yet.",
        products=(Product("Espresso cup", 1800), Product("Serving bowl", 5400)),
    ),
    Seller(
        slug="wabe",
        shop="Imkerei Wabe",
        first_name="Jonas",
        last_name="Falk",
        phone="+4917612345678",
        bank="Volksbank Spree",
        last4="6650",
        story="Honey from five hives. His bank sent the last payout back: the account is closed.",
        products=(
            Product("Linden honey, 500 g", 890),
            Product("Honeycomb in a jar", 1490),
            Product("Beeswax candles, pair", 1250),
        ),
        trades=(Trade("eur", 190, 1.0, 4.5, 1, 2),),
        payouts=("failed",),
    ),
)
