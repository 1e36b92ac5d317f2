package lv.helpline.routing;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.toMap;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Language;
import lv.helpline.roster.Line;
import lv.helpline.roster.Region;
import lv.helpline.roster.Wish;

/// Decides calls. Pure: the same snapshot, request and instant give the same decision. Every request has one: a refusal
/// is a decision, not an exception.
///
/// The rules win in the order of the methods below. Whom an open line rings, and in which order, is in [Hunt].
public final class CallRouter {

    private CallRouter() {}

    public static Decision decide(Snapshot snapshot, RoutingRequest routingRequest, Instant at) {
        var dialled = snapshot.roster().findLine(routingRequest.dialled());
        if (dialled.isEmpty()) {
            return unknownLine(snapshot, routingRequest);
        }
        var callContext = new CallContext(snapshot, routingRequest, dialled.get(), at);
        var menu = menu(callContext);
        if (menu.isPresent()) {
            return menu.get();
        }
        if (!callContext.isOpen() && !callContext.staysOpen()) {
            return closed(callContext);
        }
        var hunt = new Hunt(callContext);
        return hunt.plan().<Decision>map(plan -> ring(hunt, plan)).orElseGet(() -> nobody(hunt));
    }

    /// What a caller who has not been asked yet is asked for, if there is anything.
    private static Optional<Decision> menu(CallContext callContext) {
        var line = callContext.line();
        if (callContext.request().language().isPresent()) {
            return Optional.empty();
        }
        var wishes = line.languages().stream()
                .map(language -> Map.entry(language, wishesThatCount(callContext, language)))
                .filter(each -> !each.getValue().isEmpty())
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
        var reasons = Stream.concat(
                        Stream.of(Rule.LANGUAGE_MENU)
                                .filter(_ -> line.languages().size() > 1),
                        Stream.of(Rule.WISH_MENU).filter(_ -> !wishes.isEmpty()))
                .map(Reason::of)
                .toList();
        return reasons.isEmpty() ? Optional.empty() : Optional.of(new Decision.Menu(line, wishes, reasons));
    }

    /// The wishes with which the phones would ring in another order than without.
    private static List<Wish> wishesThatCount(CallContext callContext, Language language) {
        if (callContext.line().wishes().isEmpty() || !callContext.isOpen()) {
            return List.of();
        }
        var plan = new Hunt(callContext.choosing(language, Optional.empty())).plan();
        return callContext.line().wishes().stream()
                .filter(wish -> !new Hunt(callContext.choosing(language, Optional.of(wish.id())))
                        .plan()
                        .equals(plan))
                .toList();
    }

    private static Decision unknownLine(Snapshot snapshot, RoutingRequest routingRequest) {
        var general =
                snapshot.roster().data().lines().stream().filter(Line::general).findFirst();
        var language = general.map(line -> CallContext.languageOf(routingRequest, line))
                .orElse(Language.LATVIAN);
        return new Decision.Unknown(language, general, List.of(Reason.of(Rule.UNKNOWN_LINE)));
    }

    private static Decision closed(CallContext callContext) {
        var roster = callContext.snapshot().roster();
        var alternative = alternative(callContext, Set.of());
        return new Decision.Closed(
                callContext.line(),
                callContext.language(),
                roster.opening(callContext.line(), callContext.at()).opensAt(),
                roster.findClosureMessage(callContext.line(), callContext.language(), callContext.at()),
                alternative,
                Stream.concat(Stream.of(callContext.openingReason()), reason(alternative, callContext))
                        .toList());
    }

    private static Decision ring(Hunt hunt, RingPlan plan) {
        var callContext = hunt.call();
        return new Decision.Ring(callContext.line(), callContext.language(), plan, alternative(hunt), hunt.reasons());
    }

    private static Decision nobody(Hunt hunt) {
        var callContext = hunt.call();
        return new Decision.Nobody(
                callContext.line(),
                callContext.language(),
                alternative(hunt),
                Stream.concat(hunt.reasons().stream(), Stream.of(Reason.of(Rule.NOBODY)))
                        .toList());
    }

    private static Alternative alternative(Hunt hunt) {
        return alternative(hunt.call(), Set.copyOf(hunt.consultants()));
    }

    /// Another line of ours before another organisation.
    ///
    /// @param rung who is rung for this call: a line that rings only them would be no other one
    private static Alternative alternative(CallContext callContext, Set<ConsultantId> rung) {
        var line = otherLines(callContext)
                .filter(other -> new CandidateSearch(other).reachesSomebodyBut(rung))
                .findFirst()
                .<Alternative>map(other -> new Alternative.OpenLine(other.line()));
        return line.or(() -> callContext
                        .snapshot()
                        .roster()
                        .findOutsideHelp(callContext.language(), callContext.at())
                        .map(Alternative.Outside::new))
                .orElseGet(Alternative.Nowhere::new);
    }

    private static Stream<Reason> reason(Alternative alternative, CallContext callContext) {
        return switch (alternative) {
            case Alternative.OpenLine(var line) ->
                Stream.of(new Reason(Rule.OTHER_LINE_OPEN, new Hunt(callContext.to(line)).consultants()));
            case Alternative.Outside _ -> Stream.of(Reason.of(Rule.OUTSIDE_HELP));
            case Alternative.Nowhere _ -> Stream.empty();
        };
    }

    /// Calls to the other lines that are open now, the best offer first: of the same region, then Rīga's, then the
    /// rest; among these the ones that serve the caller's language, then the order in the roster.
    private static Stream<CallContext> otherLines(CallContext callContext) {
        return callContext.snapshot().roster().data().lines().stream()
                .filter(line -> !line.id().equals(callContext.line().id()))
                .sorted(comparing((Line line) ->
                                line.region() != callContext.line().region())
                        .thenComparing(line -> line.region() != Region.RIGA)
                        .thenComparing(line -> !line.languages().contains(callContext.language())))
                .map(callContext::to)
                .filter(CallContext::isOpen);
    }
}
