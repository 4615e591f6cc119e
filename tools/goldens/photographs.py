"""Cuts the photographs of tests/golden/pictures out of three that may be passed on; PHOTOGRAPHS.md there says whose they are.

    python3 tools/goldens/photographs.py FOLDER

FOLDER is the folder skimage/data of scikit-image 0.19 (Debian's python3-skimage). Codecs differ from version to version, so this
was run once."""

import pathlib
import sys

from PIL import Image

from pictures import FOLDER, saved, turned


def cut(path: pathlib.Path):
    cat, coffee, rocket = (Image.open(path / name).convert("RGB") for name in ("chelsea.png", "coffee.png", "rocket.jpg"))
    yield "cat.jpg", saved(cat, "JPEG", quality=90)
    yield "cat-turned.jpg", turned(cat.crop((61, 11, 362, 294)).transpose(Image.Transpose.ROTATE_90), 6, "JPEG")
    yield "coffee-cmyk.jpg", saved(coffee.convert("CMYK").resize((331, 221)), "JPEG", quality=85)
    yield "rocket.jpg", saved(rocket.crop((190, 5, 377, 394)), "JPEG", quality=90, subsampling=0, progressive=True)
    yield "rocket-grey.jpg", saved(rocket.convert("L").resize((317, 211)), "JPEG")


if __name__ == "__main__":
    for name, data in cut(pathlib.Path(sys.argv[1])):
        (FOLDER / name).write_bytes(data)
        print(name, len(data))
