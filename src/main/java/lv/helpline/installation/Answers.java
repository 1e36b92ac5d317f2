package lv.helpline.installation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What set-up asks, at most eight things, and what it was told.
final class Answers {

    /// @param name      in a file of answers
    /// @param byDefault for whoever answers nothing
    /// @param form      a regular expression
    /// @param otherwise what is wrong with an answer of another form
    record Question(String name, String asks, String byDefault, String form, String otherwise) {

        /// What is wrong with an answer; empty if nothing is.
        Optional<String> fault(String answer) {
            return answer.matches(form) ? Optional.empty() : Optional.of(name + ": " + otherwise);
        }
    }

    private static final String NUMBER = "([1-9][0-9]{7,14})?";

    static final Question TRUNK = new Question(
            "TRUNK",
            "The trunk: the provider's SIP server, its name or address, perhaps with :PORT",
            "",
            "[A-Za-z0-9.-]+(:[0-9]{1,5})?",
            "a name or an IPv4 address is needed, such as sip.provider.lv or 203.0.113.20:5060");
    static final Question USER = new Question(
            "TRUNK_USER",
            "The user that the trunk registers, or nothing if the provider knows us by our address",
            "",
            "[A-Za-z0-9+._-]*",
            "letters, digits and + . _ - are taken");
    static final Question PASSWORD = new Question(
            "TRUNK_PASSWORD", "That user's password", "", "[^;\\s\\\\]+", "a password is needed, without ; and blanks");
    static final Question LAST_RESORT = new Question(
            "LAST_RESORT",
            "Whom to ring when nothing else can be decided: a number such as 37120000000, or nothing",
            "",
            NUMBER,
            "a number with its country's code and without + is needed, such as 37120000000");
    static final Question DUTY_NUMBER = new Question(
            "DUTY_NUMBER",
            "The duty line's number, which consultants call: 8 digits, or nothing",
            "",
            "([0-9]{8})?",
            "8 digits are needed");
    static final Question WEB_ADDRESS = new Question(
            "WEB_ADDRESS",
            "Where browsers find the pages",
            "http://localhost:8080",
            "https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?",
            "an address is needed, such as https://dezura.example.lv");
    static final Question MAIL = new Question(
            "MAIL",
            "The mail server, as smtp://USER:PASSWORD@HOST:587 with %40 for an @, or nothing",
            "",
            "(smtp://[^\\s/]+)?",
            "smtp://USER:PASSWORD@HOST:587 is needed");
    static final Question NUMBERS = new Question(
            "NUMBERS",
            "Are these numbers, and the hours that the page Lines shows, the published ones? yes or no",
            "yes",
            "yes|no",
            "yes or no is needed");

    static final Question SECOND_TRUNK = new Question(
            "SECOND_TRUNK",
            "A second provider's SIP server, or nothing",
            "",
            "([A-Za-z0-9.-]+(:[0-9]{1,5})?)?",
            "a name or an IPv4 address is needed, such as sip.provider.lv or 203.0.113.30:5060, or nothing");
    static final Question SECOND_USER = new Question(
            "SECOND_TRUNK_USER", "The user that it registers, or nothing", "", "[A-Za-z0-9+._-]*", USER.otherwise());
    static final Question SECOND_PASSWORD =
            new Question("SECOND_TRUNK_PASSWORD", "That user's password", "", "[^;\\s\\\\]*", PASSWORD.otherwise());

    static final Question RELAY = new Question(
            "RELAY",
            "This machine's own address, at which browsers reach the relay for calls from the web page, or nothing",
            "",
            "([0-9]{1,3}(\\.[0-9]{1,3}){3})?",
            "this machine's own IPv4 address is needed, such as 203.0.113.10, or nothing");

    /// Of a file only: whoever has no second trunk, and takes no calls from the web page, is not asked for them.
    static final List<Question> OF_A_FILE = List.of(SECOND_TRUNK, SECOND_USER, SECOND_PASSWORD, RELAY);

    /// In the order in which they are asked; the password only where there is a user.
    static final List<Question> ALL =
            List.of(TRUNK, USER, PASSWORD, LAST_RESORT, DUTY_NUMBER, WEB_ADDRESS, MAIL, NUMBERS);

    private final Map<String, String> given;

    private Answers(Map<String, String> given) {
        this.given = given;
    }

    /// Those of a file, which asks nothing.
    ///
    /// @throws IOException for an answer that is none, or a name that is not asked for
    static Answers of(Map<String, String> file) throws IOException {
        var names = Stream.of(ALL, OF_A_FILE)
                .flatMap(List::stream)
                .map(Question::name)
                .toList();
        for (var name : file.keySet()) {
            if (!names.contains(name)) {
                throw new IOException(name + " is asked by nobody; the answers are " + String.join(", ", names));
            }
        }
        var given = new LinkedHashMap<String, String>();
        for (var question : asked(file.getOrDefault(USER.name(), ""))) {
            given.put(question.name(), answer(question, file));
        }
        given.putAll(ofAFile(file));
        return new Answers(given);
    }

    private static Map<String, String> ofAFile(Map<String, String> file) throws IOException {
        var given = new LinkedHashMap<String, String>();
        for (var question : OF_A_FILE) {
            if (file.containsKey(question.name())) {
                given.put(question.name(), answer(question, file));
            }
        }
        return given;
    }

    private static String answer(Question question, Map<String, String> file) throws IOException {
        var answer = file.getOrDefault(question.name(), question.byDefault());
        var fault = question.fault(answer);
        if (fault.isPresent()) {
            throw new IOException(fault.get());
        }
        return answer;
    }

    /// Those of somebody at a terminal. What was answered before is what nothing means now.
    ///
    /// @throws IOException when nobody answers any more
    static Answers ask(BufferedReader in, PrintWriter out, Map<String, String> before, String numbers)
            throws IOException {
        var given = new LinkedHashMap<String, String>();
        for (var question : ALL) {
            if (!asked(given.getOrDefault(USER.name(), "?")).contains(question)) {
                continue;
            }
            if (question.equals(NUMBERS)) {
                out.println("Our numbers: " + numbers);
            }
            given.put(question.name(), ask(in, out, question, before));
        }
        given.putAll(ofAFile(before));
        return new Answers(given);
    }

    private static String ask(BufferedReader in, PrintWriter out, Question question, Map<String, String> before)
            throws IOException {
        var otherwise = before.getOrDefault(question.name(), question.byDefault());
        while (true) {
            var shown = question.equals(PASSWORD) && !otherwise.isEmpty() ? "as before" : otherwise;
            out.print(question.asks() + (shown.isEmpty() ? ": " : " [" + shown + "]: "));
            out.flush();
            @Nullable String line = in.readLine();
            if (line == null) {
                throw new IOException("nobody answers any more");
            }
            var answer = line.isBlank() ? otherwise : line.strip().replaceFirst("^-$", "");
            var fault = question.fault(answer);
            if (fault.isEmpty()) {
                return answer;
            }
            out.println(fault.get());
        }
    }

    private static List<Question> asked(String user) {
        return ALL.stream()
                .filter(question -> !question.equals(PASSWORD) || !user.isEmpty())
                .toList();
    }

    String get(Question question) {
        return given.getOrDefault(question.name(), "");
    }

    Map<String, String> all() {
        return Map.copyOf(given);
    }

    /// Both; the second may not be there.
    List<Trunk> trunks() {
        return List.of(
                new Trunk(Trunk.FIRST, get(TRUNK), get(USER), get(PASSWORD)),
                new Trunk(Trunk.SECOND, get(SECOND_TRUNK), get(SECOND_USER), get(SECOND_PASSWORD)));
    }

    /// The relay for calls from the web page; nothing where it is not for set-up to say whether there is one.
    Optional<Relay> relay() {
        return Optional.ofNullable(given.get(RELAY.name())).map(Relay::new);
    }

    /// The mail server's settings; all of them empty without one.
    Map<String, String> mail() {
        var server = get(MAIL).isEmpty() ? Optional.<URI>empty() : Optional.of(URI.create(get(MAIL)));
        var user = server.map(URI::getUserInfo).orElse("").replaceFirst(":.*", "");
        var settings = new LinkedHashMap<String, String>();
        settings.put("SPRING_MAIL_HOST", server.map(URI::getHost).orElse(""));
        settings.put(
                "SPRING_MAIL_PORT",
                server.map(uri -> String.valueOf(uri.getPort() == -1 ? 587 : uri.getPort()))
                        .orElse(""));
        settings.put("SPRING_MAIL_USERNAME", user);
        settings.put("SPRING_MAIL_PROPERTIES_MAIL_SMTP_AUTH", user.isEmpty() ? "" : "true");
        settings.put("SPRING_MAIL_PROPERTIES_MAIL_SMTP_STARTTLS_REQUIRED", server.isPresent() ? "true" : "");
        settings.put("SPRING_MAIL_PROPERTIES_MAIL_SMTP_SSL_CHECKSERVERIDENTITY", server.isPresent() ? "true" : "");
        settings.put(
                "HELPLINE_MAIL_FROM",
                server.map(uri -> user.contains("@") ? user : "dezura@" + uri.getHost())
                        .orElse(""));
        return settings;
    }

    String mailPassword() {
        return get(MAIL).isEmpty()
                ? ""
                : Optional.ofNullable(URI.create(get(MAIL)).getUserInfo())
                        .map(info -> info.replaceFirst("^[^:]*:?", ""))
                        .orElse("");
    }
}
