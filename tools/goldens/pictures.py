"""Pictures of every format that is read, drawn here, and what Pillow and the image processors of transformers make of them.

Writes tests/golden/pictures/: the files, decoded.json (size and hash of convert("RGB") after exif_transpose), resized.json
(hashes of Pillow's and torchvision's resize) and processed.json (pixel_values of every processor class, sampled)."""

import io
import json
import math
import struct
import sys
import zlib

import numpy as np
import torch
import transformers
from PIL import Image, ImageDraw, ImageOps
from torchvision.transforms.v2 import functional as tvF

from repository import ROOT
from weights import MASK

FOLDER = ROOT / "pictures"


def landscape(width: int, height: int, seed: int = 1) -> np.ndarray:
    """A view with a sky, a sun, hills, a house and the noise of a camera: smooth parts, edges and fine texture."""
    random = np.random.default_rng(seed)
    y, x = np.mgrid[0:height, 0:width] / max(width, height)
    sky = np.stack([90 + 120 * y, 140 + 90 * y, 235 - 30 * y], axis=-1)
    sun = np.exp(-((x - 0.7) ** 2 + (y - 0.15) ** 2) * 90)[..., None] * np.array([160, 110, -60])
    view = sky + sun
    for layer, colour in enumerate([(70, 95, 60), (95, 125, 50), (45, 80, 35)]):
        ridge = 0.3 + 0.11 * layer + 0.05 * np.sin(9 * x + 2 * layer) + 0.02 * np.sin(31 * x + layer)
        texture = 1 + 0.25 * np.sin(170 * x + 90 * y * (layer + 1)) * np.sin(140 * y)
        view = np.where((y > ridge)[..., None], np.array(colour) * texture[..., None], view)
    picture = Image.fromarray((view + random.normal(0, 6, view.shape)).clip(0, 255).astype(np.uint8))
    draw = ImageDraw.Draw(picture)
    left, top, edge = 0.15 * width, 0.45 * height, 0.22 * min(width, height)
    draw.rectangle([left, top, left + edge, top + edge], fill=(196, 64, 48), outline=(20, 10, 10))
    draw.polygon([(left - 4, top), (left + edge / 2, top - edge / 2), (left + edge + 4, top)], fill=(80, 40, 30))
    draw.ellipse([0.6 * width, 0.6 * height, 0.6 * width + edge, 0.6 * height + edge], fill=(240, 220, 90))
    return np.array(picture)


def png(width, height, depth, colour, rows, interlace=0, extra=b""):
    """A PNG of layouts that Pillow does not write. `rows`: the filtered bytes of all rows."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlace)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + extra + chunk(b"IDAT", zlib.compress(rows, 9))
            + chunk(b"IEND", b""))


def deep_png(view, channels):
    deep = (view[..., :channels].astype(np.uint16) * 256 + 77).astype(">u2")
    rows = b"".join(b"\0" + row.tobytes() for row in deep)
    return png(view.shape[1], view.shape[0], 16, {1: 0, 3: 2}[channels], rows)


def interlaced_png(view):
    passes = [(0, 0, 8, 8), (0, 4, 8, 8), (4, 0, 8, 4), (0, 2, 4, 4), (2, 0, 4, 2), (0, 1, 2, 2), (1, 0, 2, 1)]
    rows = b"".join(b"\0" + row.tobytes() for y, x, dy, dx in passes for row in view[y::dy, x::dx])
    return png(view.shape[1], view.shape[0], 8, 2, rows, interlace=1)


def bmp(width, height, bits, compression, data, extra=b""):
    head = struct.pack("<IiiHHIIiiII", 40, width, height, 1, bits, compression, len(data), 0, 0, 0, 0) + extra
    return b"BM" + struct.pack("<IHHI", 14 + len(head) + len(data), 0, 0, 14 + len(head)) + head + data


def masked_bmp(view):
    """16 bits per pixel, 5-6-5."""
    r, g, b = (view[::-1, :, c].astype(np.uint16) for c in range(3))
    pixels = (r >> 3) << 11 | (g >> 2) << 5 | b >> 3
    padding = -2 * view.shape[1] % 4
    data = b"".join(row.astype("<u2").tobytes() + b"\0" * padding for row in pixels)
    return bmp(view.shape[1], view.shape[0], 16, 3, data, struct.pack("<III", 0xF800, 0x7E0, 0x1F))


def run_length_bmp(view):
    """8 bits per pixel in runs and literals, with a palette of its own."""
    indices = np.array(Image.fromarray(view).convert("L"))[::-1] // 16
    palette = b"".join(bytes((17 * i, 255 - 17 * i, 40 + 8 * i, 0)) for i in range(16)) + bytes(4 * 240)
    data = b""
    for row in indices.tolist():
        at = 0
        while at < len(row):
            run = next((n for n in range(1, len(row) - at) if row[at + n] != row[at]), len(row) - at)
            run = min(run, 255)
            if run == 1 and len(row) - at >= 5:
                data += bytes([0, 5, *row[at:at + 5], 0])
                at += 5
            else:
                data += bytes([run, row[at]])
                at += run
        data += b"\0\0"
    return bmp(view.shape[1], view.shape[0], 8, 1, data + b"\0\1", palette)


def offset_gif(view):
    """A frame that covers a part of its screen, with a transparent colour."""
    small = Image.fromarray(view).quantize(31)
    buffer = io.BytesIO()
    small.save(buffer, "GIF", transparency=3)
    data = bytearray(buffer.getvalue())
    width, height = small.size
    data[6:10] = struct.pack("<HH", width + 9, height + 5)
    at = data.index(b"\x2c" + struct.pack("<HHHH", 0, 0, width, height))
    data[at + 1:at + 5] = struct.pack("<HH", 4, 2)
    return bytes(data)


def saved(picture: Image.Image, format: str, **options) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, format, **options)
    return buffer.getvalue()


def turned(picture: Image.Image, orientation: int, format: str) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = orientation
    return saved(picture, format, exif=exif)


def files():
    photo = Image.fromarray(landscape(321, 213))
    small = Image.fromarray(landscape(67, 45, seed=2))
    alpha = small.copy()
    alpha.putalpha(Image.fromarray(np.array(small)[..., 0]))
    yield "photo.jpg", saved(photo, "JPEG", quality=88)
    yield "tall.jpg", saved(Image.fromarray(landscape(83, 190, seed=3)), "JPEG", quality=80, progressive=True, subsampling=0)
    yield "half.jpg", saved(small, "JPEG", subsampling=1)
    yield "grey.jpg", saved(photo.convert("L").resize((150, 101)), "JPEG")
    yield "cmyk.jpg", saved(photo.convert("CMYK").resize((141, 95)), "JPEG", quality=85)
    for orientation in range(2, 9):
        yield f"turned-{orientation}.jpg", turned(small, orientation, "JPEG")
    yield "turned.png", turned(small, 6, "PNG")
    yield "turned.webp", turned(small, 8, "WEBP")
    yield "turned.tiff", saved(small, "TIFF", tiffinfo={274: 5})
    yield "rgb.png", saved(small, "PNG")
    yield "palette.png", saved(small.quantize(57), "PNG", transparency=5)
    yield "alpha.png", saved(alpha, "PNG")
    yield "grey-alpha.png", saved(alpha.convert("LA"), "PNG")
    yield "bits.png", saved(small.convert("1"), "PNG")
    yield "four-bits.png", saved(small.quantize(13), "PNG", bits=4)
    yield "deep.png", deep_png(np.array(small), 3)
    yield "deep-grey.png", deep_png(np.array(small) * (np.arange(67) > 30)[None, :, None], 1)
    yield "interlaced.png", interlaced_png(np.array(small))
    yield "lossy.webp", saved(photo.resize((161, 107)), "WEBP", quality=80)
    yield "alpha.webp", saved(alpha, "WEBP", lossless=True, exact=True)
    yield "plain.gif", saved(small.quantize(200), "GIF")
    yield "interlaced.gif", saved(small.convert("L"), "GIF", interlace=1)
    yield "offset.gif", offset_gif(np.array(small))
    yield "rgb.bmp", saved(small, "BMP")
    yield "rgba.bmp", saved(alpha, "BMP")
    yield "palette.bmp", saved(small.quantize(99), "BMP")
    yield "bits.bmp", saved(small.convert("1"), "BMP")
    yield "masks.bmp", masked_bmp(np.array(small))
    yield "runs.bmp", run_length_bmp(np.array(small))
    yield "lzw.tiff", saved(small, "TIFF", compression="tiff_lzw")
    yield "deflate-alpha.tiff", saved(alpha, "TIFF", compression="tiff_adobe_deflate")
    yield "jpeg.tiff", saved(small, "TIFF", compression="jpeg")
    yield "cmyk.tiff", saved(small.convert("CMYK"), "TIFF")
    yield "palette.tiff", saved(small.quantize(77), "TIFF")
    yield "fax.tiff", saved(small.convert("1"), "TIFF", compression="group4")
    yield "deep-grey.tiff", saved(Image.fromarray(np.array(small)[..., 0].astype(np.uint16) * 3), "TIFF")


def fnv1a(data: bytes) -> str:
    value = 0xCBF29CE484222325
    for byte in data:
        value = (value ^ byte) * 0x100000001B3 & MASK
    return f"{value:016x}"


def load(name: str) -> Image.Image:
    return ImageOps.exif_transpose(Image.open(FOLDER / name)).convert("RGB")


def decoded():
    for path in sorted(FOLDER.iterdir()):
        if path.suffix not in (".json", ".md"):
            picture = load(path.name)
            yield {"file": path.name, "width": picture.width, "height": picture.height, "hash": fnv1a(picture.tobytes())}


FILTERS = {"nearest": 0, "lanczos": 1, "bilinear": 2, "bicubic": 3, "box": 4, "hamming": 5}
TORCH = {"nearest": tvF.InterpolationMode.NEAREST_EXACT, "lanczos": tvF.InterpolationMode.LANCZOS,
         "bilinear": tvF.InterpolationMode.BILINEAR, "bicubic": tvF.InterpolationMode.BICUBIC}


def resized():
    sizes = [(64, 64), (224, 224), (500, 300), (321, 100), (90, 213), (7, 5), (1, 1)]
    for name in ("photo.jpg", "tall.jpg"):
        picture = load(name)
        tensor = tvF.pil_to_tensor(picture)
        for filter, number in FILTERS.items():
            for width, height in sizes:
                row = {"file": name, "filter": number, "width": width, "height": height,
                       "pillow": fnv1a(picture.resize((width, height), number).tobytes())}
                if filter in TORCH:
                    result = tvF.resize(tensor, [height, width], interpolation=TORCH[filter], antialias=True)
                    row["torch"] = fnv1a(result.permute(1, 2, 0).contiguous().numpy().tobytes())
                yield row


PROCESSORS = [
    ("ViTImageProcessor", {}),
    ("ViTImageProcessor", {"size": {"height": 37, "width": 53}, "resample": 3, "do_normalize": False}),
    ("ViTImageProcessor", {"size": 48, "do_rescale": False, "resample": 0}),
    ("ConvNextImageProcessor", {}),
    ("ConvNextImageProcessor", {"size": {"shortest_edge": 224}, "image_mean": [0.485, 0.456, 0.406]}),
    ("ConvNextImageProcessor", {"size": {"shortest_edge": 64}, "crop_pct": 0.95, "resample": 2}),
    ("BitImageProcessor", {"size": {"shortest_edge": 256}, "image_mean": [0.485, 0.456, 0.406],
                           "image_std": [0.229, 0.224, 0.225]}),
    ("CLIPImageProcessor", {}),
    ("CLIPImageProcessor", {"size": {"shortest_edge": 40}, "crop_size": {"height": 61, "width": 32}}),
    ("DetrImageProcessor", {}),
    ("DetrImageProcessor", {"size": {"shortest_edge": 100, "longest_edge": 140}}),
    ("YolosImageProcessor", {"size": {"shortest_edge": 128, "longest_edge": 200}}),
    ("SegformerImageProcessor", {"size": {"height": 128, "width": 96}}),
    ("DPTImageProcessor", {"size": {"height": 96, "width": 96}}),
    ("DPTImageProcessor", {"size": {"height": 70, "width": 70}, "keep_aspect_ratio": True, "ensure_multiple_of": 14,
                           "image_mean": [0.485, 0.456, 0.406], "image_std": [0.229, 0.224, 0.225]}),
    ("DPTImageProcessor", {"do_resize": False, "do_pad": True, "size_divisor": 32}),
    ("MobileNetV2ImageProcessor", {"size": {"shortest_edge": 80}, "crop_size": {"height": 64, "width": 64}}),
]


def processed():
    for name, settings in PROCESSORS:
        processor = getattr(transformers, name)(**settings)
        for file in ("photo.jpg", "tall.jpg", "cmyk.jpg", "cat.jpg"):
            values = processor(images=load(file), return_tensors="pt")["pixel_values"].to(torch.float32)
            flat = values.flatten()
            step = max(1, math.ceil(len(flat) / 150))
            yield {"config": {**settings, "image_processor_type": name}, "file": file, "shape": list(values.shape),
                   "step": step, "values": [round(x, 7) for x in flat[::step].tolist()]}


def main():
    if "--draw" in sys.argv:  # codecs differ from version to version, so the files are drawn once
        FOLDER.mkdir(parents=True, exist_ok=True)
        for name, data in files():
            (FOLDER / name).write_bytes(data)
    for name, rows in (("decoded", decoded()), ("resized", resized()), ("processed", processed())):
        lines = ",\n".join(json.dumps(row) for row in rows)
        (FOLDER / f"{name}.json").write_text(f"[\n{lines}\n]\n")


if __name__ == "__main__":
    main()
