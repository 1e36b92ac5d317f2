package lv.helpline.snapshot;

import java.util.List;
import lv.helpline.roster.WishId;
import org.springframework.data.annotation.Id;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.relational.core.mapping.Table;
import org.springframework.data.repository.Repository;

/// A row of `consultant_wish`.
@Table("consultant_wish")
record FulfilledWishRow(@Id Integer consultant, String wish) {

    interface Rows extends Repository<FulfilledWishRow, Integer> {
        @Query("select consultant, wish from consultant_wish")
        List<FulfilledWishRow> findAll();
    }

    WishId id() {
        return new WishId(wish);
    }
}
