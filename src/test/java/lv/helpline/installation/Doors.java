package lv.helpline.installation;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.stream.Stream;

/// Who can reach what, tried from inside a network of its own: `open PORTS` answers at these ports, TCP and UDP,
/// until its input ends; `knock` reads lines of a protocol, whence, whither and a port, and says of each in turn
/// whether it is open.
final class Doors {

    /// Milliseconds. Nothing is on the way but this machine.
    private static final int PATIENCE = 1_500;

    private Doors() {}

    static void main(String... arguments) throws Exception {
        if (arguments[0].equals("open")) {
            for (var port :
                    Stream.of(arguments).skip(1).mapToInt(Integer::parseInt).toArray()) {
                var stream = new ServerSocket(port);
                Thread.startVirtualThread(() -> greet(stream));
                // An echo comes from the address that was asked.
                for (var address : NetworkInterface.networkInterfaces()
                        .flatMap(NetworkInterface::inetAddresses)
                        .filter(Inet4Address.class::isInstance)
                        .toList()) {
                    var datagrams = new DatagramSocket(port, address);
                    Thread.startVirtualThread(() -> echo(datagrams));
                }
            }
            System.out.println("open");
            System.in.transferTo(OutputStream.nullOutputStream());
        } else {
            List.of(new String(System.in.readAllBytes(), US_ASCII).split("\n", -1)).parallelStream()
                    .filter(line -> !line.isEmpty())
                    .map(line -> isOpen(line.split(" ", -1)) ? "open" : "closed")
                    .forEachOrdered(System.out::println);
        }
    }

    private static void greet(ServerSocket server) {
        while (true) {
            try (var socket = server.accept()) {
                socket.getOutputStream().write('!');
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        }
    }

    private static void echo(DatagramSocket socket) {
        var packet = new DatagramPacket(new byte[1], 1);
        while (true) {
            try {
                socket.receive(packet);
                socket.send(packet);
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        }
    }

    private static boolean isOpen(String... knock) {
        var from = new InetSocketAddress(knock[1], 0);
        var to = new InetSocketAddress(knock[2], Integer.parseInt(knock[3]));
        try {
            return knock[0].equals("tcp") ? isGreeted(from, to) : isEchoed(from, to);
        } catch (IOException refused) {
            return false;
        }
    }

    private static boolean isGreeted(InetSocketAddress from, InetSocketAddress to) throws IOException {
        try (var socket = new Socket()) {
            socket.bind(from);
            socket.connect(to, PATIENCE);
            socket.setSoTimeout(PATIENCE);
            return socket.getInputStream().read() == '!';
        }
    }

    private static boolean isEchoed(InetSocketAddress from, InetSocketAddress to) throws IOException {
        try (var socket = new DatagramSocket(from)) {
            socket.setSoTimeout(PATIENCE);
            socket.connect(to);
            socket.send(new DatagramPacket(new byte[1], 1));
            socket.receive(new DatagramPacket(new byte[1], 1));
            return true;
        }
    }
}
