package lv.helpline.lines.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import lv.helpline.accounts.Role;
import lv.helpline.identity.web.AllowedTo;
import lv.helpline.identity.web.SignedIn;
import lv.helpline.lines.Places;
import lv.helpline.lines.Places.Changed;
import lv.helpline.lines.Places.Place;
import lv.helpline.lines.web.PlaceCsv.Column;
import lv.helpline.lines.web.PlaceCsv.Read;
import lv.helpline.roster.Roster;
import lv.helpline.shared.EditResult;
import lv.helpline.shared.web.Csv;
import lv.helpline.shared.web.CsvTable;
import lv.helpline.shared.web.FormErrors;
import lv.helpline.shared.web.TableText;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The places as a table: out to a spreadsheet, and back again, first as a trial that shows what would change.
@Controller
@RequestMapping("/places/csv")
@AllowedTo(Role.ADMINISTRATOR)
class PlaceCsvController {

    private static final String PAGE = "places-csv";

    /// More than anybody reads.
    private static final int MOST_SHOWN = 200;

    private final Places places;
    private final TriedPlaceTables tried;
    private final MessageSource messages;
    private final Clock clock;

    PlaceCsvController(Places places, TriedPlaceTables tried, MessageSource messages, Clock clock) {
        this.places = places;
        this.tried = tried;
        this.messages = messages;
        this.clock = clock;
    }

    /// @param kind   `added`, `changed` or `removed`
    /// @param fields what of it changes, by column: `kind: other → library`
    public record ChangeView(String kind, String name, List<String> fields) {}

    /// @param tried whether it shows the table that this administrator has tried out last
    @GetMapping
    String page(
            @RequestParam(defaultValue = "false") boolean tried,
            @AuthenticationPrincipal SignedIn me,
            HttpServletResponse response,
            Locale locale,
            Model model) {
        if (!tried) {
            return PAGE;
        }
        return this.tried
                .find(me.id())
                .map(text -> shown(PlaceCsv.read(text, places.all(), today()), response, locale, model))
                .orElseGet(() -> gone(response, model));
    }

    private static String gone(HttpServletResponse response, Model model) {
        response.setStatus(HttpStatus.CONFLICT.value());
        model.addAttribute("gone", true);
        return PAGE;
    }

    @GetMapping("/file")
    ResponseEntity<String> file() {
        return Csv.file("vietas-" + today() + ".csv", PlaceCsv.forASpreadsheet(places.all()));
    }

    /// Changes nothing.
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    String tryOut(
            @RequestParam MultipartFile file,
            @AuthenticationPrincipal SignedIn me,
            HttpServletResponse response,
            Locale locale,
            Model model)
            throws IOException {
        if (file.getSize() > FormErrors.MOST_BYTES) {
            FormErrors.ofALargeFile(response, model);
            return PAGE;
        }
        var bytes = file.getBytes();
        var read = PlaceCsv.read(bytes, places.all(), today());
        if (read.isGood()) {
            tried.remember(me.id(), TableText.decoded(bytes).orElse(""));
            return "redirect:/places/csv?tried=true";
        }
        return shown(read, response, locale, model);
    }

    /// Applies the table that this administrator has tried out last.
    ///
    /// @param seen the change that was shown; another one is shown again first
    @PostMapping("/apply")
    String apply(
            @RequestParam String seen,
            @AuthenticationPrincipal SignedIn me,
            HttpServletResponse response,
            Locale locale,
            Model model,
            RedirectAttributes after) {
        var text = tried.find(me.id());
        if (text.isEmpty()) {
            return gone(response, model);
        }
        var read = PlaceCsv.read(text.get(), places.all(), today());
        if (read.isGood() && read.fingerprint().equals(seen)) {
            var result = places.save(read.edit(), me.author(clock.instant()));
            if (result instanceof EditResult.Done) {
                tried.forget(me.id());
                after.addFlashAttribute("done", "places.saved");
                return "redirect:/places";
            }
            FormErrors.show(result, response, model);
        } else {
            response.setStatus(HttpStatus.CONFLICT.value());
            model.addAttribute("otherwise", true);
        }
        return shown(read, response, locale, model);
    }

    private String shown(Read read, HttpServletResponse response, Locale locale, Model model) {
        var edit = read.edit();
        model.addAttribute("rows", read.rows());
        model.addAttribute(
                "wrong",
                read.wrong().stream().map(wrong -> wrong.said(messages, locale)).toList());
        if (!read.isGood()) {
            FormErrors.ofAField("wrong", "csv.wrong", read.wrong().size(), model);
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        }
        model.addAttribute("size", edit.size());
        model.addAttribute("changes", changes(edit).limit(MOST_SHOWN).toList());
        model.addAttribute("more", Math.max(0, edit.size() - MOST_SHOWN));
        model.addAttribute("everybody", read.shownToEverybody());
        model.addAttribute("seen", read.fingerprint());
        return PAGE;
    }

    private static Stream<ChangeView> changes(Places.Edit edit) {
        return Stream.of(
                        edit.removed().stream().map(entry -> new ChangeView("removed", name(entry.place()), List.of())),
                        edit.changed().stream()
                                .map(each ->
                                        new ChangeView("changed", name(each.to().place()), fields(each))),
                        edit.added().stream().map(dated -> new ChangeView("added", name(dated.place()), List.of())))
                .flatMap(stream -> stream);
    }

    private static List<String> fields(Changed changed) {
        var before = PlaceCsv.cells(changed.read());
        var after = PlaceCsv.cells(changed.read().id(), changed.to());
        return Stream.of(Column.values())
                .filter(column -> !before.getOrDefault(column, "").equals(after.getOrDefault(column, "")))
                .map(column -> CsvTable.word(column) + ": " + dash(before.getOrDefault(column, "")) + " → "
                        + dash(after.getOrDefault(column, "")))
                .toList();
    }

    private static String dash(String cell) {
        return cell.isEmpty() ? "–" : cell;
    }

    private static String name(Place place) {
        return place.partner().map(partner -> partner + ", " + place.address()).orElse(place.address());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Roster.ZONE);
    }
}
