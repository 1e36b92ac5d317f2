package lv.helpline.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import lv.helpline.roster.RosterData;
import org.apache.commons.codec.digest.DigestUtils;
import tools.jackson.core.JacksonException;

/// The copy of the roster on disk, by which a router routes that starts while its database is down.
///
/// The first line names the format and has the SHA-256 of all that follows; then comes the roster as JSON. Consultants'
/// telephone numbers are in it, so only its owner may read it. A reader sees the old copy or the new one, whole, after
/// any crash: it is written aside, forced to the disk and renamed.
final class RosterFile {

    private static final String FORMAT = "helpline-roster 4 sha256 ";

    private final Path path;

    RosterFile(Path path) {
        this.path = path.toAbsolutePath();
    }

    /// What is kept.
    ///
    /// @param loadedAt when it was read from the database
    record Copy(Instant loadedAt, RosterData roster) {}

    /// The copy; empty when there is none.
    ///
    /// @throws IOException when there is one and it cannot be believed or read; the message says why
    Optional<Copy> read() throws IOException {
        if (Files.notExists(path)) {
            return Optional.empty();
        }
        var bytes = Files.readAllBytes(path);
        var headerLength = FORMAT.length() + 65;
        if (bytes.length < headerLength || !new String(bytes, 0, FORMAT.length(), UTF_8).equals(FORMAT)) {
            throw new IOException("not a roster of this version");
        }
        var checksum = new String(bytes, FORMAT.length(), 64, UTF_8);
        var json = Arrays.copyOfRange(bytes, headerLength, bytes.length);
        if (!checksum.equals(DigestUtils.sha256Hex(json))) {
            throw new IOException("its checksum is wrong");
        }
        try {
            return Optional.of(RosterJson.read(json, Copy.class));
        } catch (JacksonException unreadable) {
            throw new IOException("its content is not a roster of this version", unreadable);
        }
    }

    /// Replaces the copy. When this returns, it survives a power cut.
    void write(Copy copy) throws IOException {
        var json = RosterJson.MAPPER.writeValueAsBytes(copy);
        var header = (FORMAT + DigestUtils.sha256Hex(json) + "\n").getBytes(UTF_8);
        var directory = path.resolveSibling(".");
        Files.createDirectories(directory);
        var aside = path.resolveSibling(path.getFileName() + ".new");
        Files.deleteIfExists(aside);
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (var channel = FileChannel.open(aside, Set.of(CREATE_NEW, WRITE), ownerOnly)) {
            writeFully(channel, ByteBuffer.wrap(header));
            writeFully(channel, ByteBuffer.wrap(json));
            channel.force(true);
        }
        Files.move(aside, path, ATOMIC_MOVE);
        try (var renamed = FileChannel.open(directory, READ)) {
            renamed.force(true);
        }
    }

    private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
