package lv.helpline.lab;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    private final Map<String, List<String>> networks = new ConcurrentHashMap<>();
    private final Set<String> callsToNetworks = ConcurrentHashMap.newKeySet();
    private final List<String> calledNetworks = new CopyOnWriteArrayList<>();
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

    /// From now on whoever calls that number hears this from its network, at once and one after the other, and nobody
    /// has the phone. Until the lab is reset.
    ///
    /// @param number    as it is dialled
    /// @param responses such as `180 Ringing`, header lines after it; none is a network that says nothing at all
    public void network(String number, String... responses) {
        networks.put(number, List.of(responses));
    }

    /// Who was called that has only a network, each as often as they were.
    public List<String> calledNetworks() {
        return List.copyOf(calledNetworks);
    }

    void forget() {
        strays.clear();
        calledNetworks.clear();
        networks.clear();
    }

    Map<String, SipPeer> phones() {
        return Map.copyOf(phones);
    }

    void connect(String number, SipPeer phone) {
        phones.put(number, phone);
    }

    void disconnect(SipPeer peer) {
        phones.values().removeAll(Set.of(peer));
        dialogs.values().removeAll(Set.of(peer));
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
                var network = networks.get(message.calledUser());
                var peer = peerOf(message);
                if (network != null) {
                    if (message.kind().equals("INVITE") && callsToNetworks.add(message.callId())) {
                        calledNetworks.add(message.calledUser());
                    }
                    answer(message, network);
                } else if (callsToNetworks.contains(message.callId())) {
                    // Asterisk asks once more what a network of a test before said nothing to.
                    answer(message, List.of("404 Not Found"));
                } else if (peer == null && isOfACall(message)) {
                    end(message);
                } else if (peer == null) {
                    strays.add(message);
                    answer(message, List.of("404 Not Found"));
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

    /// A request within a call, of which a test before took the peer off the wire.
    private static boolean isOfACall(SipMessage message) {
        return !message.calledUser().isEmpty()
                && message.header("To").orElse("").contains(";tag=");
    }

    private void end(SipMessage request) throws IOException {
        if (!request.kind().equals("ACK")) {
            respond(request, request.kind(), "481 Call/Transaction Does Not Exist");
        }
    }

    /// As a network: the call is over when its caller gives up.
    private void answer(SipMessage request, List<String> responses) throws IOException {
        if (request.kind().equals("INVITE")) {
            for (var response : responses) {
                respond(request, "INVITE", response);
            }
        } else if (request.kind().equals("CANCEL")) {
            respond(request, "CANCEL", "200 OK");
            respond(request, "INVITE", "487 Request Terminated");
        }
    }

    private void respond(SipMessage request, String method, String response) throws IOException {
        var known = Stream.of("Via", "From", "To", "Call-ID")
                .map(name -> name + ": " + request.header(name).orElse("")
                        + (name.equals("To") && !isOfACall(request) ? ";tag=none" : ""));
        var own = Stream.of("CSeq: " + request.sequence() + " " + method, "Content-Length: 0", "", "");
        send(Stream.concat(("SIP/2.0 " + response).lines(), Stream.concat(known, own))
                .collect(Collectors.joining("\r\n")));
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
        var called = isOfACall(message) ? null : phones.get(message.calledUser());
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
