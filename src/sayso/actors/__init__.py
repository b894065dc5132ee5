"""Who is who: countries, organisations, armed groups, office-holders by date; user dictionaries."""

from sayso.actors.dictionaries import UserDictionary, read_dictionary
from sayso.actors.people import Person
from sayso.actors.resolution import Resolution
from sayso.actors.resolver import Antecedent, Resolver
from sayso.actors.tables import country_names, members, place_country

__all__ = [
    "Antecedent",
    "Person",
    "Resolution",
    "Resolver",
    "UserDictionary",
    "country_names",
    "members",
    "place_country",
    "read_dictionary",
]
