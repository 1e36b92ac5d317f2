package lv.helpline.lines;

import java.util.List;
import java.util.Optional;
import lv.helpline.audit.Author;
import lv.helpline.shared.EditResult;

/// A list that is published, and of which each entry is made sure of from time to time. Each edit is in the audit.
///
/// @param <T> what an entry says
/// @param <E> such an entry
public interface CheckedList<T, E extends CheckedList.Item<T>> {

    /// An entry, and what it says.
    interface Item<T> extends Checked {
        int id();

        T what();
    }

    /// In the order in which they are shown.
    List<E> all();

    default Optional<E> find(int id) {
        return all().stream().filter(entry -> entry.id() == id).findFirst();
    }

    /// Whoever enters it has checked it.
    EditResult add(T what, Author author);

    /// Whoever changes it has checked it.
    ///
    /// @param read what the editor had before them
    EditResult change(E read, T what, Author author);

    /// It is right as it stands.
    EditResult check(int id, Author author);

    EditResult remove(int id, Author author);
}
