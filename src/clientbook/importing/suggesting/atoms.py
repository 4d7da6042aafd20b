"""Meanings a word of a title can have: the alphabet in which the lexicons are written.

A head says what the column holds, a qualifier which one of several, and a spoiler that the column
is about somebody or something else.  ``place`` is a word for any place: a town beside a postcode.
``every`` is a refusal of a channel itself, whatever is sent there: "no SMS", "do not call".
``left`` is the end of a subscription, to a list of e-mail addresses where no channel is named.
``chat`` is a number that a messenger reaches: it is a mobile, and what is sent there is no SMS.
``guest`` is whom a client brings, or sends something to: another person where the client has a
name, a number or an address too.
``what``, ``where``, ``when``, ``how`` and ``whom`` begin a question; in one ``reach`` is a verb of
reaching somebody, by a number or an address, and ``live`` one of living somewhere.
``contact`` is a word for whom to ask or how to reach somebody: "Contact" over names, or numbers.
``either`` is of a title that names a person or a firm.
``doubtful`` is of a word that means something else as well: "Tratamiento" a salutation or a care,
"Genre" a gender or a kind, "Paese" a country or a village.  The cells have the last word.
``bare`` is of a title that names nobody, or nothing, and only says who or where.
``used`` is of a family name that somebody has by marriage, or goes by, beside the one of birth.
``seat`` is where a firm has its office: the place of an address, or one of a chain's branches.
``letter`` is an English "mail", which is post beside an "e-mail" in the same row.
"""

NAME_HEADS = frozenset(
    "prefix given middle family full suffix nickname name first last initials maiden"
    " particle surname2".split()
)
ADDRESS_HEADS = frozenset(
    "address postal street streettype line street2 housenum housenum2 district city region"
    " postcode country pobox".split()
)
CONTACT_HEADS = frozenset("phone mobile landline fax pager email website".split())
OTHER_HEADS = frozenset(
    "company department job occupation gender language note tags birth day month year date created"
    " id code title state consent optout marketing newsletter sms post reminder followup partner"
    " blocked all status".split()
)
HEADS = NAME_HEADS | ADDRESS_HEADS | CONTACT_HEADS | OTHER_HEADS

KINDS = frozenset("home work billing shipping service other mailing".split())
ORDINALS = frozenset("primary second third alt main".split())
NEUTRAL = frozenset(
    "who num fill by and field value bare is place every left chat letter guest contact either used"
    " doubtful seat"
    " what where when how whom reach live".split()
)
QUALIFIERS = KINDS | ORDINALS | NEUTRAL

# alien: another person or matter; animal, vehicle: what a client owns; owner: whose that is, or the
# colleague in charge; holder: who rents a home, or in whose name a vehicle or an animal is; parent:
# who answers for a child; kin: its mother or father by that word; child: whom they answer for;
# meta: something about a value; junk: a technical column nobody wants to keep; label: the kind of a
# value in words; dial: what is dialled before a number, with "country" or "region" for whose code
# it is; ext: what is dialled behind it.
SPOILERS = frozenset(
    "alien animal vehicle owner holder parent kin child meta junk label dial ext".split()
)
ATOMS = HEADS | QUALIFIERS | SPOILERS
