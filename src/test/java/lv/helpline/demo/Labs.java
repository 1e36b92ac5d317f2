package lv.helpline.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import lv.helpline.lab.Attendant;
import lv.helpline.lab.Lab;

/// The labs of a demo, one for each time at which callers call.
final class Labs implements AutoCloseable {

    private final Path home;
    private final Progress progress;
    private final Consumer<String> ended;
    private final List<Lab> labs = new CopyOnWriteArrayList<>();

    /// @param ended is told, in one sentence, that one of them ended though nobody closed it
    Labs(Path home, Progress progress, Consumer<String> ended) {
        this.home = home;
        this.progress = progress;
        this.ended = ended;
    }

    /// Starts one whose router has its clock at that time.
    ///
    /// @param attended whether consultants sit at their phones
    Lab start(LocalDateTime time, boolean attended) throws IOException, InterruptedException {
        var name = time.format(DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ENGLISH));
        progress.say("Starting a router and Asterisk 22 for " + name);
        var lab = new Lab(home.resolve("lab-" + (labs.size() + 1)), ended);
        labs.add(lab);
        lab.clock().set(time);
        if (attended) {
            for (var phone : new Consultants(lab).phones()) {
                Attendant.at(Twice.started(() -> lab.peers().answering(phone, Duration.ofSeconds(1))));
            }
        }
        progress.say("Calling each of the seven numbers, " + name);
        return lab;
    }

    /// Ends all but the last one.
    Lab keepLast() {
        var last = labs.getLast();
        var others = List.copyOf(labs.subList(0, labs.size() - 1));
        labs.removeAll(others);
        others.forEach(Lab::close);
        return last;
    }

    @Override
    public void close() {
        labs.parallelStream().forEach(Lab::close);
    }
}
