package lv.helpline.shared.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.web.MockHttpServletRequest;

@ExtendWith(OutputCaptureExtension.class)
class ClientAddressesTest {

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, 203.0.113.7",
        "::ffff:203.0.113.7, 203.0.113.7",
        "2001:db8:1:2:3:4:5:6, 20010db800010002",
        "2001:db8:1:2::1, 20010db800010002",
        "2001:db8:1:3::1, 20010db800010003",
        "unknown, unknown",
        "'', ''"
    })
    void counts_a_network_of_ipv6_as_one_address(String address, String counted) {
        assertThat(new ClientAddresses(properties("http://localhost:8080")).of(from(address)))
                .isEqualTo(counted);
    }

    @Test
    void says_once_that_a_proxy_does_not_name_who_asks_and_names_nobody(CapturedOutput output) {
        var addresses = new ClientAddresses(properties("https://dezura.example.lv"));
        var named = from("203.0.113.7");
        named.setAttribute(ClientAddresses.FROM_A_PROXY, true);
        named.addHeader("X-Forwarded-For", "192.0.2.1");
        addresses.of(named);
        addresses.of(from("203.0.113.8"));
        addresses.of(from("unknown"));
        assertThat(output).isEmpty();
        addresses.of(from("127.0.0.2"));
        addresses.of(from("::1"));
        assertThat(output.toString().split("helpline.web.proxies", -1)).hasSize(2);
        assertThat(output).doesNotContain("203.0.113", "127.0.0");
    }

    @Test
    void says_that_a_proxy_is_not_believed(CapturedOutput output) {
        var elsewhere = from("192.0.2.80");
        elsewhere.addHeader("X-Forwarded-For", "203.0.113.7");
        assertThat(new ClientAddresses(properties("https://dezura.example.lv")).of(elsewhere))
                .isEqualTo("192.0.2.80");
        assertThat(output).contains("helpline.web.proxies").doesNotContain("192.0.2", "203.0.113");
    }

    @Test
    void expects_no_proxy_where_the_pages_are_plain_http(CapturedOutput output) {
        new ClientAddresses(properties("http://localhost:8080")).of(from("127.0.0.1"));
        assertThat(output).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy.example.lv", "10.0.0.0/33", "10.0.0.0/", "::/129", "10.0.0.0/8/8"})
    void refuses_a_proxy_that_is_neither_an_address_nor_a_network(String proxies) {
        assertThat(org.assertj.core.api.Assertions.catchThrowable(
                        () -> bound(Map.of("helpline.web.proxies", "127.0.0.1," + proxies))))
                .isInstanceOf(BindException.class)
                .rootCause()
                .hasMessageContaining("helpline.web.proxies");
    }

    private static MockHttpServletRequest from(String address) {
        var request = new MockHttpServletRequest();
        request.setRemoteAddr(address);
        return request;
    }

    private static WebProperties properties(String address) {
        return bound(Map.of("helpline.web.address", address));
    }

    private static WebProperties bound(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("helpline.web", WebProperties.class);
    }
}
