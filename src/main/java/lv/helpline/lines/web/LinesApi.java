package lv.helpline.lines.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import lv.helpline.api.ApiErrorResponse;
import lv.helpline.api.ApiRoster;
import lv.helpline.api.Problem;
import lv.helpline.api.RequiresScope;
import lv.helpline.identity.ApiKeys.Scope;
import lv.helpline.roster.Language;
import lv.helpline.roster.Line;
import lv.helpline.roster.Strategy;
import lv.helpline.roster.WeeklySpan;
import lv.helpline.shared.web.ApiAddresses;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The lines, for programs.
@Tag(name = "lines")
@RestController
@ApiErrorResponse(value = HttpStatus.SERVICE_UNAVAILABLE, when = ApiRoster.NONE_YET)
@RequestMapping(ApiAddresses.BASE + "/lines")
public class LinesApi {

    private final ApiRoster books;

    LinesApi(ApiRoster books) {
        this.books = books;
    }

    @Schema(name = "OpeningHours")
    record Hours(
            @Schema(example = "monday") String day,
            @Schema(type = "string", example = "09:00") LocalTime start,

            @Schema(type = "string", example = "17:00", description = "Not after the start: on the next day.")
            LocalTime end) {
        public static Hours of(WeeklySpan span) {
            return new Hours(span.day().name().toLowerCase(Locale.ROOT), span.start(), span.end());
        }
    }

    @Schema(name = "Line")
    record LineView(
            @Schema(example = "riga-trust") String id,

            @Schema(example = "+37160000000", description = "E.164.")
            String number,

            String name,
            @Schema(example = "riga") String region,

            @Schema(description = "ISO 639-1, in the order in which callers hear them.")
            List<String> languages,

            List<Hours> hours,

            @Schema(description = "True while nobody has confirmed the hours.")
            boolean hoursAssumed,

            @Schema(allowableValues = {"all-at-once", "one-by-one", "waves"})
            String strategy,

            @Schema(description = "Phones in a wave, for that strategy only.") @Nullable
            Integer waveSize,

            long ringSeconds,
            long patienceSeconds,
            long wrapUpSeconds,
            long graceSeconds,
            boolean general) {

        static LineView of(Line line) {
            return new LineView(
                    line.id().value(),
                    e164(line.number()),
                    line.name(),
                    line.region().name().toLowerCase(Locale.ROOT),
                    line.languages().stream().map(Language::code).toList(),
                    line.hours().stream().map(Hours::of).toList(),
                    line.hoursAssumed(),
                    switch (line.strategy()) {
                        case Strategy.AllAtOnce() -> "all-at-once";
                        case Strategy.OneByOne() -> "one-by-one";
                        case Strategy.Waves _ -> "waves";
                    },
                    line.strategy() instanceof Strategy.Waves(var size) ? size : null,
                    seconds(line.ring()),
                    seconds(line.patience()),
                    seconds(line.wrapUp()),
                    seconds(line.grace()),
                    line.general());
        }

        private static long seconds(Duration duration) {
            return duration.toSeconds();
        }
    }

    public static String e164(String number) {
        return "+371" + number;
    }

    @Operation(summary = "Every published number")
    @RequiresScope(Scope.LINES)
    @GetMapping
    List<LineView> all() {
        return books.data().lines().stream().map(LineView::of).toList();
    }

    @Operation(summary = "One published number")
    @RequiresScope(Scope.LINES)
    @GetMapping("/{id}")
    LineView one(@PathVariable String id) {
        return books.data().lines().stream()
                .filter(line -> line.id().value().equals(id))
                .findFirst()
                .map(LineView::of)
                .orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND).thrown());
    }
}
