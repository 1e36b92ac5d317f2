package lv.helpline.observability;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Held against a listener as systemd is one.
@Timeout(30)
class ServiceManagerTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void tells_that_it_is_ready_that_it_lives_and_that_it_stops(boolean withoutAFile) throws Throwable {
        var file = directory.resolve("notify").toString();
        var address = withoutAFile ? "@helpline-" + ProcessHandle.current().pid() : file;
        try (var systemd = new Listener(address)) {
            var manager = new ServiceManager(Map.of("NOTIFY_SOCKET", address, "WATCHDOG_USEC", "30000"));
            manager.start();
            try {
                manager.becomeReady();
                assertThat(systemd.next()).isEqualTo("READY=1");
                assertThat(systemd.next()).isEqualTo("WATCHDOG=1");
                assertThat(systemd.next()).isEqualTo("WATCHDOG=1");
            } finally {
                manager.stop();
            }
            manager.close();
            var last = systemd.next();
            while (last.equals("WATCHDOG=1")) {
                last = systemd.next();
            }
            assertThat(last).isEqualTo("STOPPING=1");
        }
    }

    /// Or it would be ended while it still starts.
    @Test
    void says_nothing_of_life_before_it_is_ready() throws Throwable {
        var address = directory.resolve("notify").toString();
        try (var systemd = new Listener(address)) {
            var manager = new ServiceManager(Map.of("NOTIFY_SOCKET", address, "WATCHDOG_USEC", "30000"));
            manager.round();
            manager.close();
            assertThat(systemd.next()).isEqualTo("STOPPING=1");
        }
    }

    @Test
    void a_process_without_systemd_tells_nobody() {
        var manager = new ServiceManager(Map.of());
        assertThatCode(() -> {
                    manager.becomeReady();
                    manager.round();
                    manager.close();
                })
                .doesNotThrowAnyException();
    }

    @Test
    void a_listener_that_is_gone_is_no_fault_of_the_process() {
        var address = directory.resolve("nobody").toString();
        assertThatThrownBy(() -> new NotifySocket(address).send("READY=1")).isInstanceOf(IOException.class);
        var manager = new ServiceManager(Map.of("NOTIFY_SOCKET", address));
        assertThatCode(manager::becomeReady).doesNotThrowAnyException();
    }

    /// A socket of datagrams in the file system.
    private static final class Listener implements AutoCloseable {

        private final int socket;
        private final Arena memory = Arena.ofConfined();
        private final MemorySegment buffer = memory.allocate(256);

        Listener(String path) throws Throwable {
            socket = (int)
                    function("socket", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT).invoke(1, 2, 0);
            var bytes = path.replace('@', '\0').getBytes(UTF_8);
            var address = memory.allocate(110);
            address.set(JAVA_SHORT, 0, (short) 1);
            MemorySegment.copy(bytes, 0, address, JAVA_BYTE, 2, bytes.length);
            var bound = (int)
                    function("bind", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT).invoke(socket, address, 2 + bytes.length);
            assertThat(bound).isZero();
        }

        String next() throws Throwable {
            var length = (long) function("recv", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT)
                    .invoke(socket, buffer, buffer.byteSize(), 0);
            return new String(buffer.asSlice(0, length).toArray(JAVA_BYTE), UTF_8);
        }

        @Override
        public void close() {
            try {
                var _ = (int) function("close", JAVA_INT, JAVA_INT).invoke(socket);
            } catch (Throwable impossible) {
                throw new IllegalStateException(impossible);
            }
            memory.close();
        }

        @SuppressWarnings("restricted")
        private static MethodHandle function(String name, MemoryLayout result, MemoryLayout... arguments) {
            var linker = Linker.nativeLinker();
            return linker.downcallHandle(
                    linker.defaultLookup().findOrThrow(name), FunctionDescriptor.of(result, arguments));
        }
    }
}
