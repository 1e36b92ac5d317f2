package lv.helpline.web;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import lv.helpline.duty.Language;
import org.jspecify.annotations.Nullable;

/// Languages as they are typed: ISO 639-1 codes with blanks or commas between, `lv en ru`.
final class SpokenText {

    private static final Set<String> KNOWN = Set.copyOf(Arrays.asList(Locale.getISOLanguages()));

    private SpokenText() {}

    /// In the order in which they were typed; empty when there is none, or one of them is no language.
    static Optional<List<Language>> parse(@Nullable String typed) {
        var codes = Stream.of(
                        (typed == null ? "" : typed).toLowerCase(Locale.ROOT).split("[\\s,;]+", -1))
                .filter(code -> !code.isEmpty())
                .distinct()
                .toList();
        return codes.isEmpty() || codes.stream().anyMatch(code -> code.length() != 2 || !KNOWN.contains(code))
                ? Optional.empty()
                : Optional.of(codes.stream().map(Language::new).toList());
    }
}
