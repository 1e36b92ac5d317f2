package lv.helpline.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.HeadingAnchorExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jsoup.Jsoup;
import org.springframework.context.MessageSource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/// The guides in `ops/guide`, which the application brings along. A section that is about a page has the page's name.
@Component
final class Guides {

    /// What the pages below an address are about, by the message that names them; the longest address counts.
    private static final Map<String, String> PAGES = Map.ofEntries(
            Map.entry("/now", "now.nav"),
            Map.entry("/roster", "roster.nav"),
            Map.entry("/roster/proposals", "proposals.title"),
            Map.entry("/who", "who.nav"),
            Map.entry("/calendar", "calendar.nav"),
            Map.entry("/lines", "lines.nav"),
            Map.entry("/prompts", "prompts.title"),
            Map.entry("/outside", "outside.title"),
            Map.entry("/places", "places.title"),
            Map.entry("/interpreters", "interpreters.title"),
            Map.entry("/people", "people.nav"),
            Map.entry("/statistics", "statistics.nav"),
            Map.entry("/statistics/forecast", "forecast.title"),
            Map.entry("/statistics/reports", "reports.title"),
            Map.entry("/accounts", "accounts.nav"),
            Map.entry("/tokens", "tokens.title"),
            Map.entry("/audit", "audit.nav"),
            Map.entry("/account", "account.title"),
            Map.entry("/duty", "duty.nav"),
            Map.entry("/duty/phone", "duty.phone"),
            Map.entry("/duty/places", "duty.places"));

    /// One of them in one language.
    ///
    /// @param html     of the whole, from our own file
    /// @param sections what it has, in order
    record Guide(String title, String html, List<Section> sections) {}

    /// @param id    by which a browser finds it
    record Section(String id, String title) {}

    private static final Locale LATVIAN = Locale.forLanguageTag("lv");

    private final MessageSource messages;
    private final Map<String, Guide> guides = new HashMap<>();

    Guides(MessageSource messages) throws IOException {
        this.messages = messages;
        for (var file : new PathMatchingResourcePatternResolver().getResources("classpath:guide/*.md")) {
            guides.put(file.getFilename(), read(file.getContentAsString(UTF_8)));
        }
    }

    /// Latvian where there is none in that language.
    ///
    /// @param reader such as `administrator`
    Guide of(String reader, Locale locale) {
        return Objects.requireNonNull(guides.get(file(reader, language(reader, locale))), reader);
    }

    /// The language in which that reader's guide is written, for whoever asks for one.
    Locale language(String reader, Locale asked) {
        return guides.containsKey(file(reader, asked)) ? asked : LATVIAN;
    }

    /// The section about the page at that path, if there is one.
    Optional<Section> about(String path, String reader, Locale locale) {
        return PAGES.entrySet().stream()
                .filter(page -> path.equals(page.getKey()) || path.startsWith(page.getKey() + "/"))
                .max(Map.Entry.comparingByKey())
                .map(page -> messages.getMessage(page.getValue(), null, language(reader, locale)))
                .flatMap(title -> of(reader, locale).sections().stream()
                        .filter(section -> section.title().equals(title))
                        .findFirst());
    }

    private static String file(String reader, Locale locale) {
        return reader + "." + locale.getLanguage() + ".md";
    }

    private static Guide read(String markdown) {
        var extensions = List.of(TablesExtension.create(), HeadingAnchorExtension.create());
        var document = Parser.builder().extensions(extensions).build().parse(markdown);
        var html = HtmlRenderer.builder().extensions(extensions).build().render(document);
        var page = Jsoup.parseBodyFragment(html);
        return new Guide(
                page.select("h1").text(),
                html,
                page.select("h2").stream()
                        .map(heading -> new Section(heading.id(), heading.text()))
                        .toList());
    }
}
