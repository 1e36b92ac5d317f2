package lv.helpline.recordings.web;

import static java.util.stream.Collectors.joining;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import lv.helpline.api.ApiErrorResponse;
import lv.helpline.api.Problem;
import lv.helpline.api.RequiresScope;
import lv.helpline.identity.ApiKeys.Scope;
import lv.helpline.recordings.Catalogue;
import lv.helpline.recordings.PhoneRecordingRequests;
import lv.helpline.recordings.PhoneRecordingRequests.Take;
import lv.helpline.recordings.PromptAudioCheck;
import lv.helpline.recordings.Recordings;
import lv.helpline.recordings.Recordings.Outcome;
import lv.helpline.recordings.Recordings.Recording;
import lv.helpline.shared.EditResult;
import lv.helpline.shared.web.ApiAddresses;
import lv.helpline.shared.web.Csv;
import lv.helpline.shared.web.FormErrors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// The voices that callers are to hear, for the host that plays them: `ops/prompts recordings` fetches them, says what
/// became of them, and brings what consultants spoke by telephone.
@Tag(name = "recordings")
@RestController
@RequestMapping(ApiAddresses.BASE + "/recordings")
class RecordingsApi {

    private static final List<String> HEADER = List.of("language", "prompt", "sha256");

    private static final String UUID_FORM = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private final Catalogue catalogue = Catalogue.read();
    private final Recordings recordings;
    private final PhoneRecordingRequests phoneRecordingRequests;
    private final Clock clock;

    RecordingsApi(Recordings recordings, PhoneRecordingRequests phoneRecordingRequests, Clock clock) {
        this.recordings = recordings;
        this.phoneRecordingRequests = phoneRecordingRequests;
        this.clock = clock;
    }

    @Operation(summary = "Every accepted recording by its language, its prompt and the digest of its sound, as a table")
    @RequiresScope(Scope.RECORDINGS)
    @GetMapping(produces = "text/csv;charset=UTF-8")
    String all() {
        return Csv.of(
                HEADER, accepted().map(each -> List.<Object>of(each.language().code(), each.prompt(), each.sha256())));
    }

    @Operation(summary = "The accepted recording of a prompt: 8 kHz, 16 bits, one channel, as it was spoken")
    @RequiresScope(Scope.RECORDINGS)
    @GetMapping(path = "/{language}/{prompt}", produces = "audio/wav")
    byte[] one(@PathVariable String language, @PathVariable String prompt) {
        return accepted()
                .filter(each ->
                        each.language().code().equals(language) && each.prompt().equals(prompt))
                .findFirst()
                .flatMap(each -> recordings.sound(each.id()))
                .orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND).thrown());
    }

    @Operation(summary = "Says what became of an accepted recording there: taken, or what is wrong with its clip")
    @RequiresScope(Scope.RECORDINGS)
    @PutMapping("/{language}/{prompt}/outcome")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void outcome(
            @PathVariable String language,
            @PathVariable String prompt,
            @Parameter(description = "The digest of the sound that it is about.") @RequestParam String sha256,
            @Parameter(
                            schema =
                                    @Schema(
                                            allowableValues = {
                                                "taken",
                                                "too-long",
                                                "menu-too-long",
                                                "level",
                                                "clipped",
                                                "silent",
                                                "unreadable"
                                            }))
                    @RequestParam
                    String outcome) {
        var said = Stream.of(Outcome.values())
                .filter(each -> each.word().equals(outcome))
                .findFirst()
                .orElseThrow(RecordingsApi::noOutcome);
        var spoken = catalogue.language(language);
        if (spoken.isEmpty() || !recordings.tell(spoken.get(), prompt, sha256, said)) {
            throw Problem.of(HttpStatus.NOT_FOUND).thrown();
        }
    }

    private static Problem.Thrown noOutcome() {
        var words = Stream.of(Outcome.values()).map(Outcome::word).collect(joining(", "));
        return Problem.of(List.of(new Problem.Wrong("outcome", "problem.field.one-of", words)))
                .thrown();
    }

    @Operation(
            summary = "Brings what a consultant spoke by telephone: once they have kept it, it waits to be accepted",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "audio/wav",
                                            schema = @Schema(type = "string", format = "binary"))))
    @ApiErrorResponse(value = HttpStatus.NOT_FOUND, when = "Nobody waits for it, or not any more.")
    @ApiErrorResponse(value = HttpStatus.CONFLICT, when = "It was not kept yet, and may be still.")
    @ApiErrorResponse(value = HttpStatus.CONTENT_TOO_LARGE, when = "It has more than 1 MB.")
    @ApiErrorResponse(value = HttpStatus.UNSUPPORTED_MEDIA_TYPE, when = "It is not sent as audio/wav.")
    @ApiErrorResponse(value = HttpStatus.UNPROCESSABLE_CONTENT, when = "It cannot be used; its page says why.")
    @RequiresScope(Scope.RECORDINGS)
    @PostMapping(path = "/takes/{id}", consumes = "audio/wav")
    @ResponseStatus(HttpStatus.CREATED)
    void bring(
            @Parameter(schema = @Schema(format = "uuid")) @PathVariable String id,
            @RequestBody(required = false) byte @Nullable [] body) {
        // Asterisk writes late: of what is being spoken there may be nothing yet.
        var sound = body == null ? new byte[0] : body;
        if (sound.length > FormErrors.MOST_BYTES) {
            throw Problem.of(HttpStatus.CONTENT_TOO_LARGE).thrown();
        }
        var take = find(id);
        if (!take.isKept()) {
            throw Problem.of(HttpStatus.CONFLICT, "problem.take.being-spoken").thrown();
        }
        var prompt = catalogue
                .find(take.prompt())
                .orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND).thrown());
        var words = catalogue.text(take.language(), prompt);
        switch (phoneRecordingRequests.bring(
                take, prompt, words, PromptAudioCheck.of(sound, catalogue.longest(prompt)), clock.instant())) {
            case EditResult.Done _ -> {}
            case EditResult.Outdated() -> throw Problem.of(HttpStatus.NOT_FOUND).thrown();
            case EditResult.Refused(var rule) -> throw Problem.ofARule(rule).thrown();
        }
    }

    /// What is no id is nobody's either.
    private Take find(String id) {
        return Optional.of(id)
                .filter(text -> text.matches(UUID_FORM))
                .flatMap(text -> phoneRecordingRequests.find(UUID.fromString(text), clock.instant()))
                .orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND).thrown());
    }

    private Stream<Recording> accepted() {
        return recordings.all().stream().filter(each -> each.accepted().isPresent());
    }
}
