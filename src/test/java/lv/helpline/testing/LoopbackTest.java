package lv.helpline.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class LoopbackTest {

    @Test
    void each_address_is_another_one_of_the_same_network() {
        var first = Loopback.nextAddress();
        var second = Loopback.nextAddress();
        assertThat(first).isNotEqualTo(second);
        assertThat(first.getAddress()[0]).isEqualTo((byte) 127);
        assertThat(second.getAddress()[1]).isEqualTo(first.getAddress()[1]);
    }

    @Test
    void the_udp_port_is_free_on_each_address_and_cannot_be_taken_on_all() throws Exception {
        try (var here = new DatagramSocket(Loopback.nextUdpAddress());
                var there = new DatagramSocket(Loopback.nextUdpAddress())) {
            assertThat(here.getLocalPort()).isEqualTo(there.getLocalPort());
        }
        assertThatThrownBy(() -> new DatagramSocket(Loopback.udpPort())).isInstanceOf(BindException.class);
    }

    @Test
    void a_server_listens_on_a_tcp_port_that_is_held_for_it_and_nobody_else_can() throws Exception {
        var port = Loopback.tcpPort();
        var local = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try (var other = new ServerSocket()) {
            other.setReuseAddress(false);
            assertThatThrownBy(() -> other.bind(local)).isInstanceOf(BindException.class);
        }
        try (var server = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(server.isBound()).isTrue();
        }
        try (var again = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(again.isBound()).isTrue();
        }
    }
}
