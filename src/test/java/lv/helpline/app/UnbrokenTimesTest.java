package lv.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;

class UnbrokenTimesTest {

    private final SpringTemplateEngine engine = new SpringTemplateEngine();

    UnbrokenTimesTest() {
        engine.addDialect(new UnbrokenTimes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"09:00–17:00", "9–17", "8:30–24"})
    void a_span_has_an_element_of_its_own_in_the_middle_of_a_sentence(String span) {
        assertThat(page("<p th:text=\"${words}\"></p>", "Anna, " + span + " & Ilze"))
                .isEqualTo("<p>Anna, <span class=\"unbroken\">" + span + "</span> &amp; Ilze</p>");
    }

    @Test
    void each_of_several_has_one() {
        assertThat(page("<p th:text=\"${words}\"></p>", "9–12, 13–17"))
                .isEqualTo("<p><span class=\"unbroken\">9–12</span>, <span class=\"unbroken\">13–17</span></p>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"23.11.–6.12.2026", "1.10.–23.11.", "Monday–Friday", "2026–2027", "–", "12.1.–3.2."})
    void what_is_no_time_has_none(String words) {
        assertThat(page("<p th:text=\"${words}\"></p>", words)).isEqualTo("<p>" + words + "</p>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"option", "title", "textarea"})
    void what_holds_text_alone_has_none(String element) {
        var template = "<" + element + " th:text=\"${words}\"></" + element + "><p th:text=\"${words}\"></p>";
        assertThat(page(template, "9–17"))
                .isEqualTo("<" + element + ">9–17</" + element + "><p><span class=\"unbroken\">9–17</span></p>");
    }

    private String page(String template, String words) {
        return engine.process(template, new Context(null, Map.of("words", words)));
    }
}
