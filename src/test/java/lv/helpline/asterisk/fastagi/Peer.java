package lv.helpline.asterisk.fastagi;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import lv.helpline.asterisk.scripts.Given;
import org.jspecify.annotations.Nullable;

/// The other end of a FastAGI connection, byte by byte.
public final class Peer implements AutoCloseable {

    public final Socket socket;
    private final BufferedReader in;

    public Peer(int port) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(20_000);
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /// The lines that Asterisk 22 sends for `AGI(agi://host/script,secret,arguments…)`, and the blank one.
    public static List<String> request(String script, String... arguments) {
        var lines = new ArrayList<>(List.of(
                "agi_network: yes",
                "agi_network_script: " + script,
                "agi_request: agi://127.0.0.1:4573/" + script,
                "agi_channel: PJSIP/trunk-00000001",
                "agi_language: lv",
                "agi_type: PJSIP",
                "agi_uniqueid: 1795424400.7",
                "agi_version: 22.10.1",
                "agi_callerid: 0",
                "agi_calleridname: Anonymous",
                "agi_callingpres: 0",
                "agi_callingani2: 0",
                "agi_callington: 0",
                "agi_callingtns: 0",
                "agi_dnid: unknown",
                "agi_rdnis: unknown",
                "agi_context: sub-ask-router",
                "agi_extension: s",
                "agi_priority: 4",
                "agi_enhanced: 0.0",
                "agi_accountcode: ",
                "agi_threadid: 139962115983104"));
        lines.add("agi_arg_1: " + Given.SECRET);
        for (var number = 1; number <= arguments.length; number++) {
            lines.add("agi_arg_" + (number + 1) + ": " + arguments[number - 1]);
        }
        lines.add("");
        return lines;
    }

    public Peer send(List<String> lines) {
        return send(String.join("\n", lines) + "\n");
    }

    public Peer send(String text) {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    public Peer send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            return this;
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /// The next command; null when the server has closed the connection. A server that closes while something of ours
    /// is unread resets the connection: that is an end too.
    @Nullable
    public String read() {
        try {
            return in.readLine();
        } catch (SocketException reset) {
            return null;
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /// Vanishes as a killed process does: with a reset.
    public void vanish() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
