package lv.helpline.observability;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// The socket at which systemd listens to a service, see `sd_notify(3)`. It is one of datagrams in the file system,
/// which Java has not, so three functions of Linux are called: no process is started for a word.
final class NotifySocket {

    // The numbers of Linux: sys/socket.h.
    private static final int AF_UNIX = 1;
    private static final int SOCK_DGRAM = 2;
    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int MSG_NOSIGNAL = 0x4000;

    /// Bytes of a `sockaddr_un` before its path, and of the path.
    private static final int FAMILY = 2;

    private static final int PATH = 108;

    private static final MethodHandle SOCKET = function("socket", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle SEND =
            function("sendto", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle CLOSE = function("close", JAVA_INT, JAVA_INT);

    private final byte[] path;

    /// @param path as `NOTIFY_SOCKET` has it: a file, or `@` and a name without one
    NotifySocket(String path) {
        this.path = path.getBytes(UTF_8);
        if (this.path.length == 0 || this.path.length >= PATH) {
            throw new IllegalArgumentException("NOTIFY_SOCKET: 1 to 107 bytes are needed");
        }
        if (this.path[0] == '@') {
            this.path[0] = 0;
        }
    }

    /// @param state such as `READY=1`
    /// @throws IOException when nobody listens there
    void send(String state) throws IOException {
        try (var memory = Arena.ofConfined()) {
            var address = memory.allocate(FAMILY + PATH);
            address.set(JAVA_SHORT, 0, (short) AF_UNIX);
            MemorySegment.copy(path, 0, address, JAVA_BYTE, FAMILY, path.length);
            var text = memory.allocateFrom(state);
            var socket = (int) SOCKET.invokeExact(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
            if (socket < 0) {
                throw new IOException("no socket is free");
            }
            try {
                var length = text.byteSize() - 1;
                var sent = (long) SEND.invokeExact(socket, text, length, MSG_NOSIGNAL, address, FAMILY + path.length);
                if (sent != length) {
                    throw new IOException("nobody listens at NOTIFY_SOCKET");
                }
            } finally {
                var _ = (int) CLOSE.invokeExact(socket);
            }
        } catch (IOException | RuntimeException | Error known) {
            throw known;
        } catch (Throwable impossible) {
            throw new IOException(impossible);
        }
    }

    @SuppressWarnings("restricted")
    private static MethodHandle function(String name, MemoryLayout result, MemoryLayout... arguments) {
        var linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow(name), FunctionDescriptor.of(result, arguments));
    }
}
