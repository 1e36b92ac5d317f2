package lv.helpline.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;

class KnownSettingsTest {

    private final KnownSettings settings = KnownSettings.load();

    @Test
    void a_setting_that_nobody_reads_is_named_with_the_one_that_was_meant() {
        assertThat(settings.unknown(List.of("HELPLINE_AGI_ALOW", "helpline.roster.pol")))
                .extracting(KnownSettings.Unknown::name, KnownSettings.Unknown::nearest)
                .containsExactly(
                        tuple("HELPLINE_AGI_ALOW", "HELPLINE_AGI_ALLOW"),
                        tuple("helpline.roster.pol", "helpline.roster.poll"));
    }

    @Test
    void a_setting_is_known_in_each_form_that_spring_takes() {
        assertThat(settings.unknown(List.of(
                        "helpline.agi.secret-before",
                        "helpline.agi.secretBefore",
                        "HELPLINE_AGI_SECRETBEFORE",
                        "HELPLINE_AGI_ALLOW_0",
                        "helpline.agi.allow[1]",
                        "helpline.web.former-keys")))
                .isEmpty();
    }

    @Test
    void what_the_program_is_delivered_with_is_known() throws IOException {
        var environment = new StandardEnvironment();
        new YamlPropertySourceLoader()
                .load("delivered", new ClassPathResource("application.yaml"))
                .forEach(environment.getPropertySources()::addFirst);
        assertThat(environment.getProperty("helpline.web.address")).isNotNull();
        assertThat(settings.unknown(environment)).isEmpty();
    }

    @Test
    void what_is_another_s_is_not_judged() {
        assertThat(settings.unknown(List.of("SPRING_DATASOURCE_ULR", "server.prot", "HELP")))
                .isEmpty();
    }

    @Test
    void what_a_process_was_started_with_is_judged() {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("file", Map.of("helpline.web.adress", "x")));
        assertThat(settings.unknown(environment))
                .extracting(KnownSettings.Unknown::nearest)
                .contains("helpline.web.address");
    }
}
