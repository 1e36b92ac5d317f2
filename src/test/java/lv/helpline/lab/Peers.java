package lv.helpline.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// The callers and the phones of a lab.
public final class Peers implements AutoCloseable {

    private final Exchange exchange;
    private final Path directory;
    private final Consumer<String> ended;
    private final List<SipPeer> peers = new CopyOnWriteArrayList<>();
    private final List<SipPeer> callers = new CopyOnWriteArrayList<>();
    private final AtomicInteger made = new AtomicInteger();

    /// @param directory for what SIPp writes
    /// @param ended     is told, in one sentence, that a phone ended though nobody closed it
    Peers(Exchange exchange, Path directory, Consumer<String> ended) {
        this.exchange = exchange;
        this.directory = directory;
        this.ended = ended;
    }

    /// A phone that answers after `ringing` and presses nothing by itself.
    public SipPeer answering(String number, Duration ringing) throws IOException {
        return phone(number, Scenario.answering(ringing));
    }

    /// The same, on a network that has sound to send while it rings.
    public SipPeer answeringWithEarlyMedia(String number, Duration ringing) throws IOException {
        return phone(number, Scenario.answeringWithEarlyMedia(ringing));
    }

    /// A phone that rings and is not answered.
    public SipPeer ringingOut(String number) throws IOException {
        return phone(number, Scenario.ringingOut());
    }

    /// The same of many phones that one SIPp plays. It sends no sound.
    public SipPeer ringingOut(List<String> numbers) throws IOException {
        var phones = ringingOut(numbers.getFirst());
        phones.neverSpeak();
        numbers.forEach(number -> exchange.connect(number, phones));
        return phones;
    }

    /// A phone that refuses with a status such as `486 Busy Here`.
    public SipPeer refusing(String number, String status, String... headers) throws IOException {
        return phone(number, Scenario.refusing(status, List.of(headers)));
    }

    private SipPeer phone(String number, String scenario) throws IOException {
        var phone = peer(number.replace("+", ""));
        try {
            phone.startPhone(scenario, ended);
        } catch (SipPeer.NotStarted notStarted) {
            phone.close();
            throw notStarted;
        }
        exchange.connect(number, phone);
        return phone;
    }

    /// The phones that are on the wire, by what they are dialled by.
    public Map<String, SipPeer> phones() {
        return exchange.phones();
    }

    /// A caller who dials that number now, from a number that nobody has.
    public SipPeer call(String number) throws IOException, InterruptedException {
        return call(number, "\"Caller\" <sip:+37100000000@127.0.0.1>", List.of());
    }

    /// The same of a caller whose phone sends no sound, as a muted one may.
    public SipPeer callMuted(String number) throws IOException, InterruptedException {
        var caller = peer("caller");
        caller.neverSpeak();
        return call(caller, number, "\"Caller\" <sip:+37100000000@127.0.0.1>", List.of());
    }

    public SipPeer call(String number, String from, List<String> headers) throws IOException, InterruptedException {
        return call(peer("caller"), number, from, headers);
    }

    private SipPeer call(SipPeer caller, String number, String from, List<String> headers)
            throws IOException, InterruptedException {
        callers.add(caller);
        try {
            caller.startCaller(Scenario.caller(number, from, headers), "-m", "1");
        } catch (SipPeer.NotStarted notStarted) {
            callers.remove(caller);
            caller.close();
            throw notStarted;
        }
        return caller;
    }

    /// Whoever called since the last reset, in the call still or not.
    public List<SipPeer> callers() {
        return List.copyOf(callers);
    }

    /// Many callers of one number, so many a second, each of whom hangs up soon after being answered.
    public SipPeer callMany(String number, int perSecond, int calls) throws IOException, InterruptedException {
        var callers = peer("callers");
        callers.startCaller(
                Scenario.briefCaller(number, "<sip:+37100000000@127.0.0.1>"),
                "-r",
                Integer.toString(perSecond),
                "-m",
                Integer.toString(calls));
        return callers;
    }

    /// Many callers of one number, within so long one after the other, who stay on the line.
    public Crowd crowd(String number, int calls, Duration over) throws IOException, InterruptedException {
        return new Crowd(peer("crowd"), number, calls, over);
    }

    private SipPeer peer(String what) throws IOException {
        var peer = new SipPeer(exchange, what + "-" + made.incrementAndGet(), directory);
        peers.add(peer);
        return peer;
    }

    /// Whoever calls hangs up, as their phone would: the records of their calls come.
    public void hangUpCallers() throws IOException {
        for (var caller : callers) {
            caller.hangUp();
        }
    }

    /// None of them observes anything any more, for this reason.
    void end(String reason) {
        peers.forEach(peer -> peer.end(reason));
    }

    /// Takes every phone and every caller off the wire.
    @Override
    public void close() {
        peers.forEach(SipPeer::close);
        peers.clear();
    }

    void forgetCallers() {
        callers.clear();
    }
}
