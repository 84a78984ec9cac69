#!/usr/bin/env python3
"""Recomputes the vectors of PACE and of basic access control with Python's
integers, hashlib and OpenSSL's ciphers (package `cryptography`). Points are
added with the textbook formulas, integrated mapping follows the words of ICAO
Doc 9303-11 and not the shortcut of the Rust code. Nothing of that is used.

    pip install cryptography==48.0.0 && python3 tests/vectors/recompute_pace.py
"""

import hashlib

from cryptography.hazmat.primitives.ciphers import algorithms, modes
from cryptography.hazmat.primitives.cmac import CMAC
from recompute import COUNTS, derive, des_key, expect, iso_pad, load, retail_mac, run, tlv, unhex, vectors

HASH = {1: "sha1", 2: "sha1", 3: "sha256", 4: "sha256"}
KEY_LEN = {1: 16, 2: 16, 3: 24, 4: 32}

# p, a, b, order, x and y of the generator: FIPS 186-4 appendix D.1.2, RFC 5639.
P256 = 2**256 - 2**224 + 2**192 + 2**96 - 1
P384 = 2**384 - 2**128 - 2**96 + 2**32 - 1
P521 = 2**521 - 1
CURVES = {
    12: (
        P256,
        P256 - 3,
        0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B,
        0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551,
        0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
        0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5,
    ),
    13: (
        0xA9FB57DBA1EEA9BC3E660A909D838D726E3BF623D52620282013481D1F6E5377,
        0x7D5A0975FC2C3057EEF67530417AFFE7FB8055C126DC5C6CE94A4B44F330B5D9,
        0x26DC5C6CE94A4B44F330B5D9BBD77CBF958416295CF7E1CE6BCCDC18FF8C07B6,
        0xA9FB57DBA1EEA9BC3E660A909D838D718C397AA3B561A6F7901E0E82974856A7,
        0x8BD2AEB9CB7E57CB2C4B482FFC81B7AFB9DE27E1E3BD23C23A4453BD9ACE3262,
        0x547EF835C3DAC4FD97F8461A14611DC9C27745132DED8E545C1D54C72F046997,
    ),
    15: (
        P384,
        P384 - 3,
        0xB3312FA7E23EE7E4988E056BE3F82D19181D9C6EFE8141120314088F5013875AC656398D8A2ED19D2A85C8EDD3EC2AEF,
        0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFC7634D81F4372DDF581A0DB248B0A77AECEC196ACCC52973,
        0xAA87CA22BE8B05378EB1C71EF320AD746E1D3B628BA79B9859F741E082542A385502F25DBF55296C3A545E3872760AB7,
        0x3617DE4A96262C6F5D9E98BF9292DC29F8F41DBD289A147CE9DA3113B5F0B8C00A60B1CE1D7E819D7A431D7C90EA0E5F,
    ),
    16: (
        0x8CB91E82A3386D280F5D6F7E50E641DF152F7109ED5456B412B1DA197FB71123ACD3A729901D1A71874700133107EC53,
        0x7BC382C63D8C150C3C72080ACE05AFA0C2BEA28E4FB22787139165EFBA91F90F8AA5814A503AD4EB04A8C7DD22CE2826,
        0x04A8C7DD22CE28268B39B55416F0447C2FB77DE107DCD2A62E880EA53EEB62D57CB4390295DBC9943AB78696FA504C11,
        0x8CB91E82A3386D280F5D6F7E50E641DF152F7109ED5456B31F166E6CAC0425A7CF3AB6AF6B7FC3103B883202E9046565,
        0x1D1C64F068CF45FFA2A63A81B7C13F6B8847A3E77EF14FE3DB7FCAFE0CBD10E8E826E03436D646AAEF87B2E247D4AF1E,
        0x8ABE1D7520F9C2A45CB1EB8E95CFD55262B70B29FEEC5864E19C054FF99129280E4646217791811142820341263C5315,
    ),
    18: (
        P521,
        P521 - 3,
        0x051953EB9618E1C9A1F929A21A0B68540EEA2DA725B99B315F3B8B489918EF109E156193951EC7E937B1652C0BD3BB1BF073573DF883D2C34F1EF451FD46B503F00,
        0x1FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFA51868783BF2F966B7FCC0148F709A5D03BB5C9B8899C47AEBB6FB71E91386409,
        0xC6858E06B70404E9CD9E3ECB662395B4429C648139053FB521F828AF606B4D3DBAA14B5E77EFE75928FE1DC127A2FFA8DE3348B3C1856A429BF97E7E31C2E5BD66,
        0x11839296A789A3BC0045C8A5FB42C7D1BD998F54449579B446817AFBD17273E662C97EE72995EF42640C550B9013FAD0761353C7086A272C24088BE94769FD16650,
    ),
}


class Curve:
    def __init__(self, number):
        self.p, self.a, self.b, self.order, x, y = CURVES[number]
        assert self.power((x, y), self.order) is None
        self.len = (self.p.bit_length() + 7) // 8
        self.generator = (x, y)

    def add(self, one, other):
        if one is None or other is None:
            return one or other
        (x1, y1), (x2, y2) = one, other
        if x1 == x2 and (y1 + y2) % self.p == 0:
            return None
        if one == other:
            slope = (3 * x1 * x1 + self.a) * pow(2 * y1, -1, self.p)
        else:
            slope = (y2 - y1) * pow(x2 - x1, -1, self.p)
        x = (slope * slope - x1 - x2) % self.p
        return x, (slope * (x1 - x) - y1) % self.p

    def power(self, point, scalar):
        result = None
        for bit in bin(scalar)[2:]:
            result = self.add(result, result)
            if bit == "1":
                result = self.add(result, point)
        return result

    def multiply(self, one, other):
        return self.add(one, other)

    def encode(self, point):
        return b"\x04" + b"".join(number.to_bytes(self.len) for number in point)

    def decode(self, data):
        point = int.from_bytes(data[1 : 1 + self.len]), int.from_bytes(data[1 + self.len :])
        x, y = point
        assert data[0] == 4 and (y * y - x**3 - self.a * x - self.b) % self.p == 0
        return point

    def secret(self, point):
        return point[0].to_bytes(self.len)

    def map(self, number):
        """In the words of ICAO Doc 9303-11 appendix B.2."""
        p, t = self.p, number % self.p
        alpha = -t * t % p
        x2 = -self.b * pow(self.a, -1, p) * (1 + pow(alpha + alpha * alpha, -1, p)) % p
        x3 = alpha * x2 % p
        h2 = (x2**3 + self.a * x2 + self.b) % p
        u = t**3 * h2 % p
        a = pow(h2, p - 1 - (p + 1) // 4, p)
        return (x2, a * h2 % p) if a * a * h2 % p == 1 else (x3, a * u % p)


class Prime:
    """RFC 5114."""

    def __init__(self, number):
        self.p, self.g, self.order = (
            int.from_bytes(unhex(load("rfc5114")["group"][0]["vectors"][number][name])) for name in "pgq"
        )
        self.len = (self.p.bit_length() + 7) // 8
        self.generator = self.g

    def power(self, base, exponent):
        return pow(base, exponent, self.p)

    def multiply(self, one, other):
        return one * other % self.p

    def encode(self, number):
        return number.to_bytes(self.len)

    def decode(self, data):
        number = int.from_bytes(data)
        assert 1 < number < self.p - 1 and pow(number, self.order, self.p) == 1
        return number

    secret = encode

    def map(self, number):
        return pow(number % self.p, (self.p - 1) // self.order, self.p)


def group_of(number):
    return Prime(number) if number < 3 else Curve(number)


def block(cipher, key):
    return des_key(key) if cipher == 1 else algorithms.AES(key)


def cbc(cipher, key, data, decrypt=False, iv=None):
    size = 8 if cipher == 1 else 16
    return run(block(cipher, key), modes.CBC(iv or bytes(size)), data, decrypt)


def mac(cipher, key, data):
    if cipher == 1:
        return retail_mac(key, iso_pad(data))
    cmac = CMAC(algorithms.AES(key))
    cmac.update(data)
    return cmac.finalize()[:8]


def pseudo_random(cipher, s, t, bits):
    """R(s, t) of ICAO Doc 9303-11 section 4.4.3.3.2."""
    c0, c1 = (
        ("a668892a7c41e3ca739f40b057d85904", "a4e136ac725f738b01c1f60217c188ad")
        if cipher < 3
        else (
            "d463d65234124ef7897054986dca0a174e28df758cbaa03f240616414d5a1676",
            "54bd7255f0aaf831bec3423fcf39d69b6cbf066677d0faae5aadd99df8e53517",
        )
    )
    output, key = b"", cbc(cipher, t, s)
    while 8 * len(output) < bits + 64:
        key = key[: KEY_LEN[cipher]]
        output += cbc(cipher, key, unhex(c1))
        key = cbc(cipher, key, unhex(c0))
    return output


def pace():
    name = "pace"
    for v, source in vectors(name):
        check = lambda found, field: expect(name, found, unhex(v[field]), f"{source}: {field}")
        cipher, group = unhex(v["oid"])[-1], group_of(v["parameter_id"])
        password = v["can"].encode() if "can" in v else hashlib.sha1(v["mrz"].encode()).digest()
        number = lambda field: int.from_bytes(unhex(v[field]))
        public = lambda base, field: group.encode(group.power(base, number(field)))
        key = derive(HASH[cipher], password, 3, KEY_LEN[cipher])
        check(cbc(cipher, key, unhex(v["encrypted_nonce"]), decrypt=True), "nonce")
        if "terminal_nonce" in v:
            random = pseudo_random(cipher, unhex(v["nonce"]), unhex(v["terminal_nonce"]), group.p.bit_length())
            check(random, "pseudo_random")
            generator = group.map(int.from_bytes(random))
        else:
            check(public(group.generator, "terminal_mapping_private"), "terminal_mapping_public")
            check(public(group.generator, "chip_mapping_private"), "chip_mapping_public")
            shared = group.power(group.decode(unhex(v["chip_mapping_public"])), number("terminal_mapping_private"))
            generator = group.multiply(group.power(group.generator, number("nonce")), shared)
        check(group.encode(generator), "generator")
        check(public(generator, "terminal_private"), "terminal_public")
        if "chip_private" in v:
            check(public(generator, "chip_private"), "chip_public")
        secret = group.power(group.decode(unhex(v["chip_public"])), number("terminal_private"))
        secret = group.secret(secret)
        if "secret" in v:
            check(secret, "secret")
        k_enc, k_mac = (derive(HASH[cipher], secret, counter, KEY_LEN[cipher]) for counter in (1, 2))
        check(k_enc, "k_enc")
        check(k_mac, "k_mac")
        tag = "84" if v["parameter_id"] < 3 else "86"
        token = lambda field: mac(cipher, k_mac, tlv("7F49", tlv("06", unhex(v["oid"])) + tlv(tag, unhex(v[field]))))
        check(token("chip_public"), "terminal_token")
        check(token("terminal_public"), "chip_token")
        if "chip_data" in v:
            check(public(group.generator, "chip_static_private"), "chip_static_public")
            quotient = number("chip_mapping_private") * pow(number("chip_static_private"), -1, group.order)
            data = (quotient % group.order).to_bytes(group.len)
            check(data, "chip_data")
            iv = run(block(cipher, k_enc), modes.ECB(), b"\xff" * 16)
            check(cbc(cipher, k_enc, iso_pad(data, 16), iv=iv), "encrypted_chip_data")
        messages = [("", ""), ("", "encrypted_nonce"), ("terminal_mapping_public", "chip_mapping_public")]
        if "terminal_nonce" in v:
            messages[2] = ("terminal_nonce", "")
        messages += [("terminal_public", "chip_public"), ("terminal_token", "chip_token")]
        for step, (exchange, (sent, received)) in enumerate(zip(v["exchange"], messages, strict=True)):
            field = lambda name, tag: tlv(tag, unhex(v[name]) if name else b"")
            if step == 0:
                reference = b"\x02" if "can" in v else b"\x01"
                data = tlv("80", unhex(v["oid"])) + tlv("83", reference)
                command, answer = b"\x00\x22\xc1\xa4" + bytes([len(data)]) + data, b""
            else:
                data = tlv("7C", field(sent, f"8{2 * step - 3}") if step > 1 else b"")
                header = b"\x00\x86\0\0" if step == 4 else b"\x10\x86\0\0"
                command = header + bytes([len(data)]) + data + b"\0"
                more = tlv("8A", unhex(v["encrypted_chip_data"])) if step == 4 and "chip_data" in v else b""
                answer = tlv("7C", field(received, f"8{2 * step - 2}") + more)
            expect(name, command, unhex(exchange["command"]), f"{source}: command {step}")
            expect(name, answer + b"\x90\0", unhex(exchange["answer"]), f"{source}: answer {step}")


def integrated_mapping():
    name = "pace-integrated-mapping"
    for v, source in vectors(name):
        cipher, group = unhex(v["oid"])[-1], group_of(v["parameter_id"])
        random = pseudo_random(cipher, unhex(v["nonce"]), unhex(v["terminal_nonce"]), group.p.bit_length())
        generator = group.map(int.from_bytes(random))
        found = group.encode(group.power(generator, int.from_bytes(unhex(v["chip_private"]))))
        expect(name, found, unhex(v["chip_public"]), source)


def basic_access_control():
    name = "bac"
    v = load(name)
    byte = {key: unhex(v[key]) for key in v if key not in ("source", "obtained", "mrz")}
    seed = hashlib.sha1(v["mrz"].encode()).digest()[:16]
    k_enc, k_mac = derive("sha1", seed, 1), derive("sha1", seed, 2)
    terminal, chip = byte["terminal_challenge"], byte["chip_challenge"]
    seal = lambda clear: (lambda e: e + retail_mac(k_mac, iso_pad(e)))(cbc(1, k_enc, clear))
    message = seal(terminal + chip + byte["terminal_secret"])
    expect(name, b"\x00\x82\0\0\x28" + message + b"\x28", byte["command"])
    expect(name, seal(chip + terminal + byte["chip_secret"]) + b"\x90\0", byte["answer"])
    seed = bytes(one ^ other for one, other in zip(byte["terminal_secret"], byte["chip_secret"]))
    even = lambda key: bytes(byte & 0xFE for byte in key)
    expect(name, even(derive("sha1", seed, 1)), even(byte["k_enc"]))
    expect(name, even(derive("sha1", seed, 2)), even(byte["k_mac"]))
    expect(name, chip[4:] + terminal[4:], byte["ssc"])


if __name__ == "__main__":
    pace()
    integrated_mapping()
    basic_access_control()
    for file, count in COUNTS.items():
        print(f"{file}: {count} values agree")
