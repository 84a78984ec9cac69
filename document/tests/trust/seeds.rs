//! The seeds of the fuzz targets under `fuzz/corpus`: one good file for each
//! form that a parser knows, so that a run begins inside it.

use std::{fs, path::PathBuf};

use cie_core::{
    CardNumber, PersonalData,
    app::cns::{card_system::ContactAtr, certificate, file_control::FileControl},
    bytes::tlv,
    person::fiscal_code::FiscalCode,
};
use cie_document::{
    ber,
    emrtd::{
        card_access, com::Com, dg1, dg2, dg7, dg11::Dg11, dg12::Dg12, dg14, dg15, image::ImageKind,
        mrz::Mrz,
    },
    trust::{certificate::Certificate, security_object::SecurityObject, store::TrustStore},
};

use crate::{
    authority::{Authority, MASTER_LIST, P256, RSA, Suite},
    bench::Bench,
    forms::{indefinite, inside},
    store::ldif,
};

fn corpus() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../fuzz/corpus")
}

/// Whether a target's parser takes a file.
fn accepts(target: &str, file: &[u8]) -> bool {
    let text = || core::str::from_utf8(file).unwrap();
    match target {
        "card_access" => card_access::parse(file).is_ok(),
        "certificate" => Certificate::from_der(file).is_ok(),
        // Each seed is for one of the four.
        "cns_files" => {
            CardNumber::parse(file).is_ok()
                || FileControl::parse(file).is_ok()
                || certificate::certificate(file).is_ok()
                || ContactAtr::parse(file).is_some()
        }
        "cns_personal_data" => PersonalData::parse(file).is_ok(),
        "com" => Com::parse(file).is_ok(),
        "dg1" => dg1::parse(file).is_ok(),
        "dg2" => dg2::parse(file).is_ok(),
        "dg7" => dg7::parse(file).is_ok(),
        "dg11" => Dg11::parse(file).is_ok(),
        "dg12" => Dg12::parse(file).is_ok(),
        "dg14" => dg14::parse(file).is_ok(),
        // An answer of 256 bytes goes before the file.
        "dg15" => dg15::parse(&file[256..]).is_ok(),
        "fiscal_code" => FiscalCode::parse(text()).is_ok(),
        "mrz" => Mrz::parse(text()).is_ok(),
        "ber" => ber::to_der(file).is_ok(),
        "sod" => SecurityObject::parse(file).is_ok_and(|sod| sod.verify_signature(&[]).is_ok()),
        // The drawing of the simulated document, which needs the feature
        // `photo-png` to be decoded.
        "to_png" => ImageKind::of(file) == ImageKind::Jpeg2000,
        "trust_store" => TrustStore::new().add(file).is_ok(),
        // Whether these do what they should is seen where they are recorded:
        // tests/tests/fuzz_seeds.rs.
        "apdu" | "bac" | "card_info" | "card_security" | "ef_atr" | "health_card" | "ias_keys"
        | "identity" | "pace" | "protected_file" | "protected_response" | "tlv" => true,
        other => panic!("no parser for the target {other}"),
    }
}

#[test]
fn every_fuzz_target_has_seeds_and_its_parser_accepts_them() {
    let targets = fs::read_dir(corpus().join("../fuzz_targets")).unwrap();
    for target in targets {
        let path = target.unwrap().path();
        let target = path.file_stem().unwrap().to_str().unwrap();
        let mut seeds = 0;
        for file in fs::read_dir(corpus().join(target)).unwrap() {
            let path = file.unwrap().path();
            // A run of the fuzzer leaves its own finds beside the seeds.
            if path
                .extension()
                .is_some_and(|extension| extension == "seed")
            {
                assert!(accepts(target, &fs::read(&path).unwrap()), "{path:?}");
                seeds += 1;
            }
        }
        assert!(seeds > 0, "{target} has no seed");
    }
}

/// Run with `cargo test -p cie-core --test trust write_the_seeds -- --ignored`
/// when a parser learns a new form.
#[test]
#[ignore = "it writes into the source tree"]
fn write_the_seeds_of_the_fuzz_targets() {
    let write = |target: &str, name: &str, file: &[u8]| {
        assert!(accepts(target, file), "{target}/{name}");
        let folder = corpus().join(target);
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(format!("{name}.seed")), file).unwrap();
    };
    let hex = |text: &str| cie_core::bytes::hex::decode(&text.replace(' ', "")).unwrap();
    let td1 = "C<ITACA00000AA4<<<<<<<<<<<<<<<8001014F3501014ITA<<<<<<<<<<<4ROSSI<<MARIA<<<<<<<<<<<<<<<<<<";
    let td2 = "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<D231458907UTO7408122F1204159<<<<<<<6";
    let td3 =
        "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<L898902C36UTO7408122F1204159ZE184226B<<<<<10";
    let long = "I<UTOD23145890<7349<<<<<<<<<<<3407127M9507122UTO<<<<<<<<<<<2STEVENSON<<PETER<JOHN<<<<<<<<<";
    for (name, zone) in [("td1", td1), ("td2", td2), ("td3", td3), ("long", long)] {
        write("mrz", name, zone.as_bytes());
        let file = tlv::encode(0x61, &tlv::encode(0x5F1F, zone.as_bytes()));
        write("dg1", name, &file);
    }
    write("fiscal_code", "plain", b"RSSMRA80A41F205B");
    write("fiscal_code", "omocode", b"CCCFBAURDLPLNMVU");
    write(
        "com",
        "cie",
        &hex("6018 5F010430313037 5F3606303430303030 5C066175636B6C6E"),
    );

    write(
        "cns_personal_data",
        "synthetic",
        b"00005F0460300801012024080101203005ROSSI05MARIO080101198001M00\
          10RSSMRA80A01H501U0004H501000004H5010000\0\0\0\0\0\0\0\0\0",
    );
    write("cns_files", "card_number", b"6030000000000019");
    for (name, bytes) in [
        (
            "file_control",
            "6F38 80020190 8203010000 83021102 850101 860900FFFFFFFFFFFFFFFF 8A0105 \
             CB18 FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF",
        ),
        ("certificate", "30820005 0102030405 000000"),
        (
            "atr",
            "3BFF1800FFC10A31FE55006B0508C805011101434E531031800C",
        ),
    ] {
        write("cns_files", name, &hex(bytes));
    }

    let mut fields = tlv::encode(0x5C, &hex("5F0E5F105F2B5F115F42"));
    tlv::push(&mut fields, 0x5F0E, b"ROSSI<<MARIA");
    tlv::push(&mut fields, 0x5F10, b"RSSMRA80A41F205B");
    tlv::push(&mut fields, 0x5F2B, b"19800101");
    tlv::push(&mut fields, 0x5F11, b"MILANO<MI");
    tlv::push(
        &mut fields,
        0x5F42,
        "VIA DELLA LIBERTÀ 1<ROMA<RM".as_bytes(),
    );
    tlv::push(&mut fields, 0xA0, &tlv::encode(0x5F0F, b"BIANCHI<<MARIA"));
    write("dg11", "cie", &tlv::encode(0x6B, &fields));
    let mut fields = tlv::encode(0x5F19, b"MINISTRY");
    tlv::push(&mut fields, 0x5F26, &hex("20240229"));
    tlv::push(&mut fields, 0x5F55, &hex("20240301102030"));
    tlv::push(&mut fields, 0xA0, &tlv::encode(0x5F1A, b"ROSSI<<MARIO"));
    write("dg12", "all", &tlv::encode(0x6C, &fields));

    let face = hex(
        "46414300 30313000 00000040 0001 00000032 0001 0000000000000000000000000000 \
         1111111111111111 0101 01A00215 010200000000 FF4FFF51",
    );
    for (name, tag, block) in [("record", 0x5F2E, face), ("bare", 0x7F2E, hex("FFD8FFE0"))] {
        let template = [tlv::encode(0xA1, &[]), tlv::encode(tag, &block)].concat();
        let group = [tlv::encode(0x02, &[1]), tlv::encode(0x7F60, &template)].concat();
        let file = tlv::encode(0x75, &tlv::encode(0x7F61, &group));
        write("dg2", name, &file);
    }
    let image = tlv::encode(0x5F43, &hex("FFD8FFE0"));
    let content = [tlv::encode(0x02, &[1]), image].concat();
    write("dg7", "one", &tlv::encode(0x67, &content));

    let cie = hex("31143012060A04007F00070202040101020102020102");
    write("card_access", "cie", &cie);
    let explicit = Bench::new();
    explicit.openssl(
        "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:brainpoolP256r1 \
         -pkeyopt ec_param_enc:explicit -out key",
    );
    let explicit = explicit.openssl("pkey -in key -pubout -outform DER");
    let oid = tlv::encode(0x06, &hex("04007F000702020102"));
    let chip = tlv::encode(0x30, &[oid, explicit.clone()].concat());
    let infos = tlv::encode(
        0x31,
        &[
            &cie[2..],
            &chip,
            &hex("300F060A04007F00070202030202020103"),
            &hex("3017060667810801010502010106 0A04007F00070101040103"),
        ]
        .concat(),
    );
    write("card_access", "several", &infos);
    write("dg14", "several", &tlv::encode(0x6E, &infos));
    let answer = vec![0x5A; 256];
    let file = tlv::encode(0x6F, &explicit);
    write("dg15", "explicit", &[answer.clone(), file].concat());
    let rsa = Bench::new();
    rsa.openssl("genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out key");
    let rsa = rsa.openssl("pkey -in key -pubout -outform DER");
    write("dg15", "rsa", &[answer, tlv::encode(0x6F, &rsa)].concat());

    let pss = Suite {
        cms: "-keyopt rsa_padding_mode:pss",
        certificate: "-sigopt rsa_padding_mode:pss",
        ..RSA
    };
    for (name, suite) in [("ecdsa", P256), ("rsa", RSA), ("pss", pss)] {
        let authority = Authority::new(suite);
        let sod = authority.security_object(&[(1, b"a file"), (0xA1, b"123456789012")]);
        write("sod", name, &sod);
        let certificate = authority.bench.der("csca.pem");
        write("certificate", name, &certificate);
        if name != "ecdsa" {
            continue;
        }
        write("trust_store", "pem", &authority.bench.get("csca.pem"));
        let mut list = tlv::encode(0x02, &[0]);
        tlv::push(&mut list, 0x31, &certificate);
        let list = authority.sign("ds", MASTER_LIST, &tlv::encode(0x30, &list));
        write("trust_store", "master_list", &list);
        authority.revoke("csca", true, 10);
        let list = authority.bench.openssl("crl -in crl.pem -outform DER");
        write("trust_store", "revocation_list", &list);
    }
    write_odd_forms(write);
}

/// What issuers have written otherwise than their standards ask.
fn write_odd_forms(write: impl Fn(&str, &str, &[u8])) {
    let authority = Authority::new(Suite {
        key: "-algorithm EC -pkeyopt ec_paramgen_curve:brainpoolP512r1 \
              -pkeyopt ec_param_enc:explicit",
        digest: "sha512",
        ..P256
    });
    let sod = authority.security_object(&[(1, b"a file")]);
    write("sod", "explicit_curve", &sod);
    let ber = indefinite(&inside(&sod)[0], 4);
    write("ber", "indefinite", &ber);
    write(
        "ber",
        "pieces",
        &[0x24, 0x80, 4, 1, 7, 0x24, 3, 4, 1, 7, 0, 0],
    );
    write("sod", "ber", &tlv::encode(0x77, &ber));

    let mut list = tlv::encode(0x02, &[0]);
    tlv::push(&mut list, 0x31, &authority.bench.der("csca.pem"));
    let list = tlv::encode(0x30, &list);
    write("trust_store", "bare_list", &list);
    let signed = authority.sign("ds", MASTER_LIST, &list);
    write(
        "trust_store",
        "ldif",
        &ldif("pkdMasterListContent", &signed),
    );
    for (name, form) in [("p7b", "-outform DER"), ("p7b_pem", "")] {
        let certificates = format!("crl2pkcs7 -nocrl -certfile csca.pem {form}");
        write("trust_store", name, &authority.bench.openssl(&certificates));
    }
}
