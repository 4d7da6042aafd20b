"""Make ``garage_clients.xlsx`` and ``contacts.vcf`` again: people who do not exist."""

from pathlib import Path

import xlsxwriter

HERE = Path(__file__).parent

# A garage's list as its owner kept it: a banner, a phone as a number, a column of plates.
GARAGE = [
    ["Garage du Nord - clients", "", "", "", "", "", ""],
    ["Client", "Mobile", "Phone", "E-mail", "City", "Plate", "Unsubscribed"],
    ["Tremblay, Marie", 4185550123, "", "marie.tremblay@example.ca", "Québec", "AB 123", "no"],
    ["Roy, Paul", "(418) 555-0145", "418-555-0146", "paul.roy@example.ca", "Lévis", "CD 456", ""],
    ["Roy, Julie", "418.555.0147", "418-555-0146", "", "Lévis", "CD 457", "yes"],
    ["Gagnon, Luc", "555-0148", "", "luc@example.ca", "Québec", "EF 789", ""],
    ["Bouchard Inc.", "", "+1 418 555 0149", "office@bouchard.example", "Beaupré", "GH 012", "no"],
    ["TREMBLAY MARIE", "+1 418 555-0123", "", "", "", "AB 124", ""],
]

CARDS = """BEGIN:VCARD
VERSION:3.0
N:Dupont;Marie;;Mme;
FN:Marie Dupont
TEL;TYPE=CELL:06 12 34 56 78
EMAIL;TYPE=INTERNET:marie.dupont@example.fr
BDAY:1988-06-27
END:VCARD
BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Lef=C3=A8vre;Chlo=C3=A9;;;
TEL;HOME:01 43 55 12 34
TEL;CELL;PREF:+33 6 55 44 33 22
ADR;HOME:;;12 rue des Lilas;Paris;;75011;France
END:VCARD
BEGIN:VCARD
VERSION:4.0
FN:Nguyen Minh
TEL;VALUE=uri;TYPE=cell:tel:+33-7-81-22-33-44
EMAIL:minh@example.com
CATEGORIES:VIP,Regular
X-SHOE-SIZE:42
END:VCARD
"""


def main() -> None:
    book = xlsxwriter.Workbook(str(HERE / "garage_clients.xlsx"))
    sheet = book.add_worksheet("Clients")
    for number, row in enumerate(GARAGE):
        sheet.write_row(number, 0, row)
    book.close()
    (HERE / "contacts.vcf").write_bytes(CARDS.replace("\n", "\r\n").encode())


if __name__ == "__main__":
    main()
