package lv.helpline.canary;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lv.helpline.lab.Lab;
import lv.helpline.lab.MalformedRequests;
import lv.helpline.lab.Nginx;
import lv.helpline.lab.RawSip;
import lv.helpline.lab.Relay;

/// A way in which a caller's number reaches the helpline.
///
/// @param name    as it is named on the command line, such as `answered`
/// @param what    what the caller does, in one sentence
/// @param places  where its requests name a canary, each one of its own
/// @param conduct what the consultants do
/// @param call    places one of its calls
record CallPath(String name, String what, List<String> places, Conduct conduct, Call call) {

    /// The path on which no router answers.
    static final String NO_ROUTER = "no-router";

    /// The path on which consultants press a key that counts callers.
    static final String PARTNER = "partner";

    /// The line on which all consultants are on duty.
    static final String OUR_NUMBER = "+37125723222";

    /// Another one, which offers a woman.
    static final String LINE_WITH_A_WISH = "+37125719588";

    /// Where requests name a canary if nothing more is said.
    static final List<String> HEADERS =
            Stream.of(NamingHeaders.values()).map(Enum::name).toList();

    private static final String LINE_WITHOUT_CONSULTANTS = "+37125719118";
    private static final String NOBODYS_NUMBER = "+37170000000";

    /// What a caller hears of us.
    private static final Duration LISTENS = Duration.ofSeconds(3);

    private static final Duration MOMENT = Duration.ofMillis(100);

    /// The methods within a call that Asterisk answers.
    private static final List<String> WITHIN = List.of("UPDATE", "INFO", "OPTIONS");

    /// One to which the consultants talk.
    CallPath(String name, String what, List<String> places, Call call) {
        this(name, what, places, Conduct.TALKS, call);
    }

    /// What is called.
    ///
    /// @param pages such as `https://localhost:8443`
    /// @param proxy before them
    /// @param relay of the sound of calls from the web page
    record Called(Lab lab, String pages, Nginx proxy, Relay relay) {}

    /// One call.
    @FunctionalInterface
    interface Call {
        /// @param canaries one of each place
        /// @param number   the calls of a path are numbered
        /// @return the status by which it was answered or refused; 0 is none
        int place(Called called, List<Canary> canaries, int number) throws IOException;
    }

    /// Opens what carries a call.
    @FunctionalInterface
    private interface Opening {
        RawSip open(Lab lab) throws IOException;
    }

    static List<CallPath> all() {
        return Stream.concat(silent().stream(), SpokenPaths.all().stream()).toList();
    }

    /// On which the caller neither speaks nor listens.
    private static List<CallPath> silent() {
        return List.of(
                named("answered", "calls over UDP, and talks to a consultant.", Lab::atTheTrunk, OUR_NUMBER),
                named("tcp", "does the same over TCP.", Lab::atTheTrunkOverTcp, OUR_NUMBER),
                new CallPath("given-up", "hangs up while the phone rings.", HEADERS, (helpline, canaries, _) -> {
                    try (var wire = helpline.lab().atTheTrunk()) {
                        new TracedCall(wire, NamingHeaders.invite(wire, OUR_NUMBER, canaries)).giveUp();
                        return 487;
                    }
                }),
                named(NO_ROUTER, "calls while no router answers.", Lab::atTheTrunk, OUR_NUMBER),
                named(
                        "no-consultant",
                        "calls a line on which nobody is on duty.",
                        Lab::atTheTrunk,
                        LINE_WITHOUT_CONSULTANTS),
                named("wrong-number", "calls a number that is no line of ours.", Lab::atTheTrunk, NOBODYS_NUMBER),
                named("stranger", "calls from an address that is not the trunk's.", Lab::stranger, OUR_NUMBER),
                new CallPath("within", "is named in requests within the call.", within(), CallPath::within),
                malformed("malformed", "sends requests that no program sends.", Lab::atTheTrunk),
                malformed("malformed-tcp", "sends such requests over TCP.", Lab::atTheTrunkOverTcp),
                new CallPath(
                        "web-page",
                        "calls from the web page by the proxy, at an address of their own, and vanishes from the relay without a word.",
                        CallFromThePage.PLACES,
                        CallFromThePage::place));
    }

    private static CallPath named(String name, String what, Opening opening, String called) {
        return new CallPath(name, what, HEADERS, (helpline, canaries, _) -> {
            try (var wire = opening.open(helpline.lab())) {
                return new TracedCall(wire, NamingHeaders.invite(wire, called, canaries)).place(LISTENS);
            }
        });
    }

    private static List<String> within() {
        return Stream.concat(HEADERS.stream(), WITHIN.stream()).toList();
    }

    private static int within(Called called, List<Canary> canaries, int number) throws IOException {
        try (var wire = called.lab().atTheTrunk()) {
            var requests = IntStream.range(0, WITHIN.size()).mapToObj(each -> {
                var canary = canaries.get(HEADERS.size() + each);
                return """
                    %1$s
                    P-Asserted-Identity: "%2$s" <sip:%3$s@127.0.0.1>
                    Remote-Party-ID: "%2$s" <sip:%3$s@127.0.0.1>;party=calling
                    """.formatted(WITHIN.get(each), canary.name(), canary.e164());
            });
            return new TracedCall(wire, NamingHeaders.invite(wire, OUR_NUMBER, canaries))
                    .place(LISTENS, requests.toArray(String[]::new));
        }
    }

    private static CallPath malformed(String name, String what, Opening opening) {
        var places = IntStream.range(0, MalformedRequests.COUNT)
                .mapToObj(Integer::toString)
                .toList();
        return new CallPath(name, what, places, (helpline, canaries, number) -> {
            var kind = number % places.size();
            var canary = canaries.get(kind);
            try (var wire = opening.open(helpline.lab())) {
                wire.send(MalformedRequests.of(wire, canary.number(), canary.name())
                        .get(kind));
                var _ = wire.next(MOMENT);
                return 0;
            }
        });
    }
}
