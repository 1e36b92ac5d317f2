package lv.helpline.routing;

import static java.util.Comparator.comparing;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Language;
import lv.helpline.roster.Line;
import lv.helpline.roster.Region;

/// Decides calls. Pure: the same snapshot, request and instant give the same decision. Every request has one: a refusal
/// is a decision, not an exception.
///
/// The rules win in the order of the methods below. Whom an open line rings, and in which order, is in [Hunt].
public final class CallRouter {

    private CallRouter() {}

    public static Decision decide(Snapshot snapshot, Request request, Instant at) {
        var dialled = snapshot.roster().findLine(request.dialled());
        if (dialled.isEmpty()) {
            return unknownLine(snapshot, request);
        }
        var call = new Call(snapshot, request, dialled.get(), at);
        if (request.language().isEmpty() && call.line().languages().size() > 1) {
            return new Decision.Menu(call.line(), List.of(Reason.of(Rule.LANGUAGE_MENU)));
        }
        if (!call.isOpen() && !call.staysOpen()) {
            return closed(call);
        }
        var hunt = new Hunt(call);
        return hunt.plan().<Decision>map(plan -> ring(hunt, plan)).orElseGet(() -> nobody(hunt));
    }

    private static Decision unknownLine(Snapshot snapshot, Request request) {
        var general =
                snapshot.roster().data().lines().stream().filter(Line::general).findFirst();
        var language = general.map(line -> Call.languageOf(request, line)).orElse(Language.LATVIAN);
        return new Decision.Unknown(language, general, List.of(Reason.of(Rule.UNKNOWN_LINE)));
    }

    private static Decision closed(Call call) {
        var roster = call.snapshot().roster();
        var elsewhere = elsewhere(call, Set.of());
        return new Decision.Closed(
                call.line(),
                call.language(),
                roster.opening(call.line(), call.at()).opensAt(),
                roster.findClosureMessage(call.line(), call.language(), call.at()),
                elsewhere,
                Stream.concat(Stream.of(call.openingReason()), reason(elsewhere, call))
                        .toList());
    }

    private static Decision ring(Hunt hunt, RingPlan plan) {
        var call = hunt.call();
        return new Decision.Ring(call.line(), call.language(), plan, elsewhere(hunt), hunt.reasons());
    }

    private static Decision nobody(Hunt hunt) {
        var call = hunt.call();
        return new Decision.Nobody(
                call.line(),
                call.language(),
                elsewhere(hunt),
                Stream.concat(hunt.reasons().stream(), Stream.of(Reason.of(Rule.NOBODY)))
                        .toList());
    }

    private static Elsewhere elsewhere(Hunt hunt) {
        return elsewhere(hunt.call(), Set.copyOf(hunt.consultants()));
    }

    /// Another line of ours before another organisation.
    ///
    /// @param rung who is rung for this call: a line that rings only them would be no other one
    private static Elsewhere elsewhere(Call call, Set<ConsultantId> rung) {
        var line = otherLines(call)
                .filter(other -> new Search(other).reachesSomebodyBut(rung))
                .findFirst()
                .<Elsewhere>map(other -> new Elsewhere.OpenLine(other.line()));
        return line.or(() -> call.snapshot()
                        .roster()
                        .findOutsideHelp(call.language(), call.at())
                        .map(Elsewhere.Outside::new))
                .orElseGet(Elsewhere.Nowhere::new);
    }

    private static Stream<Reason> reason(Elsewhere elsewhere, Call call) {
        return switch (elsewhere) {
            case Elsewhere.OpenLine(var line) ->
                Stream.of(new Reason(Rule.OTHER_LINE_OPEN, new Hunt(call.to(line)).consultants()));
            case Elsewhere.Outside _ -> Stream.of(Reason.of(Rule.OUTSIDE_HELP));
            case Elsewhere.Nowhere _ -> Stream.empty();
        };
    }

    /// Calls to the other lines that are open now, the best offer first: of the same region, then Rīga's, then the
    /// rest; among these the ones that serve the caller's language, then the order in the books.
    private static Stream<Call> otherLines(Call call) {
        return call.snapshot().roster().data().lines().stream()
                .filter(line -> !line.id().equals(call.line().id()))
                .sorted(comparing((Line line) -> line.region() != call.line().region())
                        .thenComparing(line -> line.region() != Region.RIGA)
                        .thenComparing(line -> !line.languages().contains(call.language())))
                .map(call::to)
                .filter(Call::isOpen);
    }
}
