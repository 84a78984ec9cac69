package peer;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import net.sf.scuba.smartcards.CardService;
import net.sf.scuba.smartcards.CardServiceException;
import net.sf.scuba.smartcards.CommandAPDU;
import net.sf.scuba.smartcards.ResponseAPDU;

/**
 * A card that listens on TCP, in the framing of vsmartcard's vpcd: two bytes of length,
 * big-endian, then the bytes. A frame of one byte switches the field on and off.
 */
final class TcpCard extends CardService {
    private static final byte[] POWER_ON = {1};
    private static final int TIMEOUT_MS = 20_000;

    private final int port;
    private Socket socket;

    TcpCard(int port) {
        this.port = port;
    }

    @Override
    public void open() throws CardServiceException {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(TIMEOUT_MS);
            send(POWER_ON);
        } catch (IOException error) {
            throw new CardServiceException("no card", error);
        }
    }

    @Override
    public boolean isOpen() {
        return socket != null;
    }

    @Override
    public ResponseAPDU transmit(CommandAPDU command) throws CardServiceException {
        try {
            send(command.getBytes());
            DataInputStream input = new DataInputStream(socket.getInputStream());
            byte[] answer = new byte[input.readUnsignedShort()];
            input.readFully(answer);
            return new ResponseAPDU(answer);
        } catch (IOException error) {
            throw new CardServiceException("the card has gone", error);
        }
    }

    /** Nothing here asks for it. */
    @Override
    public byte[] getATR() {
        return new byte[0];
    }

    @Override
    public boolean isExtendedAPDULengthSupported() {
        return true;
    }

    @Override
    public void close() {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException error) {
            System.err.println("closing: " + error);
        }
        socket = null;
    }

    @Override
    public boolean isConnectionLost(Exception error) {
        return error.getCause() instanceof IOException;
    }

    /** One write, so that the length never travels alone. */
    private void send(byte[] payload) throws IOException {
        byte[] frame = new byte[2 + payload.length];
        frame[0] = (byte) (payload.length >> 8);
        frame[1] = (byte) payload.length;
        System.arraycopy(payload, 0, frame, 2, payload.length);
        socket.getOutputStream().write(frame);
    }
}
