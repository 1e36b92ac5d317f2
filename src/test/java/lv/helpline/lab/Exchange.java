package lv.helpline.lab;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lv.helpline.testing.Loopback;
import org.jspecify.annotations.Nullable;

/// The far side of Asterisk's trunk and the cable of every phone: one UDP address, from which requests go to the peer
/// whose number they call, and on which everything that passes is recorded.
public final class Exchange implements AutoCloseable {

    private final InetSocketAddress address;
    private final DatagramSocket socket;
    private final InetSocketAddress asterisk;
    private final Map<String, SipPeer> phones = new ConcurrentHashMap<>();
    private final Map<String, SipPeer> dialogs = new ConcurrentHashMap<>();
    private final List<SipMessage> strays = new CopyOnWriteArrayList<>();

    public Exchange(InetSocketAddress asterisk) throws SocketException {
        this.asterisk = asterisk;
        this.address = Loopback.nextUdpAddress();
        this.socket = new DatagramSocket(address);
        Thread.ofVirtual().name("exchange").start(this::receive);
    }

    /// Its address, as SIP writes it.
    String hostPort() {
        return host() + ":" + address.getPort();
    }

    String host() {
        return address.getAddress().getHostAddress();
    }

    /// Requests for a number that no peer answers to. They are told that it is not in service.
    public List<SipMessage> strays() {
        return List.copyOf(strays);
    }

    void forgetStrays() {
        strays.clear();
    }

    Map<String, SipPeer> phones() {
        return Map.copyOf(phones);
    }

    void connect(String number, SipPeer phone) {
        phones.put(number, phone);
    }

    void disconnect(SipPeer peer) {
        phones.values().remove(peer);
        dialogs.values().remove(peer);
    }

    void toAsterisk(SipPeer peer, SipMessage message) throws IOException {
        dialogs.put(message.callId(), peer);
        send(message.text());
    }

    private void receive() {
        var packet = new DatagramPacket(new byte[65_536], 65_536);
        while (!socket.isClosed()) {
            try {
                socket.receive(packet);
                var text = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
                var message = new SipMessage(System.nanoTime(), true, text);
                var peer = peerOf(message);
                if (peer == null) {
                    strays.add(message);
                    notInService(message);
                } else {
                    peer.deliver(message);
                }
            } catch (IOException closed) {
                if (!socket.isClosed()) {
                    throw new IllegalStateException("the lab's exchange failed", closed);
                }
            }
        }
    }

    /// What a network says of a number that it does not know.
    private void notInService(SipMessage message) throws IOException {
        if (message.kind().equals("INVITE")) {
            var answer = "SIP/2.0 404 Not Found\r\n"
                    + Stream.of("Via", "From", "To", "Call-ID", "CSeq")
                            .map(name -> name + ": " + message.header(name).orElse("")
                                    + (name.equals("To") ? ";tag=none" : "") + "\r\n")
                            .collect(Collectors.joining())
                    + "Content-Length: 0\r\n\r\n";
            send(answer);
        }
    }

    private void send(String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        socket.send(new DatagramPacket(bytes, bytes.length, asterisk));
    }

    private @Nullable SipPeer peerOf(SipMessage message) {
        var known = dialogs.get(message.callId());
        if (known != null) {
            return known;
        }
        var called = phones.get(message.calledUser());
        if (called != null) {
            dialogs.put(message.callId(), called);
        }
        return called;
    }

    @Override
    public void close() {
        socket.close();
    }
}
