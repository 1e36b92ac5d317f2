package lv.helpline.telephony;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What is written down of a phone that nobody took: whose doing it was, the person's, the network's or the trunk's.
class WhoseDoingIT extends Telephony {

    private static final int FIRST = 200;

    /// Who asks us for a password is a trunk that does not know us. And two lines of 16 phones each are more than an
    /// installation has: what the manager interface has to tell of them fills its queue on a busy machine.
    @Override
    boolean expected(String complaint) {
        return complaint.contains("There were no auth ids available") || complaint.contains("high water mark: 3000");
    }

    /// What the network says, and what is written down. `no-answer` alone counts as missed.
    private static final List<String> TABLE = """
        401 Unauthorized                                          | trunk-fault
        402 Payment Required                                      | trunk-fault
        403 Forbidden                                             | trunk-fault
        404 Not Found                                             | unreachable
        407 Proxy Authentication Required                         | trunk-fault
        408 Request Timeout                                       | trunk-fault
        410 Gone                                                  | unreachable
        480 Temporarily Unavailable                               | unreachable
        484 Address Incomplete                                    | unreachable
        486 Busy Here                                             | busy
        487 Request Terminated                                    | trunk-fault
        488 Not Acceptable Here                                   | trunk-fault
        500 Server Internal Error                                 | trunk-fault
        502 Bad Gateway                                           | trunk-fault
        503 Service Unavailable                                   | trunk-fault
        504 Server Time-out                                       | trunk-fault
        600 Busy Everywhere                                       | busy
        603 Decline                                               | rejected
        604 Does Not Exist Anywhere                               | unreachable
        302 Moved Temporarily; Contact: <sip:+37129999999@a.test> | unreachable
        180 Ringing > 480 Temporarily Unavailable                 | no-answer
        180 Ringing > 408 Request Timeout                         | no-answer
        180 Ringing > 487 Request Terminated                      | no-answer
        180 Ringing > 403 Forbidden                               | rejected
        180 Ringing > 603 Decline                                 | rejected
        180 Ringing > 486 Busy Here                               | busy
        180 Ringing > 503 Service Unavailable                     | trunk-fault
        183 Session Progress > 480 Temporarily Unavailable        | unreachable
        183 Session Progress                                      | no-answer
        180 Ringing                                               | no-answer
        100 Trying                                                | trunk-fault
                                                                  | trunk-fault
        """.lines().toList();

    /// Half of the phones belong to one line and half to another. Each has the same network at the second trunk,
    /// which is tried for what was the first one's doing, and for nothing else.
    @Test
    void whatTheNetworkSaysIsWhoseDoingItWas() throws Exception {
        lab.asterisk().global("TRUNKS", "trunk+second-trunk");
        lab.asterisk().global("RINGS_WITHIN", "1");
        lab.database()
                .edit(Stream.concat(
                                Stream.of(
                                        "delete from weekly_duty",
                                        "update line set ring_seconds = 6, strategy = 'waves', wave_size = 6"),
                                IntStream.range(0, TABLE.size()).boxed().flatMap(row -> onDuty(row).stream()))
                        .toArray(String[]::new));
        for (var row = 0; row < TABLE.size(); row++) {
            lab.exchange().network(number(FIRST + row), responses(TABLE.get(row)));
            lab.secondTrunk().network(number(FIRST + row), responses(TABLE.get(row)));
        }
        lab.peers().call("+371" + LATGALE);
        lab.peers().call("+371" + KURZEME);
        await("all phones are over")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> TABLE.size() <= attemptsInAsterisk());
        lab.hangUpEverything();
        lab.records().awaitAttempts(TABLE.size());
        var results = lab.records().attempts();
        assertThat(IntStream.range(0, TABLE.size())
                        .mapToObj(row -> said(TABLE.get(row)) + " | " + resultOf(results, FIRST + row))
                        .collect(joining("\n")))
                .isEqualTo(TABLE.stream()
                        .map(row -> said(row) + " | "
                                + row.substring(row.indexOf('|') + 1).strip())
                        .collect(joining("\n")));
        assertThat(lab.secondTrunk().calledNetworks())
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, TABLE.size())
                        .filter(row -> TABLE.get(row).endsWith("trunk-fault"))
                        .mapToObj(row -> number(FIRST + row))
                        .toList());
    }

    private long attemptsInAsterisk() throws InterruptedException {
        return lab.asterisk()
                .cli("database show helpline/attempt")
                .lines()
                .filter(line -> line.contains("/helpline/attempt/"))
                .count();
    }

    private static String said(String row) {
        return row.substring(0, row.indexOf('|')).strip();
    }

    private static String[] responses(String row) {
        return Stream.of(said(row).split(" > "))
                .filter(response -> !response.isEmpty())
                .map(response -> response.replace("; ", "\n"))
                .toArray(String[]::new);
    }

    private static String resultOf(List<String> attempts, int consultant) {
        return attempts.stream()
                .filter(attempt -> attempt.startsWith(consultant + " "))
                .map(attempt -> attempt.substring(attempt.indexOf(' ') + 1))
                .collect(joining(", "));
    }

    private static String number(int consultant) {
        return "+37120000" + consultant;
    }

    private static List<String> onDuty(int row) {
        return List.of("""
            insert into consultant (id, name, contact_kind, contact, languages, verified_at)
            values (%1$d, 'Consultant %1$d', 'mobile', '%2$s', '{lv}', now())
            """.formatted(FIRST + row, number(FIRST + row)), """
            insert into cover (consultant, region, starts, ends)
            values (%d, '%s', '2026-11-24 09:00', '2026-11-24 17:00')
            """.formatted(
                        FIRST + row, row % 2 == 0 ? "latgale" : "kurzeme"));
    }

    /// The trunk takes a call and says nothing: the next phone rings after six seconds, and the first keeps its time.
    @Test
    void aSilentTrunkCostsTheCallerSixSeconds() throws Exception {
        lab.database()
                .edit(
                        "delete from weekly_duty where consultant not in (4, 5)",
                        "update consultant set contact_kind = 'mobile', contact = '" + number(FIRST) + "' where id = 4",
                        "update consultant set verified_at = now() where id = 4",
                        "update line set strategy = 'one-by-one', ring_seconds = 15 where id = 'latgale'");
        lab.exchange().network(number(FIRST), "100 Trying");
        var inese = lab.peers().answering("+37120000002", RINGING);
        var caller = lab.peers().call("+371" + LATGALE);
        var rung = inese.await("INVITE", SOON);
        assertThat(between(caller.find("200 INVITE").orElseThrow(), rung))
                .isBetween(Duration.ofSeconds(5), Duration.ofSeconds(9));
        inese.take(caller);
        end(caller, inese);
        awaitAttempts("4 cancelled", "5 taken");
    }
}
