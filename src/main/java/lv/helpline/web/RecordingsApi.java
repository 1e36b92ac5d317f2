package lv.helpline.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.stream.Stream;
import lv.helpline.admin.Recordings;
import lv.helpline.admin.Recordings.Recording;
import lv.helpline.admin.Tokens.Scope;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The voices that callers are to hear, for the host that plays them: `ops/prompts recordings` fetches them.
@Tag(name = "recordings")
@RestController
@RequestMapping(ApiSecurity.BASE + "/recordings")
class RecordingsApi {

    private static final List<String> HEADER = List.of("language", "prompt", "sha256");

    private final Recordings recordings;

    RecordingsApi(Recordings recordings) {
        this.recordings = recordings;
    }

    @Operation(summary = "Every accepted recording by its language, its prompt and the digest of its sound, as a table")
    @Needs(Scope.RECORDINGS)
    @GetMapping(produces = "text/csv;charset=UTF-8")
    String all() {
        return Csv.of(
                HEADER, accepted().map(each -> List.<Object>of(each.language().code(), each.prompt(), each.sha256())));
    }

    @Operation(summary = "The accepted recording of a prompt: 8 kHz, 16 bits, one channel, as it was spoken")
    @Needs(Scope.RECORDINGS)
    @GetMapping(path = "/{language}/{prompt}", produces = "audio/wav")
    byte[] one(@PathVariable String language, @PathVariable String prompt) {
        return accepted()
                .filter(each ->
                        each.language().code().equals(language) && each.prompt().equals(prompt))
                .findFirst()
                .flatMap(each -> recordings.sound(each.id()))
                .orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND).thrown());
    }

    private Stream<Recording> accepted() {
        return recordings.all().stream().filter(each -> each.accepted().isPresent());
    }
}
