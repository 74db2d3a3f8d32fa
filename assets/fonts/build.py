"""Makes the fonts of this folder from two packages on npm (see README.md).

usage: python3 build.py INTER-UI-PACKAGE SOURCE-SERIF-PACKAGE    (needs fonttools and brotli)

The printed documents are set without a shaper: what OpenType features would do is done here once
(tabular figures become the figures), the features are dropped, and so is what no shop here prints.
The OFL asks that a modified font has another name than a reserved one, hence "Ecrin".
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

KEEP = [
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),  # Latin-1, Latin Extended-A
    0x218, 0x219, 0x21A, 0x21B,  # Romanian
    0x2C6, 0x2DA, 0x2DC, 0x192,
    0x2010, 0x2011, 0x2013, 0x2014, 0x2018, 0x2019, 0x201A, 0x201C, 0x201D, 0x201E,
    0x2020, 0x2021, 0x2022, 0x2026, 0x202F, 0x2030, 0x2032, 0x2033, 0x2039, 0x203A,
    0x20AC, 0x2116, 0x2122, 0x2212, 0x2215, 0x2248, 0x2264, 0x2265, 0x2190, 0x2192,
    0x1E9E,
]

FACES = [
    (1, "web/Inter-Regular.woff2", "EcrinSans-Regular", "Ecrin Sans", "Regular"),
    (1, "web/Inter-SemiBold.woff2", "EcrinSans-SemiBold", "Ecrin Sans", "SemiBold"),
    (2, "TTF/SourceSerif4-Regular.ttf", "EcrinSerif-Regular", "Ecrin Serif", "Regular"),
    (2, "TTF/SourceSerif4-Semibold.ttf", "EcrinSerif-SemiBold", "Ecrin Serif", "SemiBold"),
]


def single_substitutions(font, tag):
    """The glyph-to-glyph pairs of a feature."""
    pairs = {}
    if "GSUB" not in font:
        return pairs
    table = font["GSUB"].table
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag != tag:
            continue
        for index in record.Feature.LookupListIndex:
            for sub in table.LookupList.Lookup[index].SubTable:
                sub = getattr(sub, "ExtSubTable", sub)
                pairs.update(getattr(sub, "mapping", {}))
    return pairs


def face(path):
    """A face as plain TrueType, its figures lining and tabular, its features dropped."""
    font = TTFont(path, recalcTimestamp=False)
    font.flavor = None
    lining, tabular = (single_substitutions(font, tag) for tag in ("lnum", "tnum"))
    for table in font["cmap"].tables:
        for code, glyph in table.cmap.items():
            if 0x30 <= code <= 0x39:
                glyph = lining.get(glyph, glyph)
                table.cmap[code] = tabular.get(glyph, glyph)
    options = subset.Options(
        layout_features=[], hinting=False, notdef_outline=True, glyph_names=False,
        drop_tables=["GSUB", "GPOS", "GDEF", "STAT", "DSIG", "gasp", "meta", "BASE"],
    )
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=KEEP)
    cutter.subset(font)
    return font


def main(packages, to):
    for package, path, file, name, style in FACES:
        font = face(packages[package - 1] / path)
        for record in list(font["name"].names):
            if record.nameID not in (0, 13, 14):
                font["name"].removeNames(nameID=record.nameID)
        words = {1: name, 2: style, 3: file, 4: f"{name} {style}", 6: file,
                 10: f"Modified from {Path(path).stem}: Latin, tabular figures"}
        for name_id, text in words.items():
            font["name"].setName(text, name_id, 3, 1, 0x409)
        font.save(to / f"{file}.ttf")
        cmap, metrics = font.getBestCmap(), font["hmtx"]
        assert len({metrics[cmap[code]][0] for code in range(0x30, 0x3A)}) == 1, "not tabular"
        print(file, "without", [f"U+{code:04X}" for code in KEEP if code not in cmap])


main([Path(folder) for folder in sys.argv[1:3]], Path(__file__).parent)
