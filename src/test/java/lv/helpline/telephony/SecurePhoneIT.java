package lv.helpline.telephony;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import lv.helpline.testing.Loopback;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A phone of the house as it is added now: TLS, SHA-256, and no sound without encryption. The site has a certificate,
/// which the lab's other tests do without.
class SecurePhoneIT extends Telephony {

    private static final String PASSWORD = "of-the-lab-0123456789";
    private static final char[] STORE = "of-the-lab".toCharArray();

    @TempDir
    private Path directory;

    private final int port = Loopback.tcpPort();

    @Test
    void aPhoneRegistersOverTlsBySha256AndCallsWithItsSoundEncryptedOnly() throws Exception {
        var certificate = makeCertificate();
        var etc = lab.asterisk().home().resolve("etc");
        var site = Files.readString(etc.resolve("site.conf"));
        var phones = Files.readString(etc.resolve("phones.conf"));
        try {
            Files.writeString(
                    etc.resolve("site.conf"),
                    site.replace(";type = transport\n;protocol = tls\n", "type = transport\nprotocol = tls\n")
                            .replace(";method = sslv23", "method = sslv23")
                            .replace(";bind = 0.0.0.0:5061", "bind = 127.0.0.1:" + port)
                            .replaceFirst(";cert_file = \\S+", "cert_file = " + directory.resolve("sip.crt"))
                            .replaceFirst(";priv_key_file = \\S+", "priv_key_file = " + directory.resolve("sip.key")));
            Files.writeString(
                    etc.resolve("phones.conf"), phones + """

                [berta](secure-phone)
                aor/qualify_frequency = 0
                inbound_auth/username = berta
                inbound_auth/password = %s
                """.formatted(PASSWORD).stripIndent());
            lab.asterisk().cli("module reload res_pjsip.so");
            await().atMost(SOON)
                    .until(() -> lab.asterisk().cli("pjsip show transports").contains(":" + port));
            lab.asterisk().cli("module reload res_pjsip_config_wizard.so");
            await().atMost(SOON)
                    .until(() -> lab.asterisk().cli("pjsip show endpoints").contains("berta"));

            try (var phone = new Phone(certificate)) {
                assertThat(phone.socket.getSession().getProtocol()).isIn("TLSv1.2", "TLSv1.3");
                assertThat(phone.ask("REGISTER", "")).startsWith("SIP/2.0 200 ");
                assertThat(phone.ask("INVITE", sound("RTP/AVP"))).startsWith("SIP/2.0 488 ");
                assertThat(phone.ask("INVITE", sound("RTP/SAVP")))
                        .startsWith("SIP/2.0 200 ")
                        .contains("RTP/SAVP 8", "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:");
            }
        } finally {
            Files.writeString(etc.resolve("site.conf"), site);
            Files.writeString(etc.resolve("phones.conf"), phones);
            lab.asterisk().cli("module reload res_pjsip_config_wizard.so");
        }
    }

    /// What it says of the call whose sound would not be encrypted.
    @Override
    boolean expected(String complaint) {
        return complaint.contains("berta: Couldn't negotiate stream");
    }

    private static String sound(String profile) {
        var key = Base64.getEncoder().encodeToString("thirty-bytes-of-the-lab-012345".getBytes(US_ASCII));
        return """
            v=0
            o=- 1 1 IN IP4 127.0.0.1
            s=-
            c=IN IP4 127.0.0.1
            t=0 0
            m=audio 40000 %s 8
            a=rtpmap:8 PCMA/8000
            """.formatted(profile)
                + (profile.equals("RTP/SAVP") ? "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:" + key + "\n" : "");
    }

    /// Writes a certificate and its key for Asterisk; comes back with what a phone trusts.
    private KeyStore makeCertificate() throws Exception {
        var file = directory.resolve("store.p12");
        var keytool = Path.of(System.getProperty("java.home"), "bin/keytool").toString();
        var made = new ProcessBuilder(List.of(
                        keytool,
                        "-genkeypair",
                        "-keystore",
                        file.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(STORE),
                        "-alias",
                        "sip",
                        "-dname",
                        "CN=localhost",
                        "-keyalg",
                        "RSA",
                        "-keysize",
                        "2048",
                        "-validity",
                        "30"))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("keytool.log").toFile())
                .start()
                .waitFor();
        assertThat(made).as("keytool").isZero();
        var store = KeyStore.getInstance(file.toFile(), STORE);
        var certificate = store.getCertificate("sip");
        write("sip.crt", "CERTIFICATE", certificate.getEncoded());
        write("sip.key", "PRIVATE KEY", store.getKey("sip", STORE).getEncoded());
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("sip", certificate);
        return trusted;
    }

    private void write(String name, String what, byte[] encoded) throws IOException {
        Files.writeString(
                directory.resolve(name),
                "-----BEGIN " + what + "-----\n"
                        + Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(encoded)
                        + "\n-----END " + what + "-----\n");
    }

    /// Written by hand, for SIPp has no TLS here.
    private final class Phone implements AutoCloseable {

        private final SSLSocket socket;
        private final BufferedInputStream in;
        private final String id = UUID.randomUUID().toString();
        private int number;

        Phone(KeyStore trusted) throws IOException, GeneralSecurityException {
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            socket = (SSLSocket) context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout((int) SOON.toMillis());
            socket.startHandshake();
            in = new BufferedInputStream(socket.getInputStream());
        }

        /// The final answer to a request with the credentials that Asterisk asks for.
        String ask(String method, String body) throws IOException, GeneralSecurityException {
            var challenge = answer(method, "", body);
            assertThat(challenge).startsWith("SIP/2.0 401 ").contains("algorithm=MD5");
            if (method.equals("INVITE")) {
                send("ACK", "", "");
            }
            var asked = Pattern.compile("WWW-Authenticate: Digest (.*algorithm=SHA-256.*)")
                    .matcher(challenge);
            assertThat(asked.find()).as("SHA-256 is asked for in " + challenge).isTrue();
            assertThat(challenge.indexOf("SHA-256")).as("before MD5").isLessThan(challenge.indexOf("MD5"));
            return answer(method, credentials(method, asked.group(1)), body);
        }

        private String credentials(String method, String challenge) throws GeneralSecurityException {
            var realm = value("realm", challenge);
            var nonce = value("nonce", challenge);
            var response = hash(hash("berta:" + realm + ":" + PASSWORD) + ":" + nonce + ":00000001:ab:auth:"
                    + hash(method + ":sip:100@localhost"));
            return ("Authorization: Digest username=\"berta\", realm=\"%s\", nonce=\"%s\", uri=\"sip:100@localhost\", "
                            + "response=\"%s\", algorithm=SHA-256, qop=auth, nc=00000001, cnonce=\"ab\", opaque=\"%s\"\n")
                    .formatted(realm, nonce, response, value("opaque", challenge));
        }

        private static String value(String name, String challenge) {
            var found = Pattern.compile(name + "=\"([^\"]*)\"").matcher(challenge);
            assertThat(found.find()).as(name).isTrue();
            return found.group(1);
        }

        private static String hash(String text) throws GeneralSecurityException {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(US_ASCII)));
        }

        private String answer(String method, String credentials, String body) throws IOException {
            number++;
            send(method, credentials, body);
            while (true) {
                var message = read();
                if (message.startsWith("SIP/2.0 ")
                        && !message.startsWith("SIP/2.0 1")
                        && message.contains("CSeq: " + number + " " + method)) {
                    return message;
                }
            }
        }

        private void send(String method, String credentials, String body) throws IOException {
            var lines = body.replace("\n", "\r\n");
            var head = """
                %1$s sip:100@localhost SIP/2.0
                Via: SIP/2.0/TLS 127.0.0.1:%2$d;branch=z9hG4bK%3$s
                Max-Forwards: 70
                From: <sip:berta@localhost>;tag=berta
                To: <sip:%4$s@localhost>
                Call-ID: %5$s-%1$s
                CSeq: %6$d %1$s
                Contact: <sip:berta@127.0.0.1:%2$d;transport=tls>
                %7$s%8$sContent-Length: %9$d

                """.formatted(
                            method,
                            socket.getLocalPort(),
                            UUID.randomUUID(),
                            method.equals("REGISTER") ? "berta" : "100",
                            id,
                            number,
                            credentials,
                            body.isEmpty() ? "" : "Content-Type: application/sdp\n",
                            lines.length())
                    .replace("\n", "\r\n");
            socket.getOutputStream().write((head + lines).getBytes(US_ASCII));
        }

        /// One whole message.
        private String read() throws IOException {
            var message = new StringBuilder();
            while (message.indexOf("\r\n\r\n") < 0) {
                message.append(next());
            }
            var length = Pattern.compile("Content-Length: *([0-9]+)").matcher(message);
            for (var left = length.find() ? Integer.parseInt(length.group(1)) : 0; left > 0; left--) {
                message.append(next());
            }
            return message.toString();
        }

        private char next() throws IOException {
            var next = in.read();
            if (next < 0) {
                throw new EOFException("Asterisk has ended the connection");
            }
            return (char) next;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
