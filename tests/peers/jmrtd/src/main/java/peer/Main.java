package peer;

import java.security.Security;
import java.util.Locale;
import net.sf.scuba.smartcards.CardServiceException;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.jmrtd.BACKey;
import org.jmrtd.PACEKeySpec;
import org.jmrtd.PassportService;
import org.jmrtd.lds.CardAccessFile;
import org.jmrtd.lds.PACEInfo;
import org.jmrtd.lds.SecurityInfo;
import org.jmrtd.protocol.PACECAMResult;
import org.jmrtd.protocol.PACEResult;

/**
 * A foreign terminal for the travel document: JMRTD against a card that listens on TCP.
 *
 * <pre>Main PORT FOLDER ACCESS</pre>
 *
 * ACCESS is {@code can:DIGITS}, {@code mrz:NUMBER:BIRTH:EXPIRY} (PACE) or
 * {@code bac:NUMBER:BIRTH:EXPIRY}. FOLDER has {@code country-signer.der}, and gets the image. Prints
 * one fact a line, "name value", for the Rust side to judge; what throws becomes the value.
 */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 3) {
            System.err.println("usage: PORT FOLDER ACCESS");
            System.exit(2);
        }
        Locale.setDefault(Locale.ROOT);
        Security.insertProviderAt(new BouncyCastleProvider(), 1);
        PassportService service = new PassportService(
                new TcpCard(Integer.parseInt(arguments[0])),
                PassportService.EXTENDED_MAX_TRANCEIVE_LENGTH,
                PassportService.NORMAL_MAX_TRANCEIVE_LENGTH,
                PassportService.DEFAULT_MAX_BLOCKSIZE,
                true,
                true);
        service.open();
        try {
            if (openAccess(service, arguments[1], arguments[2].split(":"))) {
                new Reading(service, arguments[1]).run();
            }
        } finally {
            service.close();
        }
    }

    /** Gets read access; false, with the fact said, when the card refuses. */
    private static boolean openAccess(PassportService service, String folder, String[] access)
            throws Exception {
        boolean bac = access[0].equals("bac");
        try {
            if (bac) {
                service.sendSelectApplet(false);
                service.doBAC(new BACKey(access[1], access[2], access[3]));
                say("access", "BAC");
            } else {
                PACEKeySpec key = access[0].equals("can")
                        ? PACEKeySpec.createCANKey(access[1])
                        : PACEKeySpec.createMRZKey(new BACKey(access[1], access[2], access[3]));
                pace(service, folder, key);
                service.sendSelectApplet(true);
            }
            return true;
        } catch (CardServiceException error) {
            say("access", "refused");
            say("refusal", error.toString());
            return false;
        }
    }

    private static void pace(PassportService service, String folder, PACEKeySpec key)
            throws Exception {
        CardAccessFile cardAccess =
                new CardAccessFile(service.getInputStream(PassportService.EF_CARD_ACCESS));
        for (SecurityInfo info : cardAccess.getSecurityInfos()) {
            if (info instanceof PACEInfo pace) {
                PACEResult result = service.doPACE(
                        key,
                        pace.getObjectIdentifier(),
                        PACEInfo.toParameterSpec(pace.getParameterId()),
                        pace.getParameterId());
                say("access", String.format("PACE %s-%s %s %d, parameters %d",
                        result.getAgreementAlg(),
                        result.getMappingType(),
                        result.getCipherAlg(),
                        result.getKeyLength(),
                        pace.getParameterId()));
                if (result instanceof PACECAMResult mapped) {
                    new ChipMapping(service, folder, pace.getParameterId()).verify(mapped);
                }
                return;
            }
        }
        throw new CardServiceException("no PACE offered");
    }

    static void say(String name, Object value) {
        System.out.println(name + " " + String.valueOf(value).replaceAll("\\s*\\R\\s*", "|"));
    }
}
