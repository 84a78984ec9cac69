package peer;

import static peer.Main.say;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.IvParameterSpec;
import net.sf.scuba.smartcards.CardFileInputStream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.jmrtd.DefaultFileSystem;
import org.jmrtd.PassportService;
import org.jmrtd.Util;
import org.jmrtd.lds.SecurityInfo;
import org.jmrtd.lds.SignedDataUtil;
import org.jmrtd.protocol.PACECAMResult;
import org.jmrtd.protocol.PACEGMMappingResult;
import org.jmrtd.protocol.ReadBinaryAPDUSender;

/**
 * Chip-authentication mapping: JMRTD agrees on the keys, takes what the chip sends with its token,
 * reads EF.CardSecurity and calculates on the curve; the equation of ICAO Doc 9303-11, section
 * 4.4.3.5, which JMRTD leaves to its caller, is here.
 */
final class ChipMapping {
    private final PassportService service;
    private final Path folder;
    private final BigInteger parameterId;

    ChipMapping(PassportService service, String folder, BigInteger parameterId) {
        this.service = service;
        this.folder = Path.of(folder);
        this.parameterId = parameterId;
    }

    void verify(PACECAMResult result) throws Exception {
        byte[] file = cardSecurity(result);
        SignedData data = SignedDataUtil.readSignedData(new ByteArrayInputStream(file));
        signature(data);

        // CA of the chip, times its static key, is the key it mapped the nonce with.
        BigInteger proof = Util.os2i(quotient(result));
        PACEGMMappingResult mapping = (PACEGMMappingResult) result.getMappingResult();
        ECParameterSpec curve = (ECParameterSpec) mapping.getStaticParameters();
        ECPoint product = Util.multiply(proof, staticKey(data), curve);
        ECPoint wanted = ((ECPublicKey) mapping.getPICCMappingPublicKey()).getW();
        say("mapping", product.equals(wanted) ? "verified" : "another chip");
    }

    /**
     * What the chip sent with its token. JMRTD 0.8.6 decrypts it with an initialisation vector of
     * all ones, where section 4.4.3.5.4 wants these ones encrypted: its first block comes out wrong.
     */
    private static byte[] quotient(PACECAMResult result) throws Exception {
        SecretKey key = result.getWrapper().getEncryptionKey();
        byte[] ones = new byte[16];
        Arrays.fill(ones, (byte) 0xFF);
        Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, key);
        IvParameterSpec vector = new IvParameterSpec(cipher.doFinal(ones));
        cipher = Cipher.getInstance("AES/CBC/NoPadding");
        cipher.init(Cipher.DECRYPT_MODE, key, vector);
        return Util.unpad(cipher.doFinal(result.getEncryptedChipAuthenticationData()));
    }

    /**
     * The chip's key on the curve of PACE. Its algorithm identifier names standardised domain
     * parameters (ICAO Doc 9303-11, section 9.5.1), which JMRTD and Bouncy Castle do not know as a
     * public key; the point is all that is needed.
     */
    private ECPoint staticKey(SignedData data) throws Exception {
        byte[] content = ASN1OctetString.getInstance(data.getEncapContentInfo().getContent()).getOctets();
        for (ASN1Encodable one : ASN1Set.getInstance(content)) {
            ASN1Sequence info = ASN1Sequence.getInstance(one);
            if (info.getObjectAt(0).equals(new ASN1ObjectIdentifier(SecurityInfo.ID_PK_ECDH))) {
                SubjectPublicKeyInfo key = SubjectPublicKeyInfo.getInstance(info.getObjectAt(1));
                if (ASN1Integer.getInstance(key.getAlgorithm().getParameters()).hasValue(parameterId)) {
                    return Util.os2ECPoint(key.getPublicKeyData().getOctets());
                }
            }
        }
        throw new IllegalStateException("no key on the curve of PACE");
    }

    /** JMRTD itself would ask for this file in clear, which the chip refuses, rightly. */
    private byte[] cardSecurity(PACECAMResult result) throws Exception {
        DefaultFileSystem masterFile = new DefaultFileSystem(new ReadBinaryAPDUSender(service), false);
        masterFile.setWrapper(result.getWrapper());
        masterFile.selectFile(PassportService.EF_CARD_SECURITY);
        try (InputStream stream =
                new CardFileInputStream(PassportService.DEFAULT_MAX_BLOCKSIZE, masterFile)) {
            return stream.readAllBytes();
        }
    }

    /** From the signature of EF.CardSecurity to the country signer. */
    private void signature(SignedData data) throws Exception {
        X509Certificate signer = SignedDataUtil.getCertificates(data).get(0);
        Signature signature = Reading.signature(
                SignedDataUtil.getDigestEncryptionAlgorithm(data),
                SignedDataUtil.getDigestEncryptionAlgorithmParams(data));
        signature.initVerify(signer.getPublicKey());
        signature.update(SignedDataUtil.getEContent(data));
        boolean right = signature.verify(SignedDataUtil.getEncryptedDigest(data));
        say("card-security", right ? "verified" : "wrong");

        try (InputStream der = Files.newInputStream(folder.resolve("country-signer.der"))) {
            X509Certificate country = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(der);
            signer.verify(country.getPublicKey());
            say("card-signer", "vouched for");
        } catch (SignatureException error) {
            say("card-signer", "not vouched for");
        }
    }
}
