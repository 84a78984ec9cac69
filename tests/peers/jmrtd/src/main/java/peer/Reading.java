package peer;

import static peer.Main.say;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.AlgorithmParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.sf.scuba.smartcards.CardServiceException;
import org.jmrtd.PassportService;
import org.jmrtd.lds.ActiveAuthenticationInfo;
import org.jmrtd.lds.ChipAuthenticationInfo;
import org.jmrtd.lds.ChipAuthenticationPublicKeyInfo;
import org.jmrtd.lds.LDSFileUtil;
import org.jmrtd.lds.SODFile;
import org.jmrtd.lds.icao.COMFile;
import org.jmrtd.lds.icao.DG11File;
import org.jmrtd.lds.icao.DG12File;
import org.jmrtd.lds.icao.DG14File;
import org.jmrtd.lds.icao.DG15File;
import org.jmrtd.lds.icao.DG1File;
import org.jmrtd.lds.icao.DG2File;
import org.jmrtd.lds.icao.MRZInfo;
import org.jmrtd.lds.iso19794.FaceImageInfo;
import org.jmrtd.lds.iso19794.FaceInfo;
import org.jmrtd.protocol.AAResult;

/** What is read and verified once the card lets us. */
final class Reading {
    /** Fingerprints: not without terminal authentication, which JMRTD is not given the keys for. */
    private static final int FINGERPRINTS = 3;

    /** A name that no provider knows; the parameters beside it say which hash. */
    private static final String JMRTD_PSS = "SSAwithRSA/PSS";

    private final PassportService service;
    private final Path folder;
    private final Map<Integer, byte[]> groups = new TreeMap<>();

    Reading(PassportService service, String folder) {
        this.service = service;
        this.folder = Path.of(folder);
    }

    void run() {
        attempt("chip", this::chip);
        attempt("groups", this::groups);
        attempt("dg1", this::dg1);
        attempt("dg2", this::dg2);
        attempt("dg11", this::dg11);
        attempt("dg12", this::dg12);
        attempt("dg14", this::dg14);
        attempt("sod", this::sod);
        if (groups.containsKey(15)) {
            attempt("dg15", this::dg15);
        }
    }

    private interface Step {
        void run() throws Exception;
    }

    /** What is thrown is the fact, so that the other steps are still tried. */
    private static void attempt(String name, Step step) {
        try {
            step.run();
        } catch (Exception error) {
            say(name + "-error", error);
            error.printStackTrace();
        }
    }

    /** First, so that everything else is read through the keys that only the genuine chip has. */
    private void chip() throws Exception {
        DG14File dg14 = new DG14File(file(read(PassportService.EF_DG14)));
        List<ChipAuthenticationInfo> infos = dg14.getChipAuthenticationInfos();
        for (ChipAuthenticationPublicKeyInfo key : dg14.getChipAuthenticationPublicKeyInfos()) {
            BigInteger id = key.getKeyId();
            ChipAuthenticationInfo info = infos.stream()
                    .filter(one -> id == null || id.equals(one.getKeyId()))
                    .findFirst()
                    .orElseThrow();
            service.doEACCA(
                    id, info.getObjectIdentifier(), key.getObjectIdentifier(), key.getSubjectPublicKey());
            // The new keys are first used by the next command.
            read(PassportService.EF_COM);
            say("chip", info.getProtocolOIDString());
            return;
        }
        say("chip", "none offered");
    }

    private void groups() throws Exception {
        COMFile com = new COMFile(file(read(PassportService.EF_COM)));
        for (int tag : com.getTagList()) {
            int number = LDSFileUtil.lookupDataGroupNumberByTag(tag);
            if (number != FINGERPRINTS) {
                groups.put(number, read(LDSFileUtil.lookupFIDByTag(tag)));
            }
        }
        say("groups", groups.keySet());
    }

    private void dg1() throws IOException {
        MRZInfo mrz = new DG1File(group(1)).getMRZInfo();
        say("mrz", mrz.toString().strip());
        say("surname", mrz.getPrimaryIdentifier());
        say("given-names", mrz.getSecondaryIdentifier());
        say("number", mrz.getDocumentNumber());
        say("dates", mrz.getDateOfBirth() + " " + mrz.getDateOfExpiry());
    }

    private void dg2() throws IOException {
        List<FaceImageInfo> images = new ArrayList<>();
        for (FaceInfo face : new DG2File(group(2)).getFaceInfos()) {
            images.addAll(face.getFaceImageInfos());
        }
        FaceImageInfo image = images.get(0);
        byte[] bytes = image.getImageInputStream().readAllBytes();
        Files.write(folder.resolve("read.jp2"), bytes);
        say("image", images.size() + " " + image.getMimeType() + " " + bytes.length);
    }

    private void dg11() throws IOException {
        DG11File dg11 = new DG11File(group(11));
        say("holder", dg11.getNameOfHolder());
        say("personal-number", dg11.getPersonalNumber());
        say("birth-date", dg11.getFullDateOfBirth());
        say("birth-place", dg11.getPlaceOfBirth());
        say("address", dg11.getPermanentAddress());
    }

    private void dg12() throws IOException {
        DG12File dg12 = new DG12File(group(12));
        say("authority", dg12.getIssuingAuthority());
        say("issue", dg12.getDateOfIssue());
    }

    private void dg14() throws IOException {
        say("dg14", new DG14File(group(14)).getSecurityInfos().size());
    }

    /** Passive authentication, from the hashes to the country signer. */
    private void sod() throws Exception {
        SODFile sod = new SODFile(file(read(PassportService.EF_SOD)));
        MessageDigest digest = MessageDigest.getInstance(sod.getDigestAlgorithm());
        List<String> hashes = new ArrayList<>();
        for (Map.Entry<Integer, byte[]> group : groups.entrySet()) {
            byte[] signed = sod.getDataGroupHashes().get(group.getKey());
            boolean same = Arrays.equals(signed, digest.digest(group.getValue()));
            hashes.add(group.getKey() + (same ? " same" : " differs"));
        }
        say("hashes", hashes);

        X509Certificate signer = sod.getDocSigningCertificate();
        String algorithm = sod.getDigestEncryptionAlgorithm();
        Signature signature = signature(algorithm, sod.getDigestEncryptionAlgorithmParams());
        signature.initVerify(signer.getPublicKey());
        signature.update(sod.getEContent());
        say("signature-algorithm", algorithm);
        say("signature", signature.verify(sod.getEncryptedDigest()) ? "verified" : "wrong");

        X509Certificate country;
        try (InputStream der = Files.newInputStream(folder.resolve("country-signer.der"))) {
            country = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(der);
        }
        try {
            signer.verify(country.getPublicKey());
            say("signer", signer.getIssuerX500Principal().equals(country.getSubjectX500Principal())
                    ? "vouched for" : "another issuer");
        } catch (java.security.SignatureException error) {
            say("signer", "not vouched for");
        }
    }

    /** The algorithm of this name, as JMRTD calls it. */
    static Signature signature(String algorithm, AlgorithmParameterSpec parameters)
            throws GeneralSecurityException {
        Signature signature =
                Signature.getInstance(algorithm.equals(JMRTD_PSS) ? "RSASSA-PSS" : algorithm);
        if (parameters != null) {
            signature.setParameter(parameters);
        }
        return signature;
    }

    /** JMRTD brings the challenge to the chip and its answer back; to verify it is ours. */
    private void dg15() throws Exception {
        PublicKey key = new DG15File(group(15)).getPublicKey();
        say("dg15", key.getAlgorithm());
        List<ActiveAuthenticationInfo> infos =
                new DG14File(group(14)).getActiveAuthenticationInfos();
        if (infos.isEmpty()) {
            return;
        }
        String oid = infos.get(0).getSignatureAlgorithmOID();
        byte[] challenge = {1, 2, 3, 4, 5, 6, 7, 8};
        AAResult result = service.doAA(key, null, null, challenge);
        // BSI TR-03111 plain format: r and s, not DER.
        Signature signature = Signature.getInstance(oid);
        signature.initVerify(key);
        signature.update(challenge);
        say("active", signature.verify(result.getResponse()) ? "verified" : "wrong");
    }

    private InputStream group(int number) {
        return file(groups.get(number));
    }

    private static InputStream file(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }

    private byte[] read(short file) throws CardServiceException, IOException {
        try (InputStream stream = service.getInputStream(file, PassportService.DEFAULT_MAX_BLOCKSIZE)) {
            return stream.readAllBytes();
        }
    }
}
