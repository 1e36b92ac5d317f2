package lv.helpline.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import lv.helpline.testing.Loopback;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;

/// Whoever asks a relay for a place by hand (TURN, RFC 8656, over UDP). An answer is 0 for yes, or the error's code.
public final class TurnClient implements AutoCloseable {

    public static final int UDP = 17;
    public static final int TCP = 6;

    private static final int ALLOCATE = 0x003;
    private static final int PERMIT = 0x008;
    private static final int USERNAME = 0x0006;
    private static final int INTEGRITY = 0x0008;
    private static final int ERROR = 0x0009;
    private static final int PEER = 0x0012;
    private static final int REALM = 0x0014;
    private static final int NONCE = 0x0015;
    private static final int TRANSPORT = 0x0019;
    private static final int COOKIE = 0x2112_a442;
    private static final int HEADER = 20;

    private final InetSocketAddress relay;
    private final String username;
    private final String credential;
    private final DatagramSocket socket;
    private byte[] realm = {};
    private byte[] nonce = {};

    public TurnClient(InetSocketAddress relay, String username, String credential) throws IOException {
        this(relay, username, credential, Loopback.nextAddress());
    }

    /// @param from an address of this machine's
    public TurnClient(InetSocketAddress relay, String username, String credential, InetAddress from)
            throws IOException {
        this.relay = relay;
        this.username = username;
        this.credential = credential;
        socket = new DatagramSocket(new InetSocketAddress(from, 0));
        socket.setSoTimeout(5_000);
    }

    /// @param transport by which it wants to be reached there: [#UDP] or [#TCP]
    public int allocate(int transport) throws IOException {
        var wanted = attribute(TRANSPORT, new byte[] {(byte) transport, 0, 0, 0});
        return ask(ALLOCATE, wanted);
    }

    /// Wants to send to that peer, and to hear it.
    public int permit(InetAddress peer) throws IOException {
        var address = ByteBuffer.allocate(8).put((byte) 0).put((byte) 1).putShort((short) (9 ^ (COOKIE >>> 16)));
        address.putInt(ByteBuffer.wrap(peer.getAddress()).getInt() ^ COOKIE);
        return ask(PERMIT, attribute(PEER, address.array()));
    }

    private int ask(int method, byte[] attributes) throws IOException {
        if (nonce.length == 0) {
            var challenge = exchange(message(method, attributes, 0));
            realm = challenge.getOrDefault(REALM, realm);
            nonce = challenge.getOrDefault(NONCE, nonce);
        }
        var signed = new ByteArrayOutputStream();
        signed.writeBytes(attributes);
        signed.writeBytes(attribute(USERNAME, username.getBytes(UTF_8)));
        signed.writeBytes(attribute(REALM, realm));
        signed.writeBytes(attribute(NONCE, nonce));
        // The length that is signed has the signature in it.
        var message = message(method, signed.toByteArray(), 24);
        var key = DigestUtils.md5(username + ":" + new String(realm, UTF_8) + ":" + credential);
        var proof = new HmacUtils(HmacAlgorithms.HMAC_SHA_1, key).hmac(message);
        var whole = new ByteArrayOutputStream();
        whole.writeBytes(message);
        whole.writeBytes(attribute(INTEGRITY, proof));
        var error = exchange(whole.toByteArray()).get(ERROR);
        return error == null ? 0 : error[2] * 100 + error[3];
    }

    private static byte[] message(int method, byte[] attributes, int more) throws IOException {
        var id = new byte[12];
        new SecureRandom().nextBytes(id);
        var bytes = new ByteArrayOutputStream();
        var message = new DataOutputStream(bytes);
        message.writeShort(method);
        message.writeShort(attributes.length + more);
        message.writeInt(COOKIE);
        message.write(id);
        message.write(attributes);
        return bytes.toByteArray();
    }

    private static byte[] attribute(int type, byte[] value) {
        return ByteBuffer.allocate(4 + (value.length + 3) / 4 * 4)
                .putShort((short) type)
                .putShort((short) value.length)
                .put(value)
                .array();
    }

    /// The attributes of the answer.
    private Map<Integer, byte[]> exchange(byte[] message) throws IOException {
        socket.send(new DatagramPacket(message, message.length, relay));
        var packet = new DatagramPacket(new byte[1_500], 1_500);
        socket.receive(packet);
        var answer = ByteBuffer.wrap(packet.getData(), 0, packet.getLength()).position(HEADER);
        var attributes = new HashMap<Integer, byte[]>();
        while (answer.remaining() >= 4) {
            var type = (int) answer.getChar();
            var length = (int) answer.getChar();
            var from = answer.position();
            attributes.put(type, Arrays.copyOfRange(packet.getData(), from, from + length));
            answer.position(Math.min(answer.limit(), from + (length + 3) / 4 * 4));
        }
        return attributes;
    }

    @Override
    public void close() {
        socket.close();
    }
}
