package lv.helpline.staff.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import lv.helpline.api.ApiClient;
import lv.helpline.api.ApiErrorResponse;
import lv.helpline.api.ApiRoster;
import lv.helpline.api.Problem;
import lv.helpline.api.RequiresScope;
import lv.helpline.identity.ApiKeys.Scope;
import lv.helpline.roster.Consultant;
import lv.helpline.roster.Contact;
import lv.helpline.roster.Language;
import lv.helpline.roster.SecondPhone;
import lv.helpline.roster.WishId;
import lv.helpline.shared.web.ApiAddresses;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The consultants, for API clients. A contact is masked unless the key allows `contacts` too.
@Tag(name = "people")
@RestController
@ApiErrorResponse(value = HttpStatus.SERVICE_UNAVAILABLE, when = ApiRoster.NONE_YET)
@RequestMapping(ApiAddresses.BASE + "/people")
class PeopleApi {

    private final ApiRoster roster;

    PeopleApi(ApiRoster roster) {
        this.roster = roster;
    }

    @Schema(name = "Phone")
    record Phone(
            @Schema(allowableValues = {"mobile", "sip"}) String kind,

            @Schema(
                    example = "+…56",
                    description = "An E.164 number or a SIP phone's name; masked unless the key allows `contacts`.")
            String value,

            boolean masked) {
        public static Phone of(Contact contact, boolean clear) {
            return new Phone(
                    switch (contact) {
                        case Contact.Mobile _ -> "mobile";
                        case Contact.SipPhone _ -> "sip";
                    },
                    clear ? ContactForm.text(contact) : contact.masked(),
                    !clear);
        }
    }

    @Schema(name = "SecondPhone", description = "The second phone of a person.")
    record SecondPhoneView(
            Phone contact,

            @Schema(
                    allowableValues = {"together", "afterwards"},
                    description = "`together`: it rings with the first. `afterwards`: when nobody took the call there.")
            String rings,

            @Schema(description = "Like that of the first.") boolean verified) {
        static SecondPhoneView of(SecondPhone phone, boolean clear) {
            return new SecondPhoneView(
                    Phone.of(phone.contact(), clear), phone.rings().name().toLowerCase(Locale.ROOT), phone.verified());
        }
    }

    @Schema(name = "Person")
    record PersonView(
            int id,
            String name,
            Phone contact,
            @Schema(description = "ISO 639-1.") List<String> languages,

            @Schema(description = "Where they usually serve.")
            List<String> regions,

            @Schema(description = "Whether they may be rung for other regions.")
            boolean overflow,

            @Schema(description = "Whether the phone has answered a test call; without one it is not rung.")
            boolean verified,

            @Schema(description = "Of whoever has two phones.") @Nullable
            SecondPhoneView second,

            @Schema(example = "woman", description = "The wishes of callers that they have said they fulfil.")
            List<String> wishes) {
        static PersonView of(Consultant consultant, boolean clear) {
            return new PersonView(
                    consultant.id().value(),
                    consultant.name(),
                    Phone.of(consultant.contact(), clear),
                    sorted(consultant.languages(), Language::code),
                    sorted(consultant.regions(), region -> region.name().toLowerCase(Locale.ROOT)),
                    consultant.overflow(),
                    consultant.verified(),
                    consultant
                            .second()
                            .map(phone -> SecondPhoneView.of(phone, clear))
                            .orElse(null),
                    sorted(consultant.fulfils(), WishId::value));
        }

        private static <T> List<String> sorted(Set<T> values, Function<T, String> word) {
            return values.stream().map(word).sorted().toList();
        }
    }

    @Operation(summary = "Everybody who takes calls")
    @RequiresScope(Scope.PEOPLE)
    @GetMapping
    List<PersonView> all(@AuthenticationPrincipal ApiClient client) {
        return roster.data().serving().stream()
                .sorted(Comparator.comparing(Consultant::id))
                .map(consultant -> PersonView.of(consultant, client.may(Scope.CONTACTS)))
                .toList();
    }

    @Operation(summary = "One who takes calls")
    @RequiresScope(Scope.PEOPLE)
    @GetMapping("/{id}")
    PersonView one(@PathVariable int id, @AuthenticationPrincipal ApiClient client) {
        return roster.data().serving().stream()
                .filter(consultant -> consultant.id().value() == id)
                .findFirst()
                .map(consultant -> PersonView.of(consultant, client.may(Scope.CONTACTS)))
                .orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND).thrown());
    }
}
