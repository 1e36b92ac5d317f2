package lv.helpline.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A call to any of the seven numbers, in any form in which a trunk delivers it, rings the consultant on duty.
class SevenNumbersIT extends Telephony {

    @ParameterizedTest
    @CsvSource({
        "28612120, anna, 1",
        "25565098, anna, 1",
        "67898343, anna, 1",
        "25723222, laura, 4",
        "25719118, kristaps, 6",
        "25719266, vita, 7",
        "25719588, gints, 8"
    })
    void ringsItsConsultantOnTuesdayAtTen(String line, String phoneName, int consultant) throws Exception {
        for (var number : List.of(line, "371" + line, "00371" + line, "+371" + line)) {
            lab.database().edit("delete from call_record", "delete from call_attempt");
            try (var phone = lab.peers().answering(phoneName, RINGING);
                    var caller = lab.peers().call(number)) {
                phone.take(caller);
                phone.hangUp();
                caller.await("BYE", SOON);

                var record = lab.records().only();
                assertThat(record.line()).isEqualTo(line);
                assertThat(record.outcome()).isEqualTo("answered");
                assertThat(record.consultant()).hasValue(consultant);
                assertThat(record.decidedBy()).isEqualTo("router");
                assertThat(record.rules()).startsWith("opening-hours+on-duty");
                assertThat(lab.records().attempts()).contains(consultant + " taken");
                assertThat(caller.count("183 INVITE")).isZero();
                assertThat(phone.find("INVITE").orElseThrow().header("From").orElseThrow())
                        .startsWith("<sip:+371" + line + "@");
                lab.asterisk().awaitNoChannel(SOON);
            }
        }
    }
}
