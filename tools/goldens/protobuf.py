"""Just enough of the protobuf wire format to look into a SentencePiece model."""


def fields(message):
    """Yields (number, value): bytes for length-delimited fields, integers for the others."""
    at = 0

    def varint():
        nonlocal at
        value, shift = 0, 0
        while True:
            byte = message[at]
            at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    while at < len(message):
        key = varint()
        if key & 7 == 0:
            yield key >> 3, varint()
            continue
        size = varint() if key & 7 == 2 else {1: 8, 5: 4}[key & 7]
        yield key >> 3, message[at : at + size]
        at += size


def field(message, wanted):
    """The first field of that number."""
    return next(value for number, value in fields(message) if number == wanted)
