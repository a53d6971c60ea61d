"""GeoNames' feature classes and codes (https://www.geonames.org/export/codes.html), as kinds of place."""

from __future__ import annotations

from dateline.domain import Feature


def feature_of(letter: str, code: str) -> Feature | None:
    """The kind of a place with a feature class (one letter) and code; None for what is not taken up.

    Left out are what no longer is (codes that end in H), the sea floor and places without a class.

    >>> feature_of("P", "PPLA"), feature_of("S", "AIRB"), feature_of("A", "ADM1H")
    (<Feature.TOWN: 'town'>, <Feature.AIRBASE: 'airbase'>, None)
    """
    if code in _GONE:
        return None
    return _BY_CODE.get(code) or _BY_CLASS.get(letter)


# Former divisions and towns.
_GONE = frozenset({"ADM1H", "ADM2H", "ADM3H", "ADM4H", "ADM5H", "ADMDH", "PCLH", "PPLH", "PPLCH", "RGNH"})
_BY_CLASS = {
    "A": Feature.ADMIN3,
    "P": Feature.TOWN,
    "S": Feature.SITE,
    "L": Feature.REGION,
    "H": Feature.WATER,
    "T": Feature.LAND,
    "V": Feature.LAND,
    "R": Feature.ROAD,
}
_BY_CODE = {
    code: feature
    for feature, codes in {
        Feature.COUNTRY: "PCL PCLD PCLF PCLI PCLIX PCLS",
        Feature.ADMIN1: "ADM1",
        Feature.ADMIN2: "ADM2",
        Feature.REGION: "TERR ZN ZNB LTER",
        Feature.DISTRICT: "PPLX",
        Feature.CAMP: "CMP CMPRF",
        Feature.CROSSING: "PSTB PSTC CSTM",
        Feature.BASE: "INSM MILB NVB PSTP FT",
        Feature.AIRBASE: "AIRB",
        Feature.AIRPORT: "AIRP AIRF AIRH AIRS AIRT",
        Feature.PORT: "PRT HBR HBRX PIER QUAY",
        Feature.OIL_FIELD: "OILF OILW",
        Feature.GAS_FIELD: "GASF",
        Feature.PLANT: "PS PSH PSN OILR OILT GOSP DAM DAMQ ML MFG MFGB MFGC MFGCU MFGLM MFGM MFGPH MFGQ",
        Feature.HOSPITAL: "HSP HSPC HSPD HSPL CTRM",
        Feature.SITE: "AMUS BTL GRAZ PRK",
        Feature.LAND: "FLD OAS PEAT RESF RESN RESW SALT SNOW LCTY",
    }.items()
    for code in codes.split()
}
