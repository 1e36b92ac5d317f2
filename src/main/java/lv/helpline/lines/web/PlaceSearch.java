package lv.helpline.lines.web;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import lv.helpline.lines.Places.Kind;
import lv.helpline.lines.Places.Search;
import lv.helpline.roster.Region;
import lv.helpline.shared.web.TableText;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/// How somebody looks for places: a town, a street, a library's name or a region, as they type it.
///
/// @param q    what was typed
/// @param page from 1 on
public record PlaceSearch(
        @Nullable String q,
        @Nullable Region region,
        @Nullable Kind kind,
        @Nullable Boolean due,
        @Nullable Integer page) {

    private static final int MOST_WORDS = 8;

    /// Fewer letters could be of any name.
    private static final int LETTERS_OF_A_REGION = 3;

    private static final List<Locale> READERS =
            Stream.of("lv", "en", "ru").map(Locale::forLanguageTag).toList();

    public boolean isEmpty() {
        return (q == null || q.isBlank()) && region == null && kind == null;
    }

    /// Where a page of what was found is.
    public String address(String path, int page) {
        return UriComponentsBuilder.fromPath(path)
                .queryParamIfPresent(
                        "q",
                        Optional.ofNullable(q)
                                .filter(typed -> !typed.isBlank())
                                .map(typed -> UriUtils.encode(typed, StandardCharsets.UTF_8)))
                .queryParamIfPresent("region", Optional.ofNullable(region))
                .queryParamIfPresent("kind", Optional.ofNullable(kind))
                .queryParamIfPresent("due", Optional.ofNullable(due))
                .queryParam("page", page)
                .build()
                .toUriString();
    }

    /// @param openAt empty for the usual order
    Search search(LocalDate today, Optional<LocalDateTime> openAt, MessageSource messages) {
        return new Search(
                Arrays.stream(TableText.word(q == null ? "" : q).split("[\\s,]+"))
                        .filter(word -> !word.isEmpty())
                        .limit(MOST_WORDS)
                        .map(word -> new Search.Word(word, regionOf(word, messages)))
                        .toList(),
                Optional.ofNullable(region),
                Optional.ofNullable(kind),
                Optional.of(today).filter(_ -> Boolean.TRUE.equals(due)),
                openAt);
    }

    /// The one whose name, in any language of ours, begins so.
    private static Optional<Region> regionOf(String word, MessageSource messages) {
        return Stream.of(Region.values())
                .filter(_ -> word.length() >= LETTERS_OF_A_REGION)
                .filter(region -> READERS.stream()
                        .map(locale ->
                                messages.getMessage("region." + region.name().toLowerCase(Locale.ROOT), null, locale))
                        .anyMatch(name -> TableText.word(name).startsWith(word)))
                .findFirst();
    }

    /// Which part of what was found is shown.
    ///
    /// @param size how many were found
    public record Pages(int page, int of, int size) {
        static Pages of(@Nullable Integer asked, int size, int most) {
            var pages = Math.max(1, (size + most - 1) / most);
            return new Pages(Math.clamp(asked == null ? 1 : asked, 1, pages), pages, size);
        }
    }

    /// How many come before the page that was asked for.
    int skipped(int most) {
        return (Math.clamp(page == null ? 1 : page, 1, 1_000) - 1) * most;
    }
}
