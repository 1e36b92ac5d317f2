package lv.helpline.snapshot;

import java.util.List;
import lv.helpline.roster.Wish;
import lv.helpline.roster.WishId;
import org.springframework.data.annotation.Id;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.relational.core.mapping.Table;
import org.springframework.data.repository.Repository;

/// A row of `line_wish` with its row of `wish`.
@Table("line_wish")
record WishRow(@Id String line, String code, int key, String name, String nameEn) {

    interface Rows extends Repository<WishRow, String> {
        @Query("""
            select line, code, key, name, name_en from line_wish join wish on wish.code = line_wish.wish
            order by line, key\
            """)
        List<WishRow> findAll();
    }

    Wish wish() {
        return new Wish(new WishId(code), key, name, nameEn);
    }
}
