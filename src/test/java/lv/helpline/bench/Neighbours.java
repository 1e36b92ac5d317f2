package lv.helpline.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import lv.helpline.lab.Attendant;
import lv.helpline.lab.Crowd;
import lv.helpline.lab.Lab;
import lv.helpline.lab.SipPeer;
import lv.helpline.lab.Stalls;

/// A few callers of another line, whose consultants are free, while a surge fills the first.
///
/// @param callers  how many called
/// @param served   how many of them talked to a consultant
/// @param response from a caller's INVITE until its first response, of each, ascending
/// @param rang     from a caller's INVITE until the phone of the consultant who took it rang, of each, ascending
record Neighbours(int callers, int served, List<Duration> response, List<Duration> rang) {

    private static final String LINE = "25719118";
    private static final String REGION = "kurzeme";
    private static final int CONSULTANTS = 3;
    private static final Duration RINGING = Duration.ofMillis(200);

    /// The phones of that line's consultants, who talk for a moment only.
    static List<SipPeer> prepare(Lab lab) throws Exception {
        var edits = new ArrayList<>(List.of("""
            insert into special_opening (line, starts, ends)
            values ('%s', current_date - 1, current_date + 3)
            """.formatted(REGION)));
        var phones = new ArrayList<SipPeer>();
        for (var each = 0; each < CONSULTANTS; each++) {
            var mobile = "+37120004%03d".formatted(each);
            edits.addAll(Staff.onDuty(401 + each, "Neighbour", mobile, REGION));
            phones.add(lab.peers().answering(mobile, RINGING));
        }
        lab.database().edit(edits.toArray(String[]::new));
        phones.forEach(phone -> Attendant.talking(phone, RINGING));
        return phones;
    }

    /// They call one after the other within that time.
    static Crowd call(Lab lab, int callers, Duration over) throws Exception {
        return lab.peers().crowd(LINE, callers, over);
    }

    /// What became of them, when their calls are over. They called one after the other, so the first phone that rang
    /// after a call was rung for it.
    static Neighbours of(Crowd crowd, List<SipPeer> phones) {
        var callers = crowd.callers();
        var invites = phones.stream()
                .flatMap(phone -> phone.messages().stream())
                .filter(message -> message.kind().equals("INVITE"))
                .map(message -> message.nanos())
                .sorted()
                .toList();
        return new Neighbours(
                callers.size(),
                (int) callers.stream().filter(caller -> caller.ended() != 0).count(),
                callers.stream()
                        .filter(caller -> caller.responded() != 0)
                        .map(caller -> Stalls.without(caller.called(), caller.responded()))
                        .sorted()
                        .toList(),
                callers.stream()
                        .flatMap(caller -> invites.stream()
                                .filter(invite -> invite > caller.called())
                                .findFirst()
                                .map(invite -> Stalls.without(caller.called(), invite))
                                .stream())
                        .sorted()
                        .toList());
    }

    @Override
    public String toString() {
        return """
            another line    %d callers, %d served
            first response  p50 %d ms, p99 %d ms, max %d ms
            first phone     p50 %d ms, p99 %d ms, max %d ms""".formatted(
                        callers,
                        served,
                        Surge.percentile(response, 50).toMillis(),
                        Surge.percentile(response, 99).toMillis(),
                        Surge.percentile(response, 100).toMillis(),
                        Surge.percentile(rang, 50).toMillis(),
                        Surge.percentile(rang, 99).toMillis(),
                        Surge.percentile(rang, 100).toMillis());
    }
}
