package lv.helpline.lines.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import lv.helpline.api.ApiClient;
import lv.helpline.api.ApiErrorResponse;
import lv.helpline.api.Problem;
import lv.helpline.api.RequiresScope;
import lv.helpline.identity.ApiKeys.Scope;
import lv.helpline.lines.Places;
import lv.helpline.lines.Places.Entry;
import lv.helpline.lines.Places.Phone;
import lv.helpline.roster.Language;
import lv.helpline.roster.Roster;
import lv.helpline.roster.WeeklySpan;
import lv.helpline.shared.EditResult;
import lv.helpline.shared.web.ApiAddresses;
import lv.helpline.shared.web.FormErrors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The places, for API clients. What is for consultants only needs a key that allows `secret-places` too.
@Tag(name = "places")
@RestController
@RequestMapping(ApiAddresses.BASE + "/places")
class PlacesApi {

    private static final String CSV = "text/csv;charset=UTF-8";

    private final Places places;
    private final Clock clock;

    PlacesApi(Places places, Clock clock) {
        this.places = places;
        this.clock = clock;
    }

    @Schema(name = "PlaceHours")
    record Hours(
            @Schema(example = "monday") String day,
            @Schema(type = "string", example = "09:00") LocalTime start,

            @Schema(type = "string", example = "17:00", description = "Not after the start: on the next day.")
            LocalTime end) {
        static Hours of(WeeklySpan span) {
            return new Hours(span.day().name().toLowerCase(Locale.ROOT), span.start(), span.end());
        }
    }

    @Schema(name = "Place")
    record PlaceView(
            int id,

            @Schema(allowableValues = {"library", "shelter", "crisis-centre", "other"})
            String kind,

            @Schema(example = "riga") String region,

            @Schema(description = "Whose it is; none for our own.") @Nullable
            String partner,

            String address,

            @Schema(description = "As it is dialled in Latvia.") @Nullable
            String phone,

            @Schema(
                    allowableValues = {"everybody", "consultants"},
                    description = "Who may see the number.")
            @Nullable
            String phoneFor,

            @Schema(description = "ISO 639-1; none while nobody has asked.")
            List<String> languages,

            @Schema(description = "None while nobody has confirmed them.")
            List<Hours> hours,

            @Schema(
                    allowableValues = {"everybody", "consultants"},
                    description = "Who may see the place.")
            String shownTo,

            LocalDate checkedOn) {

        static PlaceView of(Entry entry) {
            var place = entry.place();
            return new PlaceView(
                    entry.id(),
                    place.kind().word(),
                    place.region().name().toLowerCase(Locale.ROOT),
                    place.partner().orElse(null),
                    place.address(),
                    place.phone().map(Phone::number).orElse(null),
                    place.phone().map(phone -> phone.audience().word()).orElse(null),
                    place.languages().stream().map(Language::code).toList(),
                    place.hours().stream().map(Hours::of).toList(),
                    place.audience().word(),
                    entry.checkedOn());
        }
    }

    @Schema(name = "PlacesImport", description = "How many places the table adds, changes and takes away.")
    record Imported(
            @Schema(description = "False for a trial, and when there was nothing to change.")
            boolean applied,

            @Schema(description = "How many places the table has.")
            int rows,

            int added,
            int changed,
            int removed) {}

    @Operation(summary = "Where people can come in person: our own places and those of partners")
    @RequiresScope(Scope.PLACES)
    @GetMapping
    List<PlaceView> all(@AuthenticationPrincipal ApiClient client) {
        var allowed = client.may(Scope.SECRET_PLACES) ? places.all() : places.forEverybody();
        return allowed.stream().map(PlaceView::of).toList();
    }

    /// Without the secrets it would be no table to change: what is missing in it would be taken away.
    @Operation(summary = "All places as a table, to be changed and sent back")
    @RequiresScope(Scope.SECRET_PLACES)
    @GetMapping(path = "/csv", produces = CSV)
    String table() {
        return PlaceCsv.forTheApi(places.all());
    }

    @Operation(
            summary = "Adds, changes and takes away places as a table says, all of them or none; or tries it",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(mediaType = "text/csv", schema = @Schema(type = "string"))))
    @ApiErrorResponse(
            value = HttpStatus.CONFLICT,
            when = "Somebody else was faster. Nothing was changed: read the table again.")
    @ApiErrorResponse(value = HttpStatus.CONTENT_TOO_LARGE, when = "It has more than 1 MB.")
    @ApiErrorResponse(value = HttpStatus.UNSUPPORTED_MEDIA_TYPE, when = "It is not sent as text/csv.")
    @ApiErrorResponse(
            value = HttpStatus.UNPROCESSABLE_CONTENT,
            when = "Nothing was changed. Each wrong cell is among the `errors`, its `field` being its row and column,"
                    + " such as `row 7, region`.")
    @RequiresScope(Scope.PLACES_IMPORT)
    @PostMapping(path = "/csv", consumes = "text/csv")
    Imported change(
            @RequestBody byte[] table,
            @Parameter(description = "Says how much would change, and changes nothing.")
                    @RequestParam(defaultValue = "true")
                    boolean dryRun,
            @AuthenticationPrincipal ApiClient client) {
        if (table.length > FormErrors.MOST_BYTES) {
            throw Problem.of(HttpStatus.CONTENT_TOO_LARGE).thrown();
        }
        var now = clock.instant();
        var read = PlaceCsv.read(table, places.all(), LocalDate.ofInstant(now, Roster.ZONE));
        if (!read.isGood()) {
            throw Problem.ofATable(read.wrong()).thrown();
        }
        var edit = read.edit();
        var applied = !dryRun && edit.size() > 0;
        if (applied) {
            requireDone(places.save(edit, client.author(now)));
        }
        return new Imported(
                applied,
                read.rows(),
                edit.added().size(),
                edit.changed().size(),
                edit.removed().size());
    }

    private static void requireDone(EditResult result) {
        switch (result) {
            case EditResult.Done _ -> {}
            case EditResult.Outdated() -> throw Problem.of(HttpStatus.CONFLICT).thrown();
            case EditResult.Refused(var rule) -> throw Problem.ofARule(rule).thrown();
        }
    }
}
