"""Words beside a name that are no name: who comes too, what for, which number."""

from clientbook.text import word_set

REMARKS = word_set(
    """family famille familie famiglia familia rodzina csalad
    kids children enfants kinder figli hijos filhos kinderen dzieci ninos ninas bambini bambine
    twin twins jumelle jumelles jumeau jumeaux zwilling zwillinge gemello gemella gemelli gemelos
    gemelas gemeos tweeling
    mobile mobil movil telemovel cellulare cellphone handy gsm portable natel tel telephone telefon
    telefono phone fixe festnetz work bureau office buro ufficio oficina trabajo lavoro travail
    domicile maison private prive whatsapp sms email mail
    coloration couleur colour coupe brushing balayage meches permanente chignon farbe schnitt
    dauerwelle haarschnitt taglio piega colore mechas haircut highlights massage manucure manicure
    manikure pedicure pedikure ongles nails nagel soin
    vip nouveau nouvelle neukunde neukundin nieuw nowy old ancien ancienne regular habituelle
    habitue stammkunde stammkundin client cliente kunde kundin klant klientka klient patient
    patiente patientin paziente paciente etudiant etudiante student studentin studente estudiante
    test essai prueba bis annule annulee absent absente rdv termin appuntamento"""
)
"""No names of persons, folded."""

SMALL = word_set(
    """petit petite grand grande little big small young klein kleine kleiner gross grosse grosser
    vieux vieille jeune pequeno pequena piccolo piccola mini maxi neu alt new nova novo
    home casa privat color barbe tinta tinte corte"""
)
"""Family names as well, folded: beside a whole name they say which one of a family it is."""

STRANGERS = frozenset(
    """client|cliente|new client|nouveau client|nouvelle cliente|client de passage|clientes|clients
    customer|new customer|walk in|walk in client|walkin|guest|new guest|visitor|kunde|kundin
    neukunde|neukundin|neuer kunde|neue kundin|laufkunde|laufkundin|laufkundschaft|gast
    nuevo cliente|nueva cliente|nuovo cliente|nuova cliente|novo cliente|klant|nieuwe klant
    klient|klientka|nowy klient""".replace("\n", "|")
    .replace("    ", "")
    .split("|")
)
"""Whole names, folded, that say that somebody is a client and not who; some are family names."""
