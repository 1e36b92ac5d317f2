package lv.helpline.canary;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.codec.digest.DigestUtils;

/// A way in which a number or a name may be written down.
///
/// A number is searched for without its country's code wherever eight digits are long enough: so it is found behind
/// `+371`, `00371` and anything else.
public enum Form {
    ASCII("ASCII") {
        @Override
        List<byte[]> words(Canary canary) {
            return Stream.of(canary.number(), canary.name()).map(Form::ascii).toList();
        }

        @Override
        List<byte[]> examples(Canary canary) {
            return spelled(canary, Form::ascii);
        }
    },

    SEPARATED("separators") {
        @Override
        List<byte[]> words(Canary canary) {
            return GROUPS.stream()
                    .flatMap(
                            groups -> SEPARATORS.stream().map(separator -> grouped(canary.number(), groups, separator)))
                    .map(text -> text.getBytes(UTF_8))
                    .toList();
        }

        @Override
        List<byte[]> examples(Canary canary) {
            return words(canary).stream()
                    .map(word -> concat(ascii("+371 "), word))
                    .toList();
        }
    },

    UTF_16("UTF-16") {
        @Override
        List<byte[]> words(Canary canary) {
            return Stream.of(canary.number(), canary.name())
                    .flatMap(text -> Stream.of(text.getBytes(UTF_16LE), text.getBytes(UTF_16BE)))
                    .toList();
        }

        @Override
        List<byte[]> examples(Canary canary) {
            return Stream.of(UTF_16LE, UTF_16BE)
                    .flatMap(charset -> spelled(canary, text -> text.getBytes(charset)).stream())
                    .toList();
        }
    },

    BCD("BCD") {
        @Override
        List<byte[]> words(Canary canary) {
            return packed(canary).map(HexFormat.of()::parseHex).toList();
        }

        @Override
        List<byte[]> examples(Canary canary) {
            return words(canary).stream()
                    .map(word -> concat(new byte[] {0}, word))
                    .toList();
        }
    },

    SWAPPED_BCD("BCD, swapped") {
        @Override
        List<byte[]> words(Canary canary) {
            return packed(canary)
                    .map(Form::swapped)
                    .map(HexFormat.of()::parseHex)
                    .toList();
        }

        @Override
        List<byte[]> examples(Canary canary) {
            // As in GSM: the length, the kind of the number, its digits.
            return words(canary).stream()
                    .map(word -> concat(new byte[] {11, (byte) 0x91}, word))
                    .toList();
        }
    },

    HEX("hex") {
        @Override
        List<byte[]> words(Canary canary) {
            return Stream.of(canary.number(), canary.name())
                    .flatMap(text -> Stream.of(
                                    text.getBytes(US_ASCII), text.getBytes(UTF_16LE), text.getBytes(UTF_16BE))
                            .flatMap(bytes -> Stream.of(
                                    HexFormat.of().formatHex(bytes),
                                    HexFormat.ofDelimiter(" ").formatHex(bytes),
                                    HexFormat.ofDelimiter(":").formatHex(bytes),
                                    HexFormat.of().withPrefix("\\x").formatHex(bytes))))
                    .map(Form::ascii)
                    .toList();
        }

        @Override
        List<byte[]> examples(Canary canary) {
            return Stream.concat(
                            spelled(canary, text -> ascii(HexFormat.of().formatHex(ascii(text)))).stream(),
                            words(canary).stream())
                    .toList();
        }
    },

    BASE64("base64") {
        @Override
        List<byte[]> words(Canary canary) {
            return Stream.of(canary.number(), canary.name())
                    .flatMap(text -> Stream.of(0, 1, 2).map(before -> ofBase64(text, before)))
                    .map(Form::ascii)
                    .toList();
        }

        @Override
        List<byte[]> examples(Canary canary) {
            return Stream.of("", "a", "aa")
                    .flatMap(before ->
                            spelled(canary, text -> Base64.getEncoder().encode(ascii(before + text + "@host")))
                                    .stream())
                    .toList();
        }
    },

    URL("URL") {
        @Override
        List<byte[]> words(Canary canary) {
            return Stream.of(canary.number(), canary.name())
                    .map(text -> HexFormat.of().withPrefix("%").formatHex(ascii(text)))
                    .map(Form::ascii)
                    .toList();
        }

        @Override
        List<byte[]> examples(Canary canary) {
            return spelled(
                    canary,
                    text -> ascii("?from="
                            + HexFormat.of().withUpperCase().withPrefix("%").formatHex(ascii(text))));
        }
    },

    /// Has no words: what is compressed is expanded and searched for those of the other forms.
    COMPRESSED("compressed") {
        @Override
        List<byte[]> words(Canary canary) {
            return List.of();
        }

        @Override
        List<byte[]> examples(Canary canary) {
            return Stream.of(GZIPOutputStream.class, DeflaterOutputStream.class)
                    .flatMap(kind ->
                            spelled(canary, text -> compressed(kind, "a call from " + text + " came in")).stream())
                    .toList();
        }
    },

    /// In words, as an IPv4 address within IPv6, and as the kernel hands it to programs (`sockaddr_in`). Four
    /// bytes alone are anything.
    ADDRESS("address") {
        @Override
        List<byte[]> words(Canary canary) {
            var text = canary.address().getHostAddress();
            var bytes = canary.address().getAddress();
            return List.of(
                    ascii(text),
                    text.getBytes(UTF_16LE),
                    concat(new byte[] {(byte) 0xff, (byte) 0xff}, bytes),
                    concat(bytes, new byte[8]));
        }

        @Override
        List<byte[]> examples(Canary canary) {
            return words(canary).stream()
                    .map(word -> concat(new byte[] {2, 0, 20, 60}, word))
                    .toList();
        }
    },

    MD5("MD5") {
        @Override
        List<byte[]> words(Canary canary) {
            return digests(canary, DigestUtils::md5);
        }

        @Override
        List<byte[]> examples(Canary canary) {
            return words(canary);
        }
    },

    SHA_1("SHA-1") {
        @Override
        List<byte[]> words(Canary canary) {
            return digests(canary, DigestUtils::sha1);
        }

        @Override
        List<byte[]> examples(Canary canary) {
            return words(canary);
        }
    },

    SHA_256("SHA-256") {
        @Override
        List<byte[]> words(Canary canary) {
            return digests(canary, DigestUtils::sha256);
        }

        @Override
        List<byte[]> examples(Canary canary) {
            return words(canary);
        }
    };

    /// How people part eight digits.
    private static final List<List<Integer>> GROUPS = List.of(
            List.of(2, 3, 3),
            List.of(2, 2, 2, 2),
            List.of(4, 4),
            List.of(3, 3, 2),
            List.of(3, 2, 3),
            List.of(1, 7),
            List.of(1, 1, 1, 1, 1, 1, 1, 1));

    /// The last of them is a space at which no line is broken.
    private static final List<String> SEPARATORS = List.of(" ", "-", ".", "/", ",", "\u00a0");

    private final String title;

    Form(String title) {
        this.title = title;
    }

    /// What has to be searched for.
    abstract List<byte[]> words(Canary canary);

    /// Bytes in which a search has to find this form, each of them.
    abstract List<byte[]> examples(Canary canary);

    @Override
    public String toString() {
        return title;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }

    private static List<byte[]> spelled(Canary canary, Function<String, byte[]> written) {
        return Stream.concat(canary.spellings().stream(), Stream.of(canary.name()))
                .map(written)
                .toList();
    }

    private static String grouped(String number, List<Integer> groups, String separator) {
        var parts = new ArrayList<String>();
        var at = 0;
        for (var group : groups) {
            parts.add(number.substring(at, at + group));
            at += group;
        }
        return String.join(separator, parts);
    }

    /// Two digits a byte, with the country's code, as four digits a word would be too short. There are eleven
    /// digits: the half byte that is left is behind or before them, and is filled.
    private static Stream<String> packed(Canary canary) {
        var digits = Canary.COUNTRY + canary.number();
        return Stream.of(digits + "f", digits + "0", "f" + digits, "0" + digits);
    }

    private static String swapped(String hex) {
        var swapped = new StringBuilder();
        for (var at = 0; at < hex.length(); at += 2) {
            swapped.append(hex.charAt(at + 1)).append(hex.charAt(at));
        }
        return swapped.toString();
    }

    /// The letters of base64 that depend on this text alone, where so many bytes are before it, or three more, or six…
    private static String ofBase64(String text, int before) {
        var letters = Base64.getEncoder().withoutPadding().encodeToString(ascii("a".repeat(before) + text));
        var first = (8 * before + 5) / 6;
        var last = 8 * (before + text.length()) / 6;
        return letters.substring(first, last);
    }

    /// As bytes, as hexadecimal digits in either case, and in base64.
    private static List<byte[]> digests(Canary canary, Function<byte[], byte[]> digest) {
        return spelled(canary, Form::ascii).stream()
                .map(digest)
                .flatMap(bytes -> Stream.of(
                        bytes,
                        ascii(HexFormat.of().formatHex(bytes)),
                        ascii(HexFormat.of().withUpperCase().formatHex(bytes)),
                        Base64.getEncoder().withoutPadding().encode(bytes)))
                .collect(Collectors.toList());
    }

    private static byte[] compressed(Class<? extends OutputStream> kind, String text) {
        var bytes = new ByteArrayOutputStream();
        try (var stream =
                kind == GZIPOutputStream.class ? new GZIPOutputStream(bytes) : new DeflaterOutputStream(bytes)) {
            stream.write(ascii(text));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static byte[] concat(byte[] first, byte[] second) {
        var both = new ByteArrayOutputStream();
        both.writeBytes(first);
        both.writeBytes(second);
        return both.toByteArray();
    }
}
