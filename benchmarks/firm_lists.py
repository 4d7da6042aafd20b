"""Seeded lists of made-up firms with their gold clusters, as suppliers' client files hold them.

A firm is written with and without its legal form, in short, misspelt, with another number; chains
have branches under one name, neighbours share a trade, relatives share a name, and contacts are
listed beside the firm they work for.  None of them is the firm.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from client_lists import Maker, Row, style_of

LEGAL = {
    "train": {"FR": "SARL|SAS|SA|EURL|SCI", "US": "Inc.|LLC|Corp.|Ltd.", "DE": "GmbH|KG|AG|OHG",
              "NL": "BV|VOF|NV"},
    "test": {"CA": "inc.|ltée|enr.|S.E.N.C.", "UK": "Ltd|PLC|LLP|Limited", "ES": "S.L.|S.A.|SLU",
             "PL": "sp. z o.o.|S.A."},
}  # fmt: skip
TRADE = {
    "train": {
        "FR": "Boulangerie|Garage|Plomberie|Transports|Menuiserie|Pharmacie|Ets|Imprimerie|Hôtel",
        "US": "Plumbing|Roofing|Motors|Consulting|Landscaping|Realty|Bakery|Services|Auto Repair",
        "DE": "Bäckerei|Elektrotechnik|Autohaus|Sanitär|Spedition|Bau|Metzgerei|Maschinenbau",
        "NL": "Bakkerij|Schilderwerken|Transport|Bouwbedrijf|Installatie|Kwekerij|Techniek",
    },
    "test": {
        "CA": "Construction|Excavation|Salon|Dépanneur|Équipements|Traiteur|Clinique|Gestion",
        "UK": "Builders|Dental Practice|Cleaning|Engineering|Catering|Joinery|Farm|Carpets",
        "ES": "Talleres|Construcciones|Panadería|Transportes|Muebles|Clínica|Asesoría|Bodegas",
        "PL": "Piekarnia|Transport|Meble|Serwis|Budownictwo|Hurtownia|Kancelaria|Auto Serwis",
    },
}  # fmt: skip
PLACES = {
    "train": "du Lac|de la Gare|Central|North|am Markt|Express|Plus|Moderne|2000|Royal|du Midi",
    "test": "du Nord|de l'Érable|West|Valley|Sol|Premier|Global|Première|24|Mar|des Pins",
}
SHORT = {"Transports": "Transp.", "Construction": "Const.", "Ets": "Établissements", "and": "&",
         "Services": "Svcs", "Engineering": "Eng.", "Équipements": "Équip.", "Auto": "Automobiles",
         "Consulting": "Cons.", "Building": "Bldg"}  # fmt: skip


class FirmMaker(Maker):
    """Makes firms, their branches and their contacts, and the rows written of them."""

    def firm_name(self, country: str) -> str:
        """Return a name without its legal form."""
        half, rng = self.style.half, self.random
        trade = rng.choice(TRADE[half][country].split("|"))
        who = self.surname(country)
        place = rng.choice(PLACES[half].split("|"))
        forms = [f"{trade} {who}", f"{who} {trade}", f"{trade} {place}", f"{who} & Fils",
                 f"{who} and Sons {trade}", f"{who} {self.surname(country)} {trade}",
                 f"{trade} {who} {place}"]  # fmt: skip
        return rng.choice(forms)

    def firms(self) -> Iterator[list[dict[str, str]]]:
        """Yield the firms of one owner or chain, endless; each with all that is true of it."""
        rng = self.random
        while True:
            country = rng.choice(self.style.countries)
            name, host = self.firm_name(country), f"{rng.randrange(10**6)}.example"
            branches = rng.choice([1] * 12 + [2, 2, 3, 5])
            head = self.number(country, mobile=False)
            legal = rng.choice(LEGAL[self.style.half][country].split("|"))
            found = []
            for number in range(branches):
                home = self.address(country)
                own = name if branches == 1 or rng.random() < 0.5 else f"{name} {home['city']}"
                phone = (
                    head if number and rng.random() < 0.2 else self.number(country, mobile=False)
                )
                found.append({"company": own, "legal": legal, "country": country, "phone": phone,
                              "email": f"info@{host}" if number == 0 or rng.random() < 0.6
                              else f"{home['city'].lower()[:8]}@{host}", **home})  # fmt: skip
            if rng.random() < 0.06:  # another firm of the same family
                other = f"{self.surname(country)} {name.split()[-1]}"
                number = self.number(country, mobile=False)
                relative = {"company": other, "phone": number, "email": f"contact@{host}"}
                found.append({**found[0], **relative})
            yield found

    def firm_rows(self, size: int, contacts: float) -> list[Row]:
        """Make a list of *size* rows, shuffled; *contacts* is the part of firms with persons."""
        rng, rows, entity = self.random, list[Row](), 0
        for household, firms in enumerate(self.firms()):
            for firm in firms:
                copies = 1
                if rng.random() < self.style.repeats:
                    copies = 2 + (rng.random() < self.style.cluster)
                for _ in range(copies):
                    row = self._write_firm(firm)
                    rows.append(replace(row, entity=f"f{entity}", household=str(household)))
                for number in range(rng.choice([1, 1, 2, 3]) if rng.random() < contacts else 0):
                    person = self._contact(firm)
                    for _ in range(1 + (rng.random() < self.style.repeats)):
                        row = replace(self._write(person), entity=f"p{entity}.{number}")
                        rows.append(replace(row, household=str(household)))
                entity += 1
            if len(rows) >= size:
                break
        rng.shuffle(rows)
        return [replace(row, id=str(n)) for n, row in enumerate(rows[:size])]

    def _contact(self, firm: dict[str, str]) -> dict[str, str]:
        country = firm["country"]
        given = self.given(country, female=self.random.random() < 0.5)
        born = self.birth(1955, 2002)
        person = self._person(country, self.surname(country), given, born)
        kept = {key: firm[key] for key in ("phone", "street", "city", "postcode", "company")}
        return {**person, **kept, "birth_date": born.isoformat()}

    def _write_firm(self, firm: dict[str, str]) -> Row:
        rng = self.random
        row = Row(company=self._write_name_of(firm), country=firm["country"])
        for name, rate in (("phone", 0.75), ("email", 0.5), ("street", 0.75), ("city", 0.9),
                           ("postcode", 0.8)):  # fmt: skip
            if rng.random() < rate:
                setattr(row, name, firm[name])
        if row.phone and rng.random() < self.style.moved:
            row.phone = self.number(firm["country"], mobile=rng.random() < 0.3)
        if row.street and rng.random() < self.style.moved:
            for name, value in self.address(firm["country"]).items():
                setattr(row, name, value)
        for name in ("company", "street", "city"):
            if getattr(row, name) and rng.random() < self.style.typo:
                setattr(row, name, self._typo(getattr(row, name)))
        if rng.random() < 0.25:  # files that have one column for every name
            row.surname, row.company = row.company, ""
        return row

    def _write_name_of(self, firm: dict[str, str]) -> str:
        rng, name = self.random, firm["company"]
        for word, short in SHORT.items():
            if rng.random() < 0.3:
                name = re.sub(rf"\b{word}\b", short, name)
        if rng.random() < 0.06 and len(name.split()) > 2:
            name = name.rsplit(" ", 1)[0]
        if rng.random() < 0.55:
            legal = firm["legal"]
            legal = legal.replace(".", "") if rng.random() < 0.5 else legal
            name = f"{legal} {name}" if rng.random() < 0.2 else f"{name} {legal}"
        return rng.choice([str, str, str, str.upper, str.lower])(name)


FIRM_MIXES = {"firms": 0.0, "firms with contacts": 0.5}
"""Kinds of lists, with the part of the firms whose contacts are listed."""


def make_firm_rows(size: int, *, mix: str, half: str = "test", seed: int = 1) -> list[Row]:
    """Make one list of firms."""
    style = style_of("everyday", half=half, seed=seed)
    return FirmMaker(seed * 2003 + 11, style).firm_rows(size, FIRM_MIXES[mix])
