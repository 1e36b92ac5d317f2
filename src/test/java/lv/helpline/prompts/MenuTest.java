package lv.helpline.prompts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MenuTest {

    @Test
    void a_menu_is_in_its_first_language_and_then_each_language_in_its_place() {
        var times = Map.of(
                "lv/menu", Duration.ofMillis(1000),
                "en/menu", Duration.ofMillis(2000),
                "lv/language-1", Duration.ofMillis(100),
                "lv/language-2", Duration.ofMillis(200),
                "en/language-1", Duration.ofMillis(10),
                "en/language-2", Duration.ofMillis(20));
        assertThat(Menu.all(List.of("lv", "en"), times))
                .containsExactlyInAnyOrder(
                        new Menu("lv en", Duration.ofMillis(1120)), new Menu("en lv", Duration.ofMillis(2210)));
    }

    @Test
    void every_order_of_languages_is_one() {
        assertThat(Menu.all(List.of("lv", "en", "ru"), Map.of()))
                .extracting(Menu::order)
                .containsExactlyInAnyOrder("lv en ru", "lv ru en", "en lv ru", "en ru lv", "ru lv en", "ru en lv");
    }
}
