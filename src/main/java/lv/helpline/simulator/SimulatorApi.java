package lv.helpline.simulator;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lv.helpline.api.ApiErrorResponse;
import lv.helpline.api.ApiRoster;
import lv.helpline.api.Problem;
import lv.helpline.api.RequiresScope;
import lv.helpline.identity.ApiKeys.Scope;
import lv.helpline.roster.Holidays;
import lv.helpline.roster.Language;
import lv.helpline.roster.Line;
import lv.helpline.roster.Wish;
import lv.helpline.roster.WishId;
import lv.helpline.routing.web.RoutingSimulator;
import lv.helpline.shared.web.ApiAddresses;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Whose phone rings, for API clients: asked of the code that decides real calls.
@Tag(name = "simulator")
@RestController
@ApiErrorResponse(value = HttpStatus.SERVICE_UNAVAILABLE, when = ApiRoster.NONE_YET)
class SimulatorApi {

    private final ApiRoster roster;
    private final Holidays holidays;
    private final MessageSource messages;
    private final Clock clock;

    SimulatorApi(ApiRoster roster, Holidays holidays, MessageSource messages, Clock clock) {
        this.roster = roster;
        this.holidays = holidays;
        this.messages = messages;
        this.clock = clock;
    }

    @Schema(name = "Plan")
    record Plan(
            String line,

            @Schema(description = "In which the caller is spoken to.")
            String language,

            OffsetDateTime at,

            @Schema(allowableValues = {"asks", "rings", "closed", "nobody"})
            String verdict,

            @Schema(description = "When a closed line opens, or an open one closes.") @Nullable
            OffsetDateTime until,

            List<Step> steps,
            List<Reason> reasons,

            @Schema(example = "woman", description = "The wishes that the caller is asked for.")
            List<String> wishes,

            @Schema(description = "Whom else the caller is told of.")
            List<String> openNow) {}

    @Schema(name = "Step", description = "Phones that ring together.")
    record Step(
            int number,
            @Schema(example = "on-duty") String rule,
            @Schema(description = "The rule in words.") String because,
            List<String> names,

            @Schema(description = "After how much ringing it begins.")
            long fromSeconds,

            long ringSeconds) {}

    @Schema(name = "Reason", description = "A rule that took part, and whom it is about.")
    record Reason(
            @Schema(example = "opening-hours") String rule,
            @Schema(description = "The rule in words.") String because,
            List<String> names) {}

    @Operation(summary = "What the router would do with a call, and why")
    @RequiresScope(Scope.SIMULATOR)
    @GetMapping(ApiAddresses.BASE + "/simulator")
    Plan plan(
            @Parameter(example = "riga-trust") @RequestParam String line,
            @Parameter(description = "ISO 639-1; without it the caller was not asked yet.")
                    @RequestParam(required = false)
                    @Nullable
                    String language,
            @Parameter(description = "The code of one that the line offers, of a caller who has chosen a language.")
                    @RequestParam(required = false)
                    @Nullable
                    String wish,
            @Parameter(
                            description =
                                    "ISO 8601 with an offset, whose + is written %2B in an address; now without it.",
                            example = "2026-11-24T10:00:00+02:00")
                    @DateTimeFormat(iso = ISO.DATE_TIME)
                    @RequestParam(required = false)
                    @Nullable
                    OffsetDateTime at,
            Locale locale) {
        var snapshot = roster.snapshot();
        var asked = roster.lineOf(snapshot, "line", line);
        var answer = new RoutingSimulator(snapshot, holidays)
                .ask(asked, spoken(language), wished(asked, wish), at == null ? clock.instant() : at.toInstant());
        return planOf(asked, answer, locale);
    }

    private Plan planOf(Line line, RoutingSimulator.Answer answer, Locale locale) {
        return new Plan(
                line.id().value(),
                answer.language().code(),
                answer.at().toOffsetDateTime(),
                answer.verdict().name().toLowerCase(Locale.ROOT),
                answer.until().map(ZonedDateTime::toOffsetDateTime).orElse(null),
                answer.steps().stream()
                        .map(ring -> new Step(
                                ring.number(),
                                ring.rule(),
                                words(ring.rule(), locale),
                                ring.names(),
                                ring.from(),
                                ring.seconds()))
                        .toList(),
                answer.reasons().stream()
                        .map(told -> new Reason(told.rule(), words(told.rule(), locale), told.names()))
                        .toList(),
                answer.wishes().stream().map(each -> each.id().value()).toList(),
                answer.openNow());
    }

    private static Optional<Language> spoken(@Nullable String code) {
        if (code != null && !code.matches("[a-z]{2}")) {
            throw Problem.of(List.of(new Problem.Wrong("language", "problem.field.language")))
                    .thrown();
        }
        return Optional.ofNullable(code).map(Language::new);
    }

    private static Optional<WishId> wished(Line line, @Nullable String code) {
        var wish = line.wishes().stream()
                .map(Wish::id)
                .filter(id -> id.value().equals(code))
                .findFirst();
        if (code != null && wish.isEmpty()) {
            throw Problem.of(List.of(new Problem.Wrong("wish", "problem.field.wish")))
                    .thrown();
        }
        return wish;
    }

    private String words(String rule, Locale locale) {
        return messages.getMessage("rule." + rule, null, locale);
    }
}
