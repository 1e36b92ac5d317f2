package lv.helpline.asterisk.scripts;

import static java.util.stream.Collectors.joining;

import java.time.Clock;
import java.time.Duration;
import lv.helpline.asterisk.fastagi.DialplanNames;
import lv.helpline.callout.CalloutDispatcher;
import lv.helpline.callout.TestCalls;
import lv.helpline.roster.WhichPhone;
import org.asteriskjava.fastagi.AgiChannel;
import org.asteriskjava.fastagi.AgiException;
import org.asteriskjava.fastagi.AgiRequest;
import org.asteriskjava.fastagi.AgiScript;

/// `tests`: asks for the test calls of coming duties, if the argument is `begin`, and answers how they stand: how
/// many are under way, and of the last day's those that failed, as `<consultant>_<result>` joined by `+`; of a second
/// phone the result begins with `second-phone-`.
record TestsScript(CalloutDispatcher calloutDispatcher, TestCalls tests, Clock clock) implements AgiScript {

    private static final Duration DAY = Duration.ofDays(1);

    @Override
    public void service(AgiRequest request, AgiChannel channel) throws AgiException {
        var at = clock.instant();
        var arguments = request.getArguments();
        var begin = arguments.length > 0 && DialplanNames.BEGIN.equals(arguments[0]);
        var verb = !begin || calloutDispatcher.testComingDuties(at) ? "tests" : "not-now";
        var failed = tests.failed(at.minus(DAY)).stream()
                .map(test -> test.consultant() + "_" + (test.phone() == WhichPhone.SECOND ? "second-phone-" : "")
                        + test.result().orElse("not-placed"))
                .collect(joining("+"));
        channel.setVariable(
                DialplanNames.ANSWER, RouteReply.VERSION + verb + "|" + tests.underWay() + "|" + failed + "|end");
    }
}
