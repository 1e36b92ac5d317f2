package lv.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lv.helpline.recordings.Catalogue;
import lv.helpline.roster.LatvianHolidays;
import lv.helpline.routing.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Each bundle there is, a further language's too.
class MessagesTest {

    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final Pattern KEY =
            Pattern.compile("#\\{([a-z][a-z.-]*[a-z])[(}]|messages\\.msg\\('([a-z.-]+[a-z])'\\)");

    /// The templates of the pages that a consultant has, and of those before signing in.
    private static final String OF_CONSULTANTS =
            "(account|confirm|duty(-[a-z]+)?|error|guide|layout|link(-gone)?|number-code|parts|password|recovery-codes"
                    + "|shown-before|sign-in)\\.html";

    /// Keys that those pages and the mails to consultants put together from parts.
    private static final String PUT_TOGETHER =
            "(account|confirm|duty|error|format|frame|guide|kept|language|link|mailed-code|number-code|once|password"
                    + "|region|role|sign-in|typed|unread)\\..*"
                    + "|people\\.step-account-.*|constraint\\.(absence|cover|duty_preference|feed|leave|pause|reminder|swap)[_-].*"
                    + "|mail\\.(duties|duty|invitation|link|missed|swap).*|on-call\\.mail\\.(?!raised|nobody).*";

    /// Those that are offered to all, in which every page speaks.
    static Stream<String> bundles() throws IOException {
        return everyBundle().filter(bundle -> "all".equals(read(bundle).getProperty("language.readers")));
    }

    static Stream<String> bundlesOfConsultants() throws IOException {
        return everyBundle().filter(bundle -> !"all".equals(read(bundle).getProperty("language.readers")));
    }

    private static Stream<String> everyBundle() throws IOException {
        try (var files = Files.list(RESOURCES)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("messages(_[a-z]{2})?\\.properties"))
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void has_the_same_keys_as_latvian_and_as_many_gaps_to_fill(String bundle) {
        var latvian = read("messages.properties");
        var other = read(bundle);
        assertThat(new TreeSet<>(other.keySet())).isEqualTo(new TreeSet<>(latvian.keySet()));
        assertThat(latvian.stringPropertyNames())
                .allSatisfy(key ->
                        assertThat(gaps(other.getProperty(key))).as(key).isEqualTo(gaps(latvian.getProperty(key))));
    }

    /// No word of Latvian in the middle of such a page.
    @ParameterizedTest
    @MethodSource("bundlesOfConsultants")
    void of_a_consultants_pages_has_what_they_ask_for_and_as_many_gaps_to_fill(String bundle) throws IOException {
        var latvian = read("messages.properties");
        var other = read(bundle);
        var named = asked(OF_CONSULTANTS).toList();
        assertThat(named).contains("duty.cannot", "sign-in.title", "form.save").hasSizeGreaterThan(120);
        var putTogether = latvian.stringPropertyNames().stream()
                .filter(key -> key.matches(PUT_TOGETHER))
                .toList();
        assertThat(other.stringPropertyNames())
                .containsAll(named)
                .containsAll(putTogether)
                .allSatisfy(key -> assertThat(latvian.stringPropertyNames()).contains(key))
                .allSatisfy(key ->
                        assertThat(gaps(other.getProperty(key))).as(key).isEqualTo(gaps(latvian.getProperty(key))));
    }

    /// What is open to everybody is read in Russian too.
    @ParameterizedTest
    @ValueSource(strings = {"public_en.properties", "public_ru.properties"})
    void of_the_open_pages_has_the_same_keys_as_latvian(String bundle) {
        assertThat(new TreeSet<>(read(bundle).keySet()))
                .isEqualTo(new TreeSet<>(read("public.properties").keySet()));
    }

    @Test
    void of_the_open_pages_has_what_they_ask_for() throws IOException {
        assertThat(asked().filter(MessagesTest::isOpen).toList())
                .hasSizeGreaterThan(15)
                .allSatisfy(key -> assertThat(read("public.properties").stringPropertyNames())
                        .contains(key));
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void has_a_text_for_each_rule_of_a_decision(String bundle) {
        assertThat(read(bundle).stringPropertyNames())
                .containsAll(Arrays.stream(Rule.values())
                        .map(rule -> "rule." + rule.code())
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void names_where_each_prompt_is_heard_and_how_long_it_may_be(String bundle) {
        var catalogue = Catalogue.read();
        assertThat(read(bundle).stringPropertyNames())
                .containsAll(catalogue.prompts().stream()
                        .flatMap(prompt -> Stream.of(
                                "prompts.use." + prompt.use(),
                                "constraint.recording-takes-"
                                        + catalogue.longest(prompt).toSeconds() + "-seconds-at-most"))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void names_each_holiday_of_fifty_years(String bundle) {
        var holidays = new LatvianHolidays();
        var keys = LocalDate.of(2020, 1, 1)
                .datesUntil(LocalDate.of(2070, 1, 1))
                .flatMap(date -> holidays.on(date).stream())
                .map(key -> "holiday." + key)
                .collect(Collectors.toSet());
        assertThat(read(bundle).stringPropertyNames()).containsAll(keys);
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void has_what_the_pages_ask_for(String bundle) throws IOException {
        assertThat(asked().filter(key -> !isOpen(key)).toList())
                .hasSizeGreaterThan(50)
                .allSatisfy(
                        key -> assertThat(read(bundle).stringPropertyNames()).contains(key));
    }

    /// Each is a format, in which a single one is not shown and hides the gaps behind it.
    @ParameterizedTest
    @MethodSource("everyBundle")
    void has_each_apostrophe_doubled(String bundle) {
        assertThat(read(bundle).values())
                .allSatisfy(message -> assertThat(message.toString()).doesNotContainPattern("(?<!')'(?!')"));
    }

    /// Of two texts with one key, nobody would see which is shown.
    @ParameterizedTest
    @ValueSource(strings = {"messages", "public"})
    void has_each_key_once(String name) throws IOException {
        try (var files = Files.list(RESOURCES)) {
            assertThat(files.filter(file -> file.getFileName().toString().matches(name + "(_[a-z]{2})?\\.properties")))
                    .hasSizeGreaterThan(2)
                    .allSatisfy(file -> assertThat(Files.readAllLines(file).stream()
                                    .filter(line -> line.matches("[a-z].*=.*"))
                                    .map(line ->
                                            line.substring(0, line.indexOf('=')).strip()))
                            .doesNotHaveDuplicates());
        }
    }

    private static Stream<String> asked() throws IOException {
        return asked(".*");
    }

    private static Stream<String> asked(String templates) throws IOException {
        try (var pages = Files.list(RESOURCES.resolve("templates"))) {
            return pages
                    .filter(page -> page.getFileName().toString().matches(templates))
                    .flatMap(page -> KEY.matcher(text(page)).results())
                    .map(found -> found.group(1) != null ? found.group(1) : found.group(2))
                    .filter(key -> !key.endsWith("."))
                    .distinct()
                    .toList()
                    .stream();
        }
    }

    private static boolean isOpen(String key) {
        return key.startsWith("open.");
    }

    private static int gaps(String message) {
        return new MessageFormat(message).getFormatsByArgumentIndex().length;
    }

    private static Properties read(String bundle) {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(RESOURCES.resolve(bundle))) {
            properties.load(reader);
            return properties;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
