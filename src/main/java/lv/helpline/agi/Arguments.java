package lv.helpline.agi;

import java.time.Duration;
import java.util.Optional;
import lv.helpline.duty.ConsultantId;
import org.asteriskjava.fastagi.AgiRequest;

/// What the dialplan hands to a script, by position from 1 on. What is not well formed is as good as absent.
record Arguments(AgiRequest request) {

    Optional<String> find(int number) {
        var arguments = request.getArguments();
        return number > arguments.length ? Optional.empty() : Optional.ofNullable(arguments[number - 1]);
    }

    Optional<ConsultantId> consultant(int number) {
        return find(number).filter(SpoolEntry::isConsultant).map(text -> new ConsultantId(Integer.parseInt(text)));
    }

    Optional<Duration> seconds(int number) {
        return find(number)
                .filter(text -> text.matches("[0-9]{1,6}"))
                .map(text -> Duration.ofSeconds(Integer.parseInt(text)));
    }
}
