package lv.helpline.recordings.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import lv.helpline.accounts.Role;
import lv.helpline.audit.AccountId;
import lv.helpline.identity.web.AllowedTo;
import lv.helpline.identity.web.SignedIn;
import lv.helpline.recordings.Catalogue;
import lv.helpline.recordings.Catalogue.Prompt;
import lv.helpline.recordings.PhoneRecordingRequests;
import lv.helpline.recordings.PhoneRecordingRequests.Take;
import lv.helpline.recordings.PromptAudioCheck;
import lv.helpline.recordings.Recordings;
import lv.helpline.recordings.Recordings.Origin.Page;
import lv.helpline.recordings.Recordings.Recording;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Language;
import lv.helpline.roster.Roster;
import lv.helpline.shared.EditResult;
import lv.helpline.shared.web.FormErrors;
import lv.helpline.shared.web.WebProperties;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The page of the prompts that callers and consultants hear: which are still synthetic, and recordings of human
/// voices.
@Controller
@RequestMapping("/prompts")
@AllowedTo(Role.ADMINISTRATOR)
class PromptsController {

    /// What callers hear in their first minute; it is what has to be recorded first.
    private static final Set<String> FIRST = Set.of("menu", "call", "waiting", "closed", "elsewhere");

    static final MediaType WAV = MediaType.parseMediaType("audio/wav");

    private final Catalogue catalogue = Catalogue.read();
    private final Recordings recordings;
    private final PhoneRecordingRequests phoneRecordingRequests;
    private final Path sounds;
    private final String dutyLine;
    private final Clock clock;

    /// Of recordings, by whom each was played; the page loads no sound before somebody does. Lost with a restart: then
    /// it is played once more.
    private final Set<Played> played = ConcurrentHashMap.newKeySet();

    private record Played(AccountId account, int recording) {}

    PromptsController(
            Recordings recordings,
            PhoneRecordingRequests phoneRecordingRequests,
            WebProperties properties,
            Clock clock) {
        this.recordings = recordings;
        this.phoneRecordingRequests = phoneRecordingRequests;
        this.sounds = Path.of(properties.sounds());
        this.dutyLine = properties.dutyLine();
        this.clock = clock;
    }

    /// A prompt in one language, with its voices.
    ///
    /// @param accepted the recording that callers hear
    /// @param waiting  the one that nobody has accepted yet
    public record PromptView(
            Prompt prompt,
            String words,
            @Nullable Recording accepted,
            @Nullable Recording waiting) {

        /// Its words have changed since it was recorded, so callers hear old ones.
        public boolean isOutdated() {
            return accepted != null && !accepted.words().equals(words);
        }

        public boolean isRecorded() {
            return accepted != null && !isRefused();
        }

        /// Asterisk cannot make a clip of it.
        public boolean isRefused() {
            return accepted != null && accepted.accepted().orElseThrow().isRefused();
        }

        /// The message that says whose voice callers hear.
        public String voice() {
            if (isRefused()) {
                return "prompts.not-taken";
            }
            return isRecorded() ? "voices.recorded" : "voices.synthetic";
        }

        boolean has(String typed) {
            return words.toLowerCase(Locale.ROOT).contains(typed) || prompt.id().contains(typed);
        }
    }

    /// What is heard at one place.
    ///
    /// @param first whether callers hear it in their first minute
    public record Group(String use, boolean first, List<PromptView> prompts) {

        public long recorded() {
            return prompts.stream().filter(PromptView::isRecorded).count();
        }
    }

    @GetMapping
    String all(
            @RequestParam(defaultValue = "lv") String language,
            @RequestParam(defaultValue = "") String words,
            Model model) {
        var spoken = spoken(language);
        var shown = shown(spoken);
        var found = new LinkedHashMap<String, List<PromptView>>();
        var typed = words.strip().toLowerCase(Locale.ROOT);
        shown.stream()
                .filter(each -> each.has(typed))
                .forEach(each -> found.computeIfAbsent(each.prompt().use(), use -> new ArrayList<>())
                        .add(each));
        model.addAttribute("language", spoken);
        model.addAttribute(
                "languages",
                catalogue.languages().stream()
                        .map(each -> Locale.forLanguageTag(each.code()))
                        .toList());
        model.addAttribute("words", words);
        model.addAttribute("all", shown.size());
        model.addAttribute(
                "recorded", shown.stream().filter(PromptView::isRecorded).count());
        model.addAttribute(
                "groups",
                found.entrySet().stream()
                        .map(each -> new Group(each.getKey(), FIRST.contains(each.getKey()), each.getValue()))
                        .toList());
        return "prompts";
    }

    @GetMapping("/{language}/{prompt}")
    String one(@PathVariable String language, @PathVariable String prompt, Model model) {
        return page(spoken(language), get(prompt), model);
    }

    /// What is sent waits until somebody has listened to it.
    @PostMapping(path = "/{language}/{prompt}", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    String propose(
            @PathVariable String language,
            @PathVariable String prompt,
            @RequestParam MultipartFile sound,
            @RequestParam(defaultValue = "FILE") Page way,
            @AuthenticationPrincipal SignedIn me,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after)
            throws IOException {
        var spoken = spoken(language);
        var said = get(prompt);
        if (sound.getSize() > FormErrors.MOST_BYTES) {
            FormErrors.ofALargeFile(response, model);
            return page(spoken, said, model);
        }
        var editResult = switch (PromptAudioCheck.of(sound.getBytes(), catalogue.longest(said))) {
            case PromptAudioCheck.Unfit(var rule) -> new EditResult.Refused(rule);
            case PromptAudioCheck.Fit fit ->
                recordings.propose(spoken, said, catalogue.text(spoken, said), fit, way, me.author(clock.instant()));
        };
        return shown(spoken, said, editResult, "prompts.sent", response, model, after);
    }

    /// The page again, with what is wrong if it is refused.
    private String shown(
            Language language,
            Prompt prompt,
            EditResult editResult,
            String done,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        if (editResult instanceof EditResult.Done) {
            after.addFlashAttribute("done", done);
            return back(language, prompt.id());
        }
        FormErrors.show(editResult, response, model);
        return page(language, prompt, model);
    }

    /// Somebody is asked to speak it on the duty line.
    @PostMapping("/{language}/{prompt}/by-phone")
    String ask(
            @PathVariable String language,
            @PathVariable String prompt,
            @RequestParam int consultant,
            @AuthenticationPrincipal SignedIn me,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        var spoken = spoken(language);
        var said = get(prompt);
        var editResult =
                phoneRecordingRequests.ask(spoken, said, new ConsultantId(consultant), me.author(clock.instant()));
        return shown(spoken, said, editResult, "prompts.phone-asked", response, model, after);
    }

    @PostMapping("/{language}/{prompt}/by-phone/remove")
    String withdraw(
            @PathVariable String language,
            @PathVariable String prompt,
            @AuthenticationPrincipal SignedIn me,
            RedirectAttributes after) {
        var spoken = spoken(language);
        var said = get(prompt);
        return answered(
                spoken,
                said.id(),
                phoneRecordingRequests.withdraw(spoken, said, me.author(clock.instant())),
                "prompts.phone-taken-back",
                after);
    }

    /// Nobody accepts what they have not played.
    @PostMapping("/recordings/{id}/accept")
    String accept(@PathVariable int id, @AuthenticationPrincipal SignedIn me, RedirectAttributes after) {
        var recording = find(id);
        if (!played.contains(new Played(me.id(), id))) {
            after.addFlashAttribute("error", "prompts.not-played");
            return back(recording.language(), recording.prompt());
        }
        return answered(recording, recordings.accept(id, me.author(clock.instant())), "prompts.accepted", after);
    }

    @PostMapping("/recordings/{id}/remove")
    String remove(@PathVariable int id, @AuthenticationPrincipal SignedIn me, RedirectAttributes after) {
        var recording = find(id);
        return answered(recording, recordings.remove(id, me.author(clock.instant())), "prompts.removed", after);
    }

    private static String answered(Recording recording, EditResult editResult, String done, RedirectAttributes after) {
        return answered(recording.language(), recording.prompt(), editResult, done, after);
    }

    private static String answered(
            Language language, String prompt, EditResult editResult, String done, RedirectAttributes after) {
        var isDone = editResult instanceof EditResult.Done;
        after.addFlashAttribute(isDone ? "done" : "error", isDone ? done : "prompts.gone");
        return back(language, prompt);
    }

    private static String back(Language language, String prompt) {
        return "redirect:/prompts/" + language + "/" + prompt;
    }

    /// As it was sent.
    @GetMapping("/recordings/{id}")
    ResponseEntity<Resource> recording(@PathVariable int id, @AuthenticationPrincipal SignedIn me) {
        var sound = recordings
                .sound(id)
                .map(bytes -> wav(new ByteArrayResource(bytes)))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        played.add(new Played(me.id(), id));
        return sound;
    }

    /// The clip itself, where Asterisk has its files on this machine.
    @GetMapping("/{language}/{prompt}/heard")
    ResponseEntity<Resource> heard(@PathVariable String language, @PathVariable String prompt) {
        return clip(spoken(language), get(prompt))
                .map(file -> wav(new FileSystemResource(file)))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static ResponseEntity<Resource> wav(Resource sound) {
        return ResponseEntity.ok().contentType(WAV).body(sound);
    }

    private Optional<Path> clip(Language language, Prompt prompt) {
        return Optional.of(sounds.resolve(language.code()).resolve("helpline").resolve(prompt.id() + ".wav"))
                .filter(file -> file.isAbsolute() && Files.isReadable(file));
    }

    private String page(Language language, Prompt prompt, Model model) {
        var all = shown(language);
        var promptView = all.stream()
                .filter(each -> each.prompt().equals(prompt))
                .findFirst()
                .orElseThrow();
        var longest = catalogue.longest(prompt).minus(PromptAudioCheck.REST);
        model.addAttribute("language", language);
        model.addAttribute("shown", promptView);
        model.addAttribute("heardHere", clip(language, prompt).isPresent());
        model.addAttribute("goesOn", !promptView.words().matches("(?s).*[.!?:]"));
        model.addAttribute("longest", seconds(longest));
        model.addAttribute(
                "waiting",
                Optional.ofNullable(promptView.waiting())
                        .map(PromptsController::told)
                        .orElse(null));
        model.addAttribute(
                "accepted",
                Optional.ofNullable(promptView.accepted())
                        .map(PromptsController::told)
                        .orElse(null));
        model.addAttribute("next", next(all, promptView));
        var take = phoneRecordingRequests.of(language, prompt, clock.instant());
        model.addAttribute("asked", take.map(Asked::of).orElse(null));
        model.addAttribute("speakers", phoneRecordingRequests.speakers());
        model.addAttribute("dutyLine", dutyLine);
        return "prompt";
    }

    /// A recording as its page tells of it.
    public record Told(
            Recording recording,
            BigDecimal seconds,
            ZonedDateTime madeAt,
            @Nullable ZonedDateTime acceptedAt) {}

    /// What somebody was asked to speak by telephone, as the page tells of it.
    public record Asked(Take take, ZonedDateTime at, ZonedDateTime until) {
        public static Asked of(Take take) {
            return new Asked(
                    take, take.asked().at().atZone(Roster.ZONE), take.until().atZone(Roster.ZONE));
        }

        public boolean isWaiting() {
            return take.fault().isEmpty();
        }
    }

    private static Told told(Recording recording) {
        return new Told(
                recording,
                seconds(recording.length()),
                recording.madeAt().atZone(Roster.ZONE),
                recording.accepted().map(each -> each.at().atZone(Roster.ZONE)).orElse(null));
    }

    private static BigDecimal seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis(), 3).setScale(1, RoundingMode.HALF_UP);
    }

    /// The next one that has no human voice yet.
    private static @Nullable PromptView next(List<PromptView> all, PromptView promptView) {
        return all.subList(all.indexOf(promptView) + 1, all.size()).stream()
                .filter(each -> !each.isRecorded() && each.waiting() == null)
                .findFirst()
                .orElse(null);
    }

    private List<PromptView> shown(Language language) {
        var accepted = new LinkedHashMap<String, Recording>();
        var waiting = new LinkedHashMap<String, Recording>();
        recordings.all().stream()
                .filter(each -> each.language().equals(language))
                .forEach(each -> place(each, accepted, waiting).put(each.prompt(), each));
        return catalogue.prompts().stream()
                .map(prompt -> new PromptView(
                        prompt, catalogue.text(language, prompt), accepted.get(prompt.id()), waiting.get(prompt.id())))
                .toList();
    }

    private static Map<String, Recording> place(
            Recording recording, Map<String, Recording> accepted, Map<String, Recording> waiting) {
        return recording.accepted().isPresent() ? accepted : waiting;
    }

    private Recording find(int id) {
        return recordings.all().stream()
                .filter(each -> each.id() == id)
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private Language spoken(String code) {
        return catalogue.language(code).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private Prompt get(String id) {
        return catalogue.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
