package lv.helpline.publicsite;

import static java.util.Comparator.comparing;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import lv.helpline.lines.web.OpenHours;
import lv.helpline.roster.Holidays;
import lv.helpline.roster.Language;
import lv.helpline.roster.Line;
import lv.helpline.roster.Region;
import lv.helpline.roster.Roster;
import lv.helpline.routing.SnapshotSource;
import lv.helpline.shared.Formats;
import lv.helpline.shared.web.WebProperties;
import lv.helpline.webcall.web.WebCallProperties;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/// The numbers, for whoever needs them. From the roster in memory: it is there while the database is not.
///
/// It never says "open now" by itself, for a cache would go on saying so. It says hours, and each day of the coming
/// fortnight on which they are others; from when until when each number is open then, its script tells what is open
/// now.
@Controller
class PublicController {

    private static final List<String> LANGUAGES = List.of("lv", "en", "ru");
    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

    private final SnapshotSource snapshots;
    private final PublishedFacts facts;
    private final Holidays holidays;
    private final WebProperties properties;
    private final WebCallProperties calls;
    private final Clock clock;

    PublicController(
            SnapshotSource snapshots,
            PublishedFacts facts,
            Holidays holidays,
            WebProperties properties,
            WebCallProperties calls,
            Clock clock) {
        this.snapshots = snapshots;
        this.facts = facts;
        this.holidays = holidays;
        this.properties = properties;
        this.calls = calls;
        this.clock = clock;
    }

    /// @param open  when it is open in the coming fortnight, as spans of ISO 8601
    /// @param codes of the languages, such as `lv`
    /// @param cost  what a call costs: `free`, `mobile` or `landline`
    public record Published(
            String national,
            String dialled,
            String shown,
            List<OpenHours.Days> hours,
            List<String> open,
            List<String> codes,
            List<String> languages,
            String cost) {}

    public record InRegion(Region region, List<Published> numbers) {}

    @GetMapping({"/public", "/public/en", "/public/ru"})
    String page(HttpServletRequest request, HttpServletResponse response, Model model) {
        var language = show("", request, response, model);
        model.addAttribute("published", PublishedFactsView.of(facts.known(), language));
        var snapshot = snapshots.current();
        if (snapshot.isEmpty() || snapshot.get().roster().data().lines().isEmpty()) {
            response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            model.addAttribute("regions", List.of());
            model.addAttribute("deviations", List.of());
            model.addAttribute("calls", false);
            return "public";
        }
        var roster = snapshot.get().roster();
        var lines = roster.data().lines();
        var today = LocalDate.ofInstant(clock.instant(), Roster.ZONE);
        var openHours = new OpenHours(roster, holidays);
        model.addAttribute("known", OpenHours.fortnight(today));
        model.addAttribute(
                "regions",
                Stream.of(Region.values())
                        .map(region -> new InRegion(
                                region,
                                lines.stream()
                                        .filter(line -> line.region() == region)
                                        .sorted(comparing(Line::general)
                                                .reversed()
                                                .thenComparing(Line::number))
                                        .map(line -> number(line, openHours, today, language))
                                        .toList()))
                        .filter(each -> !each.numbers().isEmpty())
                        .toList());
        model.addAttribute("calls", calls.isOn());
        model.addAttribute("relayed", calls.isRelayed());
        model.addAttribute("deviations", openHours.deviations(today));
        return "public";
    }

    /// The places of partners in one region: hundreds of libraries are not on the page that somebody opens in need.
    @GetMapping({"/public/places/{name}", "/public/en/places/{name}", "/public/ru/places/{name}"})
    String places(@PathVariable String name, HttpServletRequest request, HttpServletResponse response, Model model) {
        var region = Stream.of(Region.values())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        var language = show("/places/" + name, request, response, model);
        model.addAttribute("region", region);
        model.addAttribute("kinds", PublishedFactsView.partners(region, facts.known(), language));
        return "public-places";
    }

    /// Tells which language the address says.
    ///
    /// @param below what comes after the language in it
    private Locale show(String below, HttpServletRequest request, HttpServletResponse response, Model model) {
        var code = LANGUAGES.stream()
                .filter(each -> request.getRequestURI().matches("/public/" + each + "(/.*)?"))
                .findFirst()
                .orElse("lv");
        var language = Locale.forLanguageTag(code);
        OpenPages.show(
                language,
                LANGUAGES.stream()
                        .map(each -> OpenPages.Choice.of(each, home(each) + below, each.equals(code)))
                        .toList(),
                request,
                response,
                model);
        model.addAttribute("exit", properties.exit());
        model.addAttribute("home", home(code));
        return language;
    }

    private static String home(String code) {
        return code.equals("lv") ? "/public" : "/public/" + code;
    }

    private static Published number(Line line, OpenHours openHours, LocalDate today, Locale language) {
        var number = line.number();
        return new Published(
                number,
                Formats.international(number),
                "+371 " + Formats.spaced(number),
                OpenHours.week(line.hoursOn(today), language),
                openHours.openings(line, today).stream()
                        .map(OpenHours.Opening::toString)
                        .toList(),
                line.languages().stream().map(Language::code).toList(),
                line.languages().stream()
                        .map(spoken -> Locale.forLanguageTag(spoken.code()).getDisplayLanguage(language))
                        .toList(),
                cost(number));
    }

    private static String cost(String number) {
        try {
            return switch (NUMBERS.getNumberType(NUMBERS.parse(number, "LV"))) {
                case TOLL_FREE -> "free";
                case MOBILE -> "mobile";
                default -> "landline";
            };
        } catch (NumberParseException none) {
            return "landline";
        }
    }
}
