package lv.helpline.asterisk.scripts;

import static lv.helpline.roster.RosterBuilder.WOMAN;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import lv.helpline.asterisk.fastagi.DialplanNames;
import lv.helpline.roster.Announcement;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Contact;
import lv.helpline.roster.Language;
import lv.helpline.roster.Line;
import lv.helpline.roster.Region;
import lv.helpline.roster.RosterBuilder;
import lv.helpline.roster.SecondPhone.Rings;
import lv.helpline.routing.Alternative;
import lv.helpline.routing.Decision;
import lv.helpline.routing.Reason;
import lv.helpline.routing.RingPlan;
import lv.helpline.routing.Rule;
import lv.helpline.routing.Step;
import lv.helpline.routing.Target;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.asteriskjava.fastagi.command.AgiCommand;
import org.asteriskjava.fastagi.command.DatabasePutCommand;
import org.asteriskjava.fastagi.command.SetVariableCommand;

class RouteReplyTest {

    private static final Instant NOW = Given.riga("2026-11-24T10:00");

    @Example
    void aRingPlanNamesStepsTargetsRegionAndPatience() {
        var decision = Given.ringing(
                Given.LATGALE,
                Given.step(20, Given.mobile(3, "+37126123456")),
                Given.step(25, Given.phone(1, "desk1"), Given.mobile(12, "+37129000001")));
        assertThat(RouteReply.to(decision, NOW))
                .isEqualTo(new RouteReply(
                        "v2|ring|lv|opening-hours+on-duty+one-by-one|20:3_m37126123456/25:1_pdesk1&12_m37129000001||latgale|120||danger&not-safe||end",
                        0));
    }

    @Example
    void aPhoneThatTakesACallByAnsweringIsMarked() {
        var target = new Target(new ConsultantId(1), new Contact.SipPhone("desk1"), false);
        assertThat(RouteReply.code(target)).isEqualTo("1_qdesk1");
    }

    @Example
    void whoHasTwoPhonesIsOneTarget() {
        var phones = List.<Contact>of(new Contact.Mobile("+37120000001"), new Contact.SipPhone("desk1"));
        assertThat(RouteReply.code(new Target(new ConsultantId(4), phones, Rings.TOGETHER, true)))
                .isEqualTo("4_m37120000001_pdesk1");
        assertThat(RouteReply.code(new Target(new ConsultantId(4), phones, Rings.AFTERWARDS, true)))
                .isEqualTo("4_m37120000001_then_pdesk1");
    }

    @Example
    void aClosedLineSaysWhenItOpensAndOffersAnother() {
        assertThat(closed("2026-11-25T09:00", new Alternative.OpenLine(Given.RIGA)))
                .isEqualTo(
                        "v2|closed|lv|outside-hours||closed&opens&tomorrow&at-0900&latvian-time&other-line&danger&not-safe|||28612120|||end");
        assertThat(closed("2026-11-25T09:30", new Alternative.Nowhere()))
                .isEqualTo(
                        "v2|closed|lv|outside-hours||closed&opens&tomorrow&at-0930&latvian-time&danger&not-safe||||||end");
    }

    @Example
    void aMenuNamesTheLanguagesInTheOrderOfTheirKeys() {
        var line = Given.speaking(Given.LATGALE, Language.RUSSIAN, Language.LATVIAN);
        assertThat(RouteReply.to(new Decision.Menu(line, Map.of(), Given.because(Rule.LANGUAGE_MENU)), NOW))
                .isEqualTo(new RouteReply("v2|menu|ru|language-menu|||||||ru+lv|end", 0));
    }

    @Example
    void aMenuNamesTheWishesThatCountInEachLanguage() {
        var line = Given.speaking(Given.LATGALE, Language.RUSSIAN, Language.LATVIAN, Language.ENGLISH);
        var wishes = Map.of(Language.LATVIAN, List.of(WOMAN), Language.RUSSIAN, List.of(WOMAN));
        var menu = new Decision.Menu(line, wishes, Given.because(Rule.LANGUAGE_MENU, Rule.WISH_MENU));
        assertThat(RouteReply.to(menu, NOW))
                .isEqualTo(new RouteReply(
                        "v2|menu|ru|language-menu+wish-menu|||||||ru+lv+en|ru_5_woman+lv_5_woman|end", 0));
    }

    /// The record of a call and the log have the rules from here.
    @Example
    void aWishIsNotAmongTheRules() {
        var plan = new RingPlan(List.of(Given.step(20, Given.phone(4, "desk4"))));
        var ring = new Decision.Ring(
                Given.LATGALE,
                Language.LATVIAN,
                plan,
                new Alternative.Nowhere(),
                Given.because(Rule.ON_DUTY, Rule.WISH, Rule.ALL_AT_ONCE));
        assertThat(RouteReply.to(ring, NOW).rules()).isEqualTo("on-duty+all-at-once");
    }

    @Example
    void aClosedLineHasItsOwnMessageAndTellsOfOutsideHelp() {
        var message = new Announcement("Šodien neatbildam.");
        var help = RosterBuilder.outsideHelp("Krīzes tālrunis", "116123", Language.LATVIAN);
        assertThat(closed("2026-11-25T09:00", Optional.of(message), new Alternative.Outside(help)))
                .isEqualTo("v2|closed|lv|outside-hours||" + message.id()
                        + "&opens&tomorrow&at-0900&latvian-time&outside-help&"
                        + help.name().id()
                        + "&its-number&digit-1&digit-1&digit-6&digit-1&digit-2&digit-3&danger&not-safe||||||end");
        assertThat(message.id()).matches("own-[0-9a-f]{12}");
    }

    @Example
    void aLineThatDoesNotOpenWithinAYearIsOnlyClosed() {
        var decision = new Decision.Closed(
                Given.LATGALE,
                Language.LATVIAN,
                Optional.empty(),
                Optional.empty(),
                new Alternative.Nowhere(),
                Given.because(Rule.DATED_CLOSURE, Rule.OUTSIDE_HOURS, Rule.DATED_CLOSURE));
        assertThat(RouteReply.to(decision, NOW).text())
                .isEqualTo("v2|closed|lv|dated-closure+outside-hours||closed&danger&not-safe||||||end");
    }

    @Example
    void nobodyAndUnknownSaySo() {
        var nobody = new Decision.Nobody(
                Given.LATGALE, new Language("en"), new Alternative.OpenLine(Given.RIGA), Given.because(Rule.NOBODY));
        assertThat(RouteReply.to(nobody, NOW).text())
                .isEqualTo("v2|nobody|en|nobody||nobody||120|28612120|other-line&danger&not-safe||end");
        assertThat(unknown(Optional.of(Given.RIGA)))
                .isEqualTo(
                        "v2|unknown|lv|unknown-line||unknown-number&digit-2&digit-8&digit-6&digit-1&digit-2&digit-1&digit-2&digit-0||||||end");
        assertThat(unknown(Optional.empty())).isEqualTo("v2|unknown|lv|unknown-line||no-consultant&danger||||||end");
    }

    @Property(tries = 500)
    void anyPlanMakesABoundedCommandOfAllowedCharacters(@ForAll("rings") Decision.Ring ring) {
        var routeReply = RouteReply.to(ring, NOW);
        assertThat(routeReply.text()).matches("v2\\|ring\\|[A-Za-z0-9|+&/:_.-]+\\|end");
        assertThat(routeReply.text().split("\\|", -1)).hasSize(12);
        assertThat(bytes(new SetVariableCommand(DialplanNames.ANSWER, routeReply.text())))
                .isLessThanOrEqualTo(2_048);
        assertThat(bytes(new DatabasePutCommand(
                        DialplanNames.fallbackOf(ring.line().number()), "20261124-1795424400", routeReply.text())))
                .isLessThanOrEqualTo(2_048);
    }

    @Property(tries = 200)
    void whoIsComingNeverMakesItTooLong(@ForAll("rings") Decision.Ring ring) {
        var routeReply = RouteReply.to(ring, NOW);
        var told =
                routeReply.with(new TreeMap<>(Map.of(Duration.ofSeconds(30), Set.of(new ConsultantId(2_000_000_000)))));
        var coming = "2000000000:30";
        assertThat(told.text())
                .isEqualTo(
                        routeReply.text().length() + coming.length() < RouteReply.LIMIT
                                ? routeReply.text().replaceFirst("end$", coming + "|end")
                                : routeReply.text());
    }

    @Property(tries = 500)
    void onlyTheLastTargetsAreDroppedAndOnlyWhenTheyHaveNoRoom(@ForAll("rings") Decision.Ring ring) {
        var routeReply = RouteReply.to(ring, NOW);
        var all = new ArrayList<String>();
        ring.plan().steps().forEach(step -> step.targets().forEach(target -> all.add(code(target))));
        var plan = routeReply.text().split("\\|", -1)[4];
        var kept = List.of(plan.replaceAll("[0-9]+:", "").split("[/&]", -1));
        assertThat(kept)
                .isEqualTo(all.subList(0, all.size() - routeReply.dropped()))
                .isNotEmpty();
        var seconds = ring.plan().steps().stream()
                .map(step -> Long.toString(step.ring().toSeconds()))
                .toList();
        var steps = plan.split("/", -1);
        assertThat(steps.length).isLessThanOrEqualTo(seconds.size());
        for (var i = 0; i < steps.length; i++) {
            assertThat(steps[i]).startsWith(seconds.get(i) + ":");
        }
        if (routeReply.dropped() > 0) {
            var next = all.get(kept.size());
            assertThat(routeReply.text().length() + next.length() + "/86400:".length())
                    .isGreaterThan(RouteReply.LIMIT);
        }
    }

    @Provide
    Arbitrary<Decision.Ring> rings() {
        var contact = Arbitraries.oneOf(
                Arbitraries.strings().numeric().ofMinLength(7).ofMaxLength(14).map(digits ->
                        (Contact) new Contact.Mobile("+3" + digits)),
                Arbitraries.strings()
                        .withCharRange('a', 'z')
                        .ofMinLength(1)
                        .ofMaxLength(20)
                        .map(Contact.SipPhone::new));
        var sizes = Arbitraries.integers().between(1, 12).list().ofMinSize(1).ofMaxSize(40);
        var reasons = Arbitraries.of(Rule.class)
                .map(rule -> new Reason(rule, List.of()))
                .list()
                .ofMaxSize(40);
        var seconds = Arbitraries.integers().between(1, 86_400);
        var firstId = Arbitraries.integers().between(1, 2_000_000_000);
        return Combinators.combine(
                        sizes, contact.list().ofSize(12), seconds, firstId, reasons, Arbitraries.of(Region.class))
                .as(RouteReplyTest::ring);
    }

    private static Decision.Ring ring(
            List<Integer> sizes,
            List<Contact> contacts,
            int seconds,
            int firstId,
            List<Reason> reasons,
            Region region) {
        var steps = new ArrayList<Step>();
        var id = firstId;
        for (var size : sizes) {
            var targets = new ArrayList<Target>();
            for (var i = 0; i < size; i++) {
                targets.add(new Target(new ConsultantId(id++), contacts.get(i)));
            }
            steps.add(new Step(Rule.ON_DUTY, targets, Duration.ofSeconds(seconds)));
        }
        var line = Given.line("line", "28612120", region);
        return new Decision.Ring(
                line, Language.LATVIAN, new RingPlan(steps), new Alternative.OpenLine(Given.RIGA), reasons);
    }

    private static String code(Target target) {
        return switch (target.phones().getFirst()) {
            case Contact.Mobile(var e164) -> target.consultant() + "_m" + e164.substring(1);
            case Contact.SipPhone(var endpoint) -> target.consultant() + "_p" + endpoint;
        };
    }

    private static String closed(String opensAt, Alternative alternative) {
        return closed(opensAt, Optional.empty(), alternative);
    }

    private static String closed(String opensAt, Optional<Announcement> message, Alternative alternative) {
        var decision = new Decision.Closed(
                Given.LATGALE,
                Language.LATVIAN,
                Optional.of(Given.riga(opensAt)),
                message,
                alternative,
                Given.because(Rule.OUTSIDE_HOURS));
        return RouteReply.to(decision, NOW).text();
    }

    private static String unknown(Optional<Line> general) {
        return RouteReply.to(new Decision.Unknown(Language.LATVIAN, general, Given.because(Rule.UNKNOWN_LINE)), NOW)
                .text();
    }

    private static int bytes(AgiCommand command) {
        return (command.buildCommand() + "\n").getBytes(StandardCharsets.UTF_8).length;
    }
}
