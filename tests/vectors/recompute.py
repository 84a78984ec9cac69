#!/usr/bin/env python3
"""Recomputes every vector of this folder with other implementations.

The block ciphers and CMAC are those of the package `cryptography` (OpenSSL),
the hashes those of hashlib, RSA and Diffie-Hellman are Python's integers; MAC
algorithm 3, secure messaging and ISO/IEC 9796-2 are written down here from
their standards. Nothing of the Rust code is used. The tests do not run this:
it is for whoever changes a vector.

    pip install cryptography==48.0.0 && python3 tests/vectors/recompute.py
"""

import hashlib
import tomllib
from pathlib import Path

from cryptography.hazmat.decrepit.ciphers.algorithms import TripleDES
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.cmac import CMAC

FOLDER = Path(__file__).parent
COUNTS = {}


def unhex(text):
    return bytes.fromhex("".join(text.split()))


def load(name):
    return tomllib.loads((FOLDER / f"{name}.toml").read_text())


def expect(file, found, wanted, where=""):
    assert found == wanted, f"{file} {where}: {found.hex()} is not {wanted.hex()}"
    COUNTS[file] = COUNTS.get(file, 0) + 1


def run(cipher, mode, data, decrypt=False):
    side = Cipher(cipher, mode)
    context = side.decryptor() if decrypt else side.encryptor()
    return context.update(data) + context.finalize()


def des_key(key):
    return TripleDES(key * 3 if len(key) == 8 else key + key[:8])


def iso_pad(data, block=8):
    data += b"\x80"
    return data + bytes(-len(data) % block)


def retail_mac(key, padded):
    first, second = des_key(key[:8]), des_key(key[8:])
    state = run(first, modes.CBC(bytes(8)), padded)[-8:]
    return run(first, modes.ECB(), run(second, modes.ECB(), state, decrypt=True))


def vectors(name):
    for group in load(name)["group"]:
        for vector in group["vectors"]:
            yield vector, group["source"]


def ciphers_macs_and_hashes():
    for v, source in vectors("des-cbc"):
        iv = modes.CBC(unhex(v.get("iv", "00" * 8)))
        found = run(des_key(unhex(v["key"])), iv, unhex(v["plaintext"]))
        expect("des-cbc", found, unhex(v["ciphertext"]), source)
    for v, source in vectors("aes-cbc"):
        key = algorithms.AES(unhex(v["key"]))
        iv = run(key, modes.ECB(), unhex(v["ssc"]))
        expect("aes-cbc", iv, unhex(v["iv"]), source)
        expect("aes-cbc", run(key, modes.CBC(iv), unhex(v["plaintext"])), unhex(v["ciphertext"]), source)
    for v, source in vectors("retail-mac"):
        data = unhex(v["message"])
        zeros = lambda bytes_: bytes_ + bytes(-len(bytes_) % 8)
        padded = {1: zeros(data), 2: iso_pad(data), 3: (len(data) * 8).to_bytes(8) + zeros(data)}
        expect("retail-mac", retail_mac(unhex(v["key"]), padded[v["padding"]]), unhex(v["mac"]), source)
    for v, source in vectors("aes-cmac"):
        mac = CMAC(algorithms.AES(unhex(v["key"])))
        mac.update(unhex(v["message"]))
        wanted = unhex(v["mac"])
        expect("aes-cmac", mac.finalize()[: len(wanted)], wanted, source)
    for v, source in vectors("sha"):
        message = unhex(v["message"]) * v["repeat"]
        expect("sha", hashlib.new(v["hash"], message).digest(), unhex(v["digest"]), source)
    for v, source in vectors("key-derivation"):
        counter = {"Encryption": 1, "Mac": 2, "Password": 3}[v["purpose"]]
        wanted = unhex(v["key"])
        found = derive(v["hash"], unhex(v["secret"]), counter, len(wanted))
        if v["parity_adjusted"]:
            found, wanted = (bytes(byte & 0xFE for byte in key) for key in (found, wanted))
        expect("key-derivation", found, wanted, source)


def derive(algorithm, secret, counter, length=16):
    return hashlib.new(algorithm, secret + counter.to_bytes(4)).digest()[:length]


def tlv(tag, value):
    length = len(value).to_bytes(1 if len(value) < 256 else 2)
    if len(value) > 127:
        length = bytes([0x80 + len(length)]) + length
    return unhex(tag) + length + value


def protect(file, k_enc, k_mac, ssc, exchange):
    """The protected command and response; the counter after both."""
    encrypt = lambda data: run(des_key(k_enc), modes.CBC(bytes(8)), iso_pad(data))
    mac = lambda data: tlv("8E", retail_mac(k_mac, iso_pad(ssc.to_bytes(8) + data)))
    command, response = unhex(exchange["command"]), unhex(exchange["response"])
    header, body = bytes([command[0] | 0x0C]) + command[1:4], command[4:]
    data, le = (b"", body) if len(body) == 1 else (body[1 : 1 + body[0]], body[1 + body[0] :])
    objects = (tlv("87", b"\x01" + encrypt(data)) if data else b"") + (tlv("97", le) if le else b"")
    ssc += 1
    objects += mac(iso_pad(header) + objects)
    found = header + bytes([len(objects)]) + objects + b"\0"
    expect(file, found, unhex(exchange["protected_command"]), exchange["name"])
    data, status = response[:-2], response[-2:]
    objects = (tlv("87", b"\x01" + encrypt(data)) if data else b"") + tlv("99", status)
    ssc += 1
    found = objects + mac(objects) + b"\x90\0"
    expect(file, found, unhex(exchange["protected_response"]), exchange["name"])
    return ssc


def secure_messaging():
    name = "secure-messaging-icao"
    v = load(name)
    ssc = int(v["ssc"], 16)
    for exchange in v["exchange"]:
        ssc = protect(name, unhex(v["k_enc"]), unhex(v["k_mac"]), ssc, exchange)
    name = "secure-messaging-ias"
    v = load(name)
    keys = [derive("sha256", unhex(v["secret"]), counter) for counter in (1, 2)]
    expect(name, keys[0], unhex(v["k_enc"]))
    expect(name, keys[1], unhex(v["k_mac"]))
    for session in v["session"]:
        if "rnd_icc" in session:
            seeded = unhex(session["rnd_icc"])[4:] + unhex(session["rnd_ifd"])[4:]
            expect(name, seeded, unhex(session["ssc"]))
        ssc = int(session["ssc"], 16)
        for exchange in session["exchange"]:
            ssc = protect(name, *keys, ssc, exchange)
    # Cryptogram with padding indicator, and checksum or status and checksum.
    size = lambda data: len(tlv("87", b"\x01" + iso_pad(bytes(data)))) + 10
    for v_ in v["command_length"]:
        expect(name, bytes([4 + 1 + size(v_["data"]) + 1]), bytes([v_["apdu"]]))
    for v_ in v["response_length"]:
        expect(name, (size(v_["data"]) + 4).to_bytes(2), v_["body"].to_bytes(2))


def power(base, exponent, modulus):
    number = lambda value: int.from_bytes(value)
    return pow(number(base), number(exponent), number(modulus)).to_bytes(len(modulus))


def agreement():
    name = "diffie-hellman"
    v = {key: unhex(value) for key, value in load(name).items() if key not in ("source", "obtained")}
    for side, other in (("a", "b"), ("b", "a")):
        expect(name, power(v["g"], v[f"x_{side}"], v["p"]), v[f"y_{side}"])
        expect(name, power(v[f"y_{other}"], v[f"x_{side}"], v["p"]), v["z"])

    name = "device-authentication"
    file = load(name)
    dh = {key: unhex(value) for key, value in file["agreement"].items() if key != "random_byte"}
    exponent = int.from_bytes(bytes([file["agreement"]["random_byte"]]) * 32) + 2
    expect(name, power(dh["g"], exponent.to_bytes(32), dh["p"]), dh["terminal"])
    secret = power(dh["chip"], exponent.to_bytes(32), dh["p"])
    expect(name, derive("sha256", secret, 1), dh["k_enc"])
    expect(name, derive("sha256", secret, 2), dh["k_mac"])

    steps = {step["name"].split(":")[0]: step for step in file["step"]}
    terminal = {key: unhex(value) for key, value in file["terminal"].items()}
    group = dh["g"] + dh["p"] + dh["q"]

    # The certificate opens with the authority's public key.
    authority = {key: unhex(value) for key, value in file["authority"].items()}
    certificate = authority["certificate"]
    signature, rest = certificate[10:266], certificate[269:344]
    opened = power(signature, authority["exponent"], authority["modulus"])
    body = opened[1:223] + rest
    expect(name, opened, b"\x6a" + body[:222] + hashlib.sha256(body).digest() + b"\xbc")
    command = unhex(steps["PERFORM SECURITY OPERATION"]["command"])
    expect(name, command[7:], certificate)
    serial, modulus, exponent = body[13:21], body[37:293], body[293:297]

    # EXTERNAL AUTHENTICATE opens with the key in the certificate.
    challenge = unhex(steps["GET CHALLENGE"]["response"])
    data = unhex(steps["EXTERNAL AUTHENTICATE"]["command"])[7:]
    signed = terminal["random"] + dh["terminal"] + serial + challenge + dh["chip"] + group
    wanted = b"\x6a" + terminal["random"] + hashlib.sha256(signed).digest() + b"\xbc"
    expect(name, data[:8], serial)
    expect(name, power(data[8:], exponent, modulus), wanted)
    expect(name, terminal["representative"], wanted)

    # INTERNAL AUTHENTICATE opens with the key of EF 1004.
    expect(name, unhex(steps["INTERNAL AUTHENTICATE"]["command"])[5:13], terminal["challenge"])
    answer = unhex(steps["INTERNAL AUTHENTICATE"]["response"])
    key = unhex(file["chip"]["key"])
    opened = power(answer[8:], key[-3:], key[9:265])
    signed = opened[1:223] + dh["chip"] + answer[:8] + terminal["challenge"] + dh["terminal"] + group
    expect(name, opened, b"\x6a" + opened[1:223] + hashlib.sha256(signed).digest() + b"\xbc")
    expect(name, challenge[4:] + terminal["challenge"][4:], terminal["ssc"])


if __name__ == "__main__":
    ciphers_macs_and_hashes()
    secure_messaging()
    agreement()
    for file, count in COUNTS.items():
        print(f"{file}: {count} values agree")
