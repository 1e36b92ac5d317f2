package lv.helpline.snapshot;

import java.time.Instant;
import java.util.List;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Pause;
import org.springframework.data.annotation.Id;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.relational.core.mapping.Table;
import org.springframework.data.repository.Repository;

/// A row of `pause`.
@Table("pause")
record PauseRow(@Id Integer id, int consultant, Instant starts, Instant ends) {

    interface Rows extends Repository<PauseRow, Integer> {
        @Query("select * from pause where ends > :past order by id")
        List<PauseRow> findAllEndingAfter(Instant past);
    }

    Pause pause() {
        return new Pause(new ConsultantId(consultant), starts, ends);
    }
}
