"""Seeded lists of made-up clients with their gold clusters, as small businesses keep them.

Households share surnames, landlines, addresses and e-mails without being one person; one person
appears several times, moved, married, misspelt, with swapped names, confused dates and gaps.  The
training half and the test half are made from different names, countries and error rates.  In both a
few names are borne by many: in 10,000 rows each sixteenth has the most frequent family name.  A
third part, "wide", has three of six countries a list; its names and towns are spread as in
``clients_10k.csv``: one row in a hundred has the most frequent family name.  In "world" a list has
all six.

    python benchmarks/client_lists.py --half test --seed 1 --size 10000 > list.csv
"""

import argparse
import csv
import random
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import date, timedelta

from wide_names import WIDE_NAMES, WIDE_STEMS

TRAIN_NAMES = {
    "FR": (
        "Marie Nathalie Isabelle Sylvie Catherine Martine Christine Françoise Valérie Sandrine "
        "Stéphanie Véronique Sophie Céline Chantal Patricia Anne Brigitte Julie Monique Aurélie "
        "Nicole Laurence Annie Émilie Dominique Virginie Corinne Élodie Christelle Camille Léa",
        "Jean Philippe Michel Alain Patrick Nicolas Christophe Pierre Christian Éric Frédéric "
        "Laurent Stéphane David Pascal Daniel Alexandre Julien Thierry Olivier Bernard Thomas "
        "Sébastien Gérard Didier Dominique Vincent François Bruno Guillaume Jérôme Jacques Louis",
        "Martin Bernard Dubois Thomas Robert Richard Petit Durand Leroy Moreau Simon Laurent "
        "Lefebvre Michel Garcia David Bertrand Roux Vincent Fournier Morel Girard André Mercier "
        "Dupont Lambert Bonnet François Martinez Legrand Garnier Faure Rousseau Blanc Guerin "
        "Boyer Chevalier Gauthier Perrin Robin Clement Morin Nicolas Henry Roussel Mathieu",
    ),
    "US": (
        "Mary Patricia Jennifer Linda Elizabeth Barbara Susan Jessica Sarah Karen Lisa Nancy "
        "Betty Margaret Sandra Ashley Kimberly Emily Donna Michelle Carol Amanda Dorothy Melissa "
        "Deborah Stephanie Rebecca Sharon Laura Cynthia Kathleen Amy Angela Shirley Anna Pamela",
        "James Robert John Michael David William Richard Joseph Thomas Charles Christopher Daniel "
        "Matthew Anthony Mark Donald Steven Paul Andrew Joshua Kenneth Kevin Brian George Timothy "
        "Ronald Edward Jason Jeffrey Ryan Jacob Gary Nicholas Eric Jonathan Stephen Larry Justin",
        "Smith Johnson Williams Brown Jones Garcia Miller Davis Rodriguez Martinez Hernandez Lopez "
        "Gonzalez Wilson Anderson Thomas Taylor Moore Jackson Martin Lee Perez Thompson White "
        "Harris Sanchez Clark Ramirez Lewis Robinson Walker Young Allen King Wright Scott Torres",
    ),
    "DE": (
        "Ursula Monika Petra Elisabeth Sabine Renate Helga Karin Brigitte Ingrid Erika Andrea "
        "Gisela Claudia Susanne Gabriele Christa Christine Hildegard Anna Birgit Barbara Heike",
        "Peter Michael Thomas Andreas Wolfgang Klaus Jürgen Günter Stefan Christian Uwe Werner "
        "Horst Frank Dieter Manfred Gerhard Hans Bernd Thorsten Matthias Helmut Walter Heinz",
        "Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch "
        "Bauer Richter Klein Wolf Schröder Neumann Schwarz Zimmermann Braun Krüger Hofmann",
    ),
    "NL": (
        "Maria Johanna Anna Cornelia Elisabeth Wilhelmina Hendrika Petronella Anneke Sanne Lotte",
        "Johannes Jan Cornelis Hendrik Willem Pieter Gerrit Jacobus Dirk Bram Daan Sander Joost",
        "de Jong,Jansen,de Vries,van den Berg,van Dijk,Bakker,Janssen,Visser,Smit,Meijer,de Boer,"
        "Mulder,de Groot,Bos,Vos,Peters,Hendriks,van Leeuwen,Dekker,Brouwer,de Wit,Dijkstra",
    ),
}
TEST_NAMES = {
    "CA": (
        "Louise Diane Lise Manon Guylaine Johanne Nancy Josée Ginette Danielle Hélène Suzanne "
        "Francine Lucie Carole Mélanie Annie Geneviève Karine Caroline Mireille Huguette Solange",
        "Marcel Denis Yves Réjean Gilles Serge Normand Guy Claude Benoît Luc Sylvain Martin Marc "
        "André Jacques Gaétan Roger Raymond Mathieu Félix Samuel Étienne Gabriel Antoine Xavier",
        "Tremblay Gagnon Roy Côté Bouchard Gauthier Morin Lavoie Fortin Gagné Ouellet Pelletier "
        "Bélanger Lévesque Bergeron Leblanc Paquette Girard Simard Boucher Caron Beaulieu Cloutier "
        "Dubé Poirier Fournier Lapointe Leclerc Lefebvre Poulin Thibault St-Pierre Nadeau Martel",
    ),
    "UK": (
        "Margaret Susan Helen Jacqueline Julie Karen Tracy Sharon Deborah Alison Claire Emma "
        "Rachel Nicola Gemma Charlotte Olivia Amelia Isla Sophie Grace Lily Freya Evie Poppy",
        "David John Peter Ian Alan Keith Graham Stuart Colin Neil Simon Gareth Lee Darren Jack "
        "Harry Oliver Charlie Alfie Freddie Archie Theo Finley Logan Muhammad Leo Noah Arthur",
        "Smith Jones Taylor Brown Williams Wilson Johnson Davies Patel Robinson Wright Thompson "
        "Evans Walker White Roberts Green Hall Wood Jackson Clarke Hughes Edwards Hill Cooper Ward "
        "Morris Moore King Watson Baker Harrison Morgan Young Allen Mitchell Khan Begum Ali",
    ),
    "ES": (
        "María Carmen Josefa Isabel Ana Dolores Pilar Teresa Laura Cristina Marta Lucía Elena",
        "Antonio José Manuel Francisco Juan Javier Carlos Jesús Alejandro Miguel Pablo Sergio",
        "García,Rodríguez,González,Fernández,López,Martínez,Sánchez,Pérez,Gómez,Martín,Jiménez,"
        "García López,Ruiz Díaz,Moreno Gil,Álvarez,Romero Vega,Alonso Prieto,Gutiérrez,Navarro",
    ),
    "PL": (
        "Anna Maria Katarzyna Małgorzata Agnieszka Barbara Ewa Krystyna Elżbieta Zofia Magdalena",
        "Piotr Krzysztof Andrzej Tomasz Jan Paweł Michał Marcin Stanisław Jakub Adam Marek Łukasz",
        "Nowak Kowalski Wiśniewski Wójcik Kowalczyk Kamiński Lewandowski Zieliński Szymański "
        "Woźniak Dąbrowski Kozłowski Jankowski Mazur Kwiatkowski Krawczyk Kaczmarek Piotrowski",
    ),
}
STEMS = {
    "train": (
        "Bel Mont Char Gran Val Ros Cast Per Lan Mer Fort Clair Haut Vill Rich Bran Stein Wald "
        "Berg Linden Ash Black Win Thorn Whit Ham Hol Kirk North Old Lang Gold Rosen Feld",
        "ville mont fort det rand lier son ton ley ford mann stein bach berg feld wood man "
        "worth ham tier neau rier lin chet sen ster hof huis",
    ),
    "test": (
        "Beau Bois Cour Dela Esp Fon Gar Jol Lac Mar Nor Pro Ram Sau Tour Ver Zam Brad Clif Dun "
        "East Fair Gray Hart Keld Lock Mill Nether Pem Red Stan Ward York Kra Sob Wis",
        "court champ dry fils grain land mier nard ot pont quet rel sac ton vac wick bury by "
        "combe dale field gate hurst more shaw stead thorpe owski czak ez ado era",
    ),
    "wide": WIDE_STEMS,
    "world": WIDE_STEMS,
}
NAMES = {"train": TRAIN_NAMES, "test": TEST_NAMES, "wide": WIDE_NAMES, "world": WIDE_NAMES}
SPREAD = ("wide", "world")  # parts whose names are as frequent as in real lists
NICKNAMES = {
    "robert": "Bob", "william": "Bill", "richard": "Rick", "james": "Jim", "michael": "Mike",
    "elizabeth": "Liz", "margaret": "Peggy", "katherine": "Kate", "jennifer": "Jenny",
    "susan": "Sue", "patricia": "Pat", "deborah": "Debbie", "rebecca": "Becky", "thomas": "Tom",
    "charles": "Chuck", "christopher": "Chris", "daniel": "Dan", "matthew": "Matt",
    "anthony": "Tony", "steven": "Steve", "andrew": "Andy", "joshua": "Josh", "kenneth": "Ken",
    "joseph": "Joe", "edward": "Ed", "nicholas": "Nick", "stephen": "Steve", "kimberly": "Kim",
    "sandra": "Sandy", "pamela": "Pam", "dominique": "Dom", "catherine": "Cathy",
    "christophe": "Chris", "frédéric": "Fred", "philippe": "Phil", "alexandre": "Alex",
    "sébastien": "Seb", "stéphane": "Steph", "stéphanie": "Steph", "nathalie": "Nat",
    "isabelle": "Isa", "véronique": "Véro", "guillaume": "Guy", "nicolas": "Nico",
    "olivier": "Oli", "vincent": "Vince", "françois": "Frank", "daniel ": "Dani",
    "jacqueline": "Jackie", "suzanne": "Suzie", "geneviève": "Gen", "mélanie": "Mel",
    "samuel": "Sam", "gabriel": "Gab", "mathieu": "Mat", "benoît": "Ben", "antoine": "Tony",
    "david": "Dave", "peter": "Pete", "oliver": "Ollie", "charlie": "Charles", "harry": "Henry",
    "francisco": "Paco", "josé": "Pepe", "antonio": "Toni", "maría": "Mari", "dolores": "Lola",
    "katarzyna": "Kasia", "małgorzata": "Gosia", "krzysztof": "Krzys", "johannes": "Hans",
    "wilhelmina": "Willie", "hendrik": "Henk", "elisabeth": "Lisa", "andreas": "Andi",
}  # fmt: skip
CALLING = {"FR": "33", "US": "1", "DE": "49", "NL": "31", "CA": "1", "UK": "44", "ES": "34",
           "PL": "48", "IT": "39", "BR": "55", "SE": "46", "TR": "90", "IE": "353",
           "HU": "36"}  # fmt: skip
HOSTS = {
    "FR": "gmail.com orange.fr free.fr wanadoo.fr hotmail.fr sfr.fr laposte.net outlook.fr",
    "US": "gmail.com yahoo.com hotmail.com aol.com icloud.com comcast.net outlook.com",
    "DE": "gmx.de web.de t-online.de gmail.com freenet.de", "NL": "gmail.com ziggo.nl kpnmail.nl",
    "CA": "gmail.com videotron.ca hotmail.com bell.net outlook.com yahoo.ca",
    "UK": "gmail.com btinternet.com hotmail.co.uk yahoo.co.uk sky.com",
    "ES": "gmail.com hotmail.es telefonica.net yahoo.es", "PL": "wp.pl onet.pl gmail.com o2.pl",
    "IT": "gmail.com libero.it alice.it hotmail.it virgilio.it tiscali.it",
    "SE": "gmail.com telia.com hotmail.com",
    "BR": "gmail.com uol.com.br bol.com.br hotmail.com terra.com.br", "IE": "gmail.com eircom.net",
    "TR": "gmail.com hotmail.com mynet.com outlook.com", "HU": "gmail.com freemail.hu citromail.hu",
}  # fmt: skip
STREETS = {
    "train": "Rue de la Gare|Avenue Victor Hugo|Rue des Écoles|Boulevard Pasteur|Main Street|"
    "Oak Avenue|Maple Drive|Park Road|Lake Street|Hauptstraße|Bahnhofstraße|Gartenweg|Kerkstraat|"
    "Dorpsstraat|Rue du Moulin|Chemin des Vignes|Washington Avenue|Elm Street|Place du Marché",
    "test": "Rue Principale|Boulevard Laurier|Chemin du Lac|Rue Saint-Jean|High Street|Church Lane|"
    "Station Road|Victoria Road|Mill Lane|Calle Mayor|Calle Real|Avenida de la Paz|Rue des Pins|"
    "ulica Polna|ulica Leśna|Green Lane|Manor Close|Rue Sherbrooke|Avenue du Parc|King Street",
    "wide": "Via Roma|Via Garibaldi|Corso Italia|Via dei Mille|Rua das Flores|Rua Sete de Setembro|"
    "Avenida Brasil|Rua da Paz|Storgatan|Kungsgatan|Skolgatan|Björkvägen|Atatürk Caddesi|Gül Sokak|"
    "Cumhuriyet Caddesi|Main Street|Chapel Street|Bridge Street|Kossuth utca|Petőfi utca|Fő utca",
}


@dataclass(frozen=True)
class Style:
    """How the people of a list live and how its keepers write; rates are parts of 1."""

    countries: tuple[str, ...] = ("FR", "US")
    half: str = "train"
    repeats: float = 0.28  # persons who appear more than once
    cluster: float = 0.35  # each time again
    families: float = 0.5  # persons who live in a household of several
    offices: float = 0.05
    typo: float = 0.05  # per text value
    swap: float = 0.03
    nickname: float = 0.05
    initial: float = 0.03
    moved: float = 0.08
    married: float = 0.03
    date_error: float = 0.06
    date_noise: float = 0.0  # dates moved by days, months or years
    one_piece: float = 0.02
    fill: dict[str, float] = field(default_factory=dict)
    blank_names: float = 0.01


@dataclass
class Row:
    """One line of a list; ``entity`` and ``household`` are gold."""

    id: str = ""
    given_name: str = ""
    surname: str = ""
    birth_date: str = ""
    phone: str = ""
    mobile: str = ""
    email: str = ""
    street: str = ""
    city: str = ""
    postcode: str = ""
    country: str = ""
    company: str = ""
    account: str = ""
    entity: str = ""
    household: str = ""


FILL = {
    "birth_date": 0.45,
    "phone": 0.6,
    "mobile": 0.6,
    "email": 0.6,
    "street": 0.7,
    "city": 0.85,
    "postcode": 0.75,
    "country": 0.5,
    "company": 0.05,
    "account": 0.0,
}


class Maker:
    """Makes the persons of one list and the rows that its keepers write of them."""

    def __init__(self, seed: int, style: Style) -> None:
        self.random = random.Random(seed)
        self.style = style
        self.names = NAMES[style.half]
        self.fill = {**FILL, **style.fill}
        self._stems = [part.split() for part in STEMS[style.half]]
        self._towns: dict[str, list[tuple[str, str]]] = {}
        self._taken: set[str] = set()
        self._streets = STREETS["wide" if style.half in SPREAD else style.half].split("|")

    def _zipf(self, values: list[str]) -> str:
        if self.style.half in SPREAD:
            weights = [(rank + 5) ** -0.8 for rank in range(len(values))]
            return self.random.choices(values, weights)[0]
        return values[min(int(self.random.paretovariate(0.9)) - 1, 10**6) % len(values)]

    def surname(self, country: str) -> str:
        text = self.names[country][2]
        known = text.split(",") if "," in text else text.split()
        if self.random.random() < 0.45:
            return self._zipf(known)
        name = self.random.choice(self._stems[0]) + self.random.choice(self._stems[1])
        if self.random.random() < 0.3:
            name = name[:-1] + self.random.choice(["eau", "er", "on", "et", "el", "is", "as"])
        if country in ("FR", "CA") and self.random.random() < 0.04:
            name = self.random.choice(["de ", "Le ", "Du ", "De La "]) + name
        return name

    def given(self, country: str, *, female: bool) -> str:
        values = self.names[country][0 if female else 1].split()
        name = self.random.choice(values) if self.random.random() < 0.6 else self._zipf(values)
        if country in ("FR", "CA") and self.random.random() < 0.08:
            name = f"{name}-{self.random.choice(values)}"
        elif country == "US" and self.random.random() < 0.06:
            name = f"{name} {self.random.choice('ABCDEJLMRS')}."
        return name

    def _town(self, country: str) -> tuple[str, str]:
        towns = self._towns.setdefault(country, [])
        if not towns:
            for _ in range(14):
                town = self.random.choice(self._stems[0]) + self.random.choice(self._stems[1])
                if self.random.random() < 0.2:
                    town = f"Saint-{town}"
                towns.append((town, f"{self.random.randint(10, 99)}"))
        at = min(int(self.random.expovariate(0.25)), 13)
        town, zone = self.random.choice(towns) if self.style.half in SPREAD else towns[at]
        if country == "CA":
            letter = "GHJ"[int(zone) % 3]
            code = f"{letter}{self.random.randint(1, 9)}{self.random.choice('ABCEHK')} "
            code += f"{self.random.randint(0, 9)}{self.random.choice('LMNPRS')}"
            return town, code + str(self.random.randint(0, 9))
        digits = {"NL": 2, "PL": 3}.get(country, 3)
        return town, zone + "".join(str(self.random.randint(0, 9)) for _ in range(digits))

    def address(self, country: str) -> dict[str, str]:
        town, code = self._town(country)
        number, street = str(self.random.randint(1, 400)), self.random.choice(self._streets)
        return {"street": f"{number} {street}", "city": town, "postcode": code}

    def number(self, country: str, *, mobile: bool) -> str:
        if country in ("US", "CA"):
            area = self.random.choice(["418", "514", "450", "212", "312", "617", "917"])
            return f"+1{area}{self.random.randint(2000000, 9899999)}"
        head = {
            "FR": "6",
            "DE": "17",
            "NL": "6",
            "UK": "7",
            "ES": "6",
            "PL": "5",
            "IT": "3",
            "BR": "119",
            "SE": "7",
            "TR": "5",
            "IE": "8",
            "HU": "30",
        }[country]
        if not mobile:
            head = {
                "FR": "4",
                "DE": "30",
                "NL": "20",
                "UK": "20",
                "ES": "91",
                "PL": "22",
                "IT": "02",
                "BR": "11",
                "SE": "8",
                "TR": "212",
                "IE": "1",
                "HU": "1",
            }[country]
        digits = {"DE": 10, "UK": 10, "IT": 10, "BR": 10 + mobile, "TR": 10,
                  "HU": 8 + mobile}.get(country, 9) - len(head)  # fmt: skip
        rest = "".join(str(self.random.randint(0, 9)) for _ in range(digits))
        return f"+{CALLING[country]}{head}{rest}"

    def email(self, given: str, surname: str, country: str) -> str:
        g, s = _ascii(given), _ascii(surname)
        form = self.random.choice(["g.s", "gs", "fs", "s.g", "gn", "sn", "g_s", "fsn"])
        n = str(self.random.randint(0, 99))
        local = {
            "g.s": f"{g}.{s}",
            "gs": g + s,
            "fs": f"{g[:1]}.{s}",
            "s.g": f"{s}.{g}",
            "gn": g + n,
            "sn": s + n,
            "g_s": f"{g}_{s}",
            "fsn": f"{g[:1]}{s}{n}",
        }[form]
        host = self._zipf(HOSTS[country].split())
        address = f"{local}@{host}"
        while address in self._taken:  # a host gives an address to one person only
            address = f"{local}{self.random.randint(1, 9999)}@{host}"
        self._taken.add(address)
        return address

    def birth(self, low: int, high: int) -> date:
        start = date(low, 1, 1)
        return start + timedelta(days=self.random.randrange((high - low) * 365))

    def households(self) -> Iterator[list[dict[str, str]]]:
        """Persons with all that is true of them, by household; endless."""
        while True:
            country = self.random.choice(self.style.countries)
            if self.random.random() < self.style.offices:
                yield self._office(country)
            else:
                alone = self.random.random() >= self.style.families / 2
                size = 1 if alone else self.random.choice([2, 2, 2, 3, 3, 4, 5])
                yield self._family(country, size)

    def _person(self, country: str, surname: str, given: str, born: date) -> dict[str, str]:
        return {"given_name": given, "surname": surname, "birth_date": born.isoformat(),
                "mobile": self.number(country, mobile=True),
                "email": self.email(given, surname, country), "country": country,
                "account": str(self.random.randint(10**7, 10**8 - 1))}  # fmt: skip

    def _family(self, country: str, size: int) -> list[dict[str, str]]:
        surname, home = self.surname(country), self.address(country)
        landline = self.number(country, mobile=False)
        shared_mail = self.email(self.random.choice(["famille", "the", "g"]), surname, country)
        year, persons = self.random.randint(1935, 1975), []
        for n in range(size):
            low, high = (year - 4, year + 5) if n < 2 else (year + 22, year + 38)
            born = self.birth(low, high)
            if persons and n > 2 and self.random.random() < 0.04:
                born = date.fromisoformat(persons[-1]["birth_date"])  # twins
            given = self.given(country, female=(n == 1 or (n > 1 and self.random.random() < 0.5)))
            if n > 1 and self.random.random() < 0.04:
                given = persons[0]["given_name"]  # named after the father
            name = self.surname(country) if n == 1 and self.random.random() < 0.2 else surname
            person = {**self._person(country, name, given, born), **home, "phone": landline}
            if self.random.random() < 0.25:
                person["phone"] = self.number(country, mobile=False)
            if size > 1 and self.random.random() < 0.35:
                person["email"] = persons[0]["email"] if persons else shared_mail
            if persons and self.random.random() < (0.3 if country in ("US", "CA") else 0.06):
                person["mobile"] = persons[0]["mobile"]
            if n > 1 and self.random.random() < 0.2:
                person.update(self.address(country))
            persons.append(person)
        return persons

    def _office(self, country: str) -> list[dict[str, str]]:
        name, home = self.surname(country), self.address(country)
        company = f"{self.random.choice(['Café', 'Studio', 'Garage', 'Salon'])} {name}"
        phone, mail = self.number(country, mobile=False), f"info@{_ascii(name)}.com"
        persons = []
        for _ in range(self.random.choice([1, 2, 3, 4, 6, 9])):
            given = self.given(country, female=self.random.random() < 0.5)
            person = self._person(country, self.surname(country), given, self.birth(1945, 2002))
            persons.append({**person, **home, "phone": phone, "company": company})
            if self.random.random() < 0.6:
                persons[-1]["email"] = mail
        return persons

    def rows(self, size: int) -> list[Row]:
        """Make a list of *size* rows, shuffled."""
        rows: list[Row] = []
        entity = 0
        for number, household in enumerate(self.households()):
            for person in household:
                copies = 1
                if self.random.random() < self.style.repeats:
                    copies = 2
                    while self.random.random() < self.style.cluster and copies < 12:
                        copies += 1
                second = {**person, **self.address(person["country"])}
                second["phone"] = self.number(person["country"], mobile=False)
                for _ in range(copies):
                    moved = self.random.random() < self.style.moved
                    row = self._write(second if moved else person)
                    rows.append(replace(row, entity=str(entity), household=str(number)))
                entity += 1
            if len(rows) >= size:
                break
        self.random.shuffle(rows)
        return [replace(row, id=str(n)) for n, row in enumerate(rows[:size])]

    def _write(self, person: dict[str, str]) -> Row:
        kept = {
            key: value
            for key, value in person.items()
            if key not in self.fill or self.random.random() < self.fill[key]
        }
        row = Row(**kept)
        self._write_name(row)
        self._write_contacts(row)
        if row.birth_date:
            row.birth_date = self._write_date(date.fromisoformat(row.birth_date))
        for name in ("given_name", "surname", "street", "city", "email", "account"):
            value = getattr(row, name)
            rate = self.style.typo * (0.4 if name in ("city", "account") else 1.0)
            while value and self.random.random() < rate:
                value, rate = self._typo(value), rate / 2
            setattr(row, name, value)
        if self.random.random() < self.style.one_piece:
            row.given_name, row.surname = "", f"{row.given_name} {row.surname}".strip()
        return row

    def _write_name(self, row: Row) -> None:
        style, chance = self.style, self.random.random
        if chance() < style.nickname:
            first = row.given_name.split()[0].lower()
            row.given_name = NICKNAMES.get(first, row.given_name)
        elif chance() < style.initial:
            row.given_name = row.given_name[0] + self.random.choice(["", "."])
        elif ("-" in row.given_name or " " in row.given_name) and chance() < 0.25:
            row.given_name = row.given_name.replace("-", " ").split()[0]
        if chance() < style.married:
            other = self.surname(row.country or self.style.countries[0])
            row.surname = self.random.choice([other, f"{row.surname}-{other}"])
        if chance() < style.swap:
            row.given_name, row.surname = row.surname, row.given_name
        if chance() < style.blank_names:
            setattr(row, self.random.choice(["given_name", "surname"]), "")
        form = self.random.choice([str, str, str.upper, str.lower, _plain])
        row.given_name, row.surname = form(row.given_name), form(row.surname)

    def _write_contacts(self, row: Row) -> None:
        if self.random.random() < 0.1:
            row.phone, row.mobile = row.mobile, row.phone
        if row.email and self.random.random() < 0.12:  # people have a second address
            row.email = self.email(row.given_name or "x", row.surname, row.country or
                                   self.style.countries[0])  # fmt: skip
        for name in ("phone", "mobile"):
            value = getattr(row, name)
            if value.startswith("+1") and self.random.random() < 0.04:
                setattr(row, name, value[-7:])
            elif value and self.random.random() < 0.02:
                digit = self.random.randrange(4, len(value))
                setattr(
                    row, name, value[:digit] + str(self.random.randint(0, 9)) + value[digit + 1 :]
                )
            elif value and self.random.random() < 0.06:  # people change their number
                setattr(row, name, self.number(self.style.countries[0], mobile=name == "mobile"))

    def _write_date(self, born: date) -> str:
        if self.random.random() < self.style.date_noise:
            step = self.random.choice([1, 1, 2, 30, 31, 31, 365, 366, 365 * 10])
            born += timedelta(
                days=self.random.choice([-1, 1]) * step * self.random.choice([1, 1, 2])
            )
        text = born.isoformat()
        if self.random.random() >= self.style.date_error:
            return text
        year, month, day = text.split("-")
        kind = self.random.choice(["swap", "swap", "digit", "digit", "year", "first"])
        if kind == "swap" and int(day) <= 12:
            return f"{year}-{day}-{month}"
        if kind == "digit":
            return f"{year[:2]}{self.random.randint(3, 9)}{year[3]}-{month}-{day}"
        if kind == "year":
            return f"{int(year) + self.random.choice([-1, 1])}-{month}-{min(int(day), 28):02d}"
        return f"{year}-01-01" if kind == "first" else text

    def _typo(self, text: str) -> str:
        at = self.random.randrange(len(text))
        letter = self.random.choice("abcdefghijklmnoprstuvw")
        kind = self.random.randrange(4)
        if kind == 0 and len(text) > 3:
            return text[:at] + text[at + 1 :]
        if kind == 1 and at + 1 < len(text):
            return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
        return text[:at] + letter + text[at + (kind == 2) :]


_PLAIN = str.maketrans("àâäçéèêëîïôöùûüłńśźżąęóñáíúÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŁŃŚŹŻ",
                       "aaaceeeeiioouuulnszzaeonaiuAAACEEEEIIOOUUULNSZZ")  # fmt: skip


def _plain(text: str) -> str:
    return text.translate(_PLAIN)


def _ascii(text: str) -> str:
    return "".join(c for c in _plain(text).lower() if c.isascii() and c.isalnum()) or "x"


_ONLY = dict.fromkeys(FILL, 0.0)
MIXES: dict[str, dict[str, object]] = {
    "everyday": {},
    "families": {"families": 0.8, "fill": {"birth_date": 0.3}},
    "tidy": {"typo": 0.02, "repeats": 0.2, "swap": 0.01, "date_error": 0.02},
    "careless": {"typo": 0.15, "swap": 0.08, "nickname": 0.1, "moved": 0.2, "repeats": 0.4,
                 "cluster": 0.5, "date_error": 0.15, "blank_names": 0.06},
    "persons": {"families": 0.0, "offices": 0.0, "repeats": 0.6, "cluster": 0.6, "typo": 0.25,
                "blank_names": 0.2, "swap": 0.06, "nickname": 0.0, "date_noise": 0.45,
                "fill": {**_ONLY, "birth_date": 0.97, "email": 0.75, "city": 0.75}},
    "historical": {"families": 0.2, "repeats": 0.7, "cluster": 0.8, "typo": 0.2, "moved": 0.25,
                   "nickname": 0.15, "date_error": 0.3, "blank_names": 0.1, "offices": 0.0,
                   "fill": {**_ONLY, "birth_date": 0.7, "city": 0.8, "postcode": 0.6}},
    "names and dates": {"families": 0.2, "fill": {**_ONLY, "birth_date": 1.0}},
    "names and addresses": {"fill": {**_ONLY, "street": 0.9, "city": 0.95, "postcode": 0.9}},
    "with account": {"fill": {"account": 0.9, "birth_date": 0.8}},
    "contacts": {"fill": {"street": 0.1, "city": 0.3, "postcode": 0.1, "birth_date": 0.1,
                          "mobile": 0.85, "email": 0.8}},
}  # fmt: skip
"""Kinds of lists by what they hold and how they were kept."""


def style_of(mix: str, *, half: str, seed: int) -> Style:
    """Return the style of a mix, its rates varied by the seed and the half."""
    rng = random.Random(f"{half} {mix} {seed}")
    names = sorted(NAMES[half])
    count = {"wide": 3, "world": len(names)}.get(half) or rng.choice([1, 2, 3])
    several = rng.sample(names, count)
    style = Style(countries=tuple(several), half=half)
    style = replace(style, **MIXES[mix])  # type: ignore[arg-type]
    shift = (0.7, 1.3) if half == "train" else (0.5, 1.6)
    varied = {
        f.name: min(0.95, getattr(style, f.name) * rng.uniform(*shift))
        for f in fields(style)
        if isinstance(getattr(style, f.name), float)
    }
    return replace(style, **varied)  # type: ignore[arg-type]


def make_rows(size: int, *, mix: str = "everyday", half: str = "test", seed: int = 1) -> list[Row]:
    """Make one list."""
    return Maker(seed * 1009 + 7, style_of(mix, half=half, seed=seed)).rows(size)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=sorted(NAMES), default="test")
    parser.add_argument("--mix", choices=sorted(MIXES), default="everyday")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--size", type=int, default=10_000)
    options = parser.parse_args()
    writer = csv.DictWriter(sys.stdout, [f.name for f in fields(Row)])
    writer.writeheader()
    for row in make_rows(options.size, mix=options.mix, half=options.half, seed=options.seed):
        writer.writerow(asdict(row))


if __name__ == "__main__":
    main()
