package lv.helpline.shared;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/// Fields as bytes that are digested: numbers have 8 bytes, big-endian, and texts are UTF-8 after their length in
/// 4 bytes. So nothing can move from one field to the next unseen, and how Java prints a value is of no matter.
public final class Encoding {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /// @param of what is encoded, so that nothing else has the same bytes
    public Encoding(String of) {
        add(of);
    }

    public Encoding add(long number) {
        bytes.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
        return this;
    }

    public Encoding add(String text) {
        var letters = text.getBytes(UTF_8);
        bytes.writeBytes(
                ByteBuffer.allocate(Integer.BYTES).putInt(letters.length).array());
        bytes.writeBytes(letters);
        return this;
    }

    public byte[] bytes() {
        return bytes.toByteArray();
    }
}
