"""A small register of two invented lands, in the form of the files that ship with Dateline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.adapters.register import load_register

if TYPE_CHECKING:
    from pathlib import Path

    from dateline.adapters.register import Roster

ACTORS = """
- id: marland-government
  name: Government of Marland
  names: [Marland, Marlandic government, Port Mar, Marlandic regime]
  class: government
  sector: GOV
  country: XA
  body: government
  to: "2019"

- {id: marland-council, name: Council of Marland, names: [Marlandic government], class: government,
   sector: GOV, country: XA, body: government, from: "2020"}

- {id: marland-army, name: Marlandic Army, names: [Marlandic forces], class: state_forces, sector: MIL,
   country: XA, body: armed_forces,
   parents: [{of: marland-government, to: "2019"}, {of: marland-council, from: "2020"}]}

- {id: marland-air-force, name: Marlandic Air Force, class: state_forces, sector: MIL, country: XA,
   body: air_force, parents: [{of: marland-army}]}

- {id: marland-police, name: Marlandic police, class: state_forces, sector: COP, country: XA, body: police}

- {id: marland-defence-ministry, name: Marlandic Ministry of Defence, names: [Marlandic Defence Ministry],
   class: government, sector: GOV, country: XA, body: defence_ministry}

- {id: norland-government, name: Government of Norland, names: [Norland, Norric government, Northgate],
   class: government, sector: GOV, country: XB, body: government,
   heads: [{names: [Ulla Brandt, Brandt], from: "2013", to: "2017"}, {names: [Olaf Sten], from: "2018"}]}

- {id: norland-army, name: Norric Army, class: state_forces, sector: MIL, country: XB, body: armed_forces}

- id: reed-front
  name: Reed Front
  acronyms: [RF]
  class: rebel_group
  sector: REB
  country: XA
  from: "2012"
  to: "2016-06"
  wikidata: Q1234567
  alignment:
    - {with: norland-government, from: "2014", to: "2015"}
    - {with: marland-government, from: "2016-01"}
  heads: [{names: [Nadim Sabbagh, Sabbagh]}]

- id: reed-union
  name: Reed Union
  class: rebel_group
  sector: REB
  country: XA
  from: "2016-07"
  held: [{names: [Reed Front, RF], from: "2016-07", to: "2017"}]
  alignment: [{with: norland-government}]

- {id: marsh-guard, name: Marsh Guard, names: [Swamp Guard], class: political_militia, sector: PRM,
   country: XA, alignment: [{with: marland-government}]}

- {id: hill-peoples-forces, name: Hill People's Forces, acronyms: [HPF], class: rebel_group, sector: REB,
   country: XA}

- {id: northern-league, name: Northern League, acronyms: [NL], class: external_forces, sector: MIL}

- {id: fen-volunteers, name: Fen Volunteers, class: external_forces, sector: PRM, country: XB}

- {id: coast-monitor, name: Coast Monitor, names: [Coast Monitor for Rights], class: monitor, sector: NGO,
   country: XA}

- {id: port-news, name: Port News Agency, acronyms: [PNA], class: media, sector: JRN, country: XA,
   parents: [{of: marland-government}], alignment: [{with: marland-government}], domains: [portnews.example]}

- {id: plains-army, name: Plains National Army, acronyms: [PNA], class: rebel_group, sector: REB, country: XB}

- {id: al-monitor, name: Al-Monitor, class: media, sector: JRN}

- {id: marsh-guard-news, name: Marsh Guard News, class: media, sector: JRN, country: XA,
   parents: [{of: marsh-guard}], alignment: [{with: marsh-guard}]}

- {id: world-wire, name: World Wire, class: media, sector: JRN}

- {id: tents-and-bread, name: Tents and Bread, class: ngo, sector: NGO}

- {id: marsas, name: Marsas, class: rebel_group, sector: REB, country: XB}
"""

LANDS = """
- {country: XA, name: Marland, demonyms: [Marlandic, Marlander, Marlanders], capital: Port Mar}
- {country: XB, name: Norland, demonyms: [Norric, Norrics], capital: Northgate,
   regions: [West Fen]}
"""

COMMUNITIES = """
- name: Hill people
  words: [Hillish, Hillers]
  countries: [XA, XB]
  sides: [{in: XA, with: hill-peoples-forces, from: "2010"}]
- {name: Lake people, words: [Lakish], countries: [XA]}
"""

GENERICS = """
- {words: [rebels, rebel, rebel fighters, insurgents], class: rebel_group, sector: REB, country: place}
- {words: [terrorists, terrorist, militants], class: rebel_group, sector: REB, country: place}
- {words: [fighters, gunmen, armed men, factions], class: political_militia, sector: UAF, country: place}
- {words: [militia, militias], class: political_militia, sector: PRM, country: place}
- {words: [tribesmen], class: identity_militia, sector: UAF, country: place}
- {words: [protesters], class: protesters, sector: CVL, country: place}
- {words: [civilians, people, residents, villagers, families, children, refugees, prisoners, man],
   class: civilians, sector: CVL, country: place}
- {words: [aid workers, activists, journalists], class: civilians, sector: CVL, country: place}
- {words: [army, troops, soldiers, armed forces, military], class: state_forces, sector: MIL, country: home,
   body: armed_forces}
- {words: [warplanes, jets, helicopters, drones], class: state_forces, sector: MIL, country: said,
   body: air_force}
- {words: [air force], class: state_forces, sector: MIL, country: home, body: air_force}
- {words: [police, policemen], class: state_forces, sector: COP, country: home, body: police}
- {words: [security forces], class: state_forces, sector: COP, country: home, body: security}
- {words: [government, regime, authorities, state, administration], class: government, sector: GOV,
   country: home, body: government}
- {words: [officials, official, spokesman], class: government, sector: GOV, country: home, body: government}
- {words: [local council], class: government, sector: GOV, country: place}
- {words: [opposition], class: party, sector: OPP, country: place}
- {words: [coalition, coalition jets], class: external_forces, sector: MIL, country: said,
   means: {XA: [northern-league]}}
- {words: [monitor, monitoring group], class: monitor, sector: NGO, country: said}
- {words: [aid group, charity], class: ngo, sector: NGO, country: said}
- {words: [local media, newspaper, television], class: media, sector: JRN, country: said}
- {words: [state media, state television], class: media, sector: JRN, country: home}
"""


def write_register(folder: Path, **files: str) -> Path:
    """Write the invented register to `folder`, with other words in those of its files that are given."""
    (folder / "actors").mkdir(parents=True, exist_ok=True)
    given = {"actors/two_lands": ACTORS, "demonyms": LANDS, "communities": COMMUNITIES, "generic": GENERICS}
    for name, words in (given | files).items():
        (folder / f"{name}.yaml").write_text(words, encoding="utf-8")
    return folder


def invented_register(folder: Path) -> Roster:
    """The invented register, written to `folder` and loaded from there."""
    return load_register(shipped=write_register(folder), cache=folder / "cache")
