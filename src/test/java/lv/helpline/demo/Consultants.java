package lv.helpline.demo;

import java.util.List;
import lv.helpline.lab.Lab;
import org.springframework.jdbc.core.DataClassRowMapper;

/// The demo's consultants, from its database.
final class Consultants {

    private record Row(int id, String name, String contact) {}

    private final List<Row> rows;

    Consultants(Lab lab) {
        rows = lab.database()
                .jdbc()
                .sql("select id, name, contact from consultant order by id")
                .query(DataClassRowMapper.newInstance(Row.class))
                .list();
    }

    /// What each phone is dialled by.
    List<String> phones() {
        return rows.stream().map(Row::contact).toList();
    }

    String nameAt(String phone) {
        return rows.stream()
                .filter(row -> row.contact().equals(phone))
                .map(Row::name)
                .findFirst()
                .orElseThrow();
    }

    String name(int id) {
        return rows.stream()
                .filter(row -> row.id() == id)
                .map(Row::name)
                .findFirst()
                .orElse("consultant " + id);
    }
}
