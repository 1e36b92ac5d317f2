package lv.helpline.lab;

import java.io.IOException;
import java.time.Duration;

/// A router, or the pages, in a process of its own, to be killed, stalled and started again.
public final class HelplineProcess implements AutoCloseable {

    private final Program program;
    private final int port;
    private final int managementPort;

    HelplineProcess(Program program, int port, int managementPort) {
        this.program = program;
        this.port = port;
        this.managementPort = managementPort;
    }

    public Process process() {
        return program.process();
    }

    public String address() {
        return "127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    /// Where its health and its figures are.
    public int managementPort() {
        return managementPort;
    }

    /// `kill -9`: it has no chance to say anything.
    public void kill() {
        program.kill();
    }

    /// `kill -STOP`: it accepts connections, by the kernel's grace, and says nothing.
    public void stall() throws IOException {
        signal("STOP");
    }

    public void goOn() throws IOException {
        signal("CONT");
    }

    private void signal(String name) throws IOException {
        var kill =
                new ProcessBuilder("kill", "-" + name, Long.toString(process().pid())).start();
        if (kill.onExit().join().exitValue() != 0) {
            throw new IllegalStateException("kill -" + name + " failed");
        }
    }

    @Override
    public void close() {
        if (program.isAlive()) {
            try {
                goOn();
            } catch (IOException gone) {
                throw new IllegalStateException(gone);
            }
            program.stop(Duration.ofSeconds(10));
        }
    }
}
